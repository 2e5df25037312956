"""Which rituals may be begun from a menu."""

from typing import Any

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.engine.evening import rituals
from tests.engine.days import Story

SHELF = tuple(library.load([resources.sessions()]).sessions.values())


def names(clock: str, **settings: Any) -> list[str]:
    story = Story(**settings)
    story.engine.state.sessions = SHELF
    story.turn(clock)
    return [one.id for one in rituals(story.engine.state, story.at(clock))]


def test_before_bed_is_there_in_the_evening_or_where_its_card_is_wanted() -> None:
    assert names("12:00") == ["before_the_car"]
    assert names("21:00") == ["before_the_car", "before_bed"]
    assert names("25:00") == ["before_the_car", "before_bed"], "after midnight it is still the evening"
    assert names("12:00", before_bed=True) == ["before_the_car", "before_bed"]


@pytest.mark.parametrize("clock", ["12:00", "21:00"])
def test_what_the_user_leaves_out_is_in_no_ritual(clock: str) -> None:
    assert "before_bed" not in names(clock, before_bed=True, leave_out=("lying_on_back",))
