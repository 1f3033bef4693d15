"""The dashboard: its chart split, switched off and on, and read as a table; what it says when numbers cannot be read."""

from __future__ import annotations

import csv
import io
import time
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from amux_desktop.core.errors import MachineError
from amux_desktop.core.events import RequestStarted, RequestSummary
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.widgets.button import Button
from amux_desktop.services.records import RequestLog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WAIT_MS = 10_000


def fill(services: AppServices) -> None:
    """Twelve requests of three models: six, four, two; the last two failed."""
    now = int(time.time() * 1000)
    for number in range(12):
        model = "big" if number < 6 else "middle" if number < 10 else "=small"
        failed = number >= 10
        services.health.put(
            RequestLog(
                id=f"{number:032x}", started_ms=now - number * 60_000, duration_ms=1000 + number, status=500 if failed else 200,
                outcome="error" if failed else "ok", target_model=model, client="app", provider_id="gone", input_tokens=100,
                output_tokens=10, cost_nanos=1_000_000, first_token_ms=100,
            )
        )  # fmt: skip
    assert services._opened.log_writer.flush()


def dashboard(window: MainWindow, qtbot: QtBot) -> Any:
    window.open_page("dashboard")
    page: Any = window.panel.page("dashboard")
    qtbot.waitUntil(lambda: page._chart_layout.count() == 1 and page.chart._picture is not None, timeout=WAIT_MS)
    return page


def legend(page: Any) -> list[str]:
    return [item.text() for item in page.chart.legend_entries()]


def test_the_chart_is_split_and_remembers_how(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    fill(services)
    page = dashboard(window, qtbot)
    assert legend(page) == ["removed provider", "Failed"]
    page.chart.split.choose("model")
    qtbot.waitUntil(lambda: legend(page) == ["big", "middle", "Failed"], timeout=WAIT_MS)
    assert page.ranking.title.text() == "By model"
    assert sum(sum(entry.values) for entry in page.chart.chart._series) == 12
    page.chart.measure.setCurrentIndex(1)
    assert legend(page) == ["big", "middle", "=small"]
    page.chart.measure.setCurrentIndex(2)
    assert {entry.kind for entry in page.chart.chart._series} == {"line"}
    page.chart.split.choose("all")
    qtbot.waitUntil(lambda: legend(page) == ["Median", "p95", "First token"], timeout=WAIT_MS)
    page.period.setCurrentIndex(2)

    from amux_desktop.gui.pages.dashboard import DashboardPage

    again = DashboardPage(window.context)
    qtbot.addWidget(again)
    assert (again._period, again._split) == ("7d", "all")
    again._ensure_chart()
    assert again.chart.measure.key() == "latency"


def test_the_legend_switches_series_with_the_keyboard(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    fill(services)
    page = dashboard(window, qtbot)
    page.chart.split.choose("model")
    qtbot.waitUntil(lambda: legend(page) == ["big", "middle", "Failed"], timeout=WAIT_MS)
    first = page.chart.legend_entries()[0]
    qtbot.waitUntil(first.isVisible)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert [str(entry.name) for entry in page.chart.chart._series] == ["middle", "=small", "Failed"]
    page._load_numbers()  # numbers that come in leave it off, and the focus where it is
    qtbot.waitUntil(lambda: window._runner.pending == 0, timeout=WAIT_MS)
    assert legend(page) == ["big", "middle", "Failed"]
    assert not page.chart.legend_entries()[0].isChecked()
    assert window.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert len(page.chart.chart._series) == 4


def test_the_chart_is_read_as_a_table_and_copied(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    fill(services)
    page = dashboard(window, qtbot)
    page.period.setCurrentIndex(0)
    page.chart.split.choose("model")
    qtbot.waitUntil(lambda: page.chart.model.rowCount() == 60 and "big" in legend(page), timeout=WAIT_MS)
    page.chart.show_as_table(True)
    assert page.chart.table.isVisible()
    model = page.chart.model
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads == ["Time", "big", "middle", "=small", "Failed"]
    shown = [[model.index(row, column).data() for column in range(1, 5)] for row in range(60)]
    assert sum(int(value) for row in shown for value in row) == 12
    page.chart._copy()
    rows = list(csv.reader(io.StringIO(QApplication.clipboard().text())))
    assert rows[0] == ["time", "big", "middle", "'=small", "Failed"]
    assert sum(int(value) for row in rows[1:] for value in row[1:]) == 12
    assert rows[1][0] < rows[-1][0]


def test_numbers_that_cannot_be_read_are_asked_for_again(
    window: MainWindow, qtbot: QtBot, services: AppServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(services)
    page = dashboard(window, qtbot)

    async def broken(*_args: object) -> None:
        raise MachineError("database_busy")

    with monkeypatch.context() as patch:
        patch.setattr(services.dashboard, "picture", broken)
        page.period.setCurrentIndex(0)
        qtbot.waitUntil(lambda: page.trouble.isVisible(), timeout=WAIT_MS)
        assert page._full.isVisible()  # what was there stays
    page._load_numbers()
    qtbot.waitUntil(lambda: not page.trouble.isVisible(), timeout=WAIT_MS)


def test_before_the_first_request_the_way_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    page = dashboard(window, qtbot)
    assert page._empty.isVisible()


def test_who_has_a_provider_is_not_asked_to_add_one(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    page = dashboard(window, qtbot)
    draft = services.providers.draft_of_preset(services.presets.get("ollama"))
    call(services.providers.add(draft))
    qtbot.waitUntil(lambda: page._idle.isVisible(), timeout=WAIT_MS)
    next(button for button in page._idle.findChildren(Button) if button.text() == "Open the chat").click()
    current = window.panel.current()
    assert current is not None
    assert current.key == "chat"


def test_busy_traffic_is_shown_in_the_same_rows_once_per_burst(
    window: MainWindow, qtbot: QtBot, services: AppServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows built anew for each request took most of the window's time, and the keyboard's focus with them."""
    now = int(time.time() * 1000)

    def begin(first: int) -> None:
        for number in range(first, first + 300):
            services.bus.publish(RequestStarted(RequestSummary(id=f"{number}", started_ms=now + number, client="app")))

    page = dashboard(window, qtbot)
    latest = page.latest
    begin(0)
    qtbot.waitUntil(lambda: [row.row.id for row in latest.rows][:1] == ["299"], timeout=WAIT_MS)
    rows = list(latest.rows)
    rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    times: list[int] = []
    show = latest.show_rows
    monkeypatch.setattr(latest, "show_rows", lambda *given: (times.append(1), show(*given)))
    begin(300)
    qtbot.waitUntil(lambda: latest.rows[0].row.id == "599", timeout=WAIT_MS)
    assert len(times) <= 10
    assert latest.rows == rows
    assert window.focusWidget() is rows[0]
    assert "app" in rows[0].accessibleName()
    opened: list[tuple[str, str]] = []
    monkeypatch.setattr(window, "open_page", lambda key, target="": opened.append((key, target)))
    rows[0].click()
    assert opened == [("logs", "599")]
