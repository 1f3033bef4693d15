"""Listening sockets. Imports little: the supervisor of several workers needs no more of the proxy than this."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable

from amux_desktop.core.errors import MachineError

BACKLOG = 2048
Binder = Callable[[str, int], socket.socket]


def bind(host: str, port: int, *, among_workers: bool = False, listen: bool = True) -> socket.socket:
    """A listening TCP socket. ``among_workers`` lets other processes of the same user bind the same port, if they do so too;
    the system then spreads the connections over all that listen.
    Raises MachineError ``port_busy``, ``port_forbidden`` or ``host_unavailable``."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror:
        raise MachineError("host_unavailable", host=host) from None
    listener = socket.socket(family, kind, protocol)
    try:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if among_workers:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(address)
        if listen:
            listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRINUSE, 10048):
            raise MachineError("port_busy", host=host, port=port, holder="") from None
        if error.errno in (errno.EACCES, 10013):
            raise MachineError("port_forbidden", host=host, port=port) from None
        raise MachineError("host_unavailable", host=host) from None
    return listener
