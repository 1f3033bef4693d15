"""Parts of answers, both ways, whole and streamed alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from bridge import carrier, codec, ir, toolbox
from bridge.errors import InvalidRequestError, InvalidResponseError
from bridge.formats.base import Context
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.gemini.media import build_media, media_part
from bridge.formats.gemini.wire import OWN_ID, PART_KINDS, rest
from bridge.formats.read import as_dict
from bridge.report import Report

_KNOWN = frozenset({"thought", "thoughtSignature", *PART_KINDS})
_CALL = frozenset({"id", "name", "args", "partialArgs", "willContinue"})
#: Gemini clients read every field of a blob.
_CLIENT = GeminiDialect(display_names=True)


class PartReader:
    """Parts of one answer. Only a Gemini client gets Google's own parts as they are; for others those travel as reasoning, so
    that they come back for the next turn, as Google demands (https://ai.google.dev/gemini-api/docs/function-calling)."""

    __slots__ = ("_calls", "_context", "_native", "_stem", "same")

    def __init__(self, context: Context, vendor: str) -> None:
        self._context = context
        self._native = vendor
        #: Whether the client speaks Google's format.
        self.same = context.inbound == "gemini"
        self._stem = "t0"
        self._calls = 0

    def begin(self, stem: str) -> None:
        self._stem = stem

    def part(self, part: Mapping[str, Any], path: str) -> ir.Part:
        native = self.native(part.get("thoughtSignature"))
        extra = rest(part, _KNOWN) or None
        text = part.get("text")
        if isinstance(text, str) or (native is not None and not any(part.get(kind) is not None for kind in PART_KINDS)):
            return self.text(text if isinstance(text, str) else "", native, extra, thought=part.get("thought") is True)
        if part.get("functionCall") is not None:
            return self.call(as_dict(part["functionCall"]), native, extra)
        for kind in ("inlineData", "fileData"):
            if part.get(kind) is not None:
                try:
                    found = media_part(part, kind, path)
                except InvalidRequestError as error:
                    raise InvalidResponseError(error.message, error.path) from None
                found.native = native
                found.extra = {**(found.extra or {}), **(extra or {})} or None
                return found
        return self.opaque(part)

    def native(self, signature: Any) -> ir.Native | None:
        if not isinstance(signature, str) or not signature:
            return None
        return ir.Native(vendor=self._native, format="gemini", block={"thoughtSignature": signature})

    def text(self, text: str, native: ir.Native | None, extra: dict[str, Any] | None, *, thought: bool) -> ir.Part:
        if not thought:
            return ir.TextPart(text=text, native=native, extra=extra)
        block = {"thought": True, **(native.block if native is not None else {})}
        return ir.ReasoningPart(
            text=text, summary=True, native=ir.Native(vendor=self._native, format="gemini", block=block), extra=extra
        )

    def call(self, call: Mapping[str, Any], native: ir.Native | None, extra: dict[str, Any] | None) -> ir.ToolCallPart:
        sent = str(call.get("name") or "")
        name, namespace = toolbox.restore(self._context, sent)
        args = call.get("args")
        arguments = codec.dumps_text(args) if isinstance(args, dict) else "{}"
        custom = sent in self._context.custom_tools
        stated = call.get("id")
        extra = {**(extra or {}), **rest(call, _CALL, "functionCall.")} or None
        return ir.ToolCallPart(
            id=stated if isinstance(stated, str) and stated else self._own_id(),
            name=name,
            arguments=toolbox.unwrap(arguments) if custom else arguments,
            kind="custom" if custom else "function",
            namespace=namespace,
            native=native,
            extra=extra,
        )

    def _own_id(self) -> str:
        self._calls += 1
        return f"{OWN_ID}{self._stem}_{self._calls}"

    def opaque(self, part: Mapping[str, Any]) -> ir.Part:
        native = ir.Native(vendor=self._native, format="gemini", block=dict(part))
        if self.same:
            return ir.OpaquePart(native=native)
        return ir.ReasoningPart(text=_readable(part), native=native)


def _readable(part: Mapping[str, Any]) -> str:
    """Code the model ran and what came of it, to be read as part of its thoughts."""
    code = as_dict(part.get("executableCode"))
    if isinstance(code.get("code"), str):
        return f"```{str(code.get('language') or '').lower()}\n{code['code']}\n```\n"
    output = as_dict(part.get("codeExecutionResult")).get("output")
    return f"```\n{output}\n```\n" if isinstance(output, str) else ""


# --------------------------------------------------------------------------- building


class Signer:
    """Puts signatures on parts that a Gemini client echoes.

    Google's own return as they are. Another vendor's reasoning of the turn rides, as one token, on the first text and the first
    call behind it: Gemini CLI returns the signatures of those, but no thoughts.
    """

    __slots__ = ("_context", "_fresh", "_parts", "same")

    def __init__(self, context: Context) -> None:
        self._context = context
        #: Whether the answer is Google's own.
        self.same = context.outbound == "gemini"
        self._parts: list[ir.ReasoningPart] = []
        #: Which kinds of part have not carried the latest token yet.
        self._fresh: set[str] = set()

    def reasoning(self, part: ir.ReasoningPart) -> str | None:
        """The part's own signature, or None after noting it down for a later part."""
        native = part.native
        if self.same and native is not None and native.format == "gemini":
            return cast("str | None", native.block.get("thoughtSignature"))
        if native is None:
            native = ir.Native(vendor=self._context.vendor, format=self._context.outbound, block={})
        self._parts.append(
            ir.ReasoningPart(text=part.text, native=native, redacted=part.redacted, summary=part.summary)
        )
        self._fresh = {"text", "call"}
        return None

    def part(self, kind: str, native: ir.Native | None) -> str | None:
        """The signature for a text or call part."""
        if native is not None and native.format == "gemini":
            return cast("str | None", native.block.get("thoughtSignature"))
        if kind not in self._fresh:
            return None
        self._fresh.discard(kind)
        return carrier.pack(self._parts)

    def rest(self) -> str | None:
        """The token for reasoning that no part has followed."""
        return carrier.pack(self._parts) if len(self._fresh) == 2 else None


def build_part(part: ir.Part, signer: Signer, report: Report) -> dict[str, Any] | None:
    """A whole part for the client; None when nothing of it is shown (what is lost is reported)."""
    built: dict[str, Any]
    signature: str | None
    match part:
        case ir.TextPart():
            if not part.text and part.native is None and not signer.same:
                return None
            built, signature = {"text": part.text}, signer.part("text", part.native)
        case ir.RefusalPart():
            built, signature = {"text": part.text}, signer.part("text", None)
        case ir.ReasoningPart():
            built, signature = {"text": part.text, "thought": True}, signer.reasoning(part)
            if not part.text and not signer.same:
                return None
        case ir.ToolCallPart():
            built, signature = {"functionCall": function_call(part)}, signer.part("call", part.native)
        case ir.OpaquePart():
            if signer.same:
                return part.native.block
            report.dropped(part.path, "a block only its own vendor understands", "info")
            return None
        case ir.ImagePart() | ir.FilePart() | ir.AudioPart():
            media = build_media(part, _CLIENT, report, own=signer.same)
            if media is None:
                return {"text": part.transcript} if isinstance(part, ir.AudioPart) and part.transcript else None
            built, signature = media, signer.part("text", part.native)
        case ir.ToolResultPart():
            report.dropped(part.path, "a tool result in an answer", "info")
            return None
    if signature is not None:
        built["thoughtSignature"] = signature
    if signer.same:
        nest(built, part.extra or {})
    else:
        report.dropped_extra(part.path, part.extra, "Gemini")
    return built


def nest(built: dict[str, Any], extra: Mapping[str, Any]) -> None:
    """Puts fields back where they were read: ``functionCall.x`` into ``functionCall``, others beside it."""
    for key, value in extra.items():
        kind, dot, inner = key.partition(".")
        if dot and isinstance(built.get(kind), dict):
            built[kind][inner] = value
        else:
            built[key] = value


def function_call(part: ir.ToolCallPart) -> dict[str, Any]:
    call: dict[str, Any] = {"name": part.name, "args": call_args(part.arguments, custom=part.kind == "custom")}
    if not part.id.startswith(OWN_ID):
        call["id"] = part.id
    return call


def call_args(arguments: str, *, custom: bool = False) -> dict[str, Any]:
    """Arguments as the object Gemini clients expect; what is none stands under ``_raw``."""
    if custom:
        return {toolbox.INPUT: arguments}
    if not arguments.strip():
        return {}
    try:
        value = codec.loads(arguments)
    except codec.JSONDecodeError:
        return {"_raw": arguments}
    if value is None:
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {"_raw": value}
