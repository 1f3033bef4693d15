"""The chat over a strict provider: answers, branches, stopping, comparing, and what is kept of each."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.services import chat_answers
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.chat import Sent, title_of
from amux_desktop.services.chat_files import NewFile
from amux_desktop.storage.records import ChatPreset, ConversationDraft, LogFilter, Message
from tests.helpers.upstream import ANSWER, Upstream
from tests.services.conftest import open_services

pytestmark = pytest.mark.both_stores

ADD = Callable[..., Any]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
ROUTE = "providers/up"


async def new(services: AppServices, route: str = ROUTE, model: str = "big-model", **fields: Any) -> str:
    return (await services.chat.create(ConversationDraft(route=route, model=model, **fields))).id


async def answered(services: AppServices, sent: Sent) -> list[Message]:
    """The answers, once they are written."""
    for live in sent.answers:
        await asyncio.wait_for(live.stored.wait(), 10)
    view = await services.chat.get(sent.conversation_id)
    found = [view.tree.get(live.message_id) for live in sent.answers]
    return [message for message in found if message is not None]


def text_of(message: Message) -> str:
    return "".join(part["text"] for part in message.parts if part["type"] == "text")


async def test_an_answer_is_stored_with_what_it_took(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    talk = await new(services, system_prompt="Be brief.", options={"temperature": 0.5, "max_tokens": 99})
    (answer,) = await answered(services, await services.chat.send(talk, "Weather in Paris?\nPlease."))
    assert (text_of(answer), answer.state, answer.model) == ("".join(ANSWER), "complete", "big-model")
    assert dict(answer.usage) == {"input_tokens": 11, "output_tokens": 7}
    assert answer.first_token_ms is not None
    assert answer.duration_ms is not None
    assert answer.duration_ms >= answer.first_token_ms
    body = upstream.last.body
    assert body["messages"][0] == {"role": "system", "content": "Be brief."}
    assert (body["temperature"], body["stream"], body["model"]) == (0.5, True, "big-model")
    assert 99 in (body.get("max_tokens"), body.get("max_completion_tokens"))
    view = await services.chat.get(talk)
    assert view.conversation.title == "Weather in Paris?"
    await asyncio.to_thread(services._opened.log_writer.flush)
    (row,) = (await services.logs.page(LogFilter())).rows
    assert (row.client, row.source, row.id) == ("chat", "internal", answer.request_id)
    assert answer.provider_name == row.provider_name


async def test_the_conversation_so_far_is_sent_along(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    talk = await new(services)
    await answered(services, await services.chat.send(talk, "One"))
    await answered(services, await services.chat.send(talk, "Two"))
    said = [(message["role"], message["content"]) for message in upstream.last.body["messages"]]
    assert said == [("user", "One"), ("assistant", "".join(ANSWER)), ("user", "Two")]


@pytest.mark.parametrize("inbound", ["any", "openai-chat", "openai-responses", "anthropic", "gemini"])
async def test_every_kind_of_proxy_can_be_talked_to(
    services: AppServices, add_provider: ADD, add_proxy: ADD, inbound: str
) -> None:
    provider = await add_provider()
    await add_proxy("way", provider.id, inbound=inbound)
    talk = await new(services, "proxies/way")
    for options in ({}, {"stream": False}):
        await services.chat.set_options(talk, "", options)
        (answer,) = await answered(services, await services.chat.send(talk, "Hello"))
        assert (answer.error, text_of(answer)) == ("", "".join(ANSWER))


async def test_stop_ends_the_request_upstream_within_a_tenth_of_a_second(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    upstream.behaviour.hold = threading.Event()
    talk, took = "", []
    for _ in range(3):  # a busy machine may be late once
        talk = await new(services)
        sent = await services.chat.send(talk, "Hello")
        live = sent.answers[0]
        while not live.text():
            await asyncio.wait_for(live.changed.wait(), 5)
            live.changed.clear()
        upstream.left.clear()
        began = time.perf_counter()
        await services.chat.stop(live.message_id)
        assert await asyncio.to_thread(upstream.left.wait, 5)
        took.append(time.perf_counter() - began)
        (answer,) = await answered(services, sent)
        assert (answer.state, text_of(answer)) == ("stopped", ANSWER[0])
        assert answer.duration_ms is not None
    assert min(took) < 0.1
    upstream.behaviour.hold = None
    (again,) = await answered(services, await services.chat.send(talk, "Go on"))
    assert again.state == "complete"
    assert upstream.last.body["messages"][1]["content"] == ANSWER[0], "what came before the stop is remembered"


async def test_parallel_conversations_do_not_mix(services: AppServices, upstream: Upstream, add_provider: ADD) -> None:
    await add_provider()
    upstream.behaviour.answer = lambda body: [f"<{word}>" for word in body["messages"][-1]["content"].split()]
    talks = [await new(services) for _ in range(6)]
    sent = [await services.chat.send(talk, f"alpha{n} beta{n} gamma{n}") for n, talk in enumerate(talks)]
    for n, one in enumerate(sent):
        (answer,) = await answered(services, one)
        assert text_of(answer) == f"<alpha{n}><beta{n}><gamma{n}>"
        assert answer.conversation_id == talks[n]


async def test_regenerate_and_edit_make_branches_to_switch_between(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    upstream.behaviour.answer = lambda body: [f"{len(upstream.asked)}"]
    talk = await new(services)
    sent = await services.chat.send(talk, "One")
    (first,) = await answered(services, sent)
    (second,) = await answered(services, await services.chat.regenerate(first.id))
    (third,) = await answered(services, await services.chat.send(talk, "Two"))
    view = await services.chat.get(talk)
    assert [text_of(item) for item in view.tree.beside(second)] == ["1", "2"]
    assert [message.id for message in view.tree.branch()][-1] == third.id
    edited = await services.chat.edit(sent.question_id, "Other")
    (fourth,) = await answered(services, edited)
    assert [message["content"] for message in upstream.last.body["messages"]] == ["Other"]
    view = await services.chat.get(talk)
    assert [text_of(item) for item in view.tree.branch()] == ["Other", text_of(fourth)]
    old = view.tree.get(sent.question_id)
    assert old is not None
    assert [text_of(item) for item in view.tree.beside(old)] == ["One", "Other"]
    back = await services.chat.choose(old.id)
    assert [text_of(item) for item in back.tree.branch()][:2] == ["One", "2"], "a branch is shown to where it was left"
    assert back.tree.branch()[-1].id == third.id


async def test_one_prompt_over_several_models_side_by_side(
    services: AppServices, upstream: Upstream, add_provider: ADD, add_proxy: ADD
) -> None:
    provider = await add_provider()
    await add_proxy("way", provider.id)
    upstream.behaviour.answer = lambda body: [f"I am {body['model']}"]
    talk = await new(services)
    both = [(ROUTE, "big-model"), (ROUTE, "small-model"), ("proxies/way", "small-model")]
    found = await answered(services, await services.chat.send(talk, "Who are you?", to=both))
    assert [text_of(answer) for answer in found] == ["I am big-model", "I am small-model", "I am small-model"]
    assert [(answer.route, answer.model) for answer in found] == both
    view = await services.chat.get(talk)
    assert [item.id for item in view.tree.compared(found[0])] == [answer.id for answer in found]
    await services.chat.choose(found[0].id)
    await answered(services, await services.chat.send(talk, "Sure?"))
    assert upstream.last.body["messages"][1]["content"] == "I am big-model", "the chosen answer is the one that counts"


async def test_a_failure_says_why_and_can_be_tried_again(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    talk = await new(services)
    upstream.behaviour.status = 429
    (failed,) = await answered(services, await services.chat.send(talk, "Hello"))
    assert (failed.state, failed.error_code, failed.error) == ("failed", "rate_limit", "scripted failure")
    assert failed.request_id
    upstream.behaviour.status = 200
    (answer,) = await answered(services, await services.chat.regenerate(failed.id))
    view = await services.chat.get(talk)
    assert view.tree.beside(answer) == (answer,), "an empty failure is no branch"
    with pytest.raises(AmuxError, match="no provider"):
        await services.chat.send(await new(services, "providers/gone"), "Hello")
    with pytest.raises(AmuxError, match="Choose what to talk to"):
        await services.chat.send(await new(services, ""), "Hello")


async def test_an_answer_that_breaks_off_keeps_what_came(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    upstream.behaviour.cut = 3
    talk = await new(services)
    (answer,) = await answered(services, await services.chat.send(talk, "Hello"))
    assert (answer.state, text_of(answer)) == ("failed", "".join(ANSWER[:2]))
    assert answer.error
    upstream.behaviour.cut = None
    (again,) = await answered(services, await services.chat.regenerate(answer.id))
    assert again.state == "complete"
    tree = (await services.chat.get(talk)).tree
    assert tree.beside(again) == (tree.get(answer.id), again), "what came is a version of its own"


async def test_only_one_answer_at_a_time_in_one_conversation(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    upstream.behaviour.hold = threading.Event()
    talk = await new(services)
    sent = await services.chat.send(talk, "Hello")
    with pytest.raises(AmuxError, match="still being written"):
        await services.chat.send(talk, "And?")
    removed = await services.chat.remove(talk)
    assert services.chat.running(talk) == ()
    await services.chat.restore(removed)
    view = await services.chat.get(talk)
    assert [message.id for message in view.tree.branch()] == [sent.question_id, sent.answers[0].message_id]


async def test_two_questions_at_the_same_moment(services: AppServices, upstream: Upstream, add_provider: ADD) -> None:
    await add_provider()
    talk = await new(services)
    both = await asyncio.gather(
        services.chat.send(talk, "One"), services.chat.send(talk, "Two"), return_exceptions=True
    )
    (sent,) = [item for item in both if isinstance(item, Sent)]
    (refused,) = [item for item in both if isinstance(item, AmuxError)]
    assert refused.code == "chat_busy"
    await answered(services, sent)
    assert len((await services.chat.get(talk)).tree.messages) == 2


async def test_what_came_is_stored_while_it_comes_and_survives_a_crash(
    services: AppServices, upstream: Upstream, add_provider: ADD, amux_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_answers, "SAVE_EVERY_S", 0.01)
    await add_provider()
    upstream.behaviour.hold = threading.Event()
    talk = await new(services)
    sent = await services.chat.send(talk, "Hello")
    other = await open_services(amux_home).open()
    try:
        for _ in range(500):
            view = await other.chat.get(talk)
            answer = view.tree.get(sent.answers[0].message_id)
            if answer is not None and answer.parts:
                break
            await asyncio.sleep(0.01)
        assert answer is not None
        assert (answer.state, text_of(answer)) == ("interrupted", ANSWER[0])
    finally:
        await other.aclose()


async def test_the_end_of_the_app_keeps_the_partial_answer(
    upstream: Upstream, amux_home: Path, services: AppServices, add_provider: ADD
) -> None:
    await add_provider()
    upstream.behaviour.hold = threading.Event()
    ending = await open_services(amux_home).open()
    talk = await new(ending)
    live = (await ending.chat.send(talk, "Hello")).answers[0]
    while not live.text():
        await asyncio.wait_for(live.changed.wait(), 5)
        live.changed.clear()
    await ending.aclose()
    answer = (await services.chat.get(talk)).tree.get(live.message_id)
    assert answer is not None
    assert (answer.state, text_of(answer)) == ("interrupted", ANSWER[0])


async def test_files_go_along_as_what_they_are(services: AppServices, add_proxy: ADD, add_provider: ADD) -> None:
    with Upstream("anthropic", "upstream-key-0123456789") as claude:
        provider = await add_provider("claude", preset="anthropic", base_url=claude.base)
        talk = await new(services, "providers/claude")
        files = [
            NewFile(name="a.png", media_type="image/png", data=PNG),
            NewFile(name="b.pdf", media_type="application/pdf", data=b"%PDF-1.7"),
            NewFile(name="c.py", media_type="text/plain", data=b"print('```')"),
        ]
        (answer,) = await answered(services, await services.chat.send(talk, "What is this?", files))
        assert answer.error == ""
        content = claude.last.body["messages"][0]["content"]
    assert [block["type"] for block in content] == ["image", "document", "text", "text"]
    assert content[2]["text"] == "File c.py:\n````\nprint('```')\n````"
    assert provider.slug == "claude"
    view = await services.chat.get(talk)
    stored = view.tree.branch()[0].parts[0]
    assert (stored["name"], stored["size"]) == ("a.png", len(PNG))
    assert (await services.chat.attachment(stored["attachment_id"])).data == PNG


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.exe", b"MZ\x00\x01", "cannot be sent"),
        ("a.txt", "ä".encode("latin-1"), "cannot be sent"),
        ("big.txt", b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
        ("big.png", PNG + bytes(10 * 1024 * 1024), "larger than 10 MB"),
    ],
)
async def test_what_cannot_be_sent_is_refused_with_the_reason(
    services: AppServices, name: str, data: bytes, error: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(AmuxError, match=error):
        await services.chat.read_file(tmp_path / name)
    with pytest.raises(AmuxError, match="no file"):
        await services.chat.read_file(tmp_path)


async def test_tools_run_here_and_their_results_go_back(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    talk = await new(services, options={"tools": True})
    (answer,) = await answered(services, await services.chat.send(talk, "What time is it?"))
    assert [part["type"] for part in answer.parts] == ["tool_call", "tool_result", "text"]
    assert answer.parts[0]["name"] == "current_time"
    assert answer.usage["input_tokens"] == 22, "both requests count"
    roles = [message["role"] for message in upstream.last.body["messages"]]
    assert roles == ["user", "assistant", "tool"]
    await answered(services, await services.chat.send(talk, "Thanks"))
    roles = [message["role"] for message in upstream.last.body["messages"]]
    assert roles == ["user", "assistant", "tool", "assistant", "user"]


async def test_thoughts_are_kept_apart_with_the_time_they_took(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    upstream.behaviour.thoughts = ("Let me ", "think.")
    await add_provider(preset="deepseek")
    talk = await new(services)
    (answer,) = await answered(services, await services.chat.send(talk, "Hello"))
    assert [part["type"] for part in answer.parts] == ["reasoning", "text"]
    assert answer.parts[0]["text"] == "Let me think."
    assert isinstance(answer.parts[0]["ms"], int)


async def test_conversations_are_found_renamed_pinned_and_brought_back(
    services: AppServices, add_provider: ADD
) -> None:
    await add_provider()
    one, two = await new(services, title="First"), await new(services)
    await answered(
        services,
        await services.chat.send(
            two, "Tell me about Fermat", [NewFile(name="p.png", media_type="image/png", data=PNG)]
        ),
    )
    assert [match.conversation.id for match in await services.chat.search("fermat")] == [two]
    assert [match.conversation.id for match in await services.chat.search("SUNNY")] == [two]
    assert [match.conversation.id for match in await services.chat.search("paris sunny")] == [two]
    assert await services.chat.search("paris nowhere") == ()
    assert await services.chat.search("  ") == ()
    await services.chat.set_pinned(one, True)
    await services.chat.rename(one, "Renamed")
    assert [item.title for item in await services.chat.list()] == ["Renamed", "Tell me about Fermat"]
    with pytest.raises(AmuxError):
        await services.chat.rename(one, " ")
    before = await services.chat.get(two)
    removed = await services.chat.remove(two)
    assert [item.id for item in await services.chat.list()] == [one]
    await services.chat.restore(removed)
    after = await services.chat.get(two)
    assert (after.conversation, after.tree.messages) == (before.conversation, before.tree.messages)
    attachment_id = after.tree.branch()[0].parts[0]["attachment_id"]
    assert (await services.chat.attachment(attachment_id)).data == PNG
    assert (await services.chat.find(two[-8:])).conversation.id == two
    with pytest.raises(AmuxError, match="no conversation"):
        await services.chat.find("zzzz")


async def test_unsent_text_is_kept_for_each_conversation(services: AppServices, add_provider: ADD) -> None:
    await add_provider()
    talk = await new(services)
    await services.chat.set_draft(talk, "half a")
    await services.chat.set_draft("", "something new")
    assert (await services.chat.get(talk)).conversation.draft == "half a"
    assert (await services.chat.new_chat()).draft == "something new"
    await answered(services, await services.chat.send(talk, "whole"))
    assert (await services.chat.get(talk)).conversation.draft == ""
    last = await services.chat.new_chat()
    assert (last.route, last.model) == (ROUTE, "big-model")


async def test_export(services: AppServices, upstream: Upstream, add_provider: ADD, tmp_path: Path) -> None:
    await add_provider()
    talk = await new(services, system_prompt="Be kind.")
    (answer,) = await answered(services, await services.chat.send(talk, "Weather?"))
    text = await services.chat.export(talk, "markdown")
    assert text.startswith("# Weather?\n\n> Be kind.\n\n## You\n\nWeather?\n\n## big-model (")
    assert "".join(ANSWER) in text
    value = json.loads(await services.chat.export(talk, "json"))
    assert [message["role"] for message in value["messages"]] == ["user", "assistant"]
    assert value["messages"][1]["usage"] == dict(answer.usage)
    file = tmp_path / "talk.md"
    file.write_text("an older one, open to everybody")
    await services.chat.export_to(talk, "markdown", file)
    assert file.read_text() == text
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(AmuxError) as refused:
        await services.chat.export_to(talk, "markdown", tmp_path / "missing" / "talk.md")
    assert refused.value.code == "file_unwritable"


async def test_presets_of_ours_stay_and_the_users_come_and_go(services: AppServices) -> None:
    built_in = await services.chat.presets()
    assert len(built_in) >= 3
    with pytest.raises(AmuxError, match="comes with Amux"):
        await services.chat.save_preset(dataclasses.replace(built_in[0], system_prompt="x"))
    with pytest.raises(AmuxError, match="comes with Amux"):
        await services.chat.remove_preset(built_in[0].id)
    own = await services.chat.save_preset(ChatPreset(id="", name="Mine", system_prompt="Be me."))
    await services.chat.save_preset(dataclasses.replace(own, name="Still mine"))
    assert [item.name for item in (await services.chat.presets())[len(built_in) :]] == ["Still mine"]
    await services.chat.remove_preset(own.id)
    assert await services.chat.presets() == built_in


@pytest.mark.parametrize(
    "options", [{"temperature": 3}, {"temperature": "x"}, {"max_tokens": 0}, {"max_tokens": True}, {"effort": "huge"}]
)
async def test_options_are_checked(services: AppServices, options: dict[str, Any]) -> None:
    with pytest.raises(AmuxError, match="does not accept"):
        await new(services, options=options)


async def test_a_title_is_asked_for_only_on_request(
    services: AppServices, upstream: Upstream, add_provider: ADD
) -> None:
    await add_provider()
    talk = await new(services)
    await answered(services, await services.chat.send(talk, "Weather in Paris?"))
    assert len(upstream.asked) == 1
    upstream.behaviour.answer = lambda _body: ['"Paris ', 'weather"\n']
    assert (await services.chat.suggest_title(talk)).title == "Paris weather"
    upstream.behaviour.status = 500
    with pytest.raises(AmuxError, match="did not answer"):
        await services.chat.suggest_title(talk)
    assert len((await services.chat.get(talk)).tree.messages) == 2


async def test_targets_tell_what_can_be_asked(services: AppServices, add_provider: ADD, add_proxy: ADD) -> None:
    provider = await add_provider(name="Up")
    off = await add_provider("off", name="Off")
    await services.providers.set_enabled(off.id, False)
    await add_proxy("way", provider.id, name="Way")
    found = await services.chat.targets()
    assert [(target.kind, target.name) for target in found] == [("proxy", "Way"), ("provider", "Up")]
    assert all([model.id for model in target.models] == ["big-model", "small-model"] for target in found)
    assert found[0].models[0].provider_name == "Up"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hello", "Hello"),
        ("\n\n  two   words \n more", "two words"),
        ("word " * 30, "word word word word word word word word word word word word…"),
        ("字" * 80, "字" * 60 + "…"),
        ("", ""),
    ],
)
def test_title_of_the_first_words(text: str, title: str) -> None:
    assert title_of(text) == title
