"""Troubles → one line for the user: which file, where in it, what, and how to mend it. Never a title."""

from datetime import datetime, timedelta

from intermezzo.adapters.calendars.protocol import Limits, Trouble
from intermezzo.presenters import _, ngettext

SHOWN = 4
"""Lines told of one folder or of one file; the rest is counted."""


def tell(trouble: Trouble, path: str, limits: Limits, line: int = 0) -> str:
    """The line for a trouble with a file, a folder, or (at a line of it) an event."""
    place = printable(path)
    if line:
        place = _("{file}, line {line}").format(file=place, line=line)
    words = _sentence(trouble).format(
        seconds=round(limits.file_seconds),
        size=limits.file_bytes // (1024 * 1024),
        memory=limits.memory_bytes // (1024 * 1024),
        occurrences=limits.occurrences,
        files=limits.files,
    )
    return f"{place}: {words}"


def and_more(count: int, path: str) -> str:
    """The line that stands for further lines about a path."""
    return ngettext("{file}: and {n} more like that.", "{file}: and {n} more like these.", count).format(
        file=printable(path), n=count
    )


def still_counts(fault: str, as_of: datetime, now: datetime) -> str:
    """The line of a fault, where an older answer is used instead."""
    minutes = max(0, int((now - as_of) / timedelta(minutes=1)))
    hours, days = minutes // 60, minutes // (24 * 60)
    if days:
        age = ngettext("{n} day old", "{n} days old", days).format(n=days)
    elif hours:
        age = ngettext("{n} hour old", "{n} hours old", hours).format(n=hours)
    else:
        age = ngettext("{n} minute old", "{n} minutes old", minutes).format(n=minutes)
    return _("{fault} Until then its last good answer counts, {age}.").format(fault=fault, age=age)


def printable(path: str) -> str:
    """A path as one line of text."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in path)


def _sentence(trouble: Trouble) -> str:
    return {
        Trouble.MISSING: _("there is no such file or folder. Check the path, or choose it again."),
        Trouble.DENIED: _("it may not be read. Allow your account to read it."),
        Trouble.NOT_A_FILE: _("this is no plain file. Choose one that ends in .ics, or a folder of them."),
        Trouble.LINK_LOOP: _("this link leads back to itself. Point it at the calendar."),
        Trouble.UNREADABLE: _("the disk did not give it. Check the disk or the network folder it is on."),
        Trouble.TOO_LARGE: _("it is larger than {size} MB. Export fewer years of it."),
        Trouble.EMPTY: _("it is empty. Export or download it again."),
        Trouble.UTF_16: _("it is saved as UTF-16. Save it as UTF-8."),
        Trouble.NUL: _("it holds bytes that no text has. Export or download it again."),
        Trouble.WEB_PAGE: _("it is a web page, perhaps a request to sign in. Download the calendar again."),
        Trouble.NOT_A_CALENDAR: _(
            "it does not begin with BEGIN:VCALENDAR. Export it again as iCalendar (.ics)."
        ),
        Trouble.CUT_SHORT: _("its end is missing (END:VCALENDAR). Export or download it again."),
        Trouble.DAMAGED: _("nothing in it could be understood. Export or download it again."),
        Trouble.TOO_MANY: _(
            "it has more than {occurrences} events in these days. Look for one that repeats too often."
        ),
        Trouble.TOO_SLOW: _("reading it took too long. Look for events in it that repeat without end."),
        Trouble.NO_ANSWER: _("it was not read within {seconds} seconds. It is tried again later."),
        Trouble.TOO_HEAVY: _("reading it needs more than {memory} MB of memory. Export fewer years of it."),
        Trouble.STOPPED: _("the reader stopped in the middle of it. It is tried again later."),
        Trouble.NOT_REACHED: _("there was no time left to read it. It is tried again later."),
        Trouble.TOO_MANY_FILES: _(
            "it holds more than {files} files; the others are not read. Choose a smaller one."
        ),
        Trouble.NO_FILES: _("there is no .ics file in this folder. Choose the folder that holds them."),
        Trouble.BAD_START: _(
            "an event whose start cannot be read is left out. Mend or delete it in its calendar."
        ),
        Trouble.BAD_END: _(
            "an event whose end cannot be read is left out. Mend or delete it in its calendar."
        ),
        Trouble.ENDS_BEFORE_START: _(
            "an event that ends before it starts is left out. Mend it in its calendar."
        ),
        Trouble.BAD_RULE: _("an event whose repetition cannot be read is left out. Mend it in its calendar."),
        Trouble.TOO_OFTEN: _(
            "an event that repeats too often is left out. Mend or delete it in its calendar."
        ),
        Trouble.BAD_EVENT: _("an event that cannot be read is left out. Mend or delete it in its calendar."),
        Trouble.BAD_PART: _("the exceptions of an event cannot all be read; it is used without those."),
        Trouble.BAD_ZONE: _("a time zone in it cannot be worked out; its times are taken as yours."),
    }[trouble]
