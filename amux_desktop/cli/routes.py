"""What the commands for providers and for proxies say alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import typer

from amux_desktop.cli.output import duration, print_json, print_table

if TYPE_CHECKING:
    from amux_desktop.services.probe import ProbeResult

T = TypeVar("T")


class Named(Protocol):
    """A provider or a proxy."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def slug(self) -> str: ...


def show_list(
    items: Iterable[T],
    as_json: bool,
    to_json: Callable[[T], dict[str, Any]],
    columns: Sequence[str],
    row: Callable[[T], Sequence[object]],
    empty: str,
) -> None:
    """All of them as JSON, or one line each. `empty` says what to do when there is none."""
    if as_json:
        print_json([to_json(item) for item in items])
    else:
        print_table(columns, [row(item) for item in items], empty)


def show_removed(removed: Named, as_json: bool) -> None:
    if as_json:
        print_json({"removed": removed.slug, "id": removed.id})
    else:
        print(f"Removed {removed.name} ({removed.slug})")


def end_with(result: ProbeResult, name: str, as_json: bool) -> None:
    """What a small real request came to. Raises typer.Exit, with code 1 when it failed."""
    if as_json:
        print_json(result)
    elif result.ok:
        took = duration(result.duration_ms)
        print(f"{result.provider_name} answered with {result.model} in {took}: {result.text.strip()[:80]}")
    else:
        print(f"{name} failed{f' ({result.status})' if result.status else ''}: {result.message}")
    raise typer.Exit(0 if result.ok else 1)


def on_off(enabled: bool) -> str:
    return "on" if enabled else "off"
