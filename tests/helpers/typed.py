"""Random documents out of the vendors' own types (their SDKs): whatever a type allows turns up sooner or later.

Nothing here knows what a document means, so the result is legal by its types and otherwise wild: empty lists, calls without
results, every kind of tool and block next to any other.
"""

from __future__ import annotations

import collections.abc
import enum
import functools
import random
import types
import typing
from typing import Annotated, Any, Literal, NotRequired, Required

import pydantic
from typing_extensions import get_type_hints, is_typeddict

_IDS = ("call_1", "call_2", "toolu_3")
_NAMES = ("get_weather", "search", "run_it")
_PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
_SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
#: Values of fields that the type says too little about, by name.
_WORDS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("id", "call_id", "tool_call_id", "tool_use_id"), _IDS),
    "name": _NAMES, "arguments": ("{}", '{"city":"Paris"}'), "data": (_PNG,), "signature": ("c2ln",), "model": ("m",),
    **dict.fromkeys(("image_url", "url", "file_url", "fileUri"), (f"data:image/png;base64,{_PNG}", "https://e.org/a.pdf")),
    "file_data": ("data:application/pdf;base64,JVBERi0x",),
    **dict.fromkeys(("media_type", "mimeType"), ("image/png", "application/pdf", "text/plain")),
    **dict.fromkeys(("parameters", "input_schema", "schema", "parametersJsonSchema", "responseJsonSchema"), (_SCHEMA,)),
    **dict.fromkeys(("input", "args"), ({}, {"city": "Paris"})),
    "response": ({}, {"result": "sunny"}, {"error": "no"}),
}  # fmt: skip
#: What a Gemini part may be, one of them.
_PART = ("text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult")
_DEEP = 14


class Typed:
    """``nulls``: optional fields may be there and null."""

    def __init__(self, seed: int, *, nulls: bool) -> None:
        self._chance = random.Random(seed)
        self._nulls = nulls

    def make(self, kind: Any, key: str = "", depth: int = 0) -> Any:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in (Annotated, Required, NotRequired):
            return self.make(arguments[0], key, depth)
        if origin in (typing.Union, types.UnionType):
            return self._union(arguments, key, depth)
        if origin is Literal:
            return self._chance.choice(arguments)
        if origin in (list, collections.abc.Iterable, collections.abc.Sequence):
            most = 6 if key in ("messages", "contents", "input") else 3 if depth < _DEEP else 1
            return [
                self.make(arguments[0], key, depth + 1)
                for _ in range(self._chance.randint(key in ("messages", "contents"), most))
            ]
        if is_typeddict(kind):
            return self._typed_dict(kind, depth)
        if isinstance(kind, type) and issubclass(kind, pydantic.BaseModel):
            return self._model(kind, depth)
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return self._chance.choice([one.value for one in kind] or ["x"])
        return self._plain(kind, origin, arguments, key, depth)

    def _plain(self, kind: Any, origin: Any, arguments: tuple[Any, ...], key: str, depth: int) -> Any:
        if kind is bytes:
            return _PNG
        if kind is bool:
            return self._chance.random() < 0.5
        if kind is int:
            return self._chance.choice([1, 5, 2048])
        if kind is float:
            return self._chance.choice([0.0, 0.5, 1.0])
        if kind is type(None):
            return None
        if key in _WORDS and (kind is not str or isinstance(_WORDS[key][0], str)):
            return self._chance.choice(_WORDS[key])
        if origin in (dict, collections.abc.Mapping):
            return {self._chance.choice(_NAMES): self.make(arguments[1], "", depth + 1)} if arguments else {}
        return self._chance.choice(["hello", "some words here", ""] if key in ("text", "content") else ["hello", "x"])

    def _union(self, kinds: tuple[Any, ...], key: str, depth: int) -> Any:
        if self._nulls and type(None) in kinds and self._chance.random() < 0.15:
            return None
        known = [kind for kind in kinds if kind is not type(None) and "IO[" not in str(kind)]
        if depth > _DEEP:
            known = [kind for kind in known if kind in (str, int, bool, float)] or known
        return self.make(self._chance.choice(known), key, depth + 1)

    def _typed_dict(self, kind: Any, depth: int) -> dict[str, Any]:
        likely = 0.3 if depth < 8 else 0.08
        return {
            key: self.make(of, key, depth + 1)
            for key, of in _hints(kind).items()
            if typing.get_origin(of) is Required
            or (kind.__total__ and typing.get_origin(of) is not NotRequired)
            or self._chance.random()
            < (0.8 if key in ("content", "input") or (key == "tools" and not depth) else likely)
        }

    def _model(self, kind: type[pydantic.BaseModel], depth: int) -> dict[str, Any]:
        fields = {field.alias or name: field for name, field in kind.model_fields.items()}
        if kind.__name__ == "Part":
            chosen = [self._chance.choice(_PART), *(["thoughtSignature"] if self._chance.random() < 0.1 else [])]
            made = {key: self.make(fields[key].annotation, key, depth + 1) for key in chosen}
            return {key: value for key, value in made.items() if value is not None}
        likely = 0.3 if depth < 8 else 0.08
        usual = ("parts", "name", "candidates", "content", "functionDeclarations", "finishReason")
        made = {
            key: self.make(field.annotation, key, depth + 1)
            for key, field in fields.items()
            if field.is_required() or self._chance.random() < (0.95 if key in usual else likely)
        }
        return {
            key: value for key, value in made.items() if value is not None or self._nulls or fields[key].is_required()
        }

    # ------------------------------------------------------------------ Gemini's request has no type of its own

    def gemini_request(self) -> dict[str, Any]:
        from google.genai import types as google

        kinds = {
            "systemInstruction": google.Content, "tools": list[google.Tool], "toolConfig": google.ToolConfig,
            "generationConfig": google.GenerationConfig, "safetySettings": list[google.SafetySetting], "cachedContent": str,
        }  # fmt: skip
        body = {key: self.make(kind, key, 1) for key, kind in kinds.items() if self._chance.random() < 0.5}
        body["contents"] = self.make(list[google.Content], "contents", 1)
        for content in body["contents"]:
            content["role"] = self._chance.choice(["user", "model"])
            misplaced = "functionResponse" if content["role"] == "model" else "functionCall"
            content["parts"] = [part for part in content.get("parts") or [] if misplaced not in part] or [{"text": "x"}]
        return body


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)
