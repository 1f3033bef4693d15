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


def build_routes(entries: Iterable[CodeEntry], snapshot: Snapshot) -> dict[str, Route]:
    """Routes by `<tool>` and `<tool>@<provider>`."""
    routes: dict[str, Route] = {}
    upstreams = [item for item in snapshot.upstreams.values() if item.enabled]
    for entry in entries:
        for upstream in upstreams:
            route = _to_provider(entry, upstream)
            routes[f"{entry.slug}@{upstream.slug}"] = route
            if upstream.id == entry.provider_id:
                routes[entry.slug] = replace(route, id=f"code:{entry.tool}", slug=entry.slug)
        if entry.proxy_id:
            routes[entry.slug] = _to_proxy(entry, snapshot)
        routes.setdefault(entry.slug, _route(entry, (), problem="tool_no_target"))
    return routes


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


def _to_provider(entry: CodeEntry, upstream: Upstream) -> Route:
    mapper = code_mapper(entry, upstream)
    slug = f"{entry.slug}@{upstream.slug}"
    route = _route(entry, (Target(upstream=upstream, mappers=(mapper,)),), mapper=mapper)
    return replace(route, id=f"code:{entry.tool}@{upstream.id}", slug=slug)


def _to_proxy(entry: CodeEntry, snapshot: Snapshot) -> Route:
    """The proxy's own mappings and fallbacks; the tool adds nothing."""
    proxy = next((route for route in snapshot.routes.values() if route.id == entry.proxy_id), None)
    if proxy is None:
        return _route(entry, (), problem="tool_no_target")
    route = _route(entry, proxy.targets, mapper=proxy.mapper, problem=proxy.problem)
    return replace(route, balance=proxy.balance, sticky=proxy.sticky)


def _route(entry: CodeEntry, targets: tuple[Target, ...], *, mapper: Mapper = _EVERY_MODEL, problem: str = "") -> Route:
    return Route(
        id=f"code:{entry.tool}", name=entry.name, slug=entry.slug, inbound=entry.inbound, targets=targets, mapper=mapper,
        problem=problem, tool=entry.tool,
    )  # fmt: skip
