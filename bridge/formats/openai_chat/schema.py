"""JSON Schemas of functions as OpenAI-like vendors take them."""

from __future__ import annotations

from typing import Any, cast

from bridge.formats import read
from bridge.report import Report

_UNIONS = ("oneOf", "anyOf", "allOf", "not", "enum")
#: Keywords whose values are schemas by name / lists of schemas / one schema.
_BY_NAME = ("properties", "$defs", "definitions", "patternProperties")
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
_SINGLE = ("items", "additionalProperties", "not")
_NESTED = frozenset((*_BY_NAME, *_LISTS, *_SINGLE))
EMPTY: dict[str, Any] = {"type": "object", "properties": {}}


def for_function(schema: dict[str, Any] | None, path: str, report: Report) -> dict[str, Any]:
    """``schema`` as the parameters of a function: an object at the top without unions, arrays with items. Never changed in place."""
    if not schema:
        return dict(EMPTY)
    top = schema
    if schema.get("type") != "object":
        top = {**schema, "type": "object"}
        if isinstance(schema.get("type"), str):
            report.approximated(path, f"parameters of type {schema['type']} were declared as an object", "warning")
    unions = [key for key in _UNIONS if key in top]
    if unions:
        report.approximated(
            path, f"{', '.join(unions)} at the top of the parameters is not allowed here and was left out"
        )
        top = _merged(top, unions)
    top = cast("dict[str, Any]", _with_items(top))
    return top if "properties" in top else {**top, "properties": {}}


def _merged(schema: dict[str, Any], unions: list[str]) -> dict[str, Any]:
    """Without the unions, but with the properties of their branches, so that the model still sees what there is."""
    properties = dict(read.as_dict(schema.get("properties")))
    for key in unions:
        branches = schema[key]
        for branch in read.as_list(branches) if isinstance(branches, list) else []:
            if isinstance(branch, dict):
                inner = cast("dict[str, Any]", branch).get("properties")
                if isinstance(inner, dict):
                    properties = {**cast("dict[str, Any]", inner), **properties}
    rest = {key: value for key, value in schema.items() if key not in unions}
    return {**rest, "properties": properties}


def _with_items(node: Any) -> Any:
    """The schema with ``items: {}`` in arrays that lack it ("array schema missing items"); the same object when nothing lacks."""
    if not isinstance(node, dict):
        return node
    schema = cast("dict[str, Any]", node)
    changed: dict[str, Any] = {} if _NESTED.isdisjoint(schema) else _with_items_inside(schema)
    kind = schema.get("type")
    is_array = kind == "array" or (isinstance(kind, list) and "array" in kind)
    if is_array and "items" not in schema and "prefixItems" not in schema:
        changed["items"] = {}
    return {**schema, **changed} if changed else schema


def _with_items_inside(schema: dict[str, Any]) -> dict[str, Any]:
    """The keywords of ``schema`` whose schemas had to change."""
    changed: dict[str, Any] = {}
    for key in _BY_NAME:
        inner = schema.get(key)
        if isinstance(inner, dict):
            fixed = {name: _with_items(child) for name, child in cast("dict[str, Any]", inner).items()}
            if any(fixed[name] is not inner[name] for name in fixed):
                changed[key] = fixed
    for key in _LISTS:
        inner = schema.get(key)
        if isinstance(inner, list):
            children = [_with_items(child) for child in read.as_list(inner)]
            if any(new is not old for new, old in zip(children, read.as_list(inner), strict=True)):
                changed[key] = children
    for key in _SINGLE:
        if isinstance(schema.get(key), dict):
            fixed_one = _with_items(schema[key])
            if fixed_one is not schema[key]:
                changed[key] = fixed_one
    return changed


def is_strict(node: Any) -> bool:
    """Whether every object is closed and requires all its properties, which OpenAI's strict mode demands."""
    if not isinstance(node, dict):
        return node is not None
    schema = cast("dict[str, Any]", node)
    kind = schema.get("type")
    properties = schema.get("properties")
    names: set[str] = set(cast("dict[str, Any]", properties)) if isinstance(properties, dict) else set()
    if kind == "object" or (isinstance(kind, list) and "object" in kind) or "properties" in schema:
        required = schema.get("required")
        listed = read.as_list(required) if isinstance(required, list) else []
        if schema.get("additionalProperties") is not False or not names.issubset(
            item for item in listed if isinstance(item, str)
        ):
            return False
    for key in _BY_NAME:
        inner = schema.get(key)
        if isinstance(inner, dict) and not all(is_strict(child) for child in cast("dict[str, Any]", inner).values()):
            return False
    for key in _LISTS:
        inner = schema.get(key)
        if isinstance(inner, list) and not all(is_strict(child) for child in read.as_list(inner)):
            return False
    return "items" not in schema or is_strict(schema["items"])
