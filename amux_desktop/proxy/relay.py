"""Moves an upstream's answer to the client: verbatim with a tap, or converted event by event."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from amux_desktop.core.tasks import TaskSet
from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.failures import AttemptFailedError
from amux_desktop.proxy.http import Headers
from amux_desktop.proxy.outgoing import answer_headers
from amux_desktop.proxy.replay import stream_of
from amux_desktop.proxy.reply import KEEP_ALIVE, Reply
from amux_desktop.proxy.snapshot import Upstream
from amux_desktop.proxy.tap import StreamTap
from amux_desktop.proxy.upstream import Answer, UpstreamUnreachableError
from bridge import codec, ir, sse
from bridge.convert import RequestConversion, StreamConverter, format_of
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context, Dialect
from bridge.report import Report

_STREAM_TYPES = ("text/event-stream", "application/x-ndjson")
_SSE_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
]


class KeepAlive:
    """Writes the format's keep-alive into a stream that has been silent for a while."""

    def __init__(self, reply: Reply, data: bytes | None, every_s: float, tasks: TaskSet) -> None:
        self._reply = reply
        self._data = data
        self._every = every_s
        self._tasks = tasks
        self._timer: asyncio.TimerHandle | None = None

    def __enter__(self) -> KeepAlive:
        if self._data is not None and self._every > 0:
            self._arm(self._every)
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self, after: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(after, self._tick)

    def _tick(self) -> None:
        silent = time.perf_counter() - self._reply.last_write
        if silent < self._every - 0.01:
            self._arm(self._every - silent)
            return
        self._arm(self._every)
        if self._reply.started and not self._reply.ended and self._data is not None:
            self._reply.last_write = time.perf_counter()
            self._tasks.spawn(self._reply.write(self._data), name="keep-alive")


