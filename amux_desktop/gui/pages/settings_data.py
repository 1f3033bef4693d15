"""The data as files: export and import, copies of the database, the folder, and the end of it all."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.export_data import ExportDataDialog
from amux_desktop.gui.dialogs.import_data import ImportDataDialog
from amux_desktop.gui.dialogs.reset_data import ResetDataDialog
from amux_desktop.gui.formats import bytes_size, date_time
from amux_desktop.gui.i18n import Text, bind, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext, Shell
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, column_layout
from amux_desktop.services.backups import Restored, restore

if TYPE_CHECKING:
    from amux_desktop.services.backups import BackupInfo
    from amux_desktop.services.status import Status

_SHOWN = 5
_KINDS: dict[str, Text] = {
    "automatic": tr("Made automatically"),
    "manual": tr("Made by you, kept"),
    "migration": tr("Made before an update"),
}


class DataSection(QWidget):
    """Above the rows of settings."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._all = False
        self._backups: tuple[BackupInfo, ...] = ()
        self.export = Button(tr("Export…"), icon="download")
        self.export.clicked.connect(lambda: ExportDataDialog(context).open_in(context.shell.overlay_parent()))
        self.take_over = Button(tr("Import…"), icon="folder-open")
        self.take_over.clicked.connect(self._on_import)
        files = Card()
        files.add_row(SettingRow(tr("Export to a file"), tr("Encrypted with a passphrase you choose"), self.export))
        files.add_row(
            SettingRow(tr("Import from a file"), tr("You see what changes before anything does"), self.take_over)
        )
        self.make = Button(tr("Back up now"), icon="history", size="sm")
        self.make.clicked.connect(self._on_make)
        copies = Section(
            tr("Copies of the database"), tr("In the folder backups. The keys in them open with this vault only.")
        )
        copies.add_control(self.make)
        self.card = Card()
        self.more = Button("", "link", size="sm")
        self.more.clicked.connect(self._on_more)
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("Configuration"), tr("Providers, keys, proxies, tokens and settings in one file.")))
        column.addWidget(files)
        column.addSpacing(10)
        column.addWidget(copies)
        column.addWidget(self.card)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def refresh(self) -> None:
        self._context.runner.run(self._context.services.backups.list(), owner=self, on_done=self._show)

    def _show(self, backups: tuple[BackupInfo, ...]) -> None:
        self._backups = backups
        self.card.clear_rows()
        for info in backups if self._all else backups[:_SHOWN]:
            button = Button(tr("Restore…"), size="sm")
            when = date_time(info.created_ms)
            bind(button.setAccessibleName, tr("Restore the copy of {date}", date=when))
            button.clicked.connect(partial(self._on_restore, info))
            what = tr("{kind}, {size}", kind=_KINDS[info.kind], size=bytes_size(info.size))
            self.card.add_row(SettingRow(when, what, button))
        if not backups:
            self.card.add_row(SettingRow(tr("None yet"), tr("The first one is made while Amux runs.")))
        self.more.setVisible(len(backups) > _SHOWN)
        self.more.set_text(tr("Show fewer") if self._all else tr("Show all %n", n=len(backups)))

    def _on_more(self) -> None:
        self._all = not self._all
        self._show(self._backups)

    def _on_make(self) -> None:
        self.make.set_busy(True, tr("Copying…"))

        def done(info: BackupInfo) -> None:
            self.make.set_busy(False)
            self._context.shell.toast("ok", tr("A copy was made"), info.name)
            self.refresh()

        def failed(error: AmuxError) -> None:
            self.make.set_busy(False)
            self._failed(error)

        self._context.runner.run(self._context.services.backups.create(), owner=self, on_done=done, on_error=failed)

    def _on_restore(self, info: BackupInfo) -> None:
        shell, paths = self._context.shell, self._context.services.paths
        ConfirmDialog(
            tr("Go back to {date}?", date=date_time(info.created_ms)),
            tr(
                "Everything changed since then is gone from Amux: providers, proxies, tokens, logs. The database of now "
                "is kept in the folder quarantine. The proxy stops for a moment."
            ),
            tr("Restore"),
            lambda: shell.reopen(partial(restore, paths, info.name), _tell_restored),
        ).open_in(shell.overlay_parent())

    def _on_import(self) -> None:
        dialog = QFileDialog(self, str(tr("Import from a file")), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.import_from(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def import_from(self, path: Path) -> None:
        ImportDataDialog(self._context, path).open_in(self._context.shell.overlay_parent())

    def _failed(self, error: AmuxError) -> None:
        self._context.shell.toast("bad", tr("That did not work"), describe(error))


class DataEnd(QWidget):
    """Below the rows of settings: the folder, and deleting everything."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        home = str(context.services.paths.home)
        self._database = SettingRow(tr("Database in use"), "")
        opened = Button(tr("Open folder"), icon="folder-open")
        opened.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(home)))
        copied = IconButton("copy", tr("Copy the path"), variant="secondary")
        copied.clicked.connect(lambda: QGuiApplication.clipboard().setText(home))
        folder = SettingRow(tr("Data folder"), home, opened)
        folder.row.addWidget(copied, 0, Qt.AlignmentFlag.AlignVCenter)
        place = Card()
        place.add_row(folder)
        place.add_row(self._database)
        self.delete = Button(tr("Delete…"), "danger_secondary")
        self.delete.clicked.connect(lambda: ResetDataDialog(context).open_in(context.shell.overlay_parent()))
        danger = Card()
        danger.add_row(
            SettingRow(tr("Delete all data"), tr("Coding tools get their own settings back first"), self.delete)
        )
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("Where the data is")))
        column.addWidget(place)
        column.addSpacing(10)
        column.addWidget(Section(tr("No way back")))
        column.addWidget(danger)
        context.runner.run(context.services.status.get(), owner=self, on_done=self._show)

    def _show(self, status: Status) -> None:
        size = bytes_size(status.database_bytes)
        self._database.set_description(tr("{path}, {size}", path=status.database, size=size))


def _tell_restored(shell: Shell, done: Restored) -> None:
    """In the window that opened on the restored data."""
    if done.locked:
        text = tr("The stored keys cannot be opened. Look at Settings, Security.")
        shell.toast("warn", tr("Restored {name}", name=done.name), text)
    elif done.lost:
        names = ", ".join(done.lost)
        text = tr("The vault's key was changed since. Enter the keys of these again: {names}.", names=names)
        shell.toast("warn", tr("Restored {name}", name=done.name), text)
    else:
        shell.toast("ok", tr("Restored {name}", name=done.name))
