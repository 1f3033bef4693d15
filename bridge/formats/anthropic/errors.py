"""Error envelopes, both ways (https://docs.claude.com/en/api/errors)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, cast

from bridge import codec, ir
from bridge.formats.anthropic.read import as_dict, as_list, as_text
from bridge.formats.base import Dialect

Kind: TypeAlias = Literal[
    "invalid_request", "authentication", "billing", "permission", "not_found", "conflict", "too_large", "rate_limit",
    "overloaded", "timeout", "server", "content_filter",
]  # fmt: skip
_KINDS: Mapping[str, Kind] = {
    "invalid_request_error": "invalid_request",
    "authentication_error": "authentication",
    "billing_error": "billing",
    "permission_error": "permission",
    "not_found_error": "not_found",
    "conflict_error": "conflict",
    "request_too_large": "too_large",
    "rate_limit_error": "rate_limit",
    "api_error": "server",
    "timeout_error": "timeout",
    "overloaded_error": "overloaded",
}
_TYPES: Mapping[Kind, tuple[str, int]] = {
    **{kind: (word, status) for (word, kind), status in zip(
        _KINDS.items(), (400, 401, 402, 403, 404, 409, 413, 429, 500, 504, 529), strict=True)},
    "content_filter": ("invalid_request_error", 400),
}  # fmt: skip
_BY_STATUS: Mapping[int, Kind] = {
    **{status: kind for kind, (_, status) in _TYPES.items() if kind != "content_filter"},
    408: "timeout",
    503: "overloaded",
}
_LONGEST_TEXT = 2000
_TITLE = re.compile(r"<title[^>]*>([^<]{1,200})", re.IGNORECASE)


def parse_error(status: int, body: Any, dialect: Dialect) -> ir.Error:
    """Any envelope: Anthropic's, OpenAI's, flat forms of gateways, MiniMax' ``base_resp``, HTML and plain text."""
    if isinstance(body, bytes | bytearray):
        body = bytes(body).decode("utf-8", "replace")
    if isinstance(body, str):
        try:
            body = codec.loads(body)
        except codec.JSONDecodeError:
            return _error(status, {}, _plain(cast("str", body), status), body)
    if isinstance(body, list):
        body = next((item for item in as_list(body) if isinstance(item, dict)), None)
    envelope = as_dict(body)
    inner = envelope.get("error")
    node = as_dict(inner) or as_dict(envelope.get("base_resp")) or envelope
    message = inner if isinstance(inner, str) and inner else _message(node)
    return _error(status, {"request_id": envelope.get("request_id"), **node}, message or _plain("", status), body)


def _message(node: Mapping[str, Any]) -> str:
    keys = ("message", "detail", "msg", "status_msg", "error_description", "title")
    return next((node[key] for key in keys if isinstance(node.get(key), str) and node[key]), "")


def _plain(text: str, status: int) -> str:
    """Text of a gateway; of an HTML page only its title."""
    text = text.strip()
    if text[:1] == "<":
        title = _TITLE.search(text)
        text = title[1].strip() if title is not None else ""
    return text[:_LONGEST_TEXT] or f"The upstream answered with HTTP {status} and no readable message."


def _error(status: int, node: Mapping[str, Any], message: str, body: Any) -> ir.Error:
    word, code = as_text(node.get("type")), node.get("code")
    kind = _KINDS.get(word) or _BY_STATUS.get(status)
    if isinstance(code, int) and 400 <= code < 600 and status < 400:
        status = code
        kind = kind or _BY_STATUS.get(code)
    if kind is None:
        kind = "invalid_request" if 400 <= status < 500 else "server"
    param, request_id = node.get("param"), node.get("request_id")
    return ir.Error(
        status=status if status >= 400 else _TYPES[kind][1],
        message=message,
        kind=kind,
        type=word if word and word != "error" else None,
        code=str(code) if isinstance(code, str | int) and not isinstance(code, bool) else None,
        param=param if isinstance(param, str) else None,
        request_id=request_id if isinstance(request_id, str) else None,
        origin="anthropic",
        body=body,
    )


def build_error(error: ir.Error) -> tuple[int, dict[str, Any]]:
    """Anthropic's envelope with the upstream's status. An overloaded upstream is 529 here, whatever its own number."""
    word, usual = _TYPES[error.kind]
    status = usual if error.kind == "overloaded" or error.status < 400 else error.status
    if (kind := _BY_STATUS.get(status)) is not None:
        word = _TYPES[kind][0]  # the words go with the numbers, even where another vendor pairs them differently
    elif word not in ("timeout_error", "api_error") or status < 500:
        word = "invalid_request_error" if status < 500 else "api_error"
    body: dict[str, Any] = {"type": "error", "error": {"type": word, "message": error.message}}
    if error.request_id is not None:
        body["request_id"] = error.request_id
    if error.origin == "anthropic" and as_dict(as_dict(error.body).get("error")).get("type") == word:
        return status, as_dict(error.body)
    return status, body
