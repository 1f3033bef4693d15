"""Errors in OpenAI's envelope and in the many that compatible vendors and gateways use."""

from __future__ import annotations

from typing import Any

from bridge import codec, envelope, ir
from bridge.formats import read
from bridge.formats.base import Dialect


def parse_error(status: int, body: Any, dialect: Dialect) -> ir.Error:
    """``body``: parsed JSON, or the text (or bytes) as it came. ``status`` below 400 is an error inside a success."""
    if isinstance(body, str | bytes):
        try:
            body = codec.loads(body)
        except codec.JSONDecodeError:
            return envelope.read(status, body, "openai-chat")
    base = read.as_dict(read.as_dict(body).get("base_resp"))
    if base:  # MiniMax: {base_resp: {status_code, status_msg}} beside empty choices
        body = {"error": {"message": base.get("status_msg"), "code": str(base.get("status_code"))}, **body}
    return envelope.read(status, body, "openai-chat")


def error_of(body: dict[str, Any], dialect: Dialect) -> ir.Error | None:
    """The error a success hides (OpenRouter, Azure: ``error``; MiniMax: ``base_resp.status_code``); None when there is none."""
    base = read.as_dict(body.get("base_resp"))
    if body.get("error") or (base and base.get("status_code") not in (0, None) and not body.get("choices")):
        return parse_error(200, body, dialect)
    return None


def build_error(error: ir.Error) -> tuple[int, dict[str, Any]]:
    return envelope.openai_status(error), {"error": envelope.openai_error(error)}
