"""Two bones reach for what they can reach, and never stretch."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.figure.reach import two_bones
from intermezzo.core.figure.vectors import Vec

coordinate = st.floats(-0.6, 0.6)
place = st.tuples(coordinate, coordinate, coordinate)


@given(start=place, target=place, pole=place)
def test_bones_keep_their_length_and_reach_what_is_near(start: Vec, target: Vec, pole: Vec) -> None:
    middle, end = two_bones(start, target, 0.25, 0.24, pole)
    assert dist(start, middle) == pytest.approx(0.25, abs=1e-6)
    assert dist(middle, end) == pytest.approx(0.24, abs=1e-6)
    if 0.02 < dist(start, target) < 0.489:
        assert dist(end, target) < 1e-6


def test_the_joint_bends_towards_the_pole() -> None:
    middle, _end = two_bones((0.0, 0.0, 1.0), (0.0, 0.0, 0.6), 0.25, 0.25, (1.0, 0.0, 0.0))
    assert middle[0] > 0.1
