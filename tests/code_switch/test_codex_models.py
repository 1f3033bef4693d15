from __future__ import annotations

import json
from typing import Any

import pytest

from amux_desktop.code_switch.codex_models import with_models
from amux_desktop.code_switch.tools import TargetModel

PLAIN = {
    "slug": "gpt-5.5", "display_name": "GPT-5.5", "visibility": "list", "use_responses_lite": False, "context_window": 272_000,
    "max_context_window": 272_000, "upgrade": {"model": "gpt-6"}, "description": "Fast.", "apply_patch_tool_type": "freeform", "of_the_future": [1],
}  # fmt: skip
LITE = {**PLAIN, "slug": "gpt-6", "use_responses_lite": True, "tool_mode": "code_mode_only"}


def entries(models: list[TargetModel], *known: dict[str, Any]) -> list[dict[str, Any]]:
    text = with_models(json.dumps({"models": known}).encode(), models)
    assert text is not None
    found: list[dict[str, Any]] = json.loads(text)["models"]
    return found


def test_another_model_gets_a_whole_entry_and_the_others_stay() -> None:
    made, *rest = entries([TargetModel(id="deepseek", context_tokens=64_000)], LITE, PLAIN)
    assert rest == [LITE, PLAIN]
    assert set(made) == set(PLAIN), "every field that this version knows"
    assert (made["slug"], made["context_window"], made["max_context_window"]) == ("deepseek", 64_000, 64_000)
    assert (made["upgrade"], made["apply_patch_tool_type"], made["of_the_future"]) == (None, "freeform", [1])


def test_a_window_that_is_not_known_stays_the_pattern_s_and_doubles_are_one() -> None:
    made, *rest = entries([TargetModel(id="m"), TargetModel(id="m"), TargetModel(id="gpt-5.5")], PLAIN)
    assert (made["slug"], made["context_window"], rest) == ("m", 272_000, [PLAIN])


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b'{"models": [1]}', b'{"models": [{}]}', json.dumps({"models": [LITE]}).encode()]
)
def test_a_list_of_another_form_is_left_alone(text: bytes) -> None:
    assert with_models(text, [TargetModel(id="m")]) is None


def test_nothing_is_added_for_models_that_codex_knows() -> None:
    assert with_models(json.dumps({"models": [PLAIN]}).encode(), [TargetModel(id="gpt-5.5")]) is None
