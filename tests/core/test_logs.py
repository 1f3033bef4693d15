"""No secret reaches the log file."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.logs import start_logging, stop_logging
from amux_desktop.core.redaction import MASK, Redactor

BODY = "AbCdEf0123456789AbCdEf0123456789AbCdEf01"
SECRETS = {
    "openai": f"sk-{BODY}",
    "openai project": f"sk-proj-{BODY}",
    "anthropic": f"sk-ant-api03-{BODY}",
    "amux": f"sk-amux.{BODY}abc",
    "google": f"AIza{BODY[:35]}",
    "google token": f"ya29.{BODY}",
    "groq": f"gsk_{BODY}",
    "xai": f"xai-{BODY}",
    "zhipu": "0123456789abcdef0123456789abcdef.AbCdEfGh12345678",
    "jwt": f"eyJhbGciOiJIUzI1NiJ9.{BODY}.{BODY}",
    "github": f"ghp_{BODY[:36]}",
    "sealed": f"v1.0a1b2c3d.AAAAAAAAAAAAAAAA.{BODY}",
}


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize(
    "frame", ["{}", "key={}", '{{"api_key": "{}"}}', "https://h/p?key={}&x=1", "Bearer {}", "({})"]
)
def test_known_shapes_are_masked_wherever_they_stand(name: str, frame: str) -> None:
    text = frame.format(SECRETS[name])
    redacted = Redactor().redact(text)
    assert SECRETS[name] not in redacted
    assert SECRETS[name][12:30] not in redacted


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer short-unknown",
        "authorization: Basic dXNlcjpwYXNz",
        "{'x-api-key': 'whatever1'}",
        '"x-goog-api-key":"whatever1"',
        "https://host/v1?key=whatever1&alt=sse",
        "https://host/cb?code=whatever1&state=whatever2",
        "socks5://user:whatever1@host:1080",
        "refresh_token=whatever1",
    ],
)
def test_fields_are_masked_whatever_the_value(text: str) -> None:
    redacted = Redactor().redact(text)
    assert MASK in redacted
    assert not any(word in redacted for word in ("short-unknown", "whatever", "dXNlcjpwYXNz"))


@pytest.mark.parametrize(
    "text",
    [
        "GET /v1/models 200 in 12 ms",
        "model gpt-5.1 key id 4",
        "task sk-1 done",
        "https://host/v1/chat?alt=sse",
        "monkey: see",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert Redactor().redact(text) == text


@given(st.text(alphabet="abcXYZ019.*+?()[]$^-_ ", min_size=6, max_size=40).filter(lambda text: MASK not in text))
def test_a_registered_secret_never_gets_through(secret: str) -> None:
    redactor = Redactor()
    redactor.register(secret, secret[:6])
    assert secret not in redactor.redact(f"before {secret} after")


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    level, others = (
        root.level,
        {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "aiohttp.access", "uvicorn.access")},
    )
    redactor = Redactor()
    redactor.register("registered-secret")
    handler = start_logging(tmp_path, redactor)
    yield tmp_path / "amux.log"
    stop_logging(handler)
    root.setLevel(level)
    for name, old in others.items():
        logging.getLogger(name).setLevel(old)


def test_the_file_is_private_and_free_of_secrets_also_in_tracebacks(log_file: Path) -> None:
    try:
        raise ValueError(f"refused {SECRETS['anthropic']}")
    except ValueError:
        logging.getLogger("some.library").warning("with %s", {"token": "registered-secret"}, exc_info=True)
    text = log_file.read_text(encoding="utf-8")
    assert "some.library" in text
    assert "Traceback" in text
    assert SECRETS["anthropic"] not in text
    assert "registered-secret" not in text
    if os.name == "posix":
        assert stat.S_IMODE(log_file.stat().st_mode) == 0o600
