"""One account as a card: who, how it is, what is left, and what can be done."""

from __future__ import annotations

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from amux_desktop.gui.formats import compact, date_time, moment, percent
from amux_desktop.gui.i18n import Text, TextLike, bind, number, tr
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
from amux_desktop.services.records import Account, UsageTotals

WINDOWS: dict[str, Text] = {"5h": tr("5-hour window"), "week": tr("Week")}
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


def name_of(account: Account) -> str:
    """What the user calls it."""
    return account.label or account.email or account.subject


def reason_text(candidate: Candidate) -> TextLike:
    """Why the pool would or would not ask this account."""
    text = _REASONS[candidate.choice.reason]
    if candidate.choice.until_ms is not None and not candidate.choice.ready:
        return tr("{reason} until {time}", reason=text, time=moment(candidate.choice.until_ms))
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
    """`action` carries refresh, label, weight, history, export, login or remove; `switched` the new state of the switch.

    `show_account` shows another state in the same widgets, so that focus and an open menu survive a refresh.
    """

    action = Signal(str)
    switched = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._candidate: Candidate | None = None
        self._quota: tuple[QuotaView, ...] = ()
        self.switch = Switch("")
        self.switch.clicked.connect(self.switched)
        self._tile = LogoTile("", "", 36)
        self._name = ElidedLabel("", "body_m")
        self._badges = row_layout(None, spacing=6)
        head = row_layout(None, spacing=12)
        head.addWidget(self._tile)
        texts = column_layout(None, spacing=4)
        texts.addWidget(self._name)
        texts.addLayout(self._badges)
        head.addLayout(texts, 1)
        head.addWidget(self.switch)
        column = column_layout(None, 15, 13, 15, 11, spacing=12)
        column.addLayout(head)
        self._middle = column_layout(None, spacing=12)
        column.addLayout(self._middle)
        column.addStretch(1)
        column.addWidget(Divider())
        column.addLayout(self._build_foot())
        self.column.addLayout(column)
        self.health = Badge("")

    def _build_foot(self) -> QHBoxLayout:
        self.usage = Label("", "small", "text2")
        foot = row_layout(None, spacing=4)
        foot.addWidget(self.usage, 1)
        self.sign_in = Button(tr("Sign in again"), "secondary", size="sm")
        self.sign_in.clicked.connect(lambda: self.action.emit("login"))
        self._history = IconButton("history", tr("Quota history"))
        self._history.clicked.connect(lambda: self.action.emit("history"))
        self._refresh = IconButton("refresh-cw", tr("Refresh"))
        self._refresh.clicked.connect(lambda: self.action.emit("refresh"))
        self._more = IconButton("ellipsis", tr("More actions"))
        self._more.clicked.connect(lambda: self._open_menu(self._more))
        for widget in (self.sign_in, self._history, self._refresh, self._more):
            foot.addWidget(widget)
        return foot

    def show_account(self, candidate: Candidate, quota: tuple[QuotaView, ...], *, is_next: bool) -> None:
        account = candidate.account
        name = name_of(account)
        self._candidate, self._quota = candidate, quota
        self.setAccessibleName(name)
        self._tile.set_logo("", (account.email or name)[:1].upper())
        self._name.set_text(name)
        bind(self.switch.setAccessibleName, tr("{name} serves requests", name=name))
        self.switch.set_on(account.enabled)
        self.sign_in.setVisible(account.state == "expired")
        self._history.set_name(tr("Quota history of {name}", name=name))
        self._refresh.set_name(tr("Refresh {name}", name=name))
        self._more.set_name(tr("More actions for {name}", name=name))
        self._show_badges(candidate, is_next)
        self._show_middle()

    def _show_badges(self, candidate: Candidate, is_next: bool) -> None:
        account = candidate.account
        clear_layout(self._badges)
        if account.plan:
            self._badges.addWidget(Badge(account.plan))
        text, tone = _health(candidate)
        self.health = Badge(text, tone, dot=True)
        self._badges.addWidget(self.health)
        if is_next:
            self._badges.addWidget(Badge(tr("Next"), "accent"))
        if account.weight != 1:
            self._badges.addWidget(Badge(tr("Weight {weight}", weight=number(account.weight))))
        if not account.verified:
            self._badges.addWidget(Badge(tr("Identity not checked"), "warn"))
        self._badges.addStretch(1)

    def set_usage(self, totals: UsageTotals | None) -> None:
        requests = totals.requests if totals is not None else 0
        tokens = totals.input_tokens + totals.output_tokens if totals is not None else 0
        self.usage.set_text(tr("%n request(s), {tokens} tokens", n=requests, tokens=compact(tokens)))

    def tick(self) -> None:
        """Countdowns move on."""
        self._show_middle()

    def _show_middle(self) -> None:
        clear_layout(self._middle)
        candidate = self._candidate
        if candidate is None:
            return
        if candidate.account.enabled and candidate.account.state in ("expired", "forbidden", "failed"):
            self._middle.addWidget(_Trouble(_problem(candidate.account), "circle-x", "bad_text"))
            return
        self._show_quota()
        choice = candidate.choice
        if choice.error and choice.error_ms is not None:
            text = tr("{time}: {error}", time=date_time(choice.error_ms), error=choice.error)
            if choice.until_ms is not None and not choice.ready:
                text = tr(
                    "{time}: {error}. Next try {next}",
                    time=date_time(choice.error_ms),
                    error=choice.error.rstrip("."),
                    next=moment(choice.until_ms),
                )
            self._middle.addWidget(_Trouble(text, "triangle-alert", "warn_text"))

    def _show_quota(self) -> None:
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
        ending = min(
            (view for view in self._quota if view.runs_out_ms is not None),
            key=lambda view: view.runs_out_ms or 0,
            default=None,
        )
        if ending is not None and ending.runs_out_ms is not None:
            text = tr(
                "{window}: at this pace used up {time}",
                window=WINDOWS.get(ending.name, ending.name),
                time=date_time(ending.runs_out_ms),
            )
            self._middle.addWidget(Label(text, "small", "warn_text", wrap=True))

    def _open_menu(self, anchor: QWidget) -> None:
        menu = Menu(self)
        menu.add(tr("Set label…"), lambda: self.action.emit("label"), icon="pencil")
        menu.add(tr("Set weight…"), lambda: self.action.emit("weight"), icon="sliders-horizontal")
        menu.add(tr("Quota history…"), lambda: self.action.emit("history"), icon="history")
        menu.add(tr("Export…"), lambda: self.action.emit("export"), icon="download")
        menu.add(tr("Sign in again"), lambda: self.action.emit("login"), icon="key-round")
        menu.add(tr("Remove"), lambda: self.action.emit("remove"), icon="trash-2", danger=True)
        menu.open_below(anchor)


