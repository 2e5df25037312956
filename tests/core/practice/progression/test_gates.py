"""Levels open by what went well; without weights no gate asks for a bag, a band or a load."""

from typing import Any

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.gates import awaited, kept_closed, opened
from intermezzo.core.practice.progression.grades import FULL, Grade
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, LevelChange, Rule
from intermezzo.core.scheduling.day_state import effective
from tests.core.practice.progression.histories import MOVEMENTS, History

THREE = ("desk_plank", "wall_hip_hinge", "wall_slide")
"""A movement of level 2 in each of the areas that the first gate asks for."""
READY = (0, 2, 4, 6, 8, 9)


def ready(*days: int, names: tuple[str, ...] = THREE, level: int = 2) -> History:
    history = History()
    if level > 2:
        history.note(LevelChange(level, ChangedBy.PRACTICE, Rule.GATE), -5)
    for name in names:
        done = history.hard if MOVEMENTS[name].level > 2 else history.smooth
        done(name, *(days or READY))
    return history


def level(history: History, day: float, **terms: Any) -> int | None:
    found = opened(
        history.practice(day), effective(history.rows), history.at(day).date(),
        **{"cleared": True, "weights": False, "equipment": (), **terms},
    )  # fmt: skip
    return None if found is None else found.level


@pytest.mark.parametrize(
    ("days", "day", "found"),
    [(READY, 9, 3), (READY[:5], 9, None), (READY, 13, 3), (READY, 14, None), ((0, 5), 9, None)],
)
def test_level_three_wants_six_days_of_fourteen_and_three_areas(
    days: tuple[int, ...], day: float, found: int | None
) -> None:
    assert level(ready(*days), day) == found


@pytest.mark.parametrize(("said", "first"), [("even", 9), ("different", 10), ("caught", 12)])
def test_no_level_opens_on_a_day_whose_opening_check_was_not_even_nor_soon_after_it_caught(
    said: str, first: int
) -> None:
    history = ready()
    history.row(EventKind.CHECK, 9, 11, detail={"movement": "pelvic_clock_seated", "said": said})
    assert [day for day in range(9, 13) if level(history, day) == 3] == [*range(first, 13)]


@pytest.mark.parametrize("missing", THREE)
def test_level_three_wants_each_area(missing: str) -> None:
    assert level(ready(names=tuple(one for one in THREE if one != missing)), 9) is None


@pytest.mark.parametrize("missing", THREE)
def test_the_area_that_the_gate_waits_for_is_known_until_it_is_open(missing: str) -> None:
    history = ready(names=tuple(one for one in THREE if one != missing))
    (found,) = awaited(history.practice(9), history.at(9).date())
    assert missing in found
    assert found.isdisjoint({*THREE} - {missing})
    assert {MOVEMENTS[name].level for name in found} == {2}


@pytest.mark.parametrize(
    ("rule", "day", "eased", "found"),
    [
        (Rule.GO_ON, -46, False, 3), (Rule.STAY, -46, False, 3), (Rule.GO_ON, -47, False, None),
        (Rule.GO_ON, 10, False, None), (Rule.BACK, -40, False, None), (Rule.GO_ON, -40, True, None),
    ],
)  # fmt: skip
def test_a_step_that_was_offered_stands_for_an_area_for_eight_weeks_unless_it_is_lowered(
    rule: Rule, day: int, eased: bool, found: int | None
) -> None:
    """The areas come one after another, the weeks in which a movement is in the repertoire."""
    stride, hinge, slide = THREE
    history = ready(names=(hinge, slide))
    history.note(GradeChange(stride, Grade(), ChangedBy.USER, rule, Grade(range=2)), day)
    if eased:
        history.note(GradeChange(stride, Grade(range=2), ChangedBy.PRACTICE, Rule.EASE, Grade()), -30)
    assert level(history, 9) == found
    closed = LevelChange(2, ChangedBy.ABSENCE, Rule.AWAY_LONG)
    history.note(closed, -20)
    assert level(history, 9) is None, "before a gate has closed it counts no more"


@pytest.mark.parametrize("rule", [Rule.AWAY, Rule.AWAY_LONG, Rule.GENTLE])
def test_a_step_of_a_way_back_stands_for_nothing(rule: Rule) -> None:
    stride, hinge, slide = THREE
    history = ready(names=(hinge, slide))
    history.note(GradeChange(stride, Grade(range=1), ChangedBy.ABSENCE, rule, Grade()), -20)
    for day, thirds in ((-12, 2), (-4, 3)):
        after, before = Grade(range=thirds), Grade(range=thirds - 1)
        history.note(GradeChange(stride, after, ChangedBy.USER, Rule.GO_ON, before), day)
    assert level(history, 9) is None


