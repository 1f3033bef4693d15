"""Bridge proxies: routes that answer in one format and ask providers in theirs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from amux_desktop.core.events import ProxyChanged
from amux_desktop.core.target_rules import TargetText
from amux_desktop.services.addresses import name_from, slug_from
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.probe import Probe, ProbeResult
from amux_desktop.services.snippets import Snippet, snippets_for
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import BridgeProxy, BridgeProxyDraft, Provider, ProxyTarget

if TYPE_CHECKING:
    from amux_desktop.services.explaining import Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A proxy on the way, the entry first."""

    proxy_id: str
    name: str
    slug: str
    mappings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A provider at the end of a way; the first destination is the primary one, the others fallbacks in order."""

    hops: tuple[Hop, ...]
    provider_id: str
    provider_name: str
    adapter: str
    enabled: bool
    has_key: bool
    model: str = ""
    """Fixed model, if the target names one."""
    weight: int = 1
    conditions: Mapping[str, Any] = field(default_factory=dict)
    """Rules of the last hop's target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The picture of a proxy: where a request may go. `problem` is `proxy_cycle` or `proxy_no_target`."""

    inbound: str
    destinations: tuple[Destination, ...]
    problem: str = ""


class ProxiesService:
    """Methods take a proxy's id or its path as `ref`; they raise `not_found` when there is none."""

    def __init__(self, store: Store, configuration: Configuration, probe: Probe) -> None:
        self._store = store
        self._configuration = configuration
        self._probe = probe

    # ------------------------------------------------------------------ reading

    async def list(self) -> tuple[BridgeProxy, ...]:
        """All, in the user's order."""
        return await self._store.read(lambda store: store.proxies.list())

    async def get(self, ref: str) -> BridgeProxy:
        return await self._store.read(lambda store: store.proxies.find(ref))

    async def uses(self, ref: str) -> tuple[BridgeProxy, ...]:
        """The proxies that send requests on to it."""
        proxy, proxies = await self._store.read(lambda store: (store.proxies.find(ref), store.proxies.list()))
        return tuple(
            item
            for item in proxies
            if any(target.kind == "proxy" and target.target_id == proxy.id for target in item.targets)
        )

    async def free_slug(self, name: str) -> str:
        """A path that no proxy has yet."""
        return slug_from(name, {proxy.slug for proxy in await self.list()})

    async def resolve(self, ref: str) -> Chain:
        """The resolved chain of a stored proxy."""
        proxy, proxies, providers = await self._everything(ref)
        return _chain(proxy, {item.id: item for item in proxies}, {item.id: item for item in providers})

    async def resolve_draft(self, draft: BridgeProxyDraft, proxy_id: str = "") -> Chain:
        """The same for an unsaved form; `proxy_id` is the stored proxy being edited."""
        proxies, providers = await self._store.read(lambda store: (store.proxies.list(), store.providers.list()))
        proxy = _record_of(draft, proxy_id)
        by_id = {item.id: item for item in proxies} | {proxy.id: proxy}
        return _chain(proxy, by_id, {item.id: item for item in providers})

    async def possible_next(self, proxy_id: str = "") -> tuple[BridgeProxy, ...]:
        """The proxies that `proxy_id` may send requests to without a loop; all for a new one."""
        proxies = await self.list()
        edges = {item.id: [target.target_id for target in item.targets if target.kind == "proxy"] for item in proxies}
        return tuple(item for item in proxies if not _reaches(item.id, proxy_id, edges))

    async def explain(
        self,
        ref: str,
        model: str,
        *,
        tools: bool = False,
        images: bool = False,
        tokens: int = 0,
        tier: str = "standard",
    ) -> Explanation:
        """Where such a request would go, by the stored configuration: who is resting at the moment is not looked at."""
        from amux_desktop.proxy.balancing import Hints
        from amux_desktop.services.explaining import explain

        proxy = await self.get(ref)
        route = (await self._configuration.snapshot(proxy)).routes[proxy.slug]
        return explain(route, Hints(model=model, tools=tools, images=images, prompt_tokens=tokens, tier=tier))

    async def targets(self, texts: Sequence[TargetText]) -> tuple[ProxyTarget, ...]:
        """Targets as written, looked up. Raises `not_found`."""
        return await self._store.read(lambda store: tuple(target_of(store, text) for text in texts))

    async def snippets(
        self, ref: str, base_url: str, *, model: str = "", token: str = "", shell: str = "posix"
    ) -> tuple[Snippet, ...]:
        """Ready-to-copy examples. `base_url` is the proxy server's; without `token` a place-holder stands in its place."""
        proxy, proxies, providers = await self._everything(ref)
        by_id = {item.id: item for item in providers}
        name = model or _example_model(proxy, {item.id: item for item in proxies}, by_id)
        return snippets_for(f"{base_url}/proxies/{proxy.slug}", proxy.inbound, name, token, shell)

    # ------------------------------------------------------------------ changing

    async def add(self, draft: BridgeProxyDraft) -> BridgeProxy:
        """Raises `field_*`, `slug_invalid`, `slug_taken`, `proxy_no_target`, `proxy_cycle`, `not_found` for a target."""
        proxy = await self._store.write(lambda store: store.proxies.create(draft))
        await self._configuration.changed(ProxyChanged(proxy.id, "created"))
        return proxy

    async def edit(self, ref: str, draft: BridgeProxyDraft) -> BridgeProxy:
        return await self._update(ref, draft)

    async def set_enabled(self, ref: str, enabled: bool) -> BridgeProxy:
        old = await self.get(ref)
        return await self._update(ref, dataclasses.replace(BridgeProxyDraft.of(old), enabled=enabled))

    async def duplicate(self, ref: str) -> BridgeProxy:
        """A copy under a free name and path, right behind the original."""

        def work(store: Repositories) -> BridgeProxy:
            known = store.proxies.list()
            original = store.proxies.find(ref)
            draft = dataclasses.replace(
                BridgeProxyDraft.of(original),
                name=name_from(original.name, {item.name for item in known}),
                slug=slug_from(original.slug, {item.slug for item in known}),
                targets=tuple(dataclasses.replace(target, id="") for target in original.targets),
            )
            copy = store.proxies.create(draft)
            order = [item.id for item in known]
            order.insert(order.index(original.id) + 1, copy.id)
            store.proxies.reorder(order)
            return store.proxies.get(copy.id)

        proxy = await self._store.write(work)
        await self._configuration.changed(ProxyChanged(proxy.id, "created"))
        return proxy

    async def remove(self, ref: str) -> BridgeProxy:
        """Raises `in_use`, listing what sends requests to it. The removed record is what `restore` takes."""

        def work(store: Repositories) -> BridgeProxy:
            proxy = store.proxies.find(ref)
            store.proxies.delete(proxy.id)
            return proxy

        removed = await self._store.write(work)
        await self._configuration.changed(ProxyChanged(removed.id, "deleted"))
        return removed

    async def restore(self, removed: BridgeProxy) -> BridgeProxy:
        """Undo `remove`, at the old place in the list; the proxy gets a new id."""

        def work(store: Repositories) -> BridgeProxy:
            order = [item.id for item in store.proxies.list()]
            targets = tuple(dataclasses.replace(target, id="") for target in removed.targets)
            proxy = store.proxies.create(dataclasses.replace(BridgeProxyDraft.of(removed), targets=targets))
            order.insert(min(removed.position, len(order)), proxy.id)
            store.proxies.reorder(order)
            return store.proxies.get(proxy.id)

        proxy = await self._store.write(work)
        await self._configuration.changed(ProxyChanged(proxy.id, "created"))
        return proxy

    async def reorder(self, proxy_ids: Sequence[str]) -> None:
        """Every id once, in the new order."""
        await self._store.write(lambda store: store.proxies.reorder(proxy_ids))
        await self._configuration.changed(ProxyChanged("", "reordered"))

    # ------------------------------------------------------------------ trying

    async def test(self, ref: str, model: str = "") -> ProbeResult:
        """A small real request through the proxy. Never raises for what a provider answers."""
        return await self._probe.proxy(await self.get(ref), model, log_it=True)

    async def test_draft(self, draft: BridgeProxyDraft, proxy_id: str = "", model: str = "") -> ProbeResult:
        """The same for an unsaved form."""
        return await self._probe.proxy(_record_of(draft, proxy_id), model, log_it=False)

    # ------------------------------------------------------------------ helpers

    async def _update(self, ref: str, draft: BridgeProxyDraft) -> BridgeProxy:
        def work(store: Repositories) -> BridgeProxy:
            return store.proxies.update(store.proxies.find(ref).id, draft)

        proxy = await self._store.write(work)
        await self._configuration.changed(ProxyChanged(proxy.id))
        return proxy

    async def _everything(self, ref: str) -> tuple[BridgeProxy, tuple[BridgeProxy, ...], tuple[Provider, ...]]:
        return await self._store.read(
            lambda store: (store.proxies.find(ref), store.proxies.list(), store.providers.list())
        )


