"""What Code Switch stored about each tool, as the proxy's routing wants it."""

from __future__ import annotations

from collections.abc import Iterable

from amux_desktop.code_switch.catalog import TOOLS
from amux_desktop.proxy.code_routes import CodeEntry, CodeTier
from amux_desktop.storage.records import CodeTool


def code_entries(states: Iterable[CodeTool]) -> list[CodeEntry]:
    """One for every tool that is known; one never configured has no target but can be used for single runs."""
    stored = {state.tool: state for state in states}
    entries = []
    for tool in TOOLS:
        state = stored.get(tool.id) or CodeTool(tool=tool.id)
        by_provider: dict[str, tuple[tuple[str, str], ...]] = {}
        for row in state.mappings:
            by_provider[row.provider_id] = (*by_provider.get(row.provider_id, ()), (row.source, row.target))
        entries.append(
            CodeEntry(
                tool=tool.id,
                slug=tool.slug,
                name=tool.name,
                inbound=tool.inbound,
                tiers=tuple(CodeTier(tier.name, tier.globs) for tier in tool.tiers),
                provider_id=state.provider_id or "",
                proxy_id=state.proxy_id or "",
                mappings=by_provider,
            )
        )
    return entries
