"""OAuth accounts, pools and quota history."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, get_args

from sqlalchemy import Row, delete, select

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.storage.records import Account, AccountDraft, AccountTokens, Pool, QuotaSample, Strategy
from amux_desktop.storage.repositories.base import Repository, dump, found, load_object, one_of, required
from amux_desktop.storage.tables import OAUTH_ACCOUNTS, OAUTH_POOLS, OAUTH_QUOTA_SAMPLES

_PLAIN = tuple(field.name for field in dataclasses.fields(Account) if field.name not in {"quota", "metadata"})


class AccountRepository(Repository):
    def list(self, vendor: str = "") -> tuple[Account, ...]:
        """All accounts, or those of one vendor, oldest first."""
        query = select(OAUTH_ACCOUNTS).order_by(OAUTH_ACCOUNTS.c.created_ms, OAUTH_ACCOUNTS.c.id)
        if vendor:
            query = query.where(OAUTH_ACCOUNTS.c.vendor == vendor)
        return tuple(_record(row) for row in self._all(query))

    def get(self, account_id: str) -> Account:
        return _record(self._row(account_id))

    def save(self, account: Account, tokens: AccountTokens) -> Account:
        """A login: creates the account, or renews the one of the same vendor and subject and makes it active again.
        The user's label, weight and switch are kept on renewal."""
        columns = OAUTH_ACCOUNTS.c
        same = select(columns.id).where(columns.vendor == account.vendor, columns.subject == account.subject)
        known = self._first(same)
        account_id = new_id() if known is None else known.id
        now = self._clock.now_ms()
        values: dict[str, Any] = {
            "id": account_id,
            "email": account.email,
            "plan": account.plan,
            "verified": account.verified,
            "details": dump(account.metadata),
            "expires_ms": account.expires_ms,
            "state": "active",
            "state_reason": "",
            "next_try_ms": None,
            "failures": 0,
            "updated_ms": now,
            "last_refresh_ms": now,
            "sealed_tokens": self._seal(account_id, tokens),
        }
        if known is None:
            values |= {
                "vendor": required("vendor", account.vendor),
                "subject": required("subject", account.subject),
                "label": account.label,
                "weight": account.weight,
                "enabled": account.enabled,
                "quota": dump(account.quota),
                "created_ms": now,
            }
        self._put(OAUTH_ACCOUNTS, values)
        return self.get(account_id)

    def update(self, account_id: str, draft: AccountDraft) -> Account:
        if draft.weight < 1:
            raise InvalidInputError("field_invalid", field="weight", value=draft.weight, reason="Use 1 or more")
        return self._changed(
            account_id,
            label=draft.label,
            enabled=draft.enabled,
            weight=draft.weight,
            updated_ms=self._clock.now_ms(),
        )

    def set_state(self, account: Account) -> Account:
        """Store what the pool learnt: state, reason, next try, failures, plan, quota, metadata, last use. Tokens and the
        user's choices are not touched."""
        return self._changed(
            account.id,
            state=account.state,
            state_reason=account.state_reason,
            next_try_ms=account.next_try_ms,
            failures=account.failures,
            plan=account.plan,
            quota=dump(account.quota),
            details=dump(account.metadata),
            last_used_ms=account.last_used_ms,
        )

    def tokens(self, account_id: str) -> AccountTokens:
        """Raises `vault_locked`."""
        return self._open(self._row(account_id))

    def set_tokens(self, account_id: str, tokens: AccountTokens, expires_ms: int | None) -> Account:
        """After a refresh; stored before the new access token is used, because refresh tokens rotate."""
        return self._changed(
            account_id,
            sealed_tokens=self._seal(account_id, tokens),
            expires_ms=expires_ms,
            last_refresh_ms=self._clock.now_ms(),
        )

    def delete(self, account_id: str) -> None:
        self._row(account_id)
        self._delete(OAUTH_ACCOUNTS, account_id)

    def pool(self, vendor: str) -> Pool:
        """The stored pool, or the defaults."""
        row = self._find(OAUTH_POOLS, vendor)
        if row is None:
            return Pool(vendor=vendor)
        return Pool(
            vendor=vendor,
            strategy=row.strategy,
            affinity_minutes=row.affinity_minutes,
            protect_percent=row.protect_percent,
            options=load_object(row.options),
        )

    def save_pool(self, pool: Pool) -> Pool:
        self._put(
            OAUTH_POOLS,
            {
                "vendor": required("vendor", pool.vendor),
                "strategy": one_of("strategy", pool.strategy, get_args(Strategy)),
                "affinity_minutes": pool.affinity_minutes,
                "protect_percent": pool.protect_percent,
                "options": dump(pool.options),
            },
        )
        return pool

    def add_quota_sample(self, sample: QuotaSample) -> None:
        self._put(OAUTH_QUOTA_SAMPLES, dataclasses.asdict(sample))

    def quota_history(self, account_id: str, since_ms: int) -> tuple[QuotaSample, ...]:
        columns = OAUTH_QUOTA_SAMPLES.c
        query = select(OAUTH_QUOTA_SAMPLES).where(columns.account_id == account_id, columns.at_ms >= since_ms)
        return tuple(QuotaSample(**row._mapping) for row in self._all(query.order_by(columns.window, columns.at_ms)))

    def delete_quota_before(self, at_ms: int) -> None:
        self._connection.execute(delete(OAUTH_QUOTA_SAMPLES).where(OAUTH_QUOTA_SAMPLES.c.at_ms < at_ms))

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        rows = self._all(select(OAUTH_ACCOUNTS))
        for row in rows:
            self._update(OAUTH_ACCOUNTS, row.id, {"sealed_tokens": self._seal(row.id, self._open(row))})
        return len(rows)

    def _row(self, account_id: str) -> Row[Any]:
        return found(self._find(OAUTH_ACCOUNTS, account_id), "account", account_id)

    def _changed(self, account_id: str, **values: Any) -> Account:
        self._update(OAUTH_ACCOUNTS, account_id, values)
        return self.get(account_id)

    def _seal(self, account_id: str, tokens: AccountTokens) -> str:
        text = json.dumps(dataclasses.asdict(tokens))
        return self._box.seal(text, table=OAUTH_ACCOUNTS.name, row=account_id, column="tokens")

    def _open(self, row: Row[Any]) -> AccountTokens:
        text = self._box.open(row.sealed_tokens, table=OAUTH_ACCOUNTS.name, row=row.id, column="tokens")
        return AccountTokens(**json.loads(text))


def _record(row: Row[Any]) -> Account:
    values = {name: getattr(row, name) for name in _PLAIN}
    return Account(**values, quota=load_object(row.quota), metadata=load_object(row.details))
