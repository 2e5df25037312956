"""What the page after a session says comes next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Kind, Slot
from intermezzo.core.scheduling.calendar_rules import Occurrence, next_meeting
from intermezzo.core.scheduling.decision import Hold, Wait
from intermezzo.core.settings import Settings
from intermezzo.presenters.coming import coming_view
from intermezzo.presenters.views import ComingView

NOW = datetime(2026, 11, 18, 14, 20, tzinfo=UTC)
LINK = "https://zoom.us/j/1"
REVIEW = Occurrence(
    NOW + timedelta(minutes=10), NOW + timedelta(minutes=70), "Design review", alone=False, link=LINK
)
NAMES = Settings(titles=True)


def slot(minutes: float) -> Slot:
    start = NOW + timedelta(minutes=minutes)
    return Slot(start, start + timedelta(minutes=2), Kind.INTERLUDE, "reset")


def waits(minutes: float | None = None, reason: Reason = Reason.NEXT_SLOT) -> Wait:
    return Wait(reason, NOW + timedelta(hours=1), None if minutes is None else slot(minutes))


def said(meeting: Occurrence | None, settings: Settings, decision: Wait | Hold) -> ComingView:
    return coming_view(decision, meeting, settings, NOW, UTC)


def test_a_meeting_is_named_only_where_the_card_may_name_it() -> None:
    unnamed = ComingView("Your next meeting is at 14:30.", join=True)
    assert said(REVIEW, Settings(), waits(71)) == unnamed
    assert said(REVIEW, NAMES, waits(71)) == ComingView("Next: Design review at 14:30.", join=True)
    assert said(replace(REVIEW, private=True), NAMES, waits()) == unnamed
    assert said(replace(REVIEW, title=""), NAMES, waits()) == unnamed


@pytest.mark.parametrize(
    ("meeting", "joined"),
    [
        (replace(REVIEW, link=""), False),
        (replace(REVIEW, start=NOW + timedelta(minutes=15)), True),
        (replace(REVIEW, start=NOW + timedelta(minutes=15, seconds=1)), False),
    ],
)
def test_it_can_be_joined_from_a_quarter_of_an_hour_before(meeting: Occurrence, joined: bool) -> None:
    assert said(meeting, Settings(), waits()).join is joined


def test_the_earlier_of_meeting_and_movement_is_told() -> None:
    later = replace(REVIEW, start=NOW + timedelta(minutes=60))
    assert said(later, NAMES, waits(30)) == ComingView("The next one is at 14:50.")
    assert said(None, NAMES, waits(30)) == ComingView("The next one is at 14:50.")
    lunch = replace(REVIEW, title="Lunch", link="", alone=True)
    assert said(lunch, Settings(), waits(90)) == ComingView("Your break starts at 14:30.")
    begun = replace(REVIEW, start=NOW - timedelta(minutes=2))
    assert said(begun, Settings(), waits(90)) == ComingView("Your meeting started at 14:18.", join=True)


@pytest.mark.parametrize("reason", [Reason.DAY_DONE, Reason.NO_ROOM, Reason.AFTER_WORK, Reason.NO_MORE_TODAY])
def test_the_end_of_the_day_is_told(reason: Reason) -> None:
    assert said(None, NAMES, waits(reason=reason)) == ComingView("That’s all for today.")


def test_what_is_held_has_no_time() -> None:
    held = Hold(Reason.AWAY, NOW + timedelta(minutes=1), slot(-1))
    assert said(None, NAMES, held) == ComingView()
    assert said(None, NAMES, waits(-1)) == ComingView()


def test_only_what_takes_time_today_is_next() -> None:
    until = NOW + timedelta(hours=12)
    declined, free = replace(REVIEW, declined=True), replace(REVIEW, transparent=True)
    over = replace(REVIEW, start=NOW - timedelta(minutes=90), end=NOW - timedelta(minutes=60))
    running = replace(REVIEW, start=NOW - timedelta(minutes=30))
    tomorrow = replace(REVIEW, start=until, end=until + timedelta(hours=1))
    assert next_meeting([declined, free, over, running, tomorrow], NAMES, NOW, until) is None
    assert next_meeting([tomorrow, replace(REVIEW, title="B"), running], NAMES, NOW, until) is not None
