"""Take over a configuration that Amux exported: the passphrase, a look at what changes, then all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.dialogs.change_list import ChangeList
from amux_desktop.gui.dialogs.conflict_choice import ConflictChoice, useful
from amux_desktop.gui.formats import date_time
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.field import FieldBlock, SecretField
from amux_desktop.gui.widgets.label import Label

if TYPE_CHECKING:
    from amux_desktop.services.transfer import Imported


class ImportDataDialog(Dialog):
    """First the passphrase and "Show what changes"; then the list, where the button imports."""

    def __init__(self, context: PageContext, file: Path) -> None:
        super().__init__(tr("Import {name}", name=file.name), width=620, icon="folder-open")
        self._context = context
        self._file = file
        self._passphrase = ""
        self.passphrase = SecretField(tr("Passphrase of the file"))
        self.block = FieldBlock(tr("Passphrase of the file"), self.passphrase)
        self.passphrase.textEdited.connect(lambda _text: self._forget())
        self.form.addWidget(self.block)
        self.conflict = ConflictChoice()
        self.conflict.chosen.connect(lambda _key: self._on_mode())
        self.form.addLayout(self.conflict.line())
        self.problem = Banner()
        self.problem.hide()
        self.summary = Label("", "small", "text2", wrap=True)
        self.summary.hide()
        self.changes = ChangeList()
        for widget in (self.problem, self.summary, self.changes):
            self.form.addWidget(widget)
        self.add_cancel()
        self.confirm = self.add_button(tr("Show what changes"), "primary", self._on_confirm, default=True)

    def wishes_to_close(self) -> bool:
        return not self.confirm.is_busy()

    def _on_mode(self) -> None:
        if self._passphrase:
            self._look()

    def _forget(self) -> None:
        """Another passphrase: what was shown does not count any more."""
        self._passphrase = ""
        self.block.set_error("")
        self.summary.hide()
        self.changes.show_changes(())
        self.confirm.set_text(tr("Show what changes"))
        self.confirm.setEnabled(True)
        self.refit()

    def _on_confirm(self) -> None:
        if not self.passphrase.text():
            self.block.set_error(tr("Enter a passphrase"))
            self.refit()
        elif self._passphrase:
            self.confirm.set_busy(True, tr("Importing…"))
            work = self._context.services.transfer.import_file(self._file, self._passphrase, self.conflict.mode())
            self._context.runner.run(work, owner=self, on_done=self._on_imported, on_error=self._on_failed)
        else:
            self._look()

    def _look(self) -> None:
        self.problem.hide()
        self.confirm.set_busy(True, tr("Reading…"))
        passphrase = self.passphrase.text()

        def show(found: Imported) -> None:
            self._passphrase = passphrase
            self._show(found)

        work = self._context.services.transfer.preview(self._file, passphrase, self.conflict.mode())
        self._context.runner.run(work, owner=self, on_done=show, on_error=self._on_failed)

    def _show(self, found: Imported) -> None:
        self.confirm.set_busy(False)
        self.confirm.set_text(tr("Import"))
        count = useful(found.counts)
        self.confirm.setEnabled(count > 0)
        when = date_time(found.created_ms)
        self.summary.set_text(
            tr("Written by Amux {version} on {date}.", version=found.app, date=when)
            if count
            else tr("Everything is here already.")
        )
        self.summary.show()
        self.changes.show_changes([change for change in found.changes if change.action != "unchanged"])
        self.refit()

    def _on_imported(self, done: Imported) -> None:
        self.confirm.set_busy(False)
        self.accept()
        self._context.shell.toast("ok", tr("%n thing(s) imported", n=useful(done.counts)), self._file.name)

    def _on_failed(self, error: AmuxError) -> None:
        self.confirm.set_busy(False)
        if error.code == "passphrase_wrong":
            self.block.set_error(describe(error))
        else:
            self.problem.show_text("bad", tr("Nothing was changed"), describe(error))
            self.problem.show()
            self.problem.announce()
        self.refit()
