"""Base of the models, and the small key/value tables.

Portable SQL only: times and money are 64-bit integers, JSON is text, secrets are sealed text (`sealed_*`).
"""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import BigInteger, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Id = Annotated[str, mapped_column(String(32), primary_key=True)]
Millis = Annotated[int, mapped_column(BigInteger)]
Nanos = Annotated[int, mapped_column(BigInteger)]
Long = Annotated[str, mapped_column(Text)]

# SQLite gives automatic row ids only to INTEGER primary keys.
RowNumber = Annotated[
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
]


class Base(DeclarativeBase):
    """Names every constraint, because Alembic's batch mode can only change what has a name."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class MetaRow(Base):
    """Facts about the database itself: the vault it belongs to, the configuration's revision number."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Long]


class SettingRow(Base):
    """A setting that differs from its default."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Long]
    is_sealed: Mapped[bool] = mapped_column(default=False)
    updated_ms: Mapped[Millis]


class AppStateRow(Base):
    """Things the app remembers that are no settings: window geometry, dismissed hints, last update check."""

    __tablename__ = "app_state"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Long]
    updated_ms: Mapped[Millis]
