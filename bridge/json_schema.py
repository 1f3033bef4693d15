"""JSON Schemas of tools, as OpenAI's endpoints want them.

Their rules (from the API's own rejections): the top level is an object without ``anyOf``/``oneOf``/``allOf``/``not``/``enum``,
every array says what its ``items`` are, types are words of JSON Schema; strict schemas close every object and require every
property.
"""

from __future__ import annotations

from typing import Any

from bridge.json_types import is_array, is_object

_TYPES = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})
_UNIONS = ("anyOf", "oneOf", "allOf")
#: Keys whose value is one schema, a list of schemas, or a mapping of names to schemas.
_ONE = ("items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else")
_MANY = ("anyOf", "oneOf", "allOf", "prefixItems")
_NAMED = ("properties", "$defs", "definitions", "patternProperties")


def function_schema(schema: dict[str, Any] | None) -> dict[str, Any]:
    """A schema for a function's arguments; the very same object when nothing had to change."""
    if not schema:
        return {"type": "object", "properties": {}}
    if schema.get("type") != "object" or any(key in schema for key in (*_UNIONS, "not", "enum")):
        schema = _flat_top(schema)
    repaired: dict[str, Any] = _repaired(schema)
    return repaired


def _flat_top(schema: dict[str, Any]) -> dict[str, Any]:
    """Branches of a union at the top become one object: every property of any branch, required what all of them require."""
    top = {key: value for key, value in schema.items() if key not in (*_UNIONS, "not", "enum")}
    top["type"] = "object"
    properties = dict(_mapping(top.get("properties")))
    required = [name for name in _list(top.get("required")) if isinstance(name, str)]
    for union in _UNIONS:
        branches = [branch for branch in _list(schema.get(union)) if is_object(branch)]
        for branch in branches:
            properties = {**_mapping(branch.get("properties")), **properties}
        wanted = [set(map(str, _list(branch.get("required")))) for branch in branches]
        if wanted:
            shared = set[str].union(*wanted) if union == "allOf" else set[str].intersection(*wanted)
            required += [name for name in properties if name in shared and name not in required]
    top["properties"] = properties
    if required:
        top["required"] = required
    return top


def _mapping(value: Any) -> dict[str, Any]:
    return value if is_object(value) else {}


def _list(value: Any) -> list[Any]:
    return value if is_array(value) else []


def _repaired(node: Any) -> Any:
    """Types in lower case, unknown ones left out, arrays with ``items``."""
    if not is_object(node):
        return node
    source = node
    changes: dict[str, Any] = {}
    if "type" in source:
        kind = _known_types(source["type"])
        if kind != source["type"]:
            changes["type"] = kind
        if (kind == "array" or (isinstance(kind, list) and "array" in kind)) and not (
            "items" in source or "prefixItems" in source
        ):
            changes["items"] = {}
    for key in _ONE:
        if key in source and (child := _repaired(source[key])) is not source[key]:
            changes[key] = child
    for key in _MANY:
        children = [_repaired(child) for child in _list(source.get(key))]
        if any(new is not old for new, old in zip(children, _list(source.get(key)), strict=True)):
            changes[key] = children
    for key in _NAMED:
        named = _mapping(source.get(key))
        repaired = {name: _repaired(child) for name, child in named.items()}
        if any(repaired[name] is not named[name] for name in named):
            changes[key] = repaired
    if not changes:
        return source
    merged = {**source, **changes}
    if merged.get("type") is None:
        merged.pop("type", None)
    return merged


def _known_types(kind: Any) -> Any:
    if isinstance(kind, str):
        return kind.lower() if kind.lower() in _TYPES else None
    words = [word.lower() for word in _list(kind) if isinstance(word, str) and word.lower() in _TYPES]
    return words or None


def meets_strict(schema: Any) -> bool:
    """Whether strict mode takes the schema: every object closed, every property required."""
    if not is_object(schema):
        return True
    node = schema
    properties = _mapping(node.get("properties"))
    kind = node.get("type")
    if kind == "object" or (isinstance(kind, list) and "object" in kind) or "properties" in node:
        if node.get("additionalProperties") is not False:
            return False
        if not set(properties) <= {name for name in _list(node.get("required")) if isinstance(name, str)}:
            return False
    children = [*properties.values(), node.get("items"), *_mapping(node.get("$defs")).values()]
    for key in ("anyOf", "allOf"):
        children += _list(node.get(key))
    return "oneOf" not in node and all(meets_strict(child) for child in children)
