"""Cutting Markdown into blocks: the same however it arrives, nothing lost, nothing too large."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.gui.markdown_blocks import LAST_LIMIT, BlockSplitter, split

LINES = st.lists(
    st.sampled_from(
        ["", "text", "- item", "  more", "```", "```python", "~~~", "| a |", "# head", "`code`", "    x = 1", "````"]
    )
    | st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12),
    max_size=30,
)


@given(lines=LINES, cuts=st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_blocks_do_not_depend_on_how_the_text_arrives(lines: list[str], cuts: list[int]) -> None:
    text = "\n".join(lines)
    pieces = BlockSplitter()
    place = number = 0
    while place < len(text):
        step = cuts[number % len(cuts)]
        pieces.feed(text[place : place + step])
        place, number = place + step, number + 1
    pieces.finish()
    whole = split(text)
    assert [(block.kind, block.language, block.text) for block in pieces.blocks] == [
        (block.kind, block.language, block.text) for block in whole
    ]
    assert not any(block.open for block in pieces.blocks)


@given(LINES)
def test_nothing_is_lost_but_fences_and_blank_lines(lines: list[str]) -> None:
    text = "\n".join(line.replace("`", "").replace("~", "") for line in lines)
    said = "".join("".join(block.text for block in split(text)).split())
    assert said == "".join(text.split())


def test_code_keeps_its_language_and_loses_the_indent_of_its_list() -> None:
    prose, code, end = split("1. Do:\n   ```Python title=x\n   a\n     b\n   ```\n2. Done")
    assert (code.kind, code.language, code.text) == ("code", "python", "a\n  b")
    assert (prose.text.strip(), end.text.strip()) == ("1. Do:", "2. Done")


def test_a_longer_fence_holds_a_shorter_one() -> None:
    (code,) = split("````md\n```\nx\n```\n````")
    assert code.text == "```\nx\n```"


def test_the_beginning_of_a_fence_is_not_shown_as_text() -> None:
    splitter = BlockSplitter()
    splitter.feed("Text\n``")
    assert [block.text for block in splitter.blocks] == ["Text\n"]
    splitter.feed("`py\nx")
    assert [(block.kind, block.text) for block in splitter.blocks] == [("prose", "Text\n"), ("code", "x")]


@pytest.mark.parametrize(
    "text",
    ["| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 3000, "word " * 20_000, "x" * 100_000, "- a\n" + "  more\n" * 15_000],
)
def test_no_block_of_prose_grows_without_end(text: str) -> None:
    blocks = split(text)
    assert max(len(block.text) for block in blocks) <= LAST_LIMIT + 100
    if text.startswith("|"):
        assert all(block.text.startswith("| a | b |\n|---|---|\n") for block in blocks), "each part has the head"
