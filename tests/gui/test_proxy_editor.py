"""The proxy editor's targets: dragged into order, shared by weight, with rules that are checked before they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QPoint, Qt

from amux_desktop.gui.dialogs.proxy_editor import ProxyEditor
from amux_desktop.gui.dialogs.target_rules import TargetRulesDialog, rule_words
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.services.records import BridgeProxyDraft, NewProviderKey, ProxyTarget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WAIT_MS = 10_000
PRESETS = ("deepseek", "moonshot", "qwen")


def editor(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> Any:
    """Over a stored proxy with three targets."""
    ids = []
    for preset in PRESETS:
        draft = services.providers.draft_of_preset(services.presets.get(preset))
        ids.append(call(services.providers.add(draft, [NewProviderKey(secret="k")])).id)
    targets = tuple(ProxyTarget(kind="provider", target_id=key) for key in ids)
    proxy = call(services.proxies.add(BridgeProxyDraft(name="P", slug="p", inbound="openai-chat", targets=targets)))
    window.open_page("proxies")
    dialog = ProxyEditor(window.context, proxy)
    dialog.open_in(window)
    qtbot.waitUntil(lambda: len(dialog.fallbacks.rows) == 2, timeout=WAIT_MS)
    return dialog


def rules(window: MainWindow) -> TargetRulesDialog:
    return next(item for item in window.findChildren(TargetRulesDialog) if item.isVisible())


def order(form: Any) -> list[str]:
    return [row.who.currentText().partition(" ")[0] for row in form.fallbacks.rows]


def stored(services: AppServices, call: Any) -> list[tuple[str, int, dict[str, Any]]]:
    proxy = call(services.proxies.get("p"))
    names = {provider.id: provider.slug for provider in call(services.providers.list())}
    return [(names[target.target_id], target.weight, dict(target.conditions)) for target in proxy.targets]


def test_rules_are_set_shown_and_saved(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    form = editor(window, qtbot, services, call)
    form.fallbacks.rows[0].rules.click()
    dialog = rules(window)
    assert not dialog._weight_block.isVisible()
    dialog.models.setText("claude-*, gpt-5")
    dialog.tools.choose("with")
    dialog.low.setText("9000")
    dialog.high.setText("100")
    dialog._apply()
    assert "no request could come here" in dialog._low_block.error()
    dialog.low.setText("ten")
    dialog._apply()
    assert dialog._low_block.error() == "Use a whole number, 0 or more"
    dialog.low.setText("")
    dialog.failures["rate"].click()
    qtbot.keyClick(dialog.high, Qt.Key.Key_Return)
    assert form.fallbacks.rows[0].note.text() == "with tools, up to 100 tokens, claude-*, gpt-5, only if: rate limited"
    assert "4 rules" in form.flow.accessibleName()
    form.save_button.click()
    qtbot.waitUntil(lambda: stored(services, call)[1][2] != {}, timeout=WAIT_MS)
    assert stored(services, call)[1] == (
        "moonshot", 1, {"tools": True, "max_prompt_tokens": 100, "models": ["claude-*", "gpt-5"], "on": ["rate"]},
    )  # fmt: skip


def test_requests_are_shared_by_weight(window: MainWindow, qtbot: QtBot, services: AppServices, call: Any) -> None:
    form = editor(window, qtbot, services, call)
    form.fallbacks.balance.setCurrentIndex(1)
    assert form.fallbacks.sticky.isVisible()
    form.fallbacks.first_rules.click()
    dialog = rules(window)
    dialog.weight.setText("0")
    dialog._apply()
    assert dialog._weight_block.error() == "Use a whole number, 1 or more"
    dialog.weight.setText("2")
    dialog._apply()
    assert form.fallbacks.rows[0].note.text() == "25% of the requests"
    assert "50%" in form.flow.accessibleName()
    form.fallbacks.sticky.click()
    form.save_button.click()
    qtbot.waitUntil(lambda: stored(services, call)[0][1] == 2, timeout=WAIT_MS)
    proxy = call(services.proxies.get("p"))
    assert (proxy.balance, proxy.sticky) == ("weighted", False)


def test_rows_are_moved_with_mouse_and_keyboard(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    form = editor(window, qtbot, services, call)
    first, second = form.fallbacks.rows
    handle = second.handle
    middle = handle.rect().center()
    to_first = handle.mapFromGlobal(first.mapToGlobal(QPoint(10, 2)))
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(handle, to_first)
    form.fallbacks._show_drop(first.mapToGlobal(QPoint(10, 2)))
    assert form.fallbacks._drop_line.isVisible()
    handle.dropped.emit(first.mapToGlobal(QPoint(10, 2)))
    assert not form.fallbacks._drop_line.isVisible()
    assert order(form) == ["Qwen", "Moonshot"]
    qtbot.keyClick(form.fallbacks.rows[0].handle, Qt.Key.Key_Down)
    assert order(form) == ["Moonshot", "Qwen"]
    qtbot.keyClick(form.fallbacks.rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    form.save_button.click()
    qtbot.waitUntil(
        lambda: [row[0] for row in stored(services, call)] == ["deepseek", "qwen", "moonshot"], timeout=WAIT_MS
    )


def test_another_first_target_starts_without_rules(
    window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    form = editor(window, qtbot, services, call)
    form.fallbacks.first_rules.click()
    dialog = rules(window)
    dialog.images.choose("without")
    dialog._apply()
    assert form.draft().targets[0].conditions == {"images": False}
    other = form.fallbacks.rows[0].who.key()
    form.answers.choose(other)
    assert form.draft().targets[0].conditions == {}
    assert form.draft().targets[0].target_id == other.partition(":")[2]


def test_every_rule_has_words() -> None:
    everything = {
        "tools": False, "images": True, "min_prompt_tokens": 1000, "max_prompt_tokens": 30_000, "models": ["*"], "tiers": ["premium"],
        "on": ["quota", "broken"],
    }  # fmt: skip
    assert [str(word) for word in rule_words(everything)] == [
        "without tools", "with images", "from 1.0k tokens", "up to 30.0k tokens", "*", "premium",
        "only if: the quota is used up, the answer breaks off",
    ]  # fmt: skip
