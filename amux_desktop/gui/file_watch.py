"""Files that other programs may change."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal


class FileWatch(QObject):
    """`changed` comes once for changes that follow each other within `settle_ms`: a program that writes a file touches it
    several times. Because most programs replace files, which ends the watch, their folders are to be among the paths."""

    changed = Signal()

    def __init__(self, settle_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(settle_ms)
        self._timer.timeout.connect(self.changed)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self.touch())
        self._watcher.directoryChanged.connect(lambda _path: self.touch())

    def touch(self) -> None:
        """Something changed that no file shows."""
        self._timer.start()

    def watch(self, paths: Iterable[str]) -> None:
        """These from now on, and no others. Empty paths are passed over."""
        wanted = {path for path in paths if path}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if gone := known - wanted:
            self._watcher.removePaths(list(gone))
        if new := wanted - known:
            self._watcher.addPaths(list(new))

    def stop(self) -> None:
        self._timer.stop()
        self._watcher.blockSignals(True)
