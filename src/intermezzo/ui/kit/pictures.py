"""Pictures: painted into an image, and as the bytes of a file."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter


@contextmanager
def painting(
    place: QSize | QRectF, ratio: float = 1.0, ground: QColor | None = None
) -> Iterator[tuple[QImage, QPainter]]:
    """Yield a new image and its painter, with antialiasing; the painter ends with the block.

    ``place`` is in logical pixels: a size, or the rectangle that the image shows, best ``aligned``. Without
    a ``ground`` the image is transparent.
    """
    pixels = place * ratio if isinstance(place, QSize) else (place.size() * ratio).toSize()
    opaque, transparent = QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(pixels, transparent if ground is None else opaque)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(0, 0, 0, 0) if ground is None else ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(place, QRectF):
        painter.translate(-place.topLeft())
    try:
        yield image, painter
    finally:
        painter.end()


def aligned(box: QRectF, ratio: float) -> QRectF:
    """Return the least rectangle of whole device pixels around a box.

    An image that does not lie on whole device pixels is blurred.
    """
    pixels = QRectF(box.topLeft() * ratio, box.size() * ratio).toAlignedRect()
    return QRectF(QPointF(pixels.topLeft()) / ratio, QRectF(pixels).size() / ratio)


def png(image: QImage) -> bytes:
    """Return the image as a PNG that names Intermezzo as its software."""
    image.setText("Software", "Intermezzo")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload] # the stubs want bytes, Qt takes str
        raise ValueError("an empty image has no picture")
    return bytes(buffer.data().data())
