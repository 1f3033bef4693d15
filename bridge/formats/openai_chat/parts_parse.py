"""Content parts of request messages."""

from __future__ import annotations

from typing import Any

from bridge import ir, media
from bridge.errors import InvalidRequestError
from bridge.formats import read

_TEXT = frozenset({"type", "text", "cache_control"})
_IMAGE = frozenset({"type", "image_url", "cache_control"})
_IMAGE_URL = frozenset({"url", "detail"})
_AUDIO = frozenset({"type", "input_audio"})
_AUDIO_DATA = frozenset({"data", "format"})
_FILE = frozenset({"type", "file", "cache_control"})
_FILE_DATA = frozenset({"file_id", "filename", "file_data"})
_VIDEO = frozenset({"type", "video_url"})
_VIDEO_URL = frozenset({"url"})
_REFUSAL = frozenset({"type", "refusal"})


def parts_of(content: Any, path: str) -> list[ir.Part]:
    """``content`` is a string or an array of parts; a string's part has the path of the content itself."""
    if isinstance(content, str):
        return [ir.TextPart(text=content, path=path)]
    if not isinstance(content, list):
        raise read.wrong(content, "a string or an array of parts", path)
    return [
        _part(read.obj(item, f"{path}[{index}]"), f"{path}[{index}]")
        for index, item in enumerate(read.array(content, path))
    ]


def _part(item: dict[str, Any], path: str) -> ir.Part:
    kind = read.maybe_text(item, "type", path)
    match kind:
        case "text":
            return ir.TextPart(
                text=_required(item, "text", path), cache_control=read.maybe_obj(item, "cache_control", path),
                extra=read.extra_of(item, _TEXT), path=path,
            )  # fmt: skip
        case "image_url":
            return _image(item, path)
        case "input_audio":
            return _audio(item, path)
        case "file":
            return _file(item, path)
        case "video_url":
            return _video(item, path)
        case "refusal":
            return ir.RefusalPart(text=_required(item, "refusal", path), extra=read.extra_of(item, _REFUSAL), path=path)
        case "thinking":
            return thinking(item, path)
        case None:
            raise InvalidRequestError("is required", f"{path}.type")
        case _:
            return ir.OpaquePart(native=ir.Native(vendor="openai", format="openai-chat", block=item), path=path)


def _required(item: dict[str, Any], key: str, path: str) -> str:
    if key not in item:
        raise InvalidRequestError("is required", f"{path}.{key}")
    return read.text(item[key], f"{path}.{key}")


def _nested(item: dict[str, Any], outer: frozenset[str], key: str, inner: frozenset[str]) -> dict[str, Any] | None:
    """The part's extra, with that of the object inside it under its own key."""
    extra = read.extra_of(item, outer)
    deeper = read.extra_of(read.as_dict(item.get(key)), inner)
    return {**(extra or {}), key: deeper} if deeper else extra


def _image(item: dict[str, Any], path: str) -> ir.ImagePart:
    where = f"{path}.image_url"
    value = item.get("image_url")
    if isinstance(value, str):  # Mistral takes the bare link
        return ir.ImagePart(source=media.from_url(value), extra=read.extra_of(item, _IMAGE), path=path)
    image = read.obj(value, where)
    return ir.ImagePart(
        source=media.from_url(_required(image, "url", where)),
        detail=read.maybe_text(image, "detail", where),
        cache_control=read.maybe_obj(item, "cache_control", path),
        extra=_nested(item, _IMAGE, "image_url", _IMAGE_URL),
        path=path,
    )


def _audio(item: dict[str, Any], path: str) -> ir.AudioPart:
    where = f"{path}.input_audio"
    value = item.get("input_audio")
    if isinstance(value, str):  # Mistral takes the link or the bare base64
        linked = value.startswith(("data:", "http:", "https:"))
        source = media.from_url(value, "audio/mpeg") if linked else ir.Media(data=value, media_type="audio/mpeg")
        return ir.AudioPart(source=source, extra=read.extra_of(item, _AUDIO), path=path)
    audio = read.obj(value, where)
    word = _required(audio, "format", where)
    return ir.AudioPart(
        source=ir.Media(data=_required(audio, "data", where), media_type=media.AUDIO_TYPES.get(word, f"audio/{word}")),
        extra=_nested(item, _AUDIO, "input_audio", _AUDIO_DATA),
        path=path,
    )


def _file(item: dict[str, Any], path: str) -> ir.FilePart:
    where = f"{path}.file"
    file = read.obj(item.get("file"), where)
    name = read.maybe_text(file, "filename", where)
    file_id = read.maybe_text(file, "file_id", where)
    data = read.maybe_text(file, "file_data", where)
    if file_id is not None:
        source = ir.Media(file_id=file_id)
    elif data is None:
        raise InvalidRequestError("needs file_data or file_id", where)
    elif data.startswith(("data:", "http:", "https:")):
        source = media.from_url(data, "application/pdf")
    else:
        source = ir.Media(data=data, media_type="application/pdf")
    return ir.FilePart(source=source, filename=name, extra=_nested(item, _FILE, "file", _FILE_DATA), path=path)


def _video(item: dict[str, Any], path: str) -> ir.FilePart:
    where = f"{path}.video_url"
    url = _required(read.obj(item.get("video_url"), where), "url", where)
    return ir.FilePart(
        source=media.from_url(url, "video/mp4"), extra=_nested(item, _VIDEO, "video_url", _VIDEO_URL), path=path
    )  # fmt: skip


def thinking(item: dict[str, Any], path: str) -> ir.ReasoningPart:
    """Mistral's thoughts inside the content: {type: thinking, thinking: [{type: text, text}]}."""
    inner = item.get("thinking")
    words = (
        inner
        if isinstance(inner, str)
        else "".join(read.as_text(read.as_dict(piece).get("text")) for piece in read.as_list(inner))
    )
    return ir.ReasoningPart(text=words, native=ir.Native(vendor="mistral", format="openai-chat", block=item), path=path)
