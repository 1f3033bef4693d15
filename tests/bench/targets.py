"""Amux as a target of the bench harness (`run.py --targets-file tests/bench/targets.py --target amux`).

Measured as users run it: API tokens required, a mapping on each converting route, request logs on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from targets import CHAT, GEMINI, MESSAGES, RESPONSES, Env, Route, Target

ROOT = Path(__file__).resolve().parents[2]  # type: ignore[name-defined, unused-ignore]  # the harness sets __file__
PATHS = {"chat": CHAT, "messages": MESSAGES, "responses": RESPONSES, "gemini": GEMINI}
PROVIDERS = {
    "chat": ("openai", "gpt-mock"),
    "messages": ("anthropic", "claude-mock"),
    "responses": ("openai-responses", "gpt-mock"),
    "gemini": ("gemini", "gemini-mock"),
}
INBOUND = {"chat": "openai", "messages": "anthropic", "responses": "openai-responses", "gemini": "google"}
PAIRS = [(client, provider) for client in PATHS for provider in PATHS]


def plan(upstream: str) -> dict[str, Any]:
    providers = [
        {
            "preset": preset,
            "path": kind,
            "base_url": upstream,
            "api_key": "sk-bench-0123456789",
            "models": [model],
            "passthrough": True,
        }
        for kind, (preset, model) in PROVIDERS.items()
    ]
    proxies = [
        {
            "path": f"{client}-{provider}",
            "inbound": INBOUND[client],
            "provider": provider,
            "map": {"fast": PROVIDERS[provider][1], "*": PROVIDERS[provider][1]},
        }
        for client, provider in PAIRS
    ]
    return {"providers": providers, "proxies": proxies}


def launch(
    env: Env,
    *options: str,
    settings: Mapping[str, str] = MappingProxyType({}),
    limits: tuple[str, ...] = (),
    variables: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[str], dict[str, str]]:
    """`options` of `amux serve`, settings other than the defaults, limits of the token, and variables of the environment; each
    choice of them has a data folder of its own."""
    home = env.work / "-".join(("amux", *options, *settings, *variables))
    extra = {"AMUX_HOME": str(home), "PYTHONPATH": str(ROOT), **variables}
    full = {"PATH": os.environ["PATH"], "HOME": str(env.work), "LANG": "C.UTF-8", **extra}
    amux = [sys.executable, "-m", "amux_desktop"]

    def run(*arguments: str, text: str = "") -> str:
        done = subprocess.run(
            [*amux, *arguments], env=full, cwd=ROOT, input=text, text=True, stdout=subprocess.PIPE, check=True
        )
        return done.stdout

    run("apply", "-", text=json.dumps(plan(env.upstream)))
    for name, value in settings.items():
        run("settings", "set", name, value)
    env.key = json.loads(run("tokens", "create", "--name", "bench", "--json", *limits))["token"]
    return [*amux, "serve", "--port", str(env.port), *options], extra


def launch_two(env: Env) -> tuple[list[str], dict[str, str]]:
    return launch(env, "--workers", "2")


def launch_two_sharing(env: Env) -> tuple[list[str], dict[str, str]]:
    """With a limit that is never reached, so that every request is counted and told."""
    url = os.environ.get("BENCH_VALKEY", "valkey://127.0.0.1:6379/9")
    return launch(env, "--workers", "2", limits=("--rpm", "1000000"), variables={"AMUX_SHARED_STATE_URL": url})


def launch_unlogged(env: Env) -> tuple[list[str], dict[str, str]]:
    return launch(env, settings={"logs.enabled": "off"})


def headers(env: Env) -> dict[str, str]:
    return {"authorization": f"Bearer {env.key}"}


CONVERTED = {
    f"{client}-{provider}": Route(f"/proxies/{client}-{provider}{PATHS[client]}", PROVIDERS[client][1])
    for client, provider in PAIRS
}
PASSED = {f"{kind}-{kind}": Route(f"/providers/{kind}{path}", PROVIDERS[kind][1]) for kind, path in PATHS.items()}

TARGETS = [
    # Same format: the passthrough route; other formats: a proxy that converts.
    Target("amux", CONVERTED | PASSED, launch, headers),
    # Same format through a proxy too, to see what mapping and routing cost.
    Target("amux-proxies", CONVERTED, launch, headers),
    # Without records of requests, to see what they cost.
    Target("amux-unlogged", CONVERTED | PASSED, launch_unlogged, headers),
    # Two processes on one port.
    Target("amux-two", CONVERTED | PASSED, launch_two, headers),
    # The same, and everything that is counted goes through a Valkey server (BENCH_VALKEY) as for several machines.
    Target("amux-two-sharing", CONVERTED | PASSED, launch_two_sharing, headers),
]
