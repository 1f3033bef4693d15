"""JSON Schemas of tools and structured output: one way to walk them, to follow references, and to bring older words up to date.

What endpoints demand of a schema is in ``schema_rules``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from bridge.json_types import is_array, is_object

Schema: TypeAlias = dict[str, Any]
#: Reads (node, value of the keyword, changes to write into, the same rules for schemas inside).
_Action: TypeAlias = Callable[[Schema, Any, Schema, "_Rules"], None]
_Rules: TypeAlias = Mapping[str, "_Action"]

#: Keywords whose values are a schema, lists of schemas, or schemas by name.
_ONE = (
    "items", "additionalItems", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else",
    "unevaluatedProperties", "unevaluatedItems",
)  # fmt: skip
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
_NAMED = ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas")
_TYPES = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})
_TYPES_BUT_ARRAY = ("string", "object", "integer", "boolean", "number", "null")
_MAX_NESTING = 8
_GONE: Final = object()


# --------------------------------------------------------------------------- walking


def children(node: Any) -> Iterator[Any]:
    """Every schema directly inside ``node``, also true and false."""
    if not is_object(node):
        return
    for key, value in node.items():
        if key in _ONE:
            yield value
        elif key in _LISTS and is_array(value):
            yield from value
        elif key in _NAMED and is_object(value):
            yield from value.values()


def mapped(node: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """``node`` with ``change`` applied to every object schema directly inside; the very same object when nothing changed."""
    changes: Schema = {}
    for key, value in node.items():
        shape = _SHAPES.get(key)
        if shape is not None and (new := shape(value, change)) is not value:
            changes[key] = new
    return {**node, **changes} if changes else node


def _one(value: Any, change: Callable[[Schema], Schema]) -> Any:
    return change(value) if is_object(value) else value


def _each(value: Any, change: Callable[[Schema], Schema]) -> Any:
    if not is_array(value):
        return value
    new = [change(node) if is_object(node) else node for node in value]
    return new if any(after is not before for after, before in zip(new, value, strict=True)) else value


def _by_name(value: Any, change: Callable[[Schema], Schema]) -> Any:
    if not is_object(value):
        return value
    changes = {
        name: new for name, node in value.items() if node.__class__ is dict and (new := change(node)) is not node
    }
    return {**value, **changes} if changes else value


_SHAPES: Mapping[str, Callable[[Any, Callable[[Schema], Schema]], Any]] = {
    **dict.fromkeys(_ONE, _one), **dict.fromkeys(_LISTS, _each), **dict.fromkeys(_NAMED, _by_name),
}  # fmt: skip


def resolve(node: Schema, root: Mapping[str, Any]) -> Schema:
    """``node`` with the local ``$ref`` it consists of put in place; as it is when that leads nowhere or in a circle."""
    for _ in range(_MAX_NESTING):
        target = lookup(node.get("$ref"), root)
        if target is None or target is node:
            break
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def lookup(reference: Any, root: Mapping[str, Any]) -> Schema | None:
    """The schema that a reference within ``root`` names."""
    if not isinstance(reference, str) or not reference.startswith("#"):
        return None
    node: Any = root
    for step in reference[1:].split("/")[1:]:
        node = node.get(step.replace("~1", "/").replace("~0", "~")) if is_object(node) else None
    return node if is_object(node) else None


# --------------------------------------------------------------------------- rewriting


def _rewritten(node: Any, rules: _Rules) -> Any:
    """The schema by ``rules``; the very same object when nothing had to change."""
    if not is_object(node):
        return node
    changes: Schema = {}
    for key, value in node.items():
        if key == "type" and value in _TYPES_BUT_ARRAY:
            continue
        action = rules.get(key)
        if action is not None:
            action(node, value, changes, rules)
    if not changes:
        return node
    return {key: value for key, value in {**node, **changes}.items() if value is not _GONE}


def _inside(key: str) -> _Action:
    shape = _SHAPES[key]

    def action(_node: Schema, value: Any, changes: Schema, rules: _Rules) -> None:
        if value.__class__ in (dict, list):
            new = shape(value, lambda inner: _rewritten(inner, rules))
            if new is not value:
                changes[key] = new

    return action


def _items(further: Any) -> _Action:
    """A list of schemas is draft 7's word for ``prefixItems``; ``further`` items are what nothing is said about."""
    single = _inside("items")

    def action(node: Schema, value: Any, changes: Schema, rules: _Rules) -> None:
        if not is_array(value):
            single(node, value, changes, rules)
            return
        changes["prefixItems"] = [_rewritten(inner, rules) for inner in value]
        more = node.get("additionalItems")
        changes["items"] = _rewritten(more, rules) if is_object(more) or isinstance(more, bool) else further

    return action


def _additional_items(_node: Schema, _value: Any, changes: Schema, _rules: _Rules) -> None:
    """Went to ``items``, or meant nothing."""
    changes["additionalItems"] = _GONE


def _bound(exclusive: str, plain: str) -> _Action:
    """Draft 4 says with a boolean that the plain bound is exclusive."""

    def action(node: Schema, value: Any, changes: Schema, _rules: _Rules) -> None:
        if isinstance(value, bool):
            changes[exclusive] = _GONE
            if value and plain in node:
                changes[exclusive], changes[plain] = node[plain], _GONE

    return action


def _required(_node: Schema, value: Any, changes: Schema, _rules: _Rules) -> None:
    """Draft 3 has ``required: true`` on the property itself."""
    if isinstance(value, bool):
        changes["required"] = _GONE


def _type(_node: Schema, value: Any, changes: Schema, _rules: _Rules) -> None:
    """Types are JSON Schema's words, in lower case; unknown ones are left out."""
    kind = _known_types(value)
    if kind is None or kind != value:
        changes["type"] = _GONE if kind is None else kind


def _array_type(node: Schema, value: Any, changes: Schema, rules: _Rules) -> None:
    _type(node, value, changes, rules)
    kind = changes.get("type", value)
    if (kind == "array" or (is_array(kind) and "array" in kind)) and "items" not in node:
        changes["items"] = {}


def _known_types(kind: Any) -> Any:
    if isinstance(kind, str):
        return kind.lower() if kind.lower() in _TYPES else None
    words = (
        [word.lower() for word in kind if isinstance(word, str) and word.lower() in _TYPES] if is_array(kind) else []
    )
    return words or None


#: Older drafts as today's, and types as JSON Schema's words (Gemini clients write Google's, in upper case).
_MODERN: _Rules = {
    **{key: _inside(key) for key in _SHAPES},
    "items": _items(_GONE),
    "additionalItems": _additional_items,
    "exclusiveMinimum": _bound("exclusiveMinimum", "minimum"),
    "exclusiveMaximum": _bound("exclusiveMaximum", "maximum"),
    "required": _required,
    "type": _type,
}
#: What endpoints want of functions on top of that.
_FUNCTION: _Rules = {**_MODERN, "type": _array_type, "items": _items({})}


def modern(schema: Schema) -> Schema:
    """``schema`` in the words of draft 2020-12; the very same object when it is already."""
    changed: Schema = _rewritten(schema, _MODERN)
    return changed


def function_words(schema: Schema) -> Schema:
    """``modern``, and arrays always say what their items are."""
    changed: Schema = _rewritten(schema, _FUNCTION)
    return changed
