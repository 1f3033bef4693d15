"""A Valkey or Redis server: what its URL says, a connection, and which errors mean what in plain words.

The client is redis-py, of which only the connection is used: commands go out in one piece, and replies come back as they are.
It takes 6 MB more and a tenth of a second in a process that serves, so it is imported when a server is really used.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from amux_desktop.core.errors import MachineError, UnavailableError
from amux_desktop.core.settings import mask_url

PASSWORD_VARIABLE = "AMUX_SHARED_STATE_PASSWORD"  # noqa: S105 - the name of a variable
DEFAULT_PORT = 6379
CONNECT_S = 2.0
ANSWER_S = 3.0
_TLS = frozenset({"rediss", "valkeys"})
_PLAIN = frozenset({"redis", "valkey"})
_FILES = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile")
_EXAMPLE = "valkey://host:6379/0, valkeys://host:6379/0 with TLS, or unix:///run/valkey.sock"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is. `shown` is the URL without user and password."""

    shown: str
    options: Mapping[str, Any] = field(repr=False)
    is_socket: bool = False
    has_tls: bool = False

    @classmethod
    def parse(cls, url: str, env: Mapping[str, str] | None = None) -> Address:
        """A password of the environment counts when the URL has none. Raises `shared_state_url_invalid`."""
        try:
            parts = urlsplit(url)
            port = parts.port or DEFAULT_PORT
        except ValueError:
            raise _invalid(f"it is not of the form {_EXAMPLE}") from None
        if parts.scheme not in _PLAIN | _TLS | {"unix"}:
            raise _invalid(f"it is not of the form {_EXAMPLE}")
        query = dict(parse_qsl(parts.query))
        allowed = ("db",) if parts.scheme == "unix" else _FILES if parts.scheme in _TLS else ()
        if unknown := query.keys() - set(allowed):
            hint = f"; it may have {', '.join(allowed)}" if allowed else ""
            raise _invalid(f"the option {min(unknown)} has no meaning here{hint}")
        variables = os.environ if env is None else env
        options: dict[str, Any] = {
            "db": _number(query.pop("db", "") if parts.scheme == "unix" else parts.path.strip("/")),
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else variables.get(PASSWORD_VARIABLE) or None,
        }
        if parts.scheme == "unix":
            return cls(mask_url(url), options | {"path": unquote(parts.path)}, is_socket=True)
        options |= {"host": parts.hostname or "localhost", "port": port, **query}
        return cls(mask_url(url), options, has_tls=parts.scheme in _TLS)


class Valkey:
    """One connection; use as an asynchronous context manager, which opens and closes it. Commands of several tasks must not
    be mixed. Whatever goes wrong is raised as `shared_state_unavailable`, and the connection is of no use any more."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: Any = None

    async def __aenter__(self) -> Self:
        make = await asyncio.to_thread(_connection_class, self._address)
        connection = make(
            **self._address.options,
            protocol=2,
            client_name="amux",
            # With a time limit of its own redis-py uses wait_for, which before Python 3.12 may swallow a cancellation.
            socket_connect_timeout=None,
            socket_timeout=None,
        )
        try:
            async with asyncio.timeout(CONNECT_S):
                await connection.connect()
        except _errors() as error:
            await connection.disconnect(nowait=True)
            raise self._unavailable(error) from None
        self._connection = connection
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.disconnect(nowait=True)

    async def ask(self, *commands: Sequence[str | bytes | int], within_s: float = ANSWER_S) -> list[Any]:
        """The replies, texts as bytes. All commands go out at once."""
        connection = self._connection
        if connection is None:
            raise RuntimeError("the connection is not open")
        try:
            async with asyncio.timeout(within_s):
                await connection.send_packed_command(connection.pack_commands(commands), check_health=False)
                return [await connection.read_response(disable_decoding=True) for _ in range(len(commands))]
        except _errors() as error:
            raise self._unavailable(error) from None

    def _unavailable(self, error: BaseException) -> UnavailableError:
        return UnavailableError(
            "shared_state_unavailable", url=self._address.shown, reason=_reason(error, self._address.has_tls)
        )


def check_client() -> None:
    """Raises `shared_state_url_invalid` where the client is not installed."""
    try:
        import redis.asyncio.connection  # noqa: F401 - only whether it is there
    except ImportError:
        raise _invalid("Valkey needs the package redis: pip install 'amux[team]'") from None


def _connection_class(address: Address) -> Any:
    check_client()
    from redis.asyncio.connection import Connection, SSLConnection, UnixDomainSocketConnection

    return UnixDomainSocketConnection if address.is_socket else SSLConnection if address.has_tls else Connection


def _errors() -> tuple[type[Exception], ...]:
    from redis.exceptions import RedisError

    return (OSError, RedisError)


def _reason(error: BaseException, has_tls: bool) -> str:
    """One clause. What redis-py says repeats address and number; what lies beneath is said here instead."""
    from redis.exceptions import AuthenticationError, NoPermissionError, ResponseError

    cause: BaseException | None = error
    while cause is not None:
        match cause:
            case ssl.SSLCertVerificationError():
                return f"its certificate is not accepted ({cause.verify_message})"
            case ssl.SSLError():
                return "it does not speak TLS as it should; a server without TLS has a URL that begins with valkey://"
            case socket.gaierror():
                return "the name of its host is not known"
            case TimeoutError():
                return _no_answer(has_tls)
            case ConnectionResetError():
                break
            case OSError() if cause.errno:
                return os.strerror(cause.errno).lower()
        cause = cause.__cause__ or cause.__context__
    said = str(error).strip().rstrip(".")
    match error:
        case AuthenticationError() if "called without any password" in said:
            return "it has no password, and one was given"
        case AuthenticationError() if said.upper().startswith(("NOAUTH", "AUTHENTICATION REQUIRED")):
            return "it wants a password"
        case AuthenticationError():
            return "it does not accept the user name or the password"
        case NoPermissionError():
            return f"it does not permit what is needed ({said})"
        case ResponseError() if "syntax error" in said:
            return "it is too old; Valkey, or Redis 6.2 or newer is needed"
        case ResponseError():
            return f"it refuses: {said}"
    if "timeout" in said.lower():
        return _no_answer(has_tls)
    if not has_tls:
        return "it ended the connection; a server with TLS has a URL that begins with valkeys://"
    return "it ended the connection"


def _no_answer(has_tls: bool) -> str:
    """A server without TLS waits for the end of what it takes for a command."""
    return "it does not answer, at least not with TLS" if has_tls else "it does not answer"


def _number(text: str) -> int:
    if text and not (text.isascii() and text.isdecimal()):
        raise _invalid(f"the database must be a number, not {text}")
    return int(text or 0)


def _invalid(reason: str) -> MachineError:
    return MachineError("shared_state_url_invalid", reason=reason)
