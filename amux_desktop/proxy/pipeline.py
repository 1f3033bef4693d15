"""One request, start to end: plan, try targets in order until one answers, relay, tell the balancer what was learned."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from typing import Any

from amux_desktop.core.errors import AmuxError, UnavailableError
from amux_desktop.proxy.balancing import Balancer, accepts_failure
from amux_desktop.proxy.credentials import Credential, CredentialSource
from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.failures import AttemptFailedError, invalid_request, of_amux
from amux_desktop.proxy.http import Headers, get
from amux_desktop.proxy.outgoing import answer_headers, generate_headers, generate_url
from amux_desktop.proxy.relay import Relay
from amux_desktop.proxy.reply import Reply
from amux_desktop.proxy.sessions import hints_of, session_of
from amux_desktop.proxy.snapshot import ApiKey, Route, Target
from amux_desktop.proxy.upstream import Answer, UpstreamClient, UpstreamUnreachableError
from amux_desktop.proxy.verdict import Verdict
from amux_desktop.storage.records import Attempt
from bridge import carrier, codec, ir
from bridge.convert import RequestConversion, convert_request, format_of, loads_body
from bridge.errors import InvalidRequestError

_CARRIED = (carrier.PREFIX.encode(), carrier.ID_SEPARATOR.encode())


@dataclass(slots=True)
class _Plan:
    """What stays the same over all attempts of one request."""

    exchange: Exchange
    route: Route
    raw: bytes
    body: dict[str, Any]
    inbound: ir.FormatName
    carried: bool
    reply: Reply


class Pipeline:
    """Shared by all exchanges; its only state is the balancer's."""

    def __init__(
        self, client: UpstreamClient, balancer: Balancer, relay: Relay, credentials: CredentialSource, user_agent: str
    ) -> None:
        self._client = client
        self._balancer = balancer
        self._relay = relay
        self._credentials = credentials
        self._user_agent = user_agent.encode("latin-1")

    async def generate(
        self, exchange: Exchange, route: Route, inbound: ir.FormatName, raw: bytes, reply: Reply
    ) -> None:
        """Answers a model call. Every failure is answered in the client's format; nothing is raised but cancellation."""
        try:
            plan = self._plan(exchange, route, inbound, raw, reply)
            await self._try_targets(plan)
        except InvalidRequestError as error:
            await self.refuse(exchange, reply, inbound, invalid_request(str(error), error.path), hopeless=True)
        except AttemptFailedError as failure:
            await self._give_up(exchange, reply, inbound, failure)
        except AmuxError as error:
            await self.refuse(exchange, reply, inbound, of_amux(error), hopeless=error.status < 500)

    async def refuse(
        self,
        exchange: Exchange,
        reply: Reply,
        inbound: ir.FormatName,
        error: ir.Error,
        *,
        hopeless: bool,
        headers: Headers | None = None,
    ) -> None:
        """An error answer of our own. ``hopeless`` tells well-behaved clients not to repeat the request."""
        status, body = format_of(inbound).build_error(error)
        sent = list(headers or [])
        if error.retry_after_s is not None and get(sent, b"retry-after") is None:
            sent.append((b"retry-after", b"%d" % max(1, round(error.retry_after_s))))
        if hopeless and get(sent, b"x-should-retry") is None:
            sent.append((b"x-should-retry", b"false"))
        exchange.fail(status, error.code or error.kind, error.message)
        if not reply.started:
            await reply.json(status, body, sent)

    # ------------------------------------------------------------------ planning

    def _plan(self, exchange: Exchange, route: Route, inbound: ir.FormatName, raw: bytes, reply: Reply) -> _Plan:
        body = loads_body(raw)
        model = exchange.operation.model if exchange.operation.model is not None else body.get("model")
        if not isinstance(model, str) or not model:
            raise InvalidRequestError("is required and must be a string", "model")
        exchange.source_model = model
        exchange.stream = (
            exchange.operation.stream if exchange.operation.stream is not None else body.get("stream") is True
        )
        exchange.session = session_of(exchange.headers, body)
        carried = any(mark in raw for mark in _CARRIED)
        return _Plan(exchange, route, raw, body, inbound, carried, reply)

    # ------------------------------------------------------------------ attempts

    async def _try_targets(self, plan: _Plan) -> None:
        exchange, route = plan.exchange, plan.route
        settings = exchange.snapshot.settings
        sticky_s = settings.proxy_sticky_minutes * 60
        targets = self._balancer.order(
            route, hints_of(plan.body, exchange.source_model, len(plan.raw)), exchange.session, sticky_s
        )
        if not targets:
            raise self._all_resting(route, exchange.source_model)
        left = settings.proxy_max_attempts
        failure: AttemptFailedError | None = None
        for target in targets:
            if failure is not None and not accepts_failure(target, failure.verdict.failure):
                continue
            for key in await self.credentials_of(target, exchange):
                again = True
                while again and left > 0:
                    left -= 1
                    try:
                        await self._attempt(plan, target, key)
                    except AttemptFailedError as failed:
                        failure = failed
                        again = failed.verdict.same_target and left > 0 and key.retryable
                        self._learn(plan, target, key, failed)
                        if again:
                            await asyncio.sleep(0.1 + 0.3 * random.random())  # noqa: S311 - spreads retries, guards nothing
                            key = key.once_more()
                    else:
                        self._balancer.succeeded(target, exchange.source_model, key.key)
                        self._balancer.settle(route, exchange.session, target, exchange.source_model, sticky_s)
                        return
                if failure is None or not failure.verdict.other_key or left <= 0:
                    break
            if failure is None or not failure.verdict.other_target or left <= 0:
                break
        if failure is None:
            raise self._all_resting(route, exchange.source_model)
        raise failure

    def _all_resting(self, route: Route, model: str) -> AttemptFailedError:
        wait = self._balancer.resting_s(route, model)
        error = ir.Error(
            status=429, kind="rate_limit", code="targets_resting", retry_after_s=wait,
            message=f"Amux: every target of {route.name} is resting after failures or limits; the next try is possible in {wait:.0f} s.",
        )  # fmt: skip
        return AttemptFailedError(Verdict("rate"), error, code="targets_resting")

    async def credentials_of(self, target: Target, exchange: Exchange) -> list[Credential]:
        """What to authenticate with, best first; one empty credential for providers that need none."""
        upstream = target.upstream
        if upstream.locked:
            raise UnavailableError("vault_locked", reason=f"the keys of {upstream.name} cannot be opened")
        if upstream.pool:
            return await self._credentials.credentials(
                upstream.pool, exchange.session, target.model_for(exchange.source_model)
            )
        keys: list[ApiKey | None] = [*self._balancer.keys(upstream, exchange.session)]
        return [Credential.of_key(upstream.adapter, key) for key in keys or [None]]

    async def _attempt(self, plan: _Plan, target: Target, credential: Credential) -> None:
        exchange, upstream = plan.exchange, target.upstream
        exchange.provider_id, exchange.provider_name = upstream.id, upstream.name
        exchange.outbound = upstream.adapter.format
        exchange.target_model = target.model_for(exchange.source_model)
        conversion = self._convert(plan, target)
        body = self._body(plan, conversion)
        url = generate_url(upstream, conversion, exchange)
        headers = generate_headers(upstream, dict(credential.headers), conversion, exchange, self._user_agent)
        if exchange.capture is not None:
            exchange.capture.restart("upstream_request")
            exchange.capture.restart("upstream_response")
            exchange.capture.add("upstream_request", body)
            exchange.capture.headers["upstream_request"] = headers
        self._balancer.begin(target, exchange.source_model)
        began = time.perf_counter()
        answer: Answer | None = None
        failed: AttemptFailedError | None = None
        try:
            answer = await self._open(plan, target, url, headers, body)
            exchange.upstream_request_id = _request_id(answer.headers)
            await self._relay.answer(exchange, upstream, conversion, answer, plan.reply)
        except AttemptFailedError as error:
            failed = error
            raise
        except BaseException:
            self._balancer.released(target, exchange.source_model)
            raise
        finally:
            if answer is not None:
                answer.close()
            self._note(exchange, target, credential, url, began, answer, failed)

    def _convert(self, plan: _Plan, target: Target) -> RequestConversion:
        exchange = plan.exchange
        conversion = convert_request(
            plan.body, plan.inbound, target.upstream.adapter, model=exchange.operation.model, stream=exchange.operation.stream,
            target_model=exchange.target_model, carried=plan.carried,
        )  # fmt: skip
        conversion.context.json_array = exchange.operation.json_array
        exchange.report = conversion.report
        return conversion

    def _body(self, plan: _Plan, conversion: RequestConversion) -> bytes:
        if conversion.body is plan.body:
            return plan.raw
        return codec.dumps(conversion.body)

    async def _open(self, plan: _Plan, target: Target, url: str, headers: Headers, body: bytes) -> Answer:
        upstream = target.upstream
        try:
            answer = await self._client.open(
                "POST",
                url,
                headers,
                body,
                network=upstream.network,
                connect_timeout_s=upstream.connect_timeout_s,
                first_byte_timeout_s=upstream.first_byte_timeout_s,
                idle_timeout_s=upstream.idle_timeout_s,
            )
        except UpstreamUnreachableError as failure:
            raise AttemptFailedError.unreachable(failure, upstream.name) from failure
        if answer.status < 300:
            return answer
        try:
            data = await answer.read()
        except UpstreamUnreachableError as failure:
            raise AttemptFailedError.unreachable(failure, upstream.name) from failure
        finally:
            answer.close()
        if plan.exchange.capture is not None:
            plan.exchange.capture.add("upstream_response", data)
        if answer.status < 400:
            raise AttemptFailedError.broken(
                f"{upstream.name} redirects to another address ({answer.status}); check its base URL."
            )
        raise self._refused(target, answer, data)

    def _refused(self, target: Target, answer: Answer, data: bytes) -> AttemptFailedError:
        adapter = target.upstream.adapter
        try:
            body: Any = codec.loads(data)
        except codec.JSONDecodeError:
            body = data.decode("utf-8", "replace")[:2000]
        error = format_of(adapter.format).parse_error(answer.status, body, adapter.dialect)
        if error.retry_after_s is None:
            error.retry_after_s = _retry_after_s(answer.headers)
        return AttemptFailedError.answered(error, answer.headers, data)

    # ------------------------------------------------------------------ afterwards

    def _learn(self, plan: _Plan, target: Target, credential: Credential, failed: AttemptFailedError) -> None:
        settings = plan.exchange.snapshot.settings
        asked = plan.exchange.source_model
        verdict = failed.verdict
        if verdict.cools_key:
            seconds = failed.error.retry_after_s or settings.proxy_cooldown_s
            if credential.key is not None or len(target.upstream.keys) == 0:
                self._balancer.cool(target, asked, credential.key, seconds, verdict.failure)
            self._credentials.failed(credential, verdict.failure, seconds)
        elif verdict.counts_against_target:
            self._balancer.failed(
                target,
                asked,
                failures=settings.proxy_breaker_failures,
                reset_s=settings.proxy_breaker_reset_s,
                reason=failed.code,
            )
        else:
            self._balancer.released(target, asked)

    def _note(
        self, exchange: Exchange, target: Target, credential: Credential, url: str, began: float, answer: Answer | None,
        failed: AttemptFailedError | None,
    ) -> None:  # fmt: skip
        status = (
            answer.status
            if answer is not None
            else (failed.error.status if failed is not None and failed.body is not None else None)
        )
        exchange.attempts.append(
            Attempt(
                provider_id=target.upstream.id,
                provider_name=target.upstream.name,
                key_id=credential.key.id if credential.key is not None else "",
                account_id=credential.account_id,
                model=exchange.target_model,
                url=url.partition("?")[0],
                status=status,
                started_ms=int((began - exchange.started) * 1000),
                duration_ms=int((time.perf_counter() - began) * 1000),
                error_code=failed.code if failed is not None else "",
                error_message=failed.error.message[:2000] if failed is not None else "",
                reason=failed.verdict.failure if failed is not None else "",
            )
        )

    async def _give_up(
        self, exchange: Exchange, reply: Reply, inbound: ir.FormatName, failed: AttemptFailedError
    ) -> None:
        """The last failure, in the client's format with the upstream's status; unchanged when both speak the same format."""
        if reply.started:
            exchange.fail(exchange.status, failed.code, failed.error.message)
            return
        if failed.body is not None and exchange.outbound == inbound and _is_json_object(failed.body):
            exchange.fail(failed.error.status, failed.code, failed.error.message)
            headers = [item for item in answer_headers(failed.headers, verbatim=True) if item[0] != b"content-encoding"]
            if failed.verdict.hopeless and get(headers, b"x-should-retry") is None:
                headers.append((b"x-should-retry", b"false"))
            await reply.whole(failed.error.status, headers, failed.body)
            return
        await self.refuse(
            exchange,
            reply,
            inbound,
            failed.error,
            hopeless=failed.verdict.hopeless,
            headers=answer_headers(failed.headers, verbatim=False),
        )
        exchange.error_code = failed.code


def _is_json_object(data: bytes) -> bool:
    try:
        return isinstance(codec.loads(data), dict)
    except codec.JSONDecodeError:
        return False


def _request_id(headers: Headers) -> str:
    for name in (b"request-id", b"x-request-id", b"x-ds-trace-id", b"cf-ray"):
        if value := get(headers, name):
            return value.decode("latin-1")[:128]
    return ""


def _retry_after_s(headers: Headers) -> float | None:
    """Retry-After in seconds (RFC 9110 §10.2.3) or ``retry-after-ms``; dates are rare with these vendors and read too."""
    if (milliseconds := get(headers, b"retry-after-ms")) is not None:
        try:
            return float(milliseconds) / 1000
        except ValueError:
            pass
    value = get(headers, b"retry-after")
    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        from email.utils import parsedate_to_datetime

        try:
            return max(0.0, parsedate_to_datetime(value.decode("latin-1")).timestamp() - time.time())
        except ValueError:
            return None
