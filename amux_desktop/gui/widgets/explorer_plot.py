"""A large chart to look into: zoom, pan, a cross hair. Drawn by pyqtgraph, which with numpy takes 50 MB of memory and is
therefore imported only when somebody opens one (docs/adr/0011)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QDateTime, QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.formats import clock
from amux_desktop.gui.i18n import TextLike, bind, language
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.widgets.chart import Series

_BAR = 0.82
_DAY_MS = 86_400_000
_LEGEND_COLUMNS, _LEGEND_ROOM = 6, 0.11
"""Of the height of the data, for each row of the legend."""
_STEP = 0.15
_ZOOM = 0.8


class _Figures(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Labels in the form of the card."""

    write: Callable[[float], TextLike] = staticmethod(str)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [str(self.write(value)) for value in values]


class _Times(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Labels of slots: the time of day, with the day where the span is longer than two."""

    starts: Sequence[int] = ()

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [self._label(value) for value in values]

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        # A slot has no parts: labels stand at whole ones.
        return [(max(1.0, round((maxVal - minVal) / 7)), 0)]

    def _label(self, value: float) -> str:
        slot = int(value)
        if not 0 <= slot < len(self.starts):
            return ""
        at = self.starts[slot]
        time = str(clock(at, seconds=False))
        if self.starts[-1] - self.starts[0] <= 2 * _DAY_MS:
            return time
        day = language().locale.toString(QDateTime.fromMSecsSinceEpoch(at).date(), "d MMM")
        return f"{day}, {time}"


class ExplorerPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """The wheel zooms in time, dragging moves, a double click shows everything. Keys: + and -, the arrows, Home."""

    slot_marked = Signal(int)
    """The slot under the pointer or reached by a key; -1 for none."""

    def __init__(self, name: TextLike, parent: QWidget | None = None) -> None:
        self._figures, self._times = _Figures("left"), _Times("bottom")
        super().__init__(parent=parent, axisItems={"left": self._figures, "bottom": self._times}, background=None)
        self._series: Sequence[Series] = ()
        self._slot = -1
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._legend = self.getPlotItem().addLegend(offset=(-8, 4), colCount=_LEGEND_COLUMNS)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=True, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a place of its own for Tab, without a name
        # One stop for Tab, not one for the view and one for what it scrolls.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bind(self.setAccessibleName, name)
        self.scene().sigMouseMoved.connect(self._on_pointer)
        theme().changed.connect(self._draw)

    @property
    def span(self) -> tuple[float, float]:
        """The slots in view, first and last."""
        low, high = self.getViewBox().viewRange()[0]
        return float(low), float(high)

    def show_series(self, series: Sequence[Series], starts: Sequence[int], write: Callable[[float], TextLike]) -> None:
        self._series, self._times.starts, self._figures.write = series, starts, write
        self._draw()
        self.show_all()

    def show_all(self) -> None:
        count = max(1, len(self._times.starts))
        self.setXRange(0, count, padding=0)

    def zoom(self, factor: float) -> None:
        """Below 1 nearer; the marked slot stays where it is, else the middle."""
        low, high = self.span
        centre = self._slot + 0.5 if self._slot >= 0 else (low + high) / 2
        self.setXRange(centre - (centre - low) * factor, centre + (high - centre) * factor, padding=0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        low, high = self.span
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(_ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(1 / _ZOOM)
            case Qt.Key.Key_Home:
                self.show_all()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                way = (high - low) * _STEP * (1 if event.key() == Qt.Key.Key_PageDown else -1)
                self.setXRange(low + way, high + way, padding=0)
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        self.show_all()

    # ------------------------------------------------------------------ drawing

    def _draw(self) -> None:
        c = colors()
        self.clear()
        self.setBackground(c.panel)
        self._legend.setBrush(QBrush(c.panel))
        self._legend.setPen(pg.mkPen(c.line, width=1))
        self._legend.setLabelTextColor(c.text2)
        count = len(self._times.starts)
        stacked = np.zeros(count)
        for entry in self._series:
            values = np.asarray(entry.values, dtype=float)
            if entry.kind == "bar":
                self._add_bars(entry, values, stacked)
                stacked = stacked + values
            else:
                self._add_line(entry, values)
        top = max(
            [float(stacked.max(initial=0.0)), *(max(e.values, default=0.0) for e in self._series if e.kind != "bar")]
        )
        rows = -(-len(self._series) // _LEGEND_COLUMNS)  # the legend lies above the data, not on it
        self.setYRange(0, (top or 1.0) * (1 + rows * _LEGEND_ROOM), padding=0.02)
        self.getViewBox().setLimits(xMin=0, xMax=max(1, count), minXRange=min(4, max(1, count)), yMin=0)
        for axis in (self._figures, self._times):
            axis.setPen(pg.mkPen(c.line, width=1))
            axis.setTextPen(pg.mkPen(c.text3))
            axis.setTickFont(theme().font("cap"))
        self.showGrid(y=True, alpha=0.12)
        self._cross.setPen(pg.mkPen(c.text3, width=1, style=Qt.PenStyle.DashLine))
        self._cross.setVisible(self._slot >= 0)
        self.addItem(self._cross, ignoreBounds=True)

    def _add_bars(self, entry: Series, values: np.ndarray, below: np.ndarray) -> None:
        places = np.flatnonzero(values)
        if not len(places):
            return
        pen, brush = pg.mkPen(colors().panel, width=1), QBrush(colors().named(entry.token))
        self.addItem(
            pg.BarGraphItem(
                x=places + 0.5,
                y0=below[places],
                height=values[places],
                width=_BAR,
                pen=pen,
                brush=brush,
                name=str(entry.name),
            )
        )

    def _add_line(self, entry: Series, values: np.ndarray) -> None:
        colour = QColor(colors().named(entry.token))
        style = Qt.PenStyle.DashLine if entry.kind == "dash" else Qt.PenStyle.SolidLine
        curve = pg.PlotCurveItem(
            np.arange(len(values)) + 0.5,
            values,
            pen=pg.mkPen(colour, width=2, style=style),
            antialias=True,
            name=str(entry.name),
        )
        if entry.kind == "area":
            shade = QColor(colour)
            shade.setAlphaF(0.15)
            curve.setFillLevel(0)
            curve.setBrush(QBrush(shade))
        self.addItem(curve)

    # ------------------------------------------------------------------ the marked slot

    def _on_pointer(self, at: QPointF) -> None:
        box = self.getViewBox()
        inside = box.sceneBoundingRect().contains(at)
        self._mark(int(box.mapSceneToView(at).x()) if inside else -1)

    def _step(self, way: int) -> None:
        count = len(self._times.starts)
        if not count:
            return
        start = self._slot if self._slot >= 0 else (-1 if way > 0 else count)
        slot = max(0, min(count - 1, start + way))
        self._mark(slot)
        low, high = self.span
        if not low <= slot + 0.5 <= high:
            shift = slot + 0.5 - (low + high) / 2
            self.setXRange(low + shift, high + shift, padding=0)

    def _mark(self, slot: int) -> None:
        slot = slot if 0 <= slot < len(self._times.starts) else -1
        if slot == self._slot:
            return
        self._slot = slot
        self._cross.setVisible(slot >= 0)
        self._cross.setPos(slot + 0.5)
        self.slot_marked.emit(slot)
