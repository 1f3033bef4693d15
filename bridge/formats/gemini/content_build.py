"""IR messages → ``contents`` and ``systemInstruction``."""

from __future__ import annotations

from typing import Any, cast

from bridge import history, ir
from bridge.capabilities.gemini import GeminiModel
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.gemini.media import build_media
from bridge.formats.gemini.parts import call_args, nest
from bridge.formats.gemini.wire import BYPASS_SIGNATURE, OWN_ID, PART_KINDS, get
from bridge.names import CallIds
from bridge.report import Report
from bridge.toolbox import ToolNames

#: Claude Code's first system block: accounting for Anthropic, different in every request.
_BILLING = "x-anthropic-billing-header:"
_ID_LIMIT = 128
_START = "[start of the conversation]"
_CONTINUE = "Continue exactly where you stopped."


def build_contents(
    request: ir.Request, dialect: GeminiDialect, model: GeminiModel, names: ToolNames, report: Report
) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """(systemInstruction or None, contents)."""
    own = request.origin == "gemini"
    builder = _Builder(request.origin, dialect, model, names, report)
    messages = request.messages if own else history.pair_tools(request.messages, report)
    system, turns = history.split_system(messages, in_place=False, report=report)
    instruction = builder.system(system)
    contents = builder.contents(turns)
    if not contents and not own:
        return None, [_instead_of_turns(system, instruction, report)]
    if not own:
        _mend_ends(contents, report)
    if model.signatures:
        _sign_calls(contents)
    return instruction, contents


def _instead_of_turns(system: list[ir.Message], instruction: dict[str, Any] | None, report: Report) -> dict[str, Any]:
    """The one turn of a request that has none; the API wants contents."""
    if instruction is None:
        report.add("", "added", "the request has no messages; an empty user turn was put in", "warning")
        return {"role": "user", "parts": [{"text": ""}]}
    report.approximated(system[0].path, "the system text is sent as the user's, for there is nothing else")
    return {"role": "user", "parts": instruction["parts"]}


def _mend_ends(contents: list[dict[str, Any]], report: Report) -> None:
    """A conversation begins and ends with the user."""
    if contents and contents[0]["role"] == "model":
        report.add("", "added", "Gemini conversations begin with the user; a short user turn was put in front")
        contents.insert(0, {"role": "user", "parts": [{"text": _START}]})
    if contents and contents[-1]["role"] == "model":
        report.add(
            "", "added", "Gemini takes no answer to go on with; the model is asked to continue instead", "warning"
        )
        contents.append({"role": "user", "parts": [{"text": _CONTINUE}]})


def _sign_calls(contents: list[dict[str, Any]]) -> None:
    """The first call of each model turn gets the documented bypass where it has no signature (another vendor's call)."""
    for content in contents:
        for part in content["parts"] if content.get("role") == "model" else ():
            if get(part, "functionCall") is not None:
                if get(part, "thoughtSignature") is None:
                    part["thoughtSignature"] = BYPASS_SIGNATURE
                break


