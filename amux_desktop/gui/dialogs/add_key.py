"""A further key for a provider."""

from __future__ import annotations

from collections.abc import Callable

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.widgets.field import FieldBlock, SecretField, TextField


class AddKeyDialog(Dialog):
    def __init__(self, add: Callable[[str, str], object]) -> None:
        super().__init__(tr("Add a key"), width=480, icon="key-round")
        self._add = add
        self.secret = SecretField(tr("API Key"), placeholder=tr("Paste a key"))
        self._block = FieldBlock(tr("API Key"), self.secret, hint=tr("Sealed on this computer"))
        self.label = TextField(tr("Label"), placeholder=tr("For example work"))
        self.form.addWidget(self._block)
        self.form.addWidget(FieldBlock(tr("Label"), self.label, optional=True))
        self.add_cancel()
        self.add_button(tr("Add key"), "primary", self._on_add, default=True)

    def _on_add(self) -> None:
        secret = self.secret.text().strip()
        if not secret:
            self._block.set_error(tr("Enter a key"))
            self.refit()
            return
        self.accept()
        self._add(secret, self.label.text().strip())
