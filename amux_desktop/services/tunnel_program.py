"""The program cloudflared: which one is used, and fetching it on the user's word."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from amux_desktop.core.errors import UnavailableError
from amux_desktop.core.events import EventBus, TunnelProgramProgress
from amux_desktop.core.network import Network
from amux_desktop.tunnel.binary import Locator, Program
from amux_desktop.tunnel.cloudflare_api import BASE
from amux_desktop.tunnel.manifest import Manifest
from amux_desktop.tunnel.platforms import this_platform
from amux_desktop.tunnel.supervisor import Timing


@dataclass(frozen=True, slots=True)
class TunnelParts:
    """What tests give their own of; None is what ships with Amux."""

    manifest: Manifest | None = None
    api: str = BASE
    bundled: Sequence[Path] | None = None
    timing: Timing = field(default_factory=Timing)


class TunnelProgram:
    def __init__(
        self,
        bus: EventBus,
        folder: Path,
        chosen: Callable[[], str],
        network: Callable[[], Network],
        parts: TunnelParts,
    ) -> None:
        self._bus = bus
        self._folder = folder
        self._chosen = chosen
        self._network = network
        self._parts = parts
        self._fetching: asyncio.Task[Path] | None = None

    @property
    def can_install(self) -> bool:
        """Whether the checksum of a cloudflared for this computer is known."""
        return self._manifest.fetchable(this_platform()) is not None

    @property
    def pinned_version(self) -> str:
        return self._manifest.version

    async def find(self) -> Program:
        """The one in use. Raises `cloudflared_missing`, `cloudflared_wrong_arch`, `cloudflared_altered`,
        `cloudflared_unusable`."""
        return await self._locator.find(self._chosen())

    async def install(self, report: Callable[[TunnelProgramProgress], None] | None = None) -> Program:
        """Fetches the pinned one; progress is an event too. Two callers share one download. Raises `cloudflared_unpinned`,
        `cloudflared_download`, `cloudflared_checksum`."""
        from amux_desktop.tunnel.fetch import fetch

        def told(done: int, total: int) -> None:
            progress = TunnelProgramProgress(done, total)
            self._bus.publish(progress)
            if report is not None:
                report(progress)

        if self._fetching is None:
            work = fetch(self._manifest, self._folder, self._network(), told)
            self._fetching = asyncio.ensure_future(work)
            self._fetching.add_done_callback(lambda _task: self._finished())
        fetching = self._fetching
        try:
            await asyncio.shield(fetching)
        except asyncio.CancelledError:
            if not fetching.cancelled():
                fetching.cancel()
                raise
            raise UnavailableError("cloudflared_download", reason="it was cancelled") from None
        return await self.find()

    async def cancel(self) -> None:
        """The download in progress ends; whoever waits for it gets `cloudflared_download`."""
        self.close()

    def close(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()

    def _finished(self) -> None:
        self._fetching = None

    @cached_property
    def _manifest(self) -> Manifest:
        return self._parts.manifest or Manifest.shipped()

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self._folder, self._manifest, bundled=self._parts.bundled)
