"""What each Gemini model allows, by name.

Sources: https://ai.google.dev/gemini-api/docs/thinking (levels and budgets), …/docs/thought-signatures, …/docs/function-calling,
and the rejections recorded from the API. A name nobody knows (``gemini-flash-latest``, a tuned model, a gateway's alias) is taken
for a current model, because aliases follow the newest generation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bridge import ir

#: Image types the API takes; anything else is answered "Unsupported MIME type".
IMAGE_TYPES = frozenset({"image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"})
MAX_STOP_SEQUENCES = 5
MAX_TOP_LOGPROBS = 20

_GENERATION = re.compile(r"gemini-(\d+)(?:\.(\d+))?")
_ALL_LEVELS: tuple[ir.Effort, ...] = ("minimal", "low", "medium", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class GeminiModel:
    """``thinking`` tells the knob: a token ``budget`` (2.5), a ``level`` (3 and later) or none at all (2.0 and older).

    ``can_disable``: a budget of 0 is accepted. ``signatures``: the first function call of every step must carry a
    thoughtSignature. ``mixed_tools``: built-in tools beside functions. ``json_with_tools``: a response schema beside functions.
    """

    thinking: Literal["none", "budget", "level"]
    levels: tuple[ir.Effort, ...] = ()
    min_budget: int = 0
    max_budget: int = 0
    can_disable: bool = False
    signatures: bool = False
    media_in_results: bool = False
    mixed_tools: bool = False
    json_with_tools: bool = False


_PLAIN = GeminiModel(thinking="none")
_PRO_2_5 = GeminiModel(thinking="budget", min_budget=128, max_budget=32768)
_FLASH_2_5 = GeminiModel(thinking="budget", min_budget=1, max_budget=24576, can_disable=True)
_LITE_2_5 = GeminiModel(thinking="budget", min_budget=512, max_budget=24576, can_disable=True)
_FLASH_3 = GeminiModel(
    thinking="level", levels=_ALL_LEVELS, signatures=True, media_in_results=True, mixed_tools=True, json_with_tools=True
)
# Pro models know no MINIMAL; MEDIUM came with 3.1.
_PRO_3 = GeminiModel(
    thinking="level",
    levels=("low", "high"),
    signatures=True,
    media_in_results=True,
    mixed_tools=True,
    json_with_tools=True,
)
_PRO_3_1 = GeminiModel(
    thinking="level",
    levels=("low", "medium", "high"),
    signatures=True,
    media_in_results=True,
    mixed_tools=True,
    json_with_tools=True,
)


def of(model: str) -> GeminiModel:
    """The row for a model name, with or without ``models/`` in front."""
    name = model.lower().rpartition("/")[2]
    found = _GENERATION.search(name)
    if found is None:
        return _PLAIN if name.startswith(("gemma", "learnlm")) else _FLASH_3
    major, minor = int(found[1]), int(found[2] or 0)
    if major < 2 or (major == 2 and minor < 5) or "-tts" in name or (major == 2 and "-image" in name):
        return _PLAIN
    if major == 2:
        return _LITE_2_5 if "lite" in name else _FLASH_2_5 if "flash" in name else _PRO_2_5
    if "pro" in name:
        return _PRO_3 if (major, minor) == (3, 0) else _PRO_3_1
    return _FLASH_3
