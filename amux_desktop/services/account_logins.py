"""Sign-ins under way: each waits for its browser, its pasted address or its device code, for five minutes at most."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from amux_desktop.core.errors import AccessError, AmuxError, ConflictError, NotFoundError
from amux_desktop.core.ids import new_id
from amux_desktop.oauth.callback import CallbackServer
from amux_desktop.oauth.callback_pages import texts_for
from amux_desktop.oauth.login import LIFETIME_S, LoginAttempt
from amux_desktop.oauth.tokens import DeviceCode, Grant
from amux_desktop.oauth.vendors import Vendor
from amux_desktop.services.account_runtime import AccountRuntime
from amux_desktop.storage.records import Account

log = logging.getLogger(__name__)
Adopt = Callable[[Vendor, Grant], Awaitable[Account]]
Pause = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginTicket:
    """What the user needs for one sign-in. `problem` is why the browser cannot come back by itself (a busy port); pasting the address
    works all the same."""

    id: str
    vendor: str
    url: str
    expires_ms: int
    user_code: str = ""
    """For the device flow: to be typed in at `url`."""
    problem: AmuxError | None = None


@dataclass(slots=True)
class _Running:
    result: asyncio.Future[Account]
    attempt: LoginAttempt | None = None
    server: CallbackServer | None = None
    waiter: asyncio.Task[None] | None = None


class AccountLogins:
    """`adopt` makes an account of a grant."""

    def __init__(self, runtime: AccountRuntime, adopt: Adopt, pause: Pause = asyncio.sleep) -> None:
        self._runtime = runtime
        self._adopt = adopt
        self._pause = pause
        self._running: dict[str, _Running] = {}

    async def begin(self, vendor_id: str, language: str = "", *, listen: bool = True) -> LoginTicket:
        """Raises `client_secret_missing` before anybody has to log in for nothing."""
        vendor = self._runtime.vendor(vendor_id)
        self._runtime.endpoint().check(vendor)
        clock = self._runtime.clock
        attempt = LoginAttempt(vendor, clock.monotonic() + LIFETIME_S)
        ticket_id = new_id()
        running = _Running(asyncio.get_running_loop().create_future(), attempt)
        problem: AmuxError | None = None
        if listen:
            server = CallbackServer(
                vendor.redirect_port,
                vendor.redirect_path,
                lambda target: self._redirected(ticket_id, target),
                texts_for(language),
            )
            try:
                await server.start()
                running.server = server
            except ConflictError as error:
                problem = error
        self._running[ticket_id] = running
        running.waiter = self._runtime.tasks.spawn(self._expire(ticket_id), name="sign-in time limit")
        return LoginTicket(
            id=ticket_id,
            vendor=vendor_id,
            url=attempt.url,
            expires_ms=clock.now_ms() + int(LIFETIME_S * 1000),
            problem=problem,
        )

    async def begin_device(self, vendor_id: str) -> LoginTicket:
        """Raises `login_no_device`."""
        vendor = self._runtime.vendor(vendor_id)
        device = await self._runtime.endpoint().device_code(vendor)
        ticket_id = new_id()
        running = _Running(asyncio.get_running_loop().create_future())
        self._running[ticket_id] = running
        running.waiter = self._runtime.tasks.spawn(self._poll(ticket_id, vendor, device), name="device sign-in")
        return LoginTicket(
            id=ticket_id,
            vendor=vendor_id,
            url=device.verify_url,
            user_code=device.user_code,
            expires_ms=self._runtime.clock.now_ms() + int(LIFETIME_S * 1000),
        )

    async def wait(self, ticket_id: str) -> Account:
        """The account, when the sign-in is over. Raises what went wrong, `login_expired`, `login_unknown`."""
        running = self._find(ticket_id)
        try:
            return await asyncio.shield(running.result)
        finally:
            if running.result.done():
                await self.cancel(ticket_id)

    async def paste(self, ticket_id: str, address: str) -> Account:
        """The address of the last page, by hand. A wrong one can be corrected: the sign-in goes on."""
        running = self._find(ticket_id)
        await self._redirected(ticket_id, address)
        return await running.result

    async def cancel(self, ticket_id: str) -> None:
        running = self._running.pop(ticket_id, None)
        if running is None:
            return
        if running.server is not None:
            await running.server.stop()
        if running.waiter is not None and running.waiter is not asyncio.current_task():
            running.waiter.cancel()
        if not running.result.done():
            running.result.cancel()

    async def aclose(self) -> None:
        for ticket_id in tuple(self._running):
            await self.cancel(ticket_id)

    # ------------------------------------------------------------------ inside

    def _find(self, ticket_id: str) -> _Running:
        running = self._running.get(ticket_id)
        if running is None:
            raise NotFoundError("login_unknown")
        return running

    async def _redirected(self, ticket_id: str, address: str) -> None:
        """Errors of a wrong address are the caller's alone; those of the vendor end the sign-in."""
        running = self._find(ticket_id)
        attempt = running.attempt
        if attempt is None:
            raise NotFoundError("login_unknown")
        try:
            code = attempt.code_from(address, self._runtime.clock.monotonic())
        except AccessError as error:
            if error.code == "login_denied":
                self._finish(running, error)
            raise
        try:
            grant = await self._runtime.endpoint().exchange(attempt.vendor, code, attempt.verifier)
            account = await self._adopt(attempt.vendor, grant)
        except AmuxError as error:
            self._finish(running, error)
            raise
        if not running.result.done():
            running.result.set_result(account)

    def _finish(self, running: _Running, error: AmuxError) -> None:
        if not running.result.done():
            running.result.set_exception(error)
            running.result.exception()  # asked for by `wait`, if anybody waits

    async def _expire(self, ticket_id: str) -> None:
        await self._pause(LIFETIME_S)
        running = self._running.get(ticket_id)
        if running is not None and running.attempt is not None:
            self._finish(running, AccessError("login_expired", vendor=running.attempt.vendor.title))
            if running.server is not None:
                await running.server.stop()

    async def _poll(self, ticket_id: str, vendor: Vendor, device: DeviceCode) -> None:
        clock, endpoint = self._runtime.clock, self._runtime.endpoint()
        running = self._find(ticket_id)
        ends = clock.monotonic() + LIFETIME_S
        try:
            while clock.monotonic() < ends:
                await self._pause(device.interval_s)
                grant = await endpoint.poll_device(vendor, device)
                if grant is not None:
                    account = await self._adopt(vendor, grant)
                    if not running.result.done():
                        running.result.set_result(account)
                    return
            raise AccessError("login_expired", vendor=vendor.title)
        except AmuxError as error:
            self._finish(running, error)
