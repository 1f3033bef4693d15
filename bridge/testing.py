"""The conformance kit: what every adapter must hold, for authors of third-party adapters.

    from bridge.testing import check_adapter, Recording

    def test_my_adapter():
        assert check_adapter(MY_ADAPTER, [Recording(stream=open("answer.sse", "rb").read())]) == []

Nothing is sent anywhere. Problems come back as sentences, so that any test runner can show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bridge import codec, ir, sse
from bridge.adapter import Adapter
from bridge.convert import (
    FORMAT_NAMES,
    StreamConverter,
    answer_context,
    convert_error,
    convert_request,
    convert_response,
    format_of,
)
from bridge.errors import BridgeError, ConversionError
from bridge.json_types import is_array, is_object

_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
_SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
_CHUNKINGS = (1, 7, 64, 1 << 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Something the provider really answered: a whole body, the bytes of a stream, or an error body with its status."""

    body: dict[str, Any] | None = None
    stream: bytes | None = None
    error: Any = None
    status: int = 200


def sample_requests() -> dict[str, dict[str, Any]]:
    """Requests in the Chat Completions format that every provider should take in some form, by what they show."""
    call = {"id": "call_1", "type": "function", "function": {"name": "get_weather", "arguments": '{"city":"Paris"}'}}
    tool = {
        "type": "function",
        "function": {"name": "get_weather", "description": "Weather of a city", "parameters": _SCHEMA},
    }
    ask = {"role": "user", "content": "How is the weather?"}
    image = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{_PIXEL}"}}
    return {
        "text": {"model": "m", "messages": [{"role": "system", "content": "Be brief."}, ask]},
        "tools": {"model": "m", "messages": [ask], "tools": [tool], "tool_choice": "auto"},
        "loop": {
            "model": "m", "tools": [tool],
            "messages": [ask, {"role": "assistant", "content": None, "tool_calls": [call]}, {"role": "tool", "tool_call_id": "call_1", "content": "sunny"}],
        },
        "image": {"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": "What is this?"}, image]}]},
        "limits": {"model": "m", "messages": [ask], "max_completion_tokens": 2000, "temperature": 0.3, "stop": ["END"]},
        "schema": {
            "model": "m", "messages": [ask],
            "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": {**_SCHEMA, "additionalProperties": False}, "strict": True}},
        },
        "reasoning": {"model": "m", "messages": [ask], "reasoning_effort": "low"},
    }  # fmt: skip


def check_adapter(adapter: Adapter, recordings: Iterable[Recording] = ()) -> list[str]:
    """Every problem found, in words; an empty list means the adapter holds."""
    problems = list(_declaration(adapter))
    if problems:
        return problems
    for name, request in sample_requests().items():
        problems.extend(_request(adapter, name, request))
    for number, recording in enumerate(recordings):
        problems.extend(_recording(adapter, f"recording {number}", recording))
    return problems


def _declaration(adapter: Adapter) -> Iterator[str]:
    if not adapter.name:
        yield "the adapter has no name"
    if adapter.format not in FORMAT_NAMES:
        yield f"unknown format {adapter.format!r}"
    elif type(adapter.dialect) is not type(format_of(adapter.format).default_dialect):
        yield f"the dialect is no {type(format_of(adapter.format).default_dialect).__name__}"
    if adapter.auth != "none" and not adapter.auth_headers("secret"):
        yield "auth_headers gives nothing for a key"
    if "secret" in repr(adapter):
        yield "the adapter's repr shows a secret"


def _request(adapter: Adapter, name: str, request: dict[str, Any]) -> Iterator[str]:
    """A request reaches the provider from every client format, with the mapped model, and reads back as what it was."""
    for client in FORMAT_NAMES:
        where = f"request {name!r} from {client}"
        try:
            body, model = _as_client(client, request)
            before = codec.dumps(body)
            sent = convert_request(
                body, client, adapter, model=model, stream=False if model else None, target_model="target-model"
            )
            data = codec.dumps(sent.body)
        except ConversionError:
            continue
        except BridgeError as error:
            yield f"{where}: {type(error).__name__}: {error}"
            continue
        if codec.dumps(body) != before:
            yield f"{where}: the client's body was changed"
        if adapter.format != "gemini" and sent.body.get("model") != "target-model":
            yield f"{where}: the mapped model did not go out"
        if codec.loads(data) != sent.body:
            yield f"{where}: the body does not survive JSON"
        yield from _reads_back(adapter, where, sent.body)


