"""The user's part of the Windows registry, as little of it as is needed."""

from __future__ import annotations

import contextlib
import sys
from typing import Protocol


class UserRegistry(Protocol):
    """Keys below HKEY_CURRENT_USER. A name of "" is the key's own value."""

    def read(self, key: str, name: str) -> str | bytes | None: ...

    def write(self, key: str, name: str, value: str) -> None: ...

    def delete_value(self, key: str, name: str) -> None:
        """Quiet when it is not there."""

    def delete_key(self, key: str) -> None:
        """Without keys below it; quiet when it is not there."""


def user_registry() -> UserRegistry:
    """Raises RuntimeError elsewhere than on Windows."""
    if sys.platform == "win32":
        import winreg

        class Registry:
            def read(self, key: str, name: str) -> str | bytes | None:
                try:
                    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                        value = winreg.QueryValueEx(opened, name)[0]
                except FileNotFoundError:
                    return None
                return value if isinstance(value, str | bytes) else None

            def write(self, key: str, name: str, value: str) -> None:
                with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

            def delete_value(self, key: str, name: str) -> None:
                with (
                    contextlib.suppress(FileNotFoundError),
                    winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened,
                ):
                    winreg.DeleteValue(opened, name)

            def delete_key(self, key: str) -> None:
                with contextlib.suppress(FileNotFoundError):
                    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)

        return Registry()
    raise RuntimeError("there is no registry here")
