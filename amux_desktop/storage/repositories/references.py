"""Who uses what: the reason why something cannot be deleted, in names the user knows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from amux_desktop.core.errors import ConflictError
from amux_desktop.storage.models import BridgeProxyRow, CodeToolRow, ProxyTargetRow


def uses_of_provider(session: Session, provider_id: str) -> tuple[str, ...]:
    """Such as `proxy Claude` and `tool codex`."""
    proxies = session.scalars(
        select(BridgeProxyRow.name)
        .join(ProxyTargetRow, ProxyTargetRow.proxy_id == BridgeProxyRow.id)
        .where(ProxyTargetRow.provider_id == provider_id)
        .distinct()
        .order_by(BridgeProxyRow.name)
    )
    tools = session.scalars(
        select(CodeToolRow.tool).where(CodeToolRow.provider_id == provider_id).order_by(CodeToolRow.tool)
    )
    return (*(f"proxy {name}" for name in proxies), *(f"tool {tool}" for tool in tools))


def uses_of_proxy(session: Session, proxy_id: str) -> tuple[str, ...]:
    proxies = session.scalars(
        select(BridgeProxyRow.name)
        .join(ProxyTargetRow, ProxyTargetRow.proxy_id == BridgeProxyRow.id)
        .where(ProxyTargetRow.next_proxy_id == proxy_id)
        .distinct()
        .order_by(BridgeProxyRow.name)
    )
    tools = session.scalars(select(CodeToolRow.tool).where(CodeToolRow.proxy_id == proxy_id).order_by(CodeToolRow.tool))
    return (*(f"proxy {name}" for name in proxies), *(f"tool {tool}" for tool in tools))


def uses_of_token(session: Session, token_id: str) -> tuple[str, ...]:
    """A tool that is switched off does not need its token any more."""
    tools = session.scalars(
        select(CodeToolRow.tool)
        .where(CodeToolRow.token_id == token_id, CodeToolRow.enabled.is_(True))
        .order_by(CodeToolRow.tool)
    )
    return tuple(f"tool {tool}" for tool in tools)


def refuse_if_used(kind: str, name: str, references: Sequence[str]) -> None:
    """Raises `in_use`."""
    if references:
        raise ConflictError("in_use", kind=kind.capitalize(), name=name, references=tuple(references))
