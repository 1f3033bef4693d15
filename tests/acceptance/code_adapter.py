#!/usr/bin/env python3
"""The same harness over the routes of Code Switch: `code_adapter.py CONFIG.json`.

Each pair of formats becomes `/code/<tool>@<provider>` of the tool that speaks the inbound format, with its models mapped
as `amux code map` stores them.
"""

from __future__ import annotations

import sys
from typing import Any

import adapter

TOOLS = {
    "anthropic": ("claude-code", "claudecode"),
    "openai-responses": ("codex", "codex"),
    "gemini": ("gemini-cli", "gemini"),
    "openai-chat": ("opencode", "opencode"),
}


def prepare(env: dict[str, str], config: dict[str, Any]) -> None:
    """Mappings per tool and provider."""
    for route in config["routes"]:
        rows = [f"{source}={target}" for source, target in route["model_map"].items()]
        if rows:
            tool, _ = TOOLS[route["inbound"]]
            adapter.amux(env, "code", "map", tool, *rows, "--provider", f"up-{route['outbound']}")


def root(base: str, route: dict[str, Any]) -> str:
    return f"{base}/code/{TOOLS[route['inbound']][1]}@up-{route['outbound']}"


if __name__ == "__main__":
    sys.exit(adapter.main(sys.argv[1], prepare, root))
