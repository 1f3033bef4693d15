from __future__ import annotations

from typing import Any

import pytest

from amux_desktop.services.model_lists import parse_models
from amux_desktop.services.records import ProviderModel

pytestmark = pytest.mark.both_stores


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"object": "list", "data": [{"id": "gpt-5.5", "object": "model"}]}, [ProviderModel(id="gpt-5.5")]),
        (
            {"models": [
                {"name": "models/gemini-2.5-pro", "displayName": "Gemini 2.5 Pro", "inputTokenLimit": 1048576, "outputTokenLimit": 65536, "supportedGenerationMethods": ["generateContent"]},
                {"name": "models/embedding-001", "supportedGenerationMethods": ["embedContent"]},
            ]},
            [ProviderModel(id="gemini-2.5-pro", name="Gemini 2.5 Pro", context_tokens=1048576, output_tokens=65536)],
        ),
        (
            {"data": [{"type": "model", "id": "claude-opus-5-5", "display_name": "Claude Opus 5.5"}], "has_more": False},
            [ProviderModel(id="claude-opus-5-5", name="Claude Opus 5.5")],
        ),
        (
            {"data": [{"id": "a/b", "name": "A: B", "context_length": 131072, "top_provider": {"max_completion_tokens": 8192}, "architecture": {"input_modalities": ["text", "image"]}, "supported_parameters": ["tools", "reasoning"]}]},
            [ProviderModel(id="a/b", name="A: B", context_tokens=131072, output_tokens=8192, capabilities=("vision", "tools", "reasoning"))],
        ),
        ({"data": [{"id": "m", "capabilities": {"vision": True, "function_calling": False}, "max_context_length": 4096}]}, [ProviderModel(id="m", context_tokens=4096, capabilities=("vision",))]),
        (["plain", {"id": "bare", "max_model_len": 32768}], [ProviderModel(id="plain"), ProviderModel(id="bare", context_tokens=32768)]),
        ({"data": [{"object": "model"}, None, 5, {"id": ""}, {"id": "kept", "context_length": True}]}, [ProviderModel(id="kept")]),
        ({"error": "nothing"}, []),
        (None, []),
    ],
)  # fmt: skip
def test_lists_of_every_shape(answer: Any, expected: list[ProviderModel]) -> None:
    assert list(parse_models(answer)) == expected
