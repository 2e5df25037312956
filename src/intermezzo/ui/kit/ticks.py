"""Check boxes: one, and several for a choice of any; the pill that filters have for one."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, column
from intermezzo.ui.kit.marks import by_keyboard, paint_box, smooth_painter
from intermezzo.ui.kit.plain import remove_mnemonic
from intermezzo.ui.kit.pointing import Pointed
from intermezzo.ui.kit.widgets import PillButton

_BOX = 20
_GAP = 10
_LONGEST = 270
"""The width at which the text of one of several wraps, in logical pixels at 100 % text."""
_SHORTEST = 140
"""The minimum width of the text in a narrow window."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class CheckBox(Pointed, QCheckBox):
    """The base of the painted check boxes: clicked anywhere, toggled by space and Return."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setAccessibleName(words)
        remove_mnemonic(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, _pos: object) -> bool:
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Tick(CheckBox):
    """A check box whose text wraps at ``longest`` logical pixels."""

    def __init__(self, words: str, value: str, longest: int = _LONGEST) -> None:
        super().__init__(words)
        self.value = value
        self._longest = longest
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        """Return the size of box and text, narrow enough for two columns unless more is allowed."""
        return self._needed(style.px(self._longest))

    @override
    def minimumSizeHint(self) -> QSize:
        return self._needed(style.px(_SHORTEST))

    @override
    def heightForWidth(self, width: int) -> int:
        return self._needed(width - style.px(_BOX + _GAP)).height()

    def _needed(self, room: int) -> QSize:
        area = QRect(0, 0, room, 9999)
        words = QFontMetrics(style.sans(14)).boundingRect(area, _WRAPPED, self.text())
        beside = style.px(_BOX + _GAP)
        return QSize(beside + words.width() + 1, max(words.height(), style.px(_BOX)) + style.px(10))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        size, radius = style.px(_BOX), 6 * style.scale()
        box = QRectF(0, (self.height() - size) / 2, size, size)
        if by_keyboard(self):
            # The ring takes the place of the box, which is aligned with the texts above.
            painter.setPen(QPen(style.color("green"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
            box = box.adjusted(4, 4, -4, -4)
        paint_box(painter, box, checked=self.isChecked(), warm=self.is_pointed_at())
        painter.setFont(style.sans(14))
        painter.setPen(style.color("ink" if self.isEnabled() else "soft"))
        words = QRectF(self.rect()).adjusted(style.px(_BOX + _GAP), 0, 0, 0)
        painter.drawText(words, _WRAPPED, self.text())


class Ticks(QWidget):
    """Check boxes in columns; the value is the tuple of those checked, in their order."""

    accessible_role = QAccessible.Role.Grouping
    edited = Signal(object)

    def __init__(self, choices: Iterable[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # A box layout around the columns gives them the height for their width.
        columns = FlowLayout(gap=style.px(24), line_gap=style.px(2), even=True)
        column(columns, within=self)
        self.ticks: list[Tick] = []
        for value, words in choices:
            tick = Tick(words, value)
            tick.clicked.connect(lambda: self.edited.emit(self.value()))
            self.ticks.append(tick)
            columns.addWidget(tick)

    def value(self) -> object:
        """Return the checked values."""
        return tuple(one.value for one in self.ticks if one.isChecked())

    def set_value(self, value: object) -> None:
        """Check these values and no others."""
        ticked = value if isinstance(value, tuple) else ()
        for one in self.ticks:
            one.setChecked(one.value in ticked)


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
