"""Pure conversion between formats: requests, responses, streams and errors. No I/O.

One exchange: ``convert_request`` gives the upstream body and a ``Context``; the answer goes back through ``convert_response`` or a
``StreamConverter`` with that context. Same format and a ``verbatim`` target: the body passes as it is, only the model replaced.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol, cast, get_args

from bridge import carrier, codec, ir, sse
from bridge.errors import ConfigurationError, InvalidRequestError, InvalidResponseError
from bridge.formats.base import Context, Dialect, Format
from bridge.json_types import is_array, is_object
from bridge.report import Report

FORMAT_NAMES: tuple[ir.FormatName, ...] = get_args(ir.FormatName)


@cache
def format_of(name: str) -> Format:
    """The format of that name (loaded on first use). Raises ConfigurationError naming the known ones."""
    if name not in FORMAT_NAMES:
        raise ConfigurationError(f"unknown format {name!r}; known: {', '.join(FORMAT_NAMES)}")
    module = importlib.import_module("bridge.formats." + name.replace("-", "_"))
    return cast("Format", module.FORMAT)


class Target(Protocol):
    """What conversion needs to know of an outbound side; ``Adapter`` satisfies it."""

    @property
    def format(self) -> ir.FormatName: ...
    @property
    def dialect(self) -> Dialect: ...
    @property
    def verbatim(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class PlainTarget:
    """A format spoken by its own vendor."""

    format: ir.FormatName
    dialect: Dialect
    verbatim: bool = True


def plain_target(name: str) -> PlainTarget:
    chosen = format_of(name)
    return PlainTarget(chosen.name, chosen.default_dialect)


@dataclass(slots=True)
class RequestConversion:
    """``body`` is what to send; ``path`` the endpoint below the base URL. ``verbatim`` tells that nothing but the model changed."""

    body: dict[str, Any]
    path: str
    context: Context
    report: Report
    verbatim: bool = False


@dataclass(slots=True)
class BodyConversion:
    """``parsed`` is what was read. Its ``error`` tells a failure inside a 200, which ``body`` can say in the Responses format only."""

    body: dict[str, Any]
    parsed: ir.Response
    report: Report = field(default_factory=Report)


def holds_carried_state(value: Any) -> bool:
    """Whether a body holds another vendor's state in one of our tokens (see ``carrier``); such a body must not pass verbatim."""
    stack = [value]
    while stack:
        node = stack.pop()
        if is_object(node):
            stack.extend(node.values())
        elif is_array(node):
            stack.extend(node)
        elif isinstance(node, str) and (node.startswith(carrier.PREFIX) or carrier.ID_SEPARATOR in node):
            return True
    return False


def convert_request(
    body: Any,
    source: str,
    target: Target,
    *,
    model: str | None = None,
    stream: bool | None = None,
    target_model: str | None = None,
    carried: bool | None = None,
) -> RequestConversion:
    """``body`` in the ``source`` format for ``target``.

    model, stream: from the URL, for Gemini.  target_model: what to ask the upstream for (default: what the client asked for).
    carried: whether the raw bytes hold ``carrier.PREFIX``, when the caller has looked already.
    Raises InvalidRequestError with the path inside the body, ConversionError when the target cannot express it at all.
    """
    inbound = format_of(source)
    outbound = format_of(target.format)
    if not is_object(body):
        raise InvalidRequestError(f"must be a JSON object, is {_json_type(body)}")
    if carried is None:
        carried = holds_carried_state(body)
    if inbound.name == outbound.name and target.verbatim and not carried:
        return _verbatim(body, inbound, target, model, stream, target_model)
    report = Report()
    try:
        request = inbound.parse_request(body, model, stream)
        context = Context(
            inbound=inbound.name, outbound=outbound.name, vendor=target.dialect.vendor, model=request.model,
            target_model=target_model or request.model, stream=request.stream, request=request, body=body,
        )  # fmt: skip
        built = outbound.build_request(request, target.dialect, report, context)
    except RecursionError:
        raise InvalidRequestError("nested too deeply") from None
    report.audit_later(body, built)
    return RequestConversion(built, outbound.endpoint(context.target_model, request.stream), context, report)


def _verbatim(
    body: dict[str, Any],
    inbound: Format,
    target: Target,
    model: str | None,
    stream: bool | None,
    target_model: str | None,
) -> RequestConversion:
    asked = model if model is not None else body.get("model")
    if not isinstance(asked, str):
        raise InvalidRequestError("must be a string" if asked is not None else "is required", "model")
    streaming = stream if stream is not None else body.get("stream") is True
    wanted = target_model or asked
    if "model" in body and body["model"] != wanted:
        body = {**body, "model": wanted}
    context = Context(
        inbound=inbound.name, outbound=inbound.name, vendor=target.dialect.vendor, model=asked, target_model=wanted,
        stream=streaming, body=body,
    )  # fmt: skip
    return RequestConversion(body, inbound.endpoint(wanted, streaming), context, Report(), verbatim=True)


