"""All tools that Code Switch knows, in the order in which they are shown."""

from __future__ import annotations

from amux_desktop.code_switch.claude_code import CLAUDE_CODE
from amux_desktop.code_switch.codex import CODEX
from amux_desktop.code_switch.gemini_cli import GEMINI_CLI
from amux_desktop.code_switch.opencode import OPENCODE
from amux_desktop.code_switch.qwen_code import QWEN_CODE
from amux_desktop.code_switch.tools import Tool
from amux_desktop.core.errors import NotFoundError

TOOLS: tuple[Tool, ...] = (CLAUDE_CODE, CODEX, GEMINI_CLI, OPENCODE, QWEN_CODE)


def find_tool(ref: str) -> Tool:
    """By id, command or address part. Raises `tool_unknown`."""
    wanted = ref.strip().lower()
    for tool in TOOLS:
        if wanted in tool.names:
            return tool
    raise NotFoundError("tool_unknown", tool=ref, known=[tool.id for tool in TOOLS])
