"""Whether the pointer was moved to a widget: one that appears under it must not look chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QCursor, QEnterEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from intermezzo.core.override import override

if TYPE_CHECKING:
    _Widget = QWidget
    _View = QAbstractItemView
else:
    _Widget = _View = object  # a class of Python has only one base of Qt’s
_HOVERS = frozenset({QEvent.Type.HoverEnter, QEvent.Type.HoverMove, QEvent.Type.HoverLeave})


class Pointed(_Widget):
    """Comes before the class of Qt's of a widget that shows that it is pointed at."""

    _rests_at: QPoint | None = None
    """Where the pointer was when the widget was shown, until it is seen elsewhere."""

    def is_pointed_at(self) -> bool:
        """Return whether the pointer is over the widget and was moved there."""
        return self.underMouse() and self._rests_at is None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rests_at = QCursor.pos()
        self.setMouseTracking(True)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._look()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._look()
        super().leaveEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look()
        super().mouseMoveEvent(event)

    def _look(self) -> None:
        if self._rests_at is not None and QCursor.pos() != self._rests_at:
            self._rests_at = None
            self.setMouseTracking(False)
            self.update()


class PointedRows(_View):
    """The same for a list, which shows the row that is pointed at."""

    _rests_at: QPoint | None = None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rests_at = QCursor.pos()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if self._rests_at is not None and event.type() in _HOVERS:
            if QCursor.pos() == self._rests_at:
                return True
            self._rests_at = None
        return super().viewportEvent(event)
