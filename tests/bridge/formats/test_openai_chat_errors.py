"""Errors in the many envelopes that speak Chat Completions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import ir
from bridge.formats.openai_chat import FORMAT


def read(status: int, body: Any) -> ir.Error:
    return FORMAT.parse_error(status, body, FORMAT.default_dialect)


@pytest.mark.parametrize(
    ("status", "body", "message", "kind"),
    [
        (400, {"error": {"message": "bad", "type": "invalid_request_error", "param": "p", "code": "c"}}, "bad", "invalid_request"),
        (401, {"detail": "Invalid API Key"}, "Invalid API Key", "authentication"),
        (404, {"error": "Specified model not found"}, "Specified model not found", "not_found"),
        (400, {"code": "Client specified an invalid argument", "error": "no such parameter"}, "no such parameter", "invalid_request"),
        (400, {"object": "error", "message": "Invalid model", "type": "invalid_model", "param": None, "code": "1500"},
         "Invalid model", "invalid_request"),
        (429, {"error": {"message": "quota", "code": "insufficient_quota"}}, "quota", "billing"),
        (429, {"error": {"message": "slow down", "type": "rate_limit_exceeded"}}, "slow down", "rate_limit"),
        (200, {"error": {"message": "Token limit reached", "code": 400}}, "Token limit reached", "invalid_request"),
        (200, {"error": {"message": "upstream", "code": 502}}, "upstream", "server"),
        (200, {"error": {"message": "odd", "code": "x"}}, "odd", "server"),
        (200, {"base_resp": {"status_code": 1004, "status_msg": "login fail"}}, "login fail", "server"),
        (502, {"error": {"message": "Provider returned error", "code": 502, "metadata": {"raw": "why"}}},
         "Provider returned error: why", "server"),
        (422, {"detail": [{"loc": ["body"], "msg": "required"}]}, "required", "invalid_request"),
        (503, "<html><head><title>Service\nUnavailable</title></head><body>x</body></html>", "Service Unavailable", "overloaded"),
        (500, "boom", "boom", "server"),
        (500, b'{"error":{"message":"bytes"}}', "bytes", "server"),
        (500, "", "The upstream gave an error without a message.", "server"),
        (500, "<p></p>", "The upstream gave an error page without text.", "server"),
        (413, {}, "The upstream gave an error without a message.", "too_large"),
        (400, [{"error": {"message": "in a list"}}], "in a list", "invalid_request"),
        (400, [1, 2], "The upstream gave an error without a message.", "invalid_request"),
        (500, "null", "The upstream gave an error without a message.", "server"),
        (500, '"text"', "text", "server"),
    ],
)  # fmt: skip
def test_envelopes(status: int, body: Any, message: str, kind: str) -> None:
    error = read(status, body)
    assert (error.message, error.kind) == (message, kind)
    assert error.status >= 400
    assert error.origin == "openai-chat"


def test_words_of_the_vendor_are_kept() -> None:
    error = read(400, {"error": {"message": "m", "type": "t", "param": "p", "code": 7}, "request_id": "r"})
    assert (error.type, error.param, error.code, error.request_id) == ("t", "p", "7", "r")
    assert FORMAT.build_error(error) == (400, {"error": {"message": "m", "type": "t", "param": "p", "code": "7"}})


@pytest.mark.parametrize(
    ("error", "status", "kind", "code"),
    [
        (ir.Error(status=529, message="busy", kind="overloaded", origin="anthropic"), 503, "server_error", None),
        (ir.Error(status=429, message="slow", kind="rate_limit", type="rate_limit_error", origin="anthropic"), 429,
         "rate_limit_exceeded", None),
        (ir.Error(status=404, message="no", kind="not_found", origin="gemini"), 404, "invalid_request_error", None),
        (ir.Error(status=401, message="no", kind="authentication"), 401, "authentication_error", None),
        (
            ir.Error(status=400, message="prompt is too long: 9 tokens", kind="invalid_request", origin="anthropic"),
            400,
            "invalid_request_error",
            "context_length_exceeded",
        ),
        (ir.Error(status=400, message="no", kind="invalid_request", type="x", origin="openai-responses"), 400, "x", None),
    ],
)  # fmt: skip
def test_other_vendors_errors_in_openais_words(error: ir.Error, status: int, kind: str, code: str | None) -> None:
    answered, body = FORMAT.build_error(error)
    assert answered == status
    assert body["error"]["type"] == kind
    assert body["error"]["code"] == code
    assert body["error"]["message"] == error.message


JSON_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["error", "message", "code", "type", "detail", "base_resp", "x"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@given(st.integers(200, 599), JSON_VALUE | st.text() | st.binary())
def test_no_envelope_breaks_the_reader(status: int, body: Any) -> None:
    error = read(status, body)
    answered, built = FORMAT.build_error(error)
    assert answered >= 400
    assert isinstance(built["error"]["message"], str)
    assert built["error"]["message"]
    json.dumps(built)
