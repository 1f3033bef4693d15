"""An image inside a text: never wider than its column, never larger than it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.image_bytes import image_of
from amux_desktop.gui.paint import painting
from amux_desktop.gui.theme import theme

_HEIGHT = 240
_MOST_PIXELS = 4096
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class Picture(QLabel):
    """`shown` is False when the bytes are no image that can be read."""

    def __init__(self, name: TextLike, data: bytes) -> None:
        super().__init__()
        bind(self.setAccessibleName, name)
        self._image = QPixmap.fromImage(image_of(data, _MOST_PIXELS))
        self.shown = not self._image.isNull()
        self.setPixmap(self._image)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        if not self.shown:
            return QSize(0, 0)
        height = min(theme().px(_HEIGHT), self._image.height())
        return QSize(max(1, round(self._image.width() * height / self._image.height())), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(20, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.shown:
            return
        size = self._image.size().scaled(self.size(), _KEEP)
        with painting(self) as painter:
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(QRectF(0, 0, size.width(), size.height()), self._image, QRectF(self._image.rect()))
