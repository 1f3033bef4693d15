"""What tokens have spent so far, told to the proxy's limits, which count on from there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from amux_desktop.core.errors import NotFoundError
from amux_desktop.services.api_tokens import TokensService

if TYPE_CHECKING:
    from amux_desktop.proxy.limits import Limits

_EVERY_S = 60.0
"""Also picks up tokens made since, other processes' spending, and the beginning of a new day or month."""


async def seed_budgets(tokens: TokensService, limits: Limits) -> None:
    """Runs until cancelled."""
    from amux_desktop.proxy.limits import Spent

    while True:
        for token in await tokens.list():
            if token.daily_budget_nanos is None and token.monthly_budget_nanos is None:
                continue
            try:
                spend = await tokens.spend(token.id)
            except NotFoundError:
                continue  # removed meanwhile
            limits.set_spend(
                token.id,
                Spent(
                    day_nanos=spend.day.cost_nanos,
                    month_nanos=spend.month.cost_nanos,
                    day_ends=spend.day_ends_ms / 1000,
                    month_ends=spend.month_ends_ms / 1000,
                ),
            )
        await asyncio.sleep(_EVERY_S)
