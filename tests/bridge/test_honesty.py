"""Honest conversion: whatever a client says either has an effect on what is sent, or stands in the report.

The check knows nothing of the library's own audit. It changes one leaf of a random request after the other and converts again: a
leaf that no change of which changes the outcome was lost, and then a line of the report must name it or something above it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge import convert
from bridge.errors import BridgeError

FORMATS = convert.FORMAT_NAMES
#: A model that can do most, so that little is lost for the model's sake, and one that can do little.
MODELS = {
    "openai-chat": ("gpt-5.2", "gpt-4o"),
    "openai-responses": ("gpt-5.2", "gpt-4o"),
    "anthropic": ("claude-opus-4-6", "claude-3-5-haiku-latest"),
    "gemini": ("gemini-3.1-pro-preview", "gemini-2.0-flash"),
}
#: Other words of the same lists, tried besides a plain change of the text.
OTHER_WORDS = {
    "auto": ("none", "flex", "disabled"), "none": ("auto",), "required": ("none",), "any": ("none",), "low": ("high",), "medium": ("low",),
    "high": ("low",), "enabled": ("disabled",), "adaptive": ("disabled",), "disabled": ("adaptive",), "AUTO": ("NONE",), "ANY": ("NONE",),
    "NONE": ("AUTO",), "LOW": ("HIGH",), "HIGH": ("LOW",), "default": ("flex",), "flex": ("priority",), "standard_only": ("auto",),
    "json_object": ("text",), "application/json": ("text/plain",), "concise": ("detailed",),
}  # fmt: skip
#: The model and the way of answering are routing; roles and the names of shapes have no meaning of their own.
NOT_SAID = {"model", "stream", "role"}
SHAPES = {"text/plain", "object", "OBJECT", "text", "image", "base64", "function", "message"}

# --------------------------------------------------------------------------- random requests

WORDS = st.text(alphabet="abcdefgh ijk", min_size=1, max_size=12).map(str.strip).filter(bool)
NAMES = st.from_regex(r"[a-z]{3,8}(_[a-z]{2,4})?", fullmatch=True)
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ARGUMENTS = st.dictionaries(NAMES, st.integers(0, 99) | WORDS, max_size=2)
SCHEMAS = st.fixed_dictionaries(
    {"type": st.just("object"), "properties": st.dictionaries(NAMES, st.fixed_dictionaries({"type": st.just("string"), "description": WORDS}), min_size=1, max_size=2)}
)  # fmt: skip


def optional(required: dict[str, Any], **maybe: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=maybe)


def lists(*items: Any, least: int = 1, most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.one_of(*items), min_size=least, max_size=most)


@st.composite
def turns(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A conversation in no format yet: texts and pictures of the user, answers with thoughts and calls, results."""
    found: list[dict[str, Any]] = []
    number = 0
    for _ in range(draw(st.integers(1, 3))):
        found.append({"kind": "user", "text": draw(WORDS), "image": draw(st.booleans())})
        calls = []
        for _ in range(draw(st.integers(0, 2))):
            number += 1
            calls.append({"id": f"call_{number}", "name": draw(NAMES), "args": draw(ARGUMENTS), "result": draw(WORDS)})
        found.append({"kind": "model", "text": draw(WORDS), "thought": draw(st.none() | WORDS), "calls": calls})
    found.append({"kind": "user", "text": draw(WORDS), "image": False})
    return found


SAMPLING = {
    "temperature": st.floats(0, 2).map(lambda number: round(number, 2)),
    "top_p": st.floats(0.1, 1).map(lambda number: round(number, 2)),
}