def _as_client(client: str, request: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    from bridge.convert import plain_target

    converted = convert_request(request, "openai-chat", plain_target(client))
    return converted.body, "m" if client == "gemini" else None


def _reads_back(adapter: Adapter, where: str, body: dict[str, Any]) -> Iterator[str]:
    if getattr(adapter.dialect, "wrap", None) is not None:
        body = body["request"]
    try:
        parsed = format_of(adapter.format).parse_request(body, "target-model", False)
    except BridgeError as error:
        yield f"{where}: what was built cannot be read again: {error}"
        return
    if not any(message.role == "user" for message in parsed.messages):
        yield f"{where}: the user's message is gone"


def _recording(adapter: Adapter, where: str, recording: Recording) -> Iterator[str]:
    for client in FORMAT_NAMES:
        context = answer_context(adapter.format, client, model="m", dialect=adapter.dialect)
        if recording.body is not None:
            try:
                convert_response(recording.body, context, adapter.dialect)
            except BridgeError as error:
                yield f"{where} for {client}: {error}"
        if recording.error is not None:
            status, body = convert_error(recording.status, recording.error, adapter.format, client, adapter.dialect)
            if status < 400 or not codec.dumps(body):
                yield f"{where} for {client}: an error became status {status}"
        if recording.stream is not None:
            yield from _stream(adapter, f"{where} for {client}", client, recording.stream)
    if recording.stream is not None:
        yield from _order(adapter, where, recording.stream)


def _stream(adapter: Adapter, where: str, client: str, data: bytes) -> Iterator[str]:
    """The same bytes in any chunking give the same answer."""
    answers: set[bytes] = set()
    for size in _CHUNKINGS:
        context = answer_context(adapter.format, client, model="m", dialect=adapter.dialect)
        converter = StreamConverter(context, adapter.dialect)
        out = (
            b"".join(converter.feed(data[start : start + size]) for start in range(0, len(data), size))
            + converter.flush()
        )
        if converter.finish is None and converter.error is None:
            yield f"{where}: the stream has no end"
        answers.add(_without_chance(out))
    if len(answers) > 1:
        yield f"{where}: different chunking gives different answers"


def _without_chance(data: bytes) -> bytes:
    """The answer without the ids and times that are made anew each time."""
    kept: list[bytes] = []
    for event in sse.Decoder().feed(data):
        if event.data == b"[DONE]":
            kept.append(event.data)
            continue
        value = codec.loads(event.data)
        kept.append(codec.dumps(_strip(value)))
    return b"\n".join(kept)


def _strip(value: Any) -> Any:
    if is_object(value):
        made = {
            "id",
            "item_id",
            "call_id",
            "created",
            "created_at",
            "completed_at",
            "responseId",
            "signature",
            "encrypted_content",
            "thoughtSignature",
        }
        return {key: _strip(child) for key, child in value.items() if key not in made}
    if is_array(value):
        return [_strip(child) for child in value]
    return value


def _order(adapter: Adapter, where: str, data: bytes) -> Iterator[str]:
    """IR invariants: parts do not interleave, each is closed, exactly one end comes last."""
    parser = format_of(adapter.format).stream_parser(
        adapter.dialect, answer_context(adapter.format, adapter.format, dialect=adapter.dialect)
    )
    decoder = sse.Decoder()
    events = [item for event in [*decoder.feed(data), *decoder.flush()] for item in parser.feed(event)]
    events += parser.flush()
    open_part: int | None = None
    for event in events:
        match event:
            case ir.PartStart():
                if open_part is not None:
                    yield f"{where}: part {event.index} begins while part {open_part} is open"
                open_part = event.index
            case ir.PartDelta() | ir.NativeDelta() | ir.CitationDelta() if event.index != open_part:
                yield f"{where}: a delta for part {event.index}, which is not open"
            case ir.PartEnd():
                open_part = None
            case _:
                pass
    ends = [event for event in events if isinstance(event, ir.Finish | ir.StreamError)]
    if len(ends) != 1 or (events and events[-1] is not ends[0]):
        yield f"{where}: {len(ends)} ends of the stream, one expected, as the last event"
    if open_part is not None:
        yield f"{where}: part {open_part} is never closed"
