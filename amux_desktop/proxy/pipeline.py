"""One request, start to end: plan, try targets in order until one answers, relay, tell the balancer what was learned."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from amux_desktop.core.errors import AmuxError, UnavailableError
from amux_desktop.proxy.balancing import Balancer, Hints, accepts_failure
from amux_desktop.proxy.credentials import Credential, CredentialSource
from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.failures import AttemptFailedError, invalid_request, of_amux
from amux_desktop.proxy.http import Headers, get
from amux_desktop.proxy.limits import LimitReachedError, Limits
from amux_desktop.proxy.outgoing import (
    COMPACT_PATH,
    answer_headers,
    generate_headers,
    generate_url,
    without_credentials,
)
from amux_desktop.proxy.relay import Relay
from amux_desktop.proxy.reply import Reply
from amux_desktop.proxy.resolving import check_model
from amux_desktop.proxy.resting import rest_s
from amux_desktop.proxy.sessions import hints_of, session_of
from amux_desktop.proxy.snapshot import ApiKey, Route, Target, Upstream
from amux_desktop.proxy.stored import Conversations, can_compact, keeps_state, owner_of, previous_not_found
from amux_desktop.proxy.upstream import Answer, UpstreamClient, UpstreamUnreachableError
from amux_desktop.proxy.verdict import Verdict
from amux_desktop.storage.records import Attempt
from bridge import carrier, codec, ir
from bridge.adapter import Adapter
from bridge.convert import RequestConversion, convert_request, format_of
from bridge.errors import InvalidRequestError
from bridge.formats.openai_responses.compact import compaction, summary_request

_PASSED_REST_S = 60.0
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
    #: The body with the earlier turns in it, when it continues a conversation that we keep.
    continued: dict[str, Any] | None = None
    #: What stands for the body where a provider cannot compact a conversation itself.
    summary: dict[str, Any] | None = None


class Pipeline:
    """Shared by all exchanges; its only state is the balancer's."""

    def __init__(
        self, client: UpstreamClient, balancer: Balancer, relay: Relay, credentials: CredentialSource, limits: Limits,
        conversations: Conversations, user_agent: str, retry_pause_s: tuple[float, float],
    ) -> None:  # fmt: skip
        self._client = client
        self._balancer = balancer
        self._relay = relay
        self._credentials = credentials
        self._limits = limits
        self._conversations = conversations
        self._user_agent = user_agent.encode("latin-1")
        self._retry_pause_s = retry_pause_s

    async def generate(self, exchange: Exchange, route: Route, body: dict[str, Any], raw: bytes, reply: Reply) -> None:
        """Answers a model call. ``raw`` are the bytes of ``body``. Every failure is answered in the client's format; nothing is
        raised but cancellation."""
        try:
            plan = await self._plan(exchange, route, body, raw, reply)
            await self._try_targets(plan)
        except InvalidRequestError as error:
            said = invalid_request(str(error), error.path)
            said.code = "previous_response_not_found" if error.path == "previous_response_id" else None
            await self.refuse(exchange, reply, said, hopeless=True)
        except RecursionError:
            await self.refuse(exchange, reply, invalid_request("the body is nested too deeply"), hopeless=True)
        except AttemptFailedError as failure:
            await self._give_up(exchange, reply, failure)
        except AmuxError as error:
            await self.refuse(exchange, reply, of_amux(error), hopeless=error.status < 500)

    async def refuse(
        self,
        exchange: Exchange,
        reply: Reply,
        error: ir.Error,
        *,
        hopeless: bool,
        headers: Headers | None = None,
    ) -> None:
        """An error answer of our own. ``hopeless`` tells well-behaved clients not to repeat the request."""
        inbound = exchange.inbound or "openai-chat"
        if error.origin is None and inbound in ("openai-chat", "openai-responses"):
            error.origin = inbound  # our code and parameter are said in OpenAI's own fields
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

    async def _plan(self, exchange: Exchange, route: Route, body: dict[str, Any], raw: bytes, reply: Reply) -> _Plan:
        inbound = exchange.inbound or "openai-chat"
        model = exchange.operation.model if exchange.operation.model is not None else body.get("model")
        if not isinstance(model, str) or not model:
            raise InvalidRequestError("is required and must be a string", "model")
        exchange.source_model = model
        check_model(exchange.caller.token, model)
        exchange.stream = (
            exchange.operation.stream if exchange.operation.stream is not None else body.get("stream") is True
        )
        exchange.session = session_of(exchange.headers, body)
        # From the end: CPython's backward search takes half the time of its forward one on large bodies.
        carried = any(raw.rfind(mark) >= 0 for mark in _CARRIED)
        plan = _Plan(exchange, route, raw, body, inbound, carried, reply)
        if exchange.operation.kind == "compact":
            exchange.stream = False
        if inbound == "openai-responses" and (previous := body.get("previous_response_id")) is not None:
            plan.continued = await self._conversations.continued(body, previous, owner_of(exchange))
        return plan

    # ------------------------------------------------------------------ attempts

    async def _try_targets(self, plan: _Plan) -> None:
        exchange, route = plan.exchange, plan.route
        settings = exchange.snapshot.settings
        sticky_s = settings.proxy_sticky_minutes * 60
        tier = exchange.headers.get(b"x-amux-tier", b"")
        if any(target.conditions for target in route.targets):
            hints = hints_of(plan.body, exchange.source_model, len(plan.raw), tier)
        else:
            hints = Hints(exchange.source_model)  # nobody asks for more, and a large body takes long to look through
        targets = self._balancer.order(route, hints, exchange.session, sticky_s)
        if not targets:
            raise self._all_resting(route, hints)
        left = settings.proxy_max_attempts
        failure: AttemptFailedError | None = None
        for target in targets:
            if failure is not None and not accepts_failure(target, failure.verdict.failure):
                continue
            if len(targets) > 1 and not self._balancer.is_ready(target, exchange.source_model):
                continue
            try:
                credentials = await self.credentials_of(target.upstream, exchange, target)
            except AttemptFailedError as failed:
                failure = failed
                continue
            for key in credentials:
                again = True
                while again and left > 0:
                    left -= 1
                    try:
                        await self._attempt(plan, target, key)
                    except AttemptFailedError as failed:
                        failure = failed
                        # Alone, a target that answered is not asked twice: the client has its own patience, and two add up.
                        elsewhere = len(targets) > 1 or bool(key.next_url)
                        worth = failed.verdict.same_target and (failed.body is None or elsewhere)
                        again = worth and left > 0 and key.retryable
                        self._learn(plan, target, key, failed)
                        if again:
                            await asyncio.sleep(random.uniform(*self._retry_pause_s))  # noqa: S311 - spreads retries, guards nothing
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
            raise self._all_resting(route, hints)
        raise failure

    def _all_resting(self, route: Route, hints: Hints) -> AttemptFailedError:
        if not self._balancer.fits(route, hints):
            message = f"Amux: no target of {route.name} takes such requests; see the rules of its targets."
            return AttemptFailedError(Verdict("request"), ir.Error(status=400, kind="invalid_request", message=message), code="no_rule_fits")  # fmt: skip
        wait = self._balancer.resting_s(route, hints.model)
        error = ir.Error(
            status=429, kind="rate_limit", code="targets_resting", retry_after_s=wait,
            message=f"Amux: every target of {route.name} is resting after failures or limits; the next try is possible in {wait:.0f} s.",
        )  # fmt: skip
        return AttemptFailedError(Verdict("rate"), error, code="targets_resting")

    async def credentials_of(
        self, upstream: Upstream, exchange: Exchange, target: Target | None = None
    ) -> list[Credential]:
        """What to authenticate with, best first; one empty credential for providers that need none. Without a target the model
        is the one that was asked for."""
        if upstream.locked:
            raise UnavailableError("vault_locked", reason=f"the keys of {upstream.name} cannot be opened")
        if upstream.pool:
            return await self._credentials.credentials(
                upstream.pool,
                exchange.session,
                exchange.source_model if target is None else target.model_for(exchange.source_model),
            )
        keys: list[ApiKey | None] = [*self._balancer.keys(upstream, exchange.session)]
        return [Credential.of_key(upstream.adapter, key) for key in keys or [None]]

    async def _attempt(self, plan: _Plan, target: Target, credential: Credential) -> None:
        exchange, upstream = plan.exchange, target.upstream
        exchange.provider_id, exchange.provider_name = upstream.id, upstream.name
        exchange.outbound = upstream.adapter.format
        exchange.target_model = target.model_for(exchange.source_model)
        conversion = self._convert(plan, target)
        body = self._body(plan, conversion, credential)
        url = generate_url(upstream, conversion, exchange, credential.base_url)
        headers = generate_headers(upstream, dict(credential.headers), conversion, exchange, self._user_agent)
        if exchange.capture is not None:
            exchange.capture.restart("upstream_request")
            exchange.capture.restart("upstream_response")
            exchange.capture.add("upstream_request", body)
            exchange.capture.headers["upstream_request"] = headers
        try:
            self._limits.enter_upstream(upstream)
        except LimitReachedError as limit:
            raise AttemptFailedError.limited(limit) from limit
        self._balancer.begin(target, exchange.source_model)
        began = time.perf_counter()
        answer: Answer | None = None
        failed: AttemptFailedError | None = None
        try:
            answer = await self._open(plan, target, url, headers, body)
            if credential.account_id:
                self._credentials.answered(credential, answer.headers)
            exchange.upstream_request_id = _request_id(answer.headers)
            await self._relay.answer(exchange, upstream, conversion, answer, plan.reply)
        except AttemptFailedError as error:
            failed = error
            raise
        except BaseException:
            self._balancer.released(target, exchange.source_model)
            raise
        finally:
            self._limits.leave_upstream(upstream)
            if answer is not None:
                answer.close()
            self._note(exchange, target, credential, url, began, answer, failed)

    def _convert(self, plan: _Plan, target: Target) -> RequestConversion:
        exchange = plan.exchange
        adapter = target.upstream.adapter
        body = self._body_for(plan, adapter)
        conversion = convert_request(
            body, plan.inbound, target.upstream.adapter, model=exchange.operation.model, stream=exchange.operation.stream,
            target_model=exchange.target_model, carried=plan.carried,
        )  # fmt: skip
        if exchange.operation.kind == "compact" and exchange.shape is None:
            conversion.path = COMPACT_PATH
        if exchange.keep is not None:
            conversion.context.answer_id = exchange.id.replace("-", "")
        conversion.context.json_array = exchange.operation.json_array
        exchange.report = conversion.report
        return conversion

    def _body_for(self, plan: _Plan, adapter: Adapter) -> dict[str, Any]:
        """What the client asks, as a provider that keeps no state or cannot compact has to be asked. Sets what is done with the
        answer."""
        exchange = plan.exchange
        exchange.keep = exchange.shape = None
        if plan.inbound != "openai-responses":
            return plan.body
        if plan.continued is None and plan.body.get("previous_response_id") is not None and not keeps_state(adapter):
            raise previous_not_found(plan.body["previous_response_id"])
        body = plan.continued or plan.body
        if exchange.operation.kind == "compact":
            if can_compact(adapter):
                return body
            plan.summary = plan.summary or summary_request(body)
            exchange.shape = partial(compaction, body)
            return plan.summary
        days = exchange.snapshot.settings.responses_retention_days
        if days and plan.body.get("store") is not False and not keeps_state(adapter):
            exchange.keep = partial(self._conversations.keep, plan.body, exchange.route, owner_of(exchange), days)
        return body

    def _body(self, plan: _Plan, conversion: RequestConversion, credential: Credential) -> bytes:
        if credential.fields:
            return codec.dumps({**credential.fields, **conversion.body})
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
        if plan.exchange.capture is not None:
            plan.exchange.capture.headers["upstream_response"] = answer.headers
        if answer.status < 300:
            return answer
        try:
            data = await answer.read()
        except UpstreamUnreachableError as failure:
            raise AttemptFailedError.unreachable(failure, upstream.name) from failure
        finally:
            answer.close()
        data = without_credentials(data, headers, upstream)
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
            error.retry_after_s = rest_s(answer.headers)
        return AttemptFailedError.answered(error, answer.headers, data)

    # ------------------------------------------------------------------ afterwards

    def _learn(self, plan: _Plan, target: Target, credential: Credential, failed: AttemptFailedError) -> None:
        settings = plan.exchange.snapshot.settings
        asked = plan.exchange.source_model
        verdict = failed.verdict
        if failed.code == "limit_reached":
            return
        if credential.account_id:
            self._credentials.failed(credential, verdict.failure, failed.error, failed.headers)
        if verdict.cools_key and credential.account_id:
            self._balancer.released(target, asked)
        elif verdict.cools_key:
            seconds = failed.error.retry_after_s or settings.proxy_cooldown_s
            if credential.key is not None or len(target.upstream.keys) == 0:
                self._balancer.cool(target, asked, credential.key, seconds, verdict.failure)
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

    def learn_status(self, upstream: Upstream, credential: Credential, status: int, headers: Headers) -> None:
        """What an answer that was only passed through tells about the key it was asked with."""
        if status in (401, 403, 402, 429) and credential.key is not None and len(upstream.keys) > 1:
            target = Target(upstream=upstream, mappers=())
            self._balancer.cool(target, "", credential.key, rest_s(headers) or _PASSED_REST_S, str(status))
        elif status < 300:
            self._balancer.succeeded_at((upstream.id, ""), credential.key)

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

    async def _give_up(self, exchange: Exchange, reply: Reply, failed: AttemptFailedError) -> None:
        """The last failure, in the client's format with the upstream's status; unchanged when both speak the same format."""
        if reply.started:
            exchange.fail(exchange.status, failed.code, failed.error.message)
            return
        if failed.body is not None and exchange.outbound == exchange.inbound and _is_json_object(failed.body):
            exchange.fail(failed.error.status, failed.code, failed.error.message)
            headers = [item for item in answer_headers(failed.headers, verbatim=True) if item[0] != b"content-encoding"]
            if failed.verdict.hopeless and get(headers, b"x-should-retry") is None:
                headers.append((b"x-should-retry", b"false"))
            await reply.whole(failed.error.status, headers, failed.body)
            return
        await self.refuse(
            exchange,
            reply,
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
