"""The adapters of this profile: built in, from plugins, and declared in the user's `adapters` folder."""

from __future__ import annotations

import logging
from pathlib import Path

from bridge.errors import ConfigurationError
from bridge.registry import Registry, adapter_from_toml

log = logging.getLogger(__name__)


def load_registry(folder: Path) -> Registry:
    """A file that cannot be used is logged and left out, so that it cannot keep Amux from starting."""
    registry = Registry()
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            registry.add(adapter_from_toml(path, registry))
        except ConfigurationError as error:
            log.warning("An adapter is left out: %s", error)
    return registry
