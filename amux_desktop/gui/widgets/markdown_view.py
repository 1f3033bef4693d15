"""Finished Markdown as a reader wants it: as high as its text, links checked before they open, nothing fetched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.theme import colors, theme, use_role

_SCHEMES = ("http", "https", "mailto")
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
#: Without it there is no picture in a text.
_PICTURE = "!["


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
        if _PICTURE in text:
            self.setDocument(self._without_pictures(text))
        else:
            self.document().setMarkdown(text, _FEATURES)
        self._style()
        self._fit()

    def _style(self) -> None:
        """For those who want more than Qt's defaults. Before the layout, so that there is one."""

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

    def _without_pictures(self, text: str) -> QTextDocument:
        """A layout would open what a picture names even where `loadResource` gives nothing: a file of this computer, or on
        Windows one of any other, which learns the user's name and password hash. So they go before there is a layout."""
        now = self.document()
        made = QTextDocument(self)
        made.setUndoRedoEnabled(now.isUndoRedoEnabled())
        made.setDocumentMargin(now.documentMargin())
        made.setIndentWidth(now.indentWidth())
        made.setDefaultFont(now.defaultFont())
        made.setDefaultTextOption(now.defaultTextOption())
        made.setMarkdown(text, _FEATURES)
        block = made.begin()
        while block.isValid():
            _replace_pictures(block)
            block = block.next()
        return made

    def _fit(self) -> None:
        """As high as the text at this width."""
        document = self.document()
        width = self.viewport().width()
        if document.textWidth() != width:  # setting it makes a new layout even of what fits already
            document.setTextWidth(width)
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


def fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Position, length and format of each piece, from the end on: replacing one moves what follows."""
    found = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        found.append((fragment.position(), fragment.length(), fragment.charFormat()))
        iterator += 1
    return found[::-1]


def _replace_pictures(block: QTextBlock) -> None:
    """A picture is not fetched; its address becomes a link."""
    for start, length, given in fragments(block):
        if not given.isImageFormat():
            continue
        image = given.toImageFormat()
        link = QTextCharFormat()
        link.setAnchor(True)
        link.setAnchorHref(given.anchorHref() or image.name())
        link.setForeground(colors().accent_text)
        cursor = QTextCursor(block.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        alternative = str(image.property(QTextFormat.Property.ImageAltText) or "")
        cursor.insertText(str(tr("Image: {name}", name=alternative or image.name())), link)
