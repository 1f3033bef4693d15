"""What the open window costs the requests that pass: `python -m tests.gui.measure_proxy [ROUNDS] [SECONDS]`.

Two gateways with the same configuration run at once, `amux serve` and the window (offscreen unless QT_QPA_PLATFORM says
otherwise) with the dashboard in front, whose chart and list follow the traffic. In each round one gets the same load after the
other, the other standing idle meanwhile. `steady` is 200 requests a second at fixed times, whether answers came or not; a delay
counts from the time a request was due. `full` is 16 connections, each of which asks again as soon as it has its answer. Printed
are medians over the rounds: milliseconds at p50 and p99, CPU of the process for a request, and the window's share of the other's.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.serving import ROOT, Serving, amux, amux_json, environment

RATE, CONNECTIONS, KEPT = 200, 16, 32
LIMIT = 1.5
_TICKS = os.sysconf("SC_CLK_TCK")
_QUESTION = json.dumps({"model": "m", "messages": [{"role": "user", "content": "x" * 4000}]}).encode()
_ANSWER = json.dumps(
    {
        "id": "1", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "y" * 4000}}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 1000, "total_tokens": 2000},
    }
).encode()  # fmt: skip


class Connection(asyncio.Protocol):
    """A kept connection that asks one thing at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._answered: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
        if len(body) >= length and self._answered is not None and not self._answered.done():
            self._received = b""
            if head.startswith(b"HTTP/1.1 200"):
                self._answered.set_result(None)
            else:
                self._answered.set_exception(RuntimeError(f"{head!r} {body!r}"))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(exc or ConnectionResetError())

    async def ask(self, request: bytes) -> None:
        assert self._transport is not None
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        await self._answered

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


class Provider(asyncio.Protocol):
    """Answers everything at once, from memory."""

    def __init__(self) -> None:
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0):
            self._received = b""
            assert isinstance(self._transport, asyncio.Transport)
            answer = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(_ANSWER)}\r\n\r\n"
            self._transport.write(answer.encode() + _ANSWER)


@dataclass(slots=True)
class Gateway:
    name: str
    process: subprocess.Popen[str]
    port: int
    key: str

    def request(self) -> bytes:
        head = f"POST /providers/up/v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:{self.port}\r\nauthorization: Bearer {self.key}\r\n"
        return f"{head}content-type: application/json\r\ncontent-length: {len(_QUESTION)}\r\n\r\n".encode() + _QUESTION

    def cpu(self) -> float:
        """Seconds used so far."""
        used = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(used[11]) + int(used[12])) / _TICKS


@dataclass(slots=True)
class Seen:
    p50: float
    p99: float
    cpu_us: float
    count: int


Load = Callable[[list[Connection], bytes, float], Awaitable[list[float]]]


async def steady(connections: list[Connection], request: bytes, seconds: float) -> list[float]:
    free = asyncio.Queue[Connection]()
    for connection in connections:
        free.put_nowait(connection)
    delays: list[float] = []

    async def one(due: float) -> None:
        connection = await free.get()
        await connection.ask(request)
        delays.append(time.perf_counter() - due)
        free.put_nowait(connection)

    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(int(RATE * seconds)):
            due = begun + number / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(one(due))
    return delays


async def full(connections: list[Connection], request: bytes, seconds: float) -> list[float]:
    delays: list[float] = []
    end = time.perf_counter() + seconds

    async def ask_on(connection: Connection) -> None:
        while (begun := time.perf_counter()) < end:
            await connection.ask(request)
            delays.append(time.perf_counter() - begun)

    async with asyncio.TaskGroup() as group:
        for connection in connections[:CONNECTIONS]:
            group.create_task(ask_on(connection))
    return delays


