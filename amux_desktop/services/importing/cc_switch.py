"""cc-switch: the SQLite database of version 3.8 and later (`cc-switch.db`), and the `config.json` before it.

Both keep, per coding tool, providers with the settings that the tool would get: an `env` for Claude Code and Gemini CLI,
`auth.json` and `config.toml` as text for Codex, SDK options for OpenCode and the like.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from amux_desktop.services.importing.files import MAX_BYTES, mapping_of, read_text, refuse
from amux_desktop.services.importing.findings import Findings, WireFormat
from amux_desktop.services.importing.values import mapping_in, text_of
from amux_desktop.services.transfer_format import unusable
from amux_desktop.storage.records import Mapping as Row
from amux_desktop.storage.records import ProxyTarget
from amux_desktop.storage.records.proxies import Inbound

NAME = "cc-switch"
_SQLITE = b"SQLite format 3\0"
_MAX_ROWS = 2000
_MAX_STEPS = 2_000
"""Times 1000 instructions of SQLite's machine: a hostile schema cannot keep us busy."""
_FORMATS: Mapping[str, WireFormat] = {
    "openai_chat": "openai-chat",
    "openai_responses": "openai-responses",
    "anthropic": "anthropic",
    "gemini_native": "gemini",
}
_TOOLS: Mapping[str, tuple[str, Inbound]] = {
    "claude": ("Claude Code", "anthropic"),
    "claude-desktop": ("Claude Desktop", "anthropic"),
    "codex": ("Codex", "openai-responses"),
    "gemini": ("Gemini CLI", "gemini"),
}
_OFFICIAL: Mapping[str, str] = {
    "anthropic": "https://api.anthropic.com",
    "openai-responses": "https://api.openai.com/v1",
    "gemini": "https://generativelanguage.googleapis.com",
}
_KEYS_OF_CLAUDE = ("ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY", "OPENROUTER_API_KEY")
_TIERS = (
    ("*haiku*", ("ANTHROPIC_DEFAULT_HAIKU_MODEL", "ANTHROPIC_SMALL_FAST_MODEL")),
    ("*sonnet*", ("ANTHROPIC_DEFAULT_SONNET_MODEL",)),
    ("*opus*", ("ANTHROPIC_DEFAULT_OPUS_MODEL",)),
)
_API_OF_OPENCLAW: Mapping[str, WireFormat] = {
    "anthropic-messages": "anthropic",
    "openai-completions": "openai-chat",
    "openai-responses": "openai-responses",
    "google-generative-ai": "gemini",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    tool: str
    name: str
    settings: Mapping[str, Any]
    meta: Mapping[str, Any]
    current: bool = False
    queued: bool = False


def read(path: Path, found: Findings, _env: Mapping[str, str]) -> None:
    """Raises `file_invalid`."""
    try:
        with path.open("rb") as file:
            is_database = file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        refuse(path, error.strerror or type(error).__name__)
    _take(_entries_of_database(path) if is_database else _entries_of_json(path), found)


def _take(entries: Iterable[_Entry], found: Findings) -> None:
    routes: dict[str, list[tuple[_Entry, ProxyTarget]]] = {}
    for entry in entries:
        target = _provider(entry, found)
        if target is not None:
            routes.setdefault(entry.tool, []).append((entry, target))
    for tool, members in routes.items():
        queue = [item for item in members if item[0].queued or item[0].current]
        queue.sort(key=lambda item: not item[0].current)
        if tool in _TOOLS and len(queue) > 1:
            title, inbound = _TOOLS[tool]
            found.proxy(f"{title} ({NAME})", inbound, [target for _, target in queue])


def _provider(entry: _Entry, found: Findings) -> ProxyTarget | None:
    """The provider, or the proxy before it where the entry renames models."""
    match entry.tool:
        case "claude" | "claude-desktop":
            return _claude(entry, found)
        case "codex":
            path = _codex(entry, found)
        case "gemini":
            env = mapping_in(entry.settings, "env")
            key = text_of(env, "GEMINI_API_KEY", "GOOGLE_API_KEY")
            url = text_of(env, "GOOGLE_GEMINI_BASE_URL")
            path = _add(entry, found, "gemini", url, key, [text_of(env, "GEMINI_MODEL")])
        case "opencode":
            path = _opencode(entry, found)
        case "openclaw" | "hermes":
            path = _flat(entry, found)
        case _:
            found.leave_out("provider", entry.name, "local")
            path = ""
    return ProxyTarget(kind="provider", target_id=path) if path else None


def _claude(entry: _Entry, found: Findings) -> ProxyTarget | None:
    env = mapping_in(entry.settings, "env")
    default = text_of(env, "ANTHROPIC_MODEL")
    tiers = [(glob, model) for glob, names in _TIERS if (model := text_of(env, *names))]
    wire = _FORMATS.get(text_of(entry.meta, "apiFormat"), "anthropic")
    models = [default, *(model for _, model in tiers)]
    key, url = text_of(env, *_KEYS_OF_CLAUDE), text_of(env, "ANTHROPIC_BASE_URL")
    path = _add(entry, found, wire, url, key, models)
    if not path:
        return None
    target = ProxyTarget(kind="provider", target_id=path)
    rows = [Row(kind="glob", source=glob, target=model) for glob, model in tiers]
    if default:
        rows.append(Row(kind="default", source="", target=default))
    if not rows:
        return target
    return ProxyTarget(kind="proxy", target_id=found.proxy(entry.name, "anthropic", [target], mappings=rows))


def _codex(entry: _Entry, found: Findings) -> str:
    auth = mapping_in(entry.settings, "auth")
    try:
        config = tomlkit.parse(text_of(entry.settings, "config")).unwrap()
    except TOMLKitError:
        config = {}
    provider = mapping_in(mapping_in(config, "model_providers"), text_of(config, "model_provider"))
    key = text_of(auth, "OPENAI_API_KEY") or text_of(provider, "experimental_bearer_token")
    wire: WireFormat = "openai-chat" if text_of(provider, "wire_api") == "chat" else "openai-responses"
    wire = _FORMATS.get(text_of(entry.meta, "apiFormat"), wire)
    url = text_of(provider, "base_url") or text_of(config, "openai_base_url")
    return _add(entry, found, wire, url, key, [text_of(config, "model")])


def _opencode(entry: _Entry, found: Findings) -> str:
    options, package = mapping_in(entry.settings, "options"), text_of(entry.settings, "npm")
    wire: WireFormat = "openai-chat"
    for part, known in (("anthropic", "anthropic"), ("google", "gemini")):
        if part in package:
            wire = known  # type: ignore[assignment]  # one of the literals above
    if package == "@ai-sdk/openai":
        wire = "openai-responses"
    models = mapping_in(entry.settings, "models")
    return _add(entry, found, wire, text_of(options, "baseURL"), text_of(options, "apiKey"), models)


def _flat(entry: _Entry, found: Findings) -> str:
    """OpenClaw and Hermes keep address and key at the top."""
    settings = entry.settings
    api = text_of(settings, "api", "api_mode")
    wire = _API_OF_OPENCLAW.get(api, "anthropic" if "anthropic" in api else "openai-chat")
    models = settings.get("models")
    ids = [text_of(item, "id") for item in models] if isinstance(models, list) else list(mapping_in(settings, "models"))
    url, key = text_of(settings, "baseUrl", "base_url"), text_of(settings, "apiKey", "api_key")
    return _add(entry, found, wire, url, key, ids)


def _add(entry: _Entry, found: Findings, wire: WireFormat, url: str, key: str, models: Iterable[str]) -> str:
    if not url and not key:
        found.leave_out("provider", entry.name, "account")
        return ""
    address = url or _OFFICIAL.get(wire, "")
    keys = [key] if key else []
    return found.provider(entry.name, address, wire, keys=keys, models=models, pool_keys=False)


# ------------------------------------------------------------------ the two kinds of files


def _entries_of_json(path: Path) -> list[_Entry]:
    try:
        raw = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        refuse(path, f"it is not JSON (line {error.lineno}, column {error.colno})")
    except (ValueError, RecursionError):
        refuse(path, "it is not JSON")
    config = mapping_of(path, raw)
    # Version 1 knew only Claude Code and had its providers at the top.
    tools = {"claude": config} if "providers" in config else config
    entries = [entry for tool in tools for entry in _entries_of_tool(tool, mapping_in(tools, tool))]
    if not entries and not any(isinstance(value, dict) and "providers" in value for value in tools.values()):
        refuse(path, "it is no configuration of cc-switch")
    return entries


def _entries_of_tool(tool: str, manager: Mapping[str, Any]) -> Iterator[_Entry]:
    current = text_of(manager, "current")
    providers = mapping_in(manager, "providers")
    for key in sorted(providers, key=lambda key: _order(providers[key])):
        item = providers[key]
        if isinstance(item, dict):
            yield _Entry(
                tool=tool,
                name=text_of(item, "name") or key,
                settings=mapping_in(item, "settingsConfig"),
                meta=mapping_in(item, "meta"),
                current=key == current,
                queued=item.get("inFailoverQueue") is True,
            )


def _order(item: object) -> tuple[int, int]:
    def number(name: str) -> int:
        value = item.get(name) if isinstance(item, Mapping) else None
        return value if isinstance(value, int) else 1 << 53

    return number("sortIndex"), number("createdAt")


def _entries_of_database(path: Path) -> list[_Entry]:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema=OFF")
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_BYTES)
            steps = iter(range(_MAX_STEPS))
            database.set_progress_handler(lambda: next(steps, None) is None, 1000)
            columns = {row[1] for row in database.execute("PRAGMA table_info(providers)")}
            if not {"app_type", "name", "settings_config"} <= columns:
                refuse(path, "it is no database of cc-switch")
            # Columns came with time; their names are ours, not the file's.
            optional = ("meta", "is_current", "in_failover_queue", "sort_index", "created_at")
            chosen = [name if name in columns else f"NULL AS {name}" for name in optional]
            query = f"SELECT app_type, name, settings_config, {', '.join(chosen)} FROM providers LIMIT {_MAX_ROWS}"  # noqa: S608 - constants
            rows = database.execute(query).fetchall()
    except sqlite3.Error as error:
        refuse(path, f"SQLite cannot read it ({type(error).__name__})")
    rows.sort(key=lambda row: [value if isinstance(value, int) else 1 << 53 for value in row[6:8]])
    return [
        _Entry(
            tool=str(row[0]),
            name=str(row[1]),
            settings=_object(row[2]),
            meta=_object(row[3]),
            current=bool(row[4]),
            queued=bool(row[5]),
        )
        for row in rows
    ]


def _object(text: object) -> Mapping[str, Any]:
    try:
        value = json.loads(text) if isinstance(text, str) else {}
    except (ValueError, RecursionError):
        value = {}
    return value if isinstance(value, dict) and not unusable(value) else {}
