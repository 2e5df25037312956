"""A working day, stepped through: when the card comes, what keeps it back, and what is written down."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Kind
from intermezzo.core.scheduling.heartbeat import Jump
from intermezzo.core.scheduling.presence import Presence
from tests.engine.days import HERE, LOCKED, Story, idle

MORNING = "07:40-10:30"


def slept(minutes: float) -> Jump:
    return Jump(timedelta(minutes=minutes))


def test_the_card_comes_just_after_the_meeting_and_nothing_before() -> None:
    story = Story(MORNING)
    assert story.turn("07:00").decision.reason is Reason.NEXT_SLOT
    for clock in ("09:00", "10:29", "10:30:59"):
        turn = story.turn(clock)
        assert (turn.decision.reason, story.told(turn.decision.until)) == (Reason.NEXT_SLOT, "10:31")
    turn = story.turn("10:31")
    assert (turn.decision.reason, story.told(turn.decision.until)) == (Reason.OFFERED, "10:34")
    assert [row.kind for row in turn.record] == [EventKind.OFFERED]


def test_a_turn_at_the_same_moment_finds_the_same() -> None:
    story = Story(MORNING, "10:33-11:00 Focus time")
    for clock in ("08:00", "10:31", "10:31:20", "10:34", "12:00", "17:00", "20:00"):
        first = story.turn(clock)
        offer, plan = story.engine.offer, story.engine.plan
        second = story.turn(clock)
        assert (second.decision, second.record) == (first.decision, ())
        assert (story.engine.offer, story.engine.plan) == (offer, plan)


def test_it_plans_only_when_something_changed() -> None:
    story = Story(MORNING, "12:00-13:00")
    for minute in range(120):
        story.turn(f"{8 + minute // 60}:{minute % 60}")
    assert story.engine.state.plan_cache.made == 1
    story.calendar(MORNING)
    story.turn("10:00")
    assert story.engine.state.plan_cache.made == 2
    story.offer_at("10:31")
    story.do("10:31:10", "10:38:10")
    story.turn("10:38:10")
    assert story.engine.state.plan_cache.made == 3


def test_one_occurrence_from_the_first_hold_to_its_end() -> None:
    story = Story(MORNING, "11:00-12:00")
    story.turn("09:00")
    for clock in ("10:31", "10:31:30", "10:32"):
        assert story.turn(clock, LOCKED).decision.reason is Reason.LOCKED
    story.turn("10:33", idle(200))
    story.turn("10:34", LOCKED)
    assert story.reasons(EventKind.HELD) == [Reason.LOCKED, Reason.AWAY]
    held = story.rows(EventKind.HELD)[0].occurrence
    assert story.offer_at("10:35") == held
    story.say("10:35:20", "answer", "snooze", "meeting")
    assert story.turn("11:30").decision.reason is Reason.SNOOZED
    assert story.offer_at("12:01") == held
    story.turn("12:04")
    assert [row.occurrence for row in story.rows(EventKind.UNANSWERED)] == [held]
    again = story.engine.plan.slots[0].start
    assert again >= story.at("12:29")
    assert story.offer_at(story.told(again)) == held
    done = story.do("12:40", "12:45")
    assert done is not None
    assert done.occurrence == held
    assert story.engine.plan.slots
    story.turn("12:45")
    assert story.engine.day_state.occurrence is None


def test_held_until_the_gap_is_gone_it_is_carried_to_the_next() -> None:
    story = Story(MORNING, "11:00-12:00", "12:30-13:00")
    story.turn("10:00")
    for clock in ("10:31", "10:50"):
        story.turn(clock, idle(200))
    turn = story.turn("10:57", HERE)
    assert turn.decision.reason is Reason.NEXT_SLOT
    assert story.slots()[0] == "12:01 interlude"
    assert len(story.slots()) == 3, "nothing was lost"
    assert story.reasons(EventKind.HELD) == [Reason.AWAY, Reason.TOO_CLOSE]
    assert story.engine.offer is None
    first = story.rows(EventKind.HELD)[0].occurrence
    assert story.offer_at("12:01") == first


def test_a_micro_session_that_no_longer_fits_waits_for_a_gap_that_holds_it() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    assert story.slots()[0] == "10:31 micro"
    story.turn("10:31", LOCKED)
    story.calendar(MORNING, "10:45-12:00")
    turn = story.turn("10:40", LOCKED)
    assert "12:10 micro" in story.slots()
    assert turn.decision.slot is not None
    assert turn.decision.slot.kind is Kind.INTERLUDE


def test_the_card_leaves_when_a_meeting_comes_or_the_screen_locks() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.turn("10:31:30", LOCKED)
    assert (story.engine.offer, story.reasons(EventKind.HELD)) == (None, [Reason.LOCKED])
    story.offer_at("10:32")
    story.calendar(MORNING, "10:34-11:00")
    turn = story.turn("10:32:30")
    assert story.engine.offer is None
    assert story.reasons(EventKind.DROPPED) == [Reason.GAP_CLOSED]
    assert turn.decision.reason is Reason.NEXT_SLOT
    assert story.slots()[0].startswith("11:01")


def test_unanswered_offers_come_less_often_and_none_that_nobody_saw() -> None:
    story = Story(rhythm="own", interludes=6, micros=0)
    now = story.engine.turn(story.at("07:00"), HERE).decision.until
    gaps = []
    for _n in range(3):
        story.engine.turn(now, HERE)
        assert story.card()
        story.engine.turn(now + timedelta(minutes=3), HERE)
        assert not story.card()
        gaps.append(story.engine.day_state.ignored * story.engine.state.rhythm().spacing)
        following = story.engine.plan.slots[0].start
        assert following >= now + timedelta(minutes=3) + gaps[-1]
        now = following
    assert gaps == [timedelta(minutes=25 * n) for n in (1, 2, 3)]

    away = Story(MORNING)
    away.offer_at("10:31")
    away.turn("10:34", idle(185))
    assert away.reasons(EventKind.UNANSWERED) == [Reason.AWAY]
    assert away.engine.day_state.ignored == 0
    assert away.turn("10:35", idle(245)).decision.reason is Reason.AWAY
    away.offer_at("10:36", idle(6))


def test_with_a_screen_reader_the_offer_waits() -> None:
    story = Story(MORNING, "11:00-12:00")
    story.engine.no_timeout = True
    story.offer_at("10:31")
    story.turn("10:50")
    assert story.engine.offer is not None
    story.turn("10:57")
    assert story.reasons(EventKind.DROPPED) == [Reason.GAP_CLOSED]


def test_quiet_time_waits_for_a_pause_at_most_ten_minutes_even_if_it_plans_again() -> None:
    story = Story(MORNING, "10:30-12:00 Focus time")
    story.turn("10:00")
    assert story.turn("10:31").decision.reason is Reason.QUIET_TIME
    story.calendar(MORNING, "10:30-12:00 Focus time", "16:00-16:30")
    for minute in range(32, 41):
        assert story.turn(f"10:{minute}").decision.reason is Reason.QUIET_TIME
    story.offer_at("10:41")
    early = Story(MORNING, "10:30-12:00 Focus time")
    early.turn("10:31")
    early.offer_at("10:33", idle(25))


@pytest.mark.parametrize("jump", [slept(5), Jump()])
def test_after_sleep_or_a_changed_clock_no_card_comes_at_once(jump: Jump) -> None:
    story = Story(MORNING)
    story.turn("10:00")
    turn = story.turn("10:40", HERE, jump)
    assert turn.decision.reason is not Reason.OFFERED
    for seconds in (15, 30, 60, 89):
        story.turn(f"10:{40 + seconds // 60}:{seconds % 60}")
        assert story.engine.offer is None
    story.offer_at("10:41:30")


def test_after_the_start_there_is_a_moment_to_arrive() -> None:
    story = Story(MORNING)
    story.engine.arrived(story.at("10:31"))
    held = story.turn("10:31").decision
    assert (held.reason, held.until) == (Reason.JUST_BACK, story.at("10:32:30"))
    story.offer_at("10:32:30")


def test_a_day_that_was_left_before_its_end_stays_open_after_a_restart() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    again = Story(MORNING)
    again.engine.recall(story.engine.state.events)
    again.turn("33:00")
    yesterday = [row for row in again.engine.state.events if row.day == date(2026, 11, 20)]
    assert yesterday == story.engine.state.events, "nobody saw the rest of it"
    assert yesterday[-1].detail["longest"] is None


def test_a_sleep_across_the_card_does_not_count_as_ignored() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.turn("10:40", HERE, slept(8))
    assert story.reasons(EventKind.UNANSWERED) == [Reason.AWAY]
    assert story.engine.day_state.ignored == 0


def test_a_long_sleep_in_free_time_covers_a_slot() -> None:
    story = Story("09:00-10:00")
    story.turn("09:30")
    turn = story.turn("13:00", Presence(), slept(200))
    (away,) = story.rows(EventKind.AWAY)
    assert away.detail["covers"] == "micro", "what was due meanwhile"
    assert away.seconds == 180 * 60
    assert turn.decision.reason is not Reason.OFFERED
    assert len(story.slots()) == 2
    story.turn("13:10", Presence(), slept(2))
    assert len(story.rows(EventKind.AWAY)) == 1, "a short sleep is no break, and the long one is over"


def test_away_in_a_meeting_is_nothing_and_in_free_time_a_break() -> None:
    story = Story(MORNING)
    story.turn("09:40", idle(1200))
    story.turn("10:20", idle(3600))
    story.turn("10:25", idle(2))
    assert story.rows(EventKind.AWAY) == []
    story.turn("11:30", idle(250))
    story.turn("11:40", idle(850))
    story.turn("11:42", idle(2))
    (away,) = story.rows(EventKind.AWAY)
    assert story.engine.day_state.covered == {Kind(str(away.detail["covers"])): 1}
    assert away.at == story.at("11:41:58")


def test_no_absence_begins_in_a_session() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.say("10:31", "answer", "begin")
    for minute in range(32, 45):
        story.turn(f"10:{minute}", idle((minute - 31) * 60))
    story.engine.finish(story.at("10:45"), EventKind.COMPLETED, 415)
    story.turn("10:45:05", idle(14 * 60))
    story.turn("10:50", idle(2))
    assert story.rows(EventKind.AWAY) == []


def test_the_day_ends_once_with_what_was_still_owed() -> None:
    story = Story(MORNING)
    story.turn("09:00")
    for clock in ("10:31", "13:00", "15:39"):
        story.turn(clock, Presence(locked=True))
    story.turn("15:40:10", HERE)
    frames = story.rows(EventKind.DAY)
    assert frames[-1].detail["longest"] is not None
    story.turn("17:30")
    story.turn("23:00")
    (away,) = story.rows(EventKind.AWAY)
    assert away.at == story.at("15:40")
    (dropped,) = story.rows(EventKind.DROPPED)
    assert (dropped.reason, dropped.detail["owed"]) == (Reason.DAY_ENDED, 2)
    assert story.rows(EventKind.DAY) == frames
    assert story.engine.decision is not None
    assert story.engine.decision.reason is Reason.AFTER_WORK


def test_a_day_slept_through_its_end_is_closed_the_next_morning() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    night = slept(22 * 60)
    story.turn("33:00", HERE, night)
    closed = [row for row in story.engine.state.events if row.day == date(2026, 11, 20)]
    assert [row.kind for row in closed][-3:] == [EventKind.AWAY, EventKind.DROPPED, EventKind.DAY]
    assert closed[-1].detail["longest"] == 200, "from the start of work to the lid that was closed at 11:00"
    assert story.engine.offer is None


def test_the_frame_of_the_day() -> None:
    story = Story(MORNING, "12:00-13:00 Lunch")
    story.turn("09:00")
    (frame,) = story.rows(EventKind.DAY)
    assert frame.detail == {
        "v": 1, "room": {"interlude": 2, "micro": 1}, "work": 480, "busy": 230, "longest": None, "off": False,
    }  # fmt: skip
    story.calendar("07:00-18:00")
    assert story.turn("09:01").decision.reason is Reason.NO_ROOM
    assert story.rows(EventKind.DAY)[-1].detail["room"] == {"interlude": 0, "micro": 0}


def test_a_day_off_and_the_hours_around_work() -> None:
    off = Story(day="2026-11-21")
    assert off.turn("10:00").decision.reason is Reason.DAY_OFF
    assert off.rows(EventKind.DAY)[-1].detail["off"] is True
    story = Story(rhythm="own", interludes=0, micros=0)
    assert story.turn("05:00").decision.reason is Reason.BEFORE_WORK
    assert story.turn("12:00").decision.reason is Reason.DAY_DONE
    assert story.turn("18:00").decision.reason is Reason.AFTER_WORK


def test_work_after_midnight_belongs_to_the_day_it_began() -> None:
    story = Story(friday=("20:00-02:00",), rhythm="own", interludes=3, micros=0)
    story.turn("20:00")
    assert [slot.split()[0] for slot in story.slots()][-1] > "00:00"
    assert story.engine.state.recorder.day(story.at("25:00")) == date(2026, 11, 20)
    story.engine.turn(story.engine.plan.slots[-1].start, HERE)
    story.say("25:00", "answer", "begin")
    story.engine.finish(story.at("28:01"), EventKind.COMPLETED, 100)
    assert story.rows(EventKind.COMPLETED)[0].day == date(2026, 11, 20), "the day on which it began"


@pytest.mark.parametrize(("day", "hours"), [("2026-10-24", 25), ("2026-03-28", 23)])
def test_days_whose_clock_changes_have_one_frame_and_no_slot_twice(day: str, hours: int) -> None:
    story = Story(day=day, saturday=("20:00-03:59",), sunday=("09:00-17:00",))
    now, end = story.at("19:00"), story.at("44:00")
    shown = 0
    while now < end:
        before = story.engine.offer
        turn = story.engine.turn(now, HERE)
        assert turn.decision.until > now
        shown += story.engine.offer is not None and before is None
        now = turn.decision.until
    days = {row.day.isoformat() for row in story.rows(EventKind.DAY)}
    assert len(days) == 2
    assert shown == len(story.rows(EventKind.OFFERED))
    work = [row.detail["work"] for row in story.rows(EventKind.DAY) if row.day.isoformat() == day]
    assert work[-1] == 8 * 60 - 1 + (hours - 24) * 60


def test_the_clock_set_back_makes_no_second_offer_of_what_was_taken() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.do("10:31", "10:38")
    taken = len(story.slots())
    story.turn("08:38:30", HERE, Jump())
    assert len(story.slots()) <= taken
    assert story.engine.day_state.taken == {Kind.MICRO: 1}
    assert story.engine.offer is None


def test_a_clock_that_leapt_ten_years_writes_no_day_and_recovers() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    far = story.at("10:31") + timedelta(days=3650)
    story.engine.turn(far, HERE, Jump(suspect=True))
    assert story.engine.offer is None
    assert {row.day.year for row in story.engine.state.events} == {2026}
    story.turn("10:31", HERE, Jump())
    assert story.engine.offer is None
    story.offer_at("10:32:30")


def test_the_hours_follow_the_zone() -> None:
    story = Story()
    story.turn("09:00")
    before = story.engine.day.work[0]
    story.engine.state.zone = ZoneInfo("America/New_York")
    story.turn("11:00", HERE, Jump())
    assert story.engine.day.work[0].start == before.start + timedelta(hours=6)
    assert story.engine.decision is not None
    assert story.engine.decision.reason is Reason.NEXT_SLOT


def test_yesterdays_slots_are_not_carried_over() -> None:
    story = Story(friday=("00:00-24:00",), saturday=("00:00-24:00",), rhythm="own", interludes=1, micros=0)
    story.turn("12:00", LOCKED)
    story.turn("27:59", LOCKED)
    story.turn("28:00", LOCKED)
    assert story.slots()[0].startswith("12:00")
