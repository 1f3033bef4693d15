"""API tokens. The text of a token passes through `create` once and is stored nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from sqlalchemy import Row, delete, select

from amux_desktop.core.errors import ConflictError, InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.security.tokens import NewToken
from amux_desktop.storage.records import ApiToken, ApiTokenDraft, Permission, TokenScope
from amux_desktop.storage.records.tokens import TokenKind
from amux_desktop.storage.repositories.base import Repository, Values, dump, found, load_list, one_of, required
from amux_desktop.storage.repositories.references import refuse_if_used, uses_of_token
from amux_desktop.storage.tables import API_TOKEN_SCOPE, API_TOKENS, BRIDGE_PROXIES, PROVIDERS


class TokenRepository(Repository):
    def list(self) -> tuple[ApiToken, ...]:
        """All, oldest first."""
        rows = self._all(select(API_TOKENS).order_by(API_TOKENS.c.created_ms, API_TOKENS.c.id))
        scopes = self._children(API_TOKEN_SCOPE.c.token_id)
        return tuple(_record(row, scopes.get(row.id, ())) for row in rows)

    def get(self, token_id: str) -> ApiToken:
        return self._complete(self._row(token_id))

    def find(self, ref: str) -> ApiToken:
        """By name or id. Raises `not_found`."""
        query = select(API_TOKENS).where((API_TOKENS.c.name == ref) | (API_TOKENS.c.id == ref))
        return self._complete(found(self._first(query), "token", ref))

    def hashes(self) -> dict[str, str]:
        """Token id by hash, for the proxy's snapshot."""
        return {row.hash: row.id for row in self._all(select(API_TOKENS.c.hash, API_TOKENS.c.id))}

    def create(self, draft: ApiTokenDraft, token: NewToken) -> ApiToken:
        """Raises `field_required`, `field_invalid`, `name_taken`, `not_found` for a route of its scope."""
        token_id = new_id()
        values = self._checked(token_id, draft)
        scope = self._scope_rows(token_id, draft.scope)
        made = {"id": token_id, "hash": token.hash, "hint": token.hint, "created_ms": self._clock.now_ms()}
        self._insert(API_TOKENS, values | made)
        self._insert(API_TOKEN_SCOPE, *scope)
        return self.get(token_id)

    def update(self, token_id: str, draft: ApiTokenDraft) -> ApiToken:
        self._row(token_id)
        values = self._checked(token_id, draft)
        scope = self._scope_rows(token_id, draft.scope)
        self._update(API_TOKENS, token_id, values)
        self._connection.execute(delete(API_TOKEN_SCOPE).where(API_TOKEN_SCOPE.c.token_id == token_id))
        self._insert(API_TOKEN_SCOPE, *scope)
        return self.get(token_id)

    def replace_secret(self, token_id: str, token: NewToken) -> ApiToken:
        """A new text for the same token; the old one stops working."""
        self._update(API_TOKENS, token_id, {"hash": token.hash, "hint": token.hint})
        return self.get(token_id)

    def delete(self, token_id: str) -> None:
        """Raises `in_use` while an enabled tool depends on it."""
        row = self._row(token_id)
        refuse_if_used("token", row.name, uses_of_token(self._connection, token_id))
        self._delete(API_TOKENS, token_id)

    def touch(self, used_ms: Mapping[str, int]) -> None:
        """Remember last use by token id; use a transaction that is not a configuration change."""
        for token_id, moment in used_ms.items():
            self._update(API_TOKENS, token_id, {"last_used_ms": moment})

    def _row(self, token_id: str) -> Row[Any]:
        return found(self._find(API_TOKENS, token_id), "token", token_id)

    def _complete(self, row: Row[Any]) -> ApiToken:
        return _record(row, self._children(API_TOKEN_SCOPE.c.token_id, row.id).get(row.id, ()))

    def _checked(self, token_id: str, draft: ApiTokenDraft) -> Values:
        name = required("name", draft.name)
        other = self._first(select(API_TOKENS.c.id).where(API_TOKENS.c.name == name))
        if other is not None and other.id != token_id:
            raise ConflictError("name_taken", kind="token", name=name, id=other.id)
        for permission in draft.permissions:
            one_of("permission", permission, get_args(Permission))
        limits = ("requests_per_minute", "max_concurrency", "daily_budget_nanos", "monthly_budget_nanos")
        for field in limits:
            value = getattr(draft, field)
            if value is not None and value < 0:
                raise InvalidInputError("field_invalid", field=field, value=value, reason="Use 0 or more")
        return {
            "name": name,
            "enabled": draft.enabled,
            "kind": one_of("kind", draft.kind, get_args(TokenKind)),
            "scope_everything": draft.scope.everything,
            "models": dump(draft.models),
            "permissions": dump(draft.permissions),
            "expires_ms": draft.expires_ms,
            **{field: getattr(draft, field) for field in limits},
        }

    def _scope_rows(self, token_id: str, scope: TokenScope) -> Sequence[Values]:
        routes: list[Values] = []
        for proxy_id in dict.fromkeys(scope.proxy_ids):
            found(self._find(BRIDGE_PROXIES, proxy_id), "proxy", proxy_id)
            routes.append({"proxy_id": proxy_id})
        for provider_id in dict.fromkeys(scope.provider_ids):
            found(self._find(PROVIDERS, provider_id), "provider", provider_id)
            routes.append({"provider_id": provider_id})
        routes.extend({"tool": required("tool", tool)} for tool in dict.fromkeys(scope.tools))
        none: Values = {"proxy_id": None, "provider_id": None, "tool": ""}
        return [
            none | route | {"id": new_id(), "token_id": token_id, "position": position}
            for position, route in enumerate(routes)
        ]


def _record(row: Row[Any], scope: Sequence[Row[Any]]) -> ApiToken:
    return ApiToken(
        id=row.id,
        name=row.name,
        hint=row.hint,
        kind=row.kind,
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
