"""JSON Schema in the closed subset that Anthropic takes for structured output and strict tools.

Sources: the structured outputs page and recorded rejections ("For 'object' type, 'additionalProperties' must be explicitly set to false", "too many strict tools (21)", "too many optional
parameters (25)", "too many parameters with union types (17)").
"""

from __future__ import annotations

from typing import Any, Final

from bridge import codec
from bridge.formats.read import as_dict, as_list
from bridge.json_schema import Schema, children, mapped, modern
from bridge.report import Report
from bridge.schema_rules import STRING_FORMATS

_MAX_DEPTH = 100
#: What the grammar of structured output cannot express; said in the description instead.
_UNSUPPORTED = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems",
    "uniqueItems", "minProperties", "maxProperties", "contains", "propertyNames", "patternProperties", "not", "if", "then",
    "else", "dependentSchemas", "unevaluatedProperties", "prefixItems",
)  # fmt: skip
_FORMATS = STRING_FORMATS | {"uri"}
STRICT_TOOLS: Final = 20
_STRICT_OPTIONAL: Final = 24
_STRICT_UNIONS: Final = 16


def output_schema(schema: dict[str, Any], path: str, report: Report) -> dict[str, Any]:
    """``schema`` in the subset of structured output: closed objects, what the grammar lacks told in descriptions."""
    fitted = _closed(modern(schema), 0)
    if fitted != schema:
        report.approximated(
            path, "the schema was fitted to what structured output takes; other limits stand in its descriptions"
        )
    return fitted


def _closed(node: Schema, depth: int) -> Schema:
    if depth > _MAX_DEPTH:
        return node
    out = dict(node)
    cut = {key: out.pop(key) for key in _UNSUPPORTED if key in out}
    if isinstance(out.get("format"), str) and out["format"] not in _FORMATS:
        cut["format"] = out.pop("format")
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
    return mapped(out, lambda inner: _closed(inner, depth + 1))


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
    for sub in children(schema):
        more_optional, more_unions = _complexity(sub, depth + 1)
        optional += more_optional
        unions += more_unions
    return optional, unions
