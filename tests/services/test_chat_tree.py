"""Trees of messages stay trees, whatever is done to them in whatever order."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amux_desktop.core.paths import AppPaths
from amux_desktop.services.chat_export import to_json, to_markdown
from amux_desktop.services.chat_tools import run_tool
from amux_desktop.services.chat_tree import MessageTree
from amux_desktop.services.chat_wire import ChatOptions, answer_messages, build_request, messages_of
from amux_desktop.services.transfer_collect import parents_first
from amux_desktop.services.transfer_format import ChatEntry
from amux_desktop.services.transfer_personal import with_new_ids
from amux_desktop.storage.opening import OpenedStorage, open_storage
from amux_desktop.storage.records import ConversationDraft, Message, MessageDraft
from bridge import ir
from bridge.convert import FORMAT_NAMES
from tests.helpers.profile import lay_database

# What to do, and a number that chooses the message it is done to.
STEPS = st.lists(
    st.tuples(st.sampled_from(["say", "answer", "branch", "compare", "choose", "delete"]), st.integers(0, 1000)),
    max_size=25,
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from amux_desktop.core.events import EventBus

    home = tmp_path_factory.mktemp("trees")
    lay_database(home)
    made: OpenedStorage = open_storage(AppPaths.at(home), events=EventBus())
    made.log_writer.start()
    yield made
    made.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_changes_leaves_a_tree_of_which_one_branch_shows(opened: OpenedStorage, steps: Any) -> None:
    with opened.storage.write(configuration=False) as store:
        chat = store.chat
        own = chat.create(ConversationDraft(title="Tree")).id
        expected: dict[str, str | None] = {}
        for step, number in steps:
            ids = list(expected)
            at = ids[number % len(ids)] if ids else None
            head = chat.get(own).head_id
            if step == "say":
                expected[chat.add_message(own, MessageDraft(role="user", parts=(), parent_id=head)).id] = head
            elif step == "answer":
                expected[chat.add_message(own, MessageDraft(role="assistant", parts=(), parent_id=at)).id] = at
            elif step == "branch" and at is not None:
                parent = expected[at]
                expected[chat.add_message(own, MessageDraft(role="user", parts=(), parent_id=parent)).id] = parent
            elif step == "compare":
                for _ in range(2):
                    draft = MessageDraft(role="assistant", parts=(), parent_id=at, comparison="c" * 32)
                    expected[chat.add_message(own, draft).id] = at
            elif step == "choose" and at is not None:
                tree = MessageTree(chat.messages(own), head)
                message = tree.get(at)
                assert message is not None
                chat.set_head(own, tree.last_of(message).id)
            elif step == "delete" and at is not None:
                chat.delete_message(at)
                gone = {at}
                while more := {key for key, parent in expected.items() if parent in gone} - gone:
                    gone |= more
                expected = {key: parent for key, parent in expected.items() if key not in gone}
            check(MessageTree(chat.messages(own), chat.get(own).head_id), expected)
        entry = ChatEntry(conversation=chat.get(own), messages=parents_first(chat.messages(own)))
        copy = with_new_ids(entry)
        check(MessageTree(copy.messages, copy.conversation.head_id), shape=len(expected))
        chat.delete(own)


def check(tree: MessageTree, expected: dict[str, str | None] | None = None, shape: int | None = None) -> None:
    """No message lost or doubled, no loop, and the branch that shows begins at a root and ends at the head."""
    ids = [message.id for message in tree.messages]
    assert len(ids) == len(set(ids)) == (len(expected) if expected is not None else shape)
    if expected is not None:
        assert {message.id: message.parent_id for message in tree.messages} == expected
    branch = tree.branch()
    assert (branch[-1].id if branch else None) == tree.head_id
    assert all(after.parent_id == before.id for before, after in itertools.pairwise(branch))
    assert not branch or branch[0].parent_id is None
    for message in tree.messages:
        beside = tree.beside(message)
        assert message in beside
        assert [item.created_ms for item in beside] == sorted(item.created_ms for item in beside)
        assert tree.last_of(message) in tree.messages
        assert not message.comparison or message in tree.compared(message)


def message(role: Any, *parts: dict[str, Any], **fields: Any) -> Message:
    return Message(id="1", conversation_id="2", created_ms=0, role=role, parts=parts, **fields)


PARTS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"type": st.just("text"), "text": st.text(max_size=5)}),
        st.fixed_dictionaries({"type": st.just("reasoning"), "text": st.text(max_size=5), "ms": st.just(1)}),
        st.fixed_dictionaries(
            {
                "type": st.just("tool_call"),
                "id": st.sampled_from("ab"),
                "name": st.just("t"),
                "arguments": st.just("{}"),
            }
        ),
        st.fixed_dictionaries(
            {"type": st.just("tool_result"), "id": st.sampled_from("ab"), "name": st.just("t"), "text": st.just("x")}
        ),
    ),
    max_size=6,
)


@given(parts=PARTS, wire=st.sampled_from(FORMAT_NAMES))
def test_no_call_goes_out_without_its_result(parts: Any, wire: str) -> None:
    turns = answer_messages(parts, wire)
    calls = [part.id for turn in turns for part in turn.parts if isinstance(part, ir.ToolCallPart)]
    results = {part.call_id for turn in turns for part in turn.parts if isinstance(part, ir.ToolResultPart)}
    assert set(calls) <= results
    assert all(turn.parts for turn in turns)


@given(parts=PARTS, wire=st.sampled_from([*FORMAT_NAMES, "any"]))
def test_any_history_can_be_said_in_every_format(parts: Any, wire: str) -> None:
    branch = (message("user", {"type": "text", "text": "Hi"}), message("assistant", *parts))
    asked = messages_of("Be kind.", branch, {}, wire)
    request = build_request(route="proxies/x", inbound=wire, model="m", messages=asked, options=ChatOptions())
    assert request.path.startswith("/proxies/x/v1")
    assert b"Hi" in request.body


def test_native_state_goes_back_only_in_its_own_format() -> None:
    native = {"vendor": "anthropic", "format": "anthropic", "block": {"type": "thinking", "signature": "s"}}
    part = {"type": "reasoning", "text": "hm", "native": native}
    text = {"type": "text", "text": "x"}
    kept = answer_messages([part, text], "anthropic")[0].parts[0]
    dropped = answer_messages([part, text], "gemini")[0].parts[0]
    assert isinstance(kept, ir.ReasoningPart)
    assert kept.native is not None
    assert isinstance(dropped, ir.ReasoningPart)
    assert dropped.native is None


@given(parts=PARTS)
def test_any_message_can_be_exported(parts: Any) -> None:
    from amux_desktop.storage.records import Conversation

    own = Conversation(id="2", head_id="1", created_ms=0, updated_ms=0, title="T")
    tree = MessageTree([message("assistant", *parts, state="stopped")], "1")
    assert to_markdown(own, tree).startswith("# T\n")
    assert '"messages"' in to_json(own, tree)


@pytest.mark.parametrize(
    ("name", "arguments", "text"),
    [
        ("calculate", '{"expression": "(2 + 3) * 4 - 10 / 4"}', "17.5"),
        ("calculate", '{"expression": "2 ** 10 % 1000"}', "24"),
        ("calculate", '{"expression": "17 * 23"}', "391"),
        ("current_time", '{"timezone": "UTC"}', "UTC"),
    ],
)
def test_tools_answer(name: str, arguments: str, text: str) -> None:
    outcome = run_tool(name, arguments)
    assert not outcome.is_error
    assert text in outcome.text


@pytest.mark.parametrize(
    "expression",
    ["__import__('os')", "a + 1", "1 / 0", "9 ** 9 ** 9", "(" * 150, "1" * 300, "open", "True", "'a' * 5", ""],
)
def test_the_calculator_calculates_and_nothing_else(expression: str) -> None:
    import json

    assert run_tool("calculate", json.dumps({"expression": expression})).is_error


def test_arguments_without_end_are_an_error() -> None:
    assert run_tool("calculate", "[" * 100_000).is_error


@given(st.text(max_size=30))
def test_tools_never_raise(arguments: str) -> None:
    for name in ("calculate", "current_time", "nothing"):
        run_tool(name, arguments)
        run_tool(name, f'{{"expression": "{arguments}", "timezone": "{arguments}"}}')
