"""Errors in OpenAI's envelope, from any other."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import ir
from bridge.formats.openai_responses import FORMAT


def parse(status: int, body: Any) -> ir.Error:
    return FORMAT.parse_error(status, body, FORMAT.default_dialect)


def test_openais_own_words_stay() -> None:
    body = {
        "error": {
            "message": "No such model",
            "type": "invalid_request_error",
            "param": "model",
            "code": "model_not_found",
        }
    }
    error = parse(400, body)
    assert (error.kind, error.param) == ("invalid_request", "model")
    assert FORMAT.build_error(error) == (400, body)


@pytest.mark.parametrize(
    ("error", "status", "type_", "code"),
    [
        (ir.Error(status=529, message="m", kind="overloaded"), 503, "server_error", None),
        (ir.Error(status=401, message="m", kind="authentication"), 401, "authentication_error", None),
        (ir.Error(status=0, message="m", kind="timeout"), 504, "server_error", None),
        (
            ir.Error(status=400, message="prompt is too long: 2 > 1", kind="invalid_request", type="x", code="y"),
            400,
            "invalid_request_error",
            "context_length_exceeded",
        ),
    ],
)
def test_other_vendors_errors(error: ir.Error, status: int, type_: str, code: str | None) -> None:
    assert FORMAT.build_error(error) == (
        status,
        {"error": {"message": error.message, "type": type_, "param": None, "code": code}},
    )
