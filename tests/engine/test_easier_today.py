"""Today says that it is easier as long as something of it is to come."""

import pytest

from intermezzo.app import views
from tests.engine.days import Story
from tests.engine.test_practice import clock, practise, weeks

BACK = "Good to see you. Today begins one step easier; no catching up."
SATURDAY, MONDAY = 15, 17
"""Days after the Friday on which something was done last."""


def returned(story: Story, day: int, hour: int) -> bool:
    """Return whether Today says at this hour why it is easier."""
    story.turn(clock(day, hour))
    return BACK in views.today(story.engine, story.at(clock(day, hour))).status


def test_it_is_told_until_nothing_of_the_day_is_to_come() -> None:
    story = weeks()
    practise(story, 0, "smooth")
    story.engine.tend(story.at(clock(MONDAY, 7)))
    assert [returned(story, MONDAY, hour) for hour in (9, 12, 15, 16, 20)] == [True, True, True, False, False]


def test_it_is_told_until_what_the_first_day_has_is_done() -> None:
    story = weeks()
    practise(story, 0, "smooth")
    story.engine.tend(story.at(clock(MONDAY, 7)))
    assert returned(story, MONDAY, 9)
    practise(story, MONDAY, "smooth", name="seated_reset")
    assert not returned(story, MONDAY, 11)


@pytest.mark.slow
@pytest.mark.parametrize("hour", [9, 12, 20])
def test_on_a_day_off_nothing_begins(hour: int) -> None:
    story = weeks()
    practise(story, 0, "smooth")
    story.engine.tend(story.at(clock(SATURDAY, 7)))
    assert not returned(story, SATURDAY, hour)
