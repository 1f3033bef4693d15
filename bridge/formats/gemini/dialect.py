"""How Gemini endpoints differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bridge.formats.base import Dialect
from bridge.json_types import is_object


@dataclass(frozen=True, slots=True, kw_only=True)
class GeminiDialect(Dialect):
    """The Gemini API of Google AI Studio by default; Vertex AI and gateways set what differs."""

    vendor: str = "google"
    #: ``parametersJsonSchema`` / ``responseJsonSchema`` take JSON Schema as it is. Off: the OpenAPI subset is sent instead.
    json_schema: bool = True
    #: Built-in tools beside functions need ``toolConfig.includeServerSideToolInvocations``; Vertex AI does not know the field.
    mixed_tools_flag: bool = True
    #: ``displayName`` of inline data; AI Studio refuses it.
    display_names: bool = False
    #: ``labels`` (Vertex AI's billing labels) take the place of request metadata.
    labels: bool = False
    #: Google's Code Assist backend puts model and request side by side into an outer object, with these fields, and the answer
    #: into ``response``. None: no outer object.
    wrap: Mapping[str, Any] | None = None


def unwrapped(body: Mapping[str, Any], dialect: Dialect) -> Mapping[str, Any]:
    """The answer inside the outer object that some dialects put around it (see ``GeminiDialect.wrap``)."""
    if not isinstance(dialect, GeminiDialect) or dialect.wrap is None:
        return body
    inner = body.get("response")
    return inner if is_object(inner) else body
