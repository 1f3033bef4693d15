"""Pictures are scaled while they are read; what is none is left alone."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtGui", exc_type=ImportError)

from PySide6.QtGui import QColor, QImage

from amux_desktop.gui.image_bytes import image_of, png_of, thumbnail


def _picture(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return png_of(image)


def test_a_large_picture_is_read_no_larger_than_asked_for() -> None:
    image = image_of(_picture(400, 100), 200)
    assert (image.width(), image.height()) == (200, 50)
    assert image.pixelColor(10, 10) == QColor("teal")
    assert image_of(_picture(40, 10), 200).width() == 40


def test_a_thumbnail_is_made_only_of_what_is_larger() -> None:
    small, large = _picture(100, 100), _picture(300, 20)
    assert thumbnail(small, 100) is small
    assert image_of(thumbnail(large, 100), 1000).width() == 100


@pytest.mark.parametrize("data", [b"", b"no image", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_bytes_that_are_no_picture_stay_as_they_are(data: bytes) -> None:
    assert image_of(data, 100).isNull()
    assert thumbnail(data, 100) == data
