"""The button of three dots, with the menu of what is used less often."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import by_keyboard, paint_disc, paint_ring, smooth_painter
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.widgets import QuietButton

_WIDTH, _HEIGHT = 36, 28
_APART, _RADIUS = 6.5, 1.7


class MoreButton(QuietButton):
    """Three dots; a press opens the menu."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__("", menu=menu, name=_("More actions"))
        set_tooltip(self, self.accessibleName())

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(_WIDTH), style.px(_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        warm = self.isEnabled() and (self.is_pointed_at() or self.isDown())
        if warm:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("pill"))
            painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        ink = style.color("ink" if warm else "soft" if self.isEnabled() else "outline")
        apart, radius = style.scale() * _APART, style.scale() * _RADIUS
        for place in (-apart, 0.0, apart):
            paint_disc(painter, shape.center() + QPointF(place, 0), radius, ink)
        if by_keyboard(self):
            paint_ring(painter, shape, on_green=False)
