"""A PDF, of A4 pages unless another size is given, and text on it. Lengths are in pixels of 1/96 inch."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from intermezzo.ui.kit import style
from intermezzo.ui.kit.texts import laid_out

WIDTH, HEIGHT = 793.7, 1122.5
SIDE, TOP, BOTTOM = 60.0, 56.0, 52.0
INNER = WIDTH - 2 * SIDE
_DOTS = 1200
_POINTS = 72 / 96
_LEADING = 1.42
"""Line height, as a multiple of the font's size."""


class Paper:
    """A PDF that is being drawn."""

    def __init__(self, title: str, size: QSizeF | None = None) -> None:
        """Begin its first page: of this size, or A4."""
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setTitle(title)
        self._writer.setCreator("Intermezzo")
        self._writer.setResolution(_DOTS)
        page = QPageSize(QPageSize.PageSizeId.A4)
        if size is not None:
            exact = QPageSize.SizeMatchPolicy.ExactMatch
            page = QPageSize(size * _POINTS, QPageSize.Unit.Point, "", exact)
        self._writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        self.painter = QPainter(self._writer)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.scale(_DOTS / 96, _DOTS / 96)
        self.pages = 1

    def turn(self) -> None:
        """Begin a new page."""
        self._writer.newPage()
        self.pages += 1

    def close(self) -> bytes:
        """Finish the document and return it."""
        self.painter.end()
        return bytes(self._buffer.data().data())

    def words(self, text: str, face: QFont, tone: str, left: float, top: float, width: float) -> float:
        """Draw wrapped text from its top left corner and return the y below it."""
        layout = laid_out(text, face, width, _LEADING)
        self.painter.setPen(style.color(tone))
        layout.draw(self.painter, QPointF(left, top))
        return top + layout.boundingRect().height()

    def word(self, text: str, face: QFont, tone: str, place: QRectF) -> None:
        """Draw one line, vertically centred and elided to the width."""
        shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        self.painter.setFont(face)
        self.painter.setPen(style.color(tone))
        self.painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def line(self, top: float, left: float = SIDE, width: float = INNER) -> None:
        """Draw a hairline between the margins of A4, or those given."""
        self.painter.fillRect(QRectF(left, top, width, 0.8), style.color("line"))

    def box(self, place: QRectF, colour: QColor, radius: float = 8) -> None:
        """Fill a rounded rectangle."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawRoundedRect(place, radius, radius)


def height_of(text: str, face: QFont, width: float) -> float:
    """Return the height of wrapped text, 0 if there is none."""
    return laid_out(text, face, width, _LEADING).boundingRect().height() if text else 0.0
