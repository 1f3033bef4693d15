"""Spoiled requests, answers, errors and stream bytes: nothing but the library's own errors comes out, and memory stays bounded.

A short form runs always; ``AMUX_FUZZ_SECONDS=600 pytest tests/bridge/test_fuzz.py`` runs longer.
"""

from __future__ import annotations

import copy
import json
import os
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bridge import codec
from bridge.__main__ import convert_case
from bridge.convert import FORMAT_NAMES, StreamConverter, answer_context, convert_request, plain_target
from bridge.errors import BridgeError
from bridge.testing import sample_requests
from tests.benchmarks import bodies
from tests.bridge import test_replay as replay

SECONDS = float(os.environ.get("AMUX_FUZZ_SECONDS", "1"))
_JUNK: list[Any] = [
    None, True, False, 0, -1, 1.5, 10**30, "", "x", "\u2028", "\ud83d", "data:;base64,", [], [None], {}, {"type": None}, {"type": "text"}, [[]],
    "YW11eDE6", "a__amux_YW11eDE6", {"type": "tool_use"}, "application/json", 1e308,
]  # fmt: skip


def _spoil(value: Any, chance: random.Random) -> Any:
    """A copy with one to four places replaced, removed, repeated or moved."""
    spoiled = copy.deepcopy(value)
    for _ in range(chance.randint(1, 4)):
        places = [
            (node, key)
            for node in _containers(spoiled)
            for key in (node if isinstance(node, dict) else range(len(node)))
        ]
        if not places:
            return chance.choice(_JUNK)
        node, key = chance.choice(places)
        action = chance.random()
        if action < 0.5:
            node[key] = copy.deepcopy(chance.choice(_JUNK))
        elif action < 0.7:
            del node[key]
        elif action < 0.85:
            other, name = chance.choice(places)
            node[key] = copy.deepcopy(other[name]) if other is not node else chance.choice(_JUNK)
        elif isinstance(node, list):
            node.insert(key, copy.deepcopy(node[key]))
        else:
            node[chance.choice(["type", "role", "content", "id", "name", "x"])] = copy.deepcopy(node[key])
    return spoiled


def _containers(value: Any) -> Iterator[Any]:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, dict | list):
            yield node
            stack.extend(node.values() if isinstance(node, dict) else node)


def _seeds() -> list[tuple[str, str, Any]]:
    """(format, kind, body)."""
    found: list[tuple[str, str, Any]] = []
    for name in FORMAT_NAMES:
        requests = sample_requests().values()
        found += [(name, "request", convert_request(item, "openai-chat", plain_target(name)).body) for item in requests]
    for vendor, (_, answer, _events) in replay.VENDORS.items():
        found.append(("openai-chat" if vendor == "deepseek" else vendor, "response", answer()))
    found += [
        (name, "error", {"error": {"message": "no", "type": "x", "code": 400, "status": "X", "param": None}})
        for name in FORMAT_NAMES
    ]
    return found


def _clock() -> Iterator[int]:
    end = time.monotonic() + SECONDS
    number = 0
    while number < 150 or time.monotonic() < end:
        yield number
        number += 1


def test_spoiled_bodies_raise_only_the_librarys_errors() -> None:
    seeds = _seeds()
    for number in _clock():
        chance = random.Random(number)
        source, kind, seed = chance.choice(seeds)
        body = _spoil(seed, chance)
        for target in FORMAT_NAMES:
            if target == source:
                continue
            case = {
                "from": source,
                "to": target,
                "kind": kind,
                "body": body,
                "status": chance.choice([200, 400, 500]),
                "model": "m",
            }
            try:
                answer = convert_case(case)
            except BridgeError:
                continue
            except Exception as error:
                error.add_note(f"seed {number}: {source} {kind} -> {target}: {json.dumps(body)[:2000]}")
                raise
            assert codec.dumps(answer)


