"""A provider's own list of models, whatever shape it has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from amux_desktop.core.errors import UnavailableError
from amux_desktop.services.upstream_call import UpstreamCall
from amux_desktop.storage.records import ProviderModel

if TYPE_CHECKING:
    from amux_desktop.proxy.snapshot import Upstream

_PATHS = {
    "openai-chat": "/v1/models",
    "openai-responses": "/v1/models",
    "anthropic": "/v1/models?limit=1000",
    "gemini": "/v1beta/models?pageSize=1000",
}
# Where vendors state the limits: OpenRouter, Groq, LM Studio and Mistral, vLLM, Gemini, Anthropic.
_CONTEXT = (
    "context_length",
    "context_window",
    "max_context_length",
    "max_model_len",
    "inputTokenLimit",
    "max_input_tokens",
)
_OUTPUT = ("max_completion_tokens", "max_output_tokens", "outputTokenLimit", "max_tokens")
_CAPABILITIES = {
    "vision": ("vision", "image", "supports_image_in", "supports_vision"),
    "tools": ("tools", "function_calling", "supports_function_calling", "tool-calling"),
    "reasoning": ("reasoning", "thinking", "supports_reasoning"),
    "audio": ("audio",),
    "structured": ("structured_outputs", "response_format"),
}


async def fetch_models(upstream: Upstream) -> tuple[ProviderModel, ...]:
    """Sorted by id, doubles removed. Raises `models_unavailable` with the provider's own words."""
    async with UpstreamCall(upstream) as call:
        answer = await call.get(models_path(upstream))
    if answer.problem:
        raise UnavailableError("models_unavailable", name=upstream.name, reason=answer.problem, status=answer.status)
    try:
        models = tuple(parse_models(json.loads(answer.body)))
    except ValueError as error:
        reason = "the answer is not JSON; check the base URL"
        raise UnavailableError("models_unavailable", name=upstream.name, reason=reason) from error
    by_id = {model.id: model for model in models}
    return tuple(by_id[model_id] for model_id in sorted(by_id))


def models_path(upstream: Upstream) -> str:
    """Where a provider lists its models, below its base URL."""
    return upstream.models_path or upstream.adapter.paths.get("models") or _PATHS[upstream.adapter.format]


def parse_models(answer: Any) -> Iterator[ProviderModel]:
    """Entries of `{"data": [...]}`, `{"models": [...]}` or a bare list; what has no id is skipped."""
    entries = answer
    if isinstance(answer, Mapping):
        entries = answer.get("data") if isinstance(answer.get("data"), list) else answer.get("models")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, str) and entry:
            yield ProviderModel(id=entry)
        elif isinstance(entry, Mapping) and (model := _model(entry)) is not None:
            yield model


def _model(entry: Mapping[str, Any]) -> ProviderModel | None:
    methods = entry.get("supportedGenerationMethods")
    if isinstance(methods, list) and "generateContent" not in methods:
        return None
    name = str(entry.get("name") or "")
    model_id = entry.get("id") or entry.get("model") or name
    if not isinstance(model_id, str) or not model_id:
        return None
    title = str(entry.get("display_name") or entry.get("displayName") or name)
    return ProviderModel(
        id=model_id.removeprefix("models/"),
        name="" if title in (model_id, model_id.removeprefix("models/")) else title,
        context_tokens=_number(entry, _CONTEXT),
        output_tokens=_number(entry.get("top_provider"), _OUTPUT) or _number(entry, _OUTPUT),
        capabilities=_capabilities(entry),
    )


def _number(entry: Any, names: tuple[str, ...]) -> int | None:
    if isinstance(entry, Mapping):
        for name in names:
            value = entry.get(name)
            if isinstance(value, int) and not isinstance(value, bool) and value > 0:
                return value
    return None


def _capabilities(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """From OpenRouter's parameters and modalities, and from the flags of others."""
    said: set[str] = {name for name, value in entry.items() if value is True}
    for name in ("supported_parameters", "capabilities", "features"):
        value = entry.get(name)
        if isinstance(value, list):
            said.update(str(item) for item in value)
        elif isinstance(value, Mapping):
            said.update(str(item) for item, on in value.items() if on)
    architecture = entry.get("architecture")
    modalities = architecture.get("input_modalities") if isinstance(architecture, Mapping) else None
    said.update(str(item) for item in modalities or ())
    return tuple(name for name, words in _CAPABILITIES.items() if said.intersection(words))
