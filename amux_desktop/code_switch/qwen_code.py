"""Qwen Code: login of the kind `openai` with address and key in `~/.qwen/settings.json`."""

from __future__ import annotations

from pathlib import Path

from amux_desktop.code_switch.edits import Edit
from amux_desktop.code_switch.plan import FileEdit
from amux_desktop.code_switch.tools import Launch, Override, Place, Redirect, Tier, Tool, shell_overrides

_MODEL = "main"
_SHELL = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL")


def _folder(place: Place) -> Path:
    return place.folder("QWEN_HOME", ".qwen")


def _edits(place: Place, redirect: Redirect) -> tuple[FileEdit, ...]:
    edits = (
        Edit(("security", "auth", "selectedType"), "openai"),
        Edit(("security", "auth", "apiKey"), redirect.token),
        Edit(("security", "auth", "baseUrl"), f"{redirect.url}/v1"),
        Edit(("model", "name"), _MODEL),
    )
    return (FileEdit(path=_folder(place) / "settings.json", format="json", edits=edits),)


def _overrides(place: Place) -> tuple[Override, ...]:
    found = list(shell_overrides(place, _SHELL))
    project = Path.cwd() / ".qwen" / "settings.json"
    if project.is_file() and project.parent != _folder(place):
        found.append(Override(code="project", name="settings.json", place=str(project)))
    return tuple(found)


def _launch(place: Place, redirect: Redirect) -> Launch:
    env = {"OPENAI_API_KEY": redirect.token, "OPENAI_BASE_URL": f"{redirect.url}/v1", "OPENAI_MODEL": _MODEL}
    return Launch(env=env, args=("--auth-type", "openai", "--model", _MODEL))


QWEN_CODE = Tool(
    id="qwen-code",
    slug="qwen",
    name="Qwen Code",
    command="qwen",
    packages=("@qwen-code/qwen-code",),
    inbound="any",
    tiers=(Tier(name="main", label="Main"),),
    folder=_folder,
    formats={"settings.json": "json"},
    edits=_edits,
    overrides=_overrides,
    launch=_launch,
    logo="qwen",
    sends_tag=False,
)
