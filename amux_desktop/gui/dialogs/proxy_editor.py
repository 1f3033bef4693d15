"""Make or change a proxy: what it accepts, who answers, which model names become which, who takes over."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.dialogs.fallback_rows import FallbackList
from amux_desktop.gui.dialogs.mapping_rows import MappingList
from amux_desktop.gui.dialogs.target_rules import target_note
from amux_desktop.gui.dialogs.unsaved import UnsavedDialog
from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.field import FieldBlock, TextField
from amux_desktop.gui.widgets.flow import Flow, Node
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.gui.wire_formats import LOGOS, LONG, SHORT
from amux_desktop.services.bridge_proxies import Chain
from amux_desktop.services.probe import ProbeResult
from amux_desktop.services.records import BridgeProxy, BridgeProxyDraft, Provider, ProxyTarget
from amux_desktop.services.snippets import Snippet

_FORMATS = ("openai-chat", "openai-responses", "anthropic", "gemini", "any")
_SNIPPET_NAMES = {
    "curl": "curl",
    "openai": "OpenAI SDK",
    "anthropic": "Anthropic SDK",
    "google-genai": "Google SDK",
    "claude-code": "Claude Code",
    "codex": "Codex",
}


class ProxyEditor(Dialog):
    """`proxy` None makes a new one. The lists of targets are loaded when the dialog opens."""

    def __init__(self, context: PageContext, proxy: BridgeProxy | None) -> None:
        super().__init__(tr("Edit proxy") if proxy else tr("New proxy"), width=720, icon="route")
        self._context = context
        self._proxy = proxy
        self._providers: dict[str, Provider] = {}
        self._proxies: dict[str, BridgeProxy] = {}
        self._first: BridgeProxyDraft | None = None
        self._slug_typed = proxy is not None
        self.enabled = Switch(tr("Proxy is on"))
        self.enabled.set_on(proxy.enabled if proxy else True)
        self.head.insertWidget(self.head.count() - 1, self.enabled)
        self.flow = Flow(wide=True)
        self.form.setSpacing(16)
        self.form.addWidget(_FlowBox(self.flow))
        self.problem = Banner()
        self.problem.hide()
        self.form.addWidget(self.problem)
        self._build_names()
        self._build_targets()
        self.mappings = MappingList()
        self.mappings.changed.connect(self._on_edited)
        self.form.addWidget(self.mappings)
        self.fallbacks = FallbackList()
        self.fallbacks.changed.connect(self._on_edited)
        self.form.addWidget(self.fallbacks)
        self._build_snippets()
        self.test_button = Button(tr("Test"), icon="plug-zap")
        self.test_button.clicked.connect(self._on_test)
        self.result_line = ResultLine()
        self.left.addWidget(self.test_button)
        self.left.addWidget(self.result_line, 1)
        self.add_cancel()
        self.save_button = self.add_button(
            tr("Save") if proxy else tr("Create"), "primary", self._on_save, default=True
        )
        self._preview = QTimer(self)
        self._preview.setSingleShot(True)
        self._preview.setInterval(150)
        self._preview.timeout.connect(self._load_chain)
        self._load()

    def wishes_to_close(self) -> bool:
        if self._first is None or self.draft() == self._first:
            return True
        UnsavedDialog(self._on_save, self.reject).open_in(self._context.shell.overlay_parent())
        return False

    def draft(self) -> BridgeProxyDraft:
        """The form as it is."""
        target_id = self.answers.key().partition(":")[2]
        old = self._proxy
        primary = dataclasses.replace(self.fallbacks.first(), id="")
        base = BridgeProxyDraft.of(old) if old else None
        draft = BridgeProxyDraft(
            name=self.name.text().strip() or self.slug.text().strip(),
            slug=self.slug.text().strip(),
            inbound=self.accepts.key(),  # type: ignore[arg-type]  # one of the literals offered
            targets=(primary, *self.fallbacks.targets()) if target_id else (),
            mappings=self.mappings.mappings(),
            enabled=self.enabled.isChecked(),
            balance="weighted" if self.fallbacks.is_weighted() else "ordered",
            sticky=self.fallbacks.sticky.isChecked(),
        )
        return dataclasses.replace(draft, notes=base.notes) if base else draft

    # ------------------------------------------------------------------ building

    def _build_names(self) -> None:
        self.name = TextField(tr("Name"))
        self.name.textEdited.connect(self._on_name)
        self.slug = TextField(tr("Path"), mono=True)
        self.slug.textEdited.connect(self._on_slug)
        address = self._context.services.base_url().partition("://")[2]
        path = QWidget()
        row = row_layout(path, spacing=6)
        row.addWidget(Label(f"{address}/proxies/", "mono", "text2"))
        row.addWidget(self.slug, 1)
        self.name_block = FieldBlock(tr("Name"), self.name, optional=True)
        self.slug_block = FieldBlock(tr("Path"), path)
        pair = row_layout(None, spacing=16)
        pair.addWidget(self.name_block, 4, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.slug_block, 6, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(pair)

    def _build_targets(self) -> None:
        self.accepts = Select(tr("Accepts"), [Choice(key, LONG[key], LOGOS[key]) for key in _FORMATS])
        self.accepts.set_key(self._proxy.inbound if self._proxy else "openai-chat")
        self.accepts.picked.connect(self._on_edited)
        self.answers = Select(tr("Answers with"), placeholder=tr("Choose a provider"))
        self.answers.picked.connect(self._on_answers)
        self.answers_block = FieldBlock(tr("Answers with"), self.answers)
        pair = row_layout(None, spacing=16)
        pair.addWidget(FieldBlock(tr("Accepts"), self.accepts), 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.answers_block, 1, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(pair)

    def _build_snippets(self) -> None:
        self._snippets: dict[str, Snippet] = {}
        self._use = QWidget()
        column = column_layout(self._use, spacing=8)
        self._use_head = row_layout(None, spacing=8)
        self._use_head.addWidget(Label(tr("Use it"), "h3"), 1)
        column.addLayout(self._use_head)
        self._code = CodeBox("", syntax="shell", fit=True)
        column.addWidget(self._code)
        self._use.hide()
        self.form.addWidget(self._use)

    # ------------------------------------------------------------------ loading

    def _load(self) -> None:
        services, proxy = self._context.services, self._proxy

        async def load() -> tuple[tuple[Provider, ...], tuple[BridgeProxy, ...], tuple[BridgeProxy, ...]]:
            providers = await services.providers.list()
            proxies = await services.proxies.list()
            possible = await services.proxies.possible_next(proxy.id if proxy else "")
            return providers, proxies, possible

        self._context.runner.run(load(), owner=self, on_done=self._show)
        if proxy is not None:
            work = services.proxies.snippets(proxy.id, services.base_url())
            self._context.runner.run(work, owner=self, on_done=self._show_snippets)

    def _show(self, loaded: tuple[tuple[Provider, ...], tuple[BridgeProxy, ...], tuple[BridgeProxy, ...]]) -> None:
        providers, proxies, possible = loaded
        self._providers = {provider.id: provider for provider in providers}
        self._proxies = {proxy.id: proxy for proxy in proxies}
        allowed = {proxy.id for proxy in possible}
        choices = [Choice(f"provider:{p.id}", p.name, p.logo or "icon:boxes") for p in providers]
        for proxy in proxies:
            if self._proxy is not None and proxy.id == self._proxy.id:
                continue
            loops = proxy.id not in allowed
            note = tr("This would form a loop") if loops else ""
            choices.append(Choice(f"proxy:{proxy.id}", proxy.name, "icon:route", note, enabled=not loops))
        self.answers.set_choices(choices)
        self.fallbacks.set_choices(choices, self._providers)
        if self._proxy is not None:
            self._fill(self._proxy)
        elif providers:
            self.answers.set_key(f"provider:{providers[0].id}")
        self._first = self.draft()
        self._on_answers(self.answers.key())
        self._first = self.draft()

    def _fill(self, proxy: BridgeProxy) -> None:
        self.name.setText(proxy.name)
        self.slug.setText(proxy.slug)
        if proxy.targets:
            first = proxy.targets[0]
            self.answers.set_key(f"{first.kind}:{first.target_id}")
        self.mappings.set_mappings(proxy.mappings)
        primary = proxy.targets[0] if proxy.targets else None
        self.fallbacks.set_targets(primary, proxy.targets[1:], proxy.balance, sticky=proxy.sticky)

    def _show_snippets(self, snippets: tuple[Snippet, ...]) -> None:
        self._snippets = {snippet.id: snippet for snippet in snippets}
        options = [
            Option(snippet.id, _SNIPPET_NAMES.get(snippet.id) or tr("Variables", "environment")) for snippet in snippets
        ]
        chooser = Segmented(tr("Example for"), options, small=True)
        chooser.chosen.connect(self._show_snippet)
        self._use_head.addWidget(chooser)
        self._show_snippet(snippets[0].id)
        self._use.show()
        self.refit()

    def _show_snippet(self, key: str) -> None:
        snippet = self._snippets[key]
        self._code.set_title(_SNIPPET_NAMES.get(key, key))
        self._code.set_code(snippet.text, "python" if snippet.language == "python" else "shell")
        self.refit()

    # ------------------------------------------------------------------ editing

    def _on_name(self, text: str) -> None:
        """A new proxy's path follows its name until the path is typed."""
        if not self._slug_typed:
            work = self._context.services.proxies.free_slug(text.strip() or "proxy")
            self._context.runner.run(work, owner=self, on_done=lambda slug: self._propose_slug(slug, text))

    def _propose_slug(self, slug: str, name: str) -> None:
        # Answers may overtake each other; only the one for the name as it stands counts.
        if not self._slug_typed and name == self.name.text():
            self.slug.setText(slug)

    def _on_slug(self) -> None:
        self._slug_typed = True
        self.slug.set_error(False)

    def _on_answers(self, key: str) -> None:
        kind, _, target_id = key.partition(":")
        provider = self._providers.get(target_id) if kind == "provider" else None
        self.mappings.set_models(
            [model.id for model in provider.models if model.enabled] if provider else [],
            provider.logo if provider else "icon:route",
        )
        proxy = self._proxies.get(target_id)
        label = provider.name if provider else proxy.name if proxy else "–"
        target = ProxyTarget(kind="proxy" if kind == "proxy" else "provider", target_id=target_id)
        self.fallbacks.set_primary(label, provider.logo if provider else "icon:route", target)
        self._on_edited()

    def _on_edited(self, *_args: object) -> None:
        self.result_line.hide()
        self._preview.start()
        self._draw_flow()
        self.refit()

    def _draw_flow(self) -> None:
        inbound = self.accepts.key()
        stations = [Node(SHORT[inbound], LOGOS[inbound])]
        targets = [self._node(target) for target in self.draft().targets]
        if targets:
            stations.append(dataclasses.replace(targets[0], accent=True))
        self.flow.set_nodes(stations, targets[1:])

    def _node(self, target: ProxyTarget) -> Node:
        note = target_note(target, self.draft())
        if target.kind == "proxy":
            proxy = self._proxies.get(target.target_id)
            return Node(f"{proxy.slug if proxy else '?'}{note}", "icon:route", accent=True)
        provider = self._providers.get(target.target_id)
        return Node(f"{provider.name if provider else '?'}{note}", provider.logo if provider else "")

    def _load_chain(self) -> None:
        draft = self.draft()
        if draft.targets:
            work = self._context.services.proxies.resolve_draft(draft, self._proxy.id if self._proxy else "")
            self._context.runner.run(work, owner=self, on_done=self._show_chain, on_error=lambda _error: None)

    def _show_chain(self, chain: Chain) -> None:
        """What stands in the way of a request, before it is saved."""
        missing = [item.provider_name for item in chain.destinations if not item.enabled or not item.has_key]
        if chain.problem == "proxy_cycle":
            self.problem.show_text("bad", tr("These proxies would form a loop"))
        elif chain.problem:
            self.problem.show_text("warn", tr("No provider behind this proxy is switched on"))
        elif missing:
            names = ", ".join(dict.fromkeys(missing))
            self.problem.show_text("warn", tr("{names} cannot answer: off or without a key", names=names))
        self.problem.setVisible(bool(chain.problem or missing))
        self.refit()

    # ------------------------------------------------------------------ trying and saving

    def _is_complete(self) -> bool:
        slug = self.slug.text().strip()
        self.slug.set_error(not slug)
        self.slug_block.set_error("" if slug else tr("Enter a path"))
        self.answers_block.set_error("" if self.answers.key() else tr("Choose who answers"))
        rows_fine = self.mappings.check()
        self.refit()
        return bool(slug and self.answers.key() and rows_fine)

    def _on_test(self) -> None:
        if not self._is_complete():
            return
        self.test_button.set_busy(True, tr("Testing…"))
        work = self._context.services.proxies.test_draft(self.draft(), self._proxy.id if self._proxy else "")
        self._context.runner.run(work, owner=self, on_done=self._show_result, on_error=self._show_error)

    def _show_result(self, result: ProbeResult) -> None:
        self.test_button.set_busy(False)
        if result.ok:
            text = tr("{provider} answered in {time}", provider=result.provider_name, time=duration(result.duration_ms))
            self.result_line.show_result(True, text)
        else:
            self.result_line.show_result(False, result.message)

    def _show_error(self, error: AmuxError) -> None:
        self.test_button.set_busy(False)
        self.save_button.set_busy(False)
        if error.code.startswith("slug_"):
            self.slug.set_error(True)
            self.slug_block.set_error(describe(error))
            self.refit()
        else:
            self.result_line.show_result(False, describe(error))

    def _on_save(self) -> None:
        if not self._is_complete():
            return
        self.save_button.set_busy(True, tr("Saving…"))
        proxies = self._context.services.proxies
        work = proxies.edit(self._proxy.id, self.draft()) if self._proxy else proxies.add(self.draft())
        self._context.runner.run(work, owner=self, on_done=lambda _proxy: self.accept(), on_error=self._show_error)


class _FlowBox(QFrame):
    """The resolved way on a quiet ground."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        row = row_layout(self, 14, 13, 14, 13)
        row.addStretch(1)
        row.addWidget(flow)
        row.addStretch(1)

    def paintEvent(self, event: object) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.sunken, c.line, Radius.CARD)
