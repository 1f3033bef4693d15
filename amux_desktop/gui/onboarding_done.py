"""The last step: the way of a request as a picture, and the first one when it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.formats import duration
from amux_desktop.gui.help import open_help
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.onboarding_check import CheckRow
from amux_desktop.gui.onboarding_key import centred
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, SettingRow, column_layout
from amux_desktop.gui.widgets.flow import Flow, Node
from amux_desktop.gui.widgets.switch import Switch

if TYPE_CHECKING:
    from amux_desktop.core.events import RequestSummary


class DoneStep(QWidget):
    """Asks for usage figures where the build could send any: off until the user says yes, once and without a question in
    the way."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.note = centred("", "body", "text2")
        self.flow = Flow(live=True)
        self.first = CheckRow()
        waiting = Card()
        waiting.add_row(self.first)
        tips = Card()
        tips.add_row(SettingRow(tr("Stays in the tray"), tr("Closing the window keeps the proxy on")))
        tips.add_row(SettingRow("Ctrl+K", tr("Every page and action, by name")))
        tips.add_row(SettingRow(tr("Watch Logs"), tr("See both sides of every request")))
        column = column_layout(self, spacing=12)
        column.addWidget(centred(tr("You are set"), "h1"))
        column.addWidget(self.note)
        column.addSpacing(6)
        column.addWidget(self.flow, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(waiting)
        column.addWidget(tips)
        self.figures = Switch(tr("Send anonymous usage figures"))
        if context.services.analytics.is_possible:
            column.addWidget(self._build_figures())
        column.addStretch(1)

    def _build_figures(self) -> Card:
        self.figures.set_on(self._context.services.settings.current.privacy_analytics)
        self.figures.clicked.connect(self._on_figures)
        row = SettingRow(
            tr("Send anonymous usage figures"),
            tr(
                "Version, system, language, and which formats and tools are added. Never a key, a name, a question or an answer."
            ),
        )
        more = Button(tr("What is sent"), "link", trailing="external-link", size="sm")
        more.clicked.connect(lambda: open_help("privacy"))
        row.row.addWidget(more, 0, Qt.AlignmentFlag.AlignVCenter)
        row.row.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignVCenter)
        card = Card()
        card.add_row(row)
        return card

    def _on_figures(self, on: bool) -> None:
        def failed(error: AmuxError) -> None:
            self.figures.set_on(not on)
            self._context.shell.toast("bad", tr("That did not work"), describe(error))

        work = self._context.services.settings.update({"privacy.analytics": on})
        self._context.runner.run(work, owner=self, on_error=failed)

    def show_way(self, tools: tuple[Node, ...], provider: Node) -> None:
        names = ", ".join(str(tool.label) for tool in tools)
        self.note.set_text(
            tr("Start a new {tool} session and it will be answered by {provider}.", tool=names, provider=provider.label)
            if tools
            else tr("Point an app at Amux and it will be answered by {provider}.", provider=provider.label)
        )
        start = Node(names, tools[0].logo) if tools else Node(tr("Your app"), "icon:app-window")
        self.flow.set_nodes((start, Node("Amux", "icon:route", accent=True), provider), live=True)
        self.first.show_waiting(tr("Waiting for the first request…"), tr("It appears here as soon as it is answered."))

    def show_request(self, summary: RequestSummary) -> None:
        ok = summary.outcome == "ok"
        model = summary.target_model or summary.source_model
        time = duration(summary.duration_ms)
        title = tr("The first request was answered") if ok else tr("The first request failed")
        self.first.show_result(ok, title, tr("{model}, {time}", model=model, time=time))
