"""Pictures, documents and other files as blocks. What Anthropic cannot take becomes a line of text, so that the model knows of it."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from bridge import ir
from bridge.formats.anthropic.dialect import AnthropicDialect
from bridge.media import IMAGE_TYPES, is_video_page, standard_base64
from bridge.report import Report

#: How the four picture types begin, as base64.
_MAGIC = {"iVBORw0KGgo": "image/png", "/9j/": "image/jpeg", "R0lGOD": "image/gif", "UklGR": "image/webp"}
_PDF = "application/pdf"
_TEXT_LIKE = frozenset(
    {"application/json", "application/xml", "application/yaml", "application/javascript", "application/x-yaml"}
)


class MediaBuilder:
    __slots__ = ("_dialect", "_own", "_report")

    def __init__(self, dialect: AnthropicDialect, own: bool, report: Report) -> None:
        self._dialect = dialect
        self._own = own
        self._report = report

    def image(self, part: ir.ImagePart) -> dict[str, Any]:
        if not self._dialect.images:
            return self._note(part.path, "picture", part.source, f"{self._dialect.vendor} takes no pictures")
        source = self._own_source(part.source) if self._own else self._image_source(part.source)
        if source is None:
            return self._note(
                part.path, "picture", part.source, "only PNG, JPEG, GIF and WebP pictures and links are taken"
            )
        if part.detail is not None:
            self._report.dropped(f"{part.path}.detail", "Anthropic has no such field", "info")
        return self._finish({"type": "image", "source": source}, part)

    def file(self, part: ir.FilePart) -> dict[str, Any]:
        if not self._own and (part.source.media_type or "").startswith("image/"):
            return self.image(ir.ImagePart(source=part.source, cache_control=part.cache_control, path=part.path))
        if not self._dialect.documents:
            return self._note(
                part.path, part.filename or "file", part.source, f"{self._dialect.vendor} takes no documents"
            )
        source = self._own_source(part.source) if self._own else self._document_source(part.source)
        if source is None:
            return self._note(part.path, part.filename or "file", part.source, "only PDF and text documents are taken")
        block: dict[str, Any] = {"type": "document", "source": source}
        title = part.title if part.title is not None else part.filename
        if title:
            block["title"] = title
        if part.context is not None:
            block["context"] = part.context
        if part.citations is not None:
            block["citations"] = {"enabled": part.citations}
        return self._finish(block, part)

    def audio(self, part: ir.AudioPart) -> dict[str, Any]:
        if part.transcript:
            self._report.approximated(part.path, "audio is sent as its transcript", "warning")
            return {"type": "text", "text": part.transcript}
        return self._note(part.path, "audio", part.source, "Anthropic takes no audio")

    def _finish(self, block: dict[str, Any], part: ir.ImagePart | ir.FilePart) -> dict[str, Any]:
        if part.cache_control is not None:
            block["cache_control"] = part.cache_control
        if self._own:
            return {**(part.extra or {}), **block}
        self._report.dropped_extra(part.path, part.extra, "Anthropic")
        return block

    def _note(self, path: str, what: str, source: ir.Media, reason: str) -> dict[str, Any]:
        self._report.dropped(path, reason, "error")
        details = ", ".join(filter(None, (source.media_type, source.url if source.data is None else None)))
        return {"type": "text", "text": f"[{what} left out{': ' + details if details else ''}]"}

    def _own_source(self, source: ir.Media) -> dict[str, Any]:
        """Exactly as it came."""
        if source.data is not None:
            return {"type": "base64", "media_type": source.media_type, "data": source.data}
        if source.text is not None:
            return {"type": "text", "media_type": source.media_type, "data": source.text}
        if source.url is not None:
            return {"type": "url", "url": source.url}
        return {"type": "file", "file_id": source.file_id}

    def _image_source(self, source: ir.Media) -> dict[str, Any] | None:
        if source.url is not None:
            return {"type": "url", "url": source.url} if _is_link(source.url) else None
        if source.data is None:
            return None  # ids of files belong to the vendor that issued them
        data = standard_base64(source.data)
        media_type = next((kind for start, kind in _MAGIC.items() if data.startswith(start)), source.media_type)
        if media_type == "image/jpg":
            media_type = "image/jpeg"
        if media_type not in IMAGE_TYPES:
            return None
        return {"type": "base64", "media_type": media_type, "data": data}

    def _document_source(self, source: ir.Media) -> dict[str, Any] | None:
        kind = (source.media_type or "").partition(";")[0].strip().lower()
        if source.text is not None:
            return {"type": "text", "media_type": "text/plain", "data": source.text} if source.text.strip() else None
        if source.url is not None:
            readable = kind in ("", _PDF) and _is_link(source.url) and not is_video_page(source.url)
            return {"type": "url", "url": source.url} if readable else None
        if source.data is None:
            return None
        data = standard_base64(source.data)
        if kind == _PDF or data.startswith("JVBERi0"):
            return {"type": "base64", "media_type": _PDF, "data": data}
        if kind.startswith("text/") or kind in _TEXT_LIKE or kind.endswith(("+json", "+xml")):
            text = _decoded(data)
            return {"type": "text", "media_type": "text/plain", "data": text} if text else None
        return None


def _is_link(url: str) -> bool:
    return url[:8].lower().startswith(("https://", "http://"))


def _decoded(data: str) -> str | None:
    try:
        text = base64.b64decode(data, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return text if text.strip() else None
