"""The proxy's runtime with what it takes from the services, and what it shares with others that serve."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import AccountChanged, EventBus
from amux_desktop.core.peers import Link, Worker
from amux_desktop.core.redaction import Redactor
from amux_desktop.core.tasks import TaskSet
from amux_desktop.services.account_runtime import AccountRuntime
from amux_desktop.services.api_tokens import TokensService
from amux_desktop.services.budgets import seed_budgets
from amux_desktop.services.health import HealthKeeper
from amux_desktop.services.machines import MachinesService
from amux_desktop.services.pool_credentials import PoolCredentials
from amux_desktop.services.pricing import Pricing
from amux_desktop.services.response_archive import ResponseArchive
from amux_desktop.storage.writer import LogWriter

if TYPE_CHECKING:
    from amux_desktop.proxy.runtime import Runtime
    from amux_desktop.proxy.snapshot import Snapshot
    from amux_desktop.storage.machine_link import MachineLink

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeMaker:
    """Called once in a process, when the proxy starts for the first time. `worker` as in `AppServices`."""

    version: str
    bus: EventBus
    redactor: Redactor
    tasks: TaskSet
    log_writer: LogWriter
    health: HealthKeeper
    pricing: Pricing
    archive: ResponseArchive
    accounts: AccountRuntime
    credentials: PoolCredentials
    tokens: TokensService
    machines: MachinesService
    worker: Worker | None

    def __call__(self, snapshot: Snapshot) -> Runtime:
        from amux_desktop.proxy.recorder import Recorder
        from amux_desktop.proxy.runtime import Runtime

        recorder = Recorder(self.health, self.bus, self.redactor, self.pricing.price)
        recorder.dropped_rows = lambda: self.log_writer.dropped
        recorder.storing_problem = lambda: self.log_writer.problem
        runtime = Runtime(
            snapshot=snapshot,
            recorder=recorder,
            version=self.version,
            archive=self.archive,
            credentials=self.credentials,
        )
        self.tasks.spawn(seed_budgets(self.tokens, runtime.limits), name="seed budgets")
        self._share(runtime)
        return runtime

    def _share(self, runtime: Runtime) -> None:
        """With the workers on the port, and with other machines, where there are any."""
        links: list[Link] = []
        if self.worker is not None:
            links.append(self.worker.link)
            self.tasks.spawn(self.worker.link.run(), name="listen to the other workers")
        if (far := self._open_machines()) is not None:
            links.append(far)
            runtime.machines = far
            self.tasks.spawn(far.run(), name="listen to the other machines")
        if not links:
            return
        from amux_desktop.proxy.sharing import Sharing

        def figures() -> tuple[int, int]:
            return len(runtime.live), runtime.recorder.dropped

        sharing = Sharing(links, runtime.limits, runtime.balancer, runtime.counters, runtime.conversations, figures)

        def tell_accounts(_event: AccountChanged) -> None:
            for link in links:
                link.send("accounts", self.accounts.memory())

        for link in links:
            link.receive("accounts", lambda _sender, memory: self.accounts.hear(memory))
        self.bus.subscribe(AccountChanged, tell_accounts)
        self.tasks.spawn(sharing.run(), name="tell the others")

    def _open_machines(self) -> MachineLink | None:
        """A URL of no use is no reason not to serve; `amux serve` has refused it before."""
        try:
            return self.machines.open_link()
        except AmuxError as error:
            log.error("%s Limits are counted by this machine alone.", error.message)
            return None
