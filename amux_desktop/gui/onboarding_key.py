"""The first step: which service answers, and its key."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.models.providers import is_local
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import column_layout
from amux_desktop.gui.widgets.field import FieldBlock, SecretField, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.service_grid import FIRST_PRESETS, ServiceGrid, short_name

if TYPE_CHECKING:
    from amux_desktop.services.importing.service import Detected
    from amux_desktop.services.records import ProviderDraft

_FOUND = 3
_CUSTOM = "custom-openai"


class KeyStep(QWidget):
    """`draft` marks what is missing and returns None; a pasted key chooses the service it belongs to. Keys in environment
    variables are offered by the variable's name and never shown. `imported` after another tool's configuration was
    taken over instead."""

    submitted = Signal()
    imported = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._presets = {preset.id: preset for preset in context.services.presets.list()}
        self._preset = self._presets["anthropic"]
        column = column_layout(self, spacing=12)
        column.addWidget(centred(tr("Which account should answer?"), "h1"))
        column.addWidget(centred(tr("Pick a service and paste its API key. You can add more later."), "body", "text2"))
        column.addSpacing(6)
        column.addLayout(self._build_found())
        grid = ServiceGrid(self._presets, _CUSTOM, tr("Custom"))
        grid.chosen.connect(self._on_tile)
        self.tiles = grid.tiles
        column.addWidget(grid)
        self.url = TextField(tr("Base URL"), mono=True)
        self.url_block = FieldBlock(tr("Base URL"), self.url)
        self.key = SecretField(tr("API Key"))
        self.key.textChanged.connect(self._on_key)
        self.key.returnPressed.connect(self.submitted)
        self.url.returnPressed.connect(self.submitted)
        self._get_key = Button(tr("Get a key"), "link", trailing="external-link", size="sm")
        self._get_key.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._preset.key_url)))
        self.key_block = FieldBlock(tr("API Key"), self.key, hint=" ", beside=self._get_key)
        column.addSpacing(4)
        column.addWidget(self.url_block)
        column.addWidget(self.key_block)
        column.addStretch(1)
        self.choose("anthropic")
        context.runner.run(context.services.importers.detect(), owner=self, on_done=self._offer_import)

    def use_found(self, variable: str, key: str) -> None:
        """The key of a service that stands in an environment variable."""
        self.choose(key)
        self.key.clear()
        self._variable = variable
        bind(self.key.setPlaceholderText, tr("From {variable}", variable=variable))

    def choose(self, key: str) -> None:
        self._variable = ""
        bind(self.key.setPlaceholderText, "")
        self._preset = self._presets[key]
        self.tiles[key].setChecked(True)
        self.url.setText(self._preset.base_url)
        bind(self.url.setPlaceholderText, self._preset.base_url_hint or "")
        self.url_block.setVisible(key == _CUSTOM or not self._preset.base_url or is_local(self._preset.base_url))
        self._get_key.setVisible(bool(self._preset.key_url))
        self.url_block.set_error("")
        self.key_block.set_error("")
        host = QUrl(self._preset.base_url).host()
        sent = tr("Encrypted on this computer. Amux sends it only to {host}.", host=host)
        self.key_block.set_hint(sent if host else tr("Encrypted on this computer. Amux sends it only to this service."))

    def secret(self) -> str:
        """What was typed, else the value of the chosen environment variable."""
        return self.key.text().strip() or os.environ.get(self._variable, "").strip()

    def draft(self) -> ProviderDraft | None:
        url = self.url.text().strip()
        needs_key = self._preset.needs_key and not is_local(url)
        self.url_block.set_error("" if url else tr("Enter the address of the service"))
        self.key_block.set_error(tr("Enter a key") if needs_key and not self.secret() else "")
        if self.url_block.error() or self.key_block.error():
            return None
        providers = self._context.services.providers
        host = QUrl(url).host().removeprefix("www.").removeprefix("api.")
        name = host if host and self._preset.id == _CUSTOM and not is_local(url) else short_name(self._preset)
        return providers.draft_of_preset(self._preset, name=name, base_url=url)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_found(self) -> QGridLayout:
        """Buttons for keys in the environment; those for services without a tile are left to the form for providers."""
        self.found: dict[str, Button] = {}
        self._offers = QGridLayout()
        self._offers.setSpacing(8)
        for variable, preset in self._context.services.presets.keys_in(os.environ):
            if preset.id in (*FIRST_PRESETS, _CUSTOM) and len(self.found) < _FOUND:
                button = Button(tr("Use the key in {variable}", variable=variable), icon="key-round", size="sm")
                button.clicked.connect(partial(self.use_found, variable, preset.id))
                self.found[variable] = button
                self._offer(button)
        return self._offers

    def _offer(self, button: Button) -> None:
        place = self._offers.count()
        self._offers.addWidget(button, place // 2, place % 2)

    def _offer_import(self, detected: tuple[Detected, ...]) -> None:
        if not detected:
            return
        names = ", ".join(item.source.name for item in detected)
        button = Button(tr("Import from {tool}…", tool=names), icon="download", size="sm")
        button.clicked.connect(partial(self._on_import, detected))
        self._offer(button)

    def _on_import(self, detected: tuple[Detected, ...]) -> None:
        from amux_desktop.gui.dialogs.import_config import ImportConfigDialog

        dialog = ImportConfigDialog(self._context, detected)
        dialog.imported.connect(self.imported)
        dialog.open_in(self._context.shell.overlay_parent())

    def _on_tile(self, key: str) -> None:
        """What is to be typed next has the focus."""
        self.choose(key)
        field = self.key if self.url_block.isHidden() or self.url.text() else self.url
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_key(self, text: str) -> None:
        preset = self._context.services.presets.of_key(text.strip()) if len(text) > 12 else None
        if preset is not None and preset.id in self.tiles and self._preset.group == "vendor":
            self.choose(preset.id)


def centred(text: TextLike, role: str, token: str = "text") -> Label:
    """A heading in the middle of the column."""
    label = Label(text, role, token, wrap=True)  # type: ignore[arg-type]  # a role of the theme
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
