"""One exercise of the form: a movement or a title, and its dose. Untouched fields stay as written."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from intermezzo.core.faults import Fault
from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import DAYS, LONGEST_LOAD, REST, Exercise
from intermezzo.presenters import _
from intermezzo.presenters.durations import day_names, initials
from intermezzo.presenters.library.prescription import own_movement
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Segmented, Stepper
from intermezzo.ui.kit.layouts import FlowLayout, column, row
from intermezzo.ui.kit.marks import by_keyboard, paint_ring, smooth_painter
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.pointing import Pointed
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Text
from intermezzo.ui.kit.ticks import Chip
from intermezzo.ui.kit.widgets import QUIET_EDGE, QuietButton

_NEW_REPS = 10
_FIGURE = QSize(112, 96)


class Labelled(QWidget):
    """A control with its label above it."""

    def __init__(self, name: str, held: QWidget) -> None:
        super().__init__()
        keeps = held.sizePolicy().horizontalPolicy() in {QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum}
        control = row((held, Qt.AlignmentFlag.AlignLeft if keeps else Qt.AlignmentFlag(0)))
        control.addStrut(style.px(40))  # so that labels side by side are aligned
        # Below it a stretch: a field with a message leaves the one beside it where it is.
        column(Text(name, size=12.5, tone="soft"), control, None, gap=style.px(4), within=self)

    @staticmethod
    def above() -> int:
        """Return the height of the label and the gap after it."""
        return QFontMetrics(style.sans(12.5)).height() + style.px(4)


class ExerciseCard(QWidget):
    """The controls of one exercise.

    Signals: ``removed`` (the card), ``moved`` (the card, -1 or 1), ``picking`` (the card): the user wants to
    pick the movement by its figure.
    """

    picking = Signal(object)
    removed = Signal(object)
    moved = Signal(object, int)

    def __init__(self, exercise: Exercise | None, movements: Mapping[str, Movement]) -> None:
        super().__init__()
        self._by_name = {one.name.casefold(): one for one in movements.values()}
        self.exercise = exercise or Exercise("", own_movement("", "", ""), own=True, reps=_NEW_REPS)
        self.figure = FigureButton()
        self.name = TextField(
            str.strip, str, _("Movement or title"), wide=True,
            hint=_("a movement from the library, or a name of your own"),
        )  # fmt: skip
        self.how = TextField(
            str.strip, str, _("How to do it"), wide=True, hint=_("in the physiotherapist’s words")
        )
        self.load = TextField(_short, str, _("Load"), hint=_("2 kg, or a band"), short=True)
        self.sets = Stepper(1, 20, "", _("Sets"))
        self.reps = Stepper(1, 200, "", _("Repetitions"))
        self.hold = Stepper(0, 3600, _("s"), _("Hold"))
        self.hold.number.setSpecialValueText(_("none"))
        self.rest = Stepper(0, 600, _("s"), _("Rest between sets"))
        self.times = Stepper(1, 12, "", _("Times a day"))
        self.sides = Segmented((("1", _("one side")), ("2", _("each side"))), _("Sides"))
        every = self.exercise.every
        rarely = [(str(every), _("every {n} days").format(n=every))] if every > 2 else []
        self.rhythm = Segmented(
            (("1", _("every day")), ("2", _("every other day")), *rarely, ("days", _("on days"))), _("When")
        )
        self.days = [DayChip(*names) for names in zip(initials(), day_names(), strict=True)]
        self.up, self.down = QuietButton(_("Up")), QuietButton(_("Down"))
        self.remove = QuietButton(_("Remove"))
        self.fault = BodyText(size=12.5, tone="amber")
        self.fault.hide()
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        edge = style.px(QUIET_EDGE)
        # Aligned with the field, which has a label above and may have a message below.
        above = Labelled.above() + style.px(6)
        buttons = (column(above, button, None) for button in (self.up, self.down, self.remove))
        head = row((Labelled(_("Movement or title"), self.name), 1), *buttons, gap=style.px(4))
        dose = FlowLayout(gap=style.px(22), line_gap=style.px(12), even=True, flush=True)
        for name, control in (
            (_("Sets"), self.sets), (_("Repetitions"), self.reps), (_("Hold"), self.hold),
            (_("Rest between sets"), self.rest), (_("Times a day"), self.times), (_("Load"), self.load),
            (_("Sides"), self.sides),
        ):  # fmt: skip
            dose.addWidget(Labelled(name, control))
        when = FlowLayout(gap=style.px(6)).holding(self.rhythm, *self.days)
        how, gap, side = Labelled(_("How to do it"), self.how), style.px(12), style.px(18)
        # Align the fields with the text of the buttons above.
        below = column(how, dose, when, self.fault, gap=gap, margins=(0, 0, edge, 0))
        words = column(head, below, gap=gap)
        figure = column(style.px(22), self.figure, None)
        margins = (side, style.px(16), side - edge, side)
        row(figure, (words, 1), gap=style.px(18), margins=margins, within=self)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        painter.setPen(QPen(style.color("line"), 1.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)

    def _connect(self) -> None:
        self.figure.clicked.connect(lambda: self.picking.emit(self))
        self.name.edited.connect(self._on_name)
        self.how.edited.connect(lambda text: self._set(instructions=text))
        self.load.edited.connect(lambda text: self._set(load=text))
        self.sets.edited.connect(lambda n: self._set(sets=n))
        self.reps.edited.connect(lambda n: self._set(reps=n))
        self.hold.edited.connect(lambda n: self._set(hold=float(n) if n else None))
        self.rest.edited.connect(lambda n: self._set(rest=float(n)))
        self.times.edited.connect(lambda n: self._set(times=n))
        self.sides.edited.connect(lambda text: self._set(sides=int(text)))
        self.rhythm.edited.connect(self._on_rhythm)
        for day in self.days:
            day.clicked.connect(self._on_day)
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        self.up.clicked.connect(lambda: self.moved.emit(self, -1))
        self.down.clicked.connect(lambda: self.moved.emit(self, 1))

    def stops(self) -> list[QWidget]:
        """Return the widgets of the tab order."""
        moves: list[QWidget] = [self.name.line, self.up, self.down, self.remove, self.figure, self.how.line]
        dose = [self.sets, self.reps, self.hold, self.rest, self.times]
        numbers = [one.number for one in dose]
        choices = [*self.sides.choices(), *self.rhythm.choices(), *self.days]
        return [*moves, *numbers, self.load.line, *choices]

    # -- the exercise --------------------------------------------------------------------------------

    def commit(self) -> None:
        """Take over what is being typed."""
        for field in (self.name, self.how, self.load):
            field.commit()

    def made(self) -> Exercise | None:
        """Return the exercise, or None and show a message if something is missing."""
        self.commit()
        one = self.exercise
        missing = ""
        if not one.movement.name:
            missing = _("Enter its name, or choose a movement from the library.")
        elif one.own and not one.instructions:
            missing = _("It isn’t in the library, so describe in a sentence how to do it.")
        self.fault.set_or_hide(missing)
        if one.own:
            one = replace(one, movement=own_movement(one.id, one.movement.name, one.instructions))
        return None if missing else one

    def pick(self, movement: Movement | None) -> None:
        """Make it the exercise of a movement; None begins one in words."""
        if movement is not None:
            self._on_name(movement.name)
        elif not self.exercise.own:
            self._on_name("")

    def _set(self, **changes: Any) -> None:
        self.exercise = replace(self.exercise, **changes)
        self._show()

    def _on_name(self, text: object) -> None:
        known = self._by_name.get(str(text).casefold())
        own = self.exercise.own
        if known is not None:
            # A movement brings its own dose; the id of a titled exercise belongs to that exercise.
            self._set(movement=known, own=False, id="", **({"reps": None, "sides": None} if own else {}))
        else:
            reps = self.exercise.reps or (None if self.exercise.hold is not None else _NEW_REPS)
            kept = self.exercise.id if own else ""
            self._set(movement=own_movement("", str(text), ""), own=True, reps=reps, id=kept)

    def _on_rhythm(self, value: object) -> None:
        if value == "days":
            self._set(days=DAYS[:5], every=1)
        else:
            self._set(days=(), every=int(str(value)))

    def _on_day(self) -> None:
        chosen = tuple(day for day, button in zip(DAYS, self.days, strict=True) if button.isChecked())
        self._set(days=chosen)

    def _show(self) -> None:
        one = self.exercise
        self.figure.set_movement(one.movement if not one.own else None)
        self.name.set_value(one.movement.name)
        self.how.set_value(one.instructions)
        self.load.set_value(one.load)
        self.sets.set_value(one.sets)
        self.reps.set_value(one.reps or (1 if one.hold is not None else one.movement.reps))
        self.hold.set_value(round(one.hold or 0))
        self.rest.set_value(round(REST if one.rest is None else one.rest))
        self.times.set_value(one.times)
        self.sides.set_value(str(one.sides or one.movement.sides))
        self.rhythm.set_value("days" if one.days else str(one.every))
        for day, button in zip(DAYS, self.days, strict=True):
            button.setChecked(day in one.days)
            button.setVisible(bool(one.days))
        for move in (self.up, self.down, self.remove):
            move.setAccessibleName(f"{move.text()}: {one.movement.name}")


class FigureButton(Pointed, QPushButton):
    """A press asks for the movement. Without a figure it says what the press does."""

    def __init__(self) -> None:
        super().__init__()
        self._movement: Movement | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.set_movement(None)

    def set_movement(self, movement: Movement | None) -> None:
        """Show a movement of the library; None for an exercise in words."""
        self._movement = movement
        pick = _("Pick a movement")
        self.setAccessibleName(f"{pick}: {movement.name}" if movement is not None else pick)
        set_tooltip(self, pick)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return _FIGURE * style.scale()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._movement is not None:
            paint_thumbnail(painter, self.rect(), self._movement, background="pill", inset=(8, 6))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("pill"))
            painter.drawRoundedRect(shape, style.px(10), style.px(10))
            painter.setPen(style.color("ink"))
            painter.setFont(style.sans(13, 500))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(shape.adjusted(6, 4, -6, -4), flags, _("Pick a movement"))
        if self.is_pointed_at():
            painter.setPen(QPen(style.color("outline"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shape, style.px(10), style.px(10))
        if by_keyboard(self):
            paint_ring(painter, shape, on_green=False)


class DayChip(Chip):
    """A weekday to choose, by its first letter; all have the same width."""

    def __init__(self, letter: str, name: str) -> None:
        super().__init__(letter, name=name)
        set_tooltip(self, name)

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(37), style.px(35))


def _short(text: str) -> str:
    if len(text) > LONGEST_LOAD:
        raise Fault(_("Use at most {n} characters.").format(n=LONGEST_LOAD))
    return text.strip()
