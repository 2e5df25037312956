"""*Day off today* and *Work today*: what they make of the day, of the week, and how they are taken back."""

from datetime import timedelta

import pytest

from intermezzo.core.faults import Malformed
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.scheduling.calendar_rules import BusyStatus, Occurrence
from intermezzo.engine.day_log import last_frame
from tests.engine.days import Story

SATURDAY = "2026-11-21"


def hours(story: Story) -> list[str]:
    return [f"{story.told(one.start)}-{story.told(one.end)}" for one in story.engine.day.work]


def test_a_day_off_plans_nothing_and_is_no_miss() -> None:
    story = Story("07:40-10:30")
    story.offer_at("10:31")
    assert story.say("10:32", "today", "off").message.code == "today.off"
    assert story.turn("10:32").decision.reason is Reason.DAY_OFF
    assert not story.card()
    assert (story.slots(), hours(story)) == ([], [])
    frame = last_frame(story.engine.state.events, story.engine.day_state.whole_day.day)  # type: ignore[union-attr]
    assert frame is not None
    assert (frame["off"], frame["room"]) == (True, {"interlude": 0, "micro": 0})
    story.turn("16:00")
    assert story.rows(EventKind.DROPPED) == []


def test_it_is_taken_back_by_undo_and_by_its_opposite() -> None:
    for words in (("undo",), ("today", "work")):
        story = Story("07:40-10:30")
        story.turn("08:00")
        planned = story.slots()
        story.say("08:01", "today", "off")
        story.turn("08:01")
        story.say("08:02", *words)
        story.turn("08:02")
        assert story.slots() == planned
        assert story.engine.day_state.whole_day is None
        frame = last_frame(story.engine.state.events, story.engine.state.recorder.day(story.at("08:02")))
        assert frame is not None
        assert frame["off"] is False


def test_work_today_has_the_hours_of_an_ordinary_day_from_now_on() -> None:
    story = Story(day=SATURDAY)
    assert story.turn("08:00").decision.reason is Reason.DAY_OFF
    story.say("11:00", "today", "work")
    story.turn("11:00")
    assert hours(story) == ["11:00-17:00"]
    assert len(story.slots()) == 3
    assert story.reasons(EventKind.RESUMED) == [Reason.WORK_TODAY]
    story.turn("13:00")
    assert hours(story) == ["11:00-17:00"], "from when it was said"

    again = Story(day=SATURDAY)
    again.engine.recall(story.engine.state.events)
    again.turn("13:30")
    assert hours(again) == ["11:00-17:00"], "after a restart too"

    early, late = Story(day=SATURDAY), Story(day=SATURDAY)
    early.say("07:00", "today", "work")
    late.say("21:00", "today", "work")
    assert hours(early) == ["09:00-17:00"]
    assert hours(late) == ["21:00-04:00"], "the local day ends it"


def test_work_on_a_day_off_is_owed_from_then_on_and_ends_with_it() -> None:
    story = Story(day=SATURDAY)
    story.turn("08:00")
    story.say("11:00", "today", "work")
    story.turn("11:00")
    story.turn("17:01")
    assert [row.detail["owed"] for row in story.rows(EventKind.DROPPED)] == [3]
    story.say("17:05", "today", "off")
    story.turn("17:05")
    frame = last_frame(story.engine.state.events, story.engine.state.recorder.day(story.at("17:05")))
    assert frame is not None
    assert frame["off"] is True


def test_out_of_office_makes_way_for_work_today() -> None:
    story = Story()
    start = story.at("00:00")
    whole = Occurrence(start, start + timedelta(days=1), all_day=True, busy=BusyStatus.OUT_OF_OFFICE)
    story.engine.state.occurrences = (whole,)
    assert story.turn("08:00").decision.reason is Reason.DAY_OFF
    story.say("09:30", "today", "work")
    story.turn("09:30")
    assert hours(story) == ["09:30-17:00"]
    assert story.slots()


def test_neither_ends_a_pause() -> None:
    story = Story("07:40-10:30")
    story.turn("08:00")
    story.say("08:00", "meeting", "until", "12:00")
    story.say("08:01", "today", "off")
    story.say("08:02", "undo")
    assert story.engine.day_state.paused_reason is Reason.MEETING_UNTIL
    assert story.engine.day_state.meetings[0].end == story.at("12:00")
    weekend = Story(day=SATURDAY)
    weekend.say("09:00", "meeting", "until", "12:00")
    weekend.say("09:01", "today", "work")
    assert weekend.engine.day_state.meetings[0].end == weekend.at("12:00")
    weekend = Story(day=SATURDAY)
    weekend.say("10:00", "pause", "1h")
    weekend.say("10:01", "today", "work")
    assert weekend.engine.day_state.paused_until == weekend.at("11:00")


def test_what_is_so_already_leaves_no_row() -> None:
    story = Story()
    assert story.say("08:00", "today", "work").message.code == "today.works_already"
    weekend = Story(day=SATURDAY)
    assert weekend.say("08:00", "today", "off").message.code == "today.off_already"
    assert not story.engine.state.events
    assert not weekend.engine.state.events
    with pytest.raises(Malformed):
        story.say("08:00", "today", "holiday")
