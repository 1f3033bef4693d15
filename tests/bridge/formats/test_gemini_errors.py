"""Error envelopes, both ways."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import ir
from bridge.formats.gemini import FORMAT

GOOGLE = {
    "error": {
        "code": 429,
        "message": "Quota exceeded",
        "status": "RESOURCE_EXHAUSTED",
        "details": [
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED"},
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.5s"},
        ],
    }
}


def parse(status: int, body: Any) -> ir.Error:
    return FORMAT.parse_error(status, body, FORMAT.default_dialect)


@pytest.mark.parametrize("body", [GOOGLE, [GOOGLE], json.dumps(GOOGLE), json.dumps([GOOGLE]).encode()])
def test_googles_envelope(body: Any) -> None:
    error = parse(429, body)
    assert (error.status, error.kind, error.message) == (429, "rate_limit", "Quota exceeded")
    assert (error.type, error.code, error.retry_after_s) == ("RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", 34.5)


def test_a_bad_key_is_an_authentication_error() -> None:
    details = [{"reason": "API_KEY_INVALID", "domain": "googleapis.com"}]
    body = {"error": {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT", "details": details}}
    assert parse(400, body).kind == "authentication"


@pytest.mark.parametrize(
    "body", ["<html><title>Bad Gateway</title></html>", "upstream gone", None, {"detail": "no"}, {"error": "no"}, []]
)
def test_other_envelopes(body: Any) -> None:
    error = parse(502, body)
    assert (error.status, error.kind) == (502, "server")
    assert error.message


def test_an_error_inside_a_200_says_its_own_status() -> None:
    assert parse(200, {"error": {"code": 503, "message": "busy", "status": "UNAVAILABLE"}}).status == 503


def test_googles_own_error_goes_back_whole() -> None:
    assert FORMAT.build_error(parse(429, GOOGLE)) == (429, GOOGLE)


@pytest.mark.parametrize(
    ("error", "status", "word"),
    [
        (ir.Error(status=529, message="busy", kind="overloaded"), 503, "UNAVAILABLE"),
        (ir.Error(status=401, message="no", kind="authentication"), 401, "UNAUTHENTICATED"),
        (ir.Error(status=200, message="no", kind="not_found"), 404, "NOT_FOUND"),
        (ir.Error(status=413, message="big", kind="too_large"), 413, "INVALID_ARGUMENT"),
    ],
)
def test_other_vendors_errors(error: ir.Error, status: int, word: str) -> None:
    assert FORMAT.build_error(error) == (status, {"error": {"code": status, "message": error.message, "status": word}})


def test_the_time_to_wait_is_told() -> None:
    _, body = FORMAT.build_error(ir.Error(status=429, message="slow", kind="rate_limit", retry_after_s=20))
    assert body["error"]["details"][0]["retryDelay"] == "20s"
