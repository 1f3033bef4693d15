"""The second step: a real request with the key, before anything is stored."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.onboarding_key import centred
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.card import Card, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.services.records import BridgeProxyDraft, NewProviderKey, ProxyTarget

if TYPE_CHECKING:
    from amux_desktop.services.probe import ProbeResult
    from amux_desktop.services.records import Provider, ProviderDraft, ProviderModel


class CheckStep(QWidget):
    """`finished` after a test; `stored` with the provider and the id of its proxy, or with None when that failed."""

    finished = Signal(bool)
    stored = Signal(object, str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._kept: tuple[Provider, str, ProviderDraft, str] | None = None
        self._models: tuple[ProviderModel, ...] = ()
        self.passed = False
        self.title = centred("", "h1")
        self.note = centred("", "body", "text2")
        self.server, self.answer = CheckRow(), CheckRow()
        card = Card()
        card.add_row(self.server)
        card.add_row(self.answer)
        column = column_layout(self, spacing=12)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addSpacing(6)
        column.addWidget(card)
        column.addStretch(1)

    def test(self, draft: ProviderDraft, secret: str) -> None:
        services, name = self._context.services, draft.name
        self.passed = False
        self.title.set_text(tr("Asking {name} a question", name=name))
        self.note.set_text(tr("A real request, a few tokens long."))
        running = services.proxy.status.state == "running"
        if running:
            self.server.show_result(True, tr("Proxy is listening"), services.base_url())
        else:
            self.server.show_waiting(tr("Proxy is stopped"), tr("Start it from the sidebar when you need it."))
        self.answer.show_waiting(tr("Waiting for {name}", name=name), "")

        async def work() -> ProbeResult:
            full = draft
            if not draft.models:
                full = dataclasses.replace(draft, models=await services.providers.fetch_models_of_draft(draft, secret))
            self._models = full.models
            return await services.providers.test_draft(full, secret)

        self._models = draft.models
        self._context.runner.run(
            work(),
            owner=self,
            on_done=lambda result: self._on_result(name, result),
            on_error=lambda error: self._on_error(name, error),
        )

    def store(self, draft: ProviderDraft, secret: str) -> None:
        """Adds the provider, and a proxy that answers every format with it. The same key is stored once only."""
        if self._kept is not None and self._kept[2:] == (draft, secret):
            self.stored.emit(*self._kept[:2])
            return
        services = self._context.services

        async def work() -> tuple[Provider, str]:
            slug = await services.providers.free_slug(draft.name)
            keys = [NewProviderKey(secret=secret)] if secret else []
            full = dataclasses.replace(draft, slug=slug, models=draft.models or self._models)
            provider = await services.providers.add(full, keys)
            target = ProxyTarget(kind="provider", target_id=provider.id)
            path = await services.proxies.free_slug(draft.name)
            proxy = await services.proxies.add(
                BridgeProxyDraft(name=draft.name, slug=path, inbound="any", targets=(target,))
            )
            return provider, proxy.id

        def added(found: tuple[Provider, str]) -> None:
            self._kept = (*found, draft, secret)
            self.stored.emit(*found)

        def failed(error: AmuxError) -> None:
            self._show_failed(draft.name, describe(error))
            self.stored.emit(None, "")

        self._context.runner.run(work(), owner=self, on_done=added, on_error=failed)

    def _on_result(self, name: str, result: ProbeResult) -> None:
        if not result.ok:
            self._show_failed(name, result.message, result.status)
            return
        self.passed = True
        self.title.set_text(tr("{name} works", name=name))
        self.note.set_text(tr("The answer took the same way as every later request."))
        time = duration(result.duration_ms)
        self.answer.show_result(
            True, tr("Key accepted"), tr("{model} answered in {time}", model=result.model, time=time)
        )
        self.finished.emit(True)

    def _on_error(self, name: str, error: AmuxError) -> None:
        """A list of models that was refused is a refused key, too."""
        status = error.params.get("status")
        self._show_failed(name, describe(error), status if isinstance(status, int) else 0)

    def _show_failed(self, name: str, reason: TextLike, status: int = 0) -> None:
        self.passed = False
        refused = status in (401, 403)
        self.title.set_text(
            tr("{name} did not accept the key", name=name) if refused else tr("{name} did not answer", name=name)
        )
        self.note.set_text(tr("Nothing was stored."))
        title = tr("Key rejected ({status})", status=status) if refused else tr("No answer")
        self.answer.show_result(False, title, reason)
        self.finished.emit(False)


class CheckRow(QWidget):
    """One check: waiting, passed or failed, with a line about it."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("timer", "text3", 20)
        self.title = Label("", "body_m")
        self.note = Label("", "small", "text2", wrap=True)
        texts = column_layout(None, spacing=2)
        texts.addWidget(self.title)
        texts.addWidget(self.note)
        row = row_layout(self, 16, 11, 16, 11, spacing=14)
        row.addWidget(self._icon)
        row.addLayout(texts, 1)

    def show_waiting(self, title: TextLike, note: TextLike) -> None:
        self._show("timer", "text3", title, note, "text2")

    def show_result(self, ok: bool, title: TextLike, note: TextLike) -> None:
        token = "ok_text" if ok else "bad_text"
        self._show("circle-check" if ok else "circle-x", token, title, note, "text2" if ok else "bad_text")

    def _show(self, icon: str, token: str, title: TextLike, note: TextLike, note_token: str) -> None:
        self._icon.set_state(icon, token)
        self.title.set_text(title)
        self.note.set_text(note)
        self.note.set_token(note_token)
