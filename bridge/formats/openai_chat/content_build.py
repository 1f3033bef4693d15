"""Content of one message for an OpenAI-like endpoint: a string, or an array of parts."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from typing import Any

from bridge import ir, media
from bridge.capabilities.gpt import ModelLimits
from bridge.formats import read
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.report import Report


class ContentBuilder:
    """``keep``: the parts came in this very format, so shapes and extras go out as they came. ``files``: see ``MessagesBuilder``."""

    __slots__ = ("_dialect", "_files", "_keep", "_limits", "_report")

    def __init__(self, dialect: ChatDialect, limits: ModelLimits, report: Report, *, keep: bool, files: bool) -> None:
        self._files = files
        self._dialect = dialect
        self._limits = limits
        self._report = report
        self._keep = keep

    def build(self, parts: list[ir.Part], separator: str, *, rich: bool) -> str | list[dict[str, Any]] | None:
        """None when nothing is left. Text alone is a string unless the same format had an array or a part carries cache marks."""
        if len(parts) == 1 and isinstance(only := parts[0], ir.TextPart):
            if self._keep and not only.path.endswith("]"):
                return only.text
            if not self._keep and only.text and only.cache_control is None and only.extra is None:
                return only.text
        built = [item for part in parts if (item := self.part(part, rich)) is not None]
        if not built:
            return None
        if self._as_array(parts, built):
            return built
        return separator.join(item["text"] for item in built)

    def _as_array(self, parts: list[ir.Part], built: list[dict[str, Any]]) -> bool:
        for item in built:
            if item["type"] != "text":
                return True
        if not self._dialect.parts:
            return False
        return (self._keep and any(part.path.endswith("]") for part in parts)) or any(
            "cache_control" in item for item in built
        )

    def part(self, part: ir.Part, rich: bool) -> dict[str, Any] | None:
        """A content part; ``rich``: pictures and files are allowed here."""
        match part:
            case ir.TextPart():
                return self._text(part)
            case ir.RefusalPart():
                if self._keep:
                    return self._with_extra(part, {"type": "refusal", "refusal": part.text})
                return {"type": "text", "text": part.text}
            case ir.OpaquePart():
                return self._opaque(part)
            case ir.ImagePart() | ir.FilePart() | ir.AudioPart():
                built = self.media(part)
                if built is None or not (rich or built["type"] == "text"):
                    self._report.dropped(part.path, self._why_not(part, rich), "error")
                    return {"type": "text", "text": f"[{_word(part)} left out: {self._why_not(part, rich)}]"}
                return self._with_extra(part, built)
            case ir.ReasoningPart() | ir.ToolCallPart() | ir.ToolResultPart():
                self._report.dropped(part.path, "not possible in a message of this role", "warning")
                return None

    def _text(self, part: ir.TextPart) -> dict[str, Any] | None:
        if not part.text and not self._keep:
            return None
        built: dict[str, Any] = {"type": "text", "text": part.text}
        if part.cache_control is not None and (self._dialect.cache_control or self._keep):
            built["cache_control"] = part.cache_control
        elif part.cache_control is not None:
            self._report.dropped(f"{part.path}.cache_control", "prompts are cached by prefix, without marks", "info")
        return self._with_extra(part, built)

    def _with_extra(
        self, part: ir.TextPart | ir.ImagePart | ir.FilePart | ir.AudioPart | ir.RefusalPart, built: dict[str, Any]
    ) -> dict[str, Any]:
        if not self._keep:
            self._report.dropped_extra(part.path, part.extra, "Chat Completions")
            return built
        read.put_back(built, part.extra)
        return built

    def _opaque(self, part: ir.OpaquePart) -> dict[str, Any] | None:
        if self._keep and part.native.format == "openai-chat":
            return part.native.block
        kind = part.native.block.get("type", "block")
        if part.text:
            self._report.approximated(part.path, f"{kind} was turned into text")
            return {"type": "text", "text": part.text}
        self._report.dropped(part.path, f"only {part.native.vendor} understands {kind}", "warning")
        return None

    def media(self, part: ir.ImagePart | ir.FilePart | ir.AudioPart) -> dict[str, Any] | None:
        allowed = self._dialect.parts
        source = part.source
        match part:
            case ir.ImagePart() if "image" in allowed and self._limits.images:
                return _image(part, keep=self._keep) if self._takes(source) else None
            case ir.AudioPart() if "audio" in allowed and source.data is not None:
                kind = source.media_type or ""
                word = media.AUDIO_FORMATS.get(kind) or kind.removeprefix("audio/") or "wav"
                if word not in ("wav", "mp3") and not self._keep:
                    return None
                return {
                    "type": "input_audio",
                    "input_audio": {"data": media.standard_base64(source.data), "format": word},
                }
            case ir.AudioPart() if "audio" in allowed and source.url is not None and self._keep:
                return {"type": "input_audio", "input_audio": source.url}
            case ir.FilePart():
                return self._file(part)
            case _:
                return None

    def _takes(self, source: ir.Media) -> bool:
        return source.url is not None or (
            source.data is not None and (self._keep or source.media_type in media.IMAGE_TYPES)
        )

    def _file(self, part: ir.FilePart) -> dict[str, Any] | None:
        source, allowed = part.source, self._dialect.parts
        kind = source.media_type or ""
        for field in ("context", "citations"):
            if getattr(part, field) and not self._keep:
                self._report.dropped(f"{part.path}.{field}", "Chat Completions has no such field on files", "info")
        if source.text is not None:
            return {"type": "text", "text": _titled(part, source.text)}
        if kind.startswith("image/") and "image" in allowed and self._takes(source):
            return _image(ir.ImagePart(source=source), keep=self._keep)
        if kind.startswith("video/"):
            return (
                {"type": "video_url", "video_url": {"url": media.to_url(source)}}
                if "video" in allowed and not source.file_id
                else None
            )
        if kind.startswith("text/") and source.data is not None and not self._keep:
            text = _decoded(source.data)
            return None if text is None else {"type": "text", "text": _titled(part, text)}
        if "file" not in allowed:
            return None
        if source.file_id is not None:
            return {"type": "file", "file": {"file_id": source.file_id}} if self._files else None
        url = media.to_url(source, "application/pdf")
        if url is None or (source.url is not None and not self._keep):
            return None
        name = part.filename or part.title or (None if self._keep else "document.pdf")
        return {"type": "file", "file": {**({"filename": name} if name is not None else {}), "file_data": url}}

    def _why_not(self, part: ir.ImagePart | ir.FilePart | ir.AudioPart, rich: bool) -> str:
        if not rich:
            return "Chat Completions takes only text here"
        if part.source.file_id is not None:
            return "an uploaded file is known only to the vendor it was uploaded to"
        if isinstance(part, ir.FilePart) and part.source.url is not None:
            return "Chat Completions takes no links to files"
        return f"this endpoint takes no {_word(part).lower()} of type {part.source.media_type or 'unknown'}"


def _image(part: ir.ImagePart, *, keep: bool) -> dict[str, Any]:
    source = part.source
    if source.data is not None and not keep:
        source = replace(source, data=media.standard_base64(source.data))
    image: dict[str, Any] = {"url": media.to_url(source, "image/png")}
    if part.detail is not None:
        image["detail"] = part.detail
    return {"type": "image_url", "image_url": image}


def _titled(part: ir.FilePart, text: str) -> str:
    heading = part.title or part.filename
    return f"{heading}\n\n{text}" if heading else text


def _word(part: ir.ImagePart | ir.FilePart | ir.AudioPart) -> str:
    match part:
        case ir.ImagePart():
            return "Image"
        case ir.AudioPart():
            return "Audio"
        case _:
            return "File"


def _decoded(data: str) -> str | None:
    """Base64 as text; None when it is none."""
    try:
        return base64.b64decode(media.standard_base64(data), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
