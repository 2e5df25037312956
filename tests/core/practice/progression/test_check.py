"""The opening check shapes the rest of the session; nothing is told of sides, and little is asked."""

import pytest

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.model import Area, Ask, Kind
from intermezzo.core.practice.progression.check import (
    after_check,
    caught_often,
    caught_running,
    opens_with_check,
    preferred_areas,
)
from intermezzo.core.practice.progression.exposures import Felt
from intermezzo.core.practice.progression.grades import has_range
from intermezzo.core.practice.progression.questions import (
    AskedQuestion,
    PracticeQuestion,
    Rank,
    next_question,
    safety_due,
)
from tests.core.practice.progression.histories import FIRST, LIBRARY, MOVEMENTS, History

SESSIONS = LIBRARY.sessions
MICROS = [one for one in LIBRARY.sessions.values() if one.kind is Kind.MICRO]


@pytest.mark.parametrize("session", MICROS, ids=lambda one: one.id)
def test_what_a_check_makes_of_each_session(session: object) -> None:
    found = next(one for one in MICROS if one is session)
    assert opens_with_check(found)
    assert after_check(found, "even") is found
    different, caught = after_check(found, "different"), after_check(found, "caught")
    assert [step.movement.id for step in different.steps] == [step.movement.id for step in found.steps]
    assert all(step.range <= 2 for step in different.steps[1:] if has_range(step.movement))
    assert caught.steps[0] == found.steps[0]
    assert caught.seconds <= 300
    assert len(caught.steps) > 1
    for step in caught.steps[1:]:
        assert step.movement.level <= 1
        assert step.movement.asks.isdisjoint({Ask.BENDING_FORWARD, Ask.TURNING, Ask.ARCHING})
        assert step.range == 1 or not has_range(step.movement)
    assert caught.steps[-1].movement.level == 0


@pytest.mark.parametrize(
    ("said", "felt"), [("even", Felt.SMOOTH), ("different", None), ("caught", None), ("", None)]
)
def test_only_even_promotes(said: str, felt: Felt | None) -> None:
    history = History()
    history.done("scap_set", 0, beside=("pelvic_clock_seated",), kind="micro")
    if said:
        detail = {"movement": "pelvic_clock_seated", "said": said}
        history.row(EventKind.CHECK, 0, occurrence="o0", detail=detail)
    assert [time.felt for time in history.of("scap_set", 0).times] == [felt]


def answered(*checks: tuple[float, str]) -> list[Event]:
    history = History()
    for day, said in checks:
        history.row(EventKind.CHECK, day, detail={"movement": "pelvic_clock_seated", "said": said})
    return history.rows


@pytest.mark.parametrize(
    ("days", "areas"), [((0, 1, 13), True), ((0, 1, 14), False), ((0, 13), False), ((0, 0, 0), True)]
)
def test_one_side_different_three_times_in_two_weeks_prefers_its_area(
    days: tuple[float, ...], areas: bool
) -> None:
    rows = answered(*((day, "different") for day in days))
    found = preferred_areas(rows, MOVEMENTS, History().at(days[-1]).date())
    assert found == (MOVEMENTS["pelvic_clock_seated"].areas if areas else frozenset())
    assert Area.FEET not in found


@pytest.mark.parametrize(
    ("days", "running", "often"),
    [((0,), False, False), ((0, 1), True, False), ((0, 2), False, False), ((0, 2, 6), False, True),
     ((0, 2, 7), False, False)],
)  # fmt: skip
def test_it_caught(days: tuple[float, ...], running: bool, often: bool) -> None:
    rows, today = answered(*((day, "caught") for day in days)), History().at(days[-1]).date()
    assert (caught_running(rows, today), caught_often(rows, today)) == (running, often)
    codes = [
        one.code for one in safety_due(rows, today, History().at(days[-1]), gentle=False, sessions=SESSIONS)
    ]
    assert codes == [*(["signs"] if often else []), *(["gentle"] if running else [])]


@pytest.mark.parametrize(("hours", "asked"), [(47, True), (48, False)])
def test_two_movements_uncomfortable_within_two_days(hours: float, asked: bool) -> None:
    history = History()
    for at, name in ((0.0, "scap_set"), (hours, "wall_slide")):
        history.done(name, 0, "stopped", hour=at, movement=name, why="uncomfortable")
    now = history.at(0, hours)
    codes = [one.code for one in safety_due(history.rows, now.date(), now, gentle=False, sessions=SESSIONS)]
    assert codes == (["gentle"] if asked else [])
    assert safety_due(history.rows, now.date(), now, gentle=True, sessions=SESSIONS) == []


