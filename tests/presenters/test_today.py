"""The day in words."""

from datetime import timedelta

import pytest

from intermezzo.core.history.events import HARDLY_BEGUN, EventKind
from intermezzo.core.scheduling import calendar_rules
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.reflow import Cause, Reflow
from intermezzo.presenters.today.view import DayFacts, today_view, why_words
from intermezzo.presenters.views import TodayRow, TodayView
from tests.engine.days import BERLIN, LOCKED, Story

MORNING = "07:40-10:30 Planning"


def view(story: Story, clock: str, reflow: Reflow | None = None) -> TodayView:
    engine = story.engine
    assert engine.decision is not None
    day = engine.state.recorder.day(story.at(clock))
    return today_view(
        DayFacts(
            now=story.at(clock), zone=BERLIN, local_day=day, day=engine.day, plan=engine.plan,
            day_state=engine.day_state, decision=engine.decision,
            events=[event for event in effective(engine.state.events) if event.day == day],
            entries=calendar_rules.entries(engine.state.occurrences, engine.state.settings, day, BERLIN),
            title=str.title, reflow=reflow, ahead=(ahead := engine.ahead.look(story.at(clock))),
            entries_ahead=calendar_rules.entries(
                engine.state.occurrences, engine.state.settings, ahead.date, BERLIN
            ) if ahead is not None else (),
        )
    )  # fmt: skip


def without_line(found: TodayView) -> list[TodayRow]:
    """Return the rows without the line of the present."""
    return [row for row in found.rows if row.state != "present"]


def rows(found: TodayView) -> list[str]:
    return [f"{row.at} {row.label} [{row.state}] {row.note}" for row in without_line(found)]


def test_a_morning() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    found = view(story, "08:00")
    assert (found.eyebrow, found.title) == ("Today · Friday", "Next at 10:31")
    assert found.line == "A minute after your meeting ends; 5 h 9 min free."
    assert rows(found) == [
        "07:40 Planning [busy] until 10:30",
        "10:31 Long [next] next · 7 min",
        "12:20 Feet [planned] 1 min 40 s",
        "14:00 Reset [planned] 1 min 50 s",
    ]
    assert without_line(found)[1].slot == story.at("10:31").isoformat()


def test_what_runs_says_until_when_unless_it_ends_another_day() -> None:
    story = Story(MORNING, "12:00-13:00 Lunch")
    for clock, notes in (
        ("07:39", ["2 h 50 min", "1 h"]),
        ("07:40", ["until 10:30", "1 h"]),
        ("10:30", ["2 h 50 min", "1 h"]),
        ("12:30", ["2 h 50 min", "until 13:00"]),
    ):
        story.turn(clock)
        entries = [row for row in view(story, clock).rows if row.state in {"busy", "break"}]
        assert [row.note for row in entries] == notes, clock
    story = Story("00:00-72:00 Conference")
    story.turn("09:00")
    assert rows(view(story, "09:00"))[0] == "00:00 Conference [busy] 72 h"


def test_what_was_done_skipped_and_held() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    story.offer_at("10:31")
    offered = view(story, "10:31")
    assert (offered.title, offered.offered) == ("Now: Long", "Long")
    assert offered.line == "Your meeting has ended; 5 h 9 min free."
    assert [row.state for row in offered.rows][:2] == ["busy", "now"]
    story.do("10:31", "10:38")
    story.turn("10:38")
    story.say("10:39", "skip", story.engine.plan.slots[0].start.isoformat())
    story.turn("10:39")
    last = story.told(story.engine.plan.slots[0].start)
    story.turn(last, LOCKED)
    found = view(story, last)
    assert found.title == "Waiting"
    assert found.line == "Waiting for now: the screen is locked."
    assert found.undo == "Undo the skip"
    seen = without_line(found)
    assert [row.state for row in seen] == ["busy", "done", "declined", "held"]
    assert seen[1].note == "done · 6 min 55 s"
    assert (seen[3].note, seen[3].why) == ("waiting", "The screen is locked.")


def test_the_session_under_way_is_the_one_that_is_shown_as_now() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    story.offer_at("10:31")
    planned = next(row for row in view(story, "10:31").rows if row.state == "now")
    story.say("10:31:10", "now", "feet")
    story.turn("10:31:20")
    found = view(story, "10:31:20")
    assert (planned.label, found.title) == ("Long", "Moving")
    assert [(row.at, row.label, row.note) for row in found.rows if row.state == "now"] == [
        ("10:31", "Feet", "now")
    ]
    assert "Long" not in [row.label for row in found.rows if row.at == "10:31"]


