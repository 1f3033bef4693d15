"""How the interpreter runs in a process that serves for days: collection of garbage, and handing over between threads."""

from __future__ import annotations

import gc
import sys

SWITCH_INTERVAL_S = 0.0005
"""How long another thread (the window's, the log writer) may keep the interpreter while the loop waits for it. The default of
5 ms adds 6 ms to each request while the window is busy; this value adds 0.3 ms."""

_THRESHOLDS = (20_000, 20, 100)
"""Objects before the youngest are looked at, and how many such looks before the next older ones are. With the default of 700 a
busy proxy spends a third of its time on looking, for requests leave next to no cycles behind."""


def prepare_for_serving() -> None:
    """Call once everything is loaded: what exists now stays for good and is never looked at again. Loading leaves no garbage
    worth the fifth of a second that collecting it takes."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
