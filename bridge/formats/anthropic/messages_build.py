"""The conversation in the order and shape the Messages API takes.

Our own format keeps its messages as they were when they are sound; everything else is repaired: results directly behind their
calls and first in their message, neighbours of one role joined, something to answer at the end.
"""

from __future__ import annotations

from typing import Any

from bridge import ir
from bridge.capabilities.claude import ModelLimits
from bridge.formats.anthropic.parts_build import PartsBuilder, is_plain
from bridge.formats.read import as_list
from bridge.history import pair_tools, split_system
from bridge.report import Report

_GO_ON = "Continue."


class MessagesBuilder:
    def __init__(self, request: ir.Request, limits: ModelLimits, parts: PartsBuilder, report: Report) -> None:
        self._limits = limits
        self._parts = parts
        self._report = report
        self._own = request.origin == "anthropic"
        self._front, rest = split_system(request.messages, in_place=limits.system_messages, report=report)
        if not rest and self._front and not self._own:
            rest = [self._only_system()]
        self._intact = self._own and is_sound(rest)
        self._rest = rest if self._intact else pair_tools(rest, report)

    def _only_system(self) -> ir.Message:
        last = self._front.pop()
        self._report.approximated(last.path, "system text without a conversation is sent as the user's")
        return ir.Message(role="user", parts=last.parts, path=last.path)

    def system(self) -> str | list[dict[str, Any]] | None:
        parts = [part for message in self._front for part in message.parts]
        for message in self._front:
            self._report.dropped_extra(message.path, message.extra, "Anthropic's system text")
        if len(parts) == 1 and isinstance(parts[0], ir.TextPart) and is_plain(parts[0], self._own):
            return self._text_or_none(parts[0])
        blocks = self._system_blocks(parts)
        return blocks if blocks or (self._own and self._front) else None

    def _text_or_none(self, part: ir.TextPart) -> str | None:
        blocks = self._parts.blocks([part])
        return part.text if blocks else None

    def _system_blocks(self, parts: list[ir.Part]) -> list[dict[str, Any]]:
        """System text holds nothing but text."""
        texts: list[ir.Part] = []
        for part in parts:
            if isinstance(part, ir.TextPart):
                texts.append(part)
            else:
                self._report.dropped(part.path, "system text can only hold text", "warning")
        return self._parts.blocks(texts)

    def messages(self) -> list[dict[str, Any]]:
        built: list[dict[str, Any]] = []
        last_path: str | None = None
        for message in self._rest:
            role = (
                "user"
                if message.role in ("user", "tool")
                else "system"
                if message.role == "developer"
                else message.role
            )
            blocks = self._content(message)
            extra = message.extra if self._own else None
            if not self._own:
                self._report_lost(message)
            path = _wire_path(message)
            joins = path == last_path if self._intact else bool(built) and role != "system"
            if joins and built and built[-1]["role"] == role:
                _join(built[-1], blocks)
                built[-1].update(extra or {})
            elif blocks or extra:
                wire = {**(extra or {}), "role": role}
                if blocks:
                    wire["content"] = self._plain(message, blocks) if self._intact else blocks
                built.append(wire)
            last_path = path
        if not self._intact:
            built = [self._simplified(message) for message in built]
        return self._ended(self._begun(built))

    def _content(self, message: ir.Message) -> list[dict[str, Any]]:
        if message.role in ("system", "developer") and not self._own:
            return self._system_blocks(message.parts)
        return self._parts.blocks(message.parts)

    @staticmethod
    def _plain(message: ir.Message, blocks: list[dict[str, Any]]) -> str | list[dict[str, Any]]:
        """A string where the client wrote one."""
        part = message.parts[0]
        if len(message.parts) == 1 and isinstance(part, ir.TextPart) and part.path.endswith(".content"):
            return part.text
        return blocks

    @staticmethod
    def _simplified(message: dict[str, Any]) -> dict[str, Any]:
        blocks = as_list(message.get("content"))
        if len(blocks) == 1 and blocks[0].keys() == {"type", "text"}:
            return {**message, "content": blocks[0]["text"]}
        return message

    def _report_lost(self, message: ir.Message) -> None:
        self._report.dropped_extra(message.path, message.extra, "Anthropic")
        if message.name is not None:
            self._report.dropped(f"{message.path}.name", "Anthropic has no names of speakers", "info")

    def _begun(self, built: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if self._own or (built and built[0]["role"] == "user"):
            return built
        self._report.add("messages", "added", "a conversation begins with the user; a message was put in front")
        return [{"role": "user", "content": _GO_ON}, *built]

    def _ended(self, built: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """An assistant message at the end is a prefill: trimmed where the model goes on from it, else asked to go on."""
        spoken = [message for message in built if message["role"] != "system"]
        if not spoken or spoken[-1]["role"] != "assistant":
            return built
        last = spoken[-1]
        if not self._limits.prefill:
            if _is_paused(last):
                return built
            path = self._rest[-1].path
            self._report.add(
                path, "added", "this model does not go on from an assistant message; it is asked to continue", "warning"
            )
            return [*built, {"role": "user", "content": _GO_ON}]
        trimmed = _trimmed(last.get("content"))
        if trimmed == last.get("content"):
            return built
        self._report.clamped(self._rest[-1].path, "white space at the end of a prefill is refused")
        return [{**item, "content": trimmed} if item is last else item for item in built if trimmed or item is not last]


def _wire_path(message: ir.Message) -> str:
    """The wire message it was read from; messages that were put together later show it on their parts."""
    if message.path or not message.parts:
        return message.path
    return message.parts[0].path.partition(".content")[0]


def _join(wire: dict[str, Any], blocks: list[dict[str, Any]]) -> None:
    content = wire.get("content", [])
    before = [{"type": "text", "text": content}] if isinstance(content, str) else content
    wire["content"] = [*before, *blocks]


def _is_paused(message: dict[str, Any]) -> bool:
    """An answer that stopped in the middle of server tools (``pause_turn``) is sent back as it is, on every model."""
    kinds = [str(block.get("type")) for block in as_list(message.get("content"))]
    return any(kind == "server_tool_use" or kind.endswith("_tool_result") for kind in kinds)


def _trimmed(content: Any) -> Any:
    if isinstance(content, str):
        return content.rstrip()
    if not content or content[-1].get("type") != "text":
        return content
    text = content[-1]["text"].rstrip()
    return content if text == content[-1]["text"] else [*content[:-1], {**content[-1], "text": text}]


def is_sound(messages: list[ir.Message]) -> bool:
    """Whether every call is answered first thing in the next user turn and results stand nowhere else.

    System messages do not count, and neighbours of one role are one turn.
    """
    waiting: set[str] = set()
    turn = ""
    for message in messages:
        if message.role == "system":
            continue
        if message.role == "assistant":
            if turn == "user" and waiting:
                return False
            waiting |= {part.id for part in message.parts if isinstance(part, ir.ToolCallPart)}
        elif message.role == "tool":
            results = [part.call_id for part in message.parts if isinstance(part, ir.ToolResultPart)]
            if len(set(results)) != len(results) or not waiting.issuperset(results):
                return False
            waiting = waiting.difference(results)
        elif waiting:
            return False
        turn = "assistant" if message.role == "assistant" else "user"
    return not waiting
