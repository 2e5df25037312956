"""Which session fits this gap, this place, this body and this week, and why."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from intermezzo.core.practice.model import EQUIPMENT, Area, Ask, Kind, Movement, Place, Session

DEFAULT_LEVEL = 2
"""The highest level that the app chooses by itself."""
LYING = frozenset({Place.FLOOR, Place.BED})
SEATED_WITHIN = 180.0
"""A meeting that begins no later than so many seconds after the session finds the user seated."""
IN_A_ROW = 5
"""Any so many interludes in a row touch every area, where the sessions that fit can."""
_SHORT = 10.0
"""Sessions that are at most so many seconds longer than the shortest count as short too."""


class Constraints(TypedDict, total=False):
    """What a choice depends on beside the kind and the gap. Whatever is not said sets no bounds."""

    recent: Sequence[str]
    """Ids of the sessions done, the latest last; the latest is not chosen again while another fits."""
    allow_floor: bool
    """Whether one can lie and kneel here; not, unless it is said."""
    quiet_only: bool
    """Only what can be done unseen."""
    seated_only: bool
    """Only what needs no more than the chair."""
    seconds_to_meeting: float | None
    """Seconds until the next meeting begins; within three minutes of it one is seated."""
    max_level: int
    """The highest level, 1 on a gentle day; never above ``DEFAULT_LEVEL``."""
    leave_out: Collection[str]
    """What a session must not ask of the body: values of ``Ask``."""
    equipment: Collection[str] | None
    """What is at hand of ``EQUIPMENT``; None for all of it."""
    area_counts: Mapping[Area, int] | None
    """How often each area was moved this week: what was moved least comes first."""
    avoid: frozenset[str]
    """Ids of sessions, or of movements (those the user refused) with every session they stand in."""
    active: Collection[str] | None
    """Ids of the movements of the repertoire; others come only where nothing else fits. None for all."""
    newest: str | None
    """The movement that is new this week."""


@dataclass(frozen=True, slots=True)
class _Terms:
    recent: Sequence[str] = ()
    allow_floor: bool = False
    quiet_only: bool = False
    seated_only: bool = False
    seconds_to_meeting: float | None = None
    max_level: int = DEFAULT_LEVEL
    leave_out: Collection[str] = ()
    equipment: Collection[str] | None = None
    area_counts: Mapping[Area, int] | None = None
    avoid: frozenset[str] = frozenset()
    active: Collection[str] | None = None
    newest: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A session and why it was chosen: a code, and the areas that it is about.

    The codes: ``only_fit``, ``new``, ``seated``, ``quiet``, ``neglected`` (with areas), ``turn``,
    ``quieter``, ``shortest``. What a physiotherapist's plan brings is not chosen; its code is
    ``prescription.WHY``.
    """

    session: Session
    why: str
    areas: tuple[Area, ...] = ()


def choose(
    kind: Kind, seconds_available: float, sessions: Iterable[Session], **wish: Unpack[Constraints]
) -> Choice | None:
    """Choose a session of the kind for a gap of so many seconds; None when none fits.

    Same values, same choice, in whatever order the sessions come. Sessions above level 2, and those that suit
    one direction only, are begun by the user and never chosen here.
    """
    terms, everything = _Terms(**wish), tuple(sessions)
    suited = [one for one in everything if one.kind is kind and one.seconds <= seconds_available]
    suited = [one for one in suited if _suits(one, terms)]
    fitting = [one for one in suited if _seated_enough(one, terms)]
    if not fitting:
        return None
    order = _Order(everything, terms)
    session = min(fitting, key=order.key)
    if len(fitting) == 1:
        return Choice(session, "only_fit")
    if order.brings_new(session):
        return Choice(session, "new")
    if terms.seated_only or len(fitting) < len(suited):
        return Choice(session, "seated")
    if terms.quiet_only:
        return Choice(session, "quiet")
    neglected = _neglected(session, terms.area_counts or {})
    return Choice(session, "neglected", neglected) if neglected else Choice(session, "turn")


def quieter(
    current: Session, seconds_available: float, sessions: Iterable[Session], **wish: Unpack[Constraints]
) -> Choice | None:
    """Choose another that can be done unseen: of the same kind if one fits, else an interlude.

    Seated ones come first, then lower levels, then the rules of ``choose``.
    """
    everything = tuple(sessions)
    unseen: Constraints = {**wish, "quiet_only": True, "avoid": wish.get("avoid", frozenset()) | {current.id}}
    terms = _Terms(**unseen)
    order = _Order(everything, terms)
    fitting = [one for one in everything if _fits(one, seconds_available, terms)]
    for kind in dict.fromkeys((current.kind, Kind.INTERLUDE)):
        if same := [one for one in fitting if one.kind is kind]:
            return Choice(min(same, key=lambda one: (not one.seated, one.level, order.key(one))), "quieter")
    return None


