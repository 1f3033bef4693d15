"""Shown before the first change of another program's files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.label import Label

if TYPE_CHECKING:
    from amux_desktop.services.code_files import FileDiff


class FileChangesDialog(Dialog):
    def __init__(
        self, title: TextLike, body: TextLike, verb: TextLike, files: Sequence[FileDiff], run: Callable[[], object]
    ) -> None:
        super().__init__(title, width=620, icon="square-terminal")
        self.form.addWidget(Label(body, "body", "text2", wrap=True))
        for file in files:
            name = Path(file.path).name
            shown = (
                tr("{file} (new)", file=name)
                if file.created
                else tr("{file} (removed)", file=name)
                if file.removed
                else name
            )
            box = CodeBox(shown, fit=True, max_lines=16)
            box.set_diff([(line[:1] or " ", line[1:]) for line in file.lines if not line.startswith("@@")])
            self.form.addWidget(box)
        self.add_cancel()
        self.add_button(verb, "primary", lambda: self._confirmed(run), default=True)

    def _confirmed(self, run: Callable[[], object]) -> None:
        self.accept()
        run()
