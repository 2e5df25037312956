"""The next working day in words."""

from datetime import date, tzinfo

from intermezzo.core.scheduling.ahead import DayAhead
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock, day_month, weekday

_A_WEEK = 7


def day_name(on: date, today: date) -> str:
    """Return the name of a day that comes: Monday; with its date from a week on."""
    if (on - today).days < _A_WEEK:
        return weekday(on)
    return _("{weekday} {date}").format(weekday=weekday(on), date=day_month(on))


def next_on(ahead: DayAhead, today: date, zone: tzinfo) -> str:
    """Return when the first session of the next working day is planned, or which day it is."""
    day = day_name(ahead.date, today)
    if ahead.plan is None or not ahead.plan.slots:
        return _("Back on {day}").format(day=day)
    return _("Next on {day} at {time}").format(day=day, time=clock(ahead.first, zone))


def ahead_line(ahead: DayAhead, today: date, zone: tzinfo, *, off: bool, taken_off: bool) -> str:
    """Return why nothing is planned any more today, and what is shown instead."""
    day = day_name(ahead.date, today)
    why = _("Your working day is over.")
    if off:
        why = _("You took today off.") if taken_off else _("It’s your day off.")
    if ahead.plan is None:
        starts = clock(ahead.day.work[0].start, zone)
        return _("{why} You work again on {day} at {time}.").format(why=why, day=day, time=starts)
    if not ahead.plan.slots:
        return _("{why} {day} has no room so far.").format(why=why, day=day)
    return _("{why} Below is the plan for {day}.").format(why=why, day=day)
