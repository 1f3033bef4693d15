"""The parts of Settings that are more than stored values: start with the session, links, new versions, privacy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from amux_desktop.core.events import UpdateFound
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.pages.settings_system import PrivacyNote, SystemSection
from amux_desktop.gui.pages.settings_updates import UpdateSection
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.toast import Toast
from amux_desktop.services.build_data import BuildData
from amux_desktop.services.system.autostart import autostart_of
from amux_desktop.services.system.launching import Launch
from amux_desktop.services.system.url_scheme import url_scheme_of
from amux_desktop.services.updates import service
from amux_desktop.services.updates.packages import package_name
from tests.helpers.site import Page, Site

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

NAME = package_name("appimage", "9.0.0")


def words(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def section(window: MainWindow, key: str, kind: type[Any]) -> Any:
    window.open_page("settings", key)
    return window.panel.page("settings").findChild(kind)


def test_start_with_the_session_and_links(
    window: MainWindow, services: AppServices, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"PATH": str(tmp_path)}
    launch = Launch(command=("/opt/amux",))
    monkeypatch.setattr(services.system, "_autostart", autostart_of(launch, env=env, home=tmp_path, platform="linux"))
    monkeypatch.setattr(services.system, "_scheme", url_scheme_of(launch, env=env, home=tmp_path, platform="linux"))
    shown = section(window, "general", SystemSection)
    file = tmp_path / ".config" / "autostart" / "amux.desktop"
    shown.autostart.click()
    qtbot.waitUntil(file.exists)
    shown.links.click()
    qtbot.waitUntil(lambda: bool(list((tmp_path / ".local").rglob("*.desktop"))))
    file.write_text(file.read_text().replace("/opt/amux", "/opt/other"))
    shown._load()
    qtbot.waitUntil(lambda: "/opt/other" in words(shown))
    shown.autostart.click()
    qtbot.waitUntil(lambda: not file.exists())
    (tmp_path / ".config" / "autostart").rmdir()
    (tmp_path / ".config" / "autostart").touch()
    shown.autostart.click()
    qtbot.waitUntil(lambda: any("cannot be changed" in words(toast) for toast in window.findChildren(Toast)))
    qtbot.waitUntil(lambda: not shown.autostart.isChecked())


@pytest.fixture
def site(services: AppServices, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    """A release 9.0.0 with a package for an AppImage."""
    with Site() as running:
        running.pages["/slow"] = Page(b"new" * 1000)
        digest = hashlib.sha256(b"new" * 1000).hexdigest()
        running.pages["/sums"] = Page(f"{digest}  {NAME}\n".encode())
        assets = [
            {"name": NAME, "browser_download_url": f"{running.base}/slow", "size": 3000},
            {"name": "SHA256SUMS", "browser_download_url": f"{running.base}/sums"},
        ]
        feed = [{"tag_name": "v9.0.0", "body": "## Better\n- things", "published_at": "2026-11-01T", "assets": assets}]
        running.pages["/releases"] = Page(json.dumps(feed).encode())
        monkeypatch.setattr(services.updates, "_url", f"{running.base}/releases")
        monkeypatch.setattr(services.updates, "_kind", "appimage")
        monkeypatch.setattr(service.platformdirs, "user_downloads_path", lambda: tmp_path / "downloads")
        yield running


def test_a_new_version_is_told_shown_fetched_and_stopped(
    window: MainWindow, services: AppServices, qtbot: QtBot, site: Site, tmp_path: Path, call: Callable[[Any], Any]
) -> None:
    call(services.updates.check())
    qtbot.waitUntil(lambda: any("9.0.0 is out" in words(toast) for toast in window.findChildren(Toast)))
    shown: UpdateSection = section(window, "updates", UpdateSection)
    qtbot.waitUntil(lambda: shown.news.isVisibleTo(shown))
    assert "Better" in shown.notes.toPlainText()
    shown.download.click()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "downloads").glob("*.part"))))
    assert not shown.download.isVisibleTo(shown)
    shown.stop.click()
    qtbot.waitUntil(lambda: shown.download.isVisibleTo(shown))
    qtbot.waitUntil(lambda: not list((tmp_path / "downloads").iterdir()))
    site.release.set()
    shown.download.click()
    qtbot.waitUntil(lambda: shown.show_file.isVisibleTo(shown))
    assert (tmp_path / "downloads" / NAME).read_bytes() == b"new" * 1000
    shown.skip.click()
    qtbot.waitUntil(lambda: not shown.skip.isVisibleTo(shown))


def test_a_tampered_download_and_a_feed_that_is_gone(
    window: MainWindow, qtbot: QtBot, site: Site, tmp_path: Path
) -> None:
    site.release.set()
    site.pages["/slow"].body = b"bad" * 1000
    shown: UpdateSection = section(window, "updates", UpdateSection)
    shown.check.click()
    qtbot.waitUntil(lambda: shown.download.isVisibleTo(shown))
    shown.download.click()
    qtbot.waitUntil(lambda: "SHA-256 differs" in words(shown))
    assert list((tmp_path / "downloads").iterdir()) == []
    site.pages["/releases"] = Page(b"[]")
    shown.check.click()
    qtbot.waitUntil(lambda: "the newest one" in words(shown))
    site.pages["/releases"] = Page(status=500)
    shown.check.click()
    qtbot.waitUntil(lambda: "cannot be looked up now" in words(shown))


def test_a_python_installation_is_told_how(
    window: MainWindow, services: AppServices, qtbot: QtBot, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.updates, "_kind", "python")
    shown: UpdateSection = section(window, "updates", UpdateSection)
    shown.check.click()
    qtbot.waitUntil(lambda: "pipx upgrade" in words(shown))
    assert not shown.download.isVisibleTo(shown)
    services.bus.publish(UpdateFound("9.0.0"))


@pytest.mark.parametrize("possible", [False, True])
def test_the_note_on_privacy_says_whether_anything_could_be_sent(
    window: MainWindow, services: AppServices, monkeypatch: pytest.MonkeyPatch, possible: bool
) -> None:
    build = BuildData(analytics_id="G-1", analytics_secret="x") if possible else BuildData()
    monkeypatch.setattr(services.analytics, "_build", build)
    shown = section(window, "privacy", PrivacyNote)
    assert ("nowhere to send" in words(shown)) is not possible
