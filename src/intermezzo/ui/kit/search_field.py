"""The field in which movements are searched for."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen
from intermezzo.ui.kit.text_field import LineEdit


class SearchField(LineEdit):
    """A round field with a lens; ``tone`` is the palette's name of its ground."""

    def __init__(self, tone: str = "pill") -> None:
        self._tone = tone
        super().__init__(_("Find a movement"), _("Find a movement"))

    @override
    def _dress(self) -> None:
        self.setFont(style.sans(14))
        self.setTextMargins(style.px(34), 0, style.px(14), 0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(200), style.px(35))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(140), style.px(35))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the lens, then the text."""
        palette = style.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self.hasFocus() else 1.0
        area = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setPen(QPen(QColor(palette.green if self.hasFocus() else palette.outline), wide))
        painter.setBrush(style.color(self._tone))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        unit = style.scale()
        middle = QPointF(style.px(20), self.height() / 2 - unit)
        painter.setPen(round_pen(QColor(palette.soft), 1.5 * unit))
        painter.drawEllipse(middle, 4.2 * unit, 4.2 * unit)
        painter.drawLine(middle + QPointF(3.2, 3.2) * unit, middle + QPointF(6.2, 6.2) * unit)
        painter.end()
        QLineEdit.paintEvent(self, event)
