"""Schemas between JSON Schema and Google's subset."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.formats.gemini.schema import clean, to_json_schema
from bridge.report import Report

ALLOWED = {
    "type", "format", "title", "description", "nullable", "enum", "maxItems", "minItems", "properties", "required", "minProperties",
    "maxProperties", "minLength", "maxLength", "pattern", "example", "anyOf", "propertyOrdering", "default", "items", "minimum",
    "maximum",
}  # fmt: skip


def cleaned(schema: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    report = Report()
    built = clean(schema, report, "s")
    return built, {line.path: line.action for line in report}


@pytest.mark.parametrize(
    ("schema", "wanted", "lines"),
    [
        ({"type": "object", "properties": {}}, {"type": "OBJECT", "properties": {}}, {}),
        ({"type": ["string", "null"], "minLength": 1}, {"type": "STRING", "nullable": True, "minLength": 1}, {}),
        ({"type": ["string", "integer"], "enum": ["a"]}, {"anyOf": [{"type": "STRING", "enum": ["a"]}, {"type": "INTEGER"}]}, {}),
        ({"const": "x"}, {"type": "STRING", "enum": ["x"]}, {}),
        ({"enum": ["a", None]}, {"type": "STRING", "nullable": True, "enum": ["a"]}, {}),
        ({"type": "integer", "enum": [1, 2], "description": "Size."}, {"type": "INTEGER", "description": "Size. One of: 1, 2"}, {"s.enum": "approximated"}),
        ({"type": "string", "enum": ["", "a"]}, {"type": "STRING", "description": 'One of: "", "a"'}, {"s.enum": "approximated"}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}], "title": "T"}, {"type": "STRING", "title": "T", "nullable": True}, {}),
        ({"oneOf": [{"type": "string"}, {"type": "number"}]}, {"anyOf": [{"type": "STRING"}, {"type": "NUMBER"}]}, {}),
        ({"anyOf": [{"type": "null"}]}, {"type": "STRING", "nullable": True}, {}),
        ({"type": "object", "properties": {"a": {"type": "string"}}, "anyOf": [{"required": ["a"]}]}, {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}}, {"s.anyOf": "dropped"}),
        ({"type": "string", "format": "uri"}, {"type": "STRING"}, {"s.format": "dropped"}),
        ({"type": "string", "format": "date-time"}, {"type": "STRING", "format": "date-time"}, {}),
        ({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 9}, {"type": "INTEGER", "minimum": 2, "maximum": 8}, {"s.exclusiveMinimum": "approximated", "s.exclusiveMaximum": "approximated"}),
        ({"type": "number", "exclusiveMinimum": True}, {"type": "NUMBER"}, {"s.exclusiveMinimum": "approximated"}),
        ({"type": "array"}, {"type": "ARRAY", "items": {"type": "STRING"}}, {"s": "approximated"}),
        ({"prefixItems": [{"type": "string"}, {"type": "number"}]}, {"type": "ARRAY", "items": {"anyOf": [{"type": "STRING"}, {"type": "NUMBER"}]}}, {"s.prefixItems": "approximated"}),
        ({"items": True, "type": "array"}, {"type": "ARRAY", "items": {"type": "STRING"}}, {"s": "approximated"}),
        ({"type": "object", "properties": {"a": True}, "required": ["a", "b", "a"], "additionalProperties": False, "propertyOrdering": ["a"]}, {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}, "required": ["a"], "propertyOrdering": ["a"]}, {"s.additionalProperties": "dropped", "s.properties.a": "approximated"}),
        ({"type": "object", "required": ["a"]}, {"type": "OBJECT"}, {}),
        ({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["b"]}, {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}}, {}),
        ({"type": "string", "examples": ["x", "y"], "$schema": "u"}, {"type": "STRING", "example": "x"}, {}),
        ({"type": "string", "examples": []}, {"type": "STRING"}, {}),
    ],
)  # fmt: skip
def test_what_is_cut_and_what_is_said(schema: dict[str, Any], wanted: dict[str, Any], lines: dict[str, str]) -> None:
    assert cleaned(schema) == (wanted, lines)


def test_references_are_put_in_place() -> None:
    schema = {
        "properties": {"a": {"$ref": "#/$defs/A", "description": "mine"}, "b": {"$ref": "#/definitions/x~1y"}},
        "$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"type": "string"}},
        "definitions": {"x/y": {"type": "integer"}},
    }
    assert cleaned(schema) == (
        {"type": "OBJECT", "properties": {"a": {"type": "STRING", "description": "mine"}, "b": {"type": "INTEGER"}}}, {},
    )  # fmt: skip


def test_loops_and_outside_references_end_in_a_plain_object() -> None:
    tree = {
        "type": "object",
        "properties": {"child": {"$ref": "#"}, "other": {"$ref": "https://e.org/s"}, "gone": {"$ref": "#/x"}},
    }
    built, lines = cleaned(tree)
    child = built["properties"]["child"]
    assert child["properties"]["child"] == {"type": "OBJECT"}
    assert built["properties"]["other"] == built["properties"]["gone"] == {"type": "OBJECT"}
    assert set(lines.values()) == {"approximated"}


def test_all_of_is_merged() -> None:
    schema = {
        "allOf": [
            {"properties": {"a": {"type": "string"}}, "required": ["a"], "title": "one"},
            {"$ref": "#/$defs/B"},
            True,
        ],
        "properties": {"c": {"type": "number"}},
        "$defs": {"B": {"allOf": [{"properties": {"b": {"type": "integer"}}, "required": ["b"]}], "title": "two"}},
    }
    built, lines = cleaned(schema)
    assert built["title"] == "one"
    assert set(built["properties"]) == {"a", "b", "c"}
    assert built["required"] == ["a", "b"]
    assert lines == {}


def test_google_schemas_as_json_schema() -> None:
    schema = {
        "type": "OBJECT",
        "properties": {
            "b": {"type": 1, "nullable": True, "enum": ["x"], "example": "x"},
            "a": {"type": "ARRAY", "items": {"type": "INTEGER"}, "min_items": "1", "maxItems": 3},
            "c": {"anyOf": [{"type": "STRING"}, True]},
            "d": {"ref": "#/defs/D"},
            "e": {"type": "TYPE_UNSPECIFIED"},
            "f": {"type": 99, "nullable": True},
        },
        "propertyOrdering": ["a", "zz"],
        "defs": {"D": {"type": "BOOLEAN"}},
        "required": ["a"],
    }
    found = to_json_schema(schema)
    assert list(found["properties"]) == ["a", "b", "c", "d", "e", "f"]
    assert found == {
        "type": "object",
        "properties": {
            "b": {"type": ["string", "null"], "enum": ["x", None], "examples": ["x"]},
            "a": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
            "c": {"anyOf": [{"type": "string"}, True]},
            "d": {"$ref": "#/$defs/D"},
            "e": {},
            "f": {},
        },
        "$defs": {"D": {"type": "boolean"}},
        "required": ["a"],
    }


SCHEMAS = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["string", "object", "array", "null", "#", "#/$defs/a", ""]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "type", "properties", "items", "anyOf", "oneOf", "allOf", "$ref", "$defs", "enum", "const", "required", "format", "a",
            "prefixItems", "exclusiveMinimum", "nullable", "examples", "not", "propertyOrdering",
        ]),
        inner,
        max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


def _check(node: dict[str, Any]) -> None:
    assert set(node) <= ALLOWED
    assert "anyOf" in node or node["type"].isupper()
    assert node.get("type") != "ARRAY" or node["items"]
    if "enum" in node:
        assert node["type"] == "STRING"
        assert all(isinstance(value, str) and value for value in node["enum"])
    for name in node.get("required", ()):
        assert name in node["properties"]
    for inner in [
        *node.get("properties", {}).values(),
        *node.get("anyOf", ()),
        *([node["items"]] if "items" in node else []),
    ]:
        _check(inner)


@given(
    st.dictionaries(
        st.sampled_from(["type", "properties", "items", "anyOf", "allOf", "$ref", "$defs", "enum"]), SCHEMAS, max_size=4
    )
)
def test_any_schema_is_cut_to_the_subset(schema: dict[str, Any]) -> None:
    _check(cleaned(schema)[0])


@given(
    st.dictionaries(
        st.sampled_from(
            ["type", "properties", "items", "anyOf", "ref", "defs", "enum", "nullable", "propertyOrdering"]
        ),
        SCHEMAS,
    )
)
def test_any_google_schema_is_read(schema: dict[str, Any]) -> None:
    assert isinstance(to_json_schema(schema), dict)
