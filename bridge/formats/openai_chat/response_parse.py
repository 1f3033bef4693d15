"""A whole Chat Completions answer → IR, with all the oddities of compatible vendors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from bridge import codec, ir, toolbox
from bridge.errors import InvalidResponseError, UpstreamError
from bridge.formats import read
from bridge.formats.base import Context, Dialect, split_extra
from bridge.formats.openai_chat import answer, parts_parse, think_tags
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.formats.openai_chat.errors import error_of
from bridge.formats.openai_chat.messages_parse import STATE_FIELDS, TEXT_FIELDS

_BODY = frozenset({"id", "object", "created", "model", "choices", "usage", "service_tier"})
_CHOICE = frozenset({"index", "message", "finish_reason", "logprobs"})
_MESSAGE = frozenset(
    {"role", "content", "refusal", "annotations", "audio", "function_call", "tool_calls", *TEXT_FIELDS, *STATE_FIELDS}
)  # fmt: skip


def parse_response(body: Mapping[str, Any], dialect: Dialect, context: Context) -> ir.Response:
    """Raises UpstreamError for an error hidden in a success, InvalidResponseError when there are no choices at all."""
    chat = cast("ChatDialect", dialect)
    raw = dict(body)
    if (error := error_of(raw, chat)) is not None:
        raise UpstreamError(error)
    choices = _choices(raw)
    return ir.Response(
        origin="openai-chat",
        id=read.as_text(raw.get("id")),
        model=read.as_text(raw.get("model")),
        candidates=[_candidate(choice, chat, context) for choice in choices],
        usage=answer.usage_of(_usage(raw, choices), chat),
        created=read.as_count(raw.get("created")),
        service_tier=raw["service_tier"] if isinstance(raw.get("service_tier"), str) else None,
        extra=split_extra(raw, _BODY),
    )


def facts(body: Mapping[str, Any], dialect: Dialect, context: Context) -> tuple[ir.Usage, ir.FinishReason]:
    """Usage and finish reason of the first choice. Raises like ``parse_response``."""
    chat = cast("ChatDialect", dialect)
    raw = dict(body)
    if (error := error_of(raw, chat)) is not None:
        raise UpstreamError(error)
    choices = _choices(raw)
    message = read.as_dict(choices[0].get("message"))
    if message.get("tool_calls") or message.get("function_call"):
        reason = _candidate(choices[0], chat, context).finish_reason
    else:
        reason = answer.finish_of(
            choices[0].get("finish_reason"), chat, calls=False, refusal=bool(read.as_text(message.get("refusal")))
        )
    return answer.usage_of(_usage(raw, choices), chat), reason


def _choices(body: dict[str, Any]) -> list[dict[str, Any]]:
    choices = [read.as_dict(choice) for choice in read.as_list(body.get("choices"))]
    if not choices:
        raise InvalidResponseError("must hold at least one choice", "choices")
    return choices


def _usage(body: dict[str, Any], choices: list[dict[str, Any]]) -> Any:
    """Where vendors put it."""
    return body.get("usage") or read.as_dict(body.get("x_groq")).get("usage") or choices[-1].get("usage")


def _candidate(choice: dict[str, Any], dialect: ChatDialect, context: Context) -> ir.Candidate:
    message = read.as_dict(choice.get("message"))
    parts = [*_content(message, dialect), *_calls(message, context)]
    calls = [part for part in parts if isinstance(part, ir.ToolCallPart)]
    raw = choice.get("finish_reason")
    reason = answer.finish_of(
        raw, dialect, calls=bool(calls), refusal=any(isinstance(part, ir.RefusalPart) for part in parts)
    )  # fmt: skip
    if reason == "tool_calls" and any(call.kind == "function" and answer.is_cut(call.arguments) for call in calls[-1:]):
        reason = "length"
    extra = split_extra(choice, _CHOICE)
    if inner := split_extra(message, _MESSAGE):
        extra = {**(extra or {}), "message": inner}
    logprobs = choice.get("logprobs")
    return ir.Candidate(
        parts=parts, finish_reason=reason, raw_finish_reason=raw if isinstance(raw, str) else None,
        logprobs=read.as_dict(logprobs) or None, extra=extra,
    )  # fmt: skip


# --------------------------------------------------------------------------- content


def _content(message: dict[str, Any], dialect: ChatDialect) -> list[ir.Part]:
    parts: list[ir.Part] = []
    if (thoughts := thoughts_of(message, dialect)) is not None:
        parts.append(thoughts)
    content = message.get("content")
    if isinstance(content, str):
        if dialect.think_tags and not parts:
            thought, content = think_tags.split(content)
            if thought:
                parts.append(ir.ReasoningPart(text=thought, path="content"))
        if content:
            parts.append(ir.TextPart(text=content))
    for item in read.as_list(content):
        piece = read.as_dict(item)
        if piece.get("type") == "thinking":
            thought_part = parts_parse.thinking(piece, "content")
            thought_part.native = ir.Native(vendor=dialect.vendor, format="openai-chat", block=piece)
            parts.append(thought_part)
        elif isinstance(piece.get("text"), str) and piece["text"]:
            parts.append(ir.TextPart(text=piece["text"]))
    if isinstance(message.get("refusal"), str) and message["refusal"]:
        parts.append(ir.RefusalPart(text=message["refusal"]))
    if audio := read.as_dict(message.get("audio")):
        parts.append(audio_of(audio))
    citations = [cite for item in read.as_list(message.get("annotations")) if (cite := citation_of(item)) is not None]
    if citations:
        _last_text(parts).citations.extend(citations)
    return parts


def thoughts_of(message: dict[str, Any], dialect: ChatDialect) -> ir.ReasoningPart | None:
    """Plain thoughts with the opaque state beside them; the part's path is the field the words stood in."""
    words, where = "", ""
    for field in TEXT_FIELDS:
        value = message.get(field)
        if isinstance(value, str) and value:
            words, where = value, field
            break
    state = {field: message[field] for field in STATE_FIELDS if message.get(field)}
    if not words and not state:
        return None
    if not words:
        words = "".join(detail_text(read.as_dict(item)) for item in read.as_list(state.get("reasoning_details")))
    native = ir.Native(vendor=dialect.vendor, format="openai-chat", block=state) if state else None
    return ir.ReasoningPart(text=words, native=native, path=where)


