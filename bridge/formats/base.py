"""What every wire format provides, and the per-exchange state that request, response and stream conversion share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bridge import ir, sse
from bridge.names import NameMap
from bridge.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one vendor's use of a format differs. Each format subclasses this with the fields it needs.

    ``vendor`` says whose opaque state (signatures, encrypted reasoning) this endpoint understands.
    """

    vendor: str


@dataclass(slots=True, kw_only=True)
class Context:
    """State of one exchange, made by ``convert.request`` and needed to convert its answer.

    Only builders of the request write to it; it is never shared between exchanges.
    """

    inbound: ir.FormatName
    outbound: ir.FormatName
    #: Whose state the outbound side speaks (``Dialect.vendor``).
    vendor: str
    #: The model name the client asked for; answers carry it.
    model: str = ""
    #: The model name the upstream is asked for.
    target_model: str = ""
    stream: bool = False
    #: The parsed request; Responses answers echo parts of it. None when only an answer is converted.
    request: ir.Request | None = None
    #: The client's body as it came.
    body: Mapping[str, Any] | None = None
    #: Tool names as sent upstream against the client's own (see ``NameMap``).
    names: NameMap = field(default_factory=NameMap)
    #: Freeform tools that went out as one-string functions (sent names): their calls come back as ``kind="custom"``.
    custom_tools: set[str] = field(default_factory=set[str])
    #: Namespaces of tools by sent name, restored on calls.
    namespaces: dict[str, str] = field(default_factory=dict[str, str])
    #: Name of the invented tool that stands for structured output; its call comes back as text.
    json_tool: str | None = None
    #: What a converted answer is to be called when the upstream's own id will not do: whoever stores answers needs each once only,
    #: and some servers give the same id to all.
    answer_id: str = ""
    #: Gemini without ``alt=sse`` frames its stream as a JSON array.
    json_array: bool = False
    #: Whether answers may carry what the client format's clients know though its vendor's own types do not: readable reasoning and
    #: streamed citations in Chat Completions. Off gives the vendor's strict form, for judges and strict clients.
    extensions: bool = True
    #: Number of the next stream event (Responses counts them); above 0 when a passed-through stream is ended by us.
    sequence: int = 0


class StreamDecoder(Protocol):
    """Bytes in any chunking → events. ``sse.Decoder`` for most; Gemini's also reads a JSON array."""

    def feed(self, chunk: bytes) -> list[sse.Event]: ...

    def flush(self) -> list[sse.Event]: ...


class StreamParser(Protocol):
    """Upstream events → IR. ``feed`` never raises for odd content of a known event; it raises InvalidResponseError for non-JSON."""

    def feed(self, event: sse.Event) -> list[ir.StreamEvent]: ...

    def flush(self) -> list[ir.StreamEvent]:
        """End of the upstream's bytes: closes what is open and gives the one ``Finish`` (or ``StreamError`` when it was cut)."""
        ...


class StreamCollector(Protocol):
    """Upstream events → the whole answer they stand for, for endpoints that only stream."""

    body: dict[str, Any] | None

    def feed(self, event: sse.Event) -> None: ...


class StreamBuilder(Protocol):
    """IR → bytes for the client, terminators included."""

    def feed(self, event: ir.StreamEvent) -> bytes: ...

    def flush(self) -> bytes:
        """What is still owed after the last event (``[DONE]`` and the like)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One wire format: pure functions and machine factories, no I/O.

    parse_request(body, model, stream) raises InvalidRequestError with the path; ``model``/``stream`` come from the URL for formats
    that keep them there (Gemini) and are None otherwise.
    build_request(request, dialect, report, context) returns the body and reports every loss; ``context.target_model`` is the model.
    parse_response(body, dialect, context) raises InvalidResponseError.
    parse_error(status, body, dialect) reads any envelope, also plain text. build_error(error) gives status and body.
    decoder() cuts an upstream's bytes into events.
    facts(body, dialect, context) is what ``parse_response`` gives as usage and first finish reason, without reading the content; None where
    reading all of it is as quick.
    collector() puts a stream together to a whole answer; None where no endpoint of the format only streams.
    endpoint(model, stream) is the path below the base URL, e.g. ``/v1/messages``.
    """

    name: ir.FormatName
    default_dialect: Dialect
    parse_request: Callable[[Mapping[str, Any], str | None, bool | None], ir.Request]
    build_request: Callable[[ir.Request, Dialect, Report, Context], dict[str, Any]]
    parse_response: Callable[[Mapping[str, Any], Dialect, Context], ir.Response]
    build_response: Callable[[ir.Response, Report, Context], dict[str, Any]]
    stream_parser: Callable[[Dialect, Context], StreamParser]
    stream_builder: Callable[[Report, Context], StreamBuilder]
    parse_error: Callable[[int, Any, Dialect], ir.Error]
    build_error: Callable[[ir.Error], tuple[int, dict[str, Any]]]
    endpoint: Callable[[str, bool], str]
    decoder: Callable[[], StreamDecoder] = sse.Decoder
    collector: Callable[[], StreamCollector] | None = None
    facts: Callable[[Mapping[str, Any], Dialect, Context], tuple[ir.Usage, ir.FinishReason]] | None = None

    def facts_of(self, body: Mapping[str, Any], dialect: Dialect, context: Context) -> tuple[ir.Usage, str]:
        """Usage and finish reason of a whole answer. Raises what ``parse_response`` raises."""
        if self.facts is not None:
            return self.facts(body, dialect, context)
        parsed = self.parse_response(body, dialect, context)
        return parsed.usage, parsed.candidates[0].finish_reason if parsed.candidates else ""


def split_extra(obj: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any] | None:
    """The fields that the IR has no place for; None when there are none (the usual case, and cheaper)."""
    if obj.keys() <= known:
        return None
    return {key: value for key, value in obj.items() if key not in known}
