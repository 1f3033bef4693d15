"""Output items and the response object around them, for whole answers and streams alike."""

from __future__ import annotations

import hashlib
import re
import time
import uuid
from collections.abc import Mapping
from typing import Any

from bridge import carrier, codec, ir
from bridge.formats import read
from bridge.formats.base import Context
from bridge.formats.openai_responses.content import NAME, VENDOR
from bridge.formats.openai_responses.tools import TOOL_SEARCH
from bridge.json_types import is_object
from bridge.report import Report

_PREFIX = re.compile(r"^(?:msg_|chatcmpl-|gen-|resp_)")
_UNSAFE = re.compile(r"[^a-zA-Z0-9_-]")
_TIERS = frozenset({"auto", "default", "flex", "scale", "priority", "fast"})
_REASONS: dict[ir.FinishReason, str] = {
    "length": "max_output_tokens", "content_filter": "content_filter", "refusal": "content_filter",
}  # fmt: skip


def response_id(upstream: str) -> str:
    """A response id made from the upstream's; random when there is none."""
    if upstream.startswith("resp_"):
        return upstream
    clean = _UNSAFE.sub("_", _PREFIX.sub("", upstream))
    return f"resp_{clean or uuid.uuid4().hex}"


def item_id(prefix: str, response: str, index: int) -> str:
    """The same for the same response, so that a repeated conversion gives the same bytes."""
    digest = hashlib.blake2s(f"{response}:{index}".encode("utf-8", "surrogatepass"), digest_size=16)
    return f"{prefix}_{digest.hexdigest()}"


def is_own(context: Context) -> bool:
    return context.outbound == NAME


def answer_model(upstream: str, context: Context) -> str:
    if is_own(context) and (not context.model or context.model == context.target_model):
        return upstream or context.model
    return context.model or upstream


# --------------------------------------------------------------------------- calls


class Offered:
    """The client's own declarations by name: what a call's tool was declared as decides the shape of the call."""

    __slots__ = ("_by_name",)

    def __init__(self, context: Context) -> None:
        self._by_name: dict[str, list[ir.Tool]] = {}
        for tool in context.request.tools if context.request is not None else ():
            if tool.kind != "server":
                self._by_name.setdefault(tool.name, []).append(tool)

    def find(self, part: ir.ToolCallPart) -> ir.Tool | None:
        tools = self._by_name.get(part.name)
        if not tools:
            return None
        return next((tool for tool in tools if tool.namespace == part.namespace), tools[0])


class CallShape:
    """How one call is written: ``kind`` is function, custom or search; ``unwrap`` when freeform text is still wrapped."""

    __slots__ = ("kind", "name", "namespace", "unwrap")

    def __init__(self, part: ir.ToolCallPart, offered: Offered) -> None:
        tool = offered.find(part)
        self.name = part.name
        self.namespace = part.namespace or (tool.namespace if tool is not None else None)
        self.kind: str = part.kind if tool is None else tool.kind
        self.unwrap = self.kind == "custom" and part.kind != "custom"
        if tool is not None and tool.native is not None and tool.name == TOOL_SEARCH:
            self.kind = "search"

    @property
    def prefix(self) -> str:
        return {"custom": "ctc", "search": "tsc"}.get(self.kind, "fc")

    def item(self, identifier: str, call_id: str, arguments: str, status: str) -> dict[str, Any]:
        if self.kind == "search":
            return {
                "id": identifier, "type": "tool_search_call", "status": status, "execution": "client",
                "call_id": call_id, "arguments": _object(arguments),
            }  # fmt: skip
        custom = self.kind == "custom"
        item: dict[str, Any] = {
            "id": identifier, "type": "custom_tool_call" if custom else "function_call", "status": status,
            "call_id": call_id, "name": self.name, "input" if custom else "arguments": arguments,
        }  # fmt: skip
        if custom:
            del item["status"]
        if self.namespace is not None:
            item["namespace"] = self.namespace
        return item


def _object(text: str) -> Any:
    try:
        value = codec.loads(text)
    except codec.JSONDecodeError:
        return {}
    return value if is_object(value) else {}


def clean_arguments(text: str) -> str:
    """Argument text as a JSON object where some vendors write nothing or ``null``."""
    return "{}" if text.strip() in ("", "null") else text


# --------------------------------------------------------------------------- reasoning


def fits_verbatim(part: ir.ReasoningPart, context: Context) -> bool:
    """Whether a reasoning item goes to the client as it came: this format's own vendor behind a client of this format."""
    native = part.native
    return native is not None and native.format == NAME and native.vendor == VENDOR and is_own(context)


