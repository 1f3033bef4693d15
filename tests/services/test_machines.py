"""Other machines, as the services see them: nothing is asked where none are set up, and what is of no use is said."""

from __future__ import annotations

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.services import AppServices
from amux_desktop.services.doctor import examine

AWAY = "valkey://user:hidden@127.0.0.1:1/0"


async def set_url(services: AppServices, url: str) -> None:
    await services.settings.set_text("shared_state.url", url)


async def checks_of(services: AppServices) -> dict[str, tuple[str, str]]:
    return {check.id: (check.level, check.detail) for check in await examine(services, env={})}


async def test_one_machine_asks_nobody(services: AppServices) -> None:
    assert services.machines.open_link() is None
    services.machines.check()
    assert await services.machines.settled() is None
    assert (await services.status.get()).shared_state.url == ""
    assert "shared_state" not in await checks_of(services)


async def test_a_server_that_is_away_is_named_without_its_password(services: AppServices) -> None:
    pytest.importorskip("redis")
    await set_url(services, AWAY)
    services.machines.check()
    found = (await services.status.get()).shared_state
    assert found.url == "valkey://***@127.0.0.1:1/0"
    assert found.problem == "connection refused"
    level, detail = (await checks_of(services))["shared_state"]
    assert level == "failed"
    assert detail.startswith("valkey://***@127.0.0.1:1/0 cannot be used: connection refused")
    assert services.settings.view("shared_state.url").value == found.url


async def test_a_url_of_no_use_is_refused_and_does_not_stop_the_proxy(
    services: AppServices, caplog: pytest.LogCaptureFixture
) -> None:
    await set_url(services, "valkey://user:hidden@127.0.0.1:1/first")
    with pytest.raises(AmuxError, match="the database must be a number, not first"):
        services.machines.check()
    await services.proxy.runtime()
    assert "Limits are counted by this machine alone" in caplog.text
    assert "hidden" not in caplog.text


async def test_the_proxy_serves_while_the_server_is_away(
    services: AppServices, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("redis")
    await set_url(services, AWAY)
    runtime = await services.proxy.runtime()
    problem = await services.machines.settled()
    assert problem is not None
    assert problem.message == ("The shared state at valkey://***@127.0.0.1:1/0 cannot be used: connection refused.")
    assert runtime.machines is not None
    assert not runtime.machines.is_open
    assert runtime.machines.machines == 1
    assert caplog.text.count("goes on by itself until it is back") == 1
