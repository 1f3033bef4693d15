"""The cards of the dashboard beside the chart: by provider, latest requests, connections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amux_desktop.core.events import RequestSummary
from amux_desktop.gui.formats import clock, duration, number
from amux_desktop.gui.i18n import Text, TextLike, bind, tr
from amux_desktop.gui.models.logs import elapsed, spoken
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.paint import draw_box, draw_hairline, draw_text, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import ClickableRow, TitledCard, clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.log_rows import draw_models, draw_status
from amux_desktop.gui.widgets.logo import IconTile, LogoTile
from amux_desktop.gui.widgets.progress import Bar
from amux_desktop.gui.widgets.traffic_series import key_name
from amux_desktop.services.code_status import ToolStatus
from amux_desktop.services.dashboard import Picture
from amux_desktop.services.records import ApiToken, LogPage, UsageTotals

_LATEST = 5
_TOOLS = ("claude-code", "codex")
_ROW = 39


_RANKINGS: dict[str, tuple[Text, str, str]] = {
    "provider": (tr("By provider"), "boxes", "providers"),
    "proxy": (tr("By proxy"), "route", "proxies"),
    "model": (tr("By model"), "brain", "logs"),
    "client": (tr("By app"), "app-window", "logs"),
}


class RankingCard(TitledCard):
    """Top five by requests; the bar is the share of the largest."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("By provider"))
        self._page = "providers"
        more = IconButton("arrow-up-right", tr("Show all"))
        more.clicked.connect(lambda: context.shell.open_page(self._page))
        self.trailing.addStretch(1)
        self.trailing.addWidget(more)
        self._lines = column_layout(None, 16, 4, 16, 14, spacing=14)
        self.column.addLayout(self._lines)
        self.column.addStretch(1)

    def show_ranking(self, picture: Picture, logos: Mapping[str, str]) -> None:
        """Of the picture's split; by provider when it is not split. `logos` by provider id."""
        title, icon, self._page = _RANKINGS.get(picture.split, _RANKINGS["provider"])
        self.title.set_text(title)
        clear_layout(self._lines)
        if not picture.ranking:
            self._lines.addWidget(Label(tr("No requests in this period"), "small", "text3"))
        largest = max((bucket.totals.requests for bucket in picture.ranking), default=1)
        for bucket in picture.ranking:
            name = key_name(picture, bucket.key)
            mark = (
                LogoTile(logos.get(bucket.key, ""), str(name), 28) if icon == "boxes" else IconTile(icon, "neutral", 28)
            )
            self._lines.addLayout(self._line(mark, name, bucket.totals, largest))

    def _line(self, mark: QWidget, name: TextLike, totals: UsageTotals, largest: int) -> QHBoxLayout:
        row = row_layout(None, spacing=10)
        row.addWidget(mark)
        right = column_layout(None, spacing=4)
        head = row_layout(None, spacing=6)
        head.addWidget(ElidedLabel(name, "body_m"), 1)
        head.addWidget(Label(number(totals.requests), "body_s", "text2"))
        bar = Bar(tr("{name}, {count} requests", name=name, count=number(totals.requests)))
        bar.set_share(totals.requests / max(1, largest))
        right.addLayout(head)
        right.addWidget(bar)
        row.addLayout(right, 1)
        return row


class RequestRow(ClickableRow):
    """Time, status, models and duration in one painted row; opens the request in Logs."""

    focus_inside = True

    def __init__(self, row: RequestSummary, logo: str) -> None:
        super().__init__()
        self.show_request(row, logo)

    def show_request(self, row: RequestSummary, logo: str) -> None:
        self.row = row
        self._logo = logo
        bind(self.setAccessibleName, spoken(row))
        self.update()

    def shows(self, row: RequestSummary, logo: str) -> bool:
        return self.row == row and self._logo == logo

    def sizeHint(self) -> QSize:
        return QSize(300, theme().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        px = theme().px
        height = self.height()
        with painting(self) as painter:
            draw_hairline(painter, 0, self.width(), 0)
            if self.underMouse():
                draw_box(painter, QRectF(6, 2, self.width() - 12, height - 4), c.hover, None, 7)
            painter.setFont(theme().font("figures"))
            draw_text(painter, QRectF(16, 0, px(64), height), str(clock(self.row.started_ms)), c.text2)
            draw_status(painter, QRectF(px(80), 0, px(66), height), self.row)
            painter.setFont(theme().font("figures"))
            total = str(duration(elapsed(self.row)))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, QRectF(self.width() - 96, 0, 80, height), total, c.text2, right)
            draw_models(painter, QRectF(px(150), 0, self.width() - px(150) - 100, height), self.row, self._logo)


