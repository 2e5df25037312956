"""Down is taken at once: two shaky of three, a stop, a morning with much more."""

from datetime import timedelta
from typing import Any

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.gates import lowered_levels
from intermezzo.core.practice.progression.grades import Grade
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, Rule
from intermezzo.core.practice.progression.upkeep import stepped_back
from intermezzo.core.scheduling.day_state import effective
from tests.core.practice.progression.histories import History

HINGE, SCAP, SPLIT, LOAD = "wall_hip_hinge", "scap_set", "split_hinge", "sts_loaded"


def told(history: History, name: str, day: float) -> list[Rule]:
    return [row.rule for row in history.of(name, day).rows]


@pytest.mark.parametrize(
    ("times", "rule"),
    [
        (["smooth", "shaky"], None), (["shaky", "smooth"], None), (["shaky", "shaky"], Rule.EASE),
        (["shaky", "smooth", "shaky"], Rule.EASE), (["shaky", "smooth", "smooth", "shaky"], None),
        (["eased", "eased"], Rule.EASE), (["eased", "shaky"], Rule.EASE), (["", ""], None),
        (["smooth", "stopped"], Rule.STOPPED), (["shaky", "", "", "shaky"], Rule.EASE),
        (["shaky", "smooth", "", "smooth", "shaky"], None),
    ],
)  # fmt: skip
def test_two_of_the_last_three(times: list[str], rule: Rule | None) -> None:
    history = History()
    for day, felt in enumerate(times):
        history.done(HINGE, day, "" if felt == "eased" else felt, eased=felt == "eased")
    history.upkeep(len(times))
    assert told(history, HINGE, len(times)) == [Rule.FIRST, *([rule] if rule else [])]
    assert history.of(HINGE, len(times)).grade == Grade(range=1 if rule else 2)
    assert not history.upkeep(len(times) + 1).changes, "it is taken once"


def test_as_before_takes_it_back_and_it_is_not_taken_again() -> None:
    history = History()
    history.done(HINGE, 0, "shaky")
    history.done(HINGE, 1, "shaky")
    history.upkeep(2)
    change = GradeChange(HINGE, Grade(range=2), ChangedBy.USER, Rule.BACK, Grade(range=1))
    history.note(change, 2, 12)
    assert history.of(HINGE, 2).grade == Grade(range=2)
    assert not history.upkeep(3).changes


@pytest.mark.parametrize(("apart", "rule"), [(14, Rule.STEP_BACK), (15, Rule.EASE)])
def test_eased_again_within_two_weeks_it_is_a_step_back(apart: int, rule: Rule) -> None:
    history = History()
    for day in (0, 1, apart, apart + 1):
        history.done(SCAP, day, "shaky")
        history.upkeep(day)
    assert told(history, SCAP, apart + 1)[-1] is rule


@pytest.mark.parametrize(("apart", "rule"), [(14, Rule.STEP_BACK), (15, Rule.EASE)])
def test_eased_within_two_weeks_of_a_step_back_it_is_one_again(apart: int, rule: Rule) -> None:
    history = History()
    history.note(GradeChange(SCAP, Grade(hold=3), ChangedBy.USER, Rule.GO_ON), -30)
    history.done(SCAP, 0, "shaky", effort="")
    history.note(GradeChange(SCAP, Grade(hold=2), ChangedBy.PRACTICE, Rule.STEP_BACK, Grade(hold=3)), 1)
    for hour in (11.0, 12.0):
        history.done(SCAP, 1 + apart, "shaky", hour=hour)
    history.upkeep(1 + apart, 13)
    assert told(history, SCAP, 1 + apart)[-1] is rule