def target_of(store: Repositories, text: TargetText) -> ProxyTarget:
    """Raises `not_found`."""
    table = store.providers if text.kind == "provider" else store.proxies
    return ProxyTarget(
        kind=text.kind, target_id=table.find(text.path).id, model=text.model, weight=text.weight,
        conditions=text.conditions, enabled=text.enabled,
    )  # fmt: skip


def _record_of(draft: BridgeProxyDraft, proxy_id: str) -> BridgeProxy:
    fields = {item.name: getattr(draft, item.name) for item in dataclasses.fields(draft)}
    return BridgeProxy(id=proxy_id or "draft", position=0, created_ms=0, updated_ms=0, **fields)


def _chain(proxy: BridgeProxy, proxies: Mapping[str, BridgeProxy], providers: Mapping[str, Provider]) -> Chain:
    edges = {
        item.id: [target.target_id for target in item.targets if target.kind == "proxy"] for item in proxies.values()
    }
    if any(_reaches(next_id, proxy.id, edges) for next_id in edges.get(proxy.id, ())):
        return Chain(inbound=proxy.inbound, destinations=(), problem="proxy_cycle")
    destinations = tuple(_destinations(proxy, proxies, providers, (), ""))
    usable = any(destination.enabled for destination in destinations)
    return Chain(inbound=proxy.inbound, destinations=destinations, problem="" if usable else "proxy_no_target")


