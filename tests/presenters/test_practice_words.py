"""What is told of a movement's grade."""

from datetime import date
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.practice.progression.grades import Grade, Variable
from intermezzo.core.practice.progression.offers import StepOffer
from intermezzo.core.practice.progression.progress import practice
from intermezzo.presenters.practice import explained, here_words, step_words
from tests.core.practice.progression.histories import History

HINGE = "wall_hip_hinge"
MOVEMENTS = library.load([Path(__file__).parents[2] / "sessions"]).movements


@pytest.mark.parametrize(
    ("name", "halved"), [("wall_squat", True), ("thor_rot_seated", False), ("walk_easy", False)]
)
def test_half_the_repetitions_are_told_where_the_first_time_has_them(name: str, halved: bool) -> None:
    progress = practice([], MOVEMENTS.values(), date(2026, 11, 30)).movements[name]
    first = ("The first time has half the repetitions.",) if halved else ()
    assert explained(progress)[1:] == ("Not done yet.", *first)


@pytest.mark.parametrize(
    ("times", "words"),
    [(1, "smooth again"), (2, "two smooth ones"), (3, "three smooth ones"), (15, "three smooth ones")],
)
def test_a_step_is_offered_without_counting_a_streak(times: int, words: str) -> None:
    offer = StepOffer(MOVEMENTS[HINGE], Variable.HOLD, Grade(), Grade(hold=1), smooth=times)
    assert step_words(offer) == f"{MOVEMENTS[HINGE].name}: {words}. Next time one second longer?"


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (2, "smooth the last two times"),
        (3, "smooth the last three times"),
        (9, "smooth the last three times"),
    ],
)
def test_where_one_is_tells_of_three_smooth_times_at_most(times: int, words: str) -> None:
    history = History().smooth(HINGE, *range(times))
    assert here_words(history.of(HINGE, times)).endswith(f" · {words}")
