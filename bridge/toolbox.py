"""Tools towards targets that know only plain functions: which to offer, under which names, and freeform tools wrapped.

Shared by the formats without namespaces, freeform tools or deferred tools of their own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bridge import codec, ir
from bridge.formats.base import Context
from bridge.json_types import is_array, is_object
from bridge.report import Report

#: The one argument of a wrapped freeform tool.
INPUT = "input"
_PLACEHOLDER = "DeferredToolPlaceholder"
_HEAD = re.compile(r'\s*\{\s*"input"\s*:\s*"')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class ToolNames:
    """Names of one request as they go out; fills ``context.names`` and ``context.namespaces`` so that ``restore`` finds back.

    A namespaced tool keeps its plain name unless another one has it already; then the namespace goes in front.
    """

    __slots__ = ("_context", "_keys", "_limit", "_pattern", "_plain", "_taken")

    def __init__(self, context: Context, *, limit: int, pattern: re.Pattern[str]) -> None:
        self._context = context
        self._limit = limit
        self._pattern = pattern
        self._keys: dict[tuple[str | None, str], str] = {}
        #: What was sent for tools outside namespaces, which is nearly all of them.
        self._plain: dict[str, str] = {}
        self._taken: set[str] = set()

    def declare(self, tools: list[ir.Tool]) -> None:
        """Call once with all tools, before any name is sent. Tools outside namespaces come first in the choice of names."""
        for tool in sorted(tools, key=lambda tool: tool.namespace is not None):
            self.send(tool.name, tool.namespace)

    def send(self, name: str, namespace: str | None = None) -> str:
        if namespace is None and name in self._plain:
            return self._plain[name]
        key = self._keys.get((namespace, name))
        if key is None:
            key = f"{namespace}__{name}" if namespace is not None and name in self._taken else name
            self._keys[namespace, name] = key
            self._taken.add(key)
        sent = self._context.names.send(key, limit=self._limit, pattern=self._pattern)
        if namespace is None:
            self._plain[name] = sent
        else:
            self._context.namespaces[sent] = namespace
        return sent


def restore(context: Context, sent: str) -> tuple[str, str | None]:
    """(the client's own name, its namespace) of a tool the upstream calls."""
    name = context.names.restore(sent)
    namespace = context.namespaces.get(sent)
    return (name.removeprefix(f"{namespace}__") if namespace is not None else name), namespace


def offered(request: ir.Request, report: Report) -> list[ir.Tool]:
    """The tools to declare: deferred ones only once the conversation has loaded or called them, none twice.

    Claude Code lists most of its tools by name only; its tool search answers with ``tool_reference`` blocks, and from then on the
    tool is in the request, still marked as deferred.
    """
    tools: list[ir.Tool] = []
    seen: set[tuple[str | None, str]] = set()
    known: set[str] | None = None
    for tool in request.tools:
        if tool.kind != "server":
            if tool.name == _PLACEHOLDER:
                report.dropped(tool.path, "a placeholder of the client's own tool search", "info")
                continue
            if (tool.namespace, tool.name) in seen:
                report.dropped(tool.path, f"the tool {tool.name} is declared twice", "info")
                continue
            seen.add((tool.namespace, tool.name))
            if tool.deferred:
                known = _mentioned(request.messages) if known is None else known
                if tool.name not in known:
                    report.dropped(tool.path, "a deferred tool that the conversation has not loaded yet", "info")
                    continue
        tools.append(tool)
    return tools


def _mentioned(messages: list[ir.Message]) -> set[str]:
    """Names of tools that were called or that a tool search has brought up."""
    names: set[str] = set()
    for message in messages:
        for part in message.parts:
            if isinstance(part, ir.ToolCallPart):
                names.add(part.name)
            for inner in part.content if isinstance(part, ir.ToolResultPart) else (part,):
                if isinstance(inner, ir.OpaquePart):
                    _collect(inner.native.block, names)
    return names


def _collect(block: Any, names: set[str]) -> None:
    """Names in ``tool_reference`` blocks and in the tools of a search result, however deep."""
    stack: list[Any] = [block]
    while stack:
        node = stack.pop()
        if is_object(node):
            for key, value in node.items():
                if key in ("tool_name", "name") and isinstance(value, str):
                    names.add(value)
                else:
                    stack.append(value)
        elif is_array(node):
            stack.extend(node)


def as_function(tool: ir.Tool) -> ir.Tool:
    """A freeform tool as a function with one string argument; the grammar goes into the description."""
    notes = [tool.description] if tool.description else []
    grammar = tool.custom_format or {}
    if isinstance(grammar.get("definition"), str):
        notes.append(f"The input must follow this {grammar.get('syntax', 'formal')} grammar:\n{grammar['definition']}")
    schema = {
        "type": "object",
        "properties": {INPUT: {"type": "string", "description": "The whole input of the tool, as plain text."}},
        "required": [INPUT],
        "additionalProperties": False,
    }
    return replace(
        tool,
        kind="function",
        description="\n\n".join(notes) or None,
        parameters=schema,
        custom_format=None,
        strict=None,
    )


def wrap(text: str) -> str:
    """Freeform input as the arguments of the wrapping function."""
    return codec.dumps_text({INPUT: text})


def unwrap(arguments: str) -> str:
    """The freeform input in the arguments of the wrapping function; anything else comes back as it is."""
    try:
        value = codec.loads(arguments)
    except codec.JSONDecodeError:
        return arguments
    text = value.get(INPUT) if is_object(value) else None
    return text if isinstance(text, str) else arguments


class Unwrapper:
    """``unwrap`` for streamed arguments: forwards the text of the one string as it comes.

    States: before the value (``_HEAD`` not complete), inside the string, behind it. What does not look like the wrapper at all is
    handed out as it is.
    """

    __slots__ = ("_buffer", "_state")

    def __init__(self) -> None:
        self._buffer = ""
        self._state = "head"

    def feed(self, piece: str) -> str:
        if self._state == "raw":
            return piece
        if self._state == "done":
            return ""
        self._buffer += piece
        if self._state == "head":
            match = _HEAD.match(self._buffer)
            if match is None:
                return self._give_up()
            self._buffer = self._buffer[match.end() :]
            self._state = "string"
        return self._take()

    def flush(self) -> str:
        """What was held back when the arguments end before the value has begun."""
        rest, self._buffer = self._buffer, ""
        return rest if self._state == "head" else ""

    def _give_up(self) -> str:
        """Nothing yet while the start may still become the wrapper; else the text goes out raw."""
        compact = "".join(self._buffer.split())
        if '{"input":"'.startswith(compact):
            return ""
        self._state = "raw"
        rest, self._buffer = self._buffer, ""
        return rest

    def _take(self) -> str:
        text, position = self._buffer, 0
        out: list[str] = []
        while position < len(text):
            stop = min(
                (at for at in (text.find("\\", position), text.find('"', position)) if at >= 0), default=len(text)
            )
            out.append(text[position:stop])
            position = stop
            if position == len(text):
                break
            if text[position] == '"':
                self._state = "done"
                position = len(text)
                break
            length = self._escape_length(text, position)
            if length == 0:
                break
            out.append(self._decode(text[position : position + length]))
            position += length
        self._buffer = text[position:]
        return "".join(out)

    def _escape_length(self, text: str, position: int) -> int:
        """How many characters the escape takes, both halves of a surrogate pair together; 0 when it is not whole yet."""
        rest = text[position:]
        if len(rest) < 2:
            return 0
        if rest[1] != "u":
            return 2
        if len(rest) < 6:
            return 0
        if rest[2:4].lower() in ("d8", "d9", "da", "db"):
            if len(rest) < 12 and rest[6:8] in ("", "\\", "\\u"[: len(rest) - 6]):
                return 0
            return 12 if rest[6:8] == "\\u" else 6
        return 6

    def _decode(self, escape: str) -> str:
        if escape[1] != "u":
            return _ESCAPES.get(escape[1], escape[1])
        try:
            value = codec.loads(f'"{escape}"')
        except codec.JSONDecodeError:
            return escape
        return str(value)
