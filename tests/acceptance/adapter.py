#!/usr/bin/env python3
"""Runs Amux under the acceptance harness: `adapter.py CONFIG.json`.

Configures a data folder of its own through the command line, starts `amux serve` on a free port, prints one ready line
and stops when standard input closes. Needs no display and no keyring service.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PRESETS = {
    "anthropic": "anthropic",
    "openai-chat": "openai",
    "openai-responses": "openai-responses",
    "gemini": "gemini",
    "deepseek": "deepseek",
}


def main(
    config_path: str,
    prepare: Callable[[dict[str, str], dict[str, Any]], None] = lambda _env, _config: None,
    root: Callable[[str, dict[str, Any]], str] = lambda base, route: f"{base}/proxies/{slug(route)}",
) -> int:
    """`prepare` configures more before the start; `root` gives the address of a route."""
    config = json.loads(Path(config_path).read_text(encoding="utf-8"))
    home = Path(config["workdir"]) / "amux-home"
    env = environment(home)
    amux(env, "apply", "-", text=json.dumps(plan(config)))
    token = json.loads(amux(env, "tokens", "create", "--name", "acceptance", "--json"))["token"]
    prepare(env, config)
    port = free_port()
    server = subprocess.Popen(
        [*command(), "serve", "--port", str(port), "--json"],
        env=env,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=sys.stderr,
        text=True,
    )
    try:
        assert server.stdout is not None
        ready = server.stdout.readline()
        if not ready:
            return server.wait() or 1
        base = json.loads(ready)["base_url"]
        routes = {
            f"{route['inbound']}>{route['outbound']}": {"root": root(base, route), "key": token}
            for route in config["routes"]
        }
        print(json.dumps({"ready": True, "routes": routes}), flush=True)
        sys.stdin.read()
    finally:
        server.terminate()
        try:
            server.wait(8)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    return 0


def plan(config: dict[str, Any]) -> dict[str, Any]:
    """What `amux apply` takes: a provider per upstream, a proxy per route."""
    providers = [
        {
            "preset": PRESETS[name],
            "path": f"up-{name}",
            "name": name,
            "base_url": upstream["base"],
            "api_key": upstream["key"],
            "models": upstream["models"],
        }
        for name, upstream in config["upstreams"].items()
    ]
    proxies = [
        {
            "path": slug(route),
            "inbound": route["inbound"],
            "provider": f"up-{route['outbound']}",
            "map": route["model_map"],
        }
        for route in config["routes"]
    ]
    return {"providers": providers, "proxies": proxies}


def slug(route: dict[str, Any]) -> str:
    return f"{route['inbound']}-to-{route['outbound']}"


def command() -> list[str]:
    return [sys.executable, "-m", "amux_desktop"]


def environment(home: Path) -> dict[str, str]:
    """Nothing of the developer's own reaches the server but the interpreter's surroundings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**kept, "AMUX_HOME": str(home), "PYTHONPATH": path, "NO_PROXY": "*"}


def amux(env: dict[str, str], *arguments: str, text: str = "") -> str:
    done = subprocess.run(
        [*command(), *arguments], env=env, cwd=ROOT, input=text, text=True, stdout=subprocess.PIPE, check=True
    )
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
