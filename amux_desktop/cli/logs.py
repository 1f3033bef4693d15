"""`amux logs`: what went through the proxy."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amux_desktop.cli.context import Json, call, group, host_of
from amux_desktop.cli.log_choice import Choice, with_choice
from amux_desktop.cli.output import (
    clock_time,
    duration,
    money,
    print_fields,
    print_json,
    print_table,
    seen,
    to_json,
    until_unread,
    when,
)

if TYPE_CHECKING:
    from amux_desktop.core.events import RequestSummary
    from amux_desktop.services import AppServices
    from amux_desktop.services.records import LogPage, RequestBody, RequestLog

app = group("Request logs.")

RequestId = Annotated[str, typer.Argument(metavar="ID", help="Id as shown by 'list'.")]


class FileFormat(StrEnum):
    """Form of an export."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HAR = "har"


@app.command("list")
@with_choice()
def list_logs(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 50,
    after: Annotated[str, typer.Option(metavar="POSITION", help="Continue behind a page: its 'next'.")] = "",
    *,
    choice: Choice,
    json: Json = False,
) -> None:
    """Requests, newest first."""

    async def work(services: AppServices) -> LogPage:
        from amux_desktop.services.records import LogPosition

        where = await choice.filter(services)
        position = LogPosition(*_position(after)) if after else None
        return await services.logs.page(where, after=position, limit=limit)

    page = call(ctx, work)
    following = f"{page.next.started_ms}.{page.next.seq}" if page.next else None
    if json:
        print_json({"requests": to_json(page.rows), "next": following})
        return
    columns = ("time", "id", "status", "client", "route", "model", "provider", "first", "total", "in", "out")
    print_table(columns, [_row(item) for item in page.rows], "No requests.")
    if following:
        print(f"More: --after {following}")


@app.command("show")
def show(
    ctx: typer.Context,
    request_id: RequestId,
    bodies: Annotated[bool, typer.Option("--bodies", help="Also what was sent and received.")] = False,
    json: Json = False,
) -> None:
    """One request with its attempts and what the conversion could not carry."""

    async def work(services: AppServices) -> tuple[RequestLog, tuple[RequestBody, ...]]:
        return await services.logs.get(request_id), await services.logs.bodies(request_id) if bodies else ()

    log, recorded = call(ctx, work)
    if json:
        print_json(_as_json(log) | ({"bodies": [_body_json(body) for body in recorded]} if bodies else {}))
        return
    _print_log(log)
    for body in recorded:
        print(f"\n--- {body.part}{f' (attempt {body.attempt + 1})' if body.attempt else ''}")
        for name, value in body.headers:
            print(seen(f"{name}: {value}"))
        print(seen(f"\n{body.data.decode('utf-8', 'replace')}"))
    if bodies and not recorded:
        print("\nBodies were not recorded. Turn them on with: amux settings set logs.bodies on")


@app.command("tail")
@with_choice("since", "until", "status")
def tail(
    ctx: typer.Context,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with every new request until Ctrl-C.")] = False,
    lines: Annotated[
        int, typer.Option("--lines", "-n", min=0, max=1000, help="How many of the newest to begin with.")
    ] = 10,
    *,
    choice: Choice,
    json: Json = False,
) -> None:
    """The newest requests, oldest of them first; with -f also every further one."""

    async def go() -> None:
        async with host_of(ctx).services() as services:
            where = await choice.filter(services)
            if not follow:
                rows = (await services.logs.page(where, limit=lines)).rows if lines else ()
                for item in reversed(rows):
                    _print_line(item, json)
                return
            stream: AsyncIterator[RequestLog] = services.logs.tail(where, last=lines)
            with until_unread():
                async for log in stream:
                    if json:
                        print_json(_as_json(log))
                    else:
                        _print_line(log.summary(), json)

    asyncio.run(go())


@app.command("export")
@with_choice()
def export(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="File to write.")],
    format: Annotated[FileFormat | None, typer.Option(help="By the file's ending if not given.")] = None,
    *,
    choice: Choice,
    json: Json = False,
) -> None:
    """Write requests to a file, newest first. Only HAR carries headers and bodies, as far as they were kept."""
    endings = {".csv": FileFormat.CSV, ".jsonl": FileFormat.JSONL, ".ndjson": FileFormat.JSONL, ".har": FileFormat.HAR}
    chosen = format or endings.get(path.suffix.lower(), FileFormat.JSON)

    async def work(services: AppServices) -> int:
        where = await choice.filter(services)
        return await services.logs.export(path, chosen.value, where)

    count = call(ctx, work)
    if json:
        print_json({"file": str(path), "requests": count, "format": chosen.value})
    else:
        print(f"Wrote {count} requests to {path}")


