"""A conversation as Markdown for people or as JSON for programs. Only the branch that shows is in the Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from amux_desktop.services.chat_tree import MessageTree
from amux_desktop.storage.records import Conversation, Message


def to_markdown(conversation: Conversation, tree: MessageTree) -> str:
    lines = [f"# {conversation.title or 'Untitled'}", ""]
    if conversation.system_prompt.strip():
        lines += ["> " + line for line in conversation.system_prompt.strip().splitlines()] + [""]
    for message in tree.branch():
        for shown in tree.compared(message) or (message,):
            lines += [_heading(shown), "", _body(shown), ""]
    return "\n".join(lines).rstrip() + "\n"


def to_json(conversation: Conversation, tree: MessageTree) -> str:
    """Every branch; files by name and size."""
    value = {
        "title": conversation.title,
        "created": _moment(conversation.created_ms),
        "model": conversation.model,
        "route": conversation.route,
        "system_prompt": conversation.system_prompt,
        "options": dict(conversation.options),
        "head": conversation.head_id,
        "messages": [_message(message) for message in tree.messages],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _message(message: Message) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": message.id,
        "parent": message.parent_id,
        "role": message.role,
        "state": message.state,
        "created": _moment(message.created_ms),
        "parts": [{name: item for name, item in part.items() if name != "native"} for part in message.parts],
    }
    if message.role == "assistant":
        value |= {
            "model": message.model,
            "provider": message.provider_name,
            "usage": dict(message.usage),
            "cost_usd": None if message.cost_nanos is None else message.cost_nanos / 1e9,
            "first_token_ms": message.first_token_ms,
            "duration_ms": message.duration_ms,
            "error": message.error,
        }
    return value


def _heading(message: Message) -> str:
    if message.role == "user":
        return "## You"
    name = f"## {message.model or 'Assistant'}"
    return f"{name} ({message.provider_name})" if message.provider_name else name


def _body(message: Message) -> str:
    pieces = [piece for part in message.parts if (piece := _part(part))]
    if message.error:
        pieces.append(f"*Not answered: {message.error}*")
    elif message.state in ("stopped", "interrupted"):
        pieces.append("*Stopped here.*")
    return "\n\n".join(pieces)


def _part(part: Mapping[str, Any]) -> str:
    text = str(part.get("text", ""))
    match part.get("type"):
        case "text" | "refusal":
            return text
        case "reasoning":
            return f"<details><summary>Thoughts</summary>\n\n{text}\n\n</details>" if text.strip() else ""
        case "tool_call":
            return f"Tool call `{part.get('name')}`:\n\n```json\n{part.get('arguments')}\n```"
        case "tool_result":
            return f"Result of `{part.get('name')}`:\n\n```\n{text}\n```"
        case "image" | "file":
            return f"*Attached: {part.get('name')}*"
        case _:
            return ""


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000).astimezone().isoformat(timespec="seconds")
