"""Write the configuration to a file that only a passphrase opens."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.dialogs.passphrase import PassphraseFields
from amux_desktop.gui.formats import bytes_size
from amux_desktop.gui.i18n import Text, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.card import Card, row_layout
from amux_desktop.gui.widgets.check import CheckBox
from amux_desktop.gui.widgets.label import Label
from amux_desktop.services.transfer import SECTIONS, USUAL

if TYPE_CHECKING:
    from amux_desktop.services.transfer import Exported

SECTION_NAMES: dict[str, Text] = {
    "providers": tr("Providers with their API keys"),
    "proxies": tr("Proxies"),
    "tokens": tr("Tokens (as fingerprints; apps keep working)"),
    "settings": tr("Settings"),
    "code": tr("Code Switch: providers and mappings"),
    "accounts": tr("OAuth accounts"),
    "chats": tr("Conversations"),
}


class ExportDataDialog(Dialog):
    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Export to a file"), width=520, icon="download")
        self._context = context
        note = tr("The file holds your keys, encrypted with the passphrase. Request logs are not in it.")
        self.form.addWidget(Label(note, "body", "text2", wrap=True))
        self.boxes: dict[str, CheckBox] = {}
        card = Card()
        for section in SECTIONS:
            box = CheckBox(SECTION_NAMES[section])
            box.setChecked(section in USUAL)
            self.boxes[section] = box
            row = QWidget()
            row_layout(row, 14, 5, 14, 5).addWidget(box)
            card.add_row(row)
        self.form.addWidget(card)
        self.fields = PassphraseFields(is_new=True)
        self.form.addLayout(self.fields.column)
        self.result_line = ResultLine()
        self.left.addWidget(self.result_line, 1)
        self.add_cancel()
        self.confirm = self.add_button(tr("Export…"), "primary", self._on_confirm, default=True)

    def wishes_to_close(self) -> bool:
        return not self.confirm.is_busy()

    def _on_confirm(self) -> None:
        """Asks where to, once the passphrase can be used."""
        usable = self.fields.text() is not None
        self.refit()
        if not any(box.isChecked() for box in self.boxes.values()):
            self.result_line.show_result(False, tr("Choose what to export"))
            return
        if not usable:
            return
        name = time.strftime("amux-%Y-%m-%d.amux")
        dialog = QFileDialog(self, str(tr("Export to a file")), str(Path.home() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def export_to(self, path: Path) -> None:
        passphrase = self.fields.text()
        if passphrase is None:
            return
        self.confirm.set_busy(True, tr("Exporting…"))
        sections = tuple(section for section in SECTIONS if self.boxes[section].isChecked())
        work = self._context.services.transfer.export(path, passphrase, sections)
        self._context.runner.run(work, owner=self, on_done=self._on_done, on_error=self._on_failed)

    def _on_done(self, done: Exported) -> None:
        self.confirm.set_busy(False)
        self.accept()
        where = tr("{path}, {size}", path=str(done.path), size=bytes_size(done.size))
        self._context.shell.toast("ok", tr("Exported"), where)

    def _on_failed(self, error: AmuxError) -> None:
        self.confirm.set_busy(False)
        self.result_line.show_result(False, describe(error))
