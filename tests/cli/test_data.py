"""`amux data`, from the command line's side."""

from __future__ import annotations

from pathlib import Path

import pytest

from amux_desktop.core.instance import InstanceLock
from amux_desktop.core.paths import AppPaths
from amux_desktop.security import archive
from tests.cli.conftest import Amux
from tests.helpers.serving import ROOT

WORDS = "correct horse battery\n"


@pytest.fixture(autouse=True)
def _fast_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ITERATIONS", 10)


@pytest.fixture
def configured(amux: Amux) -> Amux:
    amux("providers", "add", "--preset", "deepseek", "--path", "deep", "--api-key-stdin", text="some-key-0123456789\n")
    amux("proxies", "add", "--path", "claude", "--inbound", "anthropic", "--provider", "deep")
    amux("tokens", "create", "--name", "laptop")
    return amux


def test_export_and_import(configured: Amux, tmp_path: Path) -> None:
    amux, file = configured, str(tmp_path / "all.amux")
    assert "Wrote 1 provider, 1 proxy, 1 token to" in amux("data", "export", file, text=WORDS).out
    amux("providers", "edit", "deep", "--name", "Mine")

    shown = amux("data", "import", file, "--dry-run", "--on-conflict", "overwrite", text=WORDS).out
    assert "overwrite" in shown
    assert "Nothing was changed" in shown
    assert amux("providers", "show", "deep", "--json").json["name"] == "Mine"

    done = amux("data", "import", file, "--on-conflict", "overwrite", "--json", text=WORDS).json
    assert (done["counts"], done["dry_run"]) == ({"overwrite": 1, "unchanged": 2}, False)
    assert amux("providers", "show", "deep", "--json").json["name"] == "DeepSeek"
    assert "everything is here already" in amux("data", "import", file, text=WORDS).out


def test_the_passphrase_may_come_from_a_file(configured: Amux, tmp_path: Path) -> None:
    amux, file, words = configured, str(tmp_path / "all.amux"), tmp_path / "words"
    words.write_text(WORDS, encoding="utf-8")
    exported = amux("data", "export", file, "--passphrase-file", str(words), "--include", "proxies,tokens", "--json")
    assert exported.json["counts"] == {"proxies": 1, "tokens": 1}
    amux("data", "import", file, "--passphrase-file", str(words), "--dry-run")
    assert "cannot be read" in amux("data", "import", file, "--passphrase-file", str(tmp_path / "no"), code=2).err


def test_refusals(configured: Amux, tmp_path: Path) -> None:
    amux, file = configured, tmp_path / "all.amux"
    assert "too short" in amux("data", "export", str(file), text="short\n", code=1).err
    assert "--include knows" in amux("data", "export", str(file), "--include", "keys", text=WORDS, code=2).err
    amux("data", "export", str(file), text=WORDS)
    assert "passphrase is wrong" in amux("data", "import", str(file), text="something else\n", code=1).err
    file.write_bytes(file.read_bytes()[:-1])
    refused = amux("data", "import", str(file), "--json", text=WORDS, code=1)
    assert '"archive_invalid"' in refused.err


def test_backups(configured: Amux, amux_home: Path) -> None:
    amux = configured
    assert "No backups yet" in amux("data", "backups").out
    made = amux("data", "backup", "--json").json
    amux("providers", "edit", "deep", "--name", "Mine")
    assert made["name"] in amux("data", "backups").out
    assert amux("data", "backups", "--json").json[0]["kind"] == "manual"
    amux("data", "restore", made["name"], text="n\n", code=1)
    with InstanceLock(AppPaths.at(amux_home).instance).acquire("window"):
        assert "already runs" in amux("data", "restore", made["name"], "--yes", code=1).err
    assert amux("providers", "show", "deep", "--json").json["name"] == "Mine"
    assert "quarantine" in amux("data", "restore", made["name"], "--yes").out
    assert amux("providers", "show", "deep", "--json").json["name"] == "DeepSeek"
    assert "There is no backup" in amux("data", "restore", "nothing", "--yes", code=1).err


def test_import_from_another_tool(amux: Amux, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.delenv("CONFIG_FILE_PATH", raising=False)
    assert "None was found" in amux("data", "import-from").out
    assert "Give the path of its file" in amux("data", "import-from", "litellm", code=1).err
    assert "Known are" in amux("data", "import-from", "other", code=1).err
    file = tmp_path / ".claude-code-router" / "config.json"
    file.parent.mkdir()
    file.write_bytes((ROOT / "tests" / "fixtures" / "importing" / "claude-code-router.json").read_bytes())
    assert amux("data", "import-from", "--json").json == [{"tool": "claude-code-router", "path": str(file)}]

    shown = amux("data", "import-from", "claude-code-router", "--preview")
    assert "Nothing was changed" in shown.out
    assert "left out: provider vertex: Amux does not speak Vertex AI" in shown.err
    assert amux("providers", "list", "--json").json == []
    done = amux("data", "import-from", "claude-code-router", "--json")
    assert done.json["counts"] == {"add": 8}
    assert "0123456789" not in done.out + shown.out + shown.err
    assert amux("proxies", "show", "claude-code-router", "--json").json["inbound"] == "anthropic"


def test_reset_deletes_everything_but_asks_for_the_word(
    configured: Amux, amux_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "user"))
    amux = configured
    amux("data", "reset", text="yes\n", code=1)
    assert amux("providers", "list", "--json").json
    with InstanceLock(AppPaths.at(amux_home).instance).acquire("window"):
        assert "already runs" in amux("data", "reset", "--yes", code=1).err
    assert "Deleted all data" in amux("data", "reset", text="delete\n").out
    assert not (amux_home / "amux.db").exists()
    assert amux("providers", "list", "--json").json == []
    assert "amux.db" in amux("data", "reset", "--yes", "--json").json["removed"]
