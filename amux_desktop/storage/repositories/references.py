"""Who uses what: the reason why something cannot be deleted, in names the user knows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from amux_desktop.core.errors import ConflictError
from amux_desktop.storage.tables import BRIDGE_PROXIES, CODE_TOOLS, PROXY_TARGETS


def uses_of_provider(connection: Connection, provider_id: str) -> tuple[str, ...]:
    """Such as `proxy Claude` and `tool codex`."""
    proxies = connection.scalars(
        select(BRIDGE_PROXIES.c.name)
        .join(PROXY_TARGETS, PROXY_TARGETS.c.proxy_id == BRIDGE_PROXIES.c.id)
        .where(PROXY_TARGETS.c.provider_id == provider_id)
        .distinct()
        .order_by(BRIDGE_PROXIES.c.name)
    )
    tools = connection.scalars(
        select(CODE_TOOLS.c.tool).where(CODE_TOOLS.c.provider_id == provider_id).order_by(CODE_TOOLS.c.tool)
    )
    return (*(f"proxy {name}" for name in proxies), *(f"tool {tool}" for tool in tools))


def uses_of_proxy(connection: Connection, proxy_id: str) -> tuple[str, ...]:
    proxies = connection.scalars(
        select(BRIDGE_PROXIES.c.name)
        .join(PROXY_TARGETS, PROXY_TARGETS.c.proxy_id == BRIDGE_PROXIES.c.id)
        .where(PROXY_TARGETS.c.next_proxy_id == proxy_id)
        .distinct()
        .order_by(BRIDGE_PROXIES.c.name)
    )
    tools = connection.scalars(
        select(CODE_TOOLS.c.tool).where(CODE_TOOLS.c.proxy_id == proxy_id).order_by(CODE_TOOLS.c.tool)
    )
    return (*(f"proxy {name}" for name in proxies), *(f"tool {tool}" for tool in tools))


def uses_of_token(connection: Connection, token_id: str) -> tuple[str, ...]:
    """A tool that is switched off does not need its token any more."""
    tools = connection.scalars(
        select(CODE_TOOLS.c.tool)
        .where(CODE_TOOLS.c.token_id == token_id, CODE_TOOLS.c.enabled.is_(True))
        .order_by(CODE_TOOLS.c.tool)
    )
    return tuple(f"tool {tool}" for tool in tools)


def refuse_if_used(kind: str, name: str, references: Sequence[str]) -> None:
    """Raises `in_use`."""
    if references:
        raise ConflictError("in_use", kind=kind.capitalize(), name=name, references=tuple(references))
