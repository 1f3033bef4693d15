from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from amux_desktop.core import x11
from amux_desktop.core.x11 import DisplayName

COOKIE = bytes(range(16))


def record(display: bytes, data: bytes, protocol: bytes = b"MIT-MAGIC-COOKIE-1", host: bytes = b"desk") -> bytes:
    fields = (host, display, protocol, data)
    return b"\x01\x00" + b"".join(len(field).to_bytes(2, "big") + field for field in fields)


@contextmanager
def x_server(cookie: bytes) -> Iterator[str]:
    """A loopback server that reads one connection setup per client and admits those that present `cookie`."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                order, major, _, name_size, data_size = struct.unpack("<BxHHHHxx", client.recv(12, socket.MSG_WAITALL))
                name = client.recv(name_size + -name_size % 4, socket.MSG_WAITALL)[:name_size] if name_size else b""
                data = client.recv(data_size + -data_size % 4, socket.MSG_WAITALL)[:data_size] if data_size else b""
                good = order == ord("l") and major == 11 and data == cookie and (not data or name == x11._COOKIE)
                client.sendall(b"\x01" if good else b"\x00")

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1] - 6000}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":0", DisplayName("", 0)),
        (":1.2", DisplayName("", 1)),
        ("unix:3", DisplayName("", 3)),
        ("unix/:3", DisplayName("", 3)),
        ("localhost:10.0", DisplayName("localhost", 10)),
        ("tcp/desk.example:2", DisplayName("desk.example", 2)),
        ("[::1]:4", DisplayName("::1", 4)),
        ("", None),
        ("desk", None),
        (":x", None),
    ],
)
def test_display_names(text: str, expected: DisplayName | None) -> None:
    assert DisplayName.parse(text) == expected


def test_an_open_server_admits_without_a_cookie(tmp_path: Path) -> None:
    with x_server(cookie=b"") as display:
        assert x11.admits(display, {"HOME": str(tmp_path)})


def test_the_cookie_of_the_display_is_found_among_others(tmp_path: Path) -> None:
    with x_server(COOKIE) as display:
        number = display.rpartition(":")[2].encode()
        authority = tmp_path / "authority"
        authority.write_bytes(
            record(b"999", b"other display")
            + record(number, b"secret", protocol=b"XDM-AUTHORIZATION-1")
            + record(number, b"stale cookie", host=b"old-name")
            + record(number, COOKIE)
        )
        assert x11.admits(display, {"XAUTHORITY": str(authority)})
        authority.write_bytes(record(b"999", COOKIE))
        assert not x11.admits(display, {"XAUTHORITY": str(authority)})


def test_the_authority_file_of_the_home_folder_is_the_default(tmp_path: Path) -> None:
    with x_server(COOKIE) as display:
        (tmp_path / ".Xauthority").write_bytes(record(b"", COOKIE))
        assert x11.admits(display, {"HOME": str(tmp_path)})


@pytest.mark.parametrize("damage", [b"", b"\x01", b"\x01\x00\x00", record(b"1", COOKIE)[:-20], b"\xff" * 40])
def test_a_damaged_authority_file_is_no_cookie(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / ".Xauthority").write_bytes(damage)
    with x_server(COOKIE) as display:
        assert not x11.admits(display, {"HOME": str(tmp_path)})


def test_nobody_listening(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert not x11.admits(f"127.0.0.1:{port - 6000}", {"HOME": str(tmp_path)})
    assert not x11.admits("nonsense", {"HOME": str(tmp_path)})


def test_a_server_that_hangs_up_is_a_refusal(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closer = threading.Thread(target=lambda: listener.accept()[0].close())
        closer.start()
        display = f"127.0.0.1:{listener.getsockname()[1] - 6000}"
        assert not x11.admits(display, {"HOME": str(tmp_path)})
        closer.join()
