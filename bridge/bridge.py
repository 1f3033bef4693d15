"""The SDK: one client format in, one provider out.

    bridge = create_bridge(inbound="openai-chat", outbound="anthropic", api_key="sk-ant-…")
    answer = await bridge.chat({"model": "claude-sonnet-4-5", "messages": [{"role": "user", "content": "Hello"}]})

A ``Bridge`` holds no state between calls but its HTTP clients; it never touches global state.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Any, TypeAlias, cast

import httpx

from bridge import codec, ir, sse
from bridge.adapter import Adapter
from bridge.convert import RequestConversion, StreamConverter, convert_request, convert_response, format_of
from bridge.errors import BridgeError, ConfigurationError, InvalidResponseError, UpstreamError
from bridge.http import Call, RetryPolicy, open_async, open_sync, parsed, retry_after_s, transport_errors
from bridge.json_types import is_array, is_object
from bridge.registry import Registry
from bridge.report import Report
from bridge.urls import join_url

ModelMapping: TypeAlias = Mapping[str, str] | Callable[[str], str]
JSON: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Called in order, synchronously. ``on_request`` and ``on_response`` may return a changed body (None keeps it).

    on_request(upstream_body, report), on_response(client_body, report), on_stream_event(event), on_error(error).
    """

    on_request: Callable[[JSON, Report], JSON | None] | None = None
    on_response: Callable[[JSON, Report], JSON | None] | None = None
    on_stream_event: Callable[[JSON], None] | None = None
    on_error: Callable[[BridgeError], None] | None = None