def detail_text(detail: dict[str, Any]) -> str:
    """The readable part of an entry of ``reasoning_details``."""
    return read.as_text(detail.get("text")) or read.as_text(detail.get("summary"))


def _last_text(parts: list[ir.Part]) -> ir.TextPart:
    for part in reversed(parts):
        if isinstance(part, ir.TextPart):
            return part
    made = ir.TextPart(text="")
    parts.append(made)
    return made


def citation_of(item: Any) -> ir.Citation | None:
    annotation = read.as_dict(item)
    found = read.as_dict(annotation.get("url_citation"))
    if not found:
        return None
    return ir.Citation(
        url=read.as_text(found.get("url")) or None, title=read.as_text(found.get("title")) or None,
        cited_text=read.as_text(found.get("content")) or None, start=read.as_count(found.get("start_index")),
        end=read.as_count(found.get("end_index")), native=ir.Native(vendor="openai", format="openai-chat", block=annotation),
    )  # fmt: skip


def audio_of(audio: dict[str, Any]) -> ir.AudioPart:
    return ir.AudioPart(
        source=ir.Media(data=read.as_text(audio.get("data")), media_type="audio/wav"),
        transcript=read.as_text(audio.get("transcript")) or None, id=read.as_text(audio.get("id")) or None,
        expires_at=read.as_count(audio.get("expires_at")),
    )  # fmt: skip


# --------------------------------------------------------------------------- calls


def _calls(message: dict[str, Any], context: Context) -> list[ir.ToolCallPart]:
    calls: list[ir.ToolCallPart] = []
    used: set[str] = set()
    for item in read.as_list(message.get("tool_calls")):
        entry = read.as_dict(item)
        custom = read.as_dict(entry.get("custom"))
        inner = custom or read.as_dict(entry.get("function"))
        name = read.as_text(inner.get("name"))
        if not name:
            continue
        given = read.as_text(entry.get("id"))
        call_id = given if given and given not in used else answer.call_id()
        used.add(call_id)
        if custom:
            calls.append(made_call(call_id, name, read.as_text(custom.get("input")), context, freeform=True))
        else:
            calls.append(made_call(call_id, name, _arguments(inner.get("arguments")), context, freeform=False))
    legacy = read.as_dict(message.get("function_call"))
    if legacy.get("name") and not calls:
        arguments = _arguments(legacy.get("arguments"))
        call = made_call(answer.call_id(), read.as_text(legacy["name"]), arguments, context, freeform=False)
        call.path = "function_call"
        calls.append(call)
    return calls


def _arguments(value: Any) -> str:
    if isinstance(value, dict):  # Ollama's own API and some hosts give the object
        return codec.dumps_text(value)
    return answer.as_arguments(read.as_text(value))


def made_call(call_id: str, sent: str, arguments: str, context: Context, *, freeform: bool) -> ir.ToolCallPart:
    """A call under the client's own name; wrapped freeform tools are unwrapped."""
    name, namespace = toolbox.restore(context, sent)
    wrapped = sent in context.custom_tools and not freeform
    return ir.ToolCallPart(
        id=call_id, name=name, arguments=toolbox.unwrap(arguments) if wrapped else arguments,
        kind="custom" if freeform or wrapped else "function", namespace=namespace,
    )  # fmt: skip
