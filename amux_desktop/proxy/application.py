"""The routes, and nothing else: what a path means, who may use it, and which part of the proxy answers.

A raw ASGI application in front of the FastAPI pages: a FastAPI route costs as much CPU as relaying a whole request (see docs/adr).
"""

from __future__ import annotations

import asyncio
import logging
import time
from urllib.parse import parse_qsl, unquote

from amux_desktop.core.errors import AccessError, AmuxError, NotFoundError
from amux_desktop.core.tasks import spawn
from amux_desktop.proxy import auth, counting, endpoints, listing, pages
from amux_desktop.proxy.auth import Caller
from amux_desktop.proxy.exchange import Capture, Exchange
from amux_desktop.proxy.failures import AttemptFailedError, invalid_request, of_amux
from amux_desktop.proxy.http import BodyTooLargeError, ClientGoneError, Receive, Scope, Send, read_body, send_bytes
from amux_desktop.proxy.limits import LimitReachedError
from amux_desktop.proxy.reply import Reply
from amux_desktop.proxy.runtime import Runtime
from amux_desktop.proxy.snapshot import Mapper, Route, Snapshot, Target, Upstream
from bridge import ir
from bridge.convert import format_of, loads_body
from bridge.errors import InvalidRequestError

log = logging.getLogger(__name__)
_GENERATED = frozenset({"generate", "compact", "count_tokens"})


