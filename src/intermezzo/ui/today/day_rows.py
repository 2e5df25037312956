"""The rows of the day: a list model with texts for screen readers."""

from PySide6.QtCore import Qt

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.card import kind_name
from intermezzo.presenters.views import TodayRow
from intermezzo.ui.kit.rows import Index, RowsModel, RowWords

BLOCKS = frozenset({"busy", "break", "quiet"})
"""States of calendar entries rather than movements."""
PRESENT = "present"
"""The state of the row that is the line of the present."""
HEADING = "heading"
"""The state of the row that names the day of the rows below it."""


def state_words(state: str) -> str:
    """Return a state in words."""
    return {
        "busy": _("busy"),
        "break": _("a break"),
        "quiet": _("quiet time"),
        "done": _("done"),
        "partial": _("done in part"),
        "now": _("now"),
        "next": _("next"),
        "planned": _("planned"),
        "held": _("waiting"),
        "covered": _("covered"),
        "declined": _("skipped"),
        "left_out": _("left out"),
        PRESENT: _("the time now"),
        HEADING: _("a day to come"),
    }[state]


def spoken(row: TodayRow) -> str:
    """Return a row for screen readers: its day, if another; when; of a slot what it is; then all the rest."""
    if row.slot and row.kind is not None:
        what = _("{kind} at {time}").format(kind=kind_name(row.kind), time=row.at)
        parts = [what, row.label] if row.label != kind_name(row.kind) else [what]
    else:
        parts = [row.day, row.at, row.label]
    if state_words(row.state) not in row.note:
        parts.append(state_words(row.state))
    parts += [row.note, row.why.rstrip(".")]
    return ", ".join(part for part in parts if part)


class DayModel(RowsModel[TodayRow]):
    """The rows of the day."""

    @override
    def words(self, row: TodayRow) -> RowWords:
        """Return the label, the whole row for screen readers, and the reason with the keys as tooltip."""
        keys = _("Enter begins it, T sets its time, S skips it") if row.slot else ""
        return RowWords(row.label or row.at, spoken(row), "\n".join(filter(None, (row.why, keys))))

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return no flags for the line of the present or a heading: the keyboard passes over them."""
        passed = index.isValid() and self.row(index).state in {PRESENT, HEADING}
        return Qt.ItemFlag.ItemNeverHasChildren if passed else super().flags(index)

    def at_slot(self, slot: str) -> Index:
        """Return the index of the row with the slot, an invalid one without."""
        found = (n for n in range(self.rowCount()) if self.row(self.index(n)).slot == slot)
        return self.index(next(found, -1))
