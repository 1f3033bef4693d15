"""The tunnel."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from amux_desktop.storage.models.base import Base, Long, Millis, RowNumber


class TunnelConfigRow(Base):
    """One row, id `main`; `routes` and `options` are JSON."""

    __tablename__ = "tunnel_config"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    mode: Mapped[str] = mapped_column(String(16))
    hostname: Mapped[str] = mapped_column(String(255))
    tunnel_id: Mapped[str] = mapped_column(String(64))
    tunnel_name: Mapped[str] = mapped_column(String(200))
    cloudflare_account: Mapped[str] = mapped_column(String(64))
    zone_id: Mapped[str] = mapped_column(String(64))
    dns_record_id: Mapped[str] = mapped_column(String(64))
    routes: Mapped[Long]
    was_running: Mapped[bool]
    options: Mapped[Long]
    sealed_token: Mapped[Long | None]
    sealed_api_token: Mapped[Long | None]
    updated_ms: Mapped[Millis]


class TunnelEventRow(Base):
    __tablename__ = "tunnel_events"

    seq: Mapped[RowNumber]
    at_ms: Mapped[Millis] = mapped_column(index=True)
    level: Mapped[str] = mapped_column(String(16))
    message: Mapped[Long]
