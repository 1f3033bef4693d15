"""Messages of a request for an OpenAI-like endpoint, from whatever format they came."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bridge import carrier, history, ir, toolbox
from bridge.capabilities.gpt import ModelLimits
from bridge.formats import read
from bridge.formats.openai_chat.content_build import ContentBuilder
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.formats.openai_chat.messages_parse import STATE_FIELDS
from bridge.formats.openai_chat.stream_state import add_state
from bridge.names import CallIds
from bridge.report import Report

#: Claude Code's first system block; its checksum differs from request to request and would ruin the prompt cache of others.
_BILLING = "x-anthropic-billing-header:"
#: What an assistant message may hold instead of content.
_INSTEAD = frozenset({"tool_calls", "function_call", "refusal", "audio"})
_MEDIA = (ir.ImagePart, ir.FilePart, ir.AudioPart)
_EMPTY_RESULT = "[The tool returned only media; it follows.]"


class MessagesBuilder:
    """One request's messages. ``keep``: they came in this very format, so shapes and extras go out as they came. ``files``: ids of
    uploaded files mean something to the target."""

    def __init__(
        self, dialect: ChatDialect, limits: ModelLimits, report: Report, names: toolbox.ToolNames, *,
        keep: bool, files: bool = False,
    ) -> None:  # fmt: skip
        self._dialect = dialect
        self._limits = limits
        self._report = report
        self._names = names
        self._keep = keep
        self._ids = CallIds(dialect.id_limit)
        self._paths: dict[str, str] = {}
        self._content = ContentBuilder(dialect, limits, report, keep=keep, files=files)

    def build(self, request: ir.Request) -> list[dict[str, Any]]:
        self._paths = request.paths
        messages = history.pair_tools(request.messages, self._report)
        if self._dialect.system == "front":
            front, messages = history.split_system(messages, in_place=False, report=self._report)
            messages = [*_one_system(front), *messages]
        out: list[dict[str, Any]] = []
        for message in messages:
            match message.role:
                case "system" | "developer":
                    self._system(message, out)
                case "user":
                    self._user(message, out)
                case "assistant":
                    self._assistant(message, out)
                case "tool":
                    self._tool(message, out)
        return out

    # ------------------------------------------------------------------ system and user

    def _system(self, message: ir.Message, out: list[dict[str, Any]]) -> None:
        if not self._keep:
            parts: list[ir.Part] = []
            for part in message.parts:
                if isinstance(part, ir.TextPart) and part.text.startswith(_BILLING):
                    self._report.dropped(part.path, "a billing line of the client, only for its own vendor", "info")
                else:
                    parts.append(part)
            message = replace(message, parts=parts)
        role: str = message.role
        if role == "developer" and not (self._dialect.developer and self._limits.instructions == "any"):
            role = "system"
        if self._limits.instructions == "user":
            self._report.approximated(message.path, "this model takes no system text; it was sent as the user's")
            role = "user"
        content = self._content.build(message.parts, "\n\n", rich=False)
        if content is not None:
            out.append(self._framed(message, {"role": role, "content": content}))

    def _user(self, message: ir.Message, out: list[dict[str, Any]]) -> None:
        content = self._content.build(message.parts, "\n\n", rich=True)
        if content is not None:
            out.append(self._framed(message, {"role": "user", "content": content}))

    def _framed(self, message: ir.Message, built: dict[str, Any]) -> dict[str, Any]:
        if message.name is not None:
            built["name"] = message.name[:64]
        if self._keep:
            read.put_back(built, message.extra)
        else:
            self._report.dropped_extra(message.path, message.extra, "Chat Completions")
        return built

    # ------------------------------------------------------------------ assistant

    def _assistant(self, message: ir.Message, out: list[dict[str, Any]]) -> None:
        thoughts: list[ir.ReasoningPart] = []
        calls: list[ir.ToolCallPart] = []
        body: list[ir.Part] = []
        built: dict[str, Any] = {"role": "assistant"}
        for part in message.parts:
            match part:
                case ir.ReasoningPart():
                    thoughts.append(part)
                case ir.ToolCallPart():
                    calls.append(part)
                case ir.RefusalPart() if part.path.endswith(".refusal") or not self._keep:
                    if part.text or self._keep:
                        built["refusal"] = f"{built['refusal']}\n\n{part.text}" if "refusal" in built else part.text
                case ir.AudioPart() if part.id is not None:
                    if self._keep or part.native is not None:
                        built["audio"] = {"id": part.id}
                case _:
                    body.append(part)
        content = self._spoken(body)
        inline = self._add_thoughts(thoughts, built, has_calls=bool(calls))
        if inline:
            spoken = [{"type": "text", "text": content}] if isinstance(content, str) else content or []
            content = [*inline, *spoken]
        if calls:
            self._add_calls(calls, built)
        if content is not None:
            built["content"] = content
        self._framed(message, built)
        if built.get("content") is None:
            if built.keys() & _INSTEAD:
                # null, not absent: several vendors insist on the key.
                if not self._keep:
                    built["content"] = None
            elif self._keep or len(built) > 1:
                built["content"] = ""
            else:
                return
        out.append(built)

    def _spoken(self, parts: list[ir.Part]) -> str | list[dict[str, Any]] | None:
        """What the model said. Neighbouring text parts are one text that was cut up; others are paragraphs."""
        if self._keep:
            return self._content.build(parts, "", rich=False)
        pieces: list[str] = []
        previous: ir.Part | None = None
        for part in parts:
            built = self._content.part(part, rich=False)
            text: str = built["text"] if built is not None else ""
            if text:
                if pieces and not (isinstance(part, ir.TextPart) and isinstance(previous, ir.TextPart)):
                    pieces.append("\n\n")
                pieces.append(text)
            previous = part
        return "".join(pieces) or None

    def _add_thoughts(
        self, thoughts: list[ir.ReasoningPart], built: dict[str, Any], *, has_calls: bool
    ) -> list[dict[str, Any]]:
        """Thoughts in the vendor's own fields; those that live in the content (Mistral) are returned as parts."""
        dialect = self._dialect
        wanted = self._dialect.reasoning_replay == "always" or (
            self._dialect.reasoning_replay == "tool_turns" and has_calls
        )
        inline: list[dict[str, Any]] = []
        texts: list[str] = []
        for part in thoughts:
            own = (
                part.native is not None and part.native.vendor == dialect.vendor and part.native.format == "openai-chat"
            )
            if own or (self._keep and part.native is not None and part.native.format == "openai-chat"):
                self._add_own(part, built, inline, texts)
            elif dialect.reasoning_field is not None and (
                (self._keep and part.native is None) or (wanted and part.text)
            ):
                self._add_plain(part, inline, texts)
            else:
                self._report_thought(part, wanted)
        if texts and dialect.reasoning_field in ("reasoning_content", "reasoning"):
            built[dialect.reasoning_field] = "\n\n".join(texts)
        elif wanted and has_calls and dialect.reasoning_field == "reasoning_content":
            # "The `reasoning_content` in the thinking mode must be passed back to the API": an empty one is taken.
            built[dialect.reasoning_field] = ""
        return inline

    def _add_own(
        self, part: ir.ReasoningPart, built: dict[str, Any], inline: list[dict[str, Any]], texts: list[str]
    ) -> None:
        block = part.native.block if part.native is not None else {}
        if block.get("type") == "thinking":
            if self._dialect.reasoning_field == "content":
                inline.append(block)
            else:
                self._report_thought(part, wanted=False)
            return
        state = {
            key: value for key, value in block.items() if key in STATE_FIELDS and (key in self._dialect.state_fields)
        }
        if len(state) < len(block):
            self._report.dropped(
                part.path, f"{', '.join(block.keys() - state.keys())}: not known to {self._dialect.vendor}", "info"
            )
        add_state(built, state)
        if part.text and self._dialect.reasoning_field is not None:
            self._add_plain(part, inline, texts)

    def _add_plain(self, part: ir.ReasoningPart, inline: list[dict[str, Any]], texts: list[str]) -> None:
        if self._dialect.reasoning_field == "content":
            inline.append({"type": "thinking", "thinking": [{"type": "text", "text": part.text}]})
        else:
            texts.append(part.text)

    def _report_thought(self, part: ir.ReasoningPart, wanted: bool) -> None:
        if part.native is not None and part.native.vendor != self._dialect.vendor:
            reason = f"the thinking is signed by {part.native.vendor} and worthless to {self._dialect.vendor}"
        elif self._dialect.reasoning_field is None:
            reason = f"{self._dialect.vendor} takes no thinking back on Chat Completions"
        else:
            reason = "the vendor does not want thinking of this turn back" if not wanted else "the thinking has no text"
        self._report.dropped(part.path, reason, "info")

    # ------------------------------------------------------------------ calls and results

    def _add_calls(self, calls: list[ir.ToolCallPart], built: dict[str, Any]) -> None:
        legacy = calls[0].path.endswith(".function_call") and self._keep
        if legacy:
            built["function_call"] = {"name": self._names.send(calls[0].name), "arguments": calls[0].arguments}
            return
        built["tool_calls"] = [self._call(call) for call in calls]

    def _call(self, call: ir.ToolCallPart) -> dict[str, Any]:
        built: dict[str, Any] = {"id": call.id if self._fits(call.id) else self._ids.call(_plain_id(call.id))}
        name = self._names.send(call.name, call.namespace)
        if call.kind == "custom" and self.takes_custom:
            built.update(type="custom", custom={"name": name, "input": call.arguments})
        else:
            arguments = toolbox.wrap(call.arguments) if call.kind == "custom" else call.arguments
            if not arguments.strip() and not self._keep:
                arguments = "{}"
            built.update(type="function", function={"name": name, "arguments": arguments})
        if not self._keep:
            self._report.dropped_extra(call.path, call.extra, "Chat Completions")
            return built
        read.put_back(built, call.extra)
        return built

    @property
    def takes_custom(self) -> bool:
        return "custom_tools" not in self._dialect.refuses and self._limits.custom_tools

    def _fits(self, call_id: str) -> bool:
        """Whether an id goes out as the client wrote it."""
        return self._keep and 0 < len(call_id) <= self._dialect.id_limit

    def _tool(self, message: ir.Message, out: list[dict[str, Any]]) -> None:
        """One message per result; what cannot stand in a tool message follows as the user's after the last of them."""
        pictures: list[ir.Part] = []
        results = [part for part in message.parts if isinstance(part, ir.ToolResultPart)]
        out.extend(self._result(part, pictures) for part in results)
        if pictures:
            content = self._content.build(pictures, "\n\n", rich=True)
            if content is not None:
                out.append({"role": "user", "content": content})

    def _result(self, part: ir.ToolResultPart, pictures: list[ir.Part]) -> dict[str, Any]:
        call_id = part.call_id if self._fits(part.call_id) else self._ids.result(_plain_id(part.call_id))
        texts: list[ir.Part] = []
        found: list[ir.Part] = []
        for inner in part.content:
            media = self._content.media(inner) if isinstance(inner, _MEDIA) else None
            if media is not None and media["type"] != "text":
                found.append(inner)
            else:
                texts.append(inner)
        for inner in found:
            self._report.approximated(inner.path, "tool messages hold only text; it follows as the user's")
        if found:
            pictures.append(ir.TextPart(text=f"[Result of the tool call {call_id}:]"))
            pictures.extend(found)
        content = self._content.build(texts, "\n", rich=False)
        if content is None:
            content = _EMPTY_RESULT if found else ""
        if part.is_error and isinstance(content, str) and not content.lstrip().lower().startswith(("error", "[", "<")):
            content = f"Error: {content}"
            self._report.approximated(f"{part.path}.is_error", "said in the text of the result")
        elif part.is_error:
            self._report.mapped(f"{part.path}.is_error")
        built: dict[str, Any] = {"role": "tool", "tool_call_id": call_id, "content": content}
        if not self._keep:
            self._report.dropped_extra(part.path, part.extra, "Chat Completions")
            return built
        if f"{part.path}.name" in self._paths:
            built["name"] = part.name
        read.put_back(built, part.extra)
        return built


def _plain_id(call_id: str) -> str:
    return carrier.split_id(call_id)[0] if carrier.ID_SEPARATOR in call_id else call_id


def _one_system(front: list[ir.Message]) -> list[ir.Message]:
    if len(front) < 2:
        return front
    return [replace(front[0], role="system", parts=[part for message in front for part in message.parts], extra=None)]
