"""Providers, their models and their keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

KeyState = Literal["unknown", "ok", "limited", "invalid", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderModel:
    """A model the provider offers; token limits are None when not known."""

    id: str
    name: str = ""
    context_tokens: int | None = None
    output_tokens: int | None = None
    capabilities: tuple[str, ...] = ()
    """Any of: vision, tools, reasoning, audio, files, structured, web_search."""
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds; None uses the setting of the same name."""

    connect_s: float | None = None
    first_byte_s: float | None = None
    idle_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderKey:
    """An API key without its secret."""

    id: str
    label: str
    hint: str
    """The last four characters, for telling keys apart."""
    enabled: bool = True
    position: int = 0
    state: KeyState = "unknown"
    state_reason: str = ""
    state_until_ms: int | None = None
    """When a limited key may be tried again."""
    last_used_ms: int | None = None
    created_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProviderKey:
    """A key to store."""

    secret: str = field(repr=False)
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ProviderFields:
    name: str
    slug: str
    adapter: str
    """Name of the bridge adapter, e.g. `deepseek` or `custom-openai`."""
    base_url: str
    preset: str = ""
    """Id of the preset it was made from; empty for a custom one."""
    models: tuple[ProviderModel, ...] = ()
    passthrough: bool = False
    """Reachable as `/providers/<slug>/*`."""
    enabled: bool = True
    chat_path: str = ""
    """Overrides the adapter's endpoint; empty uses it."""
    models_path: str = ""
    logo: str = ""
    pool: str = ""
    """Vendor of the account pool behind it (`codex`, `antigravity`); empty for a provider with API keys."""
    ca_file: str = ""
    timeouts: Timeouts = Timeouts()
    max_concurrency: int | None = None
    requests_per_minute: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    """Adapter options as JSON values, e.g. a region or a dialect override."""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider(_ProviderFields):
    """A configured service. Its secrets (keys, header values, outgoing proxy) come from `ProviderRepository.secrets`."""

    id: str
    position: int
    keys: tuple[ProviderKey, ...] = ()
    header_names: tuple[str, ...] = ()
    outbound_proxy: str = ""
    """Without credentials; empty uses the setting, `none` connects directly."""
    created_ms: int
    updated_ms: int

    def model(self, model_id: str) -> ProviderModel | None:
        return next((model for model in self.models if model.id == model_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderDraft(_ProviderFields):
    """What creates or replaces a provider. `headers` and `outbound_proxy` keep what is stored when None."""

    headers: Mapping[str, str] | None = field(default=None, repr=False)
    outbound_proxy: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, provider: Provider) -> ProviderDraft:
        return cls(**{item.name: getattr(provider, item.name) for item in dataclasses.fields(_ProviderFields)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSecrets:
    """Everything of a provider that is sealed in the database."""

    keys: Mapping[str, str] = field(repr=False)
    """Secret by key id, in the order in which keys are tried."""
    headers: Mapping[str, str] = field(repr=False)
    outbound_proxy: str = field(repr=False)
