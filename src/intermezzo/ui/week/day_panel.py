"""One day of the week, in the place of the picture."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QGridLayout, QWidget

from intermezzo.core.practice.model import Kind
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard
from intermezzo.presenters.views import TodayRow, WeekDayView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.texts import BodyText, Text, Title
from intermezzo.ui.kit.widgets import PillButton, announce
from intermezzo.ui.week.parts import day_mark


class DayPanel(QWidget):
    """What was done on a day, with its times; *Back to the week* leads back."""

    accessible_role = QAccessible.Role.Grouping

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = PillButton(_("Back to the week"))
        self.back.clicked.connect(self.left)
        self.title = Title(28)
        self._line = BodyText(size=15)
        self._felt = BodyText(size=13)
        self._box = column()
        px = style.px
        column(
            row((self.title, 1), (self.back, Qt.AlignmentFlag.AlignTop), gap=px(16)),
            px(8), self._line, px(22), self._box, px(18), self._felt, None, within=self,
        )  # fmt: skip

    def set_view(self, view: WeekDayView) -> None:
        """Show a day."""
        self.title.setText(view.title)
        self._line.setText(view.line)
        while (item := self._box.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        self._box.addWidget(_table(view.rows))
        self._felt.set_or_hide(view.felt)
        self.setAccessibleName(heard(f"{view.title}. {view.line}"))
        announce(self, f"{view.title}. {view.line}")


def _table(rows: tuple[TodayRow, ...]) -> QWidget:
    """Return time, mark, title and note of each row."""
    held, px = QWidget(), style.px
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(14))
    grid.setVerticalSpacing(px(12))
    grid.setColumnStretch(2, 1)
    for number, one in enumerate(rows):
        label, note = Text(one.label, weight=500), Text(one.note, size=13, tone="soft")
        note.setWordWrap(False)
        parts = (Text(one.at, size=13, tone="soft"), _mark(one), label, note)
        for place, part in enumerate(parts):
            side = Qt.AlignmentFlag.AlignRight if part is note else Qt.AlignmentFlag(0)
            grid.addWidget(part, number, place, Qt.AlignmentFlag.AlignVCenter | side)
    return held


def _mark(one: TodayRow) -> QWidget:
    if one.state == "partial":
        return day_mark("partial")
    kind = "micro" if one.kind is Kind.MICRO else "interlude"
    return day_mark(kind if one.state == "done" else f"{kind}_open", 0.5)
