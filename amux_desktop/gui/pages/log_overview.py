"""The first tab of the inspector: attempts in order, where the time went, and the facts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from amux_desktop.gui.formats import compact, duration, money, number
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.card import Card, Section, clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import LogoTile
from amux_desktop.gui.wire_formats import LONG
from amux_desktop.services.records import Attempt, RequestLog

_REASONS: dict[str, Text] = {
    "quota": tr("rate limited"),
    "overloaded": tr("overloaded"),
    "timeout": tr("timed out"),
}


class TimeBar(QWidget):
    """A span within the whole duration. Decoration: the number beside it says the same."""

    def __init__(self, start: float, end: float, token: str) -> None:
        super().__init__()
        self._start, self._end, self._token = start, end, token
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80, theme().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, QRectF(0, 1, self.width(), 6), c.sunken, None, 3)
            x = self._start * self.width()
            width = max(4.0, (self._end - self._start) * self.width())
            draw_box(painter, QRectF(min(x, self.width() - width), 0, width, 8), c.named(self._token), None, 3)


class LogOverview(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._column = column_layout(self, 16, 14, 16, 20, spacing=10)

    def show_unfinished(self) -> None:
        """A request that still runs has no record, and neither has one that was deleted."""
        clear_layout(self._column)
        text = tr("Attempts, times and bodies appear here when the request is over.")
        self._column.addWidget(Label(text, "body", "text2", wrap=True))
        self._column.addStretch(1)

    def show_log(self, log: RequestLog, logos: Mapping[str, str]) -> None:
        clear_layout(self._column)
        if log.outcome == "error":
            title = log.error_message or tr("The request failed")
            self._column.addWidget(Banner("bad", title, log.error_code))
        if log.attempts:
            self._column.addWidget(Section(tr("Attempts")))
            card = Card()
            for place, attempt in enumerate(log.attempts, 1):
                card.add_row(_attempt_row(place, attempt, logos))
            self._column.addWidget(card)
        self._column.addSpacing(6)
        self._column.addWidget(Section(tr("Timing")))
        self._column.addLayout(_timing(log))
        self._column.addSpacing(6)
        self._column.addWidget(Section(tr("Request")))
        self._column.addLayout(_facts(log))
        self._column.addStretch(1)


def _attempt_row(place: int, attempt: Attempt, logos: Mapping[str, str]) -> QWidget:
    row = QWidget()
    line = row_layout(row, 12, 7, 12, 7, spacing=10)
    line.addWidget(Label(str(place), "body_s", "text2"))
    line.addWidget(LogoTile(logos.get(attempt.provider_id, ""), attempt.provider_name or "?", 24))
    texts = column_layout(None, spacing=1)
    names = row_layout(None, spacing=7)
    names.addWidget(ElidedLabel(attempt.provider_name or "–", "body_m"))
    names.addWidget(ElidedLabel(attempt.model, "mono", "text2"), 1)
    texts.addLayout(names)
    words: TextLike = _REASONS.get(attempt.reason, attempt.reason) if attempt.reason else ""
    if attempt.error_message:
        words = attempt.error_message
    texts.addWidget(ElidedLabel(words if str(words) else tr("answered"), "small", "text2"))
    line.addLayout(texts, 1)
    right = column_layout(None, spacing=2)
    right.addWidget(_status_badge(attempt.status), 0, Qt.AlignmentFlag.AlignRight)
    right.addWidget(Label(duration(attempt.duration_ms), "small", "text2"), 0, Qt.AlignmentFlag.AlignRight)
    line.addLayout(right)
    return row


def _status_badge(status: int | None) -> Badge:
    tone: Tone = "ok" if status and status < 300 else "warn" if status in (408, 409, 429) else "bad"
    return Badge(str(status) if status else tr("no answer"), tone)


def _timing(log: RequestLog) -> QGridLayout:
    """Bars on one scale: each failed attempt, waiting for the first token, the stream."""
    total = max(1, log.duration_ms)
    spans: list[tuple[TextLike, float, float, str]] = []
    for attempt in log.attempts[:-1]:
        until = attempt.started_ms + (attempt.duration_ms or 0)
        spans.append((tr("Attempt at {name}", name=attempt.provider_name), attempt.started_ms, until, "warn"))
    begin = float(log.attempts[-1].started_ms) if log.attempts else 0.0
    if begin > 1 and not spans:
        spans.append((tr("Conversion"), 0, begin, "c1"))
    if log.first_token_ms is not None:
        spans.append((tr("Wait for first token"), begin, log.first_token_ms, "info"))
        spans.append((tr("Stream") if log.stream else tr("Answer"), log.first_token_ms, total, "ok"))
    else:
        spans.append((tr("Answer"), begin, total, "ok" if log.outcome == "ok" else "bad"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, (name, start, end, token) in enumerate(spans):
        grid.addWidget(Label(name, "small", "text2"), row, 0)
        grid.addWidget(TimeBar(start / total, end / total, token), row, 1)
        value = Label(duration(end - start), "small")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(value, row, 2)
    return grid


def _facts(log: RequestLog) -> QGridLayout:
    tokens: TextLike = "–"
    if log.input_tokens is not None or log.output_tokens is not None:
        tokens = tr(
            "{input} in, {output} out, {cached} cached",
            input=compact(log.input_tokens),
            output=compact(log.output_tokens),
            cached=compact(log.cache_read_tokens or 0),
        )
    way: TextLike = LONG.get(log.inbound, log.inbound)
    if log.outbound and log.outbound != log.inbound:
        way = tr("{inbound} to {outbound}", inbound=way, outbound=LONG.get(log.outbound, log.outbound))
    entries: list[tuple[Text, TextLike, bool]] = [
        (tr("App"), f"{log.client} {log.client_version}".strip() or "–", False),
        (tr("Token", "access key"), log.token_name or "–", False),
        (tr("Entered at"), log.path, True),
        (tr("Format"), way, False),
        (tr("Answered by"), log.provider_name or "–", False),
        (tr("Tokens", "model units"), tokens, False),
        (tr("Cost"), _cost(log), False),
        (
            tr("Size"),
            tr("{sent} sent, {got} received", sent=_size(log.request_bytes), got=_size(log.response_bytes)),
            False,
        ),
    ]
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    for row, (name, value, mono) in enumerate(entries):
        grid.addWidget(Label(name, "small", "text2"), row, 0)
        grid.addWidget(ElidedLabel(value, "mono" if mono else "small"), row, 1)
    return grid


def _cost(log: RequestLog) -> TextLike:
    """Some bundled prices are what others quote from the vendor's page; then the amount is as good as that."""
    amount = money(log.cost_nanos)
    return tr("{cost}, by an estimated price", cost=amount) if log.price and log.price.get("estimated") else amount


def _size(count: int) -> TextLike:
    return tr("{count} bytes", count=number(count)) if count < 10_000 else tr("{count} KB", count=number(count // 1024))
