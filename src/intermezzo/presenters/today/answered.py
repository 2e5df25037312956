"""The last answer with its moment, in one line beside *Undo*."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Slot
from intermezzo.core.practice.prescription import NOT_TODAY
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock


def answered(event: Event, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """Return the line of an answer and the name of its *Undo*; both empty once a snooze is over."""
    until, at = event.detail_time("until"), clock(event.at, zone)
    if event.kind is EventKind.SNOOZED and until is not None and until <= now:
        return ("", "")
    if NOT_TODAY in event.detail:
        return _("Left out for today."), _("Undo “not today”")
    words = {
        Reason.NO_MORE_TODAY: (_("No more today, since {at}."), _("Undo “no more today”")),
        Reason.BAD_TIME: (_("Nothing at this time of day; the next from {until} on."),
            _("Undo “bad time of day”")),
        Reason.DAY_OFF: (_("Day off, since {at}."), _("Undo “day off today”")),
        Reason.WORK_TODAY: (_("Working today, since {at}."), _("Undo “work today”")),
        Reason.ASKED: (_("Set to {until}."), _("Undo the time you set")),
        Reason.MOVED: (_("You moved at {at}."), _("Undo “I just moved”")),
    }  # fmt: skip
    kinds = {
        EventKind.SNOOZED: (_("Snoozed until {until}."), _("Undo the snooze")),
        EventKind.DECLINED: (_("Skipped at {at}."), _("Undo the skip")),
        EventKind.DONE_ALREADY: (_("Done at {at}."), _("Undo “done already”")),
    }
    line, name = words.get(event.reason) or kinds[event.kind] if event.reason else kinds[event.kind]
    return line.format(at=at, until=clock(until, zone) if until is not None else ""), name


def put_off(slots: Sequence[Slot], zone: tzinfo) -> tuple[str, str]:
    """Return when the rest of a session comes that the user finishes later, and the name of its *Undo*."""
    name = _("Undo “finish later”: go on now")
    if not slots:
        return _("The rest can wait; there’s no room for it today."), name
    return _("The rest comes at {time}, or in the next gap.").format(time=clock(slots[0].start, zone)), name
