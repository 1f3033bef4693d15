"""One request in detail: attempts and timing, both sides of the conversion, the answer, and what the conversion reports."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.dialogs.replay import ReplayDialog
from amux_desktop.gui.formats import bytes_size, date_time
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.logs import status_of
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.pages.log_overview import LogOverview
from amux_desktop.gui.pages.log_response import LogResponse
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented, Tabs
from amux_desktop.services.recorded_text import as_curl
from amux_desktop.services.records import RequestBody, RequestLog


class LogInspector(QFrame):
    """`stepped` asks for the next (1) or previous (-1) request."""

    closed = Signal()
    stepped = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._id = ""
        self._log: RequestLog | None = None
        self._bodies: tuple[RequestBody, ...] = ()
        self._status = Badge()
        self._models = ElidedLabel("", "mono")
        self._when = ElidedLabel("", "small", "text2")
        column = column_layout(self, spacing=0)
        column.addLayout(self._build_head())
        self.tabs = Tabs(
            tr("Parts of the request"),
            [
                Option("overview", tr("Overview")),
                Option("client", tr("Inbound")),
                Option("upstream", tr("Upstream")),
                Option("response", tr("Response")),
                Option("report", tr("Report")),
            ],
        )
        self.tabs.chosen.connect(self._show_tab)
        tabs = row_layout(None, 16, 0, 0, 0)
        tabs.addWidget(self.tabs, 1)
        column.addLayout(tabs)
        self.overview = LogOverview()
        self._overview_area = Scroller(self.overview, gutter=16)
        self.code = CodeBox("", syntax="json")
        self._diff = Segmented(tr("Show"), [Option("body", tr("Body")), Option("diff", tr("Compare"))], small=True)
        self._diff.chosen.connect(lambda _key: self._show_tab(self.tabs.key()))
        code_area = QWidget()
        area = column_layout(code_area, 16, 14, 16, 16, spacing=10)
        choice = row_layout(None, spacing=8)
        choice.addWidget(self._diff)
        choice.addStretch(1)
        area.addLayout(choice)
        area.addWidget(self.code, 1)
        self.response = LogResponse(context, _with_headers)
        settings = Button(tr("Open Settings"))
        settings.clicked.connect(lambda: context.shell.open_page("settings", "logs"))
        self._none = EmptyState(
            "file-text",
            tr("Bodies are not kept"),
            tr("Turn on Keep bodies under Settings, Logging to see those of the next requests here."),
            settings,
        )
        self._stack = QStackedLayout()
        for widget in (self._overview_area, code_area, self.response, self._none):
            self._stack.addWidget(widget)
        self._code_area = code_area
        column.addLayout(self._stack, 1)

    def _build_head(self) -> QHBoxLayout:
        head = row_layout(None, 16, 12, 12, 4, spacing=10)
        head.addWidget(self._status)
        texts = column_layout(None, spacing=1)
        texts.addWidget(self._models)
        texts.addWidget(self._when)
        head.addLayout(texts, 1)
        previous = IconButton("chevron-up", tr("Previous request"))
        previous.clicked.connect(lambda: self.stepped.emit(-1))
        following = IconButton("chevron-down", tr("Next request"))
        following.clicked.connect(lambda: self.stepped.emit(1))
        self._more = IconButton("ellipsis", tr("More actions"))
        self._more.clicked.connect(self._open_menu)
        close = IconButton("x", tr("Close the inspector"))
        close.clicked.connect(self.closed)
        buttons = row_layout(None, spacing=2)
        for button in (previous, following, self._more, close):
            buttons.addWidget(button)
        head.addLayout(buttons)
        return head

    # ------------------------------------------------------------------ showing

    def show_request(self, request_id: str, row: RequestSummary | None, logos: Mapping[str, str]) -> None:
        """Loads a request; a running one shows what is known so far."""
        self._id = request_id
        self._logos = logos
        if row is not None:
            self._show_head(row)
        self._load()

    def request_id(self) -> str:
        return self._id

    def reload_unfinished(self) -> None:
        """Asks again for a request that had no record yet; for when records were written."""
        if self._id and (self._log is None or self._log.id != self._id):
            self._load()

    def _load(self) -> None:
        request_id, logs = self._id, self._context.services.logs

        async def load() -> tuple[RequestLog, tuple[RequestBody, ...]]:
            return await logs.get(request_id), await logs.bodies(request_id)

        def missing(error: AmuxError) -> None:
            if request_id == self._id:
                self._show_missing(error)

        self._context.runner.run(load(), owner=self, on_done=self._show, on_error=missing)

    def _show_head(self, row: RequestSummary) -> None:
        text, tone, dot = status_of(row)
        self._status.set_state(text, tone, dot=dot)
        source, target = row.source_model or "–", row.target_model or row.source_model or "–"
        self._models.set_text(target if source == target else f"{source} → {target}")
        self._when.set_text(tr("{time} · request {id}", time=date_time(row.started_ms), id=row.id[:8]))

    def _show(self, loaded: tuple[RequestLog, tuple[RequestBody, ...]]) -> None:
        log, bodies = loaded
        if log.id != self._id:
            return
        self._log, self._bodies = log, bodies
        self._show_head(log.summary())
        self.overview.show_log(log, self._logos)
        self._overview_area.verticalScrollBar().setValue(0)
        events = next((len(body.timings_ms) for body in bodies if body.part == "client_response"), 0)
        self.tabs.set_count("response", events or None)
        self.tabs.set_count("report", len(log.report) or None)
        self.response.show_log(log, bodies)
        self._show_tab(self.tabs.key())

    def _show_missing(self, error: AmuxError) -> None:
        """A request that still runs has no record yet."""
        if error.code != "not_found":
            self._context.shell.toast("bad", tr("The request could not be read"), describe(error))
        self._log, self._bodies = None, ()
        for tab in ("response", "report"):
            self.tabs.set_count(tab, None)
        self.overview.show_unfinished()
        self._stack.setCurrentWidget(self._overview_area)

    def _show_tab(self, key: str) -> None:
        self._diff.setVisible(key == "upstream")
        if key == "overview" or self._log is None:
            self._stack.setCurrentWidget(self._overview_area)
        elif key == "report":
            self._stack.setCurrentWidget(self._code_area)
            self.code.set_title(tr("Conversion report"))
            self.code.set_code(_report_text(self._log), "text")
        elif key == "response":
            recorded = any(body.part.endswith("_response") for body in self._bodies)
            self._stack.setCurrentWidget(self.response if recorded else self._none)
        else:
            self._show_request_body(key)

    def _show_request_body(self, key: str) -> None:
        body, client = self._body(f"{key}_request"), self._body("client_request")
        if body is None:
            self._stack.setCurrentWidget(self._none)
            return
        self._stack.setCurrentWidget(self._code_area)
        logs = self._context.services.logs
        if key == "upstream" and self._diff.key() == "diff" and client is not None:
            self.code.set_title(tr("Compared with the app's request"))
            work = logs.compare(client, body)
            self._context.runner.run(work, owner=self, on_done=lambda lines: self._show_diff(body, lines))
            return
        self.code.set_title(self._title(key))

        def done(text: str) -> None:
            if self._is_shown(body) and (key == "client" or self._diff.key() == "body"):
                self.code.set_code(_with_headers(body, text), "json")

        self._context.runner.run(logs.body_text(body), owner=self, on_done=done)

    def _show_diff(self, body: RequestBody, lines: tuple[tuple[str, str], ...]) -> None:
        if not self._is_shown(body):
            return
        if not lines:
            self.code.set_code(str(tr("Both requests have the same content.")), "text")
            return
        told = [(sign, str(tr("%n equal line(s)", n=int(text))) if sign == "…" else text) for sign, text in lines]
        self.code.set_diff(told)

    def _is_shown(self, body: RequestBody) -> bool:
        """Whether the answer to a question about this body still belongs on the screen."""
        return body is self._body(f"{self.tabs.key()}_request")

    def _body(self, part: str) -> RequestBody | None:
        """Of several attempts the last."""
        found = [body for body in self._bodies if body.part == part]
        return max(found, key=lambda body: body.attempt) if found else None

    def _title(self, key: str) -> str:
        if self._log is None:
            return ""
        if key == "client":
            return f"{self._log.method} {self._log.path}"
        return self._log.attempts[-1].url if self._log.attempts else ""

    # ------------------------------------------------------------------ actions

    def _open_menu(self) -> None:
        menu = Menu(self)
        has_body = any(body.part == "client_request" for body in self._bodies)
        menu.add(tr("Send again…"), self.replay, icon="play", enabled=has_body)
        menu.add(tr("Copy as curl"), self.copy_curl, icon="square-terminal", enabled=has_body)
        menu.add(tr("Copy the request ID"), lambda: QGuiApplication.clipboard().setText(self._id), icon="copy")
        menu.addSeparator()
        menu.add(tr("Delete"), self._delete, icon="trash-2", danger=True)
        menu.open_below(self._more)

    def replay(self) -> None:
        if self._log is not None:
            answered = self._body("client_response")
            ReplayDialog(self._context, self._log, answered).open_in(self._context.shell.overlay_parent())

    def copy_curl(self) -> None:
        body = self._body("client_request")
        if self._log is None or body is None:
            return
        QGuiApplication.clipboard().setText(as_curl(self._log, body, self._context.services.base_url()))
        self._context.shell.toast("ok", tr("Copied as curl"), tr("Set AMUX_TOKEN to an API token before you run it."))

    def _delete(self) -> None:
        self._context.runner.run(
            self._context.services.logs.delete(self._id), owner=self, on_done=lambda _n: self.closed.emit()
        )


def _with_headers(body: RequestBody, text: str) -> str:
    head = "\n".join(f"{name}: {value}" for name, value in body.headers)
    note = f"\n\n… {tr('cut after {size}', size=bytes_size(len(body.data)))}" if body.truncated else ""
    return f"{head}\n\n{text}{note}" if head else f"{text}{note}"


def _report_text(log: RequestLog) -> str:
    if not log.report:
        return str(tr("Nothing was lost or changed in the conversion."))
    return "\n".join(
        "  ".join(str(value) for value in line.values() if value not in (None, "", [])) for line in log.report
    )
