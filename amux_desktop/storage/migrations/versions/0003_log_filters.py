"""Indexes for requests of one session, and for those that carry tags."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_request_logs_session",
        "request_logs",
        ["session", "started_ms", "seq"],
        sqlite_where=sa.text("session <> ''"),
    )
    op.create_index(
        "ix_request_logs_tags", "request_logs", ["started_ms", "seq", "tags"], sqlite_where=sa.text("tags <> '[]'")
    )


def downgrade() -> None:
    op.drop_index("ix_request_logs_tags", table_name="request_logs")
    op.drop_index("ix_request_logs_session", table_name="request_logs")
