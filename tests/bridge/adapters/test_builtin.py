"""The built-in adapters: complete, consistent, and each with the differences it declares."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import ir
from bridge.adapter import Adapter
from bridge.adapters import BUILTIN
from bridge.convert import convert_request, convert_response, format_of
from bridge.formats.base import Context
from bridge.report import Report

BY_NAME = {adapter.name: adapter for adapter in BUILTIN}
PARTS = [ir.TextPart(text="hi", path="m[0]")]


def build(name: str, model: str, report: Report | None = None, **fields: Any) -> dict[str, Any]:
    adapter = BY_NAME[name]
    messages = fields.pop("messages", [ir.Message(role="user", parts=list(PARTS))])
    request = ir.Request(origin="anthropic", model=model, messages=messages, **fields)
    context = Context(
        inbound="anthropic",
        outbound=adapter.format,
        vendor=adapter.dialect.vendor,
        model=model,
        target_model=model,
        request=request,
    )
    return format_of(adapter.format).build_request(
        request, adapter.dialect, report if report is not None else Report(), context
    )


def lines(report: Report) -> list[tuple[str, str]]:
    return [(line.path, line.action) for line in report]


TOOL = ir.Tool(name="f", parameters={"type": "object", "properties": {}})
FORCED = ir.ToolChoice(mode="tool", names=("f",), required=True, path="tool_choice")


# --------------------------------------------------------------------------- all of them


def test_names_are_unique() -> None:
    assert len(BY_NAME) == len(BUILTIN)


@pytest.mark.parametrize("adapter", BUILTIN, ids=lambda adapter: adapter.name)
def test_an_adapter_is_complete(adapter: Adapter) -> None:
    assert type(adapter.dialect) is type(format_of(adapter.format).default_dialect)
    assert adapter.title
    assert adapter.dialect.vendor
    assert not adapter.base_url.endswith("/")
    if adapter.base_url:
        assert adapter.docs.startswith("https://")
        assert adapter.base_url.startswith(("https://", "http://127.0.0.1:"))
    for key, path in adapter.paths.items():
        assert key in ("chat", "stream", "models", "count_tokens")
        assert path.startswith("/")


@pytest.mark.parametrize("adapter", BUILTIN, ids=lambda adapter: adapter.name)
@pytest.mark.parametrize("stream", [True, False])
def test_a_request_with_everything_can_be_built(adapter: Adapter, stream: bool) -> None:
    picture = ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/png"), path="p")
    request = ir.Request(
        origin="anthropic" if adapter.format != "anthropic" else "openai-chat",
        model="x",
        messages=[
            ir.Message(role="system", parts=[ir.TextPart(text="Be brief.")]),
            ir.Message(role="user", parts=[ir.TextPart(text="hi"), picture]),
            ir.Message(role="assistant", parts=[ir.ReasoningPart(text="hm"), ir.ToolCallPart(id="toolu_1", name="f", arguments="{}")]),
            ir.Message(role="tool", parts=[ir.ToolResultPart(call_id="toolu_1", content=[ir.TextPart(text="ok")])]),
        ],
        stream=stream,
        tools=[TOOL, ir.Tool(name="web_search", kind="server"), ir.Tool(name="p", kind="custom")],
        tool_choice=FORCED,
        parallel_tool_calls=False,
        reasoning=ir.Reasoning(enabled=True, effort="medium"),
        output_format=ir.OutputFormat(kind="json_schema", schema={"type": "object"}),
        max_output_tokens=4000, temperature=0.3, top_p=0.9, top_k=5, stop=["a", "b"], seed=1, user="u" * 100,
        metadata={"a": "b"}, service_tier="auto",
    )  # fmt: skip
    context = Context(
        inbound=request.origin, outbound=adapter.format, vendor=adapter.dialect.vendor, model="x", target_model="some-model",
        request=request, stream=stream,
    )  # fmt: skip
    body = format_of(adapter.format).build_request(request, adapter.dialect, Report(), context)
    assert body


def test_own_formats_pass_verbatim_where_nothing_needs_to_change() -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "x"}], "vendor": {"key": 1}}
    for name in ("openai", "openrouter", "azure", "custom-openai"):
        assert convert_request(body, "openai-chat", BY_NAME[name]).verbatim
    for name in ("deepseek", "qwen", "groq"):
        made = convert_request(body, "openai-chat", BY_NAME[name])
        assert not made.verbatim
        assert made.body["vendor"] == {"key": 1}


@pytest.mark.parametrize(
    "name", ["deepseek", "moonshot", "qwen", "zhipu", "minimax", "openrouter", "volcengine", "siliconflow"]
)
def test_vendors_with_an_anthropic_endpoint_have_it_as_an_adapter(name: str) -> None:
    adapter = BY_NAME[f"{name}-anthropic"]
    assert adapter.format == "anthropic"


# --------------------------------------------------------------------------- DeepSeek


def test_deepseek_cannot_be_forced_while_it_thinks() -> None:
    report = Report()
    made = build("deepseek", "deepseek-v4-pro", report, tools=[TOOL], tool_choice=FORCED)
    assert made["tool_choice"] == "auto"
    assert ("tool_choice", "approximated") in lines(report)
    off = build("deepseek", "deepseek-v4-pro", tools=[TOOL], tool_choice=FORCED, reasoning=ir.Reasoning(enabled=False))
    assert off["tool_choice"] == {"type": "function", "function": {"name": "f"}}
    assert off["thinking"] == {"type": "disabled"}
    assert build("deepseek", "deepseek-chat", tools=[TOOL], tool_choice=FORCED)["tool_choice"] != "auto"
    assert (
        build("deepseek", "deepseek-v4-pro", tools=[TOOL], tool_choice=ir.ToolChoice(mode="auto"))["tool_choice"]
        == "auto"
    )


def test_deepseek_gets_plain_text_and_thoughts_back() -> None:
    made = build(
        "deepseek", "deepseek-reasoner",
        messages=[
            ir.Message(role="user", parts=[ir.TextPart(text="a"), ir.TextPart(text="b")]),
            ir.Message(role="assistant", parts=[ir.ReasoningPart(text="hm"), ir.ToolCallPart(id="c", name="f", arguments="{}")]),
            ir.Message(role="tool", parts=[ir.ToolResultPart(call_id="c", content=[ir.TextPart(text="ok")])]),
        ],
        reasoning=ir.Reasoning(effort="medium"), output_format=ir.OutputFormat(kind="json_schema", schema={"type": "object"}),
    )  # fmt: skip
    assert made["messages"][1]["content"] == "a\n\nb"
    assert made["messages"][2]["reasoning_content"] == "hm"
    assert (made["thinking"], made["reasoning_effort"]) == ({"type": "enabled"}, "high")
    assert made["response_format"] == {"type": "json_object"}


# --------------------------------------------------------------------------- Moonshot


def test_kimi_fixes_its_sampling() -> None:
    report = Report()
    made = build(
        "moonshot", "kimi-k2.5", report, temperature=0.1, candidate_count=2, reasoning=ir.Reasoning(effort="low")
    )
    assert made["thinking"] == {"type": "enabled"}
    assert "temperature" not in made
    assert {path for path, _ in lines(report)} == {"temperature", "candidate_count"}
    old = build("moonshot", "moonshot-v1-8k", temperature=0.1, reasoning=ir.Reasoning(effort="low"))
    assert old["temperature"] == 0.1
    assert "thinking" not in old


def test_kimi_models_that_always_think() -> None:
    assert "thinking" not in build("moonshot", "kimi-k2-thinking", reasoning=ir.Reasoning(enabled=False))
    made = build("moonshot", "kimi-k3", reasoning=ir.Reasoning(effort="xhigh"))
    assert made["reasoning_effort"] == "max"
    assert "thinking" not in made


# --------------------------------------------------------------------------- Qwen


def test_qwen_thinks_only_in_streams_with_open_models() -> None:
    report = Report()
    made = build("qwen", "qwen3-32b", report, reasoning=ir.Reasoning(effort="high"))
    assert made["enable_thinking"] is False
    assert "thinking_budget" not in made
    assert lines(report) == [("stream", "approximated")]
    assert build("qwen", "qwen3-32b")["enable_thinking"] is False
    streamed = build("qwen", "qwen3-32b", stream=True, reasoning=ir.Reasoning(effort="high"))
    assert (streamed["enable_thinking"], streamed["thinking_budget"]) == (True, 24576)


def test_qwen_cannot_be_forced_while_it_thinks() -> None:
    report = Report()
    made = build("qwen", "qwen-plus", report, tools=[TOOL], tool_choice=FORCED, reasoning=ir.Reasoning(enabled=True))
    assert made["tool_choice"] == "auto"
    assert ("tool_choice", "approximated") in lines(report)
    assert build("qwen", "qwen-plus", tools=[TOOL], tool_choice=FORCED)["tool_choice"] != "auto"


def test_qwen_searches_by_a_switch() -> None:
    assert build("qwen", "qwen-plus", tools=[ir.Tool(name="web_search", kind="server")])["enable_search"] is True


# --------------------------------------------------------------------------- Zhipu


def test_glm_models_differ() -> None:
    old = build("zhipu", "glm-4.6", reasoning=ir.Reasoning(effort="high"), temperature=1.5, stop=["a", "b"])
    assert (old["thinking"], old["temperature"], old["stop"]) == ({"type": "enabled"}, 1.0, ["a"])
    assert "reasoning_effort" not in old
    assert build("zhipu", "glm-5.2", reasoning=ir.Reasoning(effort="medium"))["reasoning_effort"] == "high"
    report = Report()
    assert "thinking" not in build("zhipu", "glm-4.7", report, reasoning=ir.Reasoning(enabled=False, path="thinking"))
    assert lines(report) == [("thinking", "dropped")]
    assert build("zhipu", "glm-4.6", reasoning=ir.Reasoning(enabled=False))["thinking"] == {"type": "disabled"}


def test_glm_streams_arguments_when_asked() -> None:
    assert build("zhipu", "glm-4.6", stream=True, tools=[TOOL])["tool_stream"] is True
    assert "tool_stream" not in build("zhipu", "glm-4.5", stream=True, tools=[TOOL])
    assert "tool_stream" not in build("zhipu", "glm-4.6", tools=[TOOL])
    search = build("zhipu", "glm-4.6", tools=[ir.Tool(name="web_search", kind="server")])
    assert search["tools"][0]["type"] == "web_search"


# --------------------------------------------------------------------------- MiniMax


def test_minimax_splits_its_reasoning_and_has_one_system_message() -> None:
    picture = ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/png"), path="p")
    messages = [
        ir.Message(role="system", parts=[ir.TextPart(text="a")]),
        ir.Message(role="system", parts=[ir.TextPart(text="b")]),
        ir.Message(role="user", parts=[*PARTS, picture]),
    ]
    made = build("minimax", "MiniMax-M2.1", messages=messages, temperature=0)
    assert made["reasoning_split"] is True
    assert made["messages"][0] == {"role": "system", "content": "a\n\nb"}
    assert made["temperature"] == 0.01
    assert "left out" in made["messages"][1]["content"]
    assert build("minimax", "MiniMax-M3", messages=messages)["messages"][1]["content"][1]["type"] == "image_url"


# --------------------------------------------------------------------------- the others


def test_openrouter_has_reasoning_cache_marks_and_search_of_its_own() -> None:
    made = build(
        "openrouter", "anthropic/claude-opus-5",
        messages=[ir.Message(role="user", parts=[ir.TextPart(text="x", cache_control={"type": "ephemeral"})])],
        reasoning=ir.Reasoning(budget_tokens=2000, enabled=True), tools=[ir.Tool(name="web_search", kind="server")],
    )  # fmt: skip
    assert made["reasoning"] == {"max_tokens": 2000}
    assert made["messages"][0]["content"][0]["cache_control"] == {"type": "ephemeral"}
    assert made["plugins"] == [{"id": "web"}]


def test_groq_by_model() -> None:
    assert build("groq", "openai/gpt-oss-120b", reasoning=ir.Reasoning(effort="xhigh"))["reasoning_effort"] == "high"
    qwen = build("groq", "qwen/qwen3-32b", reasoning=ir.Reasoning(enabled=False))
    assert (qwen["reasoning_format"], qwen["reasoning_effort"]) == ("parsed", "none")
    report = Report()
    named = [ir.Message(role="user", parts=list(PARTS), name="ann")]
    made = build(
        "groq", "llama-3.3-70b", report, messages=named, candidate_count=3, reasoning=ir.Reasoning(effort="high")
    )
    assert "name" not in made["messages"][0]
    assert made["n"] == 1
    assert "reasoning_effort" not in made
    assert ("messages[0].name", "dropped") in lines(report)


def test_xai_by_model() -> None:
    assert build("xai", "grok-3-mini", reasoning=ir.Reasoning(effort="medium"))["reasoning_effort"] == "high"
    assert build("xai", "grok-4.3", reasoning=ir.Reasoning(enabled=False))["reasoning_effort"] == "none"
    made = build("xai", "grok-4", reasoning=ir.Reasoning(effort="high"), stop=["x"], presence_penalty=1)
    assert made.keys() == {"model", "messages"}
    assert build("xai", "grok-4-fast-non-reasoning", stop=["x"])["stop"] == ["x"]


def test_mistral_ids_and_words() -> None:
    long = "toolu_0123456789"
    made = build(
        "mistral", "mistral-large-latest",
        messages=[
            ir.Message(role="assistant", parts=[
                ir.ToolCallPart(id=long, name="f", arguments="{}"), ir.ToolCallPart(id="abcdefghi", name="f", arguments="{}")]),
            ir.Message(role="tool", parts=[
                ir.ToolResultPart(call_id=long, content=[]), ir.ToolResultPart(call_id="abcdefghi", content=[])]),
        ],
        tools=[TOOL], tool_choice=ir.ToolChoice(mode="required", required=True), seed=3, stream=True,
    )  # fmt: skip
    first, second = made["messages"][0]["tool_calls"]
    assert len(first["id"]) == 9
    assert second["id"] == "abcdefghi"
    assert [item["tool_call_id"] for item in made["messages"][1:]] == [first["id"], second["id"]]
    assert (made["tool_choice"], made["random_seed"]) == ("any", 3)
    assert "stream_options" not in made
    assert build("mistral", "mistral-small-latest", reasoning=ir.Reasoning(effort="low"))["reasoning_effort"] == "high"


def test_hosts_of_open_models_take_efforts_for_gpt_oss_only() -> None:
    assert build("together", "openai/gpt-oss-20b", reasoning=ir.Reasoning(effort="low"))["reasoning_effort"] == "low"
    assert "reasoning_effort" not in build("together", "Qwen/Qwen3", reasoning=ir.Reasoning(effort="low"))


def test_usage_of_mistral() -> None:
    body = {
        "id": "x", "model": "m", "choices": [{"index": 0, "message": {"content": "a"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 1, "num_cached_tokens": 4},
    }  # fmt: skip
    adapter = BY_NAME["mistral"]
    context = Context(inbound="openai-chat", outbound="openai-chat", vendor="mistral")
    made = convert_response(body, context, adapter.dialect).body
    assert made["usage"]["prompt_tokens_details"] == {"cached_tokens": 4}


def test_claude_code_goes_straight_through_to_an_anthropic_endpoint() -> None:
    body = {"model": "m", "max_tokens": 10, "messages": [{"role": "user", "content": "x"}]}
    made = convert_request(body, "anthropic", BY_NAME["moonshot-anthropic"], target_model="kimi-k2.5")
    assert made.body["model"] == "kimi-k2.5"
    assert made.path == "/v1/messages"
