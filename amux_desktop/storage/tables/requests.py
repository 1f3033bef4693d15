"""Request logs, bodies, aggregates.

No foreign keys from logs to configuration: history outlives what it talks about.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from amux_desktop.storage.tables.base import ROW_NUMBER, column, metadata, optional


def _newest(name: str) -> Index:
    """Serves "rows of this value, newest first", page by page."""
    return Index(f"ix_request_logs_{name}", name, "started_ms", "seq")


REQUEST_LOGS = Table(
    "request_logs",
    metadata,
    column("seq", ROW_NUMBER, primary_key=True, autoincrement=True),
    column("id", String(64), unique=True),
    column("started_ms", BigInteger),
    column("duration_ms", BigInteger),
    optional("first_token_ms", BigInteger),
    column("status", Integer),
    column("outcome", String(16)),
    column("source", String(16)),
    column("method", String(16)),
    column("path", Text),
    column("client", String(64)),
    column("client_version", String(64)),
    column("client_address", String(64)),
    column("session", String(128)),
    column("tags", Text),
    column("token_id", String(32)),
    column("token_name", String(200)),
    column("route", String(128)),
    column("proxy_id", String(32)),
    column("provider_id", String(32)),
    column("provider_name", String(200)),
    column("account_id", String(32)),
    column("inbound", String(32)),
    column("outbound", String(32)),
    column("source_model", String(200)),
    column("target_model", String(200)),
    column("stream", Boolean),
    optional("input_tokens", BigInteger),
    optional("output_tokens", BigInteger),
    optional("cache_read_tokens", BigInteger),
    optional("cache_write_tokens", BigInteger),
    optional("reasoning_tokens", BigInteger),
    optional("cost_nanos", BigInteger),
    optional("price", Text),
    column("request_bytes", BigInteger),
    column("response_bytes", BigInteger),
    column("error_code", String(64)),
    column("error_message", Text),
    column("upstream_request_id", String(128)),
    column("finish_reason", String(64)),
    column("attempt_count", Integer),
    column("attempts", Text),
    column("report", Text),
    # Stored size of all its bodies, so that retention need not read them.
    column("body_bytes", BigInteger),
    Index("ix_request_logs_started_ms", "started_ms", "seq"),
    _newest("outcome"),
    _newest("provider_id"),
    _newest("proxy_id"),
    _newest("client"),
    _newest("target_model"),
    _newest("source_model"),
    _newest("token_id"),
    # Most requests of scripts have no session, hardly any has a tag: those rows cost these indexes nothing.
    Index("ix_request_logs_session", "session", "started_ms", "seq", sqlite_where=text("session <> ''")),
    # Holds the tags themselves, so that a rare one is found without reading a row of the others.
    Index("ix_request_logs_tags", "started_ms", "seq", "tags", sqlite_where=text("tags <> '[]'")),
    # Holds the sizes, so that their sum and the oldest are known without reading a row.
    Index(
        "ix_request_logs_bodies", "started_ms", "seq", "body_bytes",
        # The migration says the same to a server; here it would load that dialect, 1.5 MB, for everybody.
        sqlite_where=text("body_bytes > 0"),
    ),
)  # fmt: skip
"""`tags`, `price`, `attempts` and `report` are JSON."""

REQUEST_BODIES = Table(
    "request_bodies",
    metadata,
    column("seq", ForeignKey("request_logs.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    column("part", String(32), primary_key=True),
    column("attempt", Integer, primary_key=True),
    column("headers", Text),
    column("data", LargeBinary),
    column("size", BigInteger),
    column("truncated", Boolean),
    column("timings", Text),
)
"""`data` is compressed; `headers` and `timings` are JSON."""

USAGE_BUCKETS = Table(
    "usage_buckets",
    metadata,
    column("resolution", String(8), primary_key=True),
    column("dimension", String(16), primary_key=True),
    column("start_ms", BigInteger, primary_key=True),
    column("key", String(200), primary_key=True),
    column("requests", BigInteger),
    column("succeeded", BigInteger),
    column("failed", BigInteger),
    column("cancelled", BigInteger),
    column("fell_back", BigInteger),
    column("input_tokens", BigInteger),
    column("output_tokens", BigInteger),
    column("cache_read_tokens", BigInteger),
    column("cache_write_tokens", BigInteger),
    column("reasoning_tokens", BigInteger),
    column("cost_nanos", BigInteger),
    column("unpriced", BigInteger),
    column("duration_histogram", Text),
    column("first_token_histogram", Text),
)
"""Sums of one time slot, kept by the log writer; `*_histogram` count logarithmic bins as JSON."""