PDF = "JVBERi0xLjEKMSAwIG9iago8PD4+CmVuZG9iag=="
CHAT_PARTS = st.one_of(
    st.fixed_dictionaries({"type": st.just("file"), "file": optional({"file_data": st.just(f"data:application/pdf;base64,{PDF}")}, filename=NAMES)}),
    st.just({"type": "file", "file": {"file_id": "file-1"}}),
    st.just({"type": "input_audio", "input_audio": {"data": "UklGRg==", "format": "wav"}}),
    st.just({"type": "image_url", "image_url": {"url": "https://e.org/a.png"}}),
)  # fmt: skip
RESPONSES_PARTS = st.one_of(
    optional(
        {"type": st.just("input_file"), "file_data": st.just(f"data:application/pdf;base64,{PDF}"), "filename": NAMES}
    ),
    st.just({"type": "input_file", "file_url": "https://e.org/a.pdf"}),
    st.just({"type": "input_image", "file_id": "file-1", "detail": "high"}),
)
ANTHROPIC_PARTS = st.one_of(
    optional({"type": st.just("document"), "source": st.just({"type": "base64", "media_type": "application/pdf", "data": PDF})}, title=WORDS, context=WORDS, citations=st.just({"enabled": True})),
    st.fixed_dictionaries({"type": st.just("document"), "source": st.fixed_dictionaries({"type": st.just("text"), "media_type": st.just("text/plain"), "data": WORDS})}),
    st.just({"type": "image", "source": {"type": "url", "url": "https://e.org/a.png"}}),
    st.fixed_dictionaries({"type": st.just("search_result"), "source": WORDS, "title": WORDS, "content": st.fixed_dictionaries({"type": st.just("text"), "text": WORDS}).map(lambda part: [part])}),
)  # fmt: skip
GEMINI_PARTS = st.one_of(
    optional({"inlineData": st.fixed_dictionaries({"mimeType": st.just("application/pdf"), "data": st.just(PDF)})}),
    st.just({"fileData": {"mimeType": "video/mp4", "fileUri": "https://youtu.be/x"}, "videoMetadata": {"fps": 0.5}}),
    st.just({"fileData": {"mimeType": "application/pdf", "fileUri": "gs://bucket/a.pdf"}}),
    st.just({"inlineData": {"mimeType": "audio/wav", "data": "UklGRg=="}}),
)


@st.composite
def chat(draw: st.DrawFn) -> dict[str, Any]:
    messages: list[dict[str, Any]] = [{"role": draw(st.sampled_from(["system", "developer"])), "content": draw(WORDS)}]
    for turn in draw(turns()):
        if turn["kind"] == "user":
            image = {
                "type": "image_url",
                "image_url": draw(optional({"url": st.just(f"data:image/png;base64,{PNG}")}, detail=st.just("low"))),
            }
            more = draw(st.lists(CHAT_PARTS, max_size=1))
            parts = [{"type": "text", "text": turn["text"]}, *([image] if turn["image"] else []), *more]
            messages.append(
                {"role": "user", "content": parts if len(parts) > 1 else turn["text"], **draw(optional({}, name=NAMES))}
            )
            continue
        message: dict[str, Any] = {"role": "assistant", "content": turn["text"]}
        if turn["thought"]:
            message["reasoning_content"] = turn["thought"]
        if turn["calls"]:
            message["tool_calls"] = [
                {
                    "id": call["id"],
                    "type": "function",
                    "function": {"name": call["name"], "arguments": json.dumps(call["args"])},
                }
                for call in turn["calls"]
            ]
        messages.append(message)
        messages.extend(
            {"role": "tool", "tool_call_id": call["id"], "content": call["result"]} for call in turn["calls"]
        )
    function = optional({"name": NAMES}, description=WORDS, parameters=SCHEMAS, strict=st.booleans())
    body = draw(
        optional(
            {"model": st.just("m")},
            **SAMPLING,
            max_tokens=st.integers(1, 5000), n=st.integers(2, 3), seed=st.integers(0, 9), stop=WORDS | st.lists(WORDS, min_size=1, max_size=2),
            presence_penalty=st.sampled_from([0.5, -1]), frequency_penalty=st.sampled_from([0.5, 1]), logprobs=st.just(True), top_logprobs=st.integers(1, 5),
            logit_bias=st.dictionaries(st.sampled_from(["1", "2"]), st.integers(1, 5), min_size=1), user=WORDS, reasoning_effort=st.sampled_from(["low", "medium", "high"]),
            service_tier=st.sampled_from(["auto", "default", "flex"]), store=st.just(True), metadata=st.dictionaries(NAMES, WORDS, min_size=1, max_size=2), verbosity=st.sampled_from(["low", "high"]),
            tools=st.lists(st.fixed_dictionaries({"type": st.just("function"), "function": function}), min_size=1, max_size=2, unique_by=lambda tool: tool["function"]["name"]),
            response_format=st.just({"type": "json_object"})
            | st.fixed_dictionaries({"type": st.just("json_schema"), "json_schema": optional({"name": NAMES, "schema": SCHEMAS}, description=WORDS, strict=st.just(True))}),
            prompt_cache_key=WORDS, unknown_setting=WORDS,
        )
    )  # fmt: skip
    if "tools" in body:
        body |= draw(
            optional(
                {},
                tool_choice=st.sampled_from(["auto", "none", "required"])
                | st.just({"type": "function", "function": {"name": body["tools"][0]["function"]["name"]}}),
                parallel_tool_calls=st.just(False),
            )
        )
    if "logprobs" not in body:
        body.pop("top_logprobs", None)
    return {**body, "messages": messages}


