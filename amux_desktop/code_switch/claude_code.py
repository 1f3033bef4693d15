"""Claude Code: `settings.json`, block `env`, whose values win over the shell's.

Seen with 2.1: `ANTHROPIC_AUTH_TOKEN` goes out as Bearer and wins over an API key; an empty `ANTHROPIC_API_KEY` counts as
not set, so a key of the user's is blanked in its place and comes back there. Managed settings win over everything.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from amux_desktop.code_switch.edits import Edit, ShapeError, UnparsableError
from amux_desktop.code_switch.jsonc import JsonEditor
from amux_desktop.code_switch.plan import FileEdit
from amux_desktop.code_switch.tools import Launch, Override, Place, Redirect, Tier, Tool, shell_overrides
from amux_desktop.core.errors import AmuxError

_TIER_VARIABLES = {
    "opus": "ANTHROPIC_DEFAULT_OPUS_MODEL",
    "sonnet": "ANTHROPIC_DEFAULT_SONNET_MODEL",
    "haiku": "ANTHROPIC_DEFAULT_HAIKU_MODEL",
}
_BLANKED = ("ANTHROPIC_API_KEY", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "ANTHROPIC_MODEL")
"""Of the settings' own `env`: what would send requests elsewhere or ask for a model by a name of another service."""
_OWN_OUTPUT_TOKENS = 32_000
"""What Claude Code asks for with a name it does not know; a hint is for models that give less."""
_SHELL = ("CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "ANTHROPIC_MODEL")
_MANAGED = {
    "Darwin": "/Library/Application Support/ClaudeCode/managed-settings.json",
    "Windows": "C:\\Program Files\\ClaudeCode\\managed-settings.json",
    "Linux": "/etc/claude-code/managed-settings.json",
}


def _folder(place: Place) -> Path:
    return place.folder("CLAUDE_CONFIG_DIR", ".claude")


def _variables(redirect: Redirect) -> dict[str, str]:
    found = {"ANTHROPIC_BASE_URL": redirect.url, "ANTHROPIC_AUTH_TOKEN": redirect.token}
    foreign = {
        tier: model for tier, model in redirect.models.items() if tier in _TIER_VARIABLES and not _is_claude(model.id)
    }
    for tier, model in redirect.models.items():
        if tier in _TIER_VARIABLES:
            found[_TIER_VARIABLES[tier]] = model.id
    if foreign:
        # Without the hint Claude Code takes an unknown name for a model with a window of a million tokens.
        windows = [model.context_tokens for model in foreign.values() if model.context_tokens]
        outputs = [model.output_tokens for model in foreign.values() if model.output_tokens]
        if windows:
            found["CLAUDE_CODE_MAX_CONTEXT_TOKENS"] = str(min(windows))
        if outputs and min(outputs) < _OWN_OUTPUT_TOKENS:
            found["CLAUDE_CODE_MAX_OUTPUT_TOKENS"] = str(min(outputs))
    return found


def _is_claude(model: str) -> bool:
    return "claude" in model.lower()


def _edits(place: Place, redirect: Redirect) -> tuple[FileEdit, ...]:
    path = _folder(place) / "settings.json"
    present = _env_of(place, path)
    edits = [Edit(("env", name), value) for name, value in _variables(redirect).items()]
    edits += [Edit(("env", name), "") for name in _BLANKED if present.get(name)]
    return (FileEdit(path=path, format="json", edits=tuple(edits)),)


def _overrides(place: Place) -> tuple[Override, ...]:
    found = list(shell_overrides(place, _SHELL))
    settings = _folder(place) / "settings.json"
    if "apiKeyHelper" in _load(place, settings):
        found.append(Override(code="key", name="apiKeyHelper", place=str(settings)))
    managed = Path(_MANAGED.get(place.system, _MANAGED["Linux"]))
    ours = ("ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN", *_BLANKED)
    found += [
        Override(code="managed", name=name, place=str(managed)) for name in _env_of(place, managed) if name in ours
    ]
    for name in ("settings.json", "settings.local.json"):
        # The folder in which Amux runs stands for the project at hand; its settings win over the user's.
        project = Path.cwd() / ".claude" / name
        if project != settings and "ANTHROPIC_BASE_URL" in _env_of(place, project):
            found.append(Override(code="project", name="ANTHROPIC_BASE_URL", place=str(project)))
    return tuple(found)


def _launch(place: Place, redirect: Redirect) -> Launch:
    """By `--settings`, because the values of the user's settings file would win over the environment."""
    variables = _variables(redirect) | dict.fromkeys(_BLANKED, "")
    main = redirect.models.get("opus") or redirect.models.get("sonnet")
    if main is not None:
        variables["ANTHROPIC_MODEL"] = main.id
    if redirect.tag:
        variables["ANTHROPIC_CUSTOM_HEADERS"] = f"x-amux-tag: {redirect.tag}"
    return Launch(env=variables, args=("--settings", json.dumps({"env": variables})))


def _env_of(place: Place, path: Path) -> dict[str, Any]:
    env = _load(place, path).get("env")
    return env if isinstance(env, dict) else {}


def _load(place: Place, path: Path) -> dict[str, Any]:
    """For looking only: what cannot be read says nothing here; the edit itself will report it."""
    with contextlib.suppress(AmuxError, UnparsableError, ShapeError, UnicodeDecodeError):
        data = place.read(path)
        if data and data.strip():
            return JsonEditor().load(data.decode("utf-8-sig"))
    return {}


CLAUDE_CODE = Tool(
    id="claude-code",
    slug="claudecode",
    name="Claude Code",
    command="claude",
    packages=("@anthropic-ai/claude-code",),
    inbound="anthropic",
    tiers=(
        Tier(name="opus", label="Opus", globs=("*opus*",)),
        Tier(name="sonnet", label="Sonnet", globs=("*sonnet*",), is_middle=True),
        Tier(name="haiku", label="Haiku", globs=("*haiku*",), is_small=True),
    ),
    folder=_folder,
    formats={"settings.json": "json"},
    edits=_edits,
    overrides=_overrides,
    launch=_launch,
    logo="claude-code",
)
