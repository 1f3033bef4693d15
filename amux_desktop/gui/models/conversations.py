"""The conversations as a list: pinned ones, then by day; or what a search found."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from amux_desktop.gui.i18n import Text, tr
from amux_desktop.gui.tooltips import plain
from amux_desktop.services.records import Conversation, ConversationMatch

RECORD = Qt.ItemDataRole.UserRole
DETAIL = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

GROUPS: dict[str, Text] = {
    "pinned": tr("Pinned"),
    "today": tr("Today"),
    "yesterday": tr("Yesterday"),
    "week": tr("Last week"),
    "month": tr("Last month"),
    "older": tr("Older"),
    "found": tr("Found"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A caption (`group`), or a conversation with its second line."""

    group: str = ""
    conversation: Conversation | None = None
    detail: str = ""


def group_of(conversation: Conversation, today: datetime.date) -> str:
    if conversation.pinned:
        return "pinned"
    day = datetime.datetime.fromtimestamp(conversation.updated_ms / 1000).astimezone().date()
    age = (today - day).days
    for limit, name in ((0, "today"), (1, "yesterday"), (7, "week"), (30, "month")):
        if age <= limit:
            return name
    return "older"


class ConversationListModel(QAbstractListModel):
    """`RECORD` is None for captions, which cannot be selected."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []

    def rowCount(self, parent: _Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        own = row.conversation
        if role == RECORD:
            return own
        if role == DETAIL:
            return row.detail
        if role == Qt.ItemDataRole.DisplayRole:
            return str(GROUPS[row.group]) if own is None else own.title or str(tr("New chat"))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return str(GROUPS[row.group]) if own is None else f"{own.title or tr('New chat')}, {row.detail}"
        if role == Qt.ItemDataRole.ToolTipRole and own is not None:
            return plain(own.title)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].conversation is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def set_conversations(self, conversations: Sequence[Conversation], today: datetime.date | None = None) -> None:
        """In the order of the service: pinned first, then by last change."""
        day = today or datetime.datetime.now().astimezone().date()
        rows: list[_Row] = []
        last = ""
        for item in conversations:
            group = group_of(item, day)
            if group != last:
                rows.append(_Row(group))
                last = group
            rows.append(_Row(conversation=item, detail=item.model))
        self._put(rows)

    def set_matches(self, matches: Sequence[ConversationMatch]) -> None:
        rows = [
            _Row(conversation=item.conversation, detail=item.excerpt or item.conversation.model) for item in matches
        ]
        self._put([_Row("found"), *rows] if rows else [])

    def row_of(self, conversation_id: str) -> int:
        ids = (row.conversation.id if row.conversation else "" for row in self._rows)
        return next((place for place, item in enumerate(ids) if item and item == conversation_id), -1)

    def at(self, row: int) -> Conversation | None:
        return self._rows[row].conversation if 0 <= row < len(self._rows) else None

    def conversations(self) -> list[Conversation]:
        return [row.conversation for row in self._rows if row.conversation is not None]

    def _put(self, rows: list[_Row]) -> None:
        if _keys(rows) == _keys(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


def _keys(rows: Sequence[_Row]) -> list[str]:
    return [row.conversation.id if row.conversation else row.group for row in rows]
