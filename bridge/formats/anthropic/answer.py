"""What whole answers and streams share: ids, models, stop reasons, usage, and thinking that carries other vendors' state."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from bridge import carrier, ir
from bridge.formats.anthropic.content_parse import VENDOR
from bridge.formats.base import Context
from bridge.formats.read import as_count, as_dict

_FINISH: Mapping[str, ir.FinishReason] = {
    "end_turn": "stop",
    "stop_sequence": "stop_sequence",
    "tool_use": "tool_calls",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "refusal": "refusal",
    "pause_turn": "pause",
    "compaction": "other",
}
_STOP: Mapping[ir.FinishReason, str] = {
    "length": "max_tokens",
    "content_filter": "refusal",
    "refusal": "refusal",
    "pause": "pause_turn",
}
_TIERS: Mapping[str, str] = {"default": "standard", "standard": "standard", "priority": "priority"}


def is_same(context: Context) -> bool:
    """Upstream and client both speak this format."""
    return context.inbound == context.outbound == "anthropic"


def answer_id(upstream: str) -> str:
    """A message id. Ids of other formats get this one's prefix, so that logs of both sides can be matched."""
    if upstream.startswith("msg_"):
        return upstream
    return f"msg_{upstream}" if upstream else f"msg_{uuid.uuid4().hex}"


def answer_model(upstream: str, context: Context) -> str:
    """The name the client asked for; within the format the upstream's own name when nothing was mapped."""
    if context.model and not (is_same(context) and context.model == context.target_model):
        return context.model
    return upstream or context.model


# --------------------------------------------------------------------------- why it ended


def finish_of(raw: Any, *, calls: bool) -> ir.FinishReason:
    """By content first: compatible vendors say ``end_turn`` for answers with calls, and the other way round."""
    reason = _FINISH.get(raw, "stop") if isinstance(raw, str) else "stop"
    if calls and reason in ("stop", "other"):
        return "tool_calls"
    return "stop" if reason == "tool_calls" and not calls else reason


def stop_reason(
    finish: ir.FinishReason, raw: str | None, sequence: str | None, *, calls: bool, refused: bool, same: bool
) -> tuple[str, str | None]:
    """(``stop_reason``, ``stop_sequence``), the latter set exactly with the reason of that name."""
    if same and raw is not None and raw in _FINISH and raw not in ("tool_use", "end_turn", "stop_sequence"):
        return raw, None
    stop = _STOP.get(finish)
    if stop is None and finish == "stop_sequence" and sequence is not None:
        return "stop_sequence", sequence
    if stop is None:
        stop = "tool_use" if calls else "refusal" if refused else "end_turn"
    return stop, None


# --------------------------------------------------------------------------- usage


def usage_of(raw: Any) -> ir.Usage:
    """Anthropic's input leaves cached tokens out; the IR's has them in."""
    usage = as_dict(raw)
    if not usage:
        return ir.Usage()
    fresh = as_count(usage.get("input_tokens"))
    read = as_count(usage.get("cache_read_input_tokens"))
    written = as_count(usage.get("cache_creation_input_tokens"))
    known = [count for count in (fresh, read, written) if count is not None]
    return ir.Usage(
        input_tokens=sum(known) if known else None,
        output_tokens=as_count(usage.get("output_tokens")),
        cache_read_tokens=read,
        cache_write_tokens=written,
        reasoning_tokens=as_count(as_dict(usage.get("output_tokens_details")).get("thinking_tokens")),
        raw=usage,
    )


def usage_body(usage: ir.Usage) -> dict[str, Any]:
    """The numbers clients require, 0 for what the upstream did not say."""
    whole = usage.input_tokens or 0
    read = min(usage.cache_read_tokens or 0, whole)
    written = min(usage.cache_write_tokens or 0, whole - read)
    body: dict[str, Any] = {
        "input_tokens": whole - read - written,
        "cache_creation_input_tokens": written,
        "cache_read_input_tokens": read,
        "output_tokens": usage.output_tokens or 0,
    }
    if usage.reasoning_tokens:
        body["output_tokens_details"] = {"thinking_tokens": usage.reasoning_tokens}
    return body


def tier_word(tier: str | None) -> str | None:
    return _TIERS.get(tier) if tier is not None else None


# --------------------------------------------------------------------------- thinking


def is_native(native: ir.Native | None) -> bool:
    """Issued by Anthropic itself, so that an untagged block finds its way back. State of compatible vendors travels tagged."""
    return native is not None and native.vendor == VENDOR and native.format == "anthropic"


def thinking_block(part: ir.ReasoningPart, context: Context) -> dict[str, Any] | None:
    """A thinking block for the client; None when there is nothing to show and nothing to carry."""
    native = part.native
    if native is not None and is_native(native):
        return native.block
    if native is None and not part.text:
        return None
    token = state_token(native, context, summary=part.summary, redacted=part.redacted)
    if part.redacted and not part.text:
        return {"type": "redacted_thinking", "data": token}
    return {"type": "thinking", "thinking": part.text, "signature": token}


def state_token(native: ir.Native | None, context: Context, *, summary: bool = False, redacted: bool = False) -> str:
    """Another vendor's state as a signature. The text stands beside it in the block, so the token leaves it out.

    Without state it still says who thought this, so that the text goes back to no one else as their own.
    """
    owner = native or ir.Native(vendor=context.vendor, format=context.outbound, block={})
    return carrier.pack([ir.ReasoningPart(native=owner, summary=summary, redacted=redacted)])
