"""Who an id_token names, checked against the vendor's published keys (OpenID Connect Core §3.1.3.7, RS256).

Keys are cached. When they cannot be fetched the claims are still read, and marked as not verified; a signature that is
wrong is an error.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AccessError, UnavailableError
from amux_desktop.oauth.control import ControlClient
from amux_desktop.oauth.vendors import Vendor

_KEYS_LIVE_MS = 24 * 3600 * 1000
_SKEW_S = 300
"""How wrong this computer's clock may be."""


@dataclass(frozen=True, slots=True)
class Claims:
    values: Mapping[str, Any]
    verified: bool


class IdTokens:
    """Reads id_tokens; remembers each vendor's keys for a day."""

    def __init__(self, client: ControlClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._keys: dict[str, tuple[int, dict[str, RSAPublicKey]]] = {}

    async def read(self, vendor: Vendor, token: str) -> Claims:
        """Raises `identity_invalid`. Expiry is not asked of a token that only tells who somebody is: it is read once, right after
        the token endpoint gave it."""
        header, claims, signed, signature = _parts(vendor, token)
        if header.get("alg") != "RS256":
            raise AccessError("identity_invalid", vendor=vendor.title, reason=f"algorithm {header.get('alg')!r}")
        key = await self._key(vendor, str(header.get("kid", "")))
        if key is None:
            return Claims(claims, verified=False)
        try:
            key.verify(signature, signed, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise AccessError("identity_invalid", vendor=vendor.title, reason="the signature is wrong") from None
        self._check(vendor, claims)
        return Claims(claims, verified=True)

    def _check(self, vendor: Vendor, claims: Mapping[str, Any]) -> None:
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        issued = claims.get("iat")
        if str(claims.get("iss", "")).rstrip("/").removeprefix("https://") != vendor.issuer.removeprefix("https://"):
            reason = "another issuer"
        elif vendor.client_id not in audiences:
            reason = "it was made for another client"
        elif isinstance(issued, int | float) and issued > self._clock.now_ms() / 1000 + _SKEW_S:
            reason = "it is from the future; check the clock of this computer"
        else:
            return
        raise AccessError("identity_invalid", vendor=vendor.title, reason=reason)

    async def _key(self, vendor: Vendor, key_id: str) -> RSAPublicKey | None:
        """None when the keys cannot be had. Keys that are too old, or lack this one, are fetched again."""
        now = self._clock.now_ms()
        fetched, keys = self._keys.get(vendor.jwks_url, (0, {}))
        if key_id in keys and now - fetched < _KEYS_LIVE_MS:
            return keys[key_id]
        try:
            answer = await self._client.get(vendor.title, vendor.jwks_url)
        except UnavailableError:
            return keys.get(key_id)
        if not answer.ok:
            return keys.get(key_id)
        keys = _keys(answer.body)
        self._keys[vendor.jwks_url] = (now, keys)
        if key_id not in keys:
            raise AccessError("identity_invalid", vendor=vendor.title, reason="it is signed with an unknown key")
        return keys[key_id]


def unverified(token: str) -> Mapping[str, Any]:
    """The claims of any JWT as they are; empty when it is none. Only for hints such as when a token ends."""
    try:
        values = json.loads(_decode(token.split(".")[1]))
    except (IndexError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _parts(vendor: Vendor, token: str) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    try:
        head, body, signature = token.split(".")
        header, claims = json.loads(_decode(head)), json.loads(_decode(body))
        raw = _decode(signature)
    except ValueError:
        raise AccessError("identity_invalid", vendor=vendor.title, reason="it is no JSON web token") from None
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise AccessError("identity_invalid", vendor=vendor.title, reason="it is no JSON web token")
    return header, claims, f"{head}.{body}".encode("ascii"), raw


def _keys(body: Mapping[str, Any]) -> dict[str, RSAPublicKey]:
    found: dict[str, RSAPublicKey] = {}
    listed = body.get("keys")
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict) and entry.get("kty") == "RSA":
            try:
                numbers = RSAPublicNumbers(_number(entry["e"]), _number(entry["n"]))
                found[str(entry.get("kid", ""))] = numbers.public_key()
            except (KeyError, ValueError):
                continue
    return found


def _number(text: str) -> int:
    return int.from_bytes(_decode(text), "big")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
