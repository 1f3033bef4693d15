"""Real vendor SDKs through `amux serve` over an upstream of the other format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.e2e.conftest import Stage
from tests.helpers.upstream import ANSWER

if TYPE_CHECKING:
    import anthropic
    import openai

pytestmark = pytest.mark.e2e
WEATHER: dict[str, Any] = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
CHAT_TOOL = {"type": "function", "function": {"name": "weather", "description": "Weather now", "parameters": WEATHER}}
CLAUDE_TOOL = {"name": "weather", "description": "Weather now", "input_schema": WEATHER}
QUESTION = "How is the weather in Paris?"


@pytest.fixture
def chat_client(stage: Stage) -> Any:
    import openai

    with openai.OpenAI(base_url=stage.url("/proxies/to-claude/v1"), api_key=stage.token, max_retries=0) as client:
        yield client


@pytest.fixture
def claude_client(stage: Stage) -> Any:
    import anthropic

    with anthropic.Anthropic(base_url=stage.url("/proxies/to-chat"), api_key=stage.token, max_retries=0) as client:
        yield client


def test_an_openai_client_gets_an_answer_of_an_anthropic_provider(stage: Stage, chat_client: openai.OpenAI) -> None:
    answer = chat_client.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": QUESTION}])
    assert answer.choices[0].message.content == "".join(ANSWER)
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage is not None
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (11, 7)
    assert stage.claude.last.body["model"] == "big-model"
    assert stage.claude.last.headers["x-api-key"] == "claude-key-0123456789"
    assert stage.token not in json.dumps(stage.claude.last.headers)


def test_an_openai_client_streams_through_a_tool_loop(stage: Stage, chat_client: openai.OpenAI) -> None:
    messages: list[Any] = [{"role": "user", "content": QUESTION}]
    calls: dict[int, dict[str, str]] = {}
    reason = None
    stream = chat_client.chat.completions.create(model="gpt-5", messages=messages, tools=[CHAT_TOOL], stream=True)  # type: ignore[list-item]
    for chunk in stream:
        for choice in chunk.choices:
            reason = choice.finish_reason or reason
            for call in choice.delta.tool_calls or ():
                known = calls.setdefault(call.index, {"id": "", "name": "", "arguments": ""})
                known["id"] += call.id or ""
                known["name"] += (call.function and call.function.name) or ""
                known["arguments"] += (call.function and call.function.arguments) or ""
    assert reason == "tool_calls"
    assert [call["name"] for call in calls.values()] == ["weather"]
    assert json.loads(calls[0]["arguments"]) == {"city": "Paris"}
    function = {"name": calls[0]["name"], "arguments": calls[0]["arguments"]}
    messages.append(
        {"role": "assistant", "tool_calls": [{"id": calls[0]["id"], "type": "function", "function": function}]}
    )
    messages.append({"role": "tool", "tool_call_id": calls[0]["id"], "content": "sunny"})
    text, usage = "", None
    options = {"include_usage": True}
    for chunk in chat_client.chat.completions.create(
        model="gpt-5",
        messages=messages,
        tools=[CHAT_TOOL],
        stream=True,
        stream_options=options,  # type: ignore[list-item, arg-type]
    ):
        text += "".join(choice.delta.content or "" for choice in chunk.choices)
        usage = chunk.usage or usage
    assert text == "".join(ANSWER)
    assert usage is not None
    assert usage.completion_tokens == 7


def test_an_anthropic_client_gets_an_answer_of_an_openai_provider(
    stage: Stage, claude_client: anthropic.Anthropic
) -> None:
    message = claude_client.messages.create(
        model="claude-opus-5-5", max_tokens=200, messages=[{"role": "user", "content": QUESTION}]
    )
    assert message.content[0].type == "text"
    assert message.content[0].text == "".join(ANSWER)
    assert message.stop_reason == "end_turn"
    assert (message.usage.input_tokens, message.usage.output_tokens) == (11, 7)
    assert stage.chat.last.headers["authorization"] == "Bearer chat-key-0123456789"
    assert "x-api-key" not in stage.chat.last.headers


def test_an_anthropic_client_streams_through_a_tool_loop(stage: Stage, claude_client: anthropic.Anthropic) -> None:
    messages: list[Any] = [{"role": "user", "content": QUESTION}]
    with claude_client.messages.stream(
        model="claude-opus-5-5",
        max_tokens=200,
        messages=messages,
        tools=[CLAUDE_TOOL],  # type: ignore[list-item]
    ) as stream:
        first = stream.get_final_message()
    assert first.stop_reason == "tool_use"
    call = next(block for block in first.content if block.type == "tool_use")
    assert (call.name, call.input) == ("weather", {"city": "Paris"})
    messages.append(
        {"role": "assistant", "content": [block.model_dump(mode="json", exclude_none=True) for block in first.content]}
    )
    result = {"type": "tool_result", "tool_use_id": call.id, "content": "sunny"}
    messages.append({"role": "user", "content": [result]})
    with claude_client.messages.stream(
        model="claude-opus-5-5",
        max_tokens=200,
        messages=messages,
        tools=[CLAUDE_TOOL],  # type: ignore[list-item]
    ) as stream:
        text = "".join(stream.text_stream)
        final = stream.get_final_message()
    assert text == "".join(ANSWER)
    assert final.usage.output_tokens == 7


def test_errors_keep_their_status_in_the_clients_format(
    stage: Stage, claude_client: anthropic.Anthropic, chat_client: openai.OpenAI
) -> None:
    import anthropic
    import openai

    with pytest.raises(anthropic.NotFoundError):
        claude_client.messages.create(model="unknown", max_tokens=5, messages=[{"role": "user", "content": "x"}])
    with pytest.raises(openai.NotFoundError):
        chat_client.chat.completions.create(model="unknown", messages=[{"role": "user", "content": "x"}])


def test_nothing_is_answered_without_a_valid_token(stage: Stage) -> None:
    body = {"model": "gpt-5", "messages": [{"role": "user", "content": "x"}]}
    url = stage.url("/proxies/to-claude/v1/chat/completions")
    asked = len(stage.claude.asked)
    assert httpx.post(url, json=body).status_code == 401
    assert httpx.post(url, json=body, headers={"authorization": "Bearer sk-amux.wrong"}).status_code == 401
    assert len(stage.claude.asked) == asked


def test_passthrough_sends_the_same_bytes(stage: Stage) -> None:
    body = b'{"model": "small-model",  "messages": [{"role": "user", "content": "hi"}], "metadata": {"a": "b"}}'
    answer = httpx.post(
        stage.url("/providers/chat/v1/chat/completions"),
        content=body,
        headers={"authorization": f"Bearer {stage.token}"},
    )
    assert answer.status_code == 200
    assert answer.json()["choices"][0]["message"]["content"] == "".join(ANSWER)
    assert stage.chat.last.body["metadata"] == {"a": "b"}
