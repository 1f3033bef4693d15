"""The doctor names the hop that fails and what to do, over real sockets."""

from __future__ import annotations

import contextlib
import socket
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from amux_desktop.services.app_services import AppServices
from amux_desktop.services.doctor import examine
from amux_desktop.services.doctor_check import Check
from amux_desktop.services.doctor_hops import clock_check
from amux_desktop.services.records import NewProviderKey
from amux_desktop.storage import sqlite
from tests.helpers.upstream import Upstream

PLAIN = {"NO_PROXY": "*"}


async def found(services: AppServices, *, call: bool = False, env: dict[str, str] | None = None) -> dict[str, Check]:
    return {check.id: check for check in await examine(services, call=call, env=PLAIN if env is None else env)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_healthy_installation(services: AppServices, add_provider: Callable[..., Any]) -> None:
    await add_provider()
    checks = await found(services, call=True)
    assert {"data", "database", "vault", "port", "auth", "outgoing", "clock", "provider.up", "provider.up.call"} <= set(
        checks
    )
    assert checks["provider.up"].detail == "reachable, key accepted, 2 models"
    assert checks["provider.up.call"].level == "ok"
    assert checks["clock"].level == "ok"
    assert not [check for check in checks.values() if check.level == "failed"]


async def test_an_empty_installation_is_told_what_comes_first(services: AppServices) -> None:
    check = (await found(services))["providers"]
    assert (check.level, check.fix.split(" --")[0]) == ("warning", "amux providers add")


async def test_a_refused_key_is_the_hop(
    services: AppServices, add_provider: Callable[..., Any], upstream: Upstream
) -> None:
    await add_provider()
    upstream.behaviour.key = "another"
    check = (await found(services, call=True))["provider.up"]
    assert (check.level, check.hop) == ("failed", "key")
    assert "401" in check.detail
    assert "--api-key-stdin" in check.fix


async def test_one_bad_key_of_two_is_a_warning(services: AppServices, add_provider: Callable[..., Any]) -> None:
    provider = await add_provider()
    await services.providers.add_key(provider.id, NewProviderKey(secret="another-key-9876543210"))
    checks = await found(services)
    check = checks["provider.up.key"]
    assert (check.level, check.hop) == ("warning", "key")
    assert check.detail.startswith("key 2 of 2")
    assert checks["provider.up"].level == "ok"


async def test_nobody_listening_is_the_hop(services: AppServices, add_provider: Callable[..., Any]) -> None:
    await add_provider(base_url=f"http://127.0.0.1:{free_port()}")
    check = (await found(services))["provider.up"]
    assert (check.level, check.hop) == ("failed", "connect")
    assert "refused" in check.detail


async def test_a_name_without_address_is_the_hop(services: AppServices, add_provider: Callable[..., Any]) -> None:
    await add_provider(base_url="http://no-such-host.invalid")
    check = (await found(services))["provider.up"]
    assert (check.level, check.hop) == ("failed", "dns")
    assert "no-such-host.invalid" in check.detail


async def test_plain_http_where_tls_is_meant_is_the_hop(
    services: AppServices, add_provider: Callable[..., Any], upstream: Upstream
) -> None:
    await add_provider(base_url=f"https://127.0.0.1:{upstream.port}")
    check = (await found(services))["provider.up"]
    assert check.level == "failed"
    assert check.hop == "tls"
    assert "ca_file" in check.fix


async def test_a_dead_outgoing_proxy_is_the_hop(services: AppServices, add_provider: Callable[..., Any]) -> None:
    await add_provider()
    await services.settings.update({"proxy.outbound_proxy": f"http://user:pass@127.0.0.1:{free_port()}"})
    checks = await found(services)
    assert (checks["outgoing"].level, checks["outgoing"].hop) == ("failed", "proxy")
    assert "pass" not in checks["outgoing"].detail
    assert checks["provider.up"].hop == "proxy"


async def test_models_that_have_gone_are_named(services: AppServices, add_provider: Callable[..., Any]) -> None:
    await add_provider(models=["big-model", "retired-model"])
    check = (await found(services))["provider.up"]
    assert (check.level, check.hop) == ("warning", "models")
    assert "retired-model" in check.detail


async def test_a_model_that_does_not_answer_is_told(services: AppServices, add_provider: Callable[..., Any]) -> None:
    await add_provider(models=["unknown-model"])
    check = (await found(services, call=True))["provider.up.call"]
    assert (check.level, check.hop) == ("failed", "call")
    assert "unknown-model: 404" in check.detail


async def test_variables_that_override_tools_are_named_without_their_values(services: AppServices) -> None:
    env = {**PLAIN, "ANTHROPIC_API_KEY": "sk-ant-secret-value", "OPENAI_BASE_URL": "https://elsewhere.example"}
    checks = await found(services, env=env)
    assert "sk-ant" not in str(checks["env.ANTHROPIC_API_KEY"])
    assert "https://elsewhere.example" in checks["env.OPENAI_BASE_URL"].detail
    assert checks["env.OPENAI_BASE_URL"].fix == "unset OPENAI_BASE_URL"


async def test_a_database_that_another_program_holds_is_named(
    services: AppServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_CONNECT_PRAGMAS", ("PRAGMA busy_timeout = 10",))
    services.store.storage.database.close()  # its next connections are new ones
    with contextlib.closing(sqlite3.connect(services.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        check = (await found(services))["database"]
    assert (check.level, check.fix) == ("failed", "End the program that holds it")
    assert "busy" in check.detail


async def test_a_taken_port_is_named(services: AppServices) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        await services.settings.update({"proxy.port": taken.getsockname()[1]})
        check = (await found(services))["port"]
    assert check.level == "failed"
    assert "amux settings set proxy.port" in check.fix


@pytest.mark.parametrize(("skews", "level"), [([], "ok"), ([1.5], "ok"), ([900.0, 3.0], "ok"), ([-900.0], "warning")])
def test_the_clock_is_compared_with_the_providers(skews: list[float], level: str) -> None:
    check = clock_check(skews)
    assert check.level == level
    if level == "warning":
        assert "900 s behind" in check.detail
