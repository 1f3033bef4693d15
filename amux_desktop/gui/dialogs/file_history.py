"""Kept texts of a tool's files: look at what one would change, and put it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.formats import bytes_size, date_time
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.pages.code_switch_parts import marked
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.field import FieldBlock
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.select import Choice, Select

if TYPE_CHECKING:
    from amux_desktop.services.code_files import FileDiff
    from amux_desktop.services.code_status import ToolStatus
    from amux_desktop.services.records import CodeBackup

_REASONS: dict[str, Text] = {
    "original": tr("your text before Amux changed it"),
    "before restoring": tr("your text when Amux was switched off"),
    "before a version": tr("your text before a version was put back"),
}


class FileHistoryDialog(Dialog):
    """`done` is called after a version was put back."""

    def __init__(self, context: PageContext, status: ToolStatus, done: Callable[[], object]) -> None:
        super().__init__(tr("Versions of the settings of {tool}", tool=status.name), width=640, icon="history")
        self._context, self._status, self._done = context, status, done
        text = tr(
            "Every text that was there before a change is kept, sealed. Putting one back keeps the present one too."
        )
        if status.enabled:
            text = tr(
                "Every text that was there before a change is kept, sealed. After putting one back, {tool} still goes "
                "through Amux.",
                tool=status.name,
            )
        self.form.addWidget(Label(text, "body", "text2", wrap=True))
        self.versions = Select(tr("Version"))
        self.versions.picked.connect(lambda _key: self._look())
        self.form.addWidget(FieldBlock(tr("Version"), self.versions))
        self.code = CodeBox("", fit=True, max_lines=16)
        self.form.addWidget(self.code)
        self._problem = Banner()
        self._problem.hide()
        self.form.addWidget(self._problem)
        self.add_cancel()
        self.restore = self.add_button(tr("Put this version back"), "primary", self._on_restore, default=True)
        self.restore.setEnabled(False)
        work = context.services.code_switch.versions(status.id)
        context.runner.run(work, owner=self, on_done=self._listed, on_error=self._failed)

    def _listed(self, versions: tuple[CodeBackup, ...]) -> None:
        self.versions.set_choices([Choice(item.id, _title(item)) for item in versions])
        if versions:
            self._look()

    def _look(self) -> None:
        self.restore.setEnabled(False)
        work = self._context.services.code_switch.preview_version(self._status.id, self.versions.key())
        self._context.runner.run(work, owner=self, on_done=self._looked, on_error=self._failed)

    def _looked(self, change: FileDiff) -> None:
        self._problem.hide()
        name = Path(change.path).name
        self.code.set_title(tr("{file} (removed)", file=name) if change.removed else name)
        same = not change.lines and not change.removed and not change.created
        self.code.set_diff(marked(change) or [(" ", str(tr("This is the text that is there now.")))])
        self.restore.setEnabled(not same)
        self.refit()

    def _on_restore(self) -> None:
        self.restore.set_busy(True)
        work = self._context.services.code_switch.restore_version(self._status.id, self.versions.key())
        self._context.runner.run(work, owner=self, on_done=lambda _status: self._restored(), on_error=self._failed)

    def _restored(self) -> None:
        self.accept()
        self._context.shell.toast("ok", tr("The version is back in its place"))
        self._done()

    def _failed(self, error: AmuxError) -> None:
        self.restore.set_busy(False)
        self._problem.show_text("bad", tr("That did not work"), describe(error))
        self._problem.show()
        self._problem.announce()
        self.refit()


def _title(item: CodeBackup) -> TextLike:
    return tr(
        "{when} · {file} · {why} ({size})",
        when=date_time(item.created_ms),
        file=Path(item.file).name,
        why=_REASONS.get(item.reason, item.reason),
        size=bytes_size(item.size),
    )
