"""What a path means: which route or provider it names, and whether the caller may use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

from amux_desktop.core.errors import AccessError, NotFoundError
from amux_desktop.proxy import listing
from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.snapshot import Mapper, Route, Target, TokenRule, Upstream
from bridge import ir

_EVERY_MODEL = Mapper({}, (), None)


@dataclass(slots=True)
class Place:
    """Never changed; every request makes one, and a frozen one takes three times as long. ``kind`` is proxies, providers, code or root; ``slug`` the route's path; ``subpath`` what follows, without leading
    slash. Code Switch only: ``token`` is a credential that stood between them as ``~token``, ``tag`` a tag for the record that
    stood behind the slug as ``;tag=name``, from tools that can send neither as a header."""

    kind: str
    slug: str
    subpath: str
    token: str = field(default="", repr=False)
    tag: str = ""

    def without_token(self, path: str) -> str:
        """The path as it may be logged. `path` decoded, or as it came, where the token may be percent-encoded."""
        before, mark, after = path.partition("/~")
        if not self.token or not mark:
            return path
        _, slash, rest = after.removeprefix(self.token).partition("/")
        return before + slash + rest


def place_of(path: str) -> Place:
    """``path`` still percent-encoded, without query."""
    kind, _, rest = path.lstrip("/").partition("/")
    if kind in ("proxies", "providers"):
        slug, _, subpath = rest.partition("/")
        return Place(kind, unquote(slug), subpath)
    if kind == "code":
        slug, _, subpath = rest.partition("/")
        token = ""
        if subpath.startswith("~"):
            token, _, subpath = subpath[1:].partition("/")
        slug, _, tag = slug.partition(";tag=")
        return Place(kind, unquote(slug), subpath, unquote(token), unquote(tag))
    return Place("root", "", path.lstrip("/"))


def resolve(exchange: Exchange, place: Place) -> Route | Upstream:
    """The route a path names. Raises NotFoundError, or AccessError when the token may not use it."""
    rule = exchange.caller.token
    if place.kind == "proxies":
        return _proxy(exchange, place.slug, rule)
    if place.kind == "providers":
        return _provider(exchange, place.slug, rule)
    if place.kind == "code":
        exchange.place_tag = place.tag
        return _code(exchange, place.slug, rule)
    if exchange.operation.kind == "other":
        expected = "/proxies/{path}, /providers/{path}, /code/{tool} or /v1"
        raise NotFoundError("endpoint_unknown", path=exchange.path, method=exchange.method, expected=expected)
    if rule is not None and not rule.everything:
        raise AccessError("token_scope", name=rule.name, route="/v1")
    return Route(id="", name="/v1", slug="", inbound="any", targets=(), mapper=_EVERY_MODEL)


def _proxy(exchange: Exchange, slug: str, rule: TokenRule | None) -> Route:
    route = exchange.snapshot.routes.get(slug)
    if route is None:
        raise NotFoundError("route_unknown", kind="proxy", slug=slug)
    if rule is not None and not rule.everything and route.id not in rule.proxy_ids:
        raise AccessError("token_scope", name=rule.name, route=f"proxies/{slug}")
    return route


def _provider(exchange: Exchange, slug: str, rule: TokenRule | None) -> Upstream:
    upstream = exchange.snapshot.upstreams.get(slug)
    if upstream is None or not upstream.enabled:
        raise NotFoundError("route_unknown", kind="provider", slug=slug)
    if not upstream.passthrough and not exchange.caller.internal:
        raise NotFoundError("passthrough_off", name=upstream.name)
    if rule is not None and not rule.everything and upstream.id not in rule.provider_ids:
        raise AccessError("token_scope", name=rule.name, route=f"providers/{slug}")
    return upstream


def _code(exchange: Exchange, slug: str, rule: TokenRule | None) -> Route:
    """A coding tool's route demands the tool's token even where tokens are not asked for."""
    route = exchange.snapshot.codes(slug)
    if rule is None and not exchange.caller.internal:
        raise AccessError("token_invalid")
    if route is None:
        raise NotFoundError("route_unknown", kind="coding tool", slug=slug)
    if rule is not None and not rule.everything and route.tool not in rule.tools:
        raise AccessError("token_scope", name=rule.name, route=f"code/{slug}")
    return route


def root_route(exchange: Exchange, asked: str) -> Route:
    """``/v1``: ``provider/model`` names its provider; a bare model goes to the enabled providers that list it, in their order.
    Raises NotFoundError ``model_unknown``."""
    slug, _, rest = asked.partition("/")
    upstreams = exchange.snapshot.upstreams
    named = upstreams.get(slug)
    if named is not None and named.enabled and rest:
        targets: tuple[Target, ...] = (Target(upstream=named, mappers=(), model=rest),)
    else:
        targets = tuple(
            Target(upstream=item, mappers=(), model=asked)
            for item in upstreams.values()
            if item.enabled and asked in item.models
        )
    if not targets:
        raise NotFoundError("model_unknown", model=asked)
    return Route(id="", name="/v1", slug="", inbound="any", targets=targets, mapper=_EVERY_MODEL)


def check_model(rule: TokenRule | None, model: str) -> None:
    """Raises AccessError ``token_model`` when the caller's token is limited to other models."""
    if rule is not None and not allows_model(rule, model):
        raise AccessError("token_model", name=rule.name, model=model)


def allows_model(rule: TokenRule, model: str) -> bool:
    return not rule.models or any(pattern.match(model) for pattern in rule.models)


def known_models(exchange: Exchange, resolved: Route) -> list[str]:
    """What a list of models may show to this caller."""
    if resolved.id:
        names = listing.models_of_route(resolved)
    else:
        names = listing.models_of_all(exchange.snapshot.upstreams.values())
    rule = exchange.caller.token
    return names if rule is None else [name for name in names if allows_model(rule, name)]


def guess_format(headers: dict[bytes, bytes]) -> ir.FormatName:
    """In which format to refuse a request whose path does not tell."""
    if b"anthropic-version" in headers:
        return "anthropic"
    return "gemini" if b"x-goog-api-key" in headers else "openai-chat"


def expected_endpoint(inbound: str) -> str:
    """For error messages."""
    return {
        "openai-chat": "POST …/v1/chat/completions", "openai-responses": "POST …/v1/responses", "anthropic": "POST …/v1/messages",
        "gemini": "POST …/v1beta/models/{model}:generateContent",
    }[inbound]  # fmt: skip
