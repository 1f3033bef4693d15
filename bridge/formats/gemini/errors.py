"""Error envelopes (https://google.aip.dev/193), both ways."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from bridge import codec, ir
from bridge.formats.base import Dialect
from bridge.formats.gemini.wire import as_dict, as_list

Kind: TypeAlias = Literal[
    "invalid_request",
    "authentication",
    "billing",
    "permission",
    "not_found",
    "conflict",
    "too_large",
    "rate_limit",
    "overloaded",
    "timeout",
    "server",
    "content_filter",
]
_BY_STATUS: dict[str, Kind] = {
    "INVALID_ARGUMENT": "invalid_request", "FAILED_PRECONDITION": "invalid_request", "OUT_OF_RANGE": "invalid_request",
    "UNAUTHENTICATED": "authentication", "PERMISSION_DENIED": "permission", "NOT_FOUND": "not_found", "ALREADY_EXISTS": "conflict",
    "ABORTED": "conflict", "RESOURCE_EXHAUSTED": "rate_limit", "UNAVAILABLE": "overloaded", "DEADLINE_EXCEEDED": "timeout",
    "INTERNAL": "server", "UNKNOWN": "server", "UNIMPLEMENTED": "invalid_request",
}  # fmt: skip
_BY_CODE: dict[int, Kind] = {
    400: "invalid_request", 401: "authentication", 402: "billing", 403: "permission", 404: "not_found", 405: "invalid_request",
    408: "timeout", 409: "conflict", 413: "too_large", 422: "invalid_request", 429: "rate_limit", 499: "timeout", 503: "overloaded",
    504: "timeout", 529: "overloaded",
}  # fmt: skip
_WORDS: dict[Kind, tuple[str, int]] = {
    "invalid_request": ("INVALID_ARGUMENT", 400), "authentication": ("UNAUTHENTICATED", 401), "billing": ("FAILED_PRECONDITION", 402),
    "permission": ("PERMISSION_DENIED", 403), "not_found": ("NOT_FOUND", 404), "conflict": ("ABORTED", 409),
    "too_large": ("INVALID_ARGUMENT", 413), "rate_limit": ("RESOURCE_EXHAUSTED", 429), "overloaded": ("UNAVAILABLE", 503),
    "timeout": ("DEADLINE_EXCEEDED", 504), "server": ("INTERNAL", 500), "content_filter": ("INVALID_ARGUMENT", 400),
}  # fmt: skip
_LONGEST_TEXT = 2000


def parse_error(status: int, body: Any, dialect: Dialect) -> ir.Error:
    """Any envelope: Google's, the same inside an array (stream without ``alt=sse``), flat forms of gateways, HTML and plain text."""
    if isinstance(body, bytes | bytearray):
        body = bytes(body).decode("utf-8", "replace")
    if isinstance(body, str):
        try:
            body = codec.loads(body)
        except codec.JSONDecodeError:
            return ir.Error(status=status, message=_plain(body, status), kind=_kind(status, "", ""), body=body)
    if isinstance(body, list):
        body = next((item for item in as_list(body) if isinstance(item, dict)), None)
    envelope = as_dict(body)
    inner = envelope.get("error")
    node = as_dict(inner) or (envelope if not isinstance(inner, str) else {"message": inner})
    code = node.get("code")
    if status < 400 and isinstance(code, int) and 400 <= code < 600:
        status = code  # an error inside a 200 says its own status
    word = node.get("status") if isinstance(node.get("status"), str) else ""
    message = next(
        (node[key] for key in ("message", "detail", "error_description", "msg") if isinstance(node.get(key), str)), ""
    )
    details = [as_dict(item) for item in as_list(node.get("details"))]
    reason = next((item["reason"] for item in details if isinstance(item.get("reason"), str)), "")
    kind = _kind(status, str(word), str(reason))
    return ir.Error(
        status=status if status >= 400 else _WORDS[kind][1],
        message=message or _plain("", status),
        kind=kind,
        type=str(word) or None,
        code=str(reason) or (code if isinstance(code, str) else None),
        retry_after_s=_retry_delay(details),
        origin="gemini",
        body=body,
    )


def _plain(text: str, status: int) -> str:
    text = text.strip()
    if not text or text[:1] == "<":
        return f"The upstream answered with HTTP {status} and no readable message."
    return text[:_LONGEST_TEXT]


def _kind(status: int, word: str, reason: str) -> Kind:
    if reason in ("API_KEY_INVALID", "API_KEY_EXPIRED", "ACCESS_TOKEN_EXPIRED"):
        return "authentication"  # Google answers 400 to a bad key
    if status in (402, 413):
        return _BY_CODE[status]
    return (
        _BY_STATUS.get(word)
        or _BY_CODE.get(status)
        or ("server" if status >= 500 or status < 400 else "invalid_request")
    )


def _retry_delay(details: list[dict[str, Any]]) -> float | None:
    for item in details:
        delay = item.get("retryDelay")
        if isinstance(delay, str) and delay.endswith("s"):
            try:
                return float(delay[:-1])
            except ValueError:
                return None
    return None


def build_error(error: ir.Error) -> tuple[int, dict[str, Any]]:
    """Google's envelope with the upstream's status; Anthropic's own 529 becomes 503."""
    word, usual = _WORDS[error.kind]
    status = 503 if error.status == 529 else error.status if error.status >= 400 else usual
    if error.origin == "gemini" and isinstance(as_dict(error.body).get("error"), dict):
        own = as_dict(as_dict(error.body)["error"])
        if own.get("code") == status and isinstance(own.get("status"), str):
            return status, as_dict(error.body)
    node: dict[str, Any] = {"code": status, "message": error.message, "status": word}
    if error.retry_after_s is not None:
        seconds = f"{error.retry_after_s:.9f}".rstrip("0").rstrip(".")
        node["details"] = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{seconds}s"}]
    return status, {"error": node}
