"""Every answer and command: what it says, what it writes, what it changes, and how it is taken back."""

from dataclasses import replace

import pytest

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Kind
from intermezzo.engine.active_session import TERMINAL
from intermezzo.presenters.messages import tell
from tests.engine.days import FEET, HERE, LOCKED, SESSIONS, STRONG, Story, session

MORNING = "07:40-10:30"


def offered(*more: str) -> Story:
    """The micro-session of 10:31 stands on the card."""
    story = Story(MORNING, *more)
    story.turn("10:00")
    story.offer_at("10:31")
    return story


def test_begin_takes_the_slot_and_begins_what_the_card_names() -> None:
    story = offered()
    reply = story.say("10:32", "answer", "begin")
    assert reply.begin is not None
    assert reply.begin.id == "long"
    assert [row.kind for row in reply.record] == [EventKind.BEGUN]
    assert (story.engine.offer, story.turn("10:33").decision.reason) == (None, Reason.IN_SESSION)

    late = offered()
    late.calendar(MORNING, "10:39-11:00")
    reply = late.say("10:32", "answer", "begin")
    assert reply.begin is not None
    assert reply.begin.id == "long", "its seven minutes use the margin before the meeting"
    late.engine.finish(late.at("10:39"), EventKind.COMPLETED, 415)
    late.turn("10:39")
    assert late.engine.day_state.taken == {Kind.MICRO: 1}


def test_only_ninety_seconds_leaves_the_micro_session_owed() -> None:
    story = offered()
    reply = story.say("10:32", "answer", "short")
    assert reply.begin is not None
    assert reply.begin.kind is Kind.INTERLUDE
    story.engine.finish(story.at("10:34"), EventKind.COMPLETED, 90)
    story.turn("10:34")
    assert story.engine.day_state.taken == {Kind.INTERLUDE: 1}
    assert [slot.split()[1] for slot in story.slots()].count("micro") == 1


def test_snooze_for_minutes_for_the_setting_and_past_the_next_meeting() -> None:
    for words, until in ((("20",), "10:52"), ((), "10:42"), (("meeting",), "12:01")):
        story = offered("11:30-12:00")
        reply = story.say("10:32", "answer", "snooze", *words)
        assert until in tell(reply.message)
        turn = story.turn("10:33")
        assert (turn.decision.reason, story.told(turn.decision.until)) == (Reason.SNOOZED, until)
        assert story.told(story.engine.plan.slots[0].start) == until
        story.offer_at(until)


def test_a_snooze_beyond_the_day_says_so() -> None:
    story = offered()
    reply = story.say("10:32", "answer", "snooze", "10h")
    assert tell(reply.message) == "Snoozed until 20:32. There’s no room after that today, and no catching up."
    assert story.turn("10:33").decision.until > story.at("10:33")
    story.turn("16:00")
    assert story.reasons(EventKind.DROPPED) == [Reason.DAY_ENDED]


def test_after_the_next_meeting_needs_one_with_time_after_it() -> None:
    for more in ((), ("15:00-16:00",), ("18:00-19:00",)):
        with pytest.raises(Fault, match=r"^snooze\.no_meeting"):
            offered(*more).say("10:32", "answer", "snooze", "meeting")


@pytest.mark.parametrize(
    ("words", "kind", "count"),
    [(("answer", "done"), EventKind.DONE_ALREADY, "taken"), (("moved",), EventKind.DONE_ALREADY, "taken"),
     (("answer", "skip"), EventKind.DECLINED, "declined")],
)  # fmt: skip
def test_done_and_skip_count_for_the_slot_and_can_be_taken_back(
    words: tuple[str, ...], kind: EventKind, count: str
) -> None:
    story = offered()
    occurrence = story.rows(EventKind.OFFERED)[0].occurrence
    story.say("10:32", *words)
    (row,) = story.rows(kind)
    assert row.occurrence == occurrence
    assert getattr(story.engine.day_state, count) == {Kind.MICRO: 1}
    assert len(story.slots()) == 2
    story.say("10:33", "undo")
    assert getattr(story.engine.day_state, count) == {}
    assert len(story.slots()) == 3
    assert story.engine.day_state.occurrence == occurrence
    with pytest.raises(Fault, match=r"^undo\.nothing"):
        story.say("10:34", "undo")


