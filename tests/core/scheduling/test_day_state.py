"""Today, computed from its events."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from intermezzo.core.history.events import HARDLY_BEGUN, Event, EventKind, Json, Reason
from intermezzo.core.practice.model import Kind
from intermezzo.core.scheduling.day_state import day_state, effective
from intermezzo.core.scheduling.intervals import Interval

DAY = date(2026, 11, 20)
NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def row(
    what: EventKind,
    minutes: float,
    occurrence: str | None = None,
    /,
    *,
    seconds: float | None = None,
    reason: Reason | None = None,
    day: date = DAY,
    answers: str | None = None,
    **detail: Json,
) -> Event:
    name = f"{what.value}@{minutes}"
    if answers is not None:
        detail["for"] = answers
    return Event(
        name, what, at(minutes), 0, day, occurrence, None, seconds, reason, "here", {"v": 1, **detail}
    )


def test_what_was_taken_counts_by_the_slot_that_it_answers() -> None:
    found = day_state(
        [
            row(EventKind.COMPLETED, 10, "a", seconds=100, kind="interlude"),
            row(EventKind.COMPLETED, 40, "b", seconds=90, kind="interlude", answers="micro"),
            row(EventKind.DONE_ALREADY, 80, "c", seconds=90, kind="interlude"),
            row(EventKind.PARTIAL, 100, "d", seconds=30, kind="micro"),
        ],
        DAY,
        at(120),
    )
    assert found.taken == {Kind.INTERLUDE: 2, Kind.MICRO: 1}
    assert found.moved[0] == Interval(at(10) - timedelta(seconds=100), at(10))
    assert len(found.moved) == 4


@pytest.mark.parametrize(("seconds", "moved"), [(HARDLY_BEGUN - 0.1, 0), (HARDLY_BEGUN, 1)])
def test_a_session_left_at_once_is_no_movement(seconds: float, moved: int) -> None:
    rows = [
        row(EventKind.OFFERED, 8, "a", kind="interlude"),
        row(EventKind.PARTIAL, 10, "a", seconds=seconds, kind="interlude"),
    ]
    found = day_state(rows, DAY, at(20))
    assert len(found.moved) == moved
    assert found.declined_at == (None if moved else at(10)), "the next offer does not follow at once"
    assert day_state(rows[1:], DAY, at(20)).declined_at is None, "it was not offered"
    later = [rows[0], replace(rows[1], kind=EventKind.INTERRUPTED)]
    assert day_state(later, DAY, at(20)).declined_at is None, "it comes again, and waits for nothing"


def test_another_day_does_not_count() -> None:
    yesterday = row(EventKind.COMPLETED, -600, "a", kind="interlude", day=DAY - timedelta(days=1))
    assert day_state([yesterday], DAY, at(0)).taken == {}


def test_a_retracted_row_is_as_if_it_had_never_been() -> None:
    rows = [
        row(EventKind.DECLINED, 10, "a", reason=Reason.NO_MORE_TODAY, kind="interlude"),
        row(EventKind.RETRACTED, 11, "a", reason=Reason.UNDO, id="declined@10"),
    ]
    assert effective(rows) == ()
    assert not day_state(rows, DAY, at(20)).no_more


def test_a_pause_ends_by_itself_and_by_resume() -> None:
    pause = row(EventKind.PAUSED, 0, reason=Reason.PAUSED, until=at(30).isoformat())
    assert day_state([pause], DAY, at(29)).paused_until == at(30)
    assert day_state([pause], DAY, at(30)).paused_until is None
    resumed = row(EventKind.RESUMED, 10, reason=Reason.PAUSED)
    assert day_state([pause, resumed], DAY, at(11)).paused_until is None


def test_a_pause_outlasts_midnight() -> None:
    pause = row(
        EventKind.PAUSED, -600, reason=Reason.PAUSED, day=DAY - timedelta(days=1), until=at(5).isoformat()
    )
    assert day_state([pause], DAY, at(0)).paused_until == at(5)


def test_a_gentle_day_is_no_pause() -> None:
    gentle = row(EventKind.PAUSED, 0, reason=Reason.GENTLE, until=at(48 * 60).isoformat())
    found = day_state([gentle], DAY, at(60))
    assert found.gentle_until == at(48 * 60)
    assert found.paused_until is None
    over = row(EventKind.RESUMED, 61, reason=Reason.GENTLE)
    assert day_state([gentle, over], DAY, at(62)).gentle_until is None


def test_gentle_days_end_at_the_latest_that_was_said() -> None:
    week = row(EventKind.PAUSED, 0, reason=Reason.GENTLE, until=at(7 * 1440).isoformat())
    two_days = row(EventKind.PAUSED, 60, reason=Reason.GENTLE, until=at(60 + 2 * 1440).isoformat())
    assert day_state([week, two_days], DAY, at(62)).gentle_until == at(7 * 1440)
    over = row(EventKind.RESUMED, 59, reason=Reason.GENTLE)
    assert day_state([week, over, two_days], DAY, at(62)).gentle_until == at(60 + 2 * 1440)
    assert day_state([week, two_days], DAY, at(7 * 1440)).gentle_until is None


def test_a_call_that_is_over_frees_the_rest_of_its_meeting_unless_the_user_is_still_in_it() -> None:
    over = row(
        EventKind.RESUMED, 41, reason=Reason.CALL_OVER, since=at(40).isoformat(), until=at(60).isoformat()
    )
    pause = row(EventKind.PAUSED, 0, until=at(90).isoformat())
    announced = row(EventKind.PAUSED, 1, reason=Reason.MEETING_UNTIL, until=at(80).isoformat())
    found = day_state([pause, announced, over], DAY, at(45))
    assert found.calls_over == (Interval(at(40), at(60)),)
    assert found.call_over(at(59)) == Interval(at(40), at(60))
    assert found.call_over(at(60)) is None
    assert found.paused_until == at(90), "it ends no pause"
    assert found.meetings == (Interval(at(1), at(80)),)
    still = row(EventKind.PAUSED, 42, reason=Reason.STILL_IN_CALL, until=at(60).isoformat())
    given_back = day_state([over, still], DAY, at(45))
    assert given_back.calls_over == ()
    assert given_back.still_in_until == {at(60)}
    assert given_back.paused_until is None


def test_a_row_of_a_call_that_makes_no_sense_frees_nothing() -> None:
    wrong = [
        row(EventKind.RESUMED, 41, reason=Reason.CALL_OVER),
        row(
            EventKind.RESUMED, 42, reason=Reason.CALL_OVER, since=at(60).isoformat(), until=at(60).isoformat()
        ),
        row(EventKind.PAUSED, 43, reason=Reason.STILL_IN_CALL),
    ]
    assert day_state(wrong, DAY, at(45)).calls_over == ()
    elsewhere = at(40).astimezone(timezone(timedelta(hours=2))).isoformat()
    late = row(EventKind.RESUMED, 41, reason=Reason.CALL_OVER, since=elsewhere, until=at(60).isoformat())
    assert day_state([late], DAY, at(45)).calls_over == (Interval(at(40), at(60)),)


def test_an_announced_meeting_is_busy_until_it_ends_or_is_ended() -> None:
    said = row(EventKind.PAUSED, 0, reason=Reason.MEETING_UNTIL, until=at(60).isoformat())
    assert day_state([said], DAY, at(10)).meetings == (Interval(at(0), at(60)),)
    ended = row(EventKind.RESUMED, 20, reason=Reason.MEETING_UNTIL)
    assert day_state([said, ended], DAY, at(30)).meetings == (Interval(at(0), at(20)),)
    by_mistake = row(EventKind.RESUMED, 4, reason=Reason.MEETING_UNTIL)
    assert day_state([said, by_mistake], DAY, at(5)).meetings == ()
    longer = row(EventKind.PAUSED, 30, reason=Reason.MEETING_UNTIL, until=at(90).isoformat())
    assert day_state([said, longer], DAY, at(40)).meetings == (Interval(at(0), at(90)),)


def test_a_snooze_holds_until_its_end_and_ends_with_an_answer() -> None:
    snoozed = row(EventKind.SNOOZED, 0, "a", until=at(10).isoformat(), kind="interlude")
    assert day_state([snoozed], DAY, at(9)).snoozed_until == at(10)
    assert day_state([snoozed], DAY, at(10)).snoozed_until is None
    begun = row(EventKind.BEGUN, 3, "b", kind="interlude")
    assert day_state([snoozed, begun], DAY, at(4)).snoozed_until is None


def test_ignored_offers_count_in_a_row_and_not_while_away() -> None:
    rows = [
        row(EventKind.UNANSWERED, 0, "a"),
        row(EventKind.UNANSWERED, 30, "a", reason=Reason.AWAY),
        row(EventKind.UNANSWERED, 60, "a"),
    ]
    assert day_state(rows, DAY, at(61)).ignored == 2
    answered = [*rows, row(EventKind.SNOOZED, 70, "a", until=at(80).isoformat())]
    assert day_state(answered, DAY, at(71)).ignored == 0


def test_an_occurrence_is_carried_until_it_ends() -> None:
    held = row(EventKind.HELD, 0, "a", reason=Reason.IN_MEETING)
    offered = row(EventKind.OFFERED, 30, "a")
    assert day_state([held, offered], DAY, at(31)).occurrence == "a"
    done = row(EventKind.COMPLETED, 33, "a", kind="interlude")
    assert day_state([held, offered, done], DAY, at(34)).occurrence is None


def test_a_session_that_never_ended_is_found() -> None:
    begun = row(EventKind.BEGUN, 0, "a", kind="interlude")
    assert day_state([begun], DAY, at(5)).begun == begun
    ended = row(EventKind.INTERRUPTED, 1, "a", kind="interlude")
    assert day_state([begun, ended], DAY, at(5)).begun is None
    # As they are read when the clock was set back in the session.
    early = row(EventKind.COMPLETED, -110, "a", seconds=90, kind="interlude")
    assert day_state([early, begun], DAY, at(5)).begun is None
    again = row(EventKind.BEGUN, 6, "a", kind="interlude")
    assert day_state([early, begun, again], DAY, at(7)).begun == again


def test_only_the_last_answer_can_be_undone() -> None:
    skipped = row(EventKind.DECLINED, 0, "a", reason=Reason.SKIPPED, kind="interlude")
    done = row(EventKind.DONE_ALREADY, 30, "b", kind="interlude")
    assert day_state([skipped, done], DAY, at(31)).undoable == done
    begun = row(EventKind.BEGUN, 40, "c", kind="interlude")
    assert day_state([skipped, done, begun], DAY, at(41)).undoable is None


def test_a_pause_and_an_announced_meeting_last_each_to_its_own_end() -> None:
    meeting = row(EventKind.PAUSED, 0, reason=Reason.MEETING_UNTIL, until=at(60).isoformat())
    pause = row(EventKind.PAUSED, 10, reason=Reason.PAUSED, until=at(40).isoformat())
    found = day_state([meeting, pause], DAY, at(20))
    assert (found.paused_until, found.paused_reason) == (at(60), Reason.MEETING_UNTIL)
    assert found.meetings == (Interval(at(0), at(60)),)
    resumed = row(EventKind.RESUMED, 30, reason=Reason.MEETING_UNTIL)
    found = day_state([meeting, pause, resumed], DAY, at(31))
    assert (found.paused_until, found.meetings) == (None, (Interval(at(0), at(30)),))


def test_what_was_taken_before_the_clock_was_set_back_counts() -> None:
    taken = row(EventKind.COMPLETED, 100, "a", seconds=100, kind="interlude")
    assert day_state([taken], DAY, at(10)).taken == {Kind.INTERLUDE: 1}


def test_an_interruption_keeps_the_occurrence_open_and_is_remembered_for_a_while() -> None:
    begun = row(EventKind.BEGUN, 0, "a", kind="interlude")
    broken = row(EventKind.INTERRUPTED, 1, "a", kind="interlude")
    found = day_state([begun, broken], DAY, at(2))
    assert (found.occurrence, found.interrupted) == ("a", broken)
    assert day_state([begun, broken], DAY, at(31)).interrupted is None
    done = row(EventKind.COMPLETED, 5, "a", kind="interlude")
    assert day_state([begun, broken, done], DAY, at(6)).interrupted is None


def test_a_ritual_neither_takes_nor_ends_an_occurrence() -> None:
    held = row(EventKind.HELD, 0, "a", reason=Reason.LOCKED)
    ritual = row(EventKind.INTERRUPTED, 5, "r", kind="ritual")
    assert day_state([held, ritual], DAY, at(6)).occurrence == "a"


def test_a_break_that_covers_a_held_slot_ends_its_occurrence() -> None:
    held = row(EventKind.HELD, 0, "a", reason=Reason.AWAY)
    away = row(EventKind.AWAY, 15, "a", seconds=900, covers="interlude")
    found = day_state([held, away], DAY, at(16))
    assert (found.occurrence, found.covered) == (None, {Kind.INTERLUDE: 1})
