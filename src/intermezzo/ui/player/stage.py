"""The left half of the player: the dial, and the words of the breath below it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.player.dial import Dial, Look

_RING = 196.0
"""Radius of the ring at its full size, in logical pixels."""
_USUAL = 470.0
"""What it measures in the player's usual size, in logical pixels at 100 % text."""
_LARGEST = 2.2
"""How much larger it becomes at most."""


@dataclass(frozen=True, slots=True)
class StageGeometry:
    """Where everything stands in the place there is."""

    zoom: float
    """How much larger than in a window of its usual size everything is: more on a whole screen."""
    radius: float
    """Of the ring."""
    centre: QPointF
    """The middle of ring and disc: a little above the middle, to balance the words below."""
    label_area: QRect
    """Where the words stand."""


def _laid_out(width: int, height: int) -> StageGeometry:
    zoom = min(_LARGEST, max(1.0, min(width, height - style.px(100)) / (style.scale() * _USUAL)))
    free = min(width / 2 - 24, (height - style.px(84) * zoom) / 2 - 14)
    radius = max(24.0, min(_RING * style.scale() * zoom, free))
    centre = QPointF(width / 2, (height - style.px(47) * zoom) / 2)
    below = height - centre.y() - radius
    high = min(style.px(48) * zoom, below - 4)
    top = centre.y() + radius + min(style.px(18) * zoom, max(2.0, below - high - 4))
    return StageGeometry(zoom, radius, centre, QRect(0, round(top), width, round(high)))


class Stage(QWidget):
    """Shows one moment."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.dial = Dial(self)
        self.label = ""
        self._lay_out()

    def _lay_out(self) -> None:
        self.place = _laid_out(self.width(), self.height())
        self.dial.place(self.place.centre, self.place.radius)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least size at which one still sees what to do."""
        return QSize(style.px(150), style.px(150))

    def show_moment(self, look: Look, *, label: str, count: str = "", region: str = "") -> None:
        """Show a moment; ``region`` is where the figure is lit."""
        self.dial.show_look(look, count, region)
        if label != self.label:
            self.label = label
            self.update(self.place.label_area)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out for the new size, once and not in every frame."""
        super().resizeEvent(event)
        self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not event.rect().intersects(self.place.label_area):
            return
        painter = QPainter(self)
        painter.setFont(style.serif(24 * self.place.zoom, italic=True))
        painter.setPen(style.color("green"))
        painter.drawText(self.place.label_area, Qt.AlignmentFlag.AlignCenter, self.label)
