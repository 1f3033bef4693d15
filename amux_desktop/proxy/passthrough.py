"""``/providers/{path}/*``: the same bytes in and out; only credentials, host and hop-by-hop headers change."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from amux_desktop.proxy.credentials import Credential
from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.failures import AttemptFailedError
from amux_desktop.proxy.http import Headers, get
from amux_desktop.proxy.outgoing import answer_headers, own_query, passthrough_headers
from amux_desktop.proxy.reply import Reply
from amux_desktop.proxy.snapshot import Upstream
from amux_desktop.proxy.tap import StreamTap
from amux_desktop.proxy.upstream import Answer, UpstreamClient, UpstreamUnreachableError
from amux_desktop.storage.records import Attempt
from bridge import codec, ir
from bridge.convert import answer_context, format_of
from bridge.errors import InvalidResponseError
from bridge.urls import join_url

_MODEL = re.compile(rb'"model"\s*:\s*"((?:[^"\\]|\\.){1,200})"')
_MAX_READ = 4 * 1024 * 1024
#: A whole answer up to this size is sent in one piece.
_SMALL = 64 * 1024


#: Told the status and headers of every answer, so that limited keys rest here as well.
Learn = Callable[[Upstream, Credential, int, Headers], None]


class Passthrough:
    """Sends one request through to a provider as it is. Stateless."""

    def __init__(self, client: UpstreamClient, learn: Learn) -> None:
        self._client = client
        self._learn = learn

    async def forward(
        self, exchange: Exchange, upstream: Upstream, credential: Credential, subpath: str, raw: bytes, reply: Reply
    ) -> None:
        """Raises AttemptFailedError when the provider cannot be reached and nothing was sent yet."""
        self._describe(exchange, upstream, raw)
        url = join_url(upstream.base_url, subpath)
        if query := own_query(exchange.query):
            url += "?" + query
        headers = passthrough_headers(upstream, dict(credential.headers), exchange)
        if exchange.capture is not None:
            exchange.capture.add("upstream_request", raw)
            exchange.capture.headers["upstream_request"] = headers
        body = raw if raw or exchange.method in ("POST", "PUT", "PATCH") else None
        began = time.perf_counter()
        answer: Answer | None = None
        try:
            answer = await self._client.open(
                exchange.method,
                url,
                headers,
                body,
                network=upstream.network,
                connect_timeout_s=upstream.connect_timeout_s,
                first_byte_timeout_s=upstream.first_byte_timeout_s,
                idle_timeout_s=upstream.idle_timeout_s,
            )
            self._learn(upstream, credential, answer.status, answer.headers)
            await self._relay(exchange, upstream, answer, reply)
        except UpstreamUnreachableError as failure:
            failed = AttemptFailedError.unreachable(failure, upstream.name)
            exchange.fail(failed.error.status, failed.code, failed.error.message)
            if not reply.started:
                exchange.status = 0
                raise failed from failure
            # The answer has begun and its bytes are the provider's own: breaking off is the only honest end.
            raise ConnectionResetError("the upstream broke off") from failure
        finally:
            if answer is not None:
                answer.close()
            self._note(exchange, upstream, credential, url, began, answer)

    def _describe(self, exchange: Exchange, upstream: Upstream, raw: bytes) -> None:
        exchange.provider_id, exchange.provider_name = upstream.id, upstream.name
        exchange.inbound = upstream.adapter.format
        exchange.outbound = upstream.adapter.format
        match = _MODEL.search(raw) if get(exchange.raw_headers, b"content-type") != b"multipart/form-data" else None
        model = exchange.operation.model or (match[1].decode("utf-8", "replace") if match else "")
        exchange.source_model = exchange.target_model = model

    async def _relay(self, exchange: Exchange, upstream: Upstream, answer: Answer, reply: Reply) -> None:
        if exchange.capture is not None:
            exchange.capture.headers["upstream_response"] = answer.headers
        readable = answer.encoding == "identity"
        exchange.stream = answer.content_type == "text/event-stream"
        if exchange.stream and readable:
            await self._events(exchange, upstream, answer, reply)
        elif readable and answer.content_type == "application/json":
            await self._json(exchange, upstream, answer, reply)
        else:
            await self._bytes(exchange, answer, reply)
        if answer.status >= 400 and not exchange.error_code:
            exchange.fail(answer.status, "upstream_error", f"{upstream.name} answered {answer.status}.")

    async def _events(self, exchange: Exchange, upstream: Upstream, answer: Answer, reply: Reply) -> None:
        wire, dialect = format_of(upstream.adapter.format), upstream.adapter.dialect
        tap = StreamTap(wire, dialect, answer_context(wire.name, wire.name, dialect=dialect))
        await self._bytes(exchange, answer, reply, tap.feed)  # the bytes themselves go out as they came
        tap.rest()
        end = tap.finish()
        if isinstance(end, ir.Finish):
            exchange.usage, exchange.finish_reason = end.usage, end.reason

    async def _json(self, exchange: Exchange, upstream: Upstream, answer: Answer, reply: Reply) -> None:
        size = get(answer.headers, b"content-length") or b""
        if size.isdigit() and int(size) <= _SMALL and exchange.method != "HEAD":
            data = await answer.read()
            if exchange.capture is not None:
                exchange.capture.add("upstream_response", data, exchange.elapsed_ms())
            exchange.first_token()
            await reply.whole(answer.status, answer_headers(answer.headers, verbatim=True), data)
            self._read_json(exchange, upstream, answer.status, data)
            return
        kept = _Kept()
        await self._bytes(exchange, answer, reply, kept.add)
        if data := kept.data:
            self._read_json(exchange, upstream, answer.status, data)

    async def _bytes(
        self, exchange: Exchange, answer: Answer, reply: Reply, look: Callable[[bytes], object] | None = None
    ) -> None:
        """Every chunk at once; ``look`` sees them all."""
        await reply.start(answer.status, answer_headers(answer.headers, verbatim=True))
        async for chunk in answer.chunks():
            if exchange.capture is not None:
                exchange.capture.add("upstream_response", chunk, exchange.elapsed_ms())
            if look is not None:
                look(chunk)
            if exchange.first_token_ms is None:
                exchange.first_token()
            await reply.write(chunk)
        await reply.end()

    def _read_json(self, exchange: Exchange, upstream: Upstream, status: int, data: bytes) -> None:
        """Usage of a whole answer, or what an error says; anything else (embeddings, lists) is left alone."""
        wire = format_of(upstream.adapter.format)
        try:
            body = codec.loads(data)
        except codec.JSONDecodeError:
            return
        if status >= 400:
            error = wire.parse_error(status, body, upstream.adapter.dialect)
            exchange.fail(status, f"upstream_{error.kind}", error.message)
        elif isinstance(body, dict) and ("usage" in body or "usageMetadata" in body):
            context = answer_context(wire.name, wire.name, dialect=upstream.adapter.dialect)
            try:
                exchange.usage, exchange.finish_reason = wire.facts_of(body, upstream.adapter.dialect, context)
            except InvalidResponseError:
                return

    def _note(
        self,
        exchange: Exchange,
        upstream: Upstream,
        credential: Credential,
        url: str,
        began: float,
        answer: Answer | None,
    ) -> None:
        exchange.attempts.append(
            Attempt(
                provider_id=upstream.id,
                provider_name=upstream.name,
                key_id=credential.key.id if credential.key is not None else "",
                model=exchange.target_model,
                account_id=credential.account_id,
                url=url.partition("?")[0],
                status=answer.status if answer is not None else None,
                started_ms=int((began - exchange.started) * 1000),
                duration_ms=int((time.perf_counter() - began) * 1000),
                error_code=exchange.error_code,
                error_message=exchange.error_message[:2000],
            )
        )


class _Kept:
    """The bytes of an answer, unless they are too many to be read afterwards."""

    __slots__ = ("_pieces", "_size")

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > _MAX_READ:
            self._pieces.clear()
        else:
            self._pieces.append(piece)

    @property
    def data(self) -> bytes:
        return b"".join(self._pieces) if self._size <= _MAX_READ else b""
