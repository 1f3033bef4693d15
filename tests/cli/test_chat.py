"""`amux chat` over a strict provider: asking, going on, reading along, and what is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from amux_desktop.services.chat_live import LiveAnswer
from tests.cli.conftest import Amux
from tests.helpers.upstream import ANSWER, Upstream


@pytest.fixture
def upstream(amux: Amux) -> object:
    with Upstream("openai-chat") as running:
        arguments = ["--preset", "custom-openai", "--name", "Up", "--path", "up", "--base-url", running.base]
        amux("providers", "add", *arguments, "--model", "big-model", "--api-key-stdin", text="upstream-key\n")
        yield running


def test_an_answer_is_printed_and_kept(amux: Amux, upstream: Upstream) -> None:
    assert amux("chat", "Weather?").out == "".join(ANSWER) + "\n"
    assert upstream.last.body["messages"] == [{"role": "user", "content": "Weather?"}]
    (kept,) = amux("chat", "list", "--json").json
    assert (kept["title"], kept["route"], kept["model"]) == ("Weather?", "providers/up", "big-model")
    assert "Weather?" in amux("chat", "list").out


def test_what_is_piped_in_belongs_to_the_prompt(amux: Amux, upstream: Upstream, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("a note", encoding="utf-8")
    arguments = ["Review this", "--system", "Be kind.", "--file", str(tmp_path / "notes.txt"), "--temperature", "0.5"]
    answer = amux("chat", *arguments, "--json", text="a diff\n").json
    assert answer["text"] == "".join(ANSWER)
    assert answer["usage"]["input_tokens"] == 11
    body = upstream.last.body
    assert body["messages"][0] == {"role": "system", "content": "Be kind."}
    assert body["temperature"] == 0.5
    said = body["messages"][1]["content"]
    assert "a note" in said
    assert "Review this\n\na diff" in said
    assert amux("chat", text="only piped").out == "".join(ANSWER) + "\n"


def test_a_conversation_goes_on(amux: Amux, upstream: Upstream) -> None:
    first = amux("chat", "One", "--json").json
    amux("chat", "Two", "--continue", first["conversation_id"][-8:])
    assert [message["content"] for message in upstream.last.body["messages"]] == ["One", "".join(ANSWER), "Two"]
    shown = amux("chat", "show", first["conversation_id"]).out
    assert shown.count("## You") == 2
    assert len(amux("chat", "show", first["conversation_id"], "--json").json["messages"]) == 4


def test_search_export_and_delete(amux: Amux, upstream: Upstream, tmp_path: Path) -> None:
    chat = amux("chat", "Tell me of Fermat", "--json").json["conversation_id"]
    assert [item["conversation"]["id"] for item in amux("chat", "search", "sunny", "--json").json] == [chat]
    assert "Nothing found" in amux("chat", "search", "nowhere").out
    assert amux("chat", "export", chat).out.startswith("# Tell me of Fermat")
    amux("chat", "export", chat, str(tmp_path / "a.json"))
    assert '"role": "assistant"' in (tmp_path / "a.json").read_text(encoding="utf-8")
    amux("chat", "delete", chat)
    assert amux("chat", "list", "--json").json == []
    assert "no conversation" in amux("chat", "show", chat, code=1).err


def test_failures_say_what_is_wrong_and_leave_nothing_half(amux: Amux, upstream: Upstream, tmp_path: Path) -> None:
    assert "no provider with the path gone" in amux("chat", "Hi", "--provider", "gone", "--model", "m", code=1).err
    assert "other-model" in amux("chat", "Hi", "--model", "other-model", code=1).err
    (tmp_path / "a.bin").write_bytes(b"\x00\x01")
    assert "cannot be sent" in amux("chat", "Hi", "--file", str(tmp_path / "a.bin"), code=1).err
    amux("chat", "Hi", "--provider", "up", "--proxy", "up", code=2)
    assert amux("chat", "list", "--json").json == []
    upstream.behaviour.status = 401
    assert "The model did not answer: scripted failure" in amux("chat", "Hi", code=1).err
    assert len(amux("chat", "list", "--json").json) == 1


def test_ctrl_c_keeps_what_came(amux: Amux, upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cancelled command, which is what Ctrl-C makes of the running one."""
    import threading

    from amux_desktop.cli import chat

    upstream.behaviour.hold = threading.Event()
    printed: Callable[..., object] = chat._print_while_written

    async def cut(live: LiveAnswer, *, quiet: bool) -> None:
        await asyncio.wait_for(live.changed.wait(), 5)
        while not live.text():
            live.changed.clear()
            await asyncio.wait_for(live.changed.wait(), 5)
        raise asyncio.CancelledError

    monkeypatch.setattr(chat, "_print_while_written", cut)
    with pytest.raises(asyncio.CancelledError):
        amux("chat", "Hello")
    assert upstream.left.wait(5)
    monkeypatch.setattr(chat, "_print_while_written", printed)
    (kept,) = amux("chat", "list", "--json").json
    answer = amux("chat", "show", kept["id"], "--json").json["messages"][1]
    assert (answer["state"], answer["text"]) == ("stopped", ANSWER[0])
