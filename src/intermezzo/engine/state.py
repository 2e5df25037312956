"""What the engine knows: settings, sessions, calendar and history, and what follows from them for today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Unpack

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import LIMITS, Day, Kind, Movement, Plan, Rhythm, Session, Slot
from intermezzo.core.practice.prescription import (
    OpenExercise,
    Prescription,
    StepNamer,
    open_today,
    parse_session_id,
    put_off,
    session_by_id,
    sets_done,
    step_name,
)
from intermezzo.core.practice.progression.day_bounds import DayBounds
from intermezzo.core.scheduling import calendar_rules, hours
from intermezzo.core.scheduling.day_state import DayState, changes_at, day_state, effective
from intermezzo.core.scheduling.intervals import Interval, merge, minutes
from intermezzo.core.scheduling.planner import APART, room
from intermezzo.core.settings import Settings
from intermezzo.engine.plan_cache import PlanCache, PlanInputs
from intermezzo.engine.practice_state import AvoidedMovements, PracticeState, alone, within
from intermezzo.engine.recorder import EventValues, Recorder
from intermezzo.engine.session_choice import SessionChoices, lengths

HISTORY_DAYS = 28
"""Days of history that the engine holds; a choice of session looks so far back."""


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One local day, and how many slots of each kind the whole of it has room for."""

    date: date
    day: Day
    room: Mapping[Kind, int]

    @property
    def end(self) -> datetime | None:
        """The end of its working time, None for a day off."""
        return self.day.work[-1].end if self.day.work else None


