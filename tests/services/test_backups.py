"""Backups: made when due, the oldest removed, put back whole."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.errors import AmuxError, InvalidInputError, NotFoundError
from amux_desktop.core.paths import AppPaths
from amux_desktop.core.tasks import spawn
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.backups import BackupsService, restore, stored_backups
from amux_desktop.services.housekeeping import keep_house
from tests.services.conftest import open_services

HOUR_MS = 3_600_000


class Watch:
    """A clock that the test sets."""

    def __init__(self, at_ms: int = 1_700_000_000_000) -> None:
        self.at_ms = at_ms

    def now_ms(self) -> int:
        return self.at_ms

    def monotonic(self) -> float:
        return self.at_ms / 1000


def watched(services: AppServices, clock: Watch) -> BackupsService:
    return BackupsService(services.paths, services.store.storage.database, services.configuration, clock)


async def made_at(backups: BackupsService, clock: Watch) -> str:
    """An automatic backup whose file has the time of the clock."""
    made = await backups.keep_up()
    if made is None:
        return ""
    os.utime(made.path, ns=(clock.at_ms * 1_000_000,) * 2)
    return made.name


async def test_automatic_backups_follow_the_settings(services: AppServices) -> None:
    clock = Watch()
    backups = watched(services, clock)
    await services.settings.update({"backup.interval_h": 2, "backup.keep": 2})
    names = [await made_at(backups, clock)]
    clock.at_ms += HOUR_MS
    assert await backups.keep_up() is None, "not due yet"
    for _ in range(3):
        clock.at_ms += 2 * HOUR_MS
        names.append(await made_at(backups, clock))
    assert [info.name for info in await backups.list()] == [names[3], names[2]]
    clock.at_ms -= 1000 * HOUR_MS
    assert await backups.keep_up() is not None, "a clock set back must not end the backups"
    await services.settings.update({"backup.interval_h": 0})
    clock.at_ms += 5000 * HOUR_MS
    assert await backups.keep_up() is None


async def test_manual_backups_are_never_rotated(services: AppServices) -> None:
    await services.settings.update({"backup.keep": 1})
    manual = [await services.backups.create() for _ in range(3)]
    assert len({info.path for info in manual}) == 3
    clock = Watch()
    backups = watched(services, clock)
    for _ in range(2):
        clock.at_ms += 48 * HOUR_MS
        assert await made_at(backups, clock)
    kinds = [info.kind for info in await backups.list()]
    assert (kinds.count("manual"), kinds.count("automatic")) == (3, 1)
    assert all(info.path.stat().st_mode & 0o077 == 0 for info in manual)


async def test_a_damaged_copy_never_replaces_a_good_one(services: AppServices, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Watch()
    backups = watched(services, clock)
    await services.settings.update({"backup.keep": 1})
    good = await made_at(backups, clock)
    clock.at_ms += 48 * HOUR_MS
    monkeypatch.setattr(services.store.storage.database, "back_up", lambda target: target.write_bytes(b"x" * 5000))
    with pytest.raises(AmuxError) as caught:
        await backups.keep_up()
    assert caught.value.code == "backup_invalid"
    assert [info.name for info in await backups.list()] == [good]


async def test_housekeeping_makes_them(services: AppServices) -> None:
    parts = (services.store, services.configuration, services.bus, services.backups, Watch())
    task = spawn(keep_house(*parts, first_s=0), name="keep house", keep_in=set())
    async with asyncio.timeout(10):
        while not await services.backups.list():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)
    task.cancel()
    assert [info.kind for info in await services.backups.list()] == ["automatic"]


async def test_a_backup_brings_everything_back(amux_home: Path, upstream: Any) -> None:
    paths = AppPaths.at(amux_home)
    services = await open_services(amux_home).open()
    await services.settings.update({"logs.retention_days": 3})
    made = await services.backups.create()
    await services.settings.update({"logs.retention_days": 9})
    await services.aclose()

    done = restore(paths, made.name)
    assert (done.name, done.locked, done.lost) == (made.name, "", ())
    assert done.previous is not None
    with sqlite3.connect(done.previous / "amux.db") as kept:
        assert kept.execute("SELECT value FROM settings WHERE key = 'logs.retention_days'").fetchone() == ("9",)
    again = await open_services(amux_home).open()
    assert again.settings.current.logs_retention_days == 3
    await again.aclose()


async def test_keys_sealed_with_a_key_that_is_gone_are_named(
    services: AppServices, add_provider: Callable[..., Any]
) -> None:
    await add_provider("up", name="Upstream")
    made = await services.backups.create()
    await services.vault.rotate()
    await services.aclose()
    assert restore(services.paths, made.path.stem).lost == ("Upstream",)


async def test_what_cannot_be_restored(services: AppServices) -> None:
    paths = services.paths
    (paths.backups / "manual-bad.db").write_bytes(b"no database" * 100)
    (paths.backups / "foreign.db").write_bytes(b"")
    assert [info.name for info in stored_backups(paths)] == ["manual-bad.db"]
    await services.aclose()
    before = paths.database.read_bytes()
    with pytest.raises(AmuxError) as caught:
        restore(paths, "manual-bad.db")
    assert caught.value.code == "backup_invalid"
    for name in ("nothing", "../amux.db", "foreign.db"):
        with pytest.raises(NotFoundError):
            restore(paths, name)
    assert paths.database.read_bytes() == before


async def test_other_databases_are_not_backed_up(
    amux_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMUX_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    services = await open_services(amux_home).open()
    with pytest.raises(InvalidInputError, match="built-in"):
        await services.backups.create()
    assert await services.backups.keep_up() is None
    await services.aclose()
    with pytest.raises(InvalidInputError, match="built-in"):
        restore(services.paths, "manual-x")