@pytest.mark.parametrize("until", ["10:30", "12:10", "13:45", "14:10", "14:30"])
def test_who_skips_one_is_not_asked_about_the_next_at_once(until: str) -> None:
    story = Story(f"07:40-{until}")
    story.turn(until)
    at = story.slots()[0].split()[0]
    story.offer_at(at)
    story.say(at, "answer", "skip")
    story.turn(at)
    assert story.engine.offer is None
    soonest = story.at(at) + story.engine.state.rhythm().spacing
    assert all(slot.start >= soonest for slot in story.engine.plan.slots)


def test_a_snooze_taken_back_is_offered_at_once() -> None:
    story = offered()
    story.say("10:32", "answer", "snooze", "60")
    story.say("10:33", "undo")
    story.offer_at("10:33")


def test_no_more_today_and_its_undo() -> None:
    story = offered()
    story.say("10:32", "answer", "no-more-today")
    assert story.turn("10:33").decision.reason is Reason.NO_MORE_TODAY
    assert story.slots() == []
    story.say("10:34", "undo")
    assert len(story.slots()) == 3
    story.say("10:34", "pause", "today")
    ended = offered()
    ended.say("10:32", "answer", "no-more-today")
    ended.turn("16:00")
    assert ended.rows(EventKind.DROPPED) == [], "no catching up"


def test_another_quieter_stands_on_the_same_card() -> None:
    story = offered()
    story.say("10:32", "answer", "quieter")
    assert story.engine.offer is not None
    assert story.engine.offer.session.id == "short"
    assert story.engine.offer.slot.kind is Kind.MICRO


def test_now_answers_the_open_offer() -> None:
    story = offered()
    occurrence = story.rows(EventKind.OFFERED)[0].occurrence
    reply = story.say("10:32", "now", "reset")
    assert reply.begin is not None
    (begun,) = reply.record
    assert (begun.occurrence, begun.detail) == (occurrence, {"v": 1, "kind": "interlude"})
    story.engine.finish(story.at("10:34"), EventKind.COMPLETED, 100)
    story.turn("10:34")
    assert story.engine.day_state.taken == {Kind.INTERLUDE: 1}


def test_only_90_seconds_needs_no_offer_and_takes_the_place_of_one() -> None:
    story = Story(MORNING)
    story.turn("09:30")
    begun = story.say("09:31", "now", "--short").begin
    assert begun in (FEET, STRONG), "in a meeting too"
    story.engine.finish(story.at("09:33"), EventKind.COMPLETED, 95)
    occurrence = story.offer_at("11:30")
    (row,) = story.say("11:31", "now", "--short").record
    assert row.occurrence == occurrence
    assert row.session in {FEET.id, STRONG.id}


def test_now_takes_over_what_was_held() -> None:
    story = Story(MORNING)
    story.turn("10:31", LOCKED)
    held = story.rows(EventKind.HELD)[0].occurrence
    (begun,) = story.say("10:31:30", "now").record
    assert (begun.occurrence, begun.reason) == (held, Reason.ASKED)


def test_a_ritual_answers_no_slot_and_the_offer_is_held() -> None:
    story = offered()
    story.say("10:32", "now", "bed")
    assert story.reasons(EventKind.HELD) == [Reason.IN_SESSION]
    story.engine.finish(story.at("10:41"), EventKind.COMPLETED, 495)
    story.turn("10:41")
    assert (story.engine.day_state.taken, len(story.rows(EventKind.COMPLETED))) == ({}, 1)


def test_now_says_what_it_cannot() -> None:
    story = offered()
    with pytest.raises(Fault, match=r"^session\.unknown name=yoga names=reset"):
        story.say("10:32", "now", "yoga")
    story.say("10:32", "now")
    for words in (("now",), ("begin", story.engine.plan.slots[0].start.isoformat())):
        with pytest.raises(Fault, match=r"^session\.running"):
            story.say("10:33", *words)
    story.engine.screening = None
    story.engine.active.running = None
    for words in (("now",), ("begin", story.engine.plan.slots[0].start.isoformat())):
        with pytest.raises(Fault, match=r"^session\.blocked"):
            story.say("10:33", *words)


def test_a_planned_slot_begun_early_counts_for_its_kind() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    micro = story.engine.plan.slots[0].start.isoformat()
    reply = story.say("10:20", "begin", micro)
    assert reply.begin is not None
    assert reply.begin.id == "long"
    story.engine.finish(story.at("10:27"), EventKind.COMPLETED, 415)
    story.turn("10:27")
    assert story.engine.day_state.taken == {Kind.MICRO: 1}
    with pytest.raises(Fault, match=r"^slot\.gone"):
        story.say("10:40", "begin", micro)