@st.composite
def responses(draw: st.DrawFn) -> dict[str, Any]:
    items: list[dict[str, Any]] = []
    for turn in draw(turns()):
        if turn["kind"] == "user":
            image = {"type": "input_image", "image_url": f"data:image/png;base64,{PNG}", "detail": "low"}
            items.append(
                {
                    "role": "user",
                    "content": [
                        {"type": "input_text", "text": turn["text"]},
                        *([image] if turn["image"] else []),
                        *draw(st.lists(RESPONSES_PARTS, max_size=1)),
                    ],
                }
            )
            continue
        if turn["thought"]:
            items.append(
                {
                    "type": "reasoning",
                    "id": "rs_1",
                    "summary": [{"type": "summary_text", "text": turn["thought"]}],
                    "encrypted_content": "c2VjcmV0",
                }
            )
        items.append(
            {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": turn["text"]}]}
        )
        items.extend(
            {
                "type": "function_call",
                "call_id": call["id"],
                "name": call["name"],
                "arguments": json.dumps(call["args"]),
            }
            for call in turn["calls"]
        )
        items.extend(
            {"type": "function_call_output", "call_id": call["id"], "output": call["result"]} for call in turn["calls"]
        )
    function = optional(
        {"type": st.just("function"), "name": NAMES, "parameters": SCHEMAS, "strict": st.booleans()}, description=WORDS
    )
    body = draw(
        optional(
            {"model": st.just("m"), "store": st.just(False)},
            **SAMPLING,
            instructions=WORDS, max_output_tokens=st.integers(16, 5000), metadata=st.dictionaries(NAMES, WORDS, min_size=1, max_size=2), user=WORDS,
            reasoning=optional({"effort": st.sampled_from(["low", "medium", "high"])}, summary=st.sampled_from(["auto", "concise"])),
            text=optional({}, verbosity=st.sampled_from(["low", "high"]), format=st.just({"type": "json_object"}) | optional({"type": st.just("json_schema"), "name": NAMES, "schema": SCHEMAS}, strict=st.just(True), description=WORDS)),
            tools=st.lists(function | st.just({"type": "web_search"}) | optional({"type": st.just("custom"), "name": NAMES}, description=WORDS, format=st.just({"type": "grammar", "syntax": "lark", "definition": "start: WORD"})), min_size=1, max_size=2, unique_by=lambda tool: tool.get("name", "")),
            include=st.just(["reasoning.encrypted_content"]), truncation=st.sampled_from(["auto", "disabled"]), prompt_cache_key=WORDS,
            service_tier=st.sampled_from(["auto", "default", "flex"]), previous_response_id=WORDS, unknown_setting=WORDS, top_logprobs=st.integers(1, 5),
        )
    )  # fmt: skip
    if "tools" in body:
        body |= draw(
            optional({}, tool_choice=st.sampled_from(["auto", "none", "required"]), parallel_tool_calls=st.just(False))
        )
    return {**body, "input": items}


@st.composite
def anthropic(draw: st.DrawFn) -> dict[str, Any]:
    mark = st.just({"type": "ephemeral"})
    messages: list[dict[str, Any]] = []
    for turn in draw(turns()):
        if turn["kind"] == "user":
            image = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}}
            text = draw(optional({"type": st.just("text"), "text": st.just(turn["text"])}, cache_control=mark))
            content = [text, *([image] if turn["image"] else []), *draw(st.lists(ANTHROPIC_PARTS, max_size=1))]
            if messages and messages[-1]["role"] == "user":
                messages[-1]["content"].extend(content)
            else:
                messages.append({"role": "user", "content": content})
            continue
        thought = [{"type": "thinking", "thinking": turn["thought"], "signature": "c2ln"}] if turn["thought"] else []
        calls = [
            {"type": "tool_use", "id": call["id"], "name": call["name"], "input": call["args"]}
            for call in turn["calls"]
        ]
        messages.append({"role": "assistant", "content": [*thought, {"type": "text", "text": turn["text"]}, *calls]})
        results = [
            {
                "type": "tool_result",
                "tool_use_id": call["id"],
                "content": call["result"],
                **draw(optional({}, is_error=st.just(True))),
            }
            for call in turn["calls"]
        ]
        if results:
            messages.append({"role": "user", "content": results})
    tool = optional(
        {"name": NAMES, "input_schema": SCHEMAS}, description=WORDS, cache_control=mark, strict=st.just(True)
    )
    body = draw(
        optional(
            {"model": st.just("m"), "max_tokens": st.integers(2000, 9000)},
            temperature=st.floats(0, 1).map(lambda number: round(number, 2)), top_k=st.integers(1, 50), stop_sequences=st.lists(WORDS, min_size=1, max_size=2),
            system=WORDS | st.lists(optional({"type": st.just("text"), "text": WORDS}, cache_control=mark), min_size=1, max_size=2),
            thinking=st.fixed_dictionaries({"type": st.just("enabled"), "budget_tokens": st.integers(1024, 1999)}) | st.just({"type": "adaptive"}) | st.just({"type": "disabled"}),
            metadata=st.fixed_dictionaries({"user_id": WORDS}), service_tier=st.sampled_from(["auto", "standard_only"]),
            tools=st.lists(tool | st.just({"type": "web_search_20250305", "name": "web_search", "max_uses": 3}), min_size=1, max_size=2, unique_by=lambda tool: tool["name"]),
            output_config=optional({}, effort=st.sampled_from(["low", "medium", "high"]), format=st.fixed_dictionaries({"type": st.just("json_schema"), "schema": SCHEMAS})),
            context_management=st.just({"edits": [{"type": "clear_thinking_20251015"}]}), unknown_setting=WORDS,
        )
    )  # fmt: skip
    if "tools" in body:
        body |= draw(
            optional(
                {},
                tool_choice=st.sampled_from(
                    [{"type": "auto"}, {"type": "none"}, {"type": "auto", "disable_parallel_tool_use": True}]
                ),
            )
        )
    return {**body, "messages": messages}


