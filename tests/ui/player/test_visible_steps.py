"""Visible steps: poses that can be told apart, as far from one another in a slow part as in a fast one."""

from itertools import pairwise
from math import ceil, dist

import pytest

from intermezzo.core.figure import body_at, travel
from intermezzo.ui.player.visible_steps import rounded_at, steps_at, visible_steps
from tests.core.figure.test_leading import FIGURES

DIAL = 414.0
"""Pixels of the figure in the player at its usual size."""


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_pose_is_shown_as_one_half_a_step_away_at_most(name: str) -> None:
    steps = visible_steps(FIGURES[name], 1, DIAL)
    assert steps[0] == 0.0
    assert list(steps) == sorted(steps)
    assert rounded_at(steps, 0.0) == 0.0
    assert rounded_at(steps, 1.0) == 1.0
    found = [rounded_at(steps, number / 997) for number in range(998)]
    assert found == sorted(found)
    assert len(set(found)) <= max(1, ceil(steps[-1])) + 1
    for number, at in enumerate(found if steps[-1] else ()):
        assert abs(steps_at(steps, at) - steps_at(steps, number / 997)) <= 0.5 + 1e-9
        assert rounded_at(steps, at) == at


@pytest.mark.slow
@pytest.mark.parametrize("name", ["glute_bridge", "car_exit", "walk_easy", "side_reach_seated", "toe_yoga"])
def test_no_point_goes_much_farther_than_a_step_between_two_poses(name: str) -> None:
    figure = FIGURES[name]
    steps = visible_steps(figure, 1, DIAL)
    shown = sorted({rounded_at(steps, number / 997) for number in range(998)})
    bodies = [body_at(figure, at, 0.5) for at in shown]
    step = travel(figure)[-1] / steps[-1]
    for one, other in pairwise(bodies):
        assert max(dist(place, other.points[point]) for point, place in one.points.items()) < 1.75 * step


def test_a_slow_part_has_few_steps() -> None:
    # It gets up, which is fast, and turns round, which is slow.
    steps = visible_steps(FIGURES["car_exit"], 1, DIAL)
    fastest = max(after - before for before, after in pairwise(steps))
    assert steps[-1] < 0.5 * fastest * (len(steps) - 1)
    for at, far in ((0.0, 0.0), (0.5 / (len(steps) - 1), steps[1] / 2), (1.0, steps[-1])):
        assert steps_at(steps, at) == pytest.approx(far)


@pytest.mark.parametrize(("name", "least"), [("jaw_rest", 3), ("eyes_far", 20)])
def test_eyes_and_jaw_are_seen_to_move(name: str, least: int) -> None:
    assert visible_steps(FIGURES[name], 1, DIAL)[-1] >= least


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FIGURES))
def test_whatever_has_keys_has_steps(name: str) -> None:
    assert (visible_steps(FIGURES[name], 1, DIAL)[-1] > 0) is not FIGURES[name].only_breathes
