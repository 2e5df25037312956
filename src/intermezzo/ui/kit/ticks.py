"""Several things of which any can be ticked, each a check box with its words."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.marks import by_keyboard, paint_box

_BOX = 20
_GAP = 10
_LONGEST = 270
"""Words that are longer go on in a second line."""
_SHORTEST = 140
"""The least room for words, where the window is narrow for its size of text."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class CheckBox(QCheckBox):
    """A check box that draws itself: clicked anywhere, turned by space and Return."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the whole size: nothing of it is ever cut."""
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
    """One thing; a click on its words ticks it, too."""

    def __init__(self, words: str, value: str) -> None:
        super().__init__(words)
        self.value = value
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the box and the words, at most so wide that two stand beside each other."""
        return self._needed(style.px(_LONGEST))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least size: where it is narrow, the words go on in more lines."""
        return self._needed(style.px(_SHORTEST))

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        return self._needed(width - style.px(_BOX + _GAP)).height()

    def _needed(self, room: int) -> QSize:
        area = QRect(0, 0, room, 9999)
        words = QFontMetrics(style.sans(14)).boundingRect(area, _WRAPPED, self.text())
        beside = style.px(_BOX + _GAP)
        return QSize(beside + words.width() + 1, max(words.height(), style.px(_BOX)) + style.px(10))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, its tick, its ring, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, radius = style.px(_BOX), 6 * style.scale()
        box = QRectF(0, (self.height() - size) / 2, size, size)
        if by_keyboard(self):
            # The ring takes the box's own place, since that stands in line with all words at the left.
            painter.setPen(QPen(style.color("green"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
            box = box.adjusted(4, 4, -4, -4)
        paint_box(painter, box, checked=self.isChecked(), warm=self.underMouse())
        painter.setFont(style.sans(14))
        painter.setPen(style.color("ink"))
        words = QRectF(self.rect()).adjusted(style.px(_BOX + _GAP), 0, 0, 0)
        painter.drawText(words, _WRAPPED, self.text())


class Ticks(QWidget):
    """Check boxes in columns; the value is a tuple of those that are ticked, in their order here."""

    edited = Signal(object)

    def __init__(self, choices: Iterable[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # A layout of its own around the columns, which has room for what the lines need.
        columns = FlowLayout(gap=style.px(24), line_gap=style.px(2), even=True)
        column(columns, within=self)
        self.ticks: list[Tick] = []
        for value, words in choices:
            tick = Tick(words, value)
            tick.setAccessibleName(f"{name}: {words}")
            tick.clicked.connect(self._on_clicked)
            self.ticks.append(tick)
            columns.addWidget(tick)

    def value(self) -> object:
        """Return the values that are ticked."""
        return tuple(one.value for one in self.ticks if one.isChecked())

    def set_value(self, value: object) -> None:
        """Tick others."""
        ticked = value if isinstance(value, tuple) else ()
        for one in self.ticks:
            one.setChecked(one.value in ticked)

    def _on_clicked(self) -> None:
        self.edited.emit(self.value())
