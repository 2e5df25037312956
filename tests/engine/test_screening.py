"""The stored answer to the health question, and what it means for a day."""

import json
from datetime import date, timedelta

import pytest

from intermezzo.app import views
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.screening import HealthAnswer, Screening
from intermezzo.engine.screening import read, written
from tests.engine.days import Story

DAY = date(2026, 11, 20)
UNANSWERED = "The health question isn’t answered yet."


@pytest.mark.parametrize("answer", HealthAnswer)
def test_what_is_written_is_read_and_is_nothing_more(answer: HealthAnswer) -> None:
    said = Screening(answer, DAY)
    assert read(written(said)) == said
    assert json.loads(written(said)) == {"shown": True, "answer": answer.value, "date": "2026-11-20"}


@pytest.mark.parametrize(
    ("cleared", "answer"), [("true", HealthAnswer.NONE), ("false", HealthAnswer.SOMETHING)]
)
def test_a_fact_of_before_is_read(cleared: str, answer: HealthAnswer) -> None:
    fact = f'{{"shown": true, "cleared": {cleared}, "date": "2026-11-20"}}'
    assert read(fact) == Screening(answer, DAY)


@pytest.mark.parametrize(
    "fact",
    [
        None, "", "x", "null", "[]", "3", "{}", "[" * 100_000, '{"cleared": true}',
        '{"cleared": "yes", "date": "2026-11-20"}', '{"cleared": [], "date": "2026-11-20"}',
        '{"answer": "perhaps", "date": "2026-11-20"}', '{"answer": ["none"], "date": "2026-11-20"}',
        '{"answer": "none", "date": 3}', '{"answer": "none", "date": "2026-13-01"}',
    ],
)  # fmt: skip
def test_a_damaged_fact_is_no_answer(fact: str | None) -> None:
    assert read(fact) is None


def test_the_day_on_which_it_is_due_again_takes_the_card_down_and_blocks() -> None:
    story = Story("07:40-10:30")
    story.engine.screening = Screening(HealthAnswer.NONE, DAY - timedelta(days=179))
    story.offer_at("10:31")
    story.engine.screening = Screening(HealthAnswer.NONE, DAY - timedelta(days=180))
    story.turn("10:32")
    assert not story.card()
    assert story.engine.decision is not None
    assert story.engine.decision.reason is Reason.SCREENING
    with pytest.raises(Fault, match=r"^session\.blocked"):
        story.say("10:33", "now")


def test_until_the_question_is_answered_nothing_stands_as_now_or_next() -> None:
    story = Story("07:40-10:30")
    story.engine.screening = Screening(HealthAnswer.OPEN, DAY)
    for clock, first in (("08:00", ("planned", "7 min", "")), ("10:31", ("held", "waiting", UNANSWERED))):
        story.turn(clock)
        shown = views.today(story.engine, story.at(clock))
        assert (shown.title, shown.blocked) == ("Before you begin", True)
        assert shown.line == "One question first: does any health condition apply to you?"
        slots = [row for row in shown.rows if row.slot]
        assert [row.state for row in slots] == [first[0], "planned", "planned"]
        assert slots[0].note == first[1]
        assert first[2] in slots[0].why


@pytest.mark.parametrize(("days", "again"), [(89, False), (90, True)])
def test_after_a_long_absence_it_is_asked_whatever_is_known_of_the_movements(
    days: int, *, again: bool
) -> None:
    story, back = Story("07:40-10:30"), f"{10 + 24 * days}:31"
    engine = story.engine
    engine.screening = Screening(HealthAnswer.NONE, DAY)
    story.offer_at("10:31")
    story.do("10:31", "10:40")
    assert not story.rows(EventKind.GRADE), "the app was left before it noted any"
    engine.tend(story.at(back))
    assert engine.screening_passed is not again
    assert (story.turn(back).decision.reason is Reason.SCREENING) is again
    engine.screening = Screening(HealthAnswer.NONE, engine.state.local_day)
    engine.tend(story.at(back))
    assert engine.screening_passed, "it is answered"


def test_a_gentle_week_is_seven_days_and_no_gentle_day_makes_it_shorter() -> None:
    story = Story("07:40-10:30")
    story.say("10:00", "gentle-week")
    week = story.at("10:00") + timedelta(days=7)
    story.turn("10:31")
    assert story.engine.state.max_level() == NUMBERS.gentle_level
    story.say("10:32", "gentle", "on")
    assert story.engine.day_state.gentle_until == week
    story.say("10:33", "gentle", "off")
    assert story.engine.day_state.gentle_until is None
