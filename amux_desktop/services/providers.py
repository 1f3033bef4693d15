"""Providers: what is configured, their keys, their models, and whether they work."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from amux_desktop.core.errors import InvalidInputError, NotFoundError, UnavailableError
from amux_desktop.core.events import ProviderChanged
from amux_desktop.services.addresses import clean_base_url, name_from, slug_from
from amux_desktop.services.balance import Balance, fetch_balance
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.model_lists import fetch_models
from amux_desktop.services.presets import Preset, Presets
from amux_desktop.services.probe import Probe, ProbeResult
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import (
    BridgeProxy,
    NewProviderKey,
    Provider,
    ProviderDraft,
    ProviderKey,
    ProviderModel,
    ProviderSecrets,
)
from bridge.errors import ConfigurationError
from bridge.urls import join_url

_Change = Callable[[Provider], ProviderDraft]
_KeyChange = Callable[[Repositories], ProviderKey]


_CHAT_PATHS = {
    "anthropic": "/v1/messages",
    "gemini": "/v1beta/models/{model}:streamGenerateContent",
    "openai-chat": "/v1/chat/completions",
    "openai-responses": "/v1/responses",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedProvider:
    """Everything needed to bring a removed provider back with `restore`; `secrets` is None when the vault was locked."""

    provider: Provider
    secrets: ProviderSecrets | None = field(repr=False)


class ProvidersService:
    """Methods take a provider's id or its path as `ref`; they raise `not_found` when there is none."""

    def __init__(self, store: Store, configuration: Configuration, presets: Presets, probe: Probe) -> None:
        self._store = store
        self._configuration = configuration
        self._presets = presets
        self._probe = probe

    # ------------------------------------------------------------------ reading

    async def list(self) -> tuple[Provider, ...]:
        """All, in the user's order."""
        return await self._store.read(lambda store: store.providers.list())

    async def get(self, ref: str) -> Provider:
        return await self._store.read(lambda store: store.providers.find(ref))

    async def uses(self, ref: str) -> tuple[BridgeProxy, ...]:
        """The proxies that send requests to it."""
        provider, proxies = await self._store.read(lambda store: (store.providers.find(ref), store.proxies.list()))
        return tuple(
            proxy
            for proxy in proxies
            if any(target.kind == "provider" and target.target_id == provider.id for target in proxy.targets)
        )

    # ------------------------------------------------------------------ presets

    def preset(self, ref: str) -> Preset:
        """A preset by id or alias; any other adapter by its name makes a plain one. Raises `not_found`."""
        try:
            return self._presets.get(ref)
        except NotFoundError:
            try:
                adapter = self._configuration.registry.get(ref)
            except ConfigurationError:
                pass
            else:
                return Preset(
                    id=ref,
                    name=adapter.title,
                    group="custom",
                    adapter=ref,
                    base_url=adapter.base_url,
                    docs_url=adapter.docs,
                )
            raise

    def draft_of_preset(
        self,
        preset: Preset,
        *,
        name: str = "",
        slug: str = "",
        base_url: str = "",
        models: Sequence[str] | None = None,
        passthrough: bool = False,
    ) -> ProviderDraft:
        """A draft filled from what is known of the service. `models` None takes the preset's own list.
        Raises `field_required` when only the user knows the address."""
        address = clean_base_url(base_url) or preset.base_url
        if not address:
            raise InvalidInputError("field_required", field="base URL")
        return ProviderDraft(
            name=name or preset.name,
            slug=slug or slug_from(preset.id),
            adapter=preset.adapter,
            base_url=address,
            preset=preset.id,
            models=preset.models if models is None else self.describe_models(preset.adapter, models),
            passthrough=passthrough,
            logo=preset.id,
        )

    def describe_models(self, adapter: str, model_ids: Sequence[str]) -> tuple[ProviderModel, ...]:
        """Ids with what the presets know of them."""
        return tuple(
            self._presets.model(adapter, model_id) or ProviderModel(id=model_id)
            for model_id in dict.fromkeys(item.strip() for item in model_ids)
        )

    def request_url(self, draft: ProviderDraft) -> str:
        """Where questions to a model go, with `{model}` where the name belongs; empty without an address or for an
        adapter that is not known. Safe from any thread."""
        if not draft.base_url.strip():
            return ""
        try:
            adapter = self._configuration.registry.get(draft.adapter)
        except ConfigurationError:
            return ""
        path = (
            draft.chat_path or adapter.paths.get("stream") or adapter.paths.get("chat") or _CHAT_PATHS[adapter.format]
        )
        return join_url(draft.base_url.strip(), path)

    async def free_slug(self, name: str) -> str:
        """A path that no provider has yet."""
        return slug_from(name, {provider.slug for provider in await self.list()})

    # ------------------------------------------------------------------ changing

    async def add(self, draft: ProviderDraft, keys: Sequence[NewProviderKey] = ()) -> Provider:
        """Raises `field_*`, `slug_invalid`, `slug_taken`, `adapter_unknown`, `vault_locked`."""
        self._check_adapter(draft.adapter)
        draft = dataclasses.replace(draft, base_url=clean_base_url(draft.base_url))
        provider = await self._store.write(lambda store: store.providers.create(draft, keys))
        await self._configuration.changed(ProviderChanged(provider.id, "created"))
        return provider

    async def edit(self, ref: str, draft: ProviderDraft) -> Provider:
        """Replace everything but the keys."""
        self._check_adapter(draft.adapter)
        draft = dataclasses.replace(draft, base_url=clean_base_url(draft.base_url))
        return await self._update(ref, lambda _old: draft)

    async def set_enabled(self, ref: str, enabled: bool) -> Provider:
        return await self._update(ref, lambda old: dataclasses.replace(ProviderDraft.of(old), enabled=enabled))

    async def set_models(self, ref: str, models: Sequence[ProviderModel]) -> Provider:
        return await self._update(ref, lambda old: dataclasses.replace(ProviderDraft.of(old), models=tuple(models)))

    async def duplicate(self, ref: str) -> Provider:
        """A copy with its keys and headers under a free name and path, right behind the original."""

        def work(store: Repositories) -> Provider:
            known = store.providers.list()
            original = store.providers.find(ref)
            draft = dataclasses.replace(
                ProviderDraft.of(original),
                name=name_from(original.name, {item.name for item in known}),
                slug=slug_from(original.slug, {item.slug for item in known}),
            )
            copy = _create_with_secrets(store, draft, original, store.providers.secrets(original.id))
            order = [item.id for item in known]
            order.insert(order.index(original.id) + 1, copy.id)
            store.providers.reorder(order)
            return store.providers.get(copy.id)

        provider = await self._store.write(work)
        await self._configuration.changed(ProviderChanged(provider.id, "created"))
        return provider

    async def remove(self, ref: str) -> RemovedProvider:
        """Raises `in_use`, listing what sends requests to it. The result is the way back."""

        def work(store: Repositories) -> RemovedProvider:
            provider = store.providers.find(ref)
            secrets = _secrets_if_open(store, provider.id)
            store.providers.delete(provider.id)
            return RemovedProvider(provider=provider, secrets=secrets)

        removed = await self._store.write(work)
        await self._configuration.changed(ProviderChanged(removed.provider.id, "deleted"))
        return removed

    async def restore(self, removed: RemovedProvider) -> Provider:
        """Undo `remove`, at the old place in the list; the provider gets a new id. Without secrets it comes back
        without keys."""
        secrets = removed.secrets or ProviderSecrets(keys={}, headers={}, outbound_proxy="")

        def work(store: Repositories) -> Provider:
            order = [item.id for item in store.providers.list()]
            old = removed.provider
            provider = _create_with_secrets(store, ProviderDraft.of(old), old, secrets)
            order.insert(min(old.position, len(order)), provider.id)
            store.providers.reorder(order)
            return store.providers.get(provider.id)

        provider = await self._store.write(work)
        await self._configuration.changed(ProviderChanged(provider.id, "created"))
        return provider

    async def reorder(self, provider_ids: Sequence[str]) -> None:
        """Every id once, in the new order."""
        await self._store.write(lambda store: store.providers.reorder(provider_ids))
        await self._configuration.changed(ProviderChanged("", "reordered"))

    # ------------------------------------------------------------------ keys

    async def add_key(self, ref: str, key: NewProviderKey) -> ProviderKey:
        def work(store: Repositories) -> tuple[str, ProviderKey]:
            provider = store.providers.find(ref)
            return provider.id, store.providers.add_key(provider.id, key)

        provider_id, added = await self._store.write(work)
        await self._configuration.changed(ProviderChanged(provider_id))
        return added

    async def set_key(self, ref: str, secret: str) -> ProviderKey:
        """The one key of a provider with one key: replaces the first, or adds it."""

        def work(store: Repositories) -> tuple[str, ProviderKey]:
            provider = store.providers.find(ref)
            key = NewProviderKey(secret=secret)
            if provider.keys:
                return provider.id, store.providers.replace_key(provider.keys[0].id, key)
            return provider.id, store.providers.add_key(provider.id, key)

        provider_id, stored = await self._store.write(work)
        await self._configuration.changed(ProviderChanged(provider_id))
        return stored

    async def replace_key(self, ref: str, key_id: str, key: NewProviderKey) -> ProviderKey:
        return await self._change_key(ref, key_id, lambda store: store.providers.replace_key(key_id, key))

    async def edit_key(
        self, ref: str, key_id: str, *, label: str | None = None, enabled: bool | None = None
    ) -> ProviderKey:
        return await self._change_key(
            ref, key_id, lambda store: store.providers.update_key(key_id, label=label, enabled=enabled)
        )

    async def remove_key(self, ref: str, key_id: str) -> None:
        def work(store: Repositories) -> str:
            provider = _with_key(store, ref, key_id)
            store.providers.delete_key(key_id)
            return provider.id

        await self._configuration.changed(ProviderChanged(await self._store.write(work)))

    async def reorder_keys(self, ref: str, key_ids: Sequence[str]) -> None:
        def work(store: Repositories) -> str:
            provider = store.providers.find(ref)
            store.providers.reorder_keys(provider.id, key_ids)
            return provider.id

        await self._configuration.changed(ProviderChanged(await self._store.write(work)))

    async def reveal_key(self, ref: str, key_id: str) -> str:
        """The secret, for the user who asks to see it. Raises `vault_locked`."""

        def work(store: Repositories) -> str:
            return store.providers.secrets(_with_key(store, ref, key_id).id).keys[key_id]

        return await self._store.read(work)

    async def headers(self, ref: str) -> Mapping[str, str]:
        """The extra headers with their values (they may hold credentials). Raises `vault_locked`."""
        return await self._store.read(lambda store: store.providers.secrets(store.providers.find(ref).id).headers)

    # ------------------------------------------------------------------ asking the provider

    async def test(self, ref: str, model: str = "") -> ProbeResult:
        """A small real request along the path of real traffic. Never raises for what the provider answers."""
        provider, secrets = await self._with_secrets(ref)
        return await self._probe.provider(provider, secrets, model, log_it=True)

    async def test_draft(
        self, draft: ProviderDraft, api_key: str | None = None, ref: str = "", model: str = ""
    ) -> ProbeResult:
        """The same before anything is saved. `ref` names the stored provider being edited, whose keys and headers are
        used where the draft brings none."""
        self._check_adapter(draft.adapter)
        provider, secrets = await self._of_draft(draft, api_key, ref)
        return await self._probe.provider(provider, secrets, model, log_it=False)

    async def fetch_models(self, ref: str) -> tuple[ProviderModel, ...]:
        """The provider's own list, as it is now; nothing is stored. Raises `models_unavailable`."""
        provider, secrets = await self._with_secrets(ref)
        return await self._models_of(provider, secrets)

    async def fetch_models_of_draft(
        self, draft: ProviderDraft, api_key: str | None = None, ref: str = ""
    ) -> tuple[ProviderModel, ...]:
        self._check_adapter(draft.adapter)
        provider, secrets = await self._of_draft(draft, api_key, ref)
        return await self._models_of(provider, secrets)

    async def balance(self, ref: str) -> Balance | None:
        """Money left, for providers that tell; None for the others. Raises `balance_unavailable`."""
        provider, secrets = await self._with_secrets(ref)
        kind = self._balance_kind(provider)
        return await fetch_balance(kind, self._probe.upstream(provider, secrets)) if kind else None

    def has_balance(self, provider: Provider) -> bool:
        return bool(self._balance_kind(provider))

    # ------------------------------------------------------------------ helpers

    def _check_adapter(self, name: str) -> None:
        """Raises `adapter_unknown`."""
        try:
            self._configuration.registry.get(name)
        except ConfigurationError as error:
            raise InvalidInputError("adapter_unknown", adapter=name, reason=str(error)) from error

    def _balance_kind(self, provider: Provider) -> str:
        if not provider.preset:
            return ""
        try:
            return self._presets.get(provider.preset).balance
        except NotFoundError:
            return ""

    async def _models_of(self, provider: Provider, secrets: ProviderSecrets) -> tuple[ProviderModel, ...]:
        listed = await fetch_models(self._probe.upstream(provider, secrets))
        return tuple(self._complete(provider, model) for model in listed)

    def _complete(self, provider: Provider, listed: ProviderModel) -> ProviderModel:
        """What the list leaves out comes from the stored model or the preset."""
        known = provider.model(listed.id) or self._presets.model(provider.adapter, listed.id)
        if known is None:
            return listed
        return dataclasses.replace(
            listed,
            name=listed.name or known.name,
            context_tokens=listed.context_tokens or known.context_tokens,
            output_tokens=listed.output_tokens or known.output_tokens,
            capabilities=listed.capabilities or known.capabilities,
        )

    async def _with_secrets(self, ref: str) -> tuple[Provider, ProviderSecrets]:
        def work(store: Repositories) -> tuple[Provider, ProviderSecrets]:
            provider = store.providers.find(ref)
            return provider, store.providers.secrets(provider.id)

        return await self._store.read(work)

    async def _of_draft(self, draft: ProviderDraft, api_key: str | None, ref: str) -> tuple[Provider, ProviderSecrets]:
        """What the draft would become once saved."""
        stored = await self._with_secrets(ref) if ref else None
        secrets = stored[1] if stored else ProviderSecrets(keys={}, headers={}, outbound_proxy="")
        keys = stored[0].keys if stored else ()
        if api_key:
            keys = (ProviderKey(id="draft", label="", hint=""),)
            secrets = dataclasses.replace(secrets, keys={"draft": api_key.strip()})
        if draft.headers is not None:
            secrets = dataclasses.replace(secrets, headers=draft.headers)
        if draft.outbound_proxy is not None:
            secrets = dataclasses.replace(secrets, outbound_proxy=draft.outbound_proxy)
        fields = {item.name: getattr(draft, item.name) for item in dataclasses.fields(ProviderDraft)}
        fields.pop("headers")
        fields["outbound_proxy"] = secrets.outbound_proxy
        fields["base_url"] = clean_base_url(draft.base_url)
        provider = Provider(
            id=stored[0].id if stored else "draft", position=0, keys=keys, created_ms=0, updated_ms=0, **fields
        )
        return provider, secrets

    async def _update(self, ref: str, change: _Change) -> Provider:
        def work(store: Repositories) -> Provider:
            old = store.providers.find(ref)
            return store.providers.update(old.id, change(old))

        provider = await self._store.write(work)
        await self._configuration.changed(ProviderChanged(provider.id))
        return provider

    async def _change_key(self, ref: str, key_id: str, change: _KeyChange) -> ProviderKey:
        def work(store: Repositories) -> tuple[str, ProviderKey]:
            provider = _with_key(store, ref, key_id)
            return provider.id, change(store)

        provider_id, key = await self._store.write(work)
        await self._configuration.changed(ProviderChanged(provider_id))
        return key


def _with_key(store: Repositories, ref: str, key_id: str) -> Provider:
    provider = store.providers.find(ref)
    if all(key.id != key_id for key in provider.keys):
        raise NotFoundError("not_found", kind="key", ref=key_id)
    return provider


def _secrets_if_open(store: Repositories, provider_id: str) -> ProviderSecrets | None:
    try:
        return store.providers.secrets(provider_id)
    except UnavailableError:
        return None


def _create_with_secrets(
    store: Repositories, draft: ProviderDraft, original: Provider, secrets: ProviderSecrets
) -> Provider:
    draft = dataclasses.replace(draft, headers=secrets.headers, outbound_proxy=secrets.outbound_proxy)
    kept = [key for key in original.keys if key.id in secrets.keys]
    keys = [NewProviderKey(secret=secrets.keys[key.id], label=key.label) for key in kept]
    provider = store.providers.create(draft, keys)
    for old, new in zip(kept, provider.keys, strict=True):
        if not old.enabled:
            store.providers.update_key(new.id, enabled=False)
    return store.providers.get(provider.id)
