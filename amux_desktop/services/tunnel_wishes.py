"""The tunnel of one process, steered by others: a command stores a wish, the process that serves carries it out and reports.

The report is a file, and a doorbell tells the command that there is a new one (`core.doorbell`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Literal, Protocol

from amux_desktop.core.clock import Clock
from amux_desktop.core.doorbell import Doorbell, ring
from amux_desktop.core.errors import AmuxError, UnavailableError
from amux_desktop.core.events import ConfigurationChangedElsewhere, EventBus, SettingsChanged
from amux_desktop.core.instance import running_instance
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.tasks import TaskSet
from amux_desktop.services.store import Repositories, Store
from amux_desktop.services.tunnel_report import TunnelReport, read_report, write_report
from amux_desktop.services.tunnel_setup import TunnelSetup
from amux_desktop.storage.records import TunnelConfig, TunnelEvent
from amux_desktop.tunnel.log_lines import LogLine

log = logging.getLogger(__name__)
Wish = Literal["start", "stop", "restart"]
_ANSWER_S = 60.0
_LOOK_S = 5.0
"""Without a ring for so long, who asked makes sure that somebody is there to answer."""
_PAUSE_S = 0.5
"""Between writes of the report and of the log, so that a busy tunnel does not keep the disk busy."""
_RETRY_S = 5.0
_LINES_KEPT = 2000
_LOG_KEPT_MS = 7 * 86_400_000


def report_file(paths: AppPaths) -> Path:
    return paths.home / "tunnel.json"


async def ask(wish: Wish, setup: TunnelSetup, paths: AppPaths, clock: Clock) -> TunnelReport:
    """Has it done by the process that serves and waits for the outcome. Raises `tunnel_not_served`, `tunnel_no_answer`, or
    the error that the start met."""
    _require_served(paths)
    request = secrets.token_hex(8)
    async with Doorbell() as bell:
        options = {"request": request, "wish": wish, "asked_ms": clock.now_ms(), "bell": bell.port}
        await setup.save(was_running=wish != "stop", options=options)
        deadline = time.monotonic() + _ANSWER_S
        while (left_s := deadline - time.monotonic()) > 0:
            rang = await bell.wait(min(left_s, _LOOK_S))
            report = await asyncio.to_thread(read_report, report_file(paths))
            if report.request == request:
                if report.state == "running" or (wish == "stop" and report.state in ("off", "failed", "reconnecting")):
                    return report
                if report.state == "failed" and report.error is not None:
                    raise report.error
            if not rang:
                _require_served(paths)
    raise UnavailableError("tunnel_no_answer", seconds=round(_ANSWER_S))


def _require_served(paths: AppPaths) -> None:
    if running_instance(paths.instance) is None:
        raise UnavailableError("tunnel_not_served")


class Steered(Protocol):
    """The tunnel, as far as its steering from outside is concerned."""

    @property
    def is_active(self) -> bool: ...
    async def start(self, *, patient: bool = False) -> object: ...
    async def stop(self) -> object: ...
    async def restart(self) -> object: ...
    def apply(self, config: TunnelConfig) -> None: ...
    def show_failed(self, error: AmuxError) -> None: ...
    def own_report(self) -> TunnelReport: ...


class TunnelServing:
    """In the process that serves: resumes the tunnel, takes up wishes, reports, keeps cloudflared's words. Belongs to the
    backend's loop."""

    def __init__(
        self, tunnel: Steered, setup: TunnelSetup, store: Store, bus: EventBus, file: Path, clock: Clock
    ) -> None:
        self._tunnel = tunnel
        self._setup = setup
        self._store = store
        self._bus = bus
        self._file = file
        self._clock = clock
        self._tasks = TaskSet()
        self._wake = asyncio.Event()
        self._lines: deque[LogLine] = deque(maxlen=_LINES_KEPT)
        self._taken = ""
        self._bell = 0
        self._is_failing = False
        self._unsubscribe: list[Callable[[], None]] = []
        self.answered = ""
        """Id of the last wish that was carried out."""
        self.is_on = False

    def begin(self, *, resume: bool) -> None:
        """From now on this process answers for the tunnel of its data folder; `resume` one that was on at the last end."""
        self.is_on = True
        self._unsubscribe = [
            self._bus.subscribe(ConfigurationChangedElsewhere, lambda _event: self._look()),
            self._bus.subscribe(SettingsChanged, lambda _event: self._look()),
        ]
        self._tasks.spawn(self._run(resume), name="serve the tunnel")

    async def end(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        await self._tasks.cancel_all()

    async def withdraw(self) -> None:
        """The last report, for who waits for one; then there is none."""
        if self.is_on:
            await self._write()
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)

    def wake(self) -> None:
        """There is something to report."""
        self._wake.set()

    def keep(self, line: LogLine) -> None:
        self._lines.append(line)
        self._wake.set()

    async def _run(self, resume: bool) -> None:
        """Until cancelled."""
        config = await self._setup.config()
        if not self._is_pending(config):
            self._taken = str(config.options.get("request", ""))
            if config.was_running and not self._tunnel.is_active:
                if resume:
                    await self._try(lambda: self._tunnel.start(patient=True))
                else:
                    await self._setup.save(was_running=False)
        # A wish may come before the changes of other processes are watched.
        self._tasks.spawn(self._look_again(), name="look at the tunnel's configuration")
        await self._forget_old_lines()
        self._wake.set()
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._write()
            await asyncio.sleep(_RETRY_S if self._is_failing else _PAUSE_S)

    def _look(self) -> None:
        self._tasks.spawn(self._take_up(), name="look at the tunnel's configuration")

    async def _look_again(self) -> None:
        for pause_s in (0.0, 1.0):
            await asyncio.sleep(pause_s)
            await self._take_up()

    async def _take_up(self) -> None:
        """What another process wrote: its wish, and other routes and rates."""
        config = await self._setup.config()
        self._tunnel.apply(config)
        request = str(config.options.get("request", ""))
        if request == self._taken or not self._is_pending(config):
            return
        self._taken = request
        match config.options.get("wish"):
            case "start":
                await self._try(self._tunnel.start)
            case "restart":
                await self._try(self._tunnel.restart)
            case _:
                await self._try(self._tunnel.stop)
        await self._setup.save(options={"handled": request})
        bell = config.options.get("bell")
        self._bell = bell if isinstance(bell, int) else 0
        self.answered = request
        self._wake.set()

    def _is_pending(self, config: TunnelConfig) -> bool:
        """A wish that nobody has carried out, of somebody who still waits for it."""
        options = config.options
        asked_ms = options.get("asked_ms")
        recent = isinstance(asked_ms, int) and self._clock.now_ms() - asked_ms < _ANSWER_S * 1000
        return recent and options.get("request") != options.get("handled")

    async def _try(self, work: Callable[[], Awaitable[object]]) -> None:
        """A start that nobody waits for: its error is shown as the tunnel's state."""
        try:
            await work()
        except AmuxError as error:
            log.warning("The tunnel was not started: %s", error)
            self._tunnel.show_failed(error)

    async def _forget_old_lines(self) -> None:
        before = self._clock.now_ms() - _LOG_KEPT_MS
        try:
            await self._store.write(lambda store: store.tunnel.delete_events_before(before), configuration=False)
        except AmuxError as error:
            log.warning("Old lines of the tunnel's log stay: %s", error)

    async def _write(self) -> None:
        """What cannot be written now, because the disk is full for example, is kept and tried again."""
        lines, self._lines = self._lines, deque(maxlen=_LINES_KEPT)
        try:
            await asyncio.to_thread(write_report, self._file, self._tunnel.own_report())
            if lines:
                await self._store.write(lambda store: _add_lines(store, lines), configuration=False)
        except (OSError, AmuxError) as error:
            if not self._is_failing:
                log.warning("The state of the tunnel cannot be written: %s", error)
            self._is_failing = True
            self._lines = deque((*lines, *self._lines), maxlen=_LINES_KEPT)
            self._wake.set()
        else:
            self._is_failing = False
        if self._bell and not await ring(self._bell):
            self._bell = 0


def _add_lines(store: Repositories, lines: Iterable[LogLine]) -> None:
    for line in lines:
        store.tunnel.add_event(TunnelEvent(at_ms=line.at_ms, level=line.level, message=line.message))
