"""Start with the session and opening of links, for the window and the command line."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Mapping
from pathlib import Path

from amux_desktop.core.errors import AmuxError
from amux_desktop.services.system.autostart import Autostart, AutostartStatus, autostart_of, unchangeable
from amux_desktop.services.system.launching import this_launch
from amux_desktop.services.system.url_scheme import SchemeStatus, UrlScheme, url_scheme_of

log = logging.getLogger(__name__)


class SystemService:
    """Each method raises `system_entry` when the operating system's entry cannot be read or written."""

    def __init__(
        self,
        *,
        autostart: Autostart | None = None,
        scheme: UrlScheme | None = None,
        env: Mapping[str, str] | None = None,
        home: Path | None = None,
    ) -> None:
        given = os.environ if env is None else env
        folder = home or Path.home()
        launch = this_launch(env=given)
        self._autostart = autostart or autostart_of(launch, env=given, home=folder)
        self._scheme = scheme or url_scheme_of(launch, env=given, home=folder)

    async def autostart(self) -> AutostartStatus:
        return await asyncio.to_thread(self._autostart_status)

    async def set_autostart(self, enabled: bool) -> AutostartStatus:
        def work() -> AutostartStatus:
            try:
                (self._autostart.enable if enabled else self._autostart.disable)()
            except OSError as error:
                raise unchangeable(self._autostart_status().place, error) from error
            return self._autostart_status()

        return await asyncio.to_thread(work)

    async def links(self) -> SchemeStatus:
        return await asyncio.to_thread(self._scheme_status)

    async def set_links(self, enabled: bool) -> SchemeStatus:
        def work() -> SchemeStatus:
            try:
                (self._scheme.enable if enabled else self._scheme.disable)()
            except OSError as error:
                raise unchangeable(self._scheme_status().place, error) from error
            return self._scheme_status()

        return await asyncio.to_thread(work)

    async def mend(self) -> None:
        """An entry whose program is gone (an AppImage that was moved, an older environment) is pointed at this Amux."""
        with contextlib.suppress(OSError, AmuxError):
            await asyncio.to_thread(self._mend)

    def _mend(self) -> None:
        status = self._autostart_status()
        if status.enabled and not status.is_current and status.program and not Path(status.program).exists():
            log.info("The autostart entry pointed at %s, which is gone", status.program)
            self._autostart.enable()

    def _autostart_status(self) -> AutostartStatus:
        try:
            return self._autostart.status()
        except OSError as error:
            raise unchangeable("the autostart entry", error) from error

    def _scheme_status(self) -> SchemeStatus:
        try:
            return self._scheme.status()
        except OSError as error:
            raise unchangeable("the entry for links", error) from error
