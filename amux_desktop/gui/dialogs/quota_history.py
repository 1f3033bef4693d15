"""How an account's quota went, and when each window will be used up if it goes on like that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.formats import date_time, percent
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.account_card import WINDOWS, name_of
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.badge import StatusDot
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.card import Card, row_layout
from amux_desktop.gui.widgets.chart import Chart, Series
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.segmented import Option, Segmented

if TYPE_CHECKING:
    from amux_desktop.services.accounts import QuotaCourse, QuotaView
    from amux_desktop.services.records import Account

_DAY_MS = 86_400_000
_DAYS = {"1": 1, "7": 7, "30": 30}
_SLOTS = 96
_LINES = 6


@dataclass(frozen=True, slots=True)
class _Loaded:
    course: QuotaCourse
    windows: tuple[QuotaView, ...]


class QuotaChart(Chart):
    """Lines of used shares; their sums mean nothing, the last value does."""

    def summary(self) -> str:
        now = [str(tr("{name}: {share} used", name=s.name, share=percent(s.values[-1], 0))) for s in self._series]
        return f"{self._name}: {', '.join(now)}"


class QuotaHistoryDialog(Dialog):
    def __init__(self, context: PageContext, account: Account) -> None:
        super().__init__(tr("Quota of {name}", name=name_of(account)), width=680, icon="timer")
        self._context, self._account = context, account
        self.span = Segmented(
            tr("Period"),
            [Option("1", tr("24 hours")), Option("7", tr("7 days")), Option("30", tr("30 days"))],
            small=True,
        )
        self.span.chosen.connect(lambda _key: self._load())
        line = row_layout(None)
        line.addWidget(Label(tr("Used share of each window"), "small", "text2"), 1)
        line.addWidget(self.span)
        self.form.addLayout(line)
        self.chart = QuotaChart(tr("Used share of each window"))
        self.chart.setFixedHeight(theme().px(220))
        self.form.addWidget(self.chart)
        self._windows = Card()
        self.form.addWidget(self._windows)
        self._problem = Banner()
        self._problem.hide()
        self.form.addWidget(self._problem)
        self.add_button(tr("Close"), "secondary", self.reject, default=True)
        self._load()

    def _load(self) -> None:
        services, days = self._context.services, _DAYS[self.span.key() or "1"]

        async def load() -> _Loaded:
            course = await services.accounts.quota_course(self._account.id, days * _DAY_MS, _SLOTS)
            return _Loaded(course, await services.accounts.quota(self._account.id))

        self._context.runner.run(load(), owner=self, on_done=self._show, on_error=self._failed)

    def _show(self, loaded: _Loaded) -> None:
        course = loaded.course
        busiest = sorted(course.used, key=lambda name: -max(course.used[name], default=0.0))[:_LINES]
        colours = {name: f"c{place}" for place, name in enumerate(sorted(busiest), 1)}
        series = [Series(WINDOWS.get(name, name), token, course.used[name], "line") for name, token in colours.items()]
        self.chart.show_series(
            series, course.starts, course.step_ms, lambda share: percent(share, 0), empty=tr("Nothing was used yet.")
        )
        self.chart.update()
        self._windows.clear_rows()
        for view in sorted(loaded.windows, key=lambda view: -view.used):
            self._windows.add_row(_window_row(view, colours.get(view.name, "")))
        self._windows.setVisible(bool(loaded.windows))
        # The new rows have their heights only after this event.
        QTimer.singleShot(0, self, self.refit)

    def _failed(self, error: AmuxError) -> None:
        self._problem.show_text("bad", tr("That did not work"), describe(error))
        self._problem.show()
        self.refit()


def _window_row(view: QuotaView, colour: str) -> QWidget:
    row = QWidget()
    line = row_layout(row, 14, 9, 14, 9, spacing=12)
    name = tr("Its line in the chart") if colour else tr("No history yet")
    line.addWidget(StatusDot(name, colour or "line_strong"))
    line.addWidget(ElidedLabel(WINDOWS.get(view.name, view.name), "body_m"), 2)
    line.addWidget(Label(tr("{share} left", share=percent(1.0 - view.used, 0)), "body"), 1)
    line.addWidget(Label(forecast(view), "small", "warn_text" if view.runs_out_ms is not None else "text2"), 3)
    return row


def forecast(view: QuotaView) -> TextLike:
    """What will happen to a window first: used up, or full again."""
    if view.runs_out_ms is not None:
        return tr("At this pace used up {time}", time=date_time(view.runs_out_ms))
    if view.resets_ms is None:
        return tr("Full, or its reset is not known")
    return tr("Lasts until its reset, {time}", time=date_time(view.resets_ms))
