"""The window. The only package that knows Qt."""

from __future__ import annotations

import PySide6.QtCore  # noqa: F401  # installs what is taken back here, before anything else is imported

from amux_desktop.gui.plain_imports import restore_import

restore_import()
