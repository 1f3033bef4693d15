"""Every figure that can ever be sent. What is not in this table is not sent, and no value is sent that is not listed here:
anything else becomes `other`. `docs/privacy.md` says the same to users, and a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

OTHER = "other"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}(?:(?:-?(?:alpha|beta|rc|dev|a|b)\.?)\d{1,3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """`values` are all that may be sent; without any it is a version number of Amux."""

    description: str
    values: frozenset[str] = frozenset()

    def clean(self, value: str) -> str:
        is_known = value in self.values if self.values else _VERSION.fullmatch(value) is not None
        return value if is_known else OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One event."""

    description: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


_FORMATS = frozenset({"openai-chat", "openai-responses", "anthropic", "gemini"})
_TOOLS = frozenset({"claude-code", "codex", "gemini-cli", "opencode", "qwen-code"})
_SYSTEMS = frozenset({"linux", "macos", "windows"})
_INSTALLATIONS = frozenset({"appimage", "deb", "dmg", "setup", "archive", "python"})

CATALOG: Mapping[str, Figure] = {
    "app_started": Figure(
        description="Amux was started.",
        parameters={
            "version": Parameter(description="Version of Amux"),
            "system": Parameter(description="Operating system", values=_SYSTEMS),
            "installation": Parameter(description="How it was installed", values=_INSTALLATIONS),
            "language": Parameter(description="Language of the window", values=frozenset({"system", "en", "zh_CN"})),
        },
    ),
    "provider_added": Figure(
        description="A provider was added.",
        parameters={"format": Parameter(description="Its wire format", values=_FORMATS)},
    ),
    "proxy_added": Figure(
        description="A proxy was added.",
        parameters={"format": Parameter(description="The format it answers in", values=_FORMATS | {"any"})},
    ),
    "tool_changed": Figure(
        description="A coding tool was pointed at Amux, or given back.",
        parameters={"tool": Parameter(description="Which one", values=_TOOLS)},
    ),
}


def cleaned(name: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters that may be sent with an event. Raises KeyError for an event that is not in the table."""
    allowed = CATALOG[name].parameters
    return {key: allowed[key].clean(value) for key, value in parameters.items() if key in allowed}
