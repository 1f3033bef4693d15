"""When a target of a proxy gets requests: rules about the request, failures after which it takes over, and its share."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.target_rules import FAILURES, TIERS, check_rules
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.formats import compact, percent
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.widgets.card import Section, column_layout, row_layout
from amux_desktop.gui.widgets.check import CheckBox
from amux_desktop.gui.widgets.field import FieldBlock, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.records import BridgeProxy, BridgeProxyDraft, ProxyTarget

_MOST_WEIGHT = 1_000_000
_FAILURES: dict[str, Text] = {
    "missing": tr("the model does not exist there"),
    "credential": tr("the key is refused"),
    "quota": tr("the quota is used up"),
    "rate": tr("rate limited"),
    "overloaded": tr("overloaded or broken (5xx)"),
    "unreachable": tr("cannot be reached"),
    "timeout": tr("timed out"),
    "broken": tr("the answer breaks off"),
}
_TIERS: dict[str, Text] = {"economy": tr("economy"), "standard": tr("standard"), "premium": tr("premium")}


def rule_words(conditions: Mapping[str, Any]) -> list[TextLike]:
    """Each rule in a few words."""
    words: list[TextLike] = []
    if "tools" in conditions:
        words.append(tr("with tools") if conditions["tools"] else tr("without tools"))
    if "images" in conditions:
        words.append(tr("with images") if conditions["images"] else tr("without images"))
    if "min_prompt_tokens" in conditions:
        words.append(tr("from {count} tokens", count=compact(conditions["min_prompt_tokens"])))
    if "max_prompt_tokens" in conditions:
        words.append(tr("up to {count} tokens", count=compact(conditions["max_prompt_tokens"])))
    words += list(conditions.get("models", ()))
    words += [_TIERS.get(tier, tier) for tier in conditions.get("tiers", ())]
    if failures := conditions.get("on"):
        names = ", ".join(str(_FAILURES.get(word, word)) for word in failures)
        words.append(tr("only if: {failures}", failures=names))
    return words


def target_note(target: ProxyTarget, proxy: BridgeProxyDraft | BridgeProxy) -> str:
    """What stands behind a target's name in the picture of the chain: its share, and that it has rules (or its only one)."""
    parts: list[str] = []
    if proxy.balance == "weighted":
        whole = sum(other.weight for other in proxy.targets)
        parts.append(str(percent(target.weight / max(1, whole), 0)))
    words = rule_words({name: value for name, value in target.conditions.items() if name != "on"})
    if words:
        parts.append(str(words[0] if len(words) == 1 else tr("%n rule(s)", n=len(words))))
    return f" · {', '.join(parts)}" if parts else ""


