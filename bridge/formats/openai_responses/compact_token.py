"""The ``encrypted_content`` of compaction items of our own making: a summary, tagged like carried reasoning state."""

from __future__ import annotations

from bridge import carrier, ir

_VENDOR = "amux"
_KIND = "compaction"


def seal(summary: str) -> str:
    block = {"type": _KIND}
    part = ir.ReasoningPart(text=summary, native=ir.Native(vendor=_VENDOR, format="openai-responses", block=block))
    return carrier.pack([part])


def summary_of(value: object) -> str | None:
    """The summary inside, with a line that says what it is; None when the value is another vendor's."""
    parts = carrier.unpack(value)
    if not parts or parts[0].native is None or parts[0].native.vendor != _VENDOR:
        return None
    return f"The conversation before this point was summarised to save space. The summary:\n\n{parts[0].text}"
