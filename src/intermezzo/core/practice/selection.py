"""Choose a session for a gap, and give the reason."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from intermezzo.core.practice.model import LIMITS, Area, Ask, Kind, Movement, Place, Session

DEFAULT_LEVEL = 2
"""The highest level that the app chooses before a gate has opened."""
LYING = frozenset({Place.FLOOR, Place.BED})
EQUIPMENT = ("mat", "steady chair", "low chair back", "cushion", "band", "bag", "stick")
"""Equipment, as named in data, that not everybody has. Any other counts as there, but for ``ELSEWHERE``."""
ELSEWHERE: frozenset[str] = frozenset({"bed", "car", "case", "sofa", "step"})
"""Places and things that are not where one works. What needs them is begun by the user."""
SEATED_WITHIN = 180.0
"""Only a seated session may end this many seconds or less before a meeting."""
IN_A_ROW = 5
"""Any this many consecutive interludes touch every area, if the sessions that fit allow it."""
_SHORT = 10.0
"""Sessions up to this many seconds longer than the shortest count as short too."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a choice depends on beside kind and gap. The defaults set no limit, but leave out the floor."""

    recent: Sequence[str] = ()
    """Ids of the sessions done, latest last; the latest is not chosen again if another one fits."""
    allow_floor: bool = False
    """Whether lying and kneeling are possible here."""
    here: Collection[str] = ()
    """Which of ``ELSEWHERE`` are where the user is all the same, as in a session that was begun there."""
    quiet_only: bool = False
    """Only sessions that can be done unnoticed."""
    seated_only: bool = False
    """Only sessions that can be done on the chair."""
    seconds_to_meeting: float | None = None
    """Seconds until the next meeting; a session that ends within three minutes of it is seated."""
    max_level: int = DEFAULT_LEVEL
    """The highest level, 1 on a gentle day."""
    leave_out: Collection[str] = ()
    """Values of ``Ask`` that a session must not require."""
    equipment: Collection[str] | None = None
    """The equipment at hand, of ``EQUIPMENT``; None for all of it."""
    area_counts: Mapping[Area, int] = field(default_factory=dict)
    """How often each area was moved this week; areas moved least come first."""
    avoid: frozenset[str] = frozenset()
    """Ids of sessions, and of movements (refused by the user) whose sessions are all avoided."""
    active: Collection[str] | None = None
    """Ids of the movements in the repertoire; others come only if nothing else fits. None for all."""
    newest: str | None = None
    """The id of this week's new movement."""
    preferred: frozenset[Area] = frozenset()
    """Areas for which a session comes first, because their check was often different."""


UNLIMITED = Constraints()


class Bar(StrEnum):
    """What can keep a session from being chosen."""

    RHYTHM = "rhythm"
    """The rhythm has no sessions of its kind; found by ``never_offered``."""
    LEVEL = "level"
    LATER = "later"
    """Its level is not open yet; found by ``never_offered``."""
    WEIGHTS = "weights"
    """It needs a weight, and weights are off; found by ``never_offered``."""
    DIRECTION = "direction"
    FLOOR = "floor"
    ELSEWHERE = "elsewhere"
    SEEN = "seen"
    LEFT_OUT = "left_out"
    EQUIPMENT = "equipment"
    AVOIDED = "avoided"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that keeps a session from being chosen, and the names in data that it is about."""

    bar: Bar
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A session and the reason code for it, with the areas that the reason refers to.

    Codes: ``only_fit``, ``new``, ``seated``, ``quiet``, ``neglected`` (with areas), ``stands``, ``turn``,
    ``quieter``, ``shortest``. Sessions of a prescription are not chosen here; their code is
    ``prescription.WHY``.
    """

    session: Session
    why: str
    areas: tuple[Area, ...] = ()


