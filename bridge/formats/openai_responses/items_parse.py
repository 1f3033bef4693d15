"""Input items (and output items: the same shapes) into messages and parts.

A run of assistant items becomes one message as far as it can: a second ``message`` item in a run begins a new one, because
``Message.extra`` holds the fields of one item. Parts of the message item have paths below ``Message.path`` + ``.content``;
reasoning, calls and hosted items have the path of their own item. Tool outputs in a row become one ``tool`` message.
"""

from __future__ import annotations

from typing import Any

from bridge import carrier, codec, ir
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.formats.openai_responses import compact_token
from bridge.formats.openai_responses.content import native, read_content
from bridge.formats.openai_responses.tools import TOOL_SEARCH, read_tools

_MESSAGE = frozenset({"role", "content"})
_FUNCTION_CALL = frozenset({"type", "call_id", "name", "arguments", "namespace"})
_CUSTOM_CALL = frozenset({"type", "call_id", "name", "input", "namespace"})
_OUTPUT = frozenset({"type", "call_id", "output"})


def call_part(item: dict[str, Any], path: str) -> ir.ToolCallPart:
    """A ``function_call`` or ``custom_tool_call`` item."""
    custom = item["type"] == "custom_tool_call"
    return ir.ToolCallPart(
        id=read.needed_text(item, "call_id", path),
        name=read.needed_text(item, "name", path),
        arguments=read.needed_text(item, "input" if custom else "arguments", path),
        kind="custom" if custom else "function",
        namespace=read.maybe_text(item, "namespace", path),
        extra=read.extra_of(item, _CUSTOM_CALL if custom else _FUNCTION_CALL),
        path=path,
    )


def is_client_search(item: dict[str, Any]) -> bool:
    return item.get("execution") == "client" and isinstance(item.get("call_id"), str)


def search_call_part(item: dict[str, Any], path: str) -> ir.ToolCallPart:
    """A ``tool_search_call`` that the client answers: a call like any other, its arguments an object on the wire."""
    arguments = item.get("arguments")
    text = arguments if isinstance(arguments, str) else codec.dumps_text(arguments if arguments is not None else {})
    return ir.ToolCallPart(id=item["call_id"], name=TOOL_SEARCH, arguments=text, native=native(item), path=path)


def reasoning_text(item: dict[str, Any]) -> tuple[str, bool]:
    """(readable text, whether it is a summary): the summary when there is one, else the raw content."""
    summary = [read.as_text(part.get("text")) for part in read.as_objects(item.get("summary"))]
    if any(summary):
        return "\n\n".join(summary), True
    return "".join(read.as_text(part.get("text")) for part in read.as_objects(item.get("content"))), False


def reasoning_parts(item: dict[str, Any], path: str, vendor: str = "openai") -> list[ir.ReasoningPart]:
    """What a reasoning item holds: its own thought, or the parts of another vendor that rode in ``encrypted_content``."""
    carried = carrier.unpack(item.get("encrypted_content"))
    if carried is not None:
        for part in carried:
            part.path = path
        return carried
    text, summary = reasoning_text(item)
    return [ir.ReasoningPart(text=text, summary=summary, native=native(item, vendor), path=path)]


