"""Pictures of every page and dialog with demonstration data: `python -m amux_desktop.gui.snapshots FOLDER`.

The data goes through the real services into a temporary folder; nothing of the user's own is read or changed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from amux_desktop import __version__
from amux_desktop.core.events import TunnelStateChanged
from amux_desktop.core.paths import AppPaths
from amux_desktop.gui.application import Application
from amux_desktop.gui.demo import fill
from amux_desktop.gui.demo_accounts import add_accounts
from amux_desktop.gui.demo_proxy import show_proxy
from amux_desktop.gui.demo_tunnel import show_off, show_running
from amux_desktop.gui.dialogs.export_data import ExportDataDialog
from amux_desktop.gui.dialogs.import_config import ImportConfigDialog
from amux_desktop.gui.dialogs.reset_data import ResetDataDialog
from amux_desktop.gui.event_relay import EventRelay
from amux_desktop.gui.gallery import Gallery
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.onboarding import DONE
from amux_desktop.gui.pages.log_inspector import LogInspector
from amux_desktop.gui.pages.registry import PAGES
from amux_desktop.gui.pages.settings_prices import PriceSection
from amux_desktop.gui.pages.settings_sections import SECTIONS
from amux_desktop.gui.sidebar_marks import SidebarMarks
from amux_desktop.gui.snapshot_states import EMPTY, STATES, put_right
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.widgets.flow import Node
from amux_desktop.gui.widgets.overlay import Overlay, Panel
from amux_desktop.gui.window_state import WindowState
from amux_desktop.services import AppServices
from amux_desktop.services.backend import BackendThread
from amux_desktop.services.importing.service import SOURCES, Detected
from amux_desktop.services.opening import open_services

if TYPE_CHECKING:
    from amux_desktop.services.records import Provider

_SETTLE_S, _QUIET_S, _TRIES = 0.35, 0.1, 12
"""The least time for a scene, and after the last answer of the services: layouts follow it by events."""
_TOOL_FILES = {
    ".local/bin/claude": "#!/bin/sh\n",
    ".local/bin/codex": "#!/bin/sh\n",
    ".claude/settings.json": '{\n  "permissions": {"allow": ["Bash(git status)"]},\n  "theme": "dark"\n}\n',
    ".codex/config.toml": 'model = "gpt-5.1-codex"\napproval_policy = "on-request"\n',
    ".gemini/settings.json": '{\n  "ui": {"theme": "GitHub"}\n}\n',
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: the page to show and what to do on it first."""

    name: str
    page: str
    prepare: Callable[[MainWindow], object] = lambda _window: None


def _new(window: MainWindow) -> None:
    page = window.panel.current()
    assert page is not None
    page.new()


def _first_log(window: MainWindow) -> None:
    page = window.panel.page("logs")
    row = page.model.at(4)  # type: ignore[attr-defined]  # the logs page
    page.select(row.id)


def _edit_proxy(window: MainWindow) -> None:
    page = window.panel.page("proxies")
    next(iter(page.rows.values())).opened.emit()  # type: ignore[attr-defined]  # the proxies page


def _open_chat(title: str) -> Callable[[MainWindow], object]:
    def prepare(window: MainWindow) -> None:
        page = window.panel.page("chat")
        found = page.conversations.model.conversations()  # type: ignore[attr-defined]  # the chat page
        page.select(next(item.id for item in found if item.title == title))

    return prepare


def _chart_explorer(window: MainWindow) -> None:
    window.panel.page("dashboard").chart._explore()  # type: ignore[attr-defined]  # the dashboard


def _tunnel_running(window: MainWindow) -> None:
    """As if it ran for a while: nothing is started and nothing is asked on the network."""
    show_running(window.services.tunnel)
    window.services.bus.publish(TunnelStateChanged("running"))
    window.panel.page("tunnel").refresh()


def _chat_options(window: MainWindow) -> None:
    window.panel.page("chat").open_options()  # type: ignore[attr-defined]  # the chat page


def _chat_compare(window: MainWindow) -> None:
    window.panel.page("chat").open_compare()  # type: ignore[attr-defined]  # the chat page