def _streams() -> list[tuple[str, bytes]]:
    found = [("openai-chat", b"".join(bodies.chat_stream(6))), ("anthropic", b"".join(bodies.anthropic_stream(6)))]
    for vendor, (_, _answer, events) in replay.VENDORS.items():
        found.append(("openai-chat" if vendor == "deepseek" else vendor, replay._wire(vendor, events())))
    return found


def test_spoiled_stream_bytes_never_raise() -> None:
    streams = _streams()
    for number in _clock():
        chance = random.Random(number)
        source, seed = chance.choice(streams)
        data = bytearray(seed)
        for _ in range(chance.randint(1, 12)):
            position = chance.randrange(len(data) + 1)
            action = chance.random()
            if action < 0.3:
                data[position : position + chance.randint(1, 80)] = b""
            elif action < 0.6:
                data[position:position] = chance.choice(
                    [b"\n\n", b"data: ", b"}", b"null", b'"', b"\xff", b"\r", b"event: error\n", b"[DONE]", b"1e999"]
                )
            elif action < 0.8 and data:
                data[min(position, len(data) - 1)] = chance.randrange(256)
            else:
                start = chance.randrange(len(data) + 1)
                data[position:position] = data[start : start + chance.randint(1, 400)]
        for target in FORMAT_NAMES:
            converter = StreamConverter(answer_context(source, target))
            try:
                size = chance.randint(1, 300)
                out = (
                    b"".join(converter.feed(bytes(data[start : start + size])) for start in range(0, len(data), size))
                    + converter.flush()
                )
            except Exception as error:
                error.add_note(f"seed {number}: {source} -> {target}: {bytes(data)!r}"[:3000])
                raise
            assert converter.finish is not None or converter.error is not None
            assert len(out) < 40 * len(data) + 20_000


@pytest.mark.parametrize("depth", [500, 100_000])
def test_deep_nesting_is_refused_or_carried_but_never_crashes(depth: int) -> None:
    for source in FORMAT_NAMES:
        text = '{"model":"m","messages":' + "[" * depth + "]" * depth + "}"
        try:
            body = codec.loads(text)
        except codec.JSONDecodeError:
            continue
        for target in FORMAT_NAMES:
            try:
                convert_request(body, source, plain_target(target), model="m")
            except BridgeError:
                continue


@pytest.mark.parametrize("depth", [40, 300])
def test_deep_schemas_and_arguments_are_refused_or_carried(depth: int) -> None:
    schema: Any = {"type": "string"}
    deep: Any = "x"
    for _ in range(depth):
        schema = {"type": "object", "properties": {"a": schema}, "required": ["a"], "additionalProperties": False}
        deep = {"a": deep}
    function = {"name": "f", "parameters": schema, "strict": True}
    call = {"id": "c", "type": "function", "function": {"name": "f", "arguments": codec.dumps_text(deep)}}
    chat = {
        "model": "m",
        "messages": [{"role": "user", "content": "x"}, {"role": "assistant", "tool_calls": [call]}],
        "tools": [{"type": "function", "function": function}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": schema, "strict": True}},
    }
    anthropic = {
        "model": "m",
        "messages": [{"role": "assistant", "content": [{"type": "tool_use", "id": "c", "name": "f", "input": deep}]}],
        "tools": [{"name": "f", "input_schema": schema, "strict": True}],
        "output_config": {"format": {"type": "json_schema", "schema": schema}},
    }
    refusals: list[str] = []
    for source, body in (("openai-chat", chat), ("anthropic", anthropic)):
        for target in FORMAT_NAMES:
            try:
                made = convert_request(body, source, plain_target(target), target_model="claude-opus-4-6")
            except BridgeError as error:
                refusals.append(str(error))
            else:
                assert codec.dumps(made.body)
                assert made.report.lines is not None
    assert all("nested too deeply" in refusal for refusal in refusals)
    assert not refusals or depth > 40
