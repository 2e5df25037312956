"""Whether two pictures are the same to the eye, and where they are not."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

STEP = 40
"""Of 255: red, green and blue may be off by so much, as where another FreeType rounds an edge otherwise."""
SQUARE = 40
"""Pixels: what is off is counted by squares, so that one word in a large window weighs as much as a limb."""
SHARE = 0.01
"""Of any square so much may be off by more than ``STEP``. Measured: a figure that lies a tenth of a pixel
elsewhere stays below 0.8 %, one that lies half a pixel elsewhere is above 3 %, a short word that is missing
above 1 %, and without AVX and SSE 4 not one value is off."""
TONE = 6.0
"""Of 255: the mean of a square may be off by so much, where something pale has changed its shade."""
_OFF = bytes(255 if value > STEP else 0 for value in range(256))


@dataclass(frozen=True, slots=True)
class Difference:
    """``share`` of the worst square, 0..1, is off, and the mean of the worst one by ``tone`` of 255.

    ``picture`` shows what is off on black.
    """

    share: float
    tone: float
    picture: QImage

    @property
    def seen(self) -> bool:
        """Whether it is more than the tolerance."""
        return self.share > SHARE or self.tone > TONE


def compare(new: QImage, kept: QImage) -> Difference:
    """Compare two pictures; of another size, all of it is off."""
    if new.size() != kept.size():
        return Difference(1.0, 255.0, new)
    apart = new.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(apart)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, kept)
    painter.end()
    values = bytes(apart.constBits()).translate(_OFF)
    off = QImage(values, apart.width(), apart.height(), apart.bytesPerLine(), apart.format()).copy()
    share = _worst(off)
    return Difference(share, 255 * _worst(apart), off if share > SHARE else apart)


def _worst(off: QImage) -> float:
    """The mean of the square in which most is off: scaled down until each is one pixel."""
    across, down = -(-off.width() // SQUARE), -(-off.height() // SQUARE)
    whole = QImage(across * SQUARE, down * SQUARE, QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.black)
    painter = QPainter(whole)
    painter.drawImage(0, 0, off)
    painter.end()
    squares = whole.scaled(
        across, down, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    shades = [squares.pixelColor(x, y) for x in range(across) for y in range(down)]
    return max(one.redF() + one.greenF() + one.blueF() for one in shades) / 3
