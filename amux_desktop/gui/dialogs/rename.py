"""A new name for something."""

from __future__ import annotations

from collections.abc import Callable

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.widgets.field import FieldBlock, TextField


class RenameDialog(Dialog):
    def __init__(self, title: TextLike, name: str, rename: Callable[[str], object]) -> None:
        super().__init__(title, width=440)
        self._rename = rename
        self.field = TextField(tr("Name"))
        self.field.setText(name)
        self.field.selectAll()
        self._block = FieldBlock(tr("Name"), self.field)
        self.form.addWidget(self._block)
        self.add_cancel()
        self.add_button(tr("Rename"), "primary", self._on_rename, default=True)

    def _on_rename(self) -> None:
        name = self.field.text().strip()
        if not name:
            self._block.set_error(tr("Enter a name"))
            self.refit()
            return
        self.accept()
        self._rename(name)
