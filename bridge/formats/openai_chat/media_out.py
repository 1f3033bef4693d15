"""Citations, audio and pictures in answers."""

from __future__ import annotations

from typing import Any

from bridge import ir, media


def annotation(citation: ir.Citation, offset: int, text: str) -> dict[str, Any] | None:
    """A ``url_citation``; ``offset`` is where the part's text begins in the message. None for sources without an address."""
    if citation.native is not None and citation.native.format == "openai-chat":
        return citation.native.block
    if citation.url is None:
        return None
    start = citation.start if citation.start is not None else 0
    end = citation.end if citation.end is not None else len(text)
    return {
        "type": "url_citation",
        "url_citation": {
            "start_index": offset + start, "end_index": offset + end, "title": citation.title or citation.url, "url": citation.url,
        },
    }  # fmt: skip


def audio(part: ir.AudioPart) -> dict[str, Any]:
    return {
        "id": part.id or "audio_0", "data": part.source.data or "", "expires_at": part.expires_at or 0,
        "transcript": part.transcript or "",
    }  # fmt: skip


def markdown(part: ir.ImagePart | ir.FilePart) -> str | None:
    """A picture as Markdown with its link or data URL; None for everything else."""
    kind = part.source.media_type or ""
    url = media.to_url(part.source, "image/png")
    if url is None or (isinstance(part, ir.FilePart) and not kind.startswith("image/")):
        return None
    return f"![image]({url})"
