"""A checkable pill, for filters."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.widgets import PillButton


class Chip(PillButton):
    """A checkable button, smaller than a pill button and green while checked. Its text is never elided."""

    def __init__(self, text: str, *, name: str = "", tone: str = "pill") -> None:
        super().__init__(text, name=name, tone=tone)
        self.setCheckable(True)
        self.toggled.connect(lambda on: self.set_primary(primary=on))

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(style.sans(14, 500)).horizontalAdvance(self.text()) + 1
        return QSize(words + 2 * style.px(14), style.px(35))
