"""One request in detail: attempts and timing, both sides of the conversion, the answer, and what the conversion reports."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.dialogs.replay import ReplayDialog
from amux_desktop.gui.formats import date_time, duration
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.logs import status_of
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.pages.log_overview import LogOverview
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Option, Segmented, Tabs
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
        self._side = Segmented(
            tr("Show"), [Option("a", tr("To the app")), Option("b", tr("From the provider"))], small=True
        )
        self._side.chosen.connect(lambda _key: self._show_tab(self.tabs.key()))
        self._diff = Segmented(tr("Show"), [Option("body", tr("Body")), Option("diff", tr("Compare"))], small=True)
        self._diff.chosen.connect(lambda _key: self._show_tab(self.tabs.key()))
        code_area = QWidget()
        area = column_layout(code_area, 16, 14, 16, 16, spacing=10)
        choice = row_layout(None, spacing=8)
        choice.addWidget(self._side)
        choice.addWidget(self._diff)
        choice.addStretch(1)
        area.addLayout(choice)
        area.addWidget(self.code, 1)
        self._none = EmptyState(
            "file-text", tr("Bodies are not kept"), tr("Turn on Keep bodies under Settings, Logging to see them here.")
        )
        self._stack = QStackedLayout()
        for widget in (self._overview_area, code_area, self._none):
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
        self._log = None
        self._bodies = ()
        self._logos = logos
        if row is not None:
            self._show_head(row)
        services = self._context.services

        async def load() -> tuple[RequestLog, tuple[RequestBody, ...]]:
            return await services.logs.get(request_id), await services.logs.bodies(request_id)

        self._context.runner.run(load(), owner=self, on_done=self._show, on_error=self._show_missing)

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
        events = next((len(body.timings_ms) for body in bodies if body.part == "client_response"), 0)
        self.tabs.set_count("response", events or None)
        self.tabs.set_count("report", len(log.report) or None)
        self._show_tab(self.tabs.key())

    def _show_missing(self, error: AmuxError) -> None:
        """A request that still runs has no record yet."""
        if error.code != "not_found":
            self._context.shell.toast("bad", tr("The request could not be read"), describe(error))
        self.overview.clear()
        self._stack.setCurrentWidget(self._overview_area)

    def _show_tab(self, key: str) -> None:
        self._side.setVisible(key == "response")
        self._diff.setVisible(key == "upstream")
        if key == "overview" or self._log is None:
            self._stack.setCurrentWidget(self._overview_area)
            return
        if key == "report":
            self._stack.setCurrentWidget(self._code_area)
            self.code.set_title(tr("Conversion report"))
            self.code.set_code(_report_text(self._log), "text")
            return
        body = self._body(key)
        if body is None:
            self._stack.setCurrentWidget(self._none)
            return
        self._stack.setCurrentWidget(self._code_area)
        client = self._body("client")
        if key == "upstream" and self._diff.key() == "diff" and client is not None:
            self.code.set_title(tr("Compared with the app's request"))
            self.code.set_diff(_diff(_pretty(client.data), _pretty(body.data)))
            return
        self.code.set_title(self._title(key))
        self.code.set_code(_with_headers(body), "json")

    def _body(self, key: str) -> RequestBody | None:
        part = {"client": "client_request", "upstream": "upstream_request"}.get(key, "client_response")
        if key == "response" and self._side.key() == "b":
            part = "upstream_response"
        found = [body for body in self._bodies if body.part == part]
        return max(found, key=lambda body: body.attempt) if found else None

    def _title(self, key: str) -> str:
        assert self._log is not None
        if key == "client":
            return f"{self._log.method} {self._log.path}"
        if key == "upstream":
            return self._log.attempts[-1].url if self._log.attempts else ""
        return str(duration(self._log.duration_ms))

    # ------------------------------------------------------------------ actions

    def _open_menu(self) -> None:
        menu = Menu(self)
        has_body = any(body.part == "client_request" for body in self._bodies)
        menu.add(tr("Send again…"), self.replay, icon="play", enabled=has_body)
        menu.add(tr("Copy the request ID"), lambda: QGuiApplication.clipboard().setText(self._id), icon="copy")
        menu.addSeparator()
        menu.add(tr("Delete"), self._delete, icon="trash-2", danger=True)
        menu.open_below(self._more)

    def replay(self) -> None:
        if self._log is not None:
            answer = next((body.data for body in self._bodies if body.part == "client_response"), b"")
            ReplayDialog(self._context, self._log, answer.decode("utf-8", "replace")).open_in(
                self._context.shell.overlay_parent()
            )

    def _delete(self) -> None:
        self._context.runner.run(
            self._context.services.logs.delete(self._id), owner=self, on_done=lambda _n: self.closed.emit()
        )


def _pretty(data: bytes) -> str:
    """JSON with indentation; anything else as it is."""
    text = data.decode("utf-8", "replace")
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


def _with_headers(body: RequestBody) -> str:
    head = "\n".join(f"{name}: {value}" for name, value in body.headers)
    note = f"\n\n… {tr('cut after {size} bytes', size=len(body.data))}" if body.truncated else ""
    return f"{head}\n\n{_pretty(body.data)}{note}" if head else f"{_pretty(body.data)}{note}"


def _diff(old: str, new: str) -> list[tuple[str, str]]:
    """Lines with their sign, without the marks of `ndiff` inside lines."""
    return [
        (line[0], line[2:]) for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[:1] in ("+", "-", " ")
    ]


def _report_text(log: RequestLog) -> str:
    if not log.report:
        return str(tr("Nothing was lost or changed in the conversion."))
    return "\n".join(
        "  ".join(str(value) for value in line.values() if value not in (None, "", [])) for line in log.report
    )
