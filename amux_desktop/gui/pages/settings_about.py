"""Versions, first steps, a report for a bug tracker, licences."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.help import help_url, open_help
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Mark
from amux_desktop.services.diagnostics import report


class AboutSection(QWidget):
    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        head = row_layout(None, spacing=14)
        head.addWidget(Mark(48))
        texts = column_layout(None, spacing=2)
        texts.addWidget(Label("Amux Desktop", "h2"))
        versions = tr(
            "Version {version}, Python {python}, Qt {qt}",
            version=context.services.version,
            python=platform.python_version(),
            qt=qVersion(),
        )
        texts.addWidget(Label(versions, "small", "text2"))
        head.addLayout(texts, 1)
        again = Button(tr("Show"), icon="play")
        again.clicked.connect(context.shell.open_onboarding)
        self.copy = Button(tr("Copy report"), icon="copy")
        self.copy.clicked.connect(self._on_copy)
        guide = Button(tr("Open"), trailing="external-link")
        guide.clicked.connect(lambda: open_help())
        card = Card()
        card.add_row(SettingRow(tr("Documentation"), help_url(), guide))
        card.add_row(SettingRow(tr("First steps"), tr("Add a service and connect your tools, step by step"), again))
        card.add_row(
            SettingRow(
                tr("Report a problem"), tr("Versions, changed settings and the last problems; never a key"), self.copy
            )
        )
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
        column.addWidget(Section(tr("Help")))
        column.addWidget(card)
        column.addSpacing(6)
        column.addWidget(Section(tr("Legal")))
        column.addWidget(legal)

    def _on_copy(self) -> None:
        self.copy.set_busy(True, tr("Collecting…"))
        shell = self._context.shell

        def done(text: str) -> None:
            self.copy.set_busy(False)
            QGuiApplication.clipboard().setText(text)
            shell.toast("ok", tr("The report is in the clipboard"), tr("Read it before you send it."))

        def failed(error: AmuxError) -> None:
            self.copy.set_busy(False)
            shell.toast("bad", tr("That did not work"), describe(error))

        further = f"Qt {qVersion()}, platform {QGuiApplication.platformName()}"
        work = report(self._context.services, further=further)
        self._context.runner.run(work, owner=self, on_done=done, on_error=failed)
