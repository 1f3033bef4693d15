"""What whole answers and streams share: usage, finish reasons, identity."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from typing import Any

from bridge import codec, ir
from bridge.formats import read
from bridge.formats.base import Context
from bridge.formats.openai_chat.dialect import ChatDialect

#: Words seen at vendors, beyond OpenAI's own: Azure-hosted DeepSeek tool_call, Together eos, GLM sensitive and network_error,
#: DeepSeek insufficient_system_resource, Mistral model_length, OpenRouter error.
_REASONS: dict[str, ir.FinishReason] = {
    "stop": "stop", "length": "length", "tool_calls": "tool_calls", "function_call": "tool_calls", "content_filter": "content_filter",
    "tool_call": "tool_calls", "eos": "stop", "sensitive": "content_filter", "network_error": "error", "error": "error",
    "insufficient_system_resource": "error", "model_length": "length", "model_context_window_exceeded": "length", "max_tokens": "length",
}  # fmt: skip


def _steps(path: str) -> tuple[str, str]:
    outer, _, inner = path.partition(".")
    return outer, inner


_CACHE_READ = (
    ("prompt_tokens_details", "cached_tokens"), ("prompt_cache_hit_tokens", ""), ("cached_tokens", ""), ("num_cached_tokens", ""),
    ("cache_read_input_tokens", ""),
)  # fmt: skip
_CACHE_WRITE = (
    ("prompt_tokens_details", "cache_write_tokens"), ("prompt_tokens_details", "cache_creation_tokens"),
    ("cache_creation_input_tokens", ""),
)  # fmt: skip
_REASONING = (("completion_tokens_details", "reasoning_tokens"), ("reasoning_tokens", ""))


# --------------------------------------------------------------------------- usage


def usage_of(raw: Any, dialect: ChatDialect) -> ir.Usage:
    """Counts with all input and all output in them, whatever the vendor counts where."""
    counts = read.as_dict(raw)
    if not counts:
        return ir.Usage()
    prompt = read.as_count(counts.get("prompt_tokens"))
    completion = read.as_count(counts.get("completion_tokens"))
    total = read.as_count(counts.get("total_tokens"))
    cached = _count(counts, dialect.usage.get("cache_read_tokens"), _CACHE_READ)
    reasoning = _count(counts, dialect.usage.get("reasoning_tokens"), _REASONING)
    if cached is not None and prompt is not None and cached > prompt:
        cached = prompt  # recorded 28 times at Azure's Grok
    if reasoning and completion is not None and prompt is not None and total == prompt + completion + reasoning:
        completion += reasoning  # xAI counts thinking beside the completion
    return ir.Usage(
        input_tokens=prompt, output_tokens=completion, cache_read_tokens=cached,
        cache_write_tokens=_count(counts, dialect.usage.get("cache_write_tokens"), _CACHE_WRITE),
        reasoning_tokens=reasoning, raw=counts,
    )  # fmt: skip


def _count(counts: dict[str, Any], own: str | None, usual: tuple[tuple[str, str], ...]) -> int | None:
    for outer, inner in (_steps(own), *usual) if own is not None else usual:
        if outer in counts and (found := _count_at(counts[outer], inner)) is not None:
            return found
    return None


def _count_at(node: Any, path: str) -> int | None:
    while path:
        key, path = _steps(path)
        node = read.as_dict(node).get(key)
    return read.as_count(node)


def usage_body(usage: ir.Usage, *, own: bool) -> dict[str, Any] | None:
    """The ``usage`` object. ``own``: the upstream spoke this format, so that the rest of its object stays. None when unknown."""
    if usage.input_tokens is None and usage.output_tokens is None and not (own and usage.raw):
        return None
    prompt, completion = usage.input_tokens or 0, usage.output_tokens or 0
    body: dict[str, Any] = dict(usage.raw) if own and usage.raw else {}
    body.update(prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion)
    if not own:
        body["prompt_tokens_details"] = {"cached_tokens": min(usage.cache_read_tokens or 0, prompt), "audio_tokens": 0}
        if usage.cache_write_tokens:
            body["prompt_tokens_details"]["cache_write_tokens"] = usage.cache_write_tokens
        body["completion_tokens_details"] = {
            "reasoning_tokens": min(usage.reasoning_tokens or 0, completion), "audio_tokens": 0,
            "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0,
        }  # fmt: skip
        return body
    if usage.cache_read_tokens is not None:
        details = body.get("prompt_tokens_details")
        if not isinstance(details, Mapping):
            body["prompt_tokens_details"] = {"cached_tokens": usage.cache_read_tokens}
        elif details.get("cached_tokens") != usage.cache_read_tokens:  # pyright: ignore[reportUnknownMemberType]
            body["prompt_tokens_details"] = {**read.as_dict(details), "cached_tokens": usage.cache_read_tokens}
    return body


# --------------------------------------------------------------------------- finish


def finish_of(raw: Any, dialect: ChatDialect, *, calls: bool, refusal: bool) -> ir.FinishReason:
    """By content first: vendors say ``stop`` with calls, and ``tool_calls`` without."""
    word = raw if isinstance(raw, str) else ""
    reason = dialect.finish_reasons.get(word) or _REASONS.get(word, "stop")
    if calls:
        return "tool_calls" if reason == "stop" else reason
    if reason == "tool_calls":
        reason = "stop"
    return "refusal" if refusal and reason == "stop" else reason


def finish_word(reason: ir.FinishReason, *, calls: bool, refusal: bool, legacy: bool) -> str:
    """``calls``: the message holds tool calls; ``refusal``: it holds a refusal, so that the reason need not tell."""
    if reason == "length":
        return "length"
    if reason == "content_filter" or (reason == "refusal" and not refusal):
        return "content_filter"
    if calls:
        return "function_call" if legacy else "tool_calls"
    return "stop"


def is_cut(arguments: str) -> bool:
    """Whether the arguments of a call are no JSON: the answer was cut, whatever the finish reason says."""
    if not arguments.strip():
        return False
    try:
        codec.loads(arguments)
    except codec.JSONDecodeError:
        return True
    return False


def as_arguments(text: str) -> str:
    """Arguments as the JSON object clients expect: nothing and ``null`` (Groq) become ``{}``."""
    return text if text.strip() not in ("", "null") else "{}"


# --------------------------------------------------------------------------- identity


def answer_id(given: str) -> str:
    return given or "chatcmpl-" + secrets.token_hex(14)


def call_id() -> str:
    return "call_" + secrets.token_hex(12)


def created(given: int | None) -> int:
    return given if given is not None else int(time.time())


def answer_model(upstream: str, context: Context, *, own: bool) -> str:
    """The model the client asked for; in the same format the upstream's own word unless the name was mapped."""
    if own and upstream and context.model == context.target_model:
        return upstream
    return context.model or upstream


def is_extended(context: Context) -> bool:
    """Whether an answer may hold what OpenAI's own types have no key for: thoughts (``reasoning_content``), streamed sources.

    Clients of compatible vendors read those, and must send thoughts back for the next turn.
    """
    return context.extensions or context.outbound == "openai-chat"


def is_legacy(context: Context) -> bool:
    """Whether the client speaks ``functions``, the form before tools."""
    request = context.request
    if request is None:
        return context.body is not None and bool(context.body.get("functions"))
    return any(tool.path.startswith("functions[") for tool in request.tools)
