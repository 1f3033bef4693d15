"""Code Switch."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amux_desktop.storage.models.base import Base, Id, Long, Millis


class CodeToolRow(Base):
    __tablename__ = "code_tools"

    tool: Mapped[str] = mapped_column(String(32), primary_key=True)
    enabled: Mapped[bool]
    provider_id: Mapped[str | None] = mapped_column(ForeignKey("providers.id", ondelete="RESTRICT"), index=True)
    proxy_id: Mapped[str | None] = mapped_column(ForeignKey("bridge_proxies.id", ondelete="RESTRICT"), index=True)
    token_id: Mapped[str | None] = mapped_column(ForeignKey("api_tokens.id", ondelete="RESTRICT"), index=True)
    config_dir: Mapped[Long]
    base_url: Mapped[Long]
    options: Mapped[Long]
    updated_ms: Mapped[Millis]

    mappings: Mapped[list[CodeMappingRow]] = relationship(
        order_by="CodeMappingRow.position", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )


class CodeMappingRow(Base):
    """Kept per provider, so that switching back finds its mapping again; goes with the provider."""

    __tablename__ = "code_mappings"

    tool: Mapped[str] = mapped_column(ForeignKey("code_tools.tool", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[str] = mapped_column(ForeignKey("providers.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(200))
    target: Mapped[str] = mapped_column(String(200))


class CodeLedgerRow(Base):
    """What we own in other programs' files. No foreign key: undo must work whatever else was deleted."""

    __tablename__ = "code_ledger"

    tool: Mapped[str] = mapped_column(String(32), primary_key=True)
    file: Mapped[str] = mapped_column(String(1000), primary_key=True)
    key_path: Mapped[str] = mapped_column(String(1000), primary_key=True)
    position: Mapped[int]
    existed: Mapped[bool]
    sealed_previous: Mapped[Long]
    sealed_written: Mapped[Long]
    file_existed: Mapped[bool]
    created_ms: Mapped[Millis]


class CodeBackupRow(Base):
    """Whole files as they were, sealed."""

    __tablename__ = "code_backups"
    __table_args__ = (Index("ix_code_backups_tool", "tool", "created_ms"),)

    id: Mapped[Id]
    tool: Mapped[str] = mapped_column(String(32))
    file: Mapped[Long]
    reason: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    mode: Mapped[int | None]
    sealed_content: Mapped[Long]
    created_ms: Mapped[Millis]
