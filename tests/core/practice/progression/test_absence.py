"""After days without moving, and after gentle days, it begins a little easier; nothing is owed."""

from datetime import timedelta

import pytest

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Ask
from intermezzo.core.practice.progression.absence import asks_health, gentle_days_of_late, gentle_times
from intermezzo.core.practice.progression.day_bounds import (
    NO_HINGE_NO_TURN,
    DayBounds,
    Easier,
    day_bounds,
)
from intermezzo.core.practice.progression.grades import Grade
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, LevelChange, Rule
from intermezzo.core.scheduling.day_state import effective
from tests.core.practice.progression.histories import History

HINGE, LOAD = "wall_hip_hinge", "sts_loaded"


def bounds(history: History, day: float, hour: float = 12) -> DayBounds:
    at = history.at(day, hour)
    return day_bounds(effective(history.rows), at.date(), at)


def busy() -> History:
    """Both movements were done, at a grade that has grown; level 3 is open."""
    history = History()
    history.note(LevelChange(3, ChangedBy.PRACTICE, Rule.GATE), -50)
    history.note(GradeChange(HINGE, Grade(hold=1), ChangedBy.USER, Rule.GO_ON), -30)
    for week, load in enumerate((2.5, 3.0, 3.5, 4.0)):
        history.note(
            GradeChange(LOAD, Grade(reps=0, load_kg=load), ChangedBy.USER, Rule.GO_ON), -35 + 7 * week
        )
    history.smooth(HINGE, 0).done(LOAD, 0)
    history.upkeep(0)
    return history


