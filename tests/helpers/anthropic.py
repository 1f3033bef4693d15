"""Shortcuts for the tests of the Anthropic format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bridge import ir, sse
from bridge.convert import answer_context
from bridge.formats.anthropic import FORMAT, AnthropicDialect
from bridge.formats.base import Context
from bridge.report import Report

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "anthropic"


def fixture(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def build(
    request: ir.Request, *, model: str = "claude-sonnet-4-5", dialect: AnthropicDialect | None = None
) -> tuple[dict[str, Any], Report, Context]:
    """(body, report, context) of ``request`` sent to ``model``."""
    chosen = dialect or AnthropicDialect()
    report = Report()
    context = Context(
        inbound=request.origin, outbound="anthropic", vendor=chosen.vendor, model=request.model, target_model=model,
        stream=request.stream, request=request,
    )  # fmt: skip
    return FORMAT.build_request(request, chosen, report, context), report, context


def rebuild(body: dict[str, Any], **options: Any) -> dict[str, Any]:
    """A body of this format read and written again, for the same model unless ``model`` says another."""
    request = FORMAT.parse_request(body, None, None)
    return build(request, **{"model": request.model, **options})[0]


def foreign(*messages: ir.Message, **fields: Any) -> ir.Request:
    """A request of a Chat Completions client; a user message stands in when none is given."""
    talk = list(messages) or [ir.Message(role="user", parts=[ir.TextPart(text="hi")], path="messages[0]")]
    return ir.Request(**{"origin": "openai-chat", "model": "gpt-x", **fields}, messages=talk)


def said(role: ir.Role, *parts: ir.Part | str, path: str = "messages[9]") -> ir.Message:
    read = [ir.TextPart(text=part, path=f"{path}.content") if isinstance(part, str) else part for part in parts]
    return ir.Message(role=role, parts=read, path=path)


def lines(report: Report) -> dict[str, str]:
    """What was done, by path, without the audit."""
    return {line.path: line.action for line in report.explicit}


def parse_stream(
    data: bytes, context: Context | None = None, *, dialect: AnthropicDialect | None = None
) -> list[ir.StreamEvent]:
    parser = FORMAT.stream_parser(dialect or AnthropicDialect(), context or answer_context("anthropic", "openai-chat"))
    decoder = sse.Decoder()
    events = [item for event in [*decoder.feed(data), *decoder.flush()] for item in parser.feed(event)]
    return [*events, *parser.flush()]


def frames(*events: dict[str, Any]) -> bytes:
    return b"".join(sse.encode(json.dumps(event).encode(), event["type"]) for event in events)


def payloads(data: bytes) -> list[dict[str, Any]]:
    """The JSON of every event; the event name must be its type."""
    found: list[dict[str, Any]] = []
    for event in sse.Decoder().feed(data):
        body = json.loads(event.data)
        assert event.event == body["type"]
        found.append(body)
    return found
