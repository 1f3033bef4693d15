"""Reads errors out of any envelope an upstream may use: the four vendors' own, flat forms, gateways' text and HTML.

Seen in the wild: ``{"error": {message, type, code, param}}`` (OpenAI and most others), ``{"type": "error", "error": {…}}``
(Anthropic), ``{"error": {code, message, status, details}}`` (Google, in an array when the stream is unframed),
``{"error": "text"}`` (Venice), ``{"code": "text", "error": "text"}`` (xAI), ``{"detail": …}`` (Codex, Mistral),
``{"object": "error", "message": …}`` (Mistral), ``{"errors": […]}`` (Cloudflare), plain text and HTML pages.
"""

from __future__ import annotations

import re
from typing import Any

from bridge import ir
from bridge.json_types import is_array, is_object

_BY_STATUS: dict[int, ir.ErrorKind] = {
    400: "invalid_request", 401: "authentication", 402: "billing", 403: "permission", 404: "not_found",
    405: "not_found", 408: "timeout", 409: "conflict", 413: "too_large", 422: "invalid_request", 429: "rate_limit",
    503: "overloaded", 504: "timeout", 524: "timeout", 529: "overloaded",
}  # fmt: skip
#: Words inside ``type``, ``code`` or ``status``, most telling first.
_WORDS: tuple[tuple[str, ir.ErrorKind], ...] = (
    ("insufficient_quota", "billing"), ("billing", "billing"), ("insufficient_balance", "billing"),
    ("rate_limit", "rate_limit"), ("resource_exhausted", "rate_limit"), ("too_many_requests", "rate_limit"),
    ("overloaded", "overloaded"), ("unavailable", "overloaded"), ("slow_down", "overloaded"),
    ("invalid_api_key", "authentication"), ("authentication", "authentication"), ("unauthenticated", "authentication"),
    ("api_key_invalid", "authentication"), ("unauthorized", "authentication"),
    ("permission", "permission"), ("forbidden", "permission"), ("not_found", "not_found"),
    ("content_filter", "content_filter"), ("content_policy", "content_filter"),
    ("too_large", "too_large"), ("timeout", "timeout"), ("deadline", "timeout"), ("conflict", "conflict"),
    ("invalid", "invalid_request"), ("failed_precondition", "invalid_request"), ("context_length", "invalid_request"),
    ("server_error", "server"), ("api_error", "server"), ("internal", "server"),
)  # fmt: skip
STATUS_OF: dict[ir.ErrorKind, int] = {
    "invalid_request": 400, "authentication": 401, "billing": 402, "permission": 403, "not_found": 404, "conflict": 409,
    "too_large": 413, "rate_limit": 429, "overloaded": 503, "timeout": 504, "server": 500, "content_filter": 400,
}  # fmt: skip
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_TEXT_LIMIT = 2000
_CONTEXT = re.compile(
    r"prompt is too long|exceeds? the (?:model'?s? )?(?:maximum|context)|context (?:length|window)|maximum context"
    r"|input token count .* exceeds",
    re.IGNORECASE,
)


def read(status: int, body: Any, origin: ir.FormatName) -> ir.Error:
    """``status`` below 400 (an error inside a stream or a 200) is replaced by what the error itself says."""
    envelope = body[0] if is_array(body) and body else body
    if isinstance(envelope, bytes):
        envelope = envelope.decode("utf-8", "replace")
    if not is_object(envelope):
        return _finish(ir.Error(status=status, message=_plain(envelope), origin=origin, body=body), "")
    inner = envelope.get("error")
    detail = inner if is_object(inner) else envelope
    code = detail.get("code")
    error = ir.Error(
        status=_status(status, code),
        message=_message(detail, envelope),
        type=_word(detail.get("type")) if detail.get("type") != "error" else None,
        code=_word(code),
        param=_word(detail.get("param")),
        request_id=_word(envelope.get("request_id")),
        retry_after_s=_retry_delay(detail.get("details")),
        origin=origin,
        body=body,
    )
    words = " ".join(word for word in (error.type, error.code, _word(detail.get("status")), _reasons(detail)) if word)
    return _finish(error, words.lower())


