"""Slots set by hand: where a time is refused, what moves a pinned slot, and what it comes to."""

from dataclasses import replace

import pytest

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Kind
from tests.engine.days import HERE, Story

MORNING = "07:40-10:30"


def pinned(story: Story, clock: str, which: int, to: str) -> None:
    """The user sets a time for one of the planned slots."""
    story.turn(clock)
    story.say(clock, "pin", story.engine.plan.slots[which].start.isoformat(), to)


def test_a_slot_stays_where_the_user_has_set_it() -> None:
    story = Story(MORNING)
    pinned(story, "08:00", 1, "13:05")
    assert story.slots() == ["10:31 micro", "13:05 interlude", "14:00 interlude"]
    story.calendar(MORNING, "12:00-12:30", "14:30-15:30")
    story.turn("08:10")
    assert "13:05 interlude" in story.slots()
    row = story.rows(EventKind.SNOOZED)[0]
    assert (row.reason, row.detail["kind"]) == (Reason.ASKED, "interlude")
    assert row.detail["until"] == story.at("13:05").isoformat()
    assert row.detail["slot"] == story.at("12:20").isoformat()


@pytest.mark.parametrize("written", ["13:05", "13.05", "1305"])
def test_a_time_can_be_written_in_several_ways(written: str) -> None:
    story = Story(MORNING)
    pinned(story, "08:00", 1, written)
    assert "13:05 interlude" in story.slots()


def test_it_survives_a_restart() -> None:
    story, later = Story(MORNING), Story(MORNING)
    pinned(story, "08:00", 0, "11:17")
    later.engine.recall(story.engine.state.events)
    later.turn("08:30")
    assert later.slots()[0] == "11:17 micro"


def test_undo_takes_it_back() -> None:
    story = Story(MORNING)
    pinned(story, "08:00", 1, "13:05")
    story.say("08:01", "undo")
    assert story.slots() == ["10:31 micro", "12:20 interlude", "14:00 interlude"]
    assert story.rows(EventKind.RETRACTED)[0].reason is Reason.UNDO


def test_it_makes_way_for_a_meeting_and_comes_back_when_that_goes() -> None:
    story = Story(MORNING)
    pinned(story, "08:00", 1, "13:05")
    story.calendar(MORNING, "13:00-13:30")
    story.turn("08:05")
    assert len(story.slots()) == 3
    assert "13:05 interlude" not in story.slots()
    story.calendar(MORNING)
    story.turn("08:10")
    assert "13:05 interlude" in story.slots()


def test_it_is_offered_at_its_time_and_is_over_when_it_is_answered() -> None:
    story = Story(MORNING)
    pinned(story, "10:00", 0, "11:17")
    (pin,) = story.engine.day_state.pins
    story.turn("10:31")
    assert not story.card()
    assert story.offer_at("11:17") == pin.occurrence
    story.do("11:17", "11:24")
    story.turn("11:24")
    assert story.engine.day_state.pins == ()
    assert story.engine.day_state.taken == {Kind.MICRO: 1}


def test_held_at_its_time_it_goes_on_as_any_slot() -> None:
    story = Story(MORNING)
    pinned(story, "10:00", 0, "11:17")
    (pin,) = story.engine.day_state.pins
    story.turn("11:17", replace(HERE, microphone=True))
    assert story.rows(EventKind.HELD)[0].occurrence == pin.occurrence
    assert story.offer_at("11:19") == pin.occurrence
    story.turn("11:22:01")
    assert story.reasons(EventKind.UNANSWERED) == [None]
    assert story.engine.day_state.pins == ()
    assert story.slots()[0].endswith("micro")


def test_a_later_slot_can_be_set_before_an_open_offer_is_answered() -> None:
    story = Story(MORNING)
    occurrence = story.offer_at("10:31")
    pinned(story, "10:31", 1, "13:05")
    story.do("10:32", "10:39")
    story.turn("10:39")
    assert story.engine.day_state.occurrence is None
    assert "13:05 interlude" in story.slots()
    assert story.engine.day_state.pins[0].occurrence != occurrence


