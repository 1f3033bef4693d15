"""Reading proto JSON: every field in camelCase or snake_case, null meaning unset, and errors that name the place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from bridge.formats.read import as_list, wrong

_UPPER = re.compile(r"[A-Z]")
_LOWER_AFTER = re.compile(r"_([a-z0-9])")
#: Function names as the API accepts them.
FUNCTION_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*")
FUNCTION_NAME_LIMIT = 128
#: Fields of a Part that say what it is; exactly one is set.
PART_KINDS = (
    "text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult", "toolCall",
    "toolResponse",
)  # fmt: skip
#: What the documentation gives for calls that Gemini did not make itself, base64 as bytes fields are on the wire
#: (https://ai.google.dev/gemini-api/docs/thought-signatures; this form is recorded as accepted).
BYPASS_SIGNATURE = "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I="
#: Call ids of our own making, for calls that came without one: they never go back to Google.
OWN_ID = "call_gm_"


def snake(name: str) -> str:
    return _UPPER.sub(lambda found: "_" + found[0].lower(), name)


def camel(name: str) -> str:
    return _LOWER_AFTER.sub(lambda found: found[1].upper(), name) if "_" in name else name


_SNAKE: dict[str, str] = {
    name: snake(name)
    for name in (
        *PART_KINDS, "thoughtSignature", "mimeType", "fileUri", "displayName", "systemInstruction", "toolConfig", "safetySettings",
        "generationConfig", "cachedContent", "serviceTier", "functionDeclarations", "parametersJsonSchema", "responseJsonSchema",
        "functionCallingConfig", "allowedFunctionNames", "thinkingConfig", "includeThoughts", "thinkingBudget", "thinkingLevel",
        "responseMimeType", "responseSchema", "topP", "topK", "candidateCount", "maxOutputTokens", "stopSequences",
        "presencePenalty", "frequencyPenalty", "responseLogprobs", "generateContentRequest",
    )
}  # fmt: skip


#: What a part is, by the field that says so, in either spelling.
KIND_OF: dict[str, str] = {spelled: kind for kind in PART_KINDS for spelled in (kind, _SNAKE[kind])}


def get(node: Mapping[str, Any], name: str) -> Any:
    """The field under either spelling; None when unset."""
    value = node.get(name)
    return value if value is not None else node.get(_SNAKE.get(name, name))


def spelling(node: Mapping[str, Any], name: str) -> str:
    """The spelling under which ``node`` holds the field, for paths."""
    return name if node.get(name) is not None else _SNAKE.get(name, name) if _SNAKE.get(name, name) in node else name


def both(*names: str) -> frozenset[str]:
    """Field names in both spellings."""
    return frozenset(names) | frozenset(snake(name) for name in names)


def rest(node: Mapping[str, Any], known: frozenset[str], prefix: str = "") -> dict[str, Any]:
    """Fields that are set and not in ``known``, keys led by ``prefix`` (a dotted path, as ``extra`` holds nested ones)."""
    if node.keys() <= known:
        return {}
    return {prefix + key: value for key, value in node.items() if key not in known and value is not None}


def want_list(value: Any, path: str) -> list[tuple[Any, str]]:
    """(item, its path). A lone object stands for a list of one, as the API itself takes it."""
    if isinstance(value, list):
        return [(item, f"{path}[{index}]") for index, item in enumerate(as_list(value))]
    if isinstance(value, dict):
        return [(cast("Any", value), path)]
    raise wrong(value, "an array", path)


def want_number(value: Any, path: str) -> float:
    """Integers stay integers; proto JSON takes numbers in quotes as well."""
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            raise wrong(value, "a number", path) from None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise wrong(value, "a number", path)
    return value
