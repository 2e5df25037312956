"""Which question may be asked now: one a session and two a day, the most important one first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.feedback import is_stop
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.progression.absence import gentle_days_of_late
from intermezzo.core.practice.progression.check import caught_often, caught_running
from intermezzo.core.practice.progression.exposures import CAUGHT, checks, day_before
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.offers import StepOffer
from intermezzo.core.practice.progression.progress import Practice
from intermezzo.core.practice.progression.resting import stopped_movement

_DAY = timedelta(days=1)
_TOGETHER = timedelta(hours=NUMBERS.uncomfortable_within)


class Rank(IntEnum):
    """The kinds of questions, the most important one first."""

    SAFETY = 0
    MORNING = 1
    EFFORT = 2
    GO_ON = 3
    EASE = 4


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """A question. ``code`` says which: the words are those of ``presenters.practice``."""

    rank: Rank
    code: str
    step: StepOffer | None = None
    day: date | None = None
    """The day that it is about, where that is not the day before."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that was shown: its code, its local day and the occurrence of the session, if any."""

    code: str
    day: date
    occurrence: str = ""


def next_question(
    due: Sequence[PracticeQuestion], asked: Sequence[AskedQuestion], today: date, occurrence: str = ""
) -> PracticeQuestion | None:
    """Return the question to ask now, None if there is none or enough have been asked.

    None is asked twice on a day.
    """
    of_today = [one for one in asked if one.day == today]
    of_session = [one for one in of_today if occurrence and one.occurrence == occurrence]
    codes = {one.code for one in of_today}
    if len(of_today) >= NUMBERS.questions_a_day or len(of_session) >= NUMBERS.questions_a_session:
        return None
    return min((one for one in due if one.code not in codes), key=lambda one: one.rank, default=None)


def safety_due(
    events: Sequence[Event], today: date, now: datetime, *,
    gentle: bool, sessions: Mapping[str, Session], asked: Sequence[AskedQuestion] = (),
) -> list[PracticeQuestion]:  # fmt: skip
    """Return what is asked for safety: the health question, or a gentle day; not twice for one reason."""
    found = []
    signs = _worth_a_look(events, today, now)
    if signs is not None and not _asked_since(asked, "signs", signs, today):
        found.append(PracticeQuestion(Rank.SAFETY, "signs"))
    stops = _uncomfortable(events, now, sessions)
    again = stops is not None and _asked_since(asked, "gentle", stops, today)
    if not gentle and (caught_running(events, today) or (stops is not None and not again)):
        found.append(PracticeQuestion(Rank.SAFETY, "gentle"))
    return found


def _worth_a_look(events: Sequence[Event], today: date, now: datetime) -> date | None:
    """Return the day of the last reason to have somebody look at it, None without one."""
    days = []
    if caught_often(events, today):
        days += [row.day for row in checks(events, CAUGHT, today, NUMBERS.caught_within)]
    if gentle_days_of_late(events, now) >= NUMBERS.gentle_many:
        days += [row.day for row in events if row.reason is Reason.GENTLE and row.kind is EventKind.PAUSED]
    return max(days, default=None)


def morning_due(
    practice: Practice, events: Sequence[Event], today: date, asked: Sequence[AskedQuestion] = ()
) -> date | None:
    """Return the day of which it is still to be asked how much one feels it, None if there is none.

    It is asked at the first opening after it, and no more once it was asked on an earlier day or something
    demanding was done today.
    """
    day = day_before(practice.demanding_days, today)
    if day is None or today in practice.demanding_days or _asked_since(asked, "morning", day + _DAY, today):
        return None
    told = any(event.kind is EventKind.MORNING and event.day > day for event in events)
    return None if told else day


def answered_for(practice: Practice, events: Sequence[Event], today: date) -> frozenset[str]:
    """Return the demanding movements of which it was said today how much one feels them."""
    if not any(event.kind is EventKind.MORNING and event.day == today for event in events):
        return frozenset()
    day = day_before(practice.demanding_days, today)
    return frozenset(
        one.movement.id
        for one in practice.known
        if any(time.demanding and time.day == day for time in one.times)
    )


def _asked_since(asked: Sequence[AskedQuestion], code: str, since: date, today: date) -> bool:
    """Return whether a question was shown on a day from ``since`` on, before today."""
    return any(one.code == code and since <= one.day < today for one in asked)


def effort_due(practice: Practice, occurrence: str) -> bool:
    """Return whether a smooth session with a movement of level 3 or more does not say how hard it was."""
    return any(
        time.occurrence == occurrence and time.demanding and time.smooth and not time.effort
        for one in practice.known
        for time in one.times
    )


def _uncomfortable(events: Sequence[Event], now: datetime, sessions: Mapping[str, Session]) -> date | None:
    """Return the day of the last of some stops as uncomfortable lately, at different movements, else None.

    None too once gentle days have been said since. It stays due for as long as the stops may be apart, so
    that what the questions of a day have no place for is asked on the next.
    """
    said = [
        event for event in events
        if event.kind is EventKind.FEEDBACK and is_stop(event) and event.detail.get("why") == "uncomfortable"
    ]  # fmt: skip
    if not said or now - said[-1].at >= _TOGETHER:
        return None
    last = said[-1]
    if any(event.reason is Reason.GENTLE and event.at >= last.at for event in events):
        return None
    near = (event for event in said if last.at - event.at < _TOGETHER)
    names = {stopped_movement(event, events, sessions) for event in near}
    return last.day if len(names) >= NUMBERS.uncomfortable_times else None
