"""IR → a whole Chat Completions answer in OpenAI's strict form."""

from __future__ import annotations

from typing import Any

from bridge import carrier, envelope, ir
from bridge.formats.base import Context
from bridge.formats.openai_chat import answer, media_out
from bridge.formats.openai_chat.stream_state import add_state
from bridge.report import Report


def build_response(response: ir.Response, report: Report, context: Context) -> dict[str, Any]:
    own = response.origin == "openai-chat"
    if response.error is not None:
        return {"error": envelope.openai_error(response.error)}
    body: dict[str, Any] = {
        "id": answer.answer_id(response.id),
        "object": "chat.completion",
        "created": answer.created(response.created),
        "model": answer.answer_model(response.model, context, own=own),
        "choices": [
            _choice(index, candidate, report, context, own=own) for index, candidate in enumerate(response.candidates)
        ],
    }
    usage = answer.usage_body(response.usage, own=own)
    if usage is not None:
        body["usage"] = usage
    if own:
        if response.service_tier is not None:
            body["service_tier"] = response.service_tier
        for key, value in (response.extra or {}).items():
            body.setdefault(key, value)
    else:
        report.dropped_extra("", response.extra, "Chat Completions")
    return body


def _choice(index: int, candidate: ir.Candidate, report: Report, context: Context, *, own: bool) -> dict[str, Any]:
    message = MessageMaker(report, context, own=own).make(candidate.parts)
    legacy = "function_call" in message
    extra = candidate.extra or {}
    if own:
        for key, value in extra.get("message", {}).items():
            message.setdefault(key, value)
    built: dict[str, Any] = {
        "index": index,
        "message": message,
        "logprobs": candidate.logprobs,
        "finish_reason": answer.finish_word(
            candidate.finish_reason,
            calls=legacy or "tool_calls" in message,
            refusal=bool(message["refusal"]),
            legacy=legacy,
        ),
    }
    if own:
        for key, value in extra.items():
            if key != "message":
                built.setdefault(key, value)
    else:
        report.dropped_extra(f"choices[{index}]", extra, "Chat Completions")
    return built


class MessageMaker:
    """One assistant message. Foreign reasoning state rides on the ids of the calls that follow it (see ``carrier``)."""

    def __init__(self, report: Report, context: Context, *, own: bool) -> None:
        self._report = report
        self._context = context
        self._own = own
        self._texts: list[str] = []
        self._thoughts: list[str] = []
        self._refusals: list[str] = []
        self._annotations: list[dict[str, Any]] = []
        self._calls: list[dict[str, Any]] = []
        self._waiting: list[ir.ReasoningPart] = []
        self._state: dict[str, Any] = {}
        self._thought_field = "reasoning_content"
        self._legacy = False
        self._extended = answer.is_extended(context)
        self._audio: dict[str, Any] | None = None
        self._previous: ir.Part | None = None

    def make(self, parts: list[ir.Part]) -> dict[str, Any]:
        for part in parts:
            self._add(part)
            self._previous = part
        content = "".join(self._texts)
        message: dict[str, Any] = {
            "role": "assistant",
            "content": content or None,
            "refusal": "".join(self._refusals) or None,
        }
        if self._thoughts:
            message[self._thought_field] = "".join(self._thoughts)
        message.update(self._state)
        if self._annotations:
            message["annotations"] = self._annotations
        if self._audio is not None:
            message["audio"] = self._audio
        if self._calls:
            if self._legacy or answer.is_legacy(self._context):
                message["function_call"] = self._calls[0].get("function")
            else:
                message["tool_calls"] = self._calls
        if (
            message["content"] is None
            and message.keys() <= {"role", "content", "refusal"}
            and message["refusal"] is None
        ):
            message["content"] = ""
        return message

    def _add(self, part: ir.Part) -> None:
        match part:
            case ir.TextPart():
                self._text(part)
            case ir.ReasoningPart():
                self._thought(part)
            case ir.ToolCallPart():
                self._legacy = self._own and part.path == "function_call"
                self._calls.append(self._call(part))
            case ir.RefusalPart():
                self._refusals.append(part.text)
            case ir.AudioPart():
                self._audio = media_out.audio(part)
            case ir.ImagePart() | ir.FilePart():
                self._media(part)
            case ir.OpaquePart() | ir.ToolResultPart():
                self._report.dropped(
                    part.path, "work of the vendor's own tools; Chat Completions has no place for it", "info"
                )

    def _text(self, part: ir.TextPart) -> None:
        start = sum(len(text) for text in self._texts)
        if part.text:
            if start and not isinstance(self._previous, ir.TextPart):
                self._texts.append("\n\n")
                start += 2
            self._texts.append(part.text)
        for citation in part.citations:
            if (built := media_out.annotation(citation, start, part.text)) is not None:
                self._annotations.append(built)

    def _media(self, part: ir.ImagePart | ir.FilePart) -> None:
        """Answers are text; a picture is shown as Markdown, the way gateways do."""
        shown = media_out.markdown(part)
        if shown is None:
            self._report.dropped(part.path, "answers of Chat Completions hold no files", "warning")
            return
        self._report.approximated(part.path, "shown as Markdown in the text")
        self._previous = part  # a paragraph of its own
        self._text(ir.TextPart(text=shown))

    def _thought(self, part: ir.ReasoningPart) -> None:
        if part.text and not self._extended:
            self._report.dropped(part.path, "OpenAI's own answers hold no thoughts", "info")
        elif part.text:
            if self._thoughts and not self._own:
                self._thoughts.append("\n\n")
            self._thoughts.append(part.text)
        if self._own:
            if part.path == "reasoning":
                self._thought_field = "reasoning"
            if part.native is not None and part.native.block.get("type") != "thinking":
                add_state(self._state, part.native.block)
        elif part.native is not None:
            self._waiting.append(part)

    def _call(self, part: ir.ToolCallPart) -> dict[str, Any]:
        call_id = part.id or answer.call_id()
        token = riding(self._waiting, part.native)
        self._waiting = []
        if token is not None:
            call_id = carrier.ride_on_id(call_id, token)
        if part.kind == "custom":
            return {"id": call_id, "type": "custom", "custom": {"name": part.name, "input": part.arguments}}
        arguments = answer.as_arguments(part.arguments)
        return {"id": call_id, "type": "function", "function": {"name": part.name, "arguments": arguments}}


def riding(waiting: list[ir.ReasoningPart], native: ir.Native | None) -> str | None:
    """The token for a call: what was thought before it, and the state of the call itself (Gemini's thoughtSignature)."""
    parts = list(waiting)
    if native is not None and native.format != "openai-chat":
        parts.append(ir.ReasoningPart(native=native))
    return carrier.pack(parts) if parts else None
