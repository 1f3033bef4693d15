"""Parts of a request into content blocks."""

from __future__ import annotations

from typing import Any, cast

from bridge import codec, ir
from bridge.formats.anthropic.dialect import AnthropicDialect
from bridge.formats.anthropic.media_build import MediaBuilder
from bridge.names import CallIds
from bridge.report import Report
from bridge.toolbox import ToolNames, wrap

_ID_LIMIT = 128
_BILLING_HEADER = "x-anthropic-billing-header:"
_RAW = "_raw"


class PartsBuilder:
    """One per request: call ids are matched up across messages."""

    def __init__(self, dialect: AnthropicDialect, own: bool, names: ToolNames, report: Report) -> None:
        self._dialect = dialect
        self._own = own
        self._names = names
        self._report = report
        self._media = MediaBuilder(dialect, own, report)
        self._ids = CallIds(_ID_LIMIT, repeat=own)

    def blocks(self, parts: list[ir.Part]) -> list[dict[str, Any]]:
        built: list[dict[str, Any]] = []
        for part in parts:
            block = self._block(part)
            if block is not None:
                built.append(block)
        return built

    def _block(self, part: ir.Part) -> dict[str, Any] | None:
        match part:
            case ir.TextPart():
                return self._text(part)
            case ir.ImagePart():
                return self._media.image(part)
            case ir.FilePart():
                return self._media.file(part)
            case ir.AudioPart():
                return self._media.audio(part)
            case ir.ReasoningPart():
                return self._reasoning(part)
            case ir.ToolCallPart():
                return self._call(part)
            case ir.ToolResultPart():
                return self._result(part)
            case ir.RefusalPart():
                return self._refusal(part)
            case ir.OpaquePart():
                return self._opaque(part)

    # ----------------------------------------------------------------- text

    def _text(self, part: ir.TextPart) -> dict[str, Any] | None:
        """None for text without a visible character, which the API refuses."""
        self._foreign_state(part.native, part.path)
        if not part.text.strip():
            self._report.dropped(part.path, "empty text is refused", "info")
            return None
        if not self._dialect.billing_header and part.text.startswith(_BILLING_HEADER):
            self._report.dropped(part.path, "Claude Code's billing line is of no use to other vendors", "info")
            return None
        block: dict[str, Any] = {"type": "text", "text": part.text}
        if part.citations:
            self._citations(part, block)
        if part.cache_control is not None:
            block["cache_control"] = part.cache_control
        return self._with_extra(block, part.path, part.extra)

    def _citations(self, part: ir.TextPart, block: dict[str, Any]) -> None:
        known = [item.native.block for item in part.citations if item.native and self._is_own(item.native)]
        if known:
            block["citations"] = known
        if len(known) != len(part.citations):
            self._report.dropped(f"{part.path}.citations", "sources of another vendor cannot be sent back", "info")

    def _refusal(self, part: ir.RefusalPart) -> dict[str, Any] | None:
        self._report.approximated(part.path, "a refusal is sent as text")
        return {"type": "text", "text": part.text} if part.text.strip() else None

    # ----------------------------------------------------------------- state of vendors

    def _is_own(self, native: ir.Native) -> bool:
        return native.format == "anthropic" and native.vendor == self._dialect.vendor

    def _foreign_state(self, native: ir.Native | None, path: str) -> None:
        if native is not None:
            self._report.dropped(path, f"state of {native.vendor} means nothing to {self._dialect.vendor}", "info")

    def _reasoning(self, part: ir.ReasoningPart) -> dict[str, Any] | None:
        native = part.native
        if native is not None and self._is_own(native) and native.block:
            return native.block
        if self._dialect.plain_thinking and part.text and not part.redacted:
            return {"type": "thinking", "thinking": part.text, "signature": ""}
        origin = native.vendor if native is not None else "an unknown vendor"
        self._report.dropped(
            part.path, f"thinking of {origin} has no signature that {self._dialect.vendor} would accept", "info"
        )
        return None

    def _opaque(self, part: ir.OpaquePart) -> dict[str, Any] | None:
        if self._is_own(part.native) or (self._own and self._dialect.vendor == "anthropic"):
            return part.native.block
        if part.text.strip():
            self._report.approximated(part.path, f"{part.native.block.get('type', 'a block')} is sent as text")
            return {"type": "text", "text": part.text}
        self._report.dropped(part.path, f"only {part.native.vendor} understands this")
        return None

    # ----------------------------------------------------------------- tools

    def _call(self, part: ir.ToolCallPart) -> dict[str, Any]:
        self._foreign_state(part.native, part.path)
        block: dict[str, Any] = {
            "type": "tool_use",
            "id": self._ids.call(part.id),
            "name": self._names.send(part.name, part.namespace),
            "input": self._arguments(part),
        }
        if part.cache_control is not None:
            block["cache_control"] = part.cache_control
        return self._with_extra(block, part.path, part.extra)

    def _arguments(self, part: ir.ToolCallPart) -> dict[str, Any]:
        if part.kind == "custom":
            value: dict[str, Any] = codec.loads(wrap(part.arguments))
            return value
        arguments = arguments_object(part.arguments)
        if _RAW in arguments and arguments[_RAW] == part.arguments:
            self._report.approximated(
                part.path, "the arguments are no JSON object; their text was kept as one value", "warning"
            )
        return arguments

    def _result(self, part: ir.ToolResultPart) -> dict[str, Any]:
        block: dict[str, Any] = {"type": "tool_result", "tool_use_id": self._ids.result(part.call_id)}
        content = self._result_content(part)
        if content:
            block["content"] = content
        if part.is_error:
            block["is_error"] = True
        if part.cache_control is not None:
            block["cache_control"] = part.cache_control
        return self._with_extra(block, part.path, part.extra)

    def _result_content(self, part: ir.ToolResultPart) -> str | list[dict[str, Any]]:
        parts = part.content
        if not parts and part.structured:
            return codec.dumps_text(part.structured)
        if len(parts) == 1 and isinstance(parts[0], ir.TextPart) and is_plain(parts[0], self._own):
            return parts[0].text
        return self.blocks(parts)

    def _with_extra(self, block: dict[str, Any], path: str, extra: ir.JSONObject | None) -> dict[str, Any]:
        if extra is None:
            return block
        if self._own:
            return {**extra, **block}
        self._report.dropped_extra(path, extra, "Anthropic")
        return block


def is_plain(part: ir.TextPart, own: bool) -> bool:
    """Whether the text may stand as a plain string: in our own format only when it was one (see ``content_parse``)."""
    if part.citations or part.cache_control is not None:
        return False
    return not own or not part.path.endswith("]")


def arguments_object(text: str) -> dict[str, Any]:
    """Argument text as the object that ``input`` must be. Nothing (``""``, ``null``) is ``{}``; what is no object is kept as text."""
    if not text.strip():
        return {}
    try:
        value = codec.loads(text)
    except codec.JSONDecodeError:
        return {_RAW: text}
    if isinstance(value, dict):
        return cast("dict[str, Any]", value)
    return {} if value is None else {_RAW: text}
