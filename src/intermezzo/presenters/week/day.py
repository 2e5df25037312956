"""One day of a week."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from itertools import chain, groupby
from operator import itemgetter

from intermezzo.core.history.events import Event
from intermezzo.core.history.statistics import DayTally
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.progression.exposures import exposures
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import day_month, stretch, together, weekday
from intermezzo.presenters.practice import felt_words_of
from intermezzo.presenters.today.happened import happened
from intermezzo.presenters.views import WeekDayView


def week_day_view(
    tally: DayTally, events: Sequence[Event], title: Callable[[str], str], now: datetime, today: date,
    zone: tzinfo, movements: Mapping[str, Movement],
) -> WeekDayView:  # fmt: skip
    """Return the day of the tally; ``events`` are its own, ``title`` returns that of a session by id.

    ``movements`` are all by id.
    """
    rows = sorted(happened(events, title, now, zone), key=lambda pair: pair[0])
    name = _("{weekday} {date}").format(weekday=weekday(tally.day), date=day_month(tally.day))
    return WeekDayView(
        tally.day.isoformat(), name, _line(tally, today), tuple(row for _at, row in rows),
        _felt(events, movements),
    )  # fmt: skip


def _felt(events: Sequence[Event], movements: Mapping[str, Movement]) -> str:
    """Return how each movement went of which something was said, in the order in which they were done.

    Movements one after another that went the same way are told together.
    """
    times = chain.from_iterable(exposures(events, movements).values())
    told = dict.fromkeys(
        (movements[one.movement].name, felt_words_of(one))
        for one in sorted(times, key=lambda one: one.at)
        if one.movement in movements and (one.told or one.uncounted)
    )
    return " · ".join(
        _("{movement}, {felt}").format(movement=together([name for name, _felt in alike]), felt=felt)
        for felt, alike in groupby(told, key=itemgetter(1))
    )


def _line(tally: DayTally, today: date) -> str:
    """Return the numbers of the day that are not 0, or why there are none."""
    if tally.day > today:
        return _("This day is still to come.")
    if not tally.known and not tally.moved:
        return _("There’s no data for this day.")
    parts = []
    if tally.open:
        parts.append(_("{taken} of {room}").format(taken=tally.taken.total, room=tally.open_room))
    if minutes := round(tally.seconds / 60):
        words = ngettext("{n} minute of movement", "{n} minutes of movement", minutes)
        parts.append(words.format(n=minutes))
    if tally.busy:
        parts.append(_("{length} of meetings").format(length=stretch(tally.busy)))
    if tally.longest:
        parts.append(_("longest without moving: {length}").format(length=stretch(tally.longest)))
    if not parts and tally.gentle:
        return _("A gentle day.")
    if not parts:
        return _("Day off.") if tally.off else _("Nothing was planned.")
    return " · ".join(parts)
