"""A real window over real services: a database of the test's own, the backend thread, a provider on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.application import Application
    from amux_desktop.gui.event_relay import EventRelay
    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.gui.tasks import TaskRunner
    from amux_desktop.services import AppServices
    from amux_desktop.services.backend import BackendThread

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    from amux_desktop.gui.application import Application

    return Application


@pytest.fixture(autouse=True)
def _plain_appearance(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test begins in light, English and 100 %, without animations."""
    app = request.getfixturevalue("qapp")
    app.theme.reduce_motion = True
    yield
    app.language.set_language("en")
    app.theme.set_chinese(False)
    app.theme.set_preference("light")
    app.theme.set_scale(1.0)


@pytest.fixture(scope="session")
def backend() -> Iterator[BackendThread]:
    from amux_desktop.services.backend import BackendThread

    thread = BackendThread().start()
    yield thread
    thread.stop()


@pytest.fixture
def services(backend: BackendThread, amux_home: Path) -> Iterator[AppServices]:
    from amux_desktop.core.events import EventBus
    from amux_desktop.core.paths import AppPaths
    from amux_desktop.services import AppServices
    from amux_desktop.storage.opening import open_storage
    from tests.helpers.profile import lay_database

    lay_database(amux_home)
    bus = EventBus()
    opened = open_storage(AppPaths.at(amux_home), events=bus)

    async def build() -> AppServices:
        made = AppServices(opened, bus, version="0.1.0")
        await made.open()
        await made.settings.update(
            {
                "proxy.port": 0,
                "appearance.theme": "light",
                "appearance.language": "en",
                "appearance.reduce_motion": "on",
            }
        )
        return made

    made = backend.submit(build()).result(20)
    yield made
    backend.submit(made.aclose()).result(20)


@pytest.fixture
def call(backend: BackendThread) -> Callable[[Any], Any]:
    """Runs a coroutine of a service and returns its result."""
    return lambda work: backend.submit(work).result(20)


@pytest.fixture
def runner(backend: BackendThread, qapp: object) -> TaskRunner:
    from amux_desktop.gui.tasks import TaskRunner

    return TaskRunner(backend.submit)


@pytest.fixture
def relay(services: AppServices, qapp: object) -> Iterator[EventRelay]:
    from amux_desktop.gui.event_relay import EventRelay

    made = EventRelay(services.bus)
    yield made
    made.close()


@pytest.fixture
def window(
    services: AppServices, runner: TaskRunner, relay: EventRelay, amux_home: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    from amux_desktop.gui.main_window import MainWindow
    from amux_desktop.gui.pages.registry import PAGES
    from amux_desktop.gui.window_state import WindowState

    made = MainWindow(runner, WindowState(amux_home), PAGES)
    made.open_services(services, relay)
    made.resize(1280, 800)
    made.show()
    yield made
    qtbot.waitUntil(lambda: runner.pending == 0)
    runner.close()
    made.hide()
    made.deleteLater()