def _settings_section(key: str, window: MainWindow) -> None:
    window.panel.page("settings").select(key)


def _settings_dialog(make: Callable[[MainWindow], Panel]) -> Callable[[MainWindow], object]:
    def prepare(window: MainWindow) -> None:
        _settings_section("data", window)
        make(window).open_in(window)

    return prepare


def _price_form(window: MainWindow) -> None:
    _settings_section("prices", window)
    section = window.panel.page("settings").findChild(PriceSection)
    assert section is not None
    section.filter.setText("gemini-3.1-pro")
    section.table.setCurrentIndex(section.model.index(0, 0))
    section.edit.click()
    section.filter.clear()


def _toasts(window: MainWindow) -> None:
    window.toast("ok", tr("A copy was made"), "manual-20261122T090000Z.db")
    window.toast("bad", tr("The export failed"), tr("The passphrase is wrong."))


def _onboarding_connect(window: MainWindow) -> None:
    """With the first provider there is, as if its key had just been tested."""
    window.open_onboarding()
    steps = window.onboarding
    assert steps is not None

    async def load() -> tuple[Provider, str]:
        proxies = await window.services.proxies.list()
        return (await window.services.providers.list())[0], proxies[0].id

    window.context.runner.run(load(), owner=steps, on_done=lambda found: steps.check.stored.emit(*found))


def _onboarding_done(window: MainWindow) -> None:
    window.open_onboarding()
    steps = window.onboarding
    assert steps is not None
    steps.done_step.show_way((Node("Claude Code", "claude-code"),), Node("DeepSeek", "deepseek"))
    steps.show_step(DONE)


def _target_rules(window: MainWindow) -> None:
    from amux_desktop.gui.dialogs.proxy_editor import ProxyEditor

    _edit_proxy(window)
    editor = next(item for item in window.findChildren(ProxyEditor) if item.isVisible())
    _when(editor, lambda: bool(editor.fallbacks.rows), lambda: editor.fallbacks.rows[0].rules.click())


def _when(owner: QObject, ready: Callable[[], bool], act: Callable[[], object]) -> None:
    """Records come from another thread, however long that takes."""
    if ready():
        act()
    else:
        QTimer.singleShot(20, owner, lambda: _when(owner, ready, act))


def _inspect(window: MainWindow, tab: int) -> LogInspector:
    _first_log(window)
    inspector: LogInspector = window.panel.page("logs").inspector  # type: ignore[attr-defined]  # the logs page
    inspector.tabs.setCurrentIndex(tab)
    return inspector


def _log_answer(window: MainWindow) -> None:
    _inspect(window, 3).response.form.setCurrentIndex(0)


def _log_events(window: MainWindow) -> None:
    _inspect(window, 3).response.form.setCurrentIndex(1)


def _log_compare(window: MainWindow) -> None:
    _inspect(window, 2)._diff.setCurrentIndex(1)


def _log_replay(window: MainWindow) -> None:
    inspector = _inspect(window, 0)
    _when(inspector, lambda: bool(inspector._bodies), inspector.replay)


def _dashboard_table(window: MainWindow) -> None:
    page = window.panel.page("dashboard")
    page.chart.split.choose("model")  # type: ignore[attr-defined]  # the dashboard
    page.chart.show_as_table(True)  # type: ignore[attr-defined]  # the dashboard


_ROUTER = """{
  // Another gateway's file, with a key that is only a placeholder and a rule that Amux does not have.
  Providers: [
    {name: 'openrouter', api_base_url: 'https://openrouter.ai/api/v1/chat/completions', api_key: 'sk-or-demo-0123456789',
     models: ['anthropic/claude-sonnet-4']},
    {name: 'deepseek', api_base_url: 'https://api.deepseek.com/chat/completions', api_key: 'sk-xxx', models: ['deepseek-chat']},
  ],
  Router: {default: 'deepseek,deepseek-chat', background: 'openrouter,anthropic/claude-sonnet-4', think: 'deepseek,x'},
}"""
_LINK = (
    "amux://import?name=Relay&format=anthropic&base_url=http://xn--pi-6kc.example&models=claude-sonnet-4-6"
    "&key=sk-demo-0123456789abcdef"
)


