"""The vendors with accounts, as data (`resources/presets/oauth.json`)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from amux_desktop.core.errors import MachineError, NotFoundError
from amux_desktop.core.paths import resource_path

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Where a machine without a browser gets a code that the user types in elsewhere."""

    code_url: str
    token_url: str
    verify_url: str
    redirect_uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """One vendor. `client_secret` is never part of the preset; it comes from the user's settings or environment."""

    id: str
    title: str
    company: str
    provider_name: str
    slug: str
    adapter: str
    logo: str
    client_id: str
    client_owner: str
    """The product that this client id was registered for."""
    authorize_url: str
    token_url: str
    jwks_url: str
    issuer: str
    redirect_port: int
    redirect_path: str
    scopes: tuple[str, ...]
    control_url: str
    """Base address of what is asked about an account: quotas, set-up."""
    chat_urls: tuple[str, ...]
    """Base addresses for requests, preferred first."""
    models: tuple[str, ...]
    quota_scope: Literal["account", "model"]
    """What a limit concerns: the account with all its models, or one model of it."""
    needs_secret: bool = False
    client_secret: str = field(default="", repr=False)
    refresh_scopes: tuple[str, ...] = ()
    authorize_params: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    revoke_url: str = ""
    userinfo_url: str = ""
    device: Device | None = None
    client_metadata: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    chat_headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    chat_fields: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    @property
    def redirect_uri(self) -> str:
        """As registered with the vendor; `localhost` may be either loopback address."""
        return f"http://localhost:{self.redirect_port}{self.redirect_path}"

    @property
    def secret_variable(self) -> str:
        """Environment variable that may hold the client secret."""
        return f"AMUX_{self.id.upper()}_CLIENT_SECRET"


class Vendors:
    """The table in the order in which it is shown."""

    def __init__(self, vendors: tuple[Vendor, ...]) -> None:
        self._vendors = {vendor.id: vendor for vendor in vendors}

    @classmethod
    def load(cls, path: Path | None = None) -> Vendors:
        """Raises `file_invalid`."""
        source = path or resource_path("presets/oauth.json")
        try:
            content = json.loads(source.read_bytes())
            return cls(tuple(_vendor(entry) for entry in content["vendors"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise MachineError("file_invalid", path=str(source), reason=str(error)) from error

    def list(self) -> tuple[Vendor, ...]:
        return tuple(self._vendors.values())

    def get(self, vendor_id: str) -> Vendor:
        """Raises `not_found`, naming what exists."""
        vendor = self._vendors.get(vendor_id)
        if vendor is None:
            raise NotFoundError("not_found", kind="account vendor", ref=vendor_id, known=tuple(self._vendors))
        return vendor


def _vendor(entry: Mapping[str, Any]) -> Vendor:
    values = dict(entry)
    for name in ("scopes", "refresh_scopes", "chat_urls", "models"):
        if name in values:
            values[name] = tuple(values[name])
    if "device" in values:
        values["device"] = Device(**values["device"])
    return Vendor(**values)


def with_secret(vendor: Vendor, secret: str) -> Vendor:
    """The vendor as the token endpoint has to be asked."""
    return dataclasses.replace(vendor, client_secret=secret)
