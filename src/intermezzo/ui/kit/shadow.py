"""The soft shadow of the offer card, stretched from one small image."""

from functools import cache
from math import erf, sqrt

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from intermezzo.ui.kit import style

SHADOW = (32, 24, 32, 44)
"""How far the shadow reaches beyond the card: left, top, right, bottom, in logical pixels."""
_BLUR = 15.0
_DROP = 12.0
_CORNER = 64
"""The corners of the image that are drawn unscaled, at most so many pixels inside the card."""


@cache
def _shadow_image(colour: str, strength: float, wide: int, high: int) -> QImage:
    """Return the shadow of a small card: four corners, and between them one pixel to stretch.

    ``wide`` and ``high`` are how far the corners reach into the card.
    """
    left, top, right, bottom = SHADOW

    def profile(before: int, corner: int, after: int, drop: float) -> list[float]:
        first, last = before + drop, before + 2 * corner + 1 + drop
        spread = _BLUR * sqrt(2)
        length = before + 2 * corner + 1 + after
        return [
            0.5 * (erf((t + 0.5 - first) / spread) - erf((t + 0.5 - last) / spread)) for t in range(length)
        ]

    across, down = profile(left, wide, right, 0.0), profile(top, high, bottom, _DROP)
    image = QImage(len(across), len(down), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(colour))
    mask = bytes(int(255 * strength * here * there + 0.5) for here in down for there in across)
    grey = QImage.Format.Format_Grayscale8
    image.setAlphaChannel(QImage(mask, len(across), len(down), len(across), grey))
    return image


def paint_shadow(painter: QPainter, card: QRect) -> None:
    """Draw the shadow of a card at this place."""
    palette = style.current()
    wide, high = (min(_CORNER, (length - 1) // 2) for length in (card.width(), card.height()))
    image = _shadow_image(palette.shadow, palette.shadow_strength, wide, high)
    left, top, right, bottom = SHADOW
    whole = card.adjusted(-left, -top, right, bottom)
    widths = (left + wide, card.width() - 2 * wide, right + wide)
    heights = (top + high, card.height() - 2 * high, bottom + high)
    sources_x = ((0, left + wide), (left + wide, 1), (left + wide + 1, right + wide))
    sources_y = ((0, top + high), (top + high, 1), (top + high + 1, bottom + high))
    y = whole.top()
    for height, (source_y, source_h) in zip(heights, sources_y, strict=True):
        x = whole.left()
        for width, (source_x, source_w) in zip(widths, sources_x, strict=True):
            painter.drawImage(
                QRect(x, y, width, height), image, QRect(source_x, source_y, source_w, source_h)
            )
            x += width
        y += height
