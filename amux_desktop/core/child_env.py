"""The environment of programs that Amux starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")
_BUNDLE_PREFIXES = ("_PYI_", "_MEIPASS", "PYINSTALLER_")
_OWN_PREFIX = "AMUX_"


def child_env(environment: Mapping[str, str] | None = None, *, frozen: bool | None = None) -> dict[str, str]:
    """Without what only concerns Amux: its own variables (one may name a passphrase file), and those of the packaged
    application, whose library path would make a foreign program load Amux's libraries. PyInstaller keeps what the user
    had under `<name>_ORIG`, which is put back."""
    given = dict(os.environ if environment is None else environment)
    kept = {name: value for name, value in given.items() if not name.startswith((*_BUNDLE_PREFIXES, _OWN_PREFIX))}
    if getattr(sys, "frozen", False) if frozen is None else frozen:
        for name in _LIBRARY_PATHS:
            kept.pop(name, None)
            original = kept.pop(f"{name}_ORIG", "")
            if original:
                kept[name] = original
    return kept
