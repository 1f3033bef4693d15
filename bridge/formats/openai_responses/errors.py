"""Errors, read from any envelope and written in OpenAI's."""

from __future__ import annotations

from typing import Any

from bridge import envelope, ir
from bridge.formats.base import Dialect
from bridge.formats.openai_responses.content import NAME

_TYPES: dict[str, str] = {
    "invalid_request": "invalid_request_error", "authentication": "authentication_error", "billing": "insufficient_quota",
    "permission": "permission_error", "not_found": "invalid_request_error", "conflict": "conflict_error",
    "too_large": "invalid_request_error", "rate_limit": "rate_limit_exceeded", "overloaded": "server_error",
    "timeout": "server_error", "server": "server_error", "content_filter": "invalid_request_error",
}  # fmt: skip
#: What ``response.error.code`` may say (SDK type ``ResponseError``).
_RESPONSE_CODES = frozenset(
    {
        "server_error", "rate_limit_exceeded", "invalid_prompt", "data_residency_mismatch", "bio_policy",
        "misalignment_policy_violation", "vector_store_timeout", "invalid_image", "invalid_image_format",
        "invalid_base64_image", "invalid_image_url", "image_too_large", "image_too_small", "image_parse_error",
        "image_content_policy_violation", "invalid_image_mode", "image_file_too_large",
        "unsupported_image_media_type", "empty_image_file", "failed_to_download_image", "image_file_not_found",
    }
)  # fmt: skip
_CONTEXT_CODE = "context_length_exceeded"


def parse_error(status: int, body: Any, dialect: Dialect) -> ir.Error:
    return envelope.read(status, body, NAME)


def build_error(error: ir.Error) -> tuple[int, dict[str, Any]]:
    """Type, code and param stay when they are OpenAI's own words; the message always does."""
    own = error.origin in ("openai-chat", NAME)
    code = error.code if own else None
    if code is None and envelope.is_context_overflow(error):
        code = _CONTEXT_CODE
    body = {
        "message": error.message,
        "type": (error.type if own else None) or _TYPES[error.kind],
        "param": error.param if own else None,
        "code": code,
    }
    return _status(error), {"error": body}


def _status(error: ir.Error) -> int:
    if error.status == 529:
        return 503
    return error.status if error.status >= 400 else envelope.STATUS_OF[error.kind]


def response_error(error: ir.Error) -> dict[str, Any]:
    """The ``error`` object of a failed response."""
    if error.origin == NAME and error.code:
        code = error.code
    elif envelope.is_context_overflow(error):
        code = _CONTEXT_CODE
    elif error.code in _RESPONSE_CODES:
        code = str(error.code)
    else:
        code = {"rate_limit": "rate_limit_exceeded", "invalid_request": "invalid_prompt"}.get(
            error.kind, "server_error"
        )
    return {"code": code, "message": error.message}
