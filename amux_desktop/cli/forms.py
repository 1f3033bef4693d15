"""Command-line words for what records hold: formats, mappings, keys from standard input, spans of time."""

from __future__ import annotations

import re
import sys
import time
from enum import StrEnum
from typing import TYPE_CHECKING, cast

import typer

if TYPE_CHECKING:
    from amux_desktop.services.records import Mapping
    from amux_desktop.storage.records.proxies import Balance, Inbound

_GLOB = re.compile(r"[*?\[]")
_SPAN = re.compile(r"(\d+)([mhdw])")
_SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}


class InboundName(StrEnum):
    """Format of the clients."""

    ANY = "any"
    OPENAI = "openai"
    OPENAI_CHAT = "openai-chat"
    OPENAI_RESPONSES = "openai-responses"
    ANTHROPIC = "anthropic"
    GOOGLE = "google"
    GEMINI = "gemini"


class Tier(StrEnum):
    """What a client wishes by ``service_tier`` or ``x-amux-tier``."""

    ECONOMY = "economy"
    STANDARD = "standard"
    PREMIUM = "premium"


_INBOUND: dict[str, Inbound] = {
    "any": "any",
    "openai": "openai-chat",
    "openai-chat": "openai-chat",
    "openai-responses": "openai-responses",
    "anthropic": "anthropic",
    "google": "gemini",
    "gemini": "gemini",
}


def inbound_of(name: str) -> Inbound:
    """The format's own name. Raises typer.BadParameter."""
    known = _INBOUND.get(name)
    if known is None:
        raise typer.BadParameter(f"{name!r} is no format. Choose one of: {', '.join(_INBOUND)}")
    return known


def balance_of(name: str, place: str) -> Balance:
    """Raises typer.BadParameter naming the place."""
    if name not in ("ordered", "weighted"):
        raise typer.BadParameter(f"{place} is ordered or weighted, not {name!r}")
    return cast("Balance", name)


def split_pair(text: str, option: str) -> tuple[str, str]:
    """`A=B`. Raises typer.BadParameter naming the option."""
    left, separator, right = text.partition("=")
    if not separator or not left.strip() or not right.strip():
        raise typer.BadParameter(f"{option} wants SOURCE=TARGET, not {text!r}")
    return left.strip(), right.strip()


def mapping_of(text: str) -> Mapping:
    """`gpt-4=glm-5` exact, `claude-*=glm-5` glob, `*=glm-5` for every other name."""
    from amux_desktop.services.records import Mapping

    source, target = split_pair(text, "--map")
    if source == "*":
        return Mapping(source="", target=target, kind="default")
    return Mapping(source=source, target=target, kind="glob" if _GLOB.search(source) else "exact")


def mapping_text(mapping: Mapping) -> str:
    return f"{mapping.source or '*'}={mapping.target}"


def read_secret(prompt: str) -> str:
    """One line from standard input; asked for without echo on a terminal."""
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(f"{prompt}: ").strip()
    return sys.stdin.readline().strip()


def future_ms(text: str) -> int:
    """Milliseconds since 1970 of `30d` from now, or of an ISO date. Raises typer.BadParameter."""
    from datetime import datetime

    if (match := _SPAN.fullmatch(text)) is not None:
        return time.time_ns() // 1_000_000 + int(match[1]) * _SECONDS[match[2]] * 1000
    try:
        return round(datetime.fromisoformat(text).astimezone().timestamp() * 1000)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no time. Use a span such as 12h or 30d, or a date such as 2027-01-31"
        ) from None


def dollars(amount: float | None) -> int | None:
    """10^-9 US dollars."""
    return None if amount is None else round(amount * 1_000_000_000)