class Application:
    """ASGI application of one listener. ``source`` is what requests through it count as."""

    def __init__(self, runtime: Runtime, source: str = "local") -> None:
        self._runtime = runtime
        self._source = source
        self._pages = pages.build(runtime)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._pages(scope, receive, send)
            return
        path: str = scope["path"]
        headers = dict(scope["headers"])
        snapshot = self._runtime.snapshot
        server = scope.get("server") or ("", 0)
        try:
            auth.check_origin(headers, snapshot, server[1] or 0)
        except AccessError as error:
            await send_bytes(send, 403, [(b"content-type", b"text/plain; charset=utf-8")], error.message.encode())
            return
        if path in pages.PATHS:
            await self._pages(scope, receive, send)
            return
        await self._exchange(scope, receive, send, headers, snapshot)

    # ------------------------------------------------------------------ exchanges

    async def _exchange(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], snapshot: Snapshot
    ) -> None:
        raw_path = scope.get("raw_path") or scope["path"].encode()
        place = _place(raw_path.partition(b"?")[0].decode("latin-1"))
        query: bytes = scope.get("query_string", b"")
        operation = endpoints.classify(scope["method"], place.subpath, query.decode("latin-1"))
        client = scope.get("client")
        exchange = Exchange(
            method=scope["method"], path=scope["path"], query=query, headers=headers, raw_headers=list(scope["headers"]),
            snapshot=snapshot, operation=operation, source=self._source, client_address=client[0] if client else "",  # type: ignore[arg-type]
        )  # fmt: skip
        reply = Reply(send, exchange)
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("an ASGI application runs in a task")
        self._runtime.live.add(task)
        try:
            await self._handle(exchange, place, receive, reply)
        except asyncio.CancelledError:
            # Cancelled by us: the client has gone, or the proxy is being stopped and the stream was ended properly.
            if exchange.outcome != "cancelled" and not self._runtime.draining:
                raise
        finally:
            self._runtime.live.discard(task)

    async def _handle(self, exchange: Exchange, place: _Place, receive: Receive, reply: Reply) -> None:
        runtime = self._runtime
        inbound: ir.FormatName = exchange.operation.format or _guess_format(exchange.headers)
        cost: int | None = None
        entered: Caller | None = None
        watcher: asyncio.Task[None] | None = None
        logged = False
        try:
            exchange.caller = auth.authenticate(
                exchange.headers, exchange.query, exchange.snapshot, runtime.internal_secret, time.time()
            )
            if exchange.caller.internal:
                exchange.source = "internal"
            resolved = _resolve(exchange, place)
            inbound = self._describe(exchange, resolved, inbound)
            if exchange.caller.token is not None:
                runtime.limits.enter(exchange.caller.token)
                entered = exchange.caller
            if exchange.operation.kind in ("models", "model", "hello"):
                await self._answer_list(exchange, place, resolved, inbound, reply)
                return
            logged = True
            raw = await read_body(receive, _declared(exchange.headers), exchange.snapshot.max_body)
            exchange.request_bytes = len(raw)
            self._start_capture(exchange, raw)
            runtime.recorder.started(exchange)
            watcher = self._watch(exchange, receive)
            await self._dispatch(exchange, place, resolved, inbound, raw, reply)
        except BodyTooLargeError:
            limit = exchange.snapshot.settings.proxy_max_body_mb
            error = ir.Error(
                status=413,
                kind="too_large",
                message=f"Amux: the request is larger than {limit} MB (setting proxy.max_body_mb).",
            )
            await runtime.pipeline.refuse(exchange, reply, inbound, error, hopeless=True)
        except ClientGoneError:
            exchange.outcome = "cancelled"
            logged = False
        except LimitReachedError as limit_error:
            error = of_amux(limit_error)
            error.retry_after_s = limit_error.retry_after_s
            await runtime.pipeline.refuse(exchange, reply, inbound, error, hopeless=limit_error.code == "limit_budget")
            logged = True
        except AmuxError as amux_error:
            await runtime.pipeline.refuse(exchange, reply, inbound, of_amux(amux_error), hopeless=True)
        except asyncio.CancelledError:
            if not runtime.draining:
                exchange.outcome = "cancelled"
            raise
        except ConnectionResetError:
            raise
        except Exception:
            log.exception("Request %s failed inside the proxy", exchange.id)
            error = ir.Error(
                status=500,
                kind="server",
                message=f"Amux: internal error; the log has it under {exchange.id}.",
                code="internal",
            )
            await runtime.pipeline.refuse(exchange, reply, inbound, error, hopeless=False)
        finally:
            if watcher is not None:
                watcher.cancel()
            if logged:
                cost = self._close(exchange)
            if entered is not None and entered.token is not None:
                runtime.limits.leave(entered.token, cost)

    def _watch(self, exchange: Exchange, receive: Receive) -> asyncio.Task[None]:
        """Cancels the exchange, and with it the upstream request, as soon as the client has gone."""
        current = asyncio.current_task()

        async def wait() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            if current is not None:
                exchange.outcome = "cancelled"
                current.cancel()

        return spawn(wait(), name="disconnect watch", keep_in=self._runtime.watchers)

    def _describe(self, exchange: Exchange, resolved: Route | Upstream | None, inbound: ir.FormatName) -> ir.FormatName:
        """Names of the route for the log; returns the format to answer in."""
        if isinstance(resolved, Route):
            exchange.proxy_id = resolved.id
            exchange.route = f"proxies/{resolved.slug}" if resolved.id else "root"
            if resolved.inbound != "any":
                inbound = resolved.inbound  # type: ignore[assignment]  # format names only
        elif isinstance(resolved, Upstream):
            exchange.route = f"providers/{resolved.slug}"
            inbound = resolved.adapter.format
        exchange.inbound = inbound
        return inbound

    def _start_capture(self, exchange: Exchange, raw: bytes) -> None:
        settings = exchange.snapshot.settings
        if settings.logs_enabled and settings.logs_bodies:
            exchange.capture = Capture(cap=settings.logs_body_cap_kb * 1024)
            exchange.capture.add("client_request", raw)
            exchange.capture.headers["client_request"] = exchange.raw_headers

    def _close(self, exchange: Exchange) -> int | None:
        runtime = self._runtime
        row = runtime.recorder.finished(exchange)
        counters = runtime.counters
        key = (exchange.route, exchange.status)
        counters.requests[key] = counters.requests.get(key, 0) + 1
        counters.tokens_in += row.input_tokens or 0
        counters.tokens_out += row.output_tokens or 0
        counters.seconds += row.duration_ms / 1000
        return row.cost_nanos

    # ------------------------------------------------------------------ what to do

    async def _dispatch(
        self,
        exchange: Exchange,
        place: _Place,
        resolved: Route | Upstream | None,
        inbound: ir.FormatName,
        raw: bytes,
        reply: Reply,
    ) -> None:
        runtime = self._runtime
        if isinstance(resolved, Upstream):
            await self._pass_through(exchange, resolved, place.subpath, raw, reply)
            return
        route = resolved
        kind = exchange.operation.kind
        if exchange.method == "GET" and exchange.headers.get(b"upgrade", b"").lower() == b"websocket":
            # Codex tries a WebSocket first; 426 makes it fall back to HTTP at once.
            await reply.json(
                426,
                {
                    "error": {
                        "message": "Use HTTP for this endpoint.",
                        "type": "invalid_request_error",
                        "param": None,
                        "code": "upgrade_not_supported",
                    }
                },
                [(b"upgrade", b"HTTP/1.1")],
            )
            return
        if route is None or kind not in _GENERATED or (exchange.operation.format != inbound):
            raise NotFoundError(
                "endpoint_unknown", path=exchange.path, method=exchange.method, expected=_expected(inbound)
            )
        if route.problem:
            raise NotFoundError(route.problem, name=route.name, chain=route.name)
        if not route.id:
            route = _root_route(exchange, raw)
        if kind == "count_tokens":
            await self._count(exchange, route, inbound, raw, reply)
        else:
            await runtime.pipeline.generate(exchange, route, inbound, raw, reply)

    async def _pass_through(
        self, exchange: Exchange, upstream: Upstream, subpath: str, raw: bytes, reply: Reply
    ) -> None:
        runtime = self._runtime
        runtime.limits.enter_upstream(upstream)
        try:
            target = Target(upstream=upstream, mappers=())
            for credential in (await runtime.pipeline.credentials_of(target, exchange))[:1]:
                await runtime.passthrough.forward(exchange, upstream, credential, subpath, raw, reply)
        except AttemptFailedError as failed:
            await runtime.pipeline.refuse(exchange, reply, upstream.adapter.format, failed.error, hopeless=False)
            exchange.error_code = failed.code
        finally:
            runtime.limits.leave_upstream(upstream)

    async def _count(self, exchange: Exchange, route: Route, inbound: ir.FormatName, raw: bytes, reply: Reply) -> None:
        """Token counts: asked of the provider when it speaks the same format and can count, estimated locally otherwise."""
        try:
            body = loads_body(raw)
            source = body.get("generateContentRequest", body) if inbound == "gemini" else body
            request = format_of(inbound).parse_request(source, exchange.operation.model, False)
        except InvalidRequestError as error:
            await self._runtime.pipeline.refuse(
                exchange, reply, inbound, invalid_request(str(error), error.path), hopeless=True
            )
            return
        exchange.source_model = request.model
        tokens = counting.estimate(request)
        names = {"gemini": "totalTokens", "openai-responses": "input_tokens", "anthropic": "input_tokens"}
        answer: dict[str, object] = {names.get(inbound, "input_tokens"): tokens}
        if inbound == "openai-responses":
            answer["object"] = "response.input_tokens"
        await reply.json(200, answer, [(b"x-amux-estimated", b"true")])

    async def _answer_list(
        self, exchange: Exchange, place: _Place, resolved: Route | Upstream | None, inbound: ir.FormatName, reply: Reply
    ) -> None:
        operation = exchange.operation
        if operation.kind == "hello":
            await reply.json(200, {})
            return
        if isinstance(resolved, Upstream):
            await self._pass_through(exchange, resolved, place.subpath, b"", reply)
            return
        wire = endpoints.listing_format(
            place.subpath, exchange.headers, resolved.inbound if resolved is not None else "any"
        )
        names = _known_models(exchange, resolved)
        if operation.kind == "models":
            await reply.json(200, listing.build_list(names, wire, dict(parse_qsl(exchange.query.decode("latin-1")))))
        elif operation.ref in names:
            await reply.json(200, listing.build_model(operation.ref, wire))
        else:
            error = ir.Error(
                status=404, kind="not_found", message=f"Amux: this route offers no model {operation.ref!r}."
            )
            await self._runtime.pipeline.refuse(exchange, reply, wire, error, hopeless=True)


