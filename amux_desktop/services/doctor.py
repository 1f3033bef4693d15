"""`amux doctor`: checks every hop from the client to the provider and names the one that fails, with what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit
from urllib.request import getproxies

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.instance import running_instance
from amux_desktop.services.ports import free_port_near, holder_of
from amux_desktop.storage.records import Provider

if TYPE_CHECKING:
    from amux_desktop.services.app_services import AppServices

Level = Literal["ok", "warning", "failed"]
_TIMEOUT_S = 8.0
_LOW_SPACE = 200 * 1024 * 1024
_OVERRIDES = (
    "ANTHROPIC_BASE_URL",
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "OPENAI_BASE_URL",
    "OPENAI_API_KEY",
    "GOOGLE_GEMINI_BASE_URL",
    "GEMINI_API_KEY",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding; `fix` is empty when nothing has to be done."""

    id: str
    level: Level
    title: str
    detail: str = ""
    fix: str = ""


async def examine(
    services: AppServices, *, call: bool = False, env: Mapping[str, str] | None = None
) -> tuple[Check, ...]:
    """Everything, machine first. `call` also sends one small paid request to each enabled provider."""
    variables = os.environ if env is None else env
    checks = [_data_folder(services), await asyncio.to_thread(_database, services), _vault(services)]
    checks.append(await asyncio.to_thread(_port, services))
    checks.append(_auth(services))
    checks.append(_outgoing(services, variables))
    checks.extend(_environment(services, variables))
    for provider in await services.providers.list():
        if provider.enabled:
            checks.extend(await _provider(services, provider, call))
    return tuple(checks)


def _data_folder(services: AppServices) -> Check:
    home = services.paths.home
    try:
        services.paths.ensure()
        free = shutil.disk_usage(home).free
    except (AmuxError, OSError) as error:
        return Check(
            id="data", level="failed", title="Data folder", detail=str(error), fix="Set AMUX_HOME to another folder"
        )
    if free < _LOW_SPACE:
        detail = f"{home}: only {free // 1_000_000} MB left on the disk"
        return Check(id="data", level="warning", title="Data folder", detail=detail, fix="Free some space")
    return Check(id="data", level="ok", title="Data folder", detail=str(home))


def _database(services: AppServices) -> Check:
    try:
        problem = services.store.storage.database.verify()
    except AmuxError as error:
        problem = error.message
    if problem:
        fix = "Quit Amux and start it again: it restores the newest good backup"
        return Check(id="database", level="failed", title="Database", detail=problem, fix=fix)
    return Check(id="database", level="ok", title="Database", detail="sound")


def _vault(services: AppServices) -> Check:
    status = services.vault.status
    if not status.is_open:
        fix = "amux vault unlock, or amux vault reset to give up the stored keys"
        return Check(id="vault", level="failed", title="Stored keys", detail=f"locked: {status.explanation}", fix=fix)
    if status.is_weak:
        detail = "sealed by a key that lies in a file of the data folder"
        return Check(id="vault", level="warning", title="Stored keys", detail=detail, fix="amux vault move keyring")
    return Check(id="vault", level="ok", title="Stored keys", detail=f"sealed with the {status.seal}")


def _port(services: AppServices) -> Check:
    instance = running_instance(services.paths.instance)
    if instance is not None and instance.port:
        return Check(id="port", level="ok", title="Proxy", detail=f"Amux listens on {instance.host}:{instance.port}")
    settings = services.settings.current
    host, port = settings.proxy_host, settings.proxy_port
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            detail = f"port {port} cannot be used{holder_of(port) or f': {error.strerror}'}"
            fix = f"amux settings set proxy.port {free_port_near(host, port)}"
            return Check(id="port", level="failed", title="Proxy", detail=detail, fix=fix)
    return Check(
        id="port", level="warning", title="Proxy", detail=f"not running; port {port} is free", fix="amux serve"
    )


def _auth(services: AppServices) -> Check:
    if services.settings.current.proxy_auth_required:
        return Check(id="auth", level="ok", title="API tokens", detail="required")
    fix = "amux settings set proxy.auth_required on"
    return Check(
        id="auth",
        level="warning",
        title="API tokens",
        detail="not required: any local program may use your keys",
        fix=fix,
    )


