"""The names and marks of the four wire formats in the window."""

from __future__ import annotations

from amux_desktop.gui.i18n import Text, tr

SHORT: dict[str, Text] = {
    "openai-chat": tr("OpenAI Chat"),
    "openai-responses": tr("OpenAI Responses"),
    "anthropic": tr("Anthropic Messages"),
    "gemini": tr("Gemini"),
    "any": tr("Any format"),
}
LONG: dict[str, Text] = {
    "openai-chat": tr("OpenAI Chat Completions"),
    "openai-responses": tr("OpenAI Responses"),
    "anthropic": tr("Anthropic Messages"),
    "gemini": tr("Google Gemini"),
    "any": tr("Any format"),
}
LOGOS: dict[str, str] = {
    "openai-chat": "openai",
    "openai-responses": "openai",
    "anthropic": "anthropic-mono",
    "gemini": "gemini",
    "any": "icon:boxes",
}
