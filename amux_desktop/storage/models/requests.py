"""Request logs, bodies, aggregates.

No foreign keys from logs to configuration: history outlives what it talks about.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from amux_desktop.storage.models.base import Base, Long, Millis, Nanos, RowNumber


def _newest(column: str) -> Index:
    """Serves "rows of this value, newest first", page by page."""
    return Index(f"ix_request_logs_{column}", column, "started_ms", "seq")


class RequestLogRow(Base):
    """`tags`, `price`, `attempts` and `report` are JSON."""

    __tablename__ = "request_logs"
    __table_args__ = (
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
    )

    seq: Mapped[RowNumber]
    id: Mapped[str] = mapped_column(String(64), unique=True)
    started_ms: Mapped[Millis]
    duration_ms: Mapped[Millis]
    first_token_ms: Mapped[Millis | None]
    status: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(16))
    method: Mapped[str] = mapped_column(String(16))
    path: Mapped[Long]
    client: Mapped[str] = mapped_column(String(64))
    client_version: Mapped[str] = mapped_column(String(64))
    client_address: Mapped[str] = mapped_column(String(64))
    session: Mapped[str] = mapped_column(String(128))
    tags: Mapped[Long]
    token_id: Mapped[str] = mapped_column(String(32))
    token_name: Mapped[str] = mapped_column(String(200))
    route: Mapped[str] = mapped_column(String(128))
    proxy_id: Mapped[str] = mapped_column(String(32))
    provider_id: Mapped[str] = mapped_column(String(32))
    provider_name: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[str] = mapped_column(String(32))
    inbound: Mapped[str] = mapped_column(String(32))
    outbound: Mapped[str] = mapped_column(String(32))
    source_model: Mapped[str] = mapped_column(String(200))
    target_model: Mapped[str] = mapped_column(String(200))
    stream: Mapped[bool]
    input_tokens: Mapped[int | None] = mapped_column(BigInteger)
    output_tokens: Mapped[int | None] = mapped_column(BigInteger)
    cache_read_tokens: Mapped[int | None] = mapped_column(BigInteger)
    cache_write_tokens: Mapped[int | None] = mapped_column(BigInteger)
    reasoning_tokens: Mapped[int | None] = mapped_column(BigInteger)
    cost_nanos: Mapped[Nanos | None]
    price: Mapped[Long | None]
    request_bytes: Mapped[int] = mapped_column(BigInteger)
    response_bytes: Mapped[int] = mapped_column(BigInteger)
    error_code: Mapped[str] = mapped_column(String(64))
    error_message: Mapped[Long]
    upstream_request_id: Mapped[str] = mapped_column(String(128))
    finish_reason: Mapped[str] = mapped_column(String(64))
    attempt_count: Mapped[int]
    attempts: Mapped[Long]
    report: Mapped[Long]
    body_bytes: Mapped[int] = mapped_column(BigInteger)
    """Stored size of all its bodies, so that retention need not read them."""


class RequestBodyRow(Base):
    """`data` is compressed; `headers` and `timings` are JSON."""

    __tablename__ = "request_bodies"

    seq: Mapped[int] = mapped_column(
        ForeignKey("request_logs.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    part: Mapped[str] = mapped_column(String(32), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    headers: Mapped[Long]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int] = mapped_column(BigInteger)
    truncated: Mapped[bool]
    timings: Mapped[Long]


class UsageBucketRow(Base):
    """Sums of one time slot, kept by the log writer; `*_histogram` count logarithmic bins as JSON."""

    __tablename__ = "usage_buckets"

    resolution: Mapped[str] = mapped_column(String(8), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(16), primary_key=True)
    start_ms: Mapped[Millis] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    requests: Mapped[int] = mapped_column(BigInteger)
    succeeded: Mapped[int] = mapped_column(BigInteger)
    failed: Mapped[int] = mapped_column(BigInteger)
    cancelled: Mapped[int] = mapped_column(BigInteger)
    fell_back: Mapped[int] = mapped_column(BigInteger)
    input_tokens: Mapped[int] = mapped_column(BigInteger)
    output_tokens: Mapped[int] = mapped_column(BigInteger)
    cache_read_tokens: Mapped[int] = mapped_column(BigInteger)
    cache_write_tokens: Mapped[int] = mapped_column(BigInteger)
    reasoning_tokens: Mapped[int] = mapped_column(BigInteger)
    cost_nanos: Mapped[Nanos]
    unpriced: Mapped[int] = mapped_column(BigInteger)
    duration_histogram: Mapped[Long]
    first_token_histogram: Mapped[Long]
