"""The card before bed in a day of the engine."""

from typing import Any
from zoneinfo import ZoneInfo

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.model import Kind, Place
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.evening import due
from tests.engine.days import HERE, LOCKED, SESSIONS, Story, idle, session

BED = session("before_bed", Kind.RITUAL, 400, place=Place.BED)


def evening(**settings: Any) -> Story:
    story = Story(**{"before_bed": True, "rhythm": "own", "interludes": 0, "micros": 0, **settings})
    story.engine.state.sessions = (*SESSIONS, BED)
    story.turn("15:45")
    return story


def test_it_comes_half_an_hour_before_bedtime_and_is_answered_like_any_card() -> None:
    story = evening()
    story.turn("21:59:59")
    assert not story.card()
    story.offer_at("22:00")
    assert story.engine.offer is not None
    assert (story.engine.offer.session, story.engine.offer.slot.kind) == (BED, Kind.RITUAL)
    assert story.say("22:01", "answer", "begin").begin is BED
    story.engine.finish(story.at("22:08"), EventKind.COMPLETED, 395)
    story.turn("22:09")
    assert not story.card()
    assert story.engine.day_state.taken == {}, "it answers no slot"


def test_it_is_off_by_default() -> None:
    story = evening(before_bed=False)
    story.turn("22:00")
    assert not story.card()


def test_it_comes_only_where_somebody_is_there() -> None:
    for nobody in (LOCKED, idle(180), Presence(), Presence(locked=False, idle_seconds=1, microphone=True)):
        story = evening()
        story.turn("22:00", nobody)
        assert not story.card()
        assert due(story.engine.state, story.at("22:00"))
        story.turn("22:10", HERE)
        assert story.card()
    story = evening()
    story.turn("23:30")
    assert not story.card(), "more than an hour after bedtime"


def test_unanswered_it_leaves_and_comes_no_more_that_night_in_any_zone() -> None:
    story = evening()
    story.offer_at("22:00")
    story.turn("22:02:59")
    assert story.card()
    story.turn("22:03")
    assert not story.card()
    assert story.reasons(EventKind.UNANSWERED) == [None]
    assert not story.engine.day_state.ignored, "the next day asks as often as ever"
    story.engine.state.zone = ZoneInfo("Europe/London")
    story.turn("23:05")
    assert not story.card()


def test_a_snooze_brings_it_back() -> None:
    story = evening()
    story.offer_at("22:00")
    story.say("22:01", "answer", "snooze", "10")
    story.turn("22:10:59")
    assert not story.card()
    story.turn("22:11")
    assert story.card()


def test_no_more_today_and_a_pause_keep_it_away() -> None:
    story = evening()
    story.say("21:00", "pause", "2h")
    story.turn("22:30")
    assert not story.card()
    story.turn("23:00")
    assert story.card()
    story.say("23:01", "answer", "no-more-today")
    story.turn("23:05")
    assert not story.card()


def test_a_meeting_takes_it_away_and_work_keeps_it_away() -> None:
    story = evening()
    story.calendar("22:10-22:40 Call")
    story.offer_at("22:09")
    story.turn("22:10")
    assert not story.card()
    late = evening(friday=("15:00-22:30",))
    late.turn("22:10")
    assert not late.card()
    late.turn("22:30")
    assert late.card()


def test_what_one_leaves_out_is_not_in_it() -> None:
    story = evening()
    story.engine.state.sessions = SESSIONS
    story.turn("22:00")
    assert not story.card()
