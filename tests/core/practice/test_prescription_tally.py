"""What was done of a plan over a span of days, and how it went."""

from cProfile import Profile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.prescription import (
    Exercise,
    OpenExercise,
    Prescription,
    days_due,
    sets_done,
    steps,
)
from intermezzo.core.practice.prescription_tally import ExerciseTally, tally, week_marks
from tests.plans import MONDAY, movement, own, plan

FRIDAY = MONDAY + timedelta(days=4)
CALLS_PER_EVENT = 15
"""Measured: 7.4. A pass through all events for each exercise takes forty."""
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WHOLE = plan(
    exercises=(
        Exercise("dog", movement("bird_dog"), sets=2, reps=3, days=("mon", "wed", "fri")),
        own(sets=1, reps=5, times=2),
    )
)


def rows(exercise: Exercise, day: date, *, sets: int | None = None, occurrence: str = "") -> list[Event]:
    return [
        Event(
            f"{day}-{exercise.id}-{occurrence}-{one.number}",
            EventKind.STEP,
            NOON,
            0,
            day,
            occurrence=occurrence or f"{day}-{exercise.id}",
            seconds=one.seconds,
            detail={**one.detail(), "movement": exercise.movement.id},
        )
        for one in steps(OpenExercise(WHOLE, exercise))[:sets]
    ]


def felt(occurrence: str, how: float, day: date = MONDAY) -> Event:
    return Event(
        f"f{occurrence}{how}", EventKind.FEEDBACK, NOON, 0, day, occurrence=occurrence, detail={"felt": how}
    )


def counted(
    events: list[Event], today: date = FRIDAY, whole: Prescription = WHOLE
) -> dict[str, tuple[int, int, int]]:
    return {
        one.exercise.id: (one.days, one.kept, one.times)
        for one in tally(whole, events, MONDAY, MONDAY + timedelta(days=6), today)
    }


DOG, RAISES = WHOLE.exercises


def test_days_before_today_count_and_today_once_it_is_kept() -> None:
    assert counted([]) == {"dog": (2, 0, 0), RAISES.id: (4, 0, 0)}
    monday = rows(DOG, MONDAY)
    assert counted(monday)["dog"] == (2, 1, 1)
    assert counted([*monday, *rows(DOG, FRIDAY, sets=1)])["dog"] == (2, 1, 1)
    assert counted([*monday, *rows(DOG, FRIDAY)])["dog"] == (3, 2, 2)


def test_a_day_is_kept_when_every_time_of_it_was_done() -> None:
    once = rows(RAISES, MONDAY, occurrence="a")
    assert counted(once)[RAISES.id] == (4, 0, 1)
    assert counted([*once, *rows(RAISES, MONDAY, occurrence="b")])[RAISES.id] == (4, 1, 2)


def test_what_was_done_on_another_day_counts_as_a_time_and_makes_no_day() -> None:
    tuesday = MONDAY + timedelta(days=1)
    assert tuesday not in days_due(WHOLE, DOG, MONDAY, FRIDAY)
    assert counted(rows(DOG, tuesday))["dog"] == (2, 0, 1)


def test_nothing_counts_before_the_plan_or_after_it() -> None:
    late = plan(first=FRIDAY, exercises=WHOLE.exercises)
    assert counted([], FRIDAY, late)["dog"] == (0, 0, 0)
    assert counted([], FRIDAY + timedelta(days=3), late)["dog"] == (1, 0, 0)
    over = plan(last=MONDAY, exercises=WHOLE.exercises)
    (dog, _raises) = tally(over, [], over.first, MONDAY, FRIDAY)
    assert (dog.days, dog.kept) == (1, 0)
    assert tally(late, [], late.first, MONDAY, MONDAY)[0].times == 0


@pytest.mark.parametrize(
    ("how", "named", "told"),
    [
        (1.0, "", [(1.0,), (1.0,)]),
        (0.5, "", [(), ()]),
        (0.5, DOG.movement.id, [(0.5,), ()]),
        (0.0, DOG.movement.id, [(0.0,), ()]),
        (0.0, "", [(), (0.0,)]),
    ],
)
def test_shaky_and_stopped_are_told_of_one_exercise_only(
    how: float, named: str, told: list[tuple[float, ...]]
) -> None:
    """Stopped without a name is the last one's; shaky without a name is nobody's."""
    events = [*rows(DOG, MONDAY, occurrence="one"), *rows(RAISES, MONDAY, occurrence="one")]
    said = felt("one", how)
    events.append(replace(said, detail={**said.detail, **({"movement": named} if named else {})}))
    found = tally(WHOLE, events, MONDAY, FRIDAY, FRIDAY)
    assert [one.felt for one in found] == [tuple((MONDAY, value) for value in one) for one in told]


def test_what_is_said_again_replaces_what_was_said_and_one_exercise_needs_no_name() -> None:
    events = [
        *rows(DOG, MONDAY, occurrence="one"), *rows(RAISES, MONDAY, occurrence="one"),
        *rows(RAISES, MONDAY, occurrence="two"), felt("one", 0.0), felt("one", 1.0), felt("two", 0.5),
        felt("elsewhere", 0.0),
    ]  # fmt: skip
    found: tuple[ExerciseTally, ...] = tally(WHOLE, events, MONDAY, FRIDAY, FRIDAY)
    assert [one.felt for one in found] == [((MONDAY, 1.0),), ((MONDAY, 1.0), (MONDAY, 0.5))], (
        "said again, the last holds"
    )


def test_the_week_s_marks() -> None:
    events = [*rows(DOG, MONDAY), *rows(DOG, MONDAY + timedelta(days=2), sets=1)]
    done = sets_done([WHOLE], events)
    assert week_marks(WHOLE, DOG, done, MONDAY, FRIDAY) == (
        "done", "none", "part", "none", "open", "none", "none",
    )  # fmt: skip
    assert week_marks(WHOLE, DOG, {}, MONDAY, MONDAY + timedelta(days=1)) == (
        "free", "none", "ahead", "none", "ahead", "none", "none",
    )  # fmt: skip


@pytest.mark.slow
def test_forty_exercises_over_a_year_are_counted_at_once() -> None:
    """It took a pass through all events for each exercise, and a search among the days for each event."""
    year = [date(2025, 11, 28) + timedelta(days=n) for n in range(365)]
    many = plan(
        exercises=tuple(Exercise(f"e{n}", movement("bird_dog")) for n in range(40)), first=year[0], last=None
    )
    events = []
    for day in year:
        for one in many.exercises:
            occurrence = f"{day}-{one.id}"
            detail: dict[str, Json] = {
                "plan": many.id,
                "exercise": one.id,
                "set": 1,
                "sets": 1,
                "whole": 30.0,
            }
            step = Event(occurrence, EventKind.STEP, NOON, 0, day, occurrence, seconds=30.0, detail=detail)
            events += [step, felt(occurrence, 1.0, day), felt(occurrence, 0.5, day)]
    profile = Profile()
    found = profile.runcall(tally, many, events, year[0], year[-1], year[-1])
    calls = sum(one.callcount for one in profile.getstats())
    assert calls < CALLS_PER_EVENT * len(events)
    said = tuple((day, 0.5) for day in year)
    assert {(one.days, one.kept, one.times, one.felt) for one in found} == {(365, 365, 365, said)}
