"""Fits a finished body to what the model takes: the last step towards another model than the client asked for."""

from __future__ import annotations

from typing import Any

from bridge import effort, ir
from bridge.capabilities.gpt import ModelLimits
from bridge.json_types import is_array, is_object
from bridge.report import Report, Severity

_MIN_OUTPUT = 16
_EFFORTS = frozenset(effort.ORDER)


def fit(body: dict[str, Any], request: ir.Request, limits: ModelLimits, report: Report) -> None:
    """Changes ``body``. Every value taken away or moved is reported at its place in the client's body."""

    def place(key: str) -> str:
        return request.paths.get(key, key)

    limit = body.get("max_output_tokens")
    if isinstance(limit, int) and limit < _MIN_OUTPUT:
        body["max_output_tokens"] = _MIN_OUTPUT
        report.clamped(place("max_output_tokens"), f"the smallest limit is {_MIN_OUTPUT}")
    temperature = body.get("temperature")
    if isinstance(temperature, int | float) and not 0 <= temperature <= 2:
        body["temperature"] = min(2, max(0, temperature))
        report.clamped(place("temperature"), "the range is 0 to 2")
    if not limits.sampling:
        for key in ("temperature", "top_p"):
            if body.get(key) not in (None, 1):
                del body[key]
                report.dropped(place(key), "this model takes the default only", "info")
        if body.pop("top_logprobs", None) is not None:
            report.dropped(place("top_logprobs"), "this model gives no log probabilities")
        _exclude(
            body, "message.output_text.logprobs", place("logprobs"), "this model gives no log probabilities", report
        )
    _fit_reasoning(body, request, limits, report)
    if not limits.parallel_switch and body.pop("parallel_tool_calls", None) is not None:
        report.dropped(place("parallel_tool_calls"), "this model has no such switch", "info")
    _fit_text(body, limits, report, place("verbosity"), request)


def _exclude(body: dict[str, Any], word: str, path: str, reason: str, report: Report) -> None:
    include = body.get("include")
    if is_array(include) and word in include:
        left = [entry for entry in include if entry != word]
        if left:
            body["include"] = left
        else:
            del body["include"]
        report.dropped(path, reason, "info")


def _fit_reasoning(body: dict[str, Any], request: ir.Request, limits: ModelLimits, report: Report) -> None:
    reasoning = body.get("reasoning")
    path = request.reasoning.path if request.reasoning is not None and request.reasoning.path else "reasoning"
    if limits.known and not limits.reasoning:
        _exclude(body, "reasoning.encrypted_content", "include", "this model does not think", report)
        if body.pop("reasoning", None):
            severity: Severity = "info" if effort.wished_effort(request.reasoning) == "none" else "warning"
            report.add(path, "dropped", "this model does not think", severity)
        return
    if not is_object(reasoning) or reasoning.get("effort") not in _EFFORTS:
        return
    wished: ir.Effort = reasoning["effort"]
    chosen = effort.nearest(wished, limits.efforts) if limits.efforts else None
    if chosen == wished:
        return
    kept = {key: value for key, value in reasoning.items() if key != "effort"}
    if chosen is not None:
        kept["effort"] = chosen
        report.approximated(path, f"this model has no effort {wished}; {chosen} is nearest")
    else:
        report.dropped(path, "the effort of this model cannot be set", "info")
    if kept:
        body["reasoning"] = kept
    else:
        del body["reasoning"]


def _fit_text(body: dict[str, Any], limits: ModelLimits, report: Report, path: str, request: ir.Request) -> None:
    text = body.get("text")
    if not is_object(text):
        return
    text = dict(text)
    if text.get("verbosity") is not None and not limits.verbosity:
        del text["verbosity"]
        report.dropped(path, "this model has no verbosity", "info")
    chosen = text.get("format")
    if is_object(chosen) and chosen.get("type") == "json_schema" and not limits.structured_output:
        text["format"] = {"type": "json_object"}
        where = request.output_format.path if request.output_format is not None else "text.format"
        report.approximated(where, "this model knows JSON mode only, not schemas", "warning")
    if text:
        body["text"] = text
    else:
        del body["text"]
