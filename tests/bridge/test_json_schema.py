"""Tool schemas in the shape OpenAI's endpoints take."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import json_schema, schema_rules
from bridge.json_schema import modern
from bridge.report import Report
from bridge.schema_rules import OPENAI_STRICT


def function_schema(given_schema: dict[str, Any] | None, *, strict: bool = False) -> dict[str, Any]:
    before = copy.deepcopy(given_schema)
    made = schema_rules.function_schema(given_schema, "tools[0]", Report(), strict=strict)
    assert given_schema == before
    return made


def reported(given_schema: dict[str, Any] | None) -> list[str]:
    report = Report()
    schema_rules.function_schema(given_schema, "tools[0]", report)
    return [line.severity for line in report]


@pytest.mark.parametrize(
    ("schema", "wanted"),
    [
        (None, {"type": "object", "properties": {}}),
        ({}, {"type": "object", "properties": {}}),
        ({"properties": {"a": {}}}, {"type": "object", "properties": {"a": {}}}),
        (
            {"type": "object", "properties": {"a": {"type": "ARRAY"}, "b": {"type": ["array", "NULL", "odd"]}}},
            {
                "type": "object",
                "properties": {"a": {"type": "array", "items": {}}, "b": {"type": ["array", "null"], "items": {}}},
            },
        ),
        (
            {"type": "object", "properties": {"a": {"type": "any", "description": "d"}, "b": {"type": ["odd"]}}},
            {"type": "object", "properties": {"a": {"description": "d"}, "b": {}}},
        ),
        (
            {"type": "object", "properties": {"a": {"type": None, "anyOf": {}, "properties": [], "items": [5]}}},
            {"type": "object", "properties": {"a": {"anyOf": {}, "properties": [], "prefixItems": [5], "items": {}}}},
        ),
        (
            {"type": "object", "properties": {}, "$defs": {"x": {"anyOf": [{"type": "STRING"}, {}]}}, "items": {"type": "array"}},
            {
                "type": "object",
                "properties": {},
                "$defs": {"x": {"anyOf": [{"type": "string"}, {}]}},
                "items": {"type": "array", "items": {}},
            },
        ),
        (
            {
                "required": ["z", 5],
                "properties": {"z": {}},
                "anyOf": [
                    {"properties": {"a": {}, "b": {}}, "required": ["a", "b"]},
                    {"properties": {"a": {}}, "required": ["a"]},
                ],
                "allOf": [{"properties": {"c": {}}, "required": ["c"]}, {"properties": {"d": {}}}],
                "not": {},
                "enum": [1],
            },
            {"type": "object", "properties": {"c": {}, "d": {}, "a": {}, "b": {}, "z": {}}, "required": ["z", "a", "c"]},
        ),
    ],
)  # fmt: skip
def test_schemas_are_brought_into_form(schema: Any, wanted: Any) -> None:
    built = function_schema(schema)
    assert built == wanted
    assert function_schema(built) is built or not schema


def test_a_good_schema_is_left_alone() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "array", "items": {"type": "string"}}, "b": True},
        "additionalProperties": False,
    }
    assert function_schema(schema) is schema


@pytest.mark.parametrize("schema", [None, {}, {"type": "object"}])
def test_nothing_becomes_no_arguments(schema: dict[str, Any] | None) -> None:
    assert function_schema(schema) == {"type": "object", "properties": {}}  # "object schema missing properties"
    assert reported(schema) == []


def test_a_strict_function_without_arguments_is_closed() -> None:
    made = function_schema(None, strict=True)
    assert made == {"type": "object", "properties": {}, "additionalProperties": False}
    assert OPENAI_STRICT.takes(made)


def test_what_is_said_about_the_top() -> None:
    assert reported({"type": "object", "properties": {"a": {}}, "oneOf": [{"required": ["a"]}]}) == ["info"]
    assert reported({"type": "string", "description": "d"}) == ["warning"]
    assert reported({"properties": {}}) == []
    assert reported({"type": "object", "properties": {"a": {"type": "array"}}}) == []
    assert reported({"type": "object", "properties": {"a": {"exclusiveMinimum": True, "minimum": 1}}}) == ["info"]


def test_branches_tell_their_properties_together() -> None:
    """A discriminated union, as pydantic and zod write it: references, and a constant per branch."""
    schema = {
        "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}, {"$ref": "#/$defs/Nobody"}, True],
        "$defs": {
            "Cat": {
                "properties": {"kind": {"const": "cat", "type": "string"}, "name": {"type": "string"}, "lives": {"type": "integer"}},
                "required": ["kind", "lives"],
            },
            "Dog": {
                "properties": {"kind": {"enum": ["dog", "wolf"], "type": "string"}, "name": {"type": "null"}},
                "required": ["kind"],
            },
            "Nobody": {"anyOf": [{"properties": {"kind": {"const": "none", "type": "string"}}, "required": ["kind"]}]},
        },
    }  # fmt: skip
    made = function_schema(schema)
    assert made["properties"] == {
        "kind": {"type": "string", "enum": ["cat", "dog", "wolf", "none"]},
        "name": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "lives": {"type": "integer"},
    }
    assert made["required"] == ["kind"]
    assert made["$defs"] == schema["$defs"]


def test_a_reference_at_the_top_is_followed() -> None:
    args = {"type": "object", "properties": {"a": {"$ref": "#/definitions/Args"}}, "description": "inner"}
    made = function_schema({"$ref": "#/definitions/Args", "definitions": {"Args": args}, "description": "outer"})
    assert made == {
        "type": "object",
        "properties": {"a": {"$ref": "#/definitions/Args"}},
        "description": "outer",
        "definitions": {"Args": args},
    }


@pytest.mark.parametrize("reference", ["#", "#/$defs/a", "#/nowhere", "https://example.org/schema", 5])
def test_a_reference_that_leads_nowhere_ends(reference: Any) -> None:
    made = function_schema({"$ref": reference, "$defs": {"a": {"$ref": "#/$defs/a"}}})
    assert (made["type"], made["properties"]) == ("object", {})


def test_older_drafts_are_brought_up_to_date() -> None:
    made = function_schema(
        {
            "type": "object",
            "properties": {
                "a": {
                    "type": "number",
                    "minimum": 1,
                    "exclusiveMinimum": True,
                    "maximum": 2,
                    "exclusiveMaximum": False,
                },
                "b": {"type": "array", "items": [{"type": "STRING"}], "additionalItems": {"type": "array"}},
                "c": {"items": [{"type": "string"}], "type": "array"},
                "d": {"type": "array", "prefixItems": [{"type": "string"}], "items": False},
                "e": {"type": "string", "required": True},
            },
        }
    )
    assert made["properties"] == {
        "a": {"type": "number", "exclusiveMinimum": 1, "maximum": 2},
        "b": {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "array", "items": {}}},
        "c": {"items": {}, "type": "array", "prefixItems": [{"type": "string"}]},
        "d": {"type": "array", "prefixItems": [{"type": "string"}], "items": False},
        "e": {"type": "string"},
    }


def test_structured_output_keeps_what_is_no_older_word() -> None:
    schema = {"type": "array", "minItems": 1}
    assert modern(schema) is schema
    assert modern({"type": "ARRAY", "items": {"type": ["STRING", "null"]}}) == {
        "type": "array",
        "items": {"type": ["string", "null"]},
    }
    assert modern({"type": "array", "items": [{}]}) == {"type": "array", "prefixItems": [{}]}


def test_arrays_get_items_wherever_they_are() -> None:
    array: dict[str, Any] = {"type": "array"}
    fixed = {"type": "array", "items": {}}
    made = function_schema(
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
        "e": {"type": "array", "prefixItems": [{"type": "string"}], "items": {}},
        "f": {"type": "object", "additionalProperties": fixed},
        "g": True,
    }


@pytest.mark.parametrize(
    ("schema", "strict"),
    [
        ({"type": "string"}, True),
        (True, True),
        ({"type": "object", "properties": {}, "additionalProperties": False}, True),
        ({"type": "object", "properties": {}}, False),
        ({"type": ["object", "null"], "additionalProperties": True}, False),
        ({"properties": {"a": {}}, "additionalProperties": False}, False),
        ({"properties": {"a": {"type": "object"}}, "required": ["a"], "additionalProperties": False}, False),
        ({"type": "array", "items": {"type": "object"}}, False),
        ({"anyOf": [{"type": "object"}]}, False),
        ({"oneOf": [{"type": "string"}]}, False),
        ({"$defs": {"x": {"type": "object"}}}, False),
        ({"type": "object", "properties": {"a": {}}, "additionalProperties": False, "required": ["a"]}, True),
        ({"type": "object", "properties": {"a": {}}, "additionalProperties": False, "required": [1]}, False),
        ({"type": "array", "items": {"type": "string"}}, True),
        ({"type": "array", "items": True}, True),
        ({"allOf": [{"type": "string"}]}, False),
    ],
)
def test_what_strict_mode_takes(schema: Any, strict: bool) -> None:
    assert OPENAI_STRICT.takes(schema) is strict


_WORDS = ("type", "properties", "items", "additionalItems", "anyOf", "oneOf", "allOf", "required", "enum", "const", "$ref", "$defs", "exclusiveMinimum", "minimum", "a")  # fmt: skip
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(0, 3)
    | st.sampled_from(["object", "array", "STRING", "odd", "#", "#/$defs/a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_WORDS), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(_WORDS), _VALUES, max_size=6))
def test_any_schema_becomes_one_that_is_taken_and_stays(schema: dict[str, Any]) -> None:
    made = function_schema(schema)
    assert made["type"] == "object"
    assert "properties" in made
    assert not {"anyOf", "oneOf", "allOf", "not", "enum", "$ref"} & made.keys()
    assert function_schema(made) is made or not schema
    assert isinstance(OPENAI_STRICT.takes(made), bool)
    stack: list[Any] = [made]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            kind = node.get("type")
            assert "items" in node or not (kind == "array" or (isinstance(kind, list) and "array" in kind))
        stack.extend(json_schema.children(node))
