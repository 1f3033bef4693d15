"""Reasoning effort against token budgets, both ways.

No vendor defines the relation; these are the numbers of Google's own OpenAI-compatible layer for Gemini 2.5
(https://ai.google.dev/gemini-api/docs/openai), extended upwards.
"""

from __future__ import annotations

from bridge import ir

BUDGETS: dict[ir.Effort, int] = {
    "none": 0,
    "minimal": 512,
    "low": 1024,
    "medium": 8192,
    "high": 24576,
    "xhigh": 32768,
    "max": 65536,
}
ORDER: tuple[ir.Effort, ...] = ("none", "minimal", "low", "medium", "high", "xhigh", "max")


def budget_of(effort: ir.Effort) -> int:
    return BUDGETS[effort]


def effort_of(budget: int) -> ir.Effort:
    """−1 (dynamic) is medium."""
    if budget < 0:
        return "medium"
    for effort in ORDER:
        if budget <= BUDGETS[effort]:
            return effort
    return "max"


def nearest(effort: ir.Effort, allowed: tuple[ir.Effort, ...]) -> ir.Effort:
    """The allowed effort closest to the wished one; of two equally close ones the stronger."""
    if effort in allowed or not allowed:
        return effort
    wished = ORDER.index(effort)
    return min(allowed, key=lambda item: (abs(ORDER.index(item) - wished), -ORDER.index(item)))


def wished_effort(reasoning: ir.Reasoning | None) -> ir.Effort | None:
    """The effort a request asks for, whatever words it used; None when it said nothing."""
    if reasoning is None:
        return None
    if reasoning.enabled is False:
        return "none"
    if reasoning.effort is not None:
        return reasoning.effort
    if reasoning.budget_tokens is not None:
        return effort_of(reasoning.budget_tokens)
    return "medium" if reasoning.enabled or reasoning.adaptive else None
