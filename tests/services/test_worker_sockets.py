"""One port for several processes, here within one."""

from __future__ import annotations

import os
import socket
import sys

import pytest

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.peers import PeerLink, Worker
from amux_desktop.services import worker_sockets

HOST = "127.0.0.1"


def worker(listener: int | None) -> tuple[Worker, socket.socket]:
    ours, theirs = socket.socketpair()
    return Worker(number=1, link=PeerLink("1.1", theirs), listener=listener), ours


def connects(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((HOST, port)) == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux spreads connections")
def test_the_port_is_kept_and_each_worker_listens_by_itself() -> None:
    with worker_sockets.reserve(HOST, 0) as reservation:
        port = reservation.getsockname()[1]
        assert not connects(port), "the supervisor answers nobody"
        one, ours = worker(None)
        bind = worker_sockets.binder(one)
        with ours, one.link._end, bind(HOST, port), bind(HOST, port):
            assert connects(port)
            with pytest.raises(AmuxError, match="already used") as caught:
                worker_sockets.reserve(HOST, port)
            assert caught.value.code == "port_busy"
        assert not connects(port)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no workers")
def test_where_nothing_is_spread_the_workers_share_a_listening_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_sockets, "SPREADS", False)
    with worker_sockets.reserve(HOST, 0) as reservation:
        port = reservation.getsockname()[1]
        one, ours = worker(os.dup(reservation.fileno()))
        with ours, one.link._end, worker_sockets.binder(one)(HOST, port) as listener:
            assert listener.getsockname()[1] == port
            assert connects(port)
