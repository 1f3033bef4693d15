"""macOS: sign the application bundle, put it into a disk image, have Apple notarise it. Needs macOS.

Signing takes `AMUX_SIGN_IDENTITY` (a "Developer ID Application" certificate in the keychain); without it the bundle is
signed ad hoc, which Apple silicon asks for at least. Notarising takes `AMUX_NOTARY_PROFILE`, a profile stored by
`xcrun notarytool store-credentials`; without it the image is left unnotarised and the build says so.
"""

from __future__ import annotations

import os
import platform
from pathlib import Path

from freeze import build_environment
from project import BUILD, DIST, PACKAGING, BuildError, need, platform_name, run, version

APP = DIST / "app" / "Amux.app"
ENTITLEMENTS = PACKAGING / "macos" / "entitlements.plist"


def build() -> Path:
    """Write `dist/Amux-VERSION-PLATFORM.dmg`."""
    if platform.system() != "Darwin":
        raise BuildError("a disk image can be made on macOS only")
    if not APP.is_dir():
        raise BuildError(f"{APP} is missing: run `build.py app` first")
    sign(APP, os.environ.get("AMUX_SIGN_IDENTITY", ""))
    target = DIST / f"Amux-{version()}-{platform_name()}.dmg"
    target.unlink(missing_ok=True)
    icon = BUILD / "stage/icons/amux.icns"
    python = build_environment()
    settings = PACKAGING / "macos" / "dmg_settings.py"
    run([python, "-m", "dmgbuild", "-s", settings, "-D", f"app={APP}", "-D", f"icon={icon}", "Amux", target])
    notarise(target, os.environ.get("AMUX_NOTARY_PROFILE", ""))
    return target


def sign(app: Path, identity: str) -> None:
    """The bundled cloudflared first: what lies inside has to be signed before the outside is."""
    codesign = need("codesign", "Xcode command line tools")
    hardened = ["--options", "runtime", "--timestamp"] if identity else []
    for program in (*app.glob("Contents/Resources/bin/cloudflared/*/cloudflared"), app):
        deep = ["--deep"] if program == app else []
        entitlements: list[str | Path] = ["--entitlements", ENTITLEMENTS] if program == app else []
        command: list[str | Path] = [
            codesign,
            "--force",
            *deep,
            *hardened,
            *entitlements,
            "--sign",
            identity or "-",
            program,
        ]
        run(command)
    run([codesign, "--verify", "--deep", "--strict", app])


def notarise(image: Path, profile: str) -> None:
    if not profile:
        print("note: AMUX_NOTARY_PROFILE is not set: the image is not notarised", flush=True)
        return
    xcrun = need("xcrun", "Xcode command line tools")
    run([xcrun, "notarytool", "submit", image, "--keychain-profile", profile, "--wait"])
    run([xcrun, "stapler", "staple", image])
