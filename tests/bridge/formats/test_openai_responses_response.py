"""Whole Responses answers: read, written back as they were, and made out of other formats' answers."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import carrier, ir
from bridge.errors import InvalidResponseError
from bridge.formats.base import Context
from bridge.formats.openai_responses import FORMAT, ResponsesDialect
from bridge.report import Report


def context(inbound: str = "openai-responses", outbound: str = "openai-responses", **fields: Any) -> Context:
    return Context(inbound=inbound, outbound=outbound, vendor=fields.pop("vendor", "openai"), **fields)  # type: ignore[arg-type]  # format names


BODY: dict[str, Any] = {
    "id": "resp_1",
    "object": "response",
    "created_at": 1700000000,
    "status": "completed",
    "model": "gpt-5",
    "service_tier": "default",
    "output": [
        {
            "id": "rs_1",
            "type": "reasoning",
            "summary": [{"type": "summary_text", "text": "Think"}],
            "encrypted_content": "e",
        },
        {
            "id": "ws_1",
            "type": "web_search_call",
            "status": "completed",
            "action": {"type": "search", "query": "q"},
        },
        {
            "id": "msg_1",
            "type": "message",
            "status": "completed",
            "role": "assistant",
            "phase": "final_answer",
            "content": [
                {
                    "type": "output_text",
                    "text": "Hi",
                    "annotations": [
                        {"type": "url_citation", "url": "https://e.com", "title": "E", "start_index": 0, "end_index": 2}
                    ],
                    "logprobs": [{"token": "Hi", "logprob": -0.1, "bytes": [72, 105], "top_logprobs": []}],
                },
                {"type": "refusal", "refusal": "No more."},
            ],
        },
        {"id": "msg_2", "type": "message", "status": "completed", "role": "assistant", "content": []},
        {
            "id": "fc_1",
            "type": "function_call",
            "status": "completed",
            "call_id": "c1",
            "name": "f",
            "arguments": "{}",
            "namespace": "n",
        },
        {"id": "fc_2", "type": "function_call", "call_id": "c2", "name": "g", "arguments": "{}"},
        {
            "id": "ctc_1",
            "type": "custom_tool_call",
            "call_id": "c3",
            "name": "h",
            "input": "raw",
            "status": "completed",
        },
    ],
    "parallel_tool_calls": True,
    "tool_choice": "auto",
    "tools": [],
    "usage": {
        "input_tokens": 10,
        "input_tokens_details": {"cached_tokens": 4, "cache_write_tokens": 1},
        "output_tokens": 5,
        "output_tokens_details": {"reasoning_tokens": 2},
        "total_tokens": 15,
    },
    "error": None,
    "incomplete_details": None,
}


def test_an_answer_comes_back_as_it_was() -> None:
    parsed = FORMAT.parse_response(BODY, FORMAT.default_dialect, context())
    assert FORMAT.build_response(parsed, Report(), context()) == BODY
    candidate = parsed.candidates[0]
    assert (candidate.finish_reason, candidate.raw_finish_reason) == ("tool_calls", "completed")
    assert candidate.logprobs is not None
    assert candidate.logprobs["content"][0]["token"] == "Hi"
    assert parsed.usage == ir.Usage(
        input_tokens=10,
        output_tokens=5,
        cache_read_tokens=4,
        cache_write_tokens=1,
        reasoning_tokens=2,
        raw=BODY["usage"],
    )


@pytest.mark.parametrize(
    ("status", "details", "reason"),
    [
        ("incomplete", {"reason": "max_output_tokens"}, "length"),
        ("incomplete", {"reason": "content_filter"}, "content_filter"),
        ("incomplete", {"reason": "steered"}, "other"),
        ("incomplete", None, "length"),
        ("queued", None, "other"),
        ("failed", None, "error"),
    ],
)
def test_how_an_answer_ended(status: str, details: Any, reason: str) -> None:
    body = {**BODY, "status": status, "incomplete_details": details, "output": [], "usage": None}
    parsed = FORMAT.parse_response(body, FORMAT.default_dialect, context())
    assert parsed.candidates[0].finish_reason == reason
    assert FORMAT.build_response(parsed, Report(), context()) == body


def test_a_failed_answer_tells_its_error() -> None:
    error = {"code": "server_error", "message": "Boom"}
    body = {**BODY, "status": "failed", "error": error, "output": []}
    parsed = FORMAT.parse_response(body, FORMAT.default_dialect, context())
    assert parsed.error is not None
    assert (parsed.error.kind, parsed.error.message) == ("server", "Boom")
    assert FORMAT.build_response(parsed, Report(), context()) == body


def test_an_error_in_place_of_an_answer() -> None:
    parsed = FORMAT.parse_response(
        {"error": {"message": "Slow down", "code": "rate_limit_exceeded"}}, FORMAT.default_dialect, context()
    )
    assert parsed.error is not None
    assert parsed.error.kind == "rate_limit"
    built = FORMAT.build_response(parsed, Report(), context(outbound="openai-chat"))
    assert built["status"] == "failed"
    assert built["error"] == {"code": "rate_limit_exceeded", "message": "Slow down"}


@pytest.mark.parametrize("body", [{}, {"output": ["x"]}, {"output": [{"type": "function_call", "call_id": 5}]}])
def test_no_answer_at_all(body: dict[str, Any]) -> None:
    with pytest.raises(InvalidResponseError):
        FORMAT.parse_response(body, FORMAT.default_dialect, context())


def test_odd_fields_do_not_fail_an_answer() -> None:
    output = [
        {"type": "function_call", "call_id": "c1", "name": "f", "arguments": {"a": 1}},
        {"type": "function_call", "call_id": "c2", "name": "f"},
        {"type": "message", "content": "plain"},
        {"type": "message", "content": [{"type": "output_image", "x": 1}]},
    ]
    parsed = FORMAT.parse_response(
        {"output": output, "usage": {"input_tokens": 1.0, "output_tokens": True}, "created_at": "x"},
        FORMAT.default_dialect,
        context(),
    )
    calls = [part.arguments for part in parsed.candidates[0].parts if isinstance(part, ir.ToolCallPart)]
    assert calls == ['{"a":1}', ""]
    assert (parsed.usage.input_tokens, parsed.usage.output_tokens) == (1, None)
    built = FORMAT.build_response(parsed, Report(), context())
    assert built["object"] == "response"
    assert built["output"][2] == {"type": "message", "content": "plain"}


def test_calls_get_the_clients_own_names_back() -> None:
    exchange = context("openai-responses", "openai-responses")
    exchange.namespaces["clock__wait"] = "clock"
    exchange.custom_tools.add("exec")
    output = [
        {"type": "function_call", "call_id": "c1", "name": "clock__wait", "arguments": "{}"},
        {"type": "function_call", "call_id": "c2", "name": "exec", "arguments": '{"input":"ls()"}'},
    ]
    parsed = FORMAT.parse_response({"output": output}, FORMAT.default_dialect, exchange)
    first, second = parsed.candidates[0].parts
    assert isinstance(first, ir.ToolCallPart)
    assert isinstance(second, ir.ToolCallPart)
    assert (first.name, first.namespace) == ("wait", "clock")
    assert (second.kind, second.arguments) == ("custom", "ls()")
    built = FORMAT.build_response(parsed, Report(), exchange)["output"]
    assert (built[0]["name"], built[0]["namespace"]) == ("wait", "clock")
    assert (built[1]["type"], built[1]["input"]) == ("custom_tool_call", "ls()")


# --------------------------------------------------------------------------- answers of other formats


def answer(*parts: ir.Part, finish: ir.FinishReason = "stop", **fields: Any) -> ir.Response:
    return ir.Response(
        origin="anthropic",
        id=fields.pop("id", "msg_01"),
        model="claude",
        created=1,
        candidates=[ir.Candidate(parts=list(parts), finish_reason=finish, logprobs=fields.pop("logprobs", None))],
        **fields,
    )


def written(response: ir.Response, exchange: Context | None = None) -> tuple[dict[str, Any], Report]:
    report = Report()
    exchange = exchange or context(outbound="anthropic", vendor="anthropic", model="gpt-5")
    return FORMAT.build_response(response, report, exchange), report


def test_the_frame_echoes_the_request() -> None:
    body = {
        "model": "gpt-5",
        "instructions": "Be brief.",
        "tools": [{"type": "function", "name": "f", "parameters": {}}, {"type": "web_search"}],
        "reasoning": {"effort": "low", "context": "all"},
        "text": {"verbosity": "low"},
        "temperature": 0,
        "store": False,
        "metadata": {"a": "b"},
    }
    exchange = context(outbound="anthropic", vendor="anthropic", model="gpt-5", body=body)
    usage = ir.Usage(input_tokens=7, output_tokens=3, cache_read_tokens=99, reasoning_tokens=1)
    built, _ = written(answer(ir.TextPart(text="Hi"), usage=usage), exchange)
    assert (built["id"], built["model"], built["status"], built["object"]) == (
        "resp_01",
        "gpt-5",
        "completed",
        "response",
    )
    assert built["instructions"] == "Be brief."
    assert built["tools"][0]["strict"] is False
    assert built["reasoning"] == {"effort": "low", "summary": None}
    assert built["text"] == {"format": {"type": "text"}, "verbosity": "low"}
    assert (built["temperature"], built["top_p"], built["store"]) == (0, 1.0, False)
    assert built["usage"] == {
        "input_tokens": 7,
        "input_tokens_details": {"cached_tokens": 7, "cache_write_tokens": 0},
        "output_tokens": 3,
        "output_tokens_details": {"reasoning_tokens": 1},
        "total_tokens": 10,
    }
    message = built["output"][0]
    assert message["id"].startswith("msg_")
    assert message["content"] == [{"type": "output_text", "text": "Hi", "annotations": [], "logprobs": []}]


def test_ids_are_the_same_each_time_and_made_up_when_missing() -> None:
    first, second = written(answer(ir.TextPart(text="Hi")))[0], written(answer(ir.TextPart(text="Hi")))[0]
    assert first["output"] == second["output"]
    assert written(answer(id=""))[0]["id"] != written(answer(id=""))[0]["id"]
    assert written(answer(id="resp_x"))[0]["id"] == "resp_x"


@pytest.mark.parametrize(
    ("finish", "status", "details"),
    [
        ("stop", "completed", None),
        ("pause", "completed", None),
        ("length", "incomplete", {"reason": "max_output_tokens"}),
        ("content_filter", "incomplete", {"reason": "content_filter"}),
        ("refusal", "incomplete", {"reason": "content_filter"}),
        ("error", "failed", None),
    ],
)
def test_every_reason_has_its_status(finish: ir.FinishReason, status: str, details: Any) -> None:
    built, _ = written(answer(ir.TextPart(text="x"), finish=finish))
    assert (built["status"], built["incomplete_details"]) == (status, details)
    assert built["output"][0]["status"] == ("incomplete" if status == "incomplete" else "completed")


def test_a_spelled_out_refusal_is_a_whole_answer() -> None:
    built, _ = written(answer(ir.RefusalPart(text="No."), finish="refusal"))
    assert built["status"] == "completed"
    assert built["output"][0]["content"] == [{"type": "refusal", "refusal": "No."}]


def test_texts_in_a_row_are_one_and_citations_move_along() -> None:
    cited = [
        ir.Citation(url="https://a.com", title="A"),
        ir.Citation(url="https://b.com", start=1, end=2),
        ir.Citation(cited_text="no page"),
    ]
    built, report = written(
        answer(ir.TextPart(text="One. "), ir.TextPart(text=""), ir.TextPart(text="Two.", citations=cited, path="p"))
    )
    block = built["output"][0]["content"][0]
    assert block["text"] == "One. Two."
    assert block["annotations"] == [
        {"type": "url_citation", "url": "https://a.com", "title": "A", "start_index": 5, "end_index": 9},
        {"type": "url_citation", "url": "https://b.com", "title": "https://b.com", "start_index": 6, "end_index": 7},
    ]
    assert [line.path for line in report.explicit] == ["p"]


def test_log_probabilities_of_chat() -> None:
    entry = {"token": "ü", "logprob": -0.5, "top_logprobs": [{"token": "u", "logprob": -1, "bytes": [117]}]}
    built, _ = written(
        answer(ir.TextPart(text="ü"), ir.TextPart(text="x"), logprobs={"content": [entry], "refusal": None})
    )
    assert built["output"][0]["content"][0]["logprobs"] == [
        {
            "token": "ü",
            "logprob": -0.5,
            "bytes": [195, 188],
            "top_logprobs": [{"token": "u", "logprob": -1, "bytes": [117]}],
        }
    ]


def tool(name: str, **fields: Any) -> ir.Tool:
    return ir.Tool(name=name, **fields)


def test_calls_take_the_shape_of_their_declaration() -> None:
    search = ir.Native(vendor="openai", format="openai-responses", block={"type": "tool_search", "execution": "client"})
    request = ir.Request(
        origin="openai-responses",
        model="m",
        messages=[],
        tools=[
            tool("exec", kind="custom", namespace="functions"),
            tool("wait", namespace="clock"),
            tool("wait", namespace="other"),
            tool("tool_search", native=search),
            tool("web_search", kind="server"),
        ],
    )
    exchange = context(outbound="anthropic", vendor="anthropic", request=request)
    built, _ = written(
        answer(
            ir.ToolCallPart(id="a", name="exec", arguments='{"input":"ls()"}'),
            ir.ToolCallPart(id="b", name="exec", arguments="ls()", kind="custom"),
            ir.ToolCallPart(id="c", name="wait", arguments="null", namespace="other"),
            ir.ToolCallPart(id="d", name="wait", arguments="{}"),
            ir.ToolCallPart(id="e", name="tool_search", arguments='{"query":"x"}'),
            ir.ToolCallPart(id="f", name="tool_search", arguments="{"),
            ir.ToolCallPart(id="g", name="unknown", arguments=""),
            finish="tool_calls",
        ),
        exchange,
    )
    items = [{key: value for key, value in item.items() if key not in ("id", "status")} for item in built["output"]]
    assert items == [
        {"type": "custom_tool_call", "call_id": "a", "name": "exec", "input": "ls()", "namespace": "functions"},
        {"type": "custom_tool_call", "call_id": "b", "name": "exec", "input": "ls()", "namespace": "functions"},
        {"type": "function_call", "call_id": "c", "name": "wait", "arguments": "{}", "namespace": "other"},
        {"type": "function_call", "call_id": "d", "name": "wait", "arguments": "{}", "namespace": "clock"},
        {"type": "tool_search_call", "execution": "client", "call_id": "e", "arguments": {"query": "x"}},
        {"type": "tool_search_call", "execution": "client", "call_id": "f", "arguments": {}},
        {"type": "function_call", "call_id": "g", "name": "unknown", "arguments": "{}"},
    ]
    prefixes = [item["id"].partition("_")[0] for item in built["output"]]
    assert prefixes == ["ctc", "ctc", "fc", "fc", "tsc", "tsc", "fc"]


def test_thoughts_carry_their_signature() -> None:
    native = ir.Native(vendor="anthropic", format="anthropic", block={"type": "thinking", "signature": "s"})
    signed = ir.ReasoningPart(text="Hm.", native=native)
    built, _ = written(
        answer(signed, ir.ReasoningPart(text="unsigned"), ir.ReasoningPart(redacted=True, native=native))
    )
    first, second, third = built["output"]
    assert first["summary"] == [{"type": "summary_text", "text": "Hm."}]
    carried = carrier.unpack(first["encrypted_content"])
    assert carried is not None
    assert (carried[0].text, carried[0].native) == ("Hm.", native)
    bare = carrier.unpack(second["encrypted_content"])
    assert bare is not None
    assert bare[0].native == ir.Native(vendor="anthropic", format="anthropic", block={})
    assert third["summary"] == []


def test_state_on_parts_rides_on_items_of_its_own() -> None:
    state = ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "s"})
    exchange = context(outbound="gemini", vendor="google")
    built, _ = written(
        answer(ir.TextPart(text="", native=state), ir.ToolCallPart(id="c", name="f", arguments="{}", native=state)),
        exchange,
    )
    assert [item["type"] for item in built["output"]] == ["reasoning", "reasoning", "function_call"]
    carried = carrier.unpack(built["output"][1]["encrypted_content"])
    assert carried is not None
    assert carried[0].native == state


def test_another_vendors_responses_get_a_token_beside_their_own_fields() -> None:
    dialect = ResponsesDialect(vendor="xai")
    block = {"id": "rs_x", "type": "reasoning", "summary": [], "encrypted_content": "secret", "status": "completed"}
    exchange = context(vendor="xai")
    parsed = FORMAT.parse_response({"output": [block]}, dialect, exchange)
    item = FORMAT.build_response(parsed, Report(), exchange)["output"][0]
    assert item["id"] == "rs_x"
    carried = carrier.unpack(item["encrypted_content"])
    assert carried is not None
    assert carried[0].native == ir.Native(vendor="xai", format="openai-responses", block=block)


def test_what_else_an_answer_may_hold() -> None:
    foreign = ir.Native(vendor="anthropic", format="anthropic", block={"type": "server_tool_use"})
    built, report = written(
        answer(
            ir.TextPart(text="Searching."),
            ir.OpaquePart(native=foreign, path="o1"),
            ir.TextPart(text="Found."),
            ir.OpaquePart(native=foreign, text="print(1)", path="o2"),
            ir.ImagePart(source=ir.Media(data="AA==", media_type="image/png")),
            ir.AudioPart(source=ir.Media(data="AA=="), transcript="said", path="a1"),
            ir.AudioPart(source=ir.Media(data="AA=="), path="a2"),
            ir.FilePart(source=ir.Media(url="https://e.com"), path="f"),
        )
    )
    kinds = [item["type"] for item in built["output"]]
    assert kinds == ["message", "message", "message", "image_generation_call", "message"]
    texts = [item["content"][0]["text"] for item in built["output"] if item["type"] == "message"]
    assert texts == ["Searching.", "Found.", "print(1)", "said"]
    assert {line.path for line in report.explicit} == {"o1", "o2", "a1", "a2", "f"}


def test_one_answer_only() -> None:
    response = answer(ir.TextPart(text="x"))
    response.candidates.append(ir.Candidate(parts=[]))
    response.extra = {"container": "c"}
    _, report = written(response)
    assert [line.path for line in report.explicit] == ["choices[1]", "container"]


def test_the_model_is_the_one_the_client_knows() -> None:
    same = FORMAT.parse_response(BODY, FORMAT.default_dialect, context())
    assert FORMAT.build_response(same, Report(), context(model="a", target_model="a"))["model"] == "gpt-5"
    assert FORMAT.build_response(same, Report(), context(model="mine", target_model="a"))["model"] == "mine"
    exchange = context(outbound="anthropic", vendor="anthropic")
    assert written(answer(), exchange)[0]["model"] == "claude"
