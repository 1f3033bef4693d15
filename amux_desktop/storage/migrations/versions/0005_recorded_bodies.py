"""An index of the requests that have bodies: retention looks for them every minute, often among a million that have none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    only = sa.text("body_bytes > 0")
    op.create_index(
        "ix_request_logs_bodies",
        "request_logs",
        ["started_ms", "seq", "body_bytes"],
        sqlite_where=only,
        postgresql_where=only,
    )


def downgrade() -> None:
    op.drop_index("ix_request_logs_bodies", table_name="request_logs")
