"""Puts a conversation into the shape strict vendors demand: calls answered directly, no orphans, roles merged, system text hoisted.

All functions return new lists and leave the parsed messages alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bridge import ir
from bridge.report import Report

INTERRUPTED = "[The tool call was interrupted; there is no result.]"


def pair_tools(messages: list[ir.Message], report: Report) -> list[ir.Message]:
    """Every call gets its result in a ``tool`` message directly behind it, in call order.

    A call without a result gets an error result, a result without a call becomes user text; both are reported. ``name`` of each
    result is filled from its call (the one thing that is written to the parsed parts: it says nothing new).
    """
    answers, taken = _match(messages, report)
    fixed: list[ir.Message] = []
    for message in messages:
        if message.role == "tool":
            left = [part for part in message.parts if id(part) not in taken]
            if left:
                fixed.append(_orphans(message, left, report))
            continue
        fixed.append(message)
        if message.role == "assistant":
            results: list[ir.Part] = [answers[id(part)] for part in message.parts if id(part) in answers]
            if results:
                fixed.append(ir.Message(role="tool", parts=results))
    return fixed


def _match(messages: list[ir.Message], report: Report) -> tuple[dict[int, ir.ToolResultPart], set[int]]:
    """(result by ``id()`` of its call, ``id()`` of every result used)."""
    waiting: dict[str, list[ir.ToolResultPart]] = {}
    for message in messages:
        for part in message.parts:
            if isinstance(part, ir.ToolResultPart):
                waiting.setdefault(part.call_id, []).append(part)
    answers: dict[int, ir.ToolResultPart] = {}
    taken: set[int] = set()
    for message in messages:
        for call in message.parts if message.role == "assistant" else ():
            if not isinstance(call, ir.ToolCallPart):
                continue
            queue = waiting.get(call.id)
            if queue:
                answer = queue.pop(0)
                taken.add(id(answer))
                answer.name = answer.name or call.name
                answers[id(call)] = answer
            else:
                report.add(
                    call.path, "added", "the call has no result in the history; an error result was put in", "warning"
                )
                answers[id(call)] = ir.ToolResultPart(
                    call_id=call.id,
                    name=call.name,
                    is_error=True,
                    kind=call.kind,
                    content=[ir.TextPart(text=INTERRUPTED)],
                )
    return answers, taken


def _orphans(message: ir.Message, parts: list[ir.Part], report: Report) -> ir.Message:
    """Results nobody asked for, as user content."""
    content: list[ir.Part] = []
    for part in parts:
        if isinstance(part, ir.ToolResultPart):
            report.approximated(part.path, "a tool result without its call was turned into user text", "warning")
            content.extend(part.content or [ir.TextPart(text="[empty tool result]", path=part.path)])
        else:
            content.append(part)
    return ir.Message(role="user", parts=content, path=message.path)


def merge_turns(
    messages: Iterable[ir.Message], merge: frozenset[str] = frozenset({"user", "assistant", "tool"})
) -> list[ir.Message]:
    """Neighbours of the same role become one message (for formats that want turns to alternate)."""
    merged: list[ir.Message] = []
    for message in messages:
        if merged and merged[-1].role == message.role and message.role in merge:
            last = merged[-1]
            merged[-1] = replace(
                last, parts=[*last.parts, *message.parts], extra={**(last.extra or {}), **(message.extra or {})} or None
            )
        else:
            merged.append(message)
    return merged


def split_system(
    messages: list[ir.Message], *, in_place: bool, report: Report
) -> tuple[list[ir.Message], list[ir.Message]]:
    """(system messages for the front, the rest).

    Leading system/developer messages always go to the front. Later ones stay where they are when ``in_place`` (the target takes
    role system inside the conversation), else they are hoisted as well and reported.
    """
    front: list[ir.Message] = []
    rest: list[ir.Message] = []
    for message in messages:
        if message.role not in ("system", "developer"):
            rest.append(message)
        elif not rest:
            front.append(message)
        elif in_place:
            rest.append(message)
        else:
            report.approximated(message.path, "system text inside the conversation was moved to the front")
            front.append(message)
    return front, rest


def text_of(parts: Iterable[ir.Part], separator: str = "\n") -> str:
    """The text parts joined."""
    return separator.join(part.text for part in parts if isinstance(part, ir.TextPart))


def open_turn_start(messages: list[ir.Message]) -> int:
    """Index of the first message of the turn still going on: the one after the last real user message.

    Vendors want reasoning back for exactly this stretch (the current tool loop).
    """
    for index in range(len(messages) - 1, -1, -1):
        if messages[index].role == "user":
            return index + 1
    return 0
