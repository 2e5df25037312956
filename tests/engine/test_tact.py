"""What no calendar knows: calls that end early or run on, typing, and what holds an offer back."""

from dataclasses import replace
from typing import Any

import pytest

from intermezzo.core.faults import Fault
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.scheduling.heartbeat import Jump
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.tracking import Held
from tests.engine.days import HERE, LOCKED, Story, idle

MORNING = "07:40-10:30"
TALKING = replace(
    HERE, microphone=True, camera=False, screen_shared=False,
    microphone_users=frozenset({"zoom"}), sound_users=frozenset({"zoom"}),
)  # fmt: skip
GONE = replace(
    HERE, microphone=False, camera=False, screen_shared=False,
    microphone_users=frozenset(), sound_users=frozenset(),
)  # fmt: skip


def hang_up(story: Story, at: str, over: str) -> None:
    """The call is on until the first time and over at the second, a minute later."""
    story.turn("10:00", TALKING)
    story.turn(at, GONE)
    assert story.engine.day_state.calls_over == ()
    story.turn(over, GONE)


def again(story: Story) -> Story:
    """The app is started again, with what it has written."""
    following = Story()
    following.engine.state.occurrences = story.engine.state.occurrences
    following.engine.state.events = list(story.engine.state.events)
    return following


# -- the early end -------------------------------------------------------------------------------------


def test_a_call_that_ends_early_frees_the_rest_of_its_meeting_and_its_minute_settles() -> None:
    story = Story(MORNING)
    assert story.turn("09:59", HERE).decision.reason is Reason.NEXT_SLOT
    hang_up(story, "10:10", "10:11")
    (row,) = story.rows(EventKind.RESUMED)
    assert row.reason is Reason.CALL_OVER
    assert row.detail["since"] == story.at("10:10").isoformat()
    assert row.detail["until"] == story.at("10:30").isoformat()
    assert story.card(), "at once: the minute of silence was the settling"
    assert story.engine.day.busy[0].end == story.at("10:10")
    assert story.engine.day_state.paused_until is None


@pytest.mark.parametrize("minute", [3, 8, 12, 15, 20, 24, 26])
def test_however_early_it_ends_the_offer_comes_at_once(minute: int) -> None:
    story = Story("08:00-09:00", "10:00-10:30", "11:30-12:30")
    story.turn("09:59", HERE)
    story.turn("10:00", TALKING)
    story.turn(f"10:{minute}", GONE)
    story.turn(f"10:{minute + 1}", GONE)
    assert story.card()


@pytest.mark.parametrize(
    "left",
    [
        {"camera": None}, {"screen_shared": None}, {"microphone": None}, {"sound_users": None},
        {"sound_users": frozenset({"zoom"})}, {"screen_shared": True},
    ],
)  # fmt: skip
def test_what_is_unknown_or_left_of_the_call_frees_nothing(left: dict[str, Any]) -> None:
    story = Story(MORNING)
    story.turn("10:00", TALKING)
    for minute in range(10, 30):
        turn = story.turn(f"10:{minute}", replace(GONE, **left))
        assert turn.decision.reason is Reason.NEXT_SLOT
    assert story.rows(EventKind.RESUMED) == []
    assert story.offer_at("10:31")


def test_a_meeting_without_a_call_is_one_whatever_else_is_silent() -> None:
    story = Story(MORNING)
    for minute in range(30):
        story.turn(f"10:{minute}", GONE)
    assert story.rows(EventKind.RESUMED, EventKind.OFFERED) == []


