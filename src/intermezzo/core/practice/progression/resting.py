"""The movements that rest because the user had to stop them, or because a load was too much."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from math import inf

from intermezzo.core.history.events import Event, EventKind, left_at_once
from intermezzo.core.practice.feedback import NO_TIME, is_stop
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.progression.exposures import day_before, worse_mornings
from intermezzo.core.practice.progression.grades import LOADED_LEVEL
from intermezzo.core.practice.progression.numbers import NUMBERS

REST = timedelta(days=NUMBERS.stop_rest)
"""How long a movement rests after it was stopped."""
HARD_REST = timedelta(days=NUMBERS.hard_stop_rest)
"""How long one of level 3 and above does."""


def rests(events: Sequence[Event], sessions: Iterable[Session], now: datetime) -> Mapping[str, datetime]:
    """Return until when each movement that was ever stopped rests, by its id, from the (effective) events.

    A movement was stopped if the feedback names it, or, without a name, if its step was running: the last one
    of that occurrence, or, where none was done, the first of the session. Stopping for lack of time counts as
    nothing. What was demanding the last time before a morning with *much more* rests too.

    A rest is counted from the row, or for a row after ``now``, written before the clock was set back, from
    the first one written after it that is not; until there is one, from ``now``. So a clock that is set back
    makes no rest end sooner, and one that was years ahead makes none of years.
    """
    known = tuple(sessions)
    levels = {step.movement.id: step.movement.level for one in known for step in one.steps}
    found: dict[str, datetime] = {}
    for event, name in _stops(events, known):
        hard = levels.get(name, 0) >= LOADED_LEVEL
        end = _seen(event, events, now) + (HARD_REST if hard else REST)
        found[name] = max(end, found.get(name, end))
    hard_steps = [
        (event.day, name) for event in events if event.kind is EventKind.STEP
        for name in [str(event.detail.get("movement"))] if levels.get(name, 0) >= LOADED_LEVEL
    ]  # fmt: skip
    for morning in worse_mornings(events):
        day = day_before((day for day, _name in hard_steps), morning.day)
        end = _seen(morning, events, now) + timedelta(days=NUMBERS.morning_rest)
        for name in (name for done, name in hard_steps if done == day):
            found[name] = max(end, found.get(name, end))
    return found


def stopped_on(events: Sequence[Event], sessions: Iterable[Session], day: date) -> frozenset[str]:
    """Return the movements that were stopped on a day, for another reason than time."""
    return frozenset(name for event, name in _stops(events, sessions) if event.day == day)


def stopped_before(events: Sequence[Event], sessions: Iterable[Session]) -> Mapping[str, date]:
    """Return the movements that were stopped the last time they were done, each with the day of that."""
    stops = {event.id: name for event, name in _stops(events, sessions)}
    found: dict[str, date] = {}
    left = left_at_once(events)
    for event in events:
        if event.kind is EventKind.STEP and event.occurrence not in left:
            found.pop(str(event.detail.get("movement")), None)
        elif event.id in stops:
            found[stops[event.id]] = event.day
    return found


def resting(until: Mapping[str, datetime], now: datetime) -> frozenset[str]:
    """Return the ids of the movements that rest at ``now``."""
    return frozenset(name for name, end in until.items() if now < end)


def _stops(events: Sequence[Event], sessions: Iterable[Session]) -> Iterator[tuple[Event, str]]:
    """Yield each feedback that stops a movement, for another reason than time, with the movement's id."""
    known = {one.id: one for one in sessions}
    for event in events:
        if event.kind is EventKind.FEEDBACK and is_stop(event) and event.detail.get("why") != NO_TIME:
            name = stopped_movement(event, events, known)
            if name is not None:
                yield event, name


def _seen(row: Event, events: Sequence[Event], now: datetime) -> datetime:
    """Return from when on a row counts."""
    if row.at <= now:
        return row.at
    written = sorted(events, key=lambda event: event.number or inf)  # those not written yet are the last
    later = written[written.index(row) + 1 :]
    return next((one.at for one in later if one.at <= now), now)


def stopped_movement(feedback: Event, events: Iterable[Event], sessions: Mapping[str, Session]) -> str | None:
    """Return the id of the movement that was stopped; None if nothing says which one."""
    done = [
        one.detail.get("movement")
        for one in events
        if one.kind is EventKind.STEP and one.occurrence == feedback.occurrence
    ]
    name = feedback.detail.get("movement", done[-1] if done else None)
    if isinstance(name, str):
        return name
    session = sessions.get(feedback.session or "")
    # A practice of one movement has the movement's id as its session.
    return session.steps[0].movement.id if session is not None else feedback.session
