"""Codex: `config.toml`, and only the address of the provider that is in use anyway.

Codex files every thread under the id of its model provider and lists only those of the current id, so another
`model_provider` would hide the user's history (seen with 0.169, docs/code-switch.md). The built-in provider cannot be
redefined and sends the user's own login, hence our token travels in the address; the login stays as it is.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from amux_desktop.code_switch.edits import Edit, UnparsableError
from amux_desktop.code_switch.plan import FileEdit
from amux_desktop.code_switch.toml_edit import TomlEditor
from amux_desktop.code_switch.tools import Launch, Override, Place, Redirect, Tier, Tool, shell_overrides
from amux_desktop.core.errors import AmuxError

_BUILT_IN = "openai"
_REDIRECTING = ("model_provider", "openai_base_url")


def _folder(place: Place) -> Path:
    return place.folder("CODEX_HOME", ".codex")


def address(redirect: Redirect) -> str:
    """The base URL with the token in its path; Authorization is the user's own and is not looked at."""
    return f"{redirect.url}/~{redirect.token}/v1"


def _edits(place: Place, redirect: Redirect) -> tuple[FileEdit, ...]:
    path = _folder(place) / "config.toml"
    config = _load(place, path)
    edits = [Edit(_address_key(config), address(redirect))]
    window = redirect.context_tokens
    if window:
        edits.append(Edit(("model_context_window",), window))
    files = [FileEdit(path=path, format="toml", edits=tuple(edits))]
    login = _folder(place) / "auth.json"
    if _needs_login(place, config, login):
        # Without any login the interactive Codex asks for one before it does anything else.
        files.append(FileEdit(path=login, format="json", edits=(Edit(("OPENAI_API_KEY",), redirect.token),)))
    return tuple(files)


def _address_key(config: dict[str, Any]) -> tuple[str, ...]:
    provider = config.get("model_provider")
    if isinstance(provider, str) and provider and provider != _BUILT_IN:
        return ("model_providers", provider, "base_url")
    return ("openai_base_url",)


def _needs_login(place: Place, config: dict[str, Any], login: Path) -> bool:
    if _address_key(config) != ("openai_base_url",) or config.get("cli_auth_credentials_store") not in (None, "file"):
        return False
    return place.read(login) is None


def _overrides(place: Place) -> tuple[Override, ...]:
    path = _folder(place) / "config.toml"
    found = list(shell_overrides(place, ()))
    if "profile" in _load(place, path):
        found.append(Override(code="profile", name="profile", place=str(path)))
    found += [
        Override(code="profile", name=profile.name.removesuffix(".config.toml"), place=str(profile))
        for profile in sorted(_folder(place).glob("*.config.toml"))
        if any(key in _load(place, profile) for key in _REDIRECTING)
    ]
    project = Path.cwd() / ".codex" / "config.toml"
    if project != path and any(key in _load(place, project) for key in _REDIRECTING):
        found.append(Override(code="project", name="model_provider", place=str(project)))
    return tuple(found)


def _launch(place: Place, redirect: Redirect) -> Launch:
    """Configuration by `-c`, values as TOML."""
    key = _address_key(_load(place, _folder(place) / "config.toml"))
    args = ["-c", f"{'.'.join(key)}={json.dumps(address(redirect))}"]
    main = redirect.models.get("main")
    if main is not None:
        args += ["-c", f"model={json.dumps(main.id)}"]
        if main.context_tokens:
            args += ["-c", f"model_context_window={main.context_tokens}"]
    if redirect.catalog:
        args += ["-c", f"model_catalog_json={json.dumps(redirect.catalog)}"]
    env = (
        {}
        if place.env.get("CODEX_API_KEY") or place.read(_folder(place) / "auth.json") is not None
        else {"CODEX_API_KEY": redirect.token}
    )
    return Launch(env=env, args=tuple(args))


def _load(place: Place, path: Path) -> dict[str, Any]:
    with contextlib.suppress(AmuxError, UnparsableError, UnicodeDecodeError):
        data = place.read(path)
        if data:
            return TomlEditor().load(data.decode("utf-8-sig"))
    return {}


CODEX = Tool(
    id="codex",
    slug="codex",
    name="Codex",
    command="codex",
    packages=("@openai/codex",),
    inbound="openai-responses",
    tiers=(
        Tier(name="main", label="Main"),
        Tier(name="small", label="Mini", globs=("*mini*", "*nano*", "*spark*", "*luna*"), is_small=True),
    ),
    folder=_folder,
    formats={"config.toml": "toml", "auth.json": "json"},
    edits=_edits,
    overrides=_overrides,
    launch=_launch,
    logo="codex",
    sends_tag=False,
    wants_catalog=True,
)
