"""``python -m bridge convert``: conversions on standard input and output, one at a time or as JSON lines."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from typing import IO, Any, TypeGuard
from urllib.parse import unquote

from bridge import codec
from bridge.convert import (
    FORMAT_NAMES,
    StreamConverter,
    answer_context,
    convert_error,
    convert_request,
    convert_response,
    format_of,
    plain_target,
)
from bridge.errors import BridgeError, InvalidRequestError
from bridge.json_types import is_array, is_object

#: Where URLs carry the model: Gemini's own, and Azure's deployments.
_GEMINI_PATH = re.compile(r"/models/(?P<model>[^/:]+):(?P<method>\w+)")
_DEPLOYMENT = re.compile(r"/deployments/(?P<model>[^/]+)/")
KINDS = ("request", "response", "stream", "error")


def convert_case(case: dict[str, Any]) -> dict[str, Any]:
    """One conversion: ``{"from", "to", "kind", "body" | "events", "eol"?, "status"?, "path"?, "model"?}`` →
    ``{"body" | "events", "report", …}``. Raises BridgeError."""
    source, target, kind = (_text(case, key) for key in ("from", "to", "kind"))
    for name in (source, target):
        format_of(name)
    if kind == "request":
        return _request(case, source, target)
    if kind == "response":
        result = convert_response(case.get("body"), answer_context(source, target, extensions=False))
        if source == target:
            return {"body": case["body"], "report": []}
        return {"body": result.body, "report": result.report.as_list()}
    if kind == "stream":
        return _stream(case, source, target)
    if kind == "error":
        status = case.get("status")
        code = status if isinstance(status, int) and not isinstance(status, bool) else 500
        answered, body = (
            (code, case["body"])
            if source == target and "body" in case
            else convert_error(code, case.get("body"), source, target)
        )
        return {"body": body, "status": answered, "report": []}
    raise InvalidRequestError(f"must be one of {', '.join(KINDS)}, is {kind!r}", "kind")


def _request(case: dict[str, Any], source: str, target: str) -> dict[str, Any]:
    body, path = case.get("body"), case.get("path")
    model = case.get("model") if isinstance(case.get("model"), str) else None
    stream: bool | None = None
    if source == "gemini":
        if isinstance(path, str) and (named := _GEMINI_PATH.search(path)):
            model = model or unquote(named["model"])
            stream = named["method"].startswith("stream")
        model, stream = model or "gemini-2.5-flash", bool(stream)
    elif isinstance(body, dict) and "model" in body:
        model = None
    elif model is None and isinstance(path, str) and (deployed := _DEPLOYMENT.search(path)):
        model = unquote(deployed["model"])
    result = convert_request(body, source, plain_target(target), model=model, stream=stream)
    return {
        "body": result.body,
        "path": result.path,
        "model": result.context.target_model,
        "report": result.report.as_list(),
    }


def _stream(case: dict[str, Any], source: str, target: str) -> dict[str, Any]:
    events = case.get("events")
    if not _are_texts(events):
        raise InvalidRequestError("must be a list of raw SSE event texts", "events")
    if source == target:
        return {"events": events, "report": []}
    eol = "\r\n" if case.get("eol") in ("\r\n", "CRLF", "crlf") else "\n"
    converter = StreamConverter(answer_context(source, target, extensions=False))
    out: list[bytes] = []
    for event in events:
        text = event.replace("\r\n", "\n").rstrip("\n").replace("\n", eol)
        out.append(converter.feed((text + eol + eol).encode("utf-8", "surrogatepass")))
    out.append(converter.flush())
    return {"events": split_events(b"".join(out)), "report": converter.report.as_list()}


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return is_array(value) and all(isinstance(item, str) for item in value)


def split_events(data: bytes) -> list[str]:
    """Raw SSE events without their closing blank line."""
    text = data.decode("utf-8", "surrogatepass").replace("\r\n", "\n")
    return [event for event in text.split("\n\n") if event.strip("\n")]


def convert_lines(lines: IO[bytes]) -> Iterator[bytes]:
    """The batch form: one JSON object a line in, one out, in order; a bad line gives ``{"id", "error"}``."""
    for line in lines:
        if not line.strip():
            continue
        case: Any = None
        try:
            case = codec.loads(line)
            if not is_object(case):
                raise InvalidRequestError("a line must be a JSON object")
            answer: dict[str, Any] = {"id": case.get("id"), **convert_case(case)}
        except (BridgeError, codec.JSONDecodeError) as error:
            answer = {"id": case.get("id") if is_object(case) else None, "error": str(error)}
        yield codec.dumps(answer) + b"\n"


def _text(case: dict[str, Any], key: str) -> str:
    value = case.get(key)
    if not isinstance(value, str):
        raise InvalidRequestError("must be a text" if key in case else "is required", key)
    return value


def _convert_one(options: argparse.Namespace, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[str]) -> None:
    data = stdin.read()
    case: dict[str, Any] = {
        "from": options.source,
        "to": options.target,
        "kind": options.kind,
        "model": options.model,
        "status": options.status,
    }
    report: list[dict[str, str]]
    if options.kind == "stream":
        if options.source == options.target:
            stdout.write(data)
            report = []
        else:
            converter = StreamConverter(
                answer_context(options.source, options.target, model=options.model or "", extensions=False)
            )
            stdout.write(converter.feed(data) + converter.flush())
            report = converter.report.as_list()
    else:
        try:
            case["body"] = codec.loads(data)
        except codec.JSONDecodeError as error:
            raise InvalidRequestError(f"standard input is not JSON: {error}") from None
        result = convert_case(case)
        stdout.write(codec.dumps(result["body"]) + b"\n")
        report = result["report"]
    if options.report:
        for line in report:
            stderr.write(f"{line['severity']}: {line['path'] or '(body)'} {line['action']}: {line['reason']}\n")


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0, 1 for input that cannot be converted, 2 for a wrong call."""
    parser = argparse.ArgumentParser(
        prog="python -m bridge", description="Convert LLM API bodies and streams between wire formats."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    convert = commands.add_parser("convert", help="convert standard input to standard output")
    convert.add_argument("--from", dest="source", choices=FORMAT_NAMES, help="format of the input")
    convert.add_argument("--to", dest="target", choices=FORMAT_NAMES, help="format of the output")
    convert.add_argument("--kind", choices=KINDS, help="what the input is")
    convert.add_argument("--model", help="model name, for Gemini requests (it stands in the URL there)")
    convert.add_argument("--status", type=int, help="HTTP status of an error")
    convert.add_argument("--report", action="store_true", help="write the conversion report to standard error")
    convert.add_argument("--jsonl", action="store_true", help="batch form: JSON lines in and out")
    options = parser.parse_args(arguments)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    if options.jsonl:
        for line in convert_lines(stdin):
            stdout.write(line)
        stdout.flush()
        return 0
    missing = [
        name
        for name, value in (("--from", options.source), ("--to", options.target), ("--kind", options.kind))
        if value is None
    ]
    if missing:
        convert.error(f"{', '.join(missing)} required (or --jsonl)")
    try:
        _convert_one(options, stdin, stdout, sys.stderr)
    except BridgeError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
