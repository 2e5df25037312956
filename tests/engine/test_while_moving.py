"""What is said during a session and just after it, and what becomes of a session that is finished later."""

from dataclasses import replace

import pytest

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Kind, Session
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.scheduling.day_state import effective
from intermezzo.presenters.messages import tell
from tests.engine.days import SESSIONS, Story, session

MORNING = "07:40-10:30"
PARTS = [
    session(name, Kind.MICRO, 68 - n, region="hip") for n, name in enumerate(("one", "two", "three", "four"))
]
STEPS = tuple(
    replace(part.steps[0], movement=replace(part.steps[0].movement, watch_tag=part.id)) for part in PARTS
)
ROUND = Session("round", "Round", Kind.MICRO, (*STEPS[:3], *SESSIONS[3].steps))
SPARE = Session("spare", "Spare", Kind.INTERLUDE, (STEPS[3],))


def story(*busy: str) -> Story:
    made = Story(MORNING, *busy)
    made.engine.state.sessions = (*SESSIONS, ROUND, SPARE)
    return made


def moving(*busy: str) -> Story:
    """The round, begun at 10:31 without an offer."""
    made = story(*busy)
    made.turn("10:00")
    assert made.say("10:31", "now", "round").begin == ROUND
    return made


def felt(made: Story) -> list[float]:
    known = effective(made.engine.state.events)
    return [float(str(e.detail["felt"])) for e in known if e.kind is EventKind.FEEDBACK]


def ended(made: Story, clock: str = "10:38") -> Event:
    row = made.engine.finish(made.at(clock), EventKind.COMPLETED, 400)
    assert row is not None
    return row


def test_how_it_felt_is_kept_for_the_session_that_just_ended() -> None:
    made = moving()
    end = ended(made)
    reply = made.say("10:39", "felt", "shaky")
    (row,) = reply.record
    assert (row.kind, row.occurrence, row.session, row.day) == (
        EventKind.FEEDBACK, end.occurrence, "round", end.day,
    )  # fmt: skip
    assert row.detail["felt"] == 0.5
    assert felt(made) == [0.5]


def test_the_last_word_holds_and_can_be_taken_back() -> None:
    made = moving()
    ended(made)
    for word, kept in (("smooth", [1.0]), ("stopped", [0.0]), ("undo", []), ("smooth", [1.0])):
        made.say("10:39", "felt", word)
        assert felt(made) == kept
    assert made.say("10:39", "felt", "undo").record[0].reason is Reason.UNDO
    assert made.say("10:39", "felt", "undo").record == ()


def test_nothing_has_just_ended() -> None:
    made = moving()
    for _n in range(2):
        with pytest.raises(Fault, match=r"^felt\.nothing_ended"):
            made.say("10:33", "felt", "smooth")
    ended(made)
    with pytest.raises(Fault, match=r"^felt\.nothing_ended"):
        made.say("11:09", "felt", "smooth")
    made.say("11:10", "now", "round")
    with pytest.raises(Fault, match=r"^felt\.nothing_ended"):
        made.say("11:11", "felt", "smooth")
    with pytest.raises(Malformed, match=r"^felt\.usage words=smooth, shaky, stopped, undo"):
        made.say("11:11", "felt", "fine")


def test_not_for_me_takes_it_out_and_another_one_in() -> None:
    made = moving()
    reply = made.say("10:32", "not-for-me", "1", "480")
    assert reply.exchanged is not None
    new = reply.exchanged.step
    assert new is not None
    assert new.seconds <= STEPS[1].seconds
    assert new.movement.id not in ROUND.movements
    assert (
        tell(reply.message)
        == tell(reply.exchanged.message)
        == f"two won’t come up again. {new.movement.name} takes its place."
    )
    assert repertoire(made.engine.state.events).refused == {"m-two"}
    assert made.engine.running is not None
    assert made.engine.running.session.steps == (STEPS[0], new, *ROUND.steps[2:])
    row = made.engine.active.step(made.at("10:33"), 1, 20.0, eased=False)
    assert row is not None
    assert row.detail["movement"] == new.movement.id
    ended(made)
    assert "m-two" in made.engine.state.choices().wish.avoid


def test_undo_brings_it_back_once() -> None:
    made = moving()
    made.say("10:32", "not-for-me", "1", "480")
    reply = made.say("10:32", "not-for-me", "undo")
    assert reply.exchanged is not None
    assert (reply.exchanged.step, reply.exchanged.undone, tell(reply.message)) == (
        STEPS[1],
        True,
        "two stays.",
    )
    assert made.engine.running is not None
    assert made.engine.running.session.steps == ROUND.steps
    assert repertoire(effective(made.engine.state.events)).refused == frozenset()
    with pytest.raises(Fault, match=r"^step\.nothing_to_undo"):
        made.say("10:32", "not-for-me", "undo")


