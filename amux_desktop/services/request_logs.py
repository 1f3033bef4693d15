"""Request logs: pages, details, live tail, export, replay."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Literal

from amux_desktop.core.errors import InvalidInputError, NotFoundError
from amux_desktop.core.events import EventBus, LogsCleared
from amux_desktop.services.answers import RecordedAnswer, read_answer
from amux_desktop.services.log_export import ExportFormat, write_export
from amux_desktop.services.probe import Probe, ProbeResult
from amux_desktop.services.recorded_text import Sign, compared, laid_out
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import (
    BridgeProxy,
    LogFilter,
    LogPage,
    LogPosition,
    Provider,
    RequestBody,
    RequestLog,
)

_TAIL_PAUSE_S = 0.25


class RequestLogsService:
    def __init__(self, store: Store, probe: Probe, bus: EventBus) -> None:
        self._store = store
        self._probe = probe
        self._bus = bus

    async def page(
        self, where: LogFilter | None = None, *, after: LogPosition | None = None, limit: int = 200
    ) -> LogPage:
        """Newest first; pass the page's `next` to get the following one."""
        return await self._store.read(lambda store: store.request_logs.page(where, after=after, limit=limit))

    async def get(self, request_id: str) -> RequestLog:
        """With attempts and conversion report, without bodies. Raises `not_found`."""
        return await self._store.read(lambda store: store.request_logs.get(request_id))

    async def bodies(self, request_id: str) -> tuple[RequestBody, ...]:
        """What was recorded of it; empty when bodies were off or have expired. Raises `not_found`."""
        return await self._store.read(lambda store: store.request_logs.bodies(request_id))

    async def read_answer(self, log: RequestLog, body: RequestBody) -> RecordedAnswer:
        """A recorded `client_response` or `upstream_response` as text, thoughts, calls and images, and event by event."""
        return await asyncio.to_thread(read_answer, log, body)

    async def body_text(self, body: RequestBody) -> str:
        """Laid out for a reader."""
        return await asyncio.to_thread(laid_out, body.data)

    async def compare(self, before: RequestBody, after: RequestBody) -> tuple[tuple[Sign, str], ...]:
        """Lines with their sign, as `recorded_text.compared` gives them."""
        return await asyncio.to_thread(compared, before, after)

    async def count(self, where: LogFilter | None = None, limit: int = 10_000) -> int:
        """How many match, counted no further than `limit`."""
        return await self._store.read(lambda store: store.request_logs.count(where, limit))

    async def choices(self, field: Literal["client", "source_model", "target_model"]) -> tuple[str, ...]:
        """Values to offer in a filter."""
        return await self._store.read(lambda store: store.request_logs.distinct(field))

    async def delete(self, request_id: str) -> None:
        await self._store.write(lambda store: store.request_logs.delete(request_id), configuration=False)
        self._bus.publish(LogsCleared(1))

    async def clear(self, where: LogFilter | None = None) -> int:
        """Remove the matching requests with their bodies; statistics stay. Returns how many."""
        count = await self._store.write(lambda store: store.request_logs.clear(where), configuration=False)
        self._bus.publish(LogsCleared(count))
        return count

    async def tail(self, where: LogFilter | None = None, *, last: int = 0) -> AsyncIterator[RequestLog]:
        """The `last` newest requests, then every further one of any process as it is written. Never ends by itself."""

        def begin(store: Repositories) -> tuple[int, list[RequestLog]]:
            page = store.request_logs.page(where, limit=last) if last else None
            recent = [store.request_logs.get(row.id) for row in reversed(page.rows)] if page else []
            return store.request_logs.last_seq(), recent

        seq, recent = await self._store.read(begin)
        for log in recent:
            yield log
        while True:
            position = seq
            fresh = await self._store.read(lambda store: store.request_logs.written_since(position, where))  # noqa: B023 - awaited at once
            for log in fresh:
                seq = max(seq, log.seq)
                yield log
            if not fresh:
                await asyncio.sleep(_TAIL_PAUSE_S)

    async def export(self, path: Path, format: ExportFormat, where: LogFilter | None = None) -> int:
        """Write the matching requests, newest first, without holding them in memory; returns how many. A file of that
        name is replaced when the export is complete. Only `har` carries bodies. Raises `file_unwritable`."""

        def write(store: Repositories) -> int:
            logs: Iterable[RequestLog] = store.request_logs.iterate(where)
            if format == "har":
                logs = (dataclasses.replace(log, bodies=store.request_logs.bodies(log.id)) for log in logs)
            return write_export(path, format, logs)

        return await self._store.read(write)

    async def replay(self, request_id: str, target: str = "", model: str = "") -> ProbeResult:
        """Send the recorded request again: to the path of a proxy or of a provider, or where it went before when empty.
        A proxy maps the model as ever; a provider is asked for the recorded name if it offers that, else for its first
        one. `model` overrides both. Raises `replay_impossible` when the body was not kept."""

        def load(store: Repositories) -> tuple[RequestLog, bytes]:
            log = store.request_logs.get(request_id)
            return log, _client_body(log, store.request_logs.bodies(request_id))

        log, body = await self._store.read(load)
        proxy, provider = await self._store.read(lambda store: _target(store, target or _former(log)))
        if provider is not None:
            model = model or _model_of(provider, log)
        return await self._probe.replay(
            body, _subpath(log.path), log.inbound, proxy=proxy, provider=provider, model=model
        )


