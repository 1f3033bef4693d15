"""The providers as a list: order, search, and the state each shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from amux_desktop.gui.formats import duration
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.services.records import Provider

RECORD = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ProviderState:
    """Dot colour and the words beside it."""

    token: str
    text: TextLike
    text_token: str = "text3"


def provider_state(provider: Provider, latency_ms: float | None = None) -> ProviderState:
    """Green: enabled and usable. Amber: no key or no models. Red: the last call was refused. Grey: off."""
    if not provider.enabled:
        return ProviderState("text3", tr("Off", "provider"))
    keys = [key for key in provider.keys if key.enabled]
    needs_key = not provider.pool and not is_local(provider.base_url)
    if needs_key and not keys:
        return ProviderState("warn", tr("No key"), "warn_text")
    if not any(model.enabled for model in provider.models):
        return ProviderState("warn", tr("No models"), "warn_text")
    states = {key.state for key in keys}
    if keys and states <= {"invalid"}:
        return ProviderState("bad", tr("Key rejected"), "bad_text")
    if keys and states <= {"invalid", "failed"}:
        return ProviderState("bad", tr("Failing"), "bad_text")
    if keys and states <= {"invalid", "failed", "limited"}:
        return ProviderState("warn", tr("Rate limited"), "warn_text")
    return ProviderState("ok", duration(latency_ms) if latency_ms is not None else "")


def host_of(url: str) -> str:
    """Host and port of a base URL, for the second line."""
    return urlsplit(url).netloc or url


def is_local(url: str) -> bool:
    """Servers on this machine or network usually ask for no key."""
    host = (urlsplit(url).hostname or "").lower()
    return host in ("localhost", "::1") or host.startswith(("127.", "192.168.", "10.")) or host.endswith(".local")


class ProviderListModel(QAbstractListModel):
    """Rows in the user's order; a filter hides what does not match."""

    def __init__(self, parent: object = None) -> None:
        super().__init__()
        self._all: tuple[Provider, ...] = ()
        self._rows: list[Provider] = []
        self._latency: dict[str, float] = {}
        self._filter = ""

    def rowCount(self, parent: _Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        provider = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return provider.name
        if role == RECORD:
            return provider
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.state(provider)
            return f"{provider.name}, {host_of(provider.base_url)}, {state.text or tr('ready')}"
        return None

    def state(self, provider: Provider) -> ProviderState:
        return provider_state(provider, self._latency.get(provider.id))

    def set_providers(self, providers: Sequence[Provider]) -> None:
        self._all = tuple(providers)
        self._apply()

    def set_latency(self, by_provider: dict[str, float]) -> None:
        """Median latency of the last hour by provider id, milliseconds."""
        self._latency = by_provider
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def note_latency(self, provider_id: str, duration_ms: float) -> None:
        """The newest measured request of a provider."""
        self._latency[provider_id] = duration_ms
        row = self.row_of(provider_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def set_filter(self, text: str) -> None:
        self._filter = text.strip().lower()
        self._apply()

    def providers(self) -> tuple[Provider, ...]:
        return self._all

    def row_of(self, provider_id: str) -> int:
        return next((row for row, provider in enumerate(self._rows) if provider.id == provider_id), -1)

    def at(self, row: int) -> Provider | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def moved(self, provider_id: str, to: int) -> list[str] | None:
        """The new order of ids after moving one to a row; None while filtered or when nothing changes."""
        ids = [provider.id for provider in self._all]
        if self._filter or provider_id not in ids:
            return None
        source = ids.index(provider_id)
        to = max(0, min(len(ids) - 1, to))
        if to == source:
            return None
        ids.insert(to, ids.pop(source))
        return ids

    def _apply(self) -> None:
        rows = [
            provider
            for provider in self._all
            if not self._filter or self._filter in f"{provider.name} {provider.base_url} {provider.slug}".lower()
        ]
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
