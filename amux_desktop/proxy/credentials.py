"""What authenticates an attempt: one of the provider's keys, or an account of a pool.

``proxy`` knows no OAuth; whoever has account pools satisfies ``CredentialSource`` and is joined in the composition root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from amux_desktop.proxy.snapshot import ApiKey
from bridge.adapter import Adapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """Headers that go upstream; never shown in a repr. ``retryable`` allows one more try at once with the same credential."""

    headers: Mapping[str, str] = field(repr=False)
    key: ApiKey | None = None
    account_id: str = ""
    retryable: bool = True

    @classmethod
    def of_key(cls, adapter: Adapter, key: ApiKey | None) -> Credential:
        return cls(headers=adapter.auth_headers(key.secret if key is not None else None), key=key)

    def once_more(self) -> Credential:
        return replace(self, retryable=False)


class CredentialSource(Protocol):
    """Account pools, as the pipeline sees them."""

    async def credentials(self, pool: str, session: str, model: str) -> list[Credential]:
        """Usable accounts of a pool, best first. Raises AmuxError when there is none, saying until when."""
        ...

    def failed(self, credential: Credential, failure: str, rest_s: float) -> None:
        """An account's credential was refused or limited."""
        ...


class NoPools:
    """For an app without account pools: no provider refers to one."""

    async def credentials(self, pool: str, session: str, model: str) -> list[Credential]:
        return []

    def failed(self, credential: Credential, failure: str, rest_s: float) -> None:
        return None
