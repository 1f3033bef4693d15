"""The compose files, as far as they can be checked without a container runtime: what they name exists, and the Valkey server of
the team's file really starts with the password it is given."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from sqlalchemy.engine import make_url

from amux_desktop.cli.main import build
from amux_desktop.storage.valkey import Address

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "packaging" / "container"
FILES = ("compose.yaml", "compose.team.yaml")
_VARIABLE = re.compile(r"\$\{(\w+)(:[-?][^}]*)?\}")


def compose(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")))


def options_of(command: str) -> set[str]:
    root: Any = typer.main.get_command(build())
    return {name for parameter in root.commands[command].params for name in parameter.opts}


def filled(text: str) -> str:
    """With what a variable is when nobody sets it, or any value where it has to be set."""
    return _VARIABLE.sub(lambda match: match[2][2:] if (match[2] or "").startswith(":-") else "value", text)


@pytest.mark.parametrize("name", FILES)
def test_what_a_compose_file_names_exists(name: str) -> None:
    found = compose(name)
    declared = set(found["volumes"])
    used = {volume.partition(":")[0] for service in found["services"].values() for volume in service.get("volumes", ())}
    assert used == declared
    amux = found["services"]["amux"]
    assert (FOLDER / amux["build"]["context"] / amux["build"]["dockerfile"]).is_file()
    assert set(amux.get("depends_on", ())) <= set(found["services"])
    assert set(amux.get("secrets", ())) == set(found.get("secrets", ()))
    container = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    commands = [amux["command"]] if "command" in amux else []
    commands.append(yaml.safe_load(re.findall(r"^CMD (\[.*\])$", container, re.MULTILINE)[-1]))
    for command, *arguments in commands:
        assert {word for word in arguments if word.startswith("--")} <= options_of(command)


def test_the_team_has_addresses_that_amux_understands() -> None:
    found = compose("compose.team.yaml")
    services, variables = found["services"], found["services"]["amux"]["environment"]
    database = make_url(variables["AMUX_DATABASE_URL"])
    assert database.drivername == "postgresql+psycopg"
    assert database.host in services
    assert (database.username, database.database) == (
        services["postgres"]["environment"]["POSTGRES_USER"],
        services["postgres"]["environment"]["POSTGRES_DB"],
    )
    shared = Address.parse(variables["AMUX_SHARED_STATE_URL"], {"AMUX_SHARED_STATE_PASSWORD": "secret"})
    assert shared.options["host"] in services
    assert shared.options["password"] == "secret"
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "amux_desktop").rglob("*.py"))
    for variable in variables:
        assert variable.startswith("PG") or f'"{variable}"' in source
    workers = services["amux"]["command"][services["amux"]["command"].index("--workers") + 1]
    assert int(filled(workers)) > 1


def test_the_team_gives_no_password_away() -> None:
    text = (FOLDER / "compose.team.yaml").read_text(encoding="utf-8")
    for line in text.splitlines():
        if "PASSWORD:" in line:
            assert ":?" in line, "a password has no default"
    head = text.partition("\nservices:")[0]
    for name in {match[1] for match in _VARIABLE.finditer(text)}:
        assert name in head, f"{name} is not explained"
    # The guides say what to set, too.
    for guide in ("team.md", "team.zh.md"):
        said = (ROOT / "docs" / "guide" / guide).read_text(encoding="utf-8")
        assert {match[1] for match in _VARIABLE.finditer(text) if (match[2] or "").startswith(":?")} <= set(
            re.findall(r"\w+", said)
        )


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the command is one of a POSIX shell")
def test_the_server_of_the_team_takes_the_password(tmp_path: Path) -> None:
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        pytest.skip("neither valkey-server nor redis-server is installed (Debian: redis-server)")
    (tmp_path / "valkey-server").symlink_to(program)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    shell, flag, script = compose("compose.team.yaml")["services"]["valkey"]["command"]
    script = script.replace("$$", "$") + f" --port {port} --bind 127.0.0.1"
    password = "with a space/and+more"
    environment = os.environ | {"VALKEY_PASSWORD": password, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    process = subprocess.Popen(
        [shell, flag, script], env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port), 5) as client:
                    client.sendall(f'PING\r\nAUTH "{password}"\r\nPING\r\nQUIT\r\n'.encode())
                    said = client.makefile("rb").read()
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < deadline
        assert said.startswith(b"-NOAUTH")
        assert b"+OK\r\n+PONG\r\n" in said
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
