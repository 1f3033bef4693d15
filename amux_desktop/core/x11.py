"""Asks an X server whether it would let us in, because Qt aborts the process when it would not.

Connecting alone proves little: after `sudo` or `ssh` the socket answers and the server still refuses. So this speaks
the first message of the protocol (X Window System Protocol, section 8 "Connection Setup") with the cookies of the
authority file. Standard library only; takes about a millisecond.
"""

from __future__ import annotations

import os
import re
import socket
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_TIMEOUT_S = 2.0
_SUCCESS = 1
_LOCAL_HOSTS = frozenset({"", "unix"})
_DISPLAY = re.compile(r"^(?:[\w.-]+/)?(?P<host>[^/]*):(?P<number>\d+)(?:\.\d+)?$")
_COOKIE = b"MIT-MAGIC-COOKIE-1"


@dataclass(frozen=True, slots=True)
class DisplayName:
    host: str  # empty: this machine
    number: int

    @classmethod
    def parse(cls, text: str) -> DisplayName | None:
        """`[host]:number[.screen]`; None for anything else."""
        found = _DISPLAY.match(text.strip())
        if found is None:
            return None
        host = found["host"].strip("[]")
        return cls("" if host in _LOCAL_HOSTS else host, int(found["number"]))


def admits(display: str, env: Mapping[str, str]) -> bool:
    """True when the server named by `display` accepts a connection with one of the user's cookies or without any."""
    name = DisplayName.parse(display)
    if name is None:
        return False
    return any(_handshake(name, cookie) for cookie in (*_cookies(name.number, env), b""))


def _handshake(name: DisplayName, cookie: bytes) -> bool:
    connection = _connect(name)
    if connection is None:
        return False
    protocol = _COOKIE if cookie else b""
    hello = struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(protocol), len(cookie)) + _pad(protocol) + _pad(cookie)
    with connection:
        try:
            connection.sendall(hello)
            answer = connection.recv(1)
        except OSError:
            return False
    return answer == bytes([_SUCCESS])


def _connect(name: DisplayName) -> socket.socket | None:
    for family, address in _addresses(name):
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(_TIMEOUT_S)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            continue
        return connection
    return None


def _addresses(name: DisplayName) -> Iterator[tuple[int, str | tuple[str, int]]]:
    if not name.host and hasattr(socket, "AF_UNIX"):
        path = f"/tmp/.X11-unix/X{name.number}"  # noqa: S108 - the address the protocol fixes for local servers
        yield socket.AF_UNIX, f"\0{path}"  # Linux: the server listens on an abstract name, too
        yield socket.AF_UNIX, path
    else:
        yield socket.AF_INET, (name.host or "localhost", 6000 + name.number)


def _cookies(number: int, env: Mapping[str, str]) -> Iterator[bytes]:
    """Cookies for display `number` from $XAUTHORITY or ~/.Xauthority, in the order of the file.

    Entries are not filtered by host: a cookie for another machine is refused by the server at no cost, while names
    recorded before a host was renamed still work.
    """
    path = env.get("XAUTHORITY") or os.path.join(env.get("HOME", ""), ".Xauthority")  # noqa: PTH118 - HOME may be unset
    try:
        rest = Path(path).read_bytes()
    except OSError:
        return
    while len(rest) > 2:
        fields, rest = _entry(rest[2:])  # the two bytes are the address family
        if len(fields) < 4:
            return
        _, display, protocol, data = fields
        if display in (b"", str(number).encode()) and protocol == _COOKIE and data:
            yield data


def _entry(rest: bytes) -> tuple[list[bytes], bytes]:
    """Address, display, protocol and data of one record, each with a big-endian length before it."""
    fields: list[bytes] = []
    for _ in range(4):
        if len(rest) < 2:
            break
        end = 2 + int.from_bytes(rest[:2], "big")
        fields.append(rest[2:end])
        rest = rest[end:]
    return fields, rest


def _pad(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)
