"""Which question may be asked now: one a session and two a day, the most important one first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.feedback import is_stop
from intermezzo.core.practice.progression.absence import gentle_days_of_late
from intermezzo.core.practice.progression.check import caught_often, caught_running
from intermezzo.core.practice.progression.easing import loaded_before
from intermezzo.core.practice.progression.grades import LOADED_LEVEL
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.offers import StepOffer
from intermezzo.core.practice.progression.progress import Practice


class Rank(IntEnum):
    """The kinds of questions, the most important one first."""

    SAFETY = 0
    MORNING = 1
    GO_ON = 2
    EFFORT = 3
    EASE = 4


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """A question. ``code`` says which: the words are those of ``presenters.practice``."""

    rank: Rank
    code: str
    step: StepOffer | None = None


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
    events: Sequence[Event], today: date, now: datetime, *, gentle: bool
) -> list[PracticeQuestion]:
    """Return what is asked for safety: the health question, or a gentle day."""
    found = []
    if caught_often(events, today) or gentle_days_of_late(events, now) >= NUMBERS.gentle_many:
        found.append(PracticeQuestion(Rank.SAFETY, "signs"))
    if not gentle and (caught_running(events, today) or _uncomfortable(events, now)):
        found.append(PracticeQuestion(Rank.SAFETY, "gentle"))
    return found


def morning_due(practice: Practice, events: Sequence[Event], today: date, now: datetime) -> bool:
    """Return whether yesterday's load is still to be asked about."""
    if any(event.kind is EventKind.MORNING and event.day == today for event in events):
        return False
    asked = Event("", EventKind.MORNING, now, 0, today)
    return any(
        loaded_before(one, asked) and not any(time.day == today for time in one.times)
        for one in practice.known
    )  # fmt: skip


def effort_due(practice: Practice, occurrence: str) -> bool:
    """Return whether a smooth session with a movement of level 3 or more does not say how hard it was."""
    return any(
        time.occurrence == occurrence and time.smooth and not time.effort
        for one in practice.known
        if one.movement.level >= LOADED_LEVEL
        for time in one.times
    )


def _uncomfortable(events: Sequence[Event], now: datetime) -> bool:
    """Return whether two sessions were stopped as uncomfortable lately, at different movements."""
    said = [
        event for event in events
        if event.kind is EventKind.FEEDBACK and is_stop(event) and event.detail.get("why") == "uncomfortable"
        and now - event.at < timedelta(hours=NUMBERS.uncomfortable_within)
    ]  # fmt: skip
    names = {event.detail.get("movement") or event.occurrence for event in said}
    return len(names) >= NUMBERS.uncomfortable_times
