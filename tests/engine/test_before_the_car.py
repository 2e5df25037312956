"""*Before the car* is offered in the place of the day's last interlude, and counts as it."""

from typing import Any

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.model import Kind
from tests.engine.days import SESSIONS, Story, session

CAR = session("before_the_car", Kind.RITUAL, 133)


def day(*busy: str, **settings: Any) -> Story:
    own: dict[str, Any] = {"rhythm": "own", "interludes": 1, "micros": 0, **settings}
    story = Story(*busy, **own)
    story.engine.state.sessions = (*SESSIONS, CAR)
    story.turn("07:40")
    return story


def test_it_is_the_last_break_and_taken_as_an_interlude() -> None:
    story = day("07:40-15:25 Workshop")
    assert [(slot.session, slot.kind) for slot in story.engine.plan.slots] == [
        ("before_the_car", Kind.INTERLUDE)
    ]
    story.offer_at("15:26")
    assert story.engine.offer is not None
    assert story.engine.offer.session is CAR
    assert (story.engine.offer.slot.kind, story.engine.offer.slot.why) == (Kind.INTERLUDE, "car")
    story.do("15:26:10", "15:28:30")
    story.turn("15:29")
    assert story.engine.day_state.taken == {Kind.INTERLUDE: 1}
    assert not story.engine.plan.slots


def test_a_break_earlier_in_the_day_is_an_ordinary_one() -> None:
    story = day()
    assert [slot.session for slot in story.engine.plan.slots] != ["before_the_car"]
    late = day("07:40-15:17 Workshop")
    late.offer_at("15:18")  # 22 minutes before the end
    assert late.engine.offer is not None
    assert late.engine.offer.session is not CAR


def test_it_can_be_turned_off() -> None:
    story = day("07:40-15:25 Workshop", before_the_car=False)
    story.offer_at("15:26")
    assert story.engine.offer is not None
    assert story.engine.offer.session.kind is Kind.INTERLUDE


def test_with_less_time_an_interlude_takes_its_place() -> None:
    story = day("07:40-15:25 Workshop")
    story.offer_at("15:26")
    story.calendar("07:40-15:25 Workshop", "15:30-15:40 Call")
    story.turn("15:26:10")
    assert story.engine.offer is not None
    assert (story.engine.offer.session.kind, story.engine.offer.slot.kind) == (Kind.INTERLUDE,) * 2
    assert story.say("15:26:15", "answer", "begin").begin is not None
    assert story.rows(EventKind.OFFERED)[0].session == "before_the_car"


def test_another_one_in_its_place_is_an_interlude() -> None:
    story = day("07:40-15:25 Workshop")
    story.offer_at("15:26")
    story.say("15:26:10", "answer", "quieter")
    assert story.engine.offer is not None
    assert story.engine.offer.session.kind is Kind.INTERLUDE
