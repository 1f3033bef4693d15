"""A local estimate of prompt tokens for providers that cannot count.

Documented rule: Latin text is about four characters a token, other scripts about 1.5 characters a token; each message costs four tokens,
each tool declaration its JSON text plus eight, each picture 1 600, each other file 3 000. Typically within 15 % of the vendors' own count.
"""

from __future__ import annotations

from bridge import codec, ir

_MESSAGE, _TOOL, _IMAGE, _FILE = 4, 8, 1600, 3000


def estimate(request: ir.Request) -> int:
    """Input tokens of a request, at least 1."""
    total = 0
    for message in request.messages:
        total += _MESSAGE + sum(_part(part) for part in message.parts)
    for tool in request.tools:
        total += _TOOL + tokens_of(tool.name) + tokens_of(tool.description or "")
        total += tokens_of(codec.dumps_text(tool.parameters)) if tool.parameters else 0
    if request.output_format is not None and request.output_format.schema:
        total += tokens_of(codec.dumps_text(request.output_format.schema))
    return max(1, total)


def tokens_of(text: str) -> int:
    """Estimated tokens of plain text."""
    if text.isascii():
        return (len(text) + 3) // 4
    wide = sum(1 for character in text if character > "\u02ff")
    return (len(text) - wide + 3) // 4 + (2 * wide + 2) // 3


def _part(part: ir.Part) -> int:
    match part:
        case ir.TextPart() | ir.ReasoningPart() | ir.RefusalPart() | ir.OpaquePart():
            return tokens_of(part.text)
        case ir.ToolCallPart():
            return tokens_of(part.name) + tokens_of(part.arguments) + _TOOL
        case ir.ToolResultPart():
            return _TOOL + sum(_part(inner) for inner in part.content)
        case ir.ImagePart():
            return _IMAGE
        case ir.FilePart():
            return tokens_of(part.source.text) if part.source.text is not None else _FILE
        case ir.AudioPart():
            return _FILE
