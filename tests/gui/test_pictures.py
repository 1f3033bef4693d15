"""What the window looks like, against small pictures of what was accepted: `UPDATE_PICTURES=1` accepts anew.

Small and with tolerance, so that another version of FreeType is no failure, but a lost colour, a moved column, a missing
font or an unpainted widget is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from amux_desktop.gui.gallery import Gallery
from amux_desktop.gui.main_window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.application import Application

FOLDER = Path(__file__).parent / "pictures"
WIDTH = 320
MOST_ON_AVERAGE, MOST_OF_ONE_TILE = 1.5, 14.0
"""Differences of grey levels and colours out of 255: of the whole picture, and of its worst tile of 16 x 16 pixels."""


def compare(name: str, picture: QImage) -> None:
    ratio = Qt.AspectRatioMode.IgnoreAspectRatio
    height = round(WIDTH * picture.height() / picture.width())
    small = picture.scaled(WIDTH, height, ratio, Qt.TransformationMode.SmoothTransformation)
    small = small.convertToFormat(QImage.Format.Format_RGB888)
    file = FOLDER / f"{name}.png"
    if os.environ.get("UPDATE_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        small.save(str(file))
        return
    accepted = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB888)
    assert accepted.size() == small.size(), file
    average, worst = difference(bytes(accepted.constBits()), bytes(small.constBits()), accepted.bytesPerLine())
    assert (average < MOST_ON_AVERAGE, worst < MOST_OF_ONE_TILE) == (True, True), f"{name}: {average:.2f}, {worst:.2f}"


def difference(old: bytes, new: bytes, line: int) -> tuple[float, float]:
    """The mean difference of all bytes, and of the tile where it is largest."""
    tiles: dict[tuple[int, int], list[int]] = {}
    for place, (a, b) in enumerate(zip(old, new, strict=True)):
        y, x = divmod(place, line)
        tiles.setdefault((y // 16, x // 48), []).append(abs(a - b))
    means = [sum(tile) / len(tile) for tile in tiles.values()]
    return sum(means) / len(means), max(means)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_components(qapp: Application, qtbot: QtBot, mode: str) -> None:
    qapp.theme.set_preference(mode)  # type: ignore[arg-type]  # one of the preferences
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show()
    compare(f"components-{mode}", gallery.grab().toImage())


SCENES: dict[str, Callable[[MainWindow], object]] = {
    "settings-appearance": lambda window: window.open_page("settings", "appearance"),
    "providers-empty": lambda window: window.open_page("providers"),
    "onboarding-key": lambda window: window.open_onboarding(),
}


@pytest.mark.parametrize("name", SCENES)
def test_scenes(window: MainWindow, qtbot: QtBot, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in [variable for variable in os.environ if variable.endswith("_API_KEY")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("HOME", str(tmp_path))
    SCENES[name](window)
    qtbot.waitUntil(lambda: window._runner.pending == 0)
    compare(name, window.grab().toImage())


def test_a_change_is_noticed(qapp: Application, qtbot: QtBot) -> None:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show()
    qapp.theme.set_scale(1.1)
    with pytest.raises(AssertionError, match="components-light"):
        compare("components-light", gallery.grab().toImage())
