"""Which certificates providers are believed by, and aiohttp, which is to be imported from here.

aiohttp makes two TLS contexts while it is imported and reads all authorities of the system into each: 40 ms and 2.4 MB before anybody
has asked for anything. Connections to providers bring a context of their own, so those two stay empty. Were one used after all, it
would trust nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any


@contextlib.contextmanager
def _no_authorities() -> Iterator[None]:
    """Contexts that this thread makes meanwhile are empty; those of other threads are not."""
    importing = threading.get_ident()

    def elsewhere(load: Callable[..., None]) -> Callable[..., None]:
        def load_unless_importing(context: ssl.SSLContext, *arguments: Any) -> None:
            if threading.get_ident() != importing:
                load(context, *arguments)

        return load_unless_importing

    names = ("load_default_certs", "set_default_verify_paths")
    own = {name: vars(ssl.SSLContext)[name] for name in names if name in vars(ssl.SSLContext)}
    for name in names:
        setattr(ssl.SSLContext, name, elsewhere(getattr(ssl.SSLContext, name)))
    try:
        yield
    finally:
        for name in names:
            delattr(ssl.SSLContext, name)
        for name, load in own.items():
            setattr(ssl.SSLContext, name, load)


with _no_authorities():
    import aiohttp as aiohttp


class Trust:
    """TLS contexts, made when the first connection needs one. Owned by one loop."""

    def __init__(self) -> None:
        self._contexts: dict[str, ssl.SSLContext] = {}

    async def context(self, ca_file: str) -> ssl.SSLContext:
        """The authorities of the system, and those of `ca_file` (PEM) if it names one. Raises `OSError`, `ssl.SSLError`."""
        context = self._contexts.get(ca_file)
        if context is None:
            context = await asyncio.to_thread(_load, ca_file)
            # Two that waited must not have pools of connections that differ in nothing else.
            context = self._contexts.setdefault(ca_file, context)
        return context


def _load(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    context.set_alpn_protocols(["http/1.1"])
    return context
