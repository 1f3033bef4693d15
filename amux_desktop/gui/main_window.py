"""The main window: sidebar, panel of pages, and what lies over them. It joins the parts and decides nothing of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    ConfigurationChangedElsewhere,
    Event,
    ProviderChanged,
    ProxyChanged,
    ProxyStateChanged,
    RequestFinished,
    SettingsChanged,
    UpdateFound,
)
from amux_desktop.gui.commands import record_commands, tool_commands, window_commands
from amux_desktop.gui.content_panel import ContentPanel
from amux_desktop.gui.event_relay import EventRelay
from amux_desktop.gui.i18n import Text, TextLike, bind, language, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import Page, PageContext, Shell
from amux_desktop.gui.pages.registry import PageEntry
from amux_desktop.gui.paint import painting
from amux_desktop.gui.palette import Palette
from amux_desktop.gui.proxy_control import ProxyController
from amux_desktop.gui.server_card import ServerCard
from amux_desktop.gui.shortcuts import SHORTCUTS
from amux_desktop.gui.sidebar import Entry, Sidebar
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.focus_ring import FocusRing
from amux_desktop.gui.widgets.toast import Toast, Toasts
from amux_desktop.gui.window_state import MINIMUM_SIZE, WindowState

if TYPE_CHECKING:
    from amux_desktop.core.settings import Value
    from amux_desktop.gui.onboarding import Onboarding
    from amux_desktop.services import AppServices
    from amux_desktop.services.code_status import ToolStatus
    from amux_desktop.services.deep_links import LinkProposal
    from amux_desktop.services.records import BridgeProxy, Provider

T = TypeVar("T")
_RAIL_BELOW = 1100
_INSET = 8


@dataclass(frozen=True, slots=True)
class Reopening:
    """What is done while the data is closed, as `Shell.reopen` describes it."""

    work: Callable[[], Any]
    told: Callable[[Shell, Any], object]
    fresh: bool


class MainWindow(QWidget):
    """Stands before the services are there, so that it is on screen at once; `open_services` fills it.

    `quit_requested` when the user wants to end the application; `closed_to_tray` when the window only hides; `painted`
    once, after it was on screen for the first time; `reopen_requested` carries a `Reopening`.
    """

    quit_requested = Signal()
    closed_to_tray = Signal()
    painted = Signal()
    reopen_requested = Signal(object)

    services: AppServices
    context: PageContext
    proxy: ProxyController

    def __init__(
        self,
        runner: TaskRunner,
        state: WindowState,
        pages: Sequence[PageEntry],
        *,
        tray_available: bool = False,
    ) -> None:
        super().__init__()
        self.state = state
        self.is_ready = False
        self._runner = runner
        self._tray_available = tray_available
        self._folded: bool | None = None
        self._failures = 0
        self._recent: list[str] = []
        self._wanted = ""
        self.onboarding: Onboarding | None = None
        self._was_painted = False
        self._kinds = {page.key: page for page in pages}
        self.setMinimumSize(MINIMUM_SIZE)
        self.card = ServerCard()
        self.card.switch.setEnabled(False)
        self.sidebar = Sidebar([Entry(p.key, p.title, p.icon, p.group) for p in pages], self.card)
        self.sidebar.chosen.connect(self.open_page)
        self.panel = ContentPanel(self._kinds)
        row = row_layout(self, 0, _INSET, _INSET, _INSET, spacing=0)
        row.addWidget(self.sidebar)
        row.addWidget(self.panel, 1)
        self.toasts = Toasts(self)
        self.focus_ring = FocusRing(self)
        bind(self.setWindowTitle, tr("Amux Desktop"))
        state.restore(self)

    def open_services(self, services: AppServices, relay: EventRelay) -> None:
        """Brings the window to life. Called once."""
        self.services = services
        services.dashboard.follow()
        self.context = self.panel.context = PageContext(services, self._runner, self)
        self.proxy = ProxyController(services, self._runner, self, self)
        self.is_ready = True
        self._connect(relay)
        self._install_shortcuts()
        self._apply_settings()
        self.proxy.refresh()
        self._load_counts()

    # ------------------------------------------------------------------ Shell

    def toast(
        self,
        tone: Tone,
        title: TextLike,
        body: TextLike = "",
        *,
        action: tuple[TextLike, Callable[[], object]] | None = None,
    ) -> Toast:
        return self.toasts.show_toast(tone, title, body, action=action)

    def open_page(self, key: str, target: str = "") -> None:
        if key not in self._kinds:
            return
        if not self.is_ready:
            self._wanted = key
            self.sidebar.set_current(key)
            return

        def shown(page: Page) -> None:
            self.sidebar.set_current(key)
            if key == "logs":
                self._failures = 0
                self.sidebar.items[key].set_count("")
            if target:
                page.select(target)

        self.panel.show_page(key, shown)

    def open_first_page(self) -> None:
        """What was clicked while the window opened, else the page of the setting, or the first there is."""
        wanted = self._wanted or self.services.settings.current.appearance_start_page
        self.open_page(wanted if wanted in self._kinds else next(iter(self._kinds)))

    def reopen(self, work: Callable[[], T], told: Callable[[Shell, T], object], *, fresh: bool = False) -> None:
        self.reopen_requested.emit(Reopening(work, told, fresh))

    def has_page(self, key: str) -> bool:
        return key in self._kinds

    def overlay_parent(self) -> QWidget:
        return self

    # ------------------------------------------------------------------ what the tray and the application ask for

    def bring_to_front(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def open_palette(self) -> None:
        palette = Palette(window_commands(self), self._recent)
        palette.open_in(self)

        async def load() -> tuple[tuple[ToolStatus, ...], tuple[Provider, ...], tuple[BridgeProxy, ...]]:
            services = self.services
            return await services.code_switch.list(), await services.providers.list(), await services.proxies.list()

        def add(found: tuple[tuple[ToolStatus, ...], tuple[Provider, ...], tuple[BridgeProxy, ...]]) -> None:
            tools, providers, proxies = found
            palette.add(tool_commands(self, tools, providers, proxies) + record_commands(self, providers, proxies))

        self._runner.run(load(), owner=palette, on_done=add)

    def open_onboarding(self) -> None:
        """The first steps, over everything; at the first start and whenever the user asks for them."""
        from amux_desktop.gui.onboarding import Onboarding

        if self.onboarding is not None:
            return
        self.onboarding = Onboarding(self.context, self)
        self.onboarding.closed.connect(self._on_onboarded)
        self.onboarding.theme_requested.connect(self.toggle_theme)
        self.onboarding.language_requested.connect(self.toggle_language)
        self.sidebar.setEnabled(False)
        self.panel.setEnabled(False)
        self.onboarding.show()
        self.onboarding.key.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_link(self, link: str) -> None:
        """Shows what an amux:// link proposes and asks; a refused one says why."""
        from amux_desktop.gui.dialogs.link_proposal import LinkProposalDialog

        def show(proposal: LinkProposal) -> None:
            dialog = LinkProposalDialog(self.context, proposal)
            dialog.added.connect(lambda provider_id: self.open_page("providers", provider_id))
            dialog.open_in(self)

        def refused(error: AmuxError) -> None:
            self.toast("bad", tr("The link was refused"), describe(error))

        self._runner.run(self.services.links.read(link), owner=self, on_done=show, on_error=refused)

    def _on_onboarded(self, finished: bool) -> None:
        self.onboarding = None
        self.sidebar.setEnabled(True)
        self.panel.setEnabled(True)
        if finished:
            self.open_page("dashboard")

    def open_new(self, key: str) -> None:
        """Opens a page and its form for a new entry."""
        self.open_page(key)
        self._with_page(lambda page: page.new())

    def page_keys(self) -> list[str]:
        return list(self._kinds)

    def page_title(self, key: str) -> Text:
        return self._kinds[key].title

    def page_icon(self, key: str) -> str:
        return self._kinds[key].icon

    # ------------------------------------------------------------------ Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        self.state.save(self)
        event.ignore()
        if not self.is_ready or not self.services.settings.current.app_close_to_tray:
            self.quit_requested.emit()
        elif self._tray_available:
            self.hide()
            self.closed_to_tray.emit()
        else:
            self.showMinimized()
            if self.state.first_time("no_tray"):
                self.toast(
                    "info",
                    tr("Amux keeps running"),
                    tr("This desktop has no tray, so the window is minimised. Press Ctrl+Q to quit."),
                )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), colors().window)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    # ------------------------------------------------------------------ inside

    def _connect(self, relay: EventRelay) -> None:
        relay.arrived.connect(self._on_event)
        self._runner.failed.connect(self._on_failed)
        self.sidebar.search_requested.connect(self.open_palette)
        self.sidebar.fold_requested.connect(self._toggle_fold)
        self.card.start_requested.connect(self.proxy.start)
        self.card.stop_requested.connect(self.proxy.stop)
        self.card.restart_requested.connect(self.proxy.restart)
        self.card.opened.connect(lambda: self.open_page("dashboard"))
        self.proxy.changed.connect(self._on_proxy_changed)

    def _install_shortcuts(self) -> None:
        actions: dict[str, Callable[[], object]] = {
            "palette": self.open_palette,
            "settings": lambda: self.open_page("settings"),
            "new": lambda: self._with_page(lambda page: page.new()),
            "find": lambda: self._with_page(lambda page: page.focus_filter()),
            "save": lambda: self._with_page(lambda page: page.save()),
            "refresh": lambda: self._with_page(lambda page: page.refresh()),
            "toggle_proxy": self.proxy.toggle,
            "sidebar": self._toggle_fold,
            "theme": self.toggle_theme,
            "shortcuts": lambda: self.open_page("settings", "shortcuts"),
            "help": lambda: self._with_page(lambda page: page.open_help()),
            "next_area": lambda: self._move_area(1),
            "previous_area": lambda: self._move_area(-1),
            "quit": self.quit_requested.emit,
        }
        for shortcut in SHORTCUTS:
            if shortcut.shown_only:
                continue
            for keys in shortcut.keys:
                QShortcut(QKeySequence(keys), self, actions[shortcut.id])
        for index, key in enumerate(self._kinds):
            if index < 9 and self._kinds[key].group != "bottom":
                QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self, lambda key=key: self.open_page(key))

    def _with_page(self, action: Callable[[Page], object]) -> None:
        """`action` must call the page's own method: `Page.new` itself would be the empty one of the base class."""
        page = self.panel.current()
        if page is not None:
            action(page)

    def _move_area(self, by: int) -> None:
        """F6 goes round sidebar, page and server card."""
        page = self.panel.current()
        areas: list[QWidget] = [self.sidebar, *([page] if page is not None else []), self.card]
        focused = QApplication.focusWidget()
        place = next((i for i, area in enumerate(areas) if focused and area.isAncestorOf(focused)), 0)
        if focused is not None and self.card.isAncestorOf(focused):
            place = len(areas) - 1
        target = areas[(place + by) % len(areas)]
        first = next((w for w in _tab_stops(target)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def toggle_theme(self) -> None:
        dark = theme().mode != "dark"
        self._save_setting("appearance.theme", "dark" if dark else "light")

    def toggle_language(self) -> None:
        self._save_setting("appearance.language", "en" if language().code == "zh_CN" else "zh_CN")

    def _save_setting(self, key: str, value: Value) -> None:
        self._runner.run(self.services.settings.update({key: value}), owner=self)

    def _toggle_fold(self) -> None:
        """The user's own choice overrides the width until the next start."""
        rail = self._folded if self._folded is not None else self.width() < _RAIL_BELOW
        self._folded = not rail
        self._fold()

    def _fold(self) -> None:
        self.sidebar.set_rail(self._folded if self._folded is not None else self.width() < _RAIL_BELOW)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, SettingsChanged):
            self._apply_settings()
        elif isinstance(event, ProxyStateChanged):
            self.proxy.on_state(event)
        elif isinstance(event, ProviderChanged | ProxyChanged | ConfigurationChangedElsewhere):
            self._load_counts()
        elif isinstance(event, RequestFinished):
            self._count_failure(event)
        elif isinstance(event, UpdateFound):
            self._tell_update(event)
        self.panel.deliver(event)
        if self.onboarding is not None:
            self.onboarding.on_event(event)

    def _tell_update(self, event: UpdateFound) -> None:
        self.toast(
            "info",
            tr("Amux {version} is out", version=event.version),
            action=(tr("What is new"), lambda: self.open_page("settings", "updates")),
        )

    def _load_counts(self) -> None:
        """The numbers beside Providers and Proxies: how many are switched on."""

        async def load() -> tuple[int, int]:
            providers = await self.services.providers.list()
            proxies = await self.services.proxies.list()
            return sum(item.enabled for item in providers), sum(item.enabled for item in proxies)

        def show(counts: tuple[int, int]) -> None:
            for key, count in zip(("providers", "proxies"), counts, strict=True):
                if item := self.sidebar.items.get(key):
                    spoken = tr("{page}, {count} on", page=item.entry.title, count=count)
                    item.set_count(str(count) if count else "", spoken)

        self._runner.run(load(), owner=self, on_done=show)

    def _count_failure(self, event: RequestFinished) -> None:
        """Failed requests since Logs was last open, in red beside it."""
        item = self.sidebar.items.get("logs")
        if item is None or event.summary.outcome != "error" or item.isChecked():
            return
        self._failures += 1
        item.set_count(
            str(self._failures), tr("{page}, {count} failed", page=item.entry.title, count=self._failures), bad=True
        )

    def _on_proxy_changed(self) -> None:
        state = self.proxy.status.state
        host, port = self.proxy.address()
        self.card.show_state(state, host, port, self.proxy.short_reason())
        stopped = state in ("stopped", "failed")
        title = tr("Amux Desktop – Proxy stopped") if stopped else tr("Amux Desktop")
        bind(self.setWindowTitle, title)

    def _on_failed(self, error: AmuxError) -> None:
        self.toast("bad", tr("That did not work"), describe(error))

    def _apply_settings(self) -> None:
        app = QApplication.instance()
        apply = getattr(app, "apply", None)
        if callable(apply):
            apply(self.services.settings.current)
        self.state.remember(self.services.settings.current)


def _tab_stops(area: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in area.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
