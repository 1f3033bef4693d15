"""`amux apply`: providers, proxies and tokens from one file, for set-ups that are kept under version control."""

from __future__ import annotations

import json as codec
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amux_desktop.cli.context import Json, call
from amux_desktop.cli.forms import balance_of, inbound_of, mapping_of
from amux_desktop.cli.output import print_json
from amux_desktop.core.target_rules import read_target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amux_desktop.core.target_rules import TargetText
    from amux_desktop.services import AppServices
    from amux_desktop.services.apply import Applied, Plan


def apply(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON file; - reads standard input.")],
    json: Json = False,
) -> None:
    """Create or update what a file describes, all or nothing; what it does not name stays.

    {"providers": [{"preset", "path", "name", "base_url", "api_key" or "api_key_env", "models", "passthrough"}],
     "proxies": [{"path", "inbound", "provider" or "chain", "fallback": [TARGET] or "targets": [TARGET], "balance",
                  "map": {SOURCE: TARGET}}],
     "tokens": [{"name"}]}
    A TARGET is written as for 'amux proxies add --target'.
    """
    from amux_desktop.services.apply import apply_plan

    plan = _plan(_read(file))

    async def work(services: AppServices) -> Applied:
        return await apply_plan(services, plan)

    applied = call(ctx, work)
    if json:
        tokens = [{"id": made.token.id, "name": made.token.name, "token": made.text} for made in applied.tokens]
        print_json(
            {
                "providers": [{"id": item.id, "path": item.slug} for item in applied.providers],
                "proxies": [{"id": item.id, "path": item.slug} for item in applied.proxies],
                "tokens": tokens,
            }
        )
        return
    print(f"{len(applied.providers)} providers and {len(applied.proxies)} proxies are as the file says")
    for made in applied.tokens:
        print(f"New token {made.token.name}: {made.text}")


def _read(file: str) -> Mapping[str, Any]:
    try:
        content = codec.loads(sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise typer.BadParameter(f"{file} is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise typer.BadParameter(f"{file} must hold a JSON object")
    unknown = content.keys() - {"providers", "proxies", "tokens"}
    if unknown:
        raise typer.BadParameter(f"{file} has unknown parts: {', '.join(sorted(unknown))}")
    return content


def _plan(content: Mapping[str, Any]) -> Plan:
    from amux_desktop.services.apply import Plan, ProviderEntry, ProxyEntry

    providers = [
        ProviderEntry(
            preset=_text(entry, place, "preset"),
            path=_text(entry, place, "path"),
            name=_text(entry, place, "name", ""),
            base_url=_text(entry, place, "base_url", ""),
            api_key=_secret(entry, place),
            models=tuple(_texts(entry, place, "models")) if "models" in entry else None,
            passthrough=bool(entry.get("passthrough", False)),
            enabled=bool(entry.get("enabled", True)),
        )
        for place, entry in _entries(content, "providers")
    ]
    proxies = [
        ProxyEntry(
            path=_text(entry, place, "path"),
            name=_text(entry, place, "name", ""),
            inbound=inbound_of(_text(entry, place, "inbound", "any")),
            targets=_targets(entry, place),
            mappings=tuple(mapping_of(f"{source}={target}") for source, target in _pairs(entry, place, "map").items()),
            balance=balance_of(_text(entry, place, "balance", "ordered"), f"{place}.balance"),
            enabled=bool(entry.get("enabled", True)),
        )
        for place, entry in _entries(content, "proxies")
    ]
    tokens = [_text(entry, place, "name") for place, entry in _entries(content, "tokens")]
    return Plan(providers=tuple(providers), proxies=tuple(proxies), tokens=tuple(tokens))


def _targets(entry: Mapping[str, Any], place: str) -> tuple[TargetText, ...]:
    """`targets`, or `provider`, `chain` and `fallback`, which say the same in the most frequent cases."""
    if "targets" in entry and (other := entry.keys() & {"provider", "chain", "fallback"}):
        raise typer.BadParameter(f"{place} has both targets and {', '.join(sorted(other))}")
    provider, chain = (_text(entry, place, field, "") for field in ("provider", "chain"))
    texts = [(provider, f"{place}.provider"), (f"proxy:{chain}" if chain else "", f"{place}.chain")]
    for field in ("fallback", "targets"):
        texts += [(text, f"{place}.{field}[{index}]") for index, text in enumerate(_texts(entry, place, field))]
    return tuple(read_target(text, where) for text, where in texts if text)


def _entries(content: Mapping[str, Any], part: str) -> list[tuple[str, Mapping[str, Any]]]:
    entries = content.get(part, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise typer.BadParameter(f"{part} must be a list of objects")
    return [(f"{part}[{index}]", entry) for index, entry in enumerate(entries)]


def _text(entry: Mapping[str, Any], place: str, field: str, default: str | None = None) -> str:
    value = entry.get(field, default)
    if not isinstance(value, str):
        raise typer.BadParameter(
            f"{place}.{field} must be text" if value is not None else f"{place}.{field} is missing"
        )
    return value


def _texts(entry: Mapping[str, Any], place: str, field: str) -> list[str]:
    value = entry.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise typer.BadParameter(f"{place}.{field} must be a list of texts")
    return value


def _pairs(entry: Mapping[str, Any], place: str, field: str) -> dict[str, str]:
    value = entry.get(field, {})
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise typer.BadParameter(f"{place}.{field} must be an object of texts")
    return value


def _secret(entry: Mapping[str, Any], place: str) -> str:
    variable = _text(entry, place, "api_key_env", "")
    if variable and not os.environ.get(variable):
        raise typer.BadParameter(f"{place}: the environment variable {variable} is not set")
    return os.environ[variable] if variable else _text(entry, place, "api_key", "")