def test_the_slot_on_the_card_is_begun_and_skipped_as_the_offer() -> None:
    for words, kind in (("begin", EventKind.BEGUN), ("skip", EventKind.DECLINED)):
        story = offered()
        occurrence = story.rows(EventKind.OFFERED)[0].occurrence
        reply = story.say("10:32", words, story.engine.plan.slots[0].start.isoformat())
        assert [(row.kind, row.occurrence) for row in reply.record] == [(kind, occurrence)]
        assert story.engine.offer is None


def test_a_later_slot_leaves_the_card_alone_when_skipped_and_holds_it_when_begun() -> None:
    story = offered()
    later = story.engine.plan.slots[1].start.isoformat()
    story.say("10:32", "skip", later)
    assert story.engine.offer is not None
    assert story.engine.day_state.declined == {Kind.INTERLUDE: 1}
    later = story.engine.plan.slots[1].start.isoformat()
    reply = story.say("10:32", "begin", later)
    assert [row.kind for row in reply.record] == [EventKind.HELD, EventKind.BEGUN]
    assert reply.record[0].occurrence != reply.record[1].occurrence


@pytest.mark.parametrize(
    ("words", "until"),
    [(("30m",), "11:02"), (("1h",), "11:32"), (("1h30",), "12:02"), (("meeting",), "12:00"),
     (("today",), "04:00")],
)  # fmt: skip
def test_every_pause_has_an_end(words: tuple[str, ...], until: str) -> None:
    story = offered("11:30-12:00")
    reply = story.say("10:32", "pause", *words)
    assert tell(reply.message) == f"Paused until {until}."
    assert [row.kind for row in reply.record] == [EventKind.HELD, EventKind.PAUSED]
    turn = story.turn("10:33")
    assert (turn.decision.reason, story.told(turn.decision.until)) == (Reason.PAUSED, until)
    assert tell(story.say("10:34", "resume").message) == "Resumed."
    story.offer_at("10:34")
    story.engine.active.offer = None
    assert tell(story.say("10:35", "resume").message) == "Nothing is paused."


def test_a_pause_until_the_next_meeting_needs_one() -> None:
    with pytest.raises(Fault, match=r"^pause\.no_meeting"):
        offered().say("10:32", "pause", "meeting")


def test_in_a_meeting_until_is_busy_time_without_any_calendar() -> None:
    story = Story()
    story.turn("08:00")
    first = story.engine.plan.slots[0]
    clock = story.told(first.start)
    assert tell(story.say("08:10", "meeting", "until", "14:00").message) == "In a meeting until 14:00."
    turn = story.turn(clock)
    assert (turn.decision.reason, story.told(turn.decision.until)) == (Reason.MEETING_UNTIL, "14:00")
    assert story.slots()[0].startswith("14:01")
    assert story.rows(EventKind.DAY)[-1].detail["busy"] == 350
    story.say("13:00", "resume")
    assert story.engine.plan.slots[0].start < story.at("14:00")
    story.say("13:10", "meeting", "for", "45")
    assert story.engine.day_state.paused_until == story.at("13:55")


def test_a_meeting_until_a_time_that_is_over_is_refused_and_past_midnight_is_not() -> None:
    story = Story(friday=("20:00-02:00",))
    with pytest.raises(Fault, match=r"^argument\.time_over time=21:00"):
        story.say("22:00", "meeting", "until", "21:00")
    story.say("23:30", "meeting", "until", "0:30")
    assert story.engine.day_state.paused_until == story.at("24:30")


def test_the_hour_that_comes_twice_is_the_next_of_the_two() -> None:
    story = Story(day="2026-10-24")
    story.say("26:10", "meeting", "until", "02:30")
    assert story.engine.day_state.paused_until == story.at("26:30")
    story.say("26:40", "meeting", "until", "02:30")
    assert story.engine.day_state.paused_until == story.at("27:30")


def test_a_gentle_day_is_easy_short_and_owes_nothing() -> None:
    story = Story(MORNING, rhythm="frequent")
    story.turn("09:00")
    assert story.engine.state.room(story.at("09:00"))[Kind.INTERLUDE] > 2
    clock = story.told(story.engine.plan.slots[0].start)
    story.offer_at(clock)
    story.say(clock, "gentle", "on")
    assert story.reasons(EventKind.HELD) == [Reason.GENTLE]
    assert len(story.slots()) == 3
    story.offer_at(clock)
    assert story.engine.state.max_level() == 1
    story.say(clock, "answer", "done")
    story.turn("12:00")
    room = story.rows(EventKind.DAY)[-1].detail["room"]
    assert isinstance(room, dict)
    assert sum(room.values()) == 1
    story.turn("16:00", HERE)
    assert Reason.DAY_ENDED not in story.reasons(EventKind.DROPPED)
    assert story.engine.day_state.gentle_until is not None
    story.say("16:01", "gentle", "off")
    assert story.engine.day_state.gentle_until is None


