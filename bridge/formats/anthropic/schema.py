"""JSON Schema as Anthropic takes it: draft 2020-12 for tools, a closed subset for structured output and strict tools.

Sources: the tool use and structured outputs pages, and recorded rejections ("tools.0.custom.input_schema.type: Field required",
"For 'object' type, 'additionalProperties' must be explicitly set to false", "too many strict tools (21)", "too many optional
parameters (25)", "too many parameters with union types (17)").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from bridge import codec, ir
from bridge.formats.read import as_dict, as_list
from bridge.json_schema import function_schema
from bridge.report import Report

_MAX_DEPTH = 100
#: Keywords whose values are schemas, lists of schemas, or schemas by name.
_ONE = (
    "items",
    "additionalProperties",
    "not",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
    "unevaluatedProperties",
)
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
_NAMED = ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas")
#: What the grammar of structured output cannot express; said in the description instead.
_UNSUPPORTED = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems",
    "uniqueItems", "minProperties", "maxProperties", "contains", "propertyNames", "patternProperties", "not", "if", "then",
    "else", "dependentSchemas", "unevaluatedProperties", "prefixItems",
)  # fmt: skip
STRICT_TOOLS: Final = 20
_STRICT_OPTIONAL: Final = 24
_STRICT_UNIONS: Final = 16


def input_schema(tool: ir.Tool, report: Report) -> dict[str, Any]:
    """The schema of a function's arguments, an object without unions at its top."""
    given = tool.parameters or {}
    schema = function_schema(_modern(given, 0))
    if given and schema != given:
        report.approximated(
            f"{tool.path}.parameters", "the schema was brought to draft 2020-12 with a plain object at its top"
        )
    return schema


def _modern(node: Any, depth: int) -> Any:
    """Draft-04 habits as today's words: boolean exclusive bounds, ``items`` lists, ``required: true`` on a property."""
    if not isinstance(node, dict) or depth > _MAX_DEPTH:
        return cast("Any", node)
    out = dict(as_dict(node))
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(out.get(exclusive), bool) and out.pop(exclusive) and bound in out:
            out[exclusive] = out.pop(bound)
    if isinstance(out.get("required"), bool):
        del out["required"]
    if isinstance(out.get("items"), list):
        out["prefixItems"] = out.pop("items")
        if isinstance(out.get("additionalItems"), dict | bool):
            out["items"] = out.pop("additionalItems")
    return _mapped(out, lambda inner: _modern(inner, depth + 1))


def _mapped(node: dict[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """``node`` with ``change`` applied to every schema directly inside."""
    for key in _ONE:
        if isinstance(node.get(key), dict):
            node[key] = change(node[key])
    for key in _LISTS:
        if isinstance(node.get(key), list):
            node[key] = [change(sub) for sub in node[key]]
    for key in _NAMED:
        if isinstance(node.get(key), dict):
            node[key] = {name: change(sub) for name, sub in node[key].items()}
    return node


def output_schema(schema: dict[str, Any], path: str, report: Report) -> dict[str, Any]:
    """``schema`` in the subset of structured output: closed objects, what the grammar lacks told in descriptions."""
    fitted = _closed(_modern(schema, 0), 0)
    if fitted != schema:
        report.approximated(
            path, "the schema was fitted to what structured output takes; other limits stand in its descriptions"
        )
    result: dict[str, Any] = fitted
    return result


def _closed(node: Any, depth: int) -> Any:
    if not isinstance(node, dict) or depth > _MAX_DEPTH:
        return cast("Any", node)
    out = dict(as_dict(node))
    cut = {key: out.pop(key) for key in _UNSUPPORTED if key in out}
    if "oneOf" in out and "anyOf" not in out:
        out["anyOf"] = out.pop("oneOf")
    if isinstance(out.get("minItems"), int) and out["minItems"] > 1:  # 0 and 1 are taken
        cut["minItems"] = out.pop("minItems")
    if out.get("type") == "object" or "properties" in out:
        if out.get("additionalProperties") not in (None, True, False):
            cut["additionalProperties"] = out["additionalProperties"]
        out["additionalProperties"] = False
    if cut:
        told = ", ".join(f"{key}: {codec.dumps_text(value)}" for key, value in cut.items())
        out["description"] = "\n\n".join(filter(None, (out.get("description"), f"{{{told}}}")))
    return _mapped(out, lambda inner: _closed(inner, depth + 1))


class StrictBudget:
    """Which tools may stay strict: the schema must be in the subset as it is, and a request has room for only so many."""

    __slots__ = ("_optional", "_tools", "_unions")

    def __init__(self) -> None:
        self._tools = STRICT_TOOLS
        self._optional = _STRICT_OPTIONAL
        self._unions = _STRICT_UNIONS

    def admit(self, schema: dict[str, Any]) -> bool:
        if _closed(schema, 0) != schema or "$ref" in codec.dumps_text(schema):  # references may go in circles
            return False
        optional, unions = _complexity(schema, 0)
        if self._tools < 1 or optional > self._optional or unions > self._unions:
            return False
        self._tools -= 1
        self._optional -= optional
        self._unions -= unions
        return True


def _complexity(node: Any, depth: int) -> tuple[int, int]:
    """(optional parameters, unions) in a schema."""
    if not isinstance(node, dict) or depth > _MAX_DEPTH:
        return 0, 0
    schema = as_dict(node)
    required = {name for name in as_list(schema.get("required")) if isinstance(name, str)}
    optional = sum(name not in required for name in as_dict(schema.get("properties")))
    unions = int(isinstance(schema.get("type"), list) or "anyOf" in schema)
    inner: list[Any] = [schema.get("items"), *as_list(schema.get("anyOf")), *as_list(schema.get("allOf"))]
    inner.extend(as_dict(schema.get("properties")).values())
    for sub in inner:
        more_optional, more_unions = _complexity(sub, depth + 1)
        optional += more_optional
        unions += more_unions
    return optional, unions
