"""A small strict provider on loopback: speaks Chat Completions and Anthropic Messages, refuses what the vendors refuse.

It answers by script, without state: a request that offers tools and has no tool result yet gets a tool call, any other
request gets text. Everything that was asked is kept for the test to look at.
"""

from __future__ import annotations

import json
import select
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

Format = Literal["openai-chat", "anthropic"]
ANSWER = ("It is ", "sunny ", "in Paris.")
ARGUMENTS = ('{"city"', ': "Par', 'is"}')


class RefusedError(Exception):
    """What a vendor answers to a bad request."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(slots=True)
class Behaviour:
    """What the next requests meet; a test changes it at any time."""

    key: str = "upstream-key"
    models: tuple[str, ...] = ("big-model", "small-model")
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hold: threading.Event | None = None
    """Set to let held streams go on after their first event."""
    cut: int | None = None
    """Break a stream off after so many events."""
    answer: Callable[[dict[str, Any]], Iterable[str]] = lambda _body: ANSWER
    """The pieces of a text, by what was asked."""
    thoughts: tuple[str, ...] = ()
    """Pieces of readable reasoning before the text (Chat Completions as DeepSeek has it)."""


class Upstream:
    """Use as a context manager; `base` is what a provider's base URL is set to."""

    def __init__(self, format: Format, key: str = "upstream-key") -> None:
        self.format = format
        self.behaviour = Behaviour(key=key)
        self.asked: list[Asked] = []
        self.left = threading.Event()
        """Set when a client went away during a held stream."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def last(self) -> Asked:
        return self.asked[-1]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.behaviour.hold is not None:
            self.behaviour.hold.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        upstream = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 0

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

            def do_GET(self) -> None:
                upstream._answer(self, b"")

            def do_POST(self) -> None:
                upstream._answer(self, self.rfile.read(int(self.headers.get("content-length", "0"))))

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler, raw: bytes) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        body = json.loads(raw) if raw else {}
        self.asked.append(Asked(handler.command, handler.path, headers, body))
        try:
            self._check_key(headers)
            if handler.path.endswith("/models"):
                return _send(handler, 200, self._models())
            if self.behaviour.status != 200:
                raise RefusedError(self.behaviour.status, "scripted failure")
            speak = _SPEAK[self.format]
            speak.check(handler.path, headers, body, self.behaviour.models)
        except RefusedError as error:
            return _send(handler, error.status, _SPEAK[self.format].error(error), self.behaviour.headers)
        wants_tool = bool(body.get("tools")) and not speak.has_result(body)
        pieces = tuple(self.behaviour.answer(body))
        if not body.get("stream"):
            return _send(handler, 200, speak.whole(body, wants_tool, pieces))
        self._stream(handler, speak.events(body, wants_tool, pieces, self.behaviour.thoughts))
        return None

    def _stream(self, handler: BaseHTTPRequestHandler, events: Iterator[bytes]) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("transfer-encoding", "chunked")
        handler.end_headers()
        try:
            for index, event in enumerate(events):
                if index == self.behaviour.cut:
                    handler.connection.shutdown(socket.SHUT_RDWR)
                    handler.close_connection = True
                    return
                if index == 2 and self.behaviour.hold is not None and not self._held(handler, self.behaviour.hold):
                    return
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(event), event))
            handler.wfile.write(b"0\r\n\r\n")
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True

    def _held(self, handler: BaseHTTPRequestHandler, hold: threading.Event) -> bool:
        """Waits; False when the client has gone meanwhile."""
        for _ in range(10_000):
            if hold.wait(0.002):
                return True
            readable, _, _ = select.select([handler.connection], [], [], 0)
            if readable and not handler.connection.recv(1, socket.MSG_PEEK):
                handler.close_connection = True
                self.left.set()
                return False
        return True

    def _check_key(self, headers: dict[str, str]) -> None:
        if self.format == "anthropic":
            given = headers.get("x-api-key", "")
        else:
            given = headers.get("authorization", "").removeprefix("Bearer ")
        if given != self.behaviour.key:
            raise RefusedError(401, "invalid api key")

    def _models(self) -> dict[str, Any]:
        data = [{"id": model, "object": "model", "type": "model"} for model in self.behaviour.models]
        return {"object": "list", "data": data, "has_more": False}


class _Chat:
    """Chat Completions as the strict vendor has it."""

    @staticmethod
    def check(path: str, headers: dict[str, str], body: dict[str, Any], models: Iterable[str]) -> None:
        _need(path == "/v1/chat/completions", 404, f"no such endpoint {path}")
        _need(body.get("model") in models, 404, f"the model {body.get('model')} does not exist")
        open_calls: list[str] = []
        for message in body["messages"]:
            if message["role"] == "tool":
                _need(message["tool_call_id"] in open_calls, 400, "tool message without a preceding tool call")
                open_calls.remove(message["tool_call_id"])
                continue
            _need(not open_calls, 400, "tool calls must be followed by tool messages")
            open_calls = [call["id"] for call in message.get("tool_calls") or ()]
        _need(not open_calls, 400, "tool calls must be followed by tool messages")
        unknown = body.keys() - _CHAT_FIELDS
        _need(not unknown, 400, f"unrecognized request argument: {sorted(unknown)}")

    @staticmethod
    def error(error: RefusedError) -> dict[str, Any]:
        return {"error": {"message": str(error), "type": "invalid_request_error", "param": None, "code": None}}

    @staticmethod
    def has_result(body: dict[str, Any]) -> bool:
        return any(message["role"] == "tool" for message in body["messages"])

    @staticmethod
    def whole(body: dict[str, Any], wants_tool: bool, pieces: Iterable[str]) -> dict[str, Any]:
        call = {"id": "call_1", "type": "function"}
        function = {"name": _chat_tool(body), "arguments": "".join(ARGUMENTS)}
        message: dict[str, Any] = {"role": "assistant", "content": None if wants_tool else "".join(pieces)}
        if wants_tool:
            message["tool_calls"] = [{**call, "function": function}]
        finish = "tool_calls" if wants_tool else "stop"
        choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
        head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": body["model"]}
        return {**head, "choices": [choice], "usage": _CHAT_USAGE}

    @staticmethod
    def events(
        body: dict[str, Any], wants_tool: bool, pieces: Iterable[str], thoughts: Iterable[str]
    ) -> Iterator[bytes]:
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}

        def chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
            choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
            return _data({**head, "choices": [choice]})

        yield chunk({"role": "assistant", "content": None if wants_tool else ""})
        for piece in thoughts:
            yield chunk({"reasoning_content": piece})
        if wants_tool:
            function = {"name": _chat_tool(body), "arguments": ""}
            yield chunk({"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": function}]})
            for piece in ARGUMENTS:
                yield chunk({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})
        else:
            for piece in pieces:
                yield chunk({"content": piece})
        yield chunk({}, "tool_calls" if wants_tool else "stop")
        if (body.get("stream_options") or {}).get("include_usage"):
            yield _data({**head, "choices": [], "usage": _CHAT_USAGE})
        yield b"data: [DONE]\n\n"


class _Anthropic:
    """Anthropic Messages as the strict vendor has it."""

    @staticmethod
    def check(path: str, headers: dict[str, str], body: dict[str, Any], models: Iterable[str]) -> None:
        _need(path.partition("?")[0] == "/v1/messages", 404, f"no such endpoint {path}")
        _need("anthropic-version" in headers, 400, "anthropic-version: header is required")
        _need(body.get("model") in models, 404, f"model: {body.get('model')}")
        _need(isinstance(body.get("max_tokens"), int), 400, "max_tokens: Field required")
        unknown = body.keys() - _ANTHROPIC_FIELDS
        _need(not unknown, 400, f"{sorted(unknown)}: Extra inputs are not permitted")
        open_calls: set[str] = set()
        for message in body["messages"]:
            _need(message["role"] in ("user", "assistant"), 400, f"messages: unexpected role {message['role']}")
            blocks = message["content"] if isinstance(message["content"], list) else []
            results = {block["tool_use_id"] for block in blocks if block["type"] == "tool_result"}
            _need(results == open_calls, 400, "tool_use ids were found without tool_result blocks immediately after")
            open_calls = {block["id"] for block in blocks if block["type"] == "tool_use"}

    @staticmethod
    def error(error: RefusedError) -> dict[str, Any]:
        kinds = {401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error", 529: "overloaded_error"}
        kind = kinds.get(error.status, "invalid_request_error" if error.status < 500 else "api_error")
        return {"type": "error", "error": {"type": kind, "message": str(error)}}

    @staticmethod
    def has_result(body: dict[str, Any]) -> bool:
        blocks = [block for item in body["messages"] if isinstance(item["content"], list) for block in item["content"]]
        return any(block["type"] == "tool_result" for block in blocks)

    @staticmethod
    def whole(body: dict[str, Any], wants_tool: bool, pieces: Iterable[str]) -> dict[str, Any]:
        block: dict[str, Any] = {"type": "text", "text": "".join(pieces)}
        if wants_tool:
            arguments = json.loads("".join(ARGUMENTS))
            block = {"type": "tool_use", "id": "toolu_1", "name": body["tools"][0]["name"], "input": arguments}
        return {**_anthropic_head(body), "content": [block], "stop_reason": "tool_use" if wants_tool else "end_turn"}

    @staticmethod
    def events(
        body: dict[str, Any], wants_tool: bool, pieces: Iterable[str], _thoughts: Iterable[str]
    ) -> Iterator[bytes]:
        def event(kind: str, **fields: Any) -> bytes:
            return f"event: {kind}\n".encode() + _data({"type": kind, **fields})

        usage = {"input_tokens": 11, "output_tokens": 1}
        yield event("message_start", message={**_anthropic_head(body), "usage": usage})
        if wants_tool:
            block: dict[str, Any] = {"type": "tool_use", "id": "toolu_1", "name": body["tools"][0]["name"], "input": {}}
        else:
            block = {"type": "text", "text": ""}
        yield event("content_block_start", index=0, content_block=block)
        for piece in ARGUMENTS if wants_tool else pieces:
            if wants_tool:
                delta = {"type": "input_json_delta", "partial_json": piece}
            else:
                delta = {"type": "text_delta", "text": piece}
            yield event("content_block_delta", index=0, delta=delta)
        yield event("content_block_stop", index=0)
        reason = "tool_use" if wants_tool else "end_turn"
        yield event("message_delta", delta={"stop_reason": reason, "stop_sequence": None}, usage={"output_tokens": 7})
        yield event("message_stop")


_SPEAK: dict[str, type[_Chat | _Anthropic]] = {"openai-chat": _Chat, "anthropic": _Anthropic}
_CHAT_USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
_CHAT_FIELDS = frozenset(
    [
        "model",
        "messages",
        "stream",
        "stream_options",
        "tools",
        "tool_choice",
        "temperature",
        "top_p",
        "max_tokens",
        "max_completion_tokens",
        "verbosity",
        "stop",
        "user",
        "parallel_tool_calls",
        "reasoning_effort",
        "response_format",
        "metadata",
        "store",
        "n",
        "seed",
        "prompt_cache_key",
        "safety_identifier",
    ]
)
_ANTHROPIC_FIELDS = frozenset(
    [
        "model",
        "messages",
        "max_tokens",
        "stream",
        "system",
        "tools",
        "tool_choice",
        "temperature",
        "top_p",
        "top_k",
        "stop_sequences",
        "metadata",
        "thinking",
        "output_config",
        "cache_control",
        "service_tier",
    ]
)


def _chat_tool(body: dict[str, Any]) -> str:
    tools = body.get("tools") or [{"function": {"name": ""}}]
    return str(tools[0]["function"]["name"])


def _anthropic_head(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 11, "output_tokens": 7},
    }


def _need(holds: bool, status: int, message: str) -> None:
    if not holds:
        raise RefusedError(status, message)


def _data(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"


def _send(
    handler: BaseHTTPRequestHandler, status: int, value: dict[str, Any], headers: dict[str, str] | None = None
) -> None:
    body = json.dumps(value).encode()
    handler.send_response(status)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", str(len(body)))
    for name, text in (headers or {}).items():
        handler.send_header(name, text)
    handler.end_headers()
    handler.wfile.write(body)
