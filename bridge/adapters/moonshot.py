"""Moonshot AI (Kimi): its Chat Completions and its Anthropic endpoint."""

from __future__ import annotations

import re
from typing import Any, Final

from bridge import ir
from bridge.adapter import Adapter
from bridge.formats.anthropic.dialect import compatible as anthropic_compatible
from bridge.formats.openai_chat.dialect import OPENAI_ONLY, compatible
from bridge.report import Report

_DOCS = "https://platform.kimi.ai/docs"
#: Thinks whatever the request says: https://platform.kimi.ai/docs/guide/use-kimi-k2-thinking-model
_ALWAYS_THINKS = re.compile(r"kimi-(k2-thinking|k2\.7-code|k3)")
#: The platform fixes these for the kimi models: https://platform.kimi.ai/docs/api/models-overview
_FIXED = ("temperature", "top_p", "n", "presence_penalty", "frequency_penalty")
_EFFORTS: dict[str, str] = {
    "minimal": "low",
    "low": "low",
    "medium": "high",
    "high": "high",
    "xhigh": "max",
    "max": "max",
}


def _per_model(request: ir.Request, body: dict[str, Any], report: Report) -> None:
    model = str(body["model"]).lower()
    if not model.startswith("kimi"):
        body.pop("thinking", None)  # moonshot-v1 does not think
        return
    for name in _FIXED:
        if body.pop(name, None) is not None:
            path = "candidate_count" if name == "n" else name
            report.dropped(request.paths.get(path, path), "fixed by the platform for this model", "info")
    if _ALWAYS_THINKS.match(model):
        body.pop("thinking", None)
    effort = request.reasoning.effort if request.reasoning is not None else None
    if model.startswith("kimi-k3") and effort in _EFFORTS:
        body["reasoning_effort"] = _EFFORTS[effort]


_CHAT = compatible(
    "moonshot",
    parts=frozenset({"image", "video"}),
    # tool_choice: auto and none; required is not supported (https://platform.kimi.ai/docs/api/tool-use)
    tool_choices=frozenset({"none"}),
    output_formats=frozenset({"text", "json_object"}),
    # max_tokens is deprecated in favour of the new word
    max_tokens_field="max_completion_tokens",
    # thinking: {type: enabled|disabled} from K2.5 on
    reasoning="thinking",
    # "keep the reasoning_content of all turns"
    reasoning_replay="always",
    refuses=OPENAI_ONLY | {"strict", "parallel_tool_calls", "logprobs", "top_logprobs", "seed"},
    stop_limit=5,
    # usage.cached_tokens and usage inside the last choice are read in any dialect
    patch=_per_model,
)  # fmt: skip

MOONSHOT: Final = Adapter(
    name="moonshot",
    title="Moonshot AI (Kimi)",
    format="openai-chat",
    dialect=_CHAT,
    base_url="https://api.moonshot.cn",
    docs=_DOCS,
)
#: https://platform.kimi.ai/docs/guide/agent-support: Claude Code with ANTHROPIC_AUTH_TOKEN
MOONSHOT_ANTHROPIC: Final = Adapter(
    name="moonshot-anthropic",
    title="Moonshot AI (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("moonshot", documents=False),
    base_url="https://api.moonshot.cn/anthropic",
    docs=_DOCS,
)

ADAPTERS: Final = (MOONSHOT, MOONSHOT_ANTHROPIC)
