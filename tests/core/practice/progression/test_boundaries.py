"""The numbers of the one table, just below and at their bound, as far as no other file has them."""

from datetime import timedelta

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.gates import lowered_levels, opened
from intermezzo.core.practice.progression.grades import FULL, Grade, Variable, lighter, up
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.offers import StepOffer, step_offers
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, Rule
from intermezzo.core.practice.progression.questions import safety_due
from intermezzo.core.practice.progression.resting import resting, rests
from intermezzo.core.scheduling.day_state import effective
from tests.core.practice.progression.histories import LIBRARY, MOVEMENTS, History

HINGE, LOAD, BAND = "wall_hip_hinge", "sts_loaded", "band_row"
SESSIONS = tuple(LIBRARY.sessions.values())


def offers(history: History, day: float, name: str) -> tuple[StepOffer, ...]:
    return step_offers(
        history.practice(day), effective(history.rows), history.at(day).date(), history.at(day, 12),
        done=(name,), closed=(), active=(),
    )  # fmt: skip


def go_on(history: History, name: str, day: float, grade: Grade) -> None:
    history.note(GradeChange(name, grade, ChangedBy.USER, Rule.GO_ON), day, 8)


@pytest.mark.parametrize(("day", "offered"), [(13, False), (14, True)])
def test_a_week_of_steps_is_seven_days(day: int, offered: bool) -> None:
    history = History().smooth(HINGE, *range(8, day + 1, 1))
    history.smooth(HINGE, 0, 3)
    for number, name in enumerate(("scap_set", "seated_march")):
        go_on(history, name, 7 + number * 0.1, Grade(hold=1))
    assert bool(offers(history, day, HINGE)) is offered


@pytest.mark.parametrize(
    ("name", "hours", "rested"),
    [(HINGE, 71.9, True), (HINGE, 72, False), ("split_hinge", 335.9, True), ("split_hinge", 336, False)],
)
def test_how_long_a_stopped_movement_rests(name: str, hours: float, rested: bool) -> None:
    history = History()
    history.done(name, 0, "stopped", hour=10, movement=name, why="thread")
    now = history.at(0, 10 + hours)
    assert (name in resting(rests(history.rows, SESSIONS, now), now)) is rested


@pytest.mark.parametrize(("hours", "rested"), [(71.9, True), (72, False)])
def test_how_long_it_rests_after_a_heavy_morning(hours: float, rested: bool) -> None:
    history = History()
    history.done(LOAD, 0)
    history.row(EventKind.MORNING, 1, 9, detail={"said": "much_more"})
    now = history.at(1, 9 + hours)
    assert (LOAD in resting(rests(history.rows, SESSIONS, now), now)) is rested


@pytest.mark.parametrize(("apart", "lowered"), [(13, True), (14, True), (15, False)])
def test_two_heavy_mornings_within_two_weeks_lower_the_level(apart: int, lowered: bool) -> None:
    history = History()
    for day in (0, apart):
        history.done(LOAD, day)
        history.row(EventKind.MORNING, day + 1, 9, detail={"said": "much_more"})
    until = lowered_levels(history.practice(apart + 1), effective(history.rows))
    assert until == ({3: history.at(apart + 1, 9) + timedelta(days=14)} if lowered else {})


@pytest.mark.parametrize(("day", "offered"), [(27, False), (28, True)])
def test_two_kilograms_in_four_weeks_at_most(day: int, offered: bool) -> None:
    history, top = History(), 8 - MOVEMENTS[LOAD].reps
    history.note(GradeChange(LOAD, Grade(FULL, 0, top, 2.0), ChangedBy.USER, Rule.GO_ON), -40)
    for week, load in enumerate((2.5, 3.0, 3.5, 4.0)):
        go_on(history, LOAD, 7 * week, Grade(FULL, 0, top, load))
    grade = history.of(LOAD, day).grade
    assert grade.load_kg == 4.0
    history.hard(LOAD, 21.1, 24, day, grade=grade)
    assert [one.after.load_kg for one in offers(history, day, LOAD)] == ([4.5] if offered else [])


@pytest.mark.parametrize(("load", "more"), [(7.0, 7.5), (7.5, 8.0), (8.0, None)])
def test_eight_kilograms_are_the_most(load: float, more: float | None) -> None:
    movement = MOVEMENTS[LOAD]
    step = up(movement, Grade(FULL, 0, 8 - movement.reps, load))
    assert (step[1].load_kg if step else None) == more


@pytest.mark.parametrize(
    ("before", "variable"),
    [(Grade(hold=6), Variable.HOLD), (Grade(hold=7), None)],
)
def test_eight_seconds_and_eight_times_are_the_most(before: Grade, variable: Variable | None) -> None:
    movement = MOVEMENTS[HINGE]
    assert (movement.tempo[1], movement.reps) == (1.0, 8)
    step = up(movement, before)
    assert (step[0] if step else None) is variable


@pytest.mark.parametrize(
    ("reps", "variable"), [(NUMBERS.most_reps - 1, Variable.REPS), (NUMBERS.most_reps, None)]
)
def test_repetitions_grow_up_to_eight(reps: int, variable: Variable | None) -> None:
    movement = MOVEMENTS["toe_yoga"]
    step = up(movement, Grade(reps=reps - movement.reps))
    assert (step[0] if step else None) is variable


@pytest.mark.parametrize(("days", "offered"), [(20, False), (21, True)])
def test_three_weeks_with_the_light_band(days: int, offered: bool) -> None:
    movement = MOVEMENTS[BAND]
    top = Grade(FULL, max(0, int(8 - movement.tempo[1])), max(0, 8 - movement.reps))
    history = History()
    history.note(GradeChange(BAND, top, ChangedBy.USER, Rule.GO_ON), 0)
    history.hard(BAND, days - 8, days - 4, days, grade=top)
    found = offers(history, days, BAND)
    assert [(one.variable, one.after.band) for one in found] == ([(Variable.LOAD, 1)] if offered else [])


@pytest.mark.parametrize(
    ("load", "left"), [(8.0, 6.0), (5.0, 4.0), (4.0, 3.0), (3.0, 2.0), (2.5, 2.0), (2.0, 1.5), (0.5, 0.5)]
)
def test_a_fifth_less_in_whole_steps(load: float, left: float) -> None:
    assert lighter(Grade(load_kg=load)).load_kg == left


@pytest.mark.parametrize(
    ("days", "now", "asked"), [(6, 8, False), (7, 8, True), (7, 14, True), (7, 15, False), (3, 4, False)]
)
def test_seven_gentle_days_of_fourteen(days: int, now: float, asked: bool) -> None:
    history = History()
    history.gentle(0.0, days)
    at = history.at(now, 10)
    codes = [one.code for one in safety_due(history.rows, at.date(), at, gentle=False, sessions={})]
    assert ("signs" in codes) is asked


@pytest.mark.parametrize(("times", "level"), [(2, None), (3, 3)])
def test_three_smooth_times_in_each_area_open_level_three(times: int, level: int | None) -> None:
    history = History().smooth("scap_set", *range(6))
    for name in ("desk_plank", HINGE, "wall_slide"):
        history.smooth(name, *range(times))
    found = opened(
        history.practice(6), effective(history.rows), history.at(6).date(), cleared=True, weights=False,
        equipment=(),
    )  # fmt: skip
    assert (found.level if found else None) == level
