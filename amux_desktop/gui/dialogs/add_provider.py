"""Choose a service, paste its key, try it, add it."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import bind, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.providers import is_local
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.field import FieldBlock, SecretField, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.gui.widgets.service_grid import FIRST_PRESETS, ServiceGrid, short_name
from amux_desktop.services.probe import ProbeResult
from amux_desktop.services.records import NewProviderKey, Provider, ProviderDraft


class AddProviderDialog(Dialog):
    """`added` carries the new provider's id."""

    guarded = True

    added = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Add provider"), width=680, icon="boxes")
        self._context = context
        self._services = context.services.providers
        self._named = False
        self._presets = {preset.id: preset for preset in context.services.presets.list()}
        self._preset = self._presets["anthropic"]
        self.form.addWidget(Label(tr("Service"), "small_m"))
        self.form.setSpacing(8)
        grid = ServiceGrid(self._presets, "", tr("More"))
        grid.chosen.connect(self._choose)
        self.tiles = grid.tiles
        self.form.addWidget(grid)
        self.more = Select(tr("Service"), self._other_choices(), placeholder=tr("Choose a service"))
        self.more.picked.connect(self._choose)
        self.more.hide()
        self.form.addWidget(self.more)
        self.name = TextField(tr("Name"))
        self.name.textEdited.connect(self._on_named)
        self.url = TextField(tr("Base URL"), mono=True)
        self.key = SecretField(tr("API Key"))
        self.key.textChanged.connect(self._on_key)
        self._get_key = Button(tr("Get a key"), "link", trailing="external-link", size="sm")
        self._get_key.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._preset.key_url)))
        self.name_block = FieldBlock(tr("Name"), self.name)
        self.url_block = FieldBlock(tr("Base URL"), self.url)
        self.key_block = FieldBlock(
            tr("API Key"),
            self.key,
            hint=tr("Sealed with AES-256-GCM on this computer."),
            beside=self._get_key,
        )
        pair = row_layout(None, spacing=14)
        pair.addWidget(self.name_block, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.url_block, 1, Qt.AlignmentFlag.AlignTop)
        self.form.addSpacing(8)
        self.form.addLayout(pair)
        self.form.addSpacing(6)
        self.form.addWidget(self.key_block)
        self.test_button = Button(tr("Test"), icon="plug-zap")
        self.test_button.clicked.connect(self._on_test)
        self.result_line = ResultLine()
        self.left.addWidget(self.test_button)
        self.left.addWidget(self.result_line, 1)
        self.add_cancel()
        self.add_confirm = self.add_button(tr("Add provider"), "primary", self._on_add, default=True)
        self._choose("anthropic")

    def wishes_to_close(self) -> bool:
        return not self.add_confirm.is_busy() and super().wishes_to_close()

    def _other_choices(self) -> list[Choice]:
        return [Choice(p.id, p.name, p.id) for p in self._presets.values() if p.id not in FIRST_PRESETS]

    def _choose(self, key: str) -> None:
        """Fills the form from a preset; an empty key opens the list of further services."""
        other = key not in self.tiles or key == ""
        self.more.setVisible(other)
        self.tiles["" if other else key].setChecked(True)
        if key == "":
            key = self.more.key() or "custom-openai"
        if other:
            self.more.set_key(key)
        self._preset = self._presets[key]
        if not self._named:
            self.name.setText(short_name(self._preset))
        self.url.setText(self._preset.base_url)
        bind(self.url.setPlaceholderText, self._preset.base_url_hint or "")
        self._get_key.setVisible(bool(self._preset.key_url))
        self.key_block.set_error("")
        self.url_block.set_error("")
        self.result_line.hide()
        self.refit()

    def _on_named(self) -> None:
        self._named = True

    def _on_key(self, text: str) -> None:
        """A pasted key chooses the service it belongs to."""
        preset = self._context.services.presets.of_key(text.strip()) if len(text) > 12 else None
        if preset is not None and preset.id != self._preset.id and self._preset.group == "vendor":
            self._choose(preset.id)

    def _checked_draft(self) -> ProviderDraft | None:
        """The form as a draft; None when a field is missing, which is then marked."""
        name, url, key = (field.text().strip() for field in (self.name, self.url, self.key))
        needs_key = self._preset.needs_key and not is_local(url)
        self.name_block.set_error("" if name else tr("Enter a name"))
        self.url_block.set_error("" if url else tr("Enter the address of the service"))
        self.key_block.set_error(tr("Enter a key") if needs_key and not key else "")
        self.refit()
        if any(block.error() for block in (self.name_block, self.url_block, self.key_block)):
            return None
        return self._services.draft_of_preset(self._preset, name=name, base_url=url)

    def _on_test(self) -> None:
        draft = self._checked_draft()
        if draft is None:
            return
        self.test_button.set_busy(True, tr("Testing…"))
        self._context.runner.run(
            self._services.test_draft(draft, self.key.text().strip()),
            owner=self,
            on_done=self._show_result,
            on_error=self._show_error,
        )

    def _show_result(self, result: ProbeResult) -> None:
        self.test_button.set_busy(False)
        if result.ok:
            time = duration(result.duration_ms)
            self.result_line.show_result(
                True, tr("Connected in {time}, {model} answered", time=time, model=result.model)
            )
        else:
            self.result_line.show_result(False, result.message)

    def _show_error(self, error: AmuxError) -> None:
        self.test_button.set_busy(False)
        self.result_line.show_result(False, describe(error))

    def _on_add(self) -> None:
        draft = self._checked_draft()
        if draft is None:
            return
        self.add_confirm.set_busy(True, tr("Adding…"))
        key = self.key.text().strip()

        async def work() -> Provider:
            slug = await self._services.free_slug(draft.name)
            keys = [NewProviderKey(secret=key)] if key else []
            return await self._services.add(dataclasses.replace(draft, slug=slug), keys)

        def failed(error: AmuxError) -> None:
            self.add_confirm.set_busy(False)
            self.result_line.show_result(False, describe(error))

        self._context.runner.run(work(), owner=self, on_done=self._on_added, on_error=failed)

    def _on_added(self, provider: Provider) -> None:
        self.accept()
        self.added.emit(provider.id)
