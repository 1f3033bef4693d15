"""Makes the pictures of this documentation from the window itself, with demonstration data.

    python docs/images/make.py

Needs what the window needs. Pictures keep 256 colours, which for a flat interface cannot be seen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCENES = (
    "dashboard", "chat-compared", "providers", "proxies", "code_switch", "accounts", "tokens",
    "tunnel-running",
    "logs-inspector", "settings-prices", "settings-security", "onboarding-key",
)  # fmt: skip
LANGUAGES = {"en": "", "zh_CN": ".zh"}


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for language, suffix in LANGUAGES.items():
            target = Path(folder) / language
            command = [
                sys.executable,
                "-m",
                "amux_desktop.gui.snapshots",
                str(target),
                "--theme",
                "light",
                "--language",
                language,
                "--only",
                ",".join(SCENES),
            ]
            subprocess.run(command, cwd=ROOT, check=True)
            for scene in SCENES:
                _shrink(
                    next(target.glob(f"{scene}-{language}-light-1280.png")),
                    HERE / f"{scene.replace('_', '-')}{suffix}.png",
                )
        _logo(Path(folder) / "icons")
    return 0


def _logo(folder: Path) -> None:
    """The application's own icon, which the window draws."""
    subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "icons.py"), str(folder)],
        cwd=ROOT,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    shutil.copy2(folder / "hicolor" / "64x64" / "apps" / "amux.png", HERE / "amux.png")


def _palette(seen: Counter[int]) -> list[int]:
    """256 colours: the most frequent one of each neighbourhood first, so that a small red dot stays red."""
    neighbourhoods: dict[int, int] = {}
    for colour, _ in seen.most_common():
        neighbourhoods.setdefault(colour & 0x00E0E0E0, colour)
    chosen = dict.fromkeys((*neighbourhoods.values(), *(colour for colour, _ in seen.most_common(256))))
    return [colour | 0xFF000000 for colour in list(chosen)[:256]]


def _shrink(source: Path, target: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    palette = _palette(Counter(memoryview(image.constBits()).cast("I")))
    # Without a dither: its dots show on plain surfaces and make the file larger.
    small = image.convertToFormat(QImage.Format.Format_Indexed8, palette, Qt.ImageConversionFlag.ThresholdDither)
    if small.isNull() or not small.save(str(target), "PNG", 0):
        raise SystemExit(f"{target} could not be written")
    print(f"{target.name}  {target.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    sys.exit(main())
