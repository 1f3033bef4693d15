"""API tokens. The text of a token passes through `create` once and is stored nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from sqlalchemy import select, update

from amux_desktop.core.errors import ConflictError, InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.security.tokens import NewToken
from amux_desktop.storage.models import ApiTokenRow, ApiTokenScopeRow, BridgeProxyRow, ProviderRow
from amux_desktop.storage.records import ApiToken, ApiTokenDraft, Permission, TokenScope
from amux_desktop.storage.records.tokens import TokenKind
from amux_desktop.storage.repositories.base import Repository, dump, found, load_list, one_of, required
from amux_desktop.storage.repositories.references import refuse_if_used, uses_of_token

Rows = list[ApiTokenScopeRow]


class TokenRepository(Repository):
    def list(self) -> tuple[ApiToken, ...]:
        """All, oldest first."""
        rows = self._session.scalars(select(ApiTokenRow).order_by(ApiTokenRow.created_ms, ApiTokenRow.id))
        return tuple(_record(row) for row in rows)

    def get(self, token_id: str) -> ApiToken:
        return _record(self._row(token_id))

    def find(self, ref: str) -> ApiToken:
        """By name or id. Raises `not_found`."""
        query = select(ApiTokenRow).where((ApiTokenRow.name == ref) | (ApiTokenRow.id == ref))
        return _record(found(self._session.scalars(query).first(), "token", ref))

    def hashes(self) -> dict[str, str]:
        """Token id by hash, for the proxy's snapshot."""
        return {row.hash: row.id for row in self._session.execute(select(ApiTokenRow.hash, ApiTokenRow.id))}

    def create(self, draft: ApiTokenDraft, token: NewToken) -> ApiToken:
        """Raises `field_required`, `field_invalid`, `name_taken`, `not_found` for a route of its scope."""
        row = ApiTokenRow(id=new_id(), hash=token.hash, hint=token.hint, created_ms=self._clock.now_ms())
        self._fill(row, draft)
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def update(self, token_id: str, draft: ApiTokenDraft) -> ApiToken:
        row = self._row(token_id)
        self._fill(row, draft)
        self._session.flush()
        return _record(row)

    def replace_secret(self, token_id: str, token: NewToken) -> ApiToken:
        """A new text for the same token; the old one stops working."""
        row = self._row(token_id)
        row.hash, row.hint = token.hash, token.hint
        self._session.flush()
        return _record(row)

    def delete(self, token_id: str) -> None:
        """Raises `in_use` while an enabled tool depends on it."""
        row = self._row(token_id)
        refuse_if_used("token", row.name, uses_of_token(self._session, token_id))
        self._session.delete(row)
        self._session.flush()

    def touch(self, used_ms: Mapping[str, int]) -> None:
        """Remember last use by token id; use a session that is not a configuration change."""
        for token_id, moment in used_ms.items():
            self._session.execute(update(ApiTokenRow).where(ApiTokenRow.id == token_id).values(last_used_ms=moment))

    def _row(self, token_id: str) -> ApiTokenRow:
        return found(self._session.get(ApiTokenRow, token_id), "token", token_id)

    def _fill(self, row: ApiTokenRow, draft: ApiTokenDraft) -> None:
        row_id = row.id
        name = required("name", draft.name)
        with self._session.no_autoflush:
            other = self._session.scalars(select(ApiTokenRow).where(ApiTokenRow.name == name)).first()
            if other is not None and other.id != row_id:
                raise ConflictError("name_taken", kind="token", name=name, id=other.id)
            scope = self._scope_rows(draft.scope)
        for permission in draft.permissions:
            one_of("permission", permission, get_args(Permission))
        for field in ("requests_per_minute", "max_concurrency", "daily_budget_nanos", "monthly_budget_nanos"):
            value = getattr(draft, field)
            if value is not None and value < 0:
                raise InvalidInputError("field_invalid", field=field, value=value, reason="Use 0 or more")
        row.name, row.enabled = name, draft.enabled
        row.kind = one_of("kind", draft.kind, get_args(TokenKind))
        row.scope_everything, row.scope = draft.scope.everything, scope
        row.models, row.permissions = dump(draft.models), dump(draft.permissions)
        row.expires_ms = draft.expires_ms
        row.requests_per_minute, row.max_concurrency = draft.requests_per_minute, draft.max_concurrency
        row.daily_budget_nanos, row.monthly_budget_nanos = draft.daily_budget_nanos, draft.monthly_budget_nanos

    def _scope_rows(self, scope: TokenScope) -> Rows:
        rows: list[ApiTokenScopeRow] = []
        for proxy_id in dict.fromkeys(scope.proxy_ids):
            found(self._session.get(BridgeProxyRow, proxy_id), "proxy", proxy_id)
            rows.append(ApiTokenScopeRow(id=new_id(), proxy_id=proxy_id, tool=""))
        for provider_id in dict.fromkeys(scope.provider_ids):
            found(self._session.get(ProviderRow, provider_id), "provider", provider_id)
            rows.append(ApiTokenScopeRow(id=new_id(), provider_id=provider_id, tool=""))
        rows.extend(ApiTokenScopeRow(id=new_id(), tool=required("tool", tool)) for tool in dict.fromkeys(scope.tools))
        for position, row in enumerate(rows):
            row.position = position
        return rows


def _record(row: ApiTokenRow) -> ApiToken:
    scope = sorted(row.scope, key=lambda entry: entry.position)
    return ApiToken(
        id=row.id,
        name=row.name,
        hint=row.hint,
        kind=row.kind,  # type: ignore[arg-type]  # checked when written
        enabled=row.enabled,
        scope=TokenScope(
            everything=row.scope_everything,
            proxy_ids=tuple(entry.proxy_id for entry in scope if entry.proxy_id),
            provider_ids=tuple(entry.provider_id for entry in scope if entry.provider_id),
            tools=tuple(entry.tool for entry in scope if entry.tool),
        ),
        models=tuple(load_list(row.models)),
        permissions=tuple(load_list(row.permissions)),
        expires_ms=row.expires_ms,
        requests_per_minute=row.requests_per_minute,
        max_concurrency=row.max_concurrency,
        daily_budget_nanos=row.daily_budget_nanos,
        monthly_budget_nanos=row.monthly_budget_nanos,
        created_ms=row.created_ms,
        last_used_ms=row.last_used_ms,
    )
