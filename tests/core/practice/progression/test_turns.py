"""Whose turn it is to go on: a week has few steps, and what is done most often would take them all."""

import pytest

from intermezzo.core.practice.progression.grades import Grade
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.offers import next_in_turn, step_offers
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, Rule
from intermezzo.core.scheduling.day_state import effective
from tests.core.practice.progression.histories import History

HINGE, MARCH, NOD, HARD = "wall_hip_hinge", "seated_march", "chin_nod_seated", "split_hinge"


def ready(*names: str, last: float = 7, earlier: float = 7.0) -> History:
    """They went smoothly three times, the first one on day ``last`` for the last time, others ``earlier``."""
    history = History()
    for number, name in enumerate(names):
        end = last if not number else earlier
        days = (end - 7, end - 3, end)
        history.hard(name, *days) if name == HARD else history.smooth(name, *days)
    history.upkeep(8)
    return history


def turn(
    history: History, day: float, *done: str, active: tuple[str, ...] = (HINGE, MARCH, NOD)
) -> list[str]:
    own, today = history.practice(day), history.at(day).date()
    found = step_offers(
        own, effective(history.rows), today, history.at(day, 12), done=own.movements.keys(), closed=(),
        active=active,
    )  # fmt: skip
    return [one.movement.id for one in next_in_turn(found, own, today, done=done, active=active)]


def test_what_one_sits_for_waits_for_what_one_gets_up_for() -> None:
    history = ready(HINGE, MARCH)
    assert turn(history, 8, MARCH) == []
    assert turn(history, 8, HINGE) == [HINGE]
    assert turn(history, 8, MARCH, HINGE) == [HINGE, MARCH]


@pytest.mark.parametrize(("days", "waits"), [(NUMBERS.turn_kept - 1, True), (NUMBERS.turn_kept, False)])
def test_it_waits_for_what_was_done_in_the_last_seven_days(days: int, waits: bool) -> None:
    history = ready(HINGE, MARCH, last=7, earlier=7 + days)
    assert turn(history, 7 + days, MARCH) == ([] if waits else [MARCH])


def test_it_waits_for_nothing_that_has_left_the_repertoire_nor_for_what_is_not_due() -> None:
    assert turn(ready(HINGE, MARCH), 8, MARCH, active=(MARCH,)) == [MARCH]
    shaky = ready(HINGE, MARCH)
    shaky.done(HINGE, 8, "shaky")
    assert turn(shaky, 8, MARCH) == [MARCH]


def test_of_equals_the_one_that_has_waited_longest_comes_first() -> None:
    history = History()
    for name, day in ((NOD, -1.0), (MARCH, -2.0)):
        history.note(GradeChange(name, Grade(), ChangedBy.USER, Rule.GO_ON), day)
    for name in (NOD, MARCH):
        history.smooth(name, 0, 3, 7)
    history.upkeep(7)
    assert turn(history, 7, NOD) == []
    assert turn(history, 7, NOD, MARCH) == [MARCH, NOD]


def test_the_demanding_have_a_week_of_their_own() -> None:
    history = ready(HARD, MARCH)
    assert turn(history, 8, MARCH, active=(HARD, MARCH)) == [MARCH]
    assert turn(history, 8, HARD, active=(HARD, MARCH)) == [HARD]
