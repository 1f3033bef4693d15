"""The third step: coding tools with the exact change to their files, and examples for the SDKs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.file_changes import FileChangesDialog
from amux_desktop.gui.formats import short_path
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.onboarding_key import centred
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, column_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.flow import Node
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.services.records import ApiTokenDraft

if TYPE_CHECKING:
    from amux_desktop.services.api_tokens import CreatedToken
    from amux_desktop.services.code_files import FileDiff
    from amux_desktop.services.code_status import ToolStatus
    from amux_desktop.services.records import Provider
    from amux_desktop.services.snippets import Snippet

_SHOWN = {"openai": "OpenAI SDK", "anthropic": "Anthropic SDK", "google-genai": "Google SDK", "curl": "curl"}


class ConnectStep(QWidget):
    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._provider: Provider | None = None
        self._proxy_id = ""
        self._snippets: dict[str, Snippet] = {}
        self._on: dict[str, Node] = {}
        self.switches: dict[str, Switch] = {}
        column = column_layout(self, spacing=12)
        column.addWidget(centred(tr("What should use it?"), "h1"))
        column.addWidget(centred(tr("You see each change before it is made, and can take it back."), "body", "text2"))
        column.addSpacing(6)
        self._tools_title = Section(tr("Coding tools on this computer"))
        self._tools = Card()
        self._tools_title.hide()
        self._tools.hide()
        column.addWidget(self._tools_title)
        column.addWidget(self._tools)
        self.token = Button(tr("Make a token for it"), icon="key-round", size="sm")
        self.token.clicked.connect(self._make_token)
        own = Section(tr("Your own program"), tr("Every app presents a token of its own."))
        own.add_control(self.token)
        column.addWidget(own)
        self._chooser = Segmented(tr("Example"), [Option(key, name) for key, name in _SHOWN.items()])
        self._chooser.chosen.connect(self._show_snippet)
        self.code = CodeBox("", syntax="python", fit=True)
        column.addWidget(self._chooser)
        column.addWidget(self.code)
        column.addStretch(1)

    def provider(self) -> Node:
        """The provider as the end of the way."""
        return Node(self._provider.name, self._provider.logo) if self._provider is not None else Node("")

    def connected(self) -> tuple[Node, ...]:
        """The tools that now go through Amux."""
        return tuple(self._on.values())

    def show_provider(self, provider: Provider, proxy_id: str) -> None:
        self._provider, self._proxy_id = provider, proxy_id
        run, services = self._context.runner.run, self._context.services
        run(services.code_switch.list(), owner=self, on_done=self._show_tools)
        run(services.proxies.snippets(proxy_id, services.base_url()), owner=self, on_done=self._show_snippets)

    # ------------------------------------------------------------------ tools

    def _show_tools(self, tools: tuple[ToolStatus, ...]) -> None:
        found = [tool for tool in tools if tool.found.is_there]
        self._tools.clear_rows()
        self.switches.clear()
        self._tools_title.setVisible(bool(found))
        self._tools.setVisible(bool(found))
        for tool in found:
            switch = Switch(tool.name)
            switch.set_on(tool.enabled)
            switch.clicked.connect(lambda on, tool=tool: self._on_switched(tool, on))
            self.switches[tool.id] = switch
            self._tools.add_row(SettingRow(tool.name, tool.found.version or short_path(tool.found.folder), switch))

    def _on_switched(self, tool: ToolStatus, on: bool) -> None:
        """Stays as it was until the change is confirmed."""
        self.switches[tool.id].set_on(not on)
        service, provider = self._context.services.code_switch, self._provider
        if provider is None:
            return
        if not on:
            self._apply(tool, False)
            return

        def show(files: tuple[FileDiff, ...]) -> None:
            title = tr("Send {tool} through Amux", tool=tool.name)
            body = tr("These files change. The originals are kept.")
            dialog = FileChangesDialog(title, body, tr("Switch on"), files, lambda: self._apply(tool, True))
            dialog.open_in(self._context.shell.overlay_parent())

        work = service.preview(tool.id, provider=provider.id)
        self._context.runner.run(work, owner=self, on_done=show, on_error=partial(self._failed, tool.name))

    def _apply(self, tool: ToolStatus, on: bool) -> None:
        service, provider = self._context.services.code_switch, self._provider
        if provider is None:
            return
        work = service.enable(tool.id, provider=provider.id) if on else service.disable(tool.id)

        def done(_status: ToolStatus) -> None:
            self.switches[tool.id].set_on(on)
            if on:
                self._on[tool.id] = Node(tool.name, tool.logo)
            else:
                self._on.pop(tool.id, None)

        self._context.runner.run(work, owner=self, on_done=done, on_error=partial(self._failed, tool.name))

    def _failed(self, name: str, error: AmuxError) -> None:
        self._context.shell.toast("bad", tr("{name} was not changed", name=name), describe(error))

    # ------------------------------------------------------------------ examples

    def _make_token(self) -> None:
        provider, services = self._provider, self._context.services
        if provider is None:
            return
        self.token.set_busy(True)

        async def work() -> tuple[Snippet, ...]:
            names = {token.name for token in await services.tokens.list()}
            name = next(n for n in (provider.name, *(f"{provider.name} {i}" for i in range(2, 999))) if n not in names)
            created: CreatedToken = await services.tokens.create(ApiTokenDraft(name=name))
            return await services.proxies.snippets(self._proxy_id, services.base_url(), token=created.text)

        def show(snippets: tuple[Snippet, ...]) -> None:
            self.token.set_busy(False)
            self.token.setEnabled(False)
            self.token.set_text(tr("The token stands in the examples"))
            self._show_snippets(snippets)

        def failed(error: AmuxError) -> None:
            self.token.set_busy(False)
            self._failed(provider.name, error)

        self._context.runner.run(work(), owner=self, on_done=show, on_error=failed)

    def _show_snippets(self, snippets: tuple[Snippet, ...]) -> None:
        self._snippets = {snippet.id: snippet for snippet in snippets}
        self._show_snippet(self._chooser.key() or next(iter(_SHOWN)))

    def _show_snippet(self, key: str) -> None:
        snippet = self._snippets.get(key)
        if snippet is not None:
            self.code.set_title(_SHOWN[key])
            self.code.set_code(snippet.text, "python" if snippet.language == "python" else "shell")
