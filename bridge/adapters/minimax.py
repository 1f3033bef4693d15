"""MiniMax: Chat Completions with split reasoning, and the Anthropic endpoint the vendor recommends."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from bridge import ir
from bridge.adapter import Adapter
from bridge.capabilities import gpt
from bridge.formats.anthropic.dialect import compatible as anthropic_compatible
from bridge.formats.openai_chat.dialect import OPENAI_ONLY, compatible
from bridge.report import Report

_DOCS = "https://platform.minimax.io/docs/api-reference/text-openai-api"


def _limits(model: str) -> gpt.ModelLimits:
    """M3 sees pictures; the M2 family is text only."""
    return replace(gpt.UNKNOWN, images=not model.lower().startswith("minimax-m2"))


def _split_reasoning(_request: ir.Request, body: dict[str, Any], _report: Report) -> None:
    """Thoughts in ``reasoning_details`` instead of ``<think>`` tags inside the content, so that they can be told apart."""
    body.setdefault("reasoning_split", True)


_CHAT = compatible(
    "minimax",
    limits=_limits,
    parts=frozenset({"image", "video"}),
    # More than one system message is refused ("chat setting invalid").
    system="front",
    tool_choices=frozenset({"none"}),
    # response_format is for older models only; a schema goes into the prompt.
    output_formats=frozenset({"text"}),
    # The whole assistant turn must come back, its reasoning_details included; plain thoughts have no field there.
    reasoning_field=None,
    state_fields=("reasoning_details",),
    reasoning_replay="always",
    # Hosts that serve the model without the switch leave the tags in the content.
    think_tags=True,
    # Streamed reasoning_details repeat what was sent before (the vendor's own example cuts it off).
    cumulative=True,
    refuses=OPENAI_ONLY
    | {"strict", "presence_penalty", "frequency_penalty", "n", "seed", "logprobs", "top_logprobs", "parallel_tool_calls"},
    # "value range (0, 1]"
    clamps=MappingProxyType({"temperature": (0.01, 1.0), "top_p": (0.01, 1.0)}),
    patch=_split_reasoning,
)  # fmt: skip

MINIMAX: Final = Adapter(
    name="minimax",
    title="MiniMax",
    format="openai-chat",
    dialect=_CHAT,
    base_url="https://api.minimaxi.com",
    docs=_DOCS,
)
MINIMAX_ANTHROPIC: Final = Adapter(
    name="minimax-anthropic",
    title="MiniMax (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("minimax", images=False, documents=False),
    base_url="https://api.minimaxi.com/anthropic",
    docs="https://platform.minimax.io/docs/api-reference/text-anthropic-api",
)

ADAPTERS: Final = (MINIMAX, MINIMAX_ANTHROPIC)
