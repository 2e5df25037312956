"""What is in front of the user: the offer on the screen, then the session that the player guides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intermezzo.core.history.events import Event, EventKind, Json, Reason
from intermezzo.core.practice.first_session import is_new
from intermezzo.core.practice.model import Kind, Session, Slot, Step
from intermezzo.core.practice.playback import rest
from intermezzo.core.practice.prescription import WHY, ExerciseSet, parse_session_id
from intermezzo.core.practice.progression.grades import has_band
from intermezzo.core.practice.selection import Choice, suits
from intermezzo.core.scheduling.day_state import effective, slot_kind
from intermezzo.core.scheduling.decision import free_until
from intermezzo.engine.recorder import kinds
from intermezzo.engine.session_choice import filled_slot
from intermezzo.engine.state import EngineState

_EPSILON = 1e-6
"""Tolerance for the rounding errors of seconds that were added up."""
TERMINAL = "terminal"
"""In the detail of a row: the session was begun in a terminal, not in the app."""


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """The card on the screen."""

    occurrence: str
    slot: Slot
    session: Session
    since: datetime
    free_until: datetime
    at_once: bool = False
    """Whether the user has asked for it although something held it."""
    shorter: bool = False
    """Whether it is shorter than what was offered first, because the gap is."""


@dataclass(frozen=True, slots=True)
class Running:
    """The session that the player guides. ``answers`` is the kind of slot that it takes, if any."""

    occurrence: str
    session: Session
    since: datetime
    answers: Kind
    replaced: tuple[int, Step, Event] | None = None
    """The last step that was replaced: its index, the step, and the row that refused it."""
    silent: bool = False
    """Whether voice and tones stay off whatever the settings say."""
    offered: bool = False
    """Whether it answers an offer, which said what was stopped before."""
    unhurried: bool = False
    """Whether its first step waits until the user, who is new, is ready."""


class ActiveSession:
    """At most one open offer and at most one running session."""

    def __init__(self, state: EngineState) -> None:
        self._state = state
        self.offer: OpenOffer | None = None
        self.running: Running | None = None
        self.may_be_new = False
        """Whether the user may be new: a person is, unlike demonstrations and tests."""
        self._given_back: Event | None = None

    # -- the offer -----------------------------------------------------------------------------------

    def open(self, now: datetime, slot: Slot, until: datetime, reason: Reason | None = None) -> Event:
        """Open the offer of a slot, with the session that fits the gap, which is free ``until`` then.

        The rest of an interrupted session comes first if it fits. ``reason`` is ANYWAY if the user has asked
        for the offer although something held it.
        """
        state = self._state
        stand = state.day_state
        seconds = (until - now).total_seconds()
        occurrence = state.occurrence_of(slot)
        choices = state.choices()
        last = not any(one.start > slot.start for one in state.plan.slots)
        found = choices.for_slot(replace(slot, start=now), state.day, seconds, last=last)
        if found is None:
            raise RuntimeError("an offer was decided for which there is no session")
        found = self._as_before(found, occurrence, seconds)
        session, why = found.session, found.why
        if stand.interrupted is not None:
            again, kind = rest_of(state, stand.interrupted), slot_kind(stand.interrupted)
            later = stand.interrupted.reason is Reason.FINISH_LATER
            if again is not None and again.seconds <= seconds and (later or kind is slot.kind):
                # The rest of a long session may fit where a short one was planned.
                session, why, slot = again, "again", replace(slot, kind=kind or slot.kind)
        shown = replace(slot, session=session.id, why=why, areas=found.areas)
        self.offer = OpenOffer(occurrence, shown, session, now, until, at_once=reason is Reason.ANYWAY)
        detail: dict[str, Json] = {**kinds(session, slot.kind), "slot": slot.start.isoformat()}
        return state.record(
            EventKind.OFFERED, now, occurrence=occurrence, session=session.id, reason=reason, detail=detail
        )

    def give_back(self, answer: Event) -> Kind | None:
        """Let the offer that an answer closed come again, as it is taken back; return the kind of its slot.

        Return None if it answered no open offer of the day's plan.
        """
        rows = [one for one in effective(self._state.events) if one.occurrence == answer.occurrence]
        before = rows[rows.index(answer) - 1 :][:1] if answer in rows[1:] else []
        kind = slot_kind(answer)
        if kind is Kind.RITUAL or not any(one.kind is EventKind.OFFERED for one in before):
            return None
        self._given_back = answer
        return kind

    def _as_before(self, found: Choice, occurrence: str, seconds: float) -> Choice:
        """Return the session of an offer that is given back if it still fits, else the one found."""
        answer, self._given_back = self._given_back, None
        if answer is None or answer.occurrence != occurrence or found.why == WHY:
            return found
        session = self._state.session(answer.session or "")
        if session is None or session.id == found.session.id or session.seconds > seconds:
            return found
        return Choice(session, "before") if suits(session, self._state.choices().wish) else found

    def follow_gap(self, now: datetime, until: datetime) -> None:
        """Let the open offer follow its gap, which is free ``until`` then: it offers what still fits."""
        offer = self.offer
        if offer is None:
            return
        found = fitted(self._state, offer.session, now)
        if found is not None:
            slot, session = filled_slot(offer.slot, found), found.session
            shorter = offer.shorter or offer.session.seconds > session.seconds
            offer = replace(offer, slot=slot, session=session, shorter=shorter)
        self.offer = replace(offer, free_until=until)

    def close(
        self,
        now: datetime,
        kind: EventKind,
        reason: Reason | None = None,
        *,
        seconds: float | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> Event:
        """Close the open offer and record how. Raise ValueError if none is open."""
        offer, self.offer = self.offer, None
        if offer is None:
            raise ValueError("no offer is open")
        return self._state.record(
            kind, now, occurrence=offer.occurrence, session=offer.session.id, seconds=seconds,
            reason=reason, detail={**kinds(offer.session, offer.slot.kind), **(detail or {})},
        )  # fmt: skip

    # -- the session ---------------------------------------------------------------------------------

    def begin(
        self, now: datetime, session: Session, occurrence: str, answers: Kind, reason: Reason, *,
        silent: bool = False,
    ) -> Event:  # fmt: skip
        """Begin a session; an open offer is gone."""
        self.offer = None
        self.running = Running(
            occurrence, session, now, answers, silent=silent, offered=reason is Reason.OFFERED,
            unhurried=self.may_be_new and is_new(effective(self._state.events)),
        )  # fmt: skip
        return self._state.record(
            EventKind.BEGUN, now, occurrence=occurrence, session=session.id, reason=reason,
            detail={**kinds(session, answers), **_steps_left(self._state, session)},
        )  # fmt: skip

    def replace_step(self, index: int, step: Step, refusal: Event | None) -> None:
        """Replace a step of the running session. ``refusal`` is the row that says why, None to undo."""
        running = self.running
        if running is None:
            raise ValueError("no session is running")
        steps = running.session.steps
        session = replace(running.session, steps=(*steps[:index], step, *steps[index + 1 :]))
        replaced = (index, steps[index], refusal) if refusal is not None else None
        self.running = replace(running, session=session, replaced=replaced)

    def step(self, now: datetime, index: int, seconds: float, *, eased: bool) -> Event | None:
        """Record that a step of the running session was done; None if none is running."""
        running = self.running
        if running is None:
            return None
        step = running.session.steps[index]
        regions: list[Json] = list(step.movement.regions)
        one = step.movement.rep_seconds * step.sides
        whole = {"reps": step.reps, **step.detail()} if isinstance(step, ExerciseSet) else {}
        grade: dict[str, Json] = {"range": step.range, "hold": step.movement.tempo[1]}
        grade |= {"load_kg": step.load_kg} if step.load_kg is not None else {}
        grade |= {"band": step.band} if has_band(step.movement) else {}
        return self._state.record(
            EventKind.STEP, now, occurrence=running.occurrence, session=running.session.id,
            seconds=seconds,
            detail={
                "movement": step.movement.id, "regions": regions,
                "reps": min(step.reps, int(seconds / one + _EPSILON)), "side": step.sides,
                "seconds": seconds, "eased": eased, **(whole or grade),
            },
        )  # fmt: skip

    def finish(
        self, now: datetime, outcome: EventKind, seconds: float, reason: Reason | None, to_come: int
    ) -> Event | None:
        """Record that the running session ended; None if none is running. See ``Engine.finish``."""
        running = self.running
        if running is None:
            return None
        self.running = None
        more: dict[str, Json] = {"left": to_come} if to_come else {}
        return self._state.record(
            outcome, now, occurrence=running.occurrence, session=running.session.id, seconds=seconds,
            reason=reason, detail={**kinds(running.session, running.answers), **more},
        )  # fmt: skip

    def recover(self, now: datetime) -> Event | None:
        """Record at a start that a session which was begun and never ended was interrupted."""
        self._state.look(now)
        begun = self._state.day_state.begun
        if begun is None or self._may_run_in_terminal(begun, now):
            return None
        seconds, detail = _done_before(self._state, begun)
        return self._state.record(
            EventKind.INTERRUPTED, now, occurrence=begun.occurrence, session=begun.session,
            seconds=seconds, reason=Reason.CLOSED_UNEXPECTEDLY, day=begun.day, detail=detail,
        )  # fmt: skip

    def _may_run_in_terminal(self, begun: Event, now: datetime) -> bool:
        """Return whether a terminal may still guide it; a terminal has no pause."""
        session = self._state.session(begun.session or "")
        return (
            begun.detail.get("where") == TERMINAL
            and session is not None
            and begun.at <= now <= begun.at + timedelta(seconds=session.seconds)
        )


def fitted(state: EngineState, session: Session, now: datetime) -> Choice | None:
    """Return another session if the gap is too short for this one by now, or if a movement of it rests.

    Return None if it fits, or if no other does.
    """
    until = free_until(state.day, now, state.rhythm().leave)
    short = until is not None and now + timedelta(seconds=session.seconds) > until
    if until is None or not (short or state.rests(session)):
        return None
    choices, seconds = state.choices(), (until - now).total_seconds()
    ritual = session.kind is Kind.RITUAL  # as before the car: it takes the place of an interlude
    found = None if ritual else choices.fitting(session.kind, seconds)
    return found or choices.fitting(Kind.INTERLUDE, seconds)


# -- interrupted sessions ------------------------------------------------------------------------------


def rest_of(state: EngineState, event: Event) -> Session | None:
    """Return what a row leaves of its session: all unless it says how much; None if nothing is left.

    What a prescription asks for is left whole, but for movements that rest. On a gentle day nothing above its
    level is left.
    """
    session, steps = state.session(event.session or ""), event.detail.get("left")
    if session is None:
        return None
    left = steps if isinstance(steps, int) else len(session.steps)
    if any(parse_session_id(session.id)):
        return rest(session, left, state.avoided.resting)
    found = rest(session, left, state.avoided.all)
    gentle = state.day_state.gentle_until is not None
    return found if found is not None and (found.level <= state.max_level() or not gentle) else None


def _steps_left(state: EngineState, session: Session) -> dict[str, Json]:
    """Return the detail about the rest of a session that was begun before; empty for a whole session."""
    whole = state.session(session.id)
    steps = len(session.steps)
    return {"left": steps} if whole is not None and steps < len(whole.steps) else {}


def _done_before(state: EngineState, begun: Event) -> tuple[float, dict[str, Json]]:
    """Return the active seconds and the detail of the row that ends what was begun and never ended."""
    events = effective(state.events)
    done = [
        one for one in events[events.index(begun) :]
        if one.kind is EventKind.STEP and one.occurrence == begun.occurrence
    ]  # fmt: skip
    moved = {one.detail.get("movement") for one in done}
    whole = rest_of(state, begun)
    steps = whole.steps if whole is not None else ()
    reached = max((n for n, step in enumerate(steps, 1) if step.movement.id in moved), default=0)
    detail = {key: value for key, value in begun.detail.items() if key != "v"}
    if reached:
        detail["left"] = len(steps) - reached
    return sum(one.seconds or 0.0 for one in done), detail
