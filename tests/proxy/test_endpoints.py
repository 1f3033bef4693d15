from __future__ import annotations

import pytest

from amux_desktop.proxy.endpoints import Operation, classify, listing_format


@pytest.mark.parametrize(
    ("method", "path", "query", "expected"),
    [
        ("POST", "v1/chat/completions", "", Operation("generate", "openai-chat")),
        ("POST", "chat/completions", "", Operation("generate", "openai-chat")),
        ("POST", "v1/responses", "", Operation("generate", "openai-responses")),
        ("POST", "responses/compact", "", Operation("compact", "openai-responses")),
        ("POST", "v1/messages", "beta=true", Operation("generate", "anthropic")),
        ("POST", "v1/messages/count_tokens", "", Operation("count_tokens", "anthropic")),
        (
            "POST",
            "v1beta/models/gemini-3-pro:generateContent",
            "",
            Operation("generate", "gemini", "gemini-3-pro", False),
        ),
        ("POST", "v1/models/m%2Fx:streamGenerateContent", "alt=sse", Operation("generate", "gemini", "m/x", True)),
        (
            "POST",
            "v1beta/models/m:streamGenerateContent",
            "",
            Operation("generate", "gemini", "m", True, json_array=True),
        ),
        ("POST", "v1alpha/models/m:countTokens", "", Operation("count_tokens", "gemini", "m", False)),
        ("GET", "v1/models", "", Operation("models")),
        ("GET", "v1beta/models/", "", Operation("models")),
        ("GET", "v1/models/gpt-5", "", Operation("model", ref="gpt-5")),
        ("HEAD", "api/hello", "", Operation("hello")),
        ("GET", "v1/responses/resp_1", "", Operation("stored", "openai-responses", ref="resp_1")),
        ("POST", "v1/embeddings", "", Operation("other")),
        ("GET", "", "", Operation("other")),
    ],
)
def test_paths_are_understood(method: str, path: str, query: str, expected: Operation) -> None:
    assert classify(method, path, query) == expected


def test_model_lists_come_in_the_clients_format() -> None:
    assert listing_format("v1/models", {b"anthropic-version": b"2023-06-01"}, "any") == "anthropic"
    assert listing_format("v1beta/models", {}, "any") == "gemini"
    assert listing_format("v1/models", {}, "any") == "openai-chat"
    assert listing_format("v1/models", {}, "gemini") == "gemini"
