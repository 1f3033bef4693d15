"""Hours in one test: mixed traffic with faults, changes of the configuration and of coding tools, and what it does to the process.

``SOAK_S`` is how long it lasts: 60 s unless told otherwise, 600 for a thorough look, 14400 for the four hours of a release.
``SOAK_REPORT`` names a file for the report, which is printed in any case. ``SOAK_WORKERS`` is how many processes serve.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import sqlite3
import statistics
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.helpers.faulty import FAULTS, Fault, FaultyUpstream
from tests.helpers.process_watch import AVAILABLE, Usage, usage_of
from tests.helpers.serving import ROOT, Serving, amux, amux_json, environment

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.skipif(not AVAILABLE, reason="measures the process by /proc"),
]
DURATION_S = float(os.environ.get("SOAK_S") or 60)
REPORT = os.environ.get("SOAK_REPORT", "")
WORKERS = os.environ.get("SOAK_WORKERS", "1")
LONG = DURATION_S >= 300
CLIENTS = 6
BODIES_MB = 4
_KEY = "soak-key-0123456789"
_ENDS = {"chat": "[DONE]", "messages": "message_stop", "responses": "response.completed", "gemini": "STOP"}
_TROUBLE = ("error", "failed")


@dataclass(slots=True)
class Tally:
    """What clients saw. ``surprises`` is what nobody had asked for."""

    answered: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    surprises: list[str] = field(default_factory=list)
    usage: list[Usage] = field(default_factory=list)
    database_mb: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a client: its format, by which proxy, with which fault, streamed or not."""

    format: str
    route: str
    fault: Fault
    streamed: bool
    filler: int

    @property
    def path(self) -> str:
        model = "big-model" if self.route != "careful" else "small-model"
        action = "streamGenerateContent?alt=sse" if self.streamed else "generateContent"
        tails = {
            "chat": "v1/chat/completions", "messages": "v1/messages", "responses": "v1/responses",
            "gemini": f"v1beta/models/{self.model(model)}:{action}",
        }  # fmt: skip
        return f"/proxies/{self.route}/{tails[self.format]}"

    def model(self, healthy: str) -> str:
        return healthy if self.fault == "none" else "small-model"

    def body(self, number: int) -> dict[str, Any]:
        text = f"soak:{self.fault} {number} " + random.Random(number).randbytes(self.filler // 2).hex()
        model = self.model("big-model")
        if self.format == "gemini":
            return {"contents": [{"role": "user", "parts": [{"text": text}]}]}
        if self.format == "responses":
            # What the proxy remembers of conversations is bounded, but takes minutes to reach that.
            store = LONG or self.filler < 1000
            return {"model": model, "input": text, "stream": self.streamed, "store": store}
        return {"model": model, "max_tokens": 99, "stream": self.streamed, "messages": [{"role": "user", "content": text}]}  # fmt: skip

    def judge(self, status: int, text: str) -> str:
        """What is wrong with the answer, or nothing."""
        if self.fault in ("none", "slow") or self.route == "careful":
            complete = "Paris" in text and (not self.streamed or _ENDS[self.format] in text)
            return "" if status == 200 and complete else "an answer that nobody disturbed is not whole"
        if status == 200 and not self.streamed:
            return "" if self.fault == "cut" else "a fault of the provider became an answer"
        if status == 200 and not any(word in text for word in _TROUBLE):
            return "a stream that broke says nothing of it"
        return ""


def calls() -> Iterator[Call]:
    """Endless; a quarter meets a fault, and for half of those another provider takes over."""
    chance = random.Random(1)
    while True:
        fault: Fault = chance.choice(FAULTS[1:]) if chance.random() < 0.25 else "none"
        # A stream that has begun cannot be begun again elsewhere.
        careful = fault not in ("none", "cut") and chance.random() < 0.5
        yield Call(
            format=chance.choice(tuple(_ENDS)),
            route="careful" if careful else chance.choice(("to-chat", "to-claude")),
            fault=fault,
            streamed=chance.random() < 0.6,
            filler=chance.choice((40, 400, 4_000, 4_000, 60_000)),
        )


async def client(base: str, token: str, work: Iterator[tuple[int, Call]], until: float, tally: Tally) -> None:
    headers = {"authorization": f"Bearer {token}"}
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
        while time.monotonic() < until:
            number, call = next(work)
            if call.streamed and number % 19 == 0:
                await _leave_early(session, base, number, call, tally)
                continue
            try:
                async with session.post(base + call.path, json=call.body(number)) as answer:
                    text, status = await answer.text(), answer.status
            except aiohttp.ClientError as error:
                tally.surprises.append(f"{call}: {type(error).__name__} {error}")
                continue
            tally.answered[f"{call.format} {status}"] += 1
            tally.faults[call.fault] += 1
            if trouble := call.judge(status, text):
                tally.surprises.append(f"{trouble}: {call} {status} {text[:300]}")


async def _leave_early(session: aiohttp.ClientSession, base: str, number: int, call: Call, tally: Tally) -> None:
    """A client that goes away in the middle of its answer."""
    with contextlib.suppress(aiohttp.ClientError):
        async with session.post(base + call.path, json=call.body(number)) as answer:
            await answer.content.readany()
            answer.close()
    tally.answered[f"{call.format} left"] += 1


def changes() -> Iterator[tuple[str, ...]]:
    """What somebody does at the command line meanwhile."""
    number = 0
    while True:
        number += 1
        yield "providers", "edit", "chat", "--name", f"Chat {number}"
        yield "code", "enable", "claude-code", "--provider", "chat"
        yield "proxies", "edit", "to-chat", "--map", f"alias-{number % 7}=big-model"
        yield "code", "switch", "claude-code", "--provider", "claude"
        yield "tokens", "create", "--name", f"visitor-{number}"
        yield "code", "disable", "claude-code"
        yield "tokens", "remove", f"visitor-{number}"
        yield "settings", "set", "logs.body_cap_kb", str(256 + number % 2)


async def change_things(home: Path, every_s: float, until: float, tally: Tally) -> None:
    for arguments in changes():
        if time.monotonic() + every_s >= until:
            return
        await asyncio.sleep(every_s)
        done = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "amux_desktop", *arguments, env=environment(home), cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        _, said = await done.communicate()
        tally.changes[" ".join(arguments[:2])] += 1
        if done.returncode != 0:
            tally.surprises.append(f"amux {' '.join(arguments)}: {said.decode()}")


def database_mb(home: Path) -> float:
    return sum(file.stat().st_size for file in home.glob("amux.db*")) / 1e6


async def watch(pid: int, home: Path, every_s: float, tally: Tally) -> None:
    began = time.monotonic()
    while True:
        tally.usage.append(usage_of(pid, time.monotonic() - began))
        tally.database_mb.append(database_mb(home))
        await asyncio.sleep(every_s)


@contextlib.asynccontextmanager
async def watched(pid: int, home: Path, tally: Tally) -> AsyncIterator[None]:
    watching = asyncio.ensure_future(watch(pid, home, max(0.5, DURATION_S / 600), tally))
    try:
        yield
    finally:
        watching.cancel()


async def soak(home: Path, server: Serving, token: str) -> Tally:
    tally, until = Tally(), time.monotonic() + DURATION_S
    work = enumerate(calls())
    async with watched(server.process.pid, home, tally):
        await asyncio.gather(
            change_things(home, max(2.0, DURATION_S / 120), until, tally),
            *(client(server.base_url, token, work, until, tally) for _ in range(CLIENTS)),
        )
    return tally


def plan(chat: FaultyUpstream, claude: FaultyUpstream) -> dict[str, Any]:
    both = ["big-model", "small-model"]
    return {
        "providers": [
            {"preset": "openai", "path": "chat", "base_url": f"{chat.base}/v1", "api_key": _KEY, "models": both},
            {"preset": "anthropic", "path": "claude", "base_url": claude.base, "api_key": _KEY, "models": both},
        ],
        "proxies": [
            {"path": "to-chat", "inbound": "any", "provider": "chat"},
            {"path": "to-claude", "inbound": "any", "provider": "claude"},
            {"path": "careful", "inbound": "any", "provider": "chat", "fallback": ["claude=big-model"]},
        ],
        "tokens": [{"name": "soak"}],
    }


def middle(tally: Tally, name: str, begin: float, end: float) -> float:
    """The median of a figure within a share of the time."""
    last = tally.usage[-1].at_s
    return statistics.median(getattr(use, name) for use in tally.usage if begin * last <= use.at_s <= end * last)


@dataclass(frozen=True, slots=True)
class Growth:
    """Of the medians of two windows: after the warm-up, and at the end."""

    before: float
    after: float

    @classmethod
    def of(cls, tally: Tally, name: str) -> Growth:
        return cls(middle(tally, name, 0.5, 0.6), middle(tally, name, 0.9, 1.0))

    def __str__(self) -> str:
        return f"{self.before:.1f} -> {self.after:.1f} ({(self.after / self.before - 1) * 100:+.1f} %)"


def recorded(home: Path) -> dict[str, float]:
    with contextlib.closing(sqlite3.connect(home / "amux.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows, bodies = connection.execute(
            "SELECT (SELECT count(*) FROM request_logs), (SELECT coalesce(sum(length(data)), 0) FROM request_bodies)"
        ).fetchone()
    return {"rows": rows, "bodies_mb": bodies / 1e6}


def test_hours_of_mixed_traffic_leave_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, user = tmp_path / "amux", tmp_path / "user"
    (user / ".claude").mkdir(parents=True)
    settings = user / ".claude" / "settings.json"
    settings.write_text('{\n  "theme": "dark"\n}\n', encoding="utf-8")
    settings.chmod(0o600)
    monkeypatch.setenv("HOME", str(user))
    with FaultyUpstream("openai-chat", _KEY) as chat, FaultyUpstream("anthropic", _KEY) as claude:
        applied = amux_json(home, "apply", "-", text=json.dumps(plan(chat, claude)))
        amux(home, "settings", "set", "logs.bodies", "true")
        amux(home, "settings", "set", "logs.retention_mb", str(BODIES_MB))
        with Serving(home, "--workers", WORKERS) as server:
            tally = asyncio.run(soak(home, server, applied["tokens"][0]["token"]))
            assert server.end() == 0
    amux(home, "code", "restore", "--all")
    kept = recorded(home)
    report = describe(tally, kept)
    with capsys.disabled():
        print("\n" + report)
    if REPORT:
        Path(REPORT).write_text(report, encoding="utf-8")
    assert not tally.surprises, "\n".join(tally.surprises[:10])
    assert settings.read_text(encoding="utf-8") == '{\n  "theme": "dark"\n}\n'
    memory, files, threads = (Growth.of(tally, name) for name in ("rss_mb", "descriptors", "threads"))
    # A minute is too short to tell a leak from caches that still fill.
    assert memory.after <= memory.before * (1.05 if LONG else 1.2), f"memory in MB: {memory}"
    assert files.after <= files.before + 8, f"file descriptors: {files}"
    assert threads.after <= threads.before + 2, f"threads: {threads}"
    # One row is about 2 KB with its indexes, its bodies 20 KB. Bodies are cleared away once a minute; what came in between is still there.
    asked = sum(tally.answered.values())
    allowed = BODIES_MB + 0.003 * asked + min(1, 90 / DURATION_S) * 0.03 * asked
    assert max(tally.database_mb) <= allowed, f"{max(tally.database_mb):.1f} MB, allowed {allowed:.1f} MB"


def describe(tally: Tally, kept: dict[str, float]) -> str:
    asked = sum(tally.answered.values())
    lines = [
        f"Soak: {DURATION_S:.0f} s, {WORKERS} worker(s), {asked} requests ({asked / DURATION_S:.0f} a second)",
        f"answers: {dict(sorted(tally.answered.items()))}",
        f"faults upstream: {dict(sorted(tally.faults.items()))}",
        f"changes: {dict(sorted(tally.changes.items()))}",
        f"surprises: {len(tally.surprises)}",
        *(f"{title}: {Growth.of(tally, name)}" for title, name in (("memory in MB", "rss_mb"), ("file descriptors", "descriptors"), ("threads", "threads"))),
        f"database: at most {max(tally.database_mb):.1f} MB; {kept['rows']:.0f} rows, {kept['bodies_mb']:.1f} MB of bodies at the end",
    ]  # fmt: skip
    return "\n".join([*lines, *tally.surprises[:20], ""])
