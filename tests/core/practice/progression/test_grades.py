"""One thing changes with each step: range, hold, repetitions, load, then the next movement."""

from dataclasses import replace

import pytest

from intermezzo.core.practice.model import BreathKind, Movement
from intermezzo.core.practice.progression.grades import (
    FULL,
    Grade,
    Variable,
    down,
    fitted_to,
    free_hold,
    grade_of,
    has_range,
    ladder,
    lighter,
    own,
    rises,
    start,
    up,
)
from tests.core.practice.progression.histories import MOVEMENTS

EVERY = pytest.mark.parametrize("movement", MOVEMENTS.values(), ids=MOVEMENTS)


def ladder_of_grades(movement: Movement) -> list[tuple[Variable, Grade]]:
    found: list[tuple[Variable, Grade]] = []
    grade = start(movement)
    while (step := up(movement, grade)) is not None:
        found.append(step)
        grade = step[1]
        assert len(found) < 100
    return found


@EVERY
def test_each_step_raises_one_thing(movement: Movement) -> None:
    before = start(movement)
    for variable, grade in ladder_of_grades(movement):
        changed = {
            name: (getattr(before, name), getattr(grade, name))
            for name in ("range", "hold", "reps", "load_kg", "band")
            if getattr(before, name) != getattr(grade, name)
        }
        raised = [name for name, (low, high) in changed.items() if high > low]
        assert len(raised) == 1, changed
        assert set(changed) - set(raised) <= {"reps"}
        assert rises(before, grade)
        assert fitted_to(movement, grade) == grade
        assert raised[0].startswith(variable) or raised[0] == "band"
        before = grade


@EVERY
def test_every_grade_goes_down_to_a_bottom_and_never_up(movement: Movement) -> None:
    grade = [start(movement), *(grade for _variable, grade in ladder_of_grades(movement))][-1]
    seen = 0
    while (lower := down(movement, grade)) is not None:
        assert not rises(grade, lower)
        assert lower != grade
        grade, seen = lower, seen + 1
        assert seen < 100
    assert grade.range == 1 or not has_range(movement)


@EVERY
def test_a_longer_hold_is_held_on_a_free_breath(movement: Movement) -> None:
    index = free_hold(movement)
    assert index is None or movement.breath[index].kind is BreathKind.FREE


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("wall_hip_hinge", Grade(range=2)), ("sit_to_stand", Grade()), ("scap_set", Grade()),
        ("breath_paced_6", Grade()), ("sts_loaded", Grade(reps=-1, load_kg=2.0)), ("walk_easy", Grade()),
    ],
)  # fmt: skip
def test_what_is_new_begins_smaller_from_level_two_on(name: str, grade: Grade) -> None:
    assert start(MOVEMENTS[name]) == grade


def test_what_settles_has_no_steps() -> None:
    assert all(not ladder_of_grades(one) for one in MOVEMENTS.values() if one.level == 0)


def test_range_comes_before_hold_before_repetitions_before_load() -> None:
    hinge = [variable for variable, _ in ladder_of_grades(MOVEMENTS["wall_hip_hinge"])]
    assert hinge == [Variable.RANGE, *[Variable.HOLD] * 7]
    bridge = ladder_of_grades(MOVEMENTS["bridge_loaded"])
    assert [variable for variable, _ in bridge[:10]] == [
        Variable.RANGE, *[Variable.HOLD] * 5, *[Variable.REPS] * 3, Variable.LOAD
    ]  # fmt: skip
    assert [grade.reps for _, grade in bridge[5:14]] == [-1, 0, 1, 2, -1, 0, 1, 2, -1]
    assert bridge[-1][1].load_kg == 8.0


@pytest.mark.parametrize(("load", "left"), [(8.0, 6.0), (3.0, 2.0), (2.0, 1.5), (0.5, 0.5), (None, None)])
def test_a_fifth_less_load_in_half_kilograms(load: float | None, left: float | None) -> None:
    assert lighter(Grade(load_kg=load)) == Grade(load_kg=left)


@pytest.mark.parametrize(
    "written",
    [None, "x", {}, {"range": "2"}, {"range": True, "hold": 0, "reps": 0}, {"range": 2, "hold": 0}],
)
def test_what_is_no_grade_is_none(written: object) -> None:
    assert grade_of(written) is None


def test_a_grade_is_read_as_it_was_written_and_kept_in_bounds() -> None:
    bridge = MOVEMENTS["bridge_loaded"]
    for _variable, grade in ladder_of_grades(bridge):
        assert grade_of(grade.detail()) == grade
    assert fitted_to(bridge, Grade(3, 99, 99, 99.0, 1)) == Grade(3, 5, 2, 8.0)
    assert fitted_to(bridge, replace(own(bridge), reps=-99, load_kg=0.1)) == Grade(reps=-1, load_kg=0.5)


def test_the_ladders_are_those_of_the_design() -> None:
    def rungs(name: str) -> list[str]:
        return [one.id for one in ladder(MOVEMENTS[name], MOVEMENTS.values())]

    hinge = ["wall_hip_hinge", "dowel_hip_hinge", "split_hinge", "raised_lift", "floor_lift"]
    assert rungs("split_hinge") == hinge
    assert rungs("sit_to_stand") == ["sit_to_stand", "sts_loaded"]
    assert rungs("pallof") == ["thor_rot_seated", "wall_rotation", "pallof", "hip_turn_chop"]
    assert rungs("walk_easy") == ["walk_easy"]
    assert all(not one.next or one.next in MOVEMENTS for one in MOVEMENTS.values())
    assert all(MOVEMENTS[one.next].level >= one.level for one in MOVEMENTS.values() if one.next), (
        "a ladder leads up"
    )


@pytest.mark.parametrize(
    "name", ["sit_to_stand", "step_up", "case_handle", "floor_lift", "shoe_tie", "walk_easy"]
)
def test_what_gets_somewhere_has_no_part_of_a_range(name: str) -> None:
    assert not has_range(MOVEMENTS[name])
    assert start(MOVEMENTS[name]).range == FULL