class _Trouble(QWidget):
    """One sentence about what is wrong."""

    def __init__(self, text: TextLike, icon: str, token: str) -> None:
        super().__init__()
        line = row_layout(self, spacing=7)
        line.addWidget(Icon(icon, token, 16))
        line.addWidget(Label(text, "small", token, wrap=True), 1)


def _problem(account: Account) -> TextLike:
    reason = (account.state_reason or str(_HEALTH[account.state][0])).rstrip(".")
    if account.next_try_ms is not None:
        return tr("{reason}. Next try {time}.", reason=reason, time=moment(account.next_try_ms))
    return tr("{reason}. The pool skips this account.", reason=reason)


class _Quota(QWidget):
    """Name, share left, reset, and a bar."""

    def __init__(self, view: QuotaView, now_ms: int, *, brief: bool = False) -> None:
        super().__init__()
        name: TextLike = WINDOWS.get(view.name, view.name)
        left = 1.0 - view.used
        column = column_layout(self, spacing=6)
        line = row_layout(None, spacing=8)
        line.addWidget(ElidedLabel(name, "small", "text2"), 1)
        token = "bad_text" if left <= 0.05 else "warn_text" if left <= 0.2 else "text"
        line.addWidget(Label(tr("{share} left", share=percent(left, 0)), "small_m", token))
        when: TextLike = remaining(view.resets_ms, now_ms) if view.resets_ms is not None else ""
        if view.runs_out_ms is not None:
            self.setToolTip(str(tr("At this pace used up {time}", time=date_time(view.runs_out_ms))))
        elif brief:
            self.setToolTip(str(when))
        if str(when) and not brief:
            line.addWidget(Label(when, "small", "text2"))
        column.addLayout(line)
        bar = Bar(tr("{name}: {share} left", name=name, share=percent(left, 0)), quota=True)
        bar.set_share(left)
        column.addWidget(bar)
        self.setMinimumHeight(theme().px(26))
