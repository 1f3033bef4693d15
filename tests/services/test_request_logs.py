from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.errors import InvalidInputError, NotFoundError
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.log_export import safe_cell
from amux_desktop.services.records import LogFilter, RequestLog
from amux_desktop.services.request_logs import since_text
from amux_desktop.storage.records import Attempt, RequestBody
from amux_desktop.storage.writer import write_logs

pytestmark = pytest.mark.both_stores

Add = Callable[..., Any]
NOW = 1_700_000_000_000


def entry(number: int, **fields: Any) -> RequestLog:
    values: dict[str, Any] = {"started_ms": NOW + number, "duration_ms": 5, "status": 200, "outcome": "ok", **fields}
    return RequestLog(id=f"{number:032x}", **values)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def write(services: AppServices, *entries: RequestLog) -> None:
    await asyncio.to_thread(write_logs, services.store.storage.database, entries)


async def test_pages_and_filters(services: AppServices) -> None:
    await write(services, *(entry(n, source_model="a" if n % 2 else "b") for n in range(5)))
    page = await services.logs.page(limit=2)
    assert [row.started_ms - NOW for row in page.rows] == [4, 3]
    page = await services.logs.page(limit=9, after=page.next)
    assert [row.started_ms - NOW for row in page.rows] == [2, 1, 0]
    assert page.next is None
    assert await services.logs.count(LogFilter(model="a")) == 2
    assert await services.logs.choices("source_model") == ("a", "b")


async def test_details_delete_clear(services: AppServices) -> None:
    body = RequestBody(part="client_request", data=b"{}", headers=(("a", "b"),))
    await write(services, entry(1, bodies=(body,), attempts=(Attempt(provider_id="p"),)), entry(2))
    log = (await services.logs.page()).rows[1]
    assert (await services.logs.get(log.id)).attempts == (Attempt(provider_id="p"),)
    assert [item.data for item in await services.logs.bodies(log.id)] == [b"{}"]
    await services.logs.delete(log.id)
    with pytest.raises(NotFoundError):
        await services.logs.get(log.id)
    assert await services.logs.clear() == 1


async def test_a_tail_begins_with_the_last_and_follows(services: AppServices) -> None:
    await write(services, entry(1), entry(2))
    seen: list[int] = []
    async for log in services.logs.tail(last=1):
        seen.append(log.started_ms - NOW)
        if len(seen) == 1:
            await write(services, entry(3), entry(4))
        if len(seen) == 3:
            break
    assert seen == [2, 3, 4]


async def test_exports(services: AppServices, tmp_path: Path) -> None:
    await write(services, entry(1, client="=cmd()", tags=("a", "b")), entry(2, error_message="x,\ny"))
    assert await services.logs.export(tmp_path / "a.csv", "csv") == 2
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(), newline="")))
    assert [row["client"] for row in rows] == ["", "'=cmd()"]
    assert rows[0]["error_message"] == "x,\ny"
    assert await services.logs.export(tmp_path / "a.json", "json") == 2
    assert [item["started_ms"] - NOW for item in json.loads((tmp_path / "a.json").read_text())] == [2, 1]
    assert await services.logs.export(tmp_path / "a.jsonl", "jsonl", LogFilter(text="cmd")) == 1
    assert json.loads((tmp_path / "a.jsonl").read_text())["tags"] == ["a", "b"]
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o600
    assert await services.logs.export(tmp_path / "none.json", "json", LogFilter(model="none")) == 0
    assert json.loads((tmp_path / "none.json").read_text()) == []
    with pytest.raises(InvalidInputError):
        await services.logs.export(tmp_path / "missing" / "a.csv", "csv")
    assert names(tmp_path) == ["a.csv", "a.json", "a.jsonl", "none.json"]


@pytest.mark.parametrize(
    ("value", "cell"), [("=1+1", "'=1+1"), ("-2", "'-2"), (-2, -2), ("a=b", "a=b"), (None, ""), ("\tx", "'\tx")]
)
def test_cells_that_a_spreadsheet_would_run_are_made_harmless(value: object, cell: object) -> None:
    assert safe_cell(value) == cell


def test_moments() -> None:
    assert since_text("15m", NOW) == NOW - 900_000
    assert since_text("2d", NOW) == NOW - 172_800_000
    assert since_text("2026-01-31T08:00:00+00:00") == 1769846400000
    with pytest.raises(InvalidInputError):
        since_text("yesterday")


async def test_a_recorded_request_is_sent_again(
    services: AppServices, add_provider: Add, add_proxy: Add, upstream: Any
) -> None:
    provider = await add_provider("up", passthrough=True)
    await add_proxy("p", provider.id, inbound="any")
    body = {"model": "small-model", "max_tokens": 5, "messages": [{"role": "user", "content": "again"}]}
    recorded = RequestBody(part="client_request", data=json.dumps(body).encode())
    kept = entry(
        1,
        source_model="small-model",
        inbound="anthropic",
        path="/proxies/gone/v1/messages",
        route="proxies/p",
        bodies=(recorded,),
    )
    await write(services, kept, entry(2, route="proxies/p", provider_id=provider.id))
    for target in ("", "p", "up", "providers/up"):
        result = await services.logs.replay(kept.id, target)
        assert (result.ok, result.status) == (True, 200), result.message
        assert upstream.last.body["model"] == "small-model"
        assert json.loads(result.body)["type"] == "message"
    with pytest.raises(InvalidInputError) as refused:
        await services.logs.replay(entry(2).id, "p")
    assert refused.value.code == "replay_impossible"
    with pytest.raises(NotFoundError):
        await services.logs.replay(kept.id, "nobody")
