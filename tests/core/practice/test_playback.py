"""What the player's buttons do, and when a session counts as completed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import Breath, BreathKind, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.playback import Ending, Playing
from intermezzo.core.practice.timeline import Phase

MOVEMENT = Movement(
    id="m", name="M", level=1, place=Place.DESK, quiet=True, regions=("hip",), equipment=(), reps=5, sides=1,
    tempo=(2, 0, 2, 0), breath=(Breath(BreathKind.IN, 2), Breath(BreathKind.OUT, 2)),
    start="", cues=("a", "b", "c"), feels="", watch="", watch_tag="w", easier="", harder="", stop="",
    sources=("PRACT",),
)  # fmt: skip
SESSION = Session("s", "S", Kind.RITUAL, (Step(MOVEMENT, 5, 1), Step(MOVEMENT, 5, 1), Step(MOVEMENT, 10, 1)))
# ready 0–5 · step 5–25 · change 25–30 · step 30–50 · change 50–55 · step 55–95


def test_only_the_active_seconds_count() -> None:
    playing = play.advance(Playing(SESSION), 5)
    assert playing.active_seconds == 0
    playing = play.advance(playing, 23)
    assert (playing.elapsed, playing.done) == (28, (20, 0, 0))
    playing = play.advance(playing, 500)
    assert (playing.elapsed, playing.done, playing.finished) == (95, (20, 20, 40), True)


def test_eighty_percent_exactly_is_completed() -> None:
    playing = play.advance(Playing(SESSION), 55 + 24)  # 20 + 20 + 24 = 64 of 80
    assert play.outcome(playing) is EventKind.COMPLETED
    assert play.in_last_fifth(playing)
    less = play.advance(Playing(SESSION), 55 + 23.999)
    assert play.outcome(less) is EventKind.PARTIAL
    assert not play.in_last_fifth(less)


def test_a_thousand_small_frames_add_up_to_the_same() -> None:
    playing = Playing(SESSION)
    for _ in range(79 * 30):
        playing = play.advance(playing, 1 / 30)
    assert play.outcome(playing) is EventKind.COMPLETED


def test_time_stands_still_while_paused() -> None:
    playing = replace(play.advance(Playing(SESSION), 10), paused=True)
    assert play.advance(playing, 60) == playing
    assert play.advance(replace(playing, paused=False), 1).elapsed == 11


FLOOR = replace(MOVEMENT, place=Place.FLOOR)
ON_THE_FLOOR = Session("s", "S", Kind.RITUAL, (Step(MOVEMENT, 5, 1), Step(FLOOR, 5, 1), Step(FLOOR, 5, 1)))
# ready 0–5 · step 5–25 · down 25–45 · step 45–65 · change 65–70 · step 70–90


def test_on_the_floor_the_step_waits_for_the_user_or_half_a_minute() -> None:
    down = play.advance(Playing(ON_THE_FLOOR), 44)
    assert (down.arrived, down.moment.phase) == (False, Phase.CHANGE_OVER)
    there = play.advance(down, 11)
    assert (there.arrived, there.step, there.active_seconds) == (True, 1, 20)
    assert there.elapsed == pytest.approx(45, abs=0.01)
    assert there.moment.phase is Phase.ARRIVED
    assert there.moment.breath_left == pytest.approx(20, abs=0.01)
    begun = play.next_(there)
    assert (begun.elapsed, begun.arrived, begun.moment.phase) == (45, False, Phase.STEP)
    by_itself = play.advance(there, 22)
    assert by_itself.elapsed == pytest.approx(47, abs=0.01)
    assert by_itself.active_seconds == pytest.approx(22, abs=0.01)
    assert not play.advance(by_itself, 20).arrived, "between two steps on the floor nothing waits"
    assert play.advance(Playing(ON_THE_FLOOR), 90 + 30).finished
    assert play.advance(Playing(ON_THE_FLOOR), 90, waits=False).finished


def test_small_frames_wait_as_long_as_one_large_step_and_a_pause_stops_it() -> None:
    playing = play.advance(Playing(ON_THE_FLOOR), 45)
    for _frame in range(29 * 30):
        playing = play.advance(playing, 1 / 30)
    assert playing.arrived
    assert play.advance(replace(playing, paused=True), 60).arrived
    for _frame in range(2 * 30):
        playing = play.advance(playing, 1 / 30)
    assert not playing.arrived
    assert playing.elapsed == pytest.approx(46, abs=0.01)


def test_who_goes_back_waits_anew() -> None:
    there = play.advance(Playing(ON_THE_FLOOR), 45 + 20)
    again = play.back(play.advance(play.next_(there), 5))
    assert (again.elapsed, again.waited) == (25, 0)
    assert play.advance(again, 25).moment.breath_left == pytest.approx(25, abs=0.01)


def test_turns_are_no_movement_and_next_ends_them() -> None:
    turned = Session("s", "S", Kind.RITUAL, (Step(replace(MOVEMENT, turn=10.0, sides=2), 5, 2),))
    # ready 0–5 · 5–25 · turn 25–35 · 35–55
    playing = play.advance(Playing(turned), 30)
    assert (playing.active_seconds, playing.moment.phase) == (20, Phase.TURN)
    assert play.next_(playing).elapsed == pytest.approx(35)
    assert play.back(playing).elapsed == 0
    assert play.advance(playing, 10).active_seconds == 25
    assert play.outcome(play.advance(Playing(turned), 47)) is EventKind.COMPLETED


def test_time_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="cannot advance"):
        play.advance(Playing(SESSION), -1)


@pytest.mark.parametrize(
    ("elapsed", "to"),
    [
        (0, 0),
        (4, 0),
        (6, 0),
        (8.5, 0),
        (24, 0),
        (27, 0),
        (31, 0),
        (34, 25),
        (52, 25),
        (57, 25),
        (60, 50),
        (95, 50),
    ],
)
def test_back_goes_to_the_beginning_or_one_further(elapsed: float, to: float) -> None:
    assert play.back(replace(Playing(SESSION), elapsed=elapsed)).elapsed == to


@pytest.mark.parametrize(
    ("elapsed", "to"), [(0, 5), (5, 25), (24, 25), (26, 30), (30, 50), (54, 55), (55, 95), (94, 95), (95, 95)]
)
def test_next_goes_through_the_change_over(elapsed: float, to: float) -> None:
    assert play.next_(replace(Playing(SESSION), elapsed=elapsed)).elapsed == to


def test_skipping_is_not_doing() -> None:
    playing = Playing(SESSION)
    while not playing.finished:
        playing = play.next_(playing)
    assert playing.active_seconds == 0
    assert play.outcome(playing) is EventKind.PARTIAL
    assert not play.in_last_fifth(playing)


def test_going_back_never_counts_a_step_beyond_its_length() -> None:
    playing = play.advance(Playing(SESSION), 24)
    playing = play.advance(play.back(playing), 25)
    assert playing.done[0] == 20


def test_easing_counts_in_full_and_can_be_taken_back() -> None:
    playing = play.ease(play.advance(Playing(SESSION), 10))
    assert playing.eased == {0}
    assert play.ease(playing).eased == frozenset()
    change_over = play.ease(replace(playing, elapsed=26))
    assert change_over.eased == {0, 1}
    assert play.outcome(play.advance(playing, 500)) is EventKind.COMPLETED


@given(
    st.lists(
        st.one_of(
            st.floats(0, 40).map(lambda s: ("advance", s)),
            st.sampled_from(["back", "next", "ease", "pause", "resume"]).map(lambda name: (name, 0.0)),
        ),
        max_size=40,
    )
)
def test_no_order_of_buttons_leaves_the_bounds(presses: list[tuple[str, float]]) -> None:
    moves: dict[str, Callable[[Playing], Playing]] = {
        "back": play.back, "next": play.next_, "ease": play.ease,
        "pause": partial(replace, paused=True), "resume": partial(replace, paused=False),
    }  # fmt: skip
    playing = Playing(SESSION)
    for name, seconds in presses:
        playing = play.advance(playing, seconds) if name == "advance" else moves[name](playing)
        assert 0 <= playing.elapsed <= SESSION.seconds
        assert all(0 <= done <= step.seconds for done, step in zip(playing.done, SESSION.steps, strict=True))
        assert playing.eased <= {0, 1, 2}


def test_a_step_that_begins_in_its_easier_form_can_be_taken_in_full() -> None:
    steps = (Step(MOVEMENT, 5, 1), Step(MOVEMENT, 5, 1, easier=True))
    playing = Playing(Session("s", "S", Kind.RITUAL, steps))
    assert playing.eased == {1}
    assert play.advance(playing, 31).eased == {1}
    assert play.ease(play.advance(playing, 31)).eased == frozenset()
    assert play.advance(play.ease(play.advance(playing, 31)), 1).eased == frozenset()


OTHER = Step(replace(MOVEMENT, id="other"), 2, 1)  # 8 s


def test_an_exchange_goes_to_the_new_step_and_keeps_what_was_done() -> None:
    playing = play.ease(play.advance(Playing(SESSION), 40))  # ten seconds into the second step
    after = play.exchange(playing, 1, OTHER)
    assert (after.elapsed, after.done, after.eased) == (25, (20, 0, 0), frozenset())
    assert after.active_seconds == 30
    assert after.session.steps == (SESSION.steps[0], OTHER, SESSION.steps[2])
    through = play.advance(after, 500)
    assert (through.active_seconds, play.outcome(through)) == (78, EventKind.COMPLETED)
    assert play.exchange(after, 1, SESSION.steps[1]).session == SESSION
    assert play.exchange(after, 1, replace(OTHER, easier=True)).eased == {1}


def test_an_ending_says_what_is_left() -> None:
    playing = play.advance(Playing(SESSION), 40)
    assert play.ending(playing) == Ending(EventKind.PARTIAL, 30, Reason.FINISHED_HERE)
    assert play.ending(play.advance(playing, 500)) == Ending(EventKind.COMPLETED, 80)
    later = play.ending(playing, Reason.FINISH_LATER)
    assert later == Ending(EventKind.INTERRUPTED, 30, Reason.FINISH_LATER, left=2)
    assert play.ending(Playing(SESSION), Reason.LOCKED).left == 3


def test_the_rest_begins_where_it_stopped_without_what_was_refused() -> None:
    session = replace(SESSION, steps=(SESSION.steps[0], OTHER, SESSION.steps[2]))
    found = play.rest(session, 2, ())
    assert found is not None
    assert (found.id, found.steps) == ("s", session.steps[1:])
    fewer = play.rest(session, 2, {"other"})
    assert fewer is not None
    assert fewer.steps == session.steps[2:]
    assert play.rest(session, 0, ()) is None
    assert play.rest(session, 3, {"m", "other"}) is None