def _finish(error: ir.Error, words: str) -> ir.Error:
    known: ir.ErrorKind | None = _BY_STATUS.get(error.status) if error.status >= 400 else None
    told: ir.ErrorKind | None = next((kind for word, kind in _WORDS if word in words), None)
    # The status is trusted but for words that say more than it does.
    if (
        known is None
        or told in ("billing", "content_filter")
        or (told == "authentication" and known == "invalid_request")
    ):
        chosen: ir.ErrorKind | None = told or known
        error.kind = chosen if chosen is not None else "server"
    else:
        error.kind = known
    if error.status < 400:
        error.status = STATUS_OF[error.kind]
    return error


def _status(status: int, code: Any) -> int:
    if status >= 400 or not isinstance(code, int) or isinstance(code, bool):
        return status
    return code if 400 <= code < 600 else status


def _word(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None


def _message(detail: dict[str, Any], envelope: dict[str, Any]) -> str:
    for holder, key in (
        (detail, "message"), (envelope, "message"), (envelope, "error"), (envelope, "detail"), (envelope, "msg"),
        (detail, "detail"), (envelope, "errors"), (envelope, "error_description"),
    ):  # fmt: skip
        text = _text_in(holder.get(key))
        if text:
            return _with_raw(text, detail)
    return "The upstream gave an error without a message."


def _text_in(value: Any) -> str:
    """The text of a value that should be text: FastAPI gives lists of objects with ``msg``."""
    if isinstance(value, str):
        return value.strip()
    if is_array(value):
        return "; ".join(text for entry in value if (text := _text_in(entry)))
    if is_object(value):
        return next((text for key in ("message", "msg", "error") if (text := _text_in(value.get(key)))), "")
    return ""


def _with_raw(text: str, detail: dict[str, Any]) -> str:
    """OpenRouter says "Provider returned error" and puts the provider's words into the metadata."""
    metadata = detail.get("metadata")
    raw = metadata.get("raw") if is_object(metadata) else None
    return f"{text}: {raw[:_TEXT_LIMIT]}" if isinstance(raw, str) and raw and raw not in text else text


def _details(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if is_object(entry)] if is_array(value) else []


def _reasons(detail: dict[str, Any]) -> str | None:
    reasons = [entry["reason"] for entry in _details(detail.get("details")) if isinstance(entry.get("reason"), str)]
    return " ".join(reasons) or None


def _retry_delay(details: Any) -> float | None:
    """Google's ``retryDelay``: ``"17s"``."""
    for entry in _details(details):
        delay = entry.get("retryDelay")
        if isinstance(delay, str) and delay.endswith("s"):
            try:
                return max(0.0, float(delay[:-1]))
            except ValueError:
                continue
    return None


def _plain(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return "The upstream gave an error without a message."
    text = value.strip()
    if text[:1] == "<":
        title = _TITLE.search(text)
        text = " ".join(_TAG.sub(" ", title[1] if title else text).split())
    return text[:_TEXT_LIMIT] or "The upstream gave an error page without text."


def is_context_overflow(error: ir.Error) -> bool:
    """Whether the input was too long for the model, in any vendor's words (clients compact the conversation on it)."""
    return error.code == "context_length_exceeded" or (
        error.kind in ("invalid_request", "too_large") and _CONTEXT.search(error.message) is not None
    )


# --------------------------------------------------------------------------- OpenAI's own form

_OPENAI_TYPES: dict[ir.ErrorKind, str] = {
    "invalid_request": "invalid_request_error", "authentication": "authentication_error", "billing": "insufficient_quota",
    "permission": "permission_error", "not_found": "invalid_request_error", "conflict": "conflict_error",
    "too_large": "invalid_request_error", "rate_limit": "rate_limit_exceeded", "overloaded": "server_error",
    "timeout": "server_error", "server": "server_error", "content_filter": "invalid_request_error",
}  # fmt: skip


def openai_status(error: ir.Error) -> int:
    """The upstream's status; 529 is Anthropic's alone and becomes 503."""
    if error.status == 529:
        return 503
    return error.status if error.status >= 400 else STATUS_OF[error.kind]


def openai_error(error: ir.Error) -> dict[str, Any]:
    """The object under ``error``, for both of OpenAI's formats. Type, code and param stay when they are OpenAI's own words."""
    own = error.origin in ("openai-chat", "openai-responses")
    code = error.code if own else None
    if code is None and is_context_overflow(error):
        code = "context_length_exceeded"
    return {
        "message": error.message,
        "type": (error.type if own else None) or _OPENAI_TYPES[error.kind],
        "param": error.param if own else None,
        "code": code,
    }
