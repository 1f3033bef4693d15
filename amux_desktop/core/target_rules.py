"""The rules of a proxy's target: which there are, what they may hold, and how people write them.

As text a target is ``SLUG[=MODEL]`` with parts behind it, each after a semicolon::

    deepseek=deepseek-v4;weight=3;when=tools,prompt<=100000,model:claude-*;on=rate,quota
    proxy:cheap;off
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from amux_desktop.core.errors import InvalidInputError

TIERS = ("economy", "standard", "premium")
#: The failures after which another target may be asked; a bad request is never paid for twice.
FAILURES = ("missing", "credential", "quota", "rate", "overloaded", "unreachable", "timeout", "broken")
_NUMBERS = ("min_prompt_tokens", "max_prompt_tokens")
_SWITCHES = ("tools", "images")
_NAMES = (*_SWITCHES, *_NUMBERS, "models", "tiers", "on")
_PROMPT = re.compile(r"prompt(<=|>=|<|>)(\d+)([km]?)", re.ASCII)
_THOUSANDS = {"": 1, "k": 1000, "m": 1_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetText:
    """A target as written; ``path`` is not looked up yet."""

    kind: Literal["provider", "proxy"]
    path: str
    model: str = ""
    weight: int = 1
    conditions: Mapping[str, Any] = field(default_factory=dict)
    enabled: bool = True


def check_rules(conditions: Mapping[str, Any], place: str) -> None:
    """Raises InvalidInputError ``field_invalid`` whose field is ``place`` and the rule."""
    for name, value in conditions.items():
        if name not in _NAMES:
            raise _wrong(place, name, f"There is no such rule; there are: {', '.join(_NAMES)}")
        where = f"{place}, rule {name}"
        if name in _SWITCHES and not isinstance(value, bool):
            raise _wrong(where, value, "Use true or false")
        if name in _NUMBERS and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise _wrong(where, value, "Use a number of tokens, 0 or more")
        if name in ("models", "tiers", "on"):
            _check_words(value, where, {"tiers": TIERS, "on": FAILURES}.get(name, ()))
    low, high = (conditions.get(name) for name in _NUMBERS)
    if low is not None and high is not None and low > high:
        raise _wrong(f"{place}, rule {_NUMBERS[0]}", low, f"It is above {_NUMBERS[1]}, so no request could come here")


def check_weight(weight: object, place: str) -> None:
    """Raises InvalidInputError ``field_invalid``."""
    if not isinstance(weight, int) or isinstance(weight, bool) or weight < 1:
        raise _wrong(f"{place}, weight", weight, "Use a whole number, 1 or more")


def read_target(text: str, place: str) -> TargetText:
    """The target that a text means. Raises InvalidInputError ``field_invalid`` with ``place`` and the piece that is wrong."""
    name, *parts = (part.strip() for part in text.split(";"))
    path, equals, model = (piece.strip() for piece in name.partition("="))
    kind: Literal["provider", "proxy"] = "proxy" if path.startswith("proxy:") else "provider"
    path = path.removeprefix("proxy:")
    if not path or (equals and not model):
        raise _wrong(
            place, text, "Use PROVIDER, PROVIDER=MODEL or proxy:PATH, with ;weight=, ;when=, ;on= or ;off behind it"
        )
    weight, enabled = 1, True
    conditions: dict[str, Any] = {}
    for part in filter(None, parts):
        word, _, value = (piece.strip() for piece in part.partition("="))
        if part == "off":
            enabled = False
        elif word == "weight":
            weight = int(value) if value.isascii() and value.isdigit() else 0
            if weight < 1:
                raise _wrong(place, part, "A weight is a whole number, 1 or more")
        elif word == "when" and value:
            for rule in value.split(","):
                _read_rule(conditions, rule.strip(), place)
        elif word == "on" and value:
            conditions["on"] = [item.strip() for item in value.split(",")]
        else:
            raise _wrong(place, part, "Use weight=N, when=RULES, on=FAILURES or off")
    check_rules(conditions, place)
    return TargetText(kind=kind, path=path, model=model, weight=weight, conditions=conditions, enabled=enabled)


def rules_text(conditions: Mapping[str, Any]) -> str:
    """What stands behind ``when=`` for these rules; empty when there are none."""
    words = [name if conditions[name] else f"no-{name}" for name in _SWITCHES if name in conditions]
    words += [
        f"prompt{sign}{conditions[name]}"
        for name, sign in zip(_NUMBERS, (">=", "<="), strict=True)
        if name in conditions
    ]
    words += [f"model:{glob}" for glob in conditions.get("models", ())]
    words += [f"tier:{tier}" for tier in conditions.get("tiers", ())]
    return ",".join(words)


def target_text(target: TargetText) -> str:
    """The text that ``read_target`` reads as this target."""
    name = f"{'proxy:' if target.kind == 'proxy' else ''}{target.path}"
    parts = [f"{name}={target.model}" if target.model else name]
    parts += [f"weight={target.weight}"] if target.weight != 1 else []
    if rules := rules_text(target.conditions):
        parts.append(f"when={rules}")
    if failures := target.conditions.get("on"):
        parts.append(f"on={','.join(failures)}")
    return ";".join(parts if target.enabled else [*parts, "off"])


def _read_rule(conditions: dict[str, Any], rule: str, place: str) -> None:
    if rule.removeprefix("no-") in _SWITCHES:
        conditions[rule.removeprefix("no-")] = not rule.startswith("no-")
    elif (match := _PROMPT.fullmatch(rule)) is not None:
        number = int(match[2]) * _THOUSANDS[match[3]]
        above = match[1].startswith(">")
        conditions[_NUMBERS[0 if above else 1]] = number + (0 if match[1].endswith("=") else 1 if above else -1)
    elif rule.startswith("model:") and len(rule) > len("model:"):
        conditions.setdefault("models", []).append(rule.removeprefix("model:"))
    elif rule.startswith("tier:"):
        conditions.setdefault("tiers", []).append(rule.removeprefix("tier:"))
    else:
        raise _wrong(
            place, rule, "A rule is tools, no-tools, images, no-images, prompt>=N, prompt<=N, model:GLOB or tier:NAME"
        )


def _check_words(value: object, where: str, known: tuple[str, ...]) -> None:
    if not isinstance(value, list | tuple) or not value or not all(isinstance(item, str) and item for item in value):
        raise _wrong(where, value, "Use a list of words")
    for item in value:
        if known and item not in known:
            raise _wrong(where, item, f"Choose from: {', '.join(known)}")


def _wrong(field: str, value: object, reason: str) -> InvalidInputError:
    return InvalidInputError("field_invalid", field=field, value=value, reason=reason)
