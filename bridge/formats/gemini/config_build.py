"""Sampling, limits, thinking and structured output → ``generationConfig``."""

from __future__ import annotations

from typing import Any

from bridge import codec, effort, ir
from bridge.capabilities.gemini import MAX_STOP_SEQUENCES, MAX_TOP_LOGPROBS, GeminiModel
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.gemini.schema import clean
from bridge.report import Report

_COPIED = {
    "temperature": "temperature", "top_p": "topP", "top_k": "topK", "candidate_count": "candidateCount",
    "max_output_tokens": "maxOutputTokens", "presence_penalty": "presencePenalty", "frequency_penalty": "frequencyPenalty",
    "seed": "seed",
}  # fmt: skip
#: (lowest, highest) of what the API accepts.
_RANGES = {
    "temperature": (0, 2),
    "top_p": (0, 1),
    "presence_penalty": (-2, 2),
    "frequency_penalty": (-2, 2),
    "max_output_tokens": (1, None),
}
#: Fields of a wish for thinking, and what Anthropic calls ``show``.
_WISHES = ("enabled", "effort", "budget_tokens", "adaptive", "show", "summary", "display")
_SEED_MASK = 0x7FFFFFFF


def build_config(
    request: ir.Request, dialect: GeminiDialect, model: GeminiModel, report: Report, *, has_functions: bool
) -> tuple[dict[str, Any], str | None]:
    """(generationConfig, an instruction for the system text when the model takes no schema beside functions)."""
    own = request.origin == "gemini"
    config: dict[str, Any] = {}
    for field, name in _COPIED.items():
        value = getattr(request, field)
        if value is not None:
            config[name] = value if own else _within(field, value, request, report)
    if request.stop:
        config["stopSequences"] = request.stop if own else _stops(request, report)
        if not config["stopSequences"]:
            del config["stopSequences"]
    _logprobs(request, config, report, own=own)
    if request.reasoning is not None:
        thinking = _thinking(request, request.reasoning, model, report, own=own)
        if thinking:
            config["thinkingConfig"] = thinking
    instruction = None
    if request.output_format is not None:
        instruction = _output(request, config, dialect, model, report, own=own, has_functions=has_functions)
    return config, instruction


def _within(field: str, value: Any, request: ir.Request, report: Report) -> Any:
    where = request.paths.get(field, field)
    if field == "seed" and not -_SEED_MASK <= value <= _SEED_MASK:
        report.clamped(where, "Gemini's seeds have 32 bits")
        return value & _SEED_MASK
    low, high = _RANGES.get(field, (None, None))
    if low is not None and value < low:
        report.clamped(where, f"raised to {low}, Gemini's lowest")
        return low
    if high is not None and value > high:
        report.clamped(where, f"lowered to {high}, Gemini's highest")
        return high
    return value


def _stops(request: ir.Request, report: Report) -> list[str]:
    where = request.paths.get("stop", "stop")
    stops = [stop for stop in request.stop if stop]
    if len(stops) > MAX_STOP_SEQUENCES:
        report.clamped(where, f"Gemini takes {MAX_STOP_SEQUENCES} stop sequences; the others were left out", "warning")
    return stops[:MAX_STOP_SEQUENCES]


def _logprobs(request: ir.Request, config: dict[str, Any], report: Report, *, own: bool) -> None:
    if request.logprobs is not None:
        config["responseLogprobs"] = request.logprobs
    top = request.top_logprobs
    if top is None:
        return
    where = request.paths.get("top_logprobs", "top_logprobs")
    if not top:
        report.mapped(where)
    if not own and not request.logprobs:
        report.dropped(where, "alternatives without logprobs", "info")
    elif not own and top > MAX_TOP_LOGPROBS:
        report.clamped(where, f"lowered to {MAX_TOP_LOGPROBS}, Gemini's highest")
        config["logprobs"] = MAX_TOP_LOGPROBS
    elif own or top > 0:
        config["logprobs"] = top


# --------------------------------------------------------------------------- thinking


def _thinking(
    request: ir.Request, wish: ir.Reasoning, model: GeminiModel, report: Report, *, own: bool
) -> dict[str, Any]:
    if not own:
        report.dropped_extra(wish.path, wish.extra, "Gemini")
    if model.thinking == "none" and not own:
        for field in _WISHES:
            if getattr(wish, field, None):
                report.dropped(_place(request, field), "this Gemini model does not think", "warning")
        return {}
    config: dict[str, Any] = {}
    off = wish.enabled is False or wish.effort == "none"
    if own:
        config.update(wish.extra or {})
    else:
        for field in _WISHES:
            report.mapped(_place(request, field))
        if wish.summary not in (None, "auto"):
            report.approximated(_place(request, "summary"), "Gemini has one kind of summary")
    if model.thinking == "level" and not (own and wish.budget_tokens is not None and wish.effort is None):
        _level(request, wish, model, config, report, off=off)
    elif model.thinking == "budget" or wish.budget_tokens is not None:
        _budget(request, wish, model, config, report, off=off, own=own)
    elif wish.effort is not None:
        config["thinkingLevel"] = wish.effort.upper()
    show = wish.show if wish.show is not None or own else (True if wish.enabled and not off else None)
    if show is not None and not (off and not own):
        config["includeThoughts"] = show
    return config


