"""Looks for a newer Amux once a day, remembers what the user wants to hear of it, and fetches it on request."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AmuxError, NotFoundError, UnavailableError
from amux_desktop.core.events import EventBus, UpdateFound, UpdateProgress
from amux_desktop.services.build_data import BuildData
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.store import Store
from amux_desktop.services.updates.download import download
from amux_desktop.services.updates.feed import MAX_FEED, Release, newest, parse_feed
from amux_desktop.services.updates.packages import Installation, installation, package_name
from amux_desktop.services.updates.versions import Version
from amux_desktop.services.web import Web, WebError

log = logging.getLogger(__name__)
_STATE = "updates"
_FIRST_S = 10.0
_LOOK_S = 3600.0
_DAY_MS = 86_400_000
SNOOZE_DAYS = 7
_PROGRESS_STEP = 262_144


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateStatus:
    """`release` is None when nothing newer is known. `is_quiet`: the user skipped it, or wants to hear of it later.
    `package` is the file for this installation, "" where there is none; `checked_ms` 0 when never looked."""

    current: str
    release: Release | None = None
    is_quiet: bool = False
    package: str = ""
    installation: Installation = "python"
    checked_ms: int = 0
    is_newest: bool = False
    """This process has looked, and there was nothing newer."""


class UpdatesService:
    """`run` is for the process that stays. Nothing here delays the start, and what fails by itself is silent."""

    def __init__(
        self,
        store: Store,
        configuration: Configuration,
        bus: EventBus,
        clock: Clock,
        build: BuildData,
        version: str,
        *,
        kind: Installation | None = None,
    ) -> None:
        self._store = store
        self._configuration = configuration
        self._bus = bus
        self._clock = clock
        self._url = build.releases_url
        self._version = version
        self._kind = kind or installation()
        self._release: Release | None = None
        self._has_looked = False
        self._download: asyncio.Task[object] | None = None

    async def status(self) -> UpdateStatus:
        """What is known, without asking anybody."""
        return self._status(await self._state())

    async def check(self) -> UpdateStatus:
        """Ask now. Raises `update_unavailable`."""
        try:
            self._release = await self._look()
        except WebError as error:
            raise UnavailableError("update_unavailable", reason=error.reason) from error
        self._has_looked = True
        state = await self._remember(checked_ms=self._clock.now_ms(), newer=self._release is not None)
        status = self._status(state)
        if status.release is not None and not status.is_quiet:
            log.info("Amux %s is out; this is %s", status.release.version, self._version)
            self._bus.publish(UpdateFound(str(status.release.version)))
        return status

    async def skip(self) -> UpdateStatus:
        """Not a word about this version any more; the next one is told again."""
        release = self._known()
        return self._status(await self._remember(skipped=str(release.version)))

    async def snooze(self, days: int = SNOOZE_DAYS) -> UpdateStatus:
        """Not a word about any version for some days."""
        return self._status(await self._remember(quiet_until_ms=self._clock.now_ms() + days * _DAY_MS))

    async def download(self, folder: Path | None = None) -> Path:
        """The package for this installation, verified. Progress is published as `UpdateProgress`; cancelling is safe.
        Raises `not_found` (nothing newer), `update_no_package`, `update_unavailable`, `update_checksum`, `file_unwritable`."""
        release = self._release or (await self.check()).release
        if release is None:
            raise NotFoundError("not_found", kind="newer version than", ref=self._version)
        name = package_name(self._kind, release.label)
        if not name:
            raise UnavailableError("update_no_package", version=str(release.version), name="this installation")
        told = 0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if done - told >= _PROGRESS_STEP or done == total:
                told = done
                self._bus.publish(UpdateProgress(done, total))

        target = folder or platformdirs.user_downloads_path()
        self._download = asyncio.current_task()
        try:
            async with Web(self._configuration.settings, self._version) as web:
                return await download(web, release, name, target, progress)
        finally:
            self._download = None

    async def cancel_download(self) -> None:
        """Ends a download that runs; what arrived is removed."""
        if self._download is not None:
            self._download.cancel()

    async def run(self) -> None:
        """Until cancelled: soon after the start, then whenever a day has passed."""
        await asyncio.sleep(_FIRST_S)
        while True:
            await self.look_if_due()
            await asyncio.sleep(_LOOK_S)

    async def look_if_due(self) -> UpdateStatus | None:
        """None when it is switched off, not due yet, or nobody could be reached."""
        if not self._configuration.settings.updates_check:
            return None
        state = await self._state()
        # What is new is not stored: a version that was out at the last start is looked up again at this one.
        is_known = self._has_looked or not state.get("newer")
        if is_known and 0 <= self._clock.now_ms() - state.get("checked_ms", 0) < _DAY_MS:
            return None
        try:
            return await self.check()
        except AmuxError as error:
            log.info("No news about releases: %s", error)
            return None

    # ------------------------------------------------------------------ helpers

    async def _look(self) -> Release | None:
        current = Version.parse(self._version)
        if not self._url or current is None:
            return None
        async with Web(self._configuration.settings, self._version) as web:
            answer = await web.get(self._url, limit=MAX_FEED, accept="application/vnd.github+json")
        if answer.status in (403, 429):
            raise WebError(_until(answer.headers.get("x-ratelimit-reset", "")), answer.status)
        if answer.status != 200:
            raise WebError(f"the server answered {answer.status}", answer.status)
        try:
            releases = parse_feed(answer.body)
        except ValueError:
            raise WebError("its list of releases cannot be read") from None
        return newest(releases, current, preview=self._configuration.settings.updates_channel == "preview")

    def _known(self) -> Release:
        if self._release is None:
            raise NotFoundError("not_found", kind="newer version than", ref=self._version)
        return self._release

    def _status(self, state: dict[str, Any]) -> UpdateStatus:
        release = self._release
        quiet = release is not None and (
            state.get("skipped") == str(release.version) or self._clock.now_ms() < state.get("quiet_until_ms", 0)
        )
        name = package_name(self._kind, release.label) if release else ""
        return UpdateStatus(
            current=self._version,
            release=release,
            is_quiet=quiet,
            package=name if release is not None and release.asset(name) else "",
            installation=self._kind,
            checked_ms=state.get("checked_ms", 0),
            is_newest=self._has_looked and release is None,
        )

    async def _state(self) -> dict[str, Any]:
        state = await self._store.read(lambda store: store.app_state.get(_STATE, {}))
        return state if isinstance(state, dict) else {}

    async def _remember(self, **changes: object) -> dict[str, Any]:
        state = {**await self._state(), **changes}
        await self._store.write(lambda store: store.app_state.set(_STATE, state), configuration=False)
        return state


def _until(reset: str) -> str:
    if not reset.isdigit() or len(reset) > 11:
        return "it was asked too often; try again later"
    return f"it was asked too often; try again after {datetime.fromtimestamp(int(reset), UTC):%H:%M} UTC"
