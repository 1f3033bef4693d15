"""A chart of the dashboard: stacked bars, areas or lines over equal slots of time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from PySide6.QtCore import QDateTime, QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from amux_desktop.gui.formats import clock, date_time
from amux_desktop.gui.i18n import TextLike, bind, language, tr
from amux_desktop.gui.paint import draw_hairline, painting
from amux_desktop.gui.theme import colors, theme

Kind = Literal["bar", "area", "line", "dash"]
_BAR = 0.74
_STEPS = (1, 2, 2.5, 3, 4, 5, 6, 8, 10)
_DAY_MS = 86_400_000
_LEFT, _TOP, _BOTTOM, _TEXT_GAP = 42, 8, 24, 8
_PARTS = {2: 4, 3: 3, 4: 4, 6: 3, 8: 4}
"""Into how many parts a maximum with this first digit is cut; all others into five."""


@dataclass(frozen=True, slots=True)
class Series:
    """`values` has one number for each slot; `token` names its colour."""

    name: TextLike
    token: str
    values: Sequence[float]
    kind: Kind


def rounded_maximum(value: float) -> float:
    """The next of 1, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten; 1 when there is nothing."""
    if value <= 0:
        return 1.0
    power = 10 ** math.floor(math.log10(value))
    found = next(step * power for step in _STEPS if step * power >= value * 0.999)
    return float(f"{found:.3g}")  # without what 3 * 0.1 has too much


def _marks(top: float, whole: bool = False) -> tuple[float, ...]:
    """Shares of a rounded maximum that are round numbers themselves: 20 in fours, 60 in thirds, 25 and 50 in fifths.
    `whole`: of something that is counted, so that there is nothing between 0 and 1."""
    if whole and top <= 5:
        return tuple(part / top for part in range(1, int(top) + 1))
    mantissa = top / 10 ** math.floor(math.log10(top))
    parts = _PARTS.get(round(mantissa, 1), 5)
    return tuple(part / parts for part in range(1, parts + 1))


class Chart(QLabel):
    """Left and Right move the marked slot while the chart has the focus; the tooltip names every value.

    A label with a picture is a graphic to assistive technology; a plain widget would be nothing.
    """

    def __init__(self, name: TextLike, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: Sequence[Series] = ()
        self._starts: Sequence[int] = ()
        self._step = 1
        self._top = 1.0
        self._whole = False
        self._write: Callable[[float], TextLike] = str
        self._slot = -1
        self._name = name
        self._empty: TextLike = ""
        self.setPixmap(QPixmap(1, 1))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        bind(self.setAccessibleName, name)
        theme().changed.connect(self.update)
        language().changed.connect(self._describe)

    def show_series(
        self,
        series: Sequence[Series],
        starts: Sequence[int],
        step_ms: int,
        write: Callable[[float], TextLike],
        *,
        empty: TextLike,
    ) -> None:
        """`starts` are the slots' first milliseconds; `write` formats a value."""
        self._series, self._starts, self._step, self._write = series, starts, step_ms, write
        self._empty = empty
        stacked = [sum(values) for values in zip(*(s.values for s in series if s.kind == "bar"), strict=True)]
        single = (value for entry in series if entry.kind != "bar" for value in entry.values)
        self._top = rounded_maximum(max((*stacked, *single), default=0.0))
        self._whole = all(float(value).is_integer() for entry in series for value in entry.values)
        if self._slot >= len(starts):
            self._mark(-1)
        self._describe()

    def summary(self) -> str:
        """All series with their sums, for a screen reader."""
        sums = ", ".join(f"{entry.name} {self._write(float(sum(entry.values)))}" for entry in self._series)
        return f"{self._name}: {sums}"

    def describe_slot(self, slot: int) -> str:
        """Time span and every series' value."""
        lines = [f"{entry.name}: {self._write(float(entry.values[slot]))}" for entry in self._series]
        return "\n".join([self._span(slot), *lines])

    def plot(self) -> QRectF:
        """Where the data is drawn, in pixels of the widget."""
        px = theme().px
        return QRectF(self.rect()).adjusted(px(_LEFT), px(_TOP), 0, -px(_BOTTOM))

    # ------------------------------------------------------------------ drawing

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(96))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._starts:
            return
        plot = self.plot()
        with painting(self) as painter:
            self._draw_grid(painter, plot)
            if self._slot >= 0:
                slot = self._slot_width(plot)
                painter.fillRect(QRectF(plot.x() + self._slot * slot, plot.y(), slot, plot.height()), colors().pressed)
            stacked = [0.0] * len(self._starts)
            for entry in self._series:
                if entry.kind == "bar":
                    self._draw_bars(painter, plot, entry, stacked)
                else:
                    self._draw_line(painter, plot, entry)
            draw_hairline(painter, plot.left(), plot.right(), plot.bottom())
            self._draw_times(painter, plot)
            if not any(any(entry.values) for entry in self._series):
                painter.setFont(theme().font("small"))
                painter.setPen(colors().text3)
                painter.drawText(plot, int(Qt.AlignmentFlag.AlignCenter), str(self._empty))

    def _draw_grid(self, painter: QPainter, plot: QRectF) -> None:
        c = colors()
        painter.setFont(theme().font("cap"))
        gap = theme().px(_TEXT_GAP)
        line = painter.fontMetrics().height()
        for share in (0.0, *_marks(self._top, self._whole)):
            y = plot.bottom() - share * plot.height()
            if share:
                draw_hairline(painter, plot.left(), plot.right(), y, c.grid)
            painter.setPen(c.text3)
            box = QRectF(0, y - line / 2, plot.left() - gap, line)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(align | Qt.TextFlag.TextDontClip), str(self._write(share * self._top)))

    def _draw_bars(self, painter: QPainter, plot: QRectF, entry: Series, stacked: list[float]) -> None:
        """Adds its values to `stacked`. Segments are parted by a line of the card, so that colour is not all."""
        fill, slot = colors().named(entry.token), self._slot_width(plot)
        ratio = self.devicePixelRatioF()
        for place, value in enumerate(entry.values):
            if not value:
                continue
            left = round((plot.x() + (place + (1 - _BAR) / 2) * slot) * ratio) / ratio
            right = round((plot.x() + (place + (1 + _BAR) / 2) * slot) * ratio) / ratio
            low = round(self._y(plot, stacked[place]) * ratio) / ratio
            stacked[place] += value
            high = round(self._y(plot, stacked[place]) * ratio) / ratio
            gap = 1 if low - high > 2 else 0
            painter.fillRect(QRectF(left, high + gap, max(1, right - left), max(1, low - high - gap)), fill)

    def _draw_line(self, painter: QPainter, plot: QRectF, entry: Series) -> None:
        colour, slot = colors().named(entry.token), self._slot_width(plot)
        line = QPainterPath()
        for place, value in enumerate(entry.values):
            point = QPointF(plot.x() + (place + 0.5) * slot, self._y(plot, value))
            if place:
                line.lineTo(point)
            else:
                line.moveTo(point)
        if entry.kind == "area":
            area = QPainterPath(line)
            area.lineTo(plot.right() - slot / 2, plot.bottom())
            area.lineTo(plot.x() + slot / 2, plot.bottom())
            painter.fillPath(area, _shade(colour, plot))
        pen = QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
        if entry.kind == "dash":
            pen.setDashPattern([3, 2.4])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPath(line)

    def _draw_times(self, painter: QPainter, plot: QRectF) -> None:
        """About five labels; days for long periods, else hours."""
        painter.setFont(theme().font("cap"))
        painter.setPen(colors().text3)
        slot = self._slot_width(plot)
        count = len(self._starts)
        every = max(1, count // 6)
        days = self._starts[-1] - self._starts[0] > 2 * _DAY_MS
        for place in range(every, count - every // 3, every):
            at = int(self._starts[place])
            text = _day(at) if days else str(clock(at, seconds=False))
            box = QRectF(plot.x() + (place + 0.5) * slot - 60, plot.bottom(), 120, self.height() - plot.bottom())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _slot_width(self, plot: QRectF) -> float:
        return plot.width() / max(1, len(self._starts))

    def _y(self, plot: QRectF, value: float) -> float:
        return plot.bottom() - value / self._top * plot.height()

    # ------------------------------------------------------------------ the marked slot

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        plot = self.plot()
        inside = plot.contains(event.position())
        slot = int((event.position().x() - plot.x()) / self._slot_width(plot)) if inside else -1
        self._mark(slot, event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._mark(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or not self._starts:
            super().keyPressEvent(event)
            return
        start = self._slot if self._slot >= 0 else len(self._starts)
        slot = max(0, min(len(self._starts) - 1, start + (1 if event.key() == Qt.Key.Key_Right else -1)))
        plot = self.plot()
        spot = QPointF(plot.x() + (slot + 0.5) * self._slot_width(plot), plot.center().y())
        self._mark(slot, self.mapToGlobal(spot.toPoint()))

    def _mark(self, slot: int, at: QPoint | None = None) -> None:
        inside = 0 <= slot < len(self._starts)
        self._slot = slot if inside else -1
        self.update()
        if not inside:
            QToolTip.hideText()
        elif at is not None:
            QToolTip.showText(at, self._card(slot), self)
            self._describe()

    def _card(self, slot: int) -> str:
        """The tooltip: the time span over a line for each series, in the order in which they are stacked."""
        rows = "".join(
            f'<tr><td style="color:{colors().named(entry.token).name()}">&#9632;</td>'
            f"<td>{escape(str(entry.name))}</td>"
            f'<td align="right">&nbsp;&nbsp;<b>{escape(str(self._write(float(entry.values[slot]))))}</b></td></tr>'
            for entry in self._series
        )
        return f"<p>{escape(self._span(slot))}</p><table>{rows}</table>"

    def _span(self, slot: int) -> str:
        begin = int(self._starts[slot])
        return str(tr("{begin} to {end}", begin=date_time(begin), end=clock(begin + self._step, seconds=False)))

    def _describe(self) -> None:
        """What a screen reader tells: the marked slot, else the sums."""
        self.setAccessibleDescription(self.describe_slot(self._slot) if self._slot >= 0 else self.summary())
        self.update()


def _shade(colour: QColor, plot: QRectF) -> QBrush:
    """Fades out towards the axis."""
    gradient = QLinearGradient(plot.topLeft(), plot.bottomLeft())
    for stop, alpha in ((0.0, 0.22), (1.0, 0.02)):
        shade = QColor(colour)
        shade.setAlphaF(alpha)
        gradient.setColorAt(stop, shade)
    return QBrush(gradient)


def _day(milliseconds: int) -> str:
    return language().locale.toString(QDateTime.fromMSecsSinceEpoch(milliseconds).date(), "d MMM")
