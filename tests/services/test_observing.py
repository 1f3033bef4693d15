"""What is learned from traffic: dashboard, health, retention, prices."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from amux_desktop.core.clock import SystemClock
from amux_desktop.core.events import (
    Event,
    ProviderHealthChanged,
    RequestFinished,
    RequestStarted,
    RequestSummary,
)
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.housekeeping import apply_retention
from amux_desktop.services.records import ModelPrice, RequestLog
from amux_desktop.storage.records import Attempt, RequestBody
from amux_desktop.storage.writer import write_logs
from bridge import ir

Add = Callable[..., Any]
_DAY_MS = 86_400_000


def entry(name: str, started_ms: int, **fields: Any) -> RequestLog:
    values: dict[str, Any] = {"duration_ms": 100, "status": 200, "outcome": "ok", **fields}
    return RequestLog(id=name, started_ms=started_ms, **values)


async def write(services: AppServices, *entries: RequestLog) -> None:
    await asyncio.to_thread(write_logs, services.store.storage.database, entries)


async def test_an_overview_counts_this_period_and_the_one_before(services: AppServices) -> None:
    now = time.time_ns() // 1_000_000
    assert not (await services.dashboard.overview("1h")).has_history
    await write(
        services,
        entry("a", now, provider_id="p", input_tokens=10, output_tokens=5),
        entry("b", now, provider_id="p", status=500, outcome="error"),
        entry("c", now - 3_600_000, provider_id="q"),
    )
    overview = await services.dashboard.overview("1h")
    assert (overview.totals.requests, overview.totals.failed, overview.previous.requests) == (2, 1, 1)
    hour = await services.dashboard.picture("1h", "provider")
    assert [bucket.key for bucket in hour.ranking] == ["p"]
    assert overview.series[-1].start_ms <= now < overview.until_ms
    assert sum(bucket.totals.requests for bucket in overview.series) == 2
    assert (await services.dashboard.overview("7d")).totals.requests == 3
    assert (await services.dashboard.totals("24h", "provider", "q")).requests == 1
    picture = await services.dashboard.picture("24h", "model")
    assert picture.overview.totals.requests == 3
    assert sum(part.totals.requests for part in picture.parts) == sum(part.totals.requests for part in picture.ranking)
    assert (await services.dashboard.picture("24h", "all")).parts == ()
    assert [bucket.key for bucket in await services.dashboard.ranking("24h", "provider")] == ["p", "q"]
    assert {bucket.key for bucket in await services.dashboard.series("24h", "provider")} == {"p", "q"}


async def test_running_requests_are_live(services: AppServices) -> None:
    assert not services.bus.has_listener(RequestStarted)
    services.dashboard.follow()
    services.bus.publish(RequestStarted(RequestSummary(id="a", started_ms=1)))
    assert [item.id for item in services.dashboard.live()] == ["a"]
    services.bus.publish(RequestFinished(RequestSummary(id="a", started_ms=1, status=200)))
    assert services.dashboard.live() == ()
    assert [item.status for item in services.dashboard.recent()] == [200]


async def test_health_of_providers_and_keys_comes_from_attempts(
    services: AppServices, add_provider: Add, events: list[Event]
) -> None:
    provider = await add_provider("up")
    key_id = provider.keys[0].id
    failed = Attempt(
        provider_id=provider.id,
        key_id=key_id,
        status=401,
        error_code="authentication",
        error_message="bad key",
        reason="credential",
    )
    services.health.put(entry("a", 1000, attempts=(failed,)))
    assert (services.health.of(provider.id).state, services.health.of(provider.id).reason) == ("failing", "bad key")
    await services.health.flush()
    assert (await services.providers.get("up")).keys[0].state == "invalid"
    services.health.put(entry("b", 2000, attempts=(Attempt(provider_id=provider.id, key_id=key_id, status=200),)))
    await services.health.flush()
    key = (await services.providers.get("up")).keys[0]
    assert (key.state, key.state_reason, key.last_used_ms) == ("ok", "", 2000)
    changes = [event for event in events if isinstance(event, ProviderHealthChanged)]
    assert changes == [ProviderHealthChanged(provider.id)] * 2
    assert services.health.of("unknown").state == "unknown"


async def test_old_requests_and_bodies_go(services: AppServices) -> None:
    now = time.time_ns() // 1_000_000
    body = RequestBody(part="client_request", data=b"x" * 100)
    await write(
        services,
        entry("old", now - 40 * _DAY_MS),
        entry("middle", now - 10 * _DAY_MS, bodies=(body,)),
        entry("new", now, bodies=(body,)),
    )
    assert await apply_retention(services.store, services.settings.current, SystemClock()) == 1
    assert [row.id for row in (await services.logs.page()).rows] == ["new", "middle"]
    assert await services.logs.bodies("middle") == ()
    assert len(await services.logs.bodies("new")) == 1


async def test_prices_set_by_the_user(services: AppServices) -> None:
    usage = ir.Usage(input_tokens=1_000_000, output_tokens=100_000, cache_read_tokens=400_000)
    exchange: Any = SimpleNamespace(
        usage=usage,
        target_model="own-5.5",
        provider_id="p",
        attempts=[],
        started_ms=1,
        snapshot=SimpleNamespace(upstreams={}),
    )
    assert services.pricing.price(exchange) is None
    dollar = 1_000_000_000
    await services.pricing.save(ModelPrice(model="own-*", input_nanos=9 * dollar, output_nanos=9 * dollar))
    exact = await services.pricing.save(
        ModelPrice(model="own-5.5", input_nanos=2 * dollar, output_nanos=10 * dollar, cache_read_nanos=dollar // 2)
    )
    priced = services.pricing.price(exchange)
    assert priced is not None
    assert priced[0] == round(0.6 * 2 * dollar + 0.4 * dollar / 2 + 0.1 * 10 * dollar)
    await services.pricing.remove(exact.id)
    priced = services.pricing.price(exchange)
    assert priced is not None
    assert priced[0] == round(1.0 * 9 * dollar + 0.1 * 9 * dollar)
