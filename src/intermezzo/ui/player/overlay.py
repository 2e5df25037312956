"""What lies over a place of a window without being in its layout, so that nothing moves when it comes."""

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import LayoutPart, row
from intermezzo.ui.kit.widgets import CardSurface
from intermezzo.ui.player.narrator import Narrator


class Overlay(CardSurface):
    """A surface in ``place``; what needs more room grows upwards over it.

    Signals: ``came_or_went`` when it is shown or hidden; ``answered`` with the command of an answer.
    """

    came_or_went = Signal()
    answered = Signal(tuple)

    def __init__(self, place: QWidget, narrator: Narrator) -> None:
        super().__init__("pill", radius=10)
        self._place, self._narrator = place, narrator
        place.installEventFilter(self)
        self.hide()

    def hold(self, *parts: LayoutPart) -> None:
        """Lay parts out side by side."""
        margins = (style.px(14), style.px(7), style.px(8), style.px(7))
        row(*parts, gap=style.px(10), margins=margins, within=self)

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
