"""Which of a provider's models stands for which of a tool's: what is proposed, and whole mappings to choose from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from amux_desktop.code_switch.tools import SMALL, TargetModel, Tier, Tool
from amux_desktop.core.errors import MachineError
from amux_desktop.core.paths import resource_path
from amux_desktop.storage.records import Provider, ProviderModel

Rows: TypeAlias = tuple[tuple[str, str], ...]
PresetKey = Literal["balanced", "strong", "economy", "as_asked"]
_OWN_FAMILY = {"claude-code": "claude", "codex": "gpt-", "gemini-cli": "gemini"}
"""Part of the names that a tool asks for by itself: a provider that has such models is asked for them unchanged."""
_SMALL = re.compile(rf"(?<![a-z])(?:{'|'.join(SMALL)})(?![a-z])")
"""As a word: neither Gemini nor MiniMax is mini."""
_NO_CHAT = ("embed", "rerank", "tts", "whisper", "image", "dall-e", "moderation", "audio", "speech", "ocr")
_TABLE = "presets/coding_models.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingPreset:
    """A mapping as a whole: each class of the tool's models on its like (`balanced`), everything on the strongest (`strong`),
    the tool's strongest on the middle and the rest on the small one (`economy`), or no mapping (`as_asked`)."""

    key: PresetKey
    rows: Rows


@dataclass(frozen=True, slots=True)
class _Classes:
    """A provider's models for coding, from strong and dear to quick and cheap; some may be the same."""

    large: str
    middle: str
    small: str

    def of(self, tier: Tier) -> str:
        return self.small if tier.is_small else self.middle if tier.is_middle else self.large


def suggest(tool: Tool, provider: Provider) -> Rows:
    """Rows (tier, model), empty where the tool's own names work as they are or the provider's models are not known."""
    family = _OWN_FAMILY.get(tool.id)
    models = _usable(provider)
    if family and any(family in model.id.lower() for model in models):
        return ()
    classes = _classes(provider, models)
    return tuple((tier.name, classes.of(tier)) for tier in tool.tiers) if classes is not None else ()


def mapping_presets(tool: Tool, provider: Provider) -> tuple[MappingPreset, ...]:
    """Those that differ, the usual one first. Empty when the provider's models are not known."""
    classes = _classes(provider, _usable(provider))
    if classes is None:
        return ()
    found = [
        MappingPreset(key="balanced", rows=tuple((tier.name, classes.of(tier)) for tier in tool.tiers)),
        MappingPreset(key="strong", rows=tuple((tier.name, classes.large) for tier in tool.tiers)),
        MappingPreset(key="economy", rows=tuple((tier.name, _cheaper(classes, tier)) for tier in tool.tiers)),
    ]
    unique = {preset.rows: preset for preset in reversed(found)}
    return (*(preset for preset in found if unique[preset.rows] is preset), MappingPreset(key="as_asked", rows=()))


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


def _cheaper(classes: _Classes, tier: Tier) -> str:
    return classes.small if tier.is_small or tier.is_middle else classes.middle


def _usable(provider: Provider) -> list[ProviderModel]:
    return [model for model in provider.models if model.enabled and not _is_no_chat(model.id)]


def _classes(provider: Provider, models: Sequence[ProviderModel]) -> _Classes | None:
    """As the table of presets says, where the provider still has those models; else by what the names tell."""
    if not models:
        return None
    ids = {model.id for model in models}
    known = _table().get(provider.preset)
    if known is not None and {known.large, known.middle, known.small} <= ids:
        return known
    able = [model for model in models if not model.capabilities or "tools" in model.capabilities] or list(models)
    main = next((model for model in able if not _is_small(model)), able[0])
    small = next((model for model in able if _is_small(model)), main)
    return _Classes(main.id, main.id, small.id)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, _Classes]:
    return read_table(resource_path(_TABLE))


def read_table(path: Path) -> Mapping[str, _Classes]:
    """Classes by the id of a provider preset. Raises `file_invalid`."""
    try:
        content = json.loads(path.read_bytes())
        return {preset: _Classes(**entry) for preset, entry in content["providers"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise MachineError("file_invalid", path=str(path), reason=str(error)) from error


def _is_small(model: ProviderModel) -> bool:
    return bool(_SMALL.search(model.id.lower()))


def _is_no_chat(model_id: str) -> bool:
    return any(part in model_id.lower() for part in _NO_CHAT)
