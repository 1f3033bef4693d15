"""What is shipped, and what replaces it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.services.build_data import read_build_data


def test_the_repository_ships_no_place_for_usage_figures() -> None:
    shipped = read_build_data(env={})
    assert not shipped.has_analytics
    assert shipped.releases_url.startswith("https://api.github.com/repos/")


def test_a_build_with_figures_and_a_mirror_of_releases(tmp_path: Path) -> None:
    file = tmp_path / "build.json"
    file.write_text(json.dumps({"releases_url": "https://a", "analytics_id": "G-1", "analytics_secret": "hush"}))
    data = read_build_data(file, {"AMUX_RELEASES_URL": "https://mirror"})
    assert data.has_analytics
    assert data.releases_url == "https://mirror"
    assert "hush" not in repr(data)


@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_a_damaged_one(tmp_path: Path, content: str) -> None:
    file = tmp_path / "build.json"
    file.write_text(content)
    with pytest.raises(AmuxError, match="cannot be read"):
        read_build_data(file)
