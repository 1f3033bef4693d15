from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import sse

_NAMES = st.sampled_from(["", "message", "content_block_delta"])
_DATA = st.text(st.characters(blacklist_characters="\r\n\x00", blacklist_categories=("Cs",)), min_size=1, max_size=30)


def _wire(events: list[tuple[str, str]], eol: str) -> bytes:
    text = ""
    for name, data in events:
        text += (f"event: {name}{eol}" if name else "") + f"data: {data}{eol}{eol}"
    return text.encode()


@given(
    st.lists(st.tuples(_NAMES, _DATA), max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.integers(1, 9), max_size=40),
)
def test_any_chunking_gives_the_same_events(events: list[tuple[str, str]], eol: str, cuts: list[int]) -> None:
    wire = _wire(events, eol)
    decoder = sse.Decoder()
    found: list[sse.Event] = []
    position = 0
    for cut in cuts:
        found += decoder.feed(wire[position : position + cut])
        position += cut
    found += decoder.feed(wire[position:])
    found += decoder.flush()
    assert [(event.event, event.data.decode()) for event in found] == events


_PIECES = st.sampled_from(
    [b"\n", b"\r", b"\r\n", b"\n\n", b"\r\n\r\n", b"data: x", b"data:y", b"data: ", b"data", b": c", b"event: e", b"event:f", b"id: 3", b" ", b"retry: 1"]
)  # fmt: skip


def _by_the_standard(wire: bytes) -> list[tuple[bytes, str]]:
    """Line by line over the whole, as the HTML standard tells it; an unterminated last event counts."""
    text = wire.decode().replace("\r\n", "\n").replace("\r", "\n")
    found: list[tuple[bytes, str]] = []
    name, data = "", list[str]()
    for line in [*text.split("\n"), ""]:
        field, _, value = line.partition(":")
        if line == "":
            if "\n".join(data):
                found.append(("\n".join(data).encode(), name))
            name, data = "", []
        elif field == "data":
            data.append(value.removeprefix(" "))
        elif field == "event":
            name = value.removeprefix(" ")
    return found


@given(st.lists(_PIECES, max_size=30), st.lists(st.integers(1, 12), max_size=12))
def test_any_mixture_of_lines_is_read_by_the_standard(pieces: list[bytes], cuts: list[int]) -> None:
    wire = b"".join(pieces)
    decoder = sse.Decoder()
    found: list[sse.Event] = []
    position = 0
    for cut in cuts:
        found += decoder.feed(wire[position : position + cut])
        position += cut
    found += decoder.feed(wire[position:]) + decoder.flush()
    assert [tuple(event) for event in found] == _by_the_standard(wire)


@pytest.mark.parametrize("wire", [b"data: \n\n", b"data:\n\n", b"event: ping\ndata: \n\n", b"data\r\n\r\n"])
def test_an_event_without_data_is_none(wire: bytes) -> None:
    assert sse.Decoder().feed(b": hi\n\n" + wire) == []


def test_line_separators_of_unicode_are_text() -> None:
    assert sse.Decoder().feed("data: a\u2028b\u0085c\n\n".encode()) == [sse.Event("a\u2028b\u0085c".encode())]


def test_several_data_lines_join_and_comments_vanish() -> None:
    assert sse.Decoder().feed(b": hello\n\ndata: 1\ndata:2\nid: 4\n\n") == [sse.Event(b"1\n2")]


def test_a_byte_order_mark_is_skipped() -> None:
    assert sse.Decoder().feed(b"\xef\xbb\xbfdata: x\n\n") == [sse.Event(b"x")]


def test_an_unterminated_event_comes_with_flush() -> None:
    decoder = sse.Decoder()
    assert decoder.feed(b"data: x\n") == []
    assert decoder.flush() == [sse.Event(b"x")]
    assert decoder.flush() == []


def test_an_endless_event_is_refused() -> None:
    decoder = sse.Decoder(limit=1000)
    decoder.feed(b"data: " + b"x" * 900)
    with pytest.raises(sse.EventTooLargeError, match="1000 bytes"):
        decoder.feed(b"x" * 100)


def test_encoding_is_what_the_decoder_reads() -> None:
    assert sse.encode(b'{"a":1}') == b'data: {"a":1}\n\n'
    assert sse.Decoder().feed(sse.encode(b"1", "ping") + sse.comment("quiet")) == [sse.Event(b"1", "ping")]
