"""A whole set-up in one transaction: what a plan names is created or updated by its path, everything else stays."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amux_desktop.core.events import ProviderChanged, ProxyChanged, TokenChanged
from amux_desktop.core.target_rules import TargetText
from amux_desktop.security.tokens import new_token
from amux_desktop.services.api_tokens import CreatedToken
from amux_desktop.services.bridge_proxies import target_of
from amux_desktop.services.store import Repositories
from amux_desktop.storage.records import (
    ApiTokenDraft,
    BridgeProxy,
    BridgeProxyDraft,
    Mapping,
    NewProviderKey,
    Provider,
    ProviderDraft,
)
from amux_desktop.storage.records.proxies import Balance, Inbound

if TYPE_CHECKING:
    from amux_desktop.services.app_services import AppServices


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEntry:
    """`models` None takes the preset's; an empty key keeps what is stored."""

    preset: str
    path: str
    name: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    models: tuple[str, ...] | None = None
    passthrough: bool = False
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyEntry:
    """`targets` in the order to try, or of the order that `balance` says."""

    path: str
    name: str = ""
    inbound: Inbound = "any"
    targets: tuple[TargetText, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    balance: Balance = "ordered"
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Proxies may name providers and proxies of the same plan, the latter when they come before."""

    providers: tuple[ProviderEntry, ...] = ()
    proxies: tuple[ProxyEntry, ...] = ()
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What the plan named, as it is now; of tokens only those that were new."""

    providers: tuple[Provider, ...]
    proxies: tuple[BridgeProxy, ...]
    tokens: tuple[CreatedToken, ...]


async def apply_plan(services: AppServices, plan: Plan) -> Applied:
    """All or nothing. Raises what the single services raise."""
    drafts = [(entry, _provider_draft(services, entry)) for entry in plan.providers]

    def work(store: Repositories) -> Applied:
        providers = tuple(_put_provider(store, entry, draft) for entry, draft in drafts)
        proxies = tuple(_put_proxy(store, entry) for entry in plan.proxies)
        known = {token.name for token in store.tokens.list()}
        tokens = tuple(_new_token(store, name) for name in plan.tokens if name not in known)
        return Applied(providers=providers, proxies=proxies, tokens=tokens)

    applied = await services.store.write(work)
    await services.configuration.changed(
        *(ProviderChanged(item.id) for item in applied.providers),
        *(ProxyChanged(item.id) for item in applied.proxies),
        *(TokenChanged(item.token.id, "created") for item in applied.tokens),
    )
    return applied


def _provider_draft(services: AppServices, entry: ProviderEntry) -> ProviderDraft:
    draft = services.providers.draft_of_preset(
        services.providers.preset(entry.preset),
        name=entry.name,
        slug=entry.path,
        base_url=entry.base_url,
        models=entry.models,
        passthrough=entry.passthrough,
    )
    return dataclasses.replace(draft, enabled=entry.enabled)


def _put_provider(store: Repositories, entry: ProviderEntry, draft: ProviderDraft) -> Provider:
    keys = [NewProviderKey(secret=entry.api_key)] if entry.api_key else []
    old = next((item for item in store.providers.list() if item.slug == entry.path), None)
    if old is None:
        return store.providers.create(draft, keys)
    store.providers.update(old.id, draft)
    for key in keys:
        if old.keys:
            store.providers.replace_key(old.keys[0].id, key)
        else:
            store.providers.add_key(old.id, key)
    return store.providers.get(old.id)


def _put_proxy(store: Repositories, entry: ProxyEntry) -> BridgeProxy:
    draft = BridgeProxyDraft(
        name=entry.name or entry.path,
        slug=entry.path,
        inbound=entry.inbound,
        targets=tuple(target_of(store, target) for target in entry.targets),
        mappings=entry.mappings,
        balance=entry.balance,
        enabled=entry.enabled,
    )
    old = next((item for item in store.proxies.list() if item.slug == entry.path), None)
    return store.proxies.create(draft) if old is None else store.proxies.update(old.id, draft)


def _new_token(store: Repositories, name: str) -> CreatedToken:
    made = new_token()
    return CreatedToken(token=store.tokens.create(ApiTokenDraft(name=name), made), text=made.text)
