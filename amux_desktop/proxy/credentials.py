"""What authenticates an attempt: one of the provider's keys, or an account of a pool.

``proxy`` knows no OAuth; whoever has account pools satisfies ``CredentialSource`` and is joined in the composition root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Protocol

from amux_desktop.proxy.http import Headers
from amux_desktop.proxy.snapshot import ApiKey
from bridge import ir
from bridge.adapter import Adapter


@dataclass(slots=True, kw_only=True)
class Credential:
    """Headers that go upstream; never shown in a repr. ``retryable`` allows one more try at once with the same credential.

    ``fields`` go into the body where the request has none of that name. ``base_url`` replaces the provider's when set, and one more
    try goes to ``next_url``. Never changed; not frozen, because every attempt makes one.
    """

    headers: Mapping[str, str] = field(repr=False)
    key: ApiKey | None = None
    account_id: str = ""
    model: str = ""
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    base_url: str = ""
    next_url: str = ""
    retryable: bool = True

    @classmethod
    def of_key(cls, adapter: Adapter, key: ApiKey | None) -> Credential:
        return cls(headers=adapter.auth_headers(key.secret if key is not None else None), key=key)

    def once_more(self) -> Credential:
        return replace(self, retryable=False, base_url=self.next_url or self.base_url, next_url="")


class CredentialSource(Protocol):
    """Account pools, as the pipeline sees them."""

    async def credentials(self, pool: str, session: str, model: str) -> list[Credential]:
        """Usable accounts of a pool, best first. Raises AttemptFailedError when there is none, saying until when."""
        ...

    def answered(self, credential: Credential, headers: Headers) -> None:
        """An account got an answer; its headers may tell what is left of its quota."""
        ...

    def failed(self, credential: Credential, failure: str, error: ir.Error, headers: Headers) -> None:
        """An attempt with an account failed; ``failure`` is a verdict's class."""
        ...


class NoPools:
    """For an app without account pools: no provider refers to one."""

    async def credentials(self, pool: str, session: str, model: str) -> list[Credential]:
        return []

    def answered(self, credential: Credential, headers: Headers) -> None:
        return None

    def failed(self, credential: Credential, failure: str, error: ir.Error, headers: Headers) -> None:
        return None