def since_text(text: str, now_ms: int | None = None) -> int:
    """Milliseconds since 1970 from `15m`, `2h`, `7d` or an ISO date and time. Raises `field_invalid`."""
    from datetime import datetime

    now_ms = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    if text[-1:] in units and text[:-1].isdigit():
        return now_ms - int(text[:-1]) * units[text[-1]] * 1000
    try:
        return round(datetime.fromisoformat(text).astimezone().timestamp() * 1000)
    except ValueError:
        reason = "Use a time span such as 15m, 2h or 7d, or a date such as 2026-01-31T08:00"
        raise InvalidInputError("field_invalid", field="time", value=text, reason=reason) from None


def _client_body(log: RequestLog, bodies: tuple[RequestBody, ...]) -> bytes:
    body = next((item for item in bodies if item.part == "client_request"), None)
    if body is None:
        raise InvalidInputError(
            "replay_impossible", id=log.id, reason="its body was not recorded (setting logs.bodies)"
        )
    if body.truncated:
        raise InvalidInputError("replay_impossible", id=log.id, reason="only the beginning of its body was recorded")
    return body.data


def _target(store: Repositories, ref: str) -> tuple[BridgeProxy | None, Provider | None]:
    """`proxies/slug`, `providers/slug`, or a bare slug, which is looked for among the proxies first."""
    kind, _, slug = ref.rpartition("/")
    if kind != "providers":
        try:
            return store.proxies.find(slug), None
        except NotFoundError:
            if kind == "proxies":
                raise
    try:
        return None, store.providers.find(slug)
    except NotFoundError:
        raise NotFoundError("not_found", kind="proxy or provider", ref=ref) from None


def _model_of(provider: Provider, log: RequestLog) -> str:
    offered = [model.id for model in provider.models if model.enabled]
    if not offered:
        return log.target_model
    return next((name for name in (log.source_model, log.target_model) if name in offered), offered[0])


def _former(log: RequestLog) -> str:
    if log.route.startswith(("proxies/", "providers/")):
        return log.route
    return f"providers/{log.provider_id}"


def _subpath(path: str) -> str:
    """The part of a request's path behind the route."""
    parts = path.split("/")
    return "/" + "/".join(parts[3:]) if len(parts) > 3 and parts[1] in ("proxies", "providers", "code") else path
