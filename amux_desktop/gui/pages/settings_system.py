"""What the operating system does for Amux: start it with the session, and hand it amux:// links. Privacy, in one sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, column_layout
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.services.system.autostart import AutostartStatus
from amux_desktop.services.system.url_scheme import SchemeStatus


class SystemSection(QWidget):
    """The switches show what the operating system says; there is no setting beside it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._runner = context.runner
        self._shell = context.shell
        self._system = context.services.system
        self.autostart = Switch(tr("Start when I sign in"))
        self.autostart.clicked.connect(self._on_autostart)
        self._autostart_row = SettingRow(
            tr("Start when I sign in"), tr("In the tray, without a window"), self.autostart
        )
        self.links = Switch(tr("Open amux:// links"))
        self.links.clicked.connect(self._on_links)
        self._links_row = SettingRow(
            tr("Open amux:// links"), tr("Of web pages that propose a provider; Amux always asks first"), self.links
        )
        card = Card()
        card.add_row(self._autostart_row)
        card.add_row(self._links_row)
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("This computer")))
        column.addWidget(card)
        self._load()

    def _load(self) -> None:
        """An entry that cannot be read is as good as none."""
        run, system = self._runner.run, self._system
        run(
            system.autostart(),
            owner=self,
            on_done=self._show_autostart,
            on_error=lambda _e: self.autostart.set_on(False),
        )
        run(system.links(), owner=self, on_done=self._show_links, on_error=lambda _e: self.links.set_on(False))

    def _on_autostart(self, wanted: bool) -> None:
        work = self._system.set_autostart(wanted)
        self._runner.run(work, owner=self, on_done=self._show_autostart, on_error=self._failed)

    def _on_links(self, wanted: bool) -> None:
        work = self._system.set_links(wanted)
        self._runner.run(work, owner=self, on_done=self._show_links, on_error=self._failed)

    def _show_autostart(self, status: AutostartStatus) -> None:
        self.autostart.set_on(status.enabled)
        other = status.enabled and not status.is_current
        self._autostart_row.set_description(
            tr("It starts another Amux: {program}. Switch it off and on to start this one.", program=status.program)
            if other
            else tr("In the tray, without a window")
        )

    def _show_links(self, status: SchemeStatus) -> None:
        self.links.set_on(status.enabled)
        self.links.setEnabled(not status.by_package)

    def _failed(self, error: AmuxError) -> None:
        self._shell.toast("bad", tr("That did not work"), describe(error))
        self._load()


class PrivacyNote(QWidget):
    """Where questions go, before the switch that concerns figures."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        column = column_layout(self, spacing=10)
        note = Banner()
        note.show_text(
            "neutral",
            tr("What you ask and what is answered goes only to the providers you chose"),
            tr("Amux has no server of its own. Keys are sealed on this computer.")
            if context.services.analytics.is_possible
            else tr(
                "Amux has no server of its own. This build has nowhere to send usage figures, so there is no choice."
            ),
        )
        column.addWidget(note)
