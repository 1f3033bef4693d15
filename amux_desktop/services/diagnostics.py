"""A report for a bug tracker: versions, states, settings that differ from the defaults, the last problems. Never a key."""

from __future__ import annotations

import asyncio
import locale
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from amux_desktop.core.settings import SETTINGS, Settings

if TYPE_CHECKING:
    from amux_desktop.services.app_services import AppServices

_PROBLEMS = 20
_TAIL_BYTES = 200_000
_HOME_SIGN = "~"


async def report(services: AppServices, *, further: str = "") -> str:
    """Plain text. The log file was written through the redactor; the path of the home folder is shortened, since it
    holds the user's name. `further` is a line from the caller, such as the version of Qt."""
    status = await services.status.get()
    proxy = services.proxy.status
    vault = "open" if status.vault.is_open else f"locked ({status.vault.reason})"
    lines = [
        f"Amux {status.version}, Python {platform.python_version()}, {platform.platform()}",
        *([further] if further else []),
        f"Language {locale.getlocale()[0] or 'unknown'}",
        f"Data folder {status.home}, database {status.database_bytes} bytes",
        f"Stored keys: {status.vault.seal or 'none'}, {vault}",
        f"Proxy: {proxy.state} {proxy.base_url}",
        f"{status.providers} providers, {status.proxies} proxies, {status.tokens} tokens",
        f"Last 24 hours: {status.last_day.requests} requests, {status.last_day.failed} failed",
        "",
        "Settings that differ from the defaults:",
        *(_changed(services.settings.current) or ["none"]),
        "",
        "Last problems in the log file:",
        *(await asyncio.to_thread(_problems, services.paths.logs / "amux.log") or ["none"]),
    ]
    return "\n".join(lines).replace(str(Path.home()), _HOME_SIGN) + "\n"


def _changed(settings: Settings) -> list[str]:
    changed = []
    for key, declared in SETTINGS.items():
        value = settings.get(key)
        if value != declared.default:
            shown = declared.format(declared.masked(value))
            changed.append(f"{key} = {'(set)' if declared.secret and '://' not in shown else shown}")
    return changed


def _problems(file: Path) -> list[str]:
    """The last warnings and errors, without the lines of tracebacks that follow them."""
    try:
        with file.open("rb") as opened:
            opened.seek(0, 2)
            opened.seek(max(0, opened.tell() - _TAIL_BYTES))
            text = opened.read().decode("utf-8", "replace")
    except OSError:
        return []
    found = [line for line in text.splitlines() if " WARNING " in line or " ERROR " in line]
    return found[-_PROBLEMS:]
