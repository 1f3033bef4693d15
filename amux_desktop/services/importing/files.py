"""Reading the files of other tools: bounded in size and nesting, wrong ones refused with the place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn, cast

import yaml

from amux_desktop.core.errors import MachineError
from amux_desktop.services.transfer_format import unusable

MAX_BYTES = 4_000_000
_MAX_DEPTH = 60
_MAX_NODES = 200_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def refuse(path: Path, reason: str) -> NoReturn:
    """Raises `file_invalid`. The reason must not quote the file, which is full of keys."""
    raise MachineError("file_invalid", path=str(path), reason=reason)


def read_text(path: Path) -> str:
    """Raises `file_invalid`."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        refuse(path, error.strerror or type(error).__name__)
    if len(content) > MAX_BYTES:
        refuse(path, "it is too large for a configuration")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(path, "it is not UTF-8 text")


def read_yaml(path: Path) -> Mapping[str, Any]:
    """A mapping. Aliases and merge keys work; a file that only aliases make huge is refused before they are resolved."""
    text = read_text(path)
    try:
        _check_size(path, text)
        loaded = yaml.load(text, Loader=_Loader)  # noqa: S506 - the safe loader, in C where there is one
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        refuse(path, f"it is not YAML{place}")
    except (yaml.YAMLError, ValueError, RecursionError):
        refuse(path, "it is not YAML")
    return mapping_of(path, loaded)


def mapping_of(path: Path, loaded: object) -> Mapping[str, Any]:
    """Raises `file_invalid` also for values that cannot be stored."""
    if not isinstance(loaded, dict):
        refuse(path, "it is no configuration of this tool")
    if reason := unusable(loaded):
        refuse(path, reason)
    return cast("Mapping[str, Any]", loaded)


def _check_size(path: Path, text: str) -> None:
    """Adds up what every node weighs with its aliases resolved."""
    weights: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = [(None, 0)]
    for event in yaml.parse(text, Loader=_Loader):
        weight = 0
        if isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append((event.anchor, 1))
            if len(open_nodes) > _MAX_DEPTH:
                refuse(path, "it is nested too deeply")
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, weight = open_nodes.pop()
            if anchor:
                weights[anchor] = weight
        elif isinstance(event, yaml.AliasEvent):
            # An alias within the node it names is a loop.
            if any(anchor == event.anchor for anchor, _ in open_nodes):
                refuse(path, "an alias refers to itself")
            weight = weights.get(str(event.anchor), 1)
        elif isinstance(event, yaml.ScalarEvent):
            weight = 1
            if event.anchor:
                weights[event.anchor] = 1
        anchor, total = open_nodes[-1]
        open_nodes[-1] = (anchor, total + weight)
        if total + weight > _MAX_NODES:
            refuse(path, "its aliases make it too large")
