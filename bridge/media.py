"""Images, files and audio between the ways formats write them: data URLs, bare base64, links, ids."""

from __future__ import annotations

import base64
import binascii
import re

from bridge import ir

_DATA_URL = re.compile(r"data:([^;,]*)((?:;[^;,]*)*?)(;base64)?,", re.IGNORECASE)
#: What both OpenAI and Anthropic accept as pictures.
IMAGE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
#: Chat Completions names audio by a short word.
AUDIO_FORMATS = {"audio/wav": "wav", "audio/x-wav": "wav", "audio/mpeg": "mp3", "audio/mp3": "mp3"}
AUDIO_TYPES = {
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "pcm16": "audio/pcm",
}


def standard_base64(data: str) -> str:
    """URL-safe base64 (google-genai sends it) as the standard alphabet with padding; standard input comes back as it is."""
    if "-" in data or "_" in data:
        data = data.replace("-", "+").replace("_", "/")
    remainder = len(data) % 4
    return data + "=" * (4 - remainder) if remainder else data


def joined_base64(pieces: list[str]) -> str:
    """Pieces of base64 as one, whether each was encoded on its own (which padding inside shows) or one text was cut up."""
    if not any("=" in piece for piece in pieces[:-1]):
        return "".join(pieces)
    try:
        return base64.b64encode(b"".join(base64.b64decode(standard_base64(piece)) for piece in pieces)).decode()
    except binascii.Error:
        return "".join(pieces)


def is_video_page(url: str) -> bool:
    """A page of YouTube, which only Gemini can watch; nobody finds a document there."""
    host = url.partition("://")[2].partition("/")[0].lower()
    return host in ("youtu.be", "youtube.com", "www.youtube.com", "m.youtube.com")


def from_url(url: str, default_type: str | None = None) -> ir.Media:
    """A data URL becomes inline data, anything else stays a link."""
    if url[:5].lower() != "data:":
        return ir.Media(url=url, media_type=default_type)
    match = _DATA_URL.match(url)
    if match is None or not match[3]:
        return ir.Media(url=url, media_type=default_type)
    return ir.Media(data=url[match.end() :], media_type=match[1] or default_type)


def to_url(source: ir.Media, default_type: str = "application/octet-stream") -> str | None:
    """A data URL or the link; None for uploaded files and plain text."""
    if source.data is not None:
        return f"data:{source.media_type or default_type};base64,{source.data}"
    return source.url
