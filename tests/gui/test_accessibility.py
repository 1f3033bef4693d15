"""Every page and dialog for people who use the keyboard, a screen reader, another language or theme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QWidget,
)

from amux_desktop.gui.demo import fill
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.palette import Palette
from amux_desktop.gui.snapshot_states import put_right
from amux_desktop.gui.snapshots import Scene, scenes
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
NAMELESS_ROLES = (QAccessible.Role.Client, QAccessible.Role.NoRole)


@pytest.fixture
def filled(window: MainWindow, services: AppServices, call: Any) -> MainWindow:
    call(fill(services, requests=30))
    return window


def show(window: MainWindow, qtbot: QtBot, scene: Scene) -> QWidget:
    """The part of the window that the scene is about."""
    window.open_page(scene.page)
    qtbot.waitUntil(lambda: window._runner.pending == 0, timeout=10_000)
    scene.prepare(window)
    qtbot.waitUntil(lambda: window._runner.pending == 0, timeout=10_000)
    overlays = [found for found in window.findChildren(Overlay) if found.isVisible()]
    front = overlays[-1] if overlays else window.onboarding or window.panel.current()
    assert front is not None
    return front


def leave(window: MainWindow) -> None:
    for overlay in window.findChildren(Overlay):
        overlay.dismiss()
    if window.onboarding is not None:
        window.onboarding.leave()
    put_right(window)
    QApplication.processEvents()


def each(window: MainWindow, qtbot: QtBot) -> Iterator[tuple[str, QWidget]]:
    for scene in scenes():
        yield scene.name, show(window, qtbot, scene)
        leave(window)
    qtbot.waitUntil(lambda: window._runner.pending == 0, timeout=10_000)


def stops(area: QWidget) -> list[QWidget]:
    """What Tab can reach."""
    found = [area, *area.findChildren(QWidget)]
    return [w for w in found if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def called(widget: QWidget) -> str:
    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} {name or widget.objectName()!r} in {type(widget.parentWidget()).__name__}"


def test_every_control_has_a_name_a_role_and_is_reached_by_tab(filled: MainWindow, qtbot: QtBot) -> None:
    nameless, roleless, unreachable = set(), set(), set()
    for scene, area in each(filled, qtbot):
        reachable = stops(area)
        # A screen reader reads a header's cells through its table.
        children = [w for w in area.findChildren(QWidget) if not isinstance(w, QHeaderView)]
        controls = [w for w in children if isinstance(w, CONTROLS) and w.isVisible()]
        for widget in {*controls, *reachable}:
            face = QAccessible.queryAccessibleInterface(widget)
            if not face.text(QAccessible.Text.Name).strip():
                nameless.add(f"{scene}: {called(widget)}")
            if face.role() in NAMELESS_ROLES:
                roleless.add(f"{scene}: {called(widget)}")
        for widget in controls:
            # Buttons in a field, and the palette's list, which the field above it moves through.
            inner = isinstance(widget.parentWidget(), QLineEdit | QComboBox | Palette)
            if widget.isEnabled() and widget not in reachable and not is_grouped(widget) and not inner:
                unreachable.add(f"{scene}: {called(widget)}")
        first, *others = reachable
        seen = round_trip(filled, qtbot, first)
        unreachable |= {f"{scene}: {called(w)} by Tab" for w in others if w not in seen and not is_grouped(w)}
    assert (sorted(nameless), sorted(roleless), sorted(unreachable)) == ([], [], [])


def round_trip(window: MainWindow, qtbot: QtBot, first: QWidget) -> list[QWidget]:
    """What has the focus one after the other, until Tab comes to a widget again."""
    qtbot.waitUntil(lambda: _is_active(window))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(300):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None, f"nothing has the focus after {called(seen[-1] if seen else first)}"
        if focused in seen:
            return seen
        seen.append(focused)
    raise AssertionError(f"Tab does not come back to {called(first)}")


def _is_active(window: MainWindow) -> bool:
    """A window of an earlier test may have been in front, and goes in its own time."""
    window.activateWindow()
    return window.isActiveWindow()


def is_grouped(widget: QWidget) -> bool:
    """Only one of a group of exclusive choices is a stop; the arrows go on from there."""
    return isinstance(widget, QAbstractButton) and (widget.autoExclusive() or widget.group() is not None)


def test_language_and_theme_change_under_open_pages(
    filled: MainWindow, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    """All pages built, then switched: the picture is that of a page built in the new language and theme."""
    pages = [scene for scene in scenes() if scene.name == scene.page]
    for scene in pages:
        show(filled, qtbot, scene)
    call(services.settings.update({"appearance.language": "zh_CN", "appearance.theme": "dark"}))
    qtbot.waitUntil(lambda: theme().mode == "dark")
    left = set()
    for scene in pages:
        area = show(filled, qtbot, scene)
        for widget in area.findChildren(QWidget):
            text = getattr(widget, "text", None)
            shown = text() if callable(text) and widget.isVisible() else ""
            if isinstance(shown, str) and shown in STABLE_ENGLISH:
                left.add(f"{scene.name}: {shown}")
    assert left == set()
    call(services.settings.update({"appearance.language": "en", "appearance.theme": "light"}))
    qtbot.waitUntil(lambda: theme().mode == "light")
    qtbot.waitUntil(lambda: filled._runner.pending == 0)


STABLE_ENGLISH = {
    *("Add provider", "New proxy", "Save", "Dashboard", "Providers", "Proxies", "Settings", "Logs", "Tokens", "Theme"),
    *("Models", "Enabled", "Requests", "Success rate", "Traffic", "Latest requests", "Connections"),
}
