"""A tunnel that looks as if it ran for a while, for pictures: nothing is started, nothing is asked on the network."""

from __future__ import annotations

import dataclasses
import time

from amux_desktop.services.tunnel import Access, LogLine, Traffic, TunnelService

_MINUTE_MS = 60_000
# (minutes ago, method, path, status, milliseconds, address, country, token, client)
_CALLS = (
    (31, "POST", "/proxies/claude-deepseek/v1/messages", 200, 4120, "203.0.113.24", "DE", "MacBook", "Claude Code"),
    (28, "POST", "/proxies/kimi-openai/v1/chat/completions", 200, 6870, "198.51.100.7", "SG", "Cherry Studio", ""),
    (17, "GET", "/.env", 404, 1, "192.0.2.199", "US", "", ""),
    (9, "POST", "/proxies/claude-deepseek/v1/messages", 401, 2, "192.0.2.61", "NL", "", ""),
    (4, "GET", "/proxies/claude-deepseek/v1/models", 200, 12, "203.0.113.24", "DE", "MacBook", "Claude Code"),
    (1, "POST", "/proxies/claude-deepseek/v1/messages", 200, 912, "203.0.113.24", "DE", "MacBook", "Claude Code"),
)
_LINES = (
    "Requesting new quick Tunnel on trycloudflare.com...",
    "Registered tunnel connection connIndex=0 location=fra10",
    "Registered tunnel connection connIndex=1 location=ams07",
)


def show_running(tunnel: TunnelService) -> None:
    """Puts the state of a running tunnel where the service keeps what it was told."""
    now = int(time.time() * 1000)
    supervisor, listener = tunnel._supervisor, tunnel._listener
    supervisor._status = dataclasses.replace(
        supervisor.status,
        state="running",
        url="https://amber-fox-27.trycloudflare.com",
        since_ms=now - 134 * _MINUTE_MS,
        connections=2,
        locations=("fra10", "ams07"),
    )
    supervisor.lines.extend(LogLine(now - 134 * _MINUTE_MS, "info", text) for text in _LINES)
    for ago, method, path, status, taken, address, country, token, client in _CALLS:
        listener._recent.append(
            Access(
                at_ms=now - ago * _MINUTE_MS,
                method=method,
                path=path,
                status=status,
                duration_ms=taken,
                address=address,
                country=country,
                token=token,
                client=client,
                bytes_in=4_200,
                bytes_out=31_000,
            )
        )
    listener._traffic = Traffic(requests=len(_CALLS), refused=2, bytes_in=184_000, bytes_out=1_260_000)


def show_off(tunnel: TunnelService) -> None:
    """Takes back what `show_running` put there."""
    tunnel._supervisor._status = dataclasses.replace(tunnel.status, state="off", url="", connections=0, locations=())
    tunnel._supervisor.lines.clear()
    tunnel._listener.clear()
    tunnel._listener.reset_traffic()