def reasoning_item(part: ir.ReasoningPart, identifier: str, context: Context) -> dict[str, Any]:
    """``encrypted_content`` carries whatever its vendor must get back."""
    native = part.native
    if native is not None and fits_verbatim(part, context):
        return native.block
    if native is None:
        native = ir.Native(vendor=context.vendor, format=context.outbound, block={})
    carried = ir.ReasoningPart(text=part.text, summary=part.summary, redacted=part.redacted, native=native)
    base: dict[str, Any] = {
        "id": identifier, "type": "reasoning",
        "summary": [{"type": "summary_text", "text": part.text}] if part.text else [],
    }  # fmt: skip
    if native.format == NAME and is_own(context):
        base = {**base, **native.block}
    base["encrypted_content"] = carrier.pack([carried])
    return base


def state_item(native: ir.Native, identifier: str) -> dict[str, Any]:
    """A reasoning item without text that only carries the state of the part next to it (Gemini's thoughtSignature)."""
    token = carrier.pack([ir.ReasoningPart(native=native)])
    return {"id": identifier, "type": "reasoning", "summary": [], "encrypted_content": token}


# --------------------------------------------------------------------------- the response object


def usage(counts: ir.Usage, *, own: bool) -> dict[str, Any]:
    if own and counts.raw is not None:
        return counts.raw
    inputs, outputs = counts.input_tokens or 0, counts.output_tokens or 0
    return {
        "input_tokens": inputs,
        "input_tokens_details": {
            "cached_tokens": min(counts.cache_read_tokens or 0, inputs),
            "cache_write_tokens": min(counts.cache_write_tokens or 0, inputs),
        },
        "output_tokens": outputs,
        "output_tokens_details": {"reasoning_tokens": min(counts.reasoning_tokens or 0, outputs)},
        "total_tokens": inputs + outputs,
    }


def status_of(reason: ir.FinishReason, *, refused: bool) -> tuple[str, dict[str, Any] | None]:
    """(status, incomplete_details). A refusal that was spelled out is a completed answer."""
    if reason == "error":
        return "failed", None
    why = _REASONS.get(reason)
    if why is None or (reason == "refusal" and refused):
        return "completed", None
    return "incomplete", {"reason": why}


def stopped(raw_reason: str | None) -> dict[str, str]:
    """The error of an answer that a model broke off by itself, such as a call that came out malformed."""
    return {"code": "server_error", "message": f"The model stopped: {raw_reason or 'error'}."}


def frame(context: Context, identifier: str, model: str, created: int | None, tier: str | None) -> dict[str, Any]:
    """The response object in progress, echoing the client's request like the API does."""
    body: Mapping[str, Any] = context.body if context.inbound == NAME and context.body is not None else {}
    reasoning = read.as_dict(body.get("reasoning"))
    text = {"format": {"type": "text"}, **read.as_dict(body.get("text"))}
    return {
        "id": identifier,
        "object": "response",
        "created_at": created if created is not None else int(time.time()),
        "status": "in_progress",
        "background": False,
        "error": None,
        "incomplete_details": None,
        "instructions": body.get("instructions"),
        "max_output_tokens": body.get("max_output_tokens"),
        "max_tool_calls": body.get("max_tool_calls"),
        "model": model,
        "output": [],
        "parallel_tool_calls": body.get("parallel_tool_calls") is not False,
        "previous_response_id": body.get("previous_response_id"),
        "prompt_cache_key": body.get("prompt_cache_key"),
        "reasoning": {"effort": reasoning.get("effort"), "summary": reasoning.get("summary")},
        "safety_identifier": body.get("safety_identifier"),
        "service_tier": tier if tier in _TIERS else "default",
        "store": body.get("store") is not False,
        "temperature": body.get("temperature") if body.get("temperature") is not None else 1.0,
        "text": text,
        "tool_choice": body.get("tool_choice") or "auto",
        "tools": [_declared(tool) for tool in read.as_objects(body.get("tools"))],
        "top_logprobs": body.get("top_logprobs") or 0,
        "top_p": body.get("top_p") if body.get("top_p") is not None else 1.0,
        "truncation": body.get("truncation") or "disabled",
        "usage": None,
        "user": body.get("user"),
        "metadata": read.as_dict(body.get("metadata")),
    }


def _declared(tool: dict[str, Any]) -> dict[str, Any]:
    """A declaration with the fields that answers always have."""
    if tool.get("type") != "function":
        return tool
    return {"parameters": None, "description": None, **tool, "strict": tool.get("strict") is True}


def own_frame(extra: Mapping[str, Any] | None, identifier: str, model: str, created: int | None) -> dict[str, Any]:
    """The response object of an upstream of this very format: its own fields, and what every response must have."""
    return {
        "id": identifier,
        "object": "response",
        "created_at": created if created is not None else int(time.time()),
        "model": model,
        "output": [],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        **(extra or {}),
    }


def report_lost(part: ir.Part, report: Report) -> None:
    match part:
        case ir.OpaquePart():
            report.dropped(part.path, f"a block that only {part.native.vendor} understands", "info")
        case ir.AudioPart():
            report.dropped(part.path, f"{NAME} has no audio output", "error")
        case _:
            report.dropped(part.path, f"{NAME} has no place for this in an answer", "warning")