def test_a_gentle_plan_holds_no_session_above_its_level() -> None:
    story = Story(MORNING, rhythm="own", interludes=6, micros=0)
    story.turn("09:00")
    assert "strong" in {slot.session for slot in story.engine.plan.slots}
    story.say("09:01", "gentle", "on")
    assert "strong" not in {slot.session for slot in story.engine.plan.slots}


def test_settings_rule_what_may_be_offered() -> None:
    story = Story(MORNING, quiet_place=True)
    assert story.engine.state.lengths()[Kind.INTERLUDE].total_seconds() == 95
    assert Kind.RITUAL not in story.engine.state.lengths()
    assert Kind.RITUAL not in Story(MORNING, floor=True).engine.state.lengths(), (
        "a bed is not where one works"
    )


def test_a_short_ritual_makes_no_gap_long_enough() -> None:
    state = Story(MORNING, floor=True).engine.state
    least = state.shortest()
    state.sessions = (*SESSIONS, session("brief", Kind.RITUAL, 80))
    assert state.lengths()[Kind.RITUAL] < least
    assert state.shortest() == least


def test_what_a_terminal_may_still_guide_is_not_taken_for_interrupted() -> None:
    story = offered()
    (begun,) = story.say("10:32", "answer", "begin").record
    again = Story(MORNING)
    again.engine.state.events = [
        *story.engine.state.events[:-1], replace(begun, detail={**begun.detail, "where": TERMINAL})
    ]  # fmt: skip
    assert again.engine.active.recover(again.at("10:33")) is None
    found = again.engine.active.recover(again.at("10:40"))
    assert found is not None
    assert found.kind is EventKind.INTERRUPTED


def test_a_movement_tried_in_a_terminal_is_not_taken_for_interrupted() -> None:
    story = Story(MORNING)
    story.engine.state.movements = (SESSIONS[0].steps[0].movement,)
    (begun,) = story.say("10:32", "now", "m-reset").record
    story.engine.state.events = [replace(begun, detail={**begun.detail, "where": TERMINAL})]
    assert story.engine.active.recover(story.at("10:33")) is None
    assert story.engine.active.recover(story.at("10:40")) is not None


def test_what_was_begun_and_never_ended_is_interrupted_and_offered_again() -> None:
    story = offered()
    reply = story.say("10:32", "answer", "begin")
    story.engine.active.step(story.at("10:33"), 0, 60.0, eased=False)
    begun = reply.record[0]
    again = Story(MORNING)
    again.engine.state.events = list(story.engine.state.events)
    found = again.engine.active.recover(again.at("10:40"))
    assert found is not None
    assert (found.kind, found.occurrence, found.seconds) == (EventKind.INTERRUPTED, begun.occurrence, 60.0)
    assert again.engine.active.recover(again.at("10:40")) is None
    assert again.offer_at("10:40") == begun.occurrence
    assert again.engine.offer is not None
    assert again.engine.offer.session.id == begun.session
    again.do("10:40", "10:47")
    again.turn("10:47")
    assert again.engine.day_state.taken == {Kind.MICRO: 1}


@pytest.mark.parametrize(
    "words",
    [(), ("dance",), ("answer",), ("answer", "maybe"), ("pause", "never"), ("pause", "0"), ("pause", "25h"),
     ("meeting",), ("meeting", "until", "24:00"), ("meeting", "until", "half two"), ("meeting", "for", "x"),
     ("gentle",), ("gentle", "perhaps"), ("answer", "snooze", "-5")],
)  # fmt: skip
def test_what_is_not_understood_changes_nothing(words: tuple[str, ...]) -> None:
    story = offered()
    before = list(story.engine.state.events)
    with pytest.raises(Malformed):
        story.say("10:32", *words)
    assert story.engine.state.events == before
    assert story.engine.offer is not None


def test_answers_without_an_offer_are_refused() -> None:
    for words in ("begin", "snooze", "done", "short", "quieter", "skip", "no-more-today"):
        with pytest.raises(Fault, match=r"^offer\.none"):
            Story().say("10:00", "answer", words)