def answer_context(
    source: str, target: str, *, model: str = "", dialect: Dialect | None = None, extensions: bool = True
) -> Context:
    """A context for converting an answer whose request is not at hand. ``source`` is the upstream's format, ``target`` the client's.

    extensions: see ``Context.extensions``.
    """
    upstream = format_of(source)
    return Context(
        inbound=format_of(target).name, outbound=upstream.name, vendor=(dialect or upstream.default_dialect).vendor,
        model=model, target_model=model,
        extensions=extensions,
    )  # fmt: skip


def convert_response(body: Any, context: Context, dialect: Dialect | None = None) -> BodyConversion:
    """An upstream's whole answer for the client. Raises InvalidResponseError when it is not its format."""
    upstream, client = format_of(context.outbound), format_of(context.inbound)
    if not is_object(body):
        raise InvalidResponseError(f"must be a JSON object, is {_json_type(body)}")
    report = Report()
    response = upstream.parse_response(body, dialect or upstream.default_dialect, context)
    built = client.build_response(response, report, context)
    report.audit_later(body, built)
    return BodyConversion(built, response, report)


def convert_error(
    status: int,
    body: Any,
    source: str,
    target: str,
    dialect: Dialect | None = None,
    *,
    retry_after_s: float | None = None,
) -> tuple[int, dict[str, Any]]:
    """An upstream's error (any envelope, parsed JSON or text) in the client's envelope, with the status to answer."""
    upstream = format_of(source)
    error = upstream.parse_error(status, body, dialect or upstream.default_dialect)
    if retry_after_s is not None and error.retry_after_s is None:
        error.retry_after_s = retry_after_s
    return format_of(target).build_error(error)


class StreamConverter:
    """Bytes of the upstream's stream in, bytes for the client out.

    ``usage``, ``finish`` and ``error`` tell afterwards what was seen. A broken stream ends with the client format's error event;
    ``feed`` and ``flush`` do not raise for anything the upstream sends.
    """

    __slots__ = ("_builder", "_decoder", "_done", "_parser", "error", "finish", "report", "started")

    def __init__(self, context: Context, dialect: Dialect | None = None) -> None:
        upstream, client = format_of(context.outbound), format_of(context.inbound)
        self.report = Report()
        self._decoder = upstream.decoder()
        self._parser = upstream.stream_parser(dialect or upstream.default_dialect, context)
        self._builder = client.stream_builder(self.report, context)
        self._done = False
        #: Whether content (not just the opening) has gone out.
        self.started = False
        self.finish: ir.Finish | None = None
        self.error: ir.Error | None = None

    @property
    def done(self) -> bool:
        return self._done

    @property
    def usage(self) -> ir.Usage | None:
        return self.finish.usage if self.finish is not None else None

    def feed(self, chunk: bytes) -> bytes:
        if self._done:
            return b""
        out: list[bytes] = []
        try:
            for event in self._decoder.feed(chunk):
                for change in self._parser.feed(event):
                    if change.__class__ is ir.PartDelta and not self._done:
                        out.append(self._builder.feed(change))
                    else:
                        out.append(self._build(change))
        except (InvalidResponseError, sse.EventTooLargeError) as error:
            out.append(
                self.fail(ir.Error(status=502, message=f"The upstream's stream is broken: {error}", kind="server"))
            )
        return out[0] if len(out) == 1 else b"".join(out)

    def flush(self) -> bytes:
        """The upstream's bytes have ended."""
        if self._done:
            return b""
        out: list[bytes] = []
        try:
            for event in self._decoder.flush():
                out.extend(map(self._build, self._parser.feed(event)))
            out.extend(map(self._build, self._parser.flush()))
        except InvalidResponseError as error:
            out.append(
                self.fail(ir.Error(status=502, message=f"The upstream's stream is broken: {error}", kind="server"))
            )
        if not self._done:
            self._done = True
            out.append(self._builder.flush())
        return b"".join(out)

    def fail(self, error: ir.Error) -> bytes:
        """End the stream with an error of our own (timeout, connection lost)."""
        if self._done:
            return b""
        return self._build(ir.StreamError(error=error))

    def _build(self, event: ir.StreamEvent) -> bytes:
        if self._done:
            return b""
        match event:
            case ir.Finish():
                self.finish = event
            case ir.StreamError():
                self.error = event.error
            case ir.PartStart():
                self.started = True
            case _:
                pass
        data = self._builder.feed(event)
        if isinstance(event, ir.Finish | ir.StreamError):
            self._done = True
            data += self._builder.flush()
        return data


def _json_type(value: Any) -> str:
    if isinstance(value, bool):
        return "a boolean"
    kinds: dict[type, str] = {dict: "an object", list: "an array", str: "a string", int: "a number", float: "a number"}
    return kinds.get(type(cast("object", value)), "null")


def loads_body(data: bytes) -> dict[str, Any]:
    """A request body's bytes as an object; InvalidRequestError says where the JSON ends to be JSON."""
    try:
        value = codec.loads(data)
    except codec.JSONDecodeError as error:
        raise InvalidRequestError(f"the body is not valid JSON: {error}") from None
    if not is_object(value):
        raise InvalidRequestError(f"the body must be a JSON object, is {_json_type(value)}")
    return value
