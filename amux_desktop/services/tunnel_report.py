"""What the running Amux tells other processes about its tunnel: a small private file in the data folder.

The other direction is the database: a command writes what it wants, and the process that serves takes it up within a moment
(`services.config_watch`). So the tunnel can be steered without a listener for it, and without a secret for that listener.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amux_desktop.core.errors import (
    AccessError,
    AmuxError,
    ConflictError,
    InvalidInputError,
    MachineError,
    NotFoundError,
    UnavailableError,
)
from amux_desktop.core.events import TunnelState
from amux_desktop.core.files import write_private

_KINDS = {
    kind.status: kind
    for kind in (InvalidInputError, AccessError, NotFoundError, ConflictError, MachineError, UnavailableError)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TunnelReport:
    """`request` is the id of the last wish of another process that was taken up. Counts are since the tunnel was started."""

    state: TunnelState = "off"
    mode: str = "quick"
    url: str = ""
    request: str = ""
    pid: int = 0
    since_ms: int = 0
    connections: int = 0
    locations: tuple[str, ...] = ()
    restarts: int = 0
    retry_at_ms: int = 0
    requests: int = 0
    refused: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    error: AmuxError | None = None


def write_report(path: Path, report: TunnelReport) -> None:
    content: dict[str, Any] = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    if report.error is not None:
        params = {name: value if isinstance(value, int) else str(value) for name, value in report.error.params.items()}
        content["error"] = {"code": report.error.code, "status": report.error.status, "params": params}
    write_private(path, json.dumps(content).encode())


def read_report(path: Path) -> TunnelReport:
    """That of a tunnel which is off when there is none, or one that cannot be read."""
    try:
        content = json.loads(path.read_bytes())
        error = content.pop("error")
        return TunnelReport(
            **{**content, "locations": tuple(content["locations"])},
            error=None if error is None else _KINDS[error["status"]](str(error["code"]), **error["params"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return TunnelReport()
