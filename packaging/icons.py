"""Draws the application's icon into the files that packages want; started by `build.py` in an environment with Qt.

    python packaging/icons.py FOLDER      amux.ico, amux.icns, hicolor/SIZExSIZE/apps/amux.png

Qt writes all three formats itself, and the picture is the one that the window draws, so that there is no second source.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main(folder: Path) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from amux_desktop.gui.application import Application, draw_app_icon

    application = Application(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        target = folder / "hicolor" / f"{size}x{size}" / "apps" / "amux.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        _save(draw_app_icon(size).toImage(), target)
    _save(draw_app_icon(256).toImage(), folder / "amux.ico")
    _save(draw_app_icon(512).toImage(), folder / "amux.icns")
    application.quit()
    return 0


def _save(image: QImage, target: Path) -> None:
    if not image.save(str(target)):
        raise SystemExit(f"Qt could not write {target}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
