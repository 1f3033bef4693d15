"""The few settings that must be known before the database is open, in `config.json` of the data folder."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from amux_desktop.core.errors import MachineError
from amux_desktop.core.files import write_private
from amux_desktop.core.settings import SETTINGS, setting

DATABASE_URL_VARIABLE = "AMUX_DATABASE_URL"
SHARED_STATE_VARIABLE = "AMUX_SHARED_STATE_URL"
_VARIABLES = {"database.url": DATABASE_URL_VARIABLE, "shared_state.url": SHARED_STATE_VARIABLE}


def read_config(path: Path, env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Text values by setting key; the environment wins over the file. Raises `file_invalid`."""
    values = _read_file(path)
    variables = os.environ if env is None else env
    for key, name in _VARIABLES.items():
        if from_env := variables.get(name, "").strip():
            values[key] = from_env
    for key, text in values.items():
        setting(key).parse(text)
    return values


def write_config(path: Path, changes: Mapping[str, str]) -> None:
    """Validate and store; other entries stay. Raises `setting_invalid`."""
    values = _read_file(path)
    for key, text in changes.items():
        values[key] = setting(key).format(setting(key).parse(text))
    write_private(path, json.dumps(values, indent=2, sort_keys=True).encode() + b"\n")


def _read_file(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise MachineError("file_invalid", path=str(path), reason=str(error)) from error
    if not isinstance(content, dict):
        raise MachineError("file_invalid", path=str(path), reason="it does not hold a JSON object")
    kept = {key for key, declared in SETTINGS.items() if declared.place == "file"}
    return {key: str(value) for key, value in content.items() if key in kept}