def test_the_time_of_an_open_offer_can_be_set() -> None:
    story = Story(MORNING)
    occurrence = story.offer_at("10:31")
    pinned(story, "10:31", 0, "15:00")
    assert not story.card()
    assert story.slots()[-1] == "15:00 micro"
    story.offer_at(story.slots()[0].split()[0])
    story.say(story.slots()[0].split()[0], "answer", "done")
    assert story.slots()[-1] == "15:00 micro", "another offer is answered, not this one"
    assert story.engine.day_state.pins[0].occurrence == occurrence


def test_set_by_hand_a_snoozed_slot_is_snoozed_no_more() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.say("10:31", "answer", "snooze", "20")
    pinned(story, "10:32", 0, "10:40")
    assert story.engine.day_state.snoozed_until is None
    assert story.slots()[0] == "10:40 micro"
    story.offer_at("10:40")


def test_a_pinned_slot_can_be_moved_again_skipped_and_begun() -> None:
    story = Story(MORNING)
    pinned(story, "08:00", 1, "13:05")
    story.say("08:01", "pin", story.at("13:05").isoformat(), "12:50")
    assert story.slots() == ["10:31 micro", "12:50 interlude", "14:00 interlude"]
    story.say("10:31", "begin", story.at("12:50").isoformat())
    story.engine.finish(story.at("10:33"), EventKind.COMPLETED, 100.0)
    story.turn("10:33")
    assert story.engine.day_state.pins == ()

    other = Story(MORNING)
    pinned(other, "08:00", 1, "13:05")
    other.say("08:01", "skip", other.at("13:05").isoformat())
    other.turn("08:02")
    assert (len(other.slots()), other.engine.day_state.pins) == (2, ())


def test_it_is_kept_when_the_rhythm_owes_no_more() -> None:
    story = Story(MORNING)
    pinned(story, "08:00", 2, "15:30")
    for clock in ("10:31", "11:10", "11:50"):
        story.say(clock, "moved")
        story.turn(clock)
    assert story.slots() == ["15:30 interlude"]
    story.say("12:00", "skip", story.at("15:30").isoformat())
    assert story.slots() == []


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("09:00", "slot.in_meeting"),
        ("07:30", "argument.time_over"),
        ("16:00", "slot.outside_hours"),
        ("11:58", "slot.too_short"),
        ("12:45", "slot.in_meeting"),
        ("13:15", "slot.in_break"),
        ("14:05", "slot.near_another"),
    ],
)
def test_what_is_in_the_way_is_told(to: str, code: str) -> None:
    story = Story(MORNING, "12:00-13:00", "13:00-13:30 Lunch")
    pinned(story, "08:00", -1, "14:20")
    before = (story.slots(), len(story.engine.state.events))
    with pytest.raises(Fault) as caught:
        story.say("08:00", "pin", story.engine.plan.slots[0].start.isoformat(), to)
    assert caught.value.message.code == code
    assert (story.slots(), len(story.engine.state.events)) == before


def test_a_bad_time_of_day_is_refused_for_a_set_time_too() -> None:
    story = Story(MORNING, bad_times=("13:00-14:00",))
    story.turn("08:00")
    with pytest.raises(Fault) as caught:
        story.say("08:00", "pin", story.engine.plan.slots[0].start.isoformat(), "13:05")
    assert caught.value.message.code == "slot.bad_time"


def test_too_soon_after_a_meeting_a_movement_a_skip_and_in_a_pause() -> None:
    story = Story(MORNING, settle=5)
    story.turn("08:00")

    def refused(clock: str, to: str) -> tuple[str, str]:
        with pytest.raises(Fault) as caught:
            story.say(clock, "pin", story.engine.plan.slots[0].start.isoformat(), to)
        told = caught.value.message
        return told.code, f"{told.facts['first']:%H:%M}"

    assert refused("08:00", "10:33") == ("slot.just_after", "10:35")
    story.say("10:40", "moved")
    assert refused("10:42", "10:50") == ("slot.too_soon", "11:03")
    story.say("11:20", "pause", "1h")
    assert refused("11:21", "12:00") == ("slot.too_soon", "12:20")


@pytest.mark.parametrize("words", [(), ("", ""), ("2026-11-20T10:31:00+00:00", "13:05")])
def test_what_cannot_be_understood_or_is_gone(words: tuple[str, ...]) -> None:
    story = Story(MORNING)
    story.turn("08:00")
    with pytest.raises(Fault if words else Malformed):
        story.say("08:00", "pin", *words)
