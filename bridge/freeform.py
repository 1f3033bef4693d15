"""Freeform tools towards formats that have none: a function with one string argument, ``{"input": "<raw text>"}``, and back.

``Unwrapper`` undoes it while the arguments stream, so that a client sees the raw text grow.
"""

from __future__ import annotations

import re
from typing import Any

from bridge import codec, ir

ARGUMENT = "input"
_OPENING = re.compile(r'\s*\{\s*"' + ARGUMENT + r'"\s*:\s*"')
_HIGH_SURROGATE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}$")


def parameters(tool: ir.Tool) -> dict[str, Any]:
    """The schema of the function that stands for a freeform tool; its grammar, if any, is told in words."""
    text = "The raw text to pass to the tool."
    definition = (tool.custom_format or {}).get("definition")
    if isinstance(definition, str):
        syntax = (tool.custom_format or {}).get("syntax")
        text += f" It must follow this {syntax if isinstance(syntax, str) else ''} grammar:\n".replace("  ", " ") + definition
    return {
        "type": "object", "properties": {ARGUMENT: {"type": "string", "description": text}},
        "required": [ARGUMENT], "additionalProperties": False,
    }  # fmt: skip


def wrap(text: str) -> str:
    return codec.dumps_text({ARGUMENT: text})


def unwrap(arguments: str) -> str:
    """The raw text; arguments of any other shape come back as they are."""
    try:
        value = codec.loads(arguments)
    except codec.JSONDecodeError:
        return arguments
    if isinstance(value, dict) and isinstance(value.get(ARGUMENT), str):
        return str(value[ARGUMENT])
    return value if isinstance(value, str) else arguments


class Unwrapper:
    """``feed`` fragments of the argument JSON, get the raw text that is certain so far; ``flush`` gives the rest."""

    __slots__ = ("_buffer", "_inside", "_over")

    def __init__(self) -> None:
        self._buffer = ""
        self._inside = False
        self._over = False

    def feed(self, fragment: str) -> str:
        if self._over:
            return ""
        self._buffer += fragment
        if not self._inside:
            match = _OPENING.match(self._buffer)
            if match is None:
                return ""
            self._inside = True
            self._buffer = self._buffer[match.end() :]
        return self._take()

    def _take(self) -> str:
        """Decode up to the closing quote, or up to where an escape is still incomplete."""
        buffer, position = self._buffer, 0
        while position < len(buffer):
            mark = buffer[position]
            if mark == '"':
                self._over = True
                break
            if mark != "\\":
                position += 1
                continue
            length = 6 if buffer[position + 1 : position + 2] == "u" else 2
            if position + length > len(buffer):
                break
            if length == 6 and _HIGH_SURROGATE.match(buffer[position : position + 6]):
                if position + 12 > len(buffer):
                    break
                length = 12 if buffer[position + 6 : position + 8] == "\\u" else 6
            position += length
        sure, self._buffer = buffer[:position], buffer[position:]
        if not sure:
            return ""
        try:
            return str(codec.loads(f'"{sure}"'))
        except codec.JSONDecodeError:  # raw line breaks and the like inside the string
            return sure

    def flush(self) -> str:
        """The end of the arguments. Whatever never looked like our wrapping is given as it is."""
        if self._inside:
            rest, self._buffer = ("" if self._over else self._buffer), ""
            return rest
        rest, self._buffer = self._buffer, ""
        return unwrap(rest) if rest else ""
