"""Records as they go into an archive: with their secrets, and with paths and names in the place of ids."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from amux_desktop.core.settings import SETTINGS, Settings
from amux_desktop.services.store import Repositories
from amux_desktop.services.transfer_format import (
    AccountEntry,
    ChatEntry,
    CodeEntry,
    KeyEntry,
    ProviderEntry,
    TokenEntry,
)
from amux_desktop.storage.records import (
    Account,
    ApiToken,
    ApiTokenDraft,
    BridgeProxy,
    BridgeProxyDraft,
    CodeTool,
    CodeToolDraft,
    Conversation,
    Message,
    ModelPrice,
    Pool,
    Provider,
    ProviderDraft,
)


class Collector:
    """Over one transaction. Raises `vault_locked` and `secret_unreadable` where there are secrets."""

    def __init__(self, store: Repositories) -> None:
        self._store = store
        self._providers = {item.id: item.slug for item in store.providers.list()}
        self._proxies = {item.id: item.slug for item in store.proxies.list()}
        self._tokens = {item.id: item.name for item in store.tokens.list()}
        self._hashes = {owner: digest for digest, owner in store.tokens.hashes().items()}

    def provider(self, provider: Provider) -> ProviderEntry:
        secrets = self._store.providers.secrets(provider.id)
        draft = dataclasses.replace(
            ProviderDraft.of(provider), headers=dict(secrets.headers), outbound_proxy=secrets.outbound_proxy
        )
        keys = (KeyEntry(secret=secrets.keys[key.id], label=key.label, enabled=key.enabled) for key in provider.keys)
        return ProviderEntry(draft=draft, keys=tuple(keys))

    def price(self, price: ModelPrice) -> ModelPrice:
        return dataclasses.replace(price, id="", provider_id=self._providers.get(price.provider_id, ""))

    def proxy(self, proxy: BridgeProxy) -> BridgeProxyDraft:
        targets = (
            dataclasses.replace(
                target,
                id="",
                target_id=(self._providers if target.kind == "provider" else self._proxies)[target.target_id],
            )
            for target in proxy.targets
        )
        return dataclasses.replace(BridgeProxyDraft.of(proxy), targets=tuple(targets))

    def token(self, token: ApiToken) -> TokenEntry:
        scope = dataclasses.replace(
            token.scope,
            proxy_ids=tuple(self._proxies[item] for item in token.scope.proxy_ids),
            provider_ids=tuple(self._providers[item] for item in token.scope.provider_ids),
        )
        return TokenEntry(
            draft=dataclasses.replace(ApiTokenDraft.of(token), scope=scope),
            hash=self._hashes[token.id],
            hint=token.hint,
            created_ms=token.created_ms,
            last_used_ms=token.last_used_ms,
        )

    def code_tool(self, tool: CodeTool) -> CodeEntry:
        draft = dataclasses.replace(
            CodeToolDraft.of(tool),
            provider_id=self._providers.get(tool.provider_id or ""),
            proxy_id=self._proxies.get(tool.proxy_id or ""),
            token_id=self._tokens.get(tool.token_id or ""),
        )
        mappings = (
            dataclasses.replace(mapping, provider_id=self._providers[mapping.provider_id]) for mapping in tool.mappings
        )
        return CodeEntry(tool=tool.tool, draft=draft, mappings=tuple(mappings))

    def account(self, account: Account) -> AccountEntry:
        return AccountEntry(account=account, tokens=self._store.accounts.tokens(account.id))

    def pools(self) -> tuple[Pool, ...]:
        """Those that differ from the default."""
        vendors = sorted({account.vendor for account in self._store.accounts.list()})
        pools = (self._store.accounts.pool(vendor) for vendor in vendors)
        return tuple(pool for pool in pools if pool != Pool(vendor=pool.vendor))

    def settings(self, settings: Settings) -> dict[str, str]:
        """Without those kept in a file of this computer."""
        return {
            key: declared.format(settings.get(key))
            for key, declared in SETTINGS.items()
            if declared.place == "database" and settings.get(key) != declared.default
        }

    def chat(self, conversation: Conversation) -> ChatEntry:
        return ChatEntry(
            conversation=conversation,
            messages=parents_first(self._store.chat.messages(conversation.id)),
            attachments=self._store.transfer.attachments(conversation.id),
        )


def parents_first(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Messages of one moment are stored in any order."""
    answers: dict[str | None, list[Message]] = {}
    for message in messages:
        answers.setdefault(message.parent_id, []).append(message)
    ordered: list[Message] = []
    waiting = answers.pop(None, [])
    while waiting:
        ordered.extend(waiting)
        waiting = [answer for message in waiting for answer in answers.pop(message.id, ())]
    return tuple(ordered)
