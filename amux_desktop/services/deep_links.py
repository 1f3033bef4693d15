"""`amux://import?…`: a link that proposes a provider. Nothing happens without the user's yes, and what is shown before it
is what would be stored.

    amux://import?preset=deepseek&key=sk-…
    amux://import?name=Relay&format=anthropic&base_url=https://relay.example&models=a,b

Anybody can write such a link, so everything in it is checked: names cannot hide characters, a host that only looks like
another one is shown in its ASCII form, and an address that is not the named service's own is pointed out.
"""

from __future__ import annotations

import dataclasses
import ipaddress
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from amux_desktop.core.errors import InvalidInputError, NotFoundError
from amux_desktop.core.links import SCHEME
from amux_desktop.services.addresses import is_loopback
from amux_desktop.services.presets import Preset
from amux_desktop.services.providers import ProvidersService
from amux_desktop.storage.records import NewProviderKey, Provider, ProviderDraft

Warning_ = Literal["unencrypted", "lookalike", "other_address", "private_address", "unknown_service"]
_MAX_LINK = 8192
_MAX_KEY = 512
_MAX_NAME = 80
_MAX_MODELS = 100
_MAX_MODEL = 200
_PARTS = frozenset({"name", "preset", "format", "base_url", "models", "key"})
_FORMATS = {
    "openai-chat": "custom-openai",
    "openai": "custom-openai",
    "openai-responses": "custom-openai-responses",
    "anthropic": "custom-anthropic",
    "gemini": "custom-gemini",
}
_VISIBLE_OF_KEY = 4


