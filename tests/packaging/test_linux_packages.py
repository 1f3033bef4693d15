"""The packages for Linux, built, installed into a clean Debian, started on a screen, used, and removed again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.helpers.debian_root import DebianRoot, what_is_missing
from tests.helpers.screen import screen
from tests.helpers.upstream import Upstream

ROOT = Path(__file__).resolve().parents[2]
KEY = "upstream-key-0123456789"
CLAUDE_SETTINGS = '{\n  // mine\n  "theme": "dark"\n}\n'

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux are built on Linux"),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
    pytest.mark.skipif(shutil.which("mksquashfs") is None, reason="squashfs-tools is not installed"),
]
Run = Callable[..., str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `dist`, with a Debian package and an AppImage whose runtime is a stand-in."""
    folder = tmp_path_factory.mktemp("runtime")
    command = [sys.executable, "packaging/build.py", "app", "deb", "appimage", "sbom", "sums", "--fast"]
    command += ["--runtime", str(stand_in_runtime(folder))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "dist"


def stand_in_runtime(folder: Path) -> Path:
    """Unpacks the image behind it and starts AppRun, as the real runtime does with --appimage-extract-and-run."""
    script = """#!/bin/sh
set -e
folder=$(mktemp -d)
unsquashfs -q -n -f -d "$folder/root" -o 65536 "$0" >/dev/null
APPIMAGE=$0 APPDIR=$folder/root
export APPIMAGE APPDIR
code=0
"$folder/root/AppRun" "$@" || code=$?
rm -rf "$folder"
exit $code
"""
    runtime = folder / "runtime"
    runtime.write_bytes(script.encode().ljust(65536, b"\n"))
    return runtime


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DebianRoot]:
    missing = what_is_missing()
    if missing:
        pytest.skip(f"no clean Debian can be made: {missing}")
    with DebianRoot(tmp_path_factory.mktemp("debian") / "root") as root:
        root.run("apt-get", "-q", "update")
        root.run("useradd", "--create-home", "ada")
        yield root


def test_the_debian_package_comes_works_and_goes(built: Path, debian: DebianRoot) -> None:
    package = next(built.glob("amux_*.deb"))
    shutil.copy(package, debian.folder / "tmp" / package.name)
    before = files_outside_home(debian)
    debian.run("apt-get", "-q", "install", "-y", "--no-install-recommends", f"/tmp/{package.name}")
    assert debian.run("amux", "--version", user="ada").startswith("amux ")

    settings = debian.folder / "home/ada/.claude/settings.json"
    settings.parent.mkdir()
    settings.write_text(CLAUDE_SETTINGS, encoding="utf-8")
    debian.run("chown", "-R", "ada:", "/home/ada/.claude")

    def run(*words: str, text: str = "") -> str:
        return debian.run("amux", *words, user="ada", text=text)

    with screen() as display:
        use(run, lambda: debian.command("amux", user="ada", env={"DISPLAY": display}), display)
    run("code", "enable", "claude-code", "--provider", "up")
    assert "127.0.0.1" in settings.read_text(encoding="utf-8")

    debian.run("apt-get", "-q", "remove", "-y", "amux")
    assert settings.read_text(encoding="utf-8") == CLAUDE_SETTINGS
    debian.run("apt-get", "-q", "autoremove", "-y")
    left = {name for name in files_outside_home(debian) - before if "/amux" in name.lower()}
    assert left == set()
    assert (debian.folder / "home/ada/.local/share/Amux/amux.db").is_file()


def files_outside_home(debian: DebianRoot) -> set[str]:
    """Every file but those of users, package lists and what runs."""
    skipped = ("home", "proc", "tmp", "run", "var")
    found = set()
    for entry in debian.folder.iterdir():
        if entry.name not in skipped and not entry.is_symlink():
            found |= {str(file.relative_to(debian.folder)) for file in entry.rglob("*")}
    return found


def test_the_appimage_works_without_fuse(built: Path, tmp_path: Path) -> None:
    image = next(built.glob("*.AppImage"))
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment |= {"HOME": str(tmp_path), "AMUX_KEYRING": "file"}

    def run(*words: str, text: str = "") -> str:
        done = subprocess.run(
            [image, *words], env=environment, input=text, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    with screen() as display:
        use(run, lambda: [str(image)], display, environment | {"DISPLAY": display})
    refused = subprocess.run(
        [image, "providers", "show", "nobody"], env=environment, capture_output=True, timeout=60, check=False
    )
    assert refused.returncode == 1


def use(run: Run, window: Callable[[], list[str]], display: str, environment: Mapping[str, str] | None = None) -> None:
    """Add a provider, open the window, send a request through it, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run("settings", "set", "proxy.port", str(port))
    with Upstream("openai-chat", KEY) as upstream:
        run("providers", "add", "--preset", "openai", "--path", "up", "--base-url", upstream.base, "--api-key-stdin", "--model", "big-model", text=f"{KEY}\n")  # fmt: skip
        run("proxies", "add", "--path", "p", "--inbound", "anthropic", "--provider", "up")
        token = json.loads(run("tokens", "create", "--name", "test", "--json"))["token"]
        with subprocess.Popen(window(), env=environment, start_new_session=True) as process:
            try:
                wait_for(lambda: answers(port), process)
                title = ["xdotool", "search", "--onlyvisible", "--name", "Amux"]
                wait_for(
                    lambda: (
                        subprocess.run(
                            title, env={**os.environ, "DISPLAY": display}, capture_output=True, check=False
                        ).returncode
                        == 0
                    ),
                    process,
                )
                body: dict[str, Any] = {
                    "model": "big-model",
                    "max_tokens": 50,
                    "messages": [{"role": "user", "content": "hi"}],
                }
                answer = httpx.post(
                    f"http://127.0.0.1:{port}/proxies/p/v1/messages", json=body, headers={"x-api-key": token}
                )
                assert answer.status_code == 200, answer.text
                assert answer.json()["content"][0]["text"] == "It is sunny in Paris."
            finally:
                os.killpg(process.pid, signal.SIGTERM)
        assert process.returncode in (0, -signal.SIGTERM)


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
    except httpx.TransportError:
        return False


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[Any]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, "the program ended"
        assert time.monotonic() < end, "not within 60 s"


def test_the_metadata_is_valid(built: Path) -> None:
    prefix = ROOT / "build" / "deb" / "usr"
    for program, *words in (
        ("desktop-file-validate", str(prefix / "share/applications/amux.desktop")),
        ("appstreamcli", "validate", "--no-net", str(prefix / "share/metainfo/dev.amux.desktop.metainfo.xml")),
        ("man", "--warnings", "-l", str(prefix / "share/man/man1/amux.1")),
    ):
        if shutil.which(program) is None:
            continue
        done = subprocess.run([program, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "warning" not in done.stderr, done.stderr
    sums = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=built, capture_output=True, text=True, check=False
    )
    assert sums.returncode == 0, sums.stderr
    bill = json.loads(next(built.glob("*.cdx.json")).read_text(encoding="utf-8"))
    assert {"fastapi", "pyside6-essentials", "cryptography"} <= {part["name"].lower() for part in bill["components"]}
