"""The morning after something demanding: asked at the first opening after it, and of which day it is."""

from datetime import timedelta

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.gates import lowered_levels, opened
from intermezzo.core.practice.progression.progress import ChangedBy, LevelChange, Rule
from intermezzo.core.practice.progression.questions import AskedQuestion, answered_for, morning_due
from intermezzo.core.practice.progression.resting import resting, rests
from tests.core.practice.progression.histories import LIBRARY, History

HARD, LOAD = "split_hinge", "sts_loaded"
SESSIONS = tuple(LIBRARY.sessions.values())
FRIDAY, MONDAY = 4, 7


def due(history: History, day: int, *shown: int) -> int | None:
    """Return the number of the day that is asked about."""
    asked = [AskedQuestion("morning", history.at(one).date()) for one in shown]
    found = morning_due(history.practice(day), history.rows, history.at(day).date(), asked)
    return None if found is None else (found - history.at(0).date()).days


@pytest.mark.parametrize(
    ("day", "about"),
    [(FRIDAY, None), (FRIDAY + 1, FRIDAY), (MONDAY, FRIDAY), (FRIDAY + 4, FRIDAY), (FRIDAY + 5, None)],
)
def test_it_is_asked_within_four_days(day: int, about: int | None) -> None:
    assert due(History().hard(HARD, FRIDAY, morning=""), day) == about


@pytest.mark.parametrize(
    ("shown", "about"), [((), FRIDAY), ((FRIDAY,), FRIDAY), ((FRIDAY + 1,), None), ((MONDAY,), FRIDAY)]
)
def test_it_is_not_asked_on_a_second_day(shown: tuple[int, ...], about: int | None) -> None:
    history = History().hard(HARD, 2, morning="").hard(HARD, FRIDAY, morning="")
    assert due(history, MONDAY, *shown) == about


def test_an_answer_and_something_demanding_today_end_it() -> None:
    history = History().hard(HARD, FRIDAY, morning="")
    history.row(EventKind.MORNING, FRIDAY + 1, 9, detail={"said": "usual"})
    assert due(history, MONDAY) is None
    again = History().hard(HARD, FRIDAY, morning="").hard(LOAD, MONDAY, morning="")
    assert due(again, MONDAY) is None
    assert due(again, MONDAY + 1) == MONDAY


def test_an_answer_is_about_the_last_demanding_day_alone() -> None:
    history = History().hard(HARD, 2, morning="usual").hard(LOAD, FRIDAY, morning="")
    history.row(EventKind.MORNING, MONDAY, 9, detail={"said": "much_more"})
    assert [time.morning for time in history.of(HARD, MONDAY).times] == ["usual"]
    assert [time.morning for time in history.of(LOAD, MONDAY).times] == ["much_more"]
    assert answered_for(history.practice(MONDAY), history.rows, history.at(MONDAY).date()) == {LOAD}
    assert answered_for(history.practice(8), history.rows, history.at(8).date()) == frozenset()
    now = history.at(MONDAY, 10)
    assert resting(rests(history.rows, SESSIONS, now), now) == {LOAD}
    (change,) = [one for one in history.upkeep(MONDAY).changes if one.rule is Rule.MORNING]
    assert (change.movement, change.after.load_kg) == (LOAD, 1.5)  # type: ignore[union-attr]


@pytest.mark.parametrize(("days_after", "lowered"), [(4, True), (5, False)])
def test_an_answer_that_comes_later_than_four_days_is_about_nothing(days_after: int, lowered: bool) -> None:
    history = History()
    for day in (0, 10):
        history.hard(HARD, day, morning="")
        history.row(EventKind.MORNING, day + days_after, 9, detail={"said": "much_more"})
    until = lowered_levels(history.practice(15), history.rows)
    expected = {3: history.at(10 + days_after, 9) + timedelta(days=14)}
    assert until == (expected if lowered else {})
    assert [bool(time.morning) for time in history.of(HARD, 15).times] == [lowered, lowered]


@pytest.mark.parametrize(
    ("effort", "morning", "opens"), [("light", "usual", True), ("", "usual", False), ("light", "", False)]
)
def test_no_gate_opens_by_what_is_demanding_without_both_answers(
    effort: str, morning: str, opens: bool
) -> None:
    history = History().smooth("bird_dog", 0, 3, 7).hard(LOAD, 0, 3)
    history.note(LevelChange(3, ChangedBy.PRACTICE, Rule.GATE), -5)
    history.hard(LOAD, 7, effort=effort, morning=morning)
    found = opened(
        history.practice(8), history.rows, history.at(8).date(), cleared=True, weights=True,
        equipment=("bag",),
    )  # fmt: skip
    assert (found is not None) is opens
