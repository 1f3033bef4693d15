"""API tokens as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from amux_desktop.gui.formats import ago, number
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.services.records import ApiToken, UsageTotals

RECORD = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, TOKEN, REQUESTS, USED, ACTIVE, MORE = range(6)
_HEADERS: dict[int, Text] = {
    NAME: tr("Name"),
    TOKEN: tr("Token", "access key"),
    REQUESTS: tr("Requests"),
    USED: tr("Last used"),
    ACTIVE: tr("Active"),
}


class TokenTableModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[ApiToken, ...] = ()
        self._rows: list[ApiToken] = []
        self._names: Mapping[str, str] = {}
        self._usage: Mapping[str, UsageTotals] = {}
        self._filter = ""

    def rowCount(self, parent: _Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = ROOT) -> int:
        return MORE + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        token = self._rows[index.row()]
        if role == RECORD:
            return token
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.text(token, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = tr("active", "token") if token.enabled else tr("off", "token")
            return f"{token.name}, {self.scope(token)}, {state}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == REQUESTS:
            return Qt.AlignmentFlag.AlignRight
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(_HEADERS.get(section, ""))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if section == REQUESTS else Qt.AlignmentFlag.AlignLeft
        return None

    def text(self, token: ApiToken, column: int) -> TextLike:
        match column:
            case 0:
                return token.name
            case 1:
                return f"sk-amux.••••{token.hint}"
            case 2:
                totals = self._usage.get(token.id)
                return number(totals.requests if totals else 0)
            case 3:
                return ago(token.last_used_ms)
            case _:
                return ""

    def scope(self, token: ApiToken) -> TextLike:
        """What the token may reach."""
        if token.kind == "code":
            return tr("Code Switch made this one")
        if token.scope.everything:
            return tr("everything", "scope of a token")
        ids = (*token.scope.proxy_ids, *token.scope.provider_ids)
        names = ", ".join(self._names.get(key, "?") for key in ids)
        return names or tr("nothing", "scope of a token")

    def set_tokens(self, tokens: Sequence[ApiToken], names: Mapping[str, str]) -> None:
        """`names` are those of proxies and providers by id."""
        self._all, self._names = tuple(tokens), names
        self._apply()

    def set_usage(self, usage: Mapping[str, UsageTotals]) -> None:
        self._usage = usage
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, MORE))

    def set_filter(self, text: str) -> None:
        self._filter = text.strip().lower()
        self._apply()

    def at(self, row: int) -> ApiToken | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def all(self) -> tuple[ApiToken, ...]:
        return self._all

    def _apply(self) -> None:
        self.beginResetModel()
        self._rows = [token for token in self._all if self._filter in f"{token.name} {token.hint}".lower()]
        self.endResetModel()
