"""One line of text, painted: by delegates and by widgets that paint themselves."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from intermezzo.ui.kit import style


def paint_text(
    painter: QPainter, face: QFont, tone: str, base: QPointF, text: str, *, within: float | None = None
) -> None:
    """Paint in the palette's colour ``tone``; ``base`` is the left end of the baseline.

    Text wider than ``within`` is elided.
    """
    if within is not None:
        metrics = QFontMetrics(face)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(within)))
    painter.setFont(face)
    painter.setPen(style.color(tone))
    painter.drawText(base, text)


def two_lines(text: str, face: QFont, room: float) -> tuple[str, str]:
    """Return the text in one line, or in two where it is wider than ``room``: after a dot, or between words.

    A second line that is too wide as well is left so.
    """
    metrics = QFontMetrics(face)
    if metrics.horizontalAdvance(text) <= room:
        return text, ""
    name, dot, rest = text.partition(" · ")
    if dot and metrics.horizontalAdvance(name) <= room:
        return name, rest
    words = text.split(" ")
    fit = [n for n in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:n])) <= room]
    return (" ".join(words[: fit[-1]]), " ".join(words[fit[-1] :])) if fit else (text, "")


def baseline(face: QFont, middle: float) -> float:
    """Return the baseline at which the capitals stand around ``middle``."""
    return middle + QFontMetrics(face).capHeight() / 2
