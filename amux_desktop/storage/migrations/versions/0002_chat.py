"""Chat: where an answer was asked, which answers stand side by side, why one failed, and text not sent yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("conversations", "draft", sa.Text()),
    ("messages", "route", sa.String(length=128)),
    ("messages", "comparison", sa.String(length=32)),
    ("messages", "error_code", sa.String(length=64)),
)


def upgrade() -> None:
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=""))


def downgrade() -> None:
    for table, name, _kind in reversed(_COLUMNS):
        op.drop_column(table, name)
