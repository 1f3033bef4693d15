"""Tools and settings of any origin, fitted to the model."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import ir
from bridge.convert import convert_request, plain_target
from bridge.formats.anthropic import AnthropicDialect, compatible
from tests.helpers.anthropic import build, fixture, foreign, lines, rebuild, said

OLD, NEW, NEWEST = "claude-sonnet-4-0", "claude-opus-4-8", "claude-opus-5-5"
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
ASKED = {"messages": [{"role": "user", "content": "hi"}], "max_tokens": 9000}


def tool(name: str = "look", **fields: Any) -> ir.Tool:
    return ir.Tool(**{"name": name, "parameters": SCHEMA, "path": "tools[0]", **fields})


def server(name: str, **block: Any) -> ir.Tool:
    native = ir.Native(vendor="openai", format="openai-responses", block=block)
    return ir.Tool(name=name, kind="server", native=native, path="tools[0]")


def body_of(model: str = "claude-sonnet-4-5", dialect: AnthropicDialect | None = None, **fields: Any) -> dict[str, Any]:
    return build(foreign(**fields), model=model, dialect=dialect)[0]


# --------------------------------------------------------------------------- tools


@pytest.mark.parametrize(
    ("parameters", "schema"),
    [
        (None, {"type": "object", "properties": {}}),
        ({"properties": {"a": {}}}, {"type": "object", "properties": {"a": {}}}),
        (
            {"type": "object", "properties": {"n": {"type": "integer", "minimum": 0, "exclusiveMinimum": True, "required": True}}},
            {"type": "object", "properties": {"n": {"type": "integer", "exclusiveMinimum": 0}}},
        ),
        (
            {"type": "object", "properties": {"n": {"type": "integer", "maximum": 9, "exclusiveMaximum": False}}},
            {"type": "object", "properties": {"n": {"type": "integer", "maximum": 9}}},
        ),
        (
            {"type": "object", "properties": {"p": {"type": "array", "items": [{"type": "string"}], "additionalItems": False}}},
            {"type": "object", "properties": {"p": {"type": "array", "prefixItems": [{"type": "string"}], "items": False}}},
        ),
        (
            {"anyOf": [{"properties": {"a": {}}, "required": ["a"]}, {"properties": {"b": {}}}]},
            {"type": "object", "properties": {"a": {}, "b": {}}},
        ),
    ],
)  # fmt: skip
def test_schemas_of_tools(parameters: dict[str, Any] | None, schema: dict[str, Any]) -> None:
    assert body_of(tools=[tool(parameters=parameters)])["tools"][0]["input_schema"] == schema


def test_names_are_fitted_and_restored() -> None:
    body, _, context = build(foreign(tools=[tool("mcp.server/tool"), tool("plain")]))
    sent = body["tools"][0]["name"]
    assert sent.replace("_", "").isalnum()
    assert context.names.restore(sent) == "mcp.server/tool"
    assert body["tools"][1]["name"] == "plain"


def test_freeform_and_namespaced_tools() -> None:
    freeform = ir.Tool(
        name="exec", kind="custom", custom_format={"syntax": "lark", "definition": "x"}, namespace="functions", path="t"
    )
    body, report, context = build(foreign(tools=[freeform]))
    assert body["tools"][0]["input_schema"]["required"] == ["input"]
    assert context.custom_tools == {"exec"}
    assert context.namespaces == {"exec": "functions"}
    assert lines(report)["t"] == "approximated"


def test_strict_is_kept_where_it_can_be() -> None:
    closed = {**SCHEMA, "additionalProperties": False}
    body, report, _ = build(
        foreign(tools=[tool(parameters=closed, strict=True), tool("b", strict=True, path="tools[1]")])
    )
    assert [entry.get("strict") for entry in body["tools"]] == [True, None]
    assert "tools[1].strict" in lines(report)
    assert "strict" not in body_of(OLD, tools=[tool(parameters=closed, strict=True)])["tools"][0]


def test_only_so_many_tools_can_be_strict() -> None:
    closed = {**SCHEMA, "additionalProperties": False}
    body = body_of(tools=[tool(f"t{number}", parameters=closed, strict=True) for number in range(22)])
    assert sum(entry.get("strict", False) for entry in body["tools"]) == 20
    union = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    many = {"type": "object", "properties": {f"p{n}": union for n in range(17)}, "required": [f"p{n}" for n in range(17)], "additionalProperties": False}  # fmt: skip
    assert "strict" not in body_of(tools=[tool(parameters=many, strict=True)])["tools"][0]
    optional = {
        "type": "object",
        "properties": {f"p{n}": {"type": "string"} for n in range(25)},
        "additionalProperties": False,
    }
    assert "strict" not in body_of(tools=[tool(parameters=optional, strict=True)])["tools"][0]
    circular = {**closed, "$defs": {"n": {"$ref": "#/$defs/n"}}}
    assert "strict" not in body_of(tools=[tool(parameters=circular, strict=True)])["tools"][0]


def test_deferred_tools_of_our_own_clients() -> None:
    body = {
        "model": "m",
        "tools": [{"name": "a", "input_schema": {"type": "object"}}, {"name": "b", "input_schema": {"type": "object"}, "defer_loading": True}],
        **ASKED,
    }  # fmt: skip
    assert rebuild(body) == body
    assert [entry["name"] for entry in rebuild(body, dialect=compatible("deepseek"))["tools"]] == ["a"]
    loaded = fixture("request.json")
    offered = rebuild(loaded, dialect=compatible("deepseek"))["tools"]
    assert [entry["name"] for entry in offered] == ["Read", "ToolSearch", "Cron"]
    assert not any("defer_loading" in entry and entry["defer_loading"] for entry in offered)


@pytest.mark.parametrize(
    ("asked", "declared"),
    [
        (
            server("web_search", type="web_search", filters={"allowed_domains": ["a.com"]}, user_location={"type": "approximate", "city": "Paris", "region": ""}),
            {"type": "web_search_20250305", "name": "web_search", "allowed_domains": ["a.com"], "user_location": {"type": "approximate", "city": "Paris"}},
        ),
        (
            server("web_search", web_search_options={"user_location": {"type": "approximate", "approximate": {"country": "FR"}}}),
            {"type": "web_search_20250305", "name": "web_search", "user_location": {"type": "approximate", "country": "FR"}},
        ),
        (server("web_fetch"), {"type": "web_fetch_20250910", "name": "web_fetch"}),
        (ir.Tool(name="code_execution", kind="server"), {"type": "code_execution_20250825", "name": "code_execution"}),
    ],
)  # fmt: skip
def test_server_tools_of_other_vendors(asked: ir.Tool, declared: dict[str, Any]) -> None:
    assert body_of(tools=[asked, asked])["tools"] == [declared]


def test_server_tools_that_anthropic_does_not_run() -> None:
    body, report, _ = build(
        foreign(tools=[server("image_generation")], tool_choice=ir.ToolChoice(mode="required", path="tool_choice"))
    )
    assert "tools" not in body
    assert "tool_choice" not in body
    assert {line.severity for line in report.explicit if line.path == "tools[0]"} == {"error"}
    taken = build(foreign(tools=[tool("web_search"), server("web_search")]))[0]["tools"]
    assert [entry.get("type") for entry in taken] == [None]


def test_mcp_servers_without_approval() -> None:
    asked = server(
        "mcp",
        server_label="docs",
        server_url="https://m",
        require_approval="never",
        authorization="t",
        allowed_tools=["a"],
    )
    body = body_of(tools=[asked])
    assert body["mcp_servers"] == [{"type": "url", "name": "docs", "url": "https://m", "authorization_token": "t"}]
    assert body["tools"][0]["configs"] == {"a": {"enabled": True}}
    assert (
        "default_config"
        not in body_of(tools=[server("mcp", server_label="d", server_url="u", require_approval="never")])["tools"][0]
    )
    assert "tools" not in body_of(tools=[server("mcp", server_label="docs", server_url="https://m")])
    assert "tools" not in body_of(tools=[server("mcp", connector_id="c", require_approval="never")])


def test_our_own_server_tools_elsewhere() -> None:
    body = {"model": "m", "tools": [{"type": "web_search_20250305", "name": "web_search"}], **ASKED}
    assert rebuild(body) == body
    assert "tools" not in rebuild(body, dialect=compatible("deepseek"))
    kept = rebuild(body, dialect=compatible("minimax", server_tools=frozenset({"web_search"})))
    assert kept["tools"] == body["tools"]


# --------------------------------------------------------------------------- tool_choice


@pytest.mark.parametrize(
    ("choice", "built"),
    [
        (ir.ToolChoice(mode="auto"), {"type": "auto"}),
        (ir.ToolChoice(mode="none"), {"type": "none"}),
        (ir.ToolChoice(mode="required"), {"type": "any"}),
        (ir.ToolChoice(mode="tool", names=("b",)), {"type": "tool", "name": "b"}),
        (ir.ToolChoice(mode="tool", names=("gone",)), {"type": "any"}),
        (ir.ToolChoice(mode="allowed", names=("a", "b"), required=True), {"type": "any"}),
        (ir.ToolChoice(mode="allowed", names=("a",), required=True), {"type": "tool", "name": "a"}),
        (ir.ToolChoice(mode="allowed", names=("a", "b")), {"type": "auto"}),
    ],
)
def test_tool_choice(choice: ir.ToolChoice, built: dict[str, Any]) -> None:
    body = body_of(tools=[tool("a"), tool("b"), tool("c")], tool_choice=choice)
    assert body["tool_choice"] == built
    if choice.mode == "allowed":
        assert {entry["name"] for entry in body["tools"]} == set(choice.names)


def test_choice_of_a_renamed_or_unavailable_tool() -> None:
    body = body_of(tools=[tool("a.b")], tool_choice=ir.ToolChoice(mode="tool", names=("a.b",)))
    assert body["tool_choice"] == {"type": "tool", "name": body["tools"][0]["name"]}
    choice = ir.ToolChoice(mode="tool", names=("image_generation",))
    assert body_of(tools=[tool("a"), server("image_generation")], tool_choice=choice)["tool_choice"] == {"type": "any"}


def test_models_that_refuse_forced_tools() -> None:
    body, report, _ = build(
        foreign(tools=[tool()], tool_choice=ir.ToolChoice(mode="required", path="tool_choice")), model=NEWEST
    )
    assert body["tool_choice"] == {"type": "auto"}
    assert lines(report)["tool_choice"] == "approximated"


def test_parallel_calls() -> None:
    assert body_of(tools=[tool()], parallel_tool_calls=False)["tool_choice"] == {
        "type": "auto",
        "disable_parallel_tool_use": True,
    }
    assert "tool_choice" not in body_of(tools=[tool()], parallel_tool_calls=True)
    assert "tool_choice" not in body_of(tool_choice=ir.ToolChoice(mode="auto", path="tool_choice"))
    none = body_of(tools=[tool()], parallel_tool_calls=False, tool_choice=ir.ToolChoice(mode="none"))
    assert none["tool_choice"] == {"type": "none"}


# --------------------------------------------------------------------------- thinking


@pytest.mark.parametrize(
    ("reasoning", "model", "thinking", "effort"),
    [
        (ir.Reasoning(effort="high"), "claude-sonnet-4-5", {"type": "enabled", "budget_tokens": 24576}, None),
        (ir.Reasoning(effort="high"), "claude-opus-4-5", {"type": "enabled", "budget_tokens": 24576}, "high"),
        (ir.Reasoning(effort="xhigh"), "claude-opus-4-6", {"type": "adaptive"}, "max"),
        (ir.Reasoning(effort="minimal"), NEW, {"type": "adaptive", "display": "summarized"}, "low"),
        (ir.Reasoning(effort="low", show=False), NEW, {"type": "adaptive"}, "low"),
        (ir.Reasoning(effort="low", show=False), "claude-opus-4-6", {"type": "adaptive"}, "low"),
        (ir.Reasoning(budget_tokens=3000), "claude-opus-4-6", {"type": "enabled", "budget_tokens": 3000}, None),
        (ir.Reasoning(budget_tokens=3000), NEW, {"type": "adaptive", "display": "summarized"}, "medium"),
        (ir.Reasoning(budget_tokens=-1, adaptive=True), NEW, {"type": "adaptive", "display": "summarized"}, None),
        (ir.Reasoning(enabled=True), OLD, {"type": "enabled", "budget_tokens": 8192}, None),
        (ir.Reasoning(budget_tokens=100), OLD, {"type": "enabled", "budget_tokens": 1024}, None),
        (ir.Reasoning(effort="max"), OLD, {"type": "enabled", "budget_tokens": 62976}, None),
        (ir.Reasoning(effort="none"), "claude-sonnet-5", {"type": "disabled"}, None),
        (ir.Reasoning(enabled=False), OLD, None, None),
        (ir.Reasoning(enabled=False), "claude-mythos-5", None, None),
        (ir.Reasoning(effort="high"), "claude-3-5-sonnet-20241022", None, None),
        (ir.Reasoning(show=True), NEW, {"type": "adaptive", "display": "summarized"}, None),
    ],
)
def test_thinking_by_model(
    reasoning: ir.Reasoning, model: str, thinking: dict[str, Any] | None, effort: str | None
) -> None:
    body = body_of(model, reasoning=reasoning)
    assert body.get("thinking") == thinking
    assert body.get("output_config", {}).get("effort") == effort
    if thinking is not None and thinking["type"] == "enabled":
        assert body["max_tokens"] > thinking["budget_tokens"]


def test_budgets_fit_into_the_output_limit() -> None:
    reasoning = ir.Reasoning(effort="high", path="reasoning_effort")
    assert body_of(OLD, reasoning=reasoning, max_output_tokens=4000)["thinking"]["budget_tokens"] == 2000
    body, report, _ = build(foreign(reasoning=reasoning, max_output_tokens=1000), model=OLD)
    assert "thinking" not in body
    assert "dropped" in {line.action for line in report.explicit if line.path == "reasoning_effort"}


def test_thinking_gives_way_to_a_forced_tool() -> None:
    forced = {"tools": [tool()], "tool_choice": ir.ToolChoice(mode="required"), "reasoning": ir.Reasoning(effort="low")}
    assert "thinking" not in body_of(OLD, **forced)
    assert body_of("claude-sonnet-5", **forced)["thinking"] == {"type": "disabled"}


def test_thinking_with_a_budget_cannot_begin_inside_a_tool_loop() -> None:
    call = ir.ToolCallPart(id="c", name="look", arguments="{}")
    signed = ir.ReasoningPart(
        native=ir.Native(
            vendor="anthropic", format="anthropic", block={"type": "thinking", "thinking": "", "signature": "s"}
        )
    )
    answer = ir.ToolResultPart(call_id="c", content=[ir.TextPart(text="r")])
    reasoning = ir.Reasoning(effort="low")

    def loop(*parts: ir.Part) -> dict[str, Any]:
        talk = (said("user", "a"), said("assistant", *parts, call), said("tool", answer))
        return build(foreign(*talk, tools=[tool()], reasoning=reasoning), model=OLD)[0]

    assert "thinking" not in loop()
    assert loop(signed)["thinking"]["type"] == "enabled"
    plain = build(
        foreign(said("user", "a"), said("assistant", call), said("tool", answer), reasoning=reasoning),
        dialect=compatible("deepseek"),
    )[0]
    assert plain["thinking"] == {"type": "enabled", "budget_tokens": 1024}
    after = build(
        foreign(said("user", "a"), said("assistant", "b"), said("user", "c"), reasoning=reasoning), model=OLD
    )[0]
    assert after["thinking"]["type"] == "enabled"


@pytest.mark.parametrize(
    ("thinking", "config", "model", "expected", "effort"),
    [
        ({"type": "enabled", "budget_tokens": 31999}, {}, NEW, {"type": "adaptive"}, "xhigh"),
        ({"type": "adaptive", "display": "omitted"}, {"effort": "high"}, OLD, {"type": "enabled", "budget_tokens": 4500}, None),
        ({"type": "adaptive"}, {}, "claude-3-haiku", None, None),
        ({"type": "disabled"}, {}, "claude-mythos-5", None, None),
        ({"type": "enabled", "budget_tokens": 20000}, {}, OLD, {"type": "enabled", "budget_tokens": 4500}, None),
        ({"type": "between_tools"}, {}, NEW, {"type": "between_tools"}, None),
    ],
)  # fmt: skip
def test_thinking_of_our_own_clients_follows_the_model(
    thinking: dict[str, Any], config: dict[str, Any], model: str, expected: dict[str, Any] | None, effort: str | None
) -> None:
    body = {"model": "claude-x", "thinking": thinking, **ASKED, **({"output_config": config} if config else {})}
    built = rebuild(body, model=model)
    assert built.get("thinking") == expected
    assert built.get("output_config", {}).get("effort") == effort


def test_clients_that_name_the_very_model_are_trusted() -> None:
    body = {"model": OLD, "thinking": {"type": "enabled", "budget_tokens": 20000}, **ASKED}
    assert rebuild(body) == body  # interleaved thinking allows a budget beyond max_tokens


# --------------------------------------------------------------------------- structured output


def test_native_structured_output_takes_a_closed_subset() -> None:
    schema = {
        "type": "object",
        "description": "d",
        "properties": {
            "n": {"type": "integer", "minimum": 1},
            "list": {"type": "array", "minItems": 2, "items": {"oneOf": [{"type": "string"}, {"type": "null"}]}},
            "map": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    wanted = ir.OutputFormat(
        kind="json_schema", schema=schema, name="answer", strict=True, extra={"x": 1}, path="response_format"
    )
    body, report, _ = build(foreign(output_format=wanted))
    built = body["output_config"]["format"]["schema"]
    assert built["additionalProperties"] is False
    assert built["properties"]["n"] == {"type": "integer", "description": "{minimum: 1}"}
    assert built["properties"]["list"]["items"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert built["properties"]["list"]["description"] == "{minItems: 2}"
    assert built["properties"]["map"]["additionalProperties"] is False
    assert {"response_format", "response_format.x", "response_format.name"} <= lines(report).keys()


def test_older_models_answer_through_an_invented_tool() -> None:
    wanted = ir.OutputFormat(kind="json_schema", schema=SCHEMA, path="response_format")
    body, _, context = build(foreign(output_format=wanted), model=OLD)
    assert context.json_tool == "json"
    assert body["tools"] == [
        {"name": "json", "description": "Give the final answer with this tool.", "input_schema": SCHEMA}
    ]
    assert body["tool_choice"] == {"type": "tool", "name": "json", "disable_parallel_tool_use": True}
    body, _, context = build(foreign(output_format=wanted, tools=[tool("json")]), model=OLD)
    assert context.json_tool == "json_2"
    assert body["tool_choice"]["type"] == "any"


def test_older_models_that_think_are_told_the_schema() -> None:
    wanted = ir.OutputFormat(kind="json_schema", schema=SCHEMA)
    body, _, context = build(foreign(output_format=wanted, reasoning=ir.Reasoning(effort="low")), model=OLD)
    assert context.json_tool is None
    assert '"required":["a"]' in body["system"]


def test_json_mode_is_asked_for_in_the_system_text() -> None:
    wanted = ir.OutputFormat(kind="json_object", path="response_format")
    assert "valid JSON" in body_of(output_format=wanted)["system"]
    talk = (said("system", "a"), said("system", "b"), said("user", "c"))
    assert len(build(foreign(*talk, output_format=wanted))[0]["system"]) == 3
    with_text = build(foreign(said("system", "a"), said("user", "c"), output_format=wanted))[0]["system"]
    assert with_text.startswith("a\n\n")
    assert "system" not in body_of(output_format=ir.OutputFormat(kind="text", path="response_format"))


# --------------------------------------------------------------------------- limits, sampling, the rest


def test_max_tokens() -> None:
    assert body_of()["max_tokens"] == 32_000
    assert body_of("claude-3-haiku-20240307")["max_tokens"] == 4096
    assert body_of("relay")["max_tokens"] == 32_000
    assert body_of(max_output_tokens=500_000)["max_tokens"] == 64_000
    assert body_of(max_output_tokens=0)["max_tokens"] == 1
    assert "max_tokens" not in rebuild({"model": NEW, "messages": ASKED["messages"]})
    assert rebuild({"model": NEW, **ASKED, "max_tokens": 200_000})["max_tokens"] == 200_000


@pytest.mark.parametrize(
    ("model", "fields", "sent"),
    [
        (OLD, {"temperature": 1.7, "top_p": 0.5, "top_k": 40.0}, {"temperature": 1.0, "top_p": 0.5, "top_k": 40}),
        ("claude-sonnet-4-5", {"temperature": 0.3, "top_p": 0.5}, {"temperature": 0.3}),
        (NEW, {"temperature": 0.3, "top_p": 0.5, "top_k": 5}, {}),
        (NEW, {"temperature": 1}, {"temperature": 1}),
        (
            OLD,
            {"temperature": 0.3, "top_p": 0.97, "top_k": 5, "reasoning": ir.Reasoning(effort="low")},
            {"top_p": 0.97},
        ),
    ],
)
def test_sampling(model: str, fields: dict[str, Any], sent: dict[str, Any]) -> None:
    body = body_of(model, **fields)
    assert {key: body[key] for key in ("temperature", "top_p", "top_k") if key in body} == sent


def test_stop_sequences_need_a_visible_character() -> None:
    body, report, _ = build(foreign(stop=["\n", "END"]))
    assert body["stop_sequences"] == ["END"]
    assert "stop[0]" in lines(report)
    assert "stop_sequences" not in body_of(stop=[" "])


def test_user_and_service_tier() -> None:
    body = body_of(user="ann", service_tier="default")
    assert (body["metadata"], body["service_tier"]) == ({"user_id": "ann"}, "standard_only")
    body, report, _ = build(foreign(user="x" * 300, service_tier="flex"))
    assert "metadata" not in body
    assert {"user", "service_tier"} <= lines(report).keys()


def test_fields_without_a_counterpart_are_reported() -> None:
    request = foreign(
        seed=1, candidate_count=2, logprobs=True, store=True, metadata={"a": "b"}, previous_response_id="r", extra={"x": 1},
        declarations={"input[0]": {"type": "additional_tools"}}, reasoning=ir.Reasoning(extra={"y": 1}, path="reasoning"),
    )  # fmt: skip
    _, report, _ = build(request)
    assert {
        "seed",
        "candidate_count",
        "logprobs",
        "store",
        "metadata",
        "previous_response_id",
        "x",
        "reasoning.y",
    } == lines(report).keys()
    assert not lines(build(foreign(candidate_count=1, logprobs=False))[1])


def test_unknown_fields_of_tools_and_streaming() -> None:
    body, report, _ = build(foreign(tools=[tool(extra={"z": 1}, cache_control={"type": "ephemeral"})], stream=True))
    assert body["stream"] is True
    assert body["tools"][0]["cache_control"] == {"type": "ephemeral"}
    assert "tools[0].z" in lines(report)


def test_at_most_four_cache_marks() -> None:
    mark = {"type": "ephemeral"}
    talk = [said("user", ir.TextPart(text=str(n), cache_control=mark, path="p")) for n in range(6)]
    body, report, _ = build(foreign(*talk))
    assert [("cache_control" in block) for block in body["messages"][0]["content"]] == [
        False,
        False,
        True,
        True,
        True,
        True,
    ]
    assert len(lines(report)) == 2
    marked = fixture("request.json")
    unmarked = rebuild(marked, dialect=compatible("x", cache_control=False))
    assert "ephemeral" not in str(unmarked)


def test_marks_inside_results_count() -> None:
    block = {"type": "text", "text": "r", "cache_control": {"type": "ephemeral"}}
    body = {
        "model": OLD,
        "messages": [
            {"role": "user", "content": "a"},
            {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "n", "input": {}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": [block] * 5}]},
        ],
        "max_tokens": 5,
    }
    built = rebuild(body)["messages"][2]["content"][0]["content"]
    assert sum("cache_control" in entry for entry in built) == 4


def test_other_vendors_do_not_get_anthropics_own_fields() -> None:
    body = rebuild(fixture("request.json"), dialect=compatible("deepseek"))
    assert "context_management" not in body
    assert "service_tier" not in body


def test_endless_schemas_are_left_alone_below_a_depth() -> None:
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    for _ in range(150):
        schema = {"type": "object", "properties": {"a": schema}, "required": ["a"], "additionalProperties": False}
    body = body_of(
        tools=[tool(parameters=schema, strict=True)], output_format=ir.OutputFormat(kind="json_schema", schema=schema)
    )
    assert body["tools"][0]["input_schema"] == schema
    assert body["output_config"]["format"]["schema"] == schema


def test_a_schema_that_fits_already_is_not_reported() -> None:
    schema = {**SCHEMA, "additionalProperties": False}
    wanted = ir.OutputFormat(kind="json_schema", schema=schema, path="response_format")
    body, report, _ = build(foreign(output_format=wanted))
    assert body["output_config"]["format"] == {"type": "json_schema", "schema": schema}
    assert not lines(report)


def test_lists_of_items_without_a_rest() -> None:
    given = {"type": "object", "properties": {"p": {"type": "array", "items": [{"type": "string"}]}}}
    built = body_of(tools=[tool(parameters=given)])["tools"][0]["input_schema"]
    assert built["properties"]["p"] == {"type": "array", "prefixItems": [{"type": "string"}], "items": {}}


def test_our_own_effort_on_a_model_without_one() -> None:
    body = {"model": "claude-x", "output_config": {"effort": "high"}, **ASKED}
    assert rebuild(body) == body
    assert "output_config" not in rebuild(body, model=OLD)


def test_our_own_tools_without_a_schema() -> None:
    body = {"model": OLD, "tools": [{"name": "a"}], "tool_choice": {"type": "any"}, **ASKED}
    assert rebuild(body) == body


def test_parallel_calls_said_explicitly() -> None:
    choice = ir.ToolChoice(mode="required", path="tool_choice")
    assert body_of(tools=[tool()], parallel_tool_calls=True, tool_choice=choice)["tool_choice"] == {"type": "any"}


def test_a_client_that_wants_to_see_thoughts_gets_a_thinking_model() -> None:
    body = {
        "contents": [{"role": "user", "parts": [{"text": "Hi"}]}],
        "generationConfig": {"thinkingConfig": {"includeThoughts": True}},
    }
    built = convert_request(body, "gemini", plain_target("anthropic"), model="claude-opus-5-5", stream=False).body
    assert built["thinking"]["type"] == "adaptive"
