"""The sheet of components: the same picture after switching as after starting, and different in each theme."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtGui import QImage

from amux_desktop.gui.application import Application
from amux_desktop.gui.gallery import Gallery


def picture(app: Application, sheet: Gallery) -> QImage:
    app.processEvents()
    return sheet.grab().toImage()


def test_switching_back_and_forth_leaves_no_trace(qapp: Application) -> None:
    sheet = Gallery()
    sheet.show()
    light = picture(qapp, sheet)
    qapp.theme.set_preference("dark")
    dark = picture(qapp, sheet)
    fresh = Gallery()
    fresh.show()
    assert picture(qapp, fresh) == dark
    assert dark != light
    qapp.theme.set_preference("light")
    assert picture(qapp, sheet) == light


def test_text_size_scales_the_controls(qapp: Application) -> None:
    sheet = Gallery()
    sheet.show()
    qapp.processEvents()
    before = sheet.sizeHint()
    qapp.theme.set_scale(1.25)
    qapp.processEvents()
    after = sheet.sizeHint()
    assert after.height() > before.height()
    assert after.width() > before.width()
