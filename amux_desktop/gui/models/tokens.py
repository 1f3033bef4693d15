"""API tokens as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from amux_desktop.gui.formats import ago, money, number
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.models.table import RECORD, ROOT, Index, TableModel
from amux_desktop.services.api_tokens import TokenSpend
from amux_desktop.services.records import ApiToken, UsageTotals

NAME, TOKEN, REQUESTS, BUDGET, USED, ACTIVE, MORE = range(7)
_HEADERS: dict[int, Text] = {
    NAME: tr("Name"),
    TOKEN: tr("Token", "access key"),
    REQUESTS: tr("Requests"),
    BUDGET: tr("Budget"),
    USED: tr("Last used"),
    ACTIVE: tr("Active"),
}


@dataclass(frozen=True, slots=True)
class Budget:
    """What was used of a limit in the running day or month; 10^-9 US dollars."""

    used: int
    limit: int
    period: str

    @property
    def share(self) -> float:
        """Above 1 when more was spent, which may happen while requests run."""
        return self.used / self.limit if self.limit else 1.0

    def text(self) -> Text:
        if self.period == "day":
            return tr("{used} of {limit} today", used=money(self.used), limit=money(self.limit))
        return tr("{used} of {limit} this month", used=money(self.used), limit=money(self.limit))


class TokenTableModel(TableModel):
    def __init__(self) -> None:
        super().__init__(_HEADERS, (REQUESTS,))
        self._all: tuple[ApiToken, ...] = ()
        self._rows: list[ApiToken] = []
        self._names: Mapping[str, str] = {}
        self._usage: Mapping[str, UsageTotals] = {}
        self._spend: Mapping[str, TokenSpend] = {}
        self._filter = ""

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return MORE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        token = self._rows[index.row()]
        if role == RECORD:
            return token
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.text(token, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = tr("active", "token") if token.enabled else tr("off", "token")
            budget = self.budget(token)
            return ", ".join(map(str, (token.name, self.scope(token), state, *([budget.text()] if budget else ()))))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == BUDGET:
            return "\n".join(str(budget.text()) for budget in self.budgets(token)) or None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == REQUESTS:
            return Qt.AlignmentFlag.AlignRight
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
                budget = self.budget(token)
                return budget.text() if budget else "–"
            case 4:
                return ago(token.last_used_ms)
            case _:
                return ""

    def budgets(self, token: ApiToken) -> list[Budget]:
        """Of the day and of the month, where there is one and what was spent is known."""
        spend = self._spend.get(token.id)
        if spend is None:
            return []
        found = ((token.daily_budget_nanos, spend.day, "day"), (token.monthly_budget_nanos, spend.month, "month"))
        return [Budget(used.cost_nanos, limit, period) for limit, used, period in found if limit is not None]

    def budget(self, token: ApiToken) -> Budget | None:
        """The one that is nearer to its end."""
        return max(self.budgets(token), key=lambda budget: budget.share, default=None)

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

    def set_spend(self, spend: Mapping[str, TokenSpend]) -> None:
        self._spend = spend
        if self._rows:
            self.dataChanged.emit(self.index(0, BUDGET), self.index(len(self._rows) - 1, BUDGET))

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
