"""Gemini CLI: the address and key in `.env`, the kind of login in `settings.json`, both in `~/.gemini`.

With variables alone it ends with "Invalid auth method selected" (seen with 0.61), hence the second file. Variables of the
shell win over `.env`.
"""

from __future__ import annotations

from pathlib import Path

from amux_desktop.code_switch.edits import Edit
from amux_desktop.code_switch.plan import FileEdit
from amux_desktop.code_switch.tools import Launch, Override, Place, Redirect, Tier, Tool, shell_overrides

_KEY, _URL = "GEMINI_API_KEY", "GOOGLE_GEMINI_BASE_URL"


def _folder(place: Place) -> Path:
    base = place.config_dir or place.env.get("GEMINI_CLI_HOME", "").strip()
    return Path(base).expanduser() / ".gemini" if base and not place.config_dir else place.folder("", ".gemini")


def _edits(place: Place, redirect: Redirect) -> tuple[FileEdit, ...]:
    folder = _folder(place)
    return (
        FileEdit(
            path=folder / ".env", format="dotenv", edits=(Edit((_KEY,), redirect.token), Edit((_URL,), redirect.url))
        ),
        FileEdit(
            path=folder / "settings.json",
            format="json",
            edits=(Edit(("security", "auth", "selectedType"), "gemini-api-key"),),
        ),
    )


def _overrides(place: Place) -> tuple[Override, ...]:
    found = list(shell_overrides(place, (_KEY, _URL, "GOOGLE_GENAI_USE_VERTEXAI", "GOOGLE_GENAI_USE_GCA")))
    # The nearest .env is the only one that is read.
    found += [
        Override(code="project", name=".env", place=str(folder / ".env"))
        for folder in (Path.cwd() / ".gemini", Path.cwd())
        if (folder / ".env").is_file() and folder != _folder(place)
    ]
    return tuple(found)


def _launch(place: Place, redirect: Redirect) -> Launch:
    env = {_KEY: redirect.token, _URL: redirect.url, "GEMINI_DEFAULT_AUTH_TYPE": "gemini-api-key"}
    if redirect.tag:
        env["GEMINI_CLI_CUSTOM_HEADERS"] = f"x-amux-tag: {redirect.tag}"
    main = redirect.models.get("pro")
    return Launch(env=env, args=("--model", main.id) if main is not None else ())


GEMINI_CLI = Tool(
    id="gemini-cli",
    slug="gemini",
    name="Gemini CLI",
    command="gemini",
    packages=("@google/gemini-cli",),
    inbound="gemini",
    tiers=(
        Tier(name="pro", label="Pro"),
        # Its own model router asks a flash-lite before every task and the rest of the time a flash.
        Tier(name="flash", label="Flash", globs=("*flash*",), is_small=True),
    ),
    folder=_folder,
    formats={".env": "dotenv", "settings.json": "json"},
    edits=_edits,
    overrides=_overrides,
    launch=_launch,
    logo="gemini",
)
