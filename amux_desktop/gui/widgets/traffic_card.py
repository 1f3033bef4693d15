"""The traffic card: requests by outcome or provider, tokens, latency and cost over the period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.formats import compact, duration, money, number
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.widgets.card import TitledCard, column_layout, row_layout
from amux_desktop.gui.widgets.chart import Chart, Series
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.services.dashboard import Overview
from amux_desktop.services.records import Bucket, Provider, UsageTotals

_HEIGHT = 288
_SERIES = 5


@dataclass(frozen=True, slots=True)
class _Data:
    overview: Overview
    by_provider: Sequence[Bucket]
    providers: Mapping[str, Provider]


class _Swatch(QWidget):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_box(painter, QRectF(self.rect()), colors().named(self._token), None, 2)


class TrafficCard(TitledCard):
    def __init__(self) -> None:
        super().__init__(tr("Traffic"))
        self._data: _Data | None = None
        self._legend_visible = True
        self.kind = Segmented(
            tr("What the chart shows"),
            [
                Option("requests", tr("Requests")),
                Option("tokens", tr("Tokens", "model units")),
                Option("latency", tr("Latency")),
                Option("cost", tr("Cost")),
            ],
            small=True,
        )
        self.kind.chosen.connect(lambda _key: self._draw())
        self.trailing.setSpacing(12)
        self.trailing.addStretch(1)
        self.trailing.addWidget(self.kind)
        self.chart = Chart(tr("Traffic"))
        body = column_layout(None, 10, 0, 12, 8)
        body.addWidget(self.chart)
        self.column.addLayout(body, 1)

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, theme().px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._data is not None and event.oldSize().width() != event.size().width():
            self._draw()

    def set_legend_visible(self, visible: bool) -> None:
        self._legend_visible = visible
        self._draw()

    def show_overview(self, overview: Overview, series: Sequence[Bucket], providers: Mapping[str, Provider]) -> None:
        self._data = _Data(overview, series, providers)
        self._draw()

    def _draw(self) -> None:
        if self._data is None:
            return
        overview = self._data.overview
        starts = range(overview.since_ms, overview.until_ms, overview.step_ms)
        places = {start: index for index, start in enumerate(starts)}
        write: Callable[[float], TextLike]
        match self.kind.key():
            case "tokens":
                series, write = self._tokens(places, len(starts)), _count
            case "latency":
                series, write = self._latency(places, len(starts)), duration
            case "cost":
                series, write = self._cost(places, len(starts)), _money
            case _:
                series, write = self._requests(places, len(starts)), _count
        self.chart.show_series(series, starts, overview.step_ms, write, empty=tr("No requests in this period"))
        self._show_legend(series)

    def _column(
        self, places: Mapping[int, int], count: int, pick: Callable[[UsageTotals], float | None]
    ) -> list[float]:
        values = [0.0] * count
        assert self._data is not None
        for bucket in self._data.overview.series:
            if (place := places.get(bucket.start_ms)) is not None:
                values[place] = pick(bucket.totals) or 0
        return values

    def _requests(self, places: Mapping[int, int], count: int) -> list[Series]:
        """Stacked by provider, the five largest by name; what failed is on top in red."""
        assert self._data is not None
        sums: dict[str, list[float]] = {}
        for bucket in self._data.by_provider:
            values = sums.setdefault(bucket.key, [0.0] * count)
            if (place := places.get(bucket.start_ms)) is not None:
                values[place] += bucket.totals.requests - bucket.totals.failed
        largest = sorted(sums, key=lambda key: -sum(sums[key]))
        series = []
        for index, key in enumerate(largest[:_SERIES]):
            provider = self._data.providers.get(key)
            name: TextLike = provider.name if provider else tr("removed provider")
            series.append(Series(name, f"c{index + 1}", sums[key], "bar"))
        rest = largest[_SERIES:]
        if rest:
            series.append(
                Series(tr("Others"), "c6", [sum(at) for at in zip(*(sums[key] for key in rest), strict=True)], "bar")
            )
        failed = self._column(places, count, lambda totals: totals.failed)
        series.append(Series(tr("Failed"), "bad", failed, "bar"))
        return series

    def _tokens(self, places: Mapping[int, int], count: int) -> list[Series]:
        return [
            Series(tr("Input"), "c1", self._column(places, count, _input), "area"),
            Series(tr("Output"), "c2", self._column(places, count, _output), "area"),
        ]

    def _latency(self, places: Mapping[int, int], count: int) -> list[Series]:
        return [
            Series(tr("Median"), "c3", self._column(places, count, lambda t: t.duration_median_ms), "line"),
            Series("p95", "c3", self._column(places, count, lambda t: t.duration_p95_ms), "dash"),
            Series(tr("First token"), "c1", self._column(places, count, lambda t: t.first_token_median_ms), "line"),
        ]

    def _cost(self, places: Mapping[int, int], count: int) -> list[Series]:
        return [Series(tr("Cost"), "c5", self._column(places, count, lambda t: t.cost_nanos), "bar")]

    def _show_legend(self, series: Sequence[Series]) -> None:
        while self.trailing.count() > 2:
            item = self.trailing.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not self._legend_visible:
            return
        room = self.width() - self.title.sizeHint().width() - self.kind.sizeHint().width() - theme().px(70)
        for index, entry in enumerate(entry for entry in series if any(entry.values)):
            holder = QWidget()
            row = row_layout(holder, spacing=6)
            row.addWidget(_Swatch(entry.token), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(Label(entry.name, "small", "text2"))
            room -= holder.sizeHint().width() + 12
            if room < 0:
                holder.deleteLater()
                return
            self.trailing.insertWidget(index, holder)


def _count(value: float) -> TextLike:
    return compact(round(value)) if value >= 100_000 else number(round(value))


def _money(value: float) -> TextLike:
    return money(round(value))


def _input(totals: UsageTotals) -> int:
    return totals.input_tokens


def _output(totals: UsageTotals) -> int:
    return totals.output_tokens
