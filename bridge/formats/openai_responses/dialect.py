"""How vendors' Responses endpoints differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from bridge.capabilities import gpt
from bridge.formats.base import Dialect


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsesDialect(Dialect):
    """The defaults are OpenAI itself; a compatible vendor is a short declaration.

    limits: what single models take, by name.
    developer: knows the role ``developer`` (else it is sent as ``system``).
    custom_tools, namespaces: takes freeform tools / groups of tools. Without them a freeform tool goes out as a function with one
    string argument, and the tools of a group as plain functions.
    tool_search: takes a ``tool_search`` run by the client; without it that is a plain function.
    encrypted_reasoning: ``include: ["reasoning.encrypted_content"]`` is understood, so thinking survives without a store.
    plain_reasoning: takes readable reasoning of any origin as ``reasoning_text`` content (open models' endpoints).
    hosted: canonical server tools that the vendor runs, with their declarations here.
    refuses: top-level fields that the endpoint answers with an error; they are taken out and reported.
    fixed: top-level fields that must have one value there (the ChatGPT backend: ``store`` false, ``stream`` true).
    instructions: something must stand in ``instructions``.
    """

    vendor: str = "openai"
    limits: Callable[[str], gpt.ModelLimits] = gpt.limits
    developer: bool = True
    custom_tools: bool = True
    namespaces: bool = True
    tool_search: bool = True
    encrypted_reasoning: bool = True
    plain_reasoning: bool = False
    hosted: Mapping[str, Mapping[str, Any]] = field(
        default_factory=lambda: MappingProxyType(
            {
                "web_search": {"type": "web_search"},
                "code_execution": {"type": "code_interpreter", "container": {"type": "auto"}},
                "image_generation": {"type": "image_generation"},
            }
        )
    )
    refuses: frozenset[str] = frozenset()
    fixed: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    instructions: bool = False


DEFAULT = ResponsesDialect()
#: ``chatgpt.com/backend-api/codex``: what the Codex client itself never sends is refused there.
CODEX_BACKEND = ResponsesDialect(
    refuses=frozenset(
        {
            "max_output_tokens", "temperature", "top_p", "top_logprobs", "previous_response_id", "metadata", "user",
            "truncation", "safety_identifier", "prompt_cache_retention", "stream_options", "background", "max_tool_calls",
        }
    ),
    fixed=MappingProxyType({"stream": True, "store": False}),
    instructions=True,
)  # fmt: skip
