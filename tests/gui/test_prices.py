"""Prices of one's own: found, added, changed, refused near the field, removed and put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt

from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.price_form import PriceDialog
from amux_desktop.gui.formats import rate
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.models.prices import SOURCE
from amux_desktop.gui.pages.settings_prices import PriceSection
from amux_desktop.gui.widgets.button import Button
from amux_desktop.services.records import ModelPrice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices


@pytest.fixture
def prices(window: MainWindow, qtbot: QtBot) -> PriceSection:
    window.open_page("settings", "prices")
    section = window.panel.page("settings").findChild(PriceSection)
    assert section is not None
    qtbot.waitUntil(lambda: section.model.rowCount() > 0)
    return section


def opened(window: MainWindow) -> PriceDialog:
    found = [dialog for dialog in window.findChildren(PriceDialog) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_price_is_searched_set_and_taken_back(
    window: MainWindow, prices: PriceSection, qtbot: QtBot, services: AppServices, call: Callable[[Any], Any]
) -> None:
    prices.filter.setText("claude-opus-5-5")
    row = prices.model.at(0)
    assert row is not None
    assert (row.own, str(row.source_text())) == (None, "platform.claude.com")
    prices.table.setCurrentIndex(prices.model.index(0, 0))
    assert not prices.remove.isEnabled()
    prices.edit.click()
    dialog = opened(window)
    assert dialog.model.text() == "claude-opus-5-5"
    assert dialog.amounts["input_nanos"].text() == "4"
    dialog.amounts["input_nanos"].setText("3,5")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: prices.model.place_of("claude-opus-5-5", "") == 0)
    assert prices.filter.text() == ""
    own = call(services.pricing.list())[0]
    assert (own.model, own.input_nanos) == ("claude-opus-5-5", 3_500_000_000)
    assert prices.model.index(0, SOURCE).data() == "Yours"
    undo = window.toasts.toasts()[-1].action
    assert undo is not None
    undo.click()
    qtbot.waitUntil(lambda: call(services.pricing.list()) == ())
    qtbot.waitUntil(lambda: prices.model.place_of("claude-opus-5-5", "") < 0)


def test_what_cannot_be_a_price_is_said_at_its_field(
    window: MainWindow, prices: PriceSection, qtbot: QtBot, services: AppServices, call: Callable[[Any], Any]
) -> None:
    call(services.pricing.save(ModelPrice(model="mine-*", input_nanos=1, output_nanos=1)))
    prices.refresh()
    qtbot.waitUntil(lambda: prices.model.place_of("mine-*", "") == 0)
    prices.add.click()
    dialog = opened(window)
    dialog.confirm.click()
    assert "name of a model" in dialog.model_block.error()
    assert "amount" in dialog.blocks["input_nanos"].error()
    assert dialog.blocks["cache_read_nanos"].error() == ""
    dialog.model.setText("mine-*")
    for text in ("-1", "nan", "1e9", "two"):
        dialog.amounts["output_nanos"].setText(text)
        dialog.confirm.click()
        assert "amount" in dialog.blocks["output_nanos"].error(), text
    assert "already" in dialog.model_block.error()
    dialog.add_tier.click()
    dialog.tiers[0].above.setText("many")
    dialog.confirm.click()
    assert dialog.tiers[0]._error.has_error()
    assert dialog.isVisible()
    dialog.reject()


def test_a_removed_price_comes_back_with_its_steps(
    prices: PriceSection, window: MainWindow, qtbot: QtBot, services: AppServices, call: Callable[[Any], Any]
) -> None:
    tier = {"above_tokens": 200_000, "input_nanos": 2, "output_nanos": 3, "cache_read_nanos": 1}
    price = ModelPrice(model="m", input_nanos=1, output_nanos=2, currency="CNY", tiers=(tier,))
    call(services.pricing.save(price))
    prices.refresh()
    qtbot.waitUntil(lambda: prices.model.place_of("m", "") == 0)
    prices.table.setCurrentIndex(prices.model.index(0, 0))
    prices.table.setFocus()
    qtbot.keyClick(prices.table, Qt.Key.Key_Return)
    dialog = opened(window)
    assert len(dialog.tiers) == 1
    dialog.tiers[0].output.setText("0.5")
    dialog.confirm.click()
    qtbot.waitUntil(lambda: call(services.pricing.list())[0].tiers[0]["output_nanos"] == 500_000_000)
    assert call(services.pricing.list())[0].tiers[0]["cache_read_nanos"] == 1
    qtbot.waitUntil(lambda: prices.model.place_of("m", "") == 0 and window._runner.pending == 0)
    prices.table.setFocus()
    prices.table.setCurrentIndex(prices.model.index(0, 0))
    qtbot.keyClick(prices.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "removed" in window.toasts.toasts()[-1].spoken())
    assert call(services.pricing.list()) == ()
    undo = window.toasts.toasts()[-1].action
    assert undo is not None
    undo.click()
    qtbot.waitUntil(lambda: [item.currency for item in call(services.pricing.list())] == ["CNY"])


def test_nothing_found_says_so_and_leads_back(prices: PriceSection) -> None:
    count = prices.model.rowCount()
    prices.filter.setText("no such model")
    assert prices.model.rowCount() == 0
    assert prices._stack.currentWidget() is prices._none
    prices._on_clear()
    assert prices.model.rowCount() == count


@pytest.mark.parametrize(
    ("nanos", "currency", "text"),
    [
        (4_000_000_000, "USD", "$4.00"),
        (250_000_000, "USD", "$0.25"),
        (3_500_000_000, "CNY", "¥3.50"),
        (2_500_000, "USD", "$0.0025"),
        (None, "USD", "–"),
    ],
)
def test_amounts_keep_their_digits(qapp: object, nanos: int | None, currency: str, text: str) -> None:
    assert str(rate(nanos, currency)) == text


def test_what_was_entered_is_not_lost_by_a_slip(window: MainWindow, prices: PriceSection, qtbot: QtBot) -> None:
    prices.add.click()
    dialog = opened(window)
    qtbot.keyClick(dialog.model, Qt.Key.Key_Escape)
    assert not dialog.isVisible(), "nothing was entered"
    prices.add.click()
    dialog = opened(window)
    qtbot.keyClicks(dialog.model, "mine")
    for answer, there in (("cancel", True), ("confirm", False)):
        qtbot.keyClick(dialog.model, Qt.Key.Key_Escape)
        (question,) = [shown for shown in window.findChildren(ConfirmDialog) if shown.isVisible()]
        assert dialog.isVisible()
        getattr(question, answer).click()
        assert dialog.isVisible() is there
    prices.add.click()
    dialog = opened(window)
    qtbot.keyClicks(dialog.model, "mine")
    next(button for button in dialog.findChildren(Button) if button.text() == "Cancel").click()
    assert not dialog.isVisible(), "Cancel says it"
