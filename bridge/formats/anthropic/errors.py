"""Error envelopes, both ways (https://docs.claude.com/en/api/errors)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import envelope, ir
from bridge.formats.base import Dialect
from bridge.formats.read import as_dict

_TYPES: Mapping[ir.ErrorKind, tuple[str, int]] = {
    "invalid_request": ("invalid_request_error", 400),
    "authentication": ("authentication_error", 401),
    "billing": ("billing_error", 402),
    "permission": ("permission_error", 403),
    "not_found": ("not_found_error", 404),
    "conflict": ("conflict_error", 409),
    "too_large": ("request_too_large", 413),
    "rate_limit": ("rate_limit_error", 429),
    "server": ("api_error", 500),
    "timeout": ("timeout_error", 504),
    "overloaded": ("overloaded_error", 529),
}
_BY_STATUS: Mapping[int, str] = {status: word for word, status in _TYPES.values()}


def parse_error(status: int, body: Any, dialect: Dialect) -> ir.Error:
    """Any envelope (see ``bridge.envelope``), and MiniMax' ``base_resp`` inside a success."""
    base = as_dict(as_dict(body).get("base_resp"))
    if base and "error" not in as_dict(body):
        body = {"error": {"message": base.get("status_msg"), "code": base.get("status_code")}}
    return envelope.read(status, body, "anthropic")


def build_error(error: ir.Error) -> tuple[int, dict[str, Any]]:
    """Anthropic's envelope with the upstream's status, in one of the pairs of number and word that the vendor documents.

    The number decides, even where another vendor pairs it differently (Google answers 400 to a bad key). Numbers Anthropic does not
    use become the one of their class (502 → 500, 422 → 400), an overloaded upstream is 529 whatever its own number.
    """
    _, usual = _TYPES.get(error.kind, ("invalid_request_error", 400))
    status = usual if error.kind in ("overloaded", "timeout") or error.status < 400 else error.status
    if status not in _BY_STATUS:
        status = 500 if status >= 500 else 400
    word = _BY_STATUS[status]
    own = as_dict(error.body)
    if error.origin == "anthropic" and own.get("type") == "error" and as_dict(own.get("error")).get("type") == word:
        return status, own
    body: dict[str, Any] = {"type": "error", "error": {"type": word, "message": error.message}}
    if error.request_id is not None:
        body["request_id"] = error.request_id
    return status, body
