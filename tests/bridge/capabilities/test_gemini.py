"""The table of what Gemini models allow."""

from __future__ import annotations

import pytest

from bridge.capabilities import gemini


@pytest.mark.parametrize(
    ("name", "thinking"),
    [
        ("gemini-1.5-pro", "none"),
        ("gemini-2.0-flash", "none"),
        ("models/gemini-2.0-flash-001", "none"),
        ("gemini-2.5-flash-image", "none"),
        ("gemini-2.5-pro-preview-tts", "none"),
        ("gemma-3-27b-it", "none"),
        ("gemini-2.5-flash", "budget"),
        ("gemini-2.5-pro", "budget"),
        ("gemini-3-pro-preview", "level"),
        ("gemini-3.5-flash-lite", "level"),
        ("gemini-flash-latest", "level"),
        ("tunedModels/mine", "level"),
    ],
)
def test_knob_of_thinking(name: str, thinking: str) -> None:
    assert gemini.of(name).thinking == thinking


def test_budgets_of_2_5() -> None:
    pro, flash, lite = (gemini.of(f"gemini-2.5-{kind}") for kind in ("pro", "flash", "flash-lite"))
    assert (pro.min_budget, pro.max_budget, pro.can_disable) == (128, 32768, False)
    assert (flash.min_budget, flash.max_budget, flash.can_disable) == (1, 24576, True)
    assert (lite.min_budget, lite.can_disable) == (512, True)


def test_levels_of_3() -> None:
    assert gemini.of("gemini-3-pro-preview").levels == ("low", "high")
    assert gemini.of("gemini-3.1-pro-preview").levels == ("low", "medium", "high")
    assert gemini.of("gemini-3-flash-preview").levels == ("minimal", "low", "medium", "high")


def test_signatures_and_media_in_results_begin_with_3() -> None:
    old, new = gemini.of("gemini-2.5-pro"), gemini.of("gemini-3.1-pro-preview")
    for name in ("signatures", "media_in_results", "mixed_tools", "json_with_tools"):
        assert (getattr(old, name), getattr(new, name)) == (False, True), name
