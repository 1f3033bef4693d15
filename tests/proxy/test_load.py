"""Many at once, and the worst end: slow, so only with -m slow."""

from __future__ import annotations

import asyncio
import io
import json
import os
import resource
import signal
import sqlite3
import threading
import time
from pathlib import Path

import aiohttp
import httpx
import pytest

from tests.helpers import routing, wire
from tests.helpers.serving import Serving, amux, amux_json
from tests.helpers.upstream import Upstream
from tests.helpers.wire import Wire, chat_events, running

pytestmark = pytest.mark.slow
STREAMS = 1000


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def slow_stream(words: int, pause_s: float) -> wire.Play:
    events = chat_events(tuple(f"word{number} " for number in range(words)))

    async def play(up: Wire, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        for event in events:
            writer.write(b"%x\r\n%s\r\n" % (len(event), event))
            await writer.drain()
            await asyncio.sleep(pause_s)
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    return play


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="measures memory by /proc")
@pytest.mark.parametrize("path", ["/proxies/p/v1/chat/completions", "/proxies/p/v1/messages"])
async def test_1000_slow_streams_all_complete_in_flat_memory(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 8192:
        pytest.skip("too few file descriptors allowed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 8192), hard))
    async with Wire(default=slow_stream(40, 0.1)) as provider:
        snapshot = routing.snapshot(
            [routing.provider("chat", "custom-openai", provider.base)], [routing.proxy("p", "any", "chat")]
        )
        async with running(snapshot) as proxy:
            connector = aiohttp.TCPConnector(limit=0)
            samples: list[float] = []
            async with aiohttp.ClientSession(connector=connector) as client:

                async def one(number: int) -> bool:
                    body = {"model": "m", "max_tokens": 9, "stream": True, "messages": [{"role": "user", "content": f"{number}"}]}  # fmt: skip
                    headers = {"authorization": f"Bearer {proxy.token}"}
                    async with client.post(proxy.base + path, json=body, headers=headers) as answer:
                        data = await answer.read()
                    places = [data.find(b"word%d " % word) for word in range(40)]
                    return answer.status == 200 and min(places) >= 0 and places == sorted(places)

                async def sample() -> None:
                    while True:
                        samples.append(resident_mb())
                        await asyncio.sleep(0.25)

                sampling = asyncio.ensure_future(sample())
                began = time.perf_counter()
                done = await asyncio.gather(*(one(number) for number in range(STREAMS)))
                took = time.perf_counter() - began
                sampling.cancel()
            assert all(done)
            assert len(proxy.rows) == STREAMS
            assert {row.outcome for row in proxy.rows} == {"ok"}
            middle, end = max(samples[: len(samples) // 2]), max(samples[len(samples) // 2 :])
            with capsys.disabled():
                print(f"\n{path}: {STREAMS} streams in {took:.1f} s, {middle:.0f} -> {end:.0f} MB")
            # Client, provider and proxy share this process; streams under way must not pile up.
            assert end < middle * 1.25 + 20


@pytest.mark.parametrize("path", ["/providers/chat/v1/chat/completions", "/proxies/p/v1/messages"])
async def test_a_body_of_30_mb_arrives_whole(path: str) -> None:
    text = os.urandom(15_000_000).hex()
    async with Wire() as provider:
        snapshot = routing.snapshot(
            [routing.provider("chat", "custom-openai", provider.base, passthrough=True)], [routing.proxy("p", "any", "chat")]
        )  # fmt: skip
        async with running(snapshot) as proxy, aiohttp.ClientSession() as client:
            body = {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": text}]}
            headers = {"authorization": f"Bearer {proxy.token}", "content-type": "application/json"}
            raw = io.BytesIO(json.dumps(body).encode())
            async with client.post(proxy.base + path, data=raw, headers=headers) as answer:
                assert answer.status == 200, await answer.text()
                assert wire.TEXT in await answer.text()
        assert provider.asked[-1].body["messages"][-1]["content"] == text
        assert proxy.rows[-1].request_bytes > 30_000_000


def test_kill_9_under_load_loses_at_most_the_last_second(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    answered: list[float] = []
    lock = threading.Lock()
    with Upstream("openai-chat") as upstream:
        amux(home, "providers", "add", "--preset", "openai", "--path", "up", "--base-url", upstream.base, "--api-key-stdin", "--model", "big-model", "--passthrough", text="upstream-key\n")  # fmt: skip
        token = amux_json(home, "tokens", "create", "--name", "t")["token"]
        with Serving(home) as server:
            stop = threading.Event()

            def load() -> None:
                body = {"model": "big-model", "messages": [{"role": "user", "content": "x"}]}
                with httpx.Client(headers={"authorization": f"Bearer {token}"}) as client:
                    while not stop.is_set():
                        try:
                            answer = client.post(f"{server.base_url}/providers/up/v1/chat/completions", json=body)
                        except httpx.HTTPError:
                            return
                        if answer.status_code == 200:
                            with lock:
                                answered.append(time.time())

            workers = [threading.Thread(target=load) for _ in range(4)]
            for worker in workers:
                worker.start()
            stop.wait(4)
            killed = time.time()
            server.end(signal.SIGKILL)
            for worker in workers:
                worker.join(10)
    with sqlite3.connect(home / "amux.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = connection.execute("SELECT count(*) FROM request_logs").fetchone()[0]
        summed = connection.execute(
            "SELECT sum(requests) FROM usage_buckets WHERE dimension = 'all' AND resolution = 'minute'"
        ).fetchone()[0]
    connection.close()
    before_last_second = sum(moment < killed - 1 for moment in answered)
    with capsys.disabled():
        print(f"\nkill -9: {len(answered)} answered, {kept} kept, {before_last_second} had to be")
    assert len(answered) > 50
    assert kept >= before_last_second
    assert summed == kept
    assert amux_json(home, "status")["instance"] is None
