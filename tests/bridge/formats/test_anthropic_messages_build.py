"""Conversations of any origin as the strict Messages API takes them."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import ir
from bridge.formats.anthropic import AnthropicDialect, compatible
from tests.helpers.anthropic import build, foreign, lines, rebuild, said

PNG = "iVBORw0KGgoAAAANSUhEUg=="


def call(call_id: str, name: str = "look", arguments: str = "{}", **fields: Any) -> ir.ToolCallPart:
    return ir.ToolCallPart(id=call_id, name=name, arguments=arguments, path="messages[1].tool_calls[0]", **fields)


def result(call_id: str, *content: ir.Part | str, **fields: Any) -> ir.ToolResultPart:
    parts: list[ir.Part] = [ir.TextPart(text=part) if isinstance(part, str) else part for part in content]
    return ir.ToolResultPart(call_id=call_id, content=parts, path="messages[2]", **fields)


def messages_of(*messages: ir.Message, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = build(foreign(*messages), **options)[0]["messages"]
    return found


# --------------------------------------------------------------------------- order


def test_results_come_first_and_neighbours_are_joined() -> None:
    built = messages_of(
        said("user", "a"),
        said("user", "b"),
        said("assistant", "looking", call("c1"), call("c2")),
        said("user", "meanwhile"),
        said("tool", result("c2", "two"), result("c1", "one")),
    )
    assert built[0] == {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}
    assert [block["type"] for block in built[1]["content"]] == ["text", "tool_use", "tool_use"]
    assert [block.get("tool_use_id", block.get("text")) for block in built[2]["content"]] == ["c1", "c2", "meanwhile"]
    assert len(built) == 3


def test_orphans_are_repaired() -> None:
    built, report, _ = build(
        foreign(said("user", "a"), said("assistant", call("c1")), said("tool", result("other", "x")))
    )
    assert built["messages"][2]["content"][0]["is_error"] is True
    assert built["messages"][2]["content"][1] == {"type": "text", "text": "x"}
    assert lines(report)["messages[1].tool_calls[0]"] == "added"


def test_ids_are_rewritten_the_same_in_call_and_result_and_never_repeated() -> None:
    built = messages_of(
        said("user", "a"),
        said("assistant", call("functions.look:0")),
        said("tool", result("functions.look:0", "x")),
        said("assistant", call("functions.look:0")),
        said("tool", result("functions.look:0", "y")),
    )
    first, second = built[1]["content"][0]["id"], built[3]["content"][0]["id"]
    assert first.replace("_", "").isalnum()
    assert first != second
    assert (built[2]["content"][0]["tool_use_id"], built[4]["content"][0]["tool_use_id"]) == (first, second)


def test_a_conversation_begins_with_the_user() -> None:
    built, report, _ = build(foreign(said("assistant", "Hello!"), said("user", "hi")))
    assert [message["role"] for message in built["messages"]] == ["user", "assistant", "user"]
    assert lines(report)["messages"] == "added"


def test_system_text_alone_becomes_the_users() -> None:
    built, _, _ = build(foreign(said("system", "be brief"), said("developer", "say hi")))
    assert built["system"] == "be brief"
    assert built["messages"] == [{"role": "user", "content": "say hi"}]


def test_our_own_messages_keep_their_shape_when_sound() -> None:
    body = {
        "model": "claude-sonnet-4-5",
        "messages": [
            {"role": "user", "content": "a"},
            {"role": "user", "content": [{"type": "text", "text": "b"}]},
            {"role": "assistant", "content": "c"},
            {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "n", "input": {}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": "r"}]},
        ],
    }
    assert rebuild(body) == body


@pytest.mark.parametrize(
    "spoiled",
    [
        [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "x", "content": "r"}]}],
        [
            {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "n", "input": {}}]},
            {"role": "user", "content": "never mind"},
        ],
        [
            {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "n", "input": {}}, {"type": "tool_use", "id": "u", "name": "n", "input": {}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": "r"}]},
            {"role": "assistant", "content": "ok"},
            {"role": "user", "content": "go"},
        ],
    ],
)  # fmt: skip
def test_our_own_broken_history_is_repaired(spoiled: list[dict[str, Any]]) -> None:
    built = rebuild({"model": "claude-sonnet-4-5", "messages": [{"role": "user", "content": "a"}, *spoiled]})[
        "messages"
    ]
    blocks = [block for message in built for block in message["content"] if isinstance(block, dict)]
    calls = {block["id"] for block in blocks if block["type"] == "tool_use"}
    answers = {block["tool_use_id"] for block in blocks if block["type"] == "tool_result"}
    assert calls == answers


# --------------------------------------------------------------------------- system text


def test_late_system_text_moves_to_the_front_where_the_model_knows_no_such_role() -> None:
    talk = (said("system", "one"), said("user", "a"), said("developer", "two"), said("user", "b"))
    old = build(foreign(*talk))[0]
    assert old["system"] == [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]
    new = build(foreign(*talk), model="claude-opus-4-8")[0]
    assert new["system"] == "one"
    assert [message["role"] for message in new["messages"]] == ["user", "system", "user"]


def test_our_own_system_messages_lose_their_settings_when_moved() -> None:
    body = {
        "model": "claude-opus-4-8",
        "messages": [
            {"role": "user", "content": "a"},
            {"role": "system", "content": "b", "output_config": {"effort": "low"}},
            {"role": "user", "content": "c"},
        ],
    }
    assert rebuild(body) == body
    moved = rebuild(body, model="claude-sonnet-4-5")
    assert moved["system"] == [{"type": "text", "text": "b"}] or moved["system"] == "b"
    assert len(moved["messages"]) == 2


def test_system_text_holds_only_text() -> None:
    built, report, _ = build(
        foreign(said("system", "a", ir.ImagePart(source=ir.Media(url="https://x/y.png"), path="p")), said("user", "b"))
    )
    assert built["system"] == [{"type": "text", "text": "a"}]
    assert lines(report)["p"] == "dropped"


def test_empty_system_text_is_left_out() -> None:
    assert "system" not in build(foreign(said("system", " "), said("user", "b")))[0]


def test_the_billing_line_stays_with_anthropic() -> None:
    body = {
        "model": "m",
        "system": [{"type": "text", "text": "x-anthropic-billing-header: a"}, {"type": "text", "text": "b"}],
        "messages": [{"role": "user", "content": "a"}],
    }
    assert rebuild(body) == body
    assert rebuild(body, dialect=compatible("deepseek"))["system"] == [{"type": "text", "text": "b"}]


# --------------------------------------------------------------------------- the end


def test_a_prefill_is_trimmed_or_answered_for() -> None:
    talk = (said("user", "a"), said("assistant", "The answer is \n"))
    assert messages_of(*talk)[-1] == {"role": "assistant", "content": "The answer is"}
    assert messages_of(*talk, model="claude-opus-5-5")[-1]["role"] == "user"
    kept = messages_of(said("user", "a"), said("assistant", "So"))
    assert kept[-1] == {"role": "assistant", "content": "So"}


def test_a_prefill_in_blocks_is_trimmed() -> None:
    refusal = ir.RefusalPart(text="no \n", path="p")
    built = messages_of(said("user", "a"), said("assistant", "x", refusal))
    assert built[-1]["content"] == [{"type": "text", "text": "x"}, {"type": "text", "text": "no"}]
    end = messages_of(said("user", "a"), said("assistant", ir.ToolCallPart(id="a", name="b", arguments="{}")))
    assert end[-1]["role"] == "user"


def test_a_call_may_be_the_last_of_a_prefill() -> None:
    own = {
        "model": "claude-sonnet-4-5",
        "messages": [
            {"role": "user", "content": "a"},
            {"role": "assistant", "content": [{"type": "text", "text": "b"}, {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {}}]},
        ],
    }  # fmt: skip
    assert rebuild(own) == own
    assert rebuild(own, model="claude-opus-5-5")["messages"] == own["messages"]  # a paused turn goes back as it is


def test_system_text_behind_the_last_answer_does_not_hide_it() -> None:
    built = messages_of(said("user", "a"), said("assistant", "b"), said("system", "c"), model="claude-opus-4-8")
    assert [message["role"] for message in built] == ["user", "assistant", "system", "user"]


# --------------------------------------------------------------------------- parts


def test_empty_text_is_left_out_with_its_message() -> None:
    built = messages_of(said("user", "a", " \n"), said("assistant", ""), said("user", "b"))
    assert built == [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]


@pytest.mark.parametrize(
    ("text", "value"),
    [("", {}), ("null", {}), ('{"a":1}', {"a": 1}), ("[1]", {"_raw": "[1]"}), ('{"a":', {"_raw": '{"a":'})],
)
def test_arguments_become_an_object(text: str, value: dict[str, Any]) -> None:
    built, report, _ = build(foreign(said("user", "a"), said("assistant", call("c", arguments=text))))
    assert built["messages"][1]["content"][0]["input"] == value
    assert (
        "messages[1].tool_calls[0]" in {line.path for line in report.explicit if line.action == "approximated"}
    ) is ("_raw" in value)


def test_freeform_calls_are_wrapped() -> None:
    built = messages_of(said("user", "a"), said("assistant", call("c", arguments="ls -l", kind="custom")))
    assert built[1]["content"][0]["input"] == {"input": "ls -l"}


def test_results_hold_text_pictures_and_objects() -> None:
    picture = ir.ImagePart(source=ir.Media(data=PNG, media_type="image/jpeg"))
    built = messages_of(
        said("user", "a"),
        said("assistant", call("c1"), call("c2"), call("c3"), call("c4")),
        said(
            "tool",
            result("c1", "text"),
            result("c2", picture),
            result("c3", structured={"a": 1}),
            result("c4", cache_control={"type": "ephemeral"}, is_error=True),
        ),
    )
    contents = [block.get("content") for block in built[2]["content"]]
    source = {"type": "base64", "media_type": "image/png", "data": PNG}
    assert contents == ["text", [{"type": "image", "source": source}], '{"a":1}', None]
    assert built[2]["content"][3]["cache_control"] == {"type": "ephemeral"}


def test_names_of_speakers_and_unknown_fields_are_reported() -> None:
    message = ir.Message(
        role="user", parts=[ir.TextPart(text="a", extra={"x": 1}, path="t")], name="Ann", extra={"y": 2}, path="m"
    )
    part = call(
        "c", extra={"z": 3}, native=ir.Native(vendor="google", format="gemini", block={"thoughtSignature": "s"})
    )
    _, report, _ = build(foreign(message, said("assistant", part)))
    assert {"t.x", "m.y", "m.name", "messages[1].tool_calls[0].z", "messages[1].tool_calls[0]"} <= lines(report).keys()


def test_thinking_goes_only_to_who_issued_it() -> None:
    block = {"type": "thinking", "thinking": "t", "signature": "c2ln"}
    mine = ir.ReasoningPart(text="t", native=ir.Native(vendor="anthropic", format="anthropic", block=block))
    other = ir.ReasoningPart(
        text="o", native=ir.Native(vendor="openai", format="openai-responses", block={"type": "reasoning"})
    )
    plain = ir.ReasoningPart(text="p")
    talk = (said("user", "a"), said("assistant", mine, other, plain, "b"), said("user", "c"))
    assert messages_of(*talk)[1]["content"] == [block, {"type": "text", "text": "b"}]
    relaxed = messages_of(*talk, dialect=compatible("deepseek"))[1]["content"]
    assert [entry.get("thinking") for entry in relaxed] == ["t", "o", "p", None]
    assert {entry.get("signature") for entry in relaxed} == {"", None}


def test_thinking_of_a_compatible_vendor_returns_to_it() -> None:
    block = {"type": "thinking", "thinking": "t", "signature": "own"}
    signed = ir.ReasoningPart(text="t", native=ir.Native(vendor="deepseek", format="anthropic", block=block))
    bare = ir.ReasoningPart(text="u", native=ir.Native(vendor="deepseek", format="anthropic", block={}))
    talk = (said("user", "a"), said("assistant", signed, bare), said("user", "c"))
    built = messages_of(*talk, dialect=compatible("deepseek"))[1]["content"]
    assert built == [block, {"type": "thinking", "thinking": "u", "signature": ""}]


def test_citations_of_other_vendors_are_dropped() -> None:
    native = ir.Native(vendor="anthropic", format="anthropic", block={"type": "char_location", "cited_text": "c"})
    part = ir.TextPart(text="a", citations=[ir.Citation(native=native), ir.Citation(url="u")], path="p")
    built, report, _ = build(foreign(said("user", "q"), said("assistant", part), said("user", "r")))
    assert built["messages"][1]["content"] == [{"type": "text", "text": "a", "citations": [native.block]}]
    assert lines(report)["p.citations"] == "dropped"


def test_blocks_of_other_vendors_become_text_or_nothing() -> None:
    told = ir.OpaquePart(
        native=ir.Native(vendor="openai", format="openai-responses", block={"type": "mcp_call"}), text="42", path="p"
    )
    silent = ir.OpaquePart(
        native=ir.Native(vendor="openai", format="openai-responses", block={"type": "item"}), path="q"
    )
    built, report, _ = build(foreign(said("user", told, silent)))
    assert built["messages"] == [{"role": "user", "content": "42"}]
    assert (lines(report)["p"], lines(report)["q"]) == ("approximated", "dropped")


def test_our_own_blocks_become_text_for_compatible_vendors() -> None:
    body = {
        "model": "m",
        "messages": [
            {"role": "user", "content": [{"type": "search_result", "title": "T", "source": "S", "content": []}]}
        ],
    }
    assert rebuild(body) == body
    assert rebuild(body, dialect=compatible("minimax"))["messages"][0]["content"] == [{"type": "text", "text": "T\nS"}]


# --------------------------------------------------------------------------- media


@pytest.mark.parametrize(
    ("part", "block"),
    [
        (ir.ImagePart(source=ir.Media(url="https://x/y.png")), {"type": "image", "source": {"type": "url", "url": "https://x/y.png"}}),
        (
            ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/jpg"), cache_control={"type": "ephemeral"}),
            {"type": "image", "source": {"type": "base64", "media_type": "image/jpeg", "data": "AAAA"}, "cache_control": {"type": "ephemeral"}},
        ),
        (
            ir.FilePart(source=ir.Media(data="JVBERi0x"), filename="a.pdf", context="c", citations=True),
            {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0x"}, "title": "a.pdf", "context": "c", "citations": {"enabled": True}},
        ),
        (
            ir.FilePart(source=ir.Media(data="aGk=", media_type="text/csv"), title="t"),
            {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "hi"}, "title": "t"},
        ),
        (
            ir.FilePart(source=ir.Media(text="hi")),
            {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "hi"}},
        ),
        (ir.FilePart(source=ir.Media(url="https://x/y.pdf")), {"type": "document", "source": {"type": "url", "url": "https://x/y.pdf"}}),
        (
            ir.FilePart(source=ir.Media(data=PNG, media_type="image/png")),
            {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}},
        ),
    ],
)  # fmt: skip
def test_media_in_anthropics_form(part: ir.Part, block: dict[str, Any]) -> None:
    assert messages_of(said("user", "see", part))[0]["content"][1] == block


@pytest.mark.parametrize(
    "part",
    [
        ir.ImagePart(source=ir.Media(url="gs://b/c.png"), path="p"),
        ir.ImagePart(source=ir.Media(file_id="file-1"), path="p"),
        ir.ImagePart(source=ir.Media(data="AAAA", media_type="image/tiff"), path="p"),
        ir.FilePart(source=ir.Media(data="AAAA", media_type="video/mp4"), path="p"),
        ir.FilePart(source=ir.Media(data="/v79", media_type="text/plain"), path="p"),
        ir.FilePart(source=ir.Media(data="!", media_type="text/plain"), path="p"),
        ir.FilePart(source=ir.Media(file_id="file-1"), filename="a.doc", path="p"),
        ir.FilePart(source=ir.Media(text="  "), path="p"),
        ir.FilePart(source=ir.Media(url="https://x/v.mp4", media_type="video/mp4"), path="p"),
        ir.AudioPart(source=ir.Media(data="AAAA", media_type="audio/wav"), path="p"),
    ],
)
def test_what_cannot_be_taken_is_named_and_reported(part: ir.Part) -> None:
    built, report, _ = build(foreign(said("user", part)))
    assert "left out" in built["messages"][0]["content"]
    assert [line.severity for line in report.explicit if line.path == "p"] == ["error"]


def test_audio_is_sent_as_its_transcript() -> None:
    part = ir.AudioPart(source=ir.Media(data="AAAA"), transcript="hello", path="p")
    assert messages_of(said("user", part))[0]["content"] == "hello"


def test_endpoints_without_pictures_and_documents() -> None:
    dialect = AnthropicDialect(vendor="deepseek", images=False, documents=False)
    picture = ir.ImagePart(source=ir.Media(data=PNG, media_type="image/png"), path="p")
    file = ir.FilePart(source=ir.Media(text="x"), filename="a.txt", path="q")
    texts = [block["text"] for block in messages_of(said("user", picture, file), dialect=dialect)[0]["content"]]
    assert texts == ["[picture left out: image/png]", "[a.txt left out]"]


def test_detail_and_unknown_fields_of_pictures_are_reported() -> None:
    picture = ir.ImagePart(source=ir.Media(url="https://x/y.png"), detail="low", extra={"x": 1}, path="p")
    _, report, _ = build(foreign(said("user", picture)))
    assert lines(report).keys() == {"p.detail", "p.x"}


def test_marks_on_calls_and_on_plain_text_stay() -> None:
    mark = {"type": "ephemeral"}
    built = messages_of(
        said("user", ir.TextPart(text="a", cache_control=mark)), said("assistant", call("c", cache_control=mark))
    )
    assert built[0]["content"] == [{"type": "text", "text": "a", "cache_control": mark}]
    assert built[1]["content"][0]["cache_control"] == mark
    assert messages_of(said("user", "a"), said("assistant", call("c")), said("tool", result("c", ir.TextPart(text="r", cache_control=mark))))[2][
        "content"
    ][0]["content"] == [{"type": "text", "text": "r", "cache_control": mark}]  # fmt: skip


def test_our_own_message_of_nothing_but_settings() -> None:
    body = {
        "model": "claude-opus-4-8",
        "messages": [
            {"role": "user", "content": "a"},
            {"role": "system", "output_config": {"effort": "low"}},
            {"role": "user", "content": ""},
        ],
    }
    assert rebuild(body)["messages"] == body["messages"][:2]


def test_our_own_results_without_visible_text_keep_their_place() -> None:
    body = {
        "model": "claude-sonnet-4-5",
        "messages": [
            {"role": "user", "content": "a"},
            {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "n", "input": {}}]},
            {
                "role": "user",
                "content": [{"type": "tool_result", "tool_use_id": "t", "content": "r"}, {"type": "text", "text": " "}],
            },
        ],
    }
    assert rebuild(body)["messages"][2]["content"] == [{"type": "tool_result", "tool_use_id": "t", "content": "r"}]


def test_a_prefill_of_nothing_but_white_space_is_left_out() -> None:
    part = ir.RefusalPart(text="a \n", path="p")
    assert messages_of(said("user", "a"), said("assistant", part))[-1] == {"role": "assistant", "content": "a"}
    empty = ir.RefusalPart(text=" ", path="p")
    assert messages_of(said("user", "a"), said("assistant", empty)) == [{"role": "user", "content": "a"}]