def _destinations(
    proxy: BridgeProxy,
    proxies: Mapping[str, BridgeProxy],
    providers: Mapping[str, Provider],
    hops: tuple[Hop, ...],
    model: str,
) -> Sequence[Destination]:
    hops = (*hops, Hop(proxy_id=proxy.id, name=proxy.name, slug=proxy.slug, mappings=len(proxy.mappings)))
    found: list[Destination] = []
    for target in proxy.targets:
        if not target.enabled:
            continue
        if target.kind == "proxy":
            following = proxies.get(target.target_id)
            if following is not None and following.enabled:
                found.extend(_destinations(following, proxies, providers, hops, target.model or model))
        elif (provider := providers.get(target.target_id)) is not None:
            found.append(_destination(provider, target, hops, model))
    return found


def _destination(provider: Provider, target: ProxyTarget, hops: tuple[Hop, ...], model: str) -> Destination:
    return Destination(
        hops=hops,
        provider_id=provider.id,
        provider_name=provider.name,
        adapter=provider.adapter,
        enabled=provider.enabled,
        has_key=bool(provider.keys) or bool(provider.pool),
        model=target.model or model,
        weight=target.weight,
        conditions=target.conditions,
    )


def _reaches(start: str, goal: str, edges: Mapping[str, Sequence[str]]) -> bool:
    """Whether `goal` can be come to from `start` (which counts itself)."""
    waiting, seen = [start], set[str]()
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            waiting.extend(edges.get(node, ()))
    return False


def _example_model(proxy: BridgeProxy, proxies: Mapping[str, BridgeProxy], providers: Mapping[str, Provider]) -> str:
    """A model name that works: an exact mapping row, else the first model of the first destination."""
    for mapping in proxy.mappings:
        if mapping.kind == "exact":
            return mapping.source
    for destination in _chain(proxy, proxies, providers).destinations:
        for model in providers[destination.provider_id].models:
            if model.enabled:
                return model.id
    return "MODEL"
