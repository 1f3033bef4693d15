"""Content blocks into parts, for requests and answers.

Paths tell how content was written, so that the way back is exact: text of a plain string has the path ``….content``, text of a
block ``….content[0]``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bridge import carrier, codec, ir
from bridge.formats import read

VENDOR: Final = "anthropic"
_TEXT = frozenset({"type", "text", "citations", "cache_control"})
_IMAGE = frozenset({"type", "source", "cache_control"})
_DOCUMENT = frozenset({"type", "source", "title", "context", "citations", "cache_control"})
_TOOL_USE = frozenset({"type", "id", "name", "input", "cache_control"})
_TOOL_RESULT = frozenset({"type", "tool_use_id", "content", "is_error", "cache_control"})
_SOURCES = {
    "base64": frozenset({"type", "media_type", "data"}),
    "text": frozenset({"type", "media_type", "data"}),
    "url": frozenset({"type", "url"}),
    "file": frozenset({"type", "file_id"}),
}


def native(block: dict[str, Any], vendor: str = VENDOR) -> ir.Native:
    return ir.Native(vendor=vendor, format="anthropic", block=block)


def read_content(value: Any, path: str) -> list[ir.Part]:
    """The ``content`` of a message or a tool result: a string or blocks. Raises InvalidRequestError."""
    if isinstance(value, str):
        return [ir.TextPart(text=value, path=path)]
    if not isinstance(value, list):
        raise read.wrong(value, "a string or an array", path)
    parts: list[ir.Part] = []
    for index, item in enumerate(read.array(value, path)):
        here = f"{path}[{index}]"
        block = read.obj(item, here)
        kind = read.needed_text(block, "type", here)
        if kind in ("thinking", "redacted_thinking"):
            read.maybe_text(block, "thinking", here)
            parts.extend(reasoning(block, here))  # several when other vendors' state rides in it
        else:
            parts.append(_READERS.get(kind, opaque)(block, here))
    return parts


def _text(block: dict[str, Any], path: str) -> ir.TextPart:
    return ir.TextPart(
        text=read.needed_text(block, "text", path),
        citations=citations(block["citations"]) if "citations" in block else [],
        cache_control=read.maybe_obj(block, "cache_control", path),
        extra=_text_extra(block),
        path=path,
    )


def _text_extra(block: Mapping[str, Any]) -> dict[str, Any] | None:
    """``citations`` that say nothing (null, empty) or are not a list of objects stay as they are."""
    extra = read.extra_of(block, _TEXT)
    if "citations" in block and not citations(block["citations"]):
        return {**(extra or {}), "citations": block["citations"]}
    return extra


def citations(value: Any) -> list[ir.Citation]:
    return [citation(read.as_dict(item)) for item in read.as_list(value) if isinstance(item, dict)]


def citation(item: dict[str, Any], vendor: str = VENDOR) -> ir.Citation:
    """Offsets are into the cited document, not into the text, so ``start`` and ``end`` stay None.

    A web result without ``encrypted_index`` is one of our own making (another vendor's citation), so it is no native one.
    """
    foreign = item.get("type") == "web_search_result_location" and not item.get("encrypted_index")
    title = item.get("title") if item.get("title") is not None else item.get("document_title")
    return ir.Citation(
        url=_text_or_none(item.get("url")),
        title=_text_or_none(title),
        cited_text=_text_or_none(item.get("cited_text")),
        native=None if foreign else native(item, vendor),
    )


def _text_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _image(block: dict[str, Any], path: str) -> ir.Part:
    source = _source(block, path)
    if source is None:
        return opaque(block, path)
    return ir.ImagePart(
        source=source,
        cache_control=read.maybe_obj(block, "cache_control", path),
        extra=read.extra_of(block, _IMAGE),
        path=path,
    )


def _document(block: dict[str, Any], path: str) -> ir.Part:
    source = _source(block, path)
    switch = read.maybe_obj(block, "citations", path)
    enabled = read.maybe_bool(switch, "enabled", f"{path}.citations") if switch is not None else None
    if source is None or (switch is not None and switch != {"enabled": enabled}):
        return opaque(block, path)
    return ir.FilePart(
        source=source,
        filename=None,
        title=read.maybe_text(block, "title", path),
        context=read.maybe_text(block, "context", path),
        citations=enabled,
        cache_control=read.maybe_obj(block, "cache_control", path),
        extra=read.extra_of(block, _DOCUMENT),
        path=path,
    )


def _source(block: Mapping[str, Any], path: str) -> ir.Media | None:
    """None for kinds the IR cannot hold (``content``: blocks inside a document)."""
    here = f"{path}.source"
    source = read.obj(block.get("source"), here)
    known = _SOURCES.get(read.needed_text(source, "type", here))
    if known is None or not source.keys() <= known:
        return None
    match source["type"]:
        case "base64":
            return ir.Media(
                media_type=read.needed_text(source, "media_type", here), data=read.needed_text(source, "data", here)
            )
        case "text":
            return ir.Media(
                media_type=read.needed_text(source, "media_type", here), text=read.needed_text(source, "data", here)
            )
        case "url":
            return ir.Media(url=read.needed_text(source, "url", here))
        case _:
            return ir.Media(file_id=read.needed_text(source, "file_id", here))


def reasoning(block: dict[str, Any], path: str) -> list[ir.ReasoningPart]:
    """A thinking block of a request: the model's own, or the parts of another vendor that rode in its signature."""
    carried = carrier.unpack(block.get("data" if block.get("type") == "redacted_thinking" else "signature"))
    if carried is None:
        return [thought(block, path)]
    for part in carried:
        part.path = path
    if len(carried) == 1 and not carried[0].text:
        carried[0].text = read.as_text(block.get("thinking"))  # tokens leave out what stands beside them
    return carried


def thought(block: dict[str, Any], path: str = "", vendor: str = VENDOR) -> ir.ReasoningPart:
    """A thinking block as it is; only a signed one is worth keeping verbatim."""
    redacted = block.get("type") == "redacted_thinking"
    signed = bool(read.as_text(block.get("data" if redacted else "signature")))
    return ir.ReasoningPart(
        text=read.as_text(block.get("thinking")),
        redacted=redacted,
        native=native(block, vendor) if signed else None,
        path=path,
    )


def _tool_use(block: dict[str, Any], path: str) -> ir.ToolCallPart:
    arguments = block.get("input")
    return ir.ToolCallPart(
        id=read.needed_text(block, "id", path),
        name=read.needed_text(block, "name", path),
        arguments=codec.dumps_text(read.obj(arguments, f"{path}.input")) if arguments else "{}",
        cache_control=read.maybe_obj(block, "cache_control", path),
        extra=read.extra_of(block, _TOOL_USE),
        path=path,
    )


def _tool_result(block: dict[str, Any], path: str) -> ir.ToolResultPart:
    content, extra = block.get("content"), read.extra_of(block, _TOOL_RESULT)
    failed = read.maybe_bool(block, "is_error", path)
    if failed is False:
        extra = {**(extra or {}), "is_error": False}
    if content in ("", []):  # nothing to show, but not the same on the wire as no content
        extra = {**(extra or {}), "content": content}
    return ir.ToolResultPart(
        call_id=read.needed_text(block, "tool_use_id", path),
        content=read_content(content, f"{path}.content") if content not in (None, "", []) else [],
        is_error=failed is True,
        cache_control=read.maybe_obj(block, "cache_control", path),
        extra=extra,
        path=path,
    )


def opaque(block: dict[str, Any], path: str = "", vendor: str = VENDOR) -> ir.OpaquePart:
    return ir.OpaquePart(native=native(block, vendor), text=_stand_in(block), path=path)


_READERS: dict[str, Callable[[dict[str, Any], str], ir.Part]] = {
    "text": _text, "image": _image, "document": _document, "tool_use": _tool_use, "tool_result": _tool_result,
}  # fmt: skip


def _stand_in(block: Mapping[str, Any]) -> str:
    """What another vendor's model may read in place of the block."""
    match block.get("type"):
        case "tool_reference":
            return f"The tool {read.as_text(block.get('tool_name'))} is available now."
        case "search_result":
            head = "\n".join(read.as_text(block.get(key)) for key in ("title", "source"))
            return f"{head}\n{_joined(block.get('content'))}".strip()
        case "document":
            source = read.as_dict(block.get("source"))
            head = "\n".join(read.as_text(block.get(key)) for key in ("title", "context"))
            return f"{head}\n{_joined(source.get('content')) or read.as_text(source.get('data'))}".strip()
        case "mcp_tool_result":
            return _joined(block.get("content"))
        case "compaction":
            return read.as_text(block.get("content"))
        case _:
            return ""


def _joined(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(read.as_text(read.as_dict(item).get("text")) for item in read.as_list(content)).strip()
