"""Adapters by name: the built-in table, Python plugins (entry point group ``amux.adapters``) and TOML files.

A registry is an object that is passed around; nothing is registered globally. Plugins are looked for once, on the first name that
is not built in; one that fails to load is logged and left out.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterable
from dataclasses import fields, replace
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bridge.adapter import Adapter
from bridge.adapters import BUILTIN
from bridge.convert import FORMAT_NAMES, format_of
from bridge.errors import ConfigurationError
from bridge.formats.base import Dialect

log = logging.getLogger(__name__)
ENTRY_POINTS = "amux.adapters"
_PLAIN = ("title", "base_url", "auth", "verbatim", "docs")


class Registry:
    """``adapters`` come after the built-in ones and may not take their names."""

    def __init__(self, adapters: Iterable[Adapter] = (), *, plugins: bool = True) -> None:
        self._adapters = {adapter.name: adapter for adapter in BUILTIN}
        self._plugins_wanted = plugins
        for adapter in adapters:
            self.add(adapter)

    def add(self, adapter: Adapter) -> None:
        """Raises ConfigurationError when the name is taken."""
        if adapter.name in self._adapters:
            raise ConfigurationError(f"an adapter named {adapter.name!r} exists already")
        self._adapters[adapter.name] = adapter

    def names(self) -> list[str]:
        self._load_plugins()
        return sorted(self._adapters)

    def get(self, name: str) -> Adapter:
        """Raises ConfigurationError that lists close names."""
        if name not in self._adapters:
            self._load_plugins()
        adapter = self._adapters.get(name)
        if adapter is None:
            from difflib import get_close_matches

            close = get_close_matches(name, self._adapters, n=3)
            hint = f"; did you mean {', '.join(close)}?" if close else f"; known: {', '.join(sorted(self._adapters))}"
            raise ConfigurationError(f"unknown adapter {name!r}{hint}")
        return adapter

    def _load_plugins(self) -> None:
        if not self._plugins_wanted:
            return
        self._plugins_wanted = False
        for point in entry_points(group=ENTRY_POINTS):
            try:
                loaded = point.load()
            except Exception:
                log.exception("The adapter plugin %s could not be loaded", point.name)
                continue
            if isinstance(loaded, Adapter) and loaded.name not in self._adapters:
                self._adapters[loaded.name] = loaded
            else:
                log.error("The adapter plugin %s is not an Adapter with a name of its own; it is left out", point.name)


def adapter_from_toml(path: Path, registry: Registry | None = None) -> Adapter:
    """An adapter declared in a TOML file::

        name = "acme"
        title = "Acme"
        base = "custom-openai"            # an adapter to start from, or format = "openai-chat"
        base_url = "https://llm.acme.example/v1"
        auth = "bearer"
        [headers]
        x-acme-team = "blue"
        [dialect]                         # fields of the format's dialect
        max_tokens_field = "max_tokens"

    Raises ConfigurationError naming the file and the key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    try:
        return _declared(data, registry or Registry())
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from None


def _declared(data: dict[str, Any], registry: Registry) -> Adapter:
    known = {"name", "base", "format", "headers", "paths", "dialect", *_PLAIN}
    if unknown := sorted(data.keys() - known):
        raise ConfigurationError(f"unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}")
    name = data.get("name")
    if not isinstance(name, str) or not name:
        raise ConfigurationError("name must be a text")
    changes: dict[str, Any] = {
        key: _typed(key, data[key], bool if key == "verbatim" else str) for key in _PLAIN if key in data
    }
    for key in ("headers", "paths"):
        if key in data:
            table = _typed(key, data[key], dict)
            changes[key] = MappingProxyType({str(k): _typed(f"{key}.{k}", v, str) for k, v in table.items()})
    start = _start(data, registry)
    dialect = _dialect(start.dialect, _typed("dialect", data.get("dialect", {}), dict))
    return replace(start, name=name, dialect=dialect, **{"title": name, **changes})


def _start(data: dict[str, Any], registry: Registry) -> Adapter:
    if "base" in data:
        return registry.get(_typed("base", data["base"], str))
    if data.get("format") not in FORMAT_NAMES:
        raise ConfigurationError(f"give base, or format as one of {', '.join(FORMAT_NAMES)}")
    if "base_url" not in data:
        raise ConfigurationError("base_url is required")
    wire = format_of(data["format"])
    return Adapter(name="", title="", format=wire.name, dialect=wire.default_dialect, base_url="")


def _dialect(start: Dialect, changes: dict[str, Any]) -> Dialect:
    allowed = {field.name: field for field in fields(start)}
    ready: dict[str, Any] = {}
    for key, value in changes.items():
        if key not in allowed:
            raise ConfigurationError(f"dialect.{key} is unknown; known: {', '.join(sorted(allowed))}")
        current = getattr(start, key)
        if callable(current):
            raise ConfigurationError(f"dialect.{key} is code and cannot be set in a file")
        ready[key] = _like(f"dialect.{key}", current, value)
    return replace(start, **ready)


def _like(path: str, current: Any, value: Any) -> Any:
    """The value in the type that the field has: lists become tuples or sets, tables stay mappings."""
    if isinstance(current, tuple):
        return tuple(_typed(path, value, list))
    if isinstance(current, frozenset):
        return frozenset(_typed(path, value, list))
    if current is not None and not isinstance(value, type(current)) and not isinstance(current, MappingProxyType):
        raise ConfigurationError(f"{path} must be of type {type(current).__name__}, is {type(value).__name__}")
    return value


def _typed(path: str, value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise ConfigurationError(f"{path} must be of type {kind.__name__}, is {type(value).__name__}")
    return value
