"""How vendors' use of Anthropic Messages differs. The defaults are Anthropic itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bridge.capabilities import claude
from bridge.formats.base import Dialect

#: Canonical server tools that Anthropic runs, for clients of other formats that ask for them.
SERVER_TOOLS = frozenset({"web_search", "web_fetch", "code_execution", "mcp"})
#: Top-level fields that only Anthropic itself knows.
ANTHROPIC_ONLY = frozenset(
    {
        "billing_policy", "cache_control", "compaction", "container", "context_management", "diagnostics",
        "fallback_credit_token", "fallbacks", "inference_geo", "mcp_servers", "safeguards", "service_tier", "speed", "thread",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AnthropicDialect(Dialect):
    """Each field says what the vendor's endpoint takes.

    limits: what single models take, by name.
    plain_thinking: takes thinking blocks of any origin and does not check signatures (and may want them back).
    images, documents: takes such blocks.
    cache_control: takes cache marks.
    server_tools: canonical server tools it runs.
    tool_search: knows ``defer_loading`` and ``tool_reference``; without it deferred tools are offered once loaded.
    billing_header: wants Claude Code's ``x-anthropic-billing-header`` line in the system text.
    refuses: top-level fields that it does not know; they are taken out and reported.
    default_max_tokens: ``max_tokens`` when the client set no limit (the field is required), lowered to the model's own.
    """

    vendor: str = "anthropic"
    limits: Callable[[str], claude.ModelLimits] = claude.limits
    plain_thinking: bool = False
    images: bool = True
    documents: bool = True
    cache_control: bool = True
    server_tools: frozenset[str] = SERVER_TOOLS
    tool_search: bool = True
    billing_header: bool = True
    refuses: frozenset[str] = frozenset()
    default_max_tokens: int = 32_000


def compatible(vendor: str, **changes: Any) -> AnthropicDialect:
    """The usual Anthropic-compatible endpoint of another vendor: thinking without signatures, none of Anthropic's own services."""
    limits = claude.ModelLimits(
        known=False,
        thinking=frozenset({"enabled"}),
        max_output=None,
    )

    def same_for_all(_model: str) -> claude.ModelLimits:
        return limits

    base: dict[str, Any] = {
        "limits": same_for_all,
        "plain_thinking": True,
        "server_tools": frozenset(),
        "tool_search": False,
        "billing_header": False,
        "refuses": ANTHROPIC_ONLY,
    }
    return AnthropicDialect(vendor=vendor, **{**base, **changes})
