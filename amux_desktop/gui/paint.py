"""Drawing that several widgets share: rounded boxes with crisp borders, shadows of floating things, elided pairs."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Role

_ENDLESS = 1_000_000


@contextmanager
def painting(widget: QWidget) -> Iterator[QPainter]:
    """An antialiased painter on a widget that is always ended; an open one would abort the process."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def draw_box(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    border: QColor | None = None,
    radius: float = 0,
    width: float = 1,
) -> None:
    """A rounded box whose border lies on device pixels, inside the rectangle."""
    half = width / 2
    box = QRectF(rect)
    if border is not None:
        box = box.adjusted(half, half, -half, -half)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def draw_hairline(painter: QPainter, x1: float, x2: float, y: float, colour: QColor | None = None) -> None:
    """A horizontal line one pixel high."""
    painter.fillRect(QRectF(x1, round(y), x2 - x1, 1), colour or colors().line)


def draw_dot(painter: QPainter, x: float, y: float, size: float, colour: QColor, *, halo: bool = False) -> None:
    """A state dot centred on (x, y); the halo marks a running server."""
    painter.setPen(Qt.PenStyle.NoPen)
    if halo:
        glow = QColor(colour)
        glow.setAlphaF(0.22)
        painter.setBrush(glow)
        painter.drawEllipse(QPointF(x, y), size / 2 + 4 / 2, size / 2 + 4 / 2)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, y), size / 2, size / 2)


def draw_text(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> bool:
    """One line of text in the painter's font, elided to the rectangle. True when it did not fit."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, elide, int(rect.width()) + 1)
    painter.setPen(colour)
    painter.drawText(QRectF(rect), int(align | Qt.TextFlag.TextSingleLine), shown)
    return shown != text


def draw_line(painter: QPainter, rect: QRectF, text: str, role: Role, colour: QColor, *, right: bool = False) -> None:
    """`draw_text` for rows that are painted again and again: what fits is measured once. Sets the font of the role."""
    font = theme().font(role)
    shown, advance, below = _fitted(text, role, int(rect.width()) + 1, theme().sizes)
    painter.setFont(font)
    painter.setPen(colour)
    x = rect.right() - advance if right else rect.x()
    painter.drawText(QPointF(x, rect.y() + rect.height() / 2 + below), shown)


def line_width(text: str, role: Role) -> float:
    """Logical pixels that `draw_line` needs for all of a text."""
    return _fitted(text, role, _ENDLESS, theme().sizes)[1]


@functools.lru_cache(maxsize=4096)
def _fitted(text: str, role: Role, width: int, sizes: tuple[float, bool]) -> tuple[str, float, float]:
    """The text as it fits, its advance, and how far its baseline lies below the middle of the line."""
    font = theme().font(role)
    metrics = QFontMetricsF(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    return shown, metrics.horizontalAdvance(shown), metrics.ascent() - metrics.height() / 2


class Elevation:
    """Blur and offset of the two kinds of floating surface, with the opacity per theme."""

    FLOATING = (24, 6, {"light": 0.10, "dark": 0.40})
    DIALOG = (48, 16, {"light": 0.17, "dark": 0.50})


def draw_shadow(
    painter: QPainter, rect: QRect, radius: float, elevation: tuple[int, int, dict[str, float]], opacity: float = 1.0
) -> None:
    """The soft shadow under a floating panel, from a nine-patch that is drawn once per kind and theme."""
    blur, offset, strength = elevation
    alpha = strength[theme().mode]
    patch = _shadow_patch(radius, blur, round(alpha * 1000), colors().shadow.rgb())
    margin, corner = blur, int(blur + radius + 2)
    target = rect.adjusted(-margin, -margin + offset, margin, margin + offset)
    side = patch.width()
    middle = side - 2 * corner
    xs = [(0, corner, target.left(), corner), (corner, middle, target.left() + corner, target.width() - 2 * corner)]
    xs.append((side - corner, corner, target.right() + 1 - corner, corner))
    ys = [(0, corner, target.top(), corner), (corner, middle, target.top() + corner, target.height() - 2 * corner)]
    ys.append((side - corner, corner, target.bottom() + 1 - corner, corner))
    painter.save()
    painter.setOpacity(painter.opacity() * opacity)
    for sx, sw, tx, tw in xs:
        for sy, sh, ty, th in ys:
            painter.drawPixmap(QRect(tx, ty, tw, th), patch, QRect(sx, sy, sw, sh))
    painter.restore()


@functools.lru_cache(maxsize=16)
def _shadow_patch(radius: float, blur: int, alpha_permille: int, colour: int) -> QPixmap:
    """Concentric rounded boxes; opacity grows with the cube of the distance from the outside."""
    corner = int(blur + radius + 2)
    side = corner * 2 + 8
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    base = QColor.fromRgb(colour)
    for step in range(blur):
        shade = QColor(base)
        shade.setAlphaF(alpha_permille / 1000 * ((step + 1) / blur) ** 3)
        painter.setBrush(shade)
        inset = float(step)
        painter.drawRoundedRect(
            QRectF(inset, inset, side - 2 * inset, side - 2 * inset), radius + blur - inset, radius + blur - inset
        )
    painter.end()
    return pixmap
