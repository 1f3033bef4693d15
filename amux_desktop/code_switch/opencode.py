"""OpenCode: a provider `amux` of its own in `opencode.json`, asked in Anthropic's format, which loses least on the way.

The models are called `main` and `small`; the route decides what they are, so a switch of provider needs no new file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from amux_desktop.code_switch.edits import Edit
from amux_desktop.code_switch.plan import FileEdit
from amux_desktop.code_switch.tools import Launch, Override, Place, Redirect, Tier, Tool, shell_overrides

_WINDOW, _OUTPUT = 200_000, 32_000
"""Assumed where the provider's list does not say: what most coding models have at least."""


def _folder(place: Place) -> Path:
    if place.config_dir:
        return place.folder("", "")
    base = place.env.get("XDG_CONFIG_HOME", "").strip()
    return (Path(base).expanduser() if base else place.home / ".config") / "opencode"


def _path(place: Place) -> Path:
    """The file that is there; OpenCode reads `opencode.jsonc` last, so that it wins."""
    chosen = place.env.get("OPENCODE_CONFIG", "").strip()
    if chosen and not place.config_dir and Path(chosen).name in ("opencode.json", "opencode.jsonc"):
        return Path(chosen).expanduser()
    folder = _folder(place)
    return folder / "opencode.jsonc" if (folder / "opencode.jsonc").exists() else folder / "opencode.json"


def _model(name: str, redirect: Redirect) -> dict[str, Any]:
    target = redirect.models.get(name)
    window = target.context_tokens if target and target.context_tokens else _WINDOW
    output = target.output_tokens if target and target.output_tokens else _OUTPUT
    shown = target.id if target is not None else name
    return {
        "name": shown,
        "tool_call": True,
        "attachment": True,
        "limit": {"context": window, "output": min(output, window)},
    }


def _provider(redirect: Redirect) -> dict[str, Any]:
    options: dict[str, Any] = {"baseURL": f"{redirect.url}/v1", "apiKey": redirect.token}
    if redirect.tag:
        options["headers"] = {"x-amux-tag": redirect.tag}
    models = {name: _model(name, redirect) for name in ("main", "small")}
    return {"npm": "@ai-sdk/anthropic", "name": "Amux", "options": options, "models": models}


def _edits(place: Place, redirect: Redirect) -> tuple[FileEdit, ...]:
    provider = _provider(redirect)
    edits = (
        Edit(("model",), "amux/main"),
        Edit(("small_model",), "amux/small"),
        Edit(("provider", "amux", "npm"), provider["npm"]),
        Edit(("provider", "amux", "name"), provider["name"]),
        Edit(("provider", "amux", "options", "baseURL"), provider["options"]["baseURL"]),
        Edit(("provider", "amux", "options", "apiKey"), provider["options"]["apiKey"]),
        Edit(("provider", "amux", "models"), provider["models"]),
    )
    return (FileEdit(path=_path(place), format="json", edits=edits),)


def _overrides(place: Place) -> tuple[Override, ...]:
    found = list(shell_overrides(place, ("OPENCODE_CONFIG", "OPENCODE_CONFIG_CONTENT", "OPENCODE_CONFIG_DIR")))
    for name in ("opencode.json", "opencode.jsonc"):
        project = Path.cwd() / name
        if project.is_file() and project != _path(place):
            found.append(Override(code="project", name=name, place=str(project)))
    return tuple(found)


def _launch(place: Place, redirect: Redirect) -> Launch:
    """`OPENCODE_CONFIG_CONTENT` is merged over every file."""
    content = {"model": "amux/main", "small_model": "amux/small", "provider": {"amux": _provider(redirect)}}
    return Launch(env={"OPENCODE_CONFIG_CONTENT": json.dumps(content)})


OPENCODE = Tool(
    id="opencode",
    slug="opencode",
    name="OpenCode",
    command="opencode",
    packages=("opencode-ai",),
    inbound="any",
    tiers=(Tier(name="main", label="Main"), Tier(name="small", label="Small", globs=("small",), is_small=True)),
    folder=_folder,
    formats={"opencode.json": "json", "opencode.jsonc": "json"},
    edits=_edits,
    overrides=_overrides,
    launch=_launch,
)
