"""Settings that live beside the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from amux_desktop.core.config_file import read_config, write_config
from amux_desktop.core.errors import InvalidInputError, MachineError


def test_round_trip_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    assert read_config(file, {}) == {}
    write_config(file, {"database.url": "postgresql://h/d"})
    assert read_config(file, {}) == {"database.url": "postgresql://h/d"}
    assert read_config(file, {"AMUX_DATABASE_URL": "sqlite:////x.db"}) == {"database.url": "sqlite:////x.db"}


def test_bad_content_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    for text in ("{", "[]"):
        file.write_text(text)
        with pytest.raises(MachineError, match=r"config\.json"):
            read_config(file, {})
    file.unlink()
    with pytest.raises(InvalidInputError, match=r"database\.url"):
        write_config(file, {"database.url": "nonsense"})
    assert not file.exists()
