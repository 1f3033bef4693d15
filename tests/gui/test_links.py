"""Links in the window: handed over by a second start, shown, doubted, added or left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication

from amux_desktop.gui.application import Application
from amux_desktop.gui.dialogs.link_proposal import _WARNINGS, LinkProposalDialog
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.single_instance import SingleInstance
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.toast import Toast
from amux_desktop.services.deep_links import WARNINGS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

LINK = "amux://import?name=Relay&format=anthropic&base_url=http://relay.example&key=sk-0123456789abcdefghij"


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> LinkProposalDialog:
    window.open_link(LINK)
    qtbot.waitUntil(lambda: bool(window.findChildren(LinkProposalDialog)))
    return window.findChildren(LinkProposalDialog)[0]


def words(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label))


def test_the_proposal_is_shown_and_nothing_is_stored_before_the_yes(
    dialog: LinkProposalDialog, services: AppServices, qtbot: QtBot, call: Callable[[Any], Any]
) -> None:
    shown = words(dialog)
    assert "http://relay.example" in shown
    assert "travel unencrypted" in shown
    assert "…ghij" in shown
    assert "0123456789" not in shown
    assert call(services.providers.list()) == ()
    with qtbot.waitSignal(dialog.added):
        dialog.confirm.click()
    assert [item.name for item in call(services.providers.list())] == ["Relay"]


def test_enter_does_not_add(dialog: LinkProposalDialog, services: AppServices, call: Callable[[Any], Any]) -> None:
    assert dialog.cancel.hasFocus()
    dialog.cancel.click()
    assert call(services.providers.list()) == ()


def test_a_refused_link_says_why(window: MainWindow, qtbot: QtBot) -> None:
    window.open_link("amux://import?run=1")
    qtbot.waitUntil(lambda: any("does not know" in words(toast) for toast in window.findChildren(Toast)))
    assert not window.findChildren(LinkProposalDialog)


def test_a_second_start_hands_its_link_over(qapp: Application, qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire()
    with qtbot.waitSignal(first.link_received) as caught:
        assert not second.acquire(LINK)
    assert caught.args == [LINK]
    shown: list[object] = []
    first.show_requested.connect(lambda: shown.append(1))
    assert not SingleInstance(tmp_path).acquire(show=False)
    for noise in (b"x" * 40_000, b"delete everything\n"):
        socket = QLocalSocket()
        socket.connectToServer(first._name)
        assert socket.waitForConnected(1000)
        socket.write(noise)
        socket.flush()
        with qtbot.waitSignal(socket.disconnected, timeout=100, raising=False):
            pass
        socket.abort()
    assert shown == []
    with qtbot.waitSignal(first.show_requested):
        assert not SingleInstance(tmp_path).acquire()
    first.release()


def test_the_link_that_macos_hands_over(qapp: Application, qtbot: QtBot) -> None:
    with qtbot.waitSignal(qapp.link_opened) as caught:
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl(LINK)))
    assert caught.args == [LINK]


def test_every_warning_has_a_text() -> None:
    assert set(_WARNINGS) == set(WARNINGS)
