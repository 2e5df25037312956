"""The controls of the Settings window, one for each type of value.

A control has ``value()``, ``set_value(value)``, which emits nothing, and ``edited = Signal(object)``.
"""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, row
from intermezzo.ui.kit.marks import by_keyboard, paint_checkable, paint_ring, round_pen, smooth_painter
from intermezzo.ui.kit.pointing import Pointed
from intermezzo.ui.kit.ticks import CheckBox
from intermezzo.ui.kit.widgets import PillButton, announce

_VALUE = 92
"""The minimum width of a number with its unit, in logical pixels at 100 % text."""


class SegmentButton(Pointed, QRadioButton):
    """One of the choices of a segmented control."""

    def __init__(self, words: str, value: str) -> None:
        super().__init__(words)
        self.value = value
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def hitButton(self, _pos: object) -> bool:
        return True

    @override
    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Let the style sheet, too, show the pointer only where it was moved here."""
        super().initStyleOption(option)
        if not self.is_pointed_at():
            option.state &= ~QStyle.StateFlag.State_MouseOver

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if by_keyboard(self):
            paint_ring(smooth_painter(self), QRectF(self.rect()), on_green=self.isChecked())


class Segmented(QWidget):
    """A segmented control: one choice of a few; arrow keys change it. It wraps where it is narrow."""

    accessible_role = QAccessible.Role.Grouping
    edited = Signal(object)

    def __init__(self, choices: Iterable[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        line = FlowLayout(self, gap=2, line_gap=2)
        line.setContentsMargins(4, 4, 4, 4)
        self._words: list[SegmentButton] = []
        for value, words in choices:
            choice = SegmentButton(words, value)
            choice.setAccessibleName(words)
            choice.clicked.connect(lambda: self.edited.emit(self.value()))
            self._words.append(choice)
            line.addWidget(choice)

    def choices(self) -> list[QRadioButton]:
        """Return the buttons, in order."""
        return list(self._words)

    def value(self) -> object:
        """Return the chosen value, or "" if there is none."""
        return next((one.value for one in self._words if one.isChecked()), "")

    def set_value(self, value: object) -> None:
        """Choose a value."""
        for one in self._words:
            one.setChecked(one.value == value)


class NumberField(QSpinBox):
    """The number between − and +; ↑ and ↓ change it, the wheel does not."""

    def __init__(self) -> None:
        super().__init__()
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setFrame(False)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setFont(style.digits(16, 600))
        style.leave_nothing(self.lineEdit())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Set the font again when the look changes, also on the line edit inside, which keeps its own."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(style.digits(16, 600))
            self.lineEdit().setFont(self.font())
        super().changeEvent(event)

    @override
    def sizeHint(self) -> QSize:
        """Return the size for the widest value; short ones share a width, so that the buttons are aligned."""
        metrics = QFontMetrics(style.digits(16, 600))
        widest = max(
            metrics.horizontalAdvance(f"{self.prefix()}{n}{self.suffix()}")
            for n in (self.minimum(), self.maximum())
        )
        return QSize(max(style.px(_VALUE), widest + style.px(20)), style.px(32))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the focus ring only: the number is painted by the line edit, and there is no frame.

        Under a style sheet Qt 6.11 keeps some 10 kB of each spin box that its style has painted.
        """
        if self.hasFocus():
            paint_ring(smooth_painter(self), QRectF(self.rect()), on_green=False)


class _Sign(PillButton):
    """− or +; it repeats while it is held down."""

    def __init__(self, sign: str, name: str) -> None:
        super().__init__(sign, name=name)
        self._sign = sign
        self.setAutoRepeat(True)
        self.setAutoRepeatDelay(350)
        self.setAutoRepeatInterval(90)
        # The keyboard changes the number itself; the buttons are for the pointer.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(35), style.px(32))

    @override
    def _paint_words(self, painter: QPainter) -> None:
        arm, middle = 3.6 * style.scale(), QRectF(self.rect()).center()
        painter.setPen(round_pen(style.color("ink" if self.isEnabled() else "outline"), 1.5 * style.scale()))
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        if self._sign == "+":
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


class Stepper(QWidget):
    """An integer with its unit, between − and +.

    While a button is held the number runs, and ``edited`` follows once, when it is let go: what the number
    changes, such as the size of text, would else move the button away from under the pointer.
    """

    edited = Signal(object)

    def __init__(self, low: int, high: int, unit: str, name: str, step: int = 1) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.number = NumberField()
        self.number.setRange(low, high)
        self.number.setSingleStep(step)
        self.number.setSuffix(f" {unit}" if unit else "")
        self.number.setAccessibleName(name)
        self._less = _Sign("−", _("Less: {name}").format(name=name))
        self._more = _Sign("+", _("More: {name}").format(name=name))
        row(self._less, self.number, self._more, gap=4, within=self)
        self._held_back = False
        """Whether ``edited`` waits for a button to be let go."""
        for sign, by in ((self._less, -1), (self._more, 1)):
            sign.clicked.connect(partial(self._step, by))
            sign.released.connect(self._let_go)
        self.number.valueChanged.connect(self._on_changed)

    def value(self) -> object:
        """Return the number."""
        return self.number.value()

    def set_value(self, value: object) -> None:
        """Show a number."""
        if isinstance(value, int) and value != self.number.value():
            with QSignalBlocker(self.number):
                self.number.setValue(value)
        self._bounds()

    def _step(self, by: int) -> None:
        """Change the number, and say it; screen readers tell only that of a field with the focus."""
        self.number.stepBy(by)
        if not self._held_back:
            announce(self, f"{self.number.accessibleName()}: {self.number.text()}")

    def _on_changed(self, value: int) -> None:
        self._held_back = self._less.isDown() or self._more.isDown()
        if not self._held_back:
            self._bounds()
            self.edited.emit(value)

    def _let_go(self) -> None:
        """Tell the number, unless the button only repeats: it emits *released* each time, and stays down."""
        if self._held_back and not (self._less.isDown() or self._more.isDown()):
            self._held_back = False
            self._bounds()
            self.edited.emit(self.number.value())

    def _bounds(self) -> None:
        self._less.setEnabled(self.number.value() > self.number.minimum())
        self._more.setEnabled(self.number.value() < self.number.maximum())


class Switch(CheckBox):
    """A switch for a boolean."""

    edited = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.clicked.connect(lambda: self.edited.emit(self.isChecked()))

    def value(self) -> object:
        """Return whether it is on."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Switch it on or off."""
        self.setChecked(bool(value))

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(50), style.px(32))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        unit = style.scale()
        painter = smooth_painter(self)
        track = QRectF(self.width() - 45 * unit, (self.height() - 26 * unit) / 2, 44 * unit, 26 * unit)
        paint_checkable(painter, track, track.height() / 2, checked=self.isChecked())
        left = track.right() - 23 * unit if self.isChecked() else track.left() + 3 * unit
        knob = QRectF(left, track.top() + 3 * unit, 20 * unit, 20 * unit)
        if not self.isChecked():
            knob.adjust(2 * unit, 2 * unit, -2 * unit, -2 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("on_green" if self.isChecked() else "soft"))
        painter.drawEllipse(knob)
        if by_keyboard(self):
            paint_ring(painter, track.adjusted(-3, -3, 3, 3), on_green=False)
