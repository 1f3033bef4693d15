"""System prompts to choose from: a few that come with Amux, and the user's own."""

from __future__ import annotations

from amux_desktop.storage.records import ChatPreset

BUILT_IN: tuple[ChatPreset, ...] = (
    ChatPreset(
        id="builtin:concise",
        name="Concise",
        system_prompt="Answer as briefly as the question allows. Lead with the answer. No preamble, no summary at the end.",
    ),
    ChatPreset(
        id="builtin:engineer",
        name="Software engineer",
        system_prompt=(
            "You are a careful software engineer. Prefer small, complete, runnable code over fragments. Name your"
            " assumptions, point out edge cases, and say when you are not sure."
        ),
        options={"temperature": 0.2},
    ),
    ChatPreset(
        id="builtin:translator",
        name="Translator",
        system_prompt=(
            "Translate what the user writes: Chinese into natural English, any other language into natural Simplified"
            " Chinese. Keep code, names and formatting. Give only the translation."
        ),
        options={"temperature": 0.3},
    ),
    ChatPreset(
        id="builtin:editor",
        name="Editor",
        system_prompt=(
            "You edit texts. Keep the author's voice and language, make every sentence clear and correct, then list the"
            " changes that matter in at most five points."
        ),
    ),
)
"""Their ids never change; the window translates their names."""


def is_built_in(preset_id: str) -> bool:
    return preset_id.startswith("builtin:")
