"""Pictures and files that are sent along: what they are, and whether they may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from amux_desktop.core.errors import InvalidInputError, NotFoundError
from bridge.media import IMAGE_TYPES

_MB = 1024 * 1024
_LIMITS = {"image": 10 * _MB, "pdf": 20 * _MB, "text": _MB}
_TOTAL = 22 * _MB
"""Of one message: as base64 it still fits into the largest request the proxy takes by default."""
_MOST = 10
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file to send. `is_image` tells how it is shown."""

    name: str
    media_type: str
    data: bytes = field(repr=False)

    @property
    def is_image(self) -> bool:
        return self.media_type in IMAGE_TYPES


def read_file(path: Path) -> NewFile:
    """Raises `not_found`, `file_invalid`, `chat_file_type`, `chat_file_size`."""
    if not path.is_file():
        raise NotFoundError("not_found", kind="file", ref=str(path))
    try:
        if path.stat().st_size > max(_LIMITS.values()):
            raise _too_large(path.name, max(_LIMITS.values()))
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInputError("file_invalid", path=str(path), reason=error.strerror or "it cannot be read") from None
    return check_file(path.name, data)


def check_file(name: str, data: bytes) -> NewFile:
    """By its content, not by its name. Raises `chat_file_type`, `chat_file_size`."""
    media_type = media_type_of(data)
    if not media_type:
        raise InvalidInputError("chat_file_type", name=name)
    kind = "pdf" if media_type == "application/pdf" else "text" if media_type == "text/plain" else "image"
    if len(data) > _LIMITS[kind]:
        raise _too_large(name, _LIMITS[kind])
    return NewFile(name=name, media_type=media_type, data=data)


def check_all(files: Iterable[NewFile]) -> tuple[NewFile, ...]:
    """The files of one message. Raises `chat_file_count`, `chat_file_size`."""
    found = tuple(files)
    if len(found) > _MOST:
        raise InvalidInputError("chat_file_count", most=_MOST)
    if sum(len(file.data) for file in found) > _TOTAL:
        raise _too_large(", ".join(file.name for file in found), _TOTAL)
    return found


def media_type_of(data: bytes) -> str:
    """Empty for what no model reads."""
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if b"\x00" in data:
        return ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "text/plain"


def _too_large(name: str, limit: int) -> InvalidInputError:
    return InvalidInputError("chat_file_size", name=name, limit=limit // _MB)
