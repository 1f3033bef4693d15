"""What every test gets: a home of its own, no display, no network beyond this machine, and no unexpected errors logged."""

from __future__ import annotations

import ipaddress
import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.helpers.postgres import PostgresServer
    from tests.helpers.valkey import ValkeyServer

# Before anything imports Qt: without a display Qt ends the whole run with abort().
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTEST_QT_API", "pyside6")
# A proxy, a key or a setting of the developer's own must not reach a test.
_PRIVATE = ("AMUX_", "ANTHROPIC_", "GEMINI_", "GOOGLE_API_", "OPENAI_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
for _name in list(os.environ):
    if _name.upper().startswith(_PRIVATE) and _name != "AMUX_CORPUS":
        del os.environ[_name]

# A busy machine is no reason for a property to fail. The usual run tries each property briefly, CI also at length:
# `pytest -m "hypothesis and not slow" --hypothesis-profile thorough`.
settings.register_profile("amux", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=200)
settings.load_profile("amux")

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("AMUX_CORPUS") or ROOT.parent / "shared" / "corpus")

# Rewriting the assertions of all tests takes each process of a run some eight seconds. Where the environment wants no bytecode
# beside the sources (PYTHONDONTWRITEBYTECODE), it is kept with pytest's own things instead.
if sys.dont_write_bytecode and sys.pycache_prefix is None:
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(ROOT / ".pytest_cache" / "bytecode")

#: A folder in memory: half of what a test of a database takes is waiting for the disk, which no test is about.
_MEMORY = Path("/dev/shm")
_MEMORY_NEEDED = 3 * 1024**3

_skipped_windows: dict[str, int] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Slow tests measure, and start systems that need a real disk: they stay where temporary files are."""
    if config.getoption("markexpr") == "not slow" and _takes_programs(_MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def _takes_programs(folder: Path) -> bool:
    if not hasattr(os, "statvfs") or not os.access(folder, os.W_OK):
        return False
    runs_nothing = os.statvfs(folder).f_flag & getattr(os, "ST_NOEXEC", 0)
    return not runs_nothing and shutil.disk_usage(folder).free > _MEMORY_NEEDED


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of recorded exchanges; a test that asks for it is skipped where there is none."""
    if not (CORPUS / "index.json").is_file():
        pytest.skip("no corpus of recorded exchanges; AMUX_CORPUS names its folder")
    return CORPUS


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Apart from other folders: pytest looks through all those beside it when it numbers a new one."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def amux_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, so that no test reads or writes the developer's."""
    home = Path(tempfile.mkdtemp(dir=_homes))
    monkeypatch.setenv("AMUX_HOME", str(home))
    return home


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker("both_stores")
    if "database_url" in metafunc.fixturenames and marker is not None and marker.args != (False,):
        stores = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
        metafunc.parametrize("database_url", stores, indirect=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server; a test that asks for it is skipped where there is none."""
    from tests.helpers.postgres import running_server

    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def valkey() -> Iterator[ValkeyServer]:
    """A real Valkey or Redis server; a test that asks for it is skipped where there is none."""
    from tests.helpers.valkey import running_server

    with running_server() as server:
        yield server


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """Empty for the built-in file; tests marked `both_stores` run a second time with a database of a server."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return ""
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.migrated_database()


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to another machine is refused with its address, so that no test depends on the network."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded_connect(self: socket.socket, address: object) -> None:
        _require_loopback(self, address)
        connect(self, address)  # type: ignore[arg-type]  # passed on as it came

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        _require_loopback(self, address)
        return connect_ex(self, address)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)


def _require_loopback(connection: socket.socket, address: object) -> None:
    if connection.family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
        return
    host = str(address[0]).partition("%")[0]
    try:
        is_local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_local = host == "localhost"
    if not is_local:
        raise ConnectionRefusedError(f"a test may not connect to {host}:{address[1]}")


@pytest.fixture(autouse=True)
def _no_unexpected_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """An ERROR record of our own fails the test, unless the test asks for `caplog` and so judges the log itself."""
    if "caplog" in request.fixturenames:
        yield
        return
    handler = _Collector()
    loggers = [logging.getLogger(name) for name in ("amux_desktop", "bridge")]
    for logger in loggers:
        logger.addHandler(handler)
    yield
    for logger in loggers:
        logger.removeHandler(handler)
    if handler.messages:
        pytest.fail("unexpected errors in the log:\n" + "\n".join(handler.messages))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(self.format(record))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "gui"):
            item.add_marker("gui")
        if "corpus" in getattr(item, "fixturenames", ()):
            item.add_marker("corpus")


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """A module that begins with importorskip("PySide6...") is skipped whole, before any mark can be read."""
    if report.skipped and isinstance(report.longrepr, tuple):
        reason = str(report.longrepr[2]).removeprefix("Skipped: ")
        if "PySide6" in reason:
            _skipped_windows[reason] = _skipped_windows.get(reason, 0) + 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _skipped_windows:
        return
    count = sum(_skipped_windows.values())
    terminalreporter.section(f"{count} test modules of the window were SKIPPED", sep="!", red=True, bold=True)
    for reason, modules in _skipped_windows.items():
        terminalreporter.write_line(f"{modules} modules: {reason}", red=True)
