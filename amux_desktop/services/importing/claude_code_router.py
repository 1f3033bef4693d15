"""claude-code-router 1 and 2: `~/.claude-code-router/config.json` (JSON5) with `Providers` and a `Router` of routes.

A route is `provider,model`. Of the router's rules, long contexts and background (haiku) models have their like in Amux.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from amux_desktop.services.importing import json5
from amux_desktop.services.importing.files import mapping_of, read_text, refuse
from amux_desktop.services.importing.findings import Findings, WireFormat, is_address
from amux_desktop.services.importing.values import expand, list_of, mapping_in, mappings_in, text_of, texts_in
from amux_desktop.storage.records import ProxyTarget

NAME = "claude-code-router"
_WIRES: Mapping[str, WireFormat] = {
    "anthropic": "anthropic",
    "gemini": "gemini",
    "openai-responses": "openai-responses",
}
_FOREIGN = {"vertex-gemini": "Vertex AI", "vertex-claude": "Vertex AI"}
_LONG_CONTEXT = 60_000


def read(path: Path, found: Findings, env: Mapping[str, str]) -> None:
    """Raises `file_invalid`."""
    try:
        raw = json5.loads(read_text(path))
    except json5.Json5Error as error:
        refuse(path, str(error))
    config = mapping_of(path, raw)
    if not isinstance(config.get("Providers", config.get("providers")), list):
        refuse(path, "it has no list of Providers")
    places = {}
    proxy, _missing = expand(text_of(config, "PROXY_URL"), env)
    for item in mappings_in(config, "Providers" if "Providers" in config else "providers"):
        name = text_of(item, "name")
        if name:
            places[name.lower()] = _provider(item, name, proxy, found, env)
    _route(config, places, found)
    secret, missing = expand(text_of(config, "APIKEY"), env)
    if missing:
        found.leave_out("token", "APIKEY", "env_missing", missing)
    elif secret:
        found.token(NAME, secret)
    if text_of(config, "CUSTOM_ROUTER_PATH"):
        found.leave_out("rule", "CUSTOM_ROUTER_PATH", "rule", "a script")


def _provider(item: Mapping[str, Any], name: str, outbound_proxy: str, found: Findings, env: Mapping[str, str]) -> str:
    transformers = _transformers(item)
    foreign = next((_FOREIGN[entry] for entry in transformers if entry in _FOREIGN), "")
    if foreign:
        found.leave_out("provider", name, "format", foreign)
        return ""
    url, missing_url = expand(text_of(item, "api_base_url", "baseurl", "base_url"), env)
    key, missing = expand(text_of(item, "api_key", "apikey"), env)
    if missing or missing_url:
        found.leave_out("key" if missing else "provider", name, "env_missing", missing or missing_url)
    if missing_url:
        return ""
    wire: WireFormat = next((_WIRES[entry] for entry in transformers if entry.lower() in _WIRES), "openai-chat")
    path = urlsplit(url).path if is_address(url) else ""
    if path.rstrip("/").endswith("/messages"):
        wire = "anthropic"
    elif "/models" in path and wire == "gemini":
        # Only the beginning of an address: models and methods come after it.
        url = url[: url.index("/models")]
    return found.provider(name, url, wire, keys=[key], models=texts_in(item, "models"), outbound_proxy=outbound_proxy)


def _transformers(item: Mapping[str, Any]) -> list[str]:
    """Names for all models, without their options."""
    entries = list_of(mapping_in(item, "transformer"), "use")
    names = [entry[0] if isinstance(entry, list) and entry else entry for entry in entries]
    return [name.lower() for name in names if isinstance(name, str)]


def _route(config: Mapping[str, Any], places: Mapping[str, str], found: Findings) -> None:
    router = mapping_in(config, "Router")
    fallbacks = mapping_in(config, "fallback")
    threshold = router.get("longContextThreshold")
    limit = threshold if isinstance(threshold, int) and threshold > 0 else _LONG_CONTEXT
    rules: Sequence[tuple[str, dict[str, Any]]] = (
        ("longContext", {"min_prompt_tokens": limit}),
        ("background", {"models": ["*haiku*"]}),
        ("default", {}),
    )
    targets: list[ProxyTarget] = []
    for rule, conditions in rules:
        for route in (text_of(router, rule), *texts_in(fallbacks, rule)):
            targets += _target(rule, route, conditions, places, found)
    for route in (text_of(router, "fallback"), *texts_in(router, "fallback")):
        targets += _target("fallback", route, {}, places, found)
    for rule in ("think", "webSearch", "image"):
        if text_of(router, rule):
            found.leave_out("rule", f"Router.{rule}", "rule", rule)
    if targets:
        found.proxy("Claude Code Router", "anthropic", targets)


def _target(
    rule: str, route: str, conditions: Mapping[str, Any], places: Mapping[str, str], found: Findings
) -> list[ProxyTarget]:
    name, _, model = route.partition(",")
    if not name.strip():
        return []
    path = places.get(name.strip().lower(), "")
    if not path:
        found.leave_out("rule", f"Router.{rule}", "no_target", name.strip())
        return []
    return [ProxyTarget(kind="provider", target_id=path, model=model.strip(), conditions=conditions)]
