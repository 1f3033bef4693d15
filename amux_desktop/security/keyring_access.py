"""The operating system's keyring, used with care: only known backends, never longer than a few seconds.

A keyring daemon that hangs blocks its caller for ever, so each call runs in a thread that can be left behind. The
backend is chosen here and not by the keyring library, whose configuration could silently select one that stores
plain text or nothing at all.
"""

from __future__ import annotations

import importlib
import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar, cast

from amux_desktop.core.errors import UnavailableError

SERVICE = "Amux Desktop"
TIMEOUT_S = 5.0
_OPT_OUT = ("keyring.backends.null.Keyring", "keyring.backends.fail.Keyring")
_BACKENDS: Mapping[str, tuple[str, ...]] = {
    "darwin": ("keyring.backends.macOS.Keyring",),
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
    "linux": (
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.libsecret.Keyring",
    ),
}
T = TypeVar("T")


class Keyring(Protocol):
    """Stores one short text per account. All raise `keyring_unavailable` or `keyring_timeout`."""

    def get(self, account: str) -> str | None: ...

    def set(self, account: str, secret: str) -> None: ...

    def delete(self, account: str) -> None: ...


class _Backend(Protocol):
    """The part of `keyring.backend.KeyringBackend` that is used here."""

    priority: float

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class SystemKeyring:
    """The keyring of this session. Finding it is put off to the first call."""

    def __init__(self, env: Mapping[str, str] | None = None, timeout_s: float = TIMEOUT_S) -> None:
        self._opted_out = (os.environ if env is None else env).get("PYTHON_KEYRING_BACKEND", "") in _OPT_OUT
        self._timeout_s = timeout_s
        self._backend: _Backend | None = None

    def get(self, account: str) -> str | None:
        return self._call(lambda backend: backend.get_password(SERVICE, account))

    def set(self, account: str, secret: str) -> None:
        self._call(lambda backend: backend.set_password(SERVICE, account, secret))

    def delete(self, account: str) -> None:
        self._call(lambda backend: backend.delete_password(SERVICE, account))

    def _call(self, action: Callable[[_Backend], T]) -> T:
        if self._opted_out:
            raise UnavailableError("keyring_unavailable", reason="it is switched off by PYTHON_KEYRING_BACKEND")

        def find_and_act() -> T:
            if self._backend is None:
                self._backend = _find_backend()
            return action(self._backend)

        return call_limited(find_and_act, self._timeout_s)


def call_limited(action: Callable[[], T], seconds: float) -> T:
    """Run `action` in a daemon thread and wait at most `seconds`. Raises `keyring_timeout`, or `keyring_unavailable`
    for whatever the keyring raised: its exceptions differ by platform and may carry D-Bus internals."""
    answer: queue.SimpleQueue[tuple[bool, object]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answer.put((True, action()))
        except BaseException as error:  # noqa: BLE001 - handed over to the waiting thread
            answer.put((False, error))

    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        succeeded, value = answer.get(timeout=seconds)
    except queue.Empty:
        raise UnavailableError("keyring_timeout", seconds=f"{seconds:g}") from None
    if succeeded:
        return cast("T", value)
    if isinstance(value, UnavailableError):
        raise value
    if not isinstance(value, Exception):
        raise cast("BaseException", value)
    raise UnavailableError("keyring_unavailable", reason=_describe(value)) from value


def _find_backend() -> _Backend:
    problem = "this system has none"
    for name in _BACKENDS.get(sys.platform, _BACKENDS["linux"]):
        module_name, _, class_name = name.rpartition(".")
        try:
            backend_class = getattr(importlib.import_module(module_name), class_name)
            _ = backend_class.priority  # raises when the service is not there
            return cast("_Backend", backend_class())
        except (ImportError, RuntimeError) as error:
            problem = _describe(error)
    raise UnavailableError("keyring_unavailable", reason=problem)


def _describe(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__
