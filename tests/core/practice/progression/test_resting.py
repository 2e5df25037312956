"""A movement that was stopped rests for seventy-two hours, whatever happens to the clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.feedback import WHYS
from intermezzo.core.practice.model import Kind, Session, Step
from intermezzo.core.practice.progression.resting import REST, resting, rests
from intermezzo.core.scheduling.day_state import effective

LIBRARY = load([resources.sessions()])
SESSIONS = tuple(LIBRARY.sessions.values())
BRIDGE = LIBRARY.movements["bridge_loaded"]
LOADED = Session("bridge_loaded", "", Kind.RITUAL, (Step(BRIDGE, 1, 1),))
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
    assert rests([*DONE, said()], SESSIONS, STOPPED_AT) == {"thor_rot_seated": STOPPED_AT + REST}


def test_a_name_counts_more() -> None:
    assert set(rests([*DONE, said(movement="pelvic_tilt_seated")], SESSIONS, STOPPED_AT)) == {
        "pelvic_tilt_seated"
    }


def test_stopped_before_anything_was_done_it_is_the_first_step_or_the_movement_that_was_tried() -> None:
    first = row(EventKind.FEEDBACK, STOPPED_AT, "unwind_the_hips", felt=0)
    assert set(rests([first], SESSIONS, STOPPED_AT)) == {"standing_arrive"}
    tried = row(EventKind.FEEDBACK, STOPPED_AT, "bird_dog", felt=0)
    assert set(rests([tried], SESSIONS, STOPPED_AT)) == {"bird_dog"}


@pytest.mark.parametrize(
    ("feedback", "rested"),
    [
        (said(1.0), False), (said(0.5), False), (said(), True), (said(why="no_time"), False),
        *((said(why=why), True) for why in WHYS if why != "no_time"),
        (said(why="what a later version asks"), True),
    ],
)  # fmt: skip
def test_only_stopping_for_another_reason_than_time_makes_it_rest(feedback: Event, rested: bool) -> None:
    assert bool(rests([*DONE, feedback], SESSIONS, STOPPED_AT)) is rested


def test_what_is_taken_back_rests_no_more() -> None:
    stop = said()
    back = row(EventKind.RETRACTED, STOPPED_AT, id=stop.id)
    assert rests(effective([*DONE, stop, back]), SESSIONS, STOPPED_AT) == {}


def rests_at(rows: Sequence[Event], now: datetime) -> bool:
    """Return whether the movement that was stopped rests."""
    return "thor_rot_seated" in resting(rests(rows, SESSIONS, now), now)


@pytest.mark.parametrize(
    ("hours", "rested"), [(0, True), (71, True), (71.99, True), (72, False), (500, False)]
)
def test_it_rests_for_seventy_two_hours(hours: float, rested: bool) -> None:
    assert rests_at([*DONE, said()], STOPPED_AT + timedelta(hours=hours)) is rested


def test_stopped_again_it_rests_from_then_on() -> None:
    again = said(at=STOPPED_AT + timedelta(hours=50))
    for rows in ([*DONE, said(), again], [*DONE, again, said()]):
        assert rests(rows, SESSIONS, again.at) == {"thor_rot_seated": again.at + REST}


@given(st.lists(st.integers(-10_000, 10_000), max_size=6), st.integers(0, 72 * 60 - 1), st.booleans())
def test_a_clock_that_is_set_back_ends_no_rest_sooner(
    others: list[int], passed: int, started_again: bool
) -> None:
    """However often it is set, with the rows as written or, after a new start, in order of time."""
    later = [row(EventKind.COMPLETED, STOPPED_AT + timedelta(minutes=n), of="later") for n in others]
    rows = [*DONE, said(), *later]
    rows = read_again(rows) if started_again else rows
    for now in (passed, passed + min([0, *others])):
        assert rests_at(rows, STOPPED_AT + timedelta(minutes=now))


def read_again(rows: Sequence[Event]) -> list[Event]:
    """Return rows as the store gives them after a new start: in order of time, with their numbers."""
    numbered = [replace(one, number=number) for number, one in enumerate(rows, 1)]
    return sorted(numbered, key=lambda one: one.at)


YEARS = timedelta(days=3 * 365)


@pytest.mark.parametrize("started_again", [False, True])
@pytest.mark.parametrize("ahead", [timedelta(minutes=1), timedelta(days=10), YEARS])
def test_stopped_while_the_clock_was_ahead_it_rests_from_the_first_row_after_it_was_set_back(
    ahead: timedelta, started_again: bool
) -> None:
    stop = said(at=STOPPED_AT + ahead)
    steps = tuple(replace(one, at=one.at + ahead) for one in DONE)
    first = row(EventKind.OFFERED, STOPPED_AT, of="later")
    rows = [*steps, stop, first, row(EventKind.OFFERED, STOPPED_AT + timedelta(hours=30), of="last")]
    rows = read_again(rows) if started_again else rows
    # A clock that was ahead by less comes to the time of the stop before the rest is over.
    end = REST if ahead > REST else ahead + REST
    for hours in (0, 1, 71.99):
        assert rests_at(rows, STOPPED_AT + timedelta(hours=hours))
    assert not rests_at(rows, STOPPED_AT + end)


def test_before_any_row_tells_when_it_was_it_rests() -> None:
    stop = [*DONE, said(at=STOPPED_AT + YEARS)]
    assert rests_at(stop, STOPPED_AT)
    assert rests(stop, SESSIONS, STOPPED_AT) == {"thor_rot_seated": STOPPED_AT + REST}


def test_rows_written_before_the_stop_do_not_tell_when_it_was() -> None:
    before = row(EventKind.OFFERED, STOPPED_AT - timedelta(days=5), of="before")
    rows = read_again([before, *DONE, said(at=STOPPED_AT + YEARS)])
    assert rests_at(rows, STOPPED_AT + timedelta(hours=1))


def test_a_clock_that_was_years_back_for_a_while_ends_no_rest() -> None:
    wrong = row(EventKind.OFFERED, STOPPED_AT - YEARS, of="later")
    rows = read_again([*DONE, said(), wrong])
    assert rests_at(rows, wrong.at + timedelta(hours=1))
    assert rests_at(rows, STOPPED_AT + timedelta(hours=71))


def test_the_rest_after_a_load_that_was_too_much_is_none_of_years_either() -> None:
    loaded = row(EventKind.STEP, STOPPED_AT + YEARS - timedelta(days=1), movement="bridge_loaded")
    morning = row(EventKind.MORNING, STOPPED_AT + YEARS, said="much_more")
    rows = [loaded, morning, row(EventKind.OFFERED, STOPPED_AT, of="later")]
    for now, rested in ((timedelta(0), True), (REST, False)):
        at = STOPPED_AT + now
        assert ("bridge_loaded" in resting(rests(rows, (LOADED,), at), at)) is rested
