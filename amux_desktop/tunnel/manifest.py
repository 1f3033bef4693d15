"""Which cloudflared belongs to this Amux: its version and the SHA-256 of every asset, as shipped in `bin/cloudflared`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from amux_desktop.core.errors import MachineError
from amux_desktop.core.paths import shipped_folders

_NAME = "cloudflared/manifest.json"


@dataclass(frozen=True, slots=True)
class Pin:
    """One platform. A null `sha256` (of the published asset) means that it cannot be fetched; `binary_sha256` is that of
    the program inside an archive, where it is known."""

    asset: str
    sha256: str | None
    binary_sha256: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """`source` is the address of an asset with `{version}` and `{asset}` in it."""

    version: str
    source: str
    platforms: Mapping[str, Pin]

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Raises OSError, and ValueError, KeyError or TypeError for a file of another shape."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(raw["version"], raw["source"], {name: Pin(**pin) for name, pin in raw["platforms"].items()})

    @classmethod
    def shipped(cls) -> Manifest:
        """Raises `resource_missing`."""
        for folder in shipped_folders("bin"):
            try:
                return cls.read(folder / _NAME)
            except FileNotFoundError:
                continue
            except (OSError, ValueError, KeyError, TypeError):
                break
        raise MachineError("resource_missing", name=f"bin/{_NAME}")

    def fetchable(self, platform: str) -> Pin | None:
        """The pin of a platform, when its asset can be verified."""
        pin = self.platforms.get(platform)
        return pin if pin is not None and pin.sha256 else None

    def address(self, pin: Pin) -> str:
        return self.source.format(version=self.version, asset=pin.asset)
