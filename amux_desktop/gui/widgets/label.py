"""Text on a page: a role of the type scale and a colour token, both looked up at paint time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.paint import painting
from amux_desktop.gui.theme import colors, use_role
from amux_desktop.gui.tokens import Role
from amux_desktop.gui.tooltips import plain


class Label(QLabel):
    """A QLabel for its accessible role and wrapping; it paints itself, so colours follow the theme without a palette."""

    def __init__(
        self,
        text: TextLike = "",
        role: Role = "body",
        token: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._token = token
        use_role(self, role)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, text: TextLike) -> None:
        bind(self.setText, text)

    def set_token(self, token: str) -> None:
        if token != self._token:
            self._token = token
            self.update()

    def minimumSizeHint(self) -> QSize:
        """One line: QLabel would assume a narrow column for wrapped text and make dialogs too tall."""
        hint = super().minimumSizeHint()
        return QSize(0, self.fontMetrics().height()) if self.wordWrap() else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            c = colors()
            painter.setFont(self.font())
            painter.setPen(c.named(self._token) if self.isEnabled() else c.disabled)
            flags = int(self.alignment())
            if self.wordWrap():
                flags |= int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.contentsRect(), flags, self.text())


class ElidedLabel(Label):
    """One line that shortens itself; the whole text is its tooltip while it does."""

    def __init__(
        self,
        text: TextLike = "",
        role: Role = "body",
        token: str = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        self._mode = mode
        super().__init__(text, role, token, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._update_tooltip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            c = colors()
            painter.setFont(self.font())
            painter.setPen(c.named(self._token) if self.isEnabled() else c.disabled)
            shown = self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())
            painter.drawText(self.contentsRect(), int(self.alignment()), shown)

    def _update_tooltip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(plain(self.text()) if cut and self.contentsRect().width() > 0 else "")
