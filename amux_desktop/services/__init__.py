"""What Amux can do, for the window and the command line alike: async methods that return records or raise `AmuxError`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amux_desktop.services.app_services import AppServices

__all__ = ["AppServices"]


def __getattr__(name: str) -> Any:
    """`AppServices` is loaded when it is first used: it brings the database layer along, which costs start-up time."""
    if name == "AppServices":
        from amux_desktop.services.app_services import AppServices

        return AppServices
    raise AttributeError(name)