def test_still_in_it_gives_the_meeting_back_and_is_not_asked_again() -> None:
    story = Story(MORNING)
    hang_up(story, "10:10", "10:11")
    told = story.say("10:11:20", "answer", "still-in-it")
    assert told.message.code == "call.still_in"
    assert [(row.kind, row.reason) for row in told.record] == [
        (EventKind.HELD, Reason.STILL_IN_CALL), (EventKind.PAUSED, Reason.STILL_IN_CALL),
    ]  # fmt: skip
    assert not story.card()
    assert story.engine.day.busy[0].end == story.at("10:30")
    assert story.engine.day_state.paused_until is None
    for minute in range(12, 30):
        assert story.turn(f"10:{minute}", GONE).decision.reason is Reason.NEXT_SLOT
        story.turn(f"10:{minute}:30", TALKING if minute % 4 else GONE)
    assert len(story.rows(EventKind.RESUMED)) == 1
    with pytest.raises(Fault, match=r"^call\.none_over"):
        story.say("10:29", "answer", "still-in-it")
    held = story.rows(EventKind.HELD)[0].occurrence
    assert story.offer_at("10:31") == held, "what was offered is owed still"


def test_still_in_it_answers_without_an_offer_too() -> None:
    story = Story(MORNING)
    hang_up(story, "10:10", "10:11")
    story.say("10:11:20", "answer", "skip")
    story.say("10:12", "answer", "still-in-it")
    assert story.engine.day.busy[0].end == story.at("10:30")


def test_of_back_to_back_meetings_only_the_one_of_the_call_is_freed() -> None:
    story = Story("09:00-10:30 Call", "10:30-11:30 Workshop")
    hang_up(story, "10:10", "10:11")
    assert story.card()
    assert [(one.start, one.end) for one in story.engine.day.busy] == [
        (story.at("09:00"), story.at("10:10")), (story.at("10:30"), story.at("11:30")),
    ]  # fmt: skip


def test_of_meetings_at_once_none_is_freed_unless_they_end_together() -> None:
    doubtful = Story("09:00-10:30 Call", "10:00-11:30 Workshop")
    hang_up(doubtful, "10:10", "10:11")
    assert doubtful.rows(EventKind.RESUMED) == []
    twice = Story("09:00-10:30 Call", "09:00-10:30 Call, in another calendar")
    hang_up(twice, "10:10", "10:11")
    assert twice.card()


def test_a_meeting_that_is_moved_after_its_call_is_busy_again() -> None:
    story = Story(MORNING)
    hang_up(story, "10:10", "10:11")
    story.calendar("07:40-10:45")
    story.turn("10:11:30", GONE)
    assert story.reasons(EventKind.DROPPED) == [Reason.GAP_CLOSED]
    assert story.slots()[0].startswith("10:46")


def test_after_a_restart_the_gap_is_there_and_the_answer_holds() -> None:
    story = Story(MORNING)
    hang_up(story, "10:10", "10:11")
    restarted = again(story)
    restarted.offer_at("10:12", GONE)
    restarted.say("10:12:20", "answer", "still-in-it")
    once_more = again(restarted)
    hang_up(once_more, "10:20", "10:21")
    assert not once_more.card()
    assert len(once_more.rows(EventKind.RESUMED)) == 1


def test_a_restart_within_the_minute_begins_it_anew_once_the_call_is_heard_again() -> None:
    story = Story(MORNING)
    story.turn("10:00", TALKING)
    story.turn("10:10", GONE)
    restarted = again(story)
    for clock in ("10:11", "10:12"):
        restarted.turn(clock, GONE)
    assert not restarted.card(), "nobody knows whether there was a call"
    restarted.turn("10:13", TALKING)
    restarted.turn("10:14", GONE)
    restarted.turn("10:15", GONE)
    assert restarted.card()


def test_sleep_in_the_minute_begins_it_anew() -> None:
    story = Story(MORNING)
    story.turn("10:00", TALKING)
    story.turn("10:10", GONE)
    story.turn("10:12", GONE, Jump(story.at("10:11") - story.at("10:10")))
    assert story.rows(EventKind.RESUMED) == []
    story.turn("10:13", GONE)
    assert story.reasons(EventKind.RESUMED) == [Reason.CALL_OVER]
    assert story.engine.decision is not None
    assert story.engine.decision.reason is Reason.JUST_BACK