def test_hard_and_shaky_is_a_step_back_to_the_rung_below_until_it_is_smooth_on_two_days() -> None:
    history = History()
    history.done(SPLIT, 0, "shaky", effort="hard")
    history.upkeep(1)
    assert told(history, SPLIT, 1) == [Rule.FIRST, Rule.STEP_BACK]
    assert stepped_back(history.practice(1)) == {SPLIT}
    history.done("dowel_hip_hinge", 2)
    history.done("dowel_hip_hinge", 2, hour=15)
    assert stepped_back(history.practice(3)) == {SPLIT}, "on one day"
    history.done("dowel_hip_hinge", 4)
    assert stepped_back(history.practice(5)) == frozenset()


@pytest.mark.parametrize(
    ("before", "eased", "back"),
    [(Grade(hold=3), Grade(hold=2), Grade(hold=1)), (Grade(), Grade(range=2), Grade(range=1))],
)  # fmt: skip
def test_without_a_rung_below_a_step_back_is_one_grade_and_no_jump(
    before: Grade, eased: Grade, back: Grade
) -> None:
    history = History()
    history.note(GradeChange(HINGE, before, ChangedBy.USER, Rule.GO_ON), -9)
    for day, grade in ((1, eased), (3, back)):
        history.done(HINGE, day - 1, "shaky")
        history.done(HINGE, day, "shaky")
        history.upkeep(day)
        assert history.of(HINGE, day).grade == grade
    assert stepped_back(history.practice(3)) == frozenset()


@pytest.mark.parametrize(("apart", "out"), [(27, (HINGE,)), (28, (HINGE,)), (29, ())])
def test_stopped_again_within_four_weeks_it_leaves_the_repertoire(apart: int, out: tuple[str, ...]) -> None:
    history = History()
    history.done(HINGE, 0, "stopped", why="thread")
    history.upkeep(0)
    assert history.of(HINGE, 1).is_trial, "half of the repetitions, once"
    history.done(HINGE, apart, "stopped")
    assert history.upkeep(apart).out == out


def test_no_time_teaches_nothing() -> None:
    history = History()
    history.done(HINGE, 0, "stopped", why="no_time")
    history.upkeep(1)
    assert told(history, HINGE, 1) == [Rule.FIRST]


@pytest.mark.parametrize(
    ("felt", "said", "lowered"),
    [
        ("shaky", {}, "wall_hip_hinge"), ("shaky", {"movement": "scap_set"}, "scap_set"),
        ("shaky", {"movement": "not done"}, "wall_hip_hinge"), ("stopped", {}, "chin_nod_seated"),
        ("stopped", {"movement": "scap_set"}, "scap_set"),
    ],
)  # fmt: skip
def test_shaky_belongs_to_the_highest_level_and_stopped_to_the_last(
    felt: str, said: dict[str, Any], lowered: str
) -> None:
    history = History()
    for day in (0, 1):
        history.done("chin_nod_seated", day, felt, beside=(HINGE, SCAP), **said)
    history.upkeep(2)
    of = {name: told(history, name, 2)[-1] for name in (HINGE, SCAP, "chin_nod_seated")}
    assert {name for name, rule in of.items() if rule is not Rule.FIRST} == {lowered}


def test_a_heavy_morning_takes_the_load_back_and_twice_the_level() -> None:
    history = History()
    grade = Grade(reps=0, load_kg=3.0)
    history.note(GradeChange(LOAD, Grade(reps=0, load_kg=2.5), ChangedBy.USER, Rule.GO_ON), -20)
    history.note(GradeChange(LOAD, grade, ChangedBy.USER, Rule.GO_ON), -10)
    for day, load in ((0, 2.5), (14, 2.0)):
        history.done(LOAD, day)
        history.row(EventKind.MORNING, day + 1, 9, detail={"said": "much_more"})
        history.upkeep(day + 1)
        assert history.of(LOAD, day + 1).grade.load_kg == load
        assert not history.upkeep(day + 1, 12).changes
    until = lowered_levels(history.practice(15), effective(history.rows))
    assert until == {3: history.at(15, 9) + timedelta(days=14)}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (LOAD, Grade(load_kg=2.0), Grade(load_kg=1.5)),
        (LOAD, Grade(reps=1, load_kg=2.0), Grade(reps=1, load_kg=1.5)),
        (LOAD, Grade(load_kg=0.5), Grade(reps=-1, load_kg=0.5)),
        ("band_row", Grade(band=1), Grade()),
    ],
)  # fmt: skip
def test_after_a_heavy_morning_there_is_less_weight_as_long_as_there_is_any(
    name: str, before: Grade, after: Grade
) -> None:
    history = History()
    history.note(GradeChange(name, before, ChangedBy.USER, Rule.GO_ON), -20)
    assert history.of(name, 0).grade == before
    history.done(name, 0)
    history.row(EventKind.MORNING, 1, 9, detail={"said": "much_more"})
    history.upkeep(1)
    assert history.of(name, 1).grade == after


