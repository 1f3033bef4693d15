"""Settings: sections at the left, rows at the right. Everything applies at once but the server's address, which asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    Event,
    ProxyStateChanged,
    SettingsChanged,
    UpdateFound,
    UpdateProgress,
    VaultStateChanged,
)
from amux_desktop.core.settings import SETTINGS
from amux_desktop.gui.i18n import Text, bind, language, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import Page, PageContext
from amux_desktop.gui.pages.settings_about import AboutSection
from amux_desktop.gui.pages.settings_data import DataEnd, DataSection
from amux_desktop.gui.pages.settings_prices import PriceSection
from amux_desktop.gui.pages.settings_rows import SettingControl
from amux_desktop.gui.pages.settings_sections import SECTIONS, SectionSpec
from amux_desktop.gui.pages.settings_security import SecuritySection
from amux_desktop.gui.pages.settings_shortcuts import ShortcutsSection
from amux_desktop.gui.pages.settings_system import PrivacyNote, SystemSection
from amux_desktop.gui.pages.settings_theme import ThemeChoice
from amux_desktop.gui.pages.settings_updates import UpdateSection
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Divider, Section, column_layout, row_layout
from amux_desktop.gui.widgets.list_view import ListView
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.section_rows import SectionDelegate

_LEFT, _WIDTH = 200, 780


class SettingsPage(Page):
    key = "settings"
    title = tr("Settings")
    icon = "settings"
    group = "bottom"
    wide = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.controls: dict[str, SettingControl] = {}
        self._specs = SECTIONS
        self.list = ListView(tr("Sections"))
        self._names = QStringListModel()
        self.list.setModel(self._names)
        self.list.setItemDelegate(SectionDelegate(self.list, [spec.icon for spec in self._specs]))
        self.list.current_changed.connect(self._on_section)
        left = QWidget()
        left.setFixedWidth(theme().px(_LEFT))
        column_layout(left, 11, 12, 11, 12).addWidget(self.list)
        self._stack = QStackedLayout()
        self._built: dict[int, QWidget] = {}
        row = row_layout(None, spacing=0)
        row.addWidget(left)
        row.addWidget(Divider(vertical=True))
        row.addLayout(self._stack, 1)
        self.body.addLayout(row, 1)
        bind(self._retitle, tr("Settings"))
        language().changed.connect(self._on_language_changed)
        self.list.setCurrentIndex(self._names.index(0))

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        for control in self.controls.values():
            control.show_value(self.services.settings.current.get(control.key))
        for section in self._built.values():
            for part in section.findChildren(QWidget):
                if isinstance(part, SecuritySection | DataSection | PriceSection):
                    part.refresh()

    def on_event(self, event: Event) -> None:
        if isinstance(event, SettingsChanged | VaultStateChanged):
            self.refresh()
        elif isinstance(event, ProxyStateChanged):
            self._show_restart()
        elif isinstance(event, UpdateFound | UpdateProgress):
            for section in self.findChildren(UpdateSection):
                section.on_event(event)

    def select(self, target: str) -> None:
        """A section, or one setting by its key, which gets the focus."""
        row = next((row for row, spec in enumerate(self._specs) if target in _keys_of(spec)), 0)
        self.list.setCurrentIndex(self._names.index(row))
        control = self.controls.get(target)
        if control is not None:
            QTimer.singleShot(0, control, lambda: _reveal(control))

    # ------------------------------------------------------------------ sections

    def _on_language_changed(self) -> None:
        self._retitle("")

    def _retitle(self, _text: str) -> None:
        row = max(0, self.list.currentIndex().row())
        self._names.setStringList([str(spec.title) for spec in self._specs])
        self.list.setCurrentIndex(self._names.index(row))

    def _on_section(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        if index.row() not in self._built:
            self._built[index.row()] = self._build(self._specs[index.row()])
            self._stack.addWidget(self._built[index.row()])
        self._stack.setCurrentWidget(self._built[index.row()])

    def _build(self, spec: SectionSpec) -> QWidget:
        content = QWidget()
        content.setMaximumWidth(theme().px(_WIDTH))
        column = column_layout(content, 28, 20, 28, 28, spacing=10)
        if spec.key == "proxy":
            column.addWidget(self._build_restart())
        special = self._special(spec)
        if special is not None:
            column.addWidget(special)
        for place, group in enumerate(spec.groups):
            if place or special is not None:
                column.addSpacing(10)
            column.addWidget(Section(group.title, group.description))
            card = Card()
            for entry in group.entries:
                control = SettingControl(entry, self._save)
                control.show_value(self.services.settings.current.get(entry.key))
                self.controls[entry.key] = control
                if entry.key == "privacy.analytics" and not self.services.analytics.is_possible:
                    control.setEnabled(False)
                card.add_row(control)
            column.addWidget(card)
        if spec.key == "data":
            column.addSpacing(10)
            column.addWidget(DataEnd(self.context))
        column.addStretch(1)
        holder = QWidget()
        outer = row_layout(holder)
        outer.addWidget(content, 1)
        outer.addStretch(0)
        return Scroller(holder)

    def _special(self, spec: SectionSpec) -> QWidget | None:
        """Parts of a section that are more than rows of settings."""
        match spec.key:
            case "appearance":
                return ThemeChoice(self.services.settings.current.appearance_theme, self._save)
            case "general":
                return SystemSection(self.context)
            case "prices":
                return PriceSection(self.context)
            case "data":
                return DataSection(self.context)
            case "security":
                return SecuritySection(self.context)
            case "shortcuts":
                return ShortcutsSection()
            case "privacy":
                return PrivacyNote(self.context)
            case "updates":
                return UpdateSection(self.context)
            case "about":
                return AboutSection(self.context)
            case _:
                return None

    def _save(self, key: str, value: object, refused: Callable[[Text | str], None]) -> None:
        """Stores one value; a refused one is shown at its row and the old one comes back."""

        def failed(error: AmuxError) -> None:
            refused(str(describe(error)))

        work = self.services.settings.update({key: value})  # type: ignore[dict-item]  # checked by the service
        self.run(work, lambda _settings: self._on_saved(key), failed)

    def _on_saved(self, key: str) -> None:
        if SETTINGS[key].restart:
            self._show_restart()

    # ------------------------------------------------------------------ address of the server

    def _build_restart(self) -> QWidget:
        self._restart = Banner()
        self._restart.hide()
        self._show_restart()
        return self._restart

    def _show_restart(self) -> None:
        """The proxy runs on another address than the settings say: restarting cuts connections, so it is asked for."""
        if not hasattr(self, "_restart"):
            return
        status, settings = self.services.proxy.status, self.services.settings.current
        differs = status.state == "running" and (status.host, status.port) != (settings.proxy_host, settings.proxy_port)
        self._restart.setVisible(differs and settings.proxy_port != 0)
        if differs:
            button = Button(tr("Restart the proxy"), "primary", size="sm")
            button.clicked.connect(lambda: self.run(self.services.proxy.restart()))
            self._restart.show_text(
                "info",
                tr("The new address needs a restart of the proxy"),
                tr("Requests that run now are cut."),
                button,
            )


def _keys_of(spec: SectionSpec) -> set[str]:
    return {spec.key, *(entry.key for group in spec.groups for entry in group.entries)}


def _reveal(row: SettingControl) -> None:
    """Scrolls a row of a section into sight and gives it the focus, once the section has its size."""
    row.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
    area = row.parentWidget()
    while area is not None and not isinstance(area, Scroller):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(row, 0, 24)
