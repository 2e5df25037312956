"""Replace a movement that is *not for me* during a session."""

from collections.abc import Iterable
from dataclasses import replace

from intermezzo.core.practice.model import Ask, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.selection import LYING, Constraints, suits

_NEAREST_PLACES = {
    Place.STAND: (Place.STAND, Place.DESK),
    Place.WALL: (Place.WALL, Place.STAND, Place.DESK),
    Place.WALK: (Place.WALK, Place.STAND),
    Place.CAR: (Place.CAR, Place.STAND),
}
"""Places where a session can go on, nearest first. From standing one may sit down, but not change rooms."""
_ALWAYS_AT_HAND = frozenset({"chair", "desk", "wall"})
"""Equipment that is assumed to be within reach."""


def replacement(
    session: Session, index: int, movements: Iterable[Movement], seconds: float, terms: Constraints
) -> Step | None:
    """Return another step for the one at ``index``, of at most ``seconds``, or None if nothing suits.

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
        step = _dosed(movement, seconds)
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


def _dosed(movement: Movement, seconds: float) -> Step | None:
    """Return a step with as many of the movement's repetitions as fit."""
    once = movement.rep_seconds * movement.sides
    reps = min(movement.reps, int(seconds // once)) if once else 0
    return Step(movement, reps, movement.sides) if reps > 0 else None
