"""Error envelopes (https://google.aip.dev/193), both ways."""

from __future__ import annotations

from typing import Any

from bridge import codec, envelope, ir
from bridge.formats.base import Dialect
from bridge.formats.read import as_dict, as_list

#: Google's word for every kind of error; the HTTP status says the rest.
_WORDS: dict[ir.ErrorKind, str] = {
    "invalid_request": "INVALID_ARGUMENT", "authentication": "UNAUTHENTICATED", "billing": "FAILED_PRECONDITION",
    "permission": "PERMISSION_DENIED", "not_found": "NOT_FOUND", "conflict": "ABORTED", "too_large": "INVALID_ARGUMENT",
    "rate_limit": "RESOURCE_EXHAUSTED", "overloaded": "UNAVAILABLE", "timeout": "DEADLINE_EXCEEDED", "server": "INTERNAL",
    "content_filter": "INVALID_ARGUMENT",
}  # fmt: skip
#: Anthropic's "overloaded", which no other vendor's client knows.
_ANTHROPIC_OVERLOADED = 529


def parse_error(status: int, body: Any, dialect: Dialect) -> ir.Error:
    """Any envelope: Google's, the same inside an array (stream without ``alt=sse``), gateways' flat forms, HTML and plain text."""
    if isinstance(body, str | bytes):
        try:
            body = codec.loads(body)
        except codec.JSONDecodeError:
            return envelope.read(status, body, "gemini")
    error = envelope.read(status, body, "gemini")
    node = as_dict(as_dict((as_list(body) or [body])[0]).get("error"))
    word = node.get("status")
    if isinstance(word, str):
        # ``code`` repeats the HTTP status; the reason is what tells one error from another.
        details = [as_dict(item) for item in as_list(node.get("details"))]
        error.type = word
        error.code = next((item["reason"] for item in details if isinstance(item.get("reason"), str)), None)
    return error


def build_error(error: ir.Error) -> tuple[int, dict[str, Any]]:
    """Google's envelope with the upstream's status; Anthropic's own 529 becomes 503."""
    status = error.status if error.status >= 400 else envelope.STATUS_OF[error.kind]
    if status == _ANTHROPIC_OVERLOADED:
        status = 503
    own = as_dict(as_dict(error.body).get("error"))
    if error.origin == "gemini" and own.get("code") == status and isinstance(own.get("status"), str):
        return status, as_dict(error.body)
    node: dict[str, Any] = {"code": status, "message": error.message, "status": _WORDS[error.kind]}
    if error.retry_after_s is not None:
        seconds = f"{error.retry_after_s:.9f}".rstrip("0").rstrip(".")
        node["details"] = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{seconds}s"}]
    return status, {"error": node}