class TargetRulesDialog(Dialog):
    """Calls `done` with the changed target. `first` is the primary one, which takes over after nothing."""

    guarded = True

    def __init__(
        self, name: TextLike, target: ProxyTarget, done: Callable[[ProxyTarget], object], *, first: bool, weighted: bool
    ) -> None:
        super().__init__(tr("When {name} answers", name=name), width=560, icon="list-filter")
        self._target, self._done = target, done
        rules = dict(target.conditions)
        self.models = TextField(tr("Models"), placeholder="claude-*, *haiku*", mono=True)
        self.models.setText(", ".join(rules.get("models", ())))
        self.tools = _switch(tr("Tools"), rules.get("tools"), tr("Only requests with tools"), tr("Only without tools"))
        self.images = _switch(
            tr("Images"), rules.get("images"), tr("Only requests with images"), tr("Only without images")
        )
        self.low = _number(tr("Prompt from"), rules.get("min_prompt_tokens"))
        self.high = _number(tr("Prompt up to"), rules.get("max_prompt_tokens"))
        self.weight = _number(tr("Weight"), target.weight)
        self.tiers = {tier: _box(_TIERS[tier], tier in rules.get("tiers", ())) for tier in TIERS}
        self.failures = {word: _box(_FAILURES[word], word in rules.get("on", ())) for word in FAILURES}
        self._build(first=first, weighted=weighted)
        self.add_cancel()
        self.add_button(tr("Apply"), "primary", self._apply, default=True)

    def _build(self, *, first: bool, weighted: bool) -> None:
        self.enabled = CheckBox(tr("Use this target"))
        self.enabled.setChecked(self._target.enabled)
        self.form.addWidget(self.enabled)
        self._models_block = FieldBlock(tr("Asked for one of these models"), self.models, optional=True)
        self._models_block.set_hint(tr("Names, or patterns with *; separated by commas."))
        self.form.addWidget(self._models_block)
        pair = row_layout(None, spacing=16)
        pair.addWidget(FieldBlock(tr("Tools"), self.tools), 1)
        pair.addWidget(FieldBlock(tr("Images"), self.images), 1)
        self.form.addLayout(pair)
        self._low_block = FieldBlock(tr("Prompt of at least (tokens)"), self.low, optional=True)
        self._high_block = FieldBlock(tr("Prompt of at most (tokens)"), self.high, optional=True)
        numbers = row_layout(None, spacing=16)
        numbers.addWidget(self._low_block, 1)
        numbers.addWidget(self._high_block, 1)
        self.form.addLayout(numbers)
        self.form.addWidget(
            _group(
                tr("Service class"),
                tr("By the app's x-amux-tier header or service_tier. None means any."),
                self.tiers,
                3,
            )
        )
        on = _group(tr("Takes over only if the one before"), tr("None means after any failure."), self.failures, 2)
        on.setVisible(not first)
        self.form.addWidget(on)
        self._weight_block = FieldBlock(tr("Weight"), self.weight)
        self._weight_block.set_hint(tr("A target of weight 2 gets twice the requests of one of weight 1."))
        self._weight_block.setVisible(weighted)
        self.form.addWidget(self._weight_block)

    def _apply(self) -> None:
        low, high = _read(self.low), _read(self.high)
        weight = _read(self.weight)
        problems = (
            (self._low_block, self.low, low == -1, tr("Use a whole number, 0 or more")),
            (self._high_block, self.high, high == -1, tr("Use a whole number, 0 or more")),
            (
                self._weight_block,
                self.weight,
                weight is None or not 1 <= weight <= _MOST_WEIGHT,
                tr("Use a whole number, 1 or more"),
            ),
        )
        for block, field, wrong, text in problems:
            field.set_error(wrong)
            block.set_error(text if wrong else "")
        self.refit()
        if any(wrong for _block, _field, wrong, _text in problems):
            return
        conditions = self._conditions(low, high)
        try:
            check_rules(conditions, str(self.title.text()))
        except InvalidInputError as error:
            self.low.set_error(True)
            crossed = low is not None and high is not None and low > high
            self._low_block.set_error(
                tr("It is above the other, so no request could come here") if crossed else describe(error)
            )
            self.refit()
            return
        self.accept()
        self._done(
            dataclasses.replace(
                self._target, conditions=conditions, weight=weight or 1, enabled=self.enabled.isChecked()
            )
        )

    def _conditions(self, low: int | None, high: int | None) -> dict[str, Any]:
        conditions: dict[str, Any] = {}
        if models := [word.strip() for word in self.models.text().split(",") if word.strip()]:
            conditions["models"] = models
        for name, select in (("tools", self.tools), ("images", self.images)):
            if select.key():
                conditions[name] = select.key() == "with"
        if low is not None:
            conditions["min_prompt_tokens"] = low
        if high is not None:
            conditions["max_prompt_tokens"] = high
        for name, boxes in (("tiers", self.tiers), ("on", self.failures)):
            if chosen := [word for word, box in boxes.items() if box.isChecked()]:
                conditions[name] = chosen
        return conditions


def _switch(name: Text, value: bool | None, with_it: Text, without: Text) -> Select:
    select = Select(name, [Choice("", tr("Does not matter")), Choice("with", with_it), Choice("without", without)])
    select.set_key("" if value is None else "with" if value else "without")
    return select


def _number(name: Text, value: int | None) -> TextField:
    field = TextField(name)
    field.setText("" if value is None else str(value))
    return field


def _read(field: TextField) -> int | None:
    """None when it is empty, -1 when it is no number."""
    text = field.text().strip().replace(" ", "").replace(",", "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() else -1


def _box(text: Text, checked: bool) -> CheckBox:
    box = CheckBox(text)
    box.setChecked(checked)
    return box


def _group(title: Text, hint: Text, boxes: Mapping[str, CheckBox], columns: int) -> QWidget:
    holder = QWidget()
    column = column_layout(holder, spacing=6)
    column.addWidget(Section(title))
    column.addWidget(Label(hint, "small", "text2", wrap=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for place, box in enumerate(boxes.values()):
        grid.addWidget(box, place // columns, place % columns)
    column.addLayout(grid)
    return holder
