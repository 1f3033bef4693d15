"""Amux bridge: any LLM client format to any provider.

The conversion core (``ir``, ``formats``, ``adapters``, ``convert``, ``sse``) needs the standard library only and is imported as
``from bridge import convert``. The names below that send requests need httpx (``pip install 'amux[sdk]'``) and load on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridge.errors import (
    BridgeError,
    ConfigurationError,
    ConversionError,
    InvalidRequestError,
    InvalidResponseError,
    TransportError,
    UpstreamError,
)

if TYPE_CHECKING:
    from bridge.adapter import Adapter
    from bridge.bridge import Answer, Bridge, Compatibility, Hooks, create_bridge
    from bridge.formats.base import Dialect
    from bridge.http import RetryPolicy
    from bridge.registry import Registry, adapter_from_toml

_LAZY = {
    "Adapter": "bridge.adapter",
    "Answer": "bridge.bridge",
    "Bridge": "bridge.bridge",
    "Compatibility": "bridge.bridge",
    "Dialect": "bridge.formats.base",
    "Hooks": "bridge.bridge",
    "Registry": "bridge.registry",
    "RetryPolicy": "bridge.http",
    "adapter_from_toml": "bridge.registry",
    "create_bridge": "bridge.bridge",
}

__all__ = [
    "Adapter",
    "Answer",
    "Bridge",
    "BridgeError",
    "Compatibility",
    "ConfigurationError",
    "ConversionError",
    "Dialect",
    "Hooks",
    "InvalidRequestError",
    "InvalidResponseError",
    "Registry",
    "RetryPolicy",
    "TransportError",
    "UpstreamError",
    "adapter_from_toml",
    "create_bridge",
]


def __getattr__(name: str) -> Any:
    """PEP 562: httpx and the adapters are imported when one of their names is first used."""
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module 'bridge' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(module), name)
    globals()[name] = value
    return value
