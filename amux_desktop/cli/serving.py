"""What `amux serve` does, apart from how its options are described: this process stays for days and does without the library that
reads a command line."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amux_desktop.cli.output import print_json, warn

if TYPE_CHECKING:
    from amux_desktop.cli.context import Host
    from amux_desktop.core.errors import AmuxError
    from amux_desktop.core.events import TunnelStateChanged
    from amux_desktop.core.peers import Worker
    from amux_desktop.services import AppServices
    from amux_desktop.services.proxy_control import ProxyStatus

MOST_WORKERS = 64
HIGHEST_PORT = 65535
_SEALS = {
    "keyring": "in the system keyring",
    "passphrase": "by your passphrase",
    "file": "in a file of the data folder (there is no system keyring)",
}


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """As `amux serve` was given them."""

    address: str | None = None
    port: int | None = None
    database: str = ""
    shared_state: str = ""
    tunnel: bool = False
    workers: int = 1
    worker: str = ""
    json: bool = False


_NAMES = {
    "--host": "address", "--port": "port", "--database": "database", "--shared-state": "shared_state", "--tunnel": "tunnel",
    "--workers": "workers", "--worker": "worker", "--json": "json",
}  # fmt: skip
_NUMBERS = {"port": range(HIGHEST_PORT + 1), "workers": range(1, MOST_WORKERS + 1)}


def read_options(arguments: Sequence[str]) -> ServeOptions | None:
    """The options, when they are written plainly. None for everything else, such as `--help`, `--port=1`, half a name or a
    mistake: that is for the library, which knows what to say."""
    values: dict[str, Any] = {}
    rest = iter(arguments)
    for argument in rest:
        name = _NAMES.get(argument, "")
        if not name:
            return None
        if name in ("tunnel", "json"):
            values[name] = True
            continue
        text = next(rest, "-")
        if text.startswith("-"):
            return None
        values[name] = text
        if name in _NUMBERS:
            if not (text.isascii() and text.isdigit()) or int(text) not in _NUMBERS[name]:
                return None
            values[name] = int(text)
    return None if values.get("workers", 1) > 1 and sys.platform == "win32" else ServeOptions(**values)


def run(host: Host, options: ServeOptions) -> int:
    """Serves until it is told to stop; returns the exit code."""
    from amux_desktop.core.config_file import DATABASE_URL_VARIABLE, SHARED_STATE_VARIABLE
    from amux_desktop.services.backend import loop_factory

    if options.database:
        os.environ[DATABASE_URL_VARIABLE] = options.database
    if options.shared_state:
        os.environ[SHARED_STATE_VARIABLE] = options.shared_state
    given = (options.address, options.port, options.tunnel, options.json)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        if options.worker:
            from amux_desktop.cli.workers import read_worker

            runner.run(_work(host, read_worker(options.worker), *given))
        elif options.workers > 1:
            return runner.run(_supervise(host, options.workers, *given))
        else:
            runner.run(_serve(host, *given))
    return 0


async def _supervise(
    host: Host, workers: int, address: str | None, port: int | None, tunnel: bool, as_json: bool
) -> int:
    """Holds the port and the data folder for the workers; returns the exit code."""
    from amux_desktop.cli.workers import Supervisor
    from amux_desktop.core.instance import InstanceInfo
    from amux_desktop.services.proxy_control import ProxyStatus
    from amux_desktop.services.worker_sockets import SPREADS, reserve

    host.paths.ensure()
    with host.instance("headless") as lock:
        at, on = await _address(address, port)
        stop = stop_event()
        with reserve(at, on) as reservation:
            on = reservation.getsockname()[1]
            switches = [name for name, is_on in (("--tunnel", tunnel), ("--json", as_json)) if is_on]
            options = ["--host", at, "--port", str(on), *switches]
            supervisor = Supervisor(workers, options, None if SPREADS else reservation.fileno(), warn)
            try:
                code = await supervisor.start(stop)
                if not code and not stop.is_set():
                    lock.update(InstanceInfo(pid=os.getpid(), mode="headless", host=at, port=on))
                    status = ProxyStatus(state="running", host=at, port=on)
                    _announce(host, supervisor.seal, status, as_json, workers)
                    await stop.wait()
                    if not as_json:
                        print("Stopping…", flush=True)
            finally:
                await supervisor.stop()
            return code


async def _address(address: str | None, port: int | None) -> tuple[str, int]:
    """From the settings, what is not given. The supervisor opens no database: it would stay in its memory for good."""
    if address is not None and port is not None:
        return address, port
    from amux_desktop.cli.workers import ask

    settings = await ask("settings", "list")
    known = {item["key"]: item["value"] for item in settings}
    return address or str(known["proxy.host"]), int(known["proxy.port"]) if port is None else port


async def _work(host: Host, worker: Worker, address: str | None, port: int | None, tunnel: bool, as_json: bool) -> None:
    """One of several: told to stop by a signal, and when its supervisor is no more."""
    await worker.link.open()
    stop = stop_event()
    async with host.services(log_file=True, worker=worker) as services:
        services.machines.check()
        status = await services.proxy.start(address, port)
        services.start_background()
        away = await services.machines.settled()
        if tunnel and worker.is_first:
            _tell_tunnel(services, as_json)
            await services.tunnel.start()
        if worker.is_original:
            _warn(services, status.host, away)
        worker.link.send("ready", {"seal": services.vault.status.seal})
        waiting = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(worker.link.lost.wait())]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()


async def _serve(host: Host, address: str | None, port: int | None, tunnel: bool, as_json: bool) -> None:
    from amux_desktop.core.instance import InstanceInfo

    host.paths.ensure()
    with host.instance("headless") as lock:

        def listening(at: str, on: int) -> None:
            lock.update(InstanceInfo(pid=os.getpid(), mode="headless", host=at, port=on))

        async with host.services(log_file=True, on_listening=listening) as services:
            stop = stop_event()
            services.machines.check()
            status = await services.proxy.start(address, port)
            services.start_background()
            away = await services.machines.settled()
            if tunnel:
                _tell_tunnel(services, as_json)
                await services.tunnel.start()
            _warn(services, status.host, away)
            _announce(host, services.vault.status.seal, status, as_json)
            await stop.wait()
            if not as_json:
                print("Stopping…", flush=True)


def _warn(services: AppServices, host: str, away: AmuxError | None) -> None:
    """What the user should know before relying on it. `away`: why other machines are out of reach."""
    from amux_desktop.services.addresses import is_loopback

    vault = services.vault.status
    if services.recovery is not None:
        warn(f"amux: {services.recovery.error().message}")
    if not vault.is_open:
        warn(f"amux: the stored keys are locked: {vault.explanation}. See: amux vault unlock")
    elif vault.is_weak:
        warn("amux: there is no system keyring, so the key that seals stored secrets lies in a file. See: amux vault")
    if away is not None:
        warn(f"amux: {away.message} This machine counts limits by itself until then.")
    if not is_loopback(host):
        warn(f"amux: other computers can reach the proxy on {host}; every request needs an API token.")


def _announce(host: Host, seal: str, status: ProxyStatus, as_json: bool, workers: int = 1) -> None:
    """One line that scripts wait for, or a few for people."""
    if as_json:
        ready = {"event": "ready", "base_url": status.base_url, "host": status.host, "port": status.port}
        ready |= {"pid": os.getpid(), "home": str(host.paths.home), "seal": seal, "version": host.version}
        print_json(ready if workers == 1 else ready | {"workers": workers})
        return
    print(f"Amux is running on {status.base_url}" + (f" with {workers} workers" if workers > 1 else ""))
    print(f"Data folder: {host.paths.home}")
    print(f"Stored keys are sealed {_SEALS.get(seal, 'but locked')}")
    print("Stop with Ctrl-C", flush=True)


def _tell_tunnel(services: AppServices, as_json: bool) -> None:
    """The tunnel's address, as soon as there is one, and whatever becomes of it."""
    from amux_desktop.core.events import TunnelStateChanged

    def tell(event: TunnelStateChanged) -> None:
        if event.state not in ("running", "reconnecting", "failed"):
            return
        if as_json:
            print_json({"event": "tunnel", "state": event.state, "url": event.url})
        elif event.state == "running":
            print(f"The tunnel is on: {event.url or 'at the address you chose at Cloudflare'}", flush=True)
        else:
            error = services.tunnel.status.error
            reason = f": {error.message}" if error is not None else ""
            warn(f"amux: the tunnel {'is reconnecting' if event.state == 'reconnecting' else 'failed'}{reason}")

    services.bus.subscribe(TunnelStateChanged, tell)


def stop_event() -> asyncio.Event:
    """Set by Ctrl-C, SIGTERM or a closed terminal; a second signal ends the process at once."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def asked(*_signal: Any) -> None:
        if stop.is_set():
            os._exit(1)
        loop.call_soon_threadsafe(stop.set)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        if sys.platform == "win32":
            signal.signal(number, asked)
        else:
            loop.add_signal_handler(number, asked)
    return stop