def _place(request: ir.Request, field: str) -> str:
    """Where a field of the wish stands in the body."""
    path = request.reasoning.path if request.reasoning is not None else ""
    return request.paths.get(f"reasoning.{field}", f"{path}.{field}")


def _off(request: ir.Request) -> str:
    return request.paths.get("reasoning.effort") or _place(request, "enabled")


def _level(
    request: ir.Request, wish: ir.Reasoning, model: GeminiModel, config: dict[str, Any], report: Report, *, off: bool
) -> None:
    if off:
        report.approximated(
            _off(request),
            f"this Gemini model always thinks; its lowest level {model.levels[0].upper()} is used",
            "warning",
        )
        config["thinkingLevel"] = model.levels[0].upper()
        return
    wanted = wish.effort
    if wanted is not None and wish.budget_tokens is not None:
        report.dropped(
            _place(request, "budget_tokens"), "Gemini takes an effort or a budget; the effort goes out", "info"
        )
    if wanted is None and wish.budget_tokens is not None and wish.budget_tokens >= 0:
        wanted = effort.effort_of(wish.budget_tokens)
        report.approximated(_place(request, "budget_tokens"), "the token budget became a level of thinking")
    if wanted is None:
        return  # the model decides, which is its default
    level = effort.nearest(wanted, model.levels)
    if level != wanted and wish.effort is not None:
        report.approximated(_place(request, "effort"), f"effort {wanted} is not to be had; {level} is used")
    config["thinkingLevel"] = level.upper()


def _budget(
    request: ir.Request,
    wish: ir.Reasoning,
    model: GeminiModel,
    config: dict[str, Any],
    report: Report,
    *,
    off: bool,
    own: bool,
) -> None:
    budget = wish.budget_tokens
    if own and budget is not None:
        config["thinkingBudget"] = budget
        return
    if off:
        config["thinkingBudget"] = 0 if model.can_disable else model.min_budget
        if not model.can_disable:
            report.approximated(
                _off(request),
                f"this Gemini model always thinks; its lowest budget {model.min_budget} is used",
                "warning",
            )
        return
    if budget is None and wish.effort is not None:
        budget = effort.budget_of(wish.effort)
    if budget is None or budget < 0:
        if wish.enabled or wish.adaptive or budget is not None:
            config["thinkingBudget"] = -1
        return
    clamped = min(max(budget, model.min_budget), model.max_budget)
    if clamped != budget and wish.budget_tokens is not None:
        report.clamped(
            _place(request, "budget_tokens"), f"this model thinks with {model.min_budget} to {model.max_budget} tokens"
        )
    config["thinkingBudget"] = clamped


# --------------------------------------------------------------------------- structured output


def _output(
    request: ir.Request,
    config: dict[str, Any],
    dialect: GeminiDialect,
    model: GeminiModel,
    report: Report,
    *,
    own: bool,
    has_functions: bool,
) -> str | None:
    wanted = request.output_format
    assert wanted is not None
    if own:
        _own_output(request, wanted, config)
        return None
    report.dropped_extra(wanted.path, wanted.extra, "Gemini")
    if wanted.kind == "text":
        return None
    for name in ("name", "description", "strict"):
        if getattr(wanted, name) is not None:
            report.dropped(f"{wanted.path}.{name}", "Gemini's response schema has no such field", "info")
    if has_functions and not model.json_with_tools:
        report.approximated(
            wanted.path, "this Gemini model takes no response format beside functions; it is asked in words", "warning"
        )
        schema = f" matching this JSON Schema:\n{codec.dumps_text(wanted.schema)}" if wanted.schema else "."
        return f"When you give your final answer, answer with JSON only{schema}"
    config["responseMimeType"] = "application/json"
    if wanted.kind == "json_schema" and wanted.schema is not None:
        if dialect.json_schema:
            config["responseJsonSchema"] = wanted.schema
        else:
            config["responseSchema"] = clean(wanted.schema, report, wanted.path)
    return None


def _own_output(request: ir.Request, wanted: ir.OutputFormat, config: dict[str, Any]) -> None:
    usual = "text/plain" if wanted.kind == "text" else "application/json"
    config["responseMimeType"] = (wanted.extra or {}).get("responseMimeType", usual)
    for name in ("responseSchema", "responseJsonSchema"):
        if name in request.declarations:
            config[name] = request.declarations[name]
            return
    if wanted.schema is not None:
        config["responseJsonSchema"] = wanted.schema
