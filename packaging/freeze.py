"""Freezes the application into one folder with PyInstaller, from an environment that holds the runtime lock and nothing else.

Test tools in the environment would end up in the package, so the build makes its own from `requirements-build.txt`.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from socket import socket

from project import BUILD, DIST, PACKAGING, ROOT, BuildError, empty_folder, platform_name, run, source_date, version

FOLDER = DIST / "app" / "amux"
"""What `freeze` makes: the program and its `_internal` folder."""
PROGRAM = FOLDER / ("amux.exe" if sys.platform == "win32" else "amux")
LIMIT_COLD_START_S = 2.0
_LINES = "requirements-build.txt"


def freeze() -> Path:
    """Build `dist/app/amux` (on macOS also `Amux.app` beside it). Raises `BuildError`."""
    python = build_environment()
    stage = _stage(python)
    environment = {
        "AMUX_BUILD_VERSION": version(),
        "AMUX_BUILD_STAGE": str(stage),
        "SOURCE_DATE_EPOCH": source_date(),
        "PYTHONHASHSEED": "1",
        "MACOSX_DEPLOYMENT_TARGET": "13.0",
    }
    command: list[str | Path] = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", DIST / "app", "--workpath", BUILD / "pyinstaller", PACKAGING / "amux.spec"]
    run(command, env=environment)
    return FOLDER


def build_environment() -> Path:
    """The interpreter of `build/venv`, made from the hash-checked lock as `run.py` makes its own."""
    os.environ["AMUX_VENV"] = str(BUILD / "venv")
    bootstrap = runpy.run_path(str(ROOT / "run.py"))
    try:
        bootstrap["prepare"](_LINES)
    except bootstrap["SetupError"] as error:
        raise BuildError(str(error)) from error
    return Path(bootstrap["PYTHON"])


def _stage(python: Path) -> Path:
    """Everything the specification takes that is made rather than stored."""
    stage = empty_folder(BUILD / "stage")
    environment = {"PYTHONPATH": str(ROOT)}
    run([python, PACKAGING / "icons.py", stage / "icons"], env=environment)
    run([python, PACKAGING / "licenses.py", stage / "licenses", ROOT / "requirements.txt"])
    metadata = stage / "metadata" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text(f"Metadata-Version: 2.1\nName: amux\nVersion: {version()}\n", encoding="utf-8")
    _stage_cloudflared(stage / "cloudflared")
    (stage / "version.txt").write_text(_windows_version(version()), encoding="utf-8")
    return stage


def _stage_cloudflared(target: Path) -> None:
    """The verified program of this platform; without it the window offers to fetch it."""
    target.mkdir()
    source = ROOT / "bin" / "cloudflared" / platform_name()
    if not source.is_dir():
        print(
            f"note: bin/cloudflared/{platform_name()} is absent: this package does not bundle cloudflared", flush=True
        )
        return
    run([sys.executable, PACKAGING / "cloudflared.py", "verify", "--platform", platform_name()])
    shutil.copytree(source, target / platform_name())


def _windows_version(text: str) -> str:
    """A version resource in the form PyInstaller reads."""
    numbers = (*(int(part) for part in re.findall(r"\d+", text)[:3]), 0)
    strings = {
        "CompanyName": "The Amux authors",
        "FileDescription": "Amux: any LLM client with any LLM provider",
        "FileVersion": text,
        "InternalName": "amux",
        "LegalCopyright": "The Amux authors. MIT licence.",
        "OriginalFilename": "AmuxDesktop.exe",
        "ProductName": "Amux",
        "ProductVersion": text,
    }
    entries = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, "
        "fileType=1, subtype=0, date=(0, 0)), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{entries}])]), VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def cold_start(program: Path, runs: int = 5) -> float:
    """Median seconds from the start of the process, in a fresh data folder, until the window's proxy answers.

    Raises `BuildError` when it ends or does not answer within 30 s.
    """
    return statistics.median(_one_start(program) for _ in range(runs))


def _one_start(program: Path) -> float:
    with tempfile.TemporaryDirectory(prefix="amux-start-") as home:
        environment = {**os.environ, "AMUX_HOME": home, "AMUX_KEYRING": "file"}
        if sys.platform == "linux":
            environment["QT_QPA_PLATFORM"] = "offscreen"
        with socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [str(program), "settings", "set", "proxy.port", str(port)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BuildError(f"{program} does not work: {done.stderr}")
        begun, pause = time.monotonic(), threading.Event()
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen([program], env=environment, stdout=said, stderr=said)
            try:
                while not _answers(port):
                    if process.poll() is not None or time.monotonic() - begun > 30:
                        said.seek(0)
                        raise BuildError(f"{program} did not start: {said.read().decode(errors='replace')[-2000:]}")
                    pause.wait(0.01)
                return time.monotonic() - begun
            finally:
                process.terminate()
                process.wait(20)


def _answers(port: int) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
