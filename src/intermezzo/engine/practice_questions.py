"""Which question about the practice may be asked now."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from intermezzo.core.history.events import Event, EventKind, Reason, hardly_begun
from intermezzo.core.practice.feedback import just_ended
from intermezzo.core.practice.progression.dosing import fits
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.offers import StepOffer, next_in_turn, step_offers
from intermezzo.core.practice.progression.questions import (
    AskedQuestion,
    PracticeQuestion,
    Rank,
    answered_for,
    effort_due,
    morning_due,
    next_question,
    safety_due,
)
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.practice.selection import SEATED_WITHIN
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.decision import AWAY_SECONDS
from intermezzo.engine.engine import Engine
from intermezzo.engine.session_choice import to_meeting

EASE_ITEMS = ("rise", "car", "pick_up")
"""What the question at the end of a week is about, one in turn."""
_DAY = timedelta(days=1)


def practice_question(engine: Engine, now: datetime) -> PracticeQuestion | None:
    """Return the question to show now, None if there is none; whoever shows it says so (``note_asked``).

    None is asked in a session, nor right before a meeting.
    """
    return _next(engine, (*_for_today(engine, now), *_for_the_end(engine, now)), now)


def question_of_today(engine: Engine, now: datetime) -> PracticeQuestion | None:
    """Return the question to show in Today, which does not wait for the end of a session.

    None while nobody is there: it is asked once, and to somebody.
    """
    idle = engine.presence.idle_seconds
    if engine.presence.locked is True or (idle is not None and idle >= AWAY_SECONDS):
        return None
    return _next(engine, tuple(_for_today(engine, now)), now)


def _next(engine: Engine, due: Sequence[PracticeQuestion], now: datetime) -> PracticeQuestion | None:
    near = to_meeting(engine.day, now)
    if engine.running is not None or (near is not None and near <= SEATED_WITHIN):
        return None
    return next_question(due, engine.asked, engine.state.local_day, _occurrence(engine, now))


def is_due(engine: Engine, question: PracticeQuestion, now: datetime) -> bool:
    """Return whether there still is a reason for a question that was asked in Today."""
    return any(one.code == question.code for one in _for_today(engine, now))


def note_asked(engine: Engine, question: PracticeQuestion, now: datetime) -> None:
    """Note that a question is shown: unanswered it lapses for today."""
    engine.asked.append(AskedQuestion(question.code, engine.state.local_day, _occurrence(engine, now)))


def open_steps(engine: Engine, now: datetime) -> tuple[StepOffer, ...]:
    """Return the steps that may be offered after the session that has just ended, one at a time.

    They are those of what was done in it, and of what was demanding once its morning after is known.
    """
    state, own = engine.state, engine.state.practice
    ended = just_ended(own.events, now)
    if ended is None or hardly_begun(ended) or not state.settings.suggest_steps:
        return ()
    steps = (e for e in own.events if e.kind is EventKind.STEP and e.occurrence == ended.occurrence)
    done = {str(step.detail.get("movement")) for step in steps if "plan" not in step.detail}
    done |= answered_for(own.practice, own.events, state.local_day)
    if harder_twice(own.events, state.local_day - NUMBERS.quiet_after_harder * _DAY):
        return ()
    kept = repertoire(own.events)
    # What has just been done is not due again at once, but may have a next step.
    closed = own.barred | own.stepped_back | state.avoided.resting
    found = step_offers(
        own.practice, own.events, state.local_day, now,
        done=own.practice.movements.keys(), closed=closed, active=kept.active, refused=kept.refused,
    )  # fmt: skip
    possible = tuple(one for one in found if one.following is not None or _is_possible(engine, one))
    return next_in_turn(possible, own.practice, state.local_day, done=done, active=kept.active)


def harder_twice(events: tuple[Event, ...], since: date) -> bool:
    """Return whether the last two words about ease were *harder*, the later one after a day."""
    last = [event for event in events if event.kind is EventKind.EASE][-2:]
    return [event.detail.get("said") for event in last] == ["harder", "harder"] and last[-1].day > since


def _is_possible(engine: Engine, offer: StepOffer) -> bool:
    """Return whether the load is not beyond the user's limit, and a session shows the whole step.

    Else a session would get too long by it.
    """
    if (offer.after.load_kg or 0.0) > engine.state.settings.most_load:
        return False
    movements = engine.state.practice.practice.movements
    return any(fits(one, offer.movement.id, movements, offer.after) for one in engine.state.sessions)


def _for_today(engine: Engine, now: datetime) -> Iterator[PracticeQuestion]:
    state, own = engine.state, engine.state.practice
    gentle = engine.day_state.gentle_until is not None
    sessions = {one.id: one for one in state.sessions}
    yield from safety_due(
        own.events, state.local_day, now, gentle=gentle, sessions=sessions, asked=engine.asked
    )
    if gentle and not any(e.reason is Reason.GENTLE and e.day == state.local_day for e in own.events):
        yield PracticeQuestion(Rank.SAFETY, "still_gentle")
    day = morning_due(own.practice, own.events, state.local_day, engine.asked)
    if day is not None:
        yesterday = day == state.local_day - _DAY
        yield PracticeQuestion(Rank.MORNING, "morning", day=None if yesterday else day)


def _for_the_end(engine: Engine, now: datetime) -> Iterator[PracticeQuestion]:
    if effort_due(engine.state.practice.practice, _occurrence(engine, now)):
        yield PracticeQuestion(Rank.EFFORT, "effort")
    for step in open_steps(engine, now)[:1]:
        yield PracticeQuestion(Rank.GO_ON, "go_on", step)
    if ease_due(engine):
        yield PracticeQuestion(Rank.EASE, f"ease_{ease_item(engine)}")


def ease_item(engine: Engine) -> str:
    """Return what this week's question is about: what comes after the one that was answered last."""
    said = (
        event.detail.get("item")
        for event in reversed(engine.state.practice.events)
        if event.kind is EventKind.EASE
    )
    last = next((EASE_ITEMS.index(str(one)) for one in said if one in EASE_ITEMS), -1)
    return EASE_ITEMS[(last + 1) % len(EASE_ITEMS)]


def ease_due(engine: Engine) -> bool:
    """Return whether it is the last working day of the week, and ease was not told in it."""
    state = engine.state
    today = state.local_day
    left = [today + n * _DAY for n in range(1, 7 - today.weekday())]
    if not engine.day.work or any(hours.work(state.settings, day, state.zone) for day in left):
        return False
    monday = today - today.weekday() * _DAY
    told = any(event.kind is EventKind.EASE and event.day >= monday for event in state.events)
    return not told and bool(state.practice.practice.known)


def _occurrence(engine: Engine, now: datetime) -> str:
    ended = just_ended(engine.state.practice.events, now)
    return (ended.occurrence or "") if ended is not None else ""
