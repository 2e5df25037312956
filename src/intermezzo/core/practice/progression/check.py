"""What the opening check of a micro-session changes, in this session and later."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Area, Movement, Session, Step
from intermezzo.core.practice.progression.day_bounds import AFTER_CAUGHT
from intermezzo.core.practice.progression.dosing import in_range
from intermezzo.core.practice.progression.exposures import CAUGHT, CHECKS, DIFFERENT, checks
from intermezzo.core.practice.progression.grades import has_range, has_weight
from intermezzo.core.practice.progression.numbers import NUMBERS

ASKED_SECONDS = 6.0
"""For how long after its step the check asks."""


def opens_with_check(session: Session) -> bool:
    """Return whether the first step of a session asks how it was."""
    return session.kind == "micro" and session.steps[0].movement.id in CHECKS


def is_asked(session: Session, elapsed: float) -> bool:
    """Return whether the check of a session asks at this elapsed second."""
    if not opens_with_check(session):
        return False
    end = session.starts[0] + session.steps[0].span
    return end <= elapsed < end + ASKED_SECONDS


def after_check(session: Session, said: str) -> Session:
    """Return what a session becomes after its check: the same steps, or fewer and smaller ones.

    *Different*: two thirds of the range. *Caught*: what has no load, hinge, turn or arch, at a third of the
    range, up to level 1 and 300 s, with a longer breath at the end.
    """
    first, *others = session.steps
    if said == DIFFERENT:
        return replace(session, steps=(first, *(_narrowed(step, NUMBERS.different_range) for step in others)))
    if said != CAUGHT:
        return session
    kept = [_narrowed(step, NUMBERS.caught_range) for step in others if _is_easy(step)]
    made = replace(session, steps=(first, *kept))
    while made.seconds > NUMBERS.caught_seconds and len(made.steps) > 2:
        made = replace(made, steps=(*made.steps[:-2], made.steps[-1]))
    last = made.steps[-1]
    while len(made.steps) > 1 and last.movement.level == 0:
        longer = replace(made, steps=(*made.steps[:-1], replace(last, reps=last.reps + 1)))
        if longer.seconds > NUMBERS.caught_seconds or longer.steps[-1].reps > 2 * session.steps[-1].reps:
            break
        made, last = longer, longer.steps[-1]
    return made


def _is_easy(step: Step) -> bool:
    movement = step.movement
    return (
        movement.level <= NUMBERS.caught_level
        and movement.asks.isdisjoint(AFTER_CAUGHT)
        and not has_weight(movement)
    )


def _narrowed(step: Step, most: int) -> Step:
    movement = step.movement
    if not has_range(movement) or step.range <= most:
        return step
    return replace(step, movement=in_range(movement, most, step.range), range=most)


def preferred_areas(
    events: Sequence[Event], movements: Mapping[str, Movement], today: date
) -> frozenset[Area]:
    """Return the areas in which one side was different so often that a session for them comes first."""
    rows = checks(events, DIFFERENT, today, NUMBERS.different_within)
    counted = Counter(str(row.detail.get("movement")) for row in rows)
    often = [name for name, many in counted.items() if many >= NUMBERS.different_times and name in movements]
    return frozenset(area for name in often for area in movements[name].areas)


def caught_running(events: Sequence[Event], today: date) -> bool:
    """Return whether it caught today and the day before."""
    days = {row.day for row in checks(events, CAUGHT, today, NUMBERS.caught_days)}
    return len(days) >= NUMBERS.caught_days


def caught_often(events: Sequence[Event], today: date) -> bool:
    """Return whether it has caught so often that the health question is offered."""
    return len(checks(events, CAUGHT, today, NUMBERS.caught_within)) >= NUMBERS.caught_times
