"""Importing providers, prices, proxies and tokens. Later ones find earlier ones by the path they have here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from amux_desktop.core.errors import AmuxError, ConflictError, InvalidInputError
from amux_desktop.security.tokens import NewToken
from amux_desktop.services.transfer_collect import Collector
from amux_desktop.services.transfer_format import KeyEntry, ProviderEntry, TokenEntry, invalid
from amux_desktop.services.transfer_merge import Merge, free_name, free_path
from amux_desktop.storage.records import (
    ApiToken,
    ApiTokenDraft,
    BridgeProxyDraft,
    ModelPrice,
    NewProviderKey,
    Provider,
    ProviderSecrets,
    TokenScope,
)

_LOST_ROUTE = "routes of its scope that are not here were left out"


def merge_providers(merge: Merge, entries: Sequence[ProviderEntry]) -> None:
    store = merge.store
    here = {item.slug: item for item in store.providers.list()}
    taken = here.keys() | {entry.draft.slug for entry in entries}
    for entry in entries:
        path, new_path = entry.draft.slug, ""
        local = here.get(path)
        action = merge.decide(local, entry, Collector.provider)
        if action == "overwrite" and local is not None:
            store.providers.update(local.id, entry.draft)
            _replace_keys(merge, local, entry.keys)
        elif action == "rename":
            new_path = merge.names.providers[path] = free_path(path, taken)
            taken = taken | {new_path}
        if action in ("add", "rename"):
            _create_provider(merge, entry, new_path)
        merge.note("providers", "provider", path, action, new_name=new_path)


def merge_prices(merge: Merge, prices: Iterable[ModelPrice]) -> None:
    store = merge.store
    paths = {item.slug: item.id for item in store.providers.list()}
    for price in prices:
        path = merge.names.provider(price.provider_id)
        name = f"{path}/{price.model}" if path else price.model
        if path and path not in paths:
            merge.note("providers", "price", name, "skip", note="its provider is not here")
            continue
        wanted = dataclasses.replace(price, id="", provider_id=paths.get(path, ""))
        local = next(
            (
                item
                for item in store.prices.list()
                if (item.provider_id, item.model) == (wanted.provider_id, wanted.model)
            ),
            None,
        )
        same = local is not None and dataclasses.replace(local, id="") == wanted
        action = merge.choose(exists=local is not None, same=same)
        if action in ("add", "overwrite"):
            store.prices.save(dataclasses.replace(wanted, id=local.id if local else ""))
        merge.note("providers", "price", name, action)


def merge_proxies(merge: Merge, drafts: Sequence[BridgeProxyDraft]) -> None:
    """Raises `import_reference` for a target that is nowhere, `proxy_cycle` when what is here would close a loop."""
    store = merge.store
    local_order = [item.id for item in store.proxies.list()]
    here = {item.slug: item for item in store.proxies.list()}
    taken = here.keys() | {draft.slug for draft in drafts}
    made: dict[str, str] = {}
    for draft in _targets_first(drafts):
        path, new_path = draft.slug, ""
        local = here.get(path)
        wanted = _with_local_paths(merge, draft)
        action = merge.decide(local, wanted, Collector.proxy)
        if action == "rename":
            new_path = merge.names.proxies[path] = free_path(path, taken)
            taken = taken | {new_path}
            wanted = dataclasses.replace(wanted, slug=new_path, name=_numbered(wanted.name, new_path))
        if action in ("add", "rename"):
            made[path] = store.proxies.create(_with_ids(merge, wanted)).id
        elif action == "overwrite" and local is not None:
            store.proxies.update(local.id, _with_ids(merge, wanted))
        merge.note("proxies", "proxy", path, action, new_name=new_path)
    store.proxies.reorder([*local_order, *(made[draft.slug] for draft in drafts if draft.slug in made)])


def merge_tokens(merge: Merge, entries: Sequence[TokenEntry]) -> None:
    """One text belongs to one token: the same hash is the same token, whatever its name."""
    store = merge.store
    names = {item.name for item in store.tokens.list()} | {entry.draft.name for entry in entries}
    for entry in entries:
        tokens = {item.id: item for item in store.tokens.list()}
        known = tokens.get(store.tokens.hashes().get(entry.hash, ""))
        name, new_name, note = entry.draft.name, "", ""
        local = known or next((item for item in tokens.values() if item.name == name), None)
        wanted = _local_scope(merge, entry.draft)
        shown = dataclasses.replace(entry, draft=_scope_by_path(merge, entry.draft), last_used_ms=None)
        action = merge.decide(local, shown, _token, can_rename=known is None)
        if action == "overwrite" and local is not None and known is None and _is_used_by_tool(merge, local):
            action, note = "skip", "a coding tool here uses the token of that name"
        if action == "rename":
            new_name = merge.names.tokens[name] = free_name(name, names)
            names.add(new_name)
            wanted = dataclasses.replace(wanted, name=new_name)
        _write_token(merge, entry, wanted, local if action == "overwrite" else None, is_new=action in ("add", "rename"))
        if known is not None and known.name != name and action != "overwrite":
            merge.names.tokens[name] = known.name
            note = note or f"it is here as {known.name}"
        if len(_routes(wanted.scope)) < len(_routes(entry.draft.scope)) and action in ("add", "overwrite", "rename"):
            note = _LOST_ROUTE
        merge.note("tokens", "token", name, action, new_name=new_name, note=note)


def _token(collector: Collector, token: ApiToken) -> TokenEntry:
    """The last use is no difference that counts."""
    return dataclasses.replace(collector.token(token), last_used_ms=None)


def _create_provider(merge: Merge, entry: ProviderEntry, new_path: str) -> None:
    draft = entry.draft
    if new_path:
        draft = dataclasses.replace(draft, slug=new_path, name=_numbered(draft.name, new_path))
    keys = [NewProviderKey(secret=key.secret, label=key.label) for key in entry.keys]
    made = merge.store.providers.create(draft, keys)
    for key, wanted in zip(made.keys, entry.keys, strict=True):
        if not wanted.enabled:
            merge.store.providers.update_key(key.id, enabled=False)


def _replace_keys(merge: Merge, local: Provider, keys: Sequence[KeyEntry]) -> None:
    """A key that stays keeps its id and so its health."""
    store = merge.store
    ids: dict[str, str] = {}
    for key_id, secret in _readable(merge, local).keys.items():
        ids.setdefault(secret, key_id)
    kept = {ids[key.secret] for key in keys if key.secret in ids}
    for key in local.keys:
        if key.id not in kept:
            store.providers.delete_key(key.id)
    order: list[str] = []
    for wanted in keys:
        key_id = ids.pop(wanted.secret, "")
        if not key_id:
            added = store.providers.add_key(local.id, NewProviderKey(secret=wanted.secret, label=wanted.label))
            key_id = added.id
        store.providers.update_key(key_id, label=wanted.label, enabled=wanted.enabled)
        order.append(key_id)
    store.providers.reorder_keys(local.id, order)


def _readable(merge: Merge, provider: Provider) -> ProviderSecrets:
    """Nothing where the secrets here cannot be opened any more."""
    try:
        return merge.store.providers.secrets(provider.id)
    except AmuxError as error:
        if error.code != "secret_unreadable":
            raise
        return ProviderSecrets(keys={}, headers={}, outbound_proxy="")


def _targets_first(drafts: Sequence[BridgeProxyDraft]) -> list[BridgeProxyDraft]:
    """A proxy comes after the proxies it sends to. Raises `archive_invalid` for a loop."""
    by_path = {draft.slug: draft for draft in drafts}
    after = {draft.slug: [target.target_id for target in draft.targets if target.kind == "proxy"] for draft in drafts}
    try:
        order = list(TopologicalSorter(after).static_order())
    except CycleError:
        raise invalid("its proxies form a loop") from None
    return [by_path[path] for path in order if path in by_path]


def _with_local_paths(merge: Merge, draft: BridgeProxyDraft) -> BridgeProxyDraft:
    names = {"provider": merge.names.provider, "proxy": merge.names.proxy}
    targets = (
        dataclasses.replace(target, id="", target_id=names[target.kind](target.target_id)) for target in draft.targets
    )
    return dataclasses.replace(draft, targets=tuple(targets))


def _with_ids(merge: Merge, draft: BridgeProxyDraft) -> BridgeProxyDraft:
    ids = _ids_by_path(merge)
    targets = []
    for target in draft.targets:
        target_id = ids[target.kind].get(target.target_id)
        if target_id is None:
            raise InvalidInputError("import_reference", name=draft.slug, kind=target.kind, ref=target.target_id)
        targets.append(dataclasses.replace(target, target_id=target_id))
    return dataclasses.replace(draft, targets=tuple(targets))


def _ids_by_path(merge: Merge) -> Mapping[str, Mapping[str, str]]:
    return {
        "provider": {item.slug: item.id for item in merge.store.providers.list()},
        "proxy": {item.slug: item.id for item in merge.store.proxies.list()},
    }


def _numbered(name: str, new_path: str) -> str:
    return f"{name} ({new_path.rpartition('-')[2]})"


def _scope_by_path(merge: Merge, draft: ApiTokenDraft) -> ApiTokenDraft:
    scope = dataclasses.replace(
        draft.scope,
        proxy_ids=tuple(merge.names.proxy(path) for path in draft.scope.proxy_ids),
        provider_ids=tuple(merge.names.provider(path) for path in draft.scope.provider_ids),
    )
    return dataclasses.replace(draft, scope=scope)


def _local_scope(merge: Merge, draft: ApiTokenDraft) -> ApiTokenDraft:
    """With ids. A route that is not here leaves the scope, as a deleted one does: nothing more is allowed than before."""
    ids, scope = _ids_by_path(merge), _scope_by_path(merge, draft).scope
    local = dataclasses.replace(
        scope,
        proxy_ids=tuple(ids["proxy"][path] for path in scope.proxy_ids if path in ids["proxy"]),
        provider_ids=tuple(ids["provider"][path] for path in scope.provider_ids if path in ids["provider"]),
    )
    return dataclasses.replace(draft, scope=local)


def _routes(scope: TokenScope) -> tuple[str, ...]:
    return (*scope.proxy_ids, *scope.provider_ids)


def _is_used_by_tool(merge: Merge, token: ApiToken) -> bool:
    return any(tool.enabled and tool.token_id == token.id for tool in merge.store.code_tools.list())


def _write_token(
    merge: Merge, entry: TokenEntry, draft: ApiTokenDraft, replaced: ApiToken | None, *, is_new: bool
) -> None:
    tokens, secret = merge.store.tokens, NewToken(text="", hash=entry.hash, hint=entry.hint)
    if replaced is not None:
        if any(item.name == draft.name and item.id != replaced.id for item in tokens.list()):
            raise ConflictError("name_taken", kind="token", name=draft.name)
        tokens.update(replaced.id, draft)
        tokens.replace_secret(replaced.id, secret)
    if replaced is not None or is_new:
        token_id = replaced.id if replaced is not None else tokens.create(draft, secret).id
        merge.store.transfer.stamp_token(token_id, entry.created_ms, entry.last_used_ms)
