"""System prompt and parameters of one chat, with presets to choose from and to make."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.dialogs.rename import RenameDialog
from amux_desktop.gui.i18n import Text, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import SettingRow, row_layout
from amux_desktop.gui.widgets.field import FieldBlock, TextField
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.gui.widgets.text_area import TextArea
from amux_desktop.services.records import ChatPreset

_BUILT_IN: dict[str, Text] = {
    "builtin:concise": tr("Concise"),
    "builtin:engineer": tr("Software engineer"),
    "builtin:translator": tr("Translator"),
    "builtin:editor": tr("Editor"),
}
Save = Callable[[str, Mapping[str, Any]], None]


class ChatOptionsDialog(Dialog):
    """`save` gets the system prompt and the parameters that differ from the model's own."""

    guarded = True

    def __init__(self, context: PageContext, system_prompt: str, options: Mapping[str, Any], save: Save) -> None:
        super().__init__(tr("System prompt and parameters"), width=560, icon="sliders-horizontal")
        self._context = context
        self._save = save
        self._tools = options.get("tools") is True
        self._presets: tuple[ChatPreset, ...] = ()
        self.preset = Select(tr("Preset"), placeholder=tr("Choose a preset"))
        self.preset.picked.connect(self._on_preset)
        self.keep = Button(tr("Save as preset…"), size="md")
        self.keep.clicked.connect(self._on_keep)
        self.update_button = IconButton("pencil", tr("Store the text in this preset"), size="md")
        self.update_button.clicked.connect(self._on_update)
        self.remove = IconButton("trash-2", tr("Delete this preset"), size="md")
        self.remove.clicked.connect(self._on_remove)
        line = row_layout(None, spacing=8)
        line.addWidget(self.preset, 1)
        line.addWidget(self.update_button)
        line.addWidget(self.remove)
        line.addWidget(self.keep)
        self.form.addLayout(line)
        self.prompt = TextArea(
            tr("System prompt"), placeholder=tr("For example: You answer as a patient teacher."), lines=6
        )
        self.prompt.set_text(system_prompt)
        self.form.addWidget(FieldBlock(tr("System prompt"), self.prompt, optional=True))
        self.temperature = TextField(tr("Temperature"), placeholder=tr("Model default"))
        self.most = TextField(tr("Longest answer"), placeholder=tr("Model default"))
        self.temperature_block = FieldBlock(
            tr("Temperature"), self.temperature, hint=tr("0 is the most predictable, 2 the most varied")
        )
        self.most_block = FieldBlock(tr("Longest answer"), self.most, hint=tr("In tokens"))
        pair = row_layout(None, spacing=12)
        pair.addWidget(self.temperature_block, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.most_block, 1, Qt.AlignmentFlag.AlignTop)
        self.form.addLayout(pair)
        self.effort = Segmented(
            tr("Reasoning"),
            [
                Option("", tr("Model default")),
                Option("none", tr("Off", "reasoning")),
                Option("low", tr("Low")),
                Option("medium", tr("Medium")),
                Option("high", tr("High")),
            ],
        )
        self.form.addWidget(FieldBlock(tr("Reasoning"), self.effort))
        self.stream = Switch(tr("Show the answer while it is written"))
        row = SettingRow(tr("Show the answer while it is written"), "", self.stream)
        row.row.setContentsMargins(0, 0, 0, 0)
        self.form.addWidget(row)
        self._fill(options)
        self.result_line = ResultLine()
        self.left.addWidget(self.result_line, 1)
        self.add_cancel()
        self.confirm = self.add_button(tr("Apply"), "primary", self._on_apply, default=True)
        self._load_presets("")

    # ------------------------------------------------------------------ presets

    def _load_presets(self, chosen: str) -> None:
        def show(presets: tuple[ChatPreset, ...]) -> None:
            self._presets = presets
            self.preset.set_choices([Choice(item.id, _BUILT_IN.get(item.id, item.name)) for item in presets])
            self.preset.set_key(chosen)
            self._show_buttons()

        self._context.runner.run(self._context.services.chat.presets(), owner=self, on_done=show)

    def _chosen(self) -> ChatPreset | None:
        return next((item for item in self._presets if item.id == self.preset.key()), None)

    def _show_buttons(self) -> None:
        preset = self._chosen()
        own = preset is not None and not preset.id.startswith("builtin:")
        self.remove.setVisible(own)
        self.update_button.setVisible(own)

    def _on_preset(self, _key: str) -> None:
        preset = self._chosen()
        if preset is not None:
            self.prompt.set_text(preset.system_prompt)
            self._fill(preset.options)
        self._show_buttons()

    def _on_keep(self) -> None:
        dialog = RenameDialog(tr("Save as preset"), "", self._keep_as)
        dialog.open_in(self._context.shell.overlay_parent())

    def _keep_as(self, name: str) -> None:
        options = self._options()
        if options is not None:
            self._store(ChatPreset(id="", name=name, system_prompt=self.prompt.text().strip(), options=options))

    def _on_update(self) -> None:
        preset, options = self._chosen(), self._options()
        if preset is not None and options is not None:
            self._store(dataclasses.replace(preset, system_prompt=self.prompt.text().strip(), options=options))

    def _store(self, preset: ChatPreset) -> None:
        def stored(saved: ChatPreset) -> None:
            self.result_line.show_result(True, tr("{name} was saved", name=saved.name))
            self._load_presets(saved.id)

        work = self._context.services.chat.save_preset(preset)
        self._context.runner.run(work, owner=self, on_done=stored, on_error=self._failed)

    def _on_remove(self) -> None:
        preset = self._chosen()
        if preset is not None:
            work = self._context.services.chat.remove_preset(preset.id)
            self._context.runner.run(work, owner=self, on_done=lambda _n: self._load_presets(""), on_error=self._failed)

    def _failed(self, error: AmuxError) -> None:
        self.result_line.show_result(False, describe(error))

    # ------------------------------------------------------------------ parameters

    def _fill(self, options: Mapping[str, Any]) -> None:
        temperature, most = options.get("temperature"), options.get("max_tokens")
        self.temperature.setText("" if temperature is None else f"{temperature:g}")
        self.most.setText("" if most is None else str(most))
        self.effort.set_key(str(options.get("effort") or ""))
        self.stream.set_on(options.get("stream") is not False)

    def _options(self) -> dict[str, Any] | None:
        """What the form says; None when something cannot be used, which is then marked."""
        found: dict[str, Any] = {"tools": True} if self._tools else {}
        text = self.temperature.text().strip().replace(",", ".")
        self.temperature_block.set_error("")
        self.most_block.set_error("")
        if text:
            try:
                found["temperature"] = float(text)
            except ValueError:
                found["temperature"] = -1.0
            if not 0 <= found["temperature"] <= 2:
                self.temperature_block.set_error(tr("Enter a number from 0 to 2"))
        most = self.most.text().strip()
        if most:
            if most.isdecimal() and 1 <= int(most) <= 10_000_000:
                found["max_tokens"] = int(most)
            else:
                self.most_block.set_error(tr("Enter a whole number"))
        self.refit()
        if self.temperature_block.error() or self.most_block.error():
            return None
        if self.effort.key():
            found["effort"] = self.effort.key()
        if not self.stream.isChecked():
            found["stream"] = False
        return found

    def _on_apply(self) -> None:
        options = self._options()
        if options is not None:
            self.accept()
            self._save(self.prompt.text().strip(), options)
