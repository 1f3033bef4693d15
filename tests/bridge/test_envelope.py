"""Errors are read out of every envelope that upstreams were seen to use."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import envelope, ir


def read(status: int, body: Any) -> ir.Error:
    return envelope.read(status, body, "openai-chat")


@pytest.mark.parametrize(
    ("status", "body", "kind", "message"),
    [
        (400, {"error": {"message": "Bad", "type": "invalid_request_error", "code": None}}, "invalid_request", "Bad"),
        (529, {"type": "error", "error": {"type": "overloaded_error", "message": "Busy"}}, "overloaded", "Busy"),
        (429, {"error": {"message": "Pay", "type": "insufficient_quota"}}, "billing", "Pay"),
        (403, {"error": {"code": 403, "message": "No", "status": "PERMISSION_DENIED"}}, "permission", "No"),
        (404, [{"error": {"code": 404, "message": "Gone", "status": "NOT_FOUND"}}], "not_found", "Gone"),
        (401, {"error": "bad key"}, "authentication", "bad key"),
        (400, {"code": "invalid-argument", "error": "Model not found"}, "invalid_request", "Model not found"),
        (401, {"detail": "Unauthorized"}, "authentication", "Unauthorized"),
        (
            422,
            {"detail": [{"loc": ["body"], "msg": "field required"}, "and more"]},
            "invalid_request",
            "field required; and more",
        ),
        (400, {"object": "error", "message": "Flat", "type": "invalid_request_error"}, "invalid_request", "Flat"),
        (403, {"success": False, "errors": [{"code": 1, "message": "Blocked"}]}, "permission", "Blocked"),
        (500, "plain words", "server", "plain words"),
        (502, b"<html><head><title>502 Bad\n Gateway</title></head></html>", "server", "502 Bad Gateway"),
        (503, "<p>Try <b>later</b></p>", "overloaded", "Try later"),
        (503, "<p></p>", "overloaded", "The upstream gave an error page without text."),
        (500, "", "server", "The upstream gave an error without a message."),
        (500, {"error": {"x": 1}}, "server", "The upstream gave an error without a message."),
        (413, None, "too_large", "The upstream gave an error without a message."),
        (418, {"error": {"message": "Tea"}}, "server", "Tea"),
    ],
)
def test_envelopes(status: int, body: Any, kind: str, message: str) -> None:
    error = read(status, body)
    assert (error.status, error.kind, error.message) == (status, kind, message)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"error": {"message": "x", "code": 402}}, 402, "billing"),
        ({"error": {"message": "x", "code": 42}}, 500, "server"),
        ({"error": {"message": "x", "code": True}}, 500, "server"),
        ({"error": {"message": "x", "code": "rate_limit_exceeded"}}, 429, "rate_limit"),
        ({"error": {"message": "x", "type": "overloaded_error"}}, 503, "overloaded"),
    ],
)
def test_an_error_in_a_200_tells_its_status(body: Any, status: int, kind: str) -> None:
    error = read(200, body)
    assert (error.status, error.kind) == (status, kind)


def test_a_bad_key_at_google_is_a_400() -> None:
    details = [{"@type": "x", "reason": "API_KEY_INVALID"}, {"retryDelay": "x s"}, {"retryDelay": "17s"}, "odd"]
    error = read(400, {"error": {"code": 400, "message": "Key", "status": "INVALID_ARGUMENT", "details": details}})
    assert error.kind == "authentication"
    assert error.retry_after_s == 17


def test_openrouter_hides_the_providers_words() -> None:
    error = read(400, {"error": {"message": "Provider returned error", "metadata": {"raw": "the reason"}}})
    assert error.message == "Provider returned error: the reason"


def test_context_overflow_in_any_words() -> None:
    assert envelope.is_context_overflow(read(400, {"error": {"message": "prompt is too long: 9 tokens > 8"}}))
    assert envelope.is_context_overflow(read(400, {"error": {"message": "x", "code": "context_length_exceeded"}}))
    assert not envelope.is_context_overflow(read(500, "the context length is fine"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["error", "message", "type", "code", "detail", "details", "metadata", "errors"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(status=st.integers(0, 599), body=JSON)
def test_anything_is_an_error_with_words(status: int, body: Any) -> None:
    error = read(status, body)
    assert error.message
    assert error.status >= 400
