"""What whole and streamed answers share: finish reasons, usage, names, logprobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import ir
from bridge.formats.base import Context
from bridge.formats.read import as_dict, as_list

_FINISH: dict[str, ir.FinishReason] = {
    "STOP": "stop", "MAX_TOKENS": "length", "SAFETY": "content_filter", "RECITATION": "content_filter", "LANGUAGE": "content_filter",
    "BLOCKLIST": "content_filter", "PROHIBITED_CONTENT": "content_filter", "SPII": "content_filter", "IMAGE_SAFETY": "content_filter",
    "IMAGE_PROHIBITED_CONTENT": "content_filter", "IMAGE_RECITATION": "content_filter", "MODEL_ARMOR": "content_filter",
    "MALFORMED_FUNCTION_CALL": "error", "UNEXPECTED_TOOL_CALL": "error", "TOO_MANY_TOOL_CALLS": "error",
    "MISSING_THOUGHT_SIGNATURE": "error", "MALFORMED_RESPONSE": "error",
}  # fmt: skip
_REASONS: dict[ir.FinishReason, str] = {
    "stop": "STOP", "stop_sequence": "STOP", "tool_calls": "STOP", "pause": "STOP", "length": "MAX_TOKENS",
    "content_filter": "SAFETY", "refusal": "SAFETY", "error": "OTHER", "other": "OTHER",
}  # fmt: skip


def finish_of(raw: Any, *, has_calls: bool) -> ir.FinishReason:
    """By content first: Gemini says STOP, and even UNEXPECTED_TOOL_CALL, where usable calls stand."""
    if not isinstance(raw, str) or raw == "FINISH_REASON_UNSPECIFIED":
        return "tool_calls" if has_calls else "stop"
    reason = _FINISH.get(raw, "other")
    if has_calls and (reason == "stop" or raw == "UNEXPECTED_TOOL_CALL"):
        return "tool_calls"
    return reason


def raw_finish(reason: ir.FinishReason, raw: str | None, context: Context, *, refused: bool = False) -> str:
    """Google's word; its own one where Google said it. A model's refusal, which Gemini has no part for, ends as SAFETY."""
    if refused and reason == "stop":
        return "SAFETY"
    return raw if raw is not None and context.outbound == "gemini" else _REASONS[reason]


def parse_usage(usage: Mapping[str, Any]) -> ir.Usage:
    """Prompt and tool-use tokens are input; candidates and thoughts are output (Google counts them apart)."""
    prompt, tool_use = _count(usage, "promptTokenCount"), _count(usage, "toolUsePromptTokenCount")
    candidates, thoughts = _count(usage, "candidatesTokenCount"), _count(usage, "thoughtsTokenCount")
    said_output = candidates is not None or thoughts is not None
    return ir.Usage(
        input_tokens=(prompt or 0) + (tool_use or 0) if prompt is not None or tool_use is not None else None,
        # With MAX_TOKENS before the first word the API leaves the count out and means none.
        output_tokens=(candidates or 0) + (thoughts or 0) if said_output or prompt is not None else None,
        cache_read_tokens=_count(usage, "cachedContentTokenCount"),
        reasoning_tokens=thoughts,
        raw=dict(usage),
    )


def _count(usage: Mapping[str, Any], key: str) -> int | None:
    """A number of tokens; anything else counts as not said."""
    value = usage.get(key)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def build_usage(usage: ir.Usage, context: Context) -> dict[str, Any]:
    if usage.raw is not None and context.outbound == "gemini":
        return usage.raw
    given, made, thought = usage.input_tokens or 0, usage.output_tokens or 0, usage.reasoning_tokens or 0
    thought = min(thought, made)
    built = {"promptTokenCount": given, "candidatesTokenCount": made - thought, "totalTokenCount": given + made}
    if thought:
        built["thoughtsTokenCount"] = thought
    if usage.cache_read_tokens:
        built["cachedContentTokenCount"] = min(usage.cache_read_tokens, given)
    return built


def answer_model(context: Context, upstream: str) -> str:
    """The name the client asked for; Google's own version where nothing was mapped."""
    if context.inbound == context.outbound and context.model == context.target_model:
        return upstream or context.model
    return context.model or upstream


def id_stem(response_id: str, context: Context) -> str:
    """What makes our call ids differ from turn to turn where the API gives none: its answer's id, else the length of the history."""
    safe = "".join(sign for sign in response_id[:24] if sign.isalnum() or sign in "-_")
    if safe:
        return safe
    return f"t{len(context.request.messages)}" if context.request is not None else "t0"


# --------------------------------------------------------------------------- logprobs


def parse_logprobs(result: Any) -> list[dict[str, Any]]:
    """``logprobsResult`` as the token list of Chat Completions."""
    tops = as_list(as_dict(result).get("topCandidates"))
    found: list[dict[str, Any]] = []
    for index, chosen in enumerate(as_list(as_dict(result).get("chosenCandidates"))):
        alternatives = as_list(as_dict(tops[index]).get("candidates")) if index < len(tops) else []
        found.append({**_logprob(as_dict(chosen)), "top_logprobs": [_logprob(as_dict(item)) for item in alternatives]})
    return found


def _logprob(candidate: dict[str, Any]) -> dict[str, Any]:
    token = str(candidate.get("token") or "")
    return {
        "token": token,
        "logprob": candidate.get("logProbability") or 0.0,
        "bytes": list(token.encode("utf-8", "surrogatepass")),
    }


def build_logprobs(tokens: list[dict[str, Any]]) -> dict[str, Any]:
    chosen = [{"token": item.get("token", ""), "logProbability": item.get("logprob", 0.0)} for item in tokens]
    tops = [
        {
            "candidates": [
                {"token": top.get("token", ""), "logProbability": top.get("logprob", 0.0)}
                for top in as_list(item.get("top_logprobs"))
            ]
        }
        for item in tokens
    ]
    return {"chosenCandidates": chosen, "topCandidates": tops}
