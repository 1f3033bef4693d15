"""The pool on the accounts page: how many are ready, how the next one is picked, and who is next and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout

from amux_desktop.gui.formats import percent
from amux_desktop.gui.i18n import Text, TextLike, number, tr
from amux_desktop.gui.pages.account_card import name_of, reason_text
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Divider, clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.copy_field import CopyField
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import LogoTile
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.pools import Candidate, PoolView

WHY: dict[str, Text] = {
    "": tr("it can serve"),
    "affinity": tr("its conversation stays on it"),
    "only": tr("nobody else is ready"),
    "turn": tr("it is its turn"),
    "least_used": tr("it served least for its weight"),
    "most_left": tr("it has most quota left"),
    "order": tr("it comes first and is not used up"),
}
_SHOWN = 5
_FIGURES = 3
"""From this column on the lines hold figures."""


def strategies() -> list[Option]:
    """How the next account can be picked."""
    return [
        Option("round_robin", tr("Take turns")),
        Option("least_used", tr("Least used")),
        Option("quota_aware", tr("Most quota left")),
        Option("fill_first", tr("One after the other")),
    ]


class PoolCard(Card):
    """`strategy_chosen` and `model_chosen` carry the user's choice."""

    strategy_chosen = Signal(str)
    model_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        inner = column_layout(None, 15, 15, 15, 15, spacing=14)
        inner.addLayout(self._build_head())
        inner.addWidget(Divider())
        inner.addLayout(self._build_next())
        inner.addWidget(Divider())
        use = row_layout(None, spacing=10)
        use.addWidget(Label(tr("Use the model"), "small", "text2"))
        self._model = CopyField("", icon="route", name=tr("Copy the model"))
        use.addWidget(self._model, 1)
        self.test = Button(tr("Test pool"), icon="plug-zap")
        use.addWidget(self.test)
        inner.addLayout(use)
        self.column.addLayout(inner)

    def set_narrow(self, narrow: bool) -> None:
        """The choice under the name instead of beside it."""
        directions = QBoxLayout.Direction
        self._head.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _build_head(self) -> QHBoxLayout:
        head = self._head = row_layout(None, spacing=12)
        who = row_layout(None, spacing=12)
        self._logo = LogoTile("", "", 40)
        who.addWidget(self._logo)
        texts = column_layout(None, spacing=5)
        self._name = Label("", "h3")
        self._counts = row_layout(None, spacing=6)
        texts.addWidget(self._name)
        texts.addLayout(self._counts)
        who.addLayout(texts, 1)
        head.addLayout(who, 1)
        pick = column_layout(None, spacing=6)
        pick.addWidget(Label(tr("Pick the next account by"), "small", "text2"))
        line = row_layout(None, spacing=8)
        self.strategy = Segmented(tr("Pick the next account by"), strategies())
        self.strategy.chosen.connect(self.strategy_chosen)
        line.addWidget(self.strategy)
        self.settings = Button(tr("Pool settings…"), icon="sliders-horizontal")
        line.addWidget(self.settings)
        line.addStretch(1)
        pick.addLayout(line)
        head.addLayout(pick)
        return head

    def _build_next(self) -> QVBoxLayout:
        column = column_layout(None, spacing=8)
        line = row_layout(None, spacing=10)
        self.next = Label("", "body", wrap=True)
        line.addWidget(self.next, 1)
        self.model = Select(tr("For the model"), mono=True)
        self.model.picked.connect(self.model_chosen)
        self.model.setMinimumWidth(theme().px(240))
        line.addWidget(self.model)
        column.addLayout(line)
        self._order = QGridLayout()
        self._order.setHorizontalSpacing(12)
        self._order.setVerticalSpacing(4)
        self._order.setColumnStretch(1, 3)
        self._order.setColumnStretch(2, 4)
        column.addLayout(self._order)
        return column

    def show_pool(self, view: PoolView, model: str) -> None:
        self._logo.set_logo(view.vendor.logo, view.vendor.title)
        self._name.set_text(tr("{vendor} account pool", vendor=view.vendor.title))
        self._show_counts(view)
        self.strategy.set_key(view.pool.strategy)
        self._show_models(view, model)
        self.next.set_text(_next_text(view))
        clear_layout(self._order)
        for place, candidate in enumerate(view.candidates[:_SHOWN], 1):
            _put_line(self._order, place, candidate)
        if len(view.candidates) > _SHOWN:
            more = tr("and %n more", n=len(view.candidates) - _SHOWN)
            self._order.addWidget(Label(more, "small", "text3"), _SHOWN + 1, 1)

    def _show_counts(self, view: PoolView) -> None:
        out = sum(item.account.enabled and item.account.state in ("expired", "forbidden") for item in view.candidates)
        off = sum(not item.account.enabled for item in view.candidates)
        resting = len(view.candidates) - view.ready - out - off
        clear_layout(self._counts)
        counts: tuple[tuple[int, Text, str], ...] = (
            (view.ready, tr("{count} ready", count=number(view.ready)), "ok"),
            (resting, tr("{count} resting", count=number(resting)), "warn"),
            (out, tr("{count} signed out or forbidden", count=number(out)), "bad"),
            (off, tr("{count} switched off", count=number(off)), "neutral"),
        )
        for count, text, tone in counts:
            if count or tone == "ok":
                self._counts.addWidget(Badge(text, tone if count else "neutral", dot=True))  # type: ignore[arg-type]  # all of them are tones
        self._counts.addStretch(1)

    def _show_models(self, view: PoolView, model: str) -> None:
        """Limits differ by model at some vendors; there the picture is drawn for one of them."""
        provider = view.provider
        models = [item for item in provider.models if item.enabled] if provider is not None else []
        if provider is not None:
            self._model.set_value(f"{provider.slug}/{model or (models[0].id if models else '')}")
        self.model.setVisible(view.vendor.quota_scope == "model" and bool(models))
        self.model.set_choices([Choice("", tr("Any model")), *(Choice(item.id, item.id) for item in models)])
        self.model.set_key(model)


def _put_line(grid: QGridLayout, place: int, candidate: Candidate) -> None:
    """Place, account, why or why not, what it served, what is left."""
    choice = candidate.choice
    text: TextLike = reason_text(candidate)
    if choice.why:
        text = WHY[choice.why]
    elif choice.reason == "ready":
        text = tr("stands by")
    token = "text2" if choice.ready else "warn_text" if choice.until_ms is not None else "text3"
    served = tr("%n request(s), weight {weight}", n=choice.served, weight=number(choice.weight))
    known = choice.left if candidate.account.state not in ("expired", "forbidden") else None
    left: TextLike = "–" if known is None else tr("{share} left", share=percent(known, 0))
    cells = (
        Label(number(place), "small", "text3"),
        ElidedLabel(name_of(candidate.account), "small_m", "text" if choice.ready else "text3"),
        ElidedLabel(text, "small", token),
        Label(served, "small", "text3"),
        Label(left, "small", "text2"),
    )
    for column, cell in enumerate(cells):
        align = Qt.AlignmentFlag.AlignRight if column >= _FIGURES else Qt.AlignmentFlag(0)
        grid.addWidget(cell, place, column, align)


def _next_text(view: PoolView) -> TextLike:
    first = view.candidates[0] if view.candidates else None
    if first is None:
        return ""
    name = name_of(first.account)
    if not first.choice.ready:
        return tr("Nobody can serve now. First: {name}, {reason}.", name=name, reason=reason_text(first))
    return tr("The next new conversation goes to {name}: {why}.", name=name, why=WHY[first.choice.why])
