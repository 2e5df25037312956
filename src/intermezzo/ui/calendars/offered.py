"""The calendars that can be added: each with a tick, where it is, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.presenters import _
from intermezzo.presenters.calendars.adding import OfferedCalendar
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import clear, column, row
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.texts import BodyText, Elided
from intermezzo.ui.kit.ticks import Tick


class _OfferedRow(QWidget):
    """One calendar with its tick."""

    def __init__(self, offered: OfferedCalendar) -> None:
        super().__init__()
        self.tick = Tick(offered.name, offered.key)
        use_whole_line(self.tick)
        self._where = Elided(size=12.5)
        self._line = BodyText(size=12.5)
        inset = (style.px(30), 0, 0, 0)
        column(
            self.tick, row((self._where, 1), margins=inset), row((self._line, 1), margins=inset),
            gap=style.px(2), within=self,
        )  # fmt: skip
        self.show_offered(offered)

    def show_offered(self, offered: OfferedCalendar) -> None:
        """Show the state of the same calendar."""
        added = _("already added") if offered.known else ""
        places = (offered.where, offered.place or offered.where)
        said, spoken = (" · ".join(filter(None, (place, added))) for place in places)
        self.tick.setChecked(offered.ticked or offered.known)
        self.tick.setEnabled(not offered.known)
        self.tick.setAccessibleDescription(", ".join(filter(None, (spoken, offered.line))))
        self._where.set_text(said)
        set_tooltip(self, offered.place)
        self._where.setVisible(bool(said))
        self._line.set_or_hide(offered.line)
        self._line.set_tone("amber" if offered.faulty else "soft")


def use_whole_line(tick: Tick) -> None:
    """Let a tick that stands alone be as wide as its line, so that its text wraps there and no earlier."""
    policy = tick.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
    tick.setSizePolicy(policy)
    tick.setMinimumHeight(style.px(24))


class OfferedCalendars(QWidget):
    """Emits ``ticked`` with the key of a calendar and whether it is wanted."""

    accessible_role = QAccessible.Role.Grouping

    ticked = Signal(str, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows: dict[str, _OfferedRow] = {}
        self._list = column(gap=style.px(12), within=self)

    @property
    def ticks(self) -> list[Tick]:
        """The ticks, in order."""
        return [one.tick for one in self._rows.values()]

    def set_offered(self, offered: Sequence[OfferedCalendar]) -> None:
        """Show calendars; those that are shown already keep their focus."""
        if [one.key for one in offered] != [*self._rows]:
            clear(self._list)
            self._rows = {one.key: _OfferedRow(one) for one in offered}
            for key, shown in self._rows.items():
                shown.tick.clicked.connect(lambda on, key=key: self.ticked.emit(key, on))
                self._list.addWidget(shown)
        for one in offered:
            self._rows[one.key].show_offered(one)
