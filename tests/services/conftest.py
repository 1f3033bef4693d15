"""Real services over a database of the test's own, and a strict provider on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.events import Event, EventBus
from amux_desktop.core.paths import AppPaths
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import BridgeProxy, BridgeProxyDraft, NewProviderKey, Provider, ProxyTarget
from amux_desktop.storage.opening import open_storage
from tests.helpers.profile import lay_database
from tests.helpers.upstream import Upstream

KEY = "upstream-key-0123456789"


def open_services(home: Path) -> AppServices:
    """As another process of the same profile would."""
    lay_database(home)
    bus = EventBus()
    return AppServices(open_storage(AppPaths.at(home), events=bus), bus, version="0.1.0")


@pytest.fixture
async def services(amux_home: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AppServices]:
    if database_url:
        monkeypatch.setenv("AMUX_DATABASE_URL", database_url)
    opened = await open_services(amux_home).open()
    await opened.settings.update({"proxy.port": 0})
    yield opened
    await opened.aclose()


@pytest.fixture
def events(services: AppServices) -> list[Event]:
    """Everything published from now on."""
    seen: list[Event] = []
    services.bus.subscribe(Event, seen.append)
    return seen


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream("openai-chat", KEY) as running:
        yield running


@pytest.fixture
def add_provider(services: AppServices, upstream: Upstream) -> Callable[..., Any]:
    async def add(slug: str = "up", **changes: Any) -> Provider:
        draft = services.providers.draft_of_preset(
            services.presets.get(changes.pop("preset", "openai")),
            slug=slug,
            base_url=changes.pop("base_url", upstream.base),
            models=changes.pop("models", ["big-model", "small-model"]),
            **changes,
        )
        return await services.providers.add(draft, [NewProviderKey(secret=KEY)])

    return add


@pytest.fixture
def add_proxy(services: AppServices) -> Callable[..., Any]:
    async def add(slug: str, *target_ids: str, kind: str = "provider", **changes: Any) -> BridgeProxy:
        targets = tuple(ProxyTarget(kind=kind, target_id=target_id) for target_id in target_ids)  # type: ignore[arg-type]
        fields: dict[str, Any] = {"name": slug, "inbound": "anthropic", **changes}
        return await services.proxies.add(BridgeProxyDraft(slug=slug, targets=targets, **fields))

    return add
