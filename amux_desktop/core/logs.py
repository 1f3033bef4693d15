"""Amux's own log file: rotated, private to the user, and free of secrets.

Redaction happens on the finished text, so that arguments, tracebacks and third parties' records are covered alike.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
from io import TextIOWrapper
from pathlib import Path

from amux_desktop.core.redaction import Redactor

_MAX_BYTES = 5 * 1024 * 1024
_KEPT_FILES = 5


class RedactingFormatter(logging.Formatter):
    """Formats as usual and redacts the result, traceback included."""

    def __init__(self, redactor: Redactor, pattern: str) -> None:
        super().__init__(pattern)
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        return self._redactor.redact(super().format(record))


class PrivateRotatingFileHandler(logging.handlers.RotatingFileHandler):
    """A rotating log file with mode 0600."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")


def start_logging(
    folder: Path, redactor: Redactor, level: str = "info", *, console: bool = False, name: str = "amux"
) -> logging.Handler:
    """Send all records to `folder/<name>.log` (and standard error): a file that is rotated belongs to one process. Returns the file handler for `stop_logging`."""
    pattern = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"
    handler = PrivateRotatingFileHandler(folder / f"{name}.log", maxBytes=_MAX_BYTES, backupCount=_KEPT_FILES)
    handler.setFormatter(RedactingFormatter(redactor, pattern))
    root = logging.getLogger()
    root.addHandler(handler)
    if console:
        stream = logging.StreamHandler()
        stream.setFormatter(RedactingFormatter(redactor, "%(levelname)s %(name)s: %(message)s"))
        stream.setLevel(logging.WARNING)
        root.addHandler(stream)
    set_level(level)
    # These write request lines and URLs at INFO; our own records say the same without query strings.
    for name in ("httpx", "httpcore", "aiohttp.access", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


def set_level(level: str) -> None:
    """Apply the setting `app.log_level`."""
    logging.getLogger().setLevel(level.upper())


def stop_logging(handler: logging.Handler) -> None:
    logging.getLogger().removeHandler(handler)
    handler.close()
