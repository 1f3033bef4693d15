"""What whoever builds Amux decides: where releases are announced, and where usage figures go (nowhere, unless filled in)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from amux_desktop.core.errors import MachineError
from amux_desktop.core.paths import resource_path

RELEASES_VARIABLE = "AMUX_RELEASES_URL"
"""Another place to look for releases, such as a mirror inside a company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildData:
    """`analytics_id` is a measurement id of Google Analytics 4 with its secret; without both nothing is ever sent."""

    releases_url: str = ""
    analytics_id: str = ""
    analytics_secret: str = field(default="", repr=False)

    @property
    def has_analytics(self) -> bool:
        return bool(self.analytics_id and self.analytics_secret)


def read_build_data(path: Path | None = None, env: Mapping[str, str] | None = None) -> BuildData:
    """The shipped `resources/build.json`. Raises `file_invalid`."""
    file = path or resource_path("build.json")
    try:
        raw = json.loads(file.read_bytes())
        values = {name: str(raw[name]) for name in ("releases_url", "analytics_id", "analytics_secret")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MachineError("file_invalid", path=str(file), reason=type(error).__name__) from error
    other = (os.environ if env is None else env).get(RELEASES_VARIABLE, "")
    return BuildData(**{**values, "releases_url": other or values["releases_url"]})
