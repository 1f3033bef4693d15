"""A branch of a conversation as a request in one of the wire formats."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.storage.records import Attachment, Message
from bridge import ir
from bridge.convert import format_of
from bridge.formats.base import Context
from bridge.report import Report

EFFORTS = ("none", "low", "medium", "high")
_WIDEST: ir.FormatName = "openai-responses"
"""Spoken where the proxy accepts any format: it has a place for pictures, files, thoughts and tools and demands nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatOptions:
    """What a conversation sets; None leaves it to the model."""

    temperature: float | None = None
    max_tokens: int | None = None
    effort: str | None = None
    tools: bool = False
    """Offer the built-in example tools."""
    stream: bool = True

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> ChatOptions:
        """Raises `field_invalid`."""
        temperature, most, effort = stored.get("temperature"), stored.get("max_tokens"), stored.get("effort")
        if temperature is not None and (not _is_number(temperature) or not 0 <= temperature <= 2):
            raise _refused("temperature", temperature, "Use a number from 0 to 2")
        if most is not None and (not isinstance(most, int) or isinstance(most, bool) or not 1 <= most <= 10_000_000):
            raise _refused("max_tokens", most, "Use a whole number from 1 on")
        if effort is not None and effort not in EFFORTS:
            raise _refused("effort", effort, f"Allowed: {', '.join(EFFORTS)}")
        return cls(
            temperature=temperature,
            max_tokens=most,
            effort=effort,
            tools=stored.get("tools") is True,
            stream=stored.get("stream") is not False,
        )

    def as_json(self) -> dict[str, Any]:
        """Only what differs from the default."""
        values: dict[str, Any] = {
            "temperature": self.temperature,
            "max_tokens": self.max_tokens,
            "effort": self.effort,
        }
        kept = {name: value for name, value in values.items() if value is not None}
        return kept | ({"tools": True} if self.tools else {}) | ({} if self.stream else {"stream": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class WireRequest:
    """`path` begins with a slash; `context` is what reads the answer."""

    path: str
    body: bytes = field(repr=False)
    format: ir.FormatName
    context: Context
    stream: bool


def build_request(
    *,
    route: str,
    inbound: str,
    model: str,
    messages: Sequence[ir.Message],
    options: ChatOptions,
    tools: Sequence[ir.Tool] = (),
) -> WireRequest:
    """`route` as a conversation stores it; `inbound` is the format of a proxy, or `any`."""
    chosen = format_of(_WIDEST if inbound == "any" else inbound)
    kind, _, slug = route.partition("/")
    # A provider is reached by the address for all models, which converts; its own address passes everything through.
    asked = f"{slug}/{model}" if kind == "providers" else model
    prefix = f"/proxies/{slug}" if kind == "proxies" else ""
    origin: Literal["gemini", "openai-chat"] = "openai-chat" if chosen.name == "gemini" else "gemini"
    request = ir.Request(
        origin=origin,
        model=asked,
        messages=list(messages),
        stream=options.stream,
        tools=list(tools),
        reasoning=_reasoning(options.effort),
        max_output_tokens=options.max_tokens,
        temperature=options.temperature,
    )
    context = Context(
        inbound=chosen.name,
        outbound=chosen.name,
        vendor=chosen.default_dialect.vendor,
        model=asked,
        target_model=asked,
        stream=options.stream,
        request=request,
    )
    body = chosen.build_request(request, chosen.default_dialect, Report(), context)
    path = prefix + chosen.endpoint(asked, options.stream)
    return WireRequest(
        path=path, body=json.dumps(body).encode(), format=chosen.name, context=context, stream=options.stream
    )


def messages_of(
    system_prompt: str, branch: Iterable[Message], files: Mapping[str, Attachment], inbound: str
) -> list[ir.Message]:
    """The branch in order. Answers without any content (failed ones) are left out."""
    wire = _WIDEST if inbound == "any" else inbound
    found: list[ir.Message] = []
    if system_prompt.strip():
        found.append(ir.Message(role="system", parts=[ir.TextPart(text=system_prompt.strip())]))
    for message in branch:
        if message.role == "user":
            found.append(ir.Message(role="user", parts=[_user_part(part, files) for part in message.parts]))
        else:
            found += answer_messages(message.parts, wire)
    return [message for message in found if message.parts]


def answer_messages(parts: Iterable[Mapping[str, Any]], wire: str) -> list[ir.Message]:
    """One answer as turns: what the model said, what its tools gave back, what it said then."""
    turns: list[ir.Message] = []
    for part in parts:
        made = _answer_part(part, wire)
        if made is None:
            continue
        role: ir.Role = "tool" if isinstance(made, ir.ToolResultPart) else "assistant"
        if not turns or turns[-1].role != role:
            turns.append(ir.Message(role=role, parts=[]))
        turns[-1].parts.append(made)
    return [turn for turn in turns if not _is_unanswered(turn, turns)]


def _is_unanswered(turn: ir.Message, turns: list[ir.Message]) -> bool:
    """Takes calls out that were cut off before their tool had run: vendors refuse a call without a result."""
    answered = {part.call_id for other in turns for part in other.parts if isinstance(part, ir.ToolResultPart)}
    turn.parts = [part for part in turn.parts if not isinstance(part, ir.ToolCallPart) or part.id in answered]
    return all(isinstance(part, ir.ReasoningPart) for part in turn.parts)


def _user_part(part: Mapping[str, Any], files: Mapping[str, Attachment]) -> ir.Part:
    file = files.get(str(part.get("attachment_id")))
    if file is None:
        return ir.TextPart(text=str(part.get("text", "")))
    if part["type"] == "image":
        return ir.ImagePart(source=ir.Media(media_type=file.media_type, data=_base64(file.data)))
    if file.media_type == "application/pdf":
        return ir.FilePart(source=ir.Media(media_type=file.media_type, data=_base64(file.data)), filename=file.name)
    text = file.data.decode("utf-8", "replace")
    fence = "`" * max(3, _longest_fence(text) + 1)
    return ir.TextPart(text=f"File {file.name}:\n{fence}\n{text}\n{fence}")


def _answer_part(part: Mapping[str, Any], wire: str) -> ir.Part | None:
    text = str(part.get("text", ""))
    native = _native(part.get("native"), wire)
    match part.get("type"):
        case "text":
            return ir.TextPart(text=text, native=native) if text else None
        case "reasoning":
            return ir.ReasoningPart(text=text, native=native)
        case "refusal":
            return ir.RefusalPart(text=text)
        case "tool_call":
            arguments = str(part.get("arguments", "")) or "{}"
            return ir.ToolCallPart(id=str(part["id"]), name=str(part["name"]), arguments=arguments, native=native)
        case "tool_result":
            content: list[ir.Part] = [ir.TextPart(text=text)]
            is_error = part.get("is_error") is True
            return ir.ToolResultPart(
                call_id=str(part["id"]), name=str(part["name"]), content=content, is_error=is_error
            )
        case "opaque" if native is not None:
            return ir.OpaquePart(native=native, text=text)
        case _:
            return None


def _native(stored: object, wire: str) -> ir.Native | None:
    """Signed or encrypted state goes back only in the format it came in."""
    if not isinstance(stored, Mapping) or stored.get("format") != wire:
        return None
    return ir.Native(vendor=str(stored["vendor"]), format=stored["format"], block=dict(stored["block"]))


def _reasoning(effort: str | None) -> ir.Reasoning | None:
    if effort is None:
        return None
    if effort == "none":
        return ir.Reasoning(enabled=False, effort="none")
    return ir.Reasoning(enabled=True, effort=effort, show=True, summary="auto")  # type: ignore[arg-type]  # one of EFFORTS


def _longest_fence(text: str) -> int:
    longest = run = 0
    for char in text:
        run = run + 1 if char == "`" else 0
        longest = max(longest, run)
    return longest


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _refused(field: str, value: object, reason: str) -> InvalidInputError:
    return InvalidInputError("field_invalid", field=field, value=str(value), reason=reason)
