from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from amux_desktop.core.errors import ConflictError, NotFoundError
from amux_desktop.services.api_tokens import _periods
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import ApiTokenDraft
from tests.services.test_providers import files_with

pytestmark = pytest.mark.both_stores


async def test_a_token_is_shown_once_and_stored_as_a_hash(services: AppServices, amux_home: Path) -> None:
    created = await services.tokens.create(ApiTokenDraft(name="laptop"))
    assert created.text.startswith("sk-amux.")
    assert created.text not in repr(created)
    assert created.token.hint == created.text[-4:]
    await services.store.write(lambda store: None)
    assert files_with(created.text, amux_home) == []


async def test_enable_rename_regenerate_remove(services: AppServices) -> None:
    created = await services.tokens.create(ApiTokenDraft(name="laptop"))
    assert not (await services.tokens.set_enabled("laptop", False)).enabled
    assert (await services.tokens.rename("laptop", "desk")).name == "desk"
    renewed = await services.tokens.regenerate("desk")
    assert renewed.text != created.text
    assert renewed.token.id == created.token.id
    await services.tokens.create(ApiTokenDraft(name="other"))
    with pytest.raises(ConflictError):
        await services.tokens.rename("other", "desk")
    await services.tokens.remove("desk")
    assert [token.name for token in await services.tokens.list()] == ["other"]
    with pytest.raises(NotFoundError):
        await services.tokens.get("desk")


async def test_nothing_was_spent_yet(services: AppServices) -> None:
    await services.tokens.create(ApiTokenDraft(name="laptop"))
    spend = await services.tokens.spend("laptop")
    assert (spend.day.requests, spend.month.cost_nanos) == (0, 0)
    assert spend.day_ends_ms <= spend.month_ends_ms


@pytest.mark.parametrize("text", ["2026-01-31T23:59:59", "2026-12-31T00:00:00", "2028-02-29T12:00:00"])
def test_periods_are_whole_local_days_and_months(text: str) -> None:
    moment = datetime.fromisoformat(text)
    day, day_end, month, month_end = (
        datetime.fromtimestamp(ms / 1000) for ms in _periods(round(moment.timestamp() * 1000))
    )
    assert day == moment.replace(hour=0, minute=0, second=0)
    assert day <= moment < day_end
    assert (day_end - day).total_seconds() in (23 * 3600, 24 * 3600, 25 * 3600)
    assert (month.day, month_end.day) == (1, 1)
    assert month <= moment < month_end
