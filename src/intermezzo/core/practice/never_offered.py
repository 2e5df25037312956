"""Why a session is never offered under the settings, and the settings under which it would be."""

from collections.abc import Collection
from dataclasses import replace

from intermezzo.core.practice.model import Ask, Kind, Session
from intermezzo.core.practice.progression.grades import has_weight
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.selection import DEFAULT_LEVEL, Bar, Constraints, Obstacle, obstacles
from intermezzo.core.settings import STEADY_CHAIR, Settings


def bounds_of(
    settings: Settings, max_level: int = DEFAULT_LEVEL, avoid: frozenset[str] = frozenset(),
    leave_out: frozenset[Ask] = frozenset(),
) -> Constraints:  # fmt: skip
    """Return what the settings and the level allow, without the movements to ``avoid``."""
    return Constraints(
        avoid=avoid,
        allow_floor=settings.floor,
        quiet_only=settings.quiet_place,
        leave_out=(*settings.leave_out, *leave_out),
        equipment=settings.at_hand,
        max_level=max_level,
    )


def never_offered(
    session: Session, settings: Settings, refused: Collection[str] = (), level: int = DEFAULT_LEVEL
) -> tuple[Obstacle, ...]:
    """Return all that keeps a session from being offered on an ordinary day; nothing for a ritual.

    ``refused`` are the movements that the user took out as not for them, ``level`` is the highest open one.
    """
    if session.kind is Kind.RITUAL or not session.steps:
        return ()
    found = list(obstacles(session, bounds_of(settings, level, frozenset(refused))))
    if Obstacle(Bar.LEVEL) in found and session.level <= NUMBERS.offered_level:
        found[found.index(Obstacle(Bar.LEVEL))] = Obstacle(Bar.LATER)
    if not settings.weights and any(has_weight(step.movement) for step in session.steps):
        found.append(Obstacle(Bar.WEIGHTS))
    wanted = settings.interludes if session.kind is Kind.INTERLUDE else settings.micros
    if settings.rhythm == "own" and not wanted:
        found.insert(0, Obstacle(Bar.RHYTHM, (session.kind.value,)))
    return tuple(found)


def allowing(settings: Settings, obstacle: Obstacle) -> Settings:
    """Return the settings without an obstacle; the same ones if no setting can change it."""
    match obstacle.bar:
        case Bar.FLOOR:
            return replace(settings, floor=True)
        case Bar.SEEN:
            return replace(settings, quiet_place=False)
        case Bar.LEFT_OUT:
            kept = tuple(one for one in settings.leave_out if one not in obstacle.what)
            return replace(settings, leave_out=kept)
        case Bar.EQUIPMENT:
            more = tuple(one for one in obstacle.what if one not in (STEADY_CHAIR, *settings.equipment))
            chair = "steady" if STEADY_CHAIR in obstacle.what else settings.chair
            return replace(settings, equipment=(*settings.equipment, *more), chair=chair)
        case Bar.WEIGHTS:
            return replace(settings, weights=True)
        case Bar.RHYTHM if Kind.INTERLUDE in obstacle.what:
            return replace(settings, interludes=1)
        case Bar.RHYTHM:
            return replace(settings, micros=1)
        case _:
            return settings
