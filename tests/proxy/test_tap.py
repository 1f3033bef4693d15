"""The tap lets whole events out, whatever the chunking, and reads what it needs from them."""

from __future__ import annotations

import itertools
import json
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.proxy.tap import StreamTap
from bridge import ir, sse
from bridge.convert import answer_context, format_of
from tests.helpers.wire import chat_events


def _tap(name: str = "openai-chat") -> StreamTap:
    wire = format_of(name)
    return StreamTap(wire, wire.default_dialect, answer_context(name, name))


def _chunks(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({cut % (len(data) + 1) for cut in cuts} | {0, len(data)})
    return [data[start:end] for start, end in itertools.pairwise(places)]


@given(st.lists(st.integers(min_value=0, max_value=5000), max_size=40), st.sampled_from([b"\n", b"\r\n"]))
def test_any_chunking_gives_the_same_bytes_and_usage(cuts: list[int], line_end: bytes) -> None:
    data = b"".join(chat_events()).replace(b"\n", line_end)
    tap = _tap()
    out = [tap.feed(chunk) for chunk in _chunks(data, cuts)]
    assert b"".join(out) == data
    assert all(piece == b"" or piece.endswith(line_end * 2) for piece in out)
    assert tap.rest() == b""
    end = tap.finish()
    assert isinstance(end, ir.Finish)
    assert (end.usage.input_tokens, end.usage.output_tokens) == (11, 7)
    assert tap.has_content


@given(st.integers(min_value=1, max_value=2000))
def test_a_stream_cut_anywhere_leaves_only_whole_events(at: int) -> None:
    data = b"".join(chat_events())
    tap = _tap()
    out = tap.feed(data[: at % len(data)]) + tap.rest()
    assert out == b"" or out.endswith(b"\n\n")
    assert out.count(b"data: ") == out.count(b"\n\n")


def test_an_event_larger_than_any_is_let_through() -> None:
    tap = _tap()
    piece = b"data: " + b"x" * (5 * 1024 * 1024)
    assert tap.feed(piece) == piece
    assert tap.feed(b"\n\n") == b"\n\n"


def test_a_stream_without_end_is_an_error() -> None:
    tap = _tap()
    tap.feed(b"".join(chat_events(done=False)))
    assert not isinstance(tap.finish(), ir.Finish)


def test_counts_from_both_ends_of_a_long_stream_in_bounded_memory() -> None:
    tap = _tap("anthropic")
    start = {"type": "message_start", "message": {"id": "m", "role": "assistant", "content": [], "usage": {"input_tokens": 42, "output_tokens": 1}}}  # fmt: skip
    delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "word " * 10}}
    end = {"type": "message_delta", "delta": {"stop_reason": "max_tokens"}, "usage": {"output_tokens": 5000}}
    tap.feed(_named(start))
    tap.feed(_named({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}))
    tracemalloc.start()
    try:
        for _ in range(5000):
            tap.feed(_named(delta))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    tap.feed(_named({"type": "content_block_stop", "index": 0}))
    tap.feed(_named(end) + _named({"type": "message_stop"}))
    finish = tap.finish()
    assert isinstance(finish, ir.Finish)
    assert (finish.usage.input_tokens, finish.usage.output_tokens, finish.reason) == (42, 5000, "length")
    assert held < 100_000
    assert not tap.saw_error


def test_an_error_at_the_end_is_seen() -> None:
    tap = _tap("anthropic")
    tap.feed(_named({"type": "message_start", "message": {"id": "m", "usage": {"input_tokens": 1}}}))
    tap.feed(_named({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}))
    assert tap.saw_error
    assert isinstance(tap.finish(), ir.StreamError)


def _named(event: dict[str, object]) -> bytes:
    return sse.encode(json.dumps(event).encode(), str(event["type"]))
