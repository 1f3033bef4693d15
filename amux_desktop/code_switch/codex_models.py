"""Codex's own list of models with other models added, as its key `model_catalog_json` wants it.

A model that the list does not have gets poor metadata: a warning, no apply_patch, a guessed window. An entry must have every
field that this version of Codex knows, so it is a copy of one of its own; a list that is missing or incomplete is fatal to
Codex (seen with 0.169), hence the list is for single processes only and never in a file of the user's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from amux_desktop.code_switch.tools import TargetModel

COMMAND = ("debug", "models", "--bundled")
"""Prints the list that is built in."""
_OWN: dict[str, Any] = {"availability_nux": None, "upgrade": None, "service_tiers": [], "additional_speed_tiers": []}
"""What is about OpenAI's offer and not about a model."""


def with_models(bundled: bytes, models: Sequence[TargetModel]) -> bytes | None:
    """None when nothing has to be added, or when the list is not of the form that is known."""
    try:
        known: list[dict[str, Any]] = json.loads(bundled)["models"]
        slugs = {entry["slug"] for entry in known}
        pattern = next((entry for entry in known if _is_plain(entry)), None)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    missing = {model.id: model for model in models if model.id not in slugs}
    if not missing or pattern is None:
        return None
    return json.dumps({"models": [*(_entry(pattern, model) for model in missing.values()), *known]}).encode()


def _is_plain(entry: dict[str, Any]) -> bool:
    """One that is offered, and sends its tools as tools: what every other model understands."""
    return entry.get("visibility") == "list" and not entry.get("use_responses_lite") and not entry.get("tool_mode")


def _entry(pattern: dict[str, Any], model: TargetModel) -> dict[str, Any]:
    kept = {name: value for name, value in _OWN.items() if name in pattern}
    entry = {**pattern, **kept, "slug": model.id, "display_name": model.id, "description": "Through Amux."}
    if model.context_tokens:
        entry |= {name: model.context_tokens for name in ("context_window", "max_context_window") if name in pattern}
    return entry
