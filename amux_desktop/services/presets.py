"""Provider presets: what is known about a service before the user has configured it (`resources/presets/providers.json`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from amux_desktop.core.errors import MachineError, NotFoundError
from amux_desktop.core.paths import resource_path
from amux_desktop.security.tokens import TOKEN_PREFIX
from amux_desktop.storage.records import ProviderModel

Group = Literal["vendor", "gateway", "local", "custom"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One of several addresses of a service; `anthropic_url` is its Anthropic-compatible one, if any."""

    id: str
    name: str
    base_url: str
    anthropic_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One service."""

    id: str
    name: str
    group: Group
    adapter: str
    base_url: str
    """Empty where only the user knows it; `base_url_hint` shows its form then."""
    base_url_hint: str = ""
    anthropic_url: str = ""
    """Where the same service also speaks the Anthropic format, for tools that are pointed at it directly."""
    needs_key: bool = True
    key_url: str = ""
    docs_url: str = ""
    key_prefixes: tuple[str, ...] = ()
    key_variables: tuple[str, ...] = ()
    """Environment variables in which people keep its key."""
    balance: str = ""
    """Kind of the balance endpoint (see `services.balance`), if it has one."""
    regions: tuple[Region, ...] = ()
    aliases: tuple[str, ...] = ()
    models: tuple[ProviderModel, ...] = ()


class Presets:
    """The table, read once when it is first needed."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def list(self) -> tuple[Preset, ...]:
        """In the order in which they are offered."""
        return self._table

    def get(self, ref: str) -> Preset:
        """By id or alias. Raises `not_found`, naming what exists."""
        known = self._by_ref.get(ref)
        if known is None:
            raise NotFoundError("not_found", kind="preset", ref=ref, known=tuple(preset.id for preset in self._table))
        return known

    def of_key(self, key: str) -> Preset | None:
        """The service whose keys look like `key`; the longest matching prefix wins. None when nothing can be said."""
        matches = [
            (len(prefix), preset) for preset in self._table for prefix in preset.key_prefixes if key.startswith(prefix)
        ]
        return max(matches, key=lambda match: match[0])[1] if matches else None

    def keys_in(self, env: Mapping[str, str]) -> tuple[tuple[str, Preset], ...]:
        """Names of the environment variables that hold a key of a known service, in the order of the services. A token
        of Amux itself, which coding tools are given in the same variables, is none."""
        found: dict[str, Preset] = {}
        for preset in self._table:
            for variable in preset.key_variables:
                value = env.get(variable, "").strip()
                if value and not value.startswith(TOKEN_PREFIX):
                    found.setdefault(variable, preset)
        return tuple(found.items())

    def model(self, adapter: str, model_id: str) -> ProviderModel | None:
        """What is known of a model of this adapter."""
        for preset in self._table:
            if preset.adapter == adapter:
                for model in preset.models:
                    if model.id == model_id:
                        return model
        return None

    @cached_property
    def _table(self) -> tuple[Preset, ...]:
        path = self._path or resource_path("presets/providers.json")
        try:
            content = json.loads(path.read_bytes())
            return tuple(_preset(entry) for entry in content["presets"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise MachineError("file_invalid", path=str(path), reason=str(error)) from error

    @cached_property
    def _by_ref(self) -> Mapping[str, Preset]:
        return {ref: preset for preset in self._table for ref in (preset.id, *preset.aliases)}


def _preset(entry: Mapping[str, Any]) -> Preset:
    fields: dict[str, Any] = dict(entry)
    fields["models"] = tuple(_model(model) for model in entry.get("models", ()))
    fields["regions"] = tuple(Region(**region) for region in entry.get("regions", ()))
    for name in ("key_prefixes", "key_variables", "aliases"):
        fields[name] = tuple(entry.get(name, ()))
    return Preset(**fields)


def _model(entry: Mapping[str, Any]) -> ProviderModel:
    return ProviderModel(**{**entry, "capabilities": tuple(entry.get("capabilities", ()))})
