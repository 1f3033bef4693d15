"""JSON Schema against Google's ``Schema``, a subset of OpenAPI 3.0 (https://ai.google.dev/api/caching#Schema).

``parametersJsonSchema`` and ``responseJsonSchema`` take JSON Schema untouched and are preferred; ``clean`` is for endpoints
without them. ``to_json_schema`` is the way back, for schemas that a Gemini client sent in Google's form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bridge import codec
from bridge.formats.gemini.wire import camel
from bridge.formats.read import as_dict, as_list
from bridge.json_schema import lookup
from bridge.json_types import is_object
from bridge.report import Report

#: proto enum numbers of ``Type``, which clients may send instead of names.
_TYPE_NUMBERS = {1: "string", 2: "number", 3: "integer", 4: "boolean", 5: "array", 6: "object", 7: "null"}
_WORDS = {spelled: word for word in _TYPE_NUMBERS.values() for spelled in (word, word.upper())}
_COUNTS = frozenset({"minItems", "maxItems", "minProperties", "maxProperties", "minLength", "maxLength"})
_KEPT = _COUNTS | {"title", "description", "pattern", "default", "minimum", "maximum"}
_HANDLED = frozenset({
    "type", "nullable", "enum", "const", "properties", "required", "items", "prefixItems", "anyOf", "oneOf", "allOf", "format",
    "exclusiveMinimum", "exclusiveMaximum", "examples", "example", "propertyOrdering", "$ref", "$defs", "definitions", "$schema",
})  # fmt: skip
_FORMATS = {"string": ("enum", "date-time"), "number": ("float", "double"), "integer": ("int32", "int64")}
_TYPES = frozenset(_TYPE_NUMBERS.values()) - {"null"}
_MAX_DEPTH = 48


# --------------------------------------------------------------------------- Google's form → JSON Schema


def to_json_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Lower-case types, ``nullable`` as a type, counts as numbers; property order as Google's ``propertyOrdering`` wants it."""
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "type" and value.__class__ is str and value in _WORDS:
            found[key] = _WORDS[value]
            continue
        name = camel(key) if "_" in key else key
        action = _TO_JSON.get(name)
        if action is None:
            found[name] = value
        else:
            action(found, name, value)
    return found if _FINISHED.isdisjoint(schema) else _finish_json(schema, found)


_Reader: TypeAlias = Callable[[dict[str, Any], str, Any], None]
_FINISHED = frozenset({"nullable", "propertyOrdering", "property_ordering"})


def _type_to_json(found: dict[str, Any], name: str, value: Any) -> None:
    if isinstance(value, list):
        found[name] = [str(kind).lower() for kind in as_list(value)]
        return
    kind = value.lower() if isinstance(value, str) else _TYPE_NUMBERS.get(value) if isinstance(value, int) else None
    if kind and kind != "type_unspecified":
        found[name] = kind


def _sub_to_json(found: dict[str, Any], name: str, value: Any) -> None:
    found[name] = to_json_schema(value) if is_object(value) else value


def _list_to_json(found: dict[str, Any], name: str, value: Any) -> None:
    found[name] = [_sub(item) for item in as_list(value)] if isinstance(value, list) else value


def _named_to_json(found: dict[str, Any], name: str, value: Any) -> None:
    subs = {inner: _sub(sub) for inner, sub in value.items()} if is_object(value) else value
    found["$defs" if name == "defs" else name] = subs


def _count_to_json(found: dict[str, Any], name: str, value: Any) -> None:
    found[name] = int(value) if isinstance(value, str) and value.isdigit() else value


def _reference_to_json(found: dict[str, Any], _name: str, value: Any) -> None:
    found["$ref"] = str(value).replace("#/defs/", "#/$defs/")


def _example_to_json(found: dict[str, Any], _name: str, value: Any) -> None:
    found["examples"] = [value]


def _nothing(_found: dict[str, Any], _name: str, _value: Any) -> None:
    """Read by ``_finish_json``."""


_TO_JSON: Mapping[str, _Reader] = {
    "type": _type_to_json, "properties": _named_to_json, "defs": _named_to_json, "ref": _reference_to_json,
    "example": _example_to_json,
    **dict.fromkeys(("items", "additionalProperties"), _sub_to_json),
    **dict.fromkeys(("anyOf", "oneOf", "allOf", "prefixItems"), _list_to_json),
    **dict.fromkeys(_COUNTS, _count_to_json),
    **dict.fromkeys(("nullable", "propertyOrdering"), _nothing),
}  # fmt: skip


