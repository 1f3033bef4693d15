"""A chart of the dashboard: stacked bars, areas or lines over equal slots. Items are updated, never rebuilt needlessly."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QDateTime, QEvent, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QLinearGradient, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from amux_desktop.gui.formats import clock, date_time
from amux_desktop.gui.i18n import TextLike, bind, language, tr
from amux_desktop.gui.theme import colors, theme

Kind = Literal["bar", "area", "line", "dash"]
_BAR = 0.74
_STEPS = (1, 2, 2.5, 5, 10)
_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Series:
    name: TextLike
    token: str
    values: np.ndarray
    kind: Kind


def rounded_maximum(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten; 1 when there is nothing."""
    if value <= 0:
        return 1.0
    power = 10 ** math.floor(math.log10(value))
    return float(next(step * power for step in _STEPS if step * power >= value * 0.999))


class _Axis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Labels written by the card's own formatter."""

    write: Callable[[float], str] = staticmethod(str)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [self.write(value) for value in values]


class Chart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Left and Right move the marked slot while the chart has the focus; the tooltip names every value."""

    def __init__(self, name: TextLike, parent: QWidget | None = None) -> None:
        self._left, self._bottom = _Axis("left"), _Axis("bottom")
        super().__init__(parent=parent, axisItems={"left": self._left, "bottom": self._bottom}, background=None)
        self._series: Sequence[Series] = ()
        self._starts = np.zeros(0, dtype=np.int64)
        self._step = 1
        self._write: Callable[[float], TextLike] = str
        self._slot = -1
        self._name = name
        self._empty_text: TextLike = ""
        self._empty = pg.TextItem("", anchor=(0.5, 0.5))
        self._band = pg.BarGraphItem(x=[0], height=[0], width=1, pen=None, brush="w")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setAntialiasing(True)
        self.viewport().setAutoFillBackground(False)
        bind(self.setAccessibleName, name)
        theme().changed.connect(self._redraw)
        language().changed.connect(self._redraw)

    def show_series(
        self,
        series: Sequence[Series],
        starts: np.ndarray,
        step_ms: int,
        write: Callable[[float], TextLike],
        *,
        empty: TextLike,
    ) -> None:
        """`starts` are the slots' first milliseconds; `write` formats a value."""
        self._series, self._starts, self._step, self._write = series, starts, step_ms, write
        self._empty_text = empty
        self._redraw()

    def summary(self) -> str:
        """All series with their sums, for a screen reader."""
        sums = ", ".join(f"{entry.name} {self._write(float(entry.values.sum()))}" for entry in self._series)
        return f"{self._name}: {sums}"

    # ------------------------------------------------------------------ drawing

    def _redraw(self) -> None:
        if not len(self._starts):
            return
        self.clear()
        self.setBackground(colors().raised)
        count = len(self._starts)
        stacked = np.zeros(count)
        self.addItem(self._band)
        self._band.setOpts(brush=QBrush(colors().pressed))
        for entry in self._series:
            match entry.kind:
                case "bar":
                    self._add_bars(entry, stacked)
                    stacked = stacked + entry.values
                case "area":
                    self._add_line(entry, fill=True)
                case _:
                    self._add_line(entry, fill=False)
        top = max((float(entry.values.max()) for entry in self._series if entry.kind != "bar"), default=0.0)
        self._place(rounded_maximum(max(top, float(stacked.max()))), count)
        self._show_empty(not any(entry.values.any() for entry in self._series))
        self.setAccessibleDescription(self.summary())

    def _add_bars(self, entry: Series, below: np.ndarray) -> None:
        places = np.flatnonzero(entry.values)
        if not len(places):
            return
        bars = pg.BarGraphItem(
            x=places + 0.5,
            y0=below[places],
            height=entry.values[places],
            width=_BAR,
            pen=pg.mkPen(colors().raised, width=1),
            brush=QBrush(colors().named(entry.token)),
        )
        self.addItem(bars)

    def _add_line(self, entry: Series, *, fill: bool) -> None:
        colour = colors().named(entry.token)
        pen = pg.mkPen(colour, width=2)
        if entry.kind == "dash":
            pen.setDashPattern([3, 2.4])
        x = np.arange(len(entry.values)) + 0.5
        curve = pg.PlotCurveItem(x, entry.values, pen=pen, antialias=True)
        if fill:
            gradient = QLinearGradient(QPointF(0, 0), QPointF(0, 1))
            gradient.setCoordinateMode(QLinearGradient.CoordinateMode.ObjectBoundingMode)
            for stop, alpha in ((0.0, 0.02), (1.0, 0.22)):
                shade = QColor(colour)
                shade.setAlphaF(alpha)
                gradient.setColorAt(stop, shade)
            curve.setFillLevel(0)
            curve.setBrush(QBrush(gradient))
        self.addItem(curve)

    def _place(self, top: float, count: int) -> None:
        c = colors()
        self.setYRange(0, top, padding=0)
        self.setXRange(0, count, padding=0)
        marks = [top * share for share in (0, 0.25, 0.5, 0.75, 1)]
        self._left.write = lambda value: str(self._write(value))
        self._left.setTicks([[(mark, str(self._write(mark))) for mark in marks]])
        self._left.setStyle(tickLength=0, tickTextOffset=8)
        self._left.setPen(pg.mkPen(None))
        self._bottom.setTicks([self._times()])
        self._bottom.setStyle(tickLength=0, tickTextOffset=6)
        self._bottom.setPen(pg.mkPen(c.line, width=1))
        for axis in (self._left, self._bottom):
            axis.setTextPen(pg.mkPen(c.text3))
            axis.setTickFont(theme().font("cap"))
        self.getPlotItem().setContentsMargins(0, 8, 0, 0)
        self._left.setWidth(theme().px(42))
        self._bottom.setHeight(theme().px(24))
        for mark in marks[1:]:
            line = pg.InfiniteLine(mark, angle=0, pen=pg.mkPen(c.grid, width=1))
            line.setZValue(-20)
            self.addItem(line)

    def _times(self) -> list[tuple[float, str]]:
        """About five labels on the axis; days for long periods, else hours."""
        span = int(self._starts[-1] - self._starts[0])
        every = max(1, len(self._starts) // 6)
        places = range(every, len(self._starts) - every // 3, every)
        if span > 2 * _DAY_MS:
            form = "d MMM"
            return [(p + 0.5, self._day(int(self._starts[p]), form)) for p in places]
        return [(p + 0.5, str(clock(int(self._starts[p]), seconds=False))) for p in places]

    @staticmethod
    def _day(milliseconds: int, form: str) -> str:
        return language().locale.toString(QDateTime.fromMSecsSinceEpoch(milliseconds).date(), form)

    def _show_empty(self, empty: bool) -> None:
        if empty:
            self._empty.setText(str(self._empty_text), color=colors().text3)
            self._empty.setFont(theme().font("small"))
            self._empty.setPos(len(self._starts) / 2, 0.5)
            self.addItem(self._empty)

    # ------------------------------------------------------------------ the marked slot

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.getViewBox().mapSceneToView(self.mapToScene(event.position().toPoint()))
        self._mark(int(place.x()), event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._mark(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(-1)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]  # a QWheelEvent: the page scrolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            start = self._slot if self._slot >= 0 else len(self._starts)
            slot = max(0, min(len(self._starts) - 1, start + (1 if event.key() == Qt.Key.Key_Right else -1)))
            spot = self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(slot + 0.5, 0)))
            self._mark(slot, self.mapToGlobal(spot))
            return
        super().keyPressEvent(event)

    def _mark(self, slot: int, at: object = None) -> None:
        inside = 0 <= slot < len(self._starts)
        self._slot = slot if inside else -1
        if not inside:
            self._band.setOpts(x=[0], height=[0])
            QToolTip.hideText()
            return
        top = self.getViewBox().viewRange()[1][1]
        self._band.setOpts(x=[slot + 0.5], height=[top], width=1)
        if at is not None:
            QToolTip.showText(at, self.describe_slot(slot), self)  # type: ignore[arg-type]  # a QPoint

    def describe_slot(self, slot: int) -> str:
        """Time span and every series' value."""
        begin = int(self._starts[slot])
        span = tr("{begin} to {end}", begin=date_time(begin), end=clock(begin + self._step, seconds=False))
        lines = [f"{entry.name}: {self._write(float(entry.values[slot]))}" for entry in self._series]
        return "\n".join([str(span), *lines])
