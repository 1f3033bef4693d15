"""Send a recorded request again, to the same or another target, and compare the answers side by side."""

from __future__ import annotations

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.field import FieldBlock
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.probe import ProbeResult
from amux_desktop.services.records import BridgeProxy, Provider, RequestLog


class ReplayDialog(Dialog):
    def __init__(self, context: PageContext, log: RequestLog, answer: str) -> None:
        super().__init__(tr("Send again"), width=860, icon="play")
        self._context = context
        self._log = log
        self.target = Select(tr("Send to"), [Choice("", tr("Where it went before"))])
        self.form.addWidget(FieldBlock(tr("Send to"), self.target))
        self._before = CodeBox(tr("Answer then"))
        self._before.set_code(answer)
        self.after = CodeBox(tr("Answer now"))
        pair = row_layout(None, spacing=12)
        for box in (self._before, self.after):
            box.setMinimumHeight(300)
            pair.addWidget(box, 1)
        self.form.addLayout(pair)
        self.result_line = ResultLine()
        self.left.addWidget(self.result_line, 1)
        self.add_button(tr("Close"), "ghost", self.reject)
        self.send = self.add_button(tr("Send"), "primary", self._on_send, default=True)
        services = context.services

        async def load() -> tuple[tuple[BridgeProxy, ...], tuple[Provider, ...]]:
            return await services.proxies.list(), await services.providers.list()

        context.runner.run(load(), owner=self, on_done=self._show_targets)

    def _show_targets(self, loaded: tuple[tuple[BridgeProxy, ...], tuple[Provider, ...]]) -> None:
        proxies, providers = loaded
        choices = [Choice("", tr("Where it went before"))]
        choices += [Choice(f"proxies/{p.slug}", p.name or p.slug, "icon:route") for p in proxies]
        choices += [Choice(f"providers/{p.slug}", p.name, p.logo or "icon:boxes") for p in providers]
        self.target.set_choices(choices)

    def _on_send(self) -> None:
        self.send.set_busy(True, tr("Sending…"))
        work = self._context.services.logs.replay(self._log.id, self.target.key())
        self._context.runner.run(work, owner=self, on_done=self._show, on_error=self._failed)

    def _show(self, result: ProbeResult) -> None:
        self.send.set_busy(False)
        self.after.set_code(result.body.decode("utf-8", "replace") or result.text or result.message)
        name, time = result.provider_name, duration(result.duration_ms)
        if result.ok:
            self.result_line.show_result(True, tr("{provider} answered in {time}", provider=name, time=time))
        else:
            self.result_line.show_result(False, result.message)

    def _failed(self, error: AmuxError) -> None:
        self.send.set_busy(False)
        self.result_line.show_result(False, describe(error))
