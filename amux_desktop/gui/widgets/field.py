"""Text fields: leading icon, inner buttons, error border; and the block of label, field, hint and error around one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QFontMetricsF, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.icons import draw_icon, tinted_icon
from amux_desktop.gui.paint import draw_box, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Height, Radius
from amux_desktop.gui.widgets.label import Label


class TextField(QLineEdit):
    """Shows focus by its border. `left` fires when editing ends, the moment to validate."""

    left = Signal()

    def __init__(
        self,
        name: TextLike,
        *,
        placeholder: TextLike = "",
        icon: str = "",
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._error = False
        self._suffix = ""
        use_role(self, "mono" if mono else "body")
        bind(self.setAccessibleName, name)
        bind(self.setPlaceholderText, placeholder)
        self.setFrame(False)
        self.setTextMargins(30 if icon else 8, 0, 6, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._clear_base()

    def set_error(self, error: bool) -> None:
        if error != self._error:
            self._error = error
            self.update()

    def add_button(self, icon: str, name: TextLike) -> QAction:
        """A button inside the field, at its end; it can be reached by a screen reader under `name`."""
        action = self.addAction(tinted_icon(icon), QLineEdit.ActionPosition.TrailingPosition)
        bind(action.setText, name)
        bind(action.setToolTip, name)
        for button in self.findChildren(QToolButton):
            if button.defaultAction() is action:
                bind(button.setAccessibleName, name)
        return action

    def set_suffix(self, unit: TextLike) -> None:
        """The unit of a number, written at the right end inside the field."""
        bind(self._show_suffix, unit)

    def sizeHint(self) -> QSize:
        return QSize(max(120, super().sizeHint().width()), theme().px(Height.MD))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme().px(Height.MD))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._clear_base()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            c = colors()
            fill, border, width = c.raised, c.control, 1.0
            if self.isReadOnly() or not self.isEnabled():
                fill, border = c.sunken, c.line_strong
            if self._error:
                border, width = c.bad, 1.5
            elif self.hasFocus() and not self.isReadOnly():
                border, width = c.accent, 1.5
            draw_box(painter, self.rect(), fill, border, Radius.CONTROL, width)
            if self._icon:
                side = theme().px(16)
                draw_icon(painter, self._icon, QRectF(9, round((self.height() - side) / 2), side, side), c.text3)
            if self._suffix:
                painter.setFont(theme().font("small"))
                end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                draw_text(painter, QRectF(self.rect()).adjusted(0, 0, -10, 0), self._suffix, c.text2, end)
        super().paintEvent(event)

    def _show_suffix(self, text: str) -> None:
        self._suffix = text
        self.setAccessibleDescription(text)
        margins = self.textMargins()
        width = round(QFontMetricsF(theme().font("small")).horizontalAdvance(text))
        margins.setRight(6 + (width + 8 if text else 0))
        self.setTextMargins(margins)
        self.update()

    def _clear_base(self) -> None:
        """The frame is painted above; the stock painting must only add text, cursor and selection."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)


class SecretField(TextField):
    """A masked field with a button that shows what was typed; `reveal_wanted` when nothing was."""

    reveal_wanted = Signal()

    def __init__(self, name: TextLike, *, placeholder: TextLike = "", parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=placeholder, mono=True, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_button("eye", tr("Show the key")).triggered.connect(self._toggle)

    def hide_text(self) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._show_icon("eye")

    def _show_icon(self, name: str) -> None:
        """The action is asked for each time: a wrapper that was kept has been seen to be invalidated under a living one."""
        self.actions()[0].setIcon(tinted_icon(name))

    def _toggle(self) -> None:
        if not self.text():
            self.reveal_wanted.emit()
            return
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show_icon("eye-off" if hidden else "eye")


class FieldBlock(QWidget):
    """Label above, control, then a hint or the reason why the value is refused."""

    def __init__(
        self,
        label: TextLike,
        control: QWidget,
        *,
        hint: TextLike = "",
        optional: bool = False,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._hint = hint
        self._title = Label(label, "small_m")
        self._title.setBuddy(control)
        self._note = Label(hint, "small", "text3", wrap=True)
        self._note.setVisible(bool(str(hint)))
        self._error = ErrorLine()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self._title)
        if optional:
            top.addWidget(Label(tr("Optional"), "cap", "text3"))
        top.addStretch(1)
        if beside is not None:
            beside.setFixedHeight(theme().px(18))
            top.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(control)
        column.addWidget(self._note)
        column.addWidget(self._error)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_hint(self, hint: TextLike) -> None:
        self._hint = hint
        self._note.set_text(hint)
        self._note.setVisible(bool(str(hint)) and not self._error.has_error())

    def set_error(self, reason: TextLike) -> None:
        """Marks the control and says why; an empty reason clears the mark."""
        wrong = bool(str(reason))
        if isinstance(self.control, TextField):
            self.control.set_error(wrong)
        self._error.set_reason(reason)
        self._note.setVisible(bool(str(self._hint)) and not wrong)
        self.control.setAccessibleDescription(str(reason) if wrong else str(self._hint))

    def error(self) -> str:
        return self._error.reason()


class ErrorLine(QWidget):
    """The line under a field that says why its value is refused; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", "small", "bad_text", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_ErrorIcon(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    def set_reason(self, reason: TextLike) -> None:
        self._label.set_text(reason)
        self.setVisible(bool(str(reason)))

    def has_error(self) -> bool:
        return bool(self._label.text())

    def reason(self) -> str:
        return self._label.text()


class _ErrorIcon(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(14, theme().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_icon(painter, "circle-alert", QRectF(0, 1, 14, 14), colors().bad_text)