WARNINGS: Mapping[Warning_, str] = {
    "unencrypted": "The key and everything you ask would travel unencrypted.",
    "lookalike": "The host has letters that can look like others. It is shown as {host}.",
    "other_address": "{host} is not an address of {service} itself.",
    "private_address": "{host} is on this computer or in your own network.",
    "unknown_service": "Amux does not know who runs {host}. Add it only if you trust them with what you ask.",
}
"""What to say before the question, in plain English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProposal:
    """What a link would add. `host` is in ASCII; `key_hint` the last characters of its key, "" without one."""

    draft: ProviderDraft
    host: str
    service: str
    """Name of the service or format that the provider would be of."""
    key: str = field(default="", repr=False)
    warnings: tuple[Warning_, ...] = ()

    @property
    def key_hint(self) -> str:
        if not self.key:
            return ""
        return "…" + self.key[-_VISIBLE_OF_KEY:] if len(self.key) > 4 * _VISIBLE_OF_KEY else "…"


class DeepLinks:
    def __init__(self, providers: ProvidersService) -> None:
        self._providers = providers

    async def read(self, link: str) -> LinkProposal:
        """Raises `link_invalid` with the reason. Stores nothing and asks nobody."""
        parts = _parts_of(link)
        preset = self._preset(parts)
        proposal = self._proposal(parts, preset)
        slug = await self._providers.free_slug(proposal.draft.name)
        return dataclasses.replace(proposal, draft=dataclasses.replace(proposal.draft, slug=slug))

    async def accept(self, proposal: LinkProposal) -> Provider:
        """The user said yes. Raises as `ProvidersService.add`."""
        keys = [NewProviderKey(secret=proposal.key)] if proposal.key else []
        slug = await self._providers.free_slug(proposal.draft.slug)
        return await self._providers.add(dataclasses.replace(proposal.draft, slug=slug), keys)

    def _preset(self, parts: Mapping[str, str]) -> Preset:
        if parts.get("preset") and parts.get("format"):
            raise _refused("it names both a service and a format")
        if parts.get("format"):
            adapter = _FORMATS.get(parts["format"])
            if adapter is None:
                raise _refused(f"there is no format of that name; known are {', '.join(_FORMATS)}")
            return self._providers.preset(adapter)
        name = parts.get("preset") or "custom-openai"
        try:
            return self._providers.preset(name)
        except NotFoundError:
            raise _refused("it names a service that this Amux does not know") from None

    def _proposal(self, parts: Mapping[str, str], preset: Preset) -> LinkProposal:
        url, host = _address(parts.get("base_url") or preset.base_url)
        models = [model.strip() for model in parts.get("models", "").split(",") if model.strip()]
        if len(models) > _MAX_MODELS or any(len(model) > _MAX_MODEL for model in models):
            raise _refused("its list of models is too long")
        key = parts.get("key", "").strip()
        if len(key) > _MAX_KEY or not key.isascii() or " " in key:
            raise _refused("its key has characters that no key has, or is too long")
        name = parts.get("name", "").strip() or (preset.name if preset.group != "custom" else host)
        if len(name) > _MAX_NAME:
            raise _refused("its name is too long")
        draft = self._providers.draft_of_preset(preset, name=name, base_url=url, models=models or None)
        return LinkProposal(draft=draft, host=host, service=preset.name, key=key, warnings=_warnings(url, host, preset))


def _parts_of(link: str) -> Mapping[str, str]:
    """The parts by name, checked for what no honest link holds."""
    text = link.strip()
    if len(text) > _MAX_LINK:
        raise _refused("it is too long")
    if not text.isprintable() or " " in text or "\\" in text:
        raise _refused("it holds characters that no link has")
    try:
        split = urlsplit(text)
        pairs = (
            parse_qsl(split.query, keep_blank_values=True, strict_parsing=True, errors="strict") if split.query else []
        )
    except ValueError:
        raise _refused("it is not a link") from None
    if split.scheme != SCHEME:
        raise _refused(f"it does not begin with {SCHEME}://")
    if (split.netloc, split.path.strip("/")) != ("import", "") or split.fragment:
        raise _refused("it asks for something other than an import")
    parts = dict(pairs)
    if len(parts) != len(pairs):
        raise _refused("it says something twice")
    if unknown := sorted(parts.keys() - _PARTS):
        raise _refused(f"this Amux does not know its part {unknown[0][:40]!r}")
    for name, value in parts.items():
        if not all(_is_visible(char) for char in value):
            raise _refused(f"its {name} holds invisible characters")
    return parts


def _is_visible(char: str) -> bool:
    """No control characters, no marks that turn the direction of writing, no characters without width."""
    return unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


def _address(text: str) -> tuple[str, str]:
    """The address and its host, both in ASCII."""
    if not text:
        raise _refused("it has no base_url, and only you know the address of this service")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port is not None else ""
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:
        raise _refused("its address is not valid") from None
    if parts.scheme not in ("http", "https") or not ascii_host:
        raise _refused("its address is not an http:// or https:// one")
    if "@" in parts.netloc or parts.query or parts.fragment or "%" in parts.netloc:
        raise _refused("its address holds more than a host and a path")
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    return urlunsplit(parts._replace(netloc=shown + port)), ascii_host


def _warnings(url: str, host: str, preset: Preset) -> tuple[Warning_, ...]:
    found: list[Warning_] = []
    own = {urlsplit(item).hostname for item in (preset.base_url, *(region.base_url for region in preset.regions))}
    if url.startswith("http://") and not is_loopback(host):
        found.append("unencrypted")
    if any(label.startswith("xn--") for label in host.lower().split(".")):
        found.append("lookalike")
    if preset.group == "custom":
        found.append("unknown_service")
    elif preset.base_url and host not in own:
        found.append("other_address")
    if _is_private(host):
        found.append("private_address")
    return tuple(found)


def _is_private(host: str) -> bool:
    """This computer or its network: a key would go to whatever listens there."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".localhost", ".internal", ".lan"))


def _refused(reason: str) -> InvalidInputError:
    return InvalidInputError("link_invalid", reason=reason)


def warning_text(warning: Warning_, proposal: LinkProposal) -> str:
    return WARNINGS[warning].format(host=proposal.host, service=proposal.service)
