"""The form in which the user writes down a physiotherapist's prescription."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import (
    DAYS,
    LONGEST_TITLE,
    Exercise,
    Prescription,
    Weekday,
    exercise_ids,
)
from intermezzo.presenters import _
from intermezzo.presenters.durations import day_names, initials
from intermezzo.ui.kit import style
from intermezzo.ui.kit.date_field import DateField
from intermezzo.ui.kit.layouts import PageStack, add, column, column_widget, flowing, row
from intermezzo.ui.kit.marks import hand_on
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import QUIET_EDGE, PillButton, QuietButton, announce, line
from intermezzo.ui.library.prescription.exercise_card import DayChip, ExerciseCard, Labelled
from intermezzo.ui.library.prescription.picker import MovementPicker

_SIDE = 36


class PrescriptionEditor(QWidget):
    """Edit a ``Prescription``.

    ``saved`` carries the result; ``left`` means that the user goes back, ``discarded`` that nothing is kept.
    """

    saved = Signal(object)
    left = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._prescription: Prescription | None = None
        self._start: Prescription | None = None
        """What the form made of the saved prescription, before anything was changed."""
        self._movements: Mapping[str, Movement] = {}
        self._taken: tuple[str, ...] = ()
        self._picks_for: ExerciseCard | None = None
        """The exercise that a movement is being picked for; None for another one."""
        self.cards: list[ExerciseCard] = []
        self._head = Title(30)
        self.title = TextField(_title, str, _("Title"), wide=True, hint=_("a name for this prescription"))
        self.by = TextField(
            str.strip, str, _("Prescribed by"), wide=True, hint=_("your physiotherapist’s name")
        )
        self.first = DateField(_("First day"), hint=_("20.12.2026"))
        self.last = DateField(_("Last day"), hint=_("none"), optional=True)
        self.days_off = [DayChip(*names) for names in zip(initials(), day_names(), strict=True)]
        for chip, name in zip(self.days_off, day_names(), strict=True):
            chip.setAccessibleName(_("Day off: {day}").format(day=name))
        self.note = TextField(str.strip, str, _("Notes"), wide=True, hint=_("anything else they said"))
        self.add = PillButton(_("Add an exercise"))
        self.save = PillButton(_("Save"), primary=True)
        self.later = PillButton(_("Finish later"), key=_("esc"))
        self.discard = QuietButton(_("Discard"))
        self.fault = BodyText(size=13, tone="amber")
        self.fault.hide()
        self._exercises = column(gap=style.px(12))
        self.picker = MovementPicker()
        self._stack = PageStack()
        self.add.clicked.connect(lambda: self._open_picker(None))
        self.save.clicked.connect(self._on_save)
        self.later.clicked.connect(self.left)
        self.discard.clicked.connect(self.discarded)
        self.picker.chosen.connect(self._on_picked)
        self.picker.left.connect(self.leave_picker)
        self._lay_out()

    def _lay_out(self) -> None:
        page, px = QWidget(), style.px
        hint = BodyText(_("Enter it as on your sheet. Intermezzo follows it exactly."), size=15)
        rows = column(
            self._head, hint, gap=px(14), margins=(_SIDE, 28, _SIDE - SCROLL_GUTTER, 12), within=page
        )
        for fields in ((self.title, self.by), (self.first, self.last)):
            labelled = (Labelled(field.line.accessibleName(), field) for field in fields)
            add(rows, row(*((one, 1) for one in labelled), gap=px(20)))
        off = flowing(*self.days_off)
        add(rows, Labelled(_("Days off: no exercises"), off), Labelled(_("Notes"), self.note))
        add(rows, px(6), self._exercises, row(self.add, None), None)
        self.area = Scroller(page)
        buttons = row(self.save, self.later, None, self.discard, gap=px(8))
        edge = px(QUIET_EDGE)  # the last one's text is to end where the line above does
        above = column(line(), self.fault, gap=px(12), margins=(0, 0, edge, 0))
        foot = column(above, buttons, gap=px(12), margins=(_SIDE, 0, _SIDE - edge, 16))
        column(self._stack, within=self)
        for one in (column_widget((self.area, 1), foot), self.picker):
            self._stack.addWidget(one)

    def set_prescription(
        self,
        prescription: Prescription | None,
        movements: Mapping[str, Movement],
        first: date,
        taken: Sequence[str],
        draft: Prescription | None = None,
    ) -> None:
        """Fill the form. None starts a new prescription on the day ``first``; ``taken`` are ids in use.

        ``draft`` is what was not saved the last time.
        """
        self._prescription, self._movements, self._taken = prescription, movements, tuple(taken)
        self._head.setText(
            _("Edit the prescription") if prescription is not None else _("Enter a prescription")
        )
        self.first.near = self.last.near = first
        self.leave_picker()
        self._fill(prescription or Prescription("", "", first, None, ()))
        self._start = self._present()
        if draft is not None:
            self._fill(draft)
        self.tell(_("Here’s what you hadn’t saved.") if draft is not None else "")

    def _fill(self, shown: Prescription) -> None:
        self.title.set_value(shown.title)
        self.title.line.setText(shown.title)
        self.by.set_value(shown.by)
        self.note.set_value(shown.note)
        self.first.set_value(shown.first)
        self.last.set_value(shown.last)
        for day, chip in zip(DAYS, self.days_off, strict=True):
            chip.setChecked(day in shown.days_off)
        for card in list(self.cards):
            self._take_out(card)
        for exercise in shown.exercises or (None,):
            self._put(exercise)

    @property
    def unsaved(self) -> Prescription | None:
        """What the form holds, complete or not; None if nothing was changed."""
        present = self._present()
        return present if self._start is not None and present != self._start else None

    def _present(self) -> Prescription:
        for text in (self.by, self.note, self.first.text, self.last.text):
            text.commit()
        for card in self.cards:
            card.commit()
        saved = self._prescription
        return Prescription(
            saved.id if saved is not None else "",
            self.title.line.text().strip(),
            self.first.value() or self.first.near,
            self.last.value(),
            tuple(card.exercise for card in self.cards),
            str(self.by.value() or ""),
            str(self.note.value() or ""),
            self._chosen_days_off(),
        )

    def _chosen_days_off(self) -> tuple[Weekday, ...]:
        return tuple(day for day, chip in zip(DAYS, self.days_off, strict=True) if chip.isChecked())

    # -- picking a movement --------------------------------------------------------------------------

    @property
    def picking(self) -> bool:
        """Whether a movement is being picked."""
        return self._stack.currentWidget() is self.picker

    def _open_picker(self, card: ExerciseCard | None) -> None:
        self._picks_for = card
        self._stack.setCurrentWidget(self.picker)
        self.picker.begin(self._movements)

    def leave_picker(self) -> None:
        """Return to the form."""
        self._stack.setCurrentIndex(0)

    def _on_picked(self, movement_id: str) -> None:
        """Give the movement to the exercise that it was picked for, or to a new one."""
        self.leave_picker()
        empty = next((one for one in self.cards if not one.exercise.movement.name), None)
        card = self._picks_for or empty or self._put(None)
        card.pick(self._movements.get(movement_id))
        where = card.how.line if card.exercise.movement.name else card.name.line
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the exercises -------------------------------------------------------------------------------

    def _put(self, exercise: Exercise | None) -> ExerciseCard:
        card = ExerciseCard(exercise, self._movements)
        card.removed.connect(self._on_removed)
        card.moved.connect(self._on_moved)
        card.picking.connect(self._open_picker)
        self.cards.append(card)
        self._exercises.addWidget(card)
        self._order()
        return card

    def _order(self) -> None:
        """Set the tab order: the exercises as they stand, then the buttons."""
        stops = [stop for card in self.cards for stop in card.stops()]
        for one, after in pairwise([self.note.line, *stops, self.add, self.save, self.later, self.discard]):
            QWidget.setTabOrder(one, after)

    def _on_removed(self, card: ExerciseCard) -> None:
        hand_on(self.add)
        self._take_out(card)

    def _take_out(self, card: ExerciseCard) -> None:
        self.cards.remove(card)
        self._exercises.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _on_moved(self, card: ExerciseCard, by: int) -> None:
        at = self.cards.index(card)
        to = min(max(0, at + by), len(self.cards) - 1)
        self.cards.insert(to, self.cards.pop(at))
        self._exercises.removeWidget(card)
        self._exercises.insertWidget(to, card)
        self._order()

    # -- what it makes -------------------------------------------------------------------------------

    def _on_save(self) -> None:
        fields = (self.title, self.by, self.first, self.last, self.note)
        wrong = [field for field in fields if not field.commit()]
        made = [card.made() for card in self.cards]
        exercises = [one for one in made if one is not None]
        first, last = self.first.value(), self.last.value()
        if wrong or len(exercises) < len(self.cards):
            self.tell(_("Something is missing (marked above)."))
        elif not exercises:
            self.tell(_("Add at least one exercise."))
        elif len(self._chosen_days_off()) == len(DAYS):
            self.tell(_("Not every day can be a day off."))
        elif first is None or (last is not None and last < first):
            self.tell(_("The last day is before the first."))
        else:
            self.tell("")
            self.saved.emit(self._made(exercises))

    def _made(self, exercises: list[Exercise]) -> Prescription:
        shown, title = self._present(), str(self.title.value())
        kept = shown.id or exercise_ids([*self._taken, title])[-1]
        return replace(shown, id=kept, title=title, exercises=_with_ids(exercises))

    def tell(self, text: str) -> None:
        """Show what is missing or went wrong."""
        self.fault.set_or_hide(text)
        announce(self, text)


def _with_ids(exercises: list[Exercise]) -> tuple[Exercise, ...]:
    """Give new exercises an id. The others keep theirs, because the history refers to it."""
    taken = {one.id for one in exercises if one.id}
    found = []
    for one in exercises:
        name = one.id
        if not name:
            plain = one.movement.name if one.own else one.movement.id
            name = exercise_ids([*sorted(taken), plain])[-1]
            taken.add(name)
        movement = replace(one.movement, id=name) if one.own else one.movement
        found.append(replace(one, id=name, movement=movement))
    return tuple(found)


def _title(text: str) -> str:
    if not text.strip():
        raise Fault(_("Give it a title."))
    if len(text.strip()) > LONGEST_TITLE:
        raise Fault(_("Use at most {n} characters.").format(n=LONGEST_TITLE))
    return text.strip()
