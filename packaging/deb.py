"""The Debian package: the frozen folder in /opt/amux, `amux` on the path, menu entry, icons, manual, systemd user unit."""

from __future__ import annotations

import shutil
from pathlib import Path

from freeze import FOLDER
from linux_files import LINUX, lay_shared_files
from project import (
    BUILD,
    DIST,
    ROOT,
    BuildError,
    empty_folder,
    megabytes,
    need,
    platform_name,
    run,
    source_date,
    version,
)

ARCHITECTURES = {"linux-x64": "amd64", "linux-arm64": "arm64"}
# What the wheels of Qt load from the system; names of Debian 12, Debian 13 and Ubuntu (t64 names are provided there).
DEPENDS = (
    "libc6 (>= 2.35)", "libbrotli1", "libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0",
    "libx11-6", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0",
    "libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1", "libxkbcommon-x11-0", "libxkbcommon0",
)  # fmt: skip
RECOMMENDS = ("gnome-keyring | kwalletmanager | keepassxc", "fonts-noto-cjk | fonts-wqy-microhei", "xdg-utils")


def build(*, fast: bool = False) -> Path:
    """Write `dist/amux_VERSION_ARCH.deb`. `fast` trades size for time (tests)."""
    architecture = ARCHITECTURES.get(platform_name())
    if architecture is None:
        raise BuildError(f"there is no Debian architecture for {platform_name()}")
    dpkg = need("dpkg-deb", "dpkg")
    root = empty_folder(BUILD / "deb")
    shutil.copytree(FOLDER, root / "opt/amux", symlinks=True)
    lay_shared_files(root / "usr")
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/amux").symlink_to("/opt/amux/amux")
    unit = root / "usr/lib/systemd/user/amux.service"
    unit.parent.mkdir(parents=True)
    unit.write_text(
        (LINUX / "amux.service").read_text(encoding="utf-8").replace("ExecStart=amux", "ExecStart=/usr/bin/amux")
    )
    documents = root / "usr/share/doc/amux"
    documents.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", documents / "copyright")
    shutil.copyfile(ROOT / "CHANGELOG.md", documents / "changelog.md")
    _write_control(root, architecture)
    target = DIST / f"amux_{version()}_{architecture}.deb"
    compression = ("-Zgzip", "-z1") if fast else ("-Zxz", "-z6")
    command: list[str | Path] = [dpkg, "--root-owner-group", *compression, "--build", root, target]
    run(command, env={"SOURCE_DATE_EPOCH": source_date()})
    return target


def _write_control(root: Path, architecture: str) -> None:
    fields = {
        "Package": "amux",
        "Version": version(),
        "Architecture": architecture,
        "Maintainer": "The Amux authors <amux@localhost>",
        "Installed-Size": str(round(megabytes(root) * 1000)),
        "Depends": ", ".join(DEPENDS),
        "Recommends": ", ".join(RECOMMENDS),
        "Section": "devel",
        "Priority": "optional",
        "Description": "Use any LLM client with any LLM provider",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    text += (
        " A desktop app and a proxy on your own machine: Claude Code, Codex, Gemini CLI and\n"
        " programs with any of the usual SDKs talk to it in their own format, and it passes\n"
        " requests on to the provider you chose, converting both ways.\n"
    )
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(text, encoding="utf-8")
    shutil.copyfile(LINUX / "prerm", control / "prerm")
    (control / "prerm").chmod(0o755)