def choose(
    kind: Kind, seconds_available: float, sessions: Iterable[Session], terms: Constraints = UNLIMITED
) -> Choice | None:
    """Return the session of the kind for a gap of ``seconds_available``, or None if none fits.

    The choice does not depend on the order of the sessions. Sessions above the level, those for one direction
    only and those that need what is in ``ELSEWHERE`` are begun by the user and never chosen here. Of the last
    interludes and this one at least half are done standing or walking, if such ones fit and nobody looks on.
    """
    everything = tuple(sessions)
    suited = [one for one in everything if one.kind is kind and one.seconds <= seconds_available]
    suited = [one for one in suited if suits(one, terms)]
    fitting = [one for one in suited if _seated_enough(one, terms)]
    if not fitting:
        return None
    order = _Order(everything, terms, gets_up=True)
    session = min(fitting, key=order.key)
    if len(fitting) == 1:
        return Choice(session, "only_fit")
    if order.brings_new(session):
        return Choice(session, "new")
    if terms.seated_only or len(fitting) < len(suited):
        return Choice(session, "seated")
    if terms.quiet_only:
        return Choice(session, "quiet")
    neglected = _neglected(session, terms.area_counts)
    if neglected:
        return Choice(session, "neglected", neglected)
    return Choice(session, "stands" if order.stands_next and session.stands else "turn")


def quieter(
    current: Session, seconds_available: float, sessions: Iterable[Session], terms: Constraints = UNLIMITED
) -> Choice | None:
    """Return another session that can be done unnoticed: of the same kind if one fits, else an interlude.

    Seated ones come first, then lower levels, then the order of ``choose``.
    """
    everything = tuple(sessions)
    terms = replace(terms, quiet_only=True, avoid=terms.avoid | {current.id})
    order = _Order(everything, terms)
    fitting = [one for one in everything if _fits(one, seconds_available, terms)]
    wanted = Kind.INTERLUDE if current.kind is Kind.RITUAL else current.kind
    for kind in dict.fromkeys((wanted, Kind.INTERLUDE)):
        if same := [one for one in fitting if one.kind is kind]:
            return Choice(min(same, key=lambda one: (not one.seated, one.level, order.key(one))), "quieter")
    return None


def shortest(
    seconds_available: float, sessions: Iterable[Session], terms: Constraints = UNLIMITED
) -> Choice | None:
    """Return one of the shortest interludes that fit, in the order of ``choose``, for *only 90 seconds*."""
    everything = tuple(sessions)
    fitting = [
        one for one in everything if one.kind is Kind.INTERLUDE and _fits(one, seconds_available, terms)
    ]
    if not fitting:
        return None
    most = min(one.seconds for one in fitting) + _SHORT
    return Choice(
        min((one for one in fitting if one.seconds <= most), key=_Order(everything, terms).key), "shortest"
    )


def unnoticed(sessions: Iterable[Session], terms: Constraints = UNLIMITED) -> Choice | None:
    """Return an interlude that is done seated and that nobody notices, for a meeting one only listens to."""
    seated = replace(terms, quiet_only=True, seated_only=True)
    return choose(Kind.INTERLUDE, LIMITS["interlude"][1], sessions, seated)


def suits(session: Session, terms: Constraints = UNLIMITED) -> bool:
    """Return whether the app may choose the session for this place and body, whatever the gap."""
    return next(obstacles(session, terms), None) is None


def obstacles(session: Session, terms: Constraints = UNLIMITED) -> Iterator[Obstacle]:
    """Yield all that keeps the app from ever choosing the session under these terms."""
    if session.level > terms.max_level:
        yield Obstacle(Bar.LEVEL)
    if session.directed:
        yield Obstacle(Bar.DIRECTION)
    if session.places & LYING and not terms.allow_floor:
        yield Obstacle(Bar.FLOOR)
    if elsewhere := needed_elsewhere(session.places, session.equipment).difference(terms.here):
        yield Obstacle(Bar.ELSEWHERE, tuple(sorted(elsewhere)))
    if terms.quiet_only and not session.quiet:
        yield Obstacle(Bar.SEEN)
    if asked := session.asks.intersection(terms.leave_out):
        yield Obstacle(Bar.LEFT_OUT, tuple(ask for ask in Ask if ask in asked))
    if terms.equipment is not None:
        lacking = session.equipment.intersection(EQUIPMENT).difference(terms.equipment)
        if lacking:
            yield Obstacle(Bar.EQUIPMENT, tuple(one for one in EQUIPMENT if one in lacking))
    if avoided := terms.avoid.intersection((session.id, *session.movements)):
        yield Obstacle(Bar.AVOIDED, tuple(sorted(avoided)))


