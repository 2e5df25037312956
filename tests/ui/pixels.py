"""The colours of a picture, all at once: to ask for pixel after pixel takes a second a picture."""

from PySide6.QtGui import QColor, QImage


def pixels(image: QImage) -> list[int]:
    """Return the colour of each pixel as 0xAARRGGBB, row by row from the top."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    return list(memoryview(plain.constBits()).cast("I"))


def colours(image: QImage) -> list[QColor]:
    """Return each colour that occurs, once."""
    return [QColor.fromRgba(one) for one in set(pixels(image))]
