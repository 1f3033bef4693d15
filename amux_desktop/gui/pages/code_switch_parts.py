"""Parts of the Code Switch page: what conflicts, and the diff of a tool's files with the way back."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.formats import date_time, short_path
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import Icon

if TYPE_CHECKING:
    from amux_desktop.services.code_files import FileDiff
    from amux_desktop.services.code_status import ToolStatus

OVERRIDES: dict[str, Text] = {
    "variable": tr("{name} is set in the environment and wins over the file."),
    "managed": tr("{name} is set by your administrator in {place}."),
    "key": tr("{name} in {place} may be asked for a key."),
    "project": tr("{place} of a project wins over your own settings."),
    "login": tr("{name} in {place} wins."),
    "profile": tr("The profile {name} in {place} has an address of its own."),
}


class Conflicts(QWidget):
    """What would win over our keys, and keys that somebody else changed: each with its place."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card()
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("Conflicts"), tr("These decide as well as Amux, or instead of it.")))
        column.addWidget(self._card)

    def show_conflicts(self, status: ToolStatus) -> None:
        self._card.clear_rows()
        for override in status.overrides:
            text = OVERRIDES[override.code]
            values: dict[str, object] = {"name": override.name, "place": short_path(override.place)}
            self._card.add_row(_conflict(dataclasses.replace(text, values=values), ""))
        for item in status.conflicts:
            title = tr("{key} is gone from {file}", key=item.key, file=Path(item.file).name)
            if not item.gone:
                title = tr("{key} was changed in {file}", key=item.key, file=Path(item.file).name)
            detail = tr("Amux wrote {ours}", ours=item.ours)
            if not item.gone:
                detail = tr("Now {theirs}; Amux wrote {ours}", theirs=item.theirs, ours=item.ours)
            self._card.add_row(_conflict(title, detail))
        self.setVisible(bool(status.overrides or status.conflicts))


def _conflict(title: TextLike, detail: TextLike) -> QWidget:
    row = QWidget()
    line = row_layout(row, 14, 9, 14, 9, spacing=10)
    line.addWidget(Icon("triangle-alert", "warn_text"))
    texts = column_layout(None, spacing=2)
    texts.addWidget(Label(title, "body", wrap=True))
    if str(detail):
        texts.addWidget(ElidedLabel(detail, "mono_s", "text2"))
    line.addLayout(texts, 1)
    return row


class FileChanges(QWidget):
    """What is, or will be, different in each file, and the way back."""

    restore_requested = Signal()
    history_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[str, ...] = ()
        self.section = Section(tr("What changed in the file"))
        self._open = Button(tr("Open file"), "ghost", icon="external-link", size="sm")
        self._open.clicked.connect(self._on_open)
        self.section.add_control(self._open)
        self.code = CodeBox(fit=True, max_lines=18)
        self._history = ElidedLabel("", "small", "text2")
        self.history = Button(tr("Versions…"), "ghost", size="sm")
        self.history.clicked.connect(self.history_requested)
        self.restore = Button(tr("Restore original…"), "ghost", size="sm")
        self.restore.clicked.connect(self.restore_requested)
        column = column_layout(self, spacing=10)
        column.addWidget(self.section)
        column.addWidget(self.code)
        line = row_layout(None, spacing=8)
        line.addWidget(Icon("history", "text2"))
        line.addWidget(self._history, 1)
        line.addWidget(self.history)
        line.addWidget(self.restore)
        column.addLayout(line)

    def show_changes(self, status: ToolStatus, files: Sequence[FileDiff]) -> None:
        self._files = status.files
        title = tr("What changed in the file") if status.enabled else tr("What will change in the file")
        self.section.title.set_text(title)
        self.code.set_title(", ".join(Path(file.path).name for file in files) or _names(status.files))
        lines: list[tuple[str, str]] = []
        for file in files:
            if len(files) > 1:
                lines.append((" ", f"# {file.path}"))
            lines += marked(file)
        self.code.set_diff(lines or [(" ", str(tr("Nothing would change.")))])
        self._open.setVisible(any(Path(file).exists() for file in status.files))
        self.restore.setEnabled(status.enabled)
        self.history.setVisible(bool(status.versions))
        self._history.set_text(_history(status))

    def _on_open(self) -> None:
        found = next((file for file in self._files if Path(file).exists()), None)
        if found is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(found))


def marked(file: FileDiff) -> list[tuple[str, str]]:
    """Lines of a diff with their sign, for a code box."""
    return [(line[:1] or " ", line[1:]) for line in file.lines if not line.startswith("@@")]


def _history(status: ToolStatus) -> TextLike:
    if status.backed_up_ms is None:
        return tr("The file was never changed")
    return tr("Backed up {when}, %n version(s) kept", n=status.versions, when=date_time(status.backed_up_ms))


def _names(files: Sequence[str]) -> str:
    return ", ".join(Path(file).name for file in files)
