"""Amux as a process of its own: commands, and `amux serve` on a free port."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Without display, session bus and outgoing proxies, as on a server; then `more`."""
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**kept, "AMUX_HOME": str(home), "PYTHONPATH": path, "NO_PROXY": "*", **(more or {})}


def amux(
    home: Path, *arguments: str, text: str = "", code: int = 0, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and require its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "amux_desktop", *arguments],
        env=environment(home, env),
        cwd=ROOT,
        input=text,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, f"{arguments}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def amux_json(home: Path, *arguments: str, text: str = "", env: Mapping[str, str] | None = None) -> Any:
    return json.loads(amux(home, *arguments, "--json", text=text, env=env).stdout)


class Serving:
    """`amux serve`; use as a context manager. `ready` is its first line."""

    def __init__(self, home: Path, *arguments: str, port: int = 0, env: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "amux_desktop", "serve", "--port", str(port), "--json", *arguments],
            env=environment(home, env),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"amux serve ended: {self.process.communicate()[1]}")
        self.ready: dict[str, Any] = json.loads(line)

    @property
    def base_url(self) -> str:
        return str(self.ready["base_url"])

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait; returns the exit code."""
        self.process.send_signal(number)
        self.process.communicate(timeout=20)
        return self.process.returncode

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate(timeout=20)
