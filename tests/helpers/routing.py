"""Small builders of routing snapshots for proxy tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from amux_desktop.core.settings import Settings
from amux_desktop.proxy.snapshot import Snapshot
from amux_desktop.security.tokens import hash_token
from amux_desktop.storage.records import (
    ApiToken,
    BridgeProxy,
    Provider,
    ProviderKey,
    ProviderModel,
    ProviderSecrets,
    ProxyTarget,
)
from amux_desktop.storage.records import (
    Mapping as Row,
)
from bridge.adapter import Adapter
from bridge.registry import Registry

TOKEN = "sk-amux." + "t" * 43


def provider(
    slug: str, adapter: str, base_url: str, *, models: Iterable[str] = (), keys: Iterable[str] = ("key",), **more: Any
) -> Provider:
    return Provider(
        id=f"id-{slug}", name=slug.title(), slug=slug, adapter=adapter, base_url=base_url, position=0, created_ms=0, updated_ms=0,
        models=tuple(ProviderModel(id=model) for model in models),
        keys=tuple(ProviderKey(id=f"{slug}-{index}", label="", hint="") for index, _ in enumerate(keys)), **more,
    )  # fmt: skip


def proxy(
    slug: str, inbound: Any, *targets: str | ProxyTarget, mappings: Iterable[Row] = (), **more: Any
) -> BridgeProxy:
    """Targets by name: ``provider-slug`` or ``proxy:slug``."""
    rows = [target if isinstance(target, ProxyTarget) else target_row(target) for target in targets]
    return BridgeProxy(
        id=f"id-{slug}", name=slug.title(), slug=slug, inbound=inbound, targets=tuple(rows), mappings=tuple(mappings), position=0,
        created_ms=0, updated_ms=0, **more,
    )  # fmt: skip


def target_row(name: str, **more: Any) -> ProxyTarget:
    kind, _, slug = name.rpartition(":")
    return ProxyTarget(kind="proxy" if kind == "proxy" else "provider", target_id=f"id-{slug}", **more)


def token(**more: Any) -> ApiToken:
    return ApiToken(**{"id": "token-1", "name": "Test", "hint": "tttt", "created_ms": 0, **more})


def snapshot(
    providers: Iterable[Provider],
    proxies: Iterable[BridgeProxy] = (),
    *,
    settings: Settings | None = None,
    tokens: Mapping[str, ApiToken] | None = None,
    secrets: Mapping[str, tuple[str, ...] | None] | None = None,
) -> Snapshot:
    """``tokens`` by their text; ``secrets`` by provider slug, None for a locked one; default one key ``up-key-<slug>``."""
    registry = Registry(plugins=False)
    known = list(providers)

    def open_secrets(provider_id: str) -> ProviderSecrets | None:
        slug = provider_id.removeprefix("id-")
        values = (secrets or {}).get(slug, (f"up-key-{slug}",))
        if values is None:
            return None
        return ProviderSecrets(
            keys={f"{slug}-{index}": value for index, value in enumerate(values)}, headers={}, outbound_proxy="none"
        )

    def adapter(name: str) -> Adapter:
        return registry.get(name)

    given = tokens if tokens is not None else {TOKEN: token()}
    return Snapshot.build(
        settings=settings or Settings(), providers=known, secrets=open_secrets, proxies=proxies,
        tokens={hash_token(text): item for text, item in given.items()}, adapter=adapter,
    )  # fmt: skip