class Answer(dict[str, Any]):
    """A response body in the inbound format, with what is known about it beside the body."""

    def __init__(self, body: JSON, *, request_report: Report, report: Report, usage: ir.Usage) -> None:
        super().__init__(body)
        self.request_report = request_report
        self.report = report
        self.usage = usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Compatibility:
    """What a request would lose on its way. ``possible`` False means it cannot be converted at all; ``error`` says why."""

    possible: bool
    report: Report
    error: str = ""

    @property
    def lossless(self) -> bool:
        """Nothing is dropped or clamped; values said in other words do not count."""
        return self.possible and not any(line.action in ("dropped", "clamped") for line in self.report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Use ``create_bridge``. Close it (``aclose``/``close`` or ``async with``/``with``) unless you passed the clients in."""

    inbound: ir.FormatName
    adapter: Adapter
    base_url: str
    api_key: str | None = field(default=None, repr=False)
    model_mapping: ModelMapping | None = None
    hooks: Hooks = Hooks()
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    timeout: httpx.Timeout = field(default_factory=lambda: httpx.Timeout(600.0, connect=10.0))
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    http_client: httpx.AsyncClient | None = None
    sync_http_client: httpx.Client | None = None
    _own: dict[str, Any] = field(default_factory=dict[str, Any], repr=False)

    # ------------------------------------------------------------------ calls

    async def chat(self, request: JSON) -> Answer:
        """One whole answer in the inbound format. Raises InvalidRequestError, UpstreamError, TransportError, InvalidResponseError."""
        with self._reporting():
            conversion = self._convert(request, stream=False)
            call = self._call(conversion)
            response = await open_async(self._async_client(), call, self.retries, self.timeout)
            try:
                with transport_errors(call.url):
                    data = await response.aread()
            finally:
                await response.aclose()
            return self._answer(conversion, response, data)

    def chat_sync(self, request: JSON) -> Answer:
        """``chat`` for code without an event loop."""
        with self._reporting():
            conversion = self._convert(request, stream=False)
            call = self._call(conversion)
            response = open_sync(self._sync_client(), call, self.retries, self.timeout)
            try:
                with transport_errors(call.url):
                    data = response.read()
            finally:
                response.close()
            return self._answer(conversion, response, data)

    async def stream(self, request: JSON) -> AsyncIterator[JSON]:
        """The events of the inbound format, as parsed JSON. An error inside the stream raises UpstreamError."""
        with self._reporting():
            conversion = self._convert(request, stream=True)
            call = self._call(conversion)
            response = await open_async(self._async_client(), call, self.retries, self.timeout)
            try:
                if response.status_code >= 400:
                    raise self._refused(response, await response.aread())
                machine = _Events(conversion, self)
                with transport_errors(call.url):
                    async for chunk in response.aiter_bytes():
                        for event in machine.feed(chunk):
                            yield event
                for event in machine.flush():
                    yield event
            finally:
                await response.aclose()

    def stream_sync(self, request: JSON) -> Iterator[JSON]:
        """``stream`` for code without an event loop."""
        with self._reporting():
            conversion = self._convert(request, stream=True)
            call = self._call(conversion)
            response = open_sync(self._sync_client(), call, self.retries, self.timeout)
            try:
                if response.status_code >= 400:
                    raise self._refused(response, response.read())
                machine = _Events(conversion, self)
                with transport_errors(call.url):
                    for chunk in response.iter_bytes():
                        yield from machine.feed(chunk)
                yield from machine.flush()
            finally:
                response.close()

    async def list_models(self) -> list[str]:
        """Model ids the provider lists. Raises UpstreamError, TransportError, InvalidResponseError."""
        call = Call(self._models_url(), self._headers(None), b"", "GET")
        with self._reporting():
            response = await open_async(self._async_client(), call, self.retries, self.timeout)
            try:
                with transport_errors(call.url):
                    data = await response.aread()
            finally:
                await response.aclose()
            return self._models(response, data)

    def list_models_sync(self) -> list[str]:
        """``list_models`` for code without an event loop."""
        call = Call(self._models_url(), self._headers(None), b"", "GET")
        with self._reporting():
            response = open_sync(self._sync_client(), call, self.retries, self.timeout)
            try:
                with transport_errors(call.url):
                    data = response.read()
            finally:
                response.close()
            return self._models(response, data)

    def check_compatibility(self, request: JSON) -> Compatibility:
        """Converts without sending and tells what would be lost."""
        try:
            conversion = self._convert(request, stream=None)
        except BridgeError as error:
            return Compatibility(possible=False, report=Report(), error=str(error))
        return Compatibility(possible=True, report=conversion.report)

    async def aclose(self) -> None:
        if (client := self._own.pop("async", None)) is not None:
            await cast("httpx.AsyncClient", client).aclose()
        self.close()

    def close(self) -> None:
        if (client := self._own.pop("sync", None)) is not None:
            cast("httpx.Client", client).close()

    async def __aenter__(self) -> Bridge:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __enter__(self) -> Bridge:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------ inside

    def _reporting(self) -> _Reporting:
        return _Reporting(self.hooks)

    def _convert(self, request: JSON, *, stream: bool | None) -> RequestConversion:
        body, model = dict(request), None
        if self.inbound == "gemini":
            # Gemini keeps the model in the URL; here it travels beside the body.
            model = body.pop("model", None)
            if not isinstance(model, str):
                raise ConfigurationError(
                    "a Gemini request needs its model beside the body: {'model': …, 'contents': …}"
                )
        elif stream is not None:
            body["stream"] = stream
            if not stream:
                body.pop("stream_options", None)
                del body["stream"]
        asked = model if model is not None else body.get("model")
        target = self._map(asked) if isinstance(asked, str) else None
        conversion = convert_request(
            body,
            self.inbound,
            self.adapter,
            model=model,
            stream=stream if model is not None else None,
            target_model=target,
        )
        if (
            self.hooks.on_request is not None
            and (changed := self.hooks.on_request(conversion.body, conversion.report)) is not None
        ):
            conversion.body = changed
        return conversion

    def _map(self, model: str) -> str:
        mapping = self.model_mapping
        if mapping is None:
            return model
        if callable(mapping):
            return mapping(model)
        if model in mapping:
            return mapping[model]
        return next((target for glob, target in mapping.items() if fnmatchcase(model, glob)), model)

    def _call(self, conversion: RequestConversion) -> Call:
        context = conversion.context
        paths = self.adapter.paths
        path = paths.get("stream" if context.stream else "chat") or paths.get("chat") or conversion.path
        url = join_url(self.base_url, path.replace("{model}", context.target_model))
        return Call(url, self._headers(conversion), codec.dumps(conversion.body))

    def _headers(self, conversion: RequestConversion | None) -> dict[str, str]:
        headers = {"content-type": "application/json", "user-agent": "amux-bridge", **self.adapter.headers}
        if self.adapter.format == "anthropic":
            headers.setdefault("anthropic-version", "2023-06-01")
            if conversion is not None and not conversion.verbatim:
                from bridge.formats.anthropic import required_betas

                if betas := required_betas(conversion.body):
                    headers["anthropic-beta"] = ",".join(betas)
        return {**headers, **self.adapter.auth_headers(self.api_key), **self.headers}

    def _answer(self, conversion: RequestConversion, response: httpx.Response, data: bytes) -> Answer:
        if response.status_code >= 400:
            raise self._refused(response, data)
        try:
            body = codec.loads(data)
        except codec.JSONDecodeError as error:
            raise InvalidResponseError(f"the answer is not JSON: {error}") from None
        if not is_object(body):
            raise InvalidResponseError("the answer is not a JSON object")
        if conversion.verbatim:
            usage, _ = format_of(self.adapter.format).facts_of(body, self.adapter.dialect, conversion.context)
            converted, report = body, Report()
        else:
            result = convert_response(body, conversion.context, self.adapter.dialect)
            converted, report, usage = result.body, result.report, result.parsed.usage
            if result.parsed.error is not None and self.inbound != "openai-responses":
                raise UpstreamError(result.parsed.error)
        if self.hooks.on_response is not None and (changed := self.hooks.on_response(converted, report)) is not None:
            converted = changed
        return Answer(converted, request_report=conversion.report, report=report, usage=usage)

    def _refused(self, response: httpx.Response, data: bytes) -> UpstreamError:
        error = format_of(self.adapter.format).parse_error(response.status_code, parsed(data), self.adapter.dialect)
        if error.retry_after_s is None:
            error.retry_after_s = retry_after_s(response.headers)
        return UpstreamError(error)

    def _models_url(self) -> str:
        path = self.adapter.paths.get("models") or (
            "/v1beta/models" if self.adapter.format == "gemini" else "/v1/models"
        )
        return join_url(self.base_url, path)

    def _models(self, response: httpx.Response, data: bytes) -> list[str]:
        if response.status_code >= 400:
            raise self._refused(response, data)
        body = parsed(data)
        rows = body.get("data", body.get("models")) if is_object(body) else None
        if not is_array(rows):
            raise InvalidResponseError("the model list has neither data nor models")
        names = [str(row.get("id") or row.get("name") or "") for row in rows if is_object(row)]
        return [name.removeprefix("models/") for name in names if name]

    def _async_client(self) -> httpx.AsyncClient:
        if self.http_client is not None:
            return self.http_client
        return cast(
            "httpx.AsyncClient", self._own.setdefault("async", None) or self._keep("async", httpx.AsyncClient())
        )

    def _sync_client(self) -> httpx.Client:
        if self.sync_http_client is not None:
            return self.sync_http_client
        return cast("httpx.Client", self._own.setdefault("sync", None) or self._keep("sync", httpx.Client()))

    def _keep(self, name: str, client: Any) -> Any:
        self._own[name] = client
        return client


class _Events:
    """Upstream bytes → parsed events of the inbound format."""

    def __init__(self, conversion: RequestConversion, bridge: Bridge) -> None:
        self._converter = StreamConverter(conversion.context, bridge.adapter.dialect)
        self._decoder = sse.Decoder()
        self._hook = bridge.hooks.on_stream_event

    def feed(self, chunk: bytes) -> Iterator[JSON]:
        return self._parsed(self._converter.feed(chunk))

    def flush(self) -> Iterator[JSON]:
        return self._parsed(self._converter.flush())

    def _parsed(self, data: bytes) -> Iterator[JSON]:
        for event in self._decoder.feed(data):
            if event.data == b"[DONE]":
                continue
            value = cast("JSON", codec.loads(event.data))
            if self._hook is not None:
                self._hook(value)
            yield value
        if self._converter.error is not None:
            raise UpstreamError(self._converter.error)


class _Reporting:
    """Tells ``on_error`` of the library's own errors and lets them go on."""

    def __init__(self, hooks: Hooks) -> None:
        self._hook: Callable[[BridgeError], None] | None = hooks.on_error

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._hook is not None and isinstance(error, BridgeError):
            self._hook(error)


def create_bridge(
    *,
    outbound: str | Adapter,
    inbound: str = "openai-chat",
    api_key: str | None = None,
    base_url: str | None = None,
    model_mapping: ModelMapping | None = None,
    hooks: Hooks | None = None,
    retries: RetryPolicy | None = None,
    timeout: float | httpx.Timeout | None = None,
    headers: Mapping[str, str] | None = None,
    http_client: httpx.AsyncClient | None = None,
    sync_http_client: httpx.Client | None = None,
    registry: Registry | None = None,
) -> Bridge:
    """A bridge from the ``inbound`` format (or the format of the adapter so named) to the ``outbound`` adapter.

    model_mapping: a dict of names or globs, or a function.  timeout: seconds, or an ``httpx.Timeout``.
    Raises ConfigurationError for unknown names.
    """
    known = registry or Registry()
    adapter = known.get(outbound) if isinstance(outbound, str) else outbound
    client_format = (
        inbound if inbound in ("openai-chat", "openai-responses", "anthropic", "gemini") else known.get(inbound).format
    )
    address = base_url or adapter.base_url
    if not address:
        raise ConfigurationError(f"the adapter {adapter.name!r} has no address of its own; give base_url")
    limits = timeout if isinstance(timeout, httpx.Timeout) else httpx.Timeout(timeout or 600.0, connect=10.0)
    return Bridge(
        inbound=format_of(client_format).name, adapter=adapter, base_url=address, api_key=api_key, model_mapping=model_mapping,
        hooks=hooks or Hooks(), retries=retries or RetryPolicy(), timeout=limits, headers=dict(headers or {}),
        http_client=http_client, sync_http_client=sync_http_client,
    )  # fmt: skip
