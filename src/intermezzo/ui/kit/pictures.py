"""Pictures as the bytes of a file."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage


def png(image: QImage) -> bytes:
    """Return the image as a PNG that names Intermezzo as its software."""
    image.setText("Software", "Intermezzo")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload] # the stubs want bytes, Qt takes str
        raise ValueError("an empty image has no picture")
    return bytes(buffer.data().data())
