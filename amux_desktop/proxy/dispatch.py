"""Which part of the proxy answers an exchange that has been let in."""

from __future__ import annotations

from urllib.parse import parse_qsl

from amux_desktop.core.errors import NotFoundError
from amux_desktop.proxy import counting, endpoints, listing
from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.failures import AttemptFailedError, invalid_request
from amux_desktop.proxy.reply import Reply
from amux_desktop.proxy.resolving import Place, check_model, expected_endpoint, known_models, root_route
from amux_desktop.proxy.runtime import Runtime
from amux_desktop.proxy.sessions import session_of
from amux_desktop.proxy.snapshot import Route, Upstream
from amux_desktop.proxy.stored import items_page, keeps_state, owner_of
from bridge import codec, ir
from bridge.convert import loads_body
from bridge.errors import InvalidRequestError

_MODEL_CALLS = frozenset({"generate", "compact", "count_tokens"})
_UPGRADE_REFUSED = {
    "error": {
        "message": "Use HTTP for this endpoint.",
        "type": "invalid_request_error",
        "param": None,
        "code": "upgrade_not_supported",
    }
}


class Dispatcher:
    """Stateless; errors of the app (AmuxError) are the caller's to answer."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def answer(
        self, exchange: Exchange, place: Place, resolved: Route | Upstream, raw: bytes, reply: Reply
    ) -> None:
        kind = exchange.operation.kind
        if kind == "socket" and isinstance(resolved, Route) and exchange.inbound == "openai-responses":
            await reply.start(101, [])
        elif kind in ("upgrade", "socket"):
            # Codex tries a WebSocket first; 426 makes it fall back to HTTP at once.
            await reply.json(426, _UPGRADE_REFUSED, [(b"upgrade", b"HTTP/1.1"), (b"connection", b"close")])
        elif isinstance(resolved, Upstream):
            await self._pass_through(exchange, resolved, place.subpath, raw, reply)
        elif kind == "hello":
            await reply.json(200, {})
        elif kind in ("models", "model"):
            await self._list(exchange, place, resolved, reply)
        elif kind == "stored":
            await self._stored(exchange, place, resolved, raw, reply)
        else:
            await self._model_call(exchange, resolved, raw, reply)

    async def _model_call(self, exchange: Exchange, route: Route, raw: bytes, reply: Reply) -> None:
        inbound = exchange.inbound or "openai-chat"
        if exchange.operation.kind not in _MODEL_CALLS or exchange.operation.format != inbound:
            raise NotFoundError(
                "endpoint_unknown", path=exchange.path, method=exchange.method, expected=expected_endpoint(inbound)
            )
        if route.problem:
            raise NotFoundError(route.problem, name=route.name, chain=route.name)
        pipeline = self._runtime.pipeline
        try:
            body = loads_body(raw)
            if not route.id:
                asked = exchange.operation.model or body.get("model")
                route = root_route(exchange, asked if isinstance(asked, str) else "")
            if exchange.operation.kind == "count_tokens":
                await self._count(exchange, route, body, raw, reply)
                return
        except InvalidRequestError as error:
            await pipeline.refuse(exchange, reply, invalid_request(str(error), error.path), hopeless=True)
            return
        await pipeline.generate(exchange, route, body, raw, reply)

    async def _count(self, exchange: Exchange, route: Route, body: dict[str, object], raw: bytes, reply: Reply) -> None:
        """Asked of the provider when it speaks the same format and can count, estimated here otherwise."""
        inbound = exchange.inbound or "openai-chat"
        request = counting.read(body, inbound, exchange.operation.model)
        exchange.source_model = request.model
        check_model(exchange.caller.token, request.model)
        counted = await self._runtime.counter.ask(exchange, route, body, raw)
        if counted is not None:
            await reply.whole(200, [(b"content-type", b"application/json")], counted)
        else:
            await reply.json(
                200, counting.answer(counting.estimate(request), inbound), [(b"x-amux-estimated", b"true")]
            )

    async def _pass_through(
        self, exchange: Exchange, upstream: Upstream, subpath: str, raw: bytes, reply: Reply
    ) -> None:
        runtime = self._runtime
        exchange.session = session_of(exchange.headers, {})
        runtime.limits.enter_upstream(upstream)
        try:
            credentials = await runtime.pipeline.credentials_of(upstream, exchange)
            if not credentials:
                raise NotFoundError("route_unknown", kind="provider", slug=upstream.slug)
            await runtime.passthrough.forward(exchange, upstream, credentials[0], subpath, raw, reply)
        except AttemptFailedError as failed:
            await runtime.pipeline.refuse(exchange, reply, failed.error, hopeless=False)
            exchange.error_code = failed.code
        finally:
            runtime.limits.leave_upstream(upstream)

    async def _list(self, exchange: Exchange, place: Place, route: Route, reply: Reply) -> None:
        operation = exchange.operation
        wire = endpoints.listing_format(place.subpath, exchange.headers, route.inbound)
        names = known_models(exchange, route)
        if operation.kind == "models":
            query = dict(parse_qsl(exchange.query.decode("latin-1")))
            await reply.json(200, listing.build_list(names, wire, query))
        elif operation.ref in names:
            await reply.json(200, listing.build_model(operation.ref, wire))
        else:
            exchange.inbound = wire
            message = f"Amux: this route offers no model {operation.ref!r}."
            error = ir.Error(status=404, kind="not_found", message=message, code="model_not_found")
            await self._runtime.pipeline.refuse(exchange, reply, error, hopeless=True)

    async def _stored(self, exchange: Exchange, place: Place, route: Route, raw: bytes, reply: Reply) -> None:
        """``/responses/{id}``: ours if we keep it, else the business of the first provider that keeps its own."""
        exchange.inbound = "openai-responses"
        response_id, _, rest = exchange.operation.ref.partition("/")
        conversations, owner = self._runtime.conversations, owner_of(exchange)
        turn = await conversations.get(response_id, owner)
        if turn is not None and exchange.method == "GET" and not rest:
            await reply.json(200, codec.loads(turn.output))
        elif turn is not None and exchange.method == "GET" and rest == "input_items":
            await reply.json(200, items_page(turn))
        elif turn is not None and exchange.method == "DELETE" and not rest:
            await conversations.remove(response_id, owner)
            await reply.json(200, {"id": response_id, "object": "response", "deleted": True})
        elif turn is None and (keeper := _keeper(exchange, route)) is not None:
            await self._pass_through(exchange, keeper, place.subpath, raw, reply)
        else:
            message = f"Amux: there is no response {response_id!r} here."
            error = ir.Error(status=404, kind="not_found", message=message, code="response_not_found")
            await self._runtime.pipeline.refuse(exchange, reply, error, hopeless=True)


def _keeper(exchange: Exchange, route: Route) -> Upstream | None:
    if route.id:
        offered = [target.upstream for target in route.targets]
    else:
        offered = [upstream for upstream in exchange.snapshot.upstreams.values() if upstream.enabled]
    return next((upstream for upstream in offered if keeps_state(upstream.adapter)), None)
