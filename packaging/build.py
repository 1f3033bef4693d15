"""Builds the packages of Amux.

    python packaging/build.py TARGET [TARGET ...]

    app        the frozen application, dist/app/amux (PyInstaller, one folder); every other package but `wheel` holds it
    tar        dist/Amux-VERSION-PLATFORM.tar.gz     portable, Linux
    deb        dist/amux_VERSION_ARCH.deb            Debian, Ubuntu
    appimage   dist/Amux-VERSION-PLATFORM.AppImage   any Linux with glibc 2.35
    nsis, zip  dist/Amux-VERSION-PLATFORM-setup.exe and .zip   on Windows
    dmg        dist/Amux-VERSION-PLATFORM.dmg        on macOS
    wheel      dist/amux-VERSION-py3-none-any.whl    for pip, pipx and uv; `amux[server]` is the headless installation
    sbom       dist/amux-VERSION.cdx.json            CycloneDX, from the lock
    sums       dist/SHA256SUMS                       of everything that lies there; comes last

Nothing is cross-built. `app` is built when another target needs it and it is not there, or always when named. Sizes and the
cold start are printed and held against their limits.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

import appimage
import deb
import freeze
import macos_packages
import windows_packages
from project import BUILD, DIST, ROOT, BuildError, empty_folder, megabytes, platform_name, run, version

LIMIT_COMPRESSED_MB = 130.0
NEED_APP = ("tar", "deb", "appimage", "nsis", "zip", "dmg")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    builders: dict[str, Callable[[], Path]] = {
        "tar": build_tar,
        "deb": lambda: deb.build(fast=options.fast),
        "appimage": lambda: appimage.build(options.runtime, fast=options.fast),
        "nsis": windows_packages.build_installer,
        "zip": windows_packages.build_zip,
        "dmg": macos_packages.build,
        "wheel": build_wheel,
        "sbom": build_sbom,
        "sums": write_sums,
    }
    failed = False
    try:
        if "app" in options.targets or (set(options.targets) & set(NEED_APP) and not freeze.PROGRAM.exists()):
            failed = _build_app(measure=not options.no_measure)
        DIST.mkdir(exist_ok=True)
        for target in [name for name in builders if name in options.targets]:
            made = builders[target]()
            size = megabytes(made)
            verdict = f" (limit {LIMIT_COMPRESSED_MB:.0f})" if target in NEED_APP else ""
            print(f"{target}: {made.relative_to(ROOT)}  {size:.1f} MB{verdict}", flush=True)
            failed |= target in NEED_APP and not options.fast and size > LIMIT_COMPRESSED_MB
    except BuildError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    if failed:
        print("build.py: a limit is exceeded, see above", file=sys.stderr)
    return int(failed)


def _build_app(*, measure: bool) -> bool:
    """Whether a limit is exceeded."""
    folder = freeze.freeze()
    print(f"app: {folder.relative_to(ROOT)}  {megabytes(folder):.1f} MB", flush=True)
    if not measure:
        return False
    start = freeze.cold_start(freeze.PROGRAM)
    limit = freeze.LIMIT_COLD_START_S
    print(f"cold start: {start:.2f} s until the window's proxy answers, median of 5 (limit {limit:.1f})", flush=True)
    return start > limit


def build_tar() -> Path:
    """The folder as it is, for a machine without a package manager."""
    target = DIST / f"Amux-{version()}-{platform_name()}.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=9) as archive:
        archive.add(freeze.FOLDER, f"Amux-{version()}", filter=_root_owned)
    return target


def _root_owned(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def build_wheel() -> Path:
    python = freeze.build_environment()
    folder = empty_folder(BUILD / "wheel")
    run([python, "-m", "hatchling", "build", "-t", "wheel", "-d", folder])
    made = next(folder.glob("*.whl"))
    return Path(shutil.copy2(made, DIST / made.name))


def build_sbom() -> Path:
    """Every package of the lock with its hashes. Source: https://cyclonedx.org/specification/overview/"""
    target = DIST / f"amux-{version()}.cdx.json"
    command: list[str | Path] = [
        freeze.build_environment(),
        "-m",
        "cyclonedx_py",
        "requirements",
        ROOT / "requirements.txt",
    ]
    command += ["--pyproject", ROOT / "pyproject.toml", "--output-reproducible", "--of", "JSON", "-o", target]
    run(command)
    return target


def write_sums() -> Path:
    """`sha256sum --check SHA256SUMS` in the folder verifies them; the app's updater reads the same file."""
    target = DIST / "SHA256SUMS"
    files = sorted(file for file in DIST.iterdir() if file.is_file() and file != target)
    lines = []
    for file in files:
        with file.open("rb") as source:
            lines.append(f"{hashlib.file_digest(source, 'sha256').hexdigest()}  {file.name}\n")
    target.write_text("".join(lines), encoding="utf-8")
    return target


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="+", choices=["app", *NEED_APP, "wheel", "sbom", "sums"], metavar="TARGET")
    parser.add_argument("--runtime", type=Path, help="file of the AppImage runtime, instead of fetching the pinned one")
    parser.add_argument("--fast", action="store_true", help="compress little; for tests")
    parser.add_argument("--no-measure", action="store_true", help="do not start the application to time it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
