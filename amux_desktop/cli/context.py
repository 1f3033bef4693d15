"""What commands share: the way to the services, and how results are printed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar, cast

import typer

from amux_desktop.cli.output import warn

if TYPE_CHECKING:
    from amux_desktop.core.instance import InstanceLock, Mode
    from amux_desktop.core.paths import AppPaths
    from amux_desktop.core.peers import Worker
    from amux_desktop.services import AppServices

T = TypeVar("T")
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Ref = Annotated[str, typer.Argument(metavar="PATH", help="Path (or id) as shown by 'list'.")]


class Host(Protocol):
    """The composition root, as commands see it."""

    @property
    def paths(self) -> AppPaths: ...

    @property
    def version(self) -> str: ...

    def services(
        self,
        *,
        log_file: bool = False,
        on_listening: Callable[[str, int], None] | None = None,
        worker: Worker | None = None,
    ) -> AbstractAsyncContextManager[AppServices]:
        """Opened services; everything is written and closed at the end."""
        ...

    def instance(self, mode: Mode) -> AbstractContextManager[InstanceLock]:
        """Raises `already_running`."""
        ...

    def open_window(self, *, minimized: bool = False, link: str = "") -> int:
        """The window, or the headless proxy where no window can open; returns the exit code. `link` is shown in the
        window, also in one that is open already; without a display it is asked about in the terminal."""
        ...


def host_of(ctx: typer.Context) -> Host:
    return cast("Host", ctx.find_root().obj)


def call(ctx: typer.Context, work: Callable[[AppServices], Awaitable[T]]) -> T:
    """Run `work` with opened services and wait for it."""

    async def go() -> T:
        async with host_of(ctx).services() as services:
            if services.recovery is not None:
                warn(f"amux: {services.recovery.error().message}")
            return await work(services)

    return asyncio.run(go())


def group(help: str) -> typer.Typer:
    """A group of commands with the settings they all have."""
    return typer.Typer(help=help, rich_markup_mode=None, no_args_is_help=True, pretty_exceptions_enable=False)
