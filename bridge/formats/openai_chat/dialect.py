"""How one vendor's Chat Completions differ from OpenAI's: data, and one hook for what data cannot say.

The defaults are OpenAI itself. A compatible vendor is a short declaration (see ``bridge.adapters``); a TOML file can hold every
field but the two callables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from bridge import ir
from bridge.capabilities import gpt
from bridge.formats.base import Dialect
from bridge.report import Report

Part = Literal["image", "audio", "file", "video"]
ChoiceMode = Literal["none", "required", "tool", "allowed"]
#: Last word on a body about to be sent: changes it in place and reports what it took away.
Patch = Callable[[ir.Request, dict[str, Any], Report], None]


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatDialect(Dialect):
    """Each field says what the vendor's endpoint takes or gives.

    limits: what single models take, by name.
    system: where system text may stand: ``anywhere``, or only at the ``front`` in one message.
    developer: knows the role ``developer`` (else it is sent as ``system``).
    parts: what user content may hold besides text. Empty = text only, and content goes out as a plain string.
    tool_choices: modes beside ``auto``; ``required_word`` is how a forced call is said.
    refuses: request fields (and ``strict``, ``custom_tools``) that are answered with an error or mean something else there.
    output_formats: ``response_format`` types; a schema for an endpoint without ``json_schema`` goes into the prompt.
    max_tokens_field: the field for the output limit.
    clamps: numeric request fields with what the endpoint allows.
    reasoning: how thinking is asked for: ``effort`` (reasoning_effort), ``thinking`` ({type: enabled|disabled} and, if there are
    ``efforts``, reasoning_effort), ``enable_thinking`` (+ thinking_budget), ``object`` (OpenRouter's reasoning: {…}), None = no way.
    efforts: effort words; None = what ``limits`` says.
    reasoning_field: where plain thoughts stand in messages; ``content`` = as parts of the content (Mistral); None = nowhere.
    state_fields: message fields with opaque reasoning state, which the vendor wants back unchanged.
    reasoning_replay: which assistant turns must bring their thoughts back: none, those with tool calls, or all.
    think_tags: thoughts come inside the content as ``<think>…</think>``.
    cumulative: streamed thoughts may repeat what was sent before (MiniMax).
    web_search: what to add to the body for the canonical tool ``web_search``; None = not offered.
    usage: further places of counts, by the IR's name: {"cache_read_tokens": "prompt_cache_hit_tokens"}; dots step into objects.
    finish_reasons: words outside OpenAI's list.
    """

    vendor: str = "openai"
    limits: Callable[[str], gpt.ModelLimits] = gpt.limits
    system: Literal["anywhere", "front"] = "anywhere"
    developer: bool = True
    parts: frozenset[Part] = frozenset({"image", "audio", "file"})
    tool_choices: frozenset[ChoiceMode] = frozenset({"none", "required", "tool", "allowed"})
    required_word: str = "required"
    refuses: frozenset[str] = frozenset({"top_k"})
    output_formats: frozenset[str] = frozenset({"text", "json_object", "json_schema"})
    max_tokens_field: Literal["max_completion_tokens", "max_tokens"] = "max_completion_tokens"
    clamps: Mapping[str, tuple[float, float]] = field(default_factory=_nothing)
    stop_limit: int = 4
    tool_limit: int | None = 128
    id_limit: int = 40
    reasoning: Literal["effort", "thinking", "enable_thinking", "object"] | None = "effort"
    efforts: tuple[ir.Effort, ...] | None = None
    reasoning_field: Literal["reasoning_content", "reasoning", "content"] | None = None
    state_fields: tuple[str, ...] = ()
    reasoning_replay: Literal["none", "tool_turns", "always"] = "none"
    think_tags: bool = False
    cumulative: bool = False
    cache_control: bool = False
    web_search: Mapping[str, Any] | None = None
    usage: Mapping[str, str] = field(default_factory=_nothing)
    finish_reasons: Mapping[str, ir.FinishReason] = field(default_factory=_nothing)
    patch: Patch | None = None


def no_limits(model: str) -> gpt.ModelLimits:
    """For vendors whose model names are not OpenAI's."""
    return gpt.UNKNOWN


#: What only OpenAI has; a compatible vendor's ``refuses`` usually starts from here.
OPENAI_ONLY: frozenset[str] = frozenset(
    {"store", "metadata", "service_tier", "prompt_cache_key", "verbosity", "custom_tools", "user", "top_k"}
)


def compatible(vendor: str, **changes: Any) -> ChatDialect:
    """The usual OpenAI-compatible endpoint: ``max_tokens``, no ``developer`` role, images, OpenAI's own extensions left out."""
    base: dict[str, Any] = {
        "limits": no_limits,
        "developer": False,
        "parts": frozenset({"image"}),
        "refuses": OPENAI_ONLY,
        "max_tokens_field": "max_tokens",
        "tool_limit": None,
        "id_limit": 64,
        "reasoning": None,
        "reasoning_field": "reasoning_content",
    }
    return ChatDialect(vendor=vendor, **{**base, **changes})
