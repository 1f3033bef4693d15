"""The proxy as a switch, over its real socket."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from amux_desktop.core.errors import MachineError
from amux_desktop.core.events import ConfigurationChangedElsewhere, Event, ProxyStateChanged
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.proxy_control import url_of
from amux_desktop.services.records import ApiTokenDraft, ProviderDraft
from tests.helpers.upstream import Upstream
from tests.services.conftest import KEY, open_services

Add = Callable[..., Any]
BODY = {"model": "big-model", "messages": [{"role": "user", "content": "hi"}]}


async def post(services: AppServices, token: str, path: str = "/providers/up/v1/chat/completions") -> httpx.Response:
    async with httpx.AsyncClient(timeout=10) as client:
        return await client.post(services.base_url() + path, json=BODY, headers={"authorization": f"Bearer {token}"})


@pytest.fixture
async def token(services: AppServices) -> str:
    return (await services.tokens.create(ApiTokenDraft(name="t"))).text


async def test_start_stop_restart_are_told(services: AppServices, events: list[Event]) -> None:
    status = await services.proxy.start()
    assert status.base_url == services.base_url() == f"http://127.0.0.1:{status.port}"
    assert await services.proxy.start() == status
    again = await services.proxy.restart(port=status.port)
    assert again.port == status.port
    await services.proxy.stop()
    assert services.proxy.status.state == "stopped"
    states = [event.state for event in events if isinstance(event, ProxyStateChanged)]
    assert states == ["starting", "running", "stopping", "stopped", "starting", "running", "stopping", "stopped"]
    with pytest.raises(httpx.ConnectError):
        async with httpx.AsyncClient() as client:
            await client.get(f"{status.base_url}/health")


async def test_every_change_counts_for_the_next_request(
    services: AppServices, add_provider: Add, upstream: Upstream, token: str
) -> None:
    await services.proxy.start()
    assert (await post(services, token)).status_code == 404
    provider = await add_provider("up", passthrough=True)
    assert (await post(services, token)).status_code == 200
    upstream.behaviour.key = "rotated-key-0123456789"
    assert (await post(services, token)).status_code == 401
    await services.providers.set_key("up", "rotated-key-0123456789")
    assert (await post(services, token)).status_code == 200
    await services.providers.edit("up", dataclasses.replace(ProviderDraft.of(provider), passthrough=False))
    assert (await post(services, token)).status_code == 404
    await services.providers.edit("up", dataclasses.replace(ProviderDraft.of(provider), slug="moved"))
    assert (await post(services, token, "/providers/moved/v1/chat/completions")).status_code == 200
    await services.tokens.set_enabled("t", False)
    assert (await post(services, token, "/providers/moved/v1/chat/completions")).status_code in (401, 403)


async def test_a_change_of_another_process_is_noticed(
    services: AppServices, amux_home: Path, add_provider: Add, token: str
) -> None:
    await add_provider("up", passthrough=True)
    await services.proxy.start()
    services.start_background()
    noticed = asyncio.Event()
    loop = asyncio.get_running_loop()
    services.bus.subscribe(ConfigurationChangedElsewhere, lambda _event: loop.call_soon_threadsafe(noticed.set))
    await asyncio.sleep(0)
    other = await open_services(amux_home).open()
    try:
        # The watcher takes its first look in a thread of its own; a change before that is simply the state it starts from.
        while not noticed.is_set():
            await other.providers.set_enabled("up", False)
            try:
                await asyncio.wait_for(asyncio.shield(noticed.wait()), 1)
            except TimeoutError:
                continue
    finally:
        await other.aclose()
    assert (await post(services, token)).status_code == 404


async def test_a_busy_port_names_its_holder_and_a_free_one(services: AppServices) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MachineError) as busy:
            await services.proxy.start("127.0.0.1", port)
        assert busy.value.code == "port_busy"
        free = busy.value.params["free"]
        assert isinstance(free, int)
        assert free > port
        if sys.platform.startswith("linux"):
            assert f"process {os.getpid()}" in str(busy.value.params["holder"])
    assert services.proxy.status.error is busy.value
    assert (await services.proxy.start("127.0.0.1", port)).state == "running"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:1"),
        ("::1", "http://[::1]:1"),
        ("::", "http://[::1]:1"),
        ("10.0.0.5", "http://10.0.0.5:1"),
    ],
)
def test_where_clients_connect(host: str, url: str) -> None:
    assert url_of(host, 1) == url


async def test_keys_of_any_shape_stay_out_of_recorded_bodies(
    services: AppServices, add_provider: Add, upstream: Upstream, token: str
) -> None:
    await services.settings.update({"logs.bodies": True})
    await add_provider("up", passthrough=True)
    await services.proxy.start()
    leaking = {"model": "big-model", "messages": [{"role": "user", "content": f"my key is {KEY}"}]}
    async with httpx.AsyncClient() as client:
        url = f"{services.base_url()}/providers/up/v1/chat/completions"
        await client.post(url, json=leaking, headers={"authorization": f"Bearer {token}"})
    assert upstream.last.body == leaking
    first = await anext(services.logs.tail(last=1))
    bodies = await services.logs.bodies(first.id)
    assert bodies
    assert all(KEY.encode() not in body.data and KEY not in str(body.headers) for body in bodies)
