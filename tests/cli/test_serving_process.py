"""What a process that waits for requests carries along: every module that is not there is memory and time of a start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.helpers.profile import lay_database
from tests.helpers.serving import ROOT, environment

_SERVE = """
import asyncio, json, sys, urllib.request
from amux_desktop.app import App
from amux_desktop.cli import serving
from amux_desktop.services import backend

async def go():
    async with App().services() as services:
        status = await services.proxy.start(None, 0)
        services.start_background()
        reader, writer = await asyncio.open_connection(status.host, status.port)
        writer.write(b"GET /health HTTP/1.1\\r\\nhost: localhost\\r\\nconnection: close\\r\\n\\r\\n")
        answer = await reader.read()
        # The background has had its turns by then.
        for _ in range(20):
            await services.store.read(lambda stored: stored.app_state.get("nothing"))
        print(json.dumps([answer.split()[1].decode(), sorted(sys.modules)]))

with asyncio.Runner(loop_factory=backend.loop_factory()) as runner:
    runner.run(go())
"""
_UNWANTED = (
    "sqlalchemy.orm", "sqlalchemy.dialects.postgresql", "alembic", "psycopg", "redis", "fastapi", "starlette", "pydantic", "httpx", "typer",
    "click", "rich", "multiprocessing", "websockets", "PySide6", "pyqtgraph", "numpy", "amux_desktop.gui",
    "amux_desktop.cli.main", "amux_desktop.services.chat", "amux_desktop.services.code_switch", "amux_desktop.services.transfer",
    "amux_desktop.services.accounts", "amux_desktop.services.request_logs", "amux_desktop.services.status",
)  # fmt: skip


def test_it_loads_only_what_it_serves_with(tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_database(home)
    done = subprocess.run(
        [sys.executable, "-c", _SERVE], env=environment(home), cwd=ROOT, capture_output=True, text=True, check=True
    )
    status, modules = json.loads(done.stdout.splitlines()[-1])
    assert status == "200"
    assert [
        name
        for name in modules
        if name.startswith(tuple(f"{unwanted}." for unwanted in _UNWANTED)) or name in _UNWANTED
    ] == []
