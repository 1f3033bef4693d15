"""One account as a card: who, how it is, what is left, and what can be done."""

from __future__ import annotations

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from amux_desktop.gui.formats import compact, date_time, percent
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Divider, clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import Icon, LogoTile
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.progress import Bar
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.services.accounts import QuotaView
from amux_desktop.services.pools import Candidate
from amux_desktop.services.records import UsageTotals

_WINDOWS = {"5h": tr("5-hour window"), "week": tr("Week")}
_FEW = 6
_DAY_MS = 86_400_000
_HEALTH: dict[str, tuple[Text, Tone]] = {
    "active": (tr("Ready"), "ok"),
    "limited": (tr("Rate limited"), "warn"),
    "expired": (tr("Signed out"), "bad"),
    "forbidden": (tr("Forbidden"), "bad"),
    "failed": (tr("Checking"), "warn"),
}
_REASONS: dict[str, Text] = {
    "ready": tr("Ready"),
    "affinity": tr("Ready"),
    "spared": tr("Spared: little quota left"),
    "off": tr("Switched off"),
    "limited": tr("Rate limited"),
    "expired": tr("Signed out"),
    "forbidden": tr("Forbidden"),
    "failed": tr("Checking"),
    "cooling": tr("Rate limited"),
    "open": tr("Resting after failures"),
    "probing": tr("Being tried again"),
}


def _health(candidate: Candidate) -> tuple[Text, Tone]:
    """The stored state, unless the pool knows better at this moment."""
    if not candidate.account.enabled:
        return tr("Switched off"), "neutral"
    if candidate.account.state == "active" and not candidate.choice.ready:
        return _REASONS[candidate.choice.reason], "warn"
    return _HEALTH[candidate.account.state]


def reason_text(candidate: Candidate) -> TextLike:
    """Why the pool would or would not ask this account."""
    text = _REASONS[candidate.choice.reason]
    if candidate.choice.until_ms is not None and not candidate.choice.ready:
        return tr("{reason} until {time}", reason=text, time=date_time(candidate.choice.until_ms))
    return text


