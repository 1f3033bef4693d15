"""Content parts of messages and of tool outputs, read and written."""

from __future__ import annotations

import base64
import mimetypes
from typing import Any

from bridge import codec, ir, media
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.json_types import is_array
from bridge.report import Report

VENDOR = "openai"
NAME: ir.FormatName = "openai-responses"
_TEXT = frozenset({"type", "text", "annotations"})
_IMAGE = frozenset({"type", "image_url", "file_id", "detail"})
_FILE = frozenset({"type", "file_data", "file_url", "file_id", "filename"})
_AUDIO = frozenset({"type", "input_audio"})
_REFUSAL = frozenset({"type", "refusal"})


def native(block: dict[str, Any], vendor: str = VENDOR) -> ir.Native:
    return ir.Native(vendor=vendor, format=NAME, block=block)


# --------------------------------------------------------------------------- reading


def read_content(value: Any, path: str, *, assistant: bool = False) -> list[ir.Part]:
    """A content field. One that was a plain string gives one part whose path is the field's own, without an index."""
    if value is None:
        return []
    if isinstance(value, str):
        return [ir.TextPart(text=value, path=path)]
    if not is_array(value):
        raise InvalidRequestError(f"must be a string or an array, is {read.kind_of(value)}", path)
    return [read_part(part, f"{path}[{index}]", assistant=assistant) for index, part in enumerate(value)]


def read_part(value: Any, path: str, *, assistant: bool = False) -> ir.Part:
    part = read.obj(value, path)
    match read.maybe_text(part, "type", path):
        case "input_text" | "output_text" | "text" as kind:
            return _read_text(part, path, kind, assistant)
        case "input_image":
            return _read_image(part, path)
        case "input_file":
            return _read_file(part, path)
        case "input_audio":
            return _read_audio(part, path)
        case "refusal":
            return ir.RefusalPart(
                text=read.needed_text(part, "refusal", path), extra=read.extra_of(part, _REFUSAL), path=path
            )
        case None:
            raise InvalidRequestError("is required", read.join(path, "type"))
        case _:
            return ir.OpaquePart(native=native(part), path=path)


def _read_text(part: dict[str, Any], path: str, kind: str, assistant: bool) -> ir.TextPart:
    extra = read.extra_of(part, _TEXT)
    if kind != ("output_text" if assistant else "input_text"):
        extra = {**(extra or {}), "type": kind}
    annotations = part.get("annotations")
    citations = read_annotations(annotations)
    if annotations is not None and [c.native.block for c in citations if c.native is not None] != (annotations or None):
        extra = {**(extra or {}), "annotations": annotations}  # an empty list, or something that is no annotation
    return ir.TextPart(text=read.needed_text(part, "text", path), citations=citations, extra=extra, path=path)


def read_annotations(value: Any) -> list[ir.Citation]:
    return [read_annotation(item) for item in read.as_objects(value)]


def read_annotation(item: dict[str, Any]) -> ir.Citation:
    url, title = item.get("url"), item.get("title", item.get("filename"))
    start, end = item.get("start_index"), item.get("end_index")
    return ir.Citation(
        url=url if isinstance(url, str) else None,
        title=title if isinstance(title, str) else None,
        start=start if isinstance(start, int) else None,
        end=end if isinstance(end, int) else None,
        native=native(item),
    )


def _read_image(part: dict[str, Any], path: str) -> ir.Part:
    url, file_id = read.maybe_text(part, "image_url", path), read.maybe_text(part, "file_id", path)
    extra = read.extra_of(part, _IMAGE)
    if url is not None:
        source = media.from_url(url)
        if media.to_url(source) != url:
            extra = {**(extra or {}), "image_url": url}
        if file_id is not None:
            extra = {**(extra or {}), "file_id": file_id}
    elif file_id is not None:
        source = ir.Media(file_id=file_id)
    else:
        return ir.OpaquePart(native=native(part), path=path)
    return ir.ImagePart(source=source, detail=read.maybe_text(part, "detail", path), extra=extra, path=path)


