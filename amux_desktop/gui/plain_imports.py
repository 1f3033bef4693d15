"""Python's own import in the place of PySide's.

The first import of PySide replaces `__import__` with one that looks for `from __feature__ import ...`. To know which modules
use PySide it reads the source of every module that is imported from then on, ours and everybody's, and keeps the text in
`linecache`: 26 MB and a third of the time to open the services. Amux uses no feature, so the original goes back in.
"""

from __future__ import annotations

import builtins
import linecache


def restore_import() -> None:
    """Call after PySide was imported; harmless when it installed no import of its own."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None and builtins.__import__ is not original:
        builtins.__import__ = original
        linecache.clearcache()
