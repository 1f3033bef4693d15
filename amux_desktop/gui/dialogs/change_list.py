"""What an import will change, or has changed: one row per thing, and what stays behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.card import Card, column_layout, row_layout
from amux_desktop.gui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from amux_desktop.services.importing.findings import LeftOut
    from amux_desktop.services.transfer import Change

_ACTIONS: dict[str, tuple[Text, Tone]] = {
    "add": (tr("New", "import"), "ok"),
    "rename": (tr("New name"), "ok"),
    "overwrite": (tr("Replaces"), "warn"),
    "skip": (tr("Stays as here"), "neutral"),
    "unchanged": (tr("The same"), "neutral"),
}
KINDS: dict[str, Text] = {
    "provider": tr("Provider"),
    "price": tr("Price"),
    "proxy": tr("Proxy"),
    "token": tr("Token"),
    "setting": tr("Setting"),
    "coding tool": tr("Coding tool"),
    "account": tr("Account"),
    "pool": tr("Account pool"),
    "preset": tr("Chat preset"),
    "conversation": tr("Conversation"),
    "key": tr("API Key"),
    "header": tr("Header"),
    "model": tr("Model"),
    "rule": tr("Rule"),
    "outgoing proxy": tr("Outgoing proxy"),
}
_REASONS: dict[str, Text] = {
    "account": tr("It signs in with an account. Sign in again in Amux."),
    "address": tr("It has no usable address."),
    "env_missing": tr("The environment variable {detail} is not set here. Add the key later."),
    "format": tr("Amux does not speak {detail}."),
    "header": tr("The value of {detail} comes from each request."),
    "local": tr("It belongs to the coding tool and stays there."),
    "no_target": tr("It names {detail}, which is not in the file or was left out."),
    "placeholder": tr("The key is only a placeholder. Add the real one later."),
    "rule": tr("Amux has no such rule ({detail})."),
    "weak_token": tr("It is too easy to guess. Create a token in Amux."),
}


class ChangeList(QWidget):
    """A card of rows; empty until `show_changes`."""

    def __init__(self) -> None:
        super().__init__()
        self.card = Card()
        self.left_title = Label(tr("Stays behind"), "small_m")
        self.left = Card()
        column = column_layout(self, spacing=8)
        for widget in (self.card, self.left_title, self.left):
            column.addWidget(widget)
            widget.hide()

    def show_changes(self, changes: Sequence[Change], left_out: Sequence[LeftOut] = ()) -> None:
        self.card.clear_rows()
        self.left.clear_rows()
        for change in changes:
            name = tr("{name} as {new_name}", name=change.name, new_name=change.new_name)
            text, tone = _ACTIONS[change.action]
            shown = name if change.new_name else change.name
            self.card.add_row(_row(Badge(text, tone), change.kind, shown, change.note))
        for item in left_out:
            reason = _REASONS[item.reason]
            self.left.add_row(_row(None, item.kind, item.name, tr_with(reason, detail=item.detail)))
        self.card.setVisible(bool(changes))
        self.left_title.setVisible(bool(left_out))
        self.left.setVisible(bool(left_out))


def tr_with(text: Text, **values: object) -> Text:
    """The text with other values in its places."""
    return Text(text.source, text.comment, text.n, values)


def _row(badge: Badge | None, kind: str, name: TextLike, note: TextLike) -> QWidget:
    row = QWidget()
    line = row_layout(row, 12, 7, 12, 7, spacing=10)
    what = Label(KINDS.get(kind, kind), "small", "text2")
    what.setFixedWidth(theme().px(96))
    title = ElidedLabel(name, "body_m")
    what.setMinimumHeight(title.sizeHint().height())  # on one line with the name
    line.addWidget(what, 0, Qt.AlignmentFlag.AlignTop if str(note) else Qt.AlignmentFlag.AlignVCenter)
    texts = column_layout(None, spacing=2)
    texts.addWidget(title)
    if str(note):
        texts.addWidget(Label(note, "small", "text2", wrap=True))
    line.addLayout(texts, 1)
    if badge is not None:
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
    return row
