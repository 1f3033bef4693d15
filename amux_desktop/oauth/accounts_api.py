"""What differs between the vendors once there are tokens: whose they are, what is left, what a request needs."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AccessError, UnavailableError
from amux_desktop.oauth import quotas
from amux_desktop.oauth.control import Answer, ControlClient
from amux_desktop.oauth.id_tokens import IdTokens, unverified
from amux_desktop.oauth.vendors import Vendor
from amux_desktop.storage.records import Account, AccountTokens

_CLAIMS = "https://api.openai.com/auth"
_ONBOARD_TRIES = 10
_ONBOARD_PAUSE_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """`subject` is the vendor's stable id; `verified` tells whether the vendor itself vouched for it just now."""

    subject: str
    email: str
    plan: str = ""
    verified: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A look at an account: its windows, and what else the vendor told (empty when it did not)."""

    quota: quotas.Quota
    plan: str = ""
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestParts:
    """What a request with an account needs besides what the adapter knows."""

    headers: Mapping[str, str] = field(repr=False)
    fields: Mapping[str, Any] = field(default_factory=dict)


class AccountsApi(Protocol):
    """One vendor's. Errors: `account_offline`, `account_signed_out` (401), `account_forbidden` (403), `identity_invalid`."""

    async def identify(self, vendor: Vendor, tokens: AccountTokens) -> Identity: ...

    async def look(self, vendor: Vendor, account: Account, tokens: AccountTokens) -> Reading: ...

    def quota_of(self, headers: Mapping[str, str], now_ms: int) -> quotas.Quota:
        """What an answer's headers tell; empty when nothing."""
        ...

    def request(
        self, vendor: Vendor, account: Account, tokens: AccountTokens, session: str, model: str
    ) -> RequestParts: ...


class CodexApi:
    def __init__(self, client: ControlClient, id_tokens: IdTokens, clock: Clock) -> None:
        self._client = client
        self._id_tokens = id_tokens
        self._clock = clock

    async def identify(self, vendor: Vendor, tokens: AccountTokens) -> Identity:
        """From the id_token; an account in two workspaces is two accounts."""
        claims = await self._id_tokens.read(vendor, tokens.id_token)
        own = claims.values.get(_CLAIMS)
        details = own if isinstance(own, Mapping) else {}
        workspace = str(details.get("chatgpt_account_id") or "")
        user = str(details.get("chatgpt_user_id") or claims.values.get("sub") or "")
        if not workspace:
            raise AccessError("identity_invalid", vendor=vendor.title, reason="it names no ChatGPT account")
        return Identity(
            subject=f"{workspace}:{user}",
            email=str(claims.values.get("email") or ""),
            plan=str(details.get("chatgpt_plan_type") or ""),
            verified=claims.verified,
            metadata={"account_id": workspace, "user_id": user},
        )

    async def look(self, vendor: Vendor, account: Account, tokens: AccountTokens) -> Reading:
        answer = await self._client.get(
            vendor.title, f"{vendor.control_url}/wham/usage", _codex_headers(account, tokens)
        )
        _check(vendor, answer)
        plan = answer.body.get("plan_type")
        quota = quotas.of_codex_usage(answer.body, self._clock.now_ms())
        return Reading(quota=quota, plan=plan if isinstance(plan, str) else "")

    def quota_of(self, headers: Mapping[str, str], now_ms: int) -> quotas.Quota:
        return quotas.of_codex_headers(headers, now_ms)

    def request(
        self, vendor: Vendor, account: Account, tokens: AccountTokens, session: str, model: str
    ) -> RequestParts:
        """The same conversation always gets the same ids, which keep its prompt cache warm."""
        name = session if session.isascii() and session.isprintable() else ""
        conversation = str(uuid.uuid5(uuid.NAMESPACE_URL, f"amux:{name}")) if name else str(uuid.uuid4())
        headers = {**vendor.chat_headers, **_codex_headers(account, tokens), "session_id": conversation}
        return RequestParts(headers=headers, fields={"prompt_cache_key": conversation})


