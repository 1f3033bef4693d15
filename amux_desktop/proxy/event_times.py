"""When each event of a recorded stream arrived, worked out after the exchange from the times of the pieces it came in."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.convert import format_of


def event_times(format: str, pieces: Sequence[bytes], times_ms: Sequence[int]) -> tuple[int, ...]:
    """One time per event that `services.answers` finds in the joined pieces, which came at `times_ms`: when its last byte was
    there. The unfinished event of a cut or broken stream counts as well. Empty for what is no stream."""
    if len(pieces) != len(times_ms) or not times_ms:
        return ()
    decoder = format_of(format).decoder()
    arrived: list[int] = []
    for piece, at_ms in zip(pieces, times_ms, strict=True):
        arrived += [at_ms] * len(decoder.feed(piece))
    arrived += [times_ms[-1]] * len(decoder.flush())
    return tuple(arrived)
