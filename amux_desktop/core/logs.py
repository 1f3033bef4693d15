"""Amux's own log file: rotated, private to the user, and free of secrets.

Redaction happens on the finished text, so that arguments, tracebacks and third parties' records are covered alike.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import re
import threading
from io import TextIOWrapper
from pathlib import Path

MASK = "[redacted]"
_MAX_BYTES = 5 * 1024 * 1024
_KEPT_FILES = 5
_MIN_SECRET = 6
"""Shorter registered texts would blot out ordinary words."""

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        # Header and field forms first: they keep the name, so that a reader sees what was there.
        (r"(authorization[\"']?\s*[:=]\s*[\"']?(?:(?:bearer|basic)\s+)?)[^\s\"',;\[\]]+", rf"\1{MASK}"),
        (r"(\bbearer\s+)[A-Za-z0-9._~+/=-]{8,}", rf"\1{MASK}"),
        (
            r"((?:x-api-key|x-goog-api-key|api-key|api[_-]?key|apikey|access[_-]?token|refresh[_-]?token|id[_-]?token|"
            r"client[_-]?secret|code[_-]?verifier|password|passphrase|cookie)[\"']?\s*[:=]\s*[\"']?)[^\s\"',;&\[\]]+",
            rf"\1{MASK}",
        ),
        (r"([?&](?:key|token|code|state|access_token|api_key|signature)=)[^&\s\"']+", rf"\1{MASK}"),
        (r"(\b[a-z][a-z0-9+.-]*://)[^/\s:@\"']*:[^/\s@\"']+@", rf"\1{MASK}@"),
        # Shapes of the vendors' keys and of our own.
        (r"\bsk-amux\.[A-Za-z0-9_-]{8,}", MASK),
        (r"\b(?:sk|rk|pk|ak)-(?:ant-|proj-|or-|svcacct-|admin-|lf-|kimi-|cp-)?[A-Za-z0-9_-]{16,}", MASK),
        (r"\bAIza[0-9A-Za-z_-]{30,}", MASK),
        (r"\bya29\.[0-9A-Za-z_.-]{16,}", MASK),
        (r"\b(?:gsk|xai|pplx|fw|hf|nvapi|tgp|csk|r8)[_-][A-Za-z0-9_-]{16,}", MASK),
        (r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})", MASK),
        (r"\b[0-9a-f]{32}\.[A-Za-z0-9]{16}\b", MASK),  # Zhipu: id.secret
        (r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*", MASK),  # JSON Web Token
        (r"\bv1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{16,}", MASK),  # our own sealed values
    )
)


class Redactor:
    """Masks secrets in text: known shapes, and values registered at run time. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: frozenset[str] = frozenset()
        self._registered: re.Pattern[str] | None = None

    def register(self, *values: str) -> None:
        """Mask these values wherever they appear, for as long as the process lives."""
        useful = {value for value in values if len(value) >= _MIN_SECRET}
        with self._lock:
            if useful <= self._secrets:
                return
            self._secrets |= useful
            longest_first = sorted(self._secrets, key=len, reverse=True)
            self._registered = re.compile("|".join(re.escape(value) for value in longest_first))

    def redact(self, text: str) -> str:
        if not text:
            return text
        if self._registered is not None:
            text = self._registered.sub(MASK, text)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


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