class InputReader:
    """Collects the messages of one ``input`` array; declarations and tools go into the request."""

    def __init__(self, request: ir.Request) -> None:
        self._request = request
        self._messages = request.messages
        #: Whether the open assistant message has its message item already.
        self._spoken = False

    def read(self, items: list[Any], path: str) -> None:
        for index, value in enumerate(items):
            here = f"{path}[{index}]"
            self._item(read.obj(value, here), here)

    def _item(self, item: dict[str, Any], path: str) -> None:
        kind = read.maybe_text(item, "type", path)
        if kind is None:
            if "role" in item:
                kind = "message"
            elif "id" not in item:
                raise InvalidRequestError("needs a type or a role", path)
        match kind:
            case "message":
                self._message(item, path)
            case "function_call" | "custom_tool_call":
                self._add("assistant", path, [call_part(item, path)])
            case "function_call_output" | "custom_tool_call_output":
                self._output(item, path, kind)
            case "reasoning":
                self._reasoning(item, path)
            case "additional_tools":
                self._request.declarations[path] = {key: value for key, value in item.items() if key != "tools"}
                read_tools(read.maybe_array(item, "tools", path) or [], read.join(path, "tools"), self._request)
            case "configuration_update":
                self._configuration(item, path)
            case "tool_search_call" if is_client_search(item):
                self._add("assistant", path, [search_call_part(item, path)])
            case "tool_search_output" if is_client_search(item):
                self._search_output(item, path)
            case "compaction":
                self._compaction(item, path)
            case _:
                role: ir.Role = "tool" if kind is not None and kind.endswith(("_output", "_response")) else "assistant"
                self._add(role, path, [ir.OpaquePart(native=native(item), text=_stand_in(item, kind), path=path)])

    def _add(self, role: ir.Role, path: str, parts: list[ir.Part]) -> None:
        if self._messages and self._messages[-1].role == role and role in ("assistant", "tool"):
            self._messages[-1].parts.extend(parts)
            return
        self._messages.append(ir.Message(role=role, parts=parts, path=path))
        self._spoken = False

    def _message(self, item: dict[str, Any], path: str) -> None:
        role = read.needed_text(item, "role", path)
        if role not in ("user", "assistant", "system", "developer"):
            raise InvalidRequestError("must be user, assistant, system or developer", read.join(path, "role"))
        parts = read_content(item.get("content"), read.join(path, "content"), assistant=role == "assistant")
        extra = read.extra_of(item, _MESSAGE)
        if role == "assistant":
            self._assistant_message(parts, extra, path)
        else:
            self._messages.append(ir.Message(role=role, parts=parts, extra=extra, path=path))  # type: ignore[arg-type]  # checked above

    def _assistant_message(self, parts: list[ir.Part], extra: dict[str, Any] | None, path: str) -> None:
        last = self._messages[-1] if self._messages and self._messages[-1].role == "assistant" else None
        thinking = last is not None and all(isinstance(part, ir.ReasoningPart) for part in last.parts)
        if last is not None and not self._spoken and (parts or thinking):
            last.parts.extend(parts)
            last.extra, last.path = extra, path
        else:
            thoughts: list[ir.Part] = []  # what was thought right before belongs to this message
            while last is not None and last.parts and isinstance(last.parts[-1], ir.ReasoningPart):
                thoughts.insert(0, last.parts.pop())
            self._messages.append(ir.Message(role="assistant", parts=[*thoughts, *parts], extra=extra, path=path))
        self._spoken = True

    def _reasoning(self, item: dict[str, Any], path: str) -> None:
        self._add("assistant", path, list(reasoning_parts(item, path)))

    def _output(self, item: dict[str, Any], path: str, kind: str) -> None:
        output, extra = item.get("output"), read.extra_of(item, _OUTPUT)
        where = read.join(path, "output")
        if output is None:
            raise InvalidRequestError("is required", where)
        content = read_content(output, where) if output != "" else []
        if output == []:  # nothing to show either, but not the same on the wire
            extra = {**(extra or {}), "output": output}
        part = ir.ToolResultPart(
            call_id=read.maybe_text(item, "call_id", path) or "", content=content,
            name=read.as_text(item.get("name")), kind="custom" if kind == "custom_tool_call_output" else "function",
            extra=extra, path=path,
        )  # fmt: skip
        self._add("tool", path, [part])

    def _search_output(self, item: dict[str, Any], path: str) -> None:
        """What the client's tool search found is on offer from here on."""
        self._request.declarations[path] = {key: value for key, value in item.items() if key != "tools"}
        known = len(self._request.tools)
        read_tools(read.maybe_array(item, "tools", path) or [], read.join(path, "tools"), self._request)
        found = self._request.tools[known:]
        for tool in found:
            if tool.deferred:  # found is loaded; the mark only matters on the way back
                tool.deferred, tool.extra = False, {**(tool.extra or {}), "defer_loading": True}
        names = ", ".join(tool.name for tool in found)
        content: list[ir.Part] = [
            ir.TextPart(text=f"Tools now available: {names}" if names else "No tools found.", path=path)
        ]
        self._add(
            "tool", path, [ir.ToolResultPart(call_id=item["call_id"], content=content, name=TOOL_SEARCH, path=path)]
        )

    def _configuration(self, item: dict[str, Any], path: str) -> None:
        """The newest effort holds; what stood at the top level stays in ``extra`` for the way back."""
        self._request.declarations[path] = item
        effort = read.as_dict(item.get("reasoning")).get("effort")
        if effort in EFFORTS:
            reasoning = self._request.reasoning
            if reasoning is None:
                reasoning = self._request.reasoning = ir.Reasoning(path="reasoning")
            if "reasoning.effort" not in self._request.paths and reasoning.effort is not None:
                reasoning.extra = {**(reasoning.extra or {}), "effort": reasoning.effort}
            reasoning.effort = effort
            self._request.paths["reasoning.effort"] = f"{path}.reasoning.effort"

    def _compaction(self, item: dict[str, Any], path: str) -> None:
        summary = compact_token.summary_of(item.get("encrypted_content"))
        if summary is None:
            self._add("assistant", path, [ir.OpaquePart(native=native(item), path=path)])
            return
        self._messages.append(ir.Message(role="user", parts=[ir.TextPart(text=summary, path=path)], path=path))


EFFORTS = frozenset({"none", "minimal", "low", "medium", "high", "xhigh", "max"})


def _stand_in(item: dict[str, Any], kind: str | None) -> str:
    """What another vendor's model may read in place of a hosted or built-in item."""
    output = item.get("output")
    if kind in ("local_shell_call_output", "apply_patch_call_output", "mcp_call") and isinstance(output, str):
        return output
    if kind == "shell_call_output":
        entries = read.as_objects(output)
        return "\n".join(
            text for entry in entries for key in ("stdout", "stderr") if (text := read.as_text(entry.get(key)))
        )
    return ""