async def measure(gateway: Gateway, load: Load, seconds: float) -> Seen:
    loop = asyncio.get_running_loop()
    connections = [(await loop.create_connection(Connection, "127.0.0.1", gateway.port))[1] for _ in range(KEPT)]
    request = gateway.request()
    for connection in connections:  # opened and warm
        await connection.ask(request)
    cpu = gateway.cpu()
    delays = sorted(await load(connections, request, seconds))
    used = gateway.cpu() - cpu
    for connection in connections:
        connection.close()
    count = len(delays)
    return Seen(delays[count // 2] * 1000, delays[int(count * 0.99)] * 1000, used / count * 1e6, count)


@contextmanager
def window(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The program with its window; the lines it prints are not read."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    process = subprocess.Popen(
        [sys.executable, "-m", "amux_desktop"],
        env={**environment(home), "QT_QPA_PLATFORM": platform},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


async def answers(port: int, deadline_s: float = 60) -> None:
    """Returns when something listens."""
    end = time.monotonic() + deadline_s
    while True:
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if time.monotonic() > end:
                raise
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return


def prepare(home: Path, upstream: int, port: int) -> str:
    """A data folder with one provider; returns the key for it."""
    plan = {
        "providers": [
            {"preset": "openai", "path": "up", "base_url": f"http://127.0.0.1:{upstream}", "api_key": "sk-bench-0123456789", "models": ["m"], "passthrough": True}
        ]
    }  # fmt: skip
    amux(home, "apply", "-", text=json.dumps(plan))
    amux(home, "settings", "set", "proxy.port", str(port))
    return str(amux_json(home, "tokens", "create", "--name", "bench")["token"])


async def free_port() -> int:
    server = await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", 0)
    port = int(server.sockets[0].getsockname()[1])
    server.close()
    return port


async def compare(folder: Path, rounds: int, seconds: float) -> None:
    os.environ["AMUX_KEYRING"] = "file"
    loop = asyncio.get_running_loop()
    provider = await loop.create_server(Provider, "127.0.0.1", 0)
    upstream = provider.sockets[0].getsockname()[1]
    ports = [await free_port() for _ in range(2)]
    keys = [prepare(folder / name, upstream, port) for name, port in zip(("serve", "window"), ports, strict=True)]
    with ExitStack() as stack:
        serving = stack.enter_context(Serving(folder / "serve", port=ports[0]))
        opened = stack.enter_context(window(folder / "window", ports[1]))
        gateways = [
            Gateway("headless", serving.process, ports[0], keys[0]),
            Gateway("window", opened, ports[1], keys[1]),
        ]
        for port in ports:
            await answers(port)
        for gateway in gateways:  # the caches and the first page
            await measure(gateway, steady, 3)
        for name, load in (("steady", steady), ("full", full)):
            seen: dict[str, list[Seen]] = {gateway.name: [] for gateway in gateways}
            for number in range(rounds):
                for gateway in gateways if number % 2 == 0 else reversed(gateways):
                    await asyncio.sleep(1)  # what the other has to write is written
                    seen[gateway.name].append(await measure(gateway, load, seconds))
            report(name, seen)


def report(name: str, seen: dict[str, list[Seen]]) -> None:
    for gateway, found in seen.items():
        p50, p99, cpu = (statistics.median(getattr(one, field) for one in found) for field in ("p50", "p99", "cpu_us"))
        sys.stdout.write(
            f"{name:7} {gateway:9} p50 {p50:7.2f} ms   p99 {p99:7.2f} ms   {cpu:6.0f} us CPU a request   "
            f"{sum(one.count for one in found)} requests\n"
        )
    pairs = list(zip(seen["window"], seen["headless"], strict=True))
    for field in ("p50", "p99"):
        shares = [getattr(one, field) / getattr(other, field) for one, other in pairs]
        limit = f" (limit {LIMIT})" if field == "p99" else ""
        spread = f"{min(shares):.2f} to {max(shares):.2f}"
        sys.stdout.write(f"{name:7} window / headless, {field}: {statistics.median(shares):.2f}, {spread}{limit}\n")
    sys.stdout.flush()


def main(argv: list[str]) -> None:
    rounds = int(argv[0]) if argv else 5
    seconds = float(argv[1]) if len(argv) > 1 else 5.0
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder), rounds, seconds))
    sys.stdout.write(f"load average {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
