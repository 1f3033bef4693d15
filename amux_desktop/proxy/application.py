"""One listener's ASGI application: lets requests in, gives each an exchange, closes it and has it recorded.

A raw ASGI application in front of the FastAPI pages: a FastAPI route costs as much CPU as relaying a whole request (see docs/adr).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from amux_desktop.core.errors import AccessError, AmuxError
from amux_desktop.core.tasks import spawn
from amux_desktop.proxy import auth, cors, endpoints, pages
from amux_desktop.proxy.auth import Caller
from amux_desktop.proxy.dispatch import Dispatcher
from amux_desktop.proxy.exchange import Capture, Exchange
from amux_desktop.proxy.failures import internal_error, of_amux, too_large, too_slow
from amux_desktop.proxy.http import (
    COMPLETE,
    CONNECTION,
    LET_IN_BY,
    BodyTooLargeError,
    BodyTooSlowError,
    ClientGoneError,
    Receive,
    Scope,
    Send,
    Watchable,
    read_body,
    send_bytes,
)
from amux_desktop.proxy.limits import LimitReachedError
from amux_desktop.proxy.reply import Reply
from amux_desktop.proxy.resolving import Place, guess_format, place_of, resolve
from amux_desktop.proxy.responses_socket import Door, ResponsesSocket
from amux_desktop.proxy.runtime import Runtime, wind_down
from amux_desktop.proxy.snapshot import Route, Snapshot, Upstream

log = logging.getLogger(__name__)
_MAX_SOCKETS = 256


class Application:
    """``source`` is what requests through this listener count as: ``local`` or ``tunnel``."""

    def __init__(self, runtime: Runtime, source: str = "local") -> None:
        self._runtime = runtime
        self._source = source
        self._pages = pages.Pages(runtime, lambda: self.draining)
        self._dispatcher = Dispatcher(runtime)
        self._live: set[asyncio.Task[None]] = set()
        self._sockets = 0
        self.draining = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._pages(scope, receive, send)
            return
        headers = dict(scope["headers"])
        snapshot = self._runtime.snapshot
        server = scope.get("server") or ("", 0)
        try:
            auth.check_origin(headers, snapshot, server[1] or 0, tunnel=self._source == "tunnel")
        except AccessError as error:
            await send_bytes(send, 403, [(b"content-type", b"text/plain; charset=utf-8")], error.message.encode())
            return
        if (origin := headers.get(b"origin")) is not None:
            if cors.is_preflight(scope["method"], headers):
                await send_bytes(send, 204, cors.headers_for(origin, headers), b"")
                return
            send = cors.opened(send, origin)
        if scope["path"] in pages.PATHS and self._source != "tunnel":
            await self._pages(scope, receive, send)
            return
        await self._exchange(scope, receive, send, headers, snapshot)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The opening request is answered like any other; what follows on the socket are exchanges of their own."""
        await receive()
        door = Door(send, full=self._sockets >= _MAX_SOCKETS)
        await self({**scope, "type": "http", "method": endpoints.OPEN_SOCKET}, door.receive, door.send)
        if not door.accepted:
            return
        self._sockets += 1
        try:
            await ResponsesSocket(scope, receive, send, self._over_socket, self._draining).run()
        finally:
            self._sockets -= 1

    async def _over_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._exchange(scope, receive, send, dict(scope["headers"]), self._runtime.snapshot)

    async def drain(self, grace_s: float) -> None:
        """Let running exchanges finish for ``grace_s`` seconds, then end them with an error event of their format."""
        self.draining = True
        await wind_down(self._live, grace_s)

    # ------------------------------------------------------------------ one exchange

    async def _exchange(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], snapshot: Snapshot
    ) -> None:
        raw_path = scope.get("raw_path") or scope["path"].encode()
        place = place_of(raw_path.partition(b"?")[0].decode("latin-1"))
        query: bytes = scope.get("query_string", b"")
        operation = endpoints.classify(
            scope["method"], place.subpath, query.decode("latin-1"), upgrade=headers.get(b"upgrade", b"")
        )
        client = scope.get("client")
        exchange = Exchange(
            method=scope["method"], path=place.without_token(scope["path"]), query=query, headers=headers, raw_headers=list(scope["headers"]),
            snapshot=snapshot, operation=operation, source=self._source, client_address=client[0] if client else "",  # type: ignore[arg-type]
        )  # fmt: skip
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("an ASGI application runs in a task")
        self._live.add(task)
        self._runtime.live.add(task)
        try:
            await self._handle(exchange, place, scope, receive, Reply(send, exchange))
        except asyncio.CancelledError:
            # Cancelled by us: the client has gone, or the proxy is being stopped and the stream was ended properly.
            if exchange.outcome != "cancelled" and not self._draining():
                raise
        finally:
            if exchange.caller.token is not None:
                scope[LET_IN_BY] = exchange.caller.token.name
            self._live.discard(task)
            self._runtime.live.discard(task)

    async def _handle(self, exchange: Exchange, place: Place, scope: Scope, receive: Receive, reply: Reply) -> None:
        runtime = self._runtime
        entered: Caller | None = None
        end_watch: Callable[[], object] | None = None
        try:
            exchange.inbound = exchange.operation.format or guess_format(exchange.headers)
            # A browser asking for an icon is no request of a client, nor is Claude Code's knock, which comes without a token.
            exchange.logged = exchange.operation.kind != "hello" and (
                exchange.operation.kind != "other" or place.kind != "root"
            )
            self._authenticate(exchange, place)
            resolved = resolve(exchange, place)
            self._describe(exchange, resolved)
            runtime.limits.enter_proxy(exchange.snapshot.settings.proxy_max_concurrency)
            entered = auth.NOBODY
            if exchange.caller.token is not None and exchange.operation.kind != "socket":
                runtime.limits.enter(exchange.caller.token)
                entered = exchange.caller
            raw = await read_body(
                receive,
                _declared(exchange.headers),
                exchange.snapshot.max_body,
                runtime.body_timeout_s,
                complete=COMPLETE in scope,
            )
            exchange.request_bytes = len(raw)
            self._start_capture(exchange, raw)
            exchange.logged = not exchange.operation.is_listing or isinstance(resolved, Upstream)
            if exchange.logged:
                runtime.recorder.started(exchange)
            end_watch = self._watch(exchange, scope, receive)
            await self._dispatcher.answer(exchange, place, resolved, raw, reply)
        except ClientGoneError:
            exchange.outcome = "cancelled"
            exchange.logged = False
        except (BodyTooLargeError, BodyTooSlowError, AmuxError) as refused:
            await self._refuse(exchange, reply, refused)
        except asyncio.CancelledError:
            if not self._draining():
                exchange.outcome = "cancelled"
            raise
        except ConnectionResetError:
            raise
        except Exception:
            log.exception("Request %s failed inside the proxy", exchange.id)
            await runtime.pipeline.refuse(exchange, reply, internal_error(exchange.id), hopeless=False)
        finally:
            if end_watch is not None:
                end_watch()
            cost = self._close(exchange) if exchange.logged else None
            if entered is not None:
                runtime.limits.leave_proxy()
                if entered.token is not None:
                    runtime.limits.leave(entered.token, cost)

    def _authenticate(self, exchange: Exchange, place: Place) -> None:
        runtime = self._runtime
        exchange.caller = auth.authenticate(
            exchange.headers,
            exchange.query,
            exchange.snapshot,
            runtime.internal_secret,
            time.time(),
            tunnel=self._source == "tunnel",
            path_token=place.token,
        )
        if exchange.caller.internal:
            exchange.source = "internal"

    def _describe(self, exchange: Exchange, resolved: Route | Upstream) -> None:
        """Names of the route for the log, and the format to answer in."""
        if isinstance(resolved, Upstream):
            exchange.route = f"providers/{resolved.slug}"
            exchange.inbound = resolved.adapter.format
            return
        exchange.proxy_id = "" if resolved.tool else resolved.id
        exchange.route = resolved.label
        if resolved.inbound != "any":
            exchange.inbound = resolved.inbound  # type: ignore[assignment]  # format names only

    def _watch(self, exchange: Exchange, scope: Scope, receive: Receive) -> Callable[[], object]:
        """Cancels the exchange, and with it the upstream request, as soon as the client has gone. Returns what ends the watch."""
        current = asyncio.current_task()

        def gone() -> None:
            if current is not None:
                exchange.outcome = "cancelled"
                current.cancel()

        connection: Watchable | None = scope.get(CONNECTION)
        if connection is not None:
            return connection.watch(gone)

        async def wait() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            gone()

        return spawn(wait(), name="disconnect watch", keep_in=self._runtime.watchers).cancel

    async def _refuse(self, exchange: Exchange, reply: Reply, error: Exception) -> None:
        pipeline = self._runtime.pipeline
        match error:
            case BodyTooLargeError():
                said, hopeless = too_large(exchange.snapshot.settings.proxy_max_body_mb), True
            case BodyTooSlowError():
                said, hopeless = too_slow(), False
            case LimitReachedError():
                said, hopeless = of_amux(error), error.code == "limit_budget"
                said.retry_after_s = error.retry_after_s
                self._runtime.counters.count_refusal(error.code)
            case AmuxError():
                said, hopeless = of_amux(error), True
            case _:
                raise error
        headers = [(b"connection", b"close")] if isinstance(error, BodyTooLargeError | BodyTooSlowError) else None
        await pipeline.refuse(exchange, reply, said, hopeless=hopeless, headers=headers)

    def _start_capture(self, exchange: Exchange, raw: bytes) -> None:
        settings = exchange.snapshot.settings
        if settings.logs_enabled and settings.logs_bodies:
            exchange.capture = Capture(cap=settings.logs_body_cap_kb * 1024)
            exchange.capture.add("client_request", raw)
            exchange.capture.headers["client_request"] = exchange.raw_headers

    def _close(self, exchange: Exchange) -> int | None:
        row = self._runtime.recorder.finished(exchange)
        self._runtime.counters.count(row)
        return row.cost_nanos

    def _draining(self) -> bool:
        return self.draining or self._runtime.draining


def _declared(headers: dict[bytes, bytes]) -> int | None:
    value = headers.get(b"content-length", b"")
    return int(value) if value.isdigit() and len(value) < 20 else None
