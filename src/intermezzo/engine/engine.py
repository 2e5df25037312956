"""One turn without Qt: gather facts, let core decide, return the rows to write."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Day, Plan, Slot
from intermezzo.core.practice.progression.questions import AskedQuestion
from intermezzo.core.practice.screening import NOT_ASKED, Screening
from intermezzo.core.scheduling.call import SILENT_FOR
from intermezzo.core.scheduling.day_state import DayState, day_state
from intermezzo.core.scheduling.decision import (
    AWAY_SECONDS,
    YIELDS,
    Decision,
    Facts,
    Hold,
    Offer,
    Wait,
    decide,
    free_until,
    removed_by,
)
from intermezzo.core.scheduling.due_time import PATIENCE
from intermezzo.core.scheduling.heartbeat import Jump
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.scheduling.sampling import call_due
from intermezzo.engine import evening
from intermezzo.engine.active_session import ActiveSession, OpenOffer, Running
from intermezzo.engine.clock_change import spans_kept
from intermezzo.engine.day_log import day_row, dropped, goes_on, last_frame
from intermezzo.engine.days_ahead import DaysAhead
from intermezzo.engine.kept import KeptPlan
from intermezzo.engine.old_rows import without_old
from intermezzo.engine.practice_keeping import PracticeKeeper, repertoire_changes
from intermezzo.engine.screening import after_absence
from intermezzo.engine.state import HISTORY_DAYS, DaySummary, EngineState
from intermezzo.engine.tracking import AbsenceTracker, CallWatch, FirstOffer, LongHold

SUSPECT = timedelta(minutes=10)
"""How long a clock that jumped implausibly is not trusted, unless it jumps back before."""
_SECOND = timedelta(seconds=1)
_CARRIED = frozenset(
    {Reason.IN_MEETING, Reason.TOO_CLOSE, Reason.BEFORE_WORK, Reason.AFTER_WORK, Reason.BAD_TIME}
)
"""What is due and held for one of these is planned again: its gap is gone, the next gap takes it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The decision of one turn, and the rows to write."""

    now: datetime
    decision: Decision
    record: tuple[Event, ...] = ()


class Engine:
    """Decides from turn to turn. Times are aware and in UTC; it reads no clock."""

    def __init__(self, state: EngineState, *, screening: Screening | None = NOT_ASKED) -> None:
        self.state = state
        self.active = ActiveSession(state)
        self.screening = screening
        """The answer to the health question, None before the first."""
        self.presence = Presence()
        self.no_timeout = False
        """Whether an offer waits without limit, as it does with a screen reader."""
        self.at_once = False
        """Whether every offer comes as if the user had asked for it, as in a demonstration."""
        self.setting_up = False
        """Whether the first start is open: the user is not at work yet, as after coming back."""
        self.decision: Decision | None = None
        self.asked: list[AskedQuestion] = []
        """The questions about the practice that were shown since the start."""
        self.kept_plan: KeptPlan | None = None
        """The plan that the last run of the app left."""
        self.keeper = PracticeKeeper(state)
        self.calls = CallWatch(state)
        self.long_hold = LongHold()
        self._absence = AbsenceTracker(state)
        self.ahead = DaysAhead(state)
        self.first_offer = FirstOffer(state)
        self._started_at: datetime | None = None
        self._tended: tuple[object, ...] = ()
        self._last_day: DaySummary | None = None
        self._back_at: datetime | None = None
        self._quiet_since: datetime | None = None
        self._typing_since: datetime | None = None
        self._suspect_until: datetime | None = None

    @property
    def screening_passed(self) -> bool:
        """Whether the answer to the health question lets sessions begin today."""
        return self.screening is not None and self.screening.allows(self.state.local_day)

    @property
    def offer(self) -> OpenOffer | None:
        """The open offer."""
        return self.active.offer

    @property
    def running(self) -> Running | None:
        """The running session."""
        return self.active.running

    @property
    def day(self) -> Day:
        """Today's working time and meetings."""
        return self.state.day

    @property
    def day_state(self) -> DayState:
        """What the events of today add up to."""
        return self.state.day_state

    @property
    def plan(self) -> Plan:
        """The rest of today's plan."""
        return self.state.plan

    def turn(self, now: datetime, presence: Presence, jump: Jump | None = None) -> Turn:
        """Decide from the facts at ``now``; the rows are part of the engine's own history already.

        A second turn at the same moment finds the same and returns no rows.
        """
        state, self.presence = self.state, presence
        self._started_at = self._started_at or now
        asleep = jump.away if jump is not None else timedelta()
        rows = self._jumped(now, jump) if jump is not None else []
        state.look(now)
        self.first_offer.look(now, may_come=self.screening_passed and not self.setting_up)
        rows += self._day_ends(now)
        if self.running is None:
            rows += self._absence.follow(now, presence, asleep)
            rows += self.calls.follow(now, presence)
        if rows:
            state.look(now)
        rows += self._offer_ends(now)
        if rows:
            state.look(now)
        decision = decide(self._facts(now))
        if decision.slot is not None and self.plan.is_due(now):
            if isinstance(decision, Hold):
                rows += self._note_hold(now, decision.slot, decision.reason)
            if decision.reason in _CARRIED:
                state.plan_cache.forget()
                state.look(now)
                decision = decide(self._facts(now))
        if (opened := self._opened(now, decision)) is not None:
            rows.append(opened)
            decision = decide(self._facts(now))
        self.decision = decision = self._until_call_ends(now, decision)
        self._note_waits(now, decision)
        if self.running is None and not self._is_suspect(now):
            rows += day_row(state, state.today(now), state.day_state, now)
        if rows:
            state.look(now)
        return Turn(now, decision, tuple(rows))

    def offer_anyway(self, now: datetime) -> Event | None:
        """Offer what is due although it is held for one of ``YIELDS``; None if that is not so."""
        held = decide(self._facts(now))
        if not isinstance(held, Hold) or held.reason not in YIELDS:
            return None
        decision = decide(replace(self._facts(now), at_once=True))
        if not isinstance(decision, Offer):
            return None
        return self.active.open(now, decision.slot, decision.until, Reason.ANYWAY)

    def here_since(self, now: datetime) -> datetime:
        """Return since when it is known that the user sits: the start, a return, or when work began."""
        known = [self._started_at, self._back_at, self._absence.back_at]
        known += [one.start for one in self.day.work]
        return max((one for one in known if one is not None and one <= now), default=now)

    def may_offer(self, now: datetime, presence: Presence) -> bool:
        """Return whether a turn may open an offer; record nothing."""
        self.presence = presence
        self.state.look(now)
        decision = decide(self._facts(now))
        return self.plan.is_due(now) and (isinstance(decision, Offer) or decision.reason in _CARRIED)

    def call_due(self, now: datetime, sampled_at: datetime | None) -> bool:
        """Return whether to sample presence for the call of a meeting; it was sampled at ``sampled_at``."""
        meeting = self.state.meeting(now)
        return call_due(now, sampled_at, meeting, self.calls.call, self.plan, self.day_state)

    def arrived(self, now: datetime) -> None:
        """Note that the user has just come to the computer: no offer for a while."""
        self._back_at = now

    def finish(
        self,
        now: datetime,
        outcome: EventKind,
        seconds: float,
        reason: Reason | None = None,
        to_come: int = 0,
    ) -> Event | None:
        """Record that the running session ended after ``seconds`` of movement; None if none is running.

        ``outcome`` is completed, partial or interrupted. The row belongs to the day on which the session
        began. ``to_come`` is how many of its last steps come later.
        """
        row = self.active.finish(now, outcome, seconds, reason, to_come)
        if row is not None:
            # Steps that were refused may have left too little to choose from.
            self._tended = ()
            self._absence.moved(now)
        return row

    def recall(self, events: Sequence[Event]) -> None:
        """Replace the history, and with it repertoire and plan."""
        self.state.events, self._tended = list(events), ()
        self.state.plan_cache.forget()

    def tend(self, now: datetime) -> list[Event]:
        """Update the repertoire, and record what follows from how it went; return the rows.

        After a long absence the health question is open again.
        """
        rows = self._tend_repertoire(now)
        if self.running is not None:
            return rows
        self.state.look(now)
        self.screening = after_absence(self.screening, self.state.practice.events, self.state.local_day)
        return rows + self.keeper.keep(now, cleared=self.screening_passed)

    # -- inside --------------------------------------------------------------------------------------

    def _tend_repertoire(self, now: datetime) -> list[Event]:
        """Drop old history and update the repertoire, once a day and when settings or sessions change."""
        state = self.state
        key = (state.recorder.day(now), state.settings, state.sessions)
        if key == self._tended:
            return []
        self._tended = key
        state.events = without_old(state.events, HISTORY_DAYS)  # as a start would read them
        changes = repertoire_changes(state, key[0])
        if changes:
            state.plan_cache.forget()
        return [state.record(EventKind.REPERTOIRE, now, detail=one.detail()) for one in changes]

    def _opened(self, now: datetime, decision: Decision) -> Event | None:
        """Open the offer of the slot decided on, or the card before bed; return its row."""
        if isinstance(decision, Offer):
            return self.active.open(now, decision.slot, decision.until)
        may_come = self.screening_passed and not self.setting_up and not self._is_suspect(now)
        return evening.offer(self.state, self.active, now, self.presence, self._back_at) if may_come else None

    def _facts(self, now: datetime) -> Facts:
        state, stand, rhythm = self.state, self.day_state, self.state.rhythm()
        offered_until = None
        if self.offer is not None:
            last = (now if self.no_timeout else self.offer.since) + PATIENCE
            # At the last moment each still fits; a second later it does not.
            after = self.offer.free_until + _SECOND
            offered_until = min(last, after - state.shortest())
            refitted = after - timedelta(seconds=self.offer.session.seconds)
            offered_until = min(offered_until, refitted) if refitted > now else offered_until
        return Facts(
            now=now,
            day=self.day,
            plan=self.plan,
            lengths=state.lengths(),
            day_end=state.day_end(now),
            presence=self.presence,
            settle=rhythm.settle,
            leave=rhythm.leave,
            back_at=now if self.setting_up else self._back_at,
            paused_until=stand.paused_until,
            paused_reason=stand.paused_reason,
            snoozed_until=stand.snoozed_until,
            no_more=stand.no_more,
            quiet_since=self._quiet_since,
            typing_since=self._typing_since,
            call_running=self.calls.running(now),
            at_once=self.at_once,
            offered_until=offered_until,
            in_session=self.running is not None,
            screening_passed=self.screening_passed,
            clock_suspect=self._is_suspect(now),
        )

    def _until_call_ends(self, now: datetime, decision: Decision) -> Decision:
        """Return the decision; one that waits in a meeting may change as soon as its call can be over."""
        call = self.calls.call
        if not isinstance(decision, Wait) or call is None or now >= call.meeting.end:
            return decision
        return replace(decision, until=min(decision.until, (call.silent_since or now) + SILENT_FOR))

    def _note_waits(self, now: datetime, decision: Decision) -> None:
        """Note since when the offer waits for a pause, and what holds it for long."""
        quiet, typing = (decision.reason is one for one in (Reason.QUIET_TIME, Reason.TYPING))
        self._quiet_since = (self._quiet_since or now) if quiet else None
        self._typing_since = (self._typing_since or now) if typing else None
        self.long_hold.follow(now, decision, self.presence)

    def _is_suspect(self, now: datetime) -> bool:
        return self._suspect_until is not None and now < self._suspect_until

    def _jumped(self, now: datetime, jump: Jump) -> list[Event]:
        """After sleep, a clock change or a change of zone: plan anew, and make no offer at once."""
        self.arrived(now)
        self._suspect_until = now + SUSPECT if jump.suspect else None
        self.state.plan_cache.forget()
        self._absence.clock_set(jump.shift)
        self.calls.jumped(jump.shift)
        self.long_hold.clock_set(jump.shift)
        rows = spans_kept(self.state, now, jump.shift)
        if jump.away and self.running is None:
            self._absence.slept(now, jump.away)
        if self.offer is not None:
            rows.append(self.active.close(now, EventKind.UNANSWERED, Reason.AWAY))
        return rows

    def _day_ends(self, now: datetime) -> list[Event]:
        """Return the closing rows once the working time of today, or of the last turn's day, is over.

        An absence under way is counted to the end, what is still owed is dropped, and the day's row written.
        A change of hours or zone may end the day itself before its working time, or long after it; the
        closing rows come after its others. It may also let a closed day go on. No day ends in a session.
        """
        if self.running is not None or self._is_suspect(now):
            return []
        state = self.state
        today, before = state.today(now), self._last_day
        self._last_day = today
        rows: list[Event] = []
        for one in (before, today):
            if one is None or one.end is None or (one is before and one.date >= today.date):
                continue
            if one is today and now < one.end:
                rows += goes_on(state, one.date, now)
                continue
            last = last_frame(state.events, one.date)
            if last is None or last.get("longest") is not None:
                continue  # a day without turns, or closed already
            if evening.takes_slot(state, self.offer, one.date):
                rows.append(self._gap_closes(now))
            end = min(max(one.end, *(row.at for row in state.events if row.day == one.date)), now)
            rows += self._absence.split(one, end)
            rows += dropped(state, one, end)
            rows += day_row(state, one, day_state(state.events, one.date, end), end)
        return rows

    def _offer_ends(self, now: datetime) -> list[Event]:
        """Close the offer if no session fits any more, if something holds it, or if it is unanswered."""
        offer = self.offer
        if offer is None:
            return []
        leave = self.state.rhythm().leave
        free = offer.free_until if evening.is_ritual(offer) else free_until(self.day, now, leave)
        if free is None or now + self.state.shortest() > free:
            return [self._gap_closes(now)]
        if not self.screening_passed:
            return [self.active.close(now, EventKind.HELD, Reason.SCREENING)]
        removed = removed_by(
            self.presence, call_running=self.calls.running(now), at_once=offer.at_once or self.at_once
        ) or evening.held_by(self.state, offer, now)
        if removed is not None:
            return [self.active.close(now, EventKind.HELD, removed)]
        if not self.no_timeout and now >= offer.since + PATIENCE:
            idle = self.presence.idle_seconds
            gone = idle is not None and idle >= AWAY_SECONDS
            return [self.active.close(now, EventKind.UNANSWERED, Reason.AWAY if gone else None)]
        self.active.follow_gap(now, free)
        if self.offer is not None and self.state.rests(self.offer.session):
            return [self._gap_closes(now)]
        return []

    def _gap_closes(self, now: datetime) -> Event:
        """Close the offer; the next gap takes it."""
        self.state.plan_cache.forget()
        return self.active.close(now, EventKind.DROPPED, Reason.GAP_CLOSED)

    def _note_hold(self, now: datetime, slot: Slot, reason: Reason) -> list[Event]:
        """Return the row of a hold, unless the occurrence has one for this reason."""
        state = self.state
        occurrence = state.occurrence_of(slot)
        held = [e.reason for e in state.events if e.kind is EventKind.HELD and e.occurrence == occurrence]
        if reason in held:
            return []
        return [state.record(EventKind.HELD, now, occurrence=occurrence, reason=reason)]
