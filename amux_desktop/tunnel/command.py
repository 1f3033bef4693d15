"""cloudflared's arguments and environment for the kinds of tunnel that Amux knows."""

from __future__ import annotations

import base64
import json
import socket
from pathlib import Path

from amux_desktop.core.child_env import child_env
from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.files import write_private
from amux_desktop.tunnel.process import Launch

_NO_SETTINGS = b"{}\n"


def quick_launch(program: Path, config: Path, port: int) -> Launch:
    """A tunnel without account, with an address that Cloudflare makes up. `port` is that of our listener."""
    metrics = free_port()
    arguments = ("tunnel", *_common(config, metrics), "--url", f"http://127.0.0.1:{port}")
    return Launch(program=program, arguments=arguments, environment=_environment(), metrics_port=metrics, quick=True)


def named_launch(program: Path, config: Path, token: str, address: str) -> Launch:
    """A tunnel of an account. Where it leads is configured at Cloudflare, so there is no `--url`."""
    metrics = free_port()
    arguments = ("tunnel", *_common(config, metrics), "run")
    environment = {**_environment(), "TUNNEL_TOKEN": token}
    return Launch(program=program, arguments=arguments, environment=environment, metrics_port=metrics, address=address)


def check_token(text: str) -> str:
    """The token in what was pasted, which may be Cloudflare's whole install command. It is base64 of a JSON object with
    account, tunnel and secret. Raises `tunnel_token_invalid`."""
    for word in reversed(text.split()):
        try:
            content = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), validate=True))
        except ValueError:
            continue
        if isinstance(content, dict) and all(isinstance(content.get(key), str) for key in ("a", "t", "s")):
            return word
    raise InvalidInputError("tunnel_token_invalid")


def free_port() -> int:
    """A port of the loopback interface that is free now. Should another program take it first, cloudflared ends and the
    next attempt gets another one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _common(config: Path, metrics: int) -> tuple[str, ...]:
    """The user's own `~/.cloudflared/config.yml` must not lead the tunnel elsewhere, so an empty one is given."""
    write_private(config, _NO_SETTINGS)
    return ("--no-autoupdate", "--config", str(config), "--metrics", f"127.0.0.1:{metrics}")


def _environment() -> dict[str, str]:
    """Without the user's own `TUNNEL_*` variables, which would change what the tunnel does. Options that older versions of
    cloudflared do not know are given here, where they are ignored instead of refused."""
    kept = {name: value for name, value in child_env().items() if not name.startswith("TUNNEL_")}
    return {
        **kept,
        "TUNNEL_LOG_OUTPUT": "json",
        "TUNNEL_LOGLEVEL": "info",
        "TUNNEL_GRACE_PERIOD": "3s",
        "TUNNEL_TRANSPORT_PROTOCOL": "auto",
    }
