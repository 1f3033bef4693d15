"""`.amux.toml` of a project folder: which provider, models and cost tag `amux run` uses there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from amux_desktop.code_switch.catalog import find_tool
from amux_desktop.code_switch.tools import Tool
from amux_desktop.core.errors import InvalidInputError, MachineError

NAME = ".amux.toml"
_TEXTS = ("provider", "model", "tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What the nearest file says for one tool; `file` is empty when there is none."""

    file: str = ""
    provider: str = ""
    model: str = ""
    tag: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)


def project_of(tool: Tool, folder: Path) -> Project:
    """From `folder` or the nearest folder above that has the file; a table with the tool's name wins over the top level.
    Raises `config_unparsable`, `field_invalid`, `file_invalid`."""
    path = next((parent / NAME for parent in (folder, *folder.parents) if (parent / NAME).is_file()), None)
    if path is None:
        return Project()
    content = _load(path)
    values: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, dict) and key != "mapping":
            if find_tool(key).id == tool.id:
                values |= _checked(path, value, f"{key}.")
        else:
            values = _checked(path, {key: value}, "") | values
    return Project(file=str(path), **values)


def _checked(path: Path, table: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    checked: dict[str, Any] = {}
    for key, value in table.items():
        place = f"{prefix}{key} in {path}"
        if key in _TEXTS:
            if not isinstance(value, str) or not value.isprintable():
                raise InvalidInputError("field_invalid", field=place, value=value, reason="Write one line of text")
            checked[key] = value
        elif key == "mapping":
            if not isinstance(value, dict) or not all(isinstance(item, str) and item for item in value.values()):
                raise InvalidInputError(
                    "field_invalid", field=place, value=value, reason='Write lines such as opus = "model"'
                )
            checked[key] = dict(value)
        else:
            allowed = "Known are provider, model, tag, mapping and a table per tool"
            raise InvalidInputError("field_invalid", field=place, value=value, reason=allowed)
    return checked


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MachineError("file_invalid", path=str(path), reason=str(error)) from error
    except OSError as error:
        raise MachineError("file_invalid", path=str(path), reason=error.strerror or type(error).__name__) from error
