"""`amux doctor`: checks every hop from the client to the provider and names the one that fails, with what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.instance import running_instance
from amux_desktop.core.settings import mask_url
from amux_desktop.services.doctor_check import Check
from amux_desktop.services.doctor_hops import clock_check, walk
from amux_desktop.services.ports import free_port_near, holder_of

if TYPE_CHECKING:
    from amux_desktop.services.app_services import AppServices

_PROXY_TIMEOUT_S = 5.0
_LOW_SPACE = 200 * 1024 * 1024
_OVERRIDES = (
    "ANTHROPIC_BASE_URL",
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "ANTHROPIC_MODEL",
    "CLAUDE_CODE_USE_BEDROCK",
    "CLAUDE_CODE_USE_VERTEX",
    "OPENAI_BASE_URL",
    "OPENAI_API_BASE",
    "OPENAI_API_KEY",
    "GOOGLE_GEMINI_BASE_URL",
    "GOOGLE_GENAI_USE_VERTEXAI",
    "GOOGLE_API_KEY",
    "GEMINI_API_KEY",
)


async def examine(
    services: AppServices, *, call: bool = False, env: Mapping[str, str] | None = None
) -> tuple[Check, ...]:
    """Everything, machine first. `call` also sends one small paid request to each enabled provider."""
    variables = os.environ if env is None else env
    checks = [_data_folder(services), await asyncio.to_thread(_database, services), _vault(services)]
    checks.extend(await _shared_state(services))
    checks.append(await asyncio.to_thread(_port, services))
    checks.append(_auth(services))
    checks.append(await asyncio.to_thread(_outgoing, services, variables))
    checks.extend(_environment(services, variables))
    snapshot = await services.configuration.snapshot()
    providers = [provider for provider in await services.providers.list() if provider.enabled]
    walks = await asyncio.gather(
        *(walk(services, provider, snapshot.upstreams.get(provider.slug), call) for provider in providers)
    )
    if not providers:
        checks.append(_no_provider())
    checks.append(clock_check([walked.skew_s for walked in walks if walked.skew_s is not None]))
    checks.extend(check for walked in walks for check in walked.checks)
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
    database = services.store.storage.database
    try:
        problem = database.verify()
        if problem:
            fix = "Quit Amux and start it again: it restores the newest good backup"
            return Check(id="database", level="failed", title="Database", detail=problem, fix=fix)
        with database.write(configuration=False):
            """Whether it can be written."""
    except AmuxError as error:
        fix = (
            "End the program that holds it"
            if error.code == "database_busy"
            else "Look at the disk and at the file's permissions"
        )
        return Check(id="database", level="failed", title="Database", detail=error.message, fix=fix)
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


async def _shared_state(services: AppServices) -> list[Check]:
    """Nothing where there is one machine only."""
    found, title = await services.machines.look(), "Shared state"
    if not found.url:
        return []
    if found.problem:
        detail = f"{found.url} cannot be used: {found.problem}. Each machine counts by itself until then"
        fix = "Start that server, or correct shared_state.url"
        return [Check(id="shared_state", level="failed", title=title, detail=detail, fix=fix)]
    if services.store.storage.database.path is not None:
        detail = f"{found.url} answers, but the database is a file: no other machine can have the same"
        fix = "See docs/guide/team.md, or: amux settings reset shared_state.url"
        return [Check(id="shared_state", level="warning", title=title, detail=detail, fix=fix)]
    detail = f"{found.url} answers in {found.milliseconds:.1f} ms"
    return [Check(id="shared_state", level="ok", title=title, detail=detail)]


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


def _no_provider() -> Check:
    fix = "amux providers add --preset NAME --api-key-stdin (names: amux providers presets)"
    return Check(id="providers", level="warning", title="Providers", detail="none is there, or none is on", fix=fix)


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
    chosen = services.settings.current.proxy_outbound_proxy
    title = "Outgoing proxy"
    if chosen == "none":
        return Check(id="outgoing", level="ok", title=title, detail="none")
    system = {scheme: address for scheme, address in getproxies().items() if scheme in ("http", "https", "all")}
    found = {scheme: address for scheme, address in system.items() if address} if chosen == "system" else {"": chosen}
    if not found:
        return Check(id="outgoing", level="ok", title=title, detail="none set in the system")
    for address in dict.fromkeys(found.values()):
        if problem := _unreachable(address):
            fix = "Start that proxy, or: amux settings set proxy.outbound_proxy none"
            return Check(id="outgoing", level="failed", title=title, detail=problem, fix=fix, hop="proxy")
    if chosen != "system":
        return Check(id="outgoing", level="ok", title=title, detail=f"{mask_url(chosen)} answers")
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


def _unreachable(address: str) -> str:
    """Why a proxy cannot be used; empty when something listens there."""
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host, port = (
            parts.hostname or "",
            parts.port or (443 if parts.scheme == "https" else 1080 if "socks" in parts.scheme else 80),
        )
        with socket.create_connection((host, port), _PROXY_TIMEOUT_S):
            return ""
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return f"{mask_url(address)} cannot be reached ({reason})"