def _read_file(part: dict[str, Any], path: str) -> ir.Part:
    data, url, file_id = (read.maybe_text(part, key, path) for key in ("file_data", "file_url", "file_id"))
    extra = read.extra_of(part, _FILE) or {}
    filename = read.maybe_text(part, "filename", path)
    if data is not None:
        source = media.from_url(data)
        if source.data is None:  # bare base64: the type is in the name, if anywhere
            source = ir.Media(
                data=data, media_type="application/pdf" if (filename or "").lower().endswith(".pdf") else None
            )
        if media.to_url(source) != data:
            extra["file_data"] = data
    elif url is not None:
        source = ir.Media(url=url)
    elif file_id is not None:
        source = ir.Media(file_id=file_id)
    else:
        return ir.OpaquePart(native=native(part), path=path)
    for key, value, used in (
        ("file_url", url, data is not None),
        ("file_id", file_id, data is not None or url is not None),
    ):
        if value is not None and used:
            extra[key] = value
    return ir.FilePart(source=source, filename=filename, extra=extra or None, path=path)


def _read_audio(part: dict[str, Any], path: str) -> ir.Part:
    audio = read.maybe_obj(part, "input_audio", path) or {}
    data = read.needed_text(audio, "data", read.join(path, "input_audio"))
    kind = read.maybe_text(audio, "format", read.join(path, "input_audio"))
    extra = read.extra_of(part, _AUDIO)
    if audio.keys() != {"data", "format"} or kind not in ("wav", "mp3"):
        extra = {**(extra or {}), "input_audio": audio}
    return ir.AudioPart(
        source=ir.Media(data=data, media_type=media.AUDIO_TYPES.get(kind or "wav")), extra=extra, path=path
    )


# --------------------------------------------------------------------------- writing


def write_own(part: ir.Part, *, assistant: bool = False) -> dict[str, Any] | None:
    """A part that was read from this format, exactly as it was. None for parts that are no content."""
    match part:
        case ir.TextPart():
            out: dict[str, Any] = {"type": "output_text" if assistant else "input_text", "text": part.text}
            if part.citations:
                out["annotations"] = [c.native.block for c in part.citations if c.native is not None]
        case ir.ImagePart():
            out = {"type": "input_image"}
            if part.source.file_id is not None:
                out["file_id"] = part.source.file_id
            else:
                out["image_url"] = media.to_url(part.source)
            if part.detail is not None:
                out["detail"] = part.detail
        case ir.FilePart():
            out = {"type": "input_file", **_file_source(part.source)}
            if part.filename is not None:
                out["filename"] = part.filename
        case ir.AudioPart():
            audio = {"data": part.source.data, "format": media.AUDIO_FORMATS.get(part.source.media_type or "", "wav")}
            out = {"type": "input_audio", "input_audio": audio}
        case ir.RefusalPart():
            out = {"type": "refusal", "refusal": part.text}
        case ir.OpaquePart():
            return part.native.block
        case _:
            return None
    if part.extra:
        out.update(part.extra)
    return out


def _file_source(source: ir.Media) -> dict[str, Any]:
    if source.file_id is not None:
        return {"file_id": source.file_id}
    if source.data is not None:
        return {"file_data": media.to_url(source)}
    return {"file_url": source.url}


