"""What lies over a place of a window without being in its layout, so that nothing moves when it comes."""

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit.widgets import CardSurface


class Overlay(CardSurface):
    """A surface in ``place``; what needs more room grows upwards over it.

    Signals: ``came_or_went`` when it is shown or hidden.
    """

    came_or_went = Signal()

    def __init__(self, place: QWidget) -> None:
        super().__init__("pill", radius=10)
        self._place = place
        place.installEventFilter(self)
        self.hide()

    def fit(self) -> None:
        """Move to its place, as high as its content needs."""
        layout, parent = self.layout(), self.parentWidget()
        if layout is None or parent is None or self.isHidden():
            return
        layout.activate()
        width = self._place.width()
        height = max(self._place.height(), layout.totalHeightForWidth(width))
        corner = self._place.mapTo(parent, QPoint(0, self._place.height() - height))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.raise_()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_or_went.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.came_or_went.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self.fit()
        return super().eventFilter(watched, event)