@pytest.mark.parametrize(
    ("words", "title", "line"),
    [
        (("pause", "1h"), "Quiet until 11:00", "Waiting until 11:00: you paused."),
        (
            ("meeting", "until", "14:00"),
            "Quiet until 14:00",
            "Waiting until 14:00: you said you’re in a meeting.",
        ),
    ],
)
def test_a_pause_and_an_announced_meeting(words: tuple[str, ...], title: str, line: str) -> None:
    story = Story(MORNING)
    story.say("10:00", *words)
    story.turn("10:01")
    found = view(story, "10:01")
    assert (found.title, found.line, found.paused) == (title, line, title[-5:])


def test_what_was_taken_back_at_once_or_left_before_anything_moved_leaves_no_row() -> None:
    story = Story(MORNING)
    story.say("10:40", "meeting", "until", "14:00")
    story.say("10:40:20", "resume")
    story.say("10:41", "now")
    story.engine.finish(story.at("10:41:23"), EventKind.PARTIAL, HARDLY_BEGUN - 0.1)
    story.turn("10:42")
    states = [row.state for row in without_line(view(story, "10:42"))]
    assert states[0] == "busy"
    assert set(states[1:]) <= {"now", "next", "planned"}
    story.say("10:43", "now")
    story.engine.finish(story.at("10:43:30"), EventKind.PARTIAL, HARDLY_BEGUN)
    assert "partly done · 20 s" in [row.note for row in view(story, "10:44").rows]


def test_a_session_stands_at_the_time_at_which_it_was_begun() -> None:
    """Getting down to the floor, change-overs and pauses count in no active seconds."""
    story = Story(MORNING)
    story.turn("10:40")
    story.say("10:41", "now")
    story.engine.finish(story.at("10:48"), EventKind.COMPLETED, 230)
    assert "10:41 Feet [done] done · 3 min 50 s" in rows(view(story, "10:49"))
    story.say("11:00", "now")
    story.engine.finish(story.at("10:58"), EventKind.PARTIAL, 60)  # the clock was set back meanwhile
    assert [row.at for row in view(story, "10:59").rows if row.state == "partial"] == ["10:57"]


def test_days_without_room_and_days_that_are_over() -> None:
    full = Story("07:00-18:00")
    full.turn("09:00")
    found = view(full, "09:00")
    assert found.title == "A full day"
    assert found.line.startswith("No room for a movement today")
    assert found.status == ()

    later = Story(MORNING)
    later.turn("10:00")
    later.offer_at("10:31")
    later.do("10:31", "10:38")
    later.calendar(MORNING, "10:40-16:00")
    later.turn("10:39")
    assert view(later, "10:39").line == ("No room for another movement today. No catching up.")

    story = Story(MORNING)
    story.turn("10:00")
    story.turn("16:00")
    found = view(story, "16:00")
    assert found.title == "Next on Monday at 11:00"
    assert found.line == "Your working day is over. Below is the plan for Monday."
    assert found.off, "Work today is offered"
    assert found.status == ("Three more didn’t happen today. No catching up.",), "it was offered"


def test_no_more_today_and_its_undo() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.say("10:31", "answer", "no-more-today")
    story.turn("10:32")
    found = view(story, "10:32")
    assert (found.title, found.undo) == ("No more today", "Undo “no more today”")


def test_what_is_free_agrees_with_the_times_that_are_shown() -> None:
    story = Story("14:41:40-15:10:20")
    story.turn("08:00")
    slot = story.engine.plan.slots[0]
    moved = type(slot)(story.at("14:30"), story.at("14:32"), slot.kind)
    words = why_words(moved, story.engine.day, story.at("08:00"), BERLIN)
    assert words == "At 14:30 you have 11 min free."
    (meeting,) = (row for row in view(story, "08:00").rows if row.state == "busy")
    assert (meeting.at, meeting.note) == ("14:41", "29 min")


def test_why_a_slot_stands_where_it_stands() -> None:
    story = Story(MORNING, "12:00-13:00 Lunch")
    story.turn("08:00")
    day, slot = story.engine.day, story.engine.plan.slots[0]

    def why(start: str, now: str) -> str:
        moved = type(slot)(story.at(start), story.at(start) + timedelta(minutes=2), slot.kind)
        return why_words(moved, day, story.at(now), BERLIN)

    assert why("10:31", "08:00") == "A minute after your meeting ends; 1 h 29 min free."
    assert why("10:38", "08:00") == "8 min after your meeting ends; 1 h 22 min free."
    assert why("13:01", "08:00") == "A minute after your break ends; 2 h 39 min free."
    assert why("13:05", "08:00") == "5 min after your break ends; 2 h 35 min free."
    assert why("11:30", "08:00") == "At 11:30 you have 30 min free."
    assert why("10:50", "11:30") == "At 11:30 you have 30 min free.", "a slot that is late is told from now"
    assert why("12:10", "08:00") == "", "nothing can be said of a moment in busy time"


