"""Pictures as bytes of a file. For any thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader


def image_of(data: bytes, most: int) -> QImage:
    """Scaled down to `most` pixels a side while it is read, so that a huge picture does not fill the memory; null when the
    bytes are no image that can be read."""
    raw = QByteArray(data)
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > most:
        reader.setScaledSize(size.scaled(most, most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def png_of(image: QImage) -> bytes:
    """Slow for a large picture: not on the Qt thread."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes for the format
    return bytes(data.data())


def thumbnail(data: bytes, most: int) -> bytes:
    """As PNG; the original where it is small enough, or cannot be read."""
    raw = QByteArray(data)
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    size = QImageReader(buffer).size()
    if max(size.width(), size.height()) <= most:
        return data
    image = image_of(data, most)
    return data if image.isNull() else png_of(image)
