"""Which of a provider's models stands for which of a tool's: what is proposed before the user has chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amux_desktop.code_switch.tools import SMALL, TargetModel, Tool
from amux_desktop.storage.records import Provider, ProviderModel

_OWN_FAMILY = {"claude-code": "claude", "codex": "gpt-", "gemini-cli": "gemini"}
"""Part of the names that a tool asks for by itself: a provider that has such models is asked for them unchanged."""
_NO_CHAT = ("embed", "rerank", "tts", "whisper", "image", "dall-e", "moderation", "audio", "speech", "ocr")


def suggest(tool: Tool, provider: Provider) -> tuple[tuple[str, str], ...]:
    """Rows (tier, model), empty where the tool's own names work as they are or the provider's models are not known."""
    models = [model for model in provider.models if model.enabled and not _is_no_chat(model.id)]
    family = _OWN_FAMILY.get(tool.id)
    if not models or (family and any(family in model.id.lower() for model in models)):
        return ()
    able = [model for model in models if not model.capabilities or "tools" in model.capabilities] or models
    main = next((model for model in able if not _is_small(model)), able[0])
    small = next((model for model in able if _is_small(model)), main)
    return tuple((tier.name, small.id if tier.is_small else main.id) for tier in tool.tiers)


def target_models(tool: Tool, provider: Provider | None, rows: Sequence[tuple[str, str]]) -> Mapping[str, TargetModel]:
    """The mapped models by tier with what is known about them."""
    found: dict[str, TargetModel] = {}
    tiers = {tier.name for tier in tool.tiers}
    for source, target in rows:
        if source in tiers:
            model = provider.model(target) if provider is not None else None
            found[source] = TargetModel(
                id=target,
                context_tokens=model.context_tokens if model else None,
                output_tokens=model.output_tokens if model else None,
            )
    return found


def _is_small(model: ProviderModel) -> bool:
    return any(part in model.id.lower() for part in SMALL)


def _is_no_chat(model_id: str) -> bool:
    return any(part in model_id.lower() for part in _NO_CHAT)
