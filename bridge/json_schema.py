"""JSON Schemas of tools, as OpenAI's endpoints want them.

Their rules (from the API's own rejections): the top level is an object without ``anyOf``/``oneOf``/``allOf``/``not``/``enum``,
every array says what its ``items`` are, types are words of JSON Schema; strict schemas close every object and require every
property.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bridge.json_types import is_array, is_object

_TYPES = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})
_TYPES_BUT_ARRAY = ("string", "object", "integer", "boolean", "number", "null")
_UNIONS = ("anyOf", "oneOf", "allOf")


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
    """Types in lower case, unknown ones left out, arrays with ``items``. The very same object when nothing had to change."""
    if not is_object(node):
        return node
    changes: dict[str, Any] = {}
    for key, value in node.items():
        if key == "type":
            fixed = value if value in _TYPES_BUT_ARRAY else _fixed_type(node, value, changes)
        elif key in _CHILDREN and value.__class__ in (dict, list):
            fixed = _CHILDREN[key](value)
        else:
            continue
        if fixed is not value:
            changes[key] = fixed
    if not changes:
        return node
    merged = {**node, **changes}
    if merged.get("type", "") is None:
        del merged["type"]
    return merged


def _fixed_type(node: dict[str, Any], value: Any, changes: dict[str, Any]) -> Any:
    kind = _known_types(value)
    if kind is None:
        changes["type"] = None
    elif (kind == "array" or "array" in kind) and not ("items" in node or "prefixItems" in node):
        changes["items"] = {}
    return value if kind == value else kind


def _each(nodes: Any) -> Any:
    if not is_array(nodes):
        return nodes
    repaired = [_repaired(node) for node in nodes]
    return repaired if any(new is not old for new, old in zip(repaired, nodes, strict=True)) else nodes


def _named(nodes: Any) -> Any:
    if not is_object(nodes):
        return nodes
    changes = {name: new for name, node in nodes.items() if (new := _repaired(node)) is not node}
    return {**nodes, **changes} if changes else nodes


#: Keys that hold schemas: one, a list of them, or a mapping of names to them.
_CHILDREN: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ("items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else"), _repaired
    ),
    **dict.fromkeys(("anyOf", "oneOf", "allOf", "prefixItems"), _each),
    **dict.fromkeys(("properties", "$defs", "definitions", "patternProperties"), _named),
}


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