def write_foreign(part: ir.Part, report: Report, *, files: bool) -> dict[str, Any] | None:
    """A part of another format as user or tool-output content; None (and a line in the report) when there is no way.

    ``files``: uploaded file ids mean something to the target (the request comes from another format of the same vendor).
    """
    match part:
        case ir.TextPart():
            return {"type": "input_text", "text": part.text} if part.text else None
        case ir.RefusalPart():
            return {"type": "input_text", "text": part.text} if part.text else None
        case ir.ImagePart():
            return _image(part, report, files)
        case ir.FilePart():
            return _file(part, report, files)
        case ir.AudioPart():
            if part.transcript:
                report.approximated(part.path, "audio was replaced by its transcript", "warning")
                return {"type": "input_text", "text": part.transcript}
            report.dropped(part.path, f"{NAME} takes no audio", "error")
            return {"type": "input_text", "text": "[An audio recording stood here; it could not be passed on.]"}
        case ir.OpaquePart():
            if part.text:
                report.approximated(part.path, f"{part.native.block.get('type', 'a block')} is sent as text")
                return {"type": "input_text", "text": part.text}
            report.dropped(part.path, f"only {part.native.vendor} understands this block")
            return None
        case _:
            return None


def _image(part: ir.ImagePart, report: Report, files: bool) -> dict[str, Any] | None:
    source = part.source
    if source.file_id is not None:
        if not files:
            report.dropped(part.path, "an uploaded file is known to its own vendor only", "error")
            return {"type": "input_text", "text": "[An uploaded image stood here; it could not be passed on.]"}
        return {"type": "input_image", "file_id": source.file_id, "detail": _detail(part.detail)}
    if source.media_type is not None and source.media_type not in media.IMAGE_TYPES and source.data is not None:
        report.dropped(part.path, f"images of type {source.media_type} are not taken", "error")
        return {
            "type": "input_text",
            "text": f"[An image of type {source.media_type} stood here; it could not be passed on.]",
        }
    return {"type": "input_image", "image_url": media.to_url(source, "image/png"), "detail": _detail(part.detail)}


def _detail(detail: str | None) -> str:
    return detail if detail in ("low", "high", "auto", "original") else "auto"


def _file(part: ir.FilePart, report: Report, files: bool) -> dict[str, Any] | None:
    source = part.source
    kind = source.media_type or ""
    if kind in media.IMAGE_TYPES:
        return _image(ir.ImagePart(source=source, path=part.path), report, files)
    if kind.startswith(("video/", "audio/", "image/")) or (source.url is not None and media.is_video_page(source.url)):
        kind = kind or "video"
        report.dropped(part.path, f"{NAME} takes no {kind}", "error")
        return {"type": "input_text", "text": f"[A file of type {kind} stood here; it could not be passed on.]"}
    for key in ("context", "citations"):
        if getattr(part, key):
            report.dropped(f"{part.path}.{key}", f"{NAME} has no such field on files", "info")
    name = part.filename or part.title
    if source.file_id is not None:
        if files:
            return {"type": "input_file", "file_id": source.file_id}
        report.dropped(part.path, "an uploaded file is known to its own vendor only", "error")
        return {"type": "input_text", "text": "[An uploaded file stood here; it could not be passed on.]"}
    if source.url is not None:
        return {"type": "input_file", "file_url": source.url}
    if source.text is not None:
        data = base64.b64encode(source.text.encode("utf-8", "surrogatepass")).decode()
        return {"type": "input_file", "filename": name or "document.txt", "file_data": f"data:text/plain;base64,{data}"}
    suffix = mimetypes.guess_extension(kind) or ""  # the API tells the type from the name
    return {
        "type": "input_file",
        "filename": name or f"document{suffix}",
        "file_data": media.to_url(source, "application/pdf"),
    }


def annotation_of(citation: ir.Citation, length: int, base: int = 0) -> dict[str, Any] | None:
    """A citation as an annotation; None when it names no page.

    ``length``: characters of the cited part, for citations without offsets. ``base``: where that part begins in the whole text.
    """
    if citation.native is not None and citation.native.format == NAME:
        return citation.native.block
    if citation.url is None:
        return None
    start = citation.start if citation.start is not None else 0
    end = citation.end if citation.end is not None else length
    return {
        "type": "url_citation", "url": citation.url, "title": citation.title or citation.url,
        "start_index": base + start, "end_index": base + max(start, end),
    }  # fmt: skip


def json_text(value: Any) -> str:
    return value if isinstance(value, str) else codec.dumps_text(value)
