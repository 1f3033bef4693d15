"""Small real requests through the proxy's own pipeline, in this process and without a socket.

A test takes the same way as traffic: routing, conversion, authentication, network path, log. Only the listener is left
out, so it works while the proxy is stopped and from the command line.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.events import EventBus, RequestFinished
from amux_desktop.core.redaction import Redactor
from amux_desktop.services.configuration import Configuration
from amux_desktop.storage.records import BridgeProxy, Mapping, Provider, ProviderSecrets, ProxyTarget, RequestLog

if TYPE_CHECKING:
    from amux_desktop.proxy.credentials import CredentialSource
    from amux_desktop.proxy.recorder import LogSink, Pricer
    from amux_desktop.proxy.snapshot import Snapshot, Upstream

_TEST = "test"
_PROMPT = "Reply with the single word: ok"
_TEST_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeResult:
    """What came of it. `message` is the provider's own words (or ours) when `ok` is False; `text` is the answer."""

    ok: bool
    status: int
    duration_ms: int
    model: str
    provider_name: str = ""
    text: str = ""
    error_code: str = ""
    message: str = ""
    request_id: str = ""
    """Id of the log entry; empty when none was written."""
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_nanos: int | None = None
    fell_back: bool = False
    body: bytes = field(default=b"", repr=False)
    """The answer as the client would get it."""


class Probe:
    """`sink` and `bus` are the app's, so that a test of something stored shows up like other requests."""

    def __init__(
        self,
        configuration: Configuration,
        sink: LogSink,
        bus: EventBus,
        redactor: Redactor,
        price: Pricer,
        version: str,
        credentials: CredentialSource | None = None,
    ) -> None:
        self._configuration = configuration
        self._sink = sink
        self._bus = bus
        self._redactor = redactor
        self._price = price
        self._version = version
        self._credentials = credentials

    async def provider(
        self, provider: Provider, secrets: ProviderSecrets, model: str = "", *, log_it: bool
    ) -> ProbeResult:
        """One short answer from the provider. Raises `field_required` when no model is known."""
        asked = model or next((item.id for item in provider.models if item.enabled), "")
        if not asked:
            raise InvalidInputError("field_required", field="model")
        proxy = _proxy_to(provider, "anthropic")
        snapshot = self._snapshot([provider], {provider.id: secrets}, [proxy])
        path, body = _question("anthropic", asked)
        return await self._ask(snapshot, path, body, "anthropic", log_it=log_it, route=f"providers/{provider.slug}")

    async def proxy(self, draft: BridgeProxy, model: str = "", *, log_it: bool) -> ProbeResult:
        """One short answer through a proxy, stored or not (an unsaved one replaces the stored one of the same id)."""
        snapshot = await self._configuration.snapshot(draft)
        route = snapshot.routes.get(draft.slug)
        if route is None or route.problem:
            raise InvalidInputError(route.problem if route else "proxy_no_target", name=draft.name, chain=draft.name)
        asked = model or _model_for(route)
        if not asked:
            raise InvalidInputError("field_required", field="model")
        inbound = "anthropic" if draft.inbound == "any" else draft.inbound
        path, body = _question(inbound, asked)
        return await self._ask(
            snapshot,
            path,
            body,
            inbound,
            log_it=log_it,
            route=f"proxies/{draft.slug}",
            proxy_id=draft.id,
            slug=draft.slug,
        )

    async def replay(
        self,
        body: bytes,
        subpath: str,
        inbound: str,
        *,
        proxy: BridgeProxy | None,
        provider: Provider | None,
        model: str,
    ) -> ProbeResult:
        """A recorded request again, to a proxy or a provider, in the format in which it came; `model` replaces whatever
        it asks for, unless empty."""
        if proxy is not None:
            draft, label, proxy_id = dataclasses.replace(proxy, inbound="any"), f"proxies/{proxy.slug}", proxy.id
        elif provider is not None:
            draft, label, proxy_id = _proxy_to(provider, "any"), f"providers/{provider.slug}", ""
        else:
            raise InvalidInputError("field_required", field="target")
        if model:
            draft = dataclasses.replace(draft, mappings=(Mapping(source="", target=model, kind="default"),))
        snapshot = await self._configuration.snapshot(draft)
        return await self._ask(
            snapshot, subpath, body, inbound, log_it=True, route=label, proxy_id=proxy_id, slug=draft.slug
        )

    def upstream(self, provider: Provider, secrets: ProviderSecrets) -> Upstream:
        """The provider as the proxy would call it."""
        snapshot = self._snapshot([provider], {provider.id: secrets}, [])
        return snapshot.upstreams[provider.slug]

    def _snapshot(
        self, providers: list[Provider], secrets: MappingType[str, ProviderSecrets], proxies: list[BridgeProxy]
    ) -> Snapshot:
        from amux_desktop.proxy.snapshot import Snapshot

        return Snapshot.build(
            settings=self._configuration.settings,
            providers=[dataclasses.replace(provider, enabled=True) for provider in providers],
            secrets=secrets.get,
            proxies=proxies,
            tokens={},
            adapter=self._configuration.registry.get,
        )

    async def _ask(
        self,
        snapshot: Snapshot,
        subpath: str,
        body: bytes,
        inbound: str,
        *,
        log_it: bool,
        route: str,
        proxy_id: str = "",
        slug: str = _TEST,
    ) -> ProbeResult:
        import httpx

        from amux_desktop.proxy.application import Application
        from amux_desktop.proxy.recorder import Recorder
        from amux_desktop.proxy.runtime import Runtime

        rows: list[RequestLog] = []
        settings = dataclasses.replace(snapshot.settings, logs_enabled=True)
        runtime = Runtime(
            snapshot=dataclasses.replace(snapshot, settings=settings),
            recorder=Recorder(_Rows(rows.append), EventBus(), self._redactor, self._price),
            version=self._version,
            credentials=self._credentials,
        )
        transport = httpx.ASGITransport(Application(runtime))
        headers = {
            "content-type": "application/json",
            "user-agent": f"amux/{self._version}",
            "x-amux-internal": runtime.internal_secret,
        }
        try:
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1", timeout=_TEST_TIMEOUT_S
            ) as client:
                answer = await client.post(f"/proxies/{slug}{subpath}", content=body, headers=headers)
        finally:
            await runtime.aclose()
        row = rows[0] if rows else None
        if row is not None and log_it:
            row = dataclasses.replace(row, route=route, proxy_id=proxy_id)
            if self._configuration.settings.logs_enabled:
                self._sink.put(row)
            self._bus.publish(RequestFinished(row.summary()))
        return _result(answer.status_code, answer.content, inbound, row, log_it)


