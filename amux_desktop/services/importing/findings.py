"""What a reader finds in another tool's configuration, collected into the bundle that an import merges."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from amux_desktop.core.settings import is_proxy_url
from amux_desktop.security.tokens import hash_token
from amux_desktop.services.addresses import clean_base_url, is_loopback, slug_from
from amux_desktop.services.presets import Preset, Presets
from amux_desktop.services.transfer_format import KIND, VERSION, Bundle, KeyEntry, ProviderEntry, TokenEntry
from amux_desktop.storage.records import (
    ApiTokenDraft,
    BridgeProxyDraft,
    ProviderDraft,
    ProviderModel,
    ProxyTarget,
)
from amux_desktop.storage.records import Mapping as Row
from amux_desktop.storage.records.proxies import Balance, Inbound

WireFormat = Literal["openai-chat", "openai-responses", "anthropic", "gemini"]
Reason = Literal[
    "account", "address", "env_missing", "format", "header", "local", "no_target", "placeholder", "rule", "weak_token"
]

REASONS: Mapping[Reason, str] = {
    "account": "it signs in with an account; sign in again in Amux",
    "address": "it has no usable address",
    "env_missing": "the environment variable {detail} is not set here; add the key later",
    "format": "Amux does not speak {detail}",
    "header": "the value of {detail} comes from each request",
    "local": "it belongs to the coding tool and stays there",
    "no_target": "it names {detail}, which is not in the file or was left out",
    "placeholder": "the key is only a placeholder; add the real one later",
    "rule": "Amux has no such rule ({detail})",
    "weak_token": "it is too easy to guess; create a token in Amux",
}
"""Why something stays behind."""

_PLACEHOLDER = re.compile(r"(?i)(?:sk-)?x{3,}|.*your[-_ ]?(?:own[-_ ])?(?:api|secret|key|token).*|<.*>|sk-\.\.\.|\*+")
_MIN_TOKEN = 24
_MIN_CHARACTERS = 10
_MAX_KEY = 8192
_CUSTOM: Mapping[WireFormat, str] = {
    "openai-chat": "custom-openai",
    "openai-responses": "custom-openai-responses",
    "anthropic": "custom-anthropic",
    "gemini": "custom-gemini",
}
_FORMAT_OF_ADAPTER: Mapping[str, WireFormat] = {
    "anthropic": "anthropic",
    "gemini": "gemini",
    "openai-responses": "openai-responses",
    **{adapter: wire for wire, adapter in _CUSTOM.items()},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that does not come along, in part or at all. `detail` fills the place-holder of the reason."""

    kind: str
    name: str
    reason: Reason
    detail: str = ""

    @property
    def message(self) -> str:
        return f"{self.name}: {REASONS[self.reason].format(detail=self.detail)}"


@dataclass(slots=True, kw_only=True)
class _Found:
    """A provider in the making."""

    draft: ProviderDraft
    keys: list[str] = field(default_factory=list, repr=False)
    models: dict[str, None] = field(default_factory=dict)
    preset: Preset | None = None


