"""Errors, read from any envelope and written in OpenAI's."""

from __future__ import annotations

from typing import Any

from bridge import envelope, ir
from bridge.formats.base import Dialect
from bridge.formats.openai_responses.content import NAME

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
    return envelope.openai_status(error), {"error": envelope.openai_error(error)}


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
