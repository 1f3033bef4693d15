"""A change of a file by another program is noticed once, and only while it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtCore", exc_type=ImportError)

from PySide6.QtCore import QObject

from amux_desktop.gui.file_watch import FileWatch

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_several_changes_are_told_once_and_again_after_the_file_was_replaced(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    watch = FileWatch(20, owner)
    file = tmp_path / "settings.json"
    file.write_text("{}")
    watch.watch([str(file), str(tmp_path), ""])
    told: list[int] = []
    watch.changed.connect(lambda: told.append(1))
    with qtbot.waitSignal(watch.changed):
        for number in range(5):
            file.write_text(f'{{"a": {number}}}')
    assert told == [1]
    with qtbot.waitSignal(watch.changed):
        (tmp_path / "new").write_text("{}")
        (tmp_path / "new").replace(file)


def test_what_is_not_asked_for_any_more_is_not_told(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    watch = FileWatch(0, owner)
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    watch.watch([str(old)])
    watch.watch([str(new)])
    told: list[int] = []
    watch.changed.connect(lambda: told.append(1))
    (old / "file").touch()
    with qtbot.waitSignal(watch.changed):
        (new / "file").touch()
    assert told == [1]
    with qtbot.assertNotEmitted(watch.changed):
        watch.touch()
        watch.stop()
