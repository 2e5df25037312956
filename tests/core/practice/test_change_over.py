"""A change of position takes the seconds that it takes, and these count in a session's length."""

from dataclasses import replace
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.practice.change_over import Position, Posture, Spot, change_over
from intermezzo.core.practice.model import Kind, Movement, Session, Step

LIBRARY = library.load([Path(__file__).parents[3] / "sessions"])
MOVEMENTS = LIBRARY.movements
SIT = Position(Posture.SIT, Spot.ROOM)
STAND = Position(Posture.STAND, Spot.ROOM)
WALL = Position(Posture.STAND, Spot.WALL)
BACK, SIDE, KNEES = (
    Position(posture, Spot.FLOOR) for posture in (Posture.BACK, Posture.SIDE, Posture.HANDS_AND_KNEES)
)
BED = Position(Posture.BACK, Spot.BED)


@pytest.mark.parametrize(
    ("before", "coming", "seconds"),
    [
        (SIT, SIT, 5), (STAND, STAND, 5), (WALL, WALL, 5), (BACK, BACK, 5),
        (SIT, STAND, 6), (STAND, SIT, 6),
        (STAND, WALL, 10), (WALL, STAND, 10), (SIT, WALL, 10), (WALL, SIT, 10),
        (BACK, SIDE, 10), (SIDE, KNEES, 10), (KNEES, BACK, 10),
        (SIT, BACK, 20), (BACK, SIT, 20), (STAND, KNEES, 20), (SIDE, WALL, 20),
        (BACK, BED, 20), (BED, BACK, 20),
        (STAND, BED, 10), (BED, SIT, 10),
    ],
)  # fmt: skip
def test_a_change_over_by_posture(before: Position, coming: Position, seconds: float) -> None:
    assert change_over(before, coming) == seconds
    assert change_over(before, coming, fetch=True) == 20


def _leads(*names: str) -> list[float]:
    steps = tuple(Step(MOVEMENTS[name], 1, 1) for name in names)
    return list(Session("s", "S", Kind.RITUAL, steps).leads)


@pytest.mark.parametrize(
    ("names", "leads"),
    [
        (["chin_nod_seated", "calf_raise", "wall_squat", "sit_to_stand"], [5, 6, 10, 10]),
        (["glute_bridge", "dead_bug", "side_bridge_knees", "half_kneel_hip"], [20, 5, 10, 20]),
        (["open_book", "half_kneel_hip", "breath_9090"], [20, 10, 10]),
        (["pallof", "band_row", "calf_raise", "suitcase_carry"], [5, 20, 5, 20]),
        (["half_kneel_lift", "calf_raise"], [5, 5]),
        (["shoe_tie", "case_handle", "case_walk", "step_up", "shelf_reach"], [5, 20, 5, 20, 5]),
        (["car_exit", "standing_arrive"], [5, 5]),
        (["car_entry", "breath_paced_6"], [5, 5]),
        (["log_roll_up", "standing_arrive"], [5, 6]),
    ],
)
def test_the_way_to_a_step(names: list[str], leads: list[float]) -> None:
    assert _leads(*names) == leads


def test_nobody_turns_over_between_two_movements_on_the_side() -> None:
    steps = tuple(
        Step(MOVEMENTS[name], 1, sides)
        for name, sides in [
            ("open_book", 2), ("clamshell", 2), ("side_bridge_knees", 2), ("clamshell", 1), ("open_book", 1),
            ("dead_bug", 2), ("clamshell", 2), ("ankle_pump", 2), ("ankle_pump", 2),
        ]
    )  # fmt: skip
    session = Session("s", "S", Kind.RITUAL, steps)
    assert session.mirrored == {1, 3, 4}
    shipped = LIBRARY.sessions["open_on_the_mat"]
    assert [shipped.steps[index].movement.id for index in shipped.mirrored] == ["clamshell"]


def test_a_rest_is_as_long_as_written() -> None:
    step = Step(MOVEMENTS["glute_bridge"], 1, 1)
    session = Session("s", "S", Kind.RITUAL, (step, replace(step, lead=45.0), replace(step, lead=0.0)))
    assert session.leads == (20, 45, 0)


@pytest.mark.parametrize(
    ("name", "reps", "sides", "turns"),
    [("clamshell", 5, 2, 1), ("clamshell", 5, 1, 0), ("ankle_pump", 5, 2, 1), ("car_entry", 3, 1, 2)],
)
def test_turns_count_in_the_length_and_not_as_movement(name: str, reps: int, sides: int, turns: int) -> None:
    movement = MOVEMENTS[name]
    step = Step(movement, reps, sides)
    session = Session("s", "S", Kind.RITUAL, (step,))
    assert step.seconds == session.active_seconds == reps * sides * movement.rep_seconds
    assert session.seconds == session.leads[0] + step.seconds + turns * movement.turn


@pytest.mark.parametrize("movement", MOVEMENTS.values(), ids=MOVEMENTS)
def test_who_changes_sides_on_the_floor_or_turns_round_gets_time(movement: Movement) -> None:
    """Lying on a side, kneeling on one knee or standing in a stride, one cannot change in no time."""
    rolls = movement.begins_in.posture in {Posture.SIDE, Posture.KNEEL}
    turned = ("side-on", "one foot a", "stride", "one hand on the desk", "ankle on the other knee")
    if movement.sides == 2 and (rolls or any(words in movement.start for words in turned)):
        assert movement.turn >= (8 if rolls else 5)
