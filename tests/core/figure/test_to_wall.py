"""A part of the range at a wall: what touches the wall still does, and no foot stands in it."""

from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Figure, body_at
from intermezzo.core.figure.easier import easier_form, goes_to_wall
from intermezzo.core.figure.props import WALL, WALL_FRONT, WALL_SIDE
from intermezzo.core.figure.resting import Ball
from intermezzo.core.practice.progression.dosing import with_range
from intermezzo.core.practice.progression.grades import has_range
from tests.core.figure.whole_flesh import all_pieces

pytestmark = pytest.mark.slow

PLACES = {"wall": (0, -1, WALL), "wall_front": (0, 1, WALL_FRONT), "wall_side": (1, 1, WALL_SIDE)}
"""The axis on which a wall stands, the way to it, and its place there."""
FIGURES = {
    name: one.figure
    for name, one in library.load([Path(__file__).parents[3] / "sessions"]).movements.items()
    if one.figure is not None and has_range(one) and not PLACES.keys().isdisjoint(one.figure.props)
}
NEAR = 0.01
"""What is so near to a wall touches it, in body heights, and skin gives way so far."""
MOMENTS = (0.0, 0.25, 0.5, 0.75, 1.0)


def before_wall(ball: Ball, axis: int, way: int, place: float) -> float:
    """Return how far an ellipsoid is before a wall."""
    middle, m, radii = ball
    return way * (place - middle[axis]) - hypot(*(one * m[3 * axis + n] for n, one in enumerate(radii)))


@cache
def gaps(figure: Figure, at: float) -> dict[str, float]:
    """Return how far each part of the body is before the wall that is next to it."""
    walls = [PLACES[prop] for prop in figure.props if prop in PLACES]
    found: dict[str, float] = {}
    for number, piece in enumerate(all_pieces(body_at(figure, at, 0.5))):
        found[f"{number} {piece.name}"] = min(
            before_wall(ball, *one) for ball in piece.balls for one in walls
        )
    return found


def touching(figure: Figure, at: float) -> set[str]:
    return {name for name, gap in gaps(figure, at).items() if gap <= NEAR}


SHARES = pytest.mark.parametrize("thirds", [(1,), (2,), (2, 1)], ids=["1", "2", "2, then 1"])
"""The last one is narrowed twice, as by the opening check."""


def ranged(name: str, thirds: tuple[int, ...]) -> Figure:
    figure, whole = FIGURES[name], 3
    for share in thirds:
        figure, whole = with_range(figure, share / whole), share
    return figure


@SHARES
@pytest.mark.parametrize("name", sorted(FIGURES))
def test_what_touches_the_wall_touches_it_in_a_part_of_the_range(name: str, thirds: tuple[int, ...]) -> None:
    whole, part = FIGURES[name], ranged(name, thirds)
    for one, other in ((whole, part), (easier_form(whole), easier_form(part))):
        for at in (0.0, 1.0):
            assert touching(one, at) <= touching(other, at), at
        for at in MOMENTS:
            assert min(gaps(other, at).values()) >= -NEAR, at


@pytest.mark.parametrize("name", sorted(name for name, one in FIGURES.items() if goes_to_wall(one)))
def test_who_goes_to_a_wall_stands_at_a_third_and_two_thirds_of_the_distance(name: str) -> None:
    """And in the easier form in the same place: nobody moves when it gets easier."""
    figures = [*(ranged(name, (thirds,)) for thirds in (1, 2)), FIGURES[name]]
    apart = [
        min(gap for part, gap in gaps(one, 0.0).items() if part.endswith(("foot", "heel"))) for one in figures
    ]
    assert [one / apart[-1] for one in apart] == pytest.approx([1 / 3, 2 / 3, 1], abs=0.04)
    for one in figures:
        assert gaps(easier_form(one), 0.0) == gaps(one, 0.0)
    ways = [body_at(one, 1.0, 0.5).points for one in figures]
    assert all(a["r_hip"][2] > b["r_hip"][2] - NEAR for a, b in pairwise(ways)), "it goes less deep"


def test_hips_go_to_the_wall_behind_and_knees_to_the_one_ahead() -> None:
    assert [name for name in sorted(FIGURES) if goes_to_wall(FIGURES[name])] == [
        "knee_to_wall",
        "wall_hip_hinge",
    ]
