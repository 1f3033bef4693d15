"""The composition root: builds storage, services and the window or the headless proxy, and ends them in order."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from amux_desktop.core.instance import InstanceInfo, InstanceLock, Mode
from amux_desktop.core.paths import AppPaths

if TYPE_CHECKING:
    from amux_desktop.core.peers import Worker
    from amux_desktop.core.redaction import Redactor
    from amux_desktop.services import AppServices


class App:
    """One profile (data folder). What is expensive to import is imported where it is first needed."""

    def __init__(self, paths: AppPaths | None = None) -> None:
        self.paths = paths or AppPaths.resolve()

    @cached_property
    def version(self) -> str:
        # A fifth of the time of `amux --help`, which does not say it.
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("amux")
        except PackageNotFoundError:
            return _version_of_checkout()

    @cached_property
    def redactor(self) -> Redactor:
        from amux_desktop.core.redaction import Redactor

        return Redactor()

    @contextlib.asynccontextmanager
    async def services(
        self,
        *,
        log_file: bool = False,
        on_listening: Callable[[str, int], None] | None = None,
        worker: Worker | None = None,
    ) -> AsyncIterator[AppServices]:
        """Open everything, close it in the right order. `log_file` is for the process that stays."""
        from amux_desktop.services.opening import open_services

        opening = open_services(
            self.paths, version=self.version, redactor=self.redactor, on_listening=on_listening, worker=worker
        )
        name = "amux" if worker is None or worker.is_first else f"amux-{worker.number}"
        with self._logging(log_file, name):
            async with opening as services:
                if log_file:
                    _follow_log_level(services)
                yield services

    @contextlib.contextmanager
    def instance(self, mode: Mode) -> Iterator[InstanceLock]:
        """Held while this process serves the profile. Raises `already_running`."""
        with InstanceLock(self.paths.instance).acquire(mode) as lock:
            yield lock

    def open_window(self, *, minimized: bool = False, link: str = "") -> int:
        """The window; where none can open, the reason and the headless proxy (or the question about a link) instead."""
        from amux_desktop.core.display import check_display

        display = check_display()
        if not display.is_ready:
            print(f"{display.reason} Running without a window.", file=sys.stderr)  # noqa: T201 - the answer to a command
            print(display.remedy, file=sys.stderr)  # noqa: T201 - the same
            from amux_desktop.cli import run

            return run(["open-link", "--", link] if link else ["serve"], self)
        self.paths.ensure()
        from amux_desktop.gui.session import run_session

        return run_session(self._services_of_window, self.paths.home, minimized=minimized, link=link)

    @contextlib.asynccontextmanager
    async def _services_of_window(self) -> AsyncIterator[AppServices]:
        self.paths.ensure()
        with self.instance("window") as lock:

            def listening(host: str, port: int) -> None:
                lock.update(InstanceInfo(pid=os.getpid(), mode="window", host=host, port=port))

            async with self.services(log_file=True, on_listening=listening) as services:
                yield services

    @contextlib.contextmanager
    def _logging(self, log_file: bool, name: str) -> Iterator[None]:
        """The log file of a process that stays; a single command logs nothing but what it prints."""
        from amux_desktop.core.logs import start_logging, stop_logging

        if not log_file:
            logging.getLogger().addHandler(handler := logging.NullHandler())
            try:
                yield
            finally:
                logging.getLogger().removeHandler(handler)
            return
        self.paths.ensure()
        file_handler = start_logging(self.paths.logs, self.redactor, name=name)
        try:
            yield
        finally:
            stop_logging(file_handler)


def _follow_log_level(services: AppServices) -> None:
    """The setting `app.log_level` now and whenever it changes."""
    from amux_desktop.core.events import SettingsChanged
    from amux_desktop.core.logs import set_level

    def apply(event: SettingsChanged | None = None) -> None:
        if event is None or "app.log_level" in event.keys:
            set_level(services.settings.current.app_log_level)

    services.bus.subscribe(SettingsChanged, apply)
    apply()


@cache
def _version_of_checkout() -> str:
    import tomllib
    from pathlib import Path

    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    try:
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, KeyError):
        return "0"