def shortest(
    seconds_available: float, sessions: Iterable[Session], **wish: Unpack[Constraints]
) -> Choice | None:
    """Choose one of the shortest interludes that fit, by the rules of ``choose``: *only 90 seconds*."""
    terms, everything = _Terms(**wish), tuple(sessions)
    fitting = [
        one for one in everything if one.kind is Kind.INTERLUDE and _fits(one, seconds_available, terms)
    ]
    if not fitting:
        return None
    most = min(one.seconds for one in fitting) + _SHORT
    return Choice(
        min((one for one in fitting if one.seconds <= most), key=_Order(everything, terms).key), "shortest"
    )


def suits(session: Session, **wish: Unpack[Constraints]) -> bool:
    """Whether the app may choose the session in this place and for this body, whatever the gap."""
    return _suits(session, _Terms(**wish))


def barred(
    movement: Movement, leave_out: Collection[str], equipment: Collection[str]
) -> tuple[tuple[Ask, ...], tuple[str, ...]]:
    """Say what keeps a movement from being chosen: what is left out of it, and what is not at hand."""
    asked = tuple(ask for ask in Ask if ask in movement.asks and ask in leave_out)
    return asked, tuple(one for one in movement.equipment if one in EQUIPMENT and one not in equipment)


def _fits(session: Session, seconds: float, terms: _Terms) -> bool:
    return session.seconds <= seconds and _suits(session, terms) and _seated_enough(session, terms)


def _suits(session: Session, terms: _Terms) -> bool:
    return (
        session.level <= min(terms.max_level, DEFAULT_LEVEL)
        and not session.directed
        and (terms.allow_floor or not session.places & LYING)
        and (session.quiet or not terms.quiet_only)
        and session.asks.isdisjoint(terms.leave_out)
        and (terms.equipment is None or _at_hand(session, terms.equipment))
        and session.movements.isdisjoint(terms.avoid)
        and session.id not in terms.avoid
    )


def _at_hand(session: Session, equipment: Collection[str]) -> bool:
    return all(thing in equipment for thing in session.equipment if thing in EQUIPMENT)


def _seated_enough(session: Session, terms: _Terms) -> bool:
    if session.seated:
        return True
    near = terms.seconds_to_meeting
    return not terms.seated_only and (near is None or near - session.seconds > SEATED_WITHIN)


class _Order:
    """What comes first among sessions that fit, worked out once for a choice."""

    def __init__(self, sessions: Sequence[Session], terms: _Terms) -> None:
        self._terms = terms
        self._counts = terms.area_counts or {}
        self._place = {name: index for index, name in enumerate(terms.recent)}
        known = {one.id: one for one in sessions}
        done = [known[name] for name in terms.recent if name in known]
        self._latest = {one.kind: one.id for one in done}
        # An area not touched by the last four interludes is due now; by the last three, before the others.
        rows = [one.areas for one in done if one.kind is Kind.INTERLUDE]
        self._due = tuple(_untouched(rows, count) for count in (IN_A_ROW - 1, IN_A_ROW - 2))
        self._new_is_done = any(terms.newest in one.movements for one in done)

    def key(self, session: Session) -> tuple[bool, int, bool, tuple[int, ...], bool, float, int, str]:
        """Least first."""
        terms = self._terms
        again = session.id in terms.recent[-1:]
        again_of_kind = session.id == self._latest.get(session.kind)
        strangers = 0 if terms.active is None else len(session.movements.difference(terms.active))
        due: tuple[int, ...] = ()
        if session.kind is Kind.INTERLUDE:
            due = tuple(-len(session.areas & areas) for areas in self._due)
        # The mean, or what moves everything a little would always come first. fsum does not depend on the
        # order in which a set gives its areas.
        areas = session.areas
        need = math.fsum(1 / (1 + self._counts.get(area, 0)) for area in areas) / len(areas)
        last = self._place.get(session.id, -1)
        return again, strangers, again_of_kind, due, not self.brings_new(session), -need, last, session.id

    def brings_new(self, session: Session) -> bool:
        """Whether it holds the week's new movement, not done yet."""
        return self._terms.newest in session.movements and not self._new_is_done


def _untouched(rows: Sequence[frozenset[Area]], count: int) -> frozenset[Area]:
    """The areas that none of the last ``count`` rows has; none of them while there are fewer rows."""
    if len(rows) < count:
        return frozenset()
    return frozenset(Area).difference(*rows[-count:])


def _neglected(session: Session, counts: Mapping[Area, int]) -> tuple[Area, ...]:
    """The session's areas that were moved least of all, where some were moved more."""
    least, most = (extreme(counts.get(area, 0) for area in Area) for extreme in (min, max))
    if least == most:
        return ()
    return tuple(area for area in Area if area in session.areas and counts.get(area, 0) == least)
