from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge import history, ir
from bridge.report import Report


def _call(call_id: str, name: str = "tool") -> ir.ToolCallPart:
    return ir.ToolCallPart(id=call_id, name=name, arguments="{}", path=f"call {call_id}")


def _result(call_id: str, text: str = "ok") -> ir.ToolResultPart:
    return ir.ToolResultPart(call_id=call_id, content=[ir.TextPart(text=text)], path=f"result {call_id}")


def _message(role: ir.Role, *parts: ir.Part) -> ir.Message:
    return ir.Message(role=role, parts=list(parts))


def test_results_follow_their_calls_in_call_order_and_learn_the_name() -> None:
    messages = [
        _message("assistant", _call("a", "read"), _call("b", "write")),
        _message("tool", _result("b")),
        _message("tool", _result("a")),
        _message("user", ir.TextPart(text="go on")),
    ]
    report = Report()
    fixed = history.pair_tools(messages, report)
    assert [message.role for message in fixed] == ["assistant", "tool", "user"]
    assert [(part.call_id, part.name) for part in fixed[1].parts if isinstance(part, ir.ToolResultPart)] == [
        ("a", "read"),
        ("b", "write"),
    ]
    assert not report.explicit


def test_a_call_without_result_gets_one_and_is_reported() -> None:
    report = Report()
    fixed = history.pair_tools([_message("assistant", _call("a"))], report)
    answer = fixed[1].parts[0]
    assert isinstance(answer, ir.ToolResultPart)
    assert answer.is_error
    assert [line.path for line in report] == ["call a"]


def test_a_result_without_call_becomes_user_text_and_is_reported() -> None:
    report = Report()
    fixed = history.pair_tools([_message("tool", _result("ghost", "boo"))], report)
    assert fixed[0].role == "user"
    assert history.text_of(fixed[0].parts) == "boo"
    assert [line.path for line in report] == ["result ghost"]


@given(st.lists(st.tuples(st.sampled_from(["call", "result", "user"]), st.sampled_from("abcd")), max_size=14))
def test_every_call_is_answered_directly_whatever_the_history(steps: list[tuple[str, str]]) -> None:
    messages = [
        _message("assistant", _call(name))
        if kind == "call"
        else _message("tool", _result(name))
        if kind == "result"
        else _message("user", ir.TextPart(text=name))
        for kind, name in steps
    ]
    fixed = history.pair_tools(messages, Report())
    for position, message in enumerate(fixed):
        calls = [part.id for part in message.parts if isinstance(part, ir.ToolCallPart)]
        if calls:
            assert [part.call_id for part in fixed[position + 1].parts if isinstance(part, ir.ToolResultPart)] == calls
        if message.role == "tool":
            assert any(isinstance(part, ir.ToolCallPart) for part in fixed[position - 1].parts)


def test_system_text_is_hoisted_or_left_in_place() -> None:
    messages = [_message("system"), _message("user"), ir.Message(role="system", parts=[], path="messages[2]")]
    report = Report()
    front, rest = history.split_system(messages, in_place=False, report=report)
    assert (len(front), len(rest)) == (2, 1)
    assert [line.path for line in report] == ["messages[2]"]
    front, rest = history.split_system(messages, in_place=True, report=Report())
    assert (len(front), len(rest)) == (1, 2)


def test_neighbours_of_one_role_are_merged() -> None:
    merged = history.merge_turns(
        [_message("user", ir.TextPart(text="a")), _message("user", ir.TextPart(text="b")), _message("assistant")]
    )
    assert [len(message.parts) for message in merged] == [2, 0]


def test_the_open_turn_begins_after_the_last_user_message() -> None:
    turns = [_message("user"), _message("assistant"), _message("user"), _message("assistant"), _message("tool")]
    assert history.open_turn_start(turns) == 3
    assert history.open_turn_start([_message("assistant")]) == 0