class AntigravityApi:
    def __init__(
        self,
        client: ControlClient,
        id_tokens: IdTokens,
        clock: Clock,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._id_tokens = id_tokens
        self._clock = clock
        self._pause = pause

    async def identify(self, vendor: Vendor, tokens: AccountTokens) -> Identity:
        headers = _bearer(tokens)
        answer = await self._client.get(vendor.title, vendor.userinfo_url, headers)
        _check(vendor, answer)
        subject, email = str(answer.body.get("id") or answer.body.get("sub") or ""), str(answer.body.get("email") or "")
        if not subject:
            raise AccessError("identity_invalid", vendor=vendor.title, reason="it names nobody")
        verified = True
        if tokens.id_token:
            claims = await self._id_tokens.read(vendor, tokens.id_token)
            verified = claims.verified
            if claims.values.get("sub") != subject:
                raise AccessError("identity_invalid", vendor=vendor.title, reason="it names somebody else")
        project, tier = await self._set_up(vendor, headers)
        return Identity(subject=subject, email=email, plan=tier, verified=verified, metadata={"project": project})

    async def look(self, vendor: Vendor, account: Account, tokens: AccountTokens) -> Reading:
        body = {"project": project} if (project := account.metadata.get("project")) else {}
        url = f"{vendor.control_url}/v1internal:fetchAvailableModels"
        answer = await self._client.post(vendor.title, url, body, _bearer(tokens))
        _check(vendor, answer)
        quota = quotas.of_antigravity_models(answer.body, self._clock.now_ms())
        return Reading(quota=quota, models=tuple(quota))

    def quota_of(self, headers: Mapping[str, str], now_ms: int) -> quotas.Quota:
        return {}

    def request(
        self, vendor: Vendor, account: Account, tokens: AccountTokens, session: str, model: str
    ) -> RequestParts:
        fields = {
            **vendor.chat_fields,
            "project": account.metadata.get("project", ""),
            "requestId": f"agent-{uuid.uuid4()}",
        }
        return RequestParts(headers={**vendor.chat_headers, **_bearer(tokens)}, fields=fields)

    async def _set_up(self, vendor: Vendor, headers: Mapping[str, str]) -> tuple[str, str]:
        """Project and tier. An account that never used the service is enrolled, which the vendor does in the background."""
        asked = {"metadata": dict(vendor.client_metadata)}
        answer = await self._client.post(
            vendor.title, f"{vendor.control_url}/v1internal:loadCodeAssist", asked, headers
        )
        _check(vendor, answer)
        body = answer.body
        tier = _id(body.get("paidTier")) or _id(body.get("currentTier"))
        if project := _id(body.get("cloudaicompanionProject")):
            return project, tier
        allowed = body.get("allowedTiers")
        listed = [item for item in allowed if isinstance(item, Mapping)] if isinstance(allowed, list) else []
        tier = next((_id(item) for item in listed if item.get("isDefault")), "legacy-tier")
        url = f"{vendor.control_url}/v1internal:onboardUser"
        for _ in range(_ONBOARD_TRIES):
            answer = await self._client.post(vendor.title, url, {**asked, "tierId": tier}, headers)
            _check(vendor, answer)
            if answer.body.get("done"):
                made = answer.body.get("response")
                return (_id(made.get("cloudaicompanionProject")) if isinstance(made, Mapping) else ""), tier
            await self._pause(_ONBOARD_PAUSE_S)
        raise UnavailableError("account_offline", vendor=vendor.title, reason="the account is still being set up")


def rest_ms(body: object, now_ms: int) -> int | None:
    """When a limited account may be asked again, from an error's body: seconds or a time, wherever the vendor puts it."""
    if isinstance(body, str | bytes):
        try:
            body = json.loads(body)
        except ValueError:
            return None
    node = body.get("error", body) if isinstance(body, Mapping) else None
    if not isinstance(node, Mapping):
        return None
    for name, absolute in (("resets_at", True), ("resets_in_seconds", False)):
        value = node.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            return int(value * 1000) if absolute else now_ms + int(value * 1000)
    return None


def token_ends_ms(access_token: str) -> int | None:
    """When an imported access token ends, if it says so itself."""
    ends = unverified(access_token).get("exp")
    return int(ends * 1000) if isinstance(ends, int | float) else None


def _codex_headers(account: Account, tokens: AccountTokens) -> dict[str, str]:
    return {**_bearer(tokens), "chatgpt-account-id": str(account.metadata.get("account_id", ""))}


def _bearer(tokens: AccountTokens) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens.access_token}"}


def _id(value: object) -> str:
    """Some of Google's fields are an id, others an object with one."""
    if isinstance(value, Mapping):
        value = value.get("id")
    return value if isinstance(value, str) else ""


def _check(vendor: Vendor, answer: Answer) -> None:
    if answer.ok:
        return
    if answer.status == 401:
        raise AccessError("account_signed_out", vendor=vendor.title, reason=answer.reason)
    if answer.status == 403:
        raise AccessError("account_forbidden", vendor=vendor.title, reason=answer.reason)
    raise UnavailableError("account_offline", vendor=vendor.title, reason=answer.reason)
