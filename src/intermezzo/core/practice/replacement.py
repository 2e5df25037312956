"""Replace a movement that is *not for me* during a session."""

from collections.abc import Iterable
from dataclasses import replace

from intermezzo.core.practice.model import Ask, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.selection import LYING, Constraints, needed_elsewhere, suits

_NEAREST_PLACES = {
    Place.STAND: (Place.STAND, Place.DESK),
    Place.WALL: (Place.WALL, Place.STAND, Place.DESK),
    Place.WALK: (Place.WALK, Place.STAND, Place.DESK),
    Place.CAR: (Place.CAR, Place.STAND),
}
"""Places where a session can go on, nearest first. From standing one may sit down, but not change rooms."""
_ALWAYS_AT_HAND = frozenset({"chair", "desk", "wall"})
"""Equipment that is assumed to be within reach."""


def replacement(
    session: Session, index: int, movements: Iterable[Movement], seconds: float, terms: Constraints
) -> Step | None:
    """Return another step for the one at ``index``, of at most ``seconds``, or None if nothing suits.

    What it adds to turns and change-overs has to fit into these seconds, too.

    It is done in the same position and moves an area of the first one where possible. It is as quiet, needs
    no further equipment, has a fault to watch for that no other step has, and meets ``terms``.
    """
    old = session.steps[index].movement
    others = [step.movement for at, step in enumerate(session.steps) if at != index]
    taken = {one.id for one in others} | {old.id}
    watched = {one.watch_tag for one in others}
    places = _NEAREST_PLACES.get(old.place, (old.place,))
    standing = Ask.STANDING in old.asks
    at_hand = session.equipment | _ALWAYS_AT_HAND
    bounds = replace(
        terms,
        allow_floor=terms.allow_floor or old.place in LYING,
        here=needed_elsewhere(session.places, session.equipment),
        quiet_only=terms.quiet_only or old.quiet,
    )
    found: list[Step] = []
    for movement in movements:
        if (
            movement.id in taken
            or movement.watch_tag in watched
            or not at_hand.issuperset(movement.equipment)
        ):
            continue
        if movement.place not in places or (Ask.STANDING in movement.asks and not standing):
            continue
        step = _dosed(session, index, movement, seconds)
        if step is not None and suits(Session(movement.id, "", Kind.RITUAL, (step,)), bounds):
            found.append(step)
    active = terms.active

    def key(step: Step) -> tuple[bool, int, bool, int, float, float, str]:
        one = step.movement
        alike = len(old.areas & one.areas) / len(old.areas | one.areas)
        return (
            not alike, places.index(one.place), active is not None and one.id not in active,
            max(0, one.level - old.level), -alike, seconds - step.seconds, one.id,
        )  # fmt: skip

    return min(found, key=key, default=None)


def _dosed(session: Session, index: int, movement: Movement, seconds: float) -> Step | None:
    """Return a step with as many of the movement's repetitions as fit, its turns and change-overs counted."""
    most = session.seconds - session.steps[index].span + seconds
    for reps in range(movement.reps, 0, -1):
        step = Step(movement, reps, movement.sides)
        if step.seconds <= seconds and replaced(session, index, step).seconds <= most:
            return step
    return None


def replaced(session: Session, index: int, step: Step) -> Session:
    """Return a session with another step at ``index``."""
    return replace(session, steps=(*session.steps[:index], step, *session.steps[index + 1 :]))