class Findings:
    """Readers add what they find; `bundle` is what comes of it. Paths are unique within the bundle."""

    def __init__(self, presets: Presets) -> None:
        self._presets = presets
        self._providers: dict[str, _Found] = {}
        self._proxies: dict[str, BridgeProxyDraft] = {}
        self._tokens: list[TokenEntry] = []
        self.left_out: list[LeftOut] = []

    @property
    def key_count(self) -> int:
        return sum(len(found.keys) for found in self._providers.values())

    def leave_out(self, kind: str, name: str, reason: Reason, detail: str = "") -> None:
        item = LeftOut(kind=kind, name=name, reason=reason, detail=detail)
        if item not in self.left_out:
            self.left_out.append(item)

    def provider(
        self,
        name: str,
        base_url: str,
        wire: WireFormat,
        *,
        keys: Iterable[str] = (),
        models: Iterable[str] = (),
        headers: Mapping[str, str] | None = None,
        outbound_proxy: str = "",
        enabled: bool = True,
        adapter: str = "",
        pool_keys: bool = True,
    ) -> str:
        """The path of the provider, or "" when it has no usable address. The same address twice is one provider:
        with several keys if `pool_keys`, else only if the keys are the same."""
        url = clean_base_url(base_url)
        if not is_address(url):
            self.leave_out("provider", name, "address")
            return ""
        preset = self._preset(url, wire, adapter)
        draft = ProviderDraft(
            name=name,
            slug="",
            adapter=adapter or (preset.adapter if preset else _CUSTOM[wire]),
            base_url=url,
            preset=preset.id if preset else "",
            enabled=enabled,
            logo=preset.id if preset else self._logo(url),
            headers=dict(headers or {}),
            outbound_proxy=self._proxy_url(name, outbound_proxy),
        )
        real = [key for key in dict.fromkeys(keys) if self._is_key(name, key)]
        known = next((path for path, found in self._providers.items() if _joins(found, draft, real, pool_keys)), "")
        if not known:
            known = slug_from(name, self._providers)
            draft = dataclasses.replace(draft, slug=known, name=self._free_name(name))
            self._providers[known] = _Found(draft=draft, preset=preset)
        found = self._providers[known]
        found.keys += [key for key in real if key not in found.keys]
        found.models.update(dict.fromkeys(model.strip() for model in models if model.strip()))
        return known

    def proxy(
        self,
        name: str,
        inbound: Inbound,
        targets: Sequence[ProxyTarget],
        *,
        mappings: Sequence[Row] = (),
        balance: Balance = "ordered",
    ) -> str:
        """The path of the proxy. `targets` name paths of this bundle."""
        path = slug_from(name, self._proxies)
        self._proxies[path] = BridgeProxyDraft(
            name=name,
            slug=path,
            inbound=inbound,
            targets=tuple(targets),
            mappings=tuple({mapping.source: mapping for mapping in reversed(mappings)}.values())[::-1],
            balance=balance,
        )
        return path

    def token(self, name: str, text: str) -> None:
        """A key that clients present keeps working. One that could be guessed does not come along."""
        if len(text) < _MIN_TOKEN or len(set(text)) < _MIN_CHARACTERS or _PLACEHOLDER.fullmatch(text):
            self.leave_out("token", name, "weak_token")
            return
        digest = hash_token(text)
        if all(entry.hash != digest for entry in self._tokens):
            self._tokens.append(TokenEntry(draft=ApiTokenDraft(name=name), hash=digest, hint=text[-4:]))

    def bundle(self, app: str, created_ms: int) -> Bundle:
        return Bundle(
            kind=KIND,
            version=VERSION,
            app=app,
            created_ms=created_ms,
            providers=tuple(self._entry(found) for found in self._providers.values()),
            proxies=tuple(self._proxies.values()),
            tokens=tuple(self._tokens),
        )

    # ------------------------------------------------------------------ helpers

    def _entry(self, found: _Found) -> ProviderEntry:
        adapter = found.draft.adapter
        models = tuple(self._presets.model(adapter, item) or ProviderModel(id=item) for item in found.models)
        if not models and found.preset is not None:
            models = found.preset.models
        draft = dataclasses.replace(found.draft, models=models)
        return ProviderEntry(draft=draft, keys=tuple(KeyEntry(secret=key) for key in found.keys))

    def _preset(self, url: str, wire: WireFormat, adapter: str) -> Preset | None:
        """The service of this adapter, else the one with this address that speaks this format there."""
        if adapter:
            return next((preset for preset in self._presets.list() if preset.adapter == adapter), None)
        if wire == "openai-chat" and "anthropic" in urlsplit(url).path:
            return None
        for preset in self._presets.list():
            speaks = _FORMAT_OF_ADAPTER.get(preset.adapter, "openai-chat")
            addresses = (preset.base_url, *(region.base_url for region in preset.regions))
            if speaks == wire and any(item and _place(item) == _place(url) for item in addresses):
                return preset
        return None

    def _logo(self, url: str) -> str:
        host = urlsplit(url).hostname
        for preset in self._presets.list():
            addresses = (preset.base_url, preset.anthropic_url, *(region.base_url for region in preset.regions))
            if preset.group != "local" and any(item and urlsplit(item).hostname == host for item in addresses):
                return preset.id
        return ""

    def _free_name(self, name: str) -> str:
        taken = {found.draft.name for found in self._providers.values()}
        number, free = 2, name
        while free in taken:
            free, number = f"{name} ({number})", number + 1
        return free

    def _is_key(self, name: str, key: str) -> bool:
        if not key:
            return False
        if _PLACEHOLDER.fullmatch(key) or not key.isprintable() or len(key) > _MAX_KEY:
            self.leave_out("key", name, "placeholder")
            return False
        return True

    def _proxy_url(self, name: str, url: str) -> str:
        if url.lower() in ("direct", "none"):
            return "none"
        if url and not is_proxy_url(url):
            self.leave_out("outgoing proxy", name, "address")
            return ""
        return url


def is_address(url: str) -> bool:
    """Whether `url` is http(s) with a host and without credentials."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    return is_web and url.isprintable() and " " not in url


def _joins(found: _Found, draft: ProviderDraft, keys: Sequence[str], pool_keys: bool) -> bool:
    same = dataclasses.replace(found.draft, name=draft.name, slug="") == draft
    return same and (pool_keys or list(found.keys) == list(keys))


def _place(url: str) -> tuple[str, int | None]:
    """The host, and the port where the host is this computer: it has several services, and several names."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return ("localhost", parts.port) if is_loopback(host) else (host, None)
