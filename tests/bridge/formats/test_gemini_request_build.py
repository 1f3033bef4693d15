"""Requests of other formats as ``generateContent`` bodies."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from bridge import carrier, ir
from bridge.formats.base import Context, Dialect
from bridge.formats.gemini import FORMAT
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.gemini.wire import BYPASS_SIGNATURE
from bridge.report import Report

OLD, NEW = "gemini-2.5-flash", "gemini-3.1-pro-preview"
PNG = ir.Media(media_type="image/png", data="iVBORw0KGgo=")


class Built:
    """A body with what was reported about it."""

    def __init__(self, request: ir.Request, model: str, dialect: Dialect) -> None:
        self.context = Context(
            inbound=request.origin, outbound="gemini", vendor="google", model=request.model, target_model=model, request=request
        )  # fmt: skip
        self.report = Report()
        self.body: dict[str, Any] = FORMAT.build_request(request, dialect, self.report, self.context)
        self.contents: list[dict[str, Any]] = self.body["contents"]
        self.config: dict[str, Any] = self.body.get("generationConfig", {})

    def lines(self, path: str) -> list[tuple[str, str]]:
        return [(line.action, line.severity) for line in self.report if line.path == path]


def request(*messages: ir.Message, origin: ir.FormatName = "openai-chat", **fields: Any) -> ir.Request:
    return ir.Request(origin=origin, model="m", messages=list(messages), **fields)


def user(*parts: ir.Part, **fields: Any) -> ir.Message:
    return ir.Message(role="user", parts=list(parts), **fields)


def assistant(*parts: ir.Part) -> ir.Message:
    return ir.Message(role="assistant", parts=list(parts))


def tool(*parts: ir.Part) -> ir.Message:
    return ir.Message(role="tool", parts=list(parts))


def text(value: str, path: str = "", **fields: Any) -> ir.TextPart:
    return ir.TextPart(text=value, path=path, **fields)


def build(asked: ir.Request, model: str = OLD, dialect: Dialect | None = None) -> Built:
    return Built(asked, model, dialect or FORMAT.default_dialect)


def build_body(asked: ir.Request, dialect: Dialect) -> dict[str, Any]:
    context = Context(inbound=asked.origin, outbound="gemini", vendor="google", target_model=OLD, request=asked)
    return FORMAT.build_request(asked, dialect, Report(), context)


def ask(**fields: Any) -> ir.Request:
    return request(user(text("hi")), **fields)


# --------------------------------------------------------------------------- turns


def test_system_text_and_turns() -> None:
    built = build(
        request(
            ir.Message(role="system", parts=[text("x-anthropic-billing-header: cc=1", "system[0]"), text("be kind")]),
            ir.Message(role="developer", parts=[text(""), text("and brief")]),
            user(text("hi"), path="messages[0]", name="bob"),
            user(text("there")),
            ir.Message(role="system", parts=[text("now in French")], path="messages[2]"),
            assistant(text("salut")),
            user(text("")),
        )
    )
    assert built.body["systemInstruction"] == {
        "parts": [{"text": "be kind"}, {"text": "and brief"}, {"text": "now in French"}]
    }
    assert built.contents == [
        {"role": "user", "parts": [{"text": "hi"}, {"text": "there"}]},
        {"role": "model", "parts": [{"text": "salut"}]},
        {"role": "user", "parts": [{"text": ""}]},
    ]
    assert built.lines("system[0]") == [("dropped", "info")]
    assert built.lines("messages[0].name") == [("dropped", "info")]
    assert built.lines("messages[2]") == [("approximated", "info")]


def test_system_takes_text_only() -> None:
    built = build(request(ir.Message(role="system", parts=[ir.ImagePart(source=PNG, path="s")]), user(text("hi"))))
    assert "systemInstruction" not in built.body
    assert built.lines("s") == [("dropped", "warning")]


def test_conversations_begin_and_end_with_the_user() -> None:
    built = build(request(assistant(text("Welcome")), user(text("hi")), assistant(text("The answer is"))))
    assert [content["role"] for content in built.contents] == ["user", "model", "user", "model", "user"]
    assert built.lines("") == [("added", "info"), ("added", "warning")]


def test_a_request_without_turns_still_has_contents() -> None:
    only_system = build(request(ir.Message(role="system", parts=[text("count to three")], path="messages[0]")))
    assert only_system.contents == [{"role": "user", "parts": [{"text": "count to three"}]}]
    assert "systemInstruction" not in only_system.body
    assert only_system.lines("messages[0]") == [("approximated", "info")]
    nothing = build(request())
    assert nothing.contents == [{"role": "user", "parts": [{"text": ""}]}]
    assert nothing.lines("") == [("added", "warning")]


def test_media() -> None:
    built = build(
        request(
            user(
                ir.ImagePart(source=PNG, detail="low", path="a"),
                ir.ImagePart(source=ir.Media(url="https://e.org/x.webp"), path="b"),
                ir.ImagePart(source=ir.Media(media_type="image/gif", data="R0lG"), path="c"),
                ir.FilePart(source=ir.Media(media_type="application/pdf", data="JVBE"), filename="a.pdf", path="d"),
                ir.FilePart(source=ir.Media(file_id="file-1"), path="e"),
                ir.FilePart(source=ir.Media(media_type="text/plain", text="plain"), title="T", context="C", citations=True, path="f"),
                ir.AudioPart(source=ir.Media(media_type="audio/wav", data="UklG"), path="g"),
                ir.FilePart(source=ir.Media(url="https://e.org/x"), path="h"),
            )
        )
    )  # fmt: skip
    assert built.contents[0]["parts"] == [
        {"inlineData": {"mimeType": "image/png", "data": "iVBORw0KGgo="}},
        {"fileData": {"mimeType": "image/webp", "fileUri": "https://e.org/x.webp"}},
        {"text": "[a file that could not be passed on]"},
        {"inlineData": {"mimeType": "application/pdf", "data": "JVBE"}},
        {"text": "[a file that could not be passed on]"},
        {"text": "T\nC"},
        {"text": "plain"},
        {"inlineData": {"mimeType": "audio/wav", "data": "UklG"}},
        {"fileData": {"mimeType": "application/pdf", "fileUri": "https://e.org/x"}},
    ]
    assert built.lines("a.detail") == [("dropped", "info")]
    assert built.lines("b") == [("approximated", "warning")]
    assert built.lines("c") == [("dropped", "error")]
    assert built.lines("d.filename") == [("dropped", "info")]
    assert built.lines("e") == [("dropped", "error")]
    assert built.lines("f.citations") == [("dropped", "warning")]


def test_vertex_takes_file_names_and_labels() -> None:
    pdf = ir.FilePart(source=ir.Media(media_type="application/pdf", data="JVBE"), filename="a.pdf")
    built = build(request(user(pdf), metadata={"team": "a"}), dialect=GeminiDialect(display_names=True, labels=True))
    assert built.contents[0]["parts"][0]["inlineData"]["displayName"] == "a.pdf"
    assert built.body["labels"] == {"team": "a"}


def test_plain_text_documents_in_results_and_images_older_models_take_beside_them() -> None:
    result = ir.ToolResultPart(
        call_id="c1",
        content=[
            text("see"),
            ir.FilePart(source=ir.Media(media_type="text/plain", text="doc")),
            ir.ImagePart(source=PNG),
        ],
    )
    asked = request(user(text("hi")), assistant(ir.ToolCallPart(id="c1", name="look", arguments="{}")), tool(result))
    picture = {"inlineData": {"mimeType": "image/png", "data": "iVBORw0KGgo="}}
    answer = {"id": "c1", "name": "look", "response": {"output": "see\ndoc"}}
    assert build(asked, OLD).contents[2]["parts"] == [{"functionResponse": answer}, picture]
    assert build(asked, NEW).contents[2]["parts"] == [{"functionResponse": {**answer, "parts": [picture]}}]


def test_refusals_audio_answers_and_foreign_blocks() -> None:
    search = ir.Native(vendor="anthropic", format="anthropic", block={"type": "server_tool_use"})
    built = build(
        request(
            user(text("hi")),
            assistant(
                ir.RefusalPart(text="no", path="r"),
                ir.AudioPart(source=ir.Media(file_id="audio_1"), transcript="spoken", path="a"),
                ir.OpaquePart(native=search, path="o"),
                ir.OpaquePart(native=search, text="found it", path="p"),
                text("x", "t", citations=[ir.Citation(url="u")], cache_control={"type": "ephemeral"}, extra={"phase": "final"}),
            ),
            user(text("go on")),
        )
    )  # fmt: skip
    assert built.contents[1]["parts"] == [{"text": "no"}, {"text": "spoken"}, {"text": "found it"}, {"text": "x"}]
    assert built.lines("o") == [("dropped", "warning")]
    for path in ("r", "a", "p"):
        assert built.lines(path) == [("approximated", "info")]
    for path in ("t.annotations", "t.cache_control", "t.phase"):
        assert built.lines(path) == [("dropped", "info")]


# --------------------------------------------------------------------------- calls, results, signatures


def test_calls_and_results_are_paired_named_and_answered() -> None:
    built = build(
        request(
            user(text("go")),
            assistant(
                ir.ToolCallPart(id="a", name="one", arguments='{"x":1}', path="m[1].c[0]"),
                ir.ToolCallPart(
                    id="b", name="two", arguments="", cache_control={"type": "ephemeral"}, path="m[1].c[1]"
                ),
                ir.ToolCallPart(id="c", name="three", arguments="[1]", path="m[1].c[2]"),
                ir.ToolCallPart(id="d", name="four", arguments="{broken", path="m[1].c[3]"),
                ir.ToolCallPart(id="e", name="five", arguments="null", path="m[1].c[4]"),
            ),
            tool(
                ir.ToolResultPart(call_id="b", content=[text("boom")], is_error=True),
                ir.ToolResultPart(call_id="a", content=[]),
                ir.ToolResultPart(call_id="c", content=[]),
                ir.ToolResultPart(call_id="d", content=[]),
                ir.ToolResultPart(call_id="lost", content=[text("orphan")], path="m[2]"),
            ),
        )
    )
    calls = [part["functionCall"] for part in built.contents[1]["parts"]]
    assert [(call["id"], call["name"], call["args"]) for call in calls] == [
        ("a", "one", {"x": 1}), ("b", "two", {}), ("c", "three", {"_raw": [1]}), ("d", "four", {"_raw": "{broken"}), ("e", "five", {}),
    ]  # fmt: skip
    results = [part["functionResponse"] for part in built.contents[2]["parts"] if "functionResponse" in part]
    assert [(result["id"], result["name"]) for result in results] == [(call["id"], call["name"]) for call in calls]
    assert results[0]["response"] == {"output": ""}
    assert results[1]["response"] == {"error": "boom"}
    assert "error" in results[4]["response"]
    assert built.contents[2]["parts"][-1] == {"text": "orphan"}
    assert built.lines("m[1].c[4]") == [("added", "warning")]
    assert built.lines("m[1].c[2]") == [("approximated", "warning")]
    assert built.lines("m[1].c[1].cache_control") == [("dropped", "info")]


def test_foreign_calls_get_the_bypass_where_signatures_are_checked() -> None:
    asked = request(
        user(text("go")),
        assistant(ir.ToolCallPart(id="a", name="f", arguments="{}"), ir.ToolCallPart(id="b", name="f", arguments="{}")),
        tool(ir.ToolResultPart(call_id="a", content=[]), ir.ToolResultPart(call_id="b", content=[])),
    )
    first, second = build(asked, NEW).contents[1]["parts"]
    assert first["thoughtSignature"] == BYPASS_SIGNATURE
    assert base64.b64decode(BYPASS_SIGNATURE) == b"skip_thought_signature_validator"
    assert "thoughtSignature" not in second
    assert all("thoughtSignature" not in part for part in build(asked, OLD).contents[1]["parts"])


def google(block: dict[str, Any], value: str = "") -> ir.ReasoningPart:
    return ir.ReasoningPart(text=value, native=ir.Native(vendor="google", format="gemini", block=block))


def test_googles_own_state_returns_to_its_part() -> None:
    built = build(
        request(
            user(text("go")),
            assistant(
                google({"thought": True}, "hm"),
                google({"thought": True, "thoughtSignature": "QQ=="}, "so"),
                google({"toolCall": {"id": "s1"}, "thoughtSignature": "Qg=="}),
                google({"thoughtSignature": "Qw=="}),
                ir.ToolCallPart(id="a", name="f", arguments="{}"),
                ir.ReasoningPart(
                    text="foreign", native=ir.Native(vendor="anthropic", format="anthropic", block={}), path="x"
                ),
                ir.ReasoningPart(text="unsigned", path="y"),
            ),
            tool(ir.ToolResultPart(call_id="a", content=[])),
            assistant(text("done"), google({"thoughtSignature": "RA=="})),
            user(text("more")),
            assistant(google({"thoughtSignature": "RQ=="}), text("well")),
            user(
                ir.ImagePart(
                    source=PNG, native=ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "Rg=="})
                )
            ),
            origin="anthropic",
        ),
        NEW,
    )
    assert built.contents[1]["parts"] == [
        {"text": "hm", "thought": True},
        {"text": "so", "thought": True, "thoughtSignature": "QQ=="},
        {"toolCall": {"id": "s1"}, "thoughtSignature": "Qg=="},
        {"functionCall": {"id": "a", "name": "f", "args": {}}, "thoughtSignature": "Qw=="},
    ]
    assert built.contents[3]["parts"] == [{"text": "done"}, {"text": "", "thoughtSignature": "RA=="}]
    assert built.contents[5]["parts"] == [{"text": "well", "thoughtSignature": "RQ=="}]
    assert built.contents[6]["parts"][0]["thoughtSignature"] == "Rg=="
    assert built.lines("x") == built.lines("y") == [("dropped", "info")]


def test_a_gemini_clients_carried_foreign_state_is_dropped_and_bypassed() -> None:
    token = carrier.pack(
        [ir.ReasoningPart(text="t", native=ir.Native(vendor="openai", format="openai-responses", block={"id": "r"}))]
    )
    body = {
        "contents": [
            {"role": "user", "parts": [{"text": "go"}]},
            {
                "role": "model",
                "parts": [{"functionCall": {"name": "f", "args": {}, "id": "call_1"}, "thoughtSignature": token}],
            },
            {
                "role": "user",
                "parts": [{"functionResponse": {"name": "f", "id": "call_1", "response": {"output": "x"}}}],
            },
        ]
    }
    built = build(FORMAT.parse_request(body, NEW, False), NEW)
    assert built.contents[1]["parts"] == [
        {"functionCall": {"name": "f", "args": {}, "id": "call_1"}, "thoughtSignature": BYPASS_SIGNATURE}
    ]
    assert built.contents[2] == body["contents"][2]
    assert len(built.report) == 1


# --------------------------------------------------------------------------- tools

SCHEMA = {"type": "object", "properties": {"a": {"type": "string", "pattern": "x"}}, "additionalProperties": False}


def test_functions_take_json_schema_as_it_is() -> None:
    built = build(
        ask(
            tools=[
                ir.Tool(name="f", description="d", parameters=SCHEMA, strict=True, path="tools[0]"),
                ir.Tool(name="g", parameters={"type": "object", "properties": {}}, path="tools[1]"),
                ir.Tool(name="h", parameters={"anyOf": [SCHEMA]}, cache_control={"type": "ephemeral"}, path="tools[2]"),
                ir.Tool(name="with space", extra={"eager": True}, path="tools[3]"),
            ]
        )
    )  # fmt: skip
    declarations = built.body["tools"][0]["functionDeclarations"]
    assert declarations[:3] == [
        {"name": "f", "description": "d", "parametersJsonSchema": SCHEMA},
        {"name": "g"},
        {"name": "h", "parametersJsonSchema": {"type": "object", "anyOf": [SCHEMA]}},
    ]
    assert built.context.names.restore(declarations[3]["name"]) == "with space"
    for path in ("tools[0].strict", "tools[2].cache_control", "tools[3].eager"):
        assert built.lines(path) == [("dropped", "info")]


def test_an_endpoint_without_json_schema_gets_the_subset() -> None:
    built = build(
        ask(tools=[ir.Tool(name="f", parameters=SCHEMA, path="tools[0]")], output_format=ir.OutputFormat(kind="json_schema", schema=SCHEMA, path="of")),
        NEW,
        GeminiDialect(json_schema=False),
    )  # fmt: skip
    wanted = {"type": "OBJECT", "properties": {"a": {"type": "STRING", "pattern": "x"}}}
    assert built.body["tools"][0]["functionDeclarations"][0]["parameters"] == wanted
    assert built.config["responseSchema"] == wanted
    assert built.lines("tools[0].parameters.additionalProperties") == [("dropped", "info")]


def test_freeform_namespaced_and_deferred_tools() -> None:
    grammar = {"type": "grammar", "syntax": "lark", "definition": "start: WORD"}
    tools = [
        ir.Tool(name="exec", kind="custom", custom_format=grammar, namespace="functions", path="t0"),
        ir.Tool(name="sleep", namespace="clock", path="t1"),
        ir.Tool(name="sleep", namespace="other", path="t2"),
        ir.Tool(name="later", deferred=True, path="t3"),
        ir.Tool(name="used", deferred=True, path="t4"),
    ]
    call = ir.ToolCallPart(id="a", name="exec", arguments="1+1", kind="custom", namespace="functions")
    other = ir.ToolCallPart(id="b", name="used", arguments="{}")
    built = build(
        request(user(text("go")), assistant(call, other), tool(ir.ToolResultPart(call_id="a", content=[]), ir.ToolResultPart(call_id="b", content=[])), tools=tools)
    )  # fmt: skip
    declarations = built.body["tools"][0]["functionDeclarations"]
    assert [item["name"] for item in declarations] == ["exec", "sleep", "other__sleep", "used"]
    assert "start: WORD" in declarations[0]["description"]
    assert built.contents[1]["parts"][0]["functionCall"]["args"] == {"input": "1+1"}
    assert built.context.custom_tools == {"exec"}
    assert built.context.namespaces == {"exec": "functions", "sleep": "clock", "other__sleep": "other"}
    assert built.lines("t0") == [("approximated", "info")]
    assert built.lines("t3") == [("dropped", "info")]
    assert built.lines("t4.defer_loading") == [("dropped", "info")]


def test_built_in_tools() -> None:
    search = ir.Tool(name="web_search", kind="server", path="tools[0]")
    computer = ir.Tool(name="computer", kind="server", path="tools[1]")
    function = ir.Tool(name="f", path="tools[2]")
    alone = build(ask(tools=[search, computer]))
    assert alone.body["tools"] == [{"googleSearch": {}}]
    assert alone.lines("tools[0]") == [("approximated", "info")]
    assert alone.lines("tools[1]") == [("dropped", "error")]
    mixed = build(ask(tools=[search, function]), NEW)
    assert mixed.body["tools"] == [{"googleSearch": {}}, {"functionDeclarations": [{"name": "f"}]}]
    assert mixed.body["toolConfig"] == {"includeServerSideToolInvocations": True}
    assert "toolConfig" not in build(ask(tools=[search, function]), NEW, GeminiDialect(mixed_tools_flag=False)).body
    older = build(ask(tools=[search, function]), OLD)
    assert older.body["tools"] == [{"functionDeclarations": [{"name": "f"}]}]
    assert ("dropped", "error") in older.lines("tools[0]")


@pytest.mark.parametrize(
    ("choice", "calling"),
    [
        (ir.ToolChoice(mode="auto", extra={"odd": 1}), {"mode": "AUTO"}),
        (ir.ToolChoice(mode="none"), {"mode": "NONE"}),
        (ir.ToolChoice(mode="required"), {"mode": "ANY"}),
        (ir.ToolChoice(mode="tool", names=("g",)), {"mode": "ANY", "allowedFunctionNames": ["g"]}),
        (ir.ToolChoice(mode="tool", names=("gone",), path="tool_choice"), {"mode": "ANY"}),
        (
            ir.ToolChoice(mode="allowed", names=("f", "g"), required=True),
            {"mode": "ANY", "allowedFunctionNames": ["f", "g"]},
        ),
        (ir.ToolChoice(mode="allowed", names=("g",)), {"mode": "AUTO"}),
    ],
)
def test_tool_choice(choice: ir.ToolChoice, calling: dict[str, Any]) -> None:
    tools = [ir.Tool(name="f", path="f"), ir.Tool(name="g"), ir.Tool(name="web_search", kind="server")]
    built = build(ask(tools=tools, tool_choice=choice), NEW)
    assert built.body["toolConfig"]["functionCallingConfig"] == calling
    if choice.mode == "allowed" and not choice.required:
        declared = [group["functionDeclarations"] for group in built.body["tools"] if "functionDeclarations" in group]
        assert declared == [[{"name": "g"}]]
        assert built.lines("f") == [("dropped", "info")]


def test_tool_choice_without_tools_and_parallel_calls() -> None:
    built = build(ask(tool_choice=ir.ToolChoice(mode="required", path="tool_choice"), parallel_tool_calls=False))
    assert "toolConfig" not in built.body
    assert built.lines("tool_choice") == [("dropped", "info")]
    assert built.lines("parallel_tool_calls") == [("dropped", "warning")]
    assert len(build(ask(parallel_tool_calls=True)).report) == 0


# --------------------------------------------------------------------------- settings


def test_settings_are_kept_within_what_gemini_accepts() -> None:
    built = build(
        ask(
            temperature=5, top_p=-1, top_k=40, max_output_tokens=100, seed=2**40, stop=["a", "", "b", "c", "d", "e", "f"],
            presence_penalty=0.5, frequency_penalty=3, candidate_count=2, logprobs=True, top_logprobs=50,
        )
    )  # fmt: skip
    assert built.config == {
        "temperature": 2, "topP": 0, "topK": 40, "maxOutputTokens": 100, "seed": 0, "stopSequences": ["a", "b", "c", "d", "e"],
        "presencePenalty": 0.5, "frequencyPenalty": 2, "candidateCount": 2, "responseLogprobs": True, "logprobs": 20,
    }  # fmt: skip
    for path in ("temperature", "top_p", "seed", "frequency_penalty", "top_logprobs"):
        assert built.lines(path) == [("clamped", "info")]
    assert built.lines("stop") == [("clamped", "warning")]


def test_logprobs() -> None:
    assert build(ask(logprobs=True, top_logprobs=3)).config == {"responseLogprobs": True, "logprobs": 3}
    assert build(ask(logprobs=True, top_logprobs=0)).config == {"responseLogprobs": True}
    alone = build(ask(top_logprobs=3, stop=[""]))
    assert alone.config == {}
    assert alone.lines("top_logprobs") == [("dropped", "info")]


def test_fields_without_a_counterpart() -> None:
    built = build(
        ask(
            verbosity="low", user="u", previous_response_id="r", prompt_cache_key="k", truncation="auto", store=True,
            metadata={"a": "b"}, service_tier="odd", extra={"logit_bias": {"1": 2}}, declarations={"input[0]": {"x": 1}},
        )
    )  # fmt: skip
    assert set(built.body) == {"contents"}
    expected = {
        "verbosity": "warning", "user": "info", "previous_response_id": "error", "prompt_cache_key": "info", "truncation": "info",
        "store": "info", "metadata": "info", "service_tier": "info", "logit_bias": "info", "input[0].x": "info",
    }  # fmt: skip
    assert {line.path: line.severity for line in built.report} == expected


def test_service_tiers() -> None:
    assert build(ask(service_tier="default")).body["serviceTier"] == "standard"
    auto = build(ask(service_tier="auto"))
    assert "serviceTier" not in auto.body
    assert len(auto.report) == 0


@pytest.mark.parametrize(
    ("model", "wish", "thinking"),
    [
        (NEW, {"effort": "medium"}, {"thinkingLevel": "MEDIUM"}),
        (NEW, {"effort": "minimal", "enabled": True}, {"thinkingLevel": "LOW", "includeThoughts": True}),
        (NEW, {"effort": "xhigh", "show": False}, {"thinkingLevel": "HIGH", "includeThoughts": False}),
        (NEW, {"effort": "none"}, {"thinkingLevel": "LOW"}),
        (NEW, {"enabled": True, "budget_tokens": 20000}, {"thinkingLevel": "HIGH", "includeThoughts": True}),
        (NEW, {"enabled": True, "adaptive": True}, {"includeThoughts": True}),
        ("gemini-3.5-flash", {"enabled": False, "show": True}, {"thinkingLevel": "MINIMAL"}),
        (OLD, {"effort": "low"}, {"thinkingBudget": 1024}),
        (OLD, {"effort": "max"}, {"thinkingBudget": 24576}),
        (OLD, {"enabled": False}, {"thinkingBudget": 0}),
        (OLD, {"enabled": True, "adaptive": True}, {"thinkingBudget": -1, "includeThoughts": True}),
        (OLD, {"budget_tokens": 99999}, {"thinkingBudget": 24576}),
        (OLD, {"show": True}, {"includeThoughts": True}),
        ("gemini-2.5-pro", {"enabled": False}, {"thinkingBudget": 128}),
        ("gemini-2.0-flash", {"effort": "high", "enabled": True}, None),
        ("gemini-2.0-flash", {}, None),
    ],
)
def test_thinking(model: str, wish: dict[str, Any], thinking: dict[str, Any] | None) -> None:
    built = build(ask(reasoning=ir.Reasoning(path="reasoning", **wish)), model)
    assert built.config.get("thinkingConfig") == thinking


def test_thinking_that_could_not_be_had_is_said() -> None:
    def lines(model: str, **wish: Any) -> dict[str, str]:
        built = build(ask(reasoning=ir.Reasoning(path="reasoning", **wish)), model)
        return {line.path: line.action for line in built.report}

    assert lines("gemini-2.0-flash", effort="high", enabled=True, extra={"x": 1}) == {
        "reasoning.x": "dropped", "reasoning.effort": "dropped", "reasoning.enabled": "dropped",
    }  # fmt: skip
    assert lines(NEW, enabled=False) == {"reasoning.enabled": "approximated"}
    assert lines("gemini-2.5-pro", enabled=False) == {"reasoning.enabled": "approximated"}
    assert lines(NEW, effort="xhigh") == {"reasoning.effort": "approximated"}
    assert lines(NEW, budget_tokens=5) == {"reasoning.budget_tokens": "approximated"}
    assert lines(OLD, budget_tokens=10**6) == {"reasoning.budget_tokens": "clamped"}
    assert lines(NEW, effort="low", budget_tokens=5) == {"reasoning.budget_tokens": "dropped"}
    assert lines(NEW, effort="low", summary="detailed") == {"reasoning.summary": "approximated"}


def test_a_gemini_clients_level_for_a_model_with_budgets() -> None:
    body = {"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"thinkingConfig": {"thinkingLevel": "LOW"}}}
    asked = FORMAT.parse_request(body, NEW, False)
    assert build(asked, OLD).config == {"thinkingConfig": {"thinkingBudget": 1024}}
    assert build(asked, "gemini-2.0-flash").config == {"thinkingConfig": {"thinkingLevel": "LOW"}}


def test_a_gemini_client_may_only_ask_to_see_thoughts() -> None:
    body = {"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"thinkingConfig": {"includeThoughts": True}}}
    asked = FORMAT.parse_request(body, NEW, False)
    assert build(asked, "gemini-2.0-flash").config == body["generationConfig"]


def test_a_turn_of_which_nothing_is_left_is_left_out() -> None:
    built = build(request(user(text("a")), assistant(ir.ReasoningPart(text="hm", path="m")), user(text("b"))))
    assert built.contents == [{"role": "user", "parts": [{"text": "a"}, {"text": "b"}]}]


def test_structured_output() -> None:
    wanted = ir.OutputFormat(kind="json_schema", schema=SCHEMA, name="answer", strict=True, path="response_format")
    built = build(ask(output_format=wanted))
    assert built.config == {"responseMimeType": "application/json", "responseJsonSchema": SCHEMA}
    assert built.lines("response_format.name") == built.lines("response_format.strict") == [("dropped", "info")]
    assert build(ask(output_format=ir.OutputFormat(kind="json_object"))).config == {
        "responseMimeType": "application/json"
    }
    assert build(ask(output_format=ir.OutputFormat(kind="text"))).config == {}


def test_structured_output_beside_functions() -> None:
    wanted = ir.OutputFormat(kind="json_schema", schema=SCHEMA, path="response_format")
    older = build(ask(output_format=wanted, tools=[ir.Tool(name="f")]), OLD)
    assert older.config == {}
    assert '"additionalProperties":false' in older.body["systemInstruction"]["parts"][0]["text"]
    assert older.lines("response_format") == [("approximated", "warning")]
    words = build(
        request(ir.Message(role="system", parts=[text("s")]), user(text("x")), tools=[ir.Tool(name="f")], output_format=ir.OutputFormat(kind="json_object")),
        OLD,
    )  # fmt: skip
    assert len(words.body["systemInstruction"]["parts"]) == 2
    assert "responseJsonSchema" in build(ask(output_format=wanted, tools=[ir.Tool(name="f")]), NEW).config


def test_a_changed_schema_goes_out_without_its_declaration() -> None:
    asked = ask(output_format=ir.OutputFormat(kind="json_schema", schema=SCHEMA), origin="gemini")
    assert build(asked).config["responseJsonSchema"] == SCHEMA


def test_another_vendors_dialect_of_the_format() -> None:
    part = google({"thoughtSignature": "QQ=="})
    built = build(
        request(user(text("x")), assistant(part, text("y")), user(text("z"))), dialect=Dialect(vendor="other")
    )
    assert built.contents[1]["parts"] == [{"text": "y"}]


def test_code_assist_wants_an_outer_object() -> None:
    built = build_body(ask(), GeminiDialect(wrap={"project": "p"}))
    assert built == {
        "project": "p",
        "model": OLD,
        "request": {"contents": [{"role": "user", "parts": [{"text": "hi"}]}]},
    }


def test_endpoints() -> None:
    assert FORMAT.endpoint("gemini-2.5-pro", False) == "/v1beta/models/gemini-2.5-pro:generateContent"
    assert FORMAT.endpoint("tunedModels/a b", True) == "/v1beta/tunedModels/a%20b:streamGenerateContent?alt=sse"
