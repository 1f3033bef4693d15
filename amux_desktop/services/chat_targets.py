"""What can be talked to: every proxy and provider with the models it can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amux_desktop.core.errors import InvalidInputError, NotFoundError
from amux_desktop.storage.records import BridgeProxy, Provider, ProviderModel

if TYPE_CHECKING:
    from amux_desktop.proxy.snapshot import Route, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModel:
    """`id` is what is asked for; the rest is known of the model that answers."""

    id: str
    provider_name: str
    logo: str = ""
    context_tokens: int | None = None
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatTarget:
    """`route` is `proxies/<path>` or `providers/<path>`, as a conversation stores it."""

    route: str
    kind: Literal["proxy", "provider"]
    name: str
    logo: str
    inbound: str
    models: tuple[ChatModel, ...]

    def model(self, model_id: str) -> ChatModel | None:
        return next((model for model in self.models if model.id == model_id), None)


def targets_of(
    snapshot: Snapshot, providers: Iterable[Provider], proxies: Iterable[BridgeProxy]
) -> tuple[ChatTarget, ...]:
    """Everything that is switched on and can answer, in the user's order, proxies first."""
    by_slug = {provider.slug: provider for provider in providers}
    found = [
        ChatTarget(
            route=f"proxies/{proxy.slug}",
            kind="proxy",
            name=proxy.name or proxy.slug,
            logo="icon:route",
            inbound=proxy.inbound,
            models=_models_of(route, by_slug),
        )
        for proxy in proxies
        if (route := snapshot.routes.get(proxy.slug)) is not None and not route.problem
    ]
    found += [
        ChatTarget(
            route=f"providers/{provider.slug}",
            kind="provider",
            name=provider.name,
            logo=provider.logo,
            inbound="any",
            models=tuple(_model(item.id, provider, item) for item in provider.models if item.enabled),
        )
        for provider in by_slug.values()
        if provider.enabled and provider.slug in snapshot.upstreams
    ]
    return tuple(found)


def find_target(targets: Iterable[ChatTarget], route: str) -> ChatTarget:
    """Raises `route_unknown`, and `chat_no_target` when nothing was named."""
    if not route:
        raise InvalidInputError("chat_no_target")
    kind, _, slug = route.partition("/")
    for target in targets:
        if target.route == route:
            return target
    raise NotFoundError("route_unknown", kind="proxy" if kind == "proxies" else "provider", slug=slug)


def _models_of(route: Route, providers: Mapping[str, Provider]) -> tuple[ChatModel, ...]:
    """The names that a proxy can be asked for, each with what is known of the model that answers first."""
    names = dict.fromkeys(route.mapper.known())
    for target in route.targets:
        names.update(dict.fromkeys([target.model] if target.model else target.upstream.models))
    first = route.targets[0]
    return tuple(
        _model(name, provider, provider.model(first.model_for(name)))
        for name in names
        if (provider := providers.get(first.upstream.slug)) is not None
    )


def _model(name: str, provider: Provider, known: ProviderModel | None) -> ChatModel:
    return ChatModel(
        id=name,
        provider_name=provider.name,
        logo=provider.logo,
        context_tokens=known.context_tokens if known is not None else None,
        capabilities=known.capabilities if known is not None else (),
    )
