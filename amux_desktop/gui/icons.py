"""Lucide icons and provider logos as tinted pixmaps, rendered once per (name, colour, size, pixel ratio)."""

from __future__ import annotations

import functools
import re

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from amux_desktop.gui.assets import asset
from amux_desktop.gui.theme import colors, theme

# Lucide is drawn on a 24-unit grid; at 18 px and up a thinner stroke has the same visual weight.
_STROKE_SMALL = "2"
_STROKE_LARGE = "1.75"
_LARGE_FROM_PX = 18


@functools.lru_cache(maxsize=256)
def _svg(folder: str, name: str) -> str | None:
    path = asset("icons", folder) / f"{name}.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else None


@functools.lru_cache(maxsize=1024)
def _render(folder: str, name: str, colour: int, size: int, ratio: float) -> QPixmap:
    source = _svg(folder, name)
    if source is None:
        raise FileNotFoundError(f"no icon {folder}/{name}")
    source = source.replace("currentColor", QColor.fromRgba(colour).name())
    if folder == "lucide":
        stroke = _STROKE_LARGE if size >= _LARGE_FROM_PX else _STROKE_SMALL
        source = re.sub(r'stroke-width="[^"]*"', f'stroke-width="{stroke}"', source)
    pixels = max(1, round(size * ratio))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(pixels / size)
    return pixmap


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    return _render("lucide", name, colour.rgba(), size, ratio)


def draw_icon(painter: QPainter, name: str, rect: QRect | QRectF, colour: QColor) -> None:
    """Paints an icon into a square of logical pixels, sharp at any scale factor."""
    size = round(rect.width())
    pixmap = icon_pixmap(name, colour, size, painter.device().devicePixelRatioF())
    painter.drawPixmap(round(rect.x()), round(rect.y()), pixmap)


def has_logo(name: str) -> bool:
    return bool(name) and (_svg("logos", name) is not None)


def draw_logo(
    painter: QPainter, logo: str, label: str, rect: QRectF, *, tile: bool = True, faded: bool = False
) -> None:
    """A provider's logo, on its tile or bare; a service without a logo shows the first letter of its label."""
    c = colors()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if faded:
        painter.setOpacity(0.55)
    side = rect.width()
    if tile:
        dark = theme().mode == "dark"
        painter.setBrush(c.pressed if dark else c.raised)
        painter.setPen(QPen(c.line_strong if dark else c.line, 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), side / 4, side / 4)
    glyph = round(side * 0.58) if tile else round(side)
    box = QRectF(round(rect.center().x() - glyph / 2), round(rect.center().y() - glyph / 2), glyph, glyph)
    if has_logo(logo):
        pixmap = _render("logos", logo, c.text.rgba(), glyph, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(box.x()), round(box.y()), pixmap)
    elif logo.startswith("icon:"):
        draw_icon(painter, logo.removeprefix("icon:"), box, c.text2)
    else:
        font = QFont(theme().font("body_s"))
        font.setPixelSize(max(8, round(side * (0.42 if tile else 0.8))))
        painter.setFont(font)
        painter.setPen(c.text2)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label[:1].upper())
    painter.restore()


def draw_mark(painter: QPainter, rect: QRectF) -> None:
    """The app's own mark: a white arch on a rounded square."""
    c = colors()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    gradient = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    gradient.setColorAt(0, c.mark_top)
    gradient.setColorAt(1, c.mark_bottom)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawRoundedRect(rect, rect.width() * 0.27, rect.width() * 0.27)
    painter.setBrush(c.on_accent)
    painter.drawPath(arch_path(rect))
    painter.restore()


def arch_path(rect: QRectF) -> QPainterPath:
    """The arch of the mark inside a square: two legs and a rounded top."""
    path = QPainterPath()

    def at(x: float, y: float) -> tuple[float, float]:
        return rect.x() + rect.width() * x, rect.y() + rect.height() * y

    path.moveTo(*at(0.20, 0.70))
    path.cubicTo(*at(0.33, 0.62), *at(0.36, 0.28), *at(0.50, 0.28))
    path.cubicTo(*at(0.64, 0.28), *at(0.67, 0.62), *at(0.80, 0.70))
    path.cubicTo(*at(0.68, 0.735), *at(0.60, 0.70), *at(0.56, 0.62))
    path.cubicTo(*at(0.535, 0.57), *at(0.52, 0.54), *at(0.50, 0.54))
    path.cubicTo(*at(0.48, 0.54), *at(0.465, 0.57), *at(0.44, 0.62))
    path.cubicTo(*at(0.40, 0.70), *at(0.32, 0.735), *at(0.20, 0.70))
    return path


class _TintedEngine(QIconEngine):
    """Renders on demand in the theme's colour, so menus need no rebuild after a switch."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = colors().disabled if mode == QIcon.Mode.Disabled else colors().named(self._token)
        side = min(rect.width(), rect.height())
        box = QRect(0, 0, side, side)
        box.moveCenter(rect.center())
        draw_icon(painter, self._name, box, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        ratio = QApplication.primaryScreen().devicePixelRatio()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._token)


def tinted_icon(name: str, token: str = "text2") -> QIcon:
    """For QAction, QMenu and inner buttons of fields."""
    return QIcon(_TintedEngine(name, token))
