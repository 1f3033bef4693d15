"""A vendor's token endpoint: codes for tokens, refresh, revocation, device codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AccessError, InvalidInputError, UnavailableError
from amux_desktop.oauth.control import Answer, ControlClient
from amux_desktop.oauth.vendors import Vendor
from amux_desktop.storage.records import AccountTokens

#: Words by which vendors say that a refresh token will never work again.
_ENDED = frozenset(
    {
        "invalid_grant", "refresh_token_expired", "refresh_token_reused", "refresh_token_invalidated", "token_revoked",
        "app_session_terminated",
    }
)  # fmt: skip
_DEFAULT_LIFETIME_S = 3600


@dataclass(frozen=True, slots=True)
class Grant:
    """Tokens and when the access token ends. The time counts from our own clock, so a wrong clock does not matter."""

    tokens: AccountTokens = field(repr=False)
    expires_ms: int


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """`user_code` is typed in at `verify_url`; `device_id` is asked about every `interval_s` seconds."""

    user_code: str
    verify_url: str
    device_id: str = field(repr=False)
    interval_s: float


class TokenEndpoint:
    """Stateless. Errors: `account_offline` (try later), `login_refused`, `account_signed_out` (the grant has ended),
    `client_refused` (the client id or secret is wrong), `client_secret_missing`."""

    def __init__(self, client: ControlClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    def check(self, vendor: Vendor) -> None:
        """Raises `client_secret_missing`."""
        if vendor.needs_secret and not vendor.client_secret:
            raise InvalidInputError("client_secret_missing", vendor=vendor.title, variable=vendor.secret_variable)

    async def exchange(self, vendor: Vendor, code: str, verifier: str, redirect_uri: str = "") -> Grant:
        answer = await self._ask(
            vendor,
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect_uri or vendor.redirect_uri,
                "code_verifier": verifier,
            },
        )
        if not answer.ok:
            raise AccessError("login_refused", vendor=vendor.title, reason=answer.reason)
        return self._grant(vendor, answer.body, AccountTokens(access_token=""))

    async def refresh(self, vendor: Vendor, tokens: AccountTokens) -> Grant:
        """New tokens; what the vendor does not renew stays as it was."""
        if not tokens.refresh_token:
            raise AccessError("account_signed_out", vendor=vendor.title, reason="there is no refresh token")
        values = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
        if vendor.refresh_scopes:
            values["scope"] = " ".join(vendor.refresh_scopes)
        answer = await self._ask(vendor, values)
        if answer.ok:
            return self._grant(vendor, answer.body, tokens)
        if answer.code in _ENDED:
            raise AccessError("account_signed_out", vendor=vendor.title, reason=answer.reason)
        raise UnavailableError("account_offline", vendor=vendor.title, reason=answer.reason)

    async def revoke(self, vendor: Vendor, tokens: AccountTokens) -> bool:
        """Whether the vendor took the grant back; False where it has no such endpoint."""
        if not vendor.revoke_url:
            return False
        values = {"token": tokens.refresh_token or tokens.access_token, "client_id": vendor.client_id}
        return (await self._client.form(vendor.title, vendor.revoke_url, values)).ok

    async def device_code(self, vendor: Vendor) -> DeviceCode:
        """Raises `login_no_device` for a vendor without this way, or an account that has it switched off."""
        if vendor.device is None:
            raise InvalidInputError("login_no_device", vendor=vendor.title)
        answer = await self._client.post(vendor.title, vendor.device.code_url, {"client_id": vendor.client_id})
        if answer.status == 404:
            raise InvalidInputError("login_no_device", vendor=vendor.title)
        body = answer.body
        code = body.get("user_code") or body.get("usercode")
        if not answer.ok or not isinstance(code, str) or not isinstance(body.get("device_auth_id"), str):
            raise AccessError("login_refused", vendor=vendor.title, reason=answer.reason)
        return DeviceCode(code, vendor.device.verify_url, body["device_auth_id"], _seconds(body.get("interval"), 5.0))

    async def poll_device(self, vendor: Vendor, device: DeviceCode) -> Grant | None:
        """None while the user has not typed the code in."""
        if vendor.device is None:
            raise InvalidInputError("login_no_device", vendor=vendor.title)
        asked = {"device_auth_id": device.device_id, "user_code": device.user_code}
        answer = await self._client.post(vendor.title, vendor.device.token_url, asked)
        if answer.status in (403, 404, 428):
            return None
        code, verifier = answer.body.get("authorization_code"), answer.body.get("code_verifier")
        if not answer.ok or not isinstance(code, str) or not isinstance(verifier, str):
            raise AccessError("login_refused", vendor=vendor.title, reason=answer.reason)
        return await self.exchange(vendor, code, verifier, vendor.device.redirect_uri)

    async def _ask(self, vendor: Vendor, values: Mapping[str, str]) -> Answer:
        sent = {"client_id": vendor.client_id, **values}
        self.check(vendor)
        if vendor.needs_secret:
            sent["client_secret"] = vendor.client_secret
        answer = await self._client.form(vendor.title, vendor.token_url, sent)
        if answer.code in ("invalid_client", "unauthorized_client"):
            raise InvalidInputError("client_refused", vendor=vendor.title, reason=answer.reason)
        return answer

    def _grant(self, vendor: Vendor, body: Mapping[str, Any], old: AccountTokens) -> Grant:
        access = body.get("access_token")
        if not isinstance(access, str) or not access:
            raise AccessError("login_refused", vendor=vendor.title, reason="it gave no access token")
        tokens = AccountTokens(
            access_token=access,
            refresh_token=str(body.get("refresh_token") or old.refresh_token),
            id_token=str(body.get("id_token") or old.id_token),
        )
        lifetime = _seconds(body.get("expires_in"), _DEFAULT_LIFETIME_S)
        return Grant(tokens, self._clock.now_ms() + int(lifetime * 1000))


def _seconds(value: object, default: float) -> float:
    try:
        seconds = float(value)  # type: ignore[arg-type]  # refused below
    except (TypeError, ValueError):
        return default
    return seconds if seconds > 0 else default
