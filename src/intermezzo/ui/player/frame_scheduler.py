"""Which frames the player's dial renders until the next second that is counted down."""

from dataclasses import replace

from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Moment, Phase, moment_at
from intermezzo.ui.figure.animator import FRAME_RATE, plan_frames
from intermezzo.ui.figure.poses import pose_at_moment
from intermezzo.ui.kit import style
from intermezzo.ui.player.dial import Dial, Frame

_AFTER = 0.001
"""Seconds after the end of a second, so that it has certainly passed."""


def next_second(playing: Playing, elapsed: float) -> float:
    """Return the elapsed time at which the next second that is counted down has passed.

    All words change at these times.
    """
    moment = playing.moment if playing.arrived else moment_at(playing.session, elapsed)
    remaining = (moment.breath_left, moment.session_left) if not playing.arrived else (moment.breath_left,)
    return elapsed + min(left % 1.0 or 1.0 for left in remaining) + _AFTER


def schedule(
    playing: Playing, dial: Dial, begin: float, end: float, speed: float
) -> list[tuple[float, Frame]]:
    """Return the dial's frames between two elapsed times, each with the elapsed time at which it is due."""
    return plan_frames(
        begin, end, speed / FRAME_RATE, dial.rendered,
        lambda elapsed: frame_at(playing, moment_at(playing.session, elapsed)), dial.next_visible,
    )  # fmt: skip


def frame_at(playing: Playing, moment: Moment) -> Frame:
    """Return the frame of a moment; with reduced motion the lungs stay full."""
    movement = playing.session.steps[moment.step].movement
    if moment.phase is Phase.TURN and moment.rep == 1 and moment.breath_left > movement.turn / 2:
        moment = replace(moment, side=1)  # the figure changes sides half-way
    return Frame(
        moment.step_fraction,
        1.0 if style.reduced_motion() else moment.breath_fill,
        pose_at_moment(movement, moment, eased=moment.step in playing.eased),
    )
