"""JSON Schemas of tools and structured output: one way to walk them, and what endpoints demand of them as data.

What the APIs' own rejections say about functions: the top level is an object with ``properties`` and without
``anyOf``/``oneOf``/``allOf``/``not``/``enum`` ("object schema missing properties"), every array says what its ``items`` are, also
a tuple ("array schema missing items"), keywords have the types of draft 2020-12 ("True is not of type 'number'"). Anthropic
refuses unions at the top and older drafts likewise and takes everything else that the others demand, so there is one form for all.
What strict modes take beyond that differs and is a ``Subset``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from bridge.json_types import is_array, is_object
from bridge.report import Report

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
_UNIONS = ("anyOf", "oneOf", "allOf")
_NOT_AT_TOP = frozenset({*_UNIONS, "not", "enum", "$ref"})
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


def function_schema(schema: Schema | None, path: str, report: Report, *, strict: bool = False) -> Schema:
    """A schema for the arguments of the function declared at ``path``; the very same object when nothing had to change.

    ``strict`` closes the schema of a function without arguments.
    """
    if not schema:
        return {"type": "object", "properties": {}, **({"additionalProperties": False} if strict else {})}
    if schema.get("type") == "object" and _NOT_AT_TOP.isdisjoint(schema):
        top = schema
    else:
        top = _plain_top(schema, f"{path}.parameters", report)
    fitted: Schema = _rewritten(top, _FUNCTION)
    if fitted is not top and modern(top) is not top:
        report.approximated(f"{path}.parameters", "words of older drafts of JSON Schema were brought to draft 2020-12")
    return fitted if "properties" in fitted else {**fitted, "properties": {}}


def _plain_top(schema: Schema, path: str, report: Report) -> Schema:
    """An object whose properties are those of every branch, required what all of them require."""
    unions = [key for key in schema if key in _NOT_AT_TOP and key != "$ref"]
    if unions:
        report.approximated(path, f"{', '.join(unions)} at the top is not allowed; all properties are offered together")
    whole = resolve(schema, schema)
    kind = whole.get("type", "object")
    if kind != "object" and isinstance(kind, str):
        report.approximated(path, f"a schema of type {kind} was declared as an object", "warning")
    properties, required = _merged(whole, schema, 0)
    top = {key: value for key, value in whole.items() if key not in _NOT_AT_TOP}
    top["type"] = "object"
    top["properties"] = properties
    if required:
        top["required"] = required
    return top


def object_root(schema: Schema) -> Schema | None:
    """A schema of structured output as OpenAI takes it: an object at the top, without unions. None when it is none (a list, a word)."""
    whole = resolve(schema, schema)
    if "type" not in whole and "properties" in whole:
        whole = {"type": "object", **whole}
    return whole if whole.get("type") == "object" and _NOT_AT_TOP.isdisjoint(whole) else None


def _merged(node: Schema, root: Schema, depth: int) -> tuple[Schema, list[str]]:
    """(properties, names of the required ones) of a schema and everything its unions add."""
    given, wanted = node.get("properties"), node.get("required")
    properties = dict(given) if is_object(given) else {}
    required = [name for name in wanted if isinstance(name, str)] if is_array(wanted) else []
    for union in _UNIONS if depth < _MAX_NESTING else ():
        listed = node.get(union)
        branches = [
            _merged(resolve(branch, root), root, depth + 1)
            for branch in (listed if is_array(listed) else [])
            if is_object(branch)
        ]
        found: dict[str, list[Any]] = {}
        for inner, _ in branches:
            for name, sub in inner.items():
                variants = found.setdefault(name, [])
                if sub not in variants:
                    variants.append(sub)
        properties = {**{name: _combined(variants, union) for name, variants in found.items()}, **properties}
        names = [set(names) for _, names in branches]
        if names:
            shared = set[str].union(*names) if union == "allOf" else set[str].intersection(*names)
            required += [name for name in properties if name in shared and name not in required]
    return properties, required


def _combined(variants: list[Any], union: str) -> Any:
    """One schema for a property that branches declare differently, such as the constant that tells them apart."""
    if len(variants) == 1:
        return variants[0]
    values: list[Any] = []
    for node in variants:
        choices = (
            [node["const"]] if is_object(node) and "const" in node else node.get("enum") if is_object(node) else None
        )
        if not is_array(choices):
            return {"allOf" if union == "allOf" else "anyOf": variants}
        values += [value for value in choices if value not in values]
    kinds = {str(node.get("type")) for node in variants}
    return {**({"type": variants[0]["type"]} if len(kinds) == 1 and "type" in variants[0] else {}), "enum": values}


# --------------------------------------------------------------------------- strict modes


@dataclass(frozen=True, slots=True)
class Subset:
    """What a strict mode takes: every object closed, no ``forbidden`` keyword, of ``format`` these words only, and with ``all_required``
    no optional property."""

    forbidden: frozenset[str]
    formats: frozenset[str]
    all_required: bool

    def takes(self, schema: Any) -> bool:
        stack = [schema]
        while stack:
            node = stack.pop()
            if not is_object(node):
                continue
            form = node.get("format")
            if not self.forbidden.isdisjoint(node) or (isinstance(form, str) and form not in self.formats):
                return False
            kind, named = node.get("type"), node.get("properties")
            if kind == "object" or (is_array(kind) and "object" in kind) or "properties" in node:
                required = node.get("required")
                listed = [name for name in required if isinstance(name, str)] if is_array(required) else []
                if node.get("additionalProperties") is not False:
                    return False
                if self.all_required and is_object(named) and not named.keys() <= set(listed):
                    return False
            stack.extend(children(node))
        return True


#: String formats that both vendors' grammars know (Anthropic knows ``uri`` as well).
STRING_FORMATS: Final = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}
)
#: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
OPENAI_STRICT: Final = Subset(
    forbidden=frozenset({"oneOf", "allOf", "not", "dependentRequired", "dependentSchemas", "if", "then", "else"}),
    formats=STRING_FORMATS,
    all_required=True,
)
