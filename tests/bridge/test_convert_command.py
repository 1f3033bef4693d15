"""``python -m bridge convert`` as scripts call it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUEST = {"model": "m", "max_tokens": 5, "messages": [{"role": "user", "content": "Hi"}]}


def _run(*arguments: str, stdin: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bridge", "convert", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_one_request_is_converted() -> None:
    done = _run("--from", "anthropic", "--to", "openai-chat", "--kind", "request", stdin=json.dumps(REQUEST))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["messages"][-1] == {"role": "user", "content": "Hi"}


def test_the_report_goes_to_standard_error() -> None:
    done = _run(
        "--from",
        "anthropic",
        "--to",
        "openai-chat",
        "--kind",
        "request",
        "--report",
        stdin=json.dumps({**REQUEST, "top_k": 7}),
    )
    assert "top_k" in done.stderr


def test_bad_json_and_bad_bodies_are_one_clear_line() -> None:
    done = _run("--from", "anthropic", "--to", "gemini", "--kind", "request", stdin="{")
    assert done.returncode == 1
    assert done.stderr.startswith("error: standard input is not JSON")
    done = _run(
        "--from",
        "openai-chat",
        "--to",
        "gemini",
        "--kind",
        "request",
        stdin='{"model": "m", "messages": [{"role": "user", "content": 7}]}',
    )
    assert done.returncode == 1
    assert "messages[0].content" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_options_are_a_usage_error() -> None:
    done = _run("--from", "anthropic", stdin="")
    assert done.returncode == 2
    assert "--to" in done.stderr


def test_the_batch_form_answers_in_order_and_survives_bad_lines() -> None:
    lines = [
        json.dumps({"id": "a", "from": "anthropic", "to": "openai-chat", "kind": "request", "body": REQUEST}),
        "nonsense",
        json.dumps({"id": "c", "from": "anthropic", "to": "smoke", "kind": "request", "body": REQUEST}),
        json.dumps({"id": "d", "from": "anthropic", "to": "gemini", "kind": "error", "status": 429, "body": {"type": "error", "error": {"type": "rate_limit_error", "message": "slow"}}}),
        json.dumps({"id": "e", "from": "openai-chat", "to": "anthropic", "kind": "stream", "events": [
            'data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}',
            'data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
            "data: [DONE]",
        ]}),
    ]  # fmt: skip
    done = _run("--jsonl", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, "c", "d", "e"]
    assert answers[0]["body"]["model"] == "m"
    assert "error" in answers[1]
    assert "smoke" in answers[2]["error"]
    assert answers[3]["body"]["error"]["status"] == "RESOURCE_EXHAUSTED"
    assert answers[4]["events"][0].startswith("event: message_start")
    assert answers[4]["events"][-1].startswith("event: message_stop")