def test_who_calls_again_in_the_freed_time_is_in_a_call() -> None:
    story = Story(MORNING)
    hang_up(story, "10:10", "10:11")
    story.turn("10:11:30", TALKING)
    assert not story.card()
    assert story.reasons(EventKind.HELD) == [Reason.MICROPHONE]
    assert story.offer_at("10:15", GONE)


def test_while_a_call_is_on_a_simulation_looks_each_minute_and_once_it_is_silent_at_its_end() -> None:
    story = Story(MORNING)
    assert story.told(story.turn("10:00", HERE).decision.until) == "10:31"
    assert story.told(story.turn("10:00", TALKING).decision.until) == "10:01"
    assert story.told(story.turn("10:10", GONE).decision.until) == "10:11"
    assert story.told(story.turn("10:10:20", GONE).decision.until) == "10:11"


# -- the overrun ---------------------------------------------------------------------------------------


def test_a_call_that_runs_on_holds_the_card_until_it_ends() -> None:
    story = Story(MORNING)
    for minute in range(20, 30):
        story.turn(f"10:{minute}", TALKING)
    for minute in range(31, 50):
        assert story.turn(f"10:{minute}", TALKING).decision.reason is Reason.CALL_RUNNING
    assert story.reasons(EventKind.HELD) == [Reason.CALL_RUNNING]
    assert story.offer_at("10:50", GONE)


def test_a_call_that_began_after_the_meeting_is_another_one() -> None:
    story = Story(MORNING)
    story.turn("10:29", GONE)
    assert story.turn("10:31", TALKING).decision.reason is Reason.MICROPHONE
    late = Story(MORNING)
    late.turn("10:29", TALKING)
    assert late.turn("10:35", TALKING).decision.reason is Reason.MICROPHONE, "nobody looked for six minutes"


def test_the_call_of_one_meeting_runs_into_the_next_and_out_of_it() -> None:
    story = Story("09:00-10:00", "10:00-10:30")
    for minute in range(55, 60):
        story.turn(f"09:{minute}", TALKING)
    for minute in range(1, 30):
        story.turn(f"10:{minute}", TALKING)
    assert story.turn("10:31", TALKING).decision.reason is Reason.CALL_RUNNING


# -- typing --------------------------------------------------------------------------------------------


def test_an_offer_waits_for_a_pause_in_typing_and_comes_with_it() -> None:
    story = Story(MORNING)
    story.turn("10:30")
    turn = story.turn("10:31", idle(1))
    assert turn.decision.reason is Reason.TYPING
    assert story.told(turn.decision.until) == "10:31:04"
    assert story.reasons(EventKind.HELD) == [Reason.TYPING]
    held = story.rows(EventKind.HELD)[0].occurrence
    assert story.offer_at("10:31:05", idle(5)) == held
    story.turn("10:31:10", idle(0))
    assert story.card(), "a key press removes no card"


def test_whoever_types_on_is_asked_after_three_minutes() -> None:
    story = Story(MORNING)
    for second in range(0, 180, 5):
        turn = story.turn(f"10:{31 + second // 60}:{second % 60}", idle(0))
        assert turn.decision.reason is Reason.TYPING
        assert turn.decision.until <= story.at("10:34")
    assert story.told(turn.decision.until) == "10:34"
    story.offer_at("10:34", idle(0))


def test_in_quiet_time_there_is_one_wait_for_a_pause() -> None:
    story = Story(MORNING, "10:30-12:00 Focus time")
    for minute in range(31, 41):
        assert story.turn(f"10:{minute}", idle(0)).decision.reason is Reason.QUIET_TIME
    story.offer_at("10:41", idle(0))


# -- holds ---------------------------------------------------------------------------------------------

HOLDS = {
    "screen_shared": Reason.SCREEN_SHARED, "presenting": Reason.PRESENTING, "inhibited": Reason.INHIBITED,
    "do_not_disturb": Reason.DO_NOT_DISTURB,
}  # fmt: skip


