"""The quiet lines of the Today window: what is wrong just now, and what has happened."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from intermezzo.app.runtime.scheduler import Scheduler
from intermezzo.core.faults import Fault, Message
from intermezzo.presenters.messages import tell
from intermezzo.presenters.views import NoticeView
from intermezzo.presenters.ways_out import way_out

SHOWN_FOR = 3600.0
"""For how many seconds a line about something that has happened is shown."""


class Notices(QObject):
    """One line for each key; a later line of the same key replaces the earlier one."""

    changed = Signal()

    def __init__(self, scheduler: Scheduler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheduler = scheduler
        self.lines: dict[str, str] = {}
        """By key, oldest key first."""
        self._codes: dict[str, str] = {}
        """The code of each line that has one, by key."""

    def views(self) -> tuple[tuple[str, ...], tuple[NoticeView, ...]]:
        """Return the lines that only tell, and those with a button that leads on."""
        told, answered = [], []
        for key, line in self.lines.items():
            way = way_out(self._codes.get(key, "")) or way_out(key)
            if way is None:
                told.append(line)
            else:
                answered.append(NoticeView(line, way.label, way.command))
        return tuple(told), tuple(answered)

    def set(self, key: str, told: Message | Fault | str | None) -> None:
        """Show a line until it is cleared or replaced; None clears it."""
        if told is None:
            self.clear(key)
            return
        said = told.message if isinstance(told, Fault) else told
        line = said if isinstance(said, str) else tell(said)
        self._codes[key] = "" if isinstance(said, str) else said.code
        if self.lines.get(key) != line:
            self.lines[key] = line
            self.changed.emit()

    def clear(self, key: str) -> None:
        """Remove a line; an unknown key is fine."""
        if self.lines.pop(key, None) is not None:
            self.changed.emit()

    def show(self, key: str, told: Message | Fault | str) -> None:
        """Show a line about something that has happened; it is removed after ``SHOWN_FOR``."""
        self.set(key, told)
        self._scheduler.after(f"notice {key}", SHOWN_FOR, partial(self._expire, key, self.lines[key]))

    def _expire(self, key: str, line: str) -> None:
        if self.lines.get(key) == line:
            self.clear(key)
