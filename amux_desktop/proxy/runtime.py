"""The running proxy without its socket: snapshot, pipeline, recorder, the exchanges under way."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Collection
from typing import Any

from amux_desktop.core.peers import Machines
from amux_desktop.core.tasks import TaskSet
from amux_desktop.proxy.balancing import Balancer
from amux_desktop.proxy.counting import Counter
from amux_desktop.proxy.credentials import CredentialSource, NoPools
from amux_desktop.proxy.limits import Limits
from amux_desktop.proxy.metrics import Counters
from amux_desktop.proxy.passthrough import Passthrough
from amux_desktop.proxy.pipeline import Pipeline
from amux_desktop.proxy.recorder import Recorder
from amux_desktop.proxy.relay import Relay
from amux_desktop.proxy.snapshot import Snapshot
from amux_desktop.proxy.stored import Archive, Conversations
from amux_desktop.proxy.upstream import UpstreamClient

BODY_TIMEOUT_S = 60.0
#: At least and at most, before an attempt is made again at the same target.
RETRY_PAUSE_S = (0.1, 0.4)
_ENDING_S = 2.0


class Runtime:
    """Belongs to one event loop. ``replace`` may be called from it at any time; the next request sees the new snapshot."""

    def __init__(
        self, *, snapshot: Snapshot, recorder: Recorder, version: str, credentials: CredentialSource | None = None,
        internal_secret: str | None = None, archive: Archive | None = None, body_timeout_s: float = BODY_TIMEOUT_S,
        retry_pause_s: tuple[float, float] = RETRY_PAUSE_S,
    ) -> None:  # fmt: skip
        self.snapshot = snapshot
        self.recorder = recorder
        self.version = version
        #: Lets the app's own calls in (connection tests, chat) without a token; new at every start, never stored.
        self.internal_secret = internal_secret or secrets.token_urlsafe(32)
        self.tasks = TaskSet()
        self.live: set[asyncio.Future[object]] = set()
        self.watchers: set[asyncio.Task[object]] = set()
        self.draining = False
        self.counters = Counters()
        self.balancer = Balancer()
        self.limits = Limits(warn=recorder.budget_warning)
        self.client = UpstreamClient()
        self.credentials: CredentialSource = credentials or NoPools()
        self.conversations = Conversations(archive)
        self.machines: Machines | None = None
        """Set where several machines share."""
        self.body_timeout_s = body_timeout_s
        self.pipeline = Pipeline(
            self.client, self.balancer, Relay(self.tasks), self.credentials, self.limits, self.conversations, f"amux/{version}",
            retry_pause_s,
        )  # fmt: skip
        self.counter = Counter(self.client, self.balancer, self.pipeline, f"amux/{version}")
        self.passthrough = Passthrough(self.client, self.pipeline.learn_status)

    def replace(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    async def drain(self, grace_s: float) -> None:
        """Let running exchanges finish for ``grace_s`` seconds, then end them with an error event of their format."""
        self.draining = True
        await wind_down(self.live, grace_s)

    async def aclose(self) -> None:
        await self.drain(0)
        await self.tasks.cancel_all()
        await self.client.aclose()


async def wind_down(tasks: Collection[asyncio.Future[Any]], grace_s: float) -> None:
    """Wait for all but the current one, cancel those that take longer than ``grace_s``, and let them end properly."""
    waiting = {task for task in tasks if task is not asyncio.current_task()}
    if not waiting:
        return
    _, pending = await asyncio.wait(waiting, timeout=grace_s)
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending, timeout=_ENDING_S)
