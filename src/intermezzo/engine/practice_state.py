"""The practice as the rows have it, and what it allows at this moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.model import Area, Ask, Kind, Movement, Rhythm, Session, Step
from intermezzo.core.practice.progression.check import preferred_areas
from intermezzo.core.practice.progression.day_bounds import DayBounds, day_bounds
from intermezzo.core.practice.progression.dosing import graded
from intermezzo.core.practice.progression.gates import barred, kept_closed
from intermezzo.core.practice.progression.grades import has_weight
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import MovementProgress, Practice, PracticeMemory, practice
from intermezzo.core.practice.progression.resting import resting, rests, stopped_before, stopped_on
from intermezzo.core.practice.progression.upkeep import stepped_back
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import PRESETS, Settings

_NOT_READ = frozenset(
    {EventKind.DAY, EventKind.OFFERED, EventKind.HELD, EventKind.SNOOZED, EventKind.UNANSWERED,
     EventKind.DECLINED, EventKind.DROPPED, EventKind.AWAY}
)  # fmt: skip
"""The kinds of rows that change nothing of the practice."""


class PracticeState:
    """Follows the history; it is read again only when it, the day or the library has changed."""

    def __init__(self) -> None:
        self.practice = Practice()
        self.bounds = DayBounds()
        """What this day allows."""
        self.closed: frozenset[str] = frozenset()
        """The movements that are not offered now: their level is not open, or they need a weight."""
        self.stopped_today: frozenset[str] = frozenset()
        self.stopped_before: Mapping[str, date] = {}
        """The movements that were stopped the last time, with the day of it."""
        self.barred: frozenset[str] = frozenset()
        """Those of them whose level is not open or that need a weight, whenever they were done last."""
        self.stepped_back: frozenset[str] = frozenset()
        """The movements that wait until the rung below has been smooth again."""
        self.preferred: frozenset[Area] = frozenset()
        """The areas that come first, because their check was often different."""
        self.sessions: tuple[Session, ...] = ()
        """The sessions with the dose of their grades."""
        self.read_from: Sequence[Session] | None = None
        """The sessions as they are in the library, of the last look."""
        self.facts: tuple[object, ...] = ()
        """What the practice was read from."""
        self.events: tuple[Event, ...] = ()
        """The effective rows."""
        self._moment: tuple[object, ...] = ()
        """What the bounds of this moment were found from, besides the facts."""
        self._read: list[Event] | None = None
        self._seen = self._count = 0
        self._made: dict[str, tuple[object, Session]] = {}
        self._memory = PracticeMemory()
        self._memory_of: tuple[object, ...] = ()

    def forget(self) -> None:
        """Read the history again at the next look, however alike it is."""
        self.facts, self._read = (), None

    def look(
        self, events: list[Event], sessions: Sequence[Session], movements: Sequence[Movement],
        settings: Settings, today: date, now: datetime, work: Sequence[Interval] = (),
    ) -> None:  # fmt: skip
        """Update to ``now``, of a day with that ``work``."""
        self.read_from = sessions
        facts = (self._changes(events), today, sessions, movements)
        renewed = facts != self.facts
        if renewed:
            self.facts, self.events = facts, effective(events)
            known = {step.movement.id: step.movement for one in sessions for step in one.steps}
            known |= {one.id: one for one in movements}
            if facts[2:] != self._memory_of:
                self._memory, self._memory_of = PracticeMemory(), facts[2:]
            self.practice = practice(self.events, known.values(), today, self._memory)
            self.stopped_today = stopped_on(self.events, sessions, today)
            self.stopped_before = stopped_before(self.events, sessions)
            self.preferred = preferred_areas(self.events, known, today)
            self.stepped_back = stepped_back(self.practice, repertoire(self.events).refused)
        moment = (now, settings, tuple(work))
        if not renewed and moment == self._moment:
            return
        self._moment = moment
        bounds = replace(day_bounds(self.events, today, now), most_load=float(settings.most_load))
        first_hour = timedelta(minutes=NUMBERS.first_hour)
        if settings.easy_first_hour and work and now < work[0].start + first_hour:
            bounds = replace(bounds, leave_out=bounds.leave_out | {Ask.BENDING_FORWARD})
        before, self.bounds = self.bounds, bounds
        level = min(self.practice.level, self.bounds.level)
        self.barred = barred(self.practice, self.events, level, now, weights=settings.weights)
        closed = kept_closed(self.practice, self.events, level, now, weights=settings.weights)
        self.closed = closed | self.stepped_back
        if renewed or self.bounds != before:
            made = tuple(self.dosed(one) for one in sessions)
            if made != self.sessions:
                self.sessions = made

    def _changes(self, events: list[Event]) -> tuple[object, ...]:
        """Return what differs as soon as a row is added that the practice is read from."""
        if events is not self._read:
            self._read, self._seen, self._count = events, 0, 0
        self._count += sum(event.kind not in _NOT_READ for event in events[self._seen :])
        self._seen = len(events)
        return (id(events), self._count)

    def dosed(self, session: Session) -> Session:
        """Return the session with the dose of its grades, within the bounds of the day.

        It is the same object as before while it is equal: whole sessions take long to compare, and each turn
        does so.
        """
        of = [self.practice.movements.get(step.movement.id) for step in session.steps]
        key = (session, self.bounds, tuple((one.grade, one.is_trial) for one in of if one is not None))
        before = self._made.get(session.id)
        if before is None or before[0] != key:
            made = graded(session, self.practice.movements, self.bounds)
            before = (key, before[1] if before is not None and before[1] == made else made)
            self._made[session.id] = before
        return before[1]

    def of(self, movement_id: str) -> MovementProgress | None:
        """Return the progress in a movement, None for an unknown one."""
        return self.practice.movements.get(movement_id)


class AvoidedMovements:
    """The movements that are offered in no session: refused by the user, or resting after they were stopped.

    The history is read again only when it has changed.
    """

    def __init__(self) -> None:
        self._facts: tuple[object, ...] = ()
        self._refused: frozenset[str] = frozenset()
        self.rests: Mapping[str, datetime] = {}
        """Until when each movement rests, or rested."""
        self.resting: frozenset[str] = frozenset()
        """The ids of those that rest now."""

    @property
    def all(self) -> frozenset[str]:
        """The ids of all that are avoided now."""
        return self._refused | self.resting

    def forget(self) -> None:
        """Read the history again at the next look, however alike it is."""
        self._facts = ()

    def look(self, events: Sequence[Event], sessions: Sequence[Session], now: datetime) -> None:
        """Update to ``now``."""
        facts = (len(events), events[-1:], sessions)
        if facts != self._facts:
            known = effective(events)
            self._facts, self._refused = facts, repertoire(known).refused
            self.rests = rests(known, sessions, now)
        self.resting = resting(self.rests, now)


def within(rhythm: Rhythm, bounds: DayBounds) -> Rhythm:
    """Return the rhythm as far as the bounds of a day allow it."""
    interludes, micros, spacing = rhythm.interludes, rhythm.micros, rhythm.spacing
    if bounds.quiet:
        most, most_micros, apart = PRESETS["quiet"]
        interludes, micros = min(interludes, most), min(micros, most_micros)
        spacing = max(spacing, timedelta(minutes=apart))
    if bounds.interludes is not None and bounds.micros is not None:
        interludes, micros = min(interludes, bounds.interludes), min(micros, bounds.micros)
    return replace(rhythm, interludes=interludes, micros=micros, spacing=spacing)


def without_weights(movements: Iterable[Movement], settings: Settings) -> frozenset[str]:
    """Return the movements that need a weight, where the user does not want weights."""
    return frozenset() if settings.weights else frozenset(one.id for one in movements if has_weight(one))


def alone(movement: Movement) -> Session:
    """Return a session of one movement in its own dose.

    Like a ritual, it may have any length and answers no slot.
    """
    step = Step(movement, movement.reps, movement.sides)
    return Session(movement.id, movement.name, Kind.RITUAL, (step,))
