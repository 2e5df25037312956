"""Choose sessions: core's choice, with settings, level, repertoire and the last sessions."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.history.tallies import areas
from intermezzo.core.practice import before_the_car, prescription, selection
from intermezzo.core.practice.first_session import first_session
from intermezzo.core.practice.model import Area, Ask, Day, Kind, Session, Slot, Step
from intermezzo.core.practice.never_offered import bounds_of
from intermezzo.core.practice.prescription import OpenExercise, StepNamer
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.practice.replacement import replacement
from intermezzo.core.practice.selection import Choice, Constraints
from intermezzo.core.scheduling.decision import free_until, next_busy
from intermezzo.core.settings import Settings

_DONE = frozenset({EventKind.COMPLETED, EventKind.PARTIAL, EventKind.DONE_ALREADY})
REMEMBERED = 12
"""How many of the last sessions count towards what was moved least."""


@dataclass(frozen=True, slots=True)
class SessionChoices:
    """All that a choice depends on, the gap excepted."""

    sessions: tuple[Session, ...]
    wish: Constraints
    before_the_car: bool
    """Whether *before the car* is wanted."""
    prescribed: tuple[OpenExercise, ...] = ()
    """What a prescription has open today: it comes first, and no other wish changes it."""
    set_name: StepNamer | None = None
    """How a set of a prescription is called."""

    @classmethod
    def of(
        cls, sessions: Sequence[Session], settings: Settings, max_level: int, events: Sequence[Event],
        today: date, prescribed: tuple[OpenExercise, ...] = (), set_name: StepNamer | None = None,
        resting: frozenset[str] = frozenset(), leave_out: frozenset[Ask] = frozenset(),
        preferred: frozenset[Area] = frozenset(),
    ) -> "SessionChoices":  # fmt: skip
        """Return the choices with last sessions and repertoire from the (effective) events.

        The movements ``resting`` are not offered now: they rest, or their level is not open. ``leave_out`` is
        what today is left out beside what the settings leave out.
        """
        known = {one.id: one for one in sessions}
        done = [e for e in events if e.kind in _DONE and e.session][-REMEMBERED:]
        recent = tuple(e.session or "" for e in done)
        counts = Counter(area for one in recent if one in known for area in known[one].areas)
        # The session of a prescription or of one movement is not in the library: its steps say what it moved.
        others = {e.occurrence for e in done if e.session not in known}
        counts.update(areas([e for e in events if e.occurrence in others]))
        own = repertoire(events)
        wish = replace(
            bounds_of(settings, max_level, own.refused | resting, leave_out), recent=recent,
            area_counts=counts, active=own.active or None, newest=own.newest(today), preferred=preferred,
        )  # fmt: skip
        return cls(tuple(sessions), wish, settings.before_the_car, prescribed, set_name)

    def fitting(
        self, kind: Kind, seconds: float, to_meeting: float | None = None, *, leaving: bool = False
    ) -> Choice | None:
        """Return a session of the kind of at most ``seconds``; ``to_meeting`` are those to the next meeting.

        An open prescription comes first, then *before the car* if the user is ``leaving``. Right before a
        meeting a seated session is preferred.
        """
        written = prescription.fitting(self.prescribed, seconds, self.set_name)
        if written is not None:
            return Choice(written, prescription.WHY)
        if leaving and (found := before_the_car.fitting(seconds, self.sessions, self.wish)) is not None:
            return found
        terms = replace(self.wish, seconds_to_meeting=to_meeting)
        near = selection.choose(kind, seconds, self.sessions, terms)
        return near or selection.choose(kind, seconds, self.sessions, self.wish)

    def kept(self, slot: Slot, seconds: float, to_meeting: float | None = None) -> Choice | None:
        """Return the session that a slot has, with its reason, if it may be offered there still.

        It has to suit, to fit in ``seconds`` and be in the repertoire; twice in a row none is kept.
        """
        one = next((one for one in self.sessions if one.id == slot.session), None)
        if one is None or self.prescribed or one.id in self.wish.recent[-1:]:
            return None
        active = self.wish.active
        if active and not one.movements <= frozenset(active):
            return None
        terms = replace(self.wish, seconds_to_meeting=to_meeting)
        found = selection.choose(slot.kind, seconds, (one,), terms)
        return Choice(found.session, slot.why, slot.areas) if found is not None else None

    def for_slot(self, slot: Slot, day: Day, seconds: float, *, last: bool) -> Choice | None:
        """Return the session of a slot if it may be offered there still, else one that fits.

        *Before the car* takes the ``last`` slot of a day on which it is wanted.
        """
        leaving = self.before_the_car and before_the_car.takes_slot(slot.kind, slot.start, day, last=last)
        near = to_meeting(day, slot.start)
        found = None if leaving else self.kept(slot, seconds, near)
        return found or self.fitting(slot.kind, seconds, near, leaving=leaving)

    def quieter(self, current: Session, seconds: float) -> Choice | None:
        """Return another session that can be done unseen."""
        return selection.quieter(current, seconds, self.sessions, self.wish)

    def shortest(self, seconds: float) -> Choice | None:
        """Return one of the shortest interludes."""
        return selection.shortest(seconds, self.sessions, self.wish)

    def first(self, seconds: float) -> Choice | None:
        """Return what is tried at the first start, or one of the shortest if that does not suit."""
        return first_session(seconds, self.sessions, self.wish)

    def unnoticed(self) -> Choice | None:
        """Return a seated interlude that nobody notices, whatever the calendar says."""
        return selection.unnoticed(self.sessions, self.wish)

    def instead(self, session: Session, index: int, seconds: float) -> Step | None:
        """Return another step of at most ``seconds`` in place of a refused one, or None."""
        known = {step.movement.id: step.movement for one in self.sessions for step in one.steps}
        return replacement(session, index, known.values(), seconds, self.wish)

    def fill(self, slots: Sequence[Slot], day: Day, leave: timedelta) -> tuple[Slot, ...]:
        """Return the slots with the sessions that would be offered there, none twice in a row.

        One that has a session already keeps it, if it may be offered there still.
        """
        filled: list[Slot] = []
        now: SessionChoices = self
        for index, slot in enumerate(slots):
            until = free_until(day, slot.start, leave) or slot.end
            if index + 1 < len(slots):
                until = min(until, slots[index + 1].start)
            seconds = (until - slot.start).total_seconds()
            found = now.for_slot(slot, day, seconds, last=index + 1 == len(slots))
            if found is None:
                filled.append(slot)
                continue
            filled.append(filled_slot(slot, found))
            counts = Counter(now.wish.area_counts) + Counter(found.session.areas)
            wish = replace(now.wish, recent=(*now.wish.recent, found.session.id), area_counts=counts)
            prescribed = prescription.open_after(now.prescribed, found.session)
            now = replace(now, wish=wish, prescribed=prescribed)
        return tuple(filled)


def to_meeting(day: Day, now: datetime) -> float | None:
    """Return the seconds until the next meeting begins, or None."""
    meeting = next_busy(day, now)
    return (meeting.start - now).total_seconds() if meeting is not None else None


def lengths(
    sessions: Sequence[Session], settings: Settings, max_level: int, avoid: frozenset[str] = frozenset(),
    leave_out: frozenset[Ask] = frozenset(),
) -> Mapping[Kind, timedelta]:  # fmt: skip
    """Return the length in whole seconds of the shortest allowed session of each kind that has one."""
    seconds: dict[Kind, int] = {}
    bounds = bounds_of(settings, max_level, avoid, leave_out)
    for one in sessions:
        if selection.suits(one, bounds):
            least = math.ceil(one.seconds)
            seconds[one.kind] = min(least, seconds.get(one.kind, least))
    return {kind: timedelta(seconds=least) for kind, least in seconds.items()}


def left(sessions: Sequence[Session], settings: Settings) -> tuple[int, int]:
    """Return how many sessions the settings for place and body allow, and how many there are in all."""
    bounds = bounds_of(settings, selection.DEFAULT_LEVEL)
    some = sum(selection.suits(one, bounds) for one in sessions)
    return some, sum(selection.suits(one, Constraints(allow_floor=True)) for one in sessions)


def filled_slot(slot: Slot, found: Choice) -> Slot:
    """Return the slot with the session that was chosen for it, and of its kind.

    What a prescription asks for, and *before the car*, answer a slot of another kind.
    """
    end = slot.start + timedelta(seconds=found.session.seconds)
    kind = slot.kind if found.why in {prescription.WHY, before_the_car.WHY} else found.session.kind
    return Slot(slot.start, end, kind, found.session.id, found.why, found.areas)


def moved_to(slot: Slot, start: datetime) -> Slot:
    """Return the slot at another start."""
    return replace(slot, start=start, end=start + (slot.end - slot.start))
