"""Collects the licence texts of everything a package carries; started by `build.py` in the build environment.

    python packaging/licenses.py FOLDER REQUIREMENTS

One folder per distribution named in the lock, with the files its wheel ships. PySide6's wheels ship none, so the texts of
the LGPL and GPL lie beside this file (from gnu.org); Python's own licence comes from the interpreter.
"""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).resolve().parent
_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
#: Distributions whose wheels carry no text, and the texts that apply.
_TEXTS = {"pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"), "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt")}
_QT_NOTE = """Qt and PySide6 are used under the GNU Lesser General Public License, version 3.

They lie in this package as separate, replaceable libraries (folder PySide6): put your own build of the same version in
their place to use it. Their sources are published by The Qt Company at https://download.qt.io/official_releases/.
"""


def collect(folder: Path, requirements: Path) -> list[str]:
    """Copy the texts into `folder`; returns the names of distributions for which none was found."""
    without = []
    for name in _names(requirements):
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another platform
            continue
        target = folder / name
        texts = [*_files(found), *(HERE / "licenses" / text for text in _TEXTS.get(name, ()))]
        if not texts:
            without.append(name)
            continue
        target.mkdir(parents=True, exist_ok=True)
        for text in texts:
            shutil.copyfile(text, target / text.name)
    (folder / "QT.txt").write_text(_QT_NOTE, encoding="utf-8")
    shutil.copyfile(HERE.parent / "LICENSE", folder / "AMUX.txt")
    _python_licence(folder / "PYTHON.txt")
    return without


def _names(requirements: Path) -> list[str]:
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return sorted({line.split("==")[0].lower() for line in lines if "==" in line and not line.startswith((" ", "#"))})


def _files(found: Distribution) -> Iterator[Path]:
    for file in found.files or ():
        in_metadata = any(part.endswith(".dist-info") for part in file.parts)
        if in_metadata and _LICENCE.search(file.name) and not file.name.endswith((".py", ".pyc")):
            yield Path(str(found.locate_file(file)))


def _python_licence(target: Path) -> None:
    candidates = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    for candidate in candidates:
        if candidate.is_file():
            shutil.copyfile(candidate, target)
            return
    import builtins

    # Debian's interpreter has no such file; the text that `license()` prints names the licence and where it is.
    target.write_text(
        f"{builtins.copyright}\n\nPython is used under the PSF License Agreement: https://docs.python.org/3/license.html\n"
    )


if __name__ == "__main__":
    missing = collect(Path(sys.argv[1]), Path(sys.argv[2]))
    if missing:
        sys.exit(f"no licence text in the wheels of: {', '.join(missing)}")