class _Place:
    """``kind`` is proxies, providers or root; ``slug`` the route's path; ``subpath`` what follows, without leading slash."""

    __slots__ = ("kind", "slug", "subpath")

    def __init__(self, kind: str, slug: str, subpath: str) -> None:
        self.kind = kind
        self.slug = slug
        self.subpath = subpath


def _place(path: str) -> _Place:
    kind, _, rest = path.lstrip("/").partition("/")
    if kind in ("proxies", "providers"):
        slug, _, subpath = rest.partition("/")
        return _Place(kind, unquote(slug), subpath)
    return _Place("root", "", path.lstrip("/"))


def _resolve(exchange: Exchange, place: _Place) -> Route | Upstream | None:
    """The route a path names. Raises NotFoundError, or AccessError when the token may not use it."""
    snapshot, rule = exchange.snapshot, exchange.caller.token
    if place.kind == "proxies":
        route = snapshot.routes.get(place.slug)
        if route is None:
            raise NotFoundError("route_unknown", kind="proxy", slug=place.slug)
        if rule is not None and not rule.everything and route.id not in rule.proxy_ids:
            raise AccessError("token_scope", name=rule.name, route=f"proxies/{place.slug}")
        return route
    if place.kind == "providers":
        upstream = snapshot.upstreams.get(place.slug)
        if upstream is None or not upstream.enabled:
            raise NotFoundError("route_unknown", kind="provider", slug=place.slug)
        if not upstream.passthrough and not exchange.caller.internal:
            raise NotFoundError("passthrough_off", name=upstream.name)
        if rule is not None and not rule.everything and upstream.id not in rule.provider_ids:
            raise AccessError("token_scope", name=rule.name, route=f"providers/{place.slug}")
        return upstream
    if exchange.operation.kind == "other":
        raise NotFoundError(
            "endpoint_unknown",
            path=exchange.path,
            method=exchange.method,
            expected="/proxies/{path}, /providers/{path} or /v1",
        )
    if rule is not None and not rule.everything:
        raise AccessError("token_scope", name=rule.name, route="/v1")
    return Route(id="", name="/v1", slug="", inbound="any", targets=(), mapper=Mapper({}, (), None))


