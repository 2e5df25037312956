"""A plan keeps its slots and their sessions: over a restart, and while nothing more was done.

The questions of the last days survive a restart, too.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intermezzo.app import views
from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.model import Kind, Slot
from intermezzo.core.practice.progression.questions import AskedQuestion
from intermezzo.core.scheduling.reflow import reflow
from intermezzo.engine.kept import KeptPlan, asked_text, plan_text, read_asked, read_plan
from intermezzo.presenters.today.reflow import reflow_line
from tests.engine.days import BERLIN, FEET, LONG, RESET, SHORT, Story, session

MORNING = "07:40-10:30"
OTHER = session("other", Kind.INTERLUDE, 105, region="thoracic")
TODAY = date(2026, 11, 20)
ASKED = [AskedQuestion("go_on", TODAY, "o1"), AskedQuestion("morning", TODAY)]


def planned(story: Story) -> tuple[Slot, ...]:
    return story.engine.plan.slots


def restarted(story: Story, *busy: str) -> Story:
    """A new run of the same day, with the history and the plan that the first one stored."""
    again = Story(*busy)
    again.engine.state.events = list(story.engine.state.events)
    engine = story.engine
    plan = KeptPlan(engine.state.local_day, engine.plan.slots, engine.day.busy)
    kept = read_plan(plan_text(plan))
    assert kept == plan
    assert kept is not None
    again.engine.kept_plan = kept
    again.engine.state.plan_cache.recall(kept.day, kept.slots)
    return again


def told(again: Story, clock: str) -> str:
    """What Today says of the plan when it is first opened after a restart."""
    before = views.seen_last(again.engine, again.at(clock))
    again.turn(clock)
    assert before is not None
    change = reflow(before, views.seen(again.engine, again.at(clock)))
    return reflow_line(change, BERLIN) if change is not None else ""


def test_a_plan_whose_times_are_not_in_utc_is_none() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    text = plan_text(KeptPlan(TODAY, planned(story), story.engine.day.busy))
    assert read_plan(text) is not None
    assert read_plan(text.replace("Z", "")) is None
    assert read_plan(text.replace("Z", "+01:00")) is None


def test_a_restart_keeps_slots_and_sessions() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    before = planned(story)
    again = restarted(story, MORNING)
    again.engine.state.sessions = (OTHER, *again.engine.state.sessions)
    for clock in ("08:07", "09:59"):
        again.turn(clock)
        assert planned(again) == before
    again.offer_at("10:31")
    assert again.engine.offer is not None
    assert again.engine.offer.session.id == before[0].session, "the card has the session that Today had"


def test_what_is_impossible_after_a_restart_moves() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    again = restarted(story, "07:40-11:00")
    again.turn("08:07")
    assert again.slots()[0] == "11:01 micro"


@pytest.mark.parametrize(
    ("busy", "clock", "line"),
    [
        ((MORNING, "10:40-11:30"), "08:07", ""),
        (
            (MORNING, "10:31-11:30"), "08:07",
            "The session at 10:31 moved to 11:31: a meeting came up.",
        ),
        (
            (MORNING, "10:40-11:30"), "10:45",
            "The session at 10:31 moved to 11:31: Intermezzo was closed.",
        ),
    ],
)  # fmt: skip
def test_what_a_restart_cannot_keep_is_told(busy: tuple[str, ...], clock: str, line: str) -> None:
    story = Story(MORNING, "10:40-11:30")
    story.turn("08:00")
    assert told(restarted(story, *busy), clock) == line


def test_the_plan_of_another_day_is_not_told() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    again = restarted(story, MORNING)
    assert views.seen_last(again.engine, again.at("32:00")) is None


def test_a_plan_of_another_day_and_one_that_cannot_be_read_do_not_count() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    again = Story(MORNING)
    strange = tuple(replace(one, session="other") for one in planned(story))
    again.engine.state.plan_cache.recall(story.at("-24:00").date(), strange)
    again.turn("08:00")
    assert planned(again) == planned(story)


@pytest.mark.parametrize(
    "fact",
    [
        None, "", "{", "[]", '{"day": "x", "slots": []}', '{"day": "2026-11-20"}',
        '{"day": "2026-11-20", "slots": [1]}',
        '{"day": "2026-11-20", "slots": [["a", "b", "c", "d", "e", []]]}',
    ],
)  # fmt: skip
def test_a_fact_that_makes_no_sense_is_none(fact: str | None) -> None:
    assert read_plan(fact) is None


def test_a_change_of_what_there_is_replaces_no_session_that_still_suits() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    before = [one.session for one in planned(story)]
    story.engine.state.sessions = (session("aaa", Kind.INTERLUDE, 100), OTHER, *story.engine.state.sessions)
    story.calendar(MORNING, "15:00-15:10")
    story.turn("08:10")
    assert [one.session for one in planned(story)] == before
    gone = before[0]
    story.engine.state.sessions = tuple(one for one in (RESET, FEET, LONG, SHORT) if one.id != gone)
    story.calendar(MORNING)
    story.turn("08:20")
    assert gone not in [one.session for one in planned(story)]


def test_what_was_done_decides_what_comes_next() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    second = planned(story)[1].session
    story.say("08:00", "now", second)
    story.engine.finish(story.at("08:02"), EventKind.COMPLETED, 100)
    story.turn("08:03")
    first = next(one for one in planned(story) if one.kind is Kind.INTERLUDE)
    assert first.session != second


@pytest.mark.parametrize(("days", "kept"), [(1, True), (14, True), (15, False)])
def test_those_of_today_are_read_again_and_those_that_are_not_asked_twice(days: int, kept: bool) -> None:
    before = AskedQuestion("morning", TODAY - timedelta(days=days), "o0")
    assert read_asked(asked_text([before, *ASKED], TODAY)) == [*([before] if kept else []), *ASKED]


@pytest.mark.parametrize(
    "fact", [None, "", "[]", "{", "5", "null", "[1]", '[{"code": "go_on"}]', '[{"code": 5}]',
             '[{"code": "go_on", "day": "today", "occurrence": ""}]'],
)  # fmt: skip
def test_questions_that_cannot_be_read_are_none(fact: str | None) -> None:
    assert read_asked(fact) == []
