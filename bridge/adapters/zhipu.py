"""Zhipu (GLM, Z.ai): general API, coding plan, Anthropic endpoint."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from bridge import ir
from bridge.adapter import Adapter
from bridge.formats.anthropic.dialect import compatible as anthropic_compatible
from bridge.formats.openai_chat.dialect import OPENAI_ONLY, compatible
from bridge.report import Report

_DOCS = "https://docs.bigmodel.cn/api-reference"
_PATHS = MappingProxyType({"chat": "/v4/chat/completions", "models": "/v4/models"})
#: reasoning_effort is taken from GLM-5.2 on (documentation of the chat endpoint).
_TAKES_EFFORT = re.compile(r"glm-(5\.[2-9]|[6-9])")
#: These refuse thinking {type: disabled}.
_ALWAYS_THINKS = re.compile(r"glm-(4\.7|5\.3)(?!-flash)")
_STREAMS_TOOLS = re.compile(r"glm-(4\.[6-9]|[5-9])")


def _per_model(request: ir.Request, body: dict[str, Any], report: Report) -> None:
    model = str(body["model"]).lower()
    if not _TAKES_EFFORT.match(model):
        body.pop("reasoning_effort", None)
    if _ALWAYS_THINKS.match(model) and body.get("thinking", {}).get("type") == "disabled":
        del body["thinking"]
        path = request.reasoning.path if request.reasoning is not None else "thinking"
        report.dropped(path, "this model always thinks", "info")
    # Without it the arguments of a call come in one piece at the end: https://docs.z.ai/guides/capabilities/stream-tool
    if request.stream and "tools" in body and _STREAMS_TOOLS.match(model):
        body.setdefault("tool_stream", True)


_CHAT = compatible(
    "zhipu",
    parts=frozenset({"image", "video"}),
    # Documented is auto alone; naming a function is taken as well (recorded).
    tool_choices=frozenset({"tool"}),
    output_formats=frozenset({"text", "json_object"}),
    reasoning="thinking",
    efforts=("low", "high", "max"),
    # Interleaved thinking: reasoning_content belongs back into tool turns (https://docs.z.ai/guides/capabilities/thinking-mode).
    reasoning_replay="tool_turns",
    refuses=OPENAI_ONLY
    | {"strict", "presence_penalty", "frequency_penalty", "n", "logprobs", "top_logprobs", "parallel_tool_calls"},
    clamps=MappingProxyType({"temperature": (0.0, 1.0), "top_p": (0.01, 1.0)}),
    stop_limit=1,
    web_search=MappingProxyType({"tools": [{"type": "web_search", "web_search": {"enable": True}}]}),
    patch=_per_model,
)

ZHIPU: Final = Adapter(
    name="zhipu",
    title="Zhipu (GLM)",
    format="openai-chat",
    dialect=_CHAT,
    base_url="https://open.bigmodel.cn/api/paas",
    paths=_PATHS,
    docs=_DOCS,
)
#: Subscriptions have a base URL of their own; the rest is the same.
ZHIPU_CODING: Final = replace(
    ZHIPU, name="zhipu-coding", title="Zhipu (GLM coding plan)", base_url="https://open.bigmodel.cn/api/coding/paas"
)
ZHIPU_ANTHROPIC: Final = Adapter(
    name="zhipu-anthropic",
    title="Zhipu (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("zhipu", documents=False),
    base_url="https://open.bigmodel.cn/api/anthropic",
    docs="https://docs.bigmodel.cn/cn/guide/develop/claude",
)

ADAPTERS: Final = (ZHIPU, ZHIPU_CODING, ZHIPU_ANTHROPIC)
