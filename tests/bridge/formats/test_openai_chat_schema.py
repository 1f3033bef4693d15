"""JSON Schemas as the parameters of functions."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.formats.openai_chat import FORMAT, schema
from bridge.report import Report


def fit(given_schema: dict[str, Any] | None) -> tuple[dict[str, Any], list[str]]:
    report = Report()
    before = copy.deepcopy(given_schema)
    made = schema.for_function(given_schema, "tools[0]", report)
    assert given_schema == before
    return made, [line.action for line in report]


def test_nothing_becomes_no_arguments() -> None:
    assert fit(None) == ({"type": "object", "properties": {}}, [])
    assert fit({}) == ({"type": "object", "properties": {}}, [])
    assert fit({"type": "object"}) == ({"type": "object", "properties": {}}, [])


def test_the_top_is_an_object_without_unions() -> None:
    made, actions = fit(
        {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "oneOf": [{"required": ["a"]}, {"properties": {"a": {"type": "null"}, "b": {}}}, True],
            "not": {"required": ["c"]},
        }
    )
    assert made == {"type": "object", "properties": {"a": {"type": "string"}, "b": {}}}
    assert actions == ["approximated"]
    assert fit({"type": "string", "description": "d"}) == (
        {"type": "object", "description": "d", "properties": {}}, ["approximated"],
    )  # fmt: skip
    assert fit({"properties": {}}) == ({"properties": {}, "type": "object"}, [])


def test_arrays_get_items_wherever_they_are() -> None:
    array: dict[str, Any] = {"type": "array"}
    fixed = {"type": "array", "items": {}}
    made, _ = fit(
        {
            "type": "object",
            "properties": {
                "a": array,
                "b": {"type": ["array", "null"]},
                "c": {"anyOf": [array, {"type": "string"}]},
                "d": {"type": "array", "items": array},
                "e": {"type": "array", "prefixItems": [{"type": "string"}]},
                "f": {"type": "object", "additionalProperties": array},
                "g": True,
            },
            "$defs": {"x": {"type": "string"}},
        }
    )
    assert made["properties"] == {
        "a": fixed,
        "b": {"type": ["array", "null"], "items": {}},
        "c": {"anyOf": [fixed, {"type": "string"}]},
        "d": {"type": "array", "items": fixed},
        "e": {"type": "array", "prefixItems": [{"type": "string"}]},
        "f": {"type": "object", "additionalProperties": fixed},
        "g": True,
    }


def test_a_good_schema_is_the_same_object() -> None:
    good = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert schema.for_function(good, "", Report()) is good


@pytest.mark.parametrize(
    ("node", "strict"),
    [
        ({"type": "object", "properties": {}, "additionalProperties": False}, True),
        ({"type": "object", "properties": {"a": {}}, "additionalProperties": False, "required": ["a"]}, True),
        ({"type": "object", "properties": {"a": {}}, "additionalProperties": False, "required": [1]}, False),
        ({"type": "object", "properties": {"a": {}}, "additionalProperties": False}, False),
        ({"type": "object"}, False),
        ({"type": ["object", "null"]}, False),
        ({"properties": {}}, False),
        ({"type": "array", "items": {"type": "object"}}, False),
        ({"type": "array", "items": {"type": "string"}}, True),
        ({"anyOf": [{"type": "object"}]}, False),
        ({"$defs": {"x": {"type": "object"}}}, False),
        ({"items": True}, True),
        (None, False),
    ],
)
def test_strict_mode(node: Any, strict: bool) -> None:
    assert schema.is_strict(node) is strict


JSON_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["object", "array", "string"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "properties", "items", "anyOf", "oneOf", "required", "a"]), inner, max_size=4
        )
    ),
    max_leaves=10,
)


@given(
    st.dictionaries(
        st.sampled_from(["type", "properties", "items", "anyOf", "oneOf", "$defs", "a"]), JSON_VALUE, max_size=5
    )
)
def test_no_schema_breaks_the_builder(node: dict[str, Any]) -> None:
    made, _ = fit(node)
    assert made["type"] == "object"
    assert isinstance(schema.is_strict(node), bool)


def test_the_endpoint() -> None:
    assert FORMAT.endpoint("gpt-4.1", True) == "/v1/chat/completions"
