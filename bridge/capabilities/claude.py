"""What single Claude models take, by model name.

Sources: the models, thinking, effort and error pages of the API documentation, the API's own rejections ("This model does not
support effort level 'xhigh'…"), and recorded requests. A name that is not Claude's gets ``UNKNOWN``: nothing is taken away from
the request, because deployments and relays carry names of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from bridge.ir import Effort

ThinkingKind: TypeAlias = Literal["adaptive", "enabled"]
Version: TypeAlias = tuple[int, int]

_FAMILY = re.compile(r"claude-(opus|sonnet|haiku|fable|mythos)-(\d+)(?:[-.](\d{1,2}))?(?!\d)")
#: claude-3-5-sonnet-20241022, claude-3.7-sonnet, claude-4-opus-20250514
_OLD_FAMILY = re.compile(r"claude-(\d+)(?:[-.](\d))?-(opus|sonnet|haiku)")
_EFFORTS_4_5: tuple[Effort, ...] = ("low", "medium", "high")
_EFFORTS_4_6: tuple[Effort, ...] = ("low", "medium", "high", "max")
_EFFORTS_4_7: tuple[Effort, ...] = ("low", "medium", "high", "xhigh", "max")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLimits:
    """``known`` False: the name says nothing and every switch below is permissive.

    thinking: the kinds of ``thinking`` it takes; empty = it does not think.
    efforts: the words of ``output_config.effort``; empty when the field itself is refused.
    thinks_by_default: thinks when the request says nothing, so "off" must be said.
    can_disable: takes ``thinking: {type: disabled}``.
    hides_thinking: ``thinking.display`` is ``omitted`` unless asked for.
    sampling: takes temperature, top_p and top_k other than the defaults.
    temperature_with_top_p: takes both at once.
    prefill: goes on from an assistant message at the end.
    system_messages: takes role system inside ``messages``.
    forced_tools: takes ``tool_choice`` any and tool.
    structured_output: takes ``output_config.format`` and strict tools.
    max_output: largest ``max_tokens``; None = not known.
    """

    known: bool = True
    thinking: frozenset[ThinkingKind] = frozenset()
    efforts: tuple[Effort, ...] = ()
    thinks_by_default: bool = False
    can_disable: bool = True
    hides_thinking: bool = False
    sampling: bool = True
    temperature_with_top_p: bool = True
    prefill: bool = True
    system_messages: bool = False
    forced_tools: bool = True
    structured_output: bool = False
    max_output: int | None = None


UNKNOWN = ModelLimits(
    known=False,
    thinking=frozenset({"adaptive", "enabled"}),
    efforts=_EFFORTS_4_7,
    system_messages=True,
    structured_output=True,
)


@lru_cache(maxsize=256)
def limits(model: str) -> ModelLimits:
    """What ``model`` takes; any spelling that holds the name counts (``anthropic/claude-haiku-4.5``, Bedrock and Vertex ids)."""
    if "claude-mythos-preview" in model:
        return _of("mythos", (4, 7))
    match = _FAMILY.search(model)
    if match is not None:
        return _of(match[1], (int(match[2]), int(match[3] or 0)))
    match = _OLD_FAMILY.search(model)
    if match is not None:
        return _of(match[3], (int(match[1]), int(match[2] or 0)))
    return UNKNOWN


def _of(family: str, version: Version) -> ModelLimits:
    return ModelLimits(
        thinking=_thinking(version),
        efforts=_efforts(family, version),
        thinks_by_default=version >= (5, 0) or family == "mythos",
        can_disable=family != "mythos",
        hides_thinking=version >= (4, 7),
        sampling=version < (4, 7),
        temperature_with_top_p=version < (4, 1),
        prefill=version < (4, 6),
        system_messages=version >= (4, 8),
        forced_tools=version < ((5, 1) if family in ("fable", "mythos") else (5, 5)) or family == "haiku",
        structured_output=version >= (4, 5),
        max_output=_max_output(family, version),
    )


def _thinking(version: Version) -> frozenset[ThinkingKind]:
    if version >= (4, 7):
        return frozenset({"adaptive"})
    if version >= (4, 6):
        return frozenset({"adaptive", "enabled"})
    return frozenset({"enabled"}) if version >= (3, 7) else frozenset()


def _efforts(family: str, version: Version) -> tuple[Effort, ...]:
    if version >= (4, 7):
        return _EFFORTS_4_7
    if version >= (4, 6):
        return _EFFORTS_4_6
    return _EFFORTS_4_5 if family == "opus" and version == (4, 5) else ()


def _max_output(family: str, version: Version) -> int:
    if version >= (4, 6):
        return 128_000
    if version >= (4, 5) or (version >= (3, 7) and family != "opus"):
        return 64_000
    if version >= (4, 0):
        return 32_000
    return 8_192 if version >= (3, 5) else 4_096
