"""The ritual *before bed*: one card a night, shortly before bedtime, for who has asked for it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.selection import Constraints, suits
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Settings

SESSION = "before_bed"
"""The id of the ritual."""
EVENING = timedelta(hours=4)
"""How long before bedtime the evening begins."""
_AT_HOME = frozenset({"bed", "sofa"})


def window(settings: Settings, day: date, zone: tzinfo) -> Interval | None:
    """Return when the card of the local day may come, in UTC; None if it is not wanted.

    A bedtime after midnight belongs to the day before, as the local day does.
    """
    before, after = (timedelta(minutes=n) for n in (NUMBERS.before_bed, NUMBERS.after_bedtime))
    return _around_bedtime(settings, day, zone, before, after) if settings.before_bed else None


def is_evening(settings: Settings, day: date, now: datetime, zone: tzinfo) -> bool:
    """Return whether the evening of the local day has begun: bedtime is at most ``EVENING`` away."""
    span = _around_bedtime(settings, day, zone, EVENING, timedelta(hours=24))
    return span is not None and span.holds(now)


def _around_bedtime(
    settings: Settings, day: date, zone: tzinfo, before: timedelta, after: timedelta
) -> Interval | None:
    """Return the time around the bedtime of the local day, in UTC; None if a change of clocks skips it."""
    whole = hours.day_span(settings, day, zone)
    clock = time.fromisoformat(settings.bedtime)
    moments = (hours.first_moment(day + timedelta(days=n), clock, zone) for n in (0, 1))
    bedtime = next((one for one in moments if whole.holds(one)), None)
    if bedtime is None:
        return None
    return Interval(max(whole.start, bedtime - before), min(whole.end, bedtime + after))


def is_open(events: Sequence[Event], day: date) -> bool:
    """Return whether the card may come on this local day: it has not come yet, or it was snoozed."""
    known = effective(events)
    shown = [one for one in known if one.session == SESSION and one.day == day and one.occurrence]
    if not any(one.kind in {EventKind.OFFERED, EventKind.BEGUN} for one in shown):
        return True
    return shown[-1].kind is EventKind.SNOOZED


def asks_to_stop(events: Sequence[Event]) -> bool:
    """Return whether to ask if it is wanted still: exactly its last nights went unanswered.

    With the next night there is one more, so it is asked once.
    """
    nights: dict[date, bool] = {}
    for one in effective(events):
        if one.session != SESSION:
            continue
        if one.kind is EventKind.UNANSWERED and one.reason is not Reason.AWAY:
            nights[one.day] = True
        elif one.kind in {EventKind.BEGUN, EventKind.DECLINED, EventKind.DONE_ALREADY, EventKind.SNOOZED}:
            nights[one.day] = False
    in_order = [nights[day] for day in sorted(nights)]
    most = NUMBERS.unanswered_nights
    return in_order[-most:] == [True] * most and in_order[-most - 1 : -most] != [True]


def ritual(sessions: Sequence[Session], terms: Constraints) -> Session | None:
    """Return the ritual if it suits the body; it is done at home, where a bed and a floor are."""
    at_home = Constraints(
        allow_floor=True, here=_AT_HOME, leave_out=terms.leave_out, avoid=terms.avoid,
        max_level=terms.max_level,
    )  # fmt: skip
    return next((one for one in sessions if one.id == SESSION and suits(one, at_home)), None)
