"""The window goes back to a copy of the database, then deletes everything, and is there again each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

pytestmark = pytest.mark.slow

_CHILD = """
import asyncio, json, sys
from functools import partial
from pathlib import Path
from amux_desktop.app import App
from amux_desktop.core.paths import AppPaths
from amux_desktop.gui.session import Session
from amux_desktop.services.backups import restore
from amux_desktop.services.records import ApiTokenDraft
from amux_desktop.services.reset import wipe

paths = AppPaths.at(Path(sys.argv[1])).ensure()
session = Session(App(paths)._services_of_window, paths.home)
seen = []

async def first():
    await session.services.settings.update({"proxy.port": 0})
    await session.services.tokens.create(ApiTokenDraft(name="before"))
    made = await session.services.backups.create()
    await session.services.tokens.create(ApiTokenDraft(name="after"))
    return made.name

async def names():
    return [token.name for token in await session.services.tokens.list()]

def ready():
    step = len(seen)
    windows = [w for w in session.app.topLevelWidgets() if w is session.window and w.isVisible()]
    session.runner.run(names(), owner=session, on_done=lambda found: go_on(step, found, len(windows)))

def go_on(step, found, windows):
    seen.append([found, windows])
    if step == 0:
        session.runner.run(first(), owner=session, on_done=lambda name: session.window.reopen(
            partial(restore, paths, name), lambda window, done: seen[-1].append(done.name == name)))
    elif step == 1:
        session.window.reopen(partial(wipe, paths), lambda window, done: seen[-1].append("amux.db" in done), fresh=True)
    else:
        session.quit()

session.ready.connect(ready)
code = session.run()
print(json.dumps(seen))
sys.exit(code)
"""


def test_restore_and_reset_in_the_window(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "AMUX_KEYRING": "file", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", _CHILD, str(tmp_path / "amux")]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    # `told` of a reopening is called before `ready`, so its answer stands behind the step that asked for it.
    assert json.loads(done.stdout.splitlines()[-1]) == [[[], 1, True], [["before"], 1, True], [[], 1]], done.stderr
