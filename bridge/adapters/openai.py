"""OpenAI, on both of its formats, and the backend that ChatGPT subscriptions use."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from bridge.adapter import Adapter
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.formats.openai_responses.dialect import CODEX_BACKEND, ResponsesDialect

_DOCS = "https://developers.openai.com/api/docs"

OPENAI: Final = Adapter(
    name="openai",
    title="OpenAI",
    format="openai-chat",
    dialect=ChatDialect(),
    base_url="https://api.openai.com",
    verbatim=True,
    docs=_DOCS,
)
OPENAI_RESPONSES: Final = Adapter(
    name="openai-responses",
    title="OpenAI (Responses)",
    format="openai-responses",
    dialect=ResponsesDialect(),
    base_url="https://api.openai.com",
    verbatim=True,
    docs=_DOCS,
)
#: What the Codex client talks to with a ChatGPT account; it takes only what that client sends.
OPENAI_CODEX: Final = Adapter(
    name="openai-codex",
    title="OpenAI (ChatGPT account)",
    format="openai-responses",
    dialect=CODEX_BACKEND,
    base_url="https://chatgpt.com/backend-api/codex",
    paths=MappingProxyType({"chat": "/responses", "models": "/models"}),
    docs="https://github.com/openai/codex",
)

#: The same backend for a pool of accounts, whose credentials and addresses come with each request.
CODEX_POOL: Final = replace(
    OPENAI_CODEX,
    name="codex-pool",
    title="Codex accounts",
    auth="none",
    headers=MappingProxyType({"originator": "amux"}),
)

ADAPTERS: Final = (OPENAI, OPENAI_RESPONSES, OPENAI_CODEX, CODEX_POOL)
