"""The IR into a Responses request body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bridge import codec, history, ir, toolbox
from bridge.formats.base import Context, Dialect
from bridge.formats.openai_responses import tools_build
from bridge.formats.openai_responses.content import NAME
from bridge.formats.openai_responses.dialect import ResponsesDialect
from bridge.formats.openai_responses.fit import fit
from bridge.formats.openai_responses.items_build import Item, ItemWriter, position
from bridge.formats.openai_responses.request_fields import foreign_fields, own_fields, wants_prompt
from bridge.formats.openai_responses.tools import NAME_LIMIT, NAME_PATTERN, Shelf, write_own_choice
from bridge.report import Report

BILLING = "x-anthropic-billing-header:"


def build_request(request: ir.Request, dialect: Dialect, report: Report, context: Context) -> dict[str, Any]:
    """See ``Format``. A request of this format to the model it asked for is given back as it was."""
    assert isinstance(dialect, ResponsesDialect)
    model = context.target_model or request.model
    body: dict[str, Any] = {"model": model} if model else {}
    own = request.origin == NAME
    if own:
        own_fields(body, request)
    else:
        foreign_fields(body, request, dialect, report, model)
    _input(body, request, dialect, report, context)
    if not own:
        _say_json(body, request, dialect, report)
    if not own or model != request.model:
        fit(body, request, dialect.limits(model), report)
    for key in dialect.refuses & body.keys():
        del body[key]
        report.dropped(request.paths.get(key, key), f"this endpoint refuses {key}")
    body.update(dialect.fixed)
    if dialect.instructions and not body.get("instructions"):
        body["instructions"] = "Follow the instructions in the conversation."
        report.add("instructions", "added", "this endpoint wants instructions in any case")
    return body


# --------------------------------------------------------------------------- input and tools


def _input(
    body: dict[str, Any], request: ir.Request, dialect: ResponsesDialect, report: Report, context: Context
) -> None:
    own = request.origin == NAME
    if own and not tools_build.needs_flat(request, dialect):
        shelf = Shelf(request.tools, request.declarations)
        writer = ItemWriter(request, dialect, report, context, None)
        _own_input(body, request, writer, shelf)
        tools = shelf.take("tools")
        if tools or "tools" in request.paths:
            body["tools"] = tools
        if request.tool_choice is not None:
            body["tool_choice"] = write_own_choice(request.tool_choice)
        return
    names = toolbox.ToolNames(context, limit=NAME_LIMIT, pattern=NAME_PATTERN)
    tools_build.build(body, request, dialect, report, context, names)
    writer = ItemWriter(request, dialect, report, context, names)
    if own:
        _own_input(body, request, writer, None)
        return
    messages = _without_billing(request.messages, report)
    front, rest = history.split_system(messages, in_place=True, report=report)
    if not rest or (request.output_format is not None and request.output_format.kind == "json_object"):
        front, rest = [], [*front, *rest]  # there must be input, and in JSON mode the word JSON must be in it
    instructions = "\n\n".join(text for message in front for text in _texts(message, report))
    if instructions:
        body["instructions"] = instructions
    body["input"] = [item for _, item in writer.write(history.pair_tools(rest, report))]
    if not body["input"]:
        report.add(
            "", "added", "nothing of the conversation could be carried; an empty user turn was put in", "warning"
        )
        body["input"] = [{"type": "message", "role": "user", "content": ""}]


def _texts(message: ir.Message, report: Report) -> Iterator[str]:
    report.dropped_extra(message.path, message.extra, NAME)
    for part in message.parts:
        if isinstance(part, ir.TextPart):
            if part.cache_control is not None:
                report.dropped(f"{part.path}.cache_control", "prompts are cached by prefix, without marks", "info")
            report.dropped_extra(part.path, part.extra, NAME)
            if part.text:
                yield part.text
        else:
            report.dropped(part.path, "instructions hold text only")


def _own_input(body: dict[str, Any], request: ir.Request, writer: ItemWriter, shelf: Shelf | None) -> None:
    messages = request.messages
    if messages and messages[0].path == "instructions":
        body["instructions"] = history.text_of(messages[0].parts)
        messages = messages[1:]
    only = messages[0] if len(messages) == 1 else None
    if only is not None and only.path == "input":
        body["input"] = history.text_of(only.parts)
        return
    items = writer.write(messages)
    for path, declaration in sorted(request.declarations.items(), key=lambda entry: position(entry[0])):
        if path.startswith("input") and declaration.get("type") != "namespace":
            if "tools" not in declaration and declaration.get("type") != "configuration_update":
                if shelf is None:
                    continue
                declaration = {**declaration, "tools": shelf.take(f"{path}.tools")}
            _insert(items, path, declaration)
    if items or "input" in request.paths:
        body["input"] = [item for _, item in items]


def _insert(items: list[Item], path: str, item: dict[str, Any]) -> None:
    wanted = position(path)
    for index, (other, _) in enumerate(items):
        if position(other) > wanted:
            items.insert(index, (path, item))
            return
    items.append((path, item))


def _without_billing(messages: list[ir.Message], report: Report) -> list[ir.Message]:
    """Claude Code's first system block is for Anthropic's bookkeeping and differs every time, which would ruin caching."""
    if not messages or messages[0].role != "system" or not messages[0].parts:
        return messages
    first = messages[0].parts[0]
    if not isinstance(first, ir.TextPart) or not first.text.startswith(BILLING):
        return messages
    report.dropped(first.path, "a billing line for Anthropic", "info")
    parts = messages[0].parts[1:]
    head = [ir.Message(role="system", parts=parts, extra=messages[0].extra, path=messages[0].path)] if parts else []
    return [*head, *messages[1:]]


def _say_json(body: dict[str, Any], request: ir.Request, dialect: ResponsesDialect, report: Report) -> None:
    wanted = request.output_format
    if wanted is not None and wants_prompt(wanted):
        hint = f"Answer with JSON. It must match this JSON Schema:\n{codec.dumps_text(wanted.schema)}"
        body["instructions"] = f"{body['instructions']}\n\n{hint}" if body.get("instructions") else hint
        return
    kind = body.get("text", {}).get("format", {}).get("type")
    if kind == "json_object" and b"json" not in codec.dumps(body["input"]).lower():
        role = "developer" if dialect.developer else "system"
        body["input"].append({"type": "message", "role": role, "content": "Answer with a JSON object."})
        report.add("input", "added", "JSON mode wants the word JSON in the input")
