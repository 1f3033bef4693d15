"""Secrets are masked in text of any size, and what is no secret stays as it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.redaction import MASK, Redactor

SECRET_FIELDS = (
    "api_key",
    "apiKey",
    "x-api-key",
    "Authorization",
    "accessToken",
    "refresh_token",
    "client_secret",
    "password",
)
values = st.text(min_size=1, max_size=30).filter(lambda text: MASK not in text)
plain = st.dictionaries(
    st.sampled_from(["model", "content", "tokens", "max_tokens", "keyboard", "tokenizer", "secretary"]), st.integers() | st.text("abc {}:,é\n", max_size=20)
)  # fmt: skip


@given(plain, st.sampled_from(SECRET_FIELDS), values, st.integers(0, 2))
def test_json_stays_json_and_loses_only_the_secret(rest: dict[str, Any], name: str, secret: str, depth: int) -> None:
    document, cleaned = rest | {name: secret}, rest | {name: MASK}
    text = json.dumps(document)
    for _ in range(depth):  # a tool's answer is JSON in a string of JSON
        text = json.dumps({"content": text})
    found: Any = json.loads(Redactor().redact(text))
    for _ in range(depth):
        found = json.loads(found["content"])
    assert found == cleaned


@pytest.mark.parametrize(
    "document",
    [
        {"properties": {"password": {"type": "string"}, "api_key": {"type": "string"}, "cookie": {}}, "required": ["password"]},
        {"access_token": None, "password": True, "client_secret": False, "api-key": ""},
        {"password": ["a", "b"]},
    ],
)  # fmt: skip
def test_schemas_and_empty_fields_stay_as_they_are(document: Any) -> None:
    assert Redactor().redact(json.dumps(document)) == json.dumps(document)


@pytest.mark.parametrize(
    "text",
    [
        "password = 'hunter 2 hunter'",
        'token: refresh_token=b"hunter2"',
        'AWS: SECRET_KEY = f"hunter2"',
        "Cookie: a=hunter2; b=hunter2; c=hunter2",
        "Authorization: Digest hunter2",
        'curl -H "authorization: Bearer hunter2"',
        "OPENAI_API_KEY=hunter2 codex",
        'x "password": "a\\"hunter2"',
        "https://me:hunter2@host/x and postgresql+psycopg://me:hunter2@host:5432/amux",
        "https://host/x?access_token=hunter2&code=hunter2#end",
        '{"body": "{\\"password\\": \\"hunter2',
    ],
)
def test_what_a_field_holds_is_masked_whole(text: str) -> None:
    cleaned = Redactor().redact(text)
    assert "hunter" not in cleaned
    assert MASK in cleaned
    assert Redactor().redact(cleaned) == cleaned


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_bytes_around_a_secret_stay(before: bytes, after: bytes) -> None:
    redactor = Redactor()
    redactor.register("registered-secret-1", "registered-secret-2")
    data = before + b" registered-secret-2 " + after
    cleaned = redactor.redact_bytes(data)
    assert b"registered-secret" not in cleaned
    assert redactor.redact_bytes(cleaned) == cleaned


@given(st.text())
def test_what_has_been_cleaned_is_clean(text: str) -> None:
    once = Redactor().redact(text)
    assert Redactor().redact(once) == once


def test_of_secrets_that_begin_alike_the_longest_goes() -> None:
    redactor = Redactor()
    redactor.register("secret-one", "secret-one-and-two", "secret-three")
    assert redactor.redact("secret-one-and-two, secret-three; secret-four") == f"{MASK}, {MASK}; secret-four"


def test_nothing_to_mask_costs_no_copy() -> None:
    data = b'{"model": "m", "content": "' + b"The quick brown fox. " * 1000 + b'"}'
    assert Redactor().redact_bytes(data) is data
