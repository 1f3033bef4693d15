"""DeepSeek: its Chat Completions, and its Anthropic and Responses endpoints."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from bridge import ir
from bridge.adapter import Adapter
from bridge.formats.anthropic.dialect import compatible as anthropic_compatible
from bridge.formats.openai_chat.dialect import OPENAI_ONLY, compatible
from bridge.formats.openai_responses.dialect import ResponsesDialect
from bridge.report import Report

_DOCS = "https://api-docs.deepseek.com"


def _no_forced_calls(request: ir.Request, body: dict[str, Any], report: Report) -> None:
    """ "Thinking mode does not support this tool_choice" (recorded); thinking is on unless switched off or the model has none."""
    choice = body.get("tool_choice")
    if choice in (None, "auto", "none") or body["model"] == "deepseek-chat":
        return
    if body.get("thinking", {}).get("type") != "disabled":
        body["tool_choice"] = "auto"
        path = request.tool_choice.path if request.tool_choice is not None else "tool_choice"
        report.approximated(path, "DeepSeek cannot be forced to call a tool while it thinks", "warning")


_CHAT = compatible(
    "deepseek",
    # "unknown variant `image_url`, expected `text`" (recorded)
    parts=frozenset(),
    tool_choices=frozenset({"none", "required", "tool"}),
    # "This response_format type is unavailable now" for json_schema
    output_formats=frozenset({"text", "json_object"}),
    # https://api-docs.deepseek.com/guides/thinking_mode: thinking {type}, on by default, with reasoning_effort low, high or max
    reasoning="thinking",
    efforts=("low", "high", "max"),
    # Same page: reasoning_content of every turn that called tools must come back; of others it is ignored.
    reasoning_replay="always",
    # strict tools only work on the beta base URL; n and parallel_tool_calls are unknown
    refuses=OPENAI_ONLY | {"strict", "n", "parallel_tool_calls"},
    stop_limit=16,
    patch=_no_forced_calls,
)  # fmt: skip

DEEPSEEK: Final = Adapter(
    name="deepseek",
    title="DeepSeek",
    format="openai-chat",
    dialect=_CHAT,
    base_url="https://api.deepseek.com",
    docs=_DOCS,
)
#: https://api-docs.deepseek.com/guides/anthropic_api: thinking blocks without signatures, text only, no redacted_thinking
DEEPSEEK_ANTHROPIC: Final = Adapter(
    name="deepseek-anthropic",
    title="DeepSeek (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("deepseek", images=False, documents=False),
    base_url="https://api.deepseek.com/anthropic",
    auth="x-api-key",
    docs=_DOCS,
)
DEEPSEEK_RESPONSES: Final = Adapter(
    name="deepseek-responses",
    title="DeepSeek (Responses format)",
    format="openai-responses",
    dialect=ResponsesDialect(
        vendor="deepseek",
        developer=False,
        custom_tools=False,
        namespaces=False,
        tool_search=False,
        encrypted_reasoning=False,
        plain_reasoning=True,
        hosted=MappingProxyType({}),
    ),
    base_url="https://api.deepseek.com",
    docs=_DOCS,
)

ADAPTERS: Final = (DEEPSEEK, DEEPSEEK_ANTHROPIC, DEEPSEEK_RESPONSES)
