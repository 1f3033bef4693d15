"""Demonstration accounts in the states that the page tells apart. Their tokens are made up and nobody is asked about them."""

from __future__ import annotations

import asyncio
import dataclasses
import random
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from amux_desktop.services.records import (
    Account,
    AccountTokens,
    ProviderDraft,
    ProviderModel,
    QuotaSample,
    RequestLog,
)

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.store import Repositories

_HOUR_MS, _MINUTE_MS = 3_600_000, 60_000
_SAMPLES = 12
# (address, state, why, share of the 5-hour window, share of the week)
_PEOPLE: tuple[tuple[str, Literal["active", "limited", "expired"], str, float, float], ...] = (
    ("lin.wei@example.com", "active", "", 0.31, 0.46),
    ("dev-team@example.com", "active", "", 0.12, 0.86),
    ("m.okafor@example.org", "limited", "The usage limit has been reached", 1.0, 0.72),
    ("old.account@example.net", "expired", "The refresh token was revoked", 0.0, 0.0),
)


async def add_accounts(services: AppServices) -> None:
    """Four of ChatGPT with two hours of history, and the provider that they are together."""
    now = int(time.time() * 1000)
    vendor = next(vendor for vendor in services.accounts.vendors() if vendor.id == "codex")
    together = ProviderDraft(
        name=vendor.provider_name,
        slug=vendor.slug,
        adapter=vendor.adapter,
        base_url=vendor.chat_urls[0],
        models=tuple(ProviderModel(id=name) for name in vendor.models),
        logo=vendor.logo,
        pool=vendor.id,
    )
    await services.store.write(lambda store: store.providers.create(together, ()))
    saved = await services.store.write(lambda store: _save(store, now))
    provider = next(item for item in await services.providers.list() if item.pool == vendor.id)
    for row in _usage(saved, provider.id, vendor.provider_name, now):
        services.health.put(row)
    await asyncio.to_thread(services.health._sink.flush, 30.0)  # type: ignore[attr-defined]  # the writer of the database


def _usage(accounts: tuple[Account, ...], provider_id: str, name: str, now: int) -> Iterator[RequestLog]:
    """Requests of the last hours for those that could serve."""
    chance = random.Random(5)  # noqa: S311 - demonstration data
    for account, count in zip(accounts, (41, 18, 64), strict=False):
        for index in range(count):
            yield RequestLog(
                id=f"{account.email[:3].encode().hex()}{index:04x}{chance.getrandbits(88):022x}",
                started_ms=now - 26 * _MINUTE_MS - index * 3 * _MINUTE_MS,
                duration_ms=chance.randint(900, 9000),
                status=200,
                outcome="ok",
                first_token_ms=chance.randint(300, 900),
                path="/proxies/gpt-to-claude/v1/responses",
                client="Codex",
                route="code/codex",
                provider_id=provider_id,
                provider_name=name,
                account_id=account.id,
                inbound="openai-responses",
                outbound="openai-responses",
                source_model="gpt-5.2-codex",
                target_model="gpt-5.2-codex",
                stream=True,
                input_tokens=chance.randint(9_000, 60_000),
                output_tokens=chance.randint(200, 4_000),
            )


def _save(store: Repositories, now: int) -> tuple[Account, ...]:
    made = []
    tokens = AccountTokens(access_token="demo", refresh_token="demo")  # noqa: S106 - made up
    for address, state, reason, five, week in _PEOPLE:
        resets = now + 2 * _HOUR_MS
        quota = {
            "5h": {"used": five, "resets_ms": resets, "minutes": 300},
            "week": {"used": week, "resets_ms": now + 60 * _HOUR_MS, "minutes": 10_080},
        }
        account = Account(
            id="", vendor="codex", subject=address, email=address, plan="ChatGPT Plus", verified=True, quota=quota
        )
        saved = store.accounts.save(account, tokens)
        again = now + _HOUR_MS // 2 if state == "limited" else None
        changed = dataclasses.replace(saved, state=state, state_reason=reason, next_try_ms=again)
        store.accounts.set_state(changed)
        made.append(changed)
        for step in range(_SAMPLES):
            at = now - (_SAMPLES - 1 - step) * _HOUR_MS // 6
            used = five * step / (_SAMPLES - 1)
            store.accounts.add_quota_sample(
                QuotaSample(account_id=saved.id, at_ms=at, window="5h", used=used, resets_ms=resets)
            )
    return tuple(made)