def test_where_no_time_is_left_nothing_comes_instead() -> None:
    made = moving("10:40-11:00")
    reply = made.say("10:33", "not-for-me", "1", "300")  # five minutes to the margin before the meeting
    assert reply.exchanged is not None
    assert reply.exchanged.step is None
    assert tell(reply.message) == "two won’t come up again."
    assert repertoire(made.engine.state.events).refused == {"m-two"}
    back = made.say("10:33", "not-for-me", "undo").exchanged
    assert back is not None
    assert back.step == STEPS[1]


@pytest.mark.parametrize(
    "words", [(), ("one", "2"), ("9", "20"), ("-1", "20"), ("1", "inf"), ("1", "-3"), ("1",)]
)
def test_what_is_not_understood_takes_nothing_out(words: tuple[str, ...]) -> None:
    made = moving()
    before = list(made.engine.state.events)
    with pytest.raises(Malformed):
        made.say("10:32", "not-for-me", *words)
    assert made.engine.state.events == before
    ended(made)
    with pytest.raises(Fault, match=r"^step\.none_running"):
        made.say("10:39", "not-for-me", "1", "20")


def later(made: Story, clock: str, left: int) -> Event:
    row = made.engine.finish(made.at(clock), EventKind.INTERRUPTED, 65.0, Reason.FINISH_LATER, left)
    assert row is not None
    return row


def test_what_is_finished_later_comes_in_the_next_gap_from_where_it_stopped() -> None:
    made = moving("10:33-10:50")
    row = later(made, "10:33", 2)
    assert row.detail["left"] == 2
    for clock in ("10:34", "10:49", "10:50:30"):
        made.turn(clock)
        assert not made.card()
    assert made.offer_at("10:51") == row.occurrence
    offer = made.engine.offer
    assert offer is not None
    assert (offer.session.id, offer.session.steps, offer.slot.why) == ("round", ROUND.steps[2:], "again")
    begun = made.say("10:52", "answer", "begin")
    assert begun.begin == offer.session
    assert begun.record[0].detail["left"] == 2
    ended(made, "10:59")
    made.turn("10:59")
    assert made.engine.day_state.taken == {Kind.MICRO: 1}


def test_without_a_meeting_it_waits_for_a_while() -> None:
    made = moving()
    row = later(made, "10:33", 2)
    for minute in (34, 45, 57):
        made.turn(f"10:{minute}")
        assert not made.card()
    assert made.offer_at("10:58") == row.occurrence


def test_the_rest_takes_a_short_gap_where_the_whole_had_no_room() -> None:
    made = Story(MORNING, "10:33-11:00", "11:06-15:30")
    made.engine.state.sessions = (*SESSIONS, replace(ROUND, steps=ROUND.steps[:3]))
    made.turn("10:00")
    made.say("10:31", "now", "round")
    row = later(made, "10:33", 1)
    made.turn("10:40")
    first = made.engine.plan.slots[0]
    assert first.kind is Kind.INTERLUDE
    assert made.offer_at(made.told(first.start)) == row.occurrence
    assert made.engine.offer is not None
    assert made.engine.offer.session.steps == ROUND.steps[2:3]
    assert made.engine.offer.slot.kind is Kind.MICRO, "it still answers what it was begun for"


def test_a_gentle_day_leaves_no_rest_above_its_level() -> None:
    made = moving("10:33-10:50")
    strong = tuple(replace(one, movement=replace(one.movement, level=2)) for one in ROUND.steps)
    made.engine.state.sessions = (*SESSIONS, replace(ROUND, steps=strong))
    later(made, "10:33", 2)
    made.say("10:34", "gentle", "on")
    made.offer_at("10:51")
    assert made.engine.offer is not None
    assert made.engine.offer.session.id != "round"


def test_a_rest_can_be_put_off_again() -> None:
    made = moving("10:33-10:50")
    later(made, "10:33", 3)
    made.offer_at("10:51")
    made.say("10:52", "answer", "begin")
    later(made, "10:53", 1)
    made.offer_at("11:18")
    assert made.engine.offer is not None
    assert made.engine.offer.session.steps == ROUND.steps[3:]


def test_after_a_crash_the_rest_is_offered() -> None:
    made = moving()
    made.engine.active.step(made.at("10:32"), 0, 60.0, eased=False)
    made.engine.active.step(made.at("10:33"), 1, 61.0, eased=False)
    again = story()
    again.engine.state.events = list(made.engine.state.events)
    row = again.engine.active.recover(again.at("10:40"))
    assert row is not None
    assert (row.seconds, row.detail["left"]) == (121.0, 2)
    again.offer_at("10:40")
    assert again.engine.offer is not None
    assert again.engine.offer.session.steps == ROUND.steps[2:]


@pytest.mark.parametrize("may_be_new", [True, False])
def test_the_first_three_sessions_of_somebody_who_is_new_are_unhurried(*, may_be_new: bool) -> None:
    made = story()
    made.engine.active.may_be_new = may_be_new
    made.turn("10:00")
    seen = []
    for hour in range(11, 16):
        made.say(f"{hour}:31", "now", "round")
        assert made.engine.running is not None
        seen.append(made.engine.running.unhurried)
        ended(made, f"{hour}:38")
    assert seen == [may_be_new] * 3 + [False] * 2
