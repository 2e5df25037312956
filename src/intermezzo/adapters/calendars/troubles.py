"""Messages about a calendar: which file or event, what is wrong with it. Never a title."""

from datetime import datetime

from intermezzo.adapters.calendars.parse.protocol import Limits, Trouble
from intermezzo.core.faults import Message, message

_LIMITS = {
    Trouble.TOO_LARGE: "file_bytes",
    Trouble.TOO_MANY: "occurrences",
    Trouble.NO_ANSWER: "file_seconds",
    Trouble.TOO_HEAVY: "memory_bytes",
    Trouble.TOO_MANY_FILES: "files",
}
"""The limit that was reached, by trouble."""


def about(trouble: Trouble, path: str, limits: Limits, line: int = 0, at: datetime | None = None) -> Message:
    """Return the message about a file, a folder or an event, which begins at a line or a time if given.

    ``path`` may be the name of a calendar that is no file. ``at`` is in the user's zone.
    """
    name = _LIMITS.get(trouble)
    what = Message(trouble.value, {} if name is None else {"limit": getattr(limits, name)})
    if at:
        what = message("calendars.event_at", day=at.date(), time=at, what=what)
    if line:
        return message("calendars.in_line", path=path, line=line, what=what)
    return message("calendars.in_file", path=path, what=what)
