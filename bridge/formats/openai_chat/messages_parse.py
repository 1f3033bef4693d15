"""Messages of a request.

What the IR cannot tell apart is told by paths and ``extra``: a part whose path ends with ``content`` stood there as a bare string,
an assistant message with ``content`` in its extra had null, "" or [] there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast

from bridge import carrier, ir
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.formats.openai_chat import parts_parse

#: Message fields with opaque reasoning state, and whose they are.
STATE_FIELDS: dict[str, str] = {"reasoning_details": "openrouter", "reasoning_encrypted": "venice"}
#: Message fields with plain thoughts, the usual one first.
TEXT_FIELDS = ("reasoning_content", "reasoning")
_SIMPLE = frozenset({"role", "content", "name"})
_ASSISTANT = frozenset(
    {"role", "content", "name", "refusal", "audio", "tool_calls", "function_call", *TEXT_FIELDS, *STATE_FIELDS}
)  # fmt: skip
_TOOL = frozenset({"role", "content", "name", "tool_call_id"})
_CALL = frozenset({"id", "type", "function", "custom", "index"})
_FUNCTION = frozenset({"name", "arguments"})
_CUSTOM = frozenset({"name", "input"})


class MessagesParser:
    """Keeps the calls still open, because some clients leave ``tool_call_id`` out and legacy functions have no ids."""

    __slots__ = ("_open", "messages", "paths")

    def __init__(self) -> None:
        self.messages: list[ir.Message] = []
        #: ``messages[3].name`` of each result that came with a name: for ``Request.paths``.
        self.paths: dict[str, str] = {}
        self._open: list[ir.ToolCallPart] = []

    def parse(self, items: list[Any]) -> list[ir.Message]:
        for index, item in enumerate(items):
            path = f"messages[{index}]"
            self.messages.append(self._message(read.obj(item, path), path))
        return self.messages

    def _message(self, item: dict[str, Any], path: str) -> ir.Message:
        role = item.get("role")
        match role:
            case "system" | "developer" | "user":
                return _simple(cast("ir.Role", role), item, path)
            case "assistant":
                message = _assistant(item, path)
                self._open = [part for part in message.parts if isinstance(part, ir.ToolCallPart)]
                return message
            case "tool" | "function":
                return self._tool(item, path)
            case None:
                raise InvalidRequestError("is required", f"{path}.role")
            case str():
                raise InvalidRequestError(
                    f"must be system, developer, user, assistant, tool or function, is {role!r}", f"{path}.role"
                )
            case _:
                raise read.wrong(role, "a string", f"{path}.role")

    def _tool(self, item: dict[str, Any], path: str) -> ir.Message:
        name = read.maybe_text(item, "name", path) or ""
        given = read.maybe_text(item, "tool_call_id", path)
        call_id = carrier.split_id(given)[0] if given is not None else ""
        call = self._take(call_id, name)
        content = item.get("content")
        parts = [] if content is None else parts_parse.parts_of(content, f"{path}.content")
        if name:  # every result gets the name of its call later; this one said it itself
            where = f"{path}.name"
            self.paths[where] = where
        result = ir.ToolResultPart(
            call_id=call.id if call is not None else call_id, name=name, content=parts,
            kind=call.kind if call is not None else "function", extra=read.extra_of(item, _TOOL), path=path,
        )  # fmt: skip
        return ir.Message(role="tool", parts=[result], path=path)

    def _take(self, call_id: str, name: str) -> ir.ToolCallPart | None:
        """The open call this answers: by id, else by name, else the next one."""
        for call in self._open:
            if call.id == call_id if call_id else name in ("", call.name):
                self._open.remove(call)
                return call
        return None


def _simple(role: ir.Role, item: dict[str, Any], path: str) -> ir.Message:
    if item.get("content") is None:
        raise InvalidRequestError("is required", f"{path}.content")
    return ir.Message(
        role=role,
        parts=parts_parse.parts_of(item["content"], f"{path}.content"),
        name=read.maybe_text(item, "name", path),
        extra=read.extra_of(item, _SIMPLE),
        path=path,
    )


def _assistant(item: dict[str, Any], path: str) -> ir.Message:
    extra = read.extra_of(item, _ASSISTANT)
    content = item.get("content")
    parts: list[ir.Part] = []
    if content in ("", []):
        extra = {**(extra or {}), "content": content}
    elif content is not None:
        parts = parts_parse.parts_of(content, f"{path}.content")
    if (refusal := read.maybe_text(item, "refusal", path)) is not None:
        parts.append(ir.RefusalPart(text=refusal, path=f"{path}.refusal"))
    if (audio := read.maybe_obj(item, "audio", path)) is not None:
        parts.append(
            ir.AudioPart(source=ir.Media(), id=read.text(audio.get("id"), f"{path}.audio.id"), path=f"{path}.audio")
        )  # fmt: skip
    calls, carried = _calls(item, path)
    thoughts = carried or _thoughts(item, path)
    return ir.Message(
        role="assistant", parts=[*thoughts, *parts, *calls], name=read.maybe_text(item, "name", path), extra=extra, path=path
    )  # fmt: skip


def _thoughts(item: dict[str, Any], path: str) -> list[ir.ReasoningPart]:
    """One part of the plain text and the opaque state beside it."""
    words = ""
    where = ""
    for field in TEXT_FIELDS:
        value = item.get(field)
        if isinstance(value, str) and not where:
            words, where = value, field
    state = {field: item[field] for field in STATE_FIELDS if item.get(field) is not None}
    if not where and not state:
        return []
    native = None
    if state:
        field = next(iter(state))
        native = ir.Native(vendor=STATE_FIELDS[field], format="openai-chat", block=state)
        where = where or field
    return [ir.ReasoningPart(text=words, native=native, path=f"{path}.{where}")]


# --------------------------------------------------------------------------- calls


def _calls(item: dict[str, Any], path: str) -> tuple[list[ir.Part], list[ir.ReasoningPart]]:
    """(calls with the signatures that belong to single calls before them, thoughts that go to the front)."""
    calls: list[ir.Part] = []
    front: list[ir.ReasoningPart] = []
    if item.get("tool_calls") is not None:
        for index, entry in enumerate(read.array(item["tool_calls"], f"{path}.tool_calls")):
            where = f"{path}.tool_calls[{index}]"
            call, token = _call(read.obj(entry, where), where)
            for part in carrier.unpack(token) or []:
                part = replace(part, path=f"{where}.id")
                # Gemini's signature belongs to the very call; everything else is the turn's thinking.
                target = (
                    calls if part.native is not None and part.native.format == "gemini" and not part.text else front
                )
                target.append(part)
            calls.append(call)
    if (legacy := read.maybe_obj(item, "function_call", path)) is not None:
        where = f"{path}.function_call"
        name = read.text(legacy.get("name"), f"{where}.name")
        arguments = read.maybe_text(legacy, "arguments", where) or ""
        calls.append(ir.ToolCallPart(id=_made_id(path), name=name, arguments=arguments, path=where))
    return calls, front


def _call(entry: dict[str, Any], path: str) -> tuple[ir.ToolCallPart, str | None]:
    kind = read.maybe_text(entry, "type", path)
    if kind not in (None, "function", "custom"):
        raise InvalidRequestError(f"must be function or custom, is {kind!r}", f"{path}.type")
    key = "custom" if kind == "custom" else "function"
    inner = read.obj(entry.get(key), f"{path}.{key}")
    name = read.maybe_text(inner, "name", f"{path}.{key}")
    if not name:
        raise InvalidRequestError("is required", f"{path}.{key}.name")
    value = inner.get("input" if key == "custom" else "arguments")
    if value is not None and not isinstance(value, str):
        raise read.wrong(value, "a string", f"{path}.{key}.{'input' if key == 'custom' else 'arguments'}")
    call_id, token = carrier.split_id(read.maybe_text(entry, "id", path) or _made_id(path))
    extra = read.extra_of(entry, _CALL)
    if "index" in entry:
        extra = {**(extra or {}), "index": entry["index"]}
    if deeper := read.extra_of(inner, _CUSTOM if key == "custom" else _FUNCTION):
        extra = {**(extra or {}), key: deeper}
    call = ir.ToolCallPart(
        id=call_id,
        name=name,
        arguments=value or "",
        kind="custom" if key == "custom" else "function",
        extra=extra,
        path=path,
    )
    return call, token


def _made_id(path: str) -> str:
    """An id for a call without one, from its place."""
    return "call_" + "_".join(re.findall(r"\d+", path))
