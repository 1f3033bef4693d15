from __future__ import annotations

from pathlib import Path

import pytest

from amux_desktop.core.errors import MachineError, NotFoundError
from amux_desktop.services.presets import Presets
from bridge.registry import Registry


def test_every_preset_names_an_adapter_and_its_address() -> None:
    registry = Registry(plugins=False)
    for preset in Presets().list():
        adapter = registry.get(preset.adapter)
        assert preset.base_url == adapter.base_url, preset.id
        assert preset.base_url or preset.base_url_hint
        assert preset.group in ("vendor", "gateway", "local", "custom")


def test_names_are_unique_and_keys_tell_their_service() -> None:
    presets = Presets()
    refs = [ref for preset in presets.list() for ref in (preset.id, *preset.aliases)]
    assert len(refs) == len(set(refs))
    found = {key: presets.of_key(key) for key in ("sk-ant-api03-x", "gsk_abc", "AIzaSyX", "sk-or-v1-x", "nothing")}
    assert {key: preset.id if preset else None for key, preset in found.items()} == {
        "sk-ant-api03-x": "anthropic",
        "gsk_abc": "groq",
        "AIzaSyX": "gemini",
        "sk-or-v1-x": "openrouter",
        "nothing": None,
    }


def test_aliases_and_models_are_found() -> None:
    presets = Presets()
    assert presets.get("google").id == "gemini"
    model = presets.model("gemini", "gemini-2.5-pro")
    assert model is not None
    assert model.context_tokens == 1048576
    with pytest.raises(NotFoundError):
        presets.get("nobody")


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "providers.json"
    path.write_text('{"presets": [{"id": "x"}]}')
    with pytest.raises(MachineError) as caught:
        Presets(path).list()
    assert caught.value.code == "file_invalid"
    assert str(path) in caught.value.message