def _sub(value: Any) -> Any:
    return to_json_schema(as_dict(value)) if isinstance(value, dict) else value


def _finish_json(schema: Mapping[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    ordering = schema.get("propertyOrdering", schema.get("property_ordering"))
    properties = found.get("properties")
    if isinstance(ordering, list) and isinstance(properties, dict):
        known = as_dict(properties)
        first = [name for name in as_list(ordering) if isinstance(name, str) and name in known]
        found["properties"] = {name: known[name] for name in [*first, *(name for name in known if name not in first)]}
    if schema.get("nullable") is True and "type" in found:
        kind = found["type"]
        found["type"] = [*(as_list(kind) if isinstance(kind, list) else [kind]), "null"]
        if isinstance(found.get("enum"), list):
            found["enum"] = [*found["enum"], None]
    return found


# --------------------------------------------------------------------------- JSON Schema → Google's form


def clean(schema: Mapping[str, Any], report: Report, path: str) -> dict[str, Any]:
    """``schema`` within the subset; what was cut or loosened is reported below ``path``."""
    return _Cleaner(schema, report).node(schema, path, 0, ())


class _Cleaner:
    """One schema being cleaned: holds the root that local ``$ref``s point into."""

    __slots__ = ("_report", "_root")

    def __init__(self, root: Mapping[str, Any], report: Report) -> None:
        self._root = root
        self._report = report

    def node(self, schema: Any, path: str, depth: int, seen: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(schema, dict) or depth > _MAX_DEPTH:
            self._report.approximated(path, "a schema without shape is sent as text")
            return {"type": "STRING"}
        node, seen = self._resolve(as_dict(schema), path, seen)
        node = self._merge_all(node, path)
        kinds, nullable = self._kinds(node)
        found: dict[str, Any] = {key: value for key, value in node.items() if key in _KEPT}
        for key in node:
            if key not in _KEPT and key not in _HANDLED:
                self._report.dropped(f"{path}.{key}", "Gemini's schema has no such keyword", "info")
        if nullable:
            found["nullable"] = True
        branches = self._branches(node)
        if branches and not (node.get("properties") or node.get("items")):
            return self._union(found, branches, path, depth, seen)
        if branches:
            self._report.dropped(f"{path}.anyOf", "Gemini takes no alternatives beside properties or items", "warning")
        if len(kinds) > 1:
            return self._union(found, [{**_for_kind(node, kind), "type": kind} for kind in kinds], path, depth, seen)
        self._shape(kinds[0], node, found, path, depth, seen)
        return found

    def _resolve(
        self, node: dict[str, Any], path: str, seen: tuple[str, ...]
    ) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Follows ``$ref``; a loop or an outside reference ends in a plain object."""
        while isinstance(reference := node.get("$ref"), str):
            target = None if reference in seen else lookup(reference, self._root)
            others = {key: value for key, value in node.items() if key != "$ref"}
            if target is None:
                self._report.approximated(
                    f"{path}.$ref", "a recursive or unknown reference is sent as a plain object", "warning"
                )
                return {"type": "object", **others}, seen
            seen = (*seen, reference)
            node = {**target, **others}
        return node, seen

    def _merge_all(self, node: dict[str, Any], path: str) -> dict[str, Any]:
        parts = node.get("allOf")
        if not isinstance(parts, list):
            return node
        merged = {key: value for key, value in node.items() if key != "allOf"}
        for part in as_list(parts):
            if not isinstance(part, dict):
                continue
            inner = self._merge_all(self._resolve(as_dict(part), path, ())[0], path)
            for key, value in inner.items():
                if key == "properties" and isinstance(value, dict):
                    merged[key] = {**value, **as_dict(merged.get(key) or {})}
                elif key == "required" and isinstance(value, list):
                    merged[key] = [*as_list(merged.get(key) or []), *as_list(value)]
                else:
                    merged.setdefault(key, value)
        return merged

    @staticmethod
    def _kinds(node: dict[str, Any]) -> tuple[list[str], bool]:
        """(types but null, whether null is one of them); a missing type is told from the other keywords."""
        declared = node.get("type")
        listed = as_list(declared) if isinstance(declared, list) else [declared] if declared else []
        kinds = [str(kind).lower() for kind in listed]
        values = node.get("enum")
        nullable = "null" in kinds or node.get("nullable") is True or (isinstance(values, list) and None in values)
        kinds = [kind for kind in kinds if kind in _TYPES]
        if not kinds:
            kinds = [
                "object" if "properties" in node else "array" if "items" in node or "prefixItems" in node else "string"
            ]
        return kinds, nullable

    @staticmethod
    def _branches(node: dict[str, Any]) -> list[Any]:
        for key in ("anyOf", "oneOf"):
            if isinstance(node.get(key), list) and node[key]:
                return as_list(node[key])
        return []

    def _union(
        self, found: dict[str, Any], branches: list[Any], path: str, depth: int, seen: tuple[str, ...]
    ) -> dict[str, Any]:
        real = [branch for branch in branches if as_dict(branch).get("type") != "null"]
        if len(real) < len(branches):
            found["nullable"] = True
        cleaned = [self.node(branch, f"{path}.anyOf[{index}]", depth + 1, seen) for index, branch in enumerate(real)]
        if len(cleaned) == 1:
            return {**cleaned[0], **found}
        return {**found, "anyOf": cleaned} if cleaned else {**found, "type": "STRING"}

    def _shape(
        self, kind: str, node: dict[str, Any], found: dict[str, Any], path: str, depth: int, seen: tuple[str, ...]
    ) -> None:
        found["type"] = kind.upper()
        if kind == "object":
            self._object(node, found, path, depth, seen)
        elif kind == "array":
            found["items"] = self._items(node, path, depth, seen)
        self._values(kind, node, found, path)
        wanted = node.get("format")
        if wanted in _FORMATS.get(kind, ()):
            found["format"] = wanted
        elif wanted is not None:
            self._report.dropped(f"{path}.format", f"Gemini knows no format {wanted!r} here", "info")
        self._bounds(kind, node, found, path)
        examples = node.get("examples")
        if "example" in node or (isinstance(examples, list) and examples):
            found["example"] = node.get("example", (as_list(examples) or [None])[0])

    def _object(
        self, node: dict[str, Any], found: dict[str, Any], path: str, depth: int, seen: tuple[str, ...]
    ) -> None:
        properties = node.get("properties")
        if not isinstance(properties, dict):
            return
        known = as_dict(properties)
        found["properties"] = {
            name: self.node(sub, f"{path}.properties.{name}", depth + 1, seen) for name, sub in known.items()
        }
        required = node.get("required")
        if isinstance(required, list):
            names = list(dict.fromkeys(name for name in as_list(required) if name in known))
            if names:
                found["required"] = names
        ordering = node.get("propertyOrdering")
        if isinstance(ordering, list):
            found["propertyOrdering"] = ordering

    def _items(self, node: dict[str, Any], path: str, depth: int, seen: tuple[str, ...]) -> dict[str, Any]:
        if isinstance(node.get("items"), dict):
            return self.node(node["items"], f"{path}.items", depth + 1, seen)
        if isinstance(node.get("prefixItems"), list) and node["prefixItems"]:
            self._report.approximated(f"{path}.prefixItems", "a tuple became a list of its item types")
            return self._union({}, as_list(node["prefixItems"]), f"{path}.prefixItems", depth, seen)
        self._report.approximated(path, "a list of anything became a list of strings")
        return {"type": "STRING"}

    def _values(self, kind: str, node: dict[str, Any], found: dict[str, Any], path: str) -> None:
        values: list[Any] = [node["const"]] if "const" in node else as_list(node.get("enum"))
        values = [value for value in values if value is not None]
        if not values:
            return
        if kind == "string" and all(isinstance(value, str) and value for value in values):
            found["enum"] = values
            return
        # Only non-empty strings may be listed, so the choice goes into the description.
        shown = ", ".join(codec.dumps_text(value) for value in values)
        found["description"] = f"{found.get('description', '')} One of: {shown}".strip()
        self._report.approximated(
            f"{path}.{'const' if 'const' in node else 'enum'}", "the allowed values are told in the description"
        )

    def _bounds(self, kind: str, node: dict[str, Any], found: dict[str, Any], path: str) -> None:
        for key, target, step in (("exclusiveMinimum", "minimum", 1), ("exclusiveMaximum", "maximum", -1)):
            bound = node.get(key)
            if bound is None:
                continue
            self._report.approximated(f"{path}.{key}", f"sent as {target}")
            if isinstance(bound, int | float) and not isinstance(bound, bool):
                found.setdefault(target, bound + step if kind == "integer" else bound)


def _for_kind(node: dict[str, Any], kind: str) -> dict[str, Any]:
    """The keywords of a node with several types that say something about one of them."""
    own = {"object": ("properties", "required"), "array": ("items", "prefixItems"), "string": ("enum", "format")}.get(
        kind, ()
    )
    return {key: node[key] for key in own if key in node}
