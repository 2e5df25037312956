"""The form in which the user writes down a physiotherapist's prescription."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import LONGEST_TITLE, Exercise, Prescription, exercise_ids
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import add, column, row
from intermezzo.ui.kit.marks import hand_on
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import PillButton, announce, line
from intermezzo.ui.library.prescription.exercise_card import ExerciseCard, Labelled

_SIDE = 42


class PrescriptionEditor(QWidget):
    """Edit a ``Prescription``. ``saved`` carries the result; ``left`` means that the user cancelled."""

    saved = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._prescription: Prescription | None = None
        self._movements: Mapping[str, Movement] = {}
        self._taken: tuple[str, ...] = ()
        self.cards: list[ExerciseCard] = []
        self._head = Title(34)
        self.title = TextField(_title, str, _("Title"), wide=True, hint=_("a name for this plan"))
        self.by = TextField(
            str.strip, str, _("Prescribed by"), wide=True, hint=_("your physiotherapist’s name")
        )
        self.first = TextField(_day, _day_text, _("First day"), hint="2026-11-20")
        self.last = TextField(_maybe_day, _day_text, _("Last day"), hint=_("none"))
        self.note = TextField(str.strip, str, _("Notes"), wide=True, hint=_("anything else they said"))
        self.add = PillButton(_("Add an exercise"))
        self.save = PillButton(_("Save"), primary=True)
        self.cancel = PillButton(_("Cancel"), key=_("esc"))
        self.fault = BodyText(size=13, tone="amber")
        self.fault.hide()
        self._exercises = column(gap=style.px(12))
        self.add.clicked.connect(self._on_add)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.left)
        self._lay_out()

    def _lay_out(self) -> None:
        page, px = QWidget(), style.px
        hint = BodyText(_("Enter it as on your sheet. Intermezzo follows it exactly."), size=15)
        rows = column(
            self._head, hint, gap=px(14), margins=(_SIDE, 28, _SIDE - SCROLL_GUTTER, 12), within=page
        )
        for fields in ((self.title, self.by), (self.first, self.last), (self.note,)):
            labelled = (Labelled(field.line.accessibleName(), field) for field in fields)
            add(rows, row(*((one, 1) for one in labelled), gap=px(20)))
        add(rows, px(6), self._exercises, row(self.add, None), None)
        self.area = Scroller(page)
        buttons = row(self.save, self.cancel, None, gap=px(8))
        foot = column(line(), self.fault, buttons, gap=px(12), margins=(_SIDE, 0, _SIDE, 16))
        column((self.area, 1), foot, within=self)

    def set_prescription(
        self,
        prescription: Prescription | None,
        movements: Mapping[str, Movement],
        first: date,
        taken: Sequence[str],
    ) -> None:
        """Fill the form. None starts a new prescription on the day ``first``; ``taken`` are ids in use."""
        self._prescription, self._movements, self._taken = prescription, movements, tuple(taken)
        self._head.setText(_("Edit the plan") if prescription is not None else _("Enter a plan"))
        shown = prescription or Prescription("", "", first, None, ())
        self.title.set_value(shown.title)
        self.by.set_value(shown.by)
        self.note.set_value(shown.note)
        self.first.set_value(shown.first)
        self.last.set_value(shown.last)
        for card in list(self.cards):
            self._take_out(card)
        for exercise in shown.exercises or (None,):
            self._put(exercise)
        self.tell("")

    def _put(self, exercise: Exercise | None) -> ExerciseCard:
        card = ExerciseCard(exercise, self._movements)
        card.removed.connect(self._on_removed)
        card.moved.connect(self._on_moved)
        self.cards.append(card)
        self._exercises.addWidget(card)
        self._order()
        return card

    def _order(self) -> None:
        """Set the tab order: the exercises as they stand, then the buttons."""
        stops = [stop for card in self.cards for stop in card.stops()]
        for one, after in pairwise([self.note.line, *stops, self.add, self.save, self.cancel]):
            QWidget.setTabOrder(one, after)

    def _on_add(self) -> None:
        card = self._put(None)
        card.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

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
        elif not isinstance(first, date) or (isinstance(last, date) and last < first):
            self.tell(_("The last day is before the first."))
        else:
            self.tell("")
            self.saved.emit(self._made(exercises, first, last if isinstance(last, date) else None))

    def _made(self, exercises: list[Exercise], first: date, last: date | None) -> Prescription:
        title, old = str(self.title.value()), self._prescription
        kept = old.id if old is not None else exercise_ids([*self._taken, title])[-1]
        return Prescription(
            kept, title, first, last, _with_ids(exercises), str(self.by.value() or ""),
            str(self.note.value() or ""),
        )  # fmt: skip

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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Fault(_("Use YYYY-MM-DD.")) from error


def _maybe_day(text: str) -> date | None:
    return _day(text) if text.strip() else None


def _day_text(day: date | None) -> str:
    return "" if day is None else day.isoformat()
