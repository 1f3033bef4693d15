"""What a proxy would do with a request: which targets fit, in which order they are tried, and why not the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from amux_desktop.core.target_rules import rules_text
from amux_desktop.proxy.balancing import Hints, holds
from amux_desktop.proxy.snapshot import Route, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One target. ``unmet`` are the rules that keep the request away, as text; ``share`` its chance to be asked first, 0 to 1."""

    provider_id: str
    provider_name: str
    provider_path: str
    model: str
    rules: str
    after: tuple[str, ...]
    """As a fallback only after these failures; empty is after any."""
    unmet: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """``problem`` is an error code when the proxy cannot work at all."""

    name: str
    inbound: str
    balance: str
    sticky: bool
    steps: tuple[Step, ...]
    problem: str = ""


def explain(route: Route, hints: Hints) -> Explanation:
    fitting = [target for target in route.targets if holds(target.conditions, hints)]
    whole = sum(target.weight for target in fitting)
    steps: list[Step] = []
    for target in route.targets:
        fits = any(target is item for item in fitting)
        if route.balance == "weighted":
            share = target.weight / whole if fits else 0.0
        else:
            share = 1.0 if fitting and target is fitting[0] else 0.0
        steps.append(_step(target, hints, share))
    return Explanation(
        name=route.name, inbound=route.inbound, balance=route.balance, sticky=route.sticky, steps=tuple(steps), problem=route.problem,
    )  # fmt: skip


def _step(target: Target, hints: Hints, share: float) -> Step:
    levels = list(_levels(target.conditions))
    unmet = [
        rules_text({name: value})
        for rules in levels
        for name, value in rules.items()
        if name not in ("on", "also") and not holds({name: value}, hints)
    ]
    return Step(
        provider_id=target.upstream.id,
        provider_name=target.upstream.name,
        provider_path=target.upstream.slug,
        model=target.model_for(hints.model),
        rules=",".join(filter(None, map(rules_text, levels))),
        after=tuple(word for rules in levels for word in rules.get("on", ())),
        unmet=tuple(unmet),
        share=share,
    )


def _levels(conditions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rules of the proxy asked, then those of the proxies behind it."""
    following: Mapping[str, Any] | None = conditions
    while following:
        yield following
        following = following.get("also")
