"""Tool schemas in the shape OpenAI's endpoints take."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.json_schema import function_schema, meets_strict


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
            {"type": "object", "properties": {"a": {"anyOf": {}, "properties": [], "items": [5]}}},
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
    ],
)
def test_what_strict_mode_takes(schema: Any, strict: bool) -> None:
    assert meets_strict(schema) is strict
