"""One day of the week in words."""

from datetime import date

from intermezzo.core.history.events import EventKind
from intermezzo.core.history.statistics import Count, DayTally
from intermezzo.core.scheduling.day_state import effective
from intermezzo.presenters.views import WeekDayView
from intermezzo.presenters.week.day import week_day_view
from tests.engine.days import BERLIN, Story

DAY = date(2026, 11, 20)


def shown(story: Story, tally: DayTally, today: date = DAY) -> WeekDayView:
    events = [event for event in effective(story.engine.state.events) if event.day == DAY]
    return week_day_view(tally, events, str.title, story.at("17:00"), today, BERLIN)


def test_a_day_lists_what_was_done_by_time() -> None:
    story = Story("07:40-10:30")
    story.offer_at("10:31")
    story.do("10:31", "10:38")
    story.say("09:00", "moved")
    story.say("10:39", "skip", story.engine.plan.slots[0].start.isoformat())
    tally = DayTally(
        DAY, Count(2, 1), done=Count(1, 1), seconds=505, work=480, busy=170, longest=90.0
    )  # fmt: skip
    found = shown(story, tally)
    assert found.title == "Friday 20 November"
    assert (
        found.line
        == "2 of 3 · 8 minutes of movement · 2 h 50 of meetings · 1 h 30 at most without a movement"
    )
    assert [(row.at, row.label, row.state) for row in found.rows][:2] == [
        ("09:00", "You moved", "done"), ("10:31", "Long", "done"),
    ]  # fmt: skip
    assert found.rows[-1].state == "declined"
    assert story.rows(EventKind.DECLINED)


def test_days_without_anything_say_why() -> None:
    story = Story()
    for tally, today, line in (
        (DayTally(DAY), date(2026, 11, 19), "This day is still to come."),
        (DayTally(DAY), date(2026, 11, 23), "There’s no data for this day."),
        (DayTally(DAY, Count(), off=True), DAY, "Day off."),
        (DayTally(DAY, Count()), DAY, "Nothing was planned."),
    ):
        found = shown(story, tally, today)
        assert (found.line, found.rows) == (line, ())
