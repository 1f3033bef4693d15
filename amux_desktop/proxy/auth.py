"""Who may call: API tokens, the per-start internal secret, and the checks against web pages (Origin) and DNS rebinding (Host)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from amux_desktop.core.errors import AccessError
from amux_desktop.security.tokens import hash_token

if TYPE_CHECKING:
    from amux_desktop.proxy.snapshot import Snapshot, TokenRule

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
INTERNAL_HEADER = b"x-amux-internal"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a request comes from. ``token`` is None for the app itself and where no token is demanded."""

    token: TokenRule | None
    internal: bool = False


NOBODY = Caller(None)


def presented_token(headers: dict[bytes, bytes], query: bytes) -> str | None:
    """The credential a client sent, in any vendor's way: Bearer, x-api-key, x-goog-api-key, api-key or ``?key=``."""
    authorization = headers.get(b"authorization")
    if authorization is not None:
        scheme, _, value = authorization.partition(b" ")
        if scheme.lower() == b"bearer" and value.strip():
            return value.strip().decode("latin-1")
    for name in (b"x-api-key", b"x-goog-api-key", b"api-key"):
        if secret := headers.get(name):
            return secret.decode("latin-1")
    if b"key=" in query:
        return dict(parse_qsl(query.decode("latin-1"))).get("key")
    return None


def check_origin(headers: dict[bytes, bytes], snapshot: Snapshot, port: int, *, tunnel: bool = False) -> None:
    """Refuses requests that a foreign web page made, and names that only DNS rebinding brings here.

    A browser sends Origin with every cross-origin call; no CLI or SDK does. Host must be a name of this machine as configured;
    a tunnel's requests carry its public name, and a token instead of the name protects them.
    Raises AccessError ``host_refused`` / ``origin_refused``.
    """
    host = headers.get(b"host", b"").decode("latin-1").lower()
    name = _host_name(host)
    if not tunnel and name not in _LOOPBACK and name not in snapshot.allowed_hosts:
        raise AccessError("host_refused", host=name or "(none)")
    origin = headers.get(b"origin")
    if origin is not None:
        text = origin.decode("latin-1").lower()
        if text not in snapshot.allowed_origins and not _is_own(text, port):
            raise AccessError("origin_refused", origin=text[:200])
    elif headers.get(b"sec-fetch-site") in (b"cross-site", b"same-site"):
        raise AccessError("origin_refused", origin="(another site)")


def _is_own(origin: str, port: int) -> bool:
    try:
        parts = urlsplit(origin)
        return parts.scheme == "http" and f"{parts.hostname}" in _LOOPBACK and parts.port == port
    except ValueError:
        return False


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def authenticate(
    headers: dict[bytes, bytes],
    query: bytes,
    snapshot: Snapshot,
    internal_secret: str,
    now: float,
    *,
    tunnel: bool = False,
    path_token: str = "",
) -> Caller:
    """Through a tunnel a token with that permission is always demanded. ``path_token`` is for clients whose headers carry
    another service's login; it wins over them.

    Raises AccessError ``token_invalid``, ``token_disabled``, ``token_expired`` or ``token_tunnel``.
    """
    internal = headers.get(INTERNAL_HEADER)
    if internal is not None and not tunnel:
        if hmac.compare_digest(internal, internal_secret.encode()):
            return Caller(None, internal=True)
        raise AccessError("token_invalid")
    text = path_token or presented_token(headers, query)
    rule = snapshot.tokens.get(hash_token(text)) if text else None
    if rule is None:
        if not snapshot.auth_required and not tunnel:
            return NOBODY
        raise AccessError("token_invalid")
    if not rule.enabled:
        raise AccessError("token_disabled", name=rule.name)
    if rule.expires_at is not None and now >= rule.expires_at:
        raise AccessError("token_expired", name=rule.name)
    if tunnel and not rule.tunnel:
        raise AccessError("token_tunnel", name=rule.name)
    return Caller(rule)