def _import_config(window: MainWindow) -> None:
    file = window.services.paths.home / "claude-code-router.json"
    file.write_text(_ROUTER, encoding="utf-8")
    source = next(source for source in SOURCES if source.id == "claude-code-router")
    ImportConfigDialog(window.context, (Detected(source=source, path=file),)).open_in(window)


def scenes() -> list[Scene]:
    """Every page, then the dialogs and states."""
    found = [Scene(page.key, page.key) for page in PAGES]
    found += [
        Scene("chat-failed", "chat", _open_chat("Parallel downloads with httpx")),
        Scene("chat-compared", "chat", _open_chat("Which format for tool calls?")),
        Scene("chat-options", "chat", _chat_options),
        Scene("chat-compare", "chat", _chat_compare),
        Scene("providers-add", "providers", _new),
        Scene("providers-import", "providers", _import_config),
        Scene("providers-link", "providers", lambda window: window.open_link(_LINK)),
        Scene("tunnel-running", "tunnel", _tunnel_running),
        Scene("proxies-edit", "proxies", _edit_proxy),
        Scene("tokens-new", "tokens", _new),
        Scene("proxies-rules", "proxies", _target_rules),
        Scene("logs-inspector", "logs", _first_log),
        Scene("logs-answer", "logs", _log_answer),
        Scene("logs-events", "logs", _log_events),
        Scene("logs-compare", "logs", _log_compare),
        Scene("logs-replay", "logs", _log_replay),
        Scene("dashboard-table", "dashboard", _dashboard_table),
        Scene("dashboard-explorer", "dashboard", _chart_explorer),
        Scene("palette", "dashboard", lambda window: window.open_palette()),
        Scene("toasts", "dashboard", _toasts),
        Scene("onboarding-key", "dashboard", lambda window: window.open_onboarding()),
        Scene("onboarding-connect", "dashboard", _onboarding_connect),
        Scene("onboarding-done", "dashboard", _onboarding_done),
        Scene("settings-export", "settings", _settings_dialog(lambda window: ExportDataDialog(window.context))),
        Scene("settings-reset", "settings", _settings_dialog(lambda window: ResetDataDialog(window.context))),
    ]
    found += [Scene(f"settings-{spec.key}", "settings", partial(_settings_section, spec.key)) for spec in SECTIONS[1:]]
    found.append(Scene("settings-price", "settings", _price_form))
    return found + [Scene(*state) for state in STATES]


def empty_scenes() -> list[Scene]:
    """Pages where nothing was configured and nothing happened yet."""
    return [Scene(f"{key}-empty", key) for key in EMPTY]