class Relay:
    """One per proxy; keeps nothing about single exchanges."""

    def __init__(self, tasks: TaskSet) -> None:
        self._tasks = tasks

    async def answer(
        self, exchange: Exchange, upstream: Upstream, conversion: RequestConversion, answer: Answer, reply: Reply
    ) -> None:
        """Sends a successful answer. Raises AttemptFailedError as long as nothing has gone to the client."""
        if not conversion.context.stream:
            await self._whole(exchange, upstream, conversion, answer, reply)
        elif answer.content_type in _STREAM_TYPES or (conversion.verbatim and exchange.operation.json_array):
            if conversion.verbatim:
                await self._verbatim_stream(exchange, upstream, conversion, answer, reply)
            else:
                await self._converted_stream(exchange, upstream, conversion, answer, reply)
        else:
            await self._replayed(exchange, upstream, conversion, answer, reply)

    # ------------------------------------------------------------------ whole answers

    async def _whole(
        self, exchange: Exchange, upstream: Upstream, conversion: RequestConversion, answer: Answer, reply: Reply
    ) -> None:
        data = await self._read(exchange, upstream, answer)
        body = _collected(data, upstream, answer) or self._object(data, upstream, answer)
        dialect = upstream.adapter.dialect
        context = conversion.context
        try:
            if conversion.verbatim and exchange.shape is None:
                self._note_facts(exchange, conversion, dialect, body)
                exchange.first_token()
                headers = [
                    (name, value)
                    for name, value in answer_headers(answer.headers, verbatim=True)
                    if name != b"content-encoding"
                ]
                await reply.whole(answer.status, headers, data)
                return
            parsed = format_of(context.outbound).parse_response(body, dialect, context)
            if parsed.error is not None and context.inbound != "openai-responses":
                raise AttemptFailedError.answered(parsed.error, answer.headers, None)
            report = Report()
            built = format_of(context.inbound).build_response(parsed, report, context)
            if exchange.shape is not None:
                built = exchange.shape(built)
        except InvalidResponseError as error:
            raise AttemptFailedError.broken(
                f"{upstream.name} sent an answer that is not its format: {error}"
            ) from error
        report.audit_later(body, built)
        exchange.response_report = report
        exchange.usage, exchange.finish_reason = _facts(parsed)
        exchange.first_token()
        await reply.json(answer.status, built, answer_headers(answer.headers, verbatim=False))
        if exchange.keep is not None:
            exchange.keep(built)

    def _note_facts(
        self, exchange: Exchange, conversion: RequestConversion, dialect: Dialect, body: dict[str, object]
    ) -> None:
        """Usage and finish reason. Raises InvalidResponseError for an answer that is not one of its format."""
        wire = format_of(conversion.context.outbound)
        try:
            exchange.usage, exchange.finish_reason = wire.facts_of(body, dialect, conversion.context)
        except InvalidResponseError:
            # A compacted conversation is an object of its own; it goes through as it is.
            if exchange.operation.kind != "compact":
                raise

    async def _read(self, exchange: Exchange, upstream: Upstream, answer: Answer) -> bytes:
        try:
            data = await answer.read()
        except UpstreamUnreachableError as failure:
            raise AttemptFailedError.unreachable(failure, upstream.name) from failure
        if exchange.capture is not None:
            exchange.capture.add("upstream_response", data)
        return data

    def _object(self, data: bytes, upstream: Upstream, answer: Answer) -> dict[str, object]:
        """The JSON object; some vendors answer errors with status 200."""
        try:
            body = codec.loads(data)
        except codec.JSONDecodeError:
            raise AttemptFailedError.broken(f"{upstream.name} did not answer with JSON.") from None
        if not isinstance(body, dict):
            raise AttemptFailedError.broken(f"{upstream.name} did not answer with a JSON object.")
        if _is_error(body):
            wire = format_of(upstream.adapter.format)
            error = wire.parse_error(_error_status(body), body, upstream.adapter.dialect)
            raise AttemptFailedError.answered(error, answer.headers, data)
        return body

    # ------------------------------------------------------------------ streams

    async def _replayed(
        self, exchange: Exchange, upstream: Upstream, conversion: RequestConversion, answer: Answer, reply: Reply
    ) -> None:
        """A whole answer to a request for a stream goes to the client as the stream it expects."""
        body = self._object(await self._read(exchange, upstream, answer), upstream, answer)
        context, report = conversion.context, Report()
        try:
            parsed = format_of(context.outbound).parse_response(body, upstream.adapter.dialect, context)
        except InvalidResponseError as error:
            raise AttemptFailedError.broken(
                f"{upstream.name} sent an answer that is not its format: {error}"
            ) from error
        if parsed.error is not None:
            raise AttemptFailedError.answered(parsed.error, answer.headers, None)
        data = stream_of(parsed, report, context)
        exchange.response_report = report
        exchange.usage, exchange.finish_reason = _facts(parsed)
        exchange.first_token()
        await reply.start(200, _stream_headers(conversion, answer))
        await reply.write(data, last=True)
        if exchange.keep is not None:
            _keep_streamed(exchange, data)

    async def _chunks(self, exchange: Exchange, answer: Answer, *, plain: bool) -> AsyncIterator[bytes]:
        capture = exchange.capture
        async for chunk in answer.plain_chunks() if plain else answer.chunks():
            if capture is not None:
                capture.add("upstream_response", chunk, exchange.elapsed_ms())
            yield chunk

    async def _converted_stream(
        self, exchange: Exchange, upstream: Upstream, conversion: RequestConversion, answer: Answer, reply: Reply
    ) -> None:
        context = conversion.context
        converter = StreamConverter(context, upstream.adapter.dialect)
        headers = _stream_headers(conversion, answer)
        last = b""
        exchange.response_report = converter.report
        with KeepAlive(
            reply, None if context.json_array else KEEP_ALIVE[context.inbound], _keepalive_s(exchange), self._tasks
        ):
            try:
                async for chunk in self._chunks(exchange, answer, plain=True):
                    last = converter.feed(chunk)
                    await self._pass_on(exchange, reply, converter, headers, last)
                    if converter.done:
                        break
                if not converter.done:
                    last = converter.flush()
                    await self._pass_on(exchange, reply, converter, headers, last)
            except UpstreamUnreachableError as failure:
                failed = AttemptFailedError.unreachable(failure, upstream.name)
                if not reply.started:
                    raise failed from failure
                await reply.write(converter.fail(failed.error))
            except asyncio.CancelledError:
                await self._interrupted(exchange, reply, converter)
                raise
        if converter.finish is not None:
            exchange.usage, exchange.finish_reason = converter.finish.usage, converter.finish.reason
        if converter.error is not None:
            exchange.fail(200, f"upstream_{converter.error.kind}", converter.error.message)
        await reply.end()
        if exchange.keep is not None and converter.finish is not None:
            _keep_streamed(exchange, last)

    async def _pass_on(
        self,
        exchange: Exchange,
        reply: Reply,
        converter: StreamConverter,
        headers: Headers,
        data: bytes,
    ) -> None:
        if not reply.started:
            if converter.error is not None and not converter.started:
                raise AttemptFailedError.answered(converter.error, [], None)
            if not data:
                return
            await reply.start(200, headers)
        if converter.started:
            exchange.first_token()
        if data:
            reply.last_write = time.perf_counter()
            await reply.write(data, last=converter.done)

    async def _verbatim_stream(
        self, exchange: Exchange, upstream: Upstream, conversion: RequestConversion, answer: Answer, reply: Reply
    ) -> None:
        context = conversion.context
        wire = format_of(context.outbound)
        dialect = upstream.adapter.dialect
        tap = StreamTap(wire, dialect, context)
        readable = answer.encoding == "identity"
        keep_alive = KEEP_ALIVE[context.inbound] if readable and not exchange.operation.json_array else None
        broken: ir.Error | None = None
        with KeepAlive(reply, keep_alive, _keepalive_s(exchange), self._tasks):
            try:
                async for chunk in self._chunks(exchange, answer, plain=False):
                    if readable:
                        chunk = tap.feed(chunk)
                        if not chunk:
                            continue
                        if tap.has_content and exchange.first_token_ms is None:
                            exchange.first_token()
                    if not reply.started:
                        self._refuse_error_start(chunk, tap, answer)
                        await reply.start(answer.status, answer_headers(answer.headers, verbatim=True))
                    reply.last_write = time.perf_counter()
                    await reply.write(chunk)
            except UpstreamUnreachableError as failure:
                failed = AttemptFailedError.unreachable(failure, upstream.name)
                if not reply.started:
                    raise failed from failure
                broken = failed.error
            except asyncio.CancelledError:
                if readable:
                    await self._interrupted(exchange, reply, _ending(context, dialect, tap))
                raise
        if broken is None and readable and (rest := tap.rest()):
            self._refuse_error_start(rest, tap, answer)
            if not reply.started:
                await reply.start(answer.status, answer_headers(answer.headers, verbatim=True))
            await reply.write(rest)
        if not reply.started:
            raise AttemptFailedError.broken(f"{upstream.name} closed the stream before it began.")
        end = tap.finish() if readable and not exchange.operation.json_array else None
        if isinstance(end, ir.Finish):
            exchange.usage, exchange.finish_reason = end.usage, end.reason
        if broken is None and isinstance(end, ir.StreamError):
            broken = end.error
            reported = tap.saw_error
        else:
            reported = False
        if broken is not None:
            exchange.fail(200, f"upstream_{broken.kind}", broken.message)
            if not reported and readable and not exchange.operation.json_array:
                await reply.write(_ending(context, dialect, tap).fail(broken))
        await reply.end()

    def _refuse_error_start(self, chunk: bytes, tap: StreamTap, answer: Answer) -> None:
        """A stream whose first bytes are an error and nothing else counts as a failed attempt: something else can still be tried."""
        if b'"error"' in chunk and not tap.has_content:
            end = tap.finish()
            if isinstance(end, ir.StreamError) and tap.saw_error:
                raise AttemptFailedError.answered(end.error, answer.headers, None)

    async def _interrupted(self, exchange: Exchange, reply: Reply, converter: StreamConverter) -> None:
        """Amux is stopping: the client gets a proper end. (When the client itself has gone, nothing is sent any more.)"""
        if reply.started and not reply.ended and exchange.outcome != "cancelled":
            error = ir.Error(status=503, message="Amux: the proxy is being stopped.", kind="overloaded")
            await reply.write(converter.fail(error))
            await reply.end()