class EngineState:
    """The facts, and what ``look`` derives from them. Times are aware and in UTC."""

    def __init__(
        self, settings: Settings, sessions: Sequence[Session], recorder: Recorder, *,
        events: Sequence[Event] = (), movements: Sequence[Movement] = (),
        prescriptions: Sequence[Prescription] = (), set_name: StepNamer | None = None,
        today: date = date.min,
    ) -> None:  # fmt: skip
        """``events`` are those of the last weeks, oldest first; ``set_name`` names a prescription's steps.

        ``today`` is the local day until the first ``look``.
        """
        self.recorder = recorder
        self.settings = settings
        self.set_name = set_name
        self.sessions = tuple(sessions)
        self.movements = tuple(movements)
        """All of the library, also those in no session."""
        self._events: list[Event] = list(events)
        self.occurrences: tuple[calendar_rules.Occurrence, ...] = ()
        self.plan_cache = PlanCache()
        self.avoided = AvoidedMovements()
        self.practice = PracticeState()
        self._prescriptions = tuple(prescriptions)
        self._still_open: tuple[tuple[object, ...], tuple[OpenExercise, ...]] = ((), ())
        self.first_by: datetime | None = None
        """When the first offer of a new user is to have come (``FirstOffer``)."""
        self.day = Day()
        self.day_state = DayState()
        self._day_state_facts: tuple[object, ...] = ()
        self._day_state_span: tuple[datetime, datetime | None] = (datetime.max.replace(tzinfo=UTC), None)
        """When ``day_state`` was computed, and when it becomes another although nothing happens."""
        self.local_day = today
        """The local day of the last ``look``."""
        self._calendar: tuple[tuple[object, ...], Day] | None = None
        self.actual_occurrences: tuple[calendar_rules.Occurrence, ...] = ()
        """The occurrences, with the meetings of today's calls that are over ending when the call did."""
        self._rhythm: tuple[object, Rhythm] | None = None
        self._lengths: tuple[object, Mapping[Kind, timedelta]] | None = None
        self._room: tuple[object, Mapping[Kind, int]] | None = None

    @property
    def settings(self) -> Settings:
        """The user's settings, which the recorder has; they may change at any time."""
        return self.recorder.settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self.recorder.settings = settings

    @property
    def zone(self) -> tzinfo:
        """The user's zone, which the recorder has; it may change at any time."""
        return self.recorder.zone

    @zone.setter
    def zone(self, zone: tzinfo) -> None:
        self.recorder.zone = zone

    @property
    def events(self) -> list[Event]:
        """The rows of the last weeks, oldest first; replaced as a whole, else only added to."""
        return self._events

    @events.setter
    def events(self, events: list[Event]) -> None:
        self._events, self._day_state_facts, self._still_open = events, (), ((), ())
        self.avoided.forget()
        self.practice.forget()

    @property
    def prescriptions(self) -> tuple[Prescription, ...]:
        """The user's prescriptions; they may change at any time."""
        return self._prescriptions

    @prescriptions.setter
    def prescriptions(self, prescriptions: Sequence[Prescription]) -> None:
        self._prescriptions = tuple(prescriptions)
        self._still_open = ((), ())
        self.plan_cache.forget()

    @property
    def plan(self) -> Plan:
        """The rest of today's plan."""
        return self.plan_cache.plan

    def look(self, now: datetime, on: date | None = None) -> None:
        """Update day, day_state and plan to ``now``; plan again only if an input of the plan has changed.

        The local day is that of ``now``, unless ``on`` is given.
        """
        self.local_day = today = on or self.recorder.day(now)
        facts = (today, len(self.events), self.events[-1:])
        since, until = self._day_state_span
        if facts != self._day_state_facts or now < since or (until is not None and now >= until):
            self._day_state_facts, self.day_state = facts, day_state(self.events, today, now)
            self._day_state_span = now, changes_at(self.day_state, self.events, now)
        self.avoided.look(self.events, self.sessions, now)
        self.day = self._calendar_day(today)
        own = (self.sessions, self.movements, self.settings)
        self.practice.look(self.events, *own, today, now, self.day.work)
        inputs = PlanInputs(
            today,
            self.day,
            self.rhythm(),
            self.day_state,
            self.earliest(self.day_state, now),
            self.settings,
            self.lengths(),
            self.zone,
            self.day_state.asks_less,
            self.avoided.resting | self.practice.closed,
            self.first_by,
        )
        self.plan_cache.look(inputs, now, self.choices)

    def note(self, event: Event) -> Event:
        """Add a row to the history."""
        self.events.append(event)
        return event

    def record(self, kind: EventKind, now: datetime, **values: Unpack[EventValues]) -> Event:
        """Make a row (see ``Recorder.event``), add it to the history and return it.

        Every row of an occurrence belongs to the day of its first row, also when the zone or the hours have
        changed since: else two days would each have it open, and each drop it at its end.
        """
        day = values.get("day") or self.day_of(values.get("occurrence"))
        if day is not None:
            values["day"] = day
        return self.note(self.recorder.event(kind, now, **values))

    def day_of(self, occurrence: str | None) -> date | None:
        """Return the local day of an occurrence; None for no occurrence, and for a new one."""
        if occurrence is None:
            return None
        return next((event.day for event in reversed(self.events) if event.occurrence == occurrence), None)

    def retract(self, event: Event, now: datetime) -> Event:
        """Record that a row is taken back; the retraction belongs to the same day."""
        return self.record(
            EventKind.RETRACTED, now, occurrence=event.occurrence, reason=Reason.UNDO, day=event.day,
            detail={"id": event.id},
        )  # fmt: skip

    def rhythm(self) -> Rhythm:
        """Return the rhythm of today, as far as the day allows it."""
        key = (self.settings, self.day.work, self.practice.bounds)
        if self._rhythm is None or self._rhythm[0] != key:
            wanted = hours.rhythm(self.settings, minutes(self.day.work))
            self._rhythm = (key, within(wanted, self.practice.bounds))
        return self._rhythm[1]

    def rhythm_of(self, settings: Settings, work: Sequence[Interval], at: datetime) -> Rhythm:
        """Return the rhythm of a day with this work; at most the quiet one where ``at`` is still gentle."""
        gentle = self.day_state.gentle_until
        wanted = hours.rhythm(settings, minutes(work))
        return wanted if gentle is None or at >= gentle else within(wanted, DayBounds(quiet=True))

    def day_under(self, settings: Settings, on: date) -> Day:
        """Return a day to come under these settings."""
        work = hours.work(settings, on, self.zone)
        return calendar_rules.day(self.occurrences, settings, on, self.zone, work)

    def session(self, session_id: str) -> Session | None:
        """Return the session with this id: of the library, a prescription (its open sets) or a movement."""
        found = next((one for one in self.sessions if one.id == session_id), None)
        if found is not None:
            return self.practice.dosed(found)
        found = session_by_id(self.prescriptions, session_id, self.prescribed(), self.set_name)
        if found is not None:
            return found
        movement = self.movement(session_id)
        return self.practice.dosed(alone(movement)) if movement is not None else None

    def title(self, session_id: str) -> str:
        """Return the title of what ``session`` returns; the id, if its file is gone."""
        found = self.session(session_id)
        return found.title if found is not None else session_id

    def prescribed(self) -> tuple[OpenExercise, ...]:
        """Return what the prescriptions have open today."""
        if not self.prescriptions:
            return ()
        key = (self.local_day, len(self.events), self.events[-1:])
        if self._still_open[0] != key:
            done = sets_done(self.prescriptions, effective(self.events))
            self._still_open = (key, open_today(self.prescriptions, self.local_day, done))
        return self._still_open[1]

    def movement(self, movement_id: str) -> Movement | None:
        """Return the movement with this id, or None."""
        return next((one for one in self.movements if one.id == movement_id), None)

    def resting_names(self, session: Session) -> tuple[str, ...]:
        """Return the names of the session's movements that rest now, because they were stopped."""
        rest = (step for step in session.steps if step.movement.id in self.avoided.resting)
        return tuple(dict.fromkeys(step_name(step) for step in rest))

    def rests(self, session: Session) -> bool:
        """Return whether an offer of the session is taken away, because a movement of it was stopped.

        What a physiotherapist prescribed comes again on the next day.
        """
        prescribed = any(parse_session_id(session.id))
        resting = self.practice.stopped_today if prescribed else self.avoided.resting
        return bool(session.movements & resting)

    def held_today(self) -> frozenset[str]:
        """Return the movements that no prescription offers again today: stopped, or left out for the day."""
        return self.practice.stopped_today | put_off(effective(self.events), self.local_day)

    def room(self, now: datetime) -> Mapping[Kind, int]:
        """Return how many slots of each kind the whole day has room for."""
        key = (self.recorder.day(now), self.day, self.rhythm(), self.lengths())
        if self._room is None or self._room[0] != key:
            self._room = (key, room(self.day, self.rhythm(), self.zone, self.lengths()))
        return self._room[1]

    @property
    def graded(self) -> tuple[Session, ...]:
        """The sessions with the dose of their grades; as they are before the first look."""
        return self.practice.sessions if self.practice.read_from is self.sessions else self.sessions

    def choices(self) -> SessionChoices:
        """Return what a choice of session depends on now."""
        own = self.practice
        # What a physiotherapist prescribed waits for the next day where it was stopped or put off, and for
        # the end of a gentle day; it is shown all the same.
        opens, events = self.prescribed(), effective(self.events)
        held = self.held_today() if opens else frozenset()
        gentle = self.day_state.gentle_until is not None
        opens = () if gentle else tuple(one for one in opens if one.exercise.movement.id not in held)
        return SessionChoices.of(
            self.graded, self.settings, self.max_level(), events, self.local_day,
            opens, self.set_name, self.avoided.resting | own.closed, own.bounds.leave_out, own.preferred,
        )  # fmt: skip

    def lengths(self) -> Mapping[Kind, timedelta]:
        """Return the length of the shortest session of each kind that may be offered."""
        own = self.practice
        avoid = self.avoided.all | own.closed
        key = (self.graded, self.settings, self.max_level(), avoid, own.bounds.leave_out)
        if self._lengths is None or self._lengths[0] != key:
            self._lengths = (key, lengths(*key))
        return self._lengths[1]

    def shortest(self) -> timedelta:
        """Return the length of the shortest session that may be offered, which a ritual never is."""
        offered = (least for kind, least in self.lengths().items() if kind is not Kind.RITUAL)
        return min(offered, default=timedelta(seconds=LIMITS["interlude"][0]))

    def max_level(self) -> int:
        """Return the highest level that may be chosen now."""
        return min(self.practice.practice.level, self.practice.bounds.level)

    def day_end(self, now: datetime) -> datetime:
        """Return when the next local day begins, in UTC."""
        return self.recorder.day_end(now)

    def today(self, now: datetime) -> DaySummary:
        """Return the summary of today as it is now."""
        return DaySummary(self.recorder.day(now), self.day, self.room(now))

    def meeting(self, now: datetime) -> Interval | None:
        """Return the calendar's meeting of this moment in working time (``calendar_rules.meeting_at``)."""
        if not any(one.holds(now) for one in self.day.work):
            return None
        return calendar_rules.meeting_at(self.actual_occurrences, self.settings, now)

    def occurrence_of(self, slot: Slot) -> str:
        """Return the id of a slot: that of its pin, the open one if the slot comes first, or a new one."""
        pin = self.day_state.pin_at(slot.start)
        if pin is not None:
            return pin.occurrence
        first = self.plan.slots[:1] == (slot,)
        return (self.day_state.occurrence if first else None) or self.recorder.new_id()

    def _calendar_day(self, today: date) -> Day:
        said, over = self.day_state.whole_day, self.day_state.calls_over
        facts = (today, self.occurrences, self.settings, self.zone, said, over)
        if self._calendar is None or facts != self._calendar[0]:
            self.actual_occurrences = calendar_rules.shortened(self.occurrences, self.settings, over)
            self._calendar = (facts, self.today_under(self.settings, today))
        day = self._calendar[1]
        if not self.day_state.meetings:
            return day
        return replace(day, busy=merge([*day.busy, *self.day_state.meetings]))

    def today_under(self, settings: Settings, today: date) -> Day:
        """Return today as settings and calendars make it, unless the user has said otherwise."""
        said = self.day_state.whole_day
        taken_off = said is not None and said.reason is Reason.DAY_OFF
        work = () if taken_off else hours.work(settings, today, self.zone)
        day = calendar_rules.day(self.actual_occurrences, settings, today, self.zone, work)
        if said is None or taken_off:
            return day
        if not day.work:
            work = hours.work_on_day_off(settings, today, self.zone, said.at)
        else:
            work = merge((*work, *hours.work_after_hours(settings, today, self.zone, day.work, said.at)))
        return calendar_rules.day(self.actual_occurrences, settings, today, self.zone, work, on_day_off=True)

    def earliest(self, stand: DayState, now: datetime) -> datetime | None:
        """Return before when nothing may be offered, or None. Ignored offers lengthen the wait."""
        moments = [m for m in (stand.paused_until, stand.snoozed_until) if m is not None]
        if stand.ignored_at is not None and stand.ignored_at <= now:  # else the clock was set back
            wait = stand.ignored * self.rhythm().spacing
            moments.append(stand.ignored_at + (max(wait, APART) if stand.asks_less else wait))
        if stand.declined_at is not None and stand.declined_at <= now:
            # After a declined offer the next one does not follow at once.
            moments.append(stand.declined_at + self.rhythm().spacing)
        stopped = stand.interrupted
        if stopped is not None and stopped.reason is Reason.FINISH_LATER and stopped.at <= now:
            moments.append(self._next_gap(stopped.at))
        return max(moments, default=None)

    def _next_gap(self, at: datetime) -> datetime:
        """Return when a session that was put off comes again: after the next meeting, or after a spacing."""
        rhythm = self.rhythm()
        busy = next((one for one in self.day.busy if one.end > at), None)
        later = at + rhythm.spacing
        return later if busy is None else min(later, busy.end + rhythm.settle)