class _Rows:
    """A log sink that hands rows to a function."""

    def __init__(self, put: Callable[[RequestLog], None]) -> None:
        self._put = put

    def put(self, row: RequestLog) -> None:
        self._put(row)


def _proxy_to(provider: Provider, inbound: str) -> BridgeProxy:
    return BridgeProxy(
        id=_TEST,
        name=provider.name,
        slug=_TEST,
        inbound=inbound,  # type: ignore[arg-type]  # callers pass the names of formats
        targets=(ProxyTarget(kind="provider", target_id=provider.id),),
        sticky=False,
        position=0,
        created_ms=0,
        updated_ms=0,
    )


def _model_for(route: Any) -> str:
    """A name a client could ask for: an exact mapping row, else what the first target offers."""
    known: tuple[str, ...] = route.mapper.known()
    if known:
        return known[0]
    for target in route.targets:
        offered = (target.model, *target.upstream.models)
        return next((name for name in offered if name), "")
    return ""


def _question(inbound: str, model: str) -> tuple[str, bytes]:
    """Sub-path and body of a short request. Formats whose parameter for a length limit differs by model go without one."""
    message = {"role": "user", "content": _PROMPT}
    match inbound:
        case "anthropic":
            path, body = "/v1/messages", {"model": model, "max_tokens": 64, "messages": [message]}
        case "openai-chat":
            path, body = "/v1/chat/completions", {"model": model, "messages": [message]}
        case "openai-responses":
            path, body = "/v1/responses", {"model": model, "input": _PROMPT, "store": False}
        case _:
            path = f"/v1beta/models/{model}:generateContent"
            body = {"contents": [{"role": "user", "parts": [{"text": _PROMPT}]}]}
    return path, json.dumps(body).encode()


def _result(status: int, body: bytes, inbound: str, row: RequestLog | None, logged: bool) -> ProbeResult:
    ok = status < 400 and (row is None or row.outcome == "ok")
    message = "" if ok else (row.error_message if row else "") or _error_text(body)
    return ProbeResult(
        ok=ok,
        status=status,
        duration_ms=row.duration_ms if row else 0,
        model=row.target_model if row else "",
        provider_name=row.provider_name if row else "",
        text=_answer_text(body, inbound) if ok else "",
        error_code=row.error_code if row and not ok else "",
        message=message,
        request_id=row.id if row and logged else "",
        input_tokens=row.input_tokens if row else None,
        output_tokens=row.output_tokens if row else None,
        cost_nanos=row.cost_nanos if row else None,
        fell_back=row is not None and len(row.attempts) > 1,
        body=body,
    )


def _answer_text(body: bytes, inbound: str) -> str:
    """The answer's text; empty for streams and for answers without text."""
    from bridge import ir
    from bridge.convert import format_of
    from bridge.errors import BridgeError
    from bridge.formats.base import Context

    try:
        parsed = json.loads(body)
        chosen = format_of(inbound)
        context = Context(inbound=chosen.name, outbound=chosen.name, vendor=chosen.default_dialect.vendor)
        response = chosen.parse_response(parsed, chosen.default_dialect, context)
    except (ValueError, BridgeError):
        return ""
    return "".join(part.text for part in response.candidates[0].parts if isinstance(part, ir.TextPart))


def _error_text(body: bytes) -> str:
    try:
        said = json.loads(body)["error"]
        return str(said["message"] if isinstance(said, dict) else said)
    except (ValueError, KeyError, TypeError):
        return body.decode("utf-8", "replace")[:500]
