"""Parse the arguments of commands: lengths of time, times of day, movements."""

import re
from datetime import UTC, datetime, time, timedelta

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.practice.model import Movement
from intermezzo.engine.engine import Engine


def minutes(text: str) -> int:
    """Return the minutes of "20", "30m", "1h" or "1h30". Raise Malformed."""
    found = re.fullmatch(r"(?:(\d{1,2})h)?(?:(\d{1,4})m?)?", text)
    total = int(found[1] or 0) * 60 + int(found[2] or 0) if found is not None else 0
    if not 1 <= total <= 24 * 60:
        raise Malformed("argument.minutes", text=text)
    return total


def time_today(engine: Engine, text: str, now: datetime) -> datetime:
    """Return the next moment of this day at which local clocks show 14:05, 14.05 or 1405, in UTC.

    Raise Malformed if ``text`` is no time of day, Fault if the time is over today.
    """
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]?([0-5]\d)", text)
    if found is None:
        raise Malformed("argument.time_of_day", text=text)
    today = now.astimezone(engine.state.zone).date()
    shown = time(int(found[1]), int(found[2]))
    moments = (
        datetime.combine(day, shown.replace(fold=fold), engine.state.zone).astimezone(UTC)
        for day in (today, today + timedelta(days=1))
        for fold in (0, 1)
    )
    until = min((one for one in moments if one > now), default=now)
    if not now < until <= engine.state.day_end(now):
        raise Fault("argument.time_over", time=text)
    return until


def movement_of(engine: Engine, name: str) -> Movement:
    """Return the movement with this id. Raise Fault for an unknown one."""
    found = engine.state.movement(name)
    if found is None:
        raise Fault("repertoire.unknown", id=name)
    return found
