"""Which ``anthropic-beta`` values a body needs, and the body of ``count_tokens``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bridge.formats.read import as_dict, as_list, as_text

#: Top-level fields that are refused without their beta header.
_FIELDS = {
    "mcp_servers": "mcp-client-2025-11-20",
    "fallbacks": "server-side-fallback-2026-07-01",
    "fallback_credit_token": "fallback-credit-2026-07-01",
    "thread": "message-threads-2026-08-12",
    "compaction": "compact-2026-09-04",
    "output_format": "structured-outputs-2025-11-13",
    "safeguards": "dangerous-tool-use-2026-09-03",
}
#: Tools by the beginning of their type.
_TOOLS = (
    ("computer_20241022", "computer-use-2024-10-22"),
    ("computer_20250124", "computer-use-2025-01-24"),
    ("computer_20251124", "computer-use-2025-11-24"),
    ("advisor_", "advisor-tool-2026-03-01"),
    ("mcp_toolset", "mcp-client-2025-11-20"),
)
_COUNTED: Final = frozenset(
    {
        "model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "output_format", "cache_control",
        "context_management", "mcp_servers", "compaction", "speed", "billing_policy",
    }
)  # fmt: skip


def required_betas(body: Mapping[str, Any]) -> list[str]:
    """Beta names for the ``anthropic-beta`` header of a built body, in a fixed order and without repetitions.

    What the client itself sent in that header belongs there as well; this only adds what a conversion made necessary.
    """
    return list(dict.fromkeys([*_of_fields(body), *_of_tools(body), *_of_messages(body)]))


def _of_fields(body: Mapping[str, Any]) -> Iterator[str]:
    for name, beta in _FIELDS.items():
        if body.get(name) is not None:
            yield beta
    if body.get("speed") == "fast":
        yield "fast-mode-2026-02-01"
    if as_dict(as_dict(body.get("container"))).get("skills"):
        yield "skills-2025-10-02"
    if body.get("context_management") is not None:
        yield "context-management-2025-06-27"
        for edit in as_list(as_dict(body["context_management"]).get("edits")):
            if as_text(as_dict(edit).get("type")).startswith("compact_"):
                yield "compact-2026-01-12"
    if as_dict(body.get("output_config")).get("task_budget") is not None:
        yield "task-budgets-2026-03-13"
    thinking = as_dict(body.get("thinking"))
    if thinking.get("block_binding") is not None:
        yield "thinking-binding-controls-2026-08-01"
    if thinking.get("display") == "updates":
        yield "thinking-display-updates-2026-08-18"


def _of_tools(body: Mapping[str, Any]) -> Iterator[str]:
    for tool in as_list(body.get("tools")):
        kind = as_text(as_dict(tool).get("type"))
        for start, beta in _TOOLS:
            if kind.startswith(start):
                yield beta


def _of_messages(body: Mapping[str, Any]) -> Iterator[str]:
    for item in as_list(body.get("messages")):
        message = as_dict(item)
        if message.get("role") == "system":
            if message.get("output_config"):
                yield "mid-conversation-output-config-2026-07-01"
            if message.get("clear_at"):
                yield "mid-conversation-system-clear-at-2026-08-21"
        for entry in as_list(message.get("content")):
            block = as_dict(entry)
            yield from _of_block(block)
            for inner in as_list(block.get("content")):
                yield from _of_block(as_dict(inner))


def _of_block(block: Mapping[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind == "container_upload" or (
        kind in ("image", "document") and as_dict(block.get("source")).get("type") == "file"
    ):
        yield "files-api-2025-04-14"
    elif kind in ("tool_addition", "tool_removal"):
        yield "mid-conversation-tool-changes-2026-07-01"
    elif kind in ("mcp_tool_use", "mcp_tool_result"):
        yield "mcp-client-2025-11-20"


def count_tokens_body(body: Mapping[str, Any]) -> dict[str, Any]:
    """A built Messages body as ``/v1/messages/count_tokens`` takes it: without what only generation needs."""
    return {key: value for key, value in body.items() if key in _COUNTED}