def test_as_usual_changes_nothing() -> None:
    history = History()
    history.done(LOAD, 0)
    history.upkeep(0)
    history.row(EventKind.MORNING, 1, 9, detail={"said": "little_more"})
    assert not history.upkeep(1).changes


def test_a_set_of_a_prescription_is_no_time_of_the_practice() -> None:
    history = History()
    for day in (0, 1):
        history.row(
            EventKind.STEP, day, occurrence=f"p{day}",
            detail={"movement": HINGE, "reps": 5, "eased": True, "plan": "a", "exercise": "b"},
        )  # fmt: skip
    assert not history.upkeep(2).changes


def test_after_the_clock_was_set_back_it_follows_once_the_clock_is_there_again() -> None:
    history = History()
    history.done(HINGE, 5, "shaky")
    history.done(HINGE, 6, "shaky")
    history.row(EventKind.MORNING, 6, 9, detail={"said": "much_more"})
    history.done(LOAD, 5)
    history.upkeep(3)
    assert (told(history, HINGE, 3), told(history, LOAD, 3)) == ([Rule.FIRST], [Rule.FIRST])
    history.upkeep(6)
    assert told(history, HINGE, 6) == [Rule.FIRST, Rule.EASE]
    assert told(history, LOAD, 6) == [Rule.FIRST, Rule.MORNING]


def test_a_load_that_was_eased_in_its_first_week_comes_back_by_as_before() -> None:
    history = History()
    raised, eased = Grade(reps=-1, load_kg=2.5), Grade(reps=-1, load_kg=2.0)
    history.note(GradeChange(LOAD, raised, ChangedBy.USER, Rule.GO_ON), 0)
    history.note(GradeChange(LOAD, eased, ChangedBy.PRACTICE, Rule.EASE), 3)
    history.note(GradeChange(LOAD, raised, ChangedBy.USER, Rule.BACK), 4)
    assert history.of(LOAD, 4).grade.load_kg == 2.5
    history.note(GradeChange(LOAD, Grade(reps=-1, load_kg=3.0), ChangedBy.USER, Rule.GO_ON), 9)
    assert history.of(LOAD, 9).grade.load_kg == 2.5, "half a kilogram above the least of seven days"


def test_what_is_at_its_lowest_is_not_eased_but_the_rung_below_is_done_again() -> None:
    lowest = Grade(range=1)
    history = History()
    for name in (HINGE, SPLIT):
        history.note(GradeChange(name, lowest, ChangedBy.PRACTICE, Rule.EASE), -30)
        for day in (0, 1):
            history.done(name, day, "shaky", grade=lowest)
    found = history.upkeep(2)
    assert told(history, HINGE, 2) == [Rule.EASE], "nothing is below it"
    assert told(history, SPLIT, 2) == [Rule.EASE, Rule.STEP_BACK]
    assert found.into == ("dowel_hip_hinge",)
    assert stepped_back(history.practice(2)) == {SPLIT}
    assert stepped_back(history.practice(2), refused=("dowel_hip_hinge",)) == frozenset()
    assert not history.upkeep(3).changes
