"""The QR code as a camera sees it: finder patterns, free room around, dark on light in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from amux_desktop.gui.widgets.qr_code import QrCode

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.application import Application

_SCALE, _QUIET = 4, 4
_FINDER = [True, False, True, True, True, False, True]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_camera_finds_it(qapp: Application, qtbot: QtBot, mode: str) -> None:
    qapp.theme.set_preference(mode)  # type: ignore[arg-type]  # one of the two
    code = QrCode("https://amber-fox-27.trycloudflare.com", "QR code")
    qtbot.addWidget(code)
    image = code.picture(_SCALE)

    def dark(x: int, y: int) -> bool:
        place = [(value + _QUIET) * _SCALE + 1 for value in (x, y)]
        return image.pixelColor(*place).lightness() < 128

    last = code.modules() - 1
    for x, y in ((0, 0), (last - 6, 0), (0, last - 6)):
        assert [dark(x + i, y + 3) for i in range(7)] == _FINDER
        assert all(dark(x + i, y) for i in range(7))
    around = [*range(-3, 0), *range(last + 1, last + 4)]
    assert not any(dark(x, y) or dark(y, x) for x in around for y in range(-3, last + 4))
