"""One turn without Qt: gather facts, let core decide, say what is to be recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from intermezzo.core.history.events import Event, EventKind, Json, Reason
from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement, Session
from intermezzo.core.practice.repertoire import last_done, repertoire, tend
from intermezzo.core.practice.selection import suits
from intermezzo.core.scheduling import away
from intermezzo.core.scheduling.day_state import day_state, effective, slot_kind
from intermezzo.core.scheduling.decision import (
    AWAY_SECONDS,
    Decision,
    Facts,
    Hold,
    Offer,
    decide,
    free_until,
    kept_from,
)
from intermezzo.core.scheduling.heartbeat import Jump, JumpKind
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import Settings
from intermezzo.engine.active_session import ActiveSession, OpenOffer
from intermezzo.engine.day_log import DaySummary, day_row, dropped, last_frame, own_break
from intermezzo.engine.interrupted import rest_of
from intermezzo.engine.recorder import Recorder, kinds
from intermezzo.engine.session_choice import bounds_of, to_meeting
from intermezzo.engine.state import FULL_LEVEL

PATIENCE = timedelta(minutes=3)
"""How long an offer waits for an answer."""
SUSPECT = timedelta(minutes=10)
"""How long a clock that leapt is not trusted, unless it leaps back before."""
_SECOND = timedelta(seconds=1)
_CARRIED = frozenset({Reason.IN_MEETING, Reason.TOO_CLOSE, Reason.BEFORE_WORK, Reason.AFTER_WORK})
"""What is due and kept back for one of these is planned again: the gap is gone, the next one has it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn decided, and the rows that it leaves to be written."""

    now: datetime
    decision: Decision
    record: tuple[Event, ...] = ()


class Engine(ActiveSession):
    """Holds the facts between two turns. Times are aware and in UTC; it reads no clock."""

    def __init__(
        self, settings: Settings, sessions: Sequence[Session], zone: tzinfo, recorder: Recorder,
        events: Sequence[Event] = (), *, movements: Sequence[Movement] = (), screening_passed: bool = True,
    ) -> None:  # fmt: skip
        """``events`` are those of the last weeks, oldest first."""
        super().__init__(settings, sessions, zone, recorder, events, movements)
        self.screening_passed = screening_passed
        self._tended: tuple[object, ...] = ()
        self.presence = Presence()
        self.no_timeout = False
        """With a screen reader an offer waits without limit."""
        self.decision: Decision | None = None
        self._lived: DaySummary | None = None
        self._absence = away.Absence()
        self._moved_at: datetime | None = None
        self._back_at: datetime | None = None
        self._quiet_since: datetime | None = None
        self._suspect_until: datetime | None = None

    # -- what is asked from outside ------------------------------------------------------------------

    def turn(self, now: datetime, presence: Presence, jump: Jump | None = None) -> Turn:
        """Decide afresh from the facts at ``now``; the rows are already part of the engine's own history.

        A second turn at the same moment finds the same and leaves no rows.
        """
        self.presence = presence
        asleep = jump.away if jump is not None else timedelta()
        rows = self._jumped(now, jump) if jump is not None else []
        self.look(now)
        rows += self._day_ends(now)
        rows += self._returned(now, asleep)
        rows += self._offer_leaves(now)
        if rows:
            self.look(now)
        decision = decide(self._facts(now))
        if decision.slot is not None and decision.slot.start <= now:
            if isinstance(decision, Hold):
                rows += self._note_hold(now, decision.reason)
            if decision.reason in _CARRIED:
                self.planning.forget()
                self.look(now)
                decision = decide(self._facts(now))
        if isinstance(decision, Offer):
            rows.append(self._open(now, decision))
            decision = decide(self._facts(now))
        quiet = decision.reason is Reason.QUIET_TIME
        self._quiet_since = (self._quiet_since or now) if quiet else None
        self.decision = decision
        rows += self._day_row(now)
        if rows:
            self.look(now)
        return Turn(now, decision, tuple(rows))

    def arrived(self, now: datetime) -> None:
        """The user has only just come to the computer: a time to settle before any card."""
        self._back_at = now

    @override
    def finish(
        self,
        now: datetime,
        outcome: EventKind,
        seconds: float,
        reason: Reason | None = None,
        to_come: int = 0,
    ) -> Event | None:
        row = super().finish(now, outcome, seconds, reason, to_come)
        if row is not None:
            # What was refused on the way may have left too little to choose from.
            self._tended = ()
            # Hands off the keys while moving is no absence.
            self._absence, self._moved_at = away.Absence(), now
        return row

    def recall(self, events: Sequence[Event]) -> None:
        """Take another history, and with it another repertoire and plan."""
        self.events, self._tended = list(events), ()
        self.planning.forget()

    def tend(self, now: datetime) -> list[Event]:
        """Once a day, and when place or body change: what comes into the repertoire and what leaves it."""
        key = (self.recorder.day(now), self.settings, self.sessions)
        if key == self._tended:
            return []
        self._tended = key
        history = effective(self.events)
        suited = [one for one in self.sessions if suits(one, **bounds_of(self.settings, FULL_LEVEL))]
        changes = tend(repertoire(history), suited, last_done(history, self.sessions), key[0])
        return [
            self.note(self.recorder.event(EventKind.REPERTOIRE, now, detail=change.detail()))
            for change in changes
        ]

    # -- inside --------------------------------------------------------------------------------------

    def _facts(self, now: datetime) -> Facts:
        stand, rhythm = self.day_state, self.rhythm()
        offered_until = None
        if self.offer is not None:
            last = (now if self.no_timeout else self.offer.since) + PATIENCE
            # At the last moment it still fits; a second later it does not.
            offered_until = min(last, self.offer.free_until - self.shortest() + _SECOND)
        return Facts(
            now=now,
            day=self.day,
            plan=self.plan,
            lengths=self.lengths(),
            day_end=self.day_end(now),
            presence=self.presence,
            settle=rhythm.settle,
            leave=rhythm.leave,
            back_at=self._back_at,
            paused_until=stand.paused_until,
            paused_reason=stand.paused_reason,
            snoozed_until=stand.snoozed_until,
            no_more=stand.no_more,
            quiet_since=self._quiet_since,
            offered_until=offered_until,
            in_session=self.running is not None,
            screening_passed=self.screening_passed,
            clock_suspect=self._suspicious(now),
        )

    def _suspicious(self, now: datetime) -> bool:
        return self._suspect_until is not None and now < self._suspect_until

    def _jumped(self, now: datetime, jump: Jump) -> list[Event]:
        """Sleep, a clock change or another zone: a new plan, a time to settle, never an instant card."""
        self.arrived(now)
        self._suspect_until = now + SUSPECT if jump.kind is JumpKind.SUSPECT else None
        self.planning.forget()
        if jump.away and self.running is None:
            since = self._absence.since
            slept = now - jump.away
            self._absence = away.Absence(slept if since is None else min(since, slept))
        if self.offer is None:
            return []
        return [self.close(now, EventKind.UNANSWERED, Reason.AWAY)]

    def _returned(self, now: datetime, asleep: timedelta) -> list[Event]:
        """Time away that was long enough covers a slot: neither taken nor missed."""
        if self.running is not None:
            return []
        self._absence, gone = away.follow(
            self._absence, self.presence, now, asleep=asleep, after=self._moved_at
        )
        if gone is None:
            return []
        row = own_break(self.today(now), gone, self.plan.slots, self.events, self.recorder)
        return [self.note(row)] if row is not None else []

    def _day_ends(self, now: datetime) -> list[Event]:
        """Once the working time of today, or of the day of the last turn, is over, that day is closed.

        An absence under way is settled, what was still owed is dropped, and its frame is whole.
        """
        if self._suspicious(now):
            return []
        today, before = self.today(now), self._lived
        self._lived = today
        rows: list[Event] = []
        for one in (before, today):
            end = one.end if one is not None and (one is today or one.date < today.date) else None
            if one is None or end is None or now < end:
                continue
            last = last_frame(self.events, one.date)
            if last is None or last.get("longest") is not None:
                continue  # not lived through, or closed already
            if self._absence.since is not None and self._absence.since < end and self.running is None:
                gone = Interval(self._absence.since, end)
                self._absence = away.Absence(end)
                row = own_break(one, gone, self.plan.slots, self.events, self.recorder)
                rows += [self.note(row)] if row is not None else []
            row = dropped(one, end, self.events, self.recorder)
            rows += [self.note(row)] if row is not None else []
            stand = day_state(self.events, one.date, end)
            row = day_row(one, stand, end, self.events, self.recorder)
            rows += [self.note(row)] if row is not None else []
        return rows

    def _day_row(self, now: datetime) -> list[Event]:
        """A suspect clock writes none."""
        row = day_row(self.today(now), self.day_state, now, self.events, self.recorder)
        return [self.note(row)] if row is not None and not self._suspicious(now) else []

    def _offer_leaves(self, now: datetime) -> list[Event]:
        """The card goes when the shortest session no longer fits, when it is held, or unanswered."""
        offer = self.offer
        if offer is None:
            return []
        free = free_until(self.day, now, self.rhythm().leave)
        if free is None or now + self.shortest() > free:
            self.planning.forget()  # it is carried to the next gap
            return [self.close(now, EventKind.DROPPED, Reason.GAP_CLOSED)]
        if not self.screening_passed:
            return [self.close(now, EventKind.HELD, Reason.SCREENING)]
        kept = kept_from(self.presence)
        if kept is not None:
            return [self.close(now, EventKind.HELD, kept)]
        if not self.no_timeout and now >= offer.since + PATIENCE:
            idle = self.presence.idle_seconds
            gone = idle is not None and idle >= AWAY_SECONDS
            return [self.close(now, EventKind.UNANSWERED, Reason.AWAY if gone else None)]
        self.offer = replace(offer, free_until=free)
        return []

    def _note_hold(self, now: datetime, reason: Reason) -> list[Event]:
        """One row for each reason that an occurrence is held for."""
        occurrence = self.day_state.occurrence or self.recorder.new_id()
        if any(
            e.kind is EventKind.HELD and e.occurrence == occurrence and e.reason is reason
            for e in self.events
        ):
            return []
        return [self.note(self.recorder.event(EventKind.HELD, now, occurrence=occurrence, reason=reason))]

    def _open(self, now: datetime, decision: Offer) -> Event:
        """Put the card up, with the session that fits the gap as it is now."""
        slot, stand = decision.slot, self.day_state
        seconds = (decision.until - now).total_seconds()
        found = self.choosing().fitting(slot.kind, seconds, to_meeting(self.day, now))
        if found is None:
            raise RuntimeError("an offer was decided for which there is no session")
        session, why = found.session, found.why
        if stand.interrupted is not None:
            again, kind = rest_of(self, stand.interrupted), slot_kind(stand.interrupted)
            later = stand.interrupted.reason is Reason.FINISH_LATER
            if again is not None and again.seconds <= seconds and (later or kind is slot.kind):
                # The rest of a long one may fit where a short one was planned.
                session, why, slot = again, "again", replace(slot, kind=kind or slot.kind)
        occurrence = stand.occurrence or self.recorder.new_id()
        self.offer = OpenOffer(
            occurrence,
            replace(slot, session=session.id, why=why, areas=found.areas),
            session,
            now,
            decision.until,
        )
        detail: dict[str, Json] = {**kinds(session, slot.kind), "slot": slot.start.isoformat()}
        return self.note(
            self.recorder.event(
                EventKind.OFFERED, now, occurrence=occurrence, session=session.id, detail=detail
            )
        )