@st.composite
def gemini(draw: st.DrawFn) -> dict[str, Any]:
    contents: list[dict[str, Any]] = []
    for turn in draw(turns()):
        if turn["kind"] == "user":
            image = {"inlineData": {"mimeType": "image/png", "data": PNG}}
            parts = [
                {"text": turn["text"]},
                *([image] if turn["image"] else []),
                *draw(st.lists(GEMINI_PARTS, max_size=1)),
            ]
            contents.append({"role": "user", "parts": parts})
            continue
        thought = [{"text": turn["thought"], "thought": True}] if turn["thought"] else []
        calls = [
            {"functionCall": {"name": call["name"], "args": call["args"], **draw(optional({}, id=st.just(call["id"])))}}
            for call in turn["calls"]
        ]
        if calls:
            calls[0] |= draw(optional({}, thoughtSignature=st.just("c2ln")))
        contents.append({"role": "model", "parts": [*thought, {"text": turn["text"]}, *calls]})
        results = [
            {
                "functionResponse": {
                    "name": call["name"],
                    "response": {draw(st.sampled_from(["output", "error", "rows"])): call["result"]},
                }
            }
            for call in turn["calls"]
        ]
        if results:
            contents.append({"role": "user", "parts": results})
    upper = SCHEMAS.map(
        lambda schema: {
            **schema,
            "type": "OBJECT",
            "properties": {name: {**sub, "type": "STRING"} for name, sub in schema["properties"].items()},
        }
    )
    function = optional({"name": NAMES}, description=WORDS, parametersJsonSchema=SCHEMAS) | optional(
        {"name": NAMES, "parameters": upper}, behavior=st.just("NON_BLOCKING")
    )
    config = optional(
        {},
        temperature=SAMPLING["temperature"], topP=SAMPLING["top_p"], topK=st.integers(1, 50), maxOutputTokens=st.integers(1, 5000), candidateCount=st.integers(2, 3),
        stopSequences=st.lists(WORDS, min_size=1, max_size=2), seed=st.integers(0, 9), presencePenalty=st.just(0.5), frequencyPenalty=st.just(0.5), responseLogprobs=st.just(True),
        responseModalities=st.just(["TEXT"]), thinkingConfig=optional({}, includeThoughts=st.just(True), thinkingBudget=st.integers(1024, 4000)) | st.just({"thinkingLevel": "LOW"}),
    ) | st.fixed_dictionaries({"responseMimeType": st.just("application/json"), "responseJsonSchema": SCHEMAS})  # fmt: skip
    body = draw(
        optional(
            {"generationConfig": config},
            systemInstruction=st.fixed_dictionaries({"parts": st.lists(st.fixed_dictionaries({"text": WORDS}), min_size=1, max_size=2)}),
            tools=st.fixed_dictionaries({"functionDeclarations": st.lists(function, min_size=1, max_size=2, unique_by=lambda tool: tool["name"])}).map(lambda tool: [tool]) | st.just([{"googleSearch": {"timeRange": "x"}}]),
            safetySettings=st.just([{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}]), cachedContent=WORDS, labels=st.dictionaries(NAMES, WORDS, min_size=1),
            serviceTier=st.sampled_from(["standard", "flex"]), unknownSetting=WORDS,
        )
    )  # fmt: skip
    if "functionDeclarations" in body.get("tools", [{}])[0]:
        name = body["tools"][0]["functionDeclarations"][0]["name"]
        calling = st.sampled_from(
            [{"mode": "AUTO"}, {"mode": "NONE"}, {"mode": "ANY"}, {"mode": "ANY", "allowedFunctionNames": [name]}]
        )
        body |= draw(optional({}, toolConfig=st.fixed_dictionaries({"functionCallingConfig": calling})))
    return {**body, "contents": contents}


