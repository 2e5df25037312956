"""The shadow of the card is soft all around, for a card of any size."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from intermezzo.ui.kit.shadow import SHADOW, paint_shadow


@pytest.mark.parametrize(("width", "height"), [(420, 76), (420, 77), (100, 300), (420, 300)])
def test_the_shadow_rises_and_falls_once_without_a_step(
    dressed: QApplication, width: int, height: int
) -> None:
    left, top, right, bottom = SHADOW
    image = QImage(left + width + right, top + height + bottom, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_shadow(painter, QRect(left, top, width, height))
    painter.end()
    down = [image.pixelColor(left - 2, y).alpha() for y in range(image.height())]
    across = [image.pixelColor(x, top + height + 2).alpha() for x in range(image.width())]
    for line in (down, across):
        most = line.index(max(line))
        assert max(line) > 5
        assert line[:most] == sorted(line[:most])
        assert line[most:] == sorted(line[most:], reverse=True)
        assert max(abs(one - other) for one, other in pairwise(line)) <= 2