def _ending(context: Context, dialect: Dialect, tap: StreamTap) -> StreamConverter:
    """A converter that ends a stream which was passed through so far."""
    context.sequence = tap.next_sequence
    return StreamConverter(context, dialect)


def _collected(data: bytes, upstream: Upstream, answer: Answer) -> dict[str, Any] | None:
    """The whole answer of an endpoint that only streams; None when it did not stream. Raises AttemptFailedError."""
    wire = format_of(upstream.adapter.format)
    if answer.content_type != "text/event-stream" or wire.collector is None:
        return None
    collector, decoder = wire.collector(), wire.decoder()
    for event in (*decoder.feed(data), *decoder.flush()):
        collector.feed(event)
    body = collector.body
    if body is None:
        raise AttemptFailedError.broken(f"{upstream.name} closed the stream before it ended.")
    if body.get("error"):
        error = wire.parse_error(_error_status(body), body, upstream.adapter.dialect)
        raise AttemptFailedError.answered(error, answer.headers, None)
    return body


def _facts(response: ir.Response) -> tuple[ir.Usage, str]:
    return response.usage, response.candidates[0].finish_reason if response.candidates else ""


def _stream_headers(conversion: RequestConversion, answer: Answer) -> Headers:
    headers = [*_SSE_HEADERS, *answer_headers(answer.headers, verbatim=False)]
    if conversion.context.json_array:
        headers[0] = (b"content-type", b"application/json; charset=utf-8")
    return headers


def _keep_streamed(exchange: Exchange, data: bytes) -> None:
    """Store the Responses object that the last event of a stream carries."""
    for event in sse.Decoder().feed(data):
        if event.event in ("response.completed", "response.incomplete") and exchange.keep is not None:
            exchange.keep(codec.loads(event.data)["response"])


def _keepalive_s(exchange: Exchange) -> float:
    return exchange.snapshot.settings.proxy_keepalive_s


def _is_error(body: dict[str, object]) -> bool:
    """An error envelope in a 200: OpenRouter, Azure and MiniMax do that."""
    error = body.get("error")
    if (
        isinstance(error, dict | str)
        and error
        and "choices" not in body
        and "output" not in body
        and "candidates" not in body
    ):
        return True
    if body.get("type") == "error":
        return True
    base = body.get("base_resp")
    return isinstance(base, dict) and base.get("status_code") not in (0, None) and not body.get("choices")


def _error_status(body: dict[str, object]) -> int:
    error = body.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) and 400 <= code <= 599 else 502
