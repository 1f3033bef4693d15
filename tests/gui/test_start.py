"""The window stands before the services, the database and the proxy are loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QTimer

from amux_desktop.core.settings import Settings
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.pages.registry import PAGES, PageEntry
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.window_state import WindowState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.gui.event_relay import EventRelay
    from amux_desktop.services import AppServices

_CHILD = """
import json, sys
from pathlib import Path
import amux_desktop.gui.session
from amux_desktop.gui.application import Application
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.pages.registry import PAGES
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.window_state import WindowState
app = Application()
window = MainWindow(TaskRunner(None), WindowState(Path(sys.argv[1])), PAGES)
window.painted.connect(lambda: app.exit(0))
window.show()
app.exec()
heavy = ("sqlalchemy", "fastapi", "starlette", "uvicorn", "numpy", "pyqtgraph", "cryptography", "httpx", "bridge")
print(json.dumps([name for name in heavy if name in sys.modules]))
import linecache, xml.dom.minidom
print(len(linecache.cache))
"""


def test_painting_the_window_loads_neither_database_nor_proxy_and_reads_no_source(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _CHILD, str(tmp_path)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["[]", "0"]), done.stderr


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_entries_say_what_their_pages_say(entry: PageEntry) -> None:
    page = entry.load()
    assert (page.key, page.title, page.icon, page.group) == (entry.key, entry.title, entry.icon, entry.group)


def test_a_click_during_the_start_counts(
    services: AppServices, runner: TaskRunner, relay: EventRelay, amux_home: Path, qtbot: QtBot
) -> None:
    window = MainWindow(runner, WindowState(amux_home), PAGES)
    qtbot.addWidget(window)
    window.show()
    window.sidebar.items["tokens"].click()
    assert window.sidebar.items["tokens"].isChecked()
    assert window.panel.built() == []
    window.open_services(services, relay)
    window.open_first_page()
    assert [page.key for page in window.panel.built()] == ["tokens"]
    qtbot.waitUntil(lambda: runner.pending == 0)


def test_closing_during_the_start_quits(runner: TaskRunner, amux_home: Path, qtbot: QtBot) -> None:
    window = MainWindow(runner, WindowState(amux_home), PAGES, tray_available=True)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.quit_requested):
        QTimer.singleShot(0, window.close)


def test_the_first_picture_is_in_the_colours_of_the_last_run(tmp_path: Path) -> None:
    assert WindowState(tmp_path).remembered() == Settings()
    state = WindowState(tmp_path)
    state.remember(Settings(appearance_theme="dark", appearance_language="zh_CN", app_start_minimized=True))
    again = WindowState(tmp_path).remembered()
    assert (again.appearance_theme, again.appearance_language, again.app_start_minimized) == ("dark", "zh_CN", True)
    (tmp_path / "window.ini").write_text("[settings]\nappearance.theme=purple\n", encoding="utf-8")
    assert WindowState(tmp_path).remembered() == Settings()
