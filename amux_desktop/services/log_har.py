"""Requests as an HTTP Archive (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/) for browsers' network panels and proxies.

Each request gives one entry for the client's side and, when one was made, one for the provider's. Bodies and headers are as they
were recorded: without secrets, and only while they are kept.
"""

from __future__ import annotations

import base64
import http
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import IO, Any

from amux_desktop import __version__
from amux_desktop.storage.records import BodyPart, RequestBody, RequestLog

_HTTP = "HTTP/1.1"


def write_har(file: IO[str], logs: Iterable[RequestLog]) -> Iterator[int]:
    """Yields the number of requests written so far. The logs carry their bodies."""
    head = {"version": "1.2", "creator": {"name": "Amux", "version": __version__}}
    file.write('{"log": ' + json.dumps(head)[:-1] + ', "entries": [')
    written = count = 0
    for count, log in enumerate(logs, 1):
        for entry in entries(log):
            file.write(("," if written else "") + "\n" + json.dumps(entry, ensure_ascii=False))
            written += 1
        yield count
    file.write("\n]}}\n")
    yield count


def entries(log: RequestLog) -> Iterator[dict[str, Any]]:
    """The client's side, then the last attempt at a provider."""
    bodies: dict[BodyPart, RequestBody] = {body.part: body for body in log.bodies}
    yield _entry(
        log,
        url=_client_url(log, bodies.get("client_request")),
        status=log.status,
        asked=bodies.get("client_request"),
        answered=bodies.get("client_response"),
        sizes=(log.request_bytes, log.response_bytes),
        started_ms=log.started_ms,
        waited_ms=log.first_token_ms,
        duration_ms=log.duration_ms,
        comment="from the app to Amux",
    )
    if log.attempts and log.attempts[-1].url:
        last = log.attempts[-1]
        yield _entry(
            log,
            url=last.url,
            status=last.status or 0,
            asked=bodies.get("upstream_request"),
            answered=bodies.get("upstream_response"),
            sizes=(-1, -1),
            started_ms=log.started_ms + last.started_ms,
            waited_ms=last.first_byte_ms,
            duration_ms=last.duration_ms or 0,
            comment=f"from Amux to {last.provider_name or 'the provider'}",
        )


def _entry(
    log: RequestLog,
    *,
    url: str,
    status: int,
    asked: RequestBody | None,
    answered: RequestBody | None,
    sizes: tuple[int, int],
    started_ms: int,
    waited_ms: int | None,
    duration_ms: int,
    comment: str,
) -> dict[str, Any]:
    wait = duration_ms if waited_ms is None else min(waited_ms, duration_ms)
    request: dict[str, Any] = {
        "method": log.method, "url": url, "httpVersion": _HTTP, "cookies": [], "headers": _headers(asked), "queryString": [],
        "headersSize": -1, "bodySize": asked.size or len(asked.data) if asked else sizes[0],
    }  # fmt: skip
    if asked is not None:
        request["postData"] = {
            "mimeType": _mime(asked, "application/json"),
            "text": asked.data.decode("utf-8", "replace"),
        }
    return {
        "startedDateTime": datetime.fromtimestamp(started_ms / 1000, UTC).isoformat(timespec="milliseconds"),
        "time": duration_ms,
        "request": request,
        "response": {
            "status": status, "statusText": _status_text(status), "httpVersion": _HTTP, "cookies": [],
            "headers": _headers(answered), "content": _content(answered, log.stream, sizes[1]), "redirectURL": "", "headersSize": -1,
            "bodySize": answered.size or len(answered.data) if answered else sizes[1],
        },
        "cache": {},
        "timings": {"send": 0, "wait": wait, "receive": duration_ms - wait},
        "comment": comment,
        "_request_id": log.id,
        "_model": log.target_model or log.source_model,
        **({"_error": f"{log.error_code}: {log.error_message}"} if log.error_code else {}),
    }  # fmt: skip


def _content(body: RequestBody | None, stream: bool, size: int) -> dict[str, Any]:
    if body is None:
        return {"size": max(0, size), "mimeType": "x-unknown", "comment": "not recorded"}
    plain = "text/event-stream" if stream else "application/json"
    content: dict[str, Any] = {"size": body.size or len(body.data), "mimeType": _mime(body, plain)}
    try:
        content["text"] = body.data.decode("utf-8")
    except UnicodeDecodeError:
        content |= {"text": base64.b64encode(body.data).decode("ascii"), "encoding": "base64"}
    return content | ({"comment": "cut"} if body.truncated else {})


def _headers(body: RequestBody | None) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in body.headers] if body else []


def _mime(body: RequestBody, otherwise: str) -> str:
    return next((value for name, value in body.headers if name.lower() == "content-type"), otherwise)


def _client_url(log: RequestLog, asked: RequestBody | None) -> str:
    host = next((value for name, value in asked.headers if name.lower() == "host"), "") if asked else ""
    return f"http://{host or 'localhost'}{log.path}"


def _status_text(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ""
