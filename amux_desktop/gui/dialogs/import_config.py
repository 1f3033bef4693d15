"""Take over the configuration of another gateway: choose it, look at what will come of it, import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.dialogs.change_list import ChangeList
from amux_desktop.gui.dialogs.conflict_choice import ConflictChoice, useful
from amux_desktop.gui.i18n import Text, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.field import FieldBlock
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.importing.service import SOURCES, Detected, TakenOver


class ImportConfigDialog(Dialog):
    """`imported` after something was taken over. `detected` is what `services.importers.detect()` found; the first of
    them is looked at straight away."""

    imported = Signal()

    def __init__(self, context: PageContext, detected: Sequence[Detected] = ()) -> None:
        super().__init__(tr("Import from another tool"), width=660, icon="download")
        self._context = context
        self._importers = context.services.importers
        self._files = {item.source.id: item.path for item in detected}
        self._asked = 0
        self.tool = Select(tr("Tool"), self._choices())
        self.tool.picked.connect(lambda _key: self._look())
        self.path = ElidedLabel("", "small", "text2", Qt.TextElideMode.ElideMiddle)
        choose = Button(tr("Choose a file…"), icon="folder-open")
        choose.clicked.connect(self._on_choose)
        row = row_layout(None, spacing=8)
        row.addWidget(FieldBlock(tr("Tool"), self.tool), 1)
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.form.addLayout(row)
        self.form.addWidget(self.path)
        self.conflict = ConflictChoice()
        self.conflict.chosen.connect(lambda _key: self._look())
        self.form.addLayout(self.conflict.line())
        self.problem = Banner()
        self.problem.hide()
        self.form.addWidget(self.problem)
        self.summary = Label("", "small", "text2", wrap=True)
        self.form.addWidget(self.summary)
        self.changes = ChangeList()
        self.form.addWidget(self.changes)
        self.add_cancel()
        self.confirm = self.add_button(tr("Import"), "primary", self._on_import, default=True)
        first = detected[0].source.id if detected else SOURCES[0].id
        self.tool.set_key(first)
        self._look()

    def wishes_to_close(self) -> bool:
        return not self.confirm.is_busy()

    def _choices(self) -> list[Choice]:
        return [
            Choice(source.id, source.name, note=tr("found") if source.id in self._files else "") for source in SOURCES
        ]

    def _on_choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, str(tr("Configuration to import")), str(Path.home()))
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Another file than the usual one of the chosen tool."""
        for source in SOURCES:
            if source.id == self.tool.key():
                self._files[source.id] = path
        self._look()

    def _file(self) -> Path | None:
        return next((path for key, path in self._files.items() if key == self.tool.key()), None)

    def _look(self) -> None:
        """Shows what would change; only the latest answer counts."""
        self._asked += 1
        asked, file = self._asked, self._file()
        self.confirm.setEnabled(False)
        self.path.set_text(str(file) if file else tr("Not found at its usual place. Choose its file."))
        self.changes.show_changes(())
        self.problem.hide()
        self.summary.set_text("")
        self.refit()
        if file is None:
            return

        def show(found: TakenOver) -> None:
            if asked == self._asked:
                self._show(found)

        def failed(error: AmuxError) -> None:
            if asked == self._asked:
                self._show_problem(error)

        work = self._importers.preview(self.tool.key(), file, self.conflict.mode())
        self._context.runner.run(work, owner=self, on_done=show, on_error=failed)

    def _show(self, found: TakenOver) -> None:
        self.changes.show_changes(found.changes, found.left_out)
        count = useful(found.counts)
        self.summary.set_text(_summary(found, count))
        self.confirm.setEnabled(count > 0)
        self.refit()

    def _show_problem(self, error: AmuxError) -> None:
        self.problem.show_text("bad", tr("Nothing was changed"), describe(error))
        self.problem.show()
        self.problem.announce()
        self.refit()

    def _on_import(self) -> None:
        self.confirm.set_busy(True, tr("Importing…"))
        work = self._importers.take_over(self.tool.key(), self._file(), self.conflict.mode())
        self._context.runner.run(work, owner=self, on_done=self._on_imported, on_error=self._on_failed)

    def _on_imported(self, done: TakenOver) -> None:
        self.confirm.set_busy(False)
        self.accept()
        self._context.shell.toast(
            "ok", tr("%n thing(s) imported", n=useful(done.counts)), tr("From {tool}", tool=done.source.name)
        )
        self.imported.emit()

    def _on_failed(self, error: AmuxError) -> None:
        self.confirm.set_busy(False)
        self._show_problem(error)


def _summary(found: TakenOver, count: int) -> Text:
    if not found.changes:
        return tr("There is nothing in it that Amux can use.")
    if not count:
        return tr("Everything is here already.")
    return tr("%n API key(s) found. Their values are sealed on this computer and never shown.", n=found.keys)
