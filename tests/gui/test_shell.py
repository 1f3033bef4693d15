"""The window around the pages: navigation, folding, palette, toasts, tray, one instance, tasks and events."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from amux_desktop.core.errors import ConflictError
from amux_desktop.core.events import (
    EventBus,
    ProviderChanged,
    RequestFinished,
    RequestStarted,
    RequestSummary,
    TokenChanged,
)
from amux_desktop.gui.application import Application
from amux_desktop.gui.event_relay import EventRelay
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.palette import Command, Palette, find, score
from amux_desktop.gui.single_instance import SingleInstance
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.tray import Tray
from amux_desktop.gui.widgets.overlay import Overlay
from amux_desktop.gui.window_state import WindowState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

PAGES = ["dashboard", "chat", "providers", "proxies", "tokens", "logs", "settings"]


def overlay(window: MainWindow) -> Overlay:
    return next(item for item in window.findChildren(Overlay) if item.isVisible())


class TestWindow:
    def test_every_page_opens_from_the_sidebar(self, window: MainWindow, qtbot: QtBot) -> None:
        for key in PAGES:
            window.sidebar.items[key].click()
            page = window.panel.current()
            assert page is not None
            assert page.key == key
            assert window.sidebar.items[key].isChecked()

    def test_every_control_has_a_name_and_a_role(self, window: MainWindow, qtbot: QtBot) -> None:
        for key in PAGES:
            window.open_page(key)
            qtbot.waitUntil(lambda: window._runner.pending == 0)
        nameless = [
            f"{type(widget).__name__} in {type(widget.parent()).__name__}"
            for kind in (QAbstractButton, QLineEdit, QComboBox)
            for widget in window.findChildren(kind)
            if not widget.isHidden() and not _spoken_name(widget)
        ]
        assert nameless == []

    def test_narrow_window_folds_the_sidebar(self, window: MainWindow, qtbot: QtBot) -> None:
        assert window.sidebar.width() > 200
        window.resize(960, 640)
        assert window.sidebar.width() == 60
        qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        assert window.sidebar.width() > 200

    def test_keyboard_opens_pages_and_palette(self, window: MainWindow, qtbot: QtBot) -> None:
        window.activateWindow()
        qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        assert window.panel.current().key == "proxies"  # type: ignore[union-attr]  # a page is shown
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert overlay(window).findChildren(Palette)
        qtbot.keyClick(overlay(window).findChildren(Palette)[0], Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not [item for item in window.findChildren(Overlay) if item.isVisible()])

    def test_theme_switches_at_run_time(self, window: MainWindow, qtbot: QtBot, qapp: Application) -> None:
        window.open_page("providers")
        before = window.grab().toImage().pixelColor(640, 400)
        window.toggle_theme()
        qtbot.waitUntil(lambda: qapp.theme.mode == "dark")
        after = window.grab().toImage().pixelColor(640, 400)
        assert before.lightness() > 200 > 60 > after.lightness()

    def test_language_switches_without_losing_input(self, window: MainWindow, qtbot: QtBot) -> None:
        window.open_page("tokens")
        page: Any = window.panel.current()
        page.filter.setText("Cherry")
        window.toggle_language()
        qtbot.waitUntil(lambda: page.add.text() == "新建令牌")
        assert page.filter.text() == "Cherry"
        assert window.sidebar.items["providers"].accessibleName().startswith("供应商")

    def test_closing_keeps_the_process_unless_the_setting_says_otherwise(
        self, window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
    ) -> None:
        asked: list[bool] = []
        window.quit_requested.connect(lambda: asked.append(True))
        window.close()
        assert asked == []
        call(services.settings.update({"app.close_to_tray": False}))
        window.close()
        assert asked == [True]

    def test_geometry_is_remembered(self, qapp: Application, amux_home: Path) -> None:
        first, second = QWidget(), QWidget()
        first.resize(640, 480)
        WindowState(amux_home).save(first)
        WindowState(amux_home).restore(second)
        assert (second.width(), second.height()) == (640, 480)
        assert WindowState(amux_home).first_time("hint")
        assert not WindowState(amux_home).first_time("hint")


def _spoken_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


class TestProxySwitch:
    def test_start_and_stop_from_the_sidebar(self, window: MainWindow, qtbot: QtBot, services: AppServices) -> None:
        window.card.switch.click()
        qtbot.waitUntil(lambda: window.proxy.status.state == "running", timeout=10_000)
        qtbot.waitUntil(lambda: "Proxy running" in window.card.accessibleName())
        assert "stopped" not in window.windowTitle()
        window.card.switch.click()
        qtbot.waitUntil(lambda: window.proxy.status.state == "stopped", timeout=10_000)
        qtbot.waitUntil(lambda: "stopped" in window.windowTitle())

    def test_busy_port_is_explained_and_another_offered(
        self, window: MainWindow, qtbot: QtBot, services: AppServices, call: Any
    ) -> None:
        import socket

        window.open_page("dashboard")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            call(services.settings.update({"proxy.port": port}))
            window.proxy.start()
            qtbot.waitUntil(lambda: window.proxy.status.state == "failed", timeout=10_000)
            page: Any = window.panel.page("dashboard")
            qtbot.waitUntil(lambda: page.banner.isVisible())
            assert str(port) in page.banner.accessibleName()
        window.proxy.start()
        qtbot.waitUntil(lambda: window.proxy.status.state == "running", timeout=10_000)
        qtbot.waitUntil(lambda: not page.banner.isVisible())


class TestToasts:
    def test_action_runs_and_removes_the_toast(self, window: MainWindow, qtbot: QtBot) -> None:
        done: list[str] = []
        toast = window.toast("ok", "DeepSeek was deleted", action=("Undo", lambda: done.append("undo")))
        assert toast.action is not None
        toast.action.click()
        assert done == ["undo"]
        assert window.toasts.toasts() == []

    def test_failures_stay_and_the_rest_goes(self, window: MainWindow) -> None:
        bad, fine = window.toast("bad", "Failed"), window.toast("ok", "Done")
        assert not bad.timer.isActive()
        assert fine.timer.isActive()


class TestPalette:
    def commands(self, ran: list[str]) -> list[Command]:
        titles = ("Dashboard", "Providers", "Proxies", "Switch between light and dark")
        return [Command(title, "pages", title, lambda title=title: ran.append(title)) for title in titles]

    def test_word_starts_beat_the_middle_of_words(self) -> None:
        assert score("pro", "Providers") > score("pro", "Improve") > 0
        assert score("sld", "Switch light dark") > 0
        assert score("xyz", "Providers") == 0

    def test_query_filters_and_an_empty_one_shows_what_was_used(self) -> None:
        ran: list[str] = []
        assert next(c.id for _group, found in find(self.commands(ran), "prox") for c in found) == "Proxies"
        groups = find(self.commands(ran), "", recent=["Providers"])
        assert (groups[0][0], groups[0][1][0].id) == ("recent", "Providers")

    def test_typing_and_enter_runs_the_first_match(self, qtbot: QtBot) -> None:
        ran: list[str] = []
        host = QWidget()
        qtbot.addWidget(host)
        host.resize(900, 600)
        host.show()
        palette = Palette(self.commands(ran), [])
        palette.open_in(host)
        field = palette.findChild(QLineEdit)
        qtbot.keyClicks(field, "light")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert ran == ["Switch between light and dark"]


class TestTasks:
    def test_result_comes_on_the_qt_thread(self, runner: TaskRunner, qtbot: QtBot) -> None:
        threads: list[str] = []

        async def work() -> str:
            return threading.current_thread().name

        def done(name: str) -> None:
            threads.extend((name, threading.current_thread().name))

        owner = QObject()
        runner.run(work(), owner=owner, on_done=done)
        qtbot.waitUntil(lambda: bool(threads))
        assert threads == ["amux-backend", "MainThread"]

    def test_result_for_a_widget_that_is_gone_is_dropped(self, runner: TaskRunner, qtbot: QtBot) -> None:
        called: list[int] = []
        owner = QObject()

        async def work() -> int:
            return 1

        runner.run(work(), owner=owner, on_done=called.append)
        owner.deleteLater()
        QApplication.sendPostedEvents(owner, 52)  # DeferredDelete, before the result is delivered
        qtbot.waitUntil(lambda: runner.pending == 0)
        assert called == []

    def test_error_goes_to_its_handler_or_to_everybody(self, runner: TaskRunner, qtbot: QtBot) -> None:
        codes: list[str] = []
        owner = QObject()

        async def work() -> None:
            raise ConflictError("name_taken", name="x", kind="token")

        runner.run(work(), owner=owner, on_error=lambda error: codes.append(error.code))
        qtbot.waitUntil(lambda: runner.pending == 0)
        runner.failed.connect(lambda error: codes.append(f"all {error.code}"))
        runner.run(work(), owner=owner)
        qtbot.waitUntil(lambda: runner.pending == 0)
        assert codes == ["name_taken", "all name_taken"]


class TestRelay:
    def test_bursts_of_other_threads_become_few_signals(self, qapp: Application, qtbot: QtBot) -> None:
        bus = EventBus()
        relay = EventRelay(bus)
        seen: list[object] = []
        relay.arrived.connect(seen.append)

        def burst() -> None:
            for _ in range(500):
                bus.publish(ProviderChanged("a"))
            bus.publish(TokenChanged("t"))

        thread = threading.Thread(target=burst)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: TokenChanged("t") in seen)
        assert len(seen) <= 4
        relay.close()
        bus.publish(TokenChanged("later"))
        qapp.processEvents()
        assert TokenChanged("later") not in seen

    def test_of_a_request_that_began_and_ended_in_one_burst_only_the_end_comes(
        self, qapp: Application, qtbot: QtBot
    ) -> None:
        bus = EventBus()
        relay = EventRelay(bus)
        seen: list[object] = []
        relay.arrived.connect(seen.append)
        running = RequestSummary(id="long", started_ms=1)
        ended = [RequestFinished(RequestSummary(id=f"{n}", started_ms=n, outcome="ok")) for n in range(50)]

        def burst() -> None:
            for event in ended:
                bus.publish(RequestStarted(RequestSummary(id=event.summary.id, started_ms=event.summary.started_ms)))
            bus.publish(RequestStarted(running))
            for event in ended:
                bus.publish(event)

        bus.publish(TokenChanged("first"))
        thread = threading.Thread(target=burst)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: ended[-1] in seen)
        relay.close()
        assert seen == [TokenChanged("first"), RequestStarted(running), *ended]


class TestInstanceAndTray:
    def test_second_start_shows_the_first(self, qapp: Application, tmp_path: Path, qtbot: QtBot) -> None:
        first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
        assert first.acquire()
        with qtbot.waitSignal(first.show_requested, timeout=3000):
            assert not second.acquire()
        first.release()
        assert second.acquire()
        second.release()

    def test_tray_menu_follows_the_state(self, qapp: Application) -> None:
        tray = Tray()
        texts = lambda: [action.text() for action in tray.menu().actions() if action.text()]  # noqa: E731
        tray.show_state("running", "127.0.0.1:9527")
        assert texts()[:3] == ["Proxy running, 127.0.0.1:9527", "Stop the proxy", "Restart the proxy"]
        tray.show_state("stopped", "127.0.0.1:9527")
        assert "Start the proxy" in texts()
        assert texts()[-1] == "Quit Amux"