def _outgoing(services: AppServices, env: Mapping[str, str]) -> Check:
    chosen = services.settings.view("proxy.outbound_proxy").value
    title = "Outgoing proxy"
    if chosen != "system":
        return Check(id="outgoing", level="ok", title=title, detail=str(chosen))
    found = {scheme for scheme, address in getproxies().items() if address and scheme in ("http", "https", "all")}
    if not found:
        return Check(id="outgoing", level="ok", title=title, detail="none set in the system")
    exempt = env.get("NO_PROXY") or env.get("no_proxy") or ""
    if "127.0.0.1" not in exempt and "localhost" not in exempt and exempt != "*":
        detail = (
            f"the system sends {', '.join(sorted(found))} through a proxy, and clients may send 127.0.0.1 there too"
        )
        return Check(
            id="outgoing", level="warning", title=title, detail=detail, fix="export NO_PROXY=127.0.0.1,localhost"
        )
    return Check(id="outgoing", level="ok", title=title, detail=f"taken from the system for {', '.join(sorted(found))}")


def _environment(services: AppServices, env: Mapping[str, str]) -> list[Check]:
    """Variables that win over the configuration files of coding tools. Values of keys are not shown."""
    own = services.base_url()
    return [
        Check(
            id=f"env.{name}",
            level="warning",
            title="Environment",
            detail=f"{name} is set{f' to {value}' if name.endswith('_URL') else ''} and overrides what tools are configured with",
            fix=f"unset {name}",
        )
        for name in _OVERRIDES
        if (value := env.get(name)) and not value.startswith((own, "sk-amux."))
    ]


async def _provider(services: AppServices, provider: Provider, call: bool) -> list[Check]:
    """Hop by hop; the first that fails ends the way."""
    title = f"Provider {provider.name}"
    ident = f"provider.{provider.slug}"
    if services.settings.current.proxy_outbound_proxy == "system" and not getproxies():
        reached = await _reach(provider.base_url)
        if reached:
            return [
                Check(
                    id=ident,
                    level="failed",
                    title=title,
                    detail=reached,
                    fix=f"Check its base URL {provider.base_url} and your network",
                )
            ]
    checks: list[Check] = []
    try:
        listed = await services.providers.fetch_models(provider.id)
        gone = [
            model.id
            for model in provider.models
            if model.enabled and listed and model.id not in {item.id for item in listed}
        ]
        detail = f"reachable, key accepted, {len(listed)} models"
        if gone:
            fix = f"amux providers models {provider.slug} --fetch"
            checks.append(
                Check(
                    id=ident,
                    level="warning",
                    title=title,
                    detail=f"{detail}; not listed any more: {', '.join(gone[:5])}",
                    fix=fix,
                )
            )
        else:
            checks.append(Check(id=ident, level="ok", title=title, detail=detail))
    except AmuxError as error:
        level: Level = "warning" if "404" in error.message or "405" in error.message else "failed"
        fix = (
            "It may simply have no model list: try --call"
            if level == "warning"
            else f"amux providers edit {provider.slug} --api-key-stdin"
        )
        checks.append(Check(id=ident, level=level, title=title, detail=error.message, fix=fix))
    if call:
        checks.append(await _call(services, provider, ident, title))
    return checks


async def _call(services: AppServices, provider: Provider, ident: str, title: str) -> Check:
    try:
        result = await services.providers.test(provider.id)
    except AmuxError as error:
        return Check(id=f"{ident}.call", level="failed", title=title, detail=error.message)
    if result.ok:
        detail = f"{result.model} answered in {result.duration_ms} ms"
        return Check(id=f"{ident}.call", level="ok", title=title, detail=detail)
    return Check(id=f"{ident}.call", level="failed", title=title, detail=f"{result.status}: {result.message}")


async def _reach(base_url: str) -> str:
    """What is wrong with name, connection or TLS; empty when nothing is."""
    parts = urlsplit(base_url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        await asyncio.wait_for(asyncio.get_running_loop().getaddrinfo(host, port), _TIMEOUT_S)
    except (OSError, TimeoutError):
        return f"the name {host} cannot be resolved"
    context = ssl.create_default_context() if parts.scheme == "https" else None
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port, ssl=context), _TIMEOUT_S)
    except ssl.SSLError as error:
        return f"the TLS connection to {host} failed ({error.reason}); a wrong clock or a filtering proxy are common causes"
    except TimeoutError:
        return f"{host}:{port} does not answer"
    except OSError as error:
        return f"{host}:{port} refuses the connection ({os.strerror(error.errno) if error.errno else error})"
    writer.close()
    return ""