class LatestCard(TitledCard):
    """The five newest requests, running ones first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Latest requests"))
        self._context = context
        self._logos: Mapping[str, str] = {}
        self.rows: list[RequestRow] = []
        every = Button(tr("View all"), "ghost", trailing="chevron-right", size="sm")
        every.clicked.connect(lambda: context.shell.open_page("logs"))
        self.trailing.addStretch(1)
        self.trailing.addWidget(every)
        self._list = column_layout(None, spacing=0)
        self.column.addLayout(self._list)
        self.column.addStretch(1)

    def set_logos(self, logos: Mapping[str, str]) -> None:
        self._logos = logos

    def load(self) -> None:
        """From the database, when nothing has come through since this start."""

        def show(page: LogPage) -> None:
            self.show_rows((), page.rows)

        work = self._context.services.logs.page(limit=_LATEST)
        self._context.runner.run(work, owner=self, on_done=show)

    def show_rows(self, live: Sequence[RequestSummary], recent: Sequence[RequestSummary]) -> None:
        if not live and not recent and self.rows:
            return
        newest = sorted([*live, *recent], key=lambda row: -row.started_ms)[:_LATEST]
        while len(self.rows) > len(newest):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, summary in enumerate(newest):
            logo = self._logos.get(summary.provider_id, "")
            if place == len(self.rows):
                self._add(RequestRow(summary, logo))
            elif not self.rows[place].shows(summary, logo):
                self.rows[place].show_request(summary, logo)

    def _add(self, row: RequestRow) -> None:
        row.clicked.connect(lambda: self._context.shell.open_page("logs", row.row.id))
        self.rows.append(row)
        self._list.addWidget(row)


class ConnectionsCard(TitledCard):
    """What goes through Amux: the coding tools, the tunnel, and the guard at the door. A locked vault comes first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Connections"))
        self._context = context
        self._lines = column_layout(None, spacing=0)
        self.column.addLayout(self._lines)
        self.column.addStretch(1)

    def refresh(self) -> None:
        services = self._context.services

        async def load() -> tuple[tuple[ApiToken, ...], tuple[ToolStatus, ...]]:
            return await services.tokens.list(), await services.code_switch.list()

        self._context.runner.run(load(), owner=self, on_done=self._show)

    def _show(self, loaded: tuple[tuple[ApiToken, ...], tuple[ToolStatus, ...]]) -> None:
        tokens, tools = loaded
        services = self._context.services
        required = services.settings.current.proxy_auth_required
        active = sum(token.enabled for token in tokens)
        clear_layout(self._lines)
        if not services.vault.status.is_open:
            lock = Badge(tr("Locked"), "bad", dot=True)
            self._add(
                IconTile("lock", "neutral", 28),
                tr("Stored keys"),
                tr("need the passphrase"),
                lock,
                "settings",
                "security",
            )
        for tool in [tool for tool in tools if tool.id in _TOOLS]:
            self._add_tool(tool)
        tunnel = services.tunnel.status
        on = tunnel.state in ("running", "reconnecting")
        reach = tunnel.url.partition("://")[2] if on else tr("only this computer")
        light: Tone = (
            "bad" if tunnel.state == "failed" else "ok" if tunnel.state == "running" else "warn" if on else "neutral"
        )
        name = tr("Failed") if tunnel.state == "failed" else _on(on)[0]
        self._add(IconTile("globe", "neutral", 28), tr("Tunnel"), reach, Badge(name, light, dot=True), "tunnel")
        guard = (
            Badge(tr("Required"), "ok", dot=True) if required else Badge(tr("Off", "authentication"), "warn", dot=True)
        )
        shield = IconTile("shield-check", "neutral", 28)
        self._add(shield, tr("Authentication"), tr("%n active token(s)", n=active), guard, "tokens")

    def _add_tool(self, tool: ToolStatus) -> None:
        if tool.enabled and tool.condition in ("changed", "broken"):
            body, badge = tr("changed by another program"), Badge(tr("Look", "tool"), "warn", dot=True)
        elif tool.enabled:
            body = tr("to {provider}", provider=tool.target_name)
            running = self._context.services.proxy.status.state == "running"
            badge = (
                Badge(tr("On", "server"), "ok", dot=True) if running else Badge(tr("Cut off", "tool"), "bad", dot=True)
            )
        else:
            body = tr("uses its own settings") if tool.found.is_there else tr("not found here")
            badge = Badge(tr("Off", "server"), "neutral", dot=True)
        self._add(LogoTile(tool.logo, tool.name, 28), tool.name, body, badge, "code_switch", tool.id)

    def _add(self, tile: QWidget, title: TextLike, body: TextLike, badge: Badge, page: str, target: str = "") -> None:
        row = _ConnectionRow(tile, title, body, badge)
        row.clicked.connect(lambda: self._context.shell.open_page(page, target))
        self._lines.addWidget(row)


class _ConnectionRow(ClickableRow):
    focus_inside = True

    def __init__(self, tile: QWidget, title: TextLike, body: TextLike, badge: QWidget) -> None:
        super().__init__()
        bind(self.setAccessibleName, tr("{title}: {body}", title=title, body=body))
        line = row_layout(self, 15, 7, 13, 7, spacing=11)
        line.addWidget(tile)
        texts = column_layout(None, spacing=1)
        texts.addWidget(ElidedLabel(title, "body_m"))
        texts.addWidget(ElidedLabel(body, "small", "text2"))
        line.addLayout(texts, 1)
        line.addWidget(badge)
        self.setMinimumHeight(theme().px(51))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_hairline(painter, 0, self.width(), 0)
            if self.underMouse():
                painter.fillRect(self.rect().adjusted(1, 1, -1, 0), colors().hover)


def _on(running: bool) -> tuple[TextLike, Tone]:
    return (tr("On", "server"), "ok") if running else (tr("Off", "server"), "neutral")