REQUESTS = {"openai-chat": chat(), "openai-responses": responses(), "anthropic": anthropic(), "gemini": gemini()}

# --------------------------------------------------------------------------- the check

Place = tuple[str | int, ...]


def leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*place, index))
    else:
        yield place, value


def written(place: Place) -> str:
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def changes(value: Any) -> list[Any]:
    """Other values a client might have sent instead."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value * 3, 0]
    if isinstance(value, float):
        return [value + 0.25, value / 2, 0.0]
    if value.startswith(("data:", PNG[:8])):
        return [value[:-8] + "AAAABB=="]
    return [*OTHER_WORDS.get(value, ()), value + "x"]


def replaced(body: dict[str, Any], place: Place, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(body)
    node: Any = changed
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = value
    return changed


def convert_to(body: dict[str, Any], source: str, target: str, model: str) -> convert.RequestConversion:
    plain = convert.plain_target(target)
    never_verbatim = convert.PlainTarget(plain.format, plain.dialect, verbatim=False)
    return convert.convert_request(
        body, source, never_verbatim, model="m" if source == "gemini" else None, target_model=model
    )


def _says_something(body: dict[str, Any], place: Place, value: Any) -> bool:
    """Null, false and emptiness ask for nothing, but for the one switch that is on by itself: calls side by side."""
    if place[-1] == "parallel_tool_calls":
        return body.get("tool_choice") != "none" and any(tool["type"] == "function" for tool in body["tools"])
    if place[-1] in NOT_SAID or (place[-1] in ("type", "media_type") and value in SHAPES):
        return False
    return bool(value)


def outcome_of(conversion: convert.RequestConversion) -> tuple[Any, Any]:
    """What is sent, and what the builder itself says about it (not what the audit finds, which goes by values alone)."""
    return conversion.body, conversion.report.explicit


def has_effect(
    body: dict[str, Any], place: Place, value: Any, outcome: Any, source: str, target: str, model: str
) -> bool:
    sent = json.dumps(outcome[0])
    if place[-1] in ("mimeType", "media_type") and json.dumps(value)[1:-1] in sent:
        return True  # some builders tell the type from the bytes
    if place[-1] == "parallel_tool_calls" and '"disable_parallel_tool_use": true' in sent:
        return True  # the same switch by its other name, which a forced answer turns on as well
    if value is True and f'"{place[-1]}": true' in sent:
        return True  # a switch that the target's rules turn on anyway
    for other in changes(value):
        try:
            if outcome_of(convert_to(replaced(body, place, other), source, target, model)) != outcome:
                return True
        except BridgeError:
            return True  # the format refuses other values, so this one was read
    return False


def silent_losses(body: dict[str, Any], source: str, target: str, model: str) -> list[str]:
    conversion = convert_to(body, source, target, model)
    outcome = outcome_of(conversion)
    told = {line.path for line in conversion.report}
    lost: list[str] = []
    for place, value in leaves(body):
        if not _says_something(body, place, value):
            continue
        covered = any(written(place[:length]) in told for length in range(1, len(place) + 1))
        if not covered and not has_effect(body, place, value, outcome, source, target, model):
            lost.append(f"{written(place)} = {value!r}")
    return lost


def _check_one(source: str, target: str, data: st.DataObject) -> None:
    body = data.draw(REQUESTS[source])
    model = data.draw(st.sampled_from(MODELS[target]))
    assert silent_losses(body, source, target, model) == []


@pytest.mark.parametrize("target", FORMATS)
@pytest.mark.parametrize("source", FORMATS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_nothing_is_lost_in_silence(source: str, target: str, data: st.DataObject) -> None:
    _check_one(source, target, data)


@pytest.mark.slow
@pytest.mark.parametrize("target", FORMATS)
@pytest.mark.parametrize("source", FORMATS)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_nothing_is_lost_in_silence_at_length(source: str, target: str, data: st.DataObject) -> None:
    _check_one(source, target, data)


def test_the_check_notices_a_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that says nothing must fail the property, or the property proves nothing."""
    from bridge.report import Report

    body = {"model": "m", "messages": [{"role": "user", "content": "hi"}], "logit_bias": {"1": 2}, "seed": 3}
    assert silent_losses(body, "openai-chat", "anthropic", "claude-opus-4-6") == []
    monkeypatch.setattr(Report, "lines", [])
    assert silent_losses(body, "openai-chat", "anthropic", "claude-opus-4-6") == ["logit_bias.1 = 2", "seed = 3"]
