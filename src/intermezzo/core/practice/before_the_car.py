"""The ritual *before the car*: it takes the place of the day's last interlude, shortly before work ends."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from intermezzo.core.practice.model import Day, Kind, Session
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.selection import Choice, Constraints, suits

SESSION = "before_the_car"
"""The id of the ritual."""
WHY = "car"
"""The code of the choice."""


def takes_slot(kind: Kind, start: datetime, day: Day, *, last: bool) -> bool:
    """Return whether the ritual may take a slot that starts then; ``last`` if it is the day's last."""
    if kind is not Kind.INTERLUDE or not last or not day.work:
        return False
    to_end = day.work[-1].end - start
    return timedelta() <= to_end <= timedelta(minutes=NUMBERS.before_the_car)


def ritual(sessions: Iterable[Session], terms: Constraints) -> Session | None:
    """Return the ritual if it suits place and body."""
    return next((one for one in sessions if one.id == SESSION and suits(one, terms)), None)


def fitting(seconds: float, sessions: Iterable[Session], terms: Constraints) -> Choice | None:
    """Return the ritual if it fits in ``seconds``, and this place and body."""
    found = ritual(sessions, terms)
    return Choice(found, WHY) if found is not None and found.seconds <= seconds else None
