"""CLIProxyAPI: `config.yaml` with API keys per vendor, OpenAI-compatible providers, aliases of models and client keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amux_desktop.services.importing.files import read_yaml, refuse
from amux_desktop.services.importing.findings import Findings, WireFormat
from amux_desktop.services.importing.values import list_of, literal, mapping_in, mappings_in, text_of, texts_in
from amux_desktop.storage.records import Mapping as Row
from amux_desktop.storage.records import ProxyTarget

NAME = "CLIProxyAPI"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vendor:
    """A list of keys in the file, and what is true where an entry says nothing else."""

    key: str
    name: str
    wire: WireFormat
    base_url: str
    models: tuple[str, ...]


_VENDORS = (
    _Vendor(
        key="gemini-api-key",
        name="Gemini",
        wire="gemini",
        base_url="https://generativelanguage.googleapis.com",
        models=("gemini-*",),
    ),
    _Vendor(
        key="codex-api-key",
        name="OpenAI",
        wire="openai-responses",
        base_url="https://api.openai.com/v1",
        models=("gpt-*", "o[0-9]*", "codex-*"),
    ),
    _Vendor(
        key="claude-api-key",
        name="Claude",
        wire="anthropic",
        base_url="https://api.anthropic.com",
        models=("claude-*",),
    ),
    _Vendor(key="xai-api-key", name="xAI", wire="openai-responses", base_url="https://api.x.ai/v1", models=("grok-*",)),
)
_FOREIGN = (("vertex-api-key", "Vertex AI"), ("interactions-api-key", "Gemini Interactions"))
_ACCOUNTS = "auth-dir"


def read(path: Path, found: Findings, _env: Mapping[str, str]) -> None:
    """Raises `file_invalid`."""
    config = read_yaml(path)
    known = {vendor.key for vendor in _VENDORS} | {"openai-compatibility", "api-keys", "auth-dir", "port"}
    if not known & config.keys():
        refuse(path, "it is no configuration of CLIProxyAPI")
    proxy = text_of(config, "proxy-url")
    targets: list[ProxyTarget] = []
    rows: list[Row] = []
    for vendor in _VENDORS:
        for item in mappings_in(config, vendor.key):
            url = text_of(item, "base-url") or vendor.base_url
            keys = [text_of(item, "api-key")]
            place = _provider(found, vendor.name, url, vendor.wire, keys, item, proxy)
            _serve(place, item, vendor.models, targets, rows)
    for key in texts_in(config, "generative-language-api-key"):
        gemini = _VENDORS[0]
        place = _provider(found, gemini.name, gemini.base_url, gemini.wire, [key], {}, proxy)
        _serve(place, {}, gemini.models, targets, rows)
    for item in mappings_in(config, "openai-compatibility"):
        keys = [*texts_in(item, "api-keys"), *(text_of(entry, "api-key") for entry in _entries(item))]
        name = text_of(item, "name") or "OpenAI compatible"
        place = _provider(found, name, text_of(item, "base-url"), "openai-chat", keys, item, proxy)
        _serve(place, item, (), targets, rows)
    for key, title in _FOREIGN:
        if list_of(config, key):
            found.leave_out("provider", key, "format", title)
    if targets:
        found.proxy(NAME, "any", targets, mappings=rows, balance="weighted")
    # Older files keep the clients' keys under auth.providers.
    clients = texts_in(config, "api-keys")
    for provider in mappings_in(mapping_in(config, "auth"), "providers"):
        clients += texts_in(provider, "api-keys")
    for number, text in enumerate(clients, 1):
        found.token(NAME if len(clients) == 1 else f"{NAME} {number}", text)
    if text_of(config, _ACCOUNTS):
        found.leave_out("account", _ACCOUNTS, "account")


def _entries(item: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return mappings_in(item, "api-key-entries")


def _provider(
    found: Findings, name: str, url: str, wire: WireFormat, keys: Sequence[str], item: Mapping[str, Any], proxy: str
) -> str:
    headers: dict[str, str] = {}
    for header, value in mapping_in(item, "headers").items():
        if str(value).startswith("$"):
            found.leave_out("header", name, "header", str(header))
        else:
            headers[str(header)] = str(value)
    own = text_of(item, "proxy-url") or next((text_of(entry, "proxy-url") for entry in _entries(item)), "")
    return found.provider(
        name,
        url,
        wire,
        keys=keys,
        models=[text_of(model, "name") for model in mappings_in(item, "models")],
        headers=headers,
        outbound_proxy=own or proxy,
        enabled=item.get("disabled") is not True,
    )


def _serve(
    place: str, item: Mapping[str, Any], usual: tuple[str, ...], targets: list[ProxyTarget], rows: list[Row]
) -> None:
    """One target per model and name of it; without a list, one for the names that the vendor's models have."""
    if not place:
        return
    prefix = f"{text_of(item, 'prefix')}/" if text_of(item, "prefix") else ""
    weight = item.get("weight")
    share = weight if isinstance(weight, int) and weight > 0 else 1
    models = list(mappings_in(item, "models"))
    wanted = [(text_of(model, "alias") or text_of(model, "name"), text_of(model, "name")) for model in models]
    for alias, model in wanted:
        if not model:
            continue
        target = ProxyTarget(
            kind="provider",
            target_id=place,
            model=model,
            weight=share,
            conditions={"models": [literal(prefix + alias)]},
        )
        _join(targets, target)
        rows.append(Row(kind="exact", source=prefix + alias, target=model))
    if not models and usual and not prefix:
        _join(
            targets,
            ProxyTarget(kind="provider", target_id=place, weight=share, conditions={"models": list(usual)}),
        )


def _join(targets: list[ProxyTarget], target: ProxyTarget) -> None:
    """Several keys of one provider are one target."""
    if target not in targets:
        targets.append(target)