def _root_route(exchange: Exchange, raw: bytes) -> Route:
    """``/v1``: ``provider/model`` names its provider; a bare model goes to the enabled providers that list it, in their order."""
    asked = exchange.operation.model or str(loads_body(raw).get("model") or "")
    slug, _, rest = asked.partition("/")
    upstreams = exchange.snapshot.upstreams
    named = upstreams.get(slug)
    if named is not None and named.enabled and rest:
        targets: tuple[Target, ...] = (Target(upstream=named, mappers=(), model=rest),)
    else:
        targets = tuple(
            Target(upstream=item, mappers=(), model=asked)
            for item in upstreams.values()
            if item.enabled and asked in item.models
        )
    if not targets:
        raise NotFoundError("model_unknown", model=asked)
    return Route(id="", name="/v1", slug="", inbound="any", targets=targets, mapper=Mapper({}, (), None))


def _known_models(exchange: Exchange, resolved: Route | Upstream | None) -> list[str]:
    if isinstance(resolved, Route) and resolved.id:
        return listing.models_of_route(resolved)
    return listing.models_of_all(exchange.snapshot.upstreams.values())


def _guess_format(headers: dict[bytes, bytes]) -> ir.FormatName:
    if b"anthropic-version" in headers:
        return "anthropic"
    return "gemini" if b"x-goog-api-key" in headers else "openai-chat"


def _declared(headers: dict[bytes, bytes]) -> int | None:
    value = headers.get(b"content-length", b"")
    return int(value) if value.isdigit() else None


def _expected(inbound: str) -> str:
    return {
        "openai-chat": "POST …/v1/chat/completions", "openai-responses": "POST …/v1/responses", "anthropic": "POST …/v1/messages",
        "gemini": "POST …/v1beta/models/{model}:generateContent",
    }[inbound]  # fmt: skip
