"""A lock that machines of a team share, as services hold it: it waits off the loop and is never left behind."""

from __future__ import annotations

import asyncio
import os

import pytest

from amux_desktop.core.errors import UnavailableError
from amux_desktop.services.app_services import AppServices
from tests.helpers.postgres import PostgresServer, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="the server of the tests runs on POSIX")]
HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"


@pytest.fixture
def database_url(postgres: PostgresServer) -> str:
    return postgres.migrated_database()


async def settled(postgres: PostgresServer, query: str, expected: str) -> None:
    await asyncio.to_thread(wait_until, postgres, query, expected)


async def test_one_at_a_time_and_the_loop_goes_on(services: AppServices, postgres: PostgresServer) -> None:
    store, order = services.store, []

    async def hold(name: str) -> None:
        async with store.among_machines("account-1"):
            order.append(f"{name} in")
            await store.write(lambda repositories: repositories.app_state.set(name, 1))
            order.append(f"{name} out")

    await asyncio.gather(hold("a"), hold("b"), hold("c"))
    assert [entry.split()[1] for entry in order] == ["in", "out"] * 3
    await settled(postgres, HELD, "0")


async def test_a_wait_that_is_given_up_leaves_no_lock(services: AppServices, postgres: PostgresServer) -> None:
    async def wait() -> None:
        async with services.store.among_machines("account-1"):
            raise AssertionError("it is held by another")

    async with services.store.among_machines("account-1"):
        waiting = asyncio.ensure_future(wait())
        await settled(postgres, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", "1")
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    await settled(postgres, HELD, "0")
    async with asyncio.timeout(5), services.store.among_machines("account-1"):
        pass


async def test_an_error_inside_lets_it_go(services: AppServices, postgres: PostgresServer) -> None:
    async def fail() -> None:
        async with services.store.among_machines("account-1"):
            raise UnavailableError("database_busy")

    with pytest.raises(UnavailableError):
        await fail()
    await settled(postgres, HELD, "0")
