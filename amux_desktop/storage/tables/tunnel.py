"""The tunnel."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, String, Table, Text

from amux_desktop.storage.tables.base import ROW_NUMBER, column, metadata, optional

TUNNEL_CONFIG = Table(
    "tunnel_config",
    metadata,
    column("id", String(16), primary_key=True),
    column("mode", String(16)),
    column("hostname", String(255)),
    column("tunnel_id", String(64)),
    column("tunnel_name", String(200)),
    column("cloudflare_account", String(64)),
    column("zone_id", String(64)),
    column("dns_record_id", String(64)),
    column("routes", Text),
    column("was_running", Boolean),
    column("options", Text),
    optional("sealed_token", Text),
    optional("sealed_api_token", Text),
    column("updated_ms", BigInteger),
)
"""One row, id `main`; `routes` and `options` are JSON."""

TUNNEL_EVENTS = Table(
    "tunnel_events",
    metadata,
    column("seq", ROW_NUMBER, primary_key=True, autoincrement=True),
    column("at_ms", BigInteger, index=True),
    column("level", String(16)),
    column("message", Text),
)
