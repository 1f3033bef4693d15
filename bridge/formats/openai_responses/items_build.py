"""Messages into input items.

Messages of this very format go back item by item as they were (``ItemWriter.own``); all others are written in the form the
strict vendor takes: easy messages, calls and outputs paired, reasoning only where its own vendor issued it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bridge import codec, ir, toolbox
from bridge.formats.base import Context
from bridge.formats.openai_responses.content import NAME, write_foreign, write_own
from bridge.formats.openai_responses.dialect import ResponsesDialect
from bridge.formats.openai_responses.tools import TOOL_SEARCH
from bridge.names import CallIds
from bridge.report import Report

ID_LIMIT = 64
#: What a reasoning item may stand before.
_LED_TO = frozenset(
    {"reasoning", "function_call", "custom_tool_call", "web_search_call", "local_shell_call", "tool_search_call"}
)
Item = tuple[str, dict[str, Any]]
_INDEX = re.compile(r"input\[(\d+)\]")


def position(path: str) -> int:
    """The number of the input item that a path leads into; −1 when it leads elsewhere."""
    match = _INDEX.match(path)
    return int(match[1]) if match else -1


class ItemWriter:
    """Gives ``(path of the source, item)`` in order.

    names: how tools go out; None when they are declared exactly as the client did.
    """

    def __init__(
        self,
        request: ir.Request,
        dialect: ResponsesDialect,
        report: Report,
        context: Context,
        names: toolbox.ToolNames | None,
    ) -> None:
        self._request = request
        self._dialect = dialect
        self._report = report
        self._context = context
        self._names = names
        self._own = request.origin == NAME
        self._files = request.origin in ("openai-chat", NAME) and dialect.vendor == "openai"
        self._ids = CallIds(ID_LIMIT)
        self._kinds = {
            part.id: part.kind
            for message in request.messages
            for part in message.parts
            if isinstance(part, ir.ToolCallPart)
        }

    def write(self, messages: list[ir.Message]) -> list[Item]:
        items: list[Item] = []
        for message in messages:
            if self._own and message.path:
                items += self._own_message(message)
            else:
                items += self._foreign_message(message)
        return items if self._own else self._without_loose_thoughts(items)

    # ----------------------------------------------------------------- this format

    def _own_message(self, message: ir.Message) -> Iterator[Item]:
        """The message item stands where its content does; a message whose path is that of a part has no message item."""
        content = [part for part in message.parts if part.path.startswith(f"{message.path}.content")]
        owed = all(part.path != message.path for part in message.parts)
        place = position(message.path)
        for part in message.parts:
            if owed and (part.path.startswith(f"{message.path}.content") or position(part.path) > place):
                owed = False
                yield message.path, self._own_item(message, content)
            if not part.path.startswith(f"{message.path}.content"):
                yield from self._part_item(part)
        if owed:
            yield message.path, self._own_item(message, content)

    def _own_item(self, message: ir.Message, parts: list[ir.Part]) -> dict[str, Any]:
        item: dict[str, Any] = {"role": self._role(message.role)}
        assistant = message.role == "assistant"
        first = parts[0] if len(parts) == 1 else None
        if isinstance(first, ir.TextPart) and first.path == f"{message.path}.content":
            item["content"] = first.text
        else:
            item["content"] = [block for part in parts if (block := write_own(part, assistant=assistant)) is not None]
        if message.extra:
            item.update(message.extra)
        return item

    def _role(self, role: ir.Role) -> str:
        return "system" if role == "developer" and not self._dialect.developer else role

    # ----------------------------------------------------------------- other formats

    def _foreign_message(self, message: ir.Message) -> Iterator[Item]:
        self._report.dropped_extra(message.path, message.extra, NAME)
        if message.name:
            self._report.dropped(f"{message.path}.name", f"{NAME} has no names of speakers", "info")
        if message.role in ("assistant", "tool"):
            yield from self._assistant(message)
            return
        content = self._content(message.parts)
        if not content and message.role == "user" and any(isinstance(part, ir.TextPart) for part in message.parts):
            content = [{"type": "input_text", "text": ""}]  # saying nothing is a turn too
        if content:
            role = self._role("developer" if message.role == "system" else message.role)
            yield message.path, {"type": "message", "role": role, "content": _plain(content)}

    def _content(self, parts: list[ir.Part]) -> list[dict[str, Any]]:
        blocks: list[dict[str, Any]] = []
        for part in parts:
            self._losses(part)
            block = write_foreign(part, self._report, files=self._files)
            if block is not None:
                blocks.append(block)
        return blocks

    def _losses(self, part: ir.Part) -> None:
        """Report what hangs on a part and has no place here."""
        if isinstance(part, ir.OpaquePart | ir.ReasoningPart):
            return
        self._report.dropped_extra(part.path, part.extra, NAME)
        if not isinstance(part, ir.AudioPart | ir.RefusalPart) and part.cache_control is not None:
            self._report.dropped(f"{part.path}.cache_control", "prompts are cached by prefix, without marks", "info")

    def _assistant(self, message: ir.Message) -> Iterator[Item]:
        """Also for ``tool`` messages, which hold outputs only."""
        speech: list[ir.Part] = []
        for part in message.parts:
            if isinstance(part, ir.ReasoningPart | ir.ToolCallPart | ir.ToolResultPart):
                yield from self._speech(message, speech)
                speech = []
                yield from self._part_item(part)
            else:
                speech.append(part)
        yield from self._speech(message, speech)

    def _speech(self, message: ir.Message, parts: list[ir.Part]) -> Iterator[Item]:
        blocks: list[dict[str, Any]] = []
        pictures: list[ir.Part] = []
        for part in parts:
            if isinstance(part, ir.RefusalPart):
                if part.text:
                    blocks.append({"type": "refusal", "refusal": part.text})
            elif isinstance(part, ir.ImagePart | ir.FilePart):
                pictures.append(part)  # the model's own pictures: assistant messages take text only
            else:
                self._losses(part)
                block = write_foreign(part, self._report, files=self._files)
                if block is not None:
                    blocks.append({"type": "output_text", "text": block["text"], "annotations": []})
        if blocks:
            yield message.path, {"type": "message", "role": "assistant", "content": _plain(blocks)}
        content = self._content(pictures)
        if content:
            self._report.approximated(pictures[0].path, "a picture or file made by the model is shown as the user's")
            yield message.path, {"type": "message", "role": "user", "content": content}

    # ----------------------------------------------------------------- items of one part

    def _part_item(self, part: ir.Part) -> Iterator[Item]:
        match part:
            case ir.ReasoningPart():
                item = self._reasoning(part)
                if item is not None:
                    yield part.path, item
            case ir.ToolCallPart():
                yield part.path, self._call(part)
            case ir.ToolResultPart():
                if part.path not in self._request.declarations or self._names is not None:
                    yield part.path, self._result(part)
            case ir.OpaquePart():
                if part.native.format == NAME:
                    yield part.path, part.native.block
                else:
                    self._report.dropped(part.path, f"only {part.native.vendor} understands this block")
            case _:  # something a hook put beside the items
                block = write_foreign(part, self._report, files=self._files)
                if block is not None:
                    yield part.path, {"type": "message", "role": "user", "content": [block]}

    def _reasoning(self, part: ir.ReasoningPart) -> dict[str, Any] | None:
        native = part.native
        if native is not None and native.format == NAME and native.vendor == self._dialect.vendor and native.block:
            if self._own or native.block.get("encrypted_content"):
                return native.block
            self._report.dropped(
                part.path, "reasoning without encrypted_content is only known where it was stored", "info"
            )
            return None
        if self._dialect.plain_reasoning and part.text:
            return {"type": "reasoning", "summary": [], "content": [{"type": "reasoning_text", "text": part.text}]}
        whose = native.vendor if native is not None else "another model"
        self._report.dropped(part.path, f"the reasoning of {whose} means nothing to {self._dialect.vendor}", "info")
        return None

    def _call(self, part: ir.ToolCallPart) -> dict[str, Any]:
        if self._names is None:
            return _own_call(part)
        name = self._names.send(part.name, part.namespace)
        call_id = part.id if self._own else self._ids.call(part.id)
        if not self._own:
            self._losses(part)
        if part.kind == "custom":
            if self._dialect.custom_tools:
                return {"type": "custom_tool_call", "call_id": call_id, "name": name, "input": part.arguments}
            arguments = toolbox.wrap(part.arguments)
        else:
            arguments = part.arguments or "{}"
        return {"type": "function_call", "call_id": call_id, "name": name, "arguments": arguments}

    def _result(self, part: ir.ToolResultPart) -> dict[str, Any]:
        if self._names is None:
            return _own_result(part)
        custom = self._kinds.get(part.call_id, part.kind) == "custom" and self._dialect.custom_tools
        if self._own:
            blocks = [block for inner in part.content if (block := write_own(inner)) is not None]
        else:
            self._losses(part)
            blocks = self._content(part.content)
            if not blocks and part.structured:
                blocks = [{"type": "input_text", "text": codec.dumps_text(part.structured)}]
            if part.is_error:
                blocks = self._mark_error(part, blocks)
        return {
            "type": "custom_tool_call_output" if custom else "function_call_output",
            "call_id": part.call_id if self._own else self._ids.result(part.call_id),
            "output": _plain(blocks) if blocks else "",
        }

    def _mark_error(self, part: ir.ToolResultPart, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """There is no field for failure: the text must say it."""
        text = str(blocks[0].get("text", "")) if blocks else ""
        if "error" in text[:200].lower() or text.startswith("["):
            self._report.mapped(f"{part.path}.is_error")
            return blocks
        self._report.approximated(f"{part.path}.is_error", "a failed call is told in the text of its output")
        if text:
            return [{"type": "input_text", "text": f"Error: {text}"}, *blocks[1:]]
        return [{"type": "input_text", "text": "Error"}, *blocks]

    def _without_loose_thoughts(self, items: list[Item]) -> list[Item]:
        """A reasoning item must stand before what it led to; one that lost its successor goes as well."""
        kept: list[Item] = []
        following: dict[str, Any] | None = None
        for path, item in reversed(items):
            if item["type"] == "reasoning" and not _follows(following):
                self._report.dropped(path, "reasoning that leads to nothing is refused", "info")
                continue
            kept.append((path, item))
            following = item
        kept.reverse()
        return kept


def _follows(item: dict[str, Any] | None) -> bool:
    return item is not None and (item["type"] in _LED_TO or item.get("role") == "assistant")


def _plain(blocks: list[dict[str, Any]]) -> Any:
    """One text as a string, the shape that every endpoint takes."""
    if len(blocks) == 1 and blocks[0]["type"] in ("input_text", "output_text"):
        return blocks[0]["text"]
    return blocks


def _own_call(part: ir.ToolCallPart) -> dict[str, Any]:
    if part.native is not None and part.native.format == NAME and part.name == TOOL_SEARCH:
        return part.native.block
    custom = part.kind == "custom"
    item: dict[str, Any] = {
        "type": "custom_tool_call" if custom else "function_call", "call_id": part.id, "name": part.name,
        "input" if custom else "arguments": part.arguments,
    }  # fmt: skip
    if part.namespace is not None:
        item["namespace"] = part.namespace
    if part.extra:
        item.update(part.extra)
    return item


def _own_result(part: ir.ToolResultPart) -> dict[str, Any]:
    item: dict[str, Any] = {"type": "custom_tool_call_output" if part.kind == "custom" else "function_call_output"}
    if part.call_id:
        item["call_id"] = part.call_id
    first = part.content[0] if len(part.content) == 1 else None
    if not part.content:
        item["output"] = ""
    elif isinstance(first, ir.TextPart) and first.path == f"{part.path}.output":
        item["output"] = first.text
    else:
        item["output"] = [block for inner in part.content if (block := write_own(inner)) is not None]
    if part.extra:
        item.update(part.extra)
    return item
