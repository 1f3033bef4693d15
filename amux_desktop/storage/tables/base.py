"""What all tables share, and the small key/value tables.

Portable SQL only: times and money are 64-bit integers, JSON is text, secrets are sealed text (`sealed_*`).
"""

from __future__ import annotations

from functools import partial

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, String, Table, Text

metadata = MetaData(
    # Names every constraint, because Alembic's batch mode can only change what has a name.
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

column = partial(Column, nullable=False)
optional = partial(Column, nullable=True)

# SQLite gives automatic row ids only to INTEGER primary keys.
ROW_NUMBER = BigInteger().with_variant(Integer, "sqlite")

META = Table(
    "meta",
    metadata,
    column("key", String(64), primary_key=True),
    column("value", Text),
)
"""Facts about the database itself: the vault it belongs to, the configuration's revision number."""

SETTINGS = Table(
    "settings",
    metadata,
    column("key", String(64), primary_key=True),
    column("value", Text),
    column("is_sealed", Boolean, default=False),
    column("updated_ms", BigInteger),
)
"""A setting that differs from its default."""

APP_STATE = Table(
    "app_state",
    metadata,
    column("key", String(64), primary_key=True),
    column("value", Text),
    column("updated_ms", BigInteger),
)
"""Things the app remembers that are no settings: window geometry, dismissed hints, last update check."""
