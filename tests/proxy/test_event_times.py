"""Each recorded event gets the time at which its last byte came."""

from __future__ import annotations

from amux_desktop.proxy.event_times import event_times
from amux_desktop.proxy.exchange import Capture
from bridge.sse import Decoder


def test_an_event_has_come_when_its_last_byte_has() -> None:
    pieces = [b"event: a\nda", b"ta: 1\n\n: keep-alive\n\ndata: 2\n\ndata:", b" 3\n\n", b"data: [DO"]
    assert event_times("anthropic", pieces, [10, 20, 30, 40]) == (20, 20, 30, 40)
    decoder = Decoder()
    assert len(decoder.feed(b"".join(pieces)) + decoder.flush()) == 4


def test_a_stream_of_gemini_that_is_an_array_counts_its_objects() -> None:
    assert event_times("gemini", [b'[{"a": 1}', b',\r\n{"b": 2}', b"]"], [5, 9, 11]) == (5, 9)


def test_what_came_in_one_piece_has_no_times() -> None:
    assert event_times("openai-chat", [b'{"id": "x"}'], ()) == ()


def test_a_capture_keeps_a_time_for_each_piece_it_keeps() -> None:
    capture = Capture(cap=8)
    for at_ms, piece in enumerate((b"data: 1", b"\n\n", b"data: 2\n\n")):
        capture.add("client_response", piece, at_ms)
    assert capture.pieces["client_response"] == [b"data: 1", b"\n"]
    assert capture.timings["client_response"] == [0, 1]
    assert capture.sizes["client_response"] == 18
