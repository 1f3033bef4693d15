"""One port for several processes: the system spreads connections over the sockets of all (Linux), or they share one.

Elsewhere than on Linux SO_REUSEPORT exists but gives every connection to one of the sockets, so there the workers inherit a
listening socket.
"""

from __future__ import annotations

import socket
import sys
from functools import partial
from typing import TYPE_CHECKING

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.peers import Worker
from amux_desktop.services.ports import described_error

if TYPE_CHECKING:
    from amux_desktop.proxy.binding import Binder

SPREADS = sys.platform.startswith("linux")


def reserve(host: str, port: int) -> socket.socket:
    """A socket that keeps the port for the workers while some of them start anew; `port` 0 picks one. Where the system does
    not spread connections it is the listening one that they inherit. Raises what `ProxyControl.start` raises about ports."""
    from amux_desktop.proxy.binding import bind

    try:
        # Of several programs that bind with SO_REUSEPORT, none is told of the others: a socket of the plain kind is.
        probe = bind(host, port)
        if not SPREADS:
            return probe
        port = probe.getsockname()[1]
        probe.close()
        return bind(host, port, among_workers=True, listen=False)
    except AmuxError as error:
        raise described_error(error) from error


def binder(worker: Worker) -> Binder:
    """How a worker comes to its listening socket."""
    from amux_desktop.proxy.binding import bind

    inherited = worker.listener
    if inherited is None:
        return partial(bind, among_workers=True)
    return lambda _host, _port: socket.socket(fileno=inherited)