class Studio:
    """One window over demonstration data; `take` writes pictures of it."""

    def __init__(self, home: Path, *, requests: int = 1200, empty: bool = False) -> None:
        """`empty`: without any data, as after the installation."""
        app = Application.instance()
        self.app = app if isinstance(app, Application) else Application()
        self._stack = AsyncExitStack()
        self.backend = BackendThread().start()
        self.services: AppServices = self.backend.submit(self._open(home, 0 if empty else requests, empty)).result(60)
        self.runner = TaskRunner(self.backend.submit)
        self.relay = EventRelay(self.services.bus)
        self.window = MainWindow(self.runner, WindowState(home), PAGES)
        self.window.open_services(self.services, self.relay)
        self.marks = SidebarMarks(self.window, self.services, self.runner, self.relay)

    async def _open(self, home: Path, requests: int, empty: bool) -> AppServices:
        services = await self._stack.enter_async_context(open_services(AppPaths.at(home), version=__version__))
        await services.settings.update({"appearance.reduce_motion": "on", "proxy.port": 9527})
        if not empty:
            await fill(services, requests=requests)
            await add_accounts(services)
            await services.backups.create()
        show_proxy(services.proxy, "running")
        return services

    def take_over(self) -> None:
        """Claude Code goes through Amux. Only after `_set_up_user`, since it writes into the home folder."""
        deepseek = next(
            item for item in self.backend.submit(self.services.providers.list()).result(10) if item.slug == "deepseek"
        )
        self.backend.submit(self.services.code_switch.enable("claude", provider=deepseek.id)).result(10)

    def close(self) -> None:
        self.marks.stop()
        self.runner.close()
        show_proxy(self.services.proxy, "stopped")
        self.relay.close()
        self.window.hide()
        self.backend.submit(self._stack.aclose()).result(30)
        self.backend.stop()

    def appearance(self, theme: str, language: str) -> None:
        change = {"appearance.theme": theme, "appearance.language": language}
        self.backend.submit(self.services.settings.update(change)).result(10)
        self.app.apply(self.services.settings.current)

    def settle(self, least_s: float = _SETTLE_S) -> None:
        """Lets everything that was asked for arrive and be painted."""
        end = time.monotonic() + least_s
        while (now := time.monotonic()) < end:
            if self.runner.pending:
                end = max(end, now + _QUIET_S)
            self.app.processEvents()

    def take(self, scene: Scene, path: Path) -> None:
        self.window.show()
        self.window.open_page(scene.page)
        self.settle()
        scene.prepare(self.window)
        self.settle()
        self._still().save(str(path))
        for overlay in self.window.findChildren(Overlay):
            overlay.dismiss()
        if self.window.onboarding is not None:
            self.window.onboarding.leave()
        for toast in self.window.toasts.toasts():
            self.window.toasts.remove(toast)
        put_right(self.window)
        if scene.page == "tunnel":
            show_off(self.services.tunnel)
            self.services.bus.publish(TunnelStateChanged("off"))
        self.settle()

    def _still(self) -> QImage:
        """The window once it does not change any more: on a busy machine a layout may come after its data."""
        shown = self.window.grab().toImage()
        for _ in range(_TRIES):
            self.settle(_QUIET_S)
            before, shown = shown, self.window.grab().toImage()
            if before == shown:
                break
        return shown

    def take_gallery(self, path: Path) -> None:
        gallery: QWidget = Gallery()
        gallery.show()
        self.app.processEvents()
        gallery.grab().save(str(path))
        gallery.deleteLater()


def _set_up_user(home: Path) -> None:
    """A home folder with settings of coding tools, so that those of whoever takes the pictures are not in them."""
    for name, text in _TOOL_FILES.items():
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if text.startswith("#!"):
            file.chmod(0o755)
    for variable in ("CLAUDE_CONFIG_DIR", "CODEX_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ.pop(variable, None)
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(home)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="amux_desktop.gui.snapshots", description="Pictures of the window")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", choices=("light", "dark", "both"), default="both")
    parser.add_argument("--language", choices=("en", "zh_CN", "both"), default="both")
    parser.add_argument("--size", default="1280x800", help="for example 960x640")
    parser.add_argument("--only", default="", help="names of scenes, separated by commas; a name with * is a pattern")
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options.folder.mkdir(parents=True, exist_ok=True)
    width, _, height = options.size.partition("x")
    only = [name for name in options.only.split(",") if name]

    def wanted(scene: Scene) -> bool:
        return not only or any(fnmatchcase(scene.name, name) for name in only)

    with tempfile.TemporaryDirectory() as home:
        _set_up_user(Path(home) / "user")
        for empty, found in ((True, empty_scenes()), (False, scenes())):
            chosen = [scene for scene in found if wanted(scene)]
            if not chosen:
                continue
            studio = Studio(Path(home) / ("empty" if empty else "amux"), empty=empty)
            if not empty:
                studio.take_over()
            studio.window.resize(int(width), int(height))
            for theme in ("light", "dark") if options.theme == "both" else (options.theme,):
                for language in ("en", "zh_CN") if options.language == "both" else (options.language,):
                    studio.appearance(theme, language)
                    tail = f"{language}-{theme}-{width}.png"
                    if not empty:
                        studio.take_gallery(options.folder / f"components-{tail}")
                    for scene in chosen:
                        studio.take(scene, options.folder / f"{scene.name}-{tail}")
            studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
