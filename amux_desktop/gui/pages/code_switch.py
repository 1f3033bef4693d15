"""Code Switch: coding tools pointed at any provider, and back, in one click."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    CodeToolChanged,
    CodeToolRepaired,
    ConfigurationChangedElsewhere,
    Event,
    ProviderChanged,
    ProviderHealthChanged,
    ProxyChanged,
    ProxyStateChanged,
)
from amux_desktop.gui.dialogs.file_changes import FileChangesDialog
from amux_desktop.gui.dialogs.file_history import FileHistoryDialog
from amux_desktop.gui.file_watch import FileWatch
from amux_desktop.gui.formats import short_path
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import Page, PageContext, WidthWatcher
from amux_desktop.gui.pages.code_switch_mapping import TierMapping
from amux_desktop.gui.pages.code_switch_parts import Conflicts, FileChanges
from amux_desktop.gui.pages.code_switch_targets import TargetList
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, column_layout, row_layout
from amux_desktop.gui.widgets.flow import Flow, Node
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import LogoTile
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.switch import Switch

if TYPE_CHECKING:
    from amux_desktop.services.code_files import FileDiff
    from amux_desktop.services.code_models import MappingPreset
    from amux_desktop.services.code_status import ToolStatus
    from amux_desktop.services.records import BridgeProxy, Provider

_NARROW = 760
_SETTLE_MS = 300


@dataclass(frozen=True, slots=True)
class _Loaded:
    tools: tuple[ToolStatus, ...]
    providers: tuple[Provider, ...]
    proxies: tuple[BridgeProxy, ...]
    presets: tuple[MappingPreset, ...]
    diffs: tuple[FileDiff, ...]


class CodeSwitchPage(Page):
    key = "code_switch"
    title = tr("Code Switch")
    icon = "square-terminal"
    group = "routing"

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._tools: dict[str, ToolStatus] = {}
        self._providers: dict[str, Provider] = {}
        self._diffs: tuple[FileDiff, ...] = ()
        self._chosen = ""
        self._files = FileWatch(_SETTLE_MS, self)
        self._files.changed.connect(self.refresh)
        self.header.set_subtitle(tr("Point coding tools at any provider, and back, in one click"))
        self.segments = Segmented(tr("Coding tool"), [])
        self.segments.chosen.connect(self.select)
        self.header.add_action(self.segments)
        self.banner = Banner()
        self.banner.hide()
        self.switch = Switch(tr("Through Amux"))
        self.switch.clicked.connect(self._on_switch)
        self._logo = LogoTile("", "", 44)
        self._sentence = Label("", "h3")
        self._path = ElidedLabel("", "small", "text2")
        self._flow = Flow()
        self._has_way = self._narrow = False
        self.targets = TargetList()
        self.targets.providers_wanted.connect(lambda: context.shell.open_page("providers"))
        self.targets.provider_chosen.connect(lambda key: self._on_target(provider=key))
        self.targets.proxy_chosen.connect(lambda key: self._on_target(proxy=key))
        self.mapping = TierMapping()
        self.mapping.changed.connect(self._on_mapping)
        self.mapping.proxy_opened.connect(lambda key: self.context.shell.open_page("proxies", key))
        self.conflicts = Conflicts()
        self.conflicts.hide()
        self.changes = FileChanges()
        self.changes.restore_requested.connect(self._on_restore)
        self.changes.history_requested.connect(self._on_history)
        self._place()

    def _place(self) -> None:
        card = Card()
        state = QWidget()
        row = row_layout(state, 16, 13, 16, 13, spacing=14)
        row.addWidget(self._logo)
        texts = column_layout(None, spacing=3)
        texts.addWidget(self._sentence)
        texts.addWidget(self._path)
        row.addLayout(texts, 1)
        row.addWidget(self._flow)
        row.addWidget(self.switch)
        card.column.addWidget(state)
        self._columns = QWidget()
        self._grid = QGridLayout(self._columns)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(24)
        right = QWidget()
        column = column_layout(right, spacing=24)
        column.addWidget(self.mapping)
        column.addWidget(self.changes)
        column.addStretch(1)
        self._right = right
        content = QWidget()
        outer = column_layout(content, 24, 4, 24, 24, spacing=20)
        outer.addWidget(self.banner)
        outer.addWidget(card)
        outer.addWidget(self.conflicts)
        outer.addWidget(self._columns)
        outer.addStretch(1)
        self.body.addWidget(Scroller(content, gutter=24), 1)
        self._arrange(False)
        WidthWatcher(self, _NARROW, self._arrange)

    def _arrange(self, narrow: bool) -> None:
        """Side by side, or one under the other."""
        self._narrow = narrow
        self._flow.setVisible(self._has_way and not narrow)
        self._grid.removeWidget(self.targets)
        self._grid.removeWidget(self._right)
        self._grid.addWidget(self.targets, 0, 0)
        self._grid.addWidget(self._right, 1 if narrow else 0, 0 if narrow else 1)
        self._grid.setColumnStretch(0, 12)
        self._grid.setColumnStretch(1, 0 if narrow else 13)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        async def load() -> _Loaded:
            services = self.services
            tools = await services.code_switch.list()
            chosen = next((item for item in tools if item.id == self._chosen), None) or _first(tools)
            self._chosen = chosen.id
            diffs: tuple[FileDiff, ...] = ()
            if (chosen.provider_id or chosen.proxy_id) and chosen.problem is None:
                diffs = await services.code_switch.preview(chosen.id)
            presets: tuple[MappingPreset, ...] = ()
            if chosen.provider_id:
                presets = await services.code_switch.presets(chosen.id, chosen.provider_id)
            providers, proxies = await services.providers.list(), await services.proxies.list()
            return _Loaded(tools, providers, proxies, presets, diffs)

        self.run(load(), self._show)

    def on_event(self, event: Event) -> None:
        shown = (
            CodeToolChanged
            | CodeToolRepaired
            | ProviderChanged
            | ProviderHealthChanged
            | ProxyChanged
            | ConfigurationChangedElsewhere
        )
        if isinstance(event, shown):
            self._files.touch()
        elif isinstance(event, ProxyStateChanged) and self._tools:
            self._show_banner(self._tools[self._chosen])

    def select(self, target: str) -> None:
        self._chosen = target
        self.refresh()

    # ------------------------------------------------------------------ showing

    def _show(self, loaded: _Loaded) -> None:
        self._tools = {item.id: item for item in loaded.tools}
        self._providers = {item.id: item for item in loaded.providers}
        self._diffs = loaded.diffs
        there = [item for item in loaded.tools if item.found.is_there or item.enabled] or list(loaded.tools)
        self.segments.set_options(
            [Option(item.id, item.name, "ok" if item.enabled else "", logo=item.logo) for item in there]
        )
        self.segments.set_key(self._chosen)
        status = self._tools[self._chosen]
        provider = self._providers.get(status.provider_id)
        self._show_state(status, provider)
        self.targets.show_targets(loaded.providers, loaded.proxies, status)
        self.mapping.show_mapping(status, provider, loaded.presets)
        self.conflicts.show_conflicts(status)
        self.changes.show_changes(status, loaded.diffs)
        self._show_banner(status)
        self._files.watch((*status.files, status.found.folder))

    def _show_state(self, status: ToolStatus, provider: Provider | None) -> None:
        self._logo.set_logo(status.logo, status.name, faded=not status.found.is_there)
        on, off = tr("{tool} goes through Amux", tool=status.name), tr("{tool} uses its own settings", tool=status.name)
        self._sentence.set_text(on if status.enabled else off)
        path = short_path(status.files[0]) if status.files else ""
        if status.backed_up_ms is not None:
            self._path.set_text(tr("{path} · original kept", path=path))
        elif not status.found.program:
            self._path.set_text(tr("{path} · {command} not found", path=path, command=status.command))
        else:
            self._path.set_text(path)
        self.switch.set_on(status.enabled)
        self.switch.set_waiting(False)
        self.switch.setEnabled(status.enabled or bool(status.target_name))
        nodes = [Node(status.name, status.logo)]
        if status.enabled:
            nodes.append(Node("Amux", "icon:route", accent=True))
            nodes.append(Node(status.target_name, provider.logo if provider is not None else "icon:route"))
        self._flow.set_nodes(nodes, live=status.enabled)
        self._has_way = len(nodes) > 1
        self._flow.setVisible(self._has_way and not self._narrow)

    def _show_banner(self, status: ToolStatus) -> None:
        running = self.services.proxy.status.state == "running"
        name = status.name
        self.banner.show()
        if status.problem is not None:
            self.banner.show_text(
                "bad", tr("The settings of {tool} cannot be read", tool=name), describe(status.problem)
            )
        elif status.enabled and status.condition == "changed":
            theirs = _button(tr("Keep theirs"), self._off)
            again = _button(tr("Point at Amux again"), lambda: self._do(self.services.code_switch.enable(status.id)))
            title = tr("The settings of {tool} were changed after Amux wrote them", tool=name)
            self.banner.show_text("warn", title, _changed(status), theirs, again)
        elif status.enabled and not running:
            start = _button(tr("Start proxy"), lambda: self._do(self.services.proxy.start()))
            body = tr("The proxy is stopped. Start it, or switch {tool} off.", tool=name)
            self.banner.show_text("bad", tr("{tool} can't reach Amux", tool=name), body, start)
        elif not status.found.is_there and not status.enabled:
            again = _button(tr("Look again"), self.refresh)
            folder = _button(tr("Choose folder…"), self._on_folder)
            body = tr("Neither the command {command} nor its folder was found.", command=status.command)
            self.banner.show_text("info", tr("{tool} is not installed here", tool=name), body, again, folder)
        else:
            self.banner.hide()

    # ------------------------------------------------------------------ doing

    def _do(self, work: Coroutine[Any, Any, object]) -> None:
        self.run(work, lambda _result: self.refresh(), self._on_error)

    def _on_error(self, error: AmuxError) -> None:
        self.context.shell.toast("bad", tr("That did not work"), describe(error))
        self.refresh()

    def _on_switch(self) -> None:
        status = self._tools[self._chosen]
        if status.enabled:
            self._off()
            return
        if status.backed_up_ms is None and self._diffs:
            self.switch.set_on(False)
            dialog = FileChangesDialog(
                tr("Point {tool} at Amux?", tool=status.name),
                tr("These lines change. Switching off brings them back as they were."),
                tr("Switch on"),
                self._diffs,
                self._on,
            )
            dialog.open_in(self.context.shell.overlay_parent())
            return
        self._on()

    def _on(self) -> None:
        self.switch.set_waiting(True)
        self._do(self.services.code_switch.enable(self._chosen))

    def _off(self) -> None:
        self.switch.set_waiting(True)
        self._do(self.services.code_switch.disable(self._chosen))

    def _on_target(self, *, provider: str = "", proxy: str = "") -> None:
        status = self._tools[self._chosen]
        if (provider, proxy) == (status.provider_id, status.proxy_id):
            return
        switch = self.services.code_switch.switch

        def undo() -> None:
            self._do(switch(status.id, provider=status.provider_id, proxy=status.proxy_id))

        def done(new: ToolStatus) -> None:
            self.refresh()
            if new.enabled and (status.provider_id or status.proxy_id):
                title = tr("{tool} uses {provider} now", tool=new.name, provider=new.target_name)
                self.context.shell.toast("ok", title, action=(tr("Undo"), undo))

        self.run(switch(status.id, provider=provider, proxy=proxy), done, self._on_error)

    def _on_mapping(self, rows: list[tuple[str, str]]) -> None:
        self._do(self.services.code_switch.map(self._chosen, rows))

    def _on_restore(self) -> None:
        status = self._tools[self._chosen]

        def show(files: tuple[FileDiff, ...]) -> None:
            dialog = FileChangesDialog(
                tr("Restore the settings of {tool}?", tool=status.name),
                tr("Our lines go, yours come back. What you changed since then stays."),
                tr("Restore"),
                files,
                self._off,
            )
            dialog.open_in(self.context.shell.overlay_parent())

        self.run(self.services.code_switch.preview_off(status.id), show, self._on_error)

    def _on_history(self) -> None:
        dialog = FileHistoryDialog(self.context, self._tools[self._chosen], self.refresh)
        dialog.open_in(self.context.shell.overlay_parent())

    def _on_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, str(tr("Folder with the settings")))
        if folder:
            self._do(self.services.code_switch.set_folder(self._chosen, folder))


def _button(text: TextLike, run: Any) -> Button:
    button = Button(text, size="sm")
    button.clicked.connect(lambda: run())
    return button


def _changed(status: ToolStatus) -> TextLike:
    keys = ", ".join(item.key for item in status.conflicts) or "–"
    return tr("Another program changed: {keys}", keys=keys)


def _first(tools: tuple[ToolStatus, ...]) -> ToolStatus:
    """One that goes through Amux, else one that is installed."""
    return next((t for t in tools if t.enabled), None) or next((t for t in tools if t.found.is_there), tools[0])
