"""What is told of a movement's grade."""

from datetime import date
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.practice.progression.progress import practice
from intermezzo.presenters.practice import explained

MOVEMENTS = library.load([Path(__file__).parents[2] / "sessions"]).movements


@pytest.mark.parametrize(
    ("name", "halved"), [("wall_squat", True), ("thor_rot_seated", False), ("walk_easy", False)]
)
def test_half_the_repetitions_are_told_where_the_first_time_has_them(name: str, halved: bool) -> None:
    progress = practice([], MOVEMENTS.values(), date(2026, 11, 30)).movements[name]
    first = ("The first time has half the repetitions.",) if halved else ()
    assert explained(progress)[1:] == ("Not done yet.", *first)
