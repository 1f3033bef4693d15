"""Cutting a JSON array into its elements."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import convert, sse
from bridge.formats.gemini.json_array import ArrayDecoder, Decoder

ELEMENTS = st.lists(
    st.dictionaries(st.text(max_size=3), st.text(alphabet='ab"\\{}[],', max_size=6) | st.lists(st.integers())),
    max_size=4,
)


@given(ELEMENTS, st.integers(1, 9), st.sampled_from([None, 1]))
def test_any_chunking_gives_the_elements(elements: list[dict[str, Any]], size: int, indent: int | None) -> None:
    data = b" \r\n" + json.dumps(elements, indent=indent).encode() + b"\n"
    decoder = Decoder()
    found = [event for at in range(0, len(data), size) for event in decoder.feed(data[at : at + size])]
    assert decoder.flush() == []
    assert [json.loads(event.data) for event in found] == elements


def test_sse_is_read_as_ever() -> None:
    decoder = Decoder()
    assert decoder.feed(b"\r\n") == []
    assert decoder.feed(b"data: [1]\r\n\r\ndata: 2") == [sse.Event(b"[1]")]
    assert decoder.flush() == [sse.Event(b"2")]
    assert Decoder().flush() == []


def test_memory_stays_with_the_open_element() -> None:
    decoder = ArrayDecoder()
    decoder.feed(b"[")
    for _ in range(1000):
        decoder.feed(b'{"a":"' + b"x" * 100 + b'"},')
    assert len(decoder._buffer) < 10
    small = ArrayDecoder(limit=50)
    with pytest.raises(sse.EventTooLargeError):
        small.feed(b'[{"a":"' + b"x" * 100)


def test_a_cut_array_is_noticed() -> None:
    context = convert.answer_context("gemini", "gemini")
    converter = convert.StreamConverter(context)
    out = converter.feed(b'[{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},\r\n{"candi')
    out += converter.flush()
    assert b'"text":"a"' in out
    assert converter.error is not None
    assert b'"error":' in out.split(b"\r\n\r\n")[-2]


def test_a_whole_array_is_converted() -> None:
    context = convert.answer_context("gemini", "gemini")
    converter = convert.StreamConverter(context)
    out = (
        converter.feed(b'[{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}]')
        + converter.flush()
    )
    assert converter.finish is not None
    assert out.count(b"data: ") == 2
