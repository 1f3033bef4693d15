"""Account pools as the proxy asks for them: an account's credentials for a request, and what each answer teaches."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError
from amux_desktop.oauth.accounts_api import rest_ms
from amux_desktop.oauth.vendors import Vendor
from amux_desktop.services.account_runtime import AccountRuntime, header_map
from amux_desktop.storage.records import Account, AccountTokens

if TYPE_CHECKING:
    from amux_desktop.oauth.pool import AccountPool
    from amux_desktop.proxy.credentials import Credential
    from amux_desktop.proxy.failures import AttemptFailedError
    from bridge import ir

_CANDIDATES = 4
_STORE_EVERY_MS = 60_000
_FORBIDDEN_MS = 3_600_000
_REFUSED_MS = 300_000
_ENDPOINT_REST_MS = 60_000


class PoolCredentials:
    """Satisfies `proxy.credentials.CredentialSource`."""

    def __init__(self, runtime: AccountRuntime) -> None:
        self._runtime = runtime
        self._stored: dict[str, int] = {}
        self._resting: dict[str, int] = {}

    async def credentials(self, pool: str, session: str, model: str) -> list[Credential]:
        """See `CredentialSource`. Tokens that end soon are renewed first; an account whose sign-in has ended is left out."""
        await self._runtime.ready()
        vendor, members = self._runtime.vendor(pool), self._runtime.pools[pool]
        found: list[Credential] = []
        problem: AmuxError | None = None
        for account_id in members.take(model, session)[:_CANDIDATES]:
            account = members.account(account_id)
            if account is None:
                continue
            try:
                tokens = await self._runtime.keeper.access(account)
            except AmuxError as error:
                problem = error
                members.failed(account_id, error.message)
                await self._runtime.problem(account, error)
                continue
            found.append(self._credential(vendor, account, tokens, session, model))
        if not found:
            raise _nobody(vendor, members, model, self._runtime.clock.now_ms(), problem)
        return found

    def answered(self, credential: Credential, headers: list[tuple[bytes, bytes]]) -> None:
        found = self._pool_of(credential)
        if found is None:
            return
        pool, account = found
        now = self._runtime.clock.now_ms()
        changed = pool.succeeded(account.id, credential.model)
        quota = self._quota(account, headers, now)
        if changed is not None:
            self._spawn(self._runtime.note(changed), account)
        elif now - self._stored.get(account.id, 0) >= _STORE_EVERY_MS:
            self._stored[account.id] = now
            self._spawn(self._runtime.keep_quota(account.id, account.vendor), account)
        elif quota:
            self._stored.setdefault(account.id, now)

    def failed(self, credential: Credential, failure: str, error: ir.Error, headers: list[tuple[bytes, bytes]]) -> None:
        found = self._pool_of(credential)
        if found is None:
            return
        pool, account = found
        now = self._runtime.clock.now_ms()
        self._quota(account, headers, now)
        said = error.message[:200]
        match failure:
            case "rate" | "quota":
                until = rest_ms(error.body, now)
                if until is None and error.retry_after_s is not None:
                    until = now + int(error.retry_after_s * 1000)
                changed = pool.limited(account.id, credential.model, until, said)
                if until is None or changed is not None:
                    self._spawn(self._look(account), account)
            case "credential" if error.status == 403:
                changed = pool.set_aside(account.id, "forbidden", said, _FORBIDDEN_MS)
            case "credential":
                changed = pool.set_aside(account.id, "failed", said, _REFUSED_MS)
                self._spawn(self._look(account), account)
            case "request" | "missing":
                changed = None
                pool.released(account.id)
            case _:
                changed = None
                pool.failed(account.id, said)
                self._resting[credential.base_url] = now + _ENDPOINT_REST_MS
        if changed is not None:
            self._spawn(self._runtime.note(changed), account)

    # ------------------------------------------------------------------ inside

    def _credential(
        self, vendor: Vendor, account: Account, tokens: AccountTokens, session: str, model: str
    ) -> Credential:
        from amux_desktop.proxy.credentials import Credential

        parts = self._runtime.api(vendor.id).request(vendor, account, tokens, session, model)
        now = self._runtime.clock.now_ms()
        # An address that just failed comes after the others, as the vendor's own clients do it.
        urls = sorted(vendor.chat_urls, key=lambda url: self._resting.get(url, 0) > now)
        return Credential(
            headers=parts.headers,
            account_id=account.id,
            model=model,
            fields=parts.fields,
            base_url=urls[0],
            next_url=urls[1] if len(urls) > 1 else "",
        )

    def _pool_of(self, credential: Credential) -> tuple[AccountPool, Account] | None:
        for pool in self._runtime.pools.values():
            account = pool.account(credential.account_id)
            if account is not None:
                return pool, account
        return None

    def _quota(self, account: Account, headers: list[tuple[bytes, bytes]], now: int) -> bool:
        quota = self._runtime.api(account.vendor).quota_of(header_map(headers), now)
        if quota:
            self._runtime.pools[account.vendor].learn_quota(account.id, quota)
        return bool(quota)

    async def _look(self, account: Account) -> None:
        """After a limit or a refusal: what is really left. A refused token is replaced by a new one."""
        try:
            await self._runtime.look(account, force_token=account.state == "failed")
        except AmuxError:
            return  # `look` has noted what it means for the account

    def _spawn(self, work: object, account: Account) -> None:
        self._runtime.tasks.spawn(work, name=f"account {account.id}")  # type: ignore[arg-type]  # always a coroutine


def _nobody(vendor: Vendor, pool: AccountPool, model: str, now: int, problem: AmuxError | None) -> AttemptFailedError:
    """Nobody of the pool can serve now: until when, and what helps."""
    from amux_desktop.proxy.failures import AttemptFailedError
    from amux_desktop.proxy.verdict import Verdict
    from bridge import ir

    until = pool.next_try_ms(model)
    if problem is not None and until is None:
        message, status, kind = problem.message, 503, "overloaded"
        wait: float | None = None
    elif until is not None:
        wait = max(1.0, (until - now) / 1000)
        at = datetime.fromtimestamp(until / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        message = f"all {vendor.title} accounts are used up or resting; the next try is possible at {at}."
        status, kind = 429, "rate_limit"
    else:
        wait = None
        message = f"no {vendor.title} account can be used. Sign in or switch one on in Amux (OAuth Accounts)."
        status, kind = 503, "overloaded"
    error = ir.Error(status=status, message=f"Amux: {message}", kind=kind, code="pool_exhausted", retry_after_s=wait)  # type: ignore[arg-type]  # two of the kinds
    return AttemptFailedError(Verdict("rate", other_target=True), error, code="pool_exhausted")
