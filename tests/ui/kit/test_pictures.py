"""Painting into an image: its size, its ground, its place, and its painter's end."""

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication

from intermezzo.ui.kit.pictures import aligned, painting

INK = QColor("#204060")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_an_image_has_device_pixels_and_is_transparent_or_has_a_ground(
    dressed: QApplication, ratio: float
) -> None:
    for ground in (None, INK):
        with painting(QSize(40, 20), ratio, ground) as (image, painter):
            assert painter.testRenderHint(QPainter.RenderHint.Antialiasing)
        assert (image.width(), image.height()) == (40 * ratio, 20 * ratio)
        assert image.devicePixelRatio() == ratio
        assert image.hasAlphaChannel() is (ground is None)
        assert image.pixelColor(0, 0) == (QColor(0, 0, 0, 0) if ground is None else INK)


def test_an_image_of_a_rectangle_shows_what_is_painted_there(dressed: QApplication) -> None:
    with painting(QRectF(100, 50, 20, 10), 2.0) as (image, painter):
        painter.fillRect(QRectF(110, 50, 10, 10), INK)
    assert image.pixelColor(19, 0).alpha() == 0
    assert image.pixelColor(20, 0) == INK


def test_the_painter_ends_with_the_block_even_if_that_fails(dressed: QApplication) -> None:
    painters = []

    def fail() -> None:
        with painting(QSize(4, 4)) as (_image, painter):
            painters.append(painter)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not painters[0].isActive()


@pytest.mark.parametrize("ratio", [1.0, 1.1, 1.25, 1.5, 2.0])
def test_an_aligned_box_has_whole_device_pixels_around_the_box(ratio: float) -> None:
    box = QRectF(10.3, 20.7, 5.1, 7.9)
    around = aligned(box, ratio)
    assert around.contains(box)
    for edge in (around.left(), around.top(), around.right(), around.bottom()):
        assert edge * ratio == pytest.approx(round(edge * ratio), abs=1e-6)
    assert around.width() < box.width() + 2.01 / ratio
