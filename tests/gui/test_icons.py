"""Icons: none missing, none shipped unused; the app works without a single logo."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

import amux_desktop.gui
from amux_desktop.core.paths import resource_path
from amux_desktop.gui.application import Application
from amux_desktop.gui.icons import draw_logo, icon_pixmap

SHIPPED = {path.stem for path in resource_path("icons/lucide").glob("*.svg")}


def words_in_code() -> set[str]:
    """Every text literal of the window, with `icon:` cut off."""
    found = set()
    for path in Path(amux_desktop.gui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.removeprefix("icon:"))
    return found


def test_no_icon_is_shipped_unused() -> None:
    assert SHIPPED - words_in_code() == set()


def test_every_icon_can_be_drawn(qapp: Application) -> None:
    for name in SHIPPED:
        image = icon_pixmap(name, QColor("red"), 16, 1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name


def test_icons_are_sharp_at_two_hundred_percent(qapp: Application) -> None:
    pixmap = icon_pixmap("plus", QColor("red"), 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)


def test_missing_icon_is_an_error(qapp: Application) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        icon_pixmap("no-such-icon", QColor("red"), 16, 1.0)


def test_unknown_service_gets_its_first_letter(qapp: Application) -> None:
    def draw(label: str) -> object:
        pixmap = QPixmap(32, 32)
        pixmap.fill(QColor("white"))
        painter = QPainter(pixmap)
        draw_logo(painter, "no-such-logo", label, QRectF(0, 0, 32, 32))
        painter.end()
        return pixmap.toImage()

    assert draw("Home") != draw("Lab")
