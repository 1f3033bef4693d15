"""Version, data folder and database."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.formats import bytes_size
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Mark
from amux_desktop.services.status import Status


class AboutSection(QWidget):
    def __init__(self, context: PageContext) -> None:
        super().__init__()
        services = context.services
        head = row_layout(None, spacing=14)
        head.addWidget(Mark(48))
        texts = column_layout(None, spacing=2)
        texts.addWidget(Label("Amux Desktop", "h2"))
        texts.addWidget(Label(tr("Version {version}", version=services.version), "small", "text2"))
        head.addLayout(texts, 1)
        folder = Button(tr("Open folder"), icon="folder-open")
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(services.paths.home))))
        self._folder = SettingRow(tr("Data folder"), str(services.paths.home), folder)
        self._database = SettingRow(tr("Database"), "")
        again = Button(tr("Show"), icon="play")
        again.clicked.connect(context.shell.open_onboarding)
        card = Card()
        card.add_row(SettingRow(tr("First steps"), tr("Add a service and connect your tools, step by step"), again))
        card.add_row(self._folder)
        card.add_row(self._database)
        legal = Card()
        legal.add_row(
            SettingRow(
                tr("Licences"),
                tr("Amux: MIT. Qt and PySide6: LGPL 3. Inter and JetBrains Mono: OFL 1.1. Lucide icons: ISC."),
            )
        )
        legal.add_row(
            SettingRow(
                tr("Trademarks"), tr("Logos of services belong to their owners and are used only to name the service.")
            )
        )
        column = column_layout(self, spacing=12)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(Section(tr("Data")))
        column.addWidget(card)
        column.addSpacing(6)
        column.addWidget(Section(tr("Legal")))
        column.addWidget(legal)
        context.runner.run(services.status.get(), owner=self, on_done=self._show)

    def _show(self, status: Status) -> None:
        self._database.set_description(
            tr("{path}, {size}", path=status.database, size=bytes_size(status.database_bytes))
        )
