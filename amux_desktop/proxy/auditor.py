"""Which conversion reports are read in full, and when.

Reading a report audits two whole bodies. That is the log writer's work, and until then the bodies have to be kept. Kept by the
hundred they are what makes a busy proxy slow: every request then works in memory that no cache holds any more.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeAlias

from bridge.report import Report

Lines: TypeAlias = tuple[dict[str, Any], ...]

_MAX_LINES = 500
#: What may be kept within one window, which is as long as the log writer waits for a batch under load.
_WINDOW_S = 0.5
_MAX_KEPT = 256 * 1024
_UNAUDITED = {
    "path": "", "action": "approximated", "severity": "info",
    "reason": "the proxy was busy: only what the converters themselves noted is listed",
}  # fmt: skip


class Auditor:
    """``keeps`` and ``noted`` belong to the event loop, ``lines`` to the log writer's thread.

    With few requests every report is audited; under load those are left out that would take more than ``share`` of the machine's
    time or more memory than a cache has, and the row says so.
    """

    def __init__(self, share: float = 0.01, clock: Callable[[], float] = time.perf_counter) -> None:
        self._share = share
        self._clock = clock
        self._not_before = 0.0
        self._window_ends = 0.0
        self._kept = 0

    def keeps(self, size: int) -> bool:
        """Whether bodies of ``size`` bytes may wait for ``lines``. The first of a window may, however large."""
        now = self._clock()
        if now >= self._window_ends:
            self._window_ends = now + _WINDOW_S
            self._kept = 0
        if now + _WINDOW_S < self._not_before or (self._kept and self._kept + size > _MAX_KEPT):
            return False
        self._kept += size
        return True

    def noted(self, request: Report | None, response: Report | None) -> Lines:
        """What the converters wrote themselves, when the bodies are not kept."""
        return _marked(request, response, audited=False)

    def lines(self, request: Report | None, response: Report | None) -> Lines:
        """Everything, if it is this report's turn."""
        began = self._clock()
        if began < self._not_before:
            return self.noted(request, response)
        lines = _marked(request, response, audited=True)
        ended = self._clock()
        self._not_before = ended + (ended - began) / self._share
        return lines


def _marked(request: Report | None, response: Report | None, *, audited: bool) -> Lines:
    lines: list[dict[str, Any]] = []
    is_whole = True
    for report, mark in ((request, {}), (response, {"side": "response"})):
        if report is not None:
            is_whole = is_whole and (audited or not report.is_unread)
            lines += [{**line.as_dict(), **mark} for line in (report.lines if audited else report.explicit)]
    if not is_whole:
        lines.append(dict(_UNAUDITED))
    return tuple(lines[:_MAX_LINES])