def needed_elsewhere(places: Collection[Place], equipment: Collection[str]) -> frozenset[str]:
    """Return the places and things of ``ELSEWHERE`` among these."""
    return ELSEWHERE.intersection((*places, *equipment))


def barred(
    movement: Movement, leave_out: Collection[str], equipment: Collection[str]
) -> tuple[tuple[Ask, ...], tuple[str, ...]]:
    """Return what keeps a movement from being chosen: asks that are left out, and missing equipment."""
    asked = tuple(ask for ask in Ask if ask in movement.asks and ask in leave_out)
    return asked, tuple(one for one in movement.equipment if one in EQUIPMENT and one not in equipment)


def _fits(session: Session, seconds: float, terms: Constraints) -> bool:
    return session.seconds <= seconds and suits(session, terms) and _seated_enough(session, terms)


def _seated_enough(session: Session, terms: Constraints) -> bool:
    if session.seated:
        return True
    near = terms.seconds_to_meeting
    return not terms.seated_only and (near is None or near - session.seconds > SEATED_WITHIN)


class _Order:
    """The order of the sessions that fit, prepared once for a choice."""

    def __init__(self, sessions: Sequence[Session], terms: Constraints, *, gets_up: bool = False) -> None:
        self._terms = terms
        self._counts = terms.area_counts
        self._place = {name: index for index, name in enumerate(terms.recent)}
        known = {one.id: one for one in sessions}
        done = [known[name] for name in terms.recent if name in known]
        self._latest = {one.kind: one.id for one in done}
        # Areas missing from the last four interludes come first, then those missing from the last three.
        rows = [one.areas for one in done if one.kind is Kind.INTERLUDE]
        self._due = tuple(_untouched(rows, count) for count in (IN_A_ROW - 1, IN_A_ROW - 2))
        self._new_is_done = any(terms.newest in one.movements for one in done)
        stood = [one.stands for one in done if one.kind is Kind.INTERLUDE]
        self.stands_next = gets_up and not terms.quiet_only and 2 * sum(stood) <= len(stood)
        """Whether the next interlude is to be done standing, so that at least half of the last ones are."""

    def key(self, session: Session) -> tuple[bool, int, bool, int, int, bool, int, bool, float, int, str]:
        """Return the sort key; the least comes first."""
        terms = self._terms
        repeats = session.id in terms.recent[-1:]
        repeats_kind = session.id == self._latest.get(session.kind)
        inactive = 0 if terms.active is None else len(session.movements.difference(terms.active))
        due, soon, sits = 0, 0, False
        if session.kind is Kind.INTERLUDE:
            due, soon = (-len(session.areas & areas) for areas in self._due)
            sits = self.stands_next and not session.stands
        # The mean, because a sum would always prefer sessions with many areas. The result of fsum does not
        # depend on the order of the set.
        areas = session.areas
        need = math.fsum(1 / (1 + self._counts.get(area, 0)) for area in areas) / len(areas)
        last = self._place.get(session.id, -1)
        return (
            repeats,
            inactive,
            repeats_kind,
            -len(session.areas & terms.preferred),
            due,
            sits,
            soon,
            not self.brings_new(session),
            -need,
            last,
            session.id,
        )

    def brings_new(self, session: Session) -> bool:
        """Return whether it has this week's new movement, not done yet."""
        return self._terms.newest in session.movements and not self._new_is_done


def _untouched(rows: Sequence[frozenset[Area]], count: int) -> frozenset[Area]:
    """Return the areas that none of the last ``count`` rows has; none if there are fewer rows."""
    if len(rows) < count:
        return frozenset()
    return frozenset(Area).difference(*rows[-count:])


def _neglected(session: Session, counts: Mapping[Area, int]) -> tuple[Area, ...]:
    """Return the session's areas that were moved least, if some areas were moved more."""
    least, most = (extreme(counts.get(area, 0) for area in Area) for extreme in (min, max))
    if least == most:
        return ()
    return tuple(area for area in Area if area in session.areas and counts.get(area, 0) == least)
