"""The upstream side of a request: address and headers."""

from __future__ import annotations

from collections.abc import Iterable, Set
from urllib.parse import quote

from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.http import NOT_DOWNSTREAM, NOT_UPSTREAM, Headers
from amux_desktop.proxy.snapshot import Upstream
from bridge.convert import RequestConversion
from bridge.urls import join_url

COMPACT_PATH = "/v1/responses/compact"
#: Headers of a vendor's own protocol that a same-format upstream must see even when the body was rebuilt.
_PROTOCOL = (
    b"anthropic-",
    b"openai-",
    b"x-stainless-",
    b"x-goog-",
    b"session",
    b"thread-id",
    b"originator",
    b"x-codex-",
    b"version",
)
_CREDENTIALS = frozenset({b"authorization", b"x-api-key", b"x-goog-api-key", b"api-key"})
_SHORTEST_SECRET = 8
_ANSWER_KEPT = (b"retry-after", b"x-ratelimit-", b"anthropic-ratelimit-", b"x-should-retry", b"x-codex-")


def endpoint_of(upstream: Upstream, conversion: RequestConversion) -> str:
    """The path below the base URL: the provider's own override, the adapter's, or the format's."""
    context = conversion.context
    if conversion.path == COMPACT_PATH:
        return COMPACT_PATH
    override = (
        upstream.chat_path
        or upstream.adapter.paths.get("stream" if context.stream else "chat")
        or upstream.adapter.paths.get("chat")
    )
    if override:
        return override.replace("{model}", quote(context.target_model, safe=""))
    return conversion.path


def generate_url(upstream: Upstream, conversion: RequestConversion, exchange: Exchange, base_url: str = "") -> str:
    """``base_url`` is an address that comes with the credential."""
    url = join_url(base_url or upstream.base_url, endpoint_of(upstream, conversion))
    if conversion.verbatim and (query := own_query(exchange.query)):
        url = url.partition("?")[0] + "?" + query
    elif conversion.verbatim and exchange.operation.json_array:
        url = url.partition("?")[0]
    return url


def own_query(query: bytes) -> str:
    """The client's query string without its credential."""
    parts = [part for part in query.decode("latin-1").split("&") if part and not part.startswith("key=")]
    return "&".join(parts)


def generate_headers(
    upstream: Upstream, auth: dict[str, str], conversion: RequestConversion, exchange: Exchange, user_agent: bytes
) -> Headers:
    """Same format: what the client sent less credentials and connection matters. Other formats: only what the target needs."""
    context = conversion.context
    headers: dict[bytes, bytes] = {}
    kept_back = _kept_back(exchange)
    if conversion.verbatim:
        headers.update(
            (name, value)
            for name, value in exchange.raw_headers
            if name not in kept_back and not name.startswith((b"sec-", b"access-control-"))
        )
    elif context.inbound == context.outbound:
        headers.update(
            (name, value)
            for name, value in exchange.raw_headers
            if name.startswith(_PROTOCOL) and name not in kept_back
        )
    headers.setdefault(b"user-agent", user_agent)
    headers[b"content-type"] = b"application/json"
    headers[b"accept"] = b"text/event-stream" if context.stream else b"application/json"
    headers[b"accept-encoding"] = b"identity"
    _add(headers, upstream.adapter.headers.items(), replace=False)
    if context.outbound == "anthropic":
        _anthropic(headers, conversion)
    _add(headers, auth.items(), replace=True)
    headers.update(upstream.headers)
    return list(headers.items())


def _kept_back(exchange: Exchange) -> Set[bytes]:
    """What does not travel on: fixed names, and those the client declares to be about its own connection
    (RFC 9110, section 7.6.1)."""
    named = exchange.headers.get(b"connection")
    if named is None or named in (b"keep-alive", b"close"):
        return NOT_UPSTREAM
    return NOT_UPSTREAM | {name.strip().lower() for name in named.split(b",")}


def _anthropic(headers: dict[bytes, bytes], conversion: RequestConversion) -> None:
    headers.setdefault(b"anthropic-version", b"2023-06-01")
    if conversion.verbatim:
        return
    from bridge.formats.anthropic import required_betas

    betas = [beta for beta in headers.get(b"anthropic-beta", b"").decode("latin-1").split(",") if beta.strip()]
    betas += [beta for beta in required_betas(conversion.body) if beta not in betas]
    if betas:
        headers[b"anthropic-beta"] = ",".join(betas).encode("latin-1")


def _add(headers: dict[bytes, bytes], items: Iterable[tuple[str, str]], *, replace: bool) -> None:
    for name, value in items:
        key = name.lower().encode("latin-1")
        if replace or key not in headers:
            headers[key] = value.encode("utf-8")


def passthrough_headers(upstream: Upstream, auth: dict[str, str], exchange: Exchange) -> Headers:
    """Everything the client sent; only credentials, host and hop-by-hop headers change. Order and repeats stay."""
    own = {name.lower().encode("latin-1"): value.encode("utf-8") for name, value in auth.items()}
    own.update(upstream.headers)
    kept_back = _kept_back(exchange)
    kept = [(name, value) for name, value in exchange.raw_headers if name not in kept_back and name not in own]
    names = {name for name, _ in kept}
    for name, value in upstream.adapter.headers.items():
        key = name.lower().encode("latin-1")
        if key not in names and key not in own:
            kept.append((key, value.encode("utf-8")))
    if upstream.adapter.format == "anthropic" and b"anthropic-version" not in names and b"anthropic-version" not in own:
        kept.append((b"anthropic-version", b"2023-06-01"))
    if b"user-agent" not in names:
        kept.append((b"user-agent", b"amux"))
    return [*kept, (b"accept-encoding", b"identity"), *own.items()]


def answer_headers(headers: Headers, *, verbatim: bool) -> Headers:
    """What of an upstream's headers the client gets."""
    if verbatim:
        return [(name, value) for name, value in headers if name not in NOT_DOWNSTREAM]
    return [(name, value) for name, value in headers if name.startswith(_ANSWER_KEPT)]


def without_credentials(data: bytes, sent: Headers, upstream: Upstream) -> bytes:
    """An error's body without the credentials it was asked with: some vendors quote the key they refuse, and not everybody who
    may use a route may know its provider's key."""
    own = {name for name, _ in upstream.headers}
    for name, value in sent:
        if name in _CREDENTIALS or name in own:
            secret = value.removeprefix(b"Bearer ")
            if len(secret) >= _SHORTEST_SECRET:
                data = data.replace(secret, b"***")
    return data
