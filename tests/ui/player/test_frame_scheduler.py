"""When the player draws: what was far enough, on one grid of time, and every second when it is over."""

from math import floor

import pytest
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import moment_at
from intermezzo.ui.figure.animator import plan_frames
from intermezzo.ui.kit import style
from intermezzo.ui.player.frame_scheduler import frame_at, next_second

STEP = 1 / 30
SESSION = library.load([resources.sessions()]).sessions["unwind_the_hips"]


def whole(before: float, now: float) -> float:
    """What moves by less than one is not seen."""
    return before if abs(now - before) < 1 else float(floor(now))


def test_a_frame_comes_as_soon_as_something_is_seen_to_move() -> None:
    planned = plan_frames(0.0, 1.0, STEP, 0.0, lambda at: at * 10 + 1e-9, whole)
    assert [look for _at, look in planned] == [float(one) for one in range(1, 10)]
    assert [at for at, _look in planned] == pytest.approx([one / 10 for one in range(1, 10)])


def test_what_stands_still_needs_none() -> None:
    assert plan_frames(0.0, 1.0, STEP, 3.5, lambda _at: 4.0, whole) == []


def test_no_more_than_thirty_a_second_and_none_right_before_the_next() -> None:
    planned = plan_frames(0.0, 1.001, STEP, 0.0, lambda at: at * 1000, whole)
    assert len(planned) == 29
    assert planned[-1][0] == pytest.approx(29 * STEP)


@pytest.mark.parametrize("begin", [4.0, 4.001, 4.0323, 4.5])
def test_all_are_at_whole_steps_whenever_it_was_planned(begin: float) -> None:
    for at, _look in plan_frames(begin, 5.0, STEP, 0.0, lambda at: at * 1000, whole):
        assert begin < at < 5.0
        assert at / STEP == pytest.approx(round(at / STEP))


@pytest.mark.parametrize("elapsed", [0.0, 0.3, 5.0, 5.999, 6.0004, 17.25])
def test_a_second_is_over_when_one_that_is_counted_down_is(elapsed: float) -> None:
    then = next_second(Playing(SESSION), elapsed)
    assert 0.001 <= then - elapsed < 1.0011
    just, over = (moment_at(SESSION, at) for at in (then - 0.0015, then))
    assert any(
        floor(before) != floor(after)
        for before, after in (
            (just.breath_left, over.breath_left), (just.session_left, over.session_left),
        )
    )  # fmt: skip


def test_who_lies_on_the_other_side_goes_on_with_it(dressed: QApplication) -> None:
    session = library.load([resources.sessions()]).sessions["open_on_the_mat"]
    index = next(iter(session.mirrored))
    step, start = session.steps[index], session.starts[index]

    def side(elapsed: float) -> int:
        playing = Playing(session, elapsed=elapsed)
        pose = frame_at(playing, playing.moment).pose
        assert pose is not None
        return pose.side

    before = start - session.leads[index]
    over = start + step.stretch + step.movement.turn
    assert [side(at) for at in (before - 1, before + 1, start + 1, over - 1, over + 1)] == [2, 2, 2, 1, 1]


def test_half_way_through_a_turn_the_figure_turns_to_its_other_side(dressed: QApplication) -> None:
    step = SESSION.steps[1]
    begin, turn = SESSION.starts[1] + step.stretch, step.movement.turn

    def at(into: float) -> tuple[float, int]:
        playing = Playing(SESSION, elapsed=begin + into)
        frame = frame_at(playing, playing.moment)
        assert frame.pose is not None
        return frame.width, frame.pose.side

    assert at(0.0) == at(turn / 2 - 0.5) == (1.0, 1)
    assert at(turn / 2 + 0.5) == at(turn) == (1.0, 2)
    assert at(turn / 2 - 0.25) == pytest.approx((0.5**0.5, 1))
    assert at(turn / 2 + 0.25) == pytest.approx((0.5**0.5, 2))
    assert 0 < at(turn / 2 - 0.001)[0] < 0.05
    style.apply(dressed, dark=False, reduced_motion=True)
    assert at(turn / 2 + 0.25) == (1.0, 2)


def test_who_gets_out_of_the_car_stays_out(dressed: QApplication) -> None:
    session = library.load([resources.sessions()]).sessions["in_and_out_of_the_car"]
    index = next(n for n, step in enumerate(session.steps) if step.movement.id == "car_exit")
    start, tenths = session.starts[index], range(round(session.steps[index].span * 10))

    def along(elapsed: float) -> float:
        playing = Playing(session, elapsed=elapsed)
        pose = frame_at(playing, playing.moment).pose
        assert pose is not None
        return pose.at

    way = [along(start + tenth / 10) for tenth in tenths]
    assert way == sorted(way)
    assert (way[0], way[-1]) == (0.0, 1.0)
    style.apply(dressed, dark=False, reduced_motion=True)
    assert along(start - 1.0) == 0.0
    assert {along(start + tenth / 10) for tenth in tenths} == {1.0}