def test_once_level_three_is_open_the_repertoire_is_to_have_some_of_it() -> None:
    history = ready(level=3)
    free, loaded = awaited(history.practice(9), history.at(9).date())
    assert free == {"split_hinge"}
    assert "suitcase_carry" in loaded
    assert {MOVEMENTS[name].level for name in free | loaded} == {3}


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ({"cleared": False}, None), ({"weights": True}, None), ({"weights": True, "equipment": ("bag",)}, 3),
        ({"weights": True, "equipment": ("band", "mat")}, 3), ({"equipment": ("mat",)}, 3),
    ],
)  # fmt: skip
def test_what_a_gate_asks_for_beside_practice(terms: dict[str, Any], found: int | None) -> None:
    assert level(ready(), 9, **terms) == found


@pytest.mark.parametrize(
    ("names", "days", "weights", "found"),
    [
        (("bird_dog",), (0, 3, 7), False, 4), (("bird_dog",), (0, 3, 6), False, None),
        (("bird_dog",), (0, 3, 7), True, None), (("bird_dog", "sts_loaded"), (0, 3, 7), True, 4),
        (("sts_loaded",), (0, 3, 7), True, None),
    ],
)  # fmt: skip
def test_level_four(names: tuple[str, ...], days: tuple[int, ...], weights: bool, found: int | None) -> None:
    assert level(ready(*days, names=names, level=3), 7, weights=weights) == found


@pytest.mark.parametrize(
    ("names", "weights", "found"),
    [(("dowel_hip_hinge",), False, 5), (("wall_hip_hinge",), True, None),
     (("wall_hip_hinge", "raised_lift"), True, 5)],
)  # fmt: skip
def test_level_five(names: tuple[str, ...], weights: bool, found: int | None) -> None:
    history = ready(0, 3, 7, names=names, level=4)
    assert level(history, 7, weights=weights) == found
    if "raised_lift" in names:
        grade = Grade(FULL, 0, 0, 2.5)
        history.note(GradeChange("raised_lift", grade, ChangedBy.USER, Rule.GO_ON), 8)
        assert level(history, 9, weights=weights) is None, "not at this load"


def test_a_gate_that_was_closed_wants_two_smooth_times_since() -> None:
    history = ready()
    history.note(LevelChange(2, ChangedBy.ABSENCE, Rule.AWAY_LONG), 9, 12)
    assert level(history, 9) is None
    for name in THREE:
        history.done(name, 10)
    assert level(history, 10) is None
    for name in THREE:
        history.done(name, 11)
    assert level(history, 11) == 3


@pytest.mark.parametrize(
    ("open_level", "weights", "closed"),
    [
        (2, False, {"split_hinge", "sts_loaded", "band_row", "hip_turn_chop", "floor_lift"}),
        (3, False, {"sts_loaded", "band_row", "hip_turn_chop", "floor_lift"}),
        (3, True, {"hip_turn_chop", "floor_lift"}), (5, True, {"hip_turn_chop", "floor_lift"}),
        (1, True, {"wall_hip_hinge", "split_hinge", "sts_loaded", "band_row", "hip_turn_chop", "floor_lift"}),
    ],
)  # fmt: skip
def test_what_is_offered_at_a_level(open_level: int, weights: bool, closed: set[str]) -> None:
    found = kept_closed(History().practice(0), (), open_level, History().at(0), weights=weights)
    asked = (
        "scap_set",
        "wall_hip_hinge",
        "split_hinge",
        "sts_loaded",
        "band_row",
        "hip_turn_chop",
        "floor_lift",
    )
    assert {name for name in asked if name in found} == closed
    assert {name for name in MOVEMENTS if MOVEMENTS[name].level < 2}.isdisjoint(found)


@pytest.mark.parametrize(
    ("days", "day", "is_open"),
    [((0,), 1.9, False), ((0,), 2, True), ((0, 2, 4), 6.9, False), ((0, 2, 4), 7.1, True)],
)
def test_level_three_comes_three_days_a_week_with_two_days_between(
    days: tuple[int, ...], day: float, is_open: bool
) -> None:
    history = ready(*days, names=("split_hinge",), level=3)
    found = kept_closed(history.practice(day), effective(history.rows), 3, history.at(day), weights=False)
    assert ("split_hinge" not in found) is is_open
