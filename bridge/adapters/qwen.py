"""Alibaba Cloud Model Studio (DashScope, Qwen): compatible mode, its Anthropic and its Responses endpoint."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any, Final

from bridge import ir
from bridge.adapter import Adapter
from bridge.formats.anthropic.dialect import compatible as anthropic_compatible
from bridge.formats.openai_chat.dialect import OPENAI_ONLY, compatible
from bridge.formats.openai_responses.dialect import ResponsesDialect
from bridge.report import Report

_DOCS = "https://www.alibabacloud.com/help/en/model-studio/use-qwen-by-calling-api"
#: Open-source hybrids: "parameter.enable_thinking must be set to false for non-streaming calls"
_STREAM_ONLY = re.compile(r"qwen3-\d+(\.\d+)?b")


def _thinking_limits(request: ir.Request, body: dict[str, Any], report: Report) -> None:
    """https://www.alibabacloud.com/help/en/model-studio/deep-thinking"""
    if not request.stream and _STREAM_ONLY.match(str(body["model"])):
        if body.get("enable_thinking"):
            report.approximated("stream", "this model thinks only in streams; thinking is off", "warning")
        body["enable_thinking"] = False
        body.pop("thinking_budget", None)
    if body.get("enable_thinking") and isinstance(body.get("tool_choice"), dict):
        body["tool_choice"] = "auto"
        path = request.tool_choice.path if request.tool_choice is not None else "tool_choice"
        report.approximated(path, "a certain tool cannot be forced while the model thinks", "warning")


_CHAT = compatible(
    "qwen",
    parts=frozenset({"image", "audio", "video"}),
    # auto, none and a named function
    tool_choices=frozenset({"none", "tool"}),
    # json_schema only on some models and never while thinking
    output_formats=frozenset({"text", "json_object"}),
    # enable_thinking and thinking_budget at the top level
    reasoning="enable_thinking",
    refuses=(OPENAI_ONLY - {"top_k"}) | {"strict"},
    # explicit cache marks in content parts
    cache_control=True,
    web_search=MappingProxyType({"enable_search": True}),
    patch=_thinking_limits,
)

QWEN: Final = Adapter(
    name="qwen",
    title="Qwen (Alibaba Cloud)",
    format="openai-chat",
    dialect=_CHAT,
    base_url="https://dashscope.aliyuncs.com/compatible-mode",
    docs=_DOCS,
)
QWEN_ANTHROPIC: Final = Adapter(
    name="qwen-anthropic",
    title="Qwen (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("qwen", documents=False),
    base_url="https://dashscope.aliyuncs.com/apps/anthropic",
    auth="x-api-key",
    docs="https://www.alibabacloud.com/help/en/model-studio/anthropic-api-messages",
)
#: Parameters that are not documented there are ignored.
QWEN_RESPONSES: Final = Adapter(
    name="qwen-responses",
    title="Qwen (Responses format)",
    format="openai-responses",
    dialect=ResponsesDialect(
        vendor="qwen",
        developer=False,
        custom_tools=False,
        namespaces=False,
        tool_search=False,
        encrypted_reasoning=False,
        hosted=MappingProxyType({"web_search": {"type": "web_search"}, "code_execution": {"type": "code_interpreter"}}),
    ),
    base_url="https://dashscope.aliyuncs.com/compatible-mode",
    docs="https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-responses",
)

ADAPTERS: Final = (QWEN, QWEN_ANTHROPIC, QWEN_RESPONSES)
