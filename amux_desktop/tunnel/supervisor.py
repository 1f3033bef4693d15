"""Keeps cloudflared running: starts it, waits until it is connected, notices when it is not, starts it again with growing
pauses, and ends it. One asyncio task; everything is told through `status`."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import random
import re
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from amux_desktop.core.clock import Clock, SystemClock
from amux_desktop.core.errors import AmuxError, MachineError, UnavailableError
from amux_desktop.core.events import TunnelState
from amux_desktop.core.tasks import TaskSet
from amux_desktop.tunnel.log_lines import LogLine, parse_line
from amux_desktop.tunnel.metrics import MetricsProbe, Reading
from amux_desktop.tunnel.process import CANNOT_EXECUTE, Launch, TunnelProcess

log = logging.getLogger(__name__)
_LINES_KEPT = 1000
_RATE_LIMITED = re.compile(r"429 Too Many Requests|error code: 1015")
_REFUSED = re.compile(
    r"token is not valid|Invalid tunnel secret|Unauthorized|Tunnel not found|tunnel .* has been deleted", re.I
)
#: Failures that trying again cannot cure, or would make worse.
_FINAL = frozenset({
    "cloudflared_missing", "cloudflared_wrong_arch", "cloudflared_altered", "cloudflared_unusable", "tunnel_rate_limited",
    "tunnel_token_refused", "tunnel_no_token", "tunnel_no_routes", "tunnel_auth_off", "tunnel_needs_token", "tunnel_needs_port", "port_busy",
    "port_forbidden", "cloudflare_token_invalid", "cloudflare_permission", "cloudflare_signed_out", "cloudflare_gone",
    "tunnel_needs_hostname", "vault_locked",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds."""

    starting_poll_s: float = 0.3
    steady_poll_s: float = 2.0
    connect_s: float = 45.0
    grace_s: float = 5.0
    first_pause_s: float = 1.0
    longest_pause_s: float = 60.0
    proven_s: float = 60.0
    """Connected this long, a new failure begins again with the first pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TunnelStatus:
    """`since_ms` is when it was connected first since the start; `retry_at_ms` when the next attempt begins."""

    state: TunnelState = "off"
    url: str = ""
    since_ms: int = 0
    connections: int = 0
    locations: tuple[str, ...] = ()
    detail: str = ""
    """While starting: what cloudflared said last."""
    retry_at_ms: int = 0
    restarts: int = 0
    pid: int = 0
    error: AmuxError | None = None
    """Why it `failed`, or what it recovers from."""


class Supervisor:
    """`prepare` gives the launch of each attempt and may refuse with an AmuxError. `on_change` and `on_line` must be quick."""

    def __init__(
        self,
        prepare: Callable[[], Awaitable[Launch]],
        on_change: Callable[[TunnelStatus], None],
        on_line: Callable[[LogLine], None],
        *,
        clean: Callable[[str], str] = lambda text: text,
        timing: Timing | None = None,
        clock: Clock | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._prepare = prepare
        self._on_change = on_change
        self._on_line = on_line
        self._clean = clean
        self._timing = timing or Timing()
        self._clock = clock or SystemClock()
        self._chance = chance
        self._tasks = TaskSet()
        self._running: asyncio.Task[None] | None = None
        self._connected = False
        self._status = TunnelStatus()
        self.lines: deque[LogLine] = deque(maxlen=_LINES_KEPT)

    @property
    def status(self) -> TunnelStatus:
        """Safe from any thread."""
        return self._status

    @property
    def is_active(self) -> bool:
        return self._running is not None and not self._running.done()

    def start(self, *, patient: bool = False) -> None:
        """Begins, unless it runs already. `patient` keeps trying although it was never connected, as after a start of the
        computer before its network."""
        if self.is_active:
            return
        self._connected = patient
        self._show(TunnelStatus(state="starting"))
        self._running = self._tasks.spawn(self._run(), name="tunnel supervisor")

    async def stop(self) -> None:
        """Ends cloudflared; afterwards the state is `off`."""
        running, self._running = self._running, None
        if running is not None and not running.done():
            self._show(dataclasses.replace(self._status, state="stopping"))
            running.cancel()
            await asyncio.wait({running})
        self._show(TunnelStatus())

    # ------------------------------------------------------------------ the task

    async def _run(self) -> None:
        pause = self._timing.first_pause_s
        while True:
            began = self._clock.monotonic()
            failure = await self._attempt()
            if self._clock.monotonic() - began >= self._timing.proven_s:
                pause = self._timing.first_pause_s
            if failure.code in _FINAL or not self._connected:
                self._show(TunnelStatus(state="failed", error=failure, restarts=self._status.restarts))
                return
            wait_s = pause * (0.5 + self._chance() / 2)
            pause = min(self._timing.longest_pause_s, pause * 2)
            self._show(
                dataclasses.replace(
                    self._status,
                    state="reconnecting",
                    connections=0,
                    locations=(),
                    pid=0,
                    error=failure,
                    restarts=self._status.restarts + 1,
                    retry_at_ms=self._clock.now_ms() + round(wait_s * 1000),
                )
            )
            await asyncio.sleep(wait_s)

    async def _attempt(self) -> AmuxError:
        """From the start of one cloudflared to its end; returns why it is over."""
        try:
            launch = await self._prepare()
            process = await TunnelProcess.start(launch, self._hear, self._timing.grace_s)
        except AmuxError as error:
            return error
        except Exception as error:
            # Without this the state would stay "starting" for ever, with nobody left to try again.
            log.exception("The tunnel could not be prepared")
            return MachineError("internal", detail=type(error).__name__)
        probe = MetricsProbe(launch.metrics_port)
        try:
            return await self._watch(process, probe, launch)
        finally:
            await probe.aclose()
            await process.end(self._timing.grace_s)

    async def _watch(self, process: TunnelProcess, probe: MetricsProbe, launch: Launch) -> AmuxError:
        began = self._clock.monotonic()
        heard = len(self.lines)
        ending = self._tasks.spawn(process.wait(), name="cloudflared")
        up = False
        try:
            while True:
                interval = self._timing.steady_poll_s if up else self._timing.starting_poll_s
                done, _ = await asyncio.wait({ending}, timeout=interval)
                if done:
                    return self._why(ending.result(), self._clock.monotonic() - began, launch)
                reading = await probe.read(quick=launch.quick)
                if reading.connections:
                    up = True
                    self._show_connected(reading, launch, process.pid)
                elif up:
                    self._show_lost()
                elif self._clock.monotonic() - began > self._timing.connect_s:
                    return UnavailableError(
                        "tunnel_timeout", seconds=round(self._timing.connect_s), reason=self._last_words(heard)
                    )
        finally:
            ending.cancel()

    def _show_connected(self, reading: Reading, launch: Launch, pid: int) -> None:
        self._connected = True
        old = self._status
        self._show(
            TunnelStatus(
                state="running",
                url=f"https://{reading.hostname}" if launch.quick else launch.address,
                since_ms=old.since_ms or self._clock.now_ms(),
                connections=reading.connections,
                locations=reading.locations,
                restarts=old.restarts,
                pid=pid,
            )
        )

    def _show_lost(self) -> None:
        """cloudflared finds its way back by itself; its end would be noticed."""
        self._show(dataclasses.replace(self._status, state="reconnecting", connections=0, locations=(), retry_at_ms=0))

    # ------------------------------------------------------------------ what it says

    def _hear(self, text: str) -> None:
        line = parse_line(text, self._clock.now_ms(), self._clean)
        if line is None:
            return
        self.lines.append(line)
        self._on_line(line)
        if self._status.state == "starting":
            self._show(dataclasses.replace(self._status, detail=line.message))

    def _why(self, code: int, seconds: float, launch: Launch) -> AmuxError:
        recent = "\n".join(line.message for line in list(self.lines)[-20:])
        reason = self._last_words(0)
        if code in CANNOT_EXECUTE:
            return MachineError("cloudflared_unusable", path=str(launch.program), reason=reason)
        if _RATE_LIMITED.search(recent):
            return UnavailableError("tunnel_rate_limited", minutes=5)
        if _REFUSED.search(recent):
            return MachineError("tunnel_token_refused", reason=reason)
        return UnavailableError("tunnel_exited", seconds=round(seconds), exit_code=code, reason=reason)

    def _last_words(self, since: int) -> str:
        """The last error, or the last line of anything."""
        lines = list(self.lines)[since if since < len(self.lines) else 0 :]
        errors = [line for line in lines if line.level == "error"]
        return (errors or lines)[-1].message[:300].rstrip(". ") if lines else "it said nothing"

    def _show(self, status: TunnelStatus) -> None:
        if status != self._status:
            self._status = status
            self._on_change(status)
