"""What all commands share: help, version, exit codes, errors as text and as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Amux
from tests.helpers.profile import lay_database
from tests.helpers.serving import ROOT, environment


def test_help_and_version(amux: Amux) -> None:
    assert "providers" in amux("--help").out
    assert amux("--version").out.startswith("amux ")
    assert "Add a provider." in amux("providers", "--help").out
    assert "--api-key-stdin" in amux("providers", "add", "--help").out


def test_help_loads_neither_database_nor_web_nor_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from amux_desktop.app import App; from amux_desktop.cli import run; run(['providers', '--help'], App());"
        "print([name for name in ('sqlalchemy', 'fastapi', 'aiohttp', 'httpx', 'PySide6', 'keyring') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_errors_are_one_sentence_or_one_object(amux: Amux) -> None:
    refused = amux("providers", "show", "nobody", code=1)
    assert (refused.out, refused.err) == ("", "amux: There is no provider nobody.\n")
    shown = json.loads(amux("providers", "show", "nobody", "--json", code=1).err)
    assert shown["error"]["code"] == "not_found"
    assert shown["error"]["params"] == {"kind": "provider", "ref": "nobody"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("providers", "add"),
        ("proxies", "add", "--path", "x"),
        ("proxies", "add", "--path", "x", "--inbound", "soap", "--provider", "y"),
        ("serve", "--port", "99999"),
        ("settings", "reset"),
        ("apply", "/nonexistent.json"),
    ],
)
def test_wrong_usage_is_code_2(amux: Amux, arguments: tuple[str, ...]) -> None:
    assert amux(*arguments, code=2).err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("backup", "Perhaps: amux data backup"), ("providrs", "Did you mean 'providers'"), ("version", "That is: amux --version"),
        ("zzz", "No such command 'zzz'.\n"),
    ],
)  # fmt: skip
def test_a_word_that_is_no_command_leads_on(amux: Amux, word: str, said: str) -> None:
    assert said in amux(word, code=2).err


def test_a_backup_that_is_not_there_is_said_before_anything_is_asked(amux: Amux) -> None:
    refused = amux("data", "restore", "nope", text="y\n", code=1)
    assert refused.err == "amux: There is no backup nope.\n"
    assert "Go on?" not in refused.out


def test_an_argument_that_is_no_text_is_wrong_usage(amux: Amux) -> None:
    assert amux("tokens", "create", "--name", "\udcff", code=2).err == "amux: An argument is not UTF-8 text.\n"
    # As a program of the locale C gets it.
    amux("tokens", "create", "--name", "\udce4\udcb8\udcad")
    assert amux("tokens", "list", "--json").json[0]["name"] == "中"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["amux", "pro"], ["providers", "proxies"]),
        (["amux", "providers", "remove"], ["remove", "remove-key"]),
        (["amux", "serve", "--po"], ["--port"]),
        (["amux", "settings", "set", "proxy.po"], ["proxy.port"]),
    ],
)
def test_a_shell_completes_commands_and_options(
    amux: Amux, monkeypatch: pytest.MonkeyPatch, typed: list[str], offered: list[str]
) -> None:
    for name, value in {
        "COMP_WORDS": " ".join(typed),
        "COMP_CWORD": str(len(typed) - 1),
        "_AMUX_COMPLETE": "complete_bash",
    }.items():
        monkeypatch.setenv(name, value)
    assert amux().out.split() == offered


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows tell nothing")
def test_who_waits_for_requests_ends_with_its_reader(amux_home: Path) -> None:
    lay_database(amux_home)
    program = [sys.executable, "-m", "amux_desktop", "logs", "tail", "-f"]
    following = subprocess.Popen(
        program, env=environment(amux_home), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with following:
        assert following.stdout is not None
        assert following.stderr is not None
        following.stdout.close()
        assert following.wait(30) == 0
        assert following.stderr.read() == b""


def test_a_damaged_database_is_told_by_the_command_that_finds_it(
    amux: Amux, amux_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (amux_home / "amux.db").write_bytes(b"garbage" * 1000)
    assert "quarantine" in amux("status").err
    assert amux("status").err == ""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_that_cannot_be_written_is_one_sentence(amux_home: Path) -> None:
    lay_database(amux_home)

    def said(arguments: str, **more: str) -> tuple[int, bytes]:
        shell = ["sh", "-c", f'exec "$0" -m amux_desktop {arguments}', sys.executable]
        done = subprocess.run(shell, env=environment(amux_home, more), cwd=ROOT, capture_output=True, check=False)
        return done.returncode, done.stderr

    full = b"amux: The output cannot be written: No space left on device.\n"
    assert said("settings list --json >/dev/full") == (3, full)
    assert said("settings list >&-") == (0, b"")
    assert said("settings list | head -1 >/dev/null") == (0, b"")
    ascii_only = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert said("tokens create --name 中文 >/dev/null", **ascii_only) == (0, b"")
    assert said("tokens list", **ascii_only) == (0, b"")


def test_an_unusable_folder_is_code_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from amux_desktop.app import App
    from amux_desktop.cli import run
    from amux_desktop.core.paths import AppPaths

    (tmp_path / "file").write_text("x")
    assert run(["status"], App(AppPaths.at(tmp_path / "file" / "home"))) == 3
    assert "AMUX_HOME" in capsys.readouterr().err


def test_locked_keys_are_code_4_and_everything_else_works(amux: Amux, amux_home: Path) -> None:
    add = ("providers", "add", "--preset", "openai", "--path", "up", "--api-key-stdin")
    amux(*add, text="some-key-0123456789\n")
    (amux_home / "vault.key").unlink()
    assert "locked" in amux(*add[:-2], "second", "--api-key-stdin", text="k\n", code=4).err
    assert [item["path"] for item in amux("providers", "list", "--json").json] == ["up"]
    assert amux("vault", "status", "--json").json["reason"] == "key_file_missing"
    assert "LOCKED" in amux("status").out
    assert amux("doctor", code=1).out.count("vault reset") == 1
    amux("vault", "unlock", code=4)
    assert amux("vault", "reset", "--yes", "--json").json["is_open"]
    amux("providers", "edit", "up", "--api-key-stdin", text="again-key-0123456789\n")


def test_the_window_gives_way_to_the_headless_proxy(
    amux_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from amux_desktop import cli
    from amux_desktop.app import App
    from amux_desktop.core.display import DisplayCheck, DisplayState
    from amux_desktop.core.paths import AppPaths

    started: list[list[str]] = []
    check = DisplayCheck(DisplayState.NO_DISPLAY, "There is no display.", "Log in to a desktop.")
    monkeypatch.setattr("amux_desktop.core.display.check_display", lambda: check)
    host = App(AppPaths.at(amux_home))
    monkeypatch.setattr(cli, "run", lambda arguments, _host: started.append(list(arguments)) or 0)
    assert host.open_window() == 0
    assert started == [["serve"]]
    assert "There is no display." in capsys.readouterr().err