def remaining(until_ms: int, now_ms: int) -> TextLike:
    """`resets in 2 h 14 min`; a date when it is more than a day away."""
    left = max(0, until_ms - now_ms)
    if left >= _DAY_MS:
        return tr("resets {time}", time=date_time(until_ms))
    hours, minutes = divmod(left // 60_000, 60)
    if hours:
        return tr("resets in {hours} h {minutes} min", hours=hours, minutes=minutes)
    return tr("resets in {minutes} min", minutes=max(1, minutes))


class AccountCard(Card):
    """`action` carries refresh, label, weight, export, login or remove; `switched` the new state of the switch."""

    action = Signal(str)
    switched = Signal(bool)

    def __init__(self, candidate: Candidate, quota: tuple[QuotaView, ...], position: int) -> None:
        super().__init__()
        account = candidate.account
        name = account.label or account.email or account.subject
        self.setAccessibleName(name)
        self.switch = Switch(tr("{name} serves requests", name=name))
        self.switch.set_on(account.enabled)
        self.switch.clicked.connect(self.switched)
        head = row_layout(None, spacing=12)
        head.addWidget(LogoTile("", (account.email or name)[:1].upper(), 36))
        texts = column_layout(None, spacing=4)
        texts.addWidget(ElidedLabel(name, "body_m"))
        badges = row_layout(None, spacing=6)
        if account.plan:
            badges.addWidget(Badge(account.plan))
        text, tone = _health(candidate)
        self.health = Badge(text, tone, dot=True)
        badges.addWidget(self.health)
        if position == 0 and candidate.choice.ready:
            badges.addWidget(Badge(tr("Next"), "accent"))
        if not account.verified:
            unchecked = Badge(tr("Identity not checked"), "warn")
            badges.addWidget(unchecked)
        badges.addStretch(1)
        texts.addLayout(badges)
        head.addLayout(texts, 1)
        head.addWidget(self.switch)
        column = column_layout(None, 15, 13, 15, 11, spacing=12)
        column.addLayout(head)
        self._middle = column_layout(None, spacing=12)
        column.addLayout(self._middle)
        column.addStretch(1)
        column.addWidget(Divider())
        self.usage = Label("", "small", "text2")
        foot = row_layout(None, spacing=4)
        foot.addWidget(self.usage, 1)
        self.sign_in = Button(tr("Sign in again"), "secondary", size="sm")
        self.sign_in.clicked.connect(lambda: self.action.emit("login"))
        self.sign_in.setVisible(account.state == "expired")
        refresh = IconButton("refresh-cw", tr("Refresh {name}", name=name))
        refresh.clicked.connect(lambda: self.action.emit("refresh"))
        more = IconButton("ellipsis", tr("More actions for {name}", name=name))
        more.clicked.connect(lambda: self._open_menu(more))
        for widget in (self.sign_in, refresh, more):
            foot.addWidget(widget)
        column.addLayout(foot)
        self.column.addLayout(column)
        self._candidate, self._quota = candidate, quota
        self._show_middle()

    def set_usage(self, totals: UsageTotals | None) -> None:
        requests = totals.requests if totals is not None else 0
        tokens = totals.input_tokens + totals.output_tokens if totals is not None else 0
        self.usage.set_text(tr("%n request(s), {tokens} tokens", n=requests, tokens=compact(tokens)))

    def tick(self) -> None:
        """Countdowns move on."""
        self._show_middle()

    def _show_middle(self) -> None:
        clear_layout(self._middle)
        account = self._candidate.account
        if account.enabled and account.state in ("expired", "forbidden", "failed"):
            line = row_layout(None, spacing=7)
            line.addWidget(Icon("circle-x", "bad_text", 16))
            reason = account.state_reason or str(_HEALTH[account.state][0])
            text: TextLike = tr("{reason}. The pool skips this account.", reason=reason.rstrip("."))
            if account.next_try_ms is not None:
                text = tr("{reason}. Next try {time}.", reason=reason.rstrip("."), time=date_time(account.next_try_ms))
            line.addWidget(Label(text, "small", "bad_text", wrap=True), 1)
            self._middle.addLayout(line)
            return
        now = time.time_ns() // 1_000_000
        if not self._quota:
            self._middle.addWidget(Label(tr("The quota is not known yet."), "small", "text3"))
        elif len(self._quota) <= 2:
            for view in self._quota:
                self._middle.addWidget(_Quota(view, now))
        else:
            grid = QGridLayout()
            grid.setHorizontalSpacing(16)
            for index, view in enumerate(sorted(self._quota, key=lambda view: -view.used)[:_FEW]):
                grid.addWidget(_Quota(view, now, brief=True), index // 2, index % 2)
            self._middle.addLayout(grid)
        runs_out = min((view.runs_out_ms for view in self._quota if view.runs_out_ms is not None), default=None)
        if runs_out is not None:
            self._middle.addWidget(
                Label(
                    tr("At this pace it is used up {time}", time=date_time(runs_out)), "small", "warn_text", wrap=True
                )
            )

    def _open_menu(self, anchor: QWidget) -> None:
        menu = Menu(self)
        menu.add(tr("Set label…"), lambda: self.action.emit("label"), icon="pencil")
        menu.add(tr("Export…"), lambda: self.action.emit("export"), icon="download")
        menu.add(tr("Sign in again"), lambda: self.action.emit("login"), icon="key-round")
        menu.add(tr("Remove"), lambda: self.action.emit("remove"), icon="trash-2", danger=True)
        menu.open_below(anchor)


class _Quota(QWidget):
    """Name, share left, reset, and a bar."""

    def __init__(self, view: QuotaView, now_ms: int, *, brief: bool = False) -> None:
        super().__init__()
        name: TextLike = _WINDOWS.get(view.name, view.name)
        left = 1.0 - view.used
        column = column_layout(self, spacing=6)
        line = row_layout(None, spacing=8)
        line.addWidget(ElidedLabel(name, "small", "text2"), 1)
        token = "bad_text" if left <= 0.05 else "warn_text" if left <= 0.2 else "text"
        line.addWidget(Label(tr("{share} left", share=percent(left, 0)), "small_m", token))
        when: TextLike = remaining(view.resets_ms, now_ms) if view.resets_ms is not None else ""
        if brief:
            self.setToolTip(str(when))
        elif str(when):
            line.addWidget(Label(when, "small", "text2"))
        column.addLayout(line)
        bar = Bar(tr("{name}: {share} left", name=name, share=percent(left, 0)), quota=True)
        bar.set_share(left)
        column.addWidget(bar)
        self.setMinimumHeight(theme().px(26))
