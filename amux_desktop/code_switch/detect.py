"""Whether a tool is installed, where, and in which version; found by reading, nothing is started."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from amux_desktop.code_switch.tools import Place, Tool

_VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+.][0-9A-Za-z.-]+)?")
_UP = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`program` is empty when the command was not found; the tool may still have a folder with settings."""

    program: str = ""
    version: str = ""
    folder: str = ""
    has_folder: bool = False

    @property
    def is_there(self) -> bool:
        return bool(self.program) or self.has_folder


def detect(tool: Tool, place: Place) -> Found:
    folder = tool.folder(place)
    program = shutil.which(tool.command, path=_search_path(place))
    return Found(
        program=program or "",
        version=_version(Path(program), tool) if program else "",
        folder=str(folder),
        has_folder=folder.is_dir(),
    )


def _search_path(place: Place) -> str:
    """A window that was started from a desktop menu has a shorter PATH than the user's shell."""
    usual = [
        place.home / ".local" / "bin",
        place.home / ".npm-global" / "bin",
        place.home / ".bun" / "bin",
        place.home / ".opencode" / "bin",
        place.home / ".claude" / "local",
        Path("/opt/homebrew/bin"),
        Path("/usr/local/bin"),
    ]
    if place.system == "Windows" and (roaming := place.env.get("APPDATA")):
        usual.append(Path(roaming) / "npm")
    versions = sorted((place.home / ".nvm" / "versions" / "node").glob("*/bin"), reverse=True)
    return os.pathsep.join([place.env.get("PATH", ""), *map(str, (*usual, *versions))])


def _version(program: Path, tool: Tool) -> str:
    """From the npm package the command belongs to, or from the folder of a native installer."""
    real = Path(os.path.realpath(program))
    for folder in list(real.parents)[:_UP]:
        try:
            package = json.loads((folder / "package.json").read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(package, dict) and package.get("name") in tool.packages:
            return str(package.get("version", ""))
    match = _VERSION.fullmatch(real.name) or next(
        (found for folder in list(real.parents)[:2] if (found := _VERSION.fullmatch(folder.name))), None
    )
    return match[0] if match else ""
