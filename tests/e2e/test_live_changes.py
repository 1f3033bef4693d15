"""The command line while `amux serve` runs: what it changes counts for the next requests, what happened it can show."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import httpx
import pytest

from tests.e2e.conftest import Stage
from tests.helpers.serving import amux, amux_json

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
_PATIENCE_S = 5.0


def ask(stage: Stage, path: str = "/proxies/to-chat/v1/messages", token: str = "", model: str = "claude-x") -> int:
    body = {"model": model, "max_tokens": 9, "messages": [{"role": "user", "content": "hi"}]}
    answer = httpx.post(stage.url(path), json=body, headers={"x-api-key": token or stage.token}, timeout=10)
    return answer.status_code


def soon(holds: Callable[[], bool]) -> bool:
    """Whether it becomes true within the time that a change may take to be noticed."""
    pause = threading.Event()
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if holds():
            return True
        pause.wait(0.05)
    return False


def test_a_changed_mapping_counts_for_the_next_request(stage: Stage) -> None:
    assert ask(stage) == 200
    assert stage.chat.last.body["model"] == "big-model"
    amux(stage.home, "proxies", "edit", "to-chat", "--map", "claude-*=small-model")
    assert soon(lambda: ask(stage) == 200 and stage.chat.last.body["model"] == "small-model")


def test_the_exact_forms_that_scripts_rely_on(stage: Stage) -> None:
    provider = amux_json(
        stage.home, "providers", "add", "--preset", "openai", "--name", "Second", "--path", "second", "--base-url",
        stage.chat.base, "--api-key-stdin", "--model", "big-model", "--model", "small-model", "--passthrough",
        text="chat-key-0123456789\n",
    )  # fmt: skip
    assert (provider["path"], provider["passthrough"]) == ("second", True)
    assert "chat-key" not in str(provider)
    proxy = amux_json(
        stage.home, "proxies", "add", "--path", "chained", "--inbound", "anthropic", "--chain", "to-chat",
        "--map", "nice=claude-nice", "--fallback", "second=small-model",
    )  # fmt: skip
    assert proxy["path"] == "chained"
    token = amux_json(stage.home, "tokens", "create", "--name", "scripts")
    assert set(token) == {"id", "name", "token"}
    assert token["token"].startswith("sk-amux.")
    assert soon(lambda: ask(stage, "/proxies/chained/v1/messages", token["token"], "nice") == 200)
    amux(stage.home, "tokens", "disable", "scripts")
    assert soon(lambda: ask(stage, "/proxies/chained/v1/messages", token["token"], "nice") in (401, 403))


def test_logs_of_the_serving_process_can_be_read(stage: Stage) -> None:
    assert ask(stage) == 200
    assert soon(lambda: bool(amux_json(stage.home, "logs", "list", "--proxy", "to-chat")["requests"]))
    newest = amux_json(stage.home, "logs", "list", "--limit", "1")["requests"][0]
    shown = amux_json(stage.home, "logs", "show", newest["id"])
    assert shown["status"] == 200
    assert [attempt["provider_name"] for attempt in shown["attempts"]] == [newest["provider_name"]]
    status = amux_json(stage.home, "status")
    assert status["base_url"] == stage.server.base_url
    assert status["instance"]["mode"] == "headless"


def test_a_second_server_is_refused_with_a_sentence(stage: Stage) -> None:
    refused = amux(stage.home, "serve", code=1)
    assert f"process {stage.server.ready['pid']}" in refused.stderr
