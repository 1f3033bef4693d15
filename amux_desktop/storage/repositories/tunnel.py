"""The tunnel's configuration and log."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import delete, select

from amux_desktop.storage.models import TunnelConfigRow, TunnelEventRow
from amux_desktop.storage.records import TunnelConfig, TunnelConfigDraft, TunnelEvent, TunnelSecrets
from amux_desktop.storage.records.tunnel import TunnelMode
from amux_desktop.storage.repositories.base import Repository, dump, load_list, load_object, one_of

_TABLE = TunnelConfigRow.__tablename__
_ONLY = "main"


class TunnelRepository(Repository):
    def get(self) -> TunnelConfig:
        """The stored configuration, or the defaults."""
        row = self._session.get(TunnelConfigRow, _ONLY)
        return TunnelConfig() if row is None else _record(row)

    def save(self, draft: TunnelConfigDraft) -> TunnelConfig:
        row = self._session.get(TunnelConfigRow, _ONLY) or TunnelConfigRow(id=_ONLY)
        row.mode = one_of("mode", draft.mode, get_args(TunnelMode))
        row.hostname, row.tunnel_id, row.tunnel_name = draft.hostname, draft.tunnel_id, draft.tunnel_name
        row.cloudflare_account, row.zone_id = draft.cloudflare_account, draft.zone_id
        row.dns_record_id, row.was_running = draft.dns_record_id, draft.was_running
        row.routes, row.options = dump(draft.routes), dump(draft.options)
        if draft.token is not None:
            row.sealed_token = self._seal("token", draft.token)
        if draft.api_token is not None:
            row.sealed_api_token = self._seal("api_token", draft.api_token)
        row.updated_ms = self._clock.now_ms()
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def secrets(self) -> TunnelSecrets:
        """Empty where none is stored. Raises `vault_locked`."""
        row = self._session.get(TunnelConfigRow, _ONLY)
        if row is None:
            return TunnelSecrets(token="", api_token="")
        return TunnelSecrets(
            token=self._open("token", row.sealed_token), api_token=self._open("api_token", row.sealed_api_token)
        )

    def add_event(self, event: TunnelEvent) -> None:
        self._session.add(TunnelEventRow(at_ms=event.at_ms, level=event.level, message=event.message))

    def events(self, limit: int = 500) -> tuple[TunnelEvent, ...]:
        """Newest first."""
        rows = self._session.scalars(select(TunnelEventRow).order_by(TunnelEventRow.seq.desc()).limit(limit))
        return tuple(
            TunnelEvent(at_ms=row.at_ms, level=row.level, message=row.message, seq=row.seq)  # type: ignore[arg-type]  # ours
            for row in rows
        )

    def delete_events_before(self, at_ms: int) -> None:
        self._session.execute(delete(TunnelEventRow).where(TunnelEventRow.at_ms < at_ms))

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        row = self._session.get(TunnelConfigRow, _ONLY)
        if row is None:
            return 0
        secrets = self.secrets()
        row.sealed_token = self._seal("token", secrets.token)
        row.sealed_api_token = self._seal("api_token", secrets.api_token)
        return bool(secrets.token) + bool(secrets.api_token)

    def _seal(self, column: str, text: str) -> str | None:
        return self._box.seal(text, table=_TABLE, row=_ONLY, column=column) if text else None

    def _open(self, column: str, sealed: str | None) -> str:
        return "" if sealed is None else self._box.open(sealed, table=_TABLE, row=_ONLY, column=column)


def _record(row: TunnelConfigRow) -> TunnelConfig:
    return TunnelConfig(
        mode=row.mode,  # type: ignore[arg-type]  # checked when written
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
