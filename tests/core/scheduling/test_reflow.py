"""Why the plan has changed since it was last seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from intermezzo.app import views
from intermezzo.core.history.events import EventKind
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.scheduling.reflow import Cause, DaySeen, Reflow, reflow
from intermezzo.presenters.today.reflow import reflow_line
from tests.engine.days import BERLIN, HERE, Story

MORNING = "07:40-10:30"
TALKING = Presence(locked=False, idle_seconds=0.0, microphone=True)


def seen(story: Story, clock: str, presence: Presence = HERE) -> DaySeen:
    story.turn(clock, presence)
    return views.seen(story.engine, story.at(clock))


def change(story: Story, before: str, what: Callable[[Story], object], after: str) -> Reflow | None:
    first = seen(story, before)
    what(story)
    return reflow(first, seen(story, after))


def line(told: Reflow | None) -> str:
    return reflow_line(told, BERLIN) if told is not None else ""


def answered(story: Story) -> None:
    story.do("10:31", "10:38")


@pytest.mark.parametrize(
    ("before", "what", "after", "told"),
    [
        (
            "08:00", lambda day: day.calendar("07:40-10:50"), "08:01",
            "The session at 10:31 moved to 10:51: a meeting came up.",
        ),
        (
            "08:00", lambda day: day.calendar("07:40-10:10", "10:30-10:55"), "08:01",
            "The session at 10:31 moved to 10:11: a meeting moved.",
        ),
        (
            "08:00", lambda day: day.calendar(MORNING, "10:31-15:40"), "08:01",
            "No more room for three, the first at 10:31: a meeting came up.",
        ),
        (
            "10:31", lambda day: day.say("10:31", "answer", "snooze", "20"), "10:32",
            "The session at 10:31 moved to 10:51: you snoozed it.",
        ),
        (
            "10:40", lambda day: day.say("10:41", "meeting", "until", "12:00"), "10:42",
            "Moved three, the first from 10:40 to 12:01: you’re in a meeting.",
        ),
        ("10:31", answered, "10:38", ""),
        ("10:00", lambda _day: None, "10:31", ""),
        ("08:00", lambda day: day.say("08:01", "today", "off"), "08:01", ""),
        ("10:31", lambda day: day.say("10:31", "answer", "no-more-today"), "10:32", ""),
        (
            "08:00", lambda day: day.say("08:01", "skip", day.at("12:20").isoformat()), "08:01",
            "The session at 14:00 moved to 13:10: you skipped one.",
        ),
        ("08:00", lambda day: day.say("08:01", "pin", day.at("12:20").isoformat(), "12:45"), "08:01", ""),
    ],
)  # fmt: skip
def test_what_moved_a_slot_is_told(
    before: str, what: Callable[[Story], object], after: str, told: str
) -> None:
    assert line(change(Story(MORNING), before, what, after)) == told


def test_a_meeting_that_is_gone_makes_room() -> None:
    story = Story("07:40-15:20")
    found = change(story, "08:00", lambda day: day.calendar(MORNING), "08:01")
    assert found is not None
    assert found.cause is Cause.MEETING_WENT


def test_a_call_that_ran_over_is_told_when_its_slot_finds_another_place() -> None:
    story = Story(MORNING, "11:00-12:00")
    before = seen(story, "10:00")
    for clock in ("10:31", "10:45"):
        held = seen(story, clock, TALKING)
        assert reflow(before, held) is None, "still due"
        before = held
    told = "Moved three, the first from 10:31 to 12:01: your call ran over."
    assert line(reflow(before, seen(story, "10:57"))) == told


def test_several_that_moved_for_one_cause_are_one_line() -> None:
    story = Story()
    one, two, three = (story.at(clock) for clock in ("10:31", "12:20", "14:00"))

    def said(cause: Cause, was: tuple[datetime, ...], to: tuple[datetime, ...]) -> str:
        return line(Reflow(one, cause, was, to))

    later = timedelta(minutes=20)
    assert (
        said(Cause.SNOOZED, (one,), (one + later,)) == "The session at 10:31 moved to 10:51: you snoozed it."
    )
    assert said(Cause.SNOOZED, (one, two), (one + later, two + later)) == (
        "The session at 10:31 moved to 10:51, the one at 12:20 to 12:40: you snoozed one."
    )
    assert said(Cause.MOVED, (one, two), (one + later, two + later)) == (
        "The session at 10:31 moved to 10:51, the one at 12:20 to 12:40: you’ve just had a break."
    )
    assert said(Cause.MEETING_CAME, (one, two), ()) == "No more room at 10:31 and 12:20: a meeting came up."
    assert said(Cause.MEETING_WENT, (), (one, two)) == "New at 10:31 and 12:20: a meeting is gone."
    assert said(Cause.MEETING_WENT, (), (one, two, three)) == (
        "Three new, the first at 10:31: a meeting is gone."
    )


@pytest.mark.parametrize("resumed", ["10:43", "11:30"])
def test_after_resume_nothing_is_told_of_the_meeting(resumed: str) -> None:
    story = Story(MORNING)
    found = change(story, "10:40", lambda day: day.say("10:41", "meeting", "until", "12:00"), "10:42")
    assert found is not None
    during = seen(story, resumed)
    story.say(resumed, "resume")
    after = seen(story, resumed)
    assert reflow(during, after) is None
    assert not found.is_told(after)


def test_a_snooze_that_is_taken_back_is_told_no_more() -> None:
    story = Story(MORNING)
    found = change(story, "10:31", lambda day: day.say("10:31", "answer", "snooze", "20"), "10:32")
    assert found is not None
    assert found.is_told(seen(story, "10:32"))
    story.say("10:33", "undo")
    assert not found.is_told(seen(story, "10:33"))
    story.say("10:34", "answer", "begin")
    assert not found.is_told(seen(story, "10:35"))


def test_a_meeting_that_is_taken_back_leaves_the_plan_as_it_was() -> None:
    story = Story()
    before = seen(story, "09:00")
    shown = views.today(story.engine, story.at("09:00"))
    story.say("09:05", "meeting", "until", "11:00")
    assert seen(story, "09:06").slots != before.slots
    story.say("09:07", "resume")
    assert seen(story, "09:07").slots == before.slots
    after = views.today(story.engine, story.at("09:07"))
    assert (after.title, after.line, after.reflow) == (shown.title, shown.line, "")
    assert "In a meeting" not in [row.label for row in after.rows]


def test_a_session_that_was_finished_within_seconds_is_no_break() -> None:
    story = Story(MORNING)
    story.turn("10:31")
    before = seen(story, "10:31")
    story.say("10:31", "answer", "begin")
    story.engine.finish(story.at("10:31:05"), EventKind.PARTIAL, 3.0)
    told = line(reflow(before, seen(story, "10:31:05")))
    assert told == "The session at 10:31 moved to 10:56: you finished one early."


def test_an_unanswered_offer_comes_later() -> None:
    story = Story(MORNING)
    before = seen(story, "10:31")
    found = reflow(before, seen(story, "10:34:01"))
    assert found is not None
    assert found.cause is Cause.UNANSWERED


def test_another_day_is_another_plan_and_a_change_is_told_for_ten_minutes() -> None:
    story = Story(MORNING)
    found = change(story, "08:00", lambda day: day.calendar("07:40-10:50"), "08:01")
    assert found is not None
    later = seen(story, "08:01")
    told = [
        found.is_told(replace(later, at=story.at(clock))) for clock in ("08:01", "08:10:59", "08:11", "08:00")
    ]
    assert told == [True, True, False, False]
    assert reflow(seen(story, "15:00"), seen(story, "33:00")) is None
