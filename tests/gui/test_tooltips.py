"""Words of strangers are shown as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from amux_desktop.gui.models.tunnel_access import REQUEST, AccessTableModel
from amux_desktop.gui.tooltips import plain
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.proxy.tunnel_access import Access

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PATH = "/<img src=//host.example/share/a.png>&lt;b  c"


def shown(tooltip: str) -> str:
    document = QTextDocument()
    document.setHtml(tooltip)
    assert "<img" not in document.toHtml()
    return document.toPlainText()


def test_a_request_through_the_tunnel_writes_no_html_into_a_tooltip() -> None:
    model = AccessTableModel()
    access = Access(
        at_ms=0, status=404, method="GET", path=PATH, address="", country="", client="", token="", duration_ms=1,
        bytes_in=0, bytes_out=0,
    )  # fmt: skip
    model.set_rows((access,))
    assert shown(model.data(model.index(0, REQUEST), Qt.ItemDataRole.ToolTipRole)) == f"GET {PATH}"


def test_nor_does_a_text_that_is_cut(qtbot: QtBot) -> None:
    label = ElidedLabel(PATH)
    qtbot.addWidget(label)
    label.resize(20, 20)
    label.show()
    assert shown(label.toolTip()) == PATH


def test_what_is_no_html_stays_as_it_is() -> None:
    assert plain("gpt-5.2: 3 > 2") == "gpt-5.2: 3 > 2"
