"""A QR code: dark on light in both themes, for most cameras read nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Radius

_QUIET = 4
"""Modules of free room around the code, as the standard asks for."""


class QrCode(QWidget):
    def __init__(self, text: str, name: TextLike, size: int = 264) -> None:
        super().__init__()
        import segno  # only who opens one pays for it

        self._size = size
        self._modules = [list(row) for row in segno.make(text, micro=False, error="m").matrix]
        bind(self.setAccessibleName, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def modules(self) -> int:
        """Along one side, without the room around."""
        return len(self._modules)

    def picture(self, scale: int = 8) -> QImage:
        """As the widget paints it, `scale` pixels a module."""
        side = (self.modules() + 2 * _QUIET) * scale
        image = QImage(side, side, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self._draw(painter, side)
        painter.end()
        return image

    def sizeHint(self) -> QSize:
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._draw(painter, self.width())

    def _draw(self, painter: QPainter, side: int) -> None:
        c = colors()
        draw_box(painter, QRectF(0, 0, side, side), c.knob, c.line, Radius.CARD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        ratio = painter.device().devicePixelRatioF()
        module = int(side * ratio / (self.modules() + 2 * _QUIET)) / ratio  # whole pixels of the screen
        start = (side - module * self.modules()) / 2
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRectF(start + x * module, start + y * module, module, module), c.shadow)
