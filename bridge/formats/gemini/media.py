"""``inlineData`` and ``fileData``, both ways."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from bridge import ir
from bridge.capabilities import gemini as models
from bridge.formats import read
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.gemini.wire import both, get, rest, spelling
from bridge.media import standard_base64
from bridge.report import Report

_BLOB = both("mimeType", "data", "displayName")
_FILE = both("mimeType", "fileUri", "displayName")
#: Types told from a link's ending, where nothing else says them.
_SUFFIXES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif", "heic": "image/heic",
    "pdf": "application/pdf", "txt": "text/plain", "mp3": "audio/mpeg", "wav": "audio/wav", "mp4": "video/mp4", "webm": "video/webm",
}  # fmt: skip
#: Addresses that only Google can open with the caller's own rights.
_PRIVATE = ("gs://", "https://generativelanguage.googleapis.com/", "files/")


def media_part(part: Mapping[str, Any], kind: str, path: str) -> ir.ImagePart | ir.AudioPart | ir.FilePart:
    """The IR part for the blob or file reference that ``part`` holds under ``kind``."""
    where = read.join(path, spelling(part, kind))
    node = read.obj(get(part, kind), where)
    stated = get(node, "mimeType")
    media_type = read.text(stated, read.join(where, spelling(node, "mimeType"))) if stated is not None else None
    if kind == "inlineData":
        data = read.text(node.get("data") or "", read.join(where, "data"))
        source = ir.Media(media_type=media_type, data=standard_base64(data))
        extra = rest(node, _BLOB, "inlineData.")
    else:
        uri = read.text(get(node, "fileUri") or "", read.join(where, spelling(node, "fileUri")))
        private = uri.startswith(_PRIVATE)
        source = ir.Media(media_type=media_type, file_id=uri if private else None, url=None if private else uri)
        extra = rest(node, _FILE, "fileData.")
    name = get(node, "displayName")
    name = read.text(name, read.join(where, spelling(node, "displayName"))) if name is not None else None
    base = (media_type or guess_type(source) or "").partition("/")[0].lower()
    if base == "image":
        if name is not None:
            extra[f"{kind}.displayName"] = name
        return ir.ImagePart(source=source, extra=extra or None, path=path)
    if base == "audio":
        if name is not None:
            extra[f"{kind}.displayName"] = name
        return ir.AudioPart(source=source, extra=extra or None, path=path)
    return ir.FilePart(source=source, filename=name, extra=extra or None, path=path)


def guess_type(source: ir.Media) -> str | None:
    address = source.url or source.file_id or ""
    return _SUFFIXES.get(address.partition("?")[0].rpartition(".")[2].lower())


def build_media(
    part: ir.ImagePart | ir.AudioPart | ir.FilePart, dialect: GeminiDialect, report: Report, *, own: bool
) -> dict[str, Any] | None:
    """``{"inlineData": …}`` or ``{"fileData": …}``; None (reported) when Gemini cannot take it. ``own``: it came from this format."""
    source = part.source
    default = (
        "image/png"
        if isinstance(part, ir.ImagePart)
        else "audio/wav"
        if isinstance(part, ir.AudioPart)
        else "application/pdf"
    )
    media_type = source.media_type or (None if own else guess_type(source) or default)
    if not own and isinstance(part, ir.ImagePart) and media_type not in models.IMAGE_TYPES:
        report.dropped(part.path, f"Gemini takes no {media_type} images", "error")
        return None
    built: dict[str, dict[str, Any]]
    if source.text is not None:
        encoded = base64.b64encode(source.text.encode()).decode()
        built = {"inlineData": {"mimeType": media_type or "text/plain", "data": encoded}}
    elif source.data is not None:
        built = {"inlineData": {"mimeType": media_type, "data": standard_base64(source.data)}}
    elif source.url is not None or (own and source.file_id is not None):
        built = {
            "fileData": {
                "mimeType": media_type if own else media_type or default,
                "fileUri": source.url or source.file_id,
            }
        }
        if not own:
            report.approximated(part.path, "the link is passed on; only current Gemini models open links", "warning")
    else:
        report.dropped(part.path, "a file uploaded to another vendor cannot be opened by Gemini", "error")
        return None
    if isinstance(part, ir.AudioPart) and not own:
        report.mapped(read.join(part.path, "format"))
    node = next(iter(built.values()))
    if node["mimeType"] is None:
        del node["mimeType"]
    filename = part.filename if isinstance(part, ir.FilePart) else None
    if filename is not None:
        if own or dialect.display_names:
            node["displayName"] = filename
        else:
            report.dropped(read.join(part.path, "filename"), "Gemini takes no file names", "info")
    return built
