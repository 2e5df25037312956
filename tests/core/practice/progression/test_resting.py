"""A movement that was stopped rests for seventy-two hours, whatever happens to the clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.feedback import WHYS
from intermezzo.core.practice.progression.resting import REST, resting, rests
from intermezzo.core.scheduling.day_state import effective

SESSIONS = tuple(load([resources.sessions()]).sessions.values())
STOPPED_AT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


def row(
    kind: EventKind, at: datetime, session: str = "seated_reset", *, of: str = "a", **detail: Json
) -> Event:
    return Event(f"{kind}-{at}", kind, at, 0, at.date(), occurrence=of, session=session, detail=detail)


def step(movement: str, minutes: int, of: str = "a") -> Event:
    return row(EventKind.STEP, STOPPED_AT - timedelta(minutes=minutes), of=of, movement=movement)


def said(felt: float = 0.0, at: datetime = STOPPED_AT, **detail: Json) -> Event:
    return replace(row(EventKind.FEEDBACK, at), detail={"felt": felt, **detail})


DONE = (step("pelvic_tilt_seated", 3), step("thor_rot_seated", 2), step("walk_easy", 1, of="another"))


def test_without_a_name_it_is_the_step_that_was_running() -> None:
    assert rests([*DONE, said()], SESSIONS) == {"thor_rot_seated": STOPPED_AT + REST}


def test_a_name_counts_more() -> None:
    assert set(rests([*DONE, said(movement="pelvic_tilt_seated")], SESSIONS)) == {"pelvic_tilt_seated"}


def test_stopped_before_anything_was_done_it_is_the_first_step_or_the_movement_that_was_tried() -> None:
    first = row(EventKind.FEEDBACK, STOPPED_AT, "unwind_the_hips", felt=0)
    assert set(rests([first], SESSIONS)) == {"standing_arrive"}
    assert set(rests([row(EventKind.FEEDBACK, STOPPED_AT, "bird_dog", felt=0)], SESSIONS)) == {"bird_dog"}


@pytest.mark.parametrize(
    ("feedback", "rested"),
    [
        (said(1.0), False), (said(0.5), False), (said(), True), (said(why="no_time"), False),
        *((said(why=why), True) for why in WHYS if why != "no_time"),
        (said(why="what a later version asks"), True),
    ],
)  # fmt: skip
def test_only_stopping_for_another_reason_than_time_makes_it_rest(feedback: Event, rested: bool) -> None:
    assert bool(rests([*DONE, feedback], SESSIONS)) is rested


def test_what_is_taken_back_rests_no_more() -> None:
    stop = said()
    back = row(EventKind.RETRACTED, STOPPED_AT, id=stop.id)
    assert rests(effective([*DONE, stop, back]), SESSIONS) == {}


@pytest.mark.parametrize(
    ("hours", "rested"), [(0, True), (71, True), (71.99, True), (72, False), (500, False)]
)
def test_it_rests_for_seventy_two_hours(hours: float, rested: bool) -> None:
    until = rests([*DONE, said()], SESSIONS)
    assert (resting(until, STOPPED_AT + timedelta(hours=hours)) == {"thor_rot_seated"}) is rested


def test_stopped_again_it_rests_from_then_on() -> None:
    again = said(at=STOPPED_AT + timedelta(hours=50))
    for rows in ([*DONE, said(), again], [*DONE, again, said()]):
        assert rests(rows, SESSIONS) == {"thor_rot_seated": again.at + REST}


@given(st.lists(st.integers(-10_000, 10_000), max_size=6), st.integers(0, 72 * 60 - 1), st.booleans())
def test_a_clock_that_is_set_back_ends_no_rest_sooner(
    others: list[int], passed: int, started_again: bool
) -> None:
    """However often it is set, with the rows as written or, after a new start, in order of time."""
    later = [row(EventKind.COMPLETED, STOPPED_AT + timedelta(minutes=n), of="later") for n in others]
    rows = [*DONE, said(), *later]
    until = rests(sorted(rows, key=lambda one: one.at) if started_again else rows, SESSIONS)
    for now in (passed, passed + min([0, *others])):
        assert resting(until, STOPPED_AT + timedelta(minutes=now)) == {"thor_rot_seated"}
