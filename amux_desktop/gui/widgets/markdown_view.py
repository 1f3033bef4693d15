"""Finished Markdown as a reader wants it: as high as its text, links checked before they open, nothing fetched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.theme import colors, theme, use_role

_SCHEMES = ("http", "https", "mailto")
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
#: Beyond this a layout takes longer than one frame: show the rest otherwise, or use `chat_text.AnswerText`.
MARKDOWN_LIMIT = 24 * 1024


def open_link(url: QUrl) -> bool:
    """Opens web and mail addresses in the system's programs; anything else is refused."""
    return url.scheme().lower() in _SCHEMES and QDesktopServices.openUrl(url)


class MarkdownView(QTextBrowser):
    def __init__(self, name: TextLike, parent: QWidget | None = None) -> None:
        self._markdown = ""
        super().__init__(parent)
        bind(self.setAccessibleName, name)
        use_role(self, "body")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.anchorClicked.connect(open_link)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._recolour()

    def set_markdown(self, text: str) -> None:
        """Replaces what is shown. HTML in it is shown as text."""
        self._markdown = text
        self.document().setMarkdown(text, _FEATURES)
        self._fit()

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Pictures in a model's answer are not fetched: whoever wrote the address would learn of the reader."""

    def sizeHint(self) -> QSize:
        return QSize(300, self.height() or 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]  # a QWheelEvent: the page scrolls

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()
        elif event.type() == QEvent.Type.FontChange and self._markdown:
            self.set_markdown(self._markdown)

    def _fit(self) -> None:
        """As high as the text at this width."""
        document = self.document()
        document.setTextWidth(self.viewport().width())
        height = max(theme().px(20), round(document.size().height()) + 2)
        if height != self.height():
            self.setFixedHeight(height)
            self.updateGeometry()

    def _recolour(self) -> None:
        c = colors()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, c.text)
        palette.setColor(QPalette.ColorRole.Link, c.accent_text)
        self.setPalette(palette)
        if self._markdown:
            self.set_markdown(self._markdown)
