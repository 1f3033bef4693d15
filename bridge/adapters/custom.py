"""Any endpoint that speaks one of the four formats; the user gives the address.

Requests of the same format go out as they came: whoever sends a vendor's own fields means them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from bridge.adapter import Adapter
from bridge.capabilities import gpt
from bridge.formats.anthropic.dialect import AnthropicDialect
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.openai_chat.dialect import OPENAI_ONLY, compatible
from bridge.formats.openai_responses.dialect import ResponsesDialect

CUSTOM_OPENAI: Final = Adapter(
    name="custom-openai",
    title="OpenAI-compatible",
    format="openai-chat",
    dialect=compatible(
        "custom",
        # Relays of OpenAI's models keep their names, and with the names their rules.
        limits=gpt.limits,
        parts=frozenset({"image", "audio", "file"}),
        refuses=OPENAI_ONLY - {"verbosity"},
        # The one word that most hosts take, and those that do not mostly ignore.
        reasoning="effort",
        reasoning_replay="tool_turns",
        state_fields=("reasoning_details",),
        think_tags=True,
    ),
    base_url="",
    verbatim=True,
)
#: Mostly relays of OpenAI and Anthropic themselves: their state is passed on as theirs.
CUSTOM_RESPONSES: Final = Adapter(
    name="custom-openai-responses",
    title="OpenAI-compatible (Responses)",
    format="openai-responses",
    dialect=ResponsesDialect(),
    base_url="",
    verbatim=True,
)
CUSTOM_ANTHROPIC: Final = Adapter(
    name="custom-anthropic",
    title="Anthropic-compatible",
    format="anthropic",
    dialect=AnthropicDialect(),
    base_url="",
    auth="x-api-key",
    headers=MappingProxyType({"anthropic-version": "2023-06-01"}),
    verbatim=True,
)
CUSTOM_GEMINI: Final = Adapter(
    name="custom-gemini",
    title="Gemini-compatible",
    format="gemini",
    dialect=GeminiDialect(),
    base_url="",
    auth="x-goog-api-key",
    verbatim=True,
)

ADAPTERS: Final = (CUSTOM_OPENAI, CUSTOM_RESPONSES, CUSTOM_ANTHROPIC, CUSTOM_GEMINI)