class _Builder:
    """Turns messages into contents; ``_pending`` is a signature waiting for the part it belongs to."""

    __slots__ = ("_dialect", "_ids", "_model", "_names", "_origin", "_own", "_pending", "_report", "_sent")

    def __init__(
        self, origin: ir.FormatName, dialect: GeminiDialect, model: GeminiModel, names: ToolNames, report: Report
    ) -> None:
        self._origin = origin
        self._own = origin == "gemini"
        self._dialect = dialect
        self._model = model
        self._names = names
        self._report = report
        self._pending: str | None = None
        #: Names as sent, by the ids as sent.
        self._sent: dict[str, str] = {}
        self._ids = CallIds(_ID_LIMIT)

    # ------------------------------------------------------------------ system

    def system(self, messages: list[ir.Message]) -> dict[str, Any] | None:
        parts: list[dict[str, Any]] = []
        found: dict[str, Any] = {}
        for message in messages:
            self._message_fields(message)
            for part in message.parts:
                if isinstance(part, ir.TextPart):
                    if not self._own and part.text.startswith(_BILLING):
                        self._report.dropped(
                            part.path or message.path, "Anthropic's accounting line is not for other vendors", "info"
                        )
                    elif part.text or self._own:
                        self._text_fields(part)
                        parts.append({"text": part.text, **self._extra(part)})
                elif isinstance(part, ir.OpaquePart) and self._is_native(part.native):
                    parts.append(part.native.block)
                else:
                    self._report.dropped(
                        part.path or message.path, "Gemini's system instruction is text only", "warning"
                    )
            if self._own:
                found.update(message.extra or {})
        if self._own and messages:
            return {**found, "parts": parts}
        return {"parts": parts} if parts else None

    # ------------------------------------------------------------------ turns

    def contents(self, messages: list[ir.Message]) -> list[dict[str, Any]]:
        contents: list[dict[str, Any]] = []
        last_path: str | None = None
        for message in messages:
            self._message_fields(message)
            role = "model" if message.role == "assistant" else "user"
            parts = self._parts(message)
            joins = bool(contents) and contents[-1]["role"] == role and (not self._own or message.path == last_path)
            last_path = message.path
            if joins:
                contents[-1]["parts"].extend(parts)
            elif parts or self._own:
                contents.append({"role": role, "parts": parts})
                if self._own:
                    contents[-1].update(message.extra or {})
        return contents

    def _parts(self, message: ir.Message) -> list[dict[str, Any]]:
        built: list[dict[str, Any]] = []
        late: list[dict[str, Any]] = []
        for part in message.parts:
            built.extend(self._part(part, late))
        if self._pending is not None:
            # A signature after the last part of the turn travels on an empty text, as the API itself sends it.
            built.append({"text": "", "thoughtSignature": self._take()})
        if not built and not late and any(isinstance(part, ir.TextPart) for part in message.parts):
            built.append({"text": ""})
        return [*built, *late]

    def _part(self, part: ir.Part, late: list[dict[str, Any]]) -> list[dict[str, Any]]:
        match part:
            case ir.TextPart():
                return self._text(part)
            case ir.ImagePart() | ir.FilePart() | ir.AudioPart():
                return self._media(part)
            case ir.ReasoningPart():
                return self._reasoning(part)
            case ir.ToolCallPart():
                return [self._call(part)]
            case ir.ToolResultPart():
                return [self._result(part, late)]
            case ir.RefusalPart():
                self._report.approximated(part.path, "a refusal is sent as text")
                self._report.dropped_extra(part.path, part.extra, "Gemini")
                return [{"text": part.text}] if part.text else []
            case ir.OpaquePart():
                return self._opaque(part)

    def _text(self, part: ir.TextPart) -> list[dict[str, Any]]:
        self._text_fields(part)
        signature = self._signature(part.native)
        if not part.text and signature is None and not self._own:
            return []
        built: dict[str, Any] = {"text": part.text, **self._extra(part)}
        if signature is not None:
            built["thoughtSignature"] = signature
        return [built]

    def _media(self, part: ir.ImagePart | ir.FilePart | ir.AudioPart) -> list[dict[str, Any]]:
        if not self._own:
            self._media_fields(part)
        lead: list[dict[str, Any]] = []
        if isinstance(part, ir.FilePart) and (part.title or part.context):
            lead.append({"text": "\n".join(text for text in (part.title, part.context) if text)})
        if isinstance(part, ir.AudioPart) and part.source.data is None and part.transcript:
            self._report.approximated(part.path, "the model's earlier audio is sent as its transcript")
            return [{"text": part.transcript}]
        if isinstance(part, ir.FilePart) and part.source.text is not None:
            self._report.mapped(f"{part.path}.media_type")
            return [*lead, {"text": part.source.text}]
        built = build_media(part, self._dialect, self._report, own=self._own)
        if built is None:
            return [*lead, {"text": "[a file that could not be passed on]"}]
        nest(built, self._extra(part))
        signature = self._signature(part.native)
        if signature is not None:
            built["thoughtSignature"] = signature
        return [*lead, built]

    def _reasoning(self, part: ir.ReasoningPart) -> list[dict[str, Any]]:
        native = part.native
        if native is None or not self._is_native(native):
            self._report.dropped(part.path, "Gemini takes no other vendor's reasoning", "info")
            return []
        block = native.block
        if any(get(block, kind) is not None for kind in PART_KINDS):
            return [block]  # a part of Google's own that travelled as reasoning
        signature = block.get("thoughtSignature")
        if not part.text and not block.get("thought"):
            self._pending = signature
            return []
        built: dict[str, Any] = {"text": part.text, "thought": True, **self._extra(part)}
        if signature is not None:
            built["thoughtSignature"] = signature
        return [built]

    def _opaque(self, part: ir.OpaquePart) -> list[dict[str, Any]]:
        if self._is_native(part.native):
            return [part.native.block]
        if part.text:
            self._report.approximated(part.path, "a block only its own vendor understands is sent as text")
            return [{"text": part.text}]
        self._report.dropped(part.path, "a block only its own vendor understands")
        return []

    # ------------------------------------------------------------------ tools

    def _call(self, part: ir.ToolCallPart) -> dict[str, Any]:
        self._cache_control(part)
        call_id = part.id if self._own else self._ids.call(part.id)
        name = self._sent[call_id] = self._names.send(part.name, part.namespace)
        call: dict[str, Any] = {"name": name, "args": self._arguments(part)}
        if not part.id.startswith(OWN_ID):
            call["id"] = call_id
        else:
            self._report.mapped(f"{part.path}.id")
        built: dict[str, Any] = {"functionCall": call}
        signature = self._signature(part.native)
        if signature is not None:
            built["thoughtSignature"] = signature
        nest(built, self._extra(part))
        return built

    def _arguments(self, part: ir.ToolCallPart) -> dict[str, Any]:
        args = call_args(part.arguments, custom=part.kind == "custom")
        if not args:
            self._report.mapped(f"{part.path}.arguments")  # "", "null" and "{}" all say nothing
        if "_raw" in args and part.kind == "function" and not self._own:
            self._report.approximated(
                part.path, "arguments that are no JSON object are sent under the key _raw", "warning"
            )
        return args

    def _result(self, part: ir.ToolResultPart, late: list[dict[str, Any]]) -> dict[str, Any]:
        self._cache_control(part)
        call_id = part.call_id if self._own else self._ids.result(part.call_id)
        answer: dict[str, Any] = {"name": self._sent.get(call_id) or (self._names.send(part.name) if part.name else "")}
        if part.call_id and not part.call_id.startswith(OWN_ID):
            answer["id"] = call_id
        texts: list[str] = []
        inner: list[dict[str, Any]] = []
        for item in part.content:
            if isinstance(item, ir.TextPart):
                self._text_fields(item)
                texts.append(item.text)
            elif isinstance(item, ir.OpaquePart) and self._is_native(item.native):
                inner.append(item.native.block)
            else:
                for built in self._part(item, late):
                    if "text" in built:
                        texts.append(built["text"])
                    else:
                        inner.append(built)
        if part.structured is not None and self._own:
            answer["response"] = part.structured
        else:
            answer["response"] = {"error" if part.is_error else "output": "\n".join(texts)}
            self._report.mapped(f"{part.path}.is_error")
        if inner and (self._own or self._model.media_in_results):
            answer["parts"] = inner
        else:
            late.extend(inner)  # older models take media only beside the result
        built = {"functionResponse": answer}
        nest(built, self._extra(part))
        return built

    # ------------------------------------------------------------------ what every part has

    def _is_native(self, native: ir.Native) -> bool:
        return native.format == "gemini" and native.vendor == self._dialect.vendor

    def _signature(self, native: ir.Native | None) -> str | None:
        """The part's own signature, else the one that waits for a part."""
        if native is not None and self._is_native(native) and native.block.get("thoughtSignature"):
            self._pending = None
            return cast("str", native.block["thoughtSignature"])
        return self._take()

    def _take(self) -> str | None:
        pending, self._pending = self._pending, None
        return pending

    def _extra(
        self,
        part: ir.TextPart
        | ir.ImagePart
        | ir.FilePart
        | ir.AudioPart
        | ir.ReasoningPart
        | ir.ToolCallPart
        | ir.ToolResultPart,
    ) -> dict[str, Any]:
        if self._own:
            return part.extra or {}
        self._report.dropped_extra(part.path, part.extra, "Gemini")
        return {}

    def _message_fields(self, message: ir.Message) -> None:
        if self._own:
            return
        self._report.dropped_extra(message.path, message.extra, "Gemini")
        if message.name is not None:
            self._report.dropped(f"{message.path}.name", "Gemini has no names of participants", "info")

    def _text_fields(self, part: ir.TextPart) -> None:
        self._cache_control(part)
        if part.citations and not self._own:
            name = "citations" if self._origin == "anthropic" else "annotations"
            self._report.dropped(f"{part.path}.{name}", "Gemini takes no citations in the history", "info")

    def _media_fields(self, part: ir.ImagePart | ir.FilePart | ir.AudioPart) -> None:
        if not isinstance(part, ir.AudioPart):
            self._cache_control(part)
        if isinstance(part, ir.ImagePart) and part.detail is not None:
            self._report.dropped(f"{part.path}.detail", "Gemini has no level of detail for one image", "info")
        if isinstance(part, ir.FilePart) and part.citations is not None:
            self._report.dropped(f"{part.path}.citations", "Gemini cites no passages of a document", "warning")

    def _cache_control(
        self, part: ir.TextPart | ir.ImagePart | ir.FilePart | ir.ToolCallPart | ir.ToolResultPart
    ) -> None:
        if part.cache_control is not None:
            self._report.dropped(f"{part.path}.cache_control", "Gemini caches prefixes by itself", "info")
