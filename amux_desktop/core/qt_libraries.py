"""System libraries that Qt's wheels expect from Linux, and the Debian packages that bring them.

Standard library only, and no import from the project: `run.py` loads this file before anything is installed.
Lists read from the NEEDED entries of PySide6-Essentials 6.11.3 and tried on a bare Debian 12.
"""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Iterable, Mapping

# Without these `import PySide6.QtWidgets` fails, whatever the platform plugin.
BASE: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
}
# Without these the xcb plugin cannot be loaded and Qt aborts the process.
XCB: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def missing(libraries: Mapping[str, str] = BASE) -> tuple[str, ...]:
    """The sonames the dynamic loader cannot find; always empty off Linux, where Qt's wheels are complete."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(soname for soname in libraries if not _loads(soname))


def packages(sonames: Iterable[str]) -> tuple[str, ...]:
    """Debian and Ubuntu package names for `sonames`, each once."""
    known = {**BASE, **XCB, **WAYLAND}
    return tuple(dict.fromkeys(known[soname] for soname in sonames))


def remedy(sonames: Iterable[str]) -> str:
    """What to type to get `sonames`: an apt line where apt exists, else the bare library names."""
    sonames = tuple(sonames)
    if shutil.which("apt-get"):
        return "sudo apt-get install -y " + " ".join(packages(sonames))
    return "install the packages of your distribution that contain " + ", ".join(sonames)


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True
