"""Which frames the player's dial renders until the next second that is counted down."""

from dataclasses import replace
from math import isinf, pi, sin

from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Moment, Phase, moment_at
from intermezzo.ui.figure.animator import FRAME_RATE, plan_frames
from intermezzo.ui.figure.poses import pose_at_moment
from intermezzo.ui.kit import style
from intermezzo.ui.player.dial import Dial, Frame

_FLIP_SECONDS = 1.0
"""How long the figure takes to turn to its other side, half-way through the time for it."""
_THINNEST = 0.02
"""The least share of its width that is seen then; nothing can be painted with none."""
_AFTER = 0.001
"""Seconds after the end of a second, so that it has certainly passed."""


def next_second(playing: Playing, elapsed: float) -> float:
    """Return the elapsed time at which the next second that is counted down has passed.

    All words change at these times.
    """
    moment = playing.moment if playing.arrived else moment_at(playing.session, elapsed)
    if isinf(moment.breath_left):
        return elapsed + 1.0
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
    width = 1.0
    if moment.phase is Phase.TURN and moment.rep == 1:
        past = movement.turn / 2 - moment.breath_left
        if past < 0:
            moment = replace(moment, side=1)
        if abs(past) < _FLIP_SECONDS / 2 and not style.reduced_motion():
            width = max(_THINNEST, abs(sin(pi * past / _FLIP_SECONDS)))
    if moment.step in playing.session.mirrored:
        moment = replace(moment, side=3 - moment.side)
    return Frame(
        moment.step_fraction,
        1.0 if style.reduced_motion() else moment.breath_fill,
        pose_at_moment(movement, moment, eased=moment.step in playing.eased),
        width,
    )
