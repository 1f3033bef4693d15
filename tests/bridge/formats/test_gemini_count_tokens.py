"""``:countTokens``."""

from __future__ import annotations

import pytest

from bridge.errors import InvalidRequestError, InvalidResponseError
from bridge.formats.base import Context
from bridge.formats.gemini import FORMAT
from bridge.formats.gemini.count_tokens import (
    build_count_request,
    build_count_response,
    endpoint,
    parse_count_request,
    parse_count_response,
)
from bridge.report import Report

CONTENTS = [{"role": "user", "parts": [{"text": "hi"}]}]


def test_both_shapes_of_the_request() -> None:
    bare = parse_count_request({"contents": CONTENTS}, "gemini-2.5-pro")
    inner = {"model": "models/gemini-2.5-pro", "contents": CONTENTS}
    for name in ("generateContentRequest", "generate_content_request"):
        whole = parse_count_request({name: inner})
        assert (whole.model, whole.messages) == (bare.model, bare.messages)
    with pytest.raises(InvalidRequestError, match="generateContentRequest: must be an object"):
        parse_count_request({"generateContentRequest": 1}, "m")


def test_the_whole_request_is_counted() -> None:
    request = parse_count_request({"contents": CONTENTS}, "m")
    context = Context(
        inbound="gemini", outbound="gemini", vendor="google", target_model="gemini-2.5-pro", request=request
    )
    assert build_count_request(request, FORMAT.default_dialect, Report(), context) == {
        "generateContentRequest": {"model": "models/gemini-2.5-pro", "contents": CONTENTS}
    }
    assert endpoint("gemini-2.5-pro", "countTokens") == "/v1beta/models/gemini-2.5-pro:countTokens"


def test_the_answer() -> None:
    assert parse_count_response(build_count_response(12)) == 12
    for body in ({}, {"totalTokens": "12"}, {"totalTokens": True}):
        with pytest.raises(InvalidResponseError, match="totalTokens"):
            parse_count_response(body)
