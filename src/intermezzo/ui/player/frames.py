"""When there is something new to see until a second is over: where something has moved far enough."""

from collections.abc import Callable
from math import ceil, floor
from typing import TypeVar

from intermezzo.core.practice.model import Session
from intermezzo.core.practice.timeline import walkthrough

_T = TypeVar("_T")

_SURELY = 0.001
"""Seconds later than it is over, so that a second is."""
_SHORTLY = 0.9
"""Of a step: nothing is drawn so shortly before all is drawn anyway."""


def next_second(session: Session, elapsed: float) -> float:
    """Say at which elapsed time one of the seconds that are counted down is over.

    With them come all words, and they come on time, as a tone tells them.
    """
    moment = walkthrough(session, elapsed)
    lefts = (moment.breath_left, moment.session_left)
    return elapsed + min(left % 1.0 or 1.0 for left in lefts) + _SURELY


def frames(
    begin: float,
    end: float,
    step: float,
    drawn: _T,
    look: Callable[[float], _T],
    seen: Callable[[_T, _T], _T],
) -> list[tuple[float, _T]]:
    """Return what is drawn and when, in elapsed seconds: at most every ``step``, not right before ``end``.

    ``seen`` says what is drawn after something else: the very same until it has moved far enough. All frames
    are at whole steps from the beginning of the session: a repetition shows what the one before it showed.
    """
    found = []
    for number in range(floor(begin / step) + 1, ceil(end / step - _SHORTLY)):
        at = number * step
        new = seen(drawn, look(at))
        if new is not drawn:
            found.append((at, new))
        drawn = new
    return found