@app.command("replay")
def replay(
    ctx: typer.Context,
    request_id: RequestId,
    to: Annotated[
        str, typer.Option(metavar="PROXY_OR_PROVIDER", help="Where to send it; where it went before if not given.")
    ] = "",
    model: Annotated[str, typer.Option(metavar="ID", help="Model to ask for instead.")] = "",
    json: Json = False,
) -> None:
    """Send a recorded request again. Exit code 1 when it fails."""
    result = call(ctx, lambda services: services.logs.replay(request_id, to, model))
    if json:
        print_json(to_json(result) | {"body": result.body.decode("utf-8", "replace")})
    else:
        used = f"{result.input_tokens or 0} tokens in, {result.output_tokens or 0} out"
        print(
            f"{result.status} by {result.provider_name} with {result.model} in {duration(result.duration_ms)}, {used}"
        )
        print(seen(result.text or result.message or result.body.decode("utf-8", "replace")))
    raise typer.Exit(0 if result.ok else 1)


@app.command("clear")
def clear(
    ctx: typer.Context,
    before: Annotated[str, typer.Option(metavar="WHEN", help="Only those before this time.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    json: Json = False,
) -> None:
    """Remove request logs; statistics stay."""
    if not yes and not typer.confirm(f"Remove {'these' if before else 'all'} request logs?"):
        raise typer.Exit(1)

    async def work(services: AppServices) -> int:
        return await services.logs.clear(await Choice(until=before).filter(services))

    count = call(ctx, work)
    if json:
        print_json({"removed": count})
    else:
        print(f"Removed {count} requests")


def _position(text: str) -> tuple[int, int]:
    started, _, seq = text.partition(".")
    if not (started.isdigit() and seq.isdigit()):
        raise typer.BadParameter(f"{text!r} is no position; use the 'next' of a page")
    return int(started), int(seq)


def _row(item: RequestSummary) -> tuple[object, ...]:
    model = (
        item.source_model if item.source_model == item.target_model else f"{item.source_model} > {item.target_model}"
    )
    moment = clock_time(item.started_ms) if time.time() * 1000 - item.started_ms < 43_200_000 else when(item.started_ms)
    return (
        moment,
        item.id,
        item.status or item.outcome,
        item.client,
        item.route,
        model,
        item.provider_name,
        duration(item.first_token_ms),
        duration(item.duration_ms),
        item.input_tokens,
        item.output_tokens,
    )


def _print_line(item: RequestSummary, as_json: bool) -> None:
    if as_json:
        print_json(item)
        return
    moment, request_id, status, client, route, model, provider, first, total, tokens_in, tokens_out = _row(item)
    flow = " ".join(str(part) for part in islice((client or "?", route, model), 3) if part)
    line = f"{moment} {status} {flow} -> {provider or '-'} {total} (first {first or '-'}) {tokens_in or 0}/{tokens_out or 0} tokens {item.error_code} {request_id}"
    print(seen(line.replace("  ", " ")), flush=True)


def _print_log(log: RequestLog) -> None:
    print_fields(
        (
            ("Id", log.id),
            ("Time", when(log.started_ms)),
            ("Status", f"{log.status} {log.outcome}"),
            ("Client", f"{log.client} {log.client_version}".strip()),
            ("Token", log.token_name),
            ("Session", log.session),
            ("Tags", log.tags),
            ("Request", f"{log.method} {log.path}"),
            ("Format", f"{log.inbound} > {log.outbound}"),
            ("Model", f"{log.source_model} > {log.target_model}"),
            ("Provider", log.provider_name),
            ("First token", duration(log.first_token_ms)),
            ("Total", duration(log.duration_ms)),
            (
                "Tokens",
                f"{log.input_tokens or 0} in ({log.cache_read_tokens or 0} cached), {log.output_tokens or 0} out",
            ),
            ("Cost", money(log.cost_nanos)),
            ("Error", f"{log.error_code}: {log.error_message}" if log.error_code or log.error_message else ""),
        )
    )
    rows = [
        (
            number,
            item.provider_name,
            item.model,
            item.status,
            duration(item.duration_ms),
            item.reason,
            item.error_message,
        )
        for number, item in enumerate(log.attempts, 1)
    ]
    print()
    print_table(
        ("#", "provider", "model", "status", "time", "moved on", "error"), rows, "It was not sent to a provider."
    )
    for line in log.report:
        print(seen(_noted(line)))


def _noted(line: Mapping[str, Any]) -> str:
    """One line of the conversion report: what happened to which field, and why."""
    rest = {
        name: value for name, value in line.items() if value and name not in ("action", "severity", "path", "reason")
    }
    more = ", ".join(f"{name} {value}" for name, value in rest.items())
    what = " ".join(str(line[name]) for name in ("action", "path") if line.get(name))
    return f"- {what}: {line.get('reason', '')}{f' ({more})' if more else ''}"


def _as_json(log: RequestLog) -> dict[str, Any]:
    from amux_desktop.services.log_export import as_json

    return as_json(log)


def _body_json(body: RequestBody) -> dict[str, Any]:
    shown: dict[str, Any] = to_json(body)
    return shown | {"data": body.data.decode("utf-8", "replace"), "headers": dict(body.headers)}
