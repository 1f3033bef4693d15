"""Google: the Gemini API of AI Studio, and Vertex AI."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from bridge.adapter import Adapter
from bridge.formats.gemini.dialect import GeminiDialect

GEMINI: Final = Adapter(
    name="gemini",
    title="Google Gemini",
    format="gemini",
    dialect=GeminiDialect(),
    base_url="https://generativelanguage.googleapis.com",
    auth="x-goog-api-key",
    verbatim=True,
    docs="https://ai.google.dev/gemini-api/docs",
)
#: The express mode of Vertex AI, which takes API keys and needs no project in the path.
VERTEX: Final = Adapter(
    name="vertex",
    title="Google Vertex AI (express mode)",
    format="gemini",
    dialect=GeminiDialect(mixed_tools_flag=False, display_names=True, labels=True),
    base_url="https://aiplatform.googleapis.com",
    auth="x-goog-api-key",
    paths=MappingProxyType(
        {
            "chat": "/v1/publishers/google/models/{model}:generateContent",
            "stream": "/v1/publishers/google/models/{model}:streamGenerateContent?alt=sse",
        }
    ),
    docs="https://cloud.google.com/vertex-ai/generative-ai/docs/start/express-mode/overview",
)

#: Code Assist, which Antigravity's accounts use: Gemini's format inside an outer object, Claude models behind it as well. The
#: account's project and a request id are added by whoever has the account.
ANTIGRAVITY_POOL: Final = Adapter(
    name="antigravity-pool",
    title="Antigravity accounts",
    format="gemini",
    dialect=GeminiDialect(mixed_tools_flag=False, wrap=MappingProxyType({})),
    base_url="https://daily-cloudcode-pa.googleapis.com",
    auth="none",
    paths=MappingProxyType(
        {"chat": "/v1internal:generateContent", "stream": "/v1internal:streamGenerateContent?alt=sse"}
    ),
    docs="https://antigravity.google",
)

ADAPTERS: Final = (GEMINI, VERTEX, ANTIGRAVITY_POOL)
