"""Calls for SDK users: httpx with retries that honour Retry-After. The conversion core does not need this module."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bridge import codec
from bridge.errors import TransportError

_RETRY_STATUS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """``attempts`` counts the first one. Waits double from ``base_s`` up to ``most_s``, with jitter; Retry-After wins up to
    ``most_retry_after_s``, beyond that the error is raised at once."""

    attempts: int = 3
    base_s: float = 0.5
    most_s: float = 8.0
    most_retry_after_s: float = 60.0

    def wait_s(self, attempt: int, retry_after_s: float | None) -> float | None:
        """Seconds until the next attempt (``attempt`` counts from 1); None when there is none."""
        if attempt >= self.attempts:
            return None
        if retry_after_s is not None:
            return retry_after_s if retry_after_s <= self.most_retry_after_s else None
        doubled: float = self.base_s * 2.0 ** (attempt - 1)
        return min(self.most_s, doubled) * (0.5 + random.random() / 2)  # noqa: S311 - jitter


@dataclass(frozen=True, slots=True)
class Call:
    """One upstream request."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    method: str = "POST"


def is_retryable(status: int, headers: Mapping[str, str]) -> bool:
    """The server's own word (``x-should-retry``) comes before the status."""
    word = headers.get("x-should-retry")
    if word in ("true", "false"):
        return word == "true"
    return status in _RETRY_STATUS


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """``Retry-After`` (RFC 9110 §10.2.3) or ``retry-after-ms``, in seconds."""
    milliseconds = headers.get("retry-after-ms", "")
    if milliseconds.replace(".", "", 1).isdigit():
        return float(milliseconds) / 1000
    value = headers.get("retry-after", "")
    if value.replace(".", "", 1).isdigit():
        return float(value)
    if not value:
        return None
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


@contextmanager
def transport_errors(url: str) -> Generator[None]:
    """httpx's errors as TransportError with the host, never with headers."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise TransportError(f"{httpx.URL(url).host} did not answer in time ({type(error).__name__})") from error
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
        raise TransportError(f"{url.partition('?')[0]}: {error}") from error


async def open_async(
    client: httpx.AsyncClient, call: Call, policy: RetryPolicy, limits: httpx.Timeout
) -> httpx.Response:
    """An open response with an unread body; error statuses are returned, after the retries they allow."""
    attempt = 0
    while True:
        attempt += 1
        try:
            with transport_errors(call.url):
                response = await client.send(_request(client, call, limits), stream=True)
        except TransportError:
            wait = policy.wait_s(attempt, None)
            if wait is None:
                raise
        else:
            wait = _wait_s(response, policy, attempt)
            if wait is None:
                return response
            await response.aclose()
        await asyncio.sleep(wait)


def open_sync(client: httpx.Client, call: Call, policy: RetryPolicy, limits: httpx.Timeout) -> httpx.Response:
    """The blocking twin of ``open_async``; blocks the calling thread while it waits, as its caller asked for."""
    attempt = 0
    while True:
        attempt += 1
        try:
            with transport_errors(call.url):
                response = client.send(_request(client, call, limits), stream=True)
        except TransportError:
            wait = policy.wait_s(attempt, None)
            if wait is None:
                raise
        else:
            wait = _wait_s(response, policy, attempt)
            if wait is None:
                return response
            response.close()
        time.sleep(wait)  # noqa: TID251 - the synchronous API blocks its caller by design


def _request(client: httpx.AsyncClient | httpx.Client, call: Call, limits: httpx.Timeout) -> httpx.Request:
    return client.build_request(
        call.method, call.url, headers=dict(call.headers), content=call.body or None, timeout=limits
    )


def _wait_s(response: httpx.Response, policy: RetryPolicy, attempt: int) -> float | None:
    """Until the next try; None for an answer that is the caller's."""
    if response.status_code < 400 or not is_retryable(response.status_code, response.headers):
        return None
    return policy.wait_s(attempt, retry_after_s(response.headers))


def parsed(data: bytes) -> Any:
    """JSON, or the text when it is none (gateways answer HTML)."""
    try:
        return codec.loads(data)
    except codec.JSONDecodeError:
        return data.decode("utf-8", "replace")[:4000]


__all__ = ["Call", "RetryPolicy", "open_async", "open_sync", "parsed", "retry_after_s", "transport_errors"]
