"""Documents that the vendors' own types allow: conversion neither crashes nor gives what the target's types forbid."""

from __future__ import annotations

import copy
import functools
from typing import Any

import pytest

from bridge import codec
from bridge.convert import (
    FORMAT_NAMES,
    StreamConverter,
    answer_context,
    convert_request,
    convert_response,
    format_of,
    plain_target,
)
from bridge.errors import InvalidRequestError, InvalidResponseError
from bridge.formats.anthropic.messages_build import is_sound
from tests.helpers.typed import Typed

MODELS = {"openai-chat": "gpt-5.2", "openai-responses": "gpt-5.2", "anthropic": "claude-opus-4-6", "gemini": "gemini-3.1-pro-preview"}  # fmt: skip


@functools.cache
def sdk() -> dict[str, Any]:
    """The vendors' types by format: requests under the name itself, answers under ``answer``, and a ``chunk``. Loading them takes
    seconds, so it waits for the first test."""
    chat = pytest.importorskip("openai.types.chat", exc_type=ImportError)
    responses = pytest.importorskip("openai.types.responses", exc_type=ImportError)
    claude = pytest.importorskip("anthropic.types", exc_type=ImportError)
    google = pytest.importorskip("google.genai.types", exc_type=ImportError)
    return {
        "openai-chat": chat.completion_create_params.CompletionCreateParamsNonStreaming,
        "openai-responses": responses.response_create_params.ResponseCreateParamsNonStreaming,
        "anthropic": claude.message_create_params.MessageCreateParamsNonStreaming,
        "answer": {
            "openai-chat": chat.ChatCompletion, "openai-responses": responses.Response, "anthropic": claude.Message,
            "gemini": google.GenerateContentResponse,
        },
        "chunk": chat.ChatCompletionChunk,
    }  # fmt: skip


SEEDS = range(40)
MANY = range(1000, 3000)
#: The places where a document may well be refused, for a type cannot say what belongs there.
BEYOND_TYPES = ("functionCall.name", "functionDeclarations", "allowed_tools", "needs file_data or file_id", "input: is required")  # fmt: skip


def request_of(source: str, seed: int) -> dict[str, Any]:
    typed = Typed(seed, nulls=seed % 2 == 1)
    types = sdk()
    if source == "gemini":
        return typed.gemini_request()
    body: dict[str, Any] = typed.make(types[source])
    return {**body, "model": "m"}


def check_request(source: str, seed: int) -> None:
    body = request_of(source, seed)
    before = copy.deepcopy(body)
    for target in FORMAT_NAMES:
        if target == source:
            continue
        try:
            made = convert_request(body, source, plain_target(target), model="m", target_model=MODELS[target])
        except InvalidRequestError as error:
            if any(place in str(error) for place in BEYOND_TYPES) or "belongs in" in str(error):
                return
            raise
        assert body == before
        assert codec.loads(codec.dumps(made.body)) == made.body
        assert made.report.lines is not None
        again = format_of(target).parse_request(made.body, "m", False)
        assert again.messages
        spoken = [message for message in again.messages if message.role != "developer"]
        if target == "openai-responses":  # takes the user's messages between a call and its output
            spoken = [message for message in spoken if message.role in ("assistant", "tool")]
        assert is_sound(spoken)


def check_answer(source: str, seed: int) -> None:
    body = codec.loads(codec.dumps(Typed(seed, nulls=seed % 2 == 1).make(sdk()["answer"][source])))
    for target in FORMAT_NAMES:
        if target == source:
            continue
        try:
            made = convert_response(body, answer_context(source, target, model="m", extensions=False))
        except InvalidResponseError:
            assert source in ("openai-chat", "gemini")  # an answer without a choice, without a candidate
            continue
        assert made.report.lines is not None
        if made.parsed.error is None:
            sdk()["answer"][target].model_validate(made.body)
            format_of(target).parse_response(
                made.body, format_of(target).default_dialect, answer_context(target, source)
            )


def check_chunks(seed: int) -> None:
    """Chunks of a Chat Completions stream, each as wild as its type allows."""
    typed = Typed(seed, nulls=seed % 2 == 1)
    chunks = [typed.make(sdk()["chunk"]) for _ in range(6)]
    end = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}  # fmt: skip
    wire = b"".join(b"data: " + codec.dumps(chunk) + b"\n\n" for chunk in (*chunks, end)) + b"data: [DONE]\n\n"
    for target in FORMAT_NAMES:
        converter = StreamConverter(answer_context("openai-chat", target, model="m"))
        out = converter.feed(wire) + converter.flush()
        assert out
        assert converter.finish is not None or converter.error is not None


@pytest.mark.parametrize("source", FORMAT_NAMES)
def test_requests(source: str) -> None:
    for seed in SEEDS:
        check_request(source, seed)


@pytest.mark.parametrize("source", FORMAT_NAMES)
def test_answers(source: str) -> None:
    for seed in SEEDS:
        check_answer(source, seed)


def test_streamed_chunks() -> None:
    for seed in SEEDS:
        check_chunks(seed)


@pytest.mark.slow
@pytest.mark.parametrize("source", FORMAT_NAMES)
def test_thousands_of_documents(source: str) -> None:
    for seed in MANY:
        try:
            check_request(source, seed)
            check_answer(source, seed)
            if source == "openai-chat":
                check_chunks(seed)
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
