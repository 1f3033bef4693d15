"""The real Codex over a WebSocket: it opens one, warms it up, calls a tool and continues by reference, and never falls back."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import routing
from tests.helpers.routing import TOKEN
from tests.helpers.wire import Play, Wire, failed, running, stream

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
CLIENTS = Path(os.environ.get("AMUX_CLIENTS") or Path.home() / ".cache" / "amux-acceptance" / "npm")


def program() -> Path:
    path = CLIENTS / "codex" / "node_modules" / ".bin" / "codex"
    if not path.exists():
        pytest.skip(f"codex is not installed in {CLIENTS}")
    return path


def chunks(delta: dict[str, Any], finish: str) -> list[bytes]:
    head = {"id": "chatcmpl-same", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    events = [
        {**head, "choices": [{"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": None}]},
        {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": finish}], "usage": usage},
    ]
    return [*(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events), b"data: [DONE]\n\n"]


def call(command: str) -> list[bytes]:
    arguments = json.dumps({"cmd": command, "command": ["bash", "-lc", command]})
    function = {"name": "exec_command", "arguments": arguments}
    return chunks(
        {"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": function}]}, "tool_calls"
    )


async def codex(folder: Path, base: str, prompt: str) -> tuple[int, str]:
    (folder / ".codex").mkdir()
    settings = ['model = "gpt-5.5"', f'openai_base_url = "{base}/v1"', "check_for_update_on_startup = false"]
    (folder / ".codex" / "config.toml").write_text("\n".join(settings), encoding="utf-8")
    node = CLIENTS / "node" / "node_modules" / ".bin"
    env = {
        "HOME": str(folder),
        "PATH": f"{node}:{os.environ['PATH']}",
        "TERM": "dumb",
        "LANG": "C.UTF-8",
        "CODEX_API_KEY": TOKEN,
    }
    options = ("--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox")
    process = await asyncio.create_subprocess_exec(
        str(program()), "exec", *options, prompt, cwd=folder, env=env, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        out, _ = await asyncio.wait_for(process.communicate(), 60)
    except TimeoutError:
        process.kill()
        raise
    return process.returncode or 0, out.decode("utf-8", "replace")


async def test_codex_works_over_one_socket(tmp_path: Path) -> None:
    program()
    async with Wire(default=stream(*chunks({"content": "ALL DONE"}, "stop"))) as provider:
        provider.script.append(stream(*call("echo made-by-the-tool > made.txt")))
        snapshot = routing.snapshot(
            [routing.provider("chat", "custom-openai", provider.base, models=["gpt-5.5"])],
            [routing.proxy("p", "openai-responses", "chat")],
        )
        async with running(snapshot) as proxy:
            code, out = await codex(tmp_path, proxy.base + "/proxies/p", "Make a file.")
    assert code == 0, out
    assert "ALL DONE" in out
    assert (tmp_path / "made.txt").read_text(encoding="utf-8").strip() == "made-by-the-tool", out
    calls = [row for row in proxy.rows if row.path.endswith("/responses")]
    assert [row.method for row in calls] == ["WS"] * len(calls), [(row.method, row.status) for row in calls]
    assert {row.status for row in calls} == {200}
    assert {row.client for row in calls} == {"codex"}
    # The second request carried only the tool's result; the provider got the whole conversation.
    last = provider.asked[-1].body["messages"]
    assert "Make a file." in json.dumps(last)
    assert [message["role"] for message in last][-2:] == ["assistant", "tool"]


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        (failed(429, headers={"retry-after": "1"}), [429, 200]),
        (failed(529), [503, 200]),
        (stream(chunks({"content": "Half an ans"}, "stop")[0], end="reset"), [200, 200]),
        (failed(400, "no such thing"), [400]),
    ],
    ids=["rate", "overloaded", "dies", "wrong"],
)
async def test_codex_understands_failures_on_a_socket(tmp_path: Path, fault: Play, statuses: list[int]) -> None:
    """It repeats what may succeed later, on the socket and at once, and tells what cannot."""
    program()
    async with Wire(default=stream(*chunks({"content": "ALL DONE"}, "stop"))) as provider:
        provider.script.append(fault)
        snapshot = routing.snapshot(
            [routing.provider("chat", "custom-openai", provider.base, models=["gpt-5.5"])],
            [routing.proxy("p", "openai-responses", "chat")],
        )
        async with running(snapshot) as proxy:
            code, out = await codex(tmp_path, proxy.base + "/proxies/p", "Say it.")
    assert [(row.method, row.status) for row in proxy.rows] == [("WS", status) for status in statuses], out
    assert (code == 0) is (statuses[-1] == 200), out
    assert ("no such thing" if code else "ALL DONE") in out