def test_a_break_of_ones_own_and_private_titles() -> None:
    story = Story("07:40-09:00")
    story.turn("09:00")
    story.turn("09:50", LOCKED)
    story.turn("10:30")
    assert story.rows(EventKind.AWAY)
    covered = [row for row in view(story, "10:30").rows if row.state == "covered"]
    assert [(row.label, row.note) for row in covered] == [("Your own break", "46 min")]


def test_the_past_is_dimmed_and_a_line_says_where_the_day_is() -> None:
    story = Story(MORNING, "11:00-12:00 Review", "13:00-13:30 One to one")
    story.offer_at("10:31")
    story.do("10:31", "10:33")
    story.turn("11:15")
    found = view(story, "11:15")
    assert [(row.at, row.state, row.past) for row in found.rows][:4] == [
        ("07:40", "busy", True),
        (found.rows[1].at, "done", True),
        ("11:00", "busy", False),
        ("11:15", "present", False),
    ]
    story.turn("13:40")
    assert "13:40 " in [f"{row.at} {row.label}" for row in view(story, "13:40").rows]


def test_a_weekend_shows_the_next_working_day_and_nothing_of_it_can_be_begun() -> None:
    story = Story("56:00-59:30 Planning", day="2026-11-21")
    story.turn("10:00")
    found = view(story, "10:00")
    assert (found.title, found.off) == ("Next on Monday at 11:31", True)
    assert found.line == "It’s your day off. Below is the plan for Monday."
    assert rows(found) == [
        " Monday [heading] ",
        "08:00 Planning [busy] 3 h 30 min",
        "11:31 Feet [next] 1 min 40 s",
        "13:20 Long [planned] 7 min",
        "15:10 Reset [planned] 1 min 50 s",
    ]
    assert not any(row.slot for row in found.rows)
    assert "present" not in {row.state for row in found.rows}


def test_of_a_day_that_is_over_what_was_done_stays() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.do("10:31", "10:38")
    story.turn("16:00")
    assert [row.state for row in view(story, "16:00").rows][:2] == ["done", "heading"]


def test_a_day_that_is_too_far_ahead_is_named_without_a_plan() -> None:
    story = Story(days_off=tuple(f"2026-11-{day}" for day in range(23, 28)))
    story.turn("16:00")
    found = view(story, "16:00")
    assert found.title == "Back on Monday 30 November"
    assert found.line == "Your working day is over. You work again on Monday 30 November at 09:00."
    full = Story("56:00-66:00 Workshop", day="2026-11-21")
    full.turn("10:00")
    assert view(full, "10:00").title == "Back on Monday"
    assert view(full, "10:00").line == "It’s your day off. Monday has no room so far."


def test_a_time_that_the_user_has_set_is_marked_and_told_when_it_is_impossible() -> None:
    story = Story(MORNING)
    story.turn("08:00")
    story.say("08:00", "pin", story.at("12:20").isoformat(), "13:05")
    story.turn("08:00")
    found = view(story, "08:00")
    (row,) = [one for one in found.rows if one.pinned]
    assert (row.at, row.note, found.undo) == ("13:05", "set by you · 1 min 40 s", "Undo the time you set")
    assert found.status == ()
    story.calendar(MORNING, "13:00-13:30")
    story.turn("08:10")
    assert view(story, "08:10").status == ("13:05, which you set, isn’t possible any more.",)
    story.turn("13:31")
    assert not any("13:05" in line for line in view(story, "13:31").status)


def test_a_snooze_is_told_once_beside_its_undo() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.say("10:32", "answer", "snooze", "20")
    story.turn("10:32")
    moved = Reflow(story.at("10:32"), Cause.SNOOZED, (story.at("10:31"),), (story.at("10:52"),))
    found = view(story, "10:33", moved)
    assert (found.answered, found.reflow) == ("Snoozed until 10:52.", "")
    skipped = Reflow(story.at("10:32"), Cause.SKIPPED, (story.at("12:20"),), (story.at("12:00"),))
    assert view(story, "10:33", skipped).reflow == "The session at 12:20 moved to 12:00: you skipped one."


def test_a_day_off_by_the_users_word() -> None:
    story = Story(MORNING)
    story.say("08:00", "today", "off")
    story.turn("08:00")
    found = view(story, "08:00")
    assert (found.title, found.off) == ("Next on Monday at 11:00", True)
    assert found.line == "You took today off. Below is the plan for Monday."
    assert found.undo == "Undo “day off today”"
    weekend = Story(day="2026-11-21")
    weekend.turn("10:00")
    assert view(weekend, "10:00").off
    weekend.say("10:00", "today", "work")
    weekend.turn("10:00")
    found = view(weekend, "10:00")
    assert (found.off, found.undo) == (False, "Undo “work today”")
