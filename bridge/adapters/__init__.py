"""The providers Amux knows, as data: one module per vendor family, ``compatible`` for those that differ in data only.

A difference stands with its reason or its documentation beside it. Values marked as recorded were seen in real exchanges.
"""

from __future__ import annotations

from typing import Final

from bridge.adapter import Adapter
from bridge.adapters import anthropic, compatible, custom, deepseek, google, minimax, moonshot, openai, qwen, zhipu

BUILTIN: Final[tuple[Adapter, ...]] = (
    *openai.ADAPTERS,
    *anthropic.ADAPTERS,
    *google.ADAPTERS,
    *deepseek.ADAPTERS,
    *moonshot.ADAPTERS,
    *qwen.ADAPTERS,
    *zhipu.ADAPTERS,
    *minimax.ADAPTERS,
    *compatible.ADAPTERS,
    *custom.ADAPTERS,
)