def with_(what: str) -> Presence:
    holds: Any = {what: True}
    return replace(HERE, **holds)


@pytest.mark.parametrize("what", HOLDS)
def test_each_holds_what_is_due_until_it_is_gone_or_unknown(what: str) -> None:
    story = Story(MORNING)
    holding = with_(what)
    for clock in ("10:31", "10:31:30"):
        assert story.turn(clock, holding).decision.reason is HOLDS[what]
    assert story.reasons(EventKind.HELD) == [HOLDS[what]]
    assert story.offer_at("10:32", HERE) == story.rows(EventKind.HELD)[0].occurrence


@pytest.mark.parametrize("what", HOLDS)
def test_each_removes_a_card_but_a_program_that_only_keeps_the_screen_on(what: str) -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.turn("10:31:30", with_(what))
    assert story.card() is (what == "inhibited")
    story.turn("10:32", replace(with_(what), full_screen=True))
    assert not story.card()
    assert story.reasons(EventKind.HELD) == [HOLDS[what]]


def test_full_screen_alone_holds_nothing() -> None:
    Story(MORNING).offer_at("10:31", replace(HERE, full_screen=True))


# -- offer anyway --------------------------------------------------------------------------------------

QUIETED = replace(HERE, do_not_disturb=True)


def held_long(story: Story, clock: str) -> Held | None:
    return story.engine.long_hold.told(story.at(clock), story.engine.decision)


def test_what_do_not_disturb_has_held_for_an_hour_is_told_also_over_a_meeting() -> None:
    story = Story(MORNING, "10:50-11:20")
    story.turn("10:31", QUIETED)
    story.turn("10:49", QUIETED)
    assert held_long(story, "10:49") is None
    story.turn("11:00", HERE)
    story.turn("11:21", QUIETED)
    assert held_long(story, "11:30:59") is None
    assert story.turn("11:31", QUIETED).decision.reason is Reason.DO_NOT_DISTURB
    assert held_long(story, "11:31") == Held(Reason.DO_NOT_DISTURB, story.at("10:31"))
    story.turn("11:40", replace(HERE, do_not_disturb=False, inhibited=True))
    assert held_long(story, "11:40") is None, "for another reason"


def test_offer_anyway_offers_at_once_and_what_held_it_removes_nothing() -> None:
    story = Story(MORNING)
    story.turn("10:31", QUIETED)
    reply = story.say("10:31:10", "anyway")
    (row,) = reply.record
    assert (row.kind, row.reason) == (EventKind.OFFERED, Reason.ANYWAY)
    assert row.occurrence == story.rows(EventKind.HELD)[0].occurrence
    story.turn("10:32", replace(QUIETED, idle_seconds=0.0))
    assert story.card()
    story.turn("10:32:30", replace(QUIETED, microphone=True))
    assert not story.card(), "a call does"
    assert story.turn("10:40", QUIETED).decision.reason is Reason.DO_NOT_DISTURB, "for this once"


@pytest.mark.parametrize("presence", [LOCKED, replace(QUIETED, screen_shared=True), HERE, TALKING])
def test_offer_anyway_is_for_nothing_else(presence: Presence) -> None:
    story = Story(MORNING)
    story.turn("10:30", presence)
    with pytest.raises(Fault, match=r"^offer\.not_held"):
        story.say("10:30:30", "anyway")
    story.turn("10:31", presence)
    with pytest.raises(Fault, match=r"^offer\.not_held"):
        story.say("10:31:10", "anyway")


def test_a_time_that_is_set_in_the_freed_time_holds() -> None:
    story = Story(MORNING)
    hang_up(story, "10:10", "10:11")
    assert story.card()
    story.say("10:11", "pin", story.engine.plan.slots[0].start.isoformat(), "10:20")
    story.turn("10:11:30", GONE)
    assert not story.card()
    assert story.slots()[0].startswith("10:20 ")
    story.offer_at("10:20", GONE)
