"""Errors in OpenAI's envelope and in the many that compatible vendors and gateways use."""

from __future__ import annotations

import re
from typing import Any, Literal, cast

from bridge import codec, ir
from bridge.formats.base import Dialect
from bridge.formats.openai_chat import read

Kind = Literal[
    "invalid_request", "authentication", "billing", "permission", "not_found", "conflict", "too_large", "rate_limit",
    "overloaded", "timeout", "server", "content_filter",
]  # fmt: skip
_BY_STATUS: dict[int, Kind] = {
    400: "invalid_request", 401: "authentication", 402: "billing", 403: "permission", 404: "not_found", 408: "timeout",
    409: "conflict", 413: "too_large", 422: "invalid_request", 429: "rate_limit", 503: "overloaded", 504: "timeout", 529: "overloaded",
}  # fmt: skip
_BY_CODE: dict[str, Kind] = {
    "insufficient_quota": "billing", "billing_hard_limit_reached": "billing", "invalid_api_key": "authentication",
    "model_not_found": "not_found", "rate_limit_exceeded": "rate_limit", "content_filter": "content_filter",
    "content_policy_violation": "content_filter", "server_overloaded": "overloaded",
}  # fmt: skip
_TYPES: dict[Kind, str] = {
    "rate_limit": "rate_limit_error", "overloaded": "server_error", "timeout": "server_error", "server": "server_error",
    "billing": "insufficient_quota", "authentication": "authentication_error", "permission": "permission_error",
}  # fmt: skip
_CODES: dict[Kind, str] = {
    "authentication": "invalid_api_key", "not_found": "model_not_found", "rate_limit": "rate_limit_exceeded",
    "billing": "insufficient_quota", "content_filter": "content_filter",
}  # fmt: skip
_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_MAX_MESSAGE = 2000


def parse_error(status: int, body: Any, dialect: Dialect) -> ir.Error:
    """``body``: parsed JSON, or the text (or bytes) as it came. ``status`` below 400 is an error inside a success."""
    if isinstance(body, bytes):
        body = body.decode("utf-8", "replace")
    if isinstance(body, str):
        try:
            body = codec.loads(body)
        except codec.JSONDecodeError:
            return _error(status, _plain(body, status), body, {})
    if isinstance(body, list) and len(read.as_list(body)) == 1:
        body = read.as_list(body)[0]
    if not isinstance(body, dict):
        return _error(
            status, body if isinstance(body, str) and body else f"The upstream answered with status {status}.", body, {}
        )
    envelope = cast("dict[str, Any]", body)
    detail, message = _detail(envelope)
    return _error(status, message or f"The upstream answered with status {status}.", envelope, detail)


def _detail(body: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """(the object with type, code and param; the message)."""
    error = body.get("error")
    if isinstance(error, dict):
        detail = cast("dict[str, Any]", error)
        return detail, _message(detail)
    if isinstance(error, str):  # xAI {code, error}, Venice {error}
        return {"type": body.get("type"), "code": None, "param": None}, error
    base = read.as_dict(body.get("base_resp"))
    if base:  # MiniMax: {base_resp: {status_code, status_msg}}
        return {"code": str(base.get("status_code"))}, read.as_text(base.get("status_msg"))
    # Mistral flat, FastAPI {detail}, gateways {message} or {msg}
    return body, _message(body)


def _message(detail: dict[str, Any]) -> str:
    for key in ("message", "detail", "msg", "error_msg", "title"):
        value = detail.get(key)
        if isinstance(value, str) and value:
            return _with_origin(value, detail)
        if value:
            return codec.dumps_text(value)[:_MAX_MESSAGE]
    return ""


def _with_origin(message: str, detail: dict[str, Any]) -> str:
    """OpenRouter hides what its provider said: "Provider returned error" with the words in ``metadata.raw``."""
    raw = read.as_dict(detail.get("metadata")).get("raw")
    return f"{message}: {raw[:_MAX_MESSAGE]}" if isinstance(raw, str) and raw and raw not in message else message


def _plain(text: str, status: int) -> str:
    """A gateway's page as one line."""
    title = _TITLE.search(text)
    line = " ".join(_TAG.sub(" ", title[1] if title is not None else text).split())
    return line[:_MAX_MESSAGE] or f"The upstream answered with status {status}."


def _error(status: int, message: str, body: Any, detail: dict[str, Any]) -> ir.Error:
    code = detail.get("code")
    if status < 400:
        status = code if isinstance(code, int) and 400 <= code <= 599 else 502
    word = code if isinstance(code, str) else None
    kind_of = detail.get("type")
    kind = _BY_CODE.get(word or "") or _BY_CODE.get(kind_of if isinstance(kind_of, str) else "")
    if kind is None:
        kind = _BY_STATUS.get(status) or ("server" if status >= 500 else "invalid_request")
    envelope = read.as_dict(body)
    request_id = envelope.get("request_id")
    param = detail.get("param")
    return ir.Error(
        status=status, message=message, kind=kind, type=kind_of if isinstance(kind_of, str) else None,
        code=word if word is not None else (str(code) if isinstance(code, int) else None),
        param=param if isinstance(param, str) else None, request_id=request_id if isinstance(request_id, str) else None,
        origin="openai-chat", body=body,
    )  # fmt: skip


def error_of(body: dict[str, Any], dialect: Dialect) -> ir.Error | None:
    """The error a success hides (OpenRouter, Azure: ``error``; MiniMax: ``base_resp.status_code``); None when there is none."""
    base = read.as_dict(body.get("base_resp"))
    if body.get("error") or (base and base.get("status_code") not in (0, None) and not body.get("choices")):
        return parse_error(200, body, dialect)
    return None


def error_body(error: ir.Error) -> dict[str, Any]:
    """The object under ``error``. Vendor words stay only where they are OpenAI's own."""
    own = error.origin in ("openai-chat", "openai-responses")
    kind = (error.type if own else None) or _TYPES.get(error.kind, "invalid_request_error")
    code = error.code if own else _CODES.get(error.kind)
    return {"message": error.message, "type": kind, "param": error.param if own else None, "code": code}


def build_error(error: ir.Error) -> tuple[int, dict[str, Any]]:
    """The upstream's status; 529 is Anthropic's alone and becomes 503."""
    status = 503 if error.status == 529 else error.status
    return status, {"error": error_body(error)}
