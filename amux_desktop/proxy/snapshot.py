"""The routing table: everything the proxy needs to know of the configuration, immutable, without a database.

A new snapshot replaces the old one when something changed; requests under way keep the one they began with. Chains of proxies are
flattened here: a ``Route`` holds every hop's mapping in order and the targets of the last hop, then those of earlier hops.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import translate
from typing import Any, Literal

from amux_desktop.core.errors import ConflictError
from amux_desktop.core.settings import Settings
from amux_desktop.proxy.upstream import NetworkPath
from amux_desktop.storage.records import (
    ApiToken,
    BridgeProxy,
    Provider,
    ProviderSecrets,
    ProxyTarget,
    Timeouts,
)
from amux_desktop.storage.records import (
    Mapping as MappingRow,
)
from bridge.adapter import Adapter

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """One key of a provider; the secret never shows in a repr."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """A provider, ready to be called. ``locked``: its keys could not be decrypted."""

    id: str
    name: str
    slug: str
    adapter: Adapter
    base_url: str
    keys: tuple[ApiKey, ...]
    models: tuple[str, ...]
    headers: tuple[tuple[bytes, bytes], ...]
    network: NetworkPath
    connect_timeout_s: float
    first_byte_timeout_s: float
    idle_timeout_s: float
    passthrough: bool
    enabled: bool
    chat_path: str = ""
    models_path: str = ""
    pool: str = ""
    locked: bool = False
    max_concurrency: int | None = None
    requests_per_minute: int | None = None


@dataclass(frozen=True, slots=True)
class Mapper:
    """Model mapping of one hop: exact, then globs in order, then the default row; no match keeps the name."""

    exact: Mapping[str, str]
    globs: tuple[tuple[re.Pattern[str], str], ...]
    default: str | None

    @classmethod
    def of(cls, rows: Iterable[MappingRow]) -> Mapper:
        exact: dict[str, str] = {}
        globs: list[tuple[re.Pattern[str], str]] = []
        default: str | None = None
        for row in rows:
            if row.kind == "exact":
                exact.setdefault(row.source, row.target)
            elif row.kind == "glob":
                globs.append((re.compile(translate(row.source)), row.target))
            elif default is None:
                default = row.target
        return cls(exact, tuple(globs), default)

    def map(self, model: str) -> str:
        if (target := self.exact.get(model)) is not None:
            return target
        for pattern, target in self.globs:
            if pattern.match(model):
                return target
        return self.default if self.default is not None else model

    def known(self) -> tuple[str, ...]:
        """The names a client may ask for by an exact row."""
        return tuple(self.exact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One place a request may go. ``mappers`` are applied in order; ``model`` overrides their result when set."""

    upstream: Upstream
    mappers: tuple[Mapper, ...]
    model: str = ""
    weight: float = 1
    conditions: Mapping[str, Any] = field(default_factory=dict)
    """Rules; those of a proxy further along a chain are under ``also``."""

    def model_for(self, asked: str) -> str:
        if self.model:
            return self.model
        for mapper in self.mappers:
            asked = mapper.map(asked)
        return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A bridge proxy, chain resolved. ``problem`` is an error code when it cannot work (loop, no target)."""

    id: str
    name: str
    slug: str
    inbound: str
    targets: tuple[Target, ...]
    mapper: Mapper
    balance: str = "ordered"
    sticky: bool = True
    problem: str = ""
    tool: str = ""
    """Id of the coding tool when this is a route of Code Switch."""

    @property
    def label(self) -> str:
        """What the log calls it; a route without an id answers ``/v1``."""
        return f"{'code' if self.tool else 'proxies'}/{self.slug}" if self.id else "root"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRule:
    """An API token as the proxy checks it. Times are seconds since 1970."""

    id: str
    name: str
    enabled: bool
    expires_at: float | None
    everything: bool
    proxy_ids: frozenset[str]
    provider_ids: frozenset[str]
    tools: frozenset[str]
    models: tuple[re.Pattern[str], ...]
    tunnel: bool
    requests_per_minute: int | None
    max_concurrency: int | None
    daily_budget_nanos: int | None
    monthly_budget_nanos: int | None

    @classmethod
    def of(cls, token: ApiToken) -> TokenRule:
        return cls(
            id=token.id, name=token.name, enabled=token.enabled,
            expires_at=None if token.expires_ms is None else token.expires_ms / 1000,
            everything=token.scope.everything, proxy_ids=frozenset(token.scope.proxy_ids),
            provider_ids=frozenset(token.scope.provider_ids), tools=frozenset(token.scope.tools),
            models=tuple(re.compile(translate(glob)) for glob in token.models),
            tunnel="tunnel" in token.permissions, requests_per_minute=token.requests_per_minute,
            max_concurrency=token.max_concurrency, daily_budget_nanos=token.daily_budget_nanos,
            monthly_budget_nanos=token.monthly_budget_nanos,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """See the module. ``root`` answers ``/v1/*``: any enabled provider, chosen by model name."""

    settings: Settings
    routes: Mapping[str, Route] = field(default_factory=dict)
    upstreams: Mapping[str, Upstream] = field(default_factory=dict)
    tokens: Mapping[str, TokenRule] = field(default_factory=dict)
    codes: Callable[[str], Route | None] = lambda _slug: None
    """Routes of coding tools by what follows ``/code/``, see ``code_routes``."""
    auth_required: bool = True
    allowed_hosts: frozenset[str] = frozenset()
    allowed_origins: frozenset[str] = frozenset()
    max_body: int = 32 * _MB

    @property
    def vault(self) -> Literal["open", "locked"]:
        """Locked: there is a provider whose secrets cannot be opened."""
        return "locked" if any(upstream.locked for upstream in self.upstreams.values()) else "open"

    @classmethod
    def build(
        cls,
        *,
        settings: Settings,
        providers: Iterable[Provider],
        secrets: Callable[[str], ProviderSecrets | None],
        proxies: Iterable[BridgeProxy],
        tokens: Mapping[str, ApiToken],
        adapter: Callable[[str], Adapter],
    ) -> Snapshot:
        """``secrets`` gives None for a provider whose secrets cannot be opened; ``tokens`` is keyed by token hash;
        ``adapter`` raises bridge.errors.ConfigurationError for an unknown name (such a provider is left out by the caller)."""
        upstreams = [
            _upstream(provider, secrets(provider.id), settings, adapter(provider.adapter)) for provider in providers
        ]
        by_id = {upstream.id: upstream for upstream in upstreams}
        records = list(proxies)
        routes = [_route(record, {item.id: item for item in records}, by_id) for record in records if record.enabled]
        return cls(
            settings=settings,
            routes={route.slug: route for route in routes},
            upstreams={upstream.slug: upstream for upstream in upstreams},
            tokens={digest: TokenRule.of(token) for digest, token in tokens.items()},
            auth_required=settings.proxy_auth_required,
            allowed_hosts=frozenset(host.lower() for host in settings.proxy_allowed_hosts),
            allowed_origins=frozenset(origin.lower() for origin in settings.proxy_allowed_origins),
            max_body=settings.proxy_max_body_mb * _MB,
        )


def _upstream(provider: Provider, secrets: ProviderSecrets | None, settings: Settings, adapter: Adapter) -> Upstream:
    limits: Timeouts = provider.timeouts
    keys: tuple[ApiKey, ...] = ()
    headers: tuple[tuple[bytes, bytes], ...] = ()
    proxy = provider.outbound_proxy
    if secrets is not None:
        usable = {key.id for key in provider.keys if key.enabled}
        keys = tuple(ApiKey(id=key_id, secret=secret) for key_id, secret in secrets.keys.items() if key_id in usable)
        headers = tuple(
            (name.lower().encode("latin-1"), value.encode("utf-8")) for name, value in secrets.headers.items()
        )
        proxy = secrets.outbound_proxy
    return Upstream(
        id=provider.id, name=provider.name, slug=provider.slug, adapter=adapter,
        base_url=(provider.base_url or adapter.base_url).rstrip("/"), keys=keys,
        models=tuple(model.id for model in provider.models if model.enabled), headers=headers,
        network=NetworkPath(proxy or settings.proxy_outbound_proxy, provider.ca_file or settings.proxy_ca_file),
        connect_timeout_s=limits.connect_s or settings.proxy_connect_timeout_s,
        first_byte_timeout_s=limits.first_byte_s or settings.proxy_first_byte_timeout_s,
        idle_timeout_s=limits.idle_s or settings.proxy_idle_timeout_s,
        passthrough=provider.passthrough, enabled=provider.enabled, chat_path=provider.chat_path,
        models_path=provider.models_path, pool=provider.pool, locked=secrets is None,
        max_concurrency=provider.max_concurrency, requests_per_minute=provider.requests_per_minute,
    )  # fmt: skip


def find_cycle(proxy_id: str, targets_of: Callable[[str], Iterable[ProxyTarget]]) -> list[str] | None:
    """Ids of a loop that can be reached from ``proxy_id``, first and last equal; None when there is none."""
    trail: list[str] = []
    done: set[str] = set()

    def visit(current: str) -> list[str] | None:
        if current in trail:
            return [*trail[trail.index(current) :], current]
        if current in done:
            return None
        trail.append(current)
        for target in targets_of(current):
            if target.kind == "proxy" and (found := visit(target.target_id)) is not None:
                return found
        trail.pop()
        done.add(current)
        return None

    return visit(proxy_id)


def _route(record: BridgeProxy, records: Mapping[str, BridgeProxy], upstreams: Mapping[str, Upstream]) -> Route:
    problem = ""
    try:
        targets = tuple(_targets(record, records, upstreams, (), ()))
    except ConflictError as error:
        targets, problem = (), error.code
    if not targets and not problem:
        problem = "proxy_no_target"
    return Route(
        id=record.id, name=record.name, slug=record.slug, inbound=record.inbound, targets=targets,
        mapper=Mapper.of(record.mappings), balance=record.balance, sticky=record.sticky, problem=problem,
    )  # fmt: skip


def _targets(
    record: BridgeProxy,
    records: Mapping[str, BridgeProxy],
    upstreams: Mapping[str, Upstream],
    mappers: tuple[Mapper, ...],
    trail: tuple[str, ...],
) -> Iterable[Target]:
    if record.id in trail:
        names = [records[item].name for item in (*trail[trail.index(record.id) :], record.id)]
        raise ConflictError("proxy_cycle", chain=" > ".join(names))
    mappers = (*mappers, Mapper.of(record.mappings))
    for row in record.targets:
        if not row.enabled:
            continue
        if row.kind == "provider":
            upstream = upstreams.get(row.target_id)
            if upstream is not None and upstream.enabled:
                yield Target(
                    upstream=upstream,
                    mappers=mappers,
                    model=row.model,
                    weight=max(row.weight, 1),
                    conditions=row.conditions,
                )
        elif (next_hop := records.get(row.target_id)) is not None and next_hop.enabled:
            fixed = (*mappers, Mapper({}, (), row.model)) if row.model else mappers
            behind = list(_targets(next_hop, records, upstreams, fixed, (*trail, record.id)))
            whole = sum(target.weight for target in behind)
            for target in behind:
                # A chain weighs what its row says, whatever number of targets share that behind it.
                yield replace(
                    target,
                    weight=row.weight * target.weight / whole,
                    conditions=_both(row.conditions, target.conditions),
                )


def _both(here: Mapping[str, Any], further: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**here, "also": further} if here and further else here or further
