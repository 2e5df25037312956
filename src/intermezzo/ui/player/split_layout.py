"""The player's page while a session runs: the figure beside the words, or above them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import row
from intermezzo.ui.player.guide import Guide
from intermezzo.ui.player.stage import Stage

NARROW, NARROWEST = 760, 520
"""Width below which the figure is above the words: in an upright page, and in any; at 100 % text."""
WIDEST = 900
"""Greatest width of the words, for readable lines; at 100 % text."""
_BESIDE, _ABOVE = (47, 57), (47, 53)
"""Stretch factors of stage and words."""


class SplitLayout(QWidget):
    """Lay out stage and guide, and paint the stage's background."""

    def __init__(self, stage: Stage, guide: Guide) -> None:
        super().__init__()
        self._stage = stage
        guide.setMaximumWidth(style.px(WIDEST))
        self._row = row(*zip((stage, guide), _BESIDE, strict=True), within=self)

    def narrow(self) -> bool:
        """Return whether the figure is above the words."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        upright = self.height() > self.width()
        narrow = self.width() < style.px(NARROW if upright else NARROWEST)
        if narrow != self.narrow():
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._row.setDirection(down if narrow else across)
            for index, share in enumerate(_ABOVE if narrow else _BESIDE):
                self._row.setStretch(index, share)
            self._row.activate()
        super().resizeEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(self._stage.geometry())
        painter.fillRect(place, style.color("pill"))
        end = QRectF(place.right() - 1, place.top(), 1, place.height())
        if self.narrow():
            end = QRectF(place.left(), place.bottom() - 1, place.width(), 1)
        painter.fillRect(end, style.color("line"))
