"""Schema migrations: Alembic, run in-process at start on a connection whose transaction the caller began."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).resolve().parent
HEAD = "0005"
"""The newest revision. Named here, so that a start with nothing to migrate need not import Alembic (a quarter of it)."""


def head() -> str:
    """The newest revision this version of Amux knows."""
    return HEAD


def current(connection: Connection) -> str | None:
    """The revision of the database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if revision is None else str(revision)


def is_known(revision: str) -> bool:
    """False for a revision made by a newer version of Amux."""
    if revision == HEAD:
        return True
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        return ScriptDirectory.from_config(_config(None)).get_revision(revision) is not None
    except CommandError:
        return False


def create(connection: Connection) -> None:
    """The newest schema in an empty SQLite file: what all revisions make one after the other, in a tenth of their time and
    without Alembic, for which the first start of the window waited a quarter of a second. The caller commits."""
    from amux_desktop.storage.tables import metadata

    metadata.create_all(connection, checkfirst=False)
    for statement in _BESIDE_TABLES:
        connection.execute(text(statement), {"head": HEAD})


_BESIDE_TABLES = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
    "INSERT INTO alembic_version (version_num) VALUES (:head)",
    "INSERT INTO meta (key, value) VALUES ('configuration_revision', '1')",
)
"""What the revisions leave behind and the tables do not tell."""


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema to `revision`. The caller commits, so that a failing step leaves everything as it was."""
    from alembic import command

    command.upgrade(_config(connection), revision)


def _config(connection: Connection | None) -> Config:
    from alembic.config import Config

    config = Config()
    # A '%' in the path would be taken for interpolation.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
