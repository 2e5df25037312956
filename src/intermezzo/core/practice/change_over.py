"""The seconds from one position to the next, and which position that is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

READY_SECONDS = 5.0
"""Getting ready for the first step, unless one has to get down to the floor."""

SAME_SECONDS = 5.0
"""Nothing changes but the movement."""
RISE_SECONDS = 6.0
"""From a seat to standing, or back."""
WALL_SECONDS = 10.0
"""To a wall or away from it."""
ROLL_SECONDS = 10.0
"""Between two postures on the floor or in bed."""
FLOOR_SECONDS = 20.0
"""Down to the floor or up from it."""
FETCH_SECONDS = 20.0
"""A thing is fetched or gone to, or a band is anchored at another height."""


FETCHED = frozenset({"mat", "cushion", "band", "bag", "stick", "case", "step"})
"""Equipment that is fetched, or gone to, before its first use in a session."""
_ANCHORED = "band"
"""Equipment that is anchored anew for every movement."""


class Posture(StrEnum):
    """The posture in which a movement begins."""

    SIT = "sit"
    STAND = "stand"
    KNEEL = "kneel"
    HANDS_AND_KNEES = "hands_and_knees"
    BACK = "back"
    SIDE = "side"


class Spot(StrEnum):
    """Where in the room that is."""

    ROOM = "room"
    WALL = "wall"
    FLOOR = "floor"
    BED = "bed"


@dataclass(frozen=True, slots=True)
class Position:
    """A posture at a spot."""

    posture: Posture
    spot: Spot


_ONE_SIDED = frozenset({Posture.SIDE, Posture.KNEEL})
"""Postures that are themselves on one side of the body."""
AT_THE_DESK = Position(Posture.SIT, Spot.ROOM)
"""Where a session is begun."""


def change_over(before: Position, coming: Position, *, fetch: bool = False) -> float:
    """Return the seconds of a change of position; ``fetch`` says that a thing has to be fetched or anchored.

    Of several reasons the longest one counts, for one does them together.
    """
    if fetch:
        return FETCH_SECONDS
    if reaches_floor(before, coming) or reaches_floor(coming, before):
        return FLOOR_SECONDS
    if before.spot is not coming.spot:
        return WALL_SECONDS
    if before.posture is coming.posture:
        return SAME_SECONDS
    return RISE_SECONDS if coming.spot in {Spot.ROOM, Spot.WALL} else ROLL_SECONDS


def reaches_floor(before: Position, coming: Position) -> bool:
    """Return whether a change of position goes down to the floor."""
    return coming.spot is Spot.FLOOR and before.spot is not Spot.FLOOR


def position(place: str, posture: Posture) -> Position:
    """Return the position of a posture at a ``model.Place``; who sits or stands is not on the floor."""
    if place == "wall":
        return Position(posture, Spot.WALL)
    if posture not in {Posture.SIT, Posture.STAND} and place in {"floor", "bed"}:
        return Position(posture, Spot(place))
    return Position(posture, Spot.ROOM)


def implied_posture(place: str, asks: Collection[str]) -> Posture:
    """Return the posture of a movement that names none, by its ``model.Place`` and what it asks."""
    if place not in {"floor", "bed"}:
        return Posture.SIT if place == "desk" else Posture.STAND
    if "lying_on_back" in asks:
        return Posture.BACK
    return Posture.HANDS_AND_KNEES if "kneeling" in asks else Posture.SIDE


@dataclass(frozen=True, slots=True)
class Station:
    """A step as far as the way to it is concerned."""

    movement: str
    begins: Position
    ends: Position
    equipment: Collection[str]
    sides: int
    rest: float | None = None
    """Seconds of rest before it, instead of a change-over."""


def lead_seconds(stations: Sequence[Station]) -> tuple[float, ...]:
    """Return the seconds before each step: getting ready, change-over or rest."""
    leads: list[float] = []
    before, band, at_hand = AT_THE_DESK, "", set[str]()
    for one in stations:
        things = FETCHED.intersection(one.equipment)
        anchor = one.movement if _ANCHORED in things else ""
        if not leads:
            down = reaches_floor(before, one.begins)
            leads.append(change_over(before, one.begins) if down else READY_SECONDS)
        elif one.rest is not None:
            leads.append(one.rest)
        else:
            fetch = not things <= at_hand or bool(band and anchor and band != anchor)
            leads.append(change_over(before, one.begins, fetch=fetch))
        before, band = one.ends, anchor or band
        at_hand |= things
    return tuple(leads)


def arrivals(stations: Sequence[Station]) -> frozenset[int]:
    """Return the indices of the steps before which one gets down to the floor."""
    before = [AT_THE_DESK, *(one.ends for one in stations)]
    return frozenset(n for n, one in enumerate(stations) if reaches_floor(before[n], one.begins))


def mirrored(stations: Sequence[Station]) -> frozenset[int]:
    """Return the indices of the steps that begin with the other side, because one already lies on it.

    So nobody turns over between two movements on the side, for which a change-over would leave no time.
    """
    found = set()
    other, before = False, AT_THE_DESK
    for index, one in enumerate(stations):
        other = other and one.begins == before and one.begins.posture in _ONE_SIDED
        if other:
            found.add(index)
        other ^= one.sides == 2
        before = one.ends
    return frozenset(found)
