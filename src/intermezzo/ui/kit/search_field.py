"""The field of a search."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen, smooth_painter
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.widgets import announce


class SearchField(LineEdit):
    """A round field with a lens; ``tone`` names its background in the palette."""

    def __init__(self, tone: str = "pill", *, name: str = "") -> None:
        name = name or _("Find a movement")
        super().__init__(name, name)
        self.setProperty("tone", tone)
        self._found = ""

    def begin(self) -> None:
        """Take the focus; what is typed replaces the words of the last search."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def tell_found(self, line: str) -> None:
        """Announce what a search has found, where that is not the same as before and this field is shown."""
        if line != self._found and self.isVisible():
            announce(self, line)
        self._found = line

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(200), style.px(35))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(140), style.px(35))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = smooth_painter(self)
        unit = style.scale()
        middle = QPointF(style.px(20), self.height() / 2 - unit)
        painter.setPen(round_pen(style.color("soft"), 1.5 * unit))
        painter.drawEllipse(middle, 4.2 * unit, 4.2 * unit)
        painter.drawLine(middle + QPointF(3.2, 3.2) * unit, middle + QPointF(6.2, 6.2) * unit)
