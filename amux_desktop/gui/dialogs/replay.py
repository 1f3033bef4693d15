"""Send a recorded request again, to the same or another target, and compare the answers side by side."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.formats import compact, duration, money
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.pages.log_answer import AnswerView
from amux_desktop.gui.widgets.card import Card, column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.field import FieldBlock
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.answers import RecordedAnswer
from amux_desktop.services.probe import ProbeResult
from amux_desktop.services.records import BridgeProxy, Provider, RequestBody, RequestLog

_HEIGHT = 320


class _Side(QWidget):
    """One of the two answers: who gave it, in what time and at what price, and what it says as text or raw."""

    def __init__(self, title: Text) -> None:
        super().__init__()
        self._title = Label(title, "h3")
        self.facts = ElidedLabel(tr("not sent yet"), "small", "text2")
        self.answer = AnswerView()
        self.raw = CodeBox(title, syntax="json")
        frame = Card(fill="panel")
        frame.column.setContentsMargins(1, 10, 1, 8)
        frame.column.addWidget(Scroller(self.answer, gutter=16))
        self._stack = QStackedLayout()
        self._stack.addWidget(frame)
        self._stack.addWidget(self.raw)
        column = column_layout(self, spacing=4)
        column.addWidget(self._title)
        column.addWidget(self.facts)
        column.addSpacing(4)
        column.addLayout(self._stack, 1)

    def show_raw(self, raw: bool) -> None:
        self._stack.setCurrentIndex(1 if raw else 0)

    def show_answer(self, body: bytes, answer: RecordedAnswer, facts: TextLike) -> None:
        self.raw.set_code(body.decode("utf-8", "replace"))
        self.answer.show_answer(answer)
        self.facts.set_text(facts)

    def text(self) -> str:
        return self.raw.text()


class ReplayDialog(Dialog):
    """`answered` is what was recorded of the answer then; None when it was not kept."""

    def __init__(self, context: PageContext, log: RequestLog, answered: RequestBody | None) -> None:
        super().__init__(tr("Send again"), width=920, icon="play")
        self._context = context
        self._log = log
        self._models: dict[str, list[str]] = {}
        self.target = Select(tr("Send to"), [Choice("", tr("Where it went before"))])
        self.target.picked.connect(self._on_target)
        self.model = Select(tr("Model"), [Choice("", tr("As the target maps it"))], mono=True, free_text=True)
        self.form_choice = Segmented(
            tr("Show as"), [Option("text", tr("Text", "form of an answer")), Option("raw", tr("Raw"))], small=True
        )
        self.form_choice.chosen.connect(self._show_form)
        choices = row_layout(None, spacing=16)
        choices.addWidget(FieldBlock(tr("Send to"), self.target), 1)
        choices.addWidget(FieldBlock(tr("Model"), self.model), 1)
        self.form.addLayout(choices)
        switch = row_layout(None)
        switch.addWidget(self.form_choice)
        switch.addStretch(1)
        self.form.addLayout(switch)
        self.before, self.after = _Side(tr("Answer then")), _Side(tr("Answer now"))
        pair = row_layout(None, spacing=12)
        for side in (self.before, self.after):
            side.setMinimumHeight(_HEIGHT)
            pair.addWidget(side, 1)
        self.form.addLayout(pair)
        self.result_line = ResultLine()
        self.left.addWidget(self.result_line, 1)
        self.add_button(tr("Close"), "ghost", self.reject)
        self.send = self.add_button(tr("Send"), "primary", self._on_send, default=True)
        self._load(answered)

    def _load(self, answered: RequestBody | None) -> None:
        services, runner, log = self._context.services, self._context.runner, self._log

        async def targets() -> tuple[tuple[BridgeProxy, ...], tuple[Provider, ...]]:
            return await services.proxies.list(), await services.providers.list()

        runner.run(targets(), owner=self, on_done=self._show_targets)
        facts = _facts(
            log.provider_name, log.target_model, log.duration_ms, log.input_tokens, log.output_tokens, log.cost_nanos
        )
        if answered is None:
            self.before.facts.set_text(tr("The answer was not kept."))
            return
        runner.run(
            services.logs.read_answer(log, answered),
            owner=self,
            on_done=lambda answer: self.before.show_answer(answered.data, answer, facts),
        )

    def _show_targets(self, loaded: tuple[tuple[BridgeProxy, ...], tuple[Provider, ...]]) -> None:
        proxies, providers = loaded
        choices = [Choice("", tr("Where it went before"))]
        choices += [Choice(f"proxies/{p.slug}", p.name or p.slug, "icon:route") for p in proxies]
        choices += [Choice(f"providers/{p.slug}", p.name, p.logo or "icon:boxes") for p in providers]
        self._models = {f"providers/{p.slug}": [m.id for m in p.models if m.enabled] for p in providers}
        self.target.set_choices(choices)

    def _on_target(self, key: str) -> None:
        models = self._models.get(key, [])
        self.model.set_choices([Choice("", tr("As the target maps it")), *(Choice(name, name) for name in models)])

    def _show_form(self, key: str) -> None:
        for side in (self.before, self.after):
            side.show_raw(key == "raw")

    def _on_send(self) -> None:
        self.send.set_busy(True, tr("Sending…"))
        logs, log = self._context.services.logs, self._log
        target, model = self.target.key(), self.model.key()

        async def work() -> tuple[ProbeResult, RecordedAnswer]:
            result = await logs.replay(log.id, target, model)
            body = RequestBody(part="client_response", data=result.body)
            return result, await logs.read_answer(dataclasses.replace(log, status=result.status), body)

        self._context.runner.run(work(), owner=self, on_done=self._show, on_error=self._failed)

    def _show(self, sent: tuple[ProbeResult, RecordedAnswer]) -> None:
        result, answer = sent
        self.send.set_busy(False)
        facts = _facts(
            result.provider_name,
            result.model,
            result.duration_ms,
            result.input_tokens,
            result.output_tokens,
            result.cost_nanos,
        )
        self.after.show_answer(result.body, answer, facts)
        name, time = result.provider_name, duration(result.duration_ms)
        if result.ok:
            self.result_line.show_result(True, tr("{provider} answered in {time}", provider=name, time=time))
        else:
            self.result_line.show_result(False, result.message)

    def _failed(self, error: AmuxError) -> None:
        self.send.set_busy(False)
        self.result_line.show_result(False, describe(error))


def _facts(
    provider: str, model: str, took_ms: int, tokens_in: int | None, tokens_out: int | None, cost_nanos: int | None
) -> Text:
    return tr(
        "{provider}, {model} · {time} · {input} in, {output} out · {cost}",
        provider=provider or "–",
        model=model or "–",
        time=duration(took_ms),
        input=compact(tokens_in),
        output=compact(tokens_out),
        cost=money(cost_nanos),
    )
