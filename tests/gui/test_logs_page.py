"""The Logs page: keeps its place, its columns and its selection; the inspector's answer in its three forms."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from amux_desktop.core.events import LogsCleared, RequestFinished, RequestStarted, RequestSummary
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.models.logs import MODEL, TIME, LogTableModel
from amux_desktop.gui.pages.log_overview import _cost
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.fold import Fold
from amux_desktop.gui.widgets.markdown_view import MarkdownView
from amux_desktop.gui.widgets.picture import Picture
from amux_desktop.services.records import Attempt, LogPage, RequestBody, RequestLog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WAIT_MS = 10_000
NOW = int(time.time() * 1000) - 3_600_000


def entry(number: int, **fields: Any) -> RequestLog:
    values: dict[str, Any] = {
        "started_ms": NOW + number, "duration_ms": 5, "status": 200, "outcome": "ok", "client": f"app-{number % 3}",
        "inbound": "openai-chat", "outbound": "openai-chat", "source_model": "m", "target_model": "m",
    }  # fmt: skip
    return RequestLog(**{"id": f"{number:032x}", **values, **fields})


def write(services: AppServices, *rows: RequestLog) -> None:
    for row in rows:
        services.health.put(row)
    assert services._opened.log_writer.flush()


def logs_page(window: MainWindow, qtbot: QtBot, rows: int) -> Any:
    window.open_page("logs")
    page: Any = window.panel.page("logs")
    qtbot.waitUntil(lambda: page.model.rowCount() == rows, timeout=WAIT_MS)
    return page


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window._runner.pending == 0, timeout=WAIT_MS)


def top_id(page: Any) -> str:
    """Id and offset of the row at the top of the view."""
    row = page.table.rowAt(0)
    return f"{page.model.at(row).id} {page.table.rowViewportPosition(row)}"


def test_live_rows_do_not_move_what_is_read(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    write(services, *(entry(number) for number in range(150)))
    page = logs_page(window, qtbot, 150)
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    before = top_id(page)
    for number in (900, 901):
        services.bus.publish(RequestStarted(RequestSummary(id=f"{number}", started_ms=NOW + number)))
    qtbot.waitUntil(lambda: page.model.rowCount() == 152, timeout=WAIT_MS)
    assert top_id(page) == before
    assert page._pill.text() == "2 new"
    page._pill.click()
    assert page.table.verticalScrollBar().value() == 0


def test_coming_back_keeps_place_and_selection(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    write(services, *(entry(number) for number in range(300)))
    page = logs_page(window, qtbot, 200)
    page.table.setCurrentIndex(page.model.index(90, 0))
    page.table.verticalScrollBar().setValue(2500)
    chosen, before = page.model.at(90).id, top_id(page)
    window.open_page("providers")
    write(services, *(entry(number) for number in range(300, 330)))
    qtbot.waitUntil(lambda: page._stale, timeout=WAIT_MS)
    window.open_page("logs")
    qtbot.waitUntil(lambda: page.model.rowCount() == 230, timeout=WAIT_MS)
    assert [page.model.at(row).id for row in range(230)] == [f"{number:032x}" for number in range(329, 99, -1)]
    assert top_id(page) == before
    assert page.model.at(page.table.currentIndex().row()).id == chosen


def test_scrolling_down_loads_further_rows(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    write(services, *(entry(number) for number in range(450)))
    page = logs_page(window, qtbot, 200)
    bar = page.table.verticalScrollBar()

    def scrolled() -> bool:
        bar.setValue(bar.value() + 180)  # as a wheel does it
        return bool(page.model.rowCount() == 450)

    qtbot.waitUntil(scrolled, timeout=WAIT_MS)
    assert [page.model.at(row).started_ms - NOW for row in range(450)] == list(range(449, -1, -1))


def test_a_deleted_request_goes_and_the_rest_stays(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    write(services, *(entry(number) for number in range(120)))
    page = logs_page(window, qtbot, 120)
    page.table.verticalScrollBar().setValue(1800)
    before = top_id(page)
    call(services.logs.delete(f"{118:032x}"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 119, timeout=WAIT_MS)
    assert top_id(page) == before


def test_filters_show_the_running_and_the_apps(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    write(services, *(entry(number) for number in range(9)))
    page = logs_page(window, qtbot, 9)
    qtbot.waitUntil(lambda: page.filters.client.key() == "" and page.filters.client.count() == 4, timeout=WAIT_MS)
    page.filters.client.choose("app-1")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=WAIT_MS)
    page.filters.client.choose("")
    running = RequestSummary(id="live", started_ms=NOW + 50, client="app-1")
    services.bus.publish(RequestStarted(running))
    qtbot.waitUntil(lambda: page.model.rowCount() == 10, timeout=WAIT_MS)
    page.filters.outcome.setCurrentIndex(3)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=WAIT_MS)
    services.bus.publish(RequestFinished(entry(50, id="live").summary()))
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=WAIT_MS)
    assert page._no_match.isVisible()


def test_columns_are_chosen_moved_and_remembered(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    write(services, entry(1))
    page = logs_page(window, qtbot, 1)
    columns = page.columns
    assert columns.shown() == ["time", "status", "app", "model", "proxy", "marks", "first", "total", "tokens"]
    columns.set_shown("cost", True)
    columns.set_shown("app", False)
    columns.move("total", -1)
    page.table.horizontalHeader().resizeSection(TIME, 140)
    columns.save()

    from amux_desktop.gui.pages.logs import LogsPage

    again = LogsPage(window.context)
    qtbot.addWidget(again)
    again.resize(1200, 600)
    again.show()
    shown = ["time", "status", "model", "proxy", "marks", "total", "first", "tokens", "cost"]
    assert again.columns.shown() == shown
    assert again.table.columnWidth(TIME) == 140
    again.columns.reset()
    assert again.columns.shown() == ["time", "status", "app", "model", "proxy", "marks", "first", "total", "tokens"]
    assert again.table.columnWidth(TIME) == 92


def test_a_broken_memory_of_columns_is_no_memory(window: MainWindow, qtbot: QtBot) -> None:
    from amux_desktop.gui.pages.logs import LogsPage

    for broken in ("{", '{"order": 5}', '{"widths": {"time": "wide"}}', "[]", '{"hidden": ["model", "gone"]}'):
        window.state.put("logs.columns", broken)
        page = LogsPage(window.context)
        qtbot.addWidget(page)
        assert not page.table.isColumnHidden(MODEL)


CHAT = (
    {"choices": [{"index": 0, "delta": {"role": "assistant", "reasoning_content": "Look outside."}}]},
    {"choices": [{"index": 0, "delta": {"content": "It is **sunny**, [see](https://a.example) <b>x</b>."}}]},
    {"choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "id": "c", "type": "function", "function": {"name": "weather", "arguments": '{"city":"Paris"}'}}]}}]},
    {"choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]},
)  # fmt: skip


def recorded() -> RequestLog:
    stream = b"".join(b"data: " + json.dumps({"id": "x", "object": "chat.completion.chunk", "model": "m", **chunk}).encode() + b"\n\n" for chunk in CHAT)  # fmt: skip
    ask = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "Weather?"}]}
    return entry(
        1, stream=True, path="/proxies/p/v1/chat/completions",
        attempts=(Attempt(provider_id="p", provider_name="P", status=200, url="https://up.example/v1/chat/completions"),),
        bodies=(
            RequestBody(part="client_request", data=json.dumps(ask).encode(), headers=(("authorization", "***"),)),
            RequestBody(part="upstream_request", data=json.dumps({**ask, "model": "big"}).encode()),
            RequestBody(part="client_response", data=stream + b"data: [DONE]\n\n", timings_ms=(400, 410, 900, 905, 906)),
        ),
    )  # fmt: skip


def test_an_answer_is_read_as_text_as_events_and_raw(window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
    write(services, recorded())
    page = logs_page(window, qtbot, 1)
    page.table.setCurrentIndex(page.model.index(0, 0))
    inspector, response = page.inspector, page.inspector.response
    qtbot.waitUntil(lambda: inspector._log is not None, timeout=WAIT_MS)
    inspector.tabs.setCurrentIndex(3)
    qtbot.waitUntil(lambda: bool(response.answer.findChildren(MarkdownView)), timeout=WAIT_MS)
    view = response.answer.findChild(MarkdownView)
    qtbot.waitUntil(lambda: view.toPlainText() == "It is sunny, see <b>x</b>.", timeout=WAIT_MS)
    thoughts, call_card = response.answer.findChildren(Fold)
    assert thoughts.content() is None  # folded
    thoughts.head.click()
    qtbot.waitUntil(lambda: thoughts.findChild(MarkdownView) is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Look outside." in thoughts.findChild(MarkdownView).toPlainText(), timeout=WAIT_MS)
    assert call_card.head.text() == "weather"
    assert response._note.text() == "5 events in 506 ms"

    response.form.setCurrentIndex(1)
    assert response.table.isVisible()
    rows = [[response.events.index(row, column).data() for column in range(4)] for row in range(5)]
    assert rows[0] == ["1", "400 ms", "", "reasoning_content"]
    assert rows[2] == ["3", "900 ms", "490 ms", "tool_calls"]
    response.table.setCurrentIndex(response.events.index(2, 0))
    assert '"weather"' in response.event_box.text()
    response.form.setCurrentIndex(2)
    assert response.raw.text().startswith("data: {")
    response.side.setCurrentIndex(1)
    assert response._none.isVisible()

    inspector.tabs.setCurrentIndex(2)
    inspector._diff.setCurrentIndex(1)
    qtbot.waitUntil(lambda: '+   "model": "big"' in inspector.code.text(), timeout=WAIT_MS)
    inspector.copy_curl()
    assert "$AMUX_TOKEN" in QApplication.clipboard().text()


def test_a_running_request_is_completed_in_the_inspector(
    window: MainWindow, qtbot: QtBot, services: AppServices
) -> None:
    window.open_page("logs")
    page: Any = window.panel.page("logs")
    services.bus.publish(RequestStarted(RequestSummary(id=f"{1:032x}", started_ms=NOW)))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=WAIT_MS)
    page.table.setCurrentIndex(page.model.index(0, 0))
    settle(window, qtbot)
    assert page.inspector._log is None
    write(services, recorded())
    qtbot.waitUntil(lambda: page.inspector._log is not None, timeout=WAIT_MS)


def test_without_bodies_the_way_to_the_setting_is_shown(
    window: MainWindow, qtbot: QtBot, services: AppServices
) -> None:
    write(services, entry(1))
    page = logs_page(window, qtbot, 1)
    page.table.setCurrentIndex(page.model.index(0, 0))
    qtbot.waitUntil(lambda: page.inspector._log is not None, timeout=WAIT_MS)
    page.inspector.tabs.setCurrentIndex(3)
    assert page.inspector._none.isVisible()
    assert not page.inspector.findChildren(Banner)


def test_a_picture_that_is_none_shows_nothing(qtbot: QtBot) -> None:
    broken = Picture("x", b"\x89PNG broken")
    qtbot.addWidget(broken)
    assert not broken.shown


def test_links_to_programs_are_not_opened(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QUrl

    from amux_desktop.gui.widgets import markdown_view

    opened: list[str] = []
    monkeypatch.setattr(markdown_view.QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    for address in (
        "https://a.example/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "amux://x",
        "mailto:a@b.example",
    ):
        markdown_view.open_link(QUrl(address))
    assert opened == ["https://a.example/x", "mailto:a@b.example"]


def test_rows_are_caught_up_in_their_places() -> None:
    model = LogTableModel(lambda _after: None)
    old = [entry(number).summary() for number in range(20, 10, -1)]
    model.replace(LogPage(rows=tuple(old), next=None))
    kept = [row for row in old if not row.id.endswith(f"{15:x}")]
    fresh = [entry(number).summary() for number in (22, 21)]
    model.catch_up([*fresh, *kept[:7]])
    assert [model.at(row).started_ms - NOW for row in range(model.rowCount())] == [22, 21, 20, 19, 18, 17, 16, 14, 13, 12, 11]  # fmt: skip
    model.catch_up([])
    assert model.rowCount() == 0


def test_enter_and_the_step_keys_move_through_the_requests(
    window: MainWindow, qtbot: QtBot, services: AppServices
) -> None:
    write(services, *(entry(number) for number in range(5)))
    page = logs_page(window, qtbot, 5)
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, 0))
    for key, row in ((Qt.Key.Key_J, 1), (Qt.Key.Key_J, 2), (Qt.Key.Key_K, 1)):
        qtbot.keyClick(page, key)
        assert page.table.currentIndex().row() == row
    qtbot.waitUntil(lambda: page.inspector._log is not None and page.inspector._log.id == page.model.at(1).id, timeout=WAIT_MS)  # fmt: skip
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.inspector.isHidden()
    services.bus.publish(LogsCleared(5))
    settle(window, qtbot)


def test_the_cost_says_when_its_price_is_estimated(qapp: QApplication) -> None:
    priced = entry(1, cost_nanos=12_300_000, price={"source": "openai", "estimated": True})
    assert "estimated" in str(_cost(priced))
    assert "estimated" not in str(_cost(entry(2, cost_nanos=12_300_000, price={"source": "anthropic"})))
    assert "estimated" not in str(_cost(entry(3)))
