"""A cue is shown while the figure does what it says, and no cue stands in for the words of the player."""

import re
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.practice.model import CueTime, Movement, Step
from intermezzo.core.practice.timeline import Part, cue_changes, path

MOVEMENTS = library.load([Path(__file__).parents[3] / "sessions"]).movements
AHEAD = 2.0
"""For at most so many seconds a cue is shown before the figure does what it says: it is read meanwhile."""
SEVERAL = {
    name: one for name, one in MOVEMENTS.items() if one.cue_times.count(CueTime.MOVE) > 1 and one.figure
}
"""The movements with several cues for the move, which may be about one part of the way after another."""
LATER = {
    "case_handle": ("Draw it out", 0.5), "floor_lift": ("Push the floor", 0.5),
    "half_kneel_lift": ("Push the floor", 0.5), "raised_lift": ("Push the floor", 0.5),
    "sit_to_stand": ("Push the floor", 0.35), "sts_loaded": ("Push the floor", 0.35),
}  # fmt: skip
"""Of those, the cues for a later part, each with the place on the way (0 to 1) where it begins."""
AT_ONCE = {
    "breath_lateral_seated", "dead_bug", "open_book", "soft_exhale", "step_up", "suitcase_carry",
    "wall_rotation",
}  # fmt: skip
"""Those whose cues for the move are about all of it."""


def test_each_movement_with_several_cues_for_the_move_is_known() -> None:
    assert {*LATER, *AT_ONCE} == {*SEVERAL}, "say which of its cues are for a later part of the way"


def reached(movement: Movement, place: float) -> float:
    """Return the second of the move at which the figure is at a place on its way."""
    assert movement.figure is not None
    parts = [n / 1000 for n in range(1001)]
    ways = [path(movement, movement.figure, Part.MOVE, part) for part in parts]
    return movement.tempo[0] * next(
        part for part, way in zip(parts, ways, strict=True) if way >= place - 1e-9
    )


@pytest.mark.parametrize("name", LATER)
@pytest.mark.parametrize("reps", [1, 2, 3, 5])
def test_a_cue_for_a_later_part_of_the_way_is_not_long_before_it(name: str, reps: int) -> None:
    movement, (words, place) = MOVEMENTS[name], LATER[name]
    (cue,) = (index for index, one in enumerate(movement.cues) if one.startswith(words))
    for at, shown in cue_changes(Step(movement, reps, movement.sides)):
        if shown == cue and at % movement.rep_seconds < movement.tempo[0]:
            assert reached(movement, place) - at % movement.rep_seconds <= AHEAD


@pytest.mark.parametrize("name", MOVEMENTS)
def test_no_cue_asks_for_the_other_side_for_the_player_does(name: str) -> None:
    """The player says it where another side comes; a cue would say it after the last one too."""
    change = re.compile(r"\bchange (hands|sides|legs|feet)\b(?! next time)|\bturn over\b", re.IGNORECASE)
    assert [cue for cue in MOVEMENTS[name].cues if change.search(cue)] == []
