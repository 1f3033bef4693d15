"""The Tokens page: budgets with what is used of them, and tokens whose time is over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt

from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.rename import RenameDialog
from amux_desktop.gui.dialogs.token_form import TokenDialog
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.models.tokens import BUDGET, USED
from amux_desktop.services.records import ApiTokenDraft, RequestLog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WAIT_MS = 10_000
DOLLAR = 1_000_000_000


def page_of(window: MainWindow, qtbot: QtBot, rows: int) -> Any:
    window.open_page("tokens")
    page: Any = window.panel.page("tokens")
    qtbot.waitUntil(lambda: page.model.rowCount() == rows and window._runner.pending == 0, timeout=WAIT_MS)
    return page


def test_budgets_show_what_is_used(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    call(services.tokens.create(ApiTokenDraft(name="Free")))
    draft = ApiTokenDraft(name="Limited", daily_budget_nanos=2 * DOLLAR, monthly_budget_nanos=100 * DOLLAR)
    limited = call(services.tokens.create(draft)).token
    services.health.put(
        RequestLog(id="1", started_ms=int(time.time() * 1000), duration_ms=1, status=200, outcome="ok", token_id=limited.id, cost_nanos=DOLLAR)
    )  # fmt: skip
    assert services._opened.log_writer.flush()
    page = page_of(window, qtbot, 2)
    row = next(row for row in range(2) if page.model.at(row).name == "Limited")
    cell = page.model.index(row, BUDGET)
    qtbot.waitUntil(lambda: cell.data() == "$1.00 of $2.00 today", timeout=WAIT_MS)
    assert page.model.index(1 - row, BUDGET).data() == "–"
    assert cell.data(Qt.ItemDataRole.ToolTipRole).splitlines() == [
        "$1.00 of $2.00 today",
        "$1.00 of $100.00 this month",
    ]
    assert "$1.00 of $2.00 today" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert page.model.budget(page.model.at(row)).share == 0.5
    assert not page.table.isColumnHidden(BUDGET)


def test_without_budgets_their_column_takes_no_room(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    call(services.tokens.create(ApiTokenDraft(name="Free")))
    page = page_of(window, qtbot, 1)
    assert page.table.isColumnHidden(BUDGET)
    assert page.model.index(0, USED).data() == "never"


def test_a_row_is_renamed_edited_and_revoked_by_its_keys(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    call(services.tokens.create(ApiTokenDraft(name="Old")))
    page = page_of(window, qtbot, 1)
    page.table.setCurrentIndex(page.model.index(0, 0))
    for key, kind in (
        (Qt.Key.Key_F2, RenameDialog),
        (Qt.Key.Key_Return, TokenDialog),
        (Qt.Key.Key_Delete, ConfirmDialog),
    ):
        qtbot.keyClick(page.table, key)
        shown = [item for item in window.findChildren(kind) if item.isVisible()]
        assert len(shown) == 1, kind
        if kind is RenameDialog:
            shown[0].field.setText("New")
            qtbot.keyClick(shown[0], Qt.Key.Key_Return)
        else:
            qtbot.keyClick(shown[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: call(services.tokens.list())[0].name == "New", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window._runner.pending == 0, timeout=WAIT_MS)
