"""The player in words: the breath, the dose, where one is, and the rule for stopping."""

import math

from intermezzo.core.model import BreathKind, Session, Step
from intermezzo.core.walkthrough import Moment, Phase
from intermezzo.words.catalogue import gettext as _
from intermezzo.words.catalogue import ngettext
from intermezzo.words.durations import length

SLOW_SECONDS = 4.0
"""A repetition this long is called slow."""
LONG_SECONDS = 30.0
"""A single repetition this long is told by its length."""
_EPSILON = 1e-6


def stop_rule() -> str:
    """Say when to stop, whatever the movement; it travels with every one."""
    return _(
        "Stop if anything hurts sharply or in a new way, if it spreads down an arm or a leg, tingles, goes "
        "numb or weak, or if you feel dizzy or something is wrong in your chest. Keep any discomfort at 5 of "
        "10 or less, and never hold your breath against effort. Easing off is always a good choice."
    )


def is_rest(session: Session, moment: Moment) -> bool:
    """Whether it is the rest between two sets of one movement."""
    if moment.phase is not Phase.CHANGE_OVER:
        return False
    before, coming = session.steps[moment.step - 1], session.steps[moment.step]
    return before.movement.id == coming.movement.id


def breath_label(moment: Moment, *, rest: bool = False) -> str:
    """Say what the breath does now, with the seconds until it turns: Breathe in · 3.

    A change-over can be a ``rest`` between two sets.
    """
    seconds = math.ceil(moment.breath_left - _EPSILON)
    if moment.phase is Phase.DONE:
        return _("Done")
    if moment.phase is Phase.READY:
        return _("Get ready · {seconds}").format(seconds=seconds)
    if moment.phase is Phase.CHANGE_OVER:
        words = _("Rest · {seconds}") if rest else _("Change over · {seconds}")
        return words.format(seconds=seconds)
    return {
        BreathKind.IN: _("Breathe in · {seconds}"),
        BreathKind.OUT: _("Breathe out · {seconds}"),
        BreathKind.HOLD: _("Pause · {seconds}"),
        BreathKind.FREE: _("Breathe easily"),
    }[moment.breath].format(seconds=seconds)


def dose(step: Step) -> str:
    """Say how much a step is: 5 slow · 2 each side · 2 breaths · 2 min."""
    movement = step.movement
    if step.sides == 2:
        return ngettext("{n} each side", "{n} each side", step.reps).format(n=step.reps)
    if movement.level == 0 and any(one.kind is BreathKind.IN for one in movement.breath):
        return ngettext("{n} breath", "{n} breaths", step.reps).format(n=step.reps)
    if step.reps == 1 and step.seconds >= LONG_SECONDS:
        return length(step.seconds)
    if movement.rep_seconds >= SLOW_SECONDS:
        return ngettext("{n} slow", "{n} slow", step.reps).format(n=step.reps)
    return ngettext("{n} time", "{n} times", step.reps).format(n=step.reps)


def eyebrow(session: Session, moment: Moment) -> str:
    """Say where one is: Step 2 of 4 · 3 of 5 · 58 s left."""
    left = _("{length} left").format(length=length(math.ceil(moment.session_left - _EPSILON)))
    count = len(session.steps)
    if moment.phase is Phase.READY:
        return _("Get ready · {left}").format(left=left)
    if moment.phase is Phase.DONE:
        return _("Done")
    where = _("Step {n} of {all}").format(n=moment.step + 1, all=count)
    if moment.phase is Phase.CHANGE_OVER:
        return _("Next: step {n} of {all} · {left}").format(n=moment.step + 1, all=count, left=left)
    return " · ".join((where, *turn(session.steps[moment.step], moment), left))


def turn(step: Step, moment: Moment) -> tuple[str, ...]:
    """Say which repetition and which side it is, as far as there are several."""
    reps = (_("{rep} of {reps}").format(rep=moment.rep, reps=step.reps),) if step.reps > 1 else ()
    sides = (side(moment.side),) if step.sides > 1 else ()
    return (*sides, *reps)


def side(number: int) -> str:
    """Name the side: the user begins with the one that comes first to mind."""
    return _("first side") if number == 1 else _("other side")
