"""The next working day once no work is left, work after hours, the first offer, and since when one sits."""

from datetime import timedelta

import pytest

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.scheduling.ahead import KNOWN_AHEAD, DayAhead
from intermezzo.engine.day_plan import today_plan
from tests.engine.days import LOCKED, Story, idle

SATURDAY, FRIDAY = "2026-11-21", "2026-11-20"


def ahead(story: Story, clock: str) -> DayAhead:
    story.turn(clock)
    found = story.engine.ahead.look(story.at(clock))
    assert found is not None
    return found


def test_a_weekend_shows_the_monday_planned_around_its_meetings() -> None:
    story = Story("56:00-59:30 Planning", day=SATURDAY)  # on Monday, 8:00 to 11:30
    found = ahead(story, "10:00")
    assert found.date.isoformat() == "2026-11-23"
    assert found.plan is not None
    assert len(found.plan.slots) == 3
    assert all(slot.session for slot in found.plan.slots)
    assert story.told(found.first) == "11:31"
    line, data = today_plan(story.engine, story.engine.state.local_day, story.at("10:00"))
    assert line.splitlines()[0] == "2026-11-21: no working hours, so nothing is planned."
    assert "2026-11-23, working 09:00–17:00" in line
    assert data["slots"] == []


def test_there_is_none_while_work_is_left_today() -> None:
    story = Story()
    story.turn("15:39")
    assert story.engine.ahead.look(story.at("15:39")) is None
    assert ahead(story, "15:40").date.isoformat() == "2026-11-23"


def test_beyond_what_is_read_of_the_calendars_only_the_day_is_known() -> None:
    off = tuple(f"2026-11-{day}" for day in range(23, 28))
    story = Story(day=FRIDAY, days_off=off)
    found = ahead(story, "16:00")
    assert (found.date.isoformat(), found.plan) == ("2026-11-30", None)
    assert (found.date - story.engine.state.local_day).days > KNOWN_AHEAD
    never = Story(day=SATURDAY, **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), ()))
    never.turn("10:00")
    assert never.engine.ahead.look(never.at("10:00")) is None


def test_it_is_planned_again_only_when_something_has_changed() -> None:
    story = Story(day=SATURDAY)
    found = ahead(story, "10:00")
    assert ahead(story, "10:30") is found
    story.calendar("56:00-59:30 Planning")
    assert ahead(story, "10:31") is not found


def hours(story: Story) -> list[str]:
    return [f"{story.told(one.start)}-{story.told(one.end)}" for one in story.engine.day.work]


def test_work_after_hours_goes_on_for_three_hours_and_is_taken_back() -> None:
    for words, kept in ((("today", "off"), "today.over"), (("undo",), "undo.done")):
        story = Story()
        story.turn("15:00")
        story.turn("15:41")
        assert story.reasons(EventKind.DROPPED)[-1] is Reason.DAY_ENDED
        assert story.say("17:30", "today", "work").message.code == "today.works"
        story.turn("17:30")
        assert hours(story) == ["07:40-15:40", "17:30-20:30"]
        assert story.slots()
        assert story.engine.ahead.look(story.at("17:30")) is None
        assert story.say("17:31", "today", "work").message.code == "today.works_already"
        assert story.say("17:40", *words).message.code == kept
        story.turn("17:40")
        assert hours(story) == ["07:40-15:40"]
        assert story.slots() == []


def test_after_hours_the_whole_day_can_still_be_taken_off() -> None:
    story = Story()
    story.turn("16:00")
    assert story.say("16:01", "today", "off").message.code == "today.off"
    assert hours(story) == []


def new(*busy: str) -> Story:
    story = Story(*busy)
    story.engine.first_offer.expected = True
    return story


def test_the_first_offer_of_all_comes_within_the_hour() -> None:
    usual = Story()
    usual.turn("08:00")
    assert usual.engine.plan.slots[0].start > usual.at("09:00")
    story = new()
    story.turn("08:00")
    planned = story.slots()
    assert story.at("08:01") < story.engine.plan.slots[0].start < story.at("09:00")
    story.turn("08:10")
    assert story.slots() == planned, "it stays where it is"
    first = planned[0].split()[0]
    story.offer_at(first)
    story.turn(first)
    assert story.slots() == planned
    story.do(first, "08:40")
    story.turn("08:41")
    assert story.engine.state.first_by is None
    assert story.engine.plan.slots[0].start > story.at("09:30")


def test_it_comes_after_the_meeting_that_ends_in_that_hour() -> None:
    story = new("07:50-08:30")
    story.turn("08:00")
    assert story.slots()[0] == "08:31 interlude"


@pytest.mark.parametrize("busy", ["07:40-09:30", "07:40-08:59"])
def test_without_room_in_the_hour_it_comes_as_soon_as_the_plan_has_it(busy: str) -> None:
    story, usual = new(busy), Story(busy)
    for one in (story, usual):
        one.turn("08:00")
    assert story.slots() == usual.slots()


def test_the_hour_begins_with_the_work_and_not_before_the_question_is_answered() -> None:
    story = new()
    story.engine.setting_up = True
    story.turn("08:00")
    assert story.engine.state.first_by is None
    story.engine.setting_up = False
    story.turn("08:20")
    assert story.engine.state.first_by == story.at("08:20") + timedelta(hours=1)
    early = new()
    early.turn("07:00")
    assert early.engine.state.first_by is None
    early.turn("07:40")
    assert early.engine.plan.slots[0].start < early.at("08:40")


def test_since_when_one_sits_is_told_from_what_is_known() -> None:
    story = Story()
    story.turn("12:30")
    assert story.engine.here_since(story.at("12:42")) == story.at("12:30"), "not since work began"
    early = Story()
    early.turn("06:00")
    early.turn("08:00")
    assert early.engine.here_since(early.at("09:00")) == early.at("07:40"), "who comes to work has moved"
    early.turn("09:00", idle(400.0))
    early.turn("09:20")
    assert early.engine.here_since(early.at("09:30")) == early.at("09:19:50")
    early.turn("10:00", LOCKED)
    assert early.engine.here_since(early.at("10:00")) == early.at("09:19:50")
