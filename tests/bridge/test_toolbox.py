"""Tools towards targets with plain functions only."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import ir, toolbox
from bridge.formats.base import Context
from bridge.report import Report

NAMES = re.compile(r"[a-zA-Z0-9_-]+")


def context() -> Context:
    return Context(inbound="openai-responses", outbound="openai-chat", vendor="openai")


def request(tools: list[ir.Tool], messages: list[ir.Message] | None = None) -> ir.Request:
    return ir.Request(origin="openai-responses", model="m", messages=messages or [], tools=tools)


def test_a_namespace_shows_only_where_names_collide() -> None:
    exchange = context()
    names = toolbox.ToolNames(exchange, limit=64, pattern=NAMES)
    names.declare(
        [ir.Tool(name="exec", namespace="functions"), ir.Tool(name="exec", namespace="other"), ir.Tool(name="read")]
    )
    assert names.send("exec", "functions") == "exec"
    assert names.send("exec", "other") == "other__exec"
    assert toolbox.restore(exchange, "exec") == ("exec", "functions")
    assert toolbox.restore(exchange, "other__exec") == ("exec", "other")
    assert toolbox.restore(exchange, "read") == ("read", None)


def test_a_plain_tool_goes_before_a_namespaced_one_of_its_name() -> None:
    names = toolbox.ToolNames(context(), limit=64, pattern=NAMES)
    names.declare([ir.Tool(name="exec", namespace="functions"), ir.Tool(name="exec")])
    assert names.send("exec") == "exec"
    assert names.send("exec", "functions") == "functions__exec"


def test_names_too_long_or_strange_come_back() -> None:
    exchange = context()
    names = toolbox.ToolNames(exchange, limit=64, pattern=NAMES)
    long = "mcp__" + "x" * 80
    sent = names.send(long, "srv.1")
    assert len(sent) <= 64
    assert toolbox.restore(exchange, sent) == (long, "srv.1")


def test_deferred_tools_wait_until_they_are_mentioned() -> None:
    block = {"type": "tool_reference", "tool_name": "cron"}
    opaque = ir.OpaquePart(native=ir.Native(vendor="anthropic", format="anthropic", block=block))
    result = ir.ToolResultPart(call_id="1", content=[opaque])
    called = ir.ToolCallPart(id="2", name="used", arguments="{}")
    searched = ir.OpaquePart(
        native=ir.Native(vendor="openai", format="openai-responses", block={"tools": [{"name": "found"}]})
    )
    tools = [ir.Tool(name=name, deferred=True, path=f"tools.{name}") for name in ("cron", "used", "found", "unknown")]
    report = Report()
    history = [ir.Message(role="tool", parts=[result]), ir.Message(role="assistant", parts=[called, searched])]
    kept = toolbox.offered(request(tools, history), report)
    assert [tool.name for tool in kept] == ["cron", "used", "found"]
    assert [line.path for line in report] == ["tools.unknown"]


def test_placeholders_and_doubles_are_left_out() -> None:
    report = Report()
    tools = [
        ir.Tool(name="DeferredToolPlaceholder"),
        ir.Tool(name="a"),
        ir.Tool(name="a"),
        ir.Tool(name="a", kind="server"),
    ]
    assert [(tool.name, tool.kind) for tool in toolbox.offered(request(tools), report)] == [
        ("a", "function"),
        ("a", "server"),
    ]
    assert len(report) == 2


def test_a_freeform_tool_becomes_a_function() -> None:
    tool = ir.Tool(
        name="apply_patch", kind="custom", description="Edits files.",
        custom_format={"type": "grammar", "syntax": "lark", "definition": "start: x"},
    )  # fmt: skip
    made = toolbox.as_function(tool)
    assert made.kind == "function"
    assert made.parameters is not None
    assert made.parameters["required"] == ["input"]
    assert made.description == "Edits files.\n\nThe input must follow this lark grammar:\nstart: x"
    assert toolbox.as_function(ir.Tool(name="x", kind="custom")).description is None


@given(st.text())
def test_wrapping_is_reversible(text: str) -> None:
    assert toolbox.unwrap(toolbox.wrap(text)) == text


@pytest.mark.parametrize("arguments", ["", "{", "[]", '{"input": 1}', "plain"])
def test_what_is_not_wrapped_stays(arguments: str) -> None:
    assert toolbox.unwrap(arguments) == arguments


@given(st.text(), st.lists(st.integers(0, 60), max_size=8), st.booleans())
def test_unwrapping_a_stream_in_any_chunking(text: str, cuts: list[int], ascii_only: bool) -> None:
    whole = json.dumps({"input": text}, ensure_ascii=ascii_only)
    assert _stream(whole, cuts) == text


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("not json", "not json"),
        ('{"other": 1}', '{"other": 1}'),
        ('{ "input" : "a\\/b" }', "a/b"),
        ("{}", "{}"),
        ('{"inp', '{"inp'),
        (r'{"input":"\ud83d\ude00"}', "😀"),
        (r'{"input":"\uzzzz"}', r"\uzzzz"),
        (r'{"input":"cut \u00', "cut "),
    ],
)
def test_unwrapping_odd_streams(arguments: str, text: str) -> None:
    assert _stream(arguments, list(range(1, len(arguments)))) == text
    assert _stream(arguments, []) == text


def test_nothing_follows_the_end_of_the_string() -> None:
    machine = toolbox.Unwrapper()
    assert machine.feed('{"input":"a"') == "a"
    assert machine.feed("}") == ""
    assert machine.flush() == ""


def _stream(text: str, cuts: list[int]) -> str:
    machine = toolbox.Unwrapper()
    out, last = "", 0
    for cut in sorted({cut for cut in cuts if cut < len(text)}):
        out += machine.feed(text[last:cut])
        last = cut
    return out + machine.feed(text[last:]) + machine.flush()