@pytest.mark.parametrize(("later", "asked"), [(20, True), (47, True), (48, False)])
def test_two_uncomfortable_stops_are_asked_about_on_the_next_day_where_theirs_had_no_place(
    later: float, asked: bool
) -> None:
    history = History()
    for at, name in ((0.0, "scap_set"), (47.0, "wall_slide")):
        history.done(name, 0, "stopped", hour=at, movement=name, why="uncomfortable")
    now = history.at(0, 47.0 + later)
    found = safety_due(history.rows, now.date(), now, gentle=False, sessions=SESSIONS)
    assert bool(found) is asked
    history.gentle(2.0)
    assert safety_due(history.rows, now.date(), now, gentle=False, sessions=SESSIONS) == []


@pytest.mark.parametrize(("shown", "again"), [(1, True), (3, True), (4, False), (5, False)])
def test_the_signs_are_not_shown_again_for_the_same_answers(shown: int, again: bool) -> None:
    """It caught on days 0, 2 and 4; asked before the last of them, it is asked once more."""
    rows, now = answered((0, "caught"), (2, "caught"), (4, "caught")), History().at(6, 9)
    asked = [AskedQuestion("signs", History().at(shown).date())]
    found = safety_due(rows, now.date(), now, gentle=False, sessions=SESSIONS, asked=asked)
    assert [one.code for one in found] == (["signs"] if again else [])


@pytest.mark.parametrize(("shown", "again"), [(6, True), (7, False)])
def test_nor_for_the_same_gentle_days(shown: int, again: bool) -> None:
    history = History()
    history.gentle(0.0, 3)
    history.gentle(7.0, 6)
    now, asked = history.at(12, 10), [AskedQuestion("signs", history.at(shown).date())]
    found = safety_due(history.rows, now.date(), now, gentle=True, sessions=SESSIONS, asked=asked)
    assert [one.code for one in found] == (["signs"] if again else [])


def test_two_stops_of_one_movement_are_no_two_movements() -> None:
    history = History()
    for hour, name in ((0.0, "scap_set"), (5.0, "scap_set")):
        history.done(name, 0, "stopped", hour=hour, why="uncomfortable")
    now = history.at(0, 6)
    assert safety_due(history.rows, now.date(), now, gentle=False, sessions=SESSIONS) == []


@pytest.mark.parametrize(("asked", "again"), [(-1, True), (0, True), (1, False)])
def test_a_gentle_day_that_was_not_wanted_is_not_offered_again_for_the_same_stops(
    asked: int, again: bool
) -> None:
    """Asked on day 1 after the stops of days 0 and 1, it is not asked on day 2."""
    history = History()
    for day, name in ((0, "scap_set"), (1, "wall_slide")):
        history.done(name, day, "stopped", hour=20, why="uncomfortable")
    now = history.at(2, 9)
    shown = [AskedQuestion("gentle", history.at(asked).date())]
    found = safety_due(history.rows, now.date(), now, gentle=False, sessions=SESSIONS, asked=shown)
    assert bool(found) is again


SAFETY, MORNING, EFFORT, GO_ON, EASE = (PracticeQuestion(rank, rank.name.lower()) for rank in Rank)


@pytest.mark.parametrize(
    ("asked", "due", "found"),
    [
        ((), (EASE, GO_ON, MORNING, SAFETY), SAFETY), ((), (EASE, GO_ON, MORNING), MORNING),
        ((), (EASE, EFFORT, GO_ON), EFFORT), ((), (EASE, GO_ON), GO_ON), ((), (EASE,), EASE), ((), (), None),
        ((("safety", ""),), (SAFETY, EASE), EASE), ((("safety", "now"),), (EASE,), None),
        ((("safety", "before"),), (EASE,), EASE), ((("safety", ""), ("morning", "")), (EASE,), None),
    ],
)  # fmt: skip
def test_one_question_a_session_and_two_a_day(
    asked: tuple[tuple[str, str], ...], due: tuple[PracticeQuestion, ...], found: PracticeQuestion | None
) -> None:
    before = [AskedQuestion(code, FIRST, of) for code, of in asked]
    yesterday = [AskedQuestion("ease", FIRST.replace(day=1), "now")]
    assert next_question(due, [*yesterday, *before], FIRST, "now") == found
