"""The tunnel's configuration and log."""

from __future__ import annotations

from typing import Any, get_args

from sqlalchemy import Row, delete, select

from amux_desktop.storage.records import TunnelConfig, TunnelConfigDraft, TunnelEvent, TunnelSecrets
from amux_desktop.storage.records.tunnel import TunnelMode
from amux_desktop.storage.repositories.base import Repository, dump, load_list, load_object, one_of
from amux_desktop.storage.tables import TUNNEL_CONFIG, TUNNEL_EVENTS

_ONLY = "main"


class TunnelRepository(Repository):
    def get(self) -> TunnelConfig:
        """The stored configuration, or the defaults."""
        row = self._find(TUNNEL_CONFIG, _ONLY)
        return TunnelConfig() if row is None else _record(row)

    def save(self, draft: TunnelConfigDraft) -> TunnelConfig:
        values: dict[str, Any] = {
            "id": _ONLY,
            "mode": one_of("mode", draft.mode, get_args(TunnelMode)),
            "hostname": draft.hostname,
            "tunnel_id": draft.tunnel_id,
            "tunnel_name": draft.tunnel_name,
            "cloudflare_account": draft.cloudflare_account,
            "zone_id": draft.zone_id,
            "dns_record_id": draft.dns_record_id,
            "was_running": draft.was_running,
            "routes": dump(draft.routes),
            "options": dump(draft.options),
            "updated_ms": self._clock.now_ms(),
        }
        if draft.token is not None:
            values["sealed_token"] = self._seal("token", draft.token)
        if draft.api_token is not None:
            values["sealed_api_token"] = self._seal("api_token", draft.api_token)
        self._put(TUNNEL_CONFIG, values)
        return self.get()

    def secrets(self) -> TunnelSecrets:
        """Empty where none is stored. Raises `vault_locked`."""
        row = self._find(TUNNEL_CONFIG, _ONLY)
        if row is None:
            return TunnelSecrets(token="", api_token="")
        return TunnelSecrets(
            token=self._open("token", row.sealed_token), api_token=self._open("api_token", row.sealed_api_token)
        )

    def add_event(self, event: TunnelEvent) -> None:
        self._insert(TUNNEL_EVENTS, {"at_ms": event.at_ms, "level": event.level, "message": event.message})

    def events(self, limit: int = 500) -> tuple[TunnelEvent, ...]:
        """Newest first."""
        rows = self._all(select(TUNNEL_EVENTS).order_by(TUNNEL_EVENTS.c.seq.desc()).limit(limit))
        return tuple(TunnelEvent(**row._mapping) for row in rows)

    def delete_events_before(self, at_ms: int) -> None:
        self._connection.execute(delete(TUNNEL_EVENTS).where(TUNNEL_EVENTS.c.at_ms < at_ms))

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        secrets = self.secrets()
        self._update(
            TUNNEL_CONFIG,
            _ONLY,
            {
                "sealed_token": self._seal("token", secrets.token),
                "sealed_api_token": self._seal("api_token", secrets.api_token),
            },
        )
        return bool(secrets.token) + bool(secrets.api_token)

    def _seal(self, column: str, text: str) -> str | None:
        return self._box.seal(text, table=TUNNEL_CONFIG.name, row=_ONLY, column=column) if text else None

    def _open(self, column: str, sealed: str | None) -> str:
        return "" if sealed is None else self._box.open(sealed, table=TUNNEL_CONFIG.name, row=_ONLY, column=column)


def _record(row: Row[Any]) -> TunnelConfig:
    return TunnelConfig(
        mode=row.mode,
        hostname=row.hostname,
        tunnel_id=row.tunnel_id,
        tunnel_name=row.tunnel_name,
        cloudflare_account=row.cloudflare_account,
        zone_id=row.zone_id,
        dns_record_id=row.dns_record_id,
        routes=tuple(load_list(row.routes)),
        was_running=row.was_running,
        options=load_object(row.options),
        has_token=row.sealed_token is not None,
        has_api_token=row.sealed_api_token is not None,
        updated_ms=row.updated_ms,
    )
