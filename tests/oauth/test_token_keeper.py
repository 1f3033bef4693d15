from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from amux_desktop.core.errors import AccessError, AmuxError, UnavailableError
from amux_desktop.core.process_lock import process_lock
from amux_desktop.core.tasks import TaskSet
from amux_desktop.oauth.token_keeper import TokenKeeper
from amux_desktop.oauth.tokens import Grant
from amux_desktop.storage.records import Account, AccountTokens
from tests.oauth.conftest import FakeClock

ACCOUNT = Account(id="a", vendor="codex", subject="s")
HOUR = 3_600_000


class Vendor:
    """Rotates; a refresh token used twice is refused for ever."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.calls = 0
        self.current = "r0"
        self.trouble: AmuxError | None = None
        self.stored: tuple[AccountTokens, int | None] = (
            AccountTokens(access_token="t0", refresh_token="r0"),
            clock.now_ms() + HOUR,
        )
        self.order: list[str] = []

    async def refresh(self, account: Account, tokens: AccountTokens) -> Grant:
        self.calls += 1
        number = self.calls
        await asyncio.sleep(0)
        if self.trouble is not None:
            raise self.trouble
        if tokens.refresh_token != self.current:
            raise AccessError("account_signed_out", vendor="Codex", reason="reused")
        self.current = f"r{number}"
        return Grant(AccountTokens(access_token=f"t{number}", refresh_token=self.current), self.clock.now_ms() + HOUR)

    async def load(self, account_id: str) -> tuple[AccountTokens, int | None]:
        return self.stored

    async def save(self, account_id: str, grant: Grant) -> None:
        await asyncio.sleep(0)
        self.stored = (grant.tokens, grant.expires_ms)
        self.order.append(f"stored {grant.tokens.access_token}")


@pytest.fixture
def vendor(clock: FakeClock) -> Vendor:
    return Vendor(clock)


@pytest.fixture
async def keeper(vendor: Vendor, clock: FakeClock) -> AsyncIterator[TokenKeeper]:
    tasks = TaskSet()
    yield TokenKeeper(vendor, vendor.refresh, lambda _id: contextlib.nullcontext(), clock, tasks)
    await tasks.cancel_all()


async def test_a_hundred_requests_at_expiry_make_one_call(
    keeper: TokenKeeper, vendor: Vendor, clock: FakeClock
) -> None:
    await keeper.access(ACCOUNT)
    clock.forward(3600)
    found = await asyncio.gather(*(keeper.access(ACCOUNT) for _ in range(100)))
    assert {tokens.access_token for tokens in found} == {"t1"}
    assert vendor.calls == 1


async def test_tokens_are_stored_before_they_are_used(keeper: TokenKeeper, vendor: Vendor, clock: FakeClock) -> None:
    clock.forward(3600)
    tokens = await keeper.access(ACCOUNT)
    vendor.order.append(f"used {tokens.access_token}")
    assert vendor.order == ["stored t1", "used t1"]


async def test_a_token_is_renewed_in_the_background_ahead_of_its_end(
    keeper: TokenKeeper, vendor: Vendor, clock: FakeClock
) -> None:
    clock.forward(3600 - 600)
    assert (await keeper.access(ACCOUNT)).access_token == "t0"
    await keeper.renew(ACCOUNT)
    assert (await keeper.access(ACCOUNT)).access_token == "t1"
    assert vendor.calls == 1


async def test_days_of_use_renew_once_an_hour(keeper: TokenKeeper, vendor: Vendor, clock: FakeClock) -> None:
    for _ in range(3 * 24 * 12):
        clock.forward(300)
        await asyncio.gather(*(keeper.access(ACCOUNT) for _ in range(5)))
    assert 72 <= vendor.calls <= 120


async def test_an_unreachable_vendor_leaves_a_living_token_in_use(
    keeper: TokenKeeper, vendor: Vendor, clock: FakeClock
) -> None:
    vendor.trouble = UnavailableError("account_offline", vendor="Codex", reason="no connection")
    clock.forward(3600 - 60)
    assert (await keeper.access(ACCOUNT)).access_token == "t0"
    clock.forward(61)
    with pytest.raises(UnavailableError):
        await keeper.access(ACCOUNT)
    vendor.trouble = None
    assert (await keeper.access(ACCOUNT)).refresh_token == vendor.current


async def test_an_ended_grant_is_told(keeper: TokenKeeper, vendor: Vendor, clock: FakeClock) -> None:
    vendor.current = "other"
    clock.forward(3600)
    with pytest.raises(AccessError):
        await keeper.access(ACCOUNT)


async def test_tokens_that_another_process_renewed_are_taken_over(
    keeper: TokenKeeper, vendor: Vendor, clock: FakeClock
) -> None:
    await keeper.access(ACCOUNT)
    clock.forward(3600)
    vendor.stored = (AccountTokens(access_token="theirs", refresh_token="r9"), clock.now_ms() + HOUR)
    assert (await keeper.access(ACCOUNT)).access_token == "theirs"
    assert vendor.calls == 0


async def test_a_caller_that_gives_up_does_not_waste_the_new_token(
    keeper: TokenKeeper, vendor: Vendor, clock: FakeClock
) -> None:
    clock.forward(3600)
    first = asyncio.ensure_future(keeper.access(ACCOUNT))
    await asyncio.sleep(0)
    first.cancel()
    assert (await keeper.access(ACCOUNT)).access_token == "t1"
    assert vendor.calls == 1
    assert vendor.stored[0].refresh_token == vendor.current


async def test_two_keepers_of_one_account_spend_each_refresh_token_once(
    vendor: Vendor, clock: FakeClock, tmp_path: Path
) -> None:
    tasks = TaskSet()
    lock = tmp_path / "account.lock"
    keepers = [TokenKeeper(vendor, vendor.refresh, lambda _id: process_lock(lock), clock, tasks) for _ in range(2)]
    for hour in range(1, 4):
        clock.forward(3600)
        found = await asyncio.gather(*(keeper.access(ACCOUNT) for keeper in keepers))
        assert {tokens.access_token for tokens in found} == {f"t{hour}"}
        assert vendor.calls == hour
    await tasks.cancel_all()


async def test_a_lock_that_is_never_given_back_is_an_error_and_keeps_a_living_token(
    vendor: Vendor, clock: FakeClock, tmp_path: Path
) -> None:
    tasks = TaskSet()
    lock = tmp_path / "account.lock"
    keeper = TokenKeeper(vendor, vendor.refresh, lambda _id: process_lock(lock, 0.0), clock, tasks)
    clock.forward(3600 - 60)
    async with process_lock(lock):
        assert (await keeper.access(ACCOUNT)).access_token == "t0"
        with pytest.raises(UnavailableError) as caught:
            await keeper.renew(ACCOUNT)
    assert caught.value.code == "lock_timeout"
    assert vendor.calls == 0
    assert (await keeper.renew(ACCOUNT)).access_token == "t1"
    await tasks.cancel_all()


async def test_a_cancelled_wait_leaves_the_lock_to_the_next(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"

    async def hold() -> None:
        async with process_lock(lock):
            pass

    async with process_lock(lock):
        waiting = asyncio.ensure_future(hold())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with process_lock(lock, 0.0):
        pass
