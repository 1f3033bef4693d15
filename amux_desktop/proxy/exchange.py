"""One request through the proxy: everything known about it, from the first byte to the log row."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from amux_desktop.core.ids import new_id
from amux_desktop.proxy.auth import NOBODY, Caller
from amux_desktop.proxy.endpoints import Operation
from amux_desktop.proxy.http import Headers
from amux_desktop.proxy.snapshot import Snapshot
from amux_desktop.storage.records import Attempt, BodyPart
from bridge import ir
from bridge.report import Report


@dataclass(slots=True, kw_only=True)
class Capture:
    """Bodies for the log, cut at ``cap`` bytes each; ``sizes`` are the true sizes, ``timings`` when each kept piece came."""

    cap: int
    pieces: dict[BodyPart, list[bytes]] = field(default_factory=dict)
    kept: dict[BodyPart, int] = field(default_factory=dict)
    sizes: dict[BodyPart, int] = field(default_factory=dict)
    headers: dict[BodyPart, Headers] = field(default_factory=dict)
    timings: dict[BodyPart, list[int]] = field(default_factory=dict)

    def add(self, part: BodyPart, data: bytes, at_ms: int | None = None) -> None:
        self.sizes[part] = self.sizes.get(part, 0) + len(data)
        kept = self.kept.get(part, 0)
        if kept < self.cap:
            self.pieces.setdefault(part, []).append(data[: self.cap - kept])
            self.kept[part] = min(self.cap, kept + len(data))
            if at_ms is not None:
                self.timings.setdefault(part, []).append(at_ms)

    def restart(self, part: BodyPart) -> None:
        """Forget what an attempt that was given up left behind."""
        for table in (self.pieces, self.kept, self.sizes, self.timings, self.headers):
            table.pop(part, None)


@dataclass(slots=True, kw_only=True)
class Exchange:
    """Filled in as the request goes; read by the recorder when it is over."""

    method: str
    path: str
    query: bytes
    headers: dict[bytes, bytes]
    raw_headers: Headers
    snapshot: Snapshot
    operation: Operation
    source: Literal["local", "tunnel", "internal"] = "local"
    client_address: str = ""
    id: str = field(default_factory=new_id)
    started: float = field(default_factory=time.perf_counter)
    started_ms: int = field(default_factory=lambda: time.time_ns() // 1_000_000)
    caller: Caller = NOBODY
    route: str = ""
    proxy_id: str = ""
    provider_id: str = ""
    provider_name: str = ""
    inbound: ir.FormatName | None = None
    outbound: str = ""
    source_model: str = ""
    target_model: str = ""
    stream: bool = False
    session: str = ""
    place_tag: str = ""
    attempts: list[Attempt] = field(default_factory=list)
    status: int = 0
    outcome: Literal["ok", "error", "cancelled"] = "ok"
    error_code: str = ""
    error_message: str = ""
    usage: ir.Usage | None = None
    finish_reason: str = ""
    report: Report | None = None
    response_report: Report | None = None
    first_token_ms: int | None = None
    request_bytes: int = 0
    response_bytes: int = 0
    upstream_request_id: str = ""
    capture: Capture | None = None
    #: Whether a record is written when it is over.
    logged: bool = True
    #: Makes another object of a whole answer before it is sent (compaction). Raises InvalidResponseError.
    shape: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    #: Gets the Responses object that the client got, to be stored.
    keep: Callable[[dict[str, Any]], None] | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """What the client wants its record to be found by: ``x-amux-tag: a, b``, and the tag in the address."""
        if not self.place_tag and b"x-amux-tag" not in self.headers:
            return ()
        text = self.headers.get(b"x-amux-tag", b"").decode("latin-1")
        names = (name.strip() for name in f"{text},{self.place_tag}".split(","))
        return tuple(name[:64] for name in names if name)[:8]

    def elapsed_ms(self) -> int:
        return int((time.perf_counter() - self.started) * 1000)

    def first_token(self) -> None:
        if self.first_token_ms is None:
            self.first_token_ms = self.elapsed_ms()

    def fail(self, status: int, code: str, message: str) -> None:
        self.status = self.status or status
        self.outcome = "error"
        self.error_code = code
        self.error_message = message
