"""Code boxes: large texts come in slices and whole, colours reach the last line, differences are marked in either theme."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock

from amux_desktop.gui.widgets.code_box import CodeBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def is_coloured(block: QTextBlock) -> bool:
    return bool(block.layout().formats())


def box_with(qtbot: QtBot, text: str) -> CodeBox:
    box = CodeBox("x")
    qtbot.addWidget(box)
    box.resize(500, 400)
    box.show()
    box.set_code(text)
    return box


@pytest.mark.parametrize("items", [3, 500])
def test_every_line_is_coloured_and_stays_so(qtbot: QtBot, items: int) -> None:
    text = json.dumps([{"number": number, "name": "x"} for number in range(items)], indent=1)
    box = box_with(qtbot, text)
    document = box.edit.document()
    qtbot.waitUntil(lambda: document.toPlainText() == text and is_coloured(document.lastBlock().previous()))
    assert is_coloured(document.firstBlock())
    qtbot.wait(20)
    assert is_coloured(document.firstBlock())


def test_a_long_line_is_broken_for_the_eye_but_copied_whole(qtbot: QtBot) -> None:
    text = "x" * 50_000
    box = box_with(qtbot, text)
    qtbot.waitUntil(lambda: box.edit.document().toPlainText().count("x") == 50_000)
    assert box.edit.blockCount() > 5
    assert box.text() == text
    assert box._copy.value == text


def test_another_text_while_the_first_still_comes(qtbot: QtBot) -> None:
    box = box_with(qtbot, "line\n" * 30_000)
    box.set_code("short")
    qtbot.wait(20)
    assert box.edit.toPlainText() == "short"


def test_lines_of_a_difference_are_marked(qtbot: QtBot) -> None:
    box = box_with(qtbot, "")
    box.set_diff([(" ", "a")] * 5000 + [("+", "b"), ("-", "c")])
    document = box.edit.document()

    def marked() -> list[int]:
        blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
        return [b.blockNumber() for b in blocks if b.blockFormat().background().style() != Qt.BrushStyle.NoBrush]

    qtbot.waitUntil(lambda: marked() == [5000, 5001])
    box.set_diff([(" ", "{"), ("+", '"a": 1'), (" ", "}")])
    qtbot.waitUntil(lambda: marked() == [1])
    coloured = [form.start for form in document.findBlockByNumber(1).layout().formats()]
    assert coloured == [2, 5, 7], "name, colon and number keep their colours under the mark"
    box.set_diff([(" ", "a"), (" ", "b")])
    assert document.firstBlock().blockFormat().background().style() == Qt.BrushStyle.NoBrush


def test_a_box_that_fits_counts_wrapped_lines(qtbot: QtBot) -> None:
    box = CodeBox("x", fit=True, max_lines=16)
    qtbot.addWidget(box)
    box.resize(300, 400)
    box.show()
    box.set_code("word " * 60)
    qtbot.waitUntil(lambda: box.sizeHint().height() > 100)
    box.setFixedHeight(box.sizeHint().height())
    qtbot.waitUntil(lambda: box.edit.verticalScrollBar().maximum() == 0)
