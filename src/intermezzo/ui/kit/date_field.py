"""A field for a date: typed in any usual way, or picked from a month in a small window of its own."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.dates import shown_date, typed_date
from intermezzo.presenters.durations import day_month, day_names, initials, month_names, weekday
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.marks import smooth_painter
from intermezzo.ui.kit.screen import place_below
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import Text, Title
from intermezzo.ui.kit.widgets import ArrowButton, PillButton, QuietButton, blend_corners

_WEEKS = 6
_ROUND = 12
"""Radius of its corners, as of those of a menu."""
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
}  # fmt: skip


class _DayButton(QuietButton):
    """One day; the chosen one is filled, those of another month are paler."""

    def __init__(self) -> None:
        super().__init__("", size=14)
        self.day = date.min
        self.chosen = False
        self.other = False

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(36), style.px(34))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        shape = self.rect().adjusted(1, 1, -1, -1)
        if self.chosen or self.is_pointed_at():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("green" if self.chosen else "pill"))
            painter.drawRoundedRect(shape, style.px(10), style.px(10))
        if self.hasFocus():
            painter.setPen(QPen(style.color("on_green" if self.chosen else "green"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shape.adjusted(2, 2, -2, -2), style.px(8), style.px(8))
        painter.setFont(style.digits(14, 600 if self.chosen else 400))
        painter.setPen(style.color("on_green" if self.chosen else "soft" if self.other else "ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self.day.day))


class MonthPopup(QWidget):
    """``picked`` carries the day. Arrows, Page Up and Page Down move, Enter picks, Esc closes."""

    picked = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAccessibleName(_("Calendar"))
        blend_corners(self)
        self._day = date.min
        self._title = Title(19)
        self._title.setWordWrap(False)
        self.back = ArrowButton(forward=False, name=_("Month before"))
        self.on = ArrowButton(forward=True, name=_("Month after"))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.days = [_DayButton() for _n in range(7 * _WEEKS)]
        grid = QGridLayout()
        grid.setSpacing(style.px(2))
        for number, (letter, name) in enumerate(zip(initials(), day_names(), strict=True)):
            initial = Text(letter, size=12, tone="soft")
            initial.setAlignment(Qt.AlignmentFlag.AlignCenter)
            initial.setAccessibleName(name)
            grid.addWidget(initial, 0, number)
        for number, button in enumerate(self.days):
            grid.addWidget(button, 1 + number // 7, number % 7)
            button.clicked.connect(lambda _on=False, button=button: self._pick(button.day))
        head = row((self._title, 1), self.back, self.on, gap=style.px(6))
        side = style.px(16)
        column(head, style.px(8), grid, margins=(side, side, side, side), within=self)

    def open_below(self, field: QWidget, day: date) -> None:
        """Open below a field, or above it where there is no room, at the month of a day."""
        self._move(day)
        self.move(place_below(field, self.sizeHint()))
        self.show()
        self._button(self._day).setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, day: date) -> None:
        """Show the month of a day, with the day chosen and, if the popup is open, focused."""
        self._day = day
        self._title.setText(f"{month_names()[day.month - 1]} {day.year}")
        first = day.replace(day=1)
        first -= timedelta(days=first.weekday())
        for number, button in enumerate(self.days):
            button.day = first + timedelta(days=number)
            button.chosen, button.other = button.day == day, button.day.month != day.month
            button.setAccessibleName(f"{weekday(button.day)}, {day_month(button.day)} {button.day.year}")
            button.update()
        if self.isVisible() and self.focusWidget() not in {self.back, self.on}:
            self._button(day).setFocus(Qt.FocusReason.TabFocusReason)

    def _turn(self, months: int) -> None:
        """Move to the same day of another month, or to the last one of a shorter month."""
        there = QDate(self._day.year, self._day.month, self._day.day).addMonths(months)
        self._move(date(there.year(), there.month(), there.day()))

    def _button(self, day: date) -> _DayButton:
        return next(one for one in self.days if one.day == day)

    def _pick(self, day: date) -> None:
        self.close()
        self.picked.emit(day)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(self._day + timedelta(days=_STEPS[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        painter.setPen(style.color("line"))
        painter.setBrush(style.color("card"))
        radius = _ROUND if self.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground) else 0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class DateField(QWidget):
    """A date, or None where it may be left out. The popup begins at the field's date, else at ``near``."""

    edited = Signal(object)

    def __init__(self, name: str, *, hint: str = "", optional: bool = False) -> None:
        super().__init__()
        self.near = date.min
        self.text = TextField(_maybe if optional else typed_date, _shown, name, hint=hint)
        self.line = self.text.line
        self.pick = PillButton(_("Pick"), name=_("Pick the day: {name}").format(name=name))
        self._popup: MonthPopup | None = None
        self.pick.clicked.connect(self.open)
        self.text.edited.connect(self.edited)
        down = QShortcut("Alt+Down", self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        down.activated.connect(self.open)
        row((self.text, 1), (self.pick, Qt.AlignmentFlag.AlignTop), gap=style.px(8), within=self)

    @property
    def popup(self) -> MonthPopup:
        """The month, made when it is first needed."""
        if self._popup is None:
            self._popup = MonthPopup(self)
            self._popup.picked.connect(self._on_picked)
        return self._popup

    def open(self) -> None:
        """Open the month below the field."""
        self.text.commit()
        day = self.value()
        self.popup.open_below(self.line, day if day is not None else self.near)

    def value(self) -> date | None:
        """Return the last valid date."""
        day = self.text.value()
        return day if isinstance(day, date) else None

    def set_value(self, day: date | None) -> None:
        """Show a date."""
        self.text.set_value(day)

    def commit(self) -> bool:
        """Commit the text; return whether it is valid."""
        return self.text.commit()

    def _on_picked(self, day: date) -> None:
        self.text.set_value(day)
        self.edited.emit(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)


def _maybe(text: str) -> date | None:
    return typed_date(text) if text.strip() else None


def _shown(day: date | None) -> str:
    return shown_date(day) if day is not None else ""
