"""HAR 1.2: every field that the format asks for, both sides, and no secret."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import Attempt, LogFilter, RequestBody, RequestLog
from tests.services.test_request_logs import entry, write

#: Required members and their types, from the specification.
_ENTRY = {
    "startedDateTime": str,
    "time": (int, float),
    "request": dict,
    "response": dict,
    "cache": dict,
    "timings": dict,
}
_REQUEST = {"method": str, "url": str, "httpVersion": str, "cookies": list, "headers": list, "queryString": list, "headersSize": int, "bodySize": int}  # fmt: skip
_RESPONSE = {"status": int, "statusText": str, "httpVersion": str, "cookies": list, "headers": list, "content": dict, "redirectURL": str, "headersSize": int, "bodySize": int}  # fmt: skip


def check(value: dict[str, Any], wanted: dict[str, Any]) -> None:
    for name, kind in wanted.items():
        assert isinstance(value[name], kind), name


def check_har(text: str) -> list[dict[str, Any]]:
    log = json.loads(text)["log"]
    check(log, {"version": str, "creator": dict, "entries": list})
    check(log["creator"], {"name": str, "version": str})
    for item in log["entries"]:
        check(item, _ENTRY)
        check(item["request"], _REQUEST)
        check(item["response"], _RESPONSE)
        check(item["response"]["content"], {"size": int, "mimeType": str})
        check(item["timings"], {"send": (int, float), "wait": (int, float), "receive": (int, float)})
        assert item["time"] == sum(item["timings"].values())
        assert datetime.fromisoformat(item["startedDateTime"]).tzinfo is not None
        for header in (*item["request"]["headers"], *item["response"]["headers"]):
            check(header, {"name": str, "value": str})
        if "postData" in item["request"]:
            check(item["request"]["postData"], {"mimeType": str, "text": str})
        assert item["request"]["url"].startswith(("http://", "https://"))
    return list(log["entries"])


def recorded() -> RequestLog:
    return entry(
        1, duration_ms=900, first_token_ms=300, stream=True, path="/proxies/p/v1/messages",
        attempts=(Attempt(provider_id="p", provider_name="Up", url="https://up.example/v1/chat", status=200, started_ms=4, duration_ms=880, first_byte_ms=250),),
        bodies=(
            RequestBody(part="client_request", data=b'{"a": 1}', headers=(("host", "127.0.0.1:9527"), ("x-api-key", "***"))),
            RequestBody(part="upstream_request", data=b'{"b": 1}', headers=(("content-type", "application/json"),)),
            RequestBody(part="upstream_response", data=b"\xff\xfe"),
            RequestBody(part="client_response", data=b"data: 1\n\n", size=99, truncated=True),
        ),
    )  # fmt: skip


async def test_both_sides_with_what_was_recorded(services: AppServices, tmp_path: Path) -> None:
    await write(services, recorded(), entry(2, status=599, outcome="error", error_code="upstream_error"))
    assert await services.logs.export(tmp_path / "a.har", "har") == 2
    failed, client, upstream = check_har((tmp_path / "a.har").read_text())
    assert failed["_error"].startswith("upstream_error")
    assert client["request"]["url"] == "http://127.0.0.1:9527/proxies/p/v1/messages"
    assert client["timings"] == {"send": 0, "wait": 300, "receive": 600}
    assert client["response"]["content"] == {
        "size": 99,
        "mimeType": "text/event-stream",
        "text": "data: 1\n\n",
        "comment": "cut",
    }
    assert upstream["request"]["url"] == "https://up.example/v1/chat"
    assert upstream["request"]["postData"] == {"mimeType": "application/json", "text": '{"b": 1}'}
    assert upstream["response"]["content"]["encoding"] == "base64"


async def test_nothing_to_export_is_a_valid_archive(services: AppServices, tmp_path: Path) -> None:
    assert await services.logs.export(tmp_path / "none.har", "har", LogFilter(model="none")) == 0
    assert check_har((tmp_path / "none.har").read_text()) == []