@pytest.mark.parametrize(
    ("days", "rule", "hinge", "load", "level"),
    [
        (13, None, Grade(hold=1), 4.0, 3), (14, Rule.AWAY, Grade(), 2.5, 3),
        (27, Rule.AWAY, Grade(), 2.5, 3), (28, Rule.AWAY_LONG, Grade(range=2), 2.0, 2),
        (89, Rule.AWAY_LONG, Grade(range=2), 2.0, 2), (90, Rule.AWAY_ANEW, Grade(range=2), 2.0, 2),
    ],
)  # fmt: skip
def test_days_without_moving(days: int, rule: Rule | None, hinge: Grade, load: float, level: int) -> None:
    history = busy()
    history.upkeep(days)
    today = history.at(days).date()
    for answered, again in ((0, rule is Rule.AWAY_ANEW), (1, False)):
        asked = asks_health(effective(history.rows), history.at(answered).date(), today)
        assert asked is again, "an answer of less than 90 days ago holds"
    of = {name: history.of(name, days) for name in (HINGE, LOAD)}
    assert of[HINGE].grade == hinge
    assert of[LOAD].grade.load_kg == load
    assert history.practice(days).level == level
    if rule is not None:
        assert [row.rule for row in of[HINGE].rows][-1] is rule
    assert not history.upkeep(days, 13).changes


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        (Grade(), Grade(range=2), Grade(range=2)), (Grade(hold=1), Grade(), Grade(range=2)),
        (Grade(hold=3), Grade(hold=2), Grade(range=2)), (Grade(range=2), Grade(range=1), Grade(range=1)),
        (Grade(range=1), Grade(range=1), Grade(range=1)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ran", [True, False])
def test_a_long_absence_ends_no_lower_than_the_beginning_whether_the_program_ran_or_not(
    before: Grade, short: Grade, long: Grade, ran: bool
) -> None:
    history = History()
    history.note(GradeChange(HINGE, before, ChangedBy.USER, Rule.GO_ON), -30)
    history.smooth(HINGE, 0)
    history.upkeep(0)
    if ran:
        history.upkeep(14)
        assert history.of(HINGE, 14).grade == short
    history.upkeep(28)
    assert history.of(HINGE, 28).grade == long


def test_each_stage_comes_once_while_nobody_moves() -> None:
    history = busy()
    rules = []
    for day in range(1, 100):
        found = history.upkeep(day)
        rules += [change.rule for change in found.changes if isinstance(change, GradeChange)][:1]
    assert rules == [Rule.AWAY, Rule.AWAY_LONG, Rule.AWAY_ANEW]


@pytest.mark.parametrize(
    ("gap", "first", "third"),
    [
        (13, DayBounds(), DayBounds()),
        (14, DayBounds(interludes=1, micros=0, easier=Easier.RETURNED), DayBounds()),
        (
            28,
            DayBounds(level=1, loads=False, quiet=True, easier=Easier.RETURNED),
            DayBounds(level=1, loads=False, quiet=True, easier=Easier.BACK),
        ),
    ],
)  # fmt: skip
def test_the_first_days_back_are_easy(gap: int, first: DayBounds, third: DayBounds) -> None:
    history = busy()
    assert bounds(history, gap, 9) == first
    for day in (gap, gap + 1, gap + 2):
        history.smooth(HINGE, day)
    assert bounds(history, gap) == first, "also once one has moved"
    assert bounds(history, gap + 2) == third
    assert bounds(history, gap + 3) == DayBounds()


def test_a_gentle_day_ends_with_half_a_way() -> None:
    history = History()
    history.gentle(0)  # 48 hours from 10 o'clock on
    gentle = DayBounds(1, 2, loads=False, leave_out=NO_HINGE_NO_TURN, quiet=True)
    halfway = DayBounds(2, 2, loads=False, easier=Easier.AFTER_GENTLE)
    at = [(0, 9.9, DayBounds()), (0, 10, gentle), (2, 9.9, gentle), (2, 10, halfway), (3, 9.9, halfway),
          (3, 10, DayBounds())]  # fmt: skip
    assert [bounds(history, day, hour) for day, hour, _ in at] == [found for _, _, found in at]


def test_a_gentle_day_on_the_first_day_back_allows_no_more_than_either() -> None:
    history = busy()
    history.gentle(14)
    assert bounds(history, 14) == DayBounds(
        1,
        2,
        loads=False,
        leave_out=NO_HINGE_NO_TURN,
        interludes=1,
        micros=0,
        quiet=True,
        easier=Easier.RETURNED,
    )
    history = busy()
    history.gentle(26)
    halfway = DayBounds(1, 2, loads=False, quiet=True, easier=Easier.RETURNED)
    assert bounds(history, 28, 11) == halfway


@pytest.mark.parametrize(
    ("days", "hinge", "load", "level"), [(3, Grade(hold=1), 3.0, 3), (3.1, Grade(), 3.0, 2)]
)
def test_after_gentle_days_the_load_is_lower_and_after_many_the_level(
    days: float, hinge: Grade, load: float, level: int
) -> None:
    history = busy()
    history.gentle(1, days)
    assert not history.upkeep(1 + days, 9).changes
    history.upkeep(1 + days, 10.1)
    assert history.of(HINGE, 5).grade == hinge
    assert history.of(LOAD, 5).grade.load_kg == load
    assert history.practice(5).level == level
    assert not history.upkeep(6).changes


def test_gentle_days_said_again_go_on_and_end_when_they_are_ended() -> None:
    history = History()
    history.gentle(0)
    history.gentle(1)
    (time,) = gentle_times(history.rows)
    assert (time.end - time.start, time.days) == (timedelta(days=3), 3)
    history.row(EventKind.RESUMED, 1, 12, reason=Reason.GENTLE, detail={})
    (time,) = gentle_times(history.rows)
    assert time.end == history.at(1, 12)
    assert gentle_days_of_late(history.rows, history.at(10)) == 2
    assert gentle_days_of_late(history.rows, history.at(16)) == 0


def test_the_rest_of_a_day_on_which_something_caught_has_no_load_hinge_turn_or_arch() -> None:
    history = busy()
    history.row(EventKind.CHECK, 1, 10, detail={"movement": "pelvic_clock_seated", "said": "caught"})
    found = bounds(history, 1)
    left_out = frozenset({Ask.BENDING_FORWARD, Ask.TURNING, Ask.ARCHING})
    assert found == DayBounds(loads=False, leave_out=left_out)
    assert bounds(history, 2) == DayBounds()
