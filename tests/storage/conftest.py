"""A real database in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from amux_desktop.core.paths import AppPaths
from amux_desktop.security.cipher import Cipher
from amux_desktop.storage.database import Database
from amux_desktop.storage.unit import Storage
from tests.helpers.profile import lay_database


class FakeClock:
    """Moves only when told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000_000

    def now_ms(self) -> int:
        return self.now

    def monotonic(self) -> float:
        return self.now / 1000


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.at(tmp_path / "home")


@pytest.fixture
def database(paths: AppPaths, database_url: str) -> Iterator[Database]:
    lay_database(paths.home)
    opened = Database.open(paths, database_url)
    yield opened
    opened.close()


@pytest.fixture
def storage(database: Database, clock: FakeClock) -> Storage:
    return Storage(database, Cipher({"00000001": os.urandom(32)}, "00000001"), clock)
