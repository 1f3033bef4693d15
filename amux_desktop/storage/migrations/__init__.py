"""Schema migrations: Alembic, run in-process at start on a connection whose transaction the caller began."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError, RevisionError
from alembic.util import CommandError
from sqlalchemy import Connection

FOLDER = Path(__file__).resolve().parent


def head() -> str:
    """The newest revision this version of Amux knows."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise RuntimeError("no migrations are installed")
    return revision


def current(connection: Connection) -> str | None:
    """The revision of the database; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """False for a revision made by a newer version of Amux."""
    try:
        return _scripts().get_revision(revision) is not None
    except (CommandError, ResolutionError, RevisionError):
        return False


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema to `revision`. The caller commits, so that a failing step leaves everything as it was."""
    command.upgrade(_config(connection), revision)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Connection | None) -> Config:
    config = Config()
    # A '%' in the path would be taken for interpolation.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
