"""OAuth accounts, pools and quota history."""

from __future__ import annotations

import dataclasses
import json
from typing import get_args

from sqlalchemy import delete, select

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.storage.models import AccountRow, PoolRow, QuotaSampleRow
from amux_desktop.storage.records import Account, AccountDraft, AccountTokens, Pool, QuotaSample, Strategy
from amux_desktop.storage.repositories.base import Repository, dump, found, load_object, one_of, required

_TABLE = AccountRow.__tablename__
_PLAIN = tuple(field.name for field in dataclasses.fields(Account) if field.name not in {"quota", "metadata"})


class AccountRepository(Repository):
    def list(self, vendor: str = "") -> tuple[Account, ...]:
        """All accounts, or those of one vendor, oldest first."""
        query = select(AccountRow).order_by(AccountRow.created_ms, AccountRow.id)
        if vendor:
            query = query.where(AccountRow.vendor == vendor)
        return tuple(_record(row) for row in self._session.scalars(query))

    def get(self, account_id: str) -> Account:
        return _record(self._row(account_id))

    def save(self, account: Account, tokens: AccountTokens) -> Account:
        """A login: creates the account, or renews the one of the same vendor and subject and makes it active again.
        The user's label, weight and switch are kept on renewal."""
        same = select(AccountRow).where(AccountRow.vendor == account.vendor, AccountRow.subject == account.subject)
        now = self._clock.now_ms()
        row = self._session.scalars(same).first()
        if row is None:
            row = AccountRow(id=new_id(), vendor=required("vendor", account.vendor), created_ms=now)
            row.subject = required("subject", account.subject)
            row.label, row.weight, row.enabled = account.label, account.weight, account.enabled
            row.quota = dump(account.quota)
        row.email, row.plan, row.verified = account.email, account.plan, account.verified
        row.details, row.expires_ms = dump(account.metadata), account.expires_ms
        row.state, row.state_reason, row.next_try_ms, row.failures = "active", "", None, 0
        row.updated_ms, row.last_refresh_ms = now, now
        row.sealed_tokens = self._seal(row.id, tokens)
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def update(self, account_id: str, draft: AccountDraft) -> Account:
        if draft.weight < 1:
            raise InvalidInputError("field_invalid", field="weight", value=draft.weight, reason="Use 1 or more")
        row = self._row(account_id)
        row.label, row.enabled, row.weight = draft.label, draft.enabled, draft.weight
        row.updated_ms = self._clock.now_ms()
        self._session.flush()
        return _record(row)

    def set_state(self, account: Account) -> Account:
        """Store what the pool learnt: state, reason, next try, failures, plan, quota, metadata, last use. Tokens and the
        user's choices are not touched."""
        row = self._row(account.id)
        row.state, row.state_reason, row.next_try_ms = account.state, account.state_reason, account.next_try_ms
        row.failures, row.plan, row.quota = account.failures, account.plan, dump(account.quota)
        row.details, row.last_used_ms = dump(account.metadata), account.last_used_ms
        self._session.flush()
        return _record(row)

    def tokens(self, account_id: str) -> AccountTokens:
        """Raises `vault_locked`."""
        row = self._row(account_id)
        text = self._box.open(row.sealed_tokens, table=_TABLE, row=row.id, column="tokens")
        return AccountTokens(**json.loads(text))

    def set_tokens(self, account_id: str, tokens: AccountTokens, expires_ms: int | None) -> Account:
        """After a refresh; stored before the new access token is used, because refresh tokens rotate."""
        row = self._row(account_id)
        row.sealed_tokens = self._seal(row.id, tokens)
        row.expires_ms, row.last_refresh_ms = expires_ms, self._clock.now_ms()
        self._session.flush()
        return _record(row)

    def delete(self, account_id: str) -> None:
        self._row(account_id)
        self._session.execute(delete(AccountRow).where(AccountRow.id == account_id))

    def pool(self, vendor: str) -> Pool:
        """The stored pool, or the defaults."""
        row = self._session.get(PoolRow, vendor)
        if row is None:
            return Pool(vendor=vendor)
        return Pool(
            vendor=vendor,
            strategy=row.strategy,  # type: ignore[arg-type]  # checked when written
            affinity_minutes=row.affinity_minutes,
            protect_percent=row.protect_percent,
            options=load_object(row.options),
        )

    def save_pool(self, pool: Pool) -> Pool:
        self._session.merge(
            PoolRow(
                vendor=required("vendor", pool.vendor),
                strategy=one_of("strategy", pool.strategy, get_args(Strategy)),
                affinity_minutes=pool.affinity_minutes,
                protect_percent=pool.protect_percent,
                options=dump(pool.options),
            )
        )
        self._session.flush()
        return pool

    def add_quota_sample(self, sample: QuotaSample) -> None:
        self._session.merge(QuotaSampleRow(**dataclasses.asdict(sample)))
        self._session.flush()

    def quota_history(self, account_id: str, since_ms: int) -> tuple[QuotaSample, ...]:
        query = select(QuotaSampleRow).where(QuotaSampleRow.account_id == account_id, QuotaSampleRow.at_ms >= since_ms)
        rows = self._session.scalars(query.order_by(QuotaSampleRow.window, QuotaSampleRow.at_ms))
        return tuple(
            QuotaSample(
                account_id=row.account_id, at_ms=row.at_ms, window=row.window, used=row.used, resets_ms=row.resets_ms
            )
            for row in rows
        )

    def delete_quota_before(self, at_ms: int) -> None:
        self._session.execute(delete(QuotaSampleRow).where(QuotaSampleRow.at_ms < at_ms))

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        rows = self._session.scalars(select(AccountRow)).all()
        for row in rows:
            row.sealed_tokens = self._seal(row.id, self.tokens(row.id))
        return len(rows)

    def _row(self, account_id: str) -> AccountRow:
        return found(self._session.get(AccountRow, account_id), "account", account_id)

    def _seal(self, account_id: str, tokens: AccountTokens) -> str:
        return self._box.seal(json.dumps(dataclasses.asdict(tokens)), table=_TABLE, row=account_id, column="tokens")


def _record(row: AccountRow) -> Account:
    values = {name: getattr(row, name) for name in _PLAIN}
    return Account(**values, quota=load_object(row.quota), metadata=load_object(row.details))
