"""What endpoints demand of JSON Schemas: the form of a function's arguments, of structured output, and of strict modes.

What the APIs' own rejections say about functions: the top level is an object with ``properties`` and without
``anyOf``/``oneOf``/``allOf``/``not``/``enum`` ("object schema missing properties"), every array says what its ``items`` are, also
a tuple ("array schema missing items"), keywords have the types of draft 2020-12 ("True is not of type 'number'"). Anthropic
refuses unions at the top and older drafts likewise and takes everything else that the others demand, so there is one form for all.
What strict modes take beyond that differs and is a ``Subset``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bridge.json_schema import Schema, children, function_words, modern, resolve
from bridge.json_types import is_array, is_object
from bridge.report import Report

_UNIONS = ("anyOf", "oneOf", "allOf")
_NOT_AT_TOP = frozenset({*_UNIONS, "not", "enum", "$ref"})
_MAX_NESTING = 8


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
    fitted = function_words(top)
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
