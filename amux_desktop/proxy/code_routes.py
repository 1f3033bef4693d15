"""The routes `/code/<tool>` of coding tools, made from what Code Switch stored for each.

`/code/<tool>` goes where the user has pointed the tool. `/code/<tool>@<provider>` goes to one provider whatever the user
chose, so that two terminals can work on two providers at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import translate
from typing import TYPE_CHECKING

from amux_desktop.proxy.snapshot import Mapper, Route, Target, Upstream

if TYPE_CHECKING:
    from amux_desktop.proxy.snapshot import Snapshot

_GLOB = re.compile(r"[*?\[]")
_EVERY_MODEL = Mapper({}, (), None)
_MADE_MOST = 256
"""Addresses kept; more only come from a client that makes them up."""


@dataclass(frozen=True, slots=True)
class CodeTier:
    """A class of the tool's models; without globs it is every name that no other tier matches."""

    name: str
    globs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """A tool's state. Mappings are (source, target) by provider id; a source is a tier, an exact name or a glob."""

    tool: str
    slug: str
    name: str
    inbound: str
    tiers: tuple[CodeTier, ...]
    provider_id: str = ""
    proxy_id: str = ""
    mappings: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


class CodeRoutes:
    """Routes by the part of the address behind `/code/`: `<tool>[@<provider>][=<model or mapping>]`.

    A mapping is `tier:model,tier:model`. What is behind the tool holds for that one address, so it needs no stored state.
    """

    def __init__(self, entries: Iterable[CodeEntry] = (), snapshot: Snapshot | None = None) -> None:
        self._entries = {entry.slug: entry for entry in entries}
        self._upstreams = dict(snapshot.upstreams) if snapshot is not None else {}
        self._proxies = {route.id: route for route in snapshot.routes.values()} if snapshot is not None else {}
        self._made: dict[str, Route | None] = {}

    def find(self, slug: str) -> Route | None:
        """None for an address that means nothing."""
        if slug not in self._made:
            if len(self._made) >= _MADE_MOST:
                self._made.clear()
            self._made[slug] = self._make(slug)
        return self._made[slug]

    def _make(self, slug: str) -> Route | None:
        way, _, models = slug.partition("=")
        tool, at, provider = way.partition("@")
        entry = self._entries.get(tool)
        if entry is None:
            return None
        if at:
            upstream = self._upstreams.get(provider)
            if upstream is None or not upstream.enabled:
                return None
            return _to_provider(entry, upstream, models, slug)
        if entry.proxy_id:
            return _to_proxy(entry, self._proxies.get(entry.proxy_id), models)
        chosen = next((item for item in self._upstreams.values() if item.id == entry.provider_id), None)
        if chosen is None or not chosen.enabled:
            return _route(entry, (), problem="tool_no_target")
        return _to_provider(entry, chosen, models, slug)


def code_mapper(entry: CodeEntry, upstream: Upstream) -> Mapper:
    """Exact names first, then the user's globs and the tiers', then what stands for every other name.

    A tool that runs while its provider is switched goes on asking for the models of the old one; those names are taken
    for the tier they stood for.
    """
    tiers = {tier.name: tier for tier in entry.tiers}
    rows = entry.mappings.get(upstream.id, ())
    targets = {source: target for source, target in rows if source in tiers}
    exact = {source: target for source, target in rows if source not in tiers and not _GLOB.search(source)}
    user_globs = [(source, target) for source, target in rows if source not in tiers and _GLOB.search(source)]
    tier_globs = [(glob, target) for name, target in targets.items() for glob in tiers[name].globs]
    globs = tuple((re.compile(translate(glob)), target) for glob, target in (*user_globs, *tier_globs))
    for name in targets:
        exact.setdefault(name, targets[name])
    for target in targets.values():
        exact.setdefault(target, target)
    for provider_id, others in entry.mappings.items():
        if provider_id != upstream.id:
            for source, target in others:
                if source in targets and target not in upstream.models:
                    exact.setdefault(target, targets[source])
    for model in upstream.models:
        if not any(pattern.match(model) for pattern, _ in globs):
            exact.setdefault(model, model)
    return Mapper(exact, globs, _default(entry, upstream, targets))


def _default(entry: CodeEntry, upstream: Upstream, targets: Mapping[str, str]) -> str | None:
    """What any other name becomes. A provider of the tool's own format may know names that its list does not have."""
    for tier in entry.tiers:
        if not tier.globs and tier.name in targets:
            return targets[tier.name]
    if upstream.adapter.format == entry.inbound or not targets:
        return None
    return next(targets[tier.name] for tier in entry.tiers if tier.name in targets)


def _to_provider(entry: CodeEntry, upstream: Upstream, models: str, slug: str) -> Route:
    rows = _rows(entry, models)
    if rows:
        entry = replace(entry, mappings={**entry.mappings, upstream.id: rows})
    mapper = Mapper({}, (), models) if models and not rows else code_mapper(entry, upstream)
    route = _route(entry, (Target(upstream=upstream, mappers=(mapper,)),), mapper=mapper)
    return replace(route, id=f"code:{slug}", slug=slug)


def _rows(entry: CodeEntry, models: str) -> tuple[tuple[str, str], ...]:
    """The mapping in an address; empty for a single model, whose id may hold a colon as well."""
    tiers = {tier.name for tier in entry.tiers}
    pairs = [(source, target) for source, _, target in (item.partition(":") for item in models.split(","))]
    return tuple(pairs) if all(source in tiers and target for source, target in pairs) else ()


def _to_proxy(entry: CodeEntry, proxy: Route | None, models: str) -> Route:
    """The proxy's own mappings and fallbacks; the tool adds nothing but a model asked for in the address."""
    if proxy is None:
        return _route(entry, (), problem="tool_no_target")
    targets = proxy.targets
    if models and not _rows(entry, models):
        targets = tuple(replace(target, mappers=(Mapper({}, (), models), *target.mappers)) for target in targets)
    route = _route(entry, targets, mapper=proxy.mapper, problem=proxy.problem)
    return replace(route, balance=proxy.balance, sticky=proxy.sticky)


def _route(entry: CodeEntry, targets: tuple[Target, ...], *, mapper: Mapper = _EVERY_MODEL, problem: str = "") -> Route:
    return Route(
        id=f"code:{entry.tool}", name=entry.name, slug=entry.slug, inbound=entry.inbound, targets=targets, mapper=mapper,
        problem=problem, tool=entry.tool,
    )  # fmt: skip
