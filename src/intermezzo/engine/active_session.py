"""An occurrence while it is open: the card on the screen, then the session that the player guides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from intermezzo.core.history.events import Event, EventKind, Json, Reason
from intermezzo.core.practice.model import Kind, Movement, Session, Slot, Step
from intermezzo.core.practice.prescription import SetOf
from intermezzo.core.settings import Settings
from intermezzo.engine.interrupted import left, recovered
from intermezzo.engine.recorder import Recorder, kinds
from intermezzo.engine.state import EngineState

TERMINAL = "terminal"
"""Where a session was begun that the app does not guide."""


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """The card that stands on the screen."""

    occurrence: str
    slot: Slot
    session: Session
    since: datetime
    free_until: datetime


@dataclass(frozen=True, slots=True)
class Running:
    """The session that the player guides. ``answers`` is the kind of slot that it takes, if any."""

    occurrence: str
    session: Session
    since: datetime
    answers: Kind
    exchanged: tuple[int, Step, Event] | None = None
    """The last step that gave its place to another: its number, itself, and the row that refused it."""


class ActiveSession(EngineState):
    """What is known, and what stands before the user: at most one offer, at most one session."""

    def __init__(
        self, settings: Settings, sessions: Sequence[Session], zone: tzinfo, recorder: Recorder,
        events: Sequence[Event], movements: Sequence[Movement] = (),
    ) -> None:  # fmt: skip
        """As of Known; nothing stands before the user yet."""
        super().__init__(settings, sessions, zone, recorder, events, movements)
        self.offer: OpenOffer | None = None
        self.running: Running | None = None

    def close(
        self,
        now: datetime,
        kind: EventKind,
        reason: Reason | None = None,
        *,
        seconds: float | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> Event:
        """The open offer ends so; there must be one."""
        offer = self.offer
        if offer is None:
            raise ValueError("no offer is open")
        self.offer = None
        return self.note(
            self.recorder.event(
                kind, now, occurrence=offer.occurrence, session=offer.session.id, seconds=seconds,
                reason=reason, detail={**kinds(offer.session, offer.slot.kind), **(detail or {})},
            )
        )  # fmt: skip

    def begin(self, now: datetime, session: Session, occurrence: str, answers: Kind, reason: Reason) -> Event:
        """A session begins: the offer leaves, the player takes over."""
        self.offer = None
        self.running = Running(occurrence, session, now, answers)
        return self.note(
            self.recorder.event(
                EventKind.BEGUN, now, occurrence=occurrence, session=session.id, reason=reason,
                detail={**kinds(session, answers), **left(self, session)},
            )
        )  # fmt: skip

    def exchange(self, index: int, step: Step, refusal: Event | None) -> None:
        """Put another step in the place of one of the running session; ``refusal`` is why, None to undo."""
        running = self.running
        if running is None:
            raise ValueError("no session is running")
        steps = running.session.steps
        session = replace(running.session, steps=(*steps[:index], step, *steps[index + 1 :]))
        exchanged = (index, steps[index], refusal) if refusal is not None else None
        self.running = replace(running, session=session, exchanged=exchanged)

    def step(self, now: datetime, index: int, seconds: float, *, eased: bool) -> Event | None:
        """A step of the running session was done; None when none is running."""
        running = self.running
        if running is None:
            return None
        step = running.session.steps[index]
        regions: list[Json] = list(step.movement.regions)
        return self.note(
            self.recorder.event(
                EventKind.STEP, now, occurrence=running.occurrence, session=running.session.id,
                seconds=seconds, day=self.recorder.day(running.since),
                detail={
                    "movement": step.movement.id, "regions": regions, "reps": step.reps, "side": step.sides,
                    "seconds": seconds, "eased": eased,
                    **(step.detail() if isinstance(step, SetOf) else {}),
                },
            )
        )  # fmt: skip

    def finish(
        self,
        now: datetime,
        outcome: EventKind,
        seconds: float,
        reason: Reason | None = None,
        to_come: int = 0,
    ) -> Event | None:
        """The running session ended as completed, partial or interrupted after ``seconds`` of movement.

        It belongs to the day on which it began. ``to_come``: how many of its last steps come later.
        """
        running = self.running
        if running is None:
            return None
        self.running = None
        more: dict[str, Json] = {"left": to_come} if to_come else {}
        return self.note(
            self.recorder.event(
                outcome, now, occurrence=running.occurrence, session=running.session.id, seconds=seconds,
                reason=reason, detail={**kinds(running.session, running.answers), **more},
                day=self.recorder.day(running.since),
            )
        )  # fmt: skip

    def recover(self, now: datetime) -> Event | None:
        """At start: a session that was begun and never ended was interrupted; it stays owed."""
        self.look(now)
        begun = self.day_state.begun
        if begun is None or self._in_terminal(begun, now):
            return None
        seconds, detail = recovered(self, begun)
        return self.note(
            self.recorder.event(
                EventKind.INTERRUPTED, now, occurrence=begun.occurrence, session=begun.session,
                seconds=seconds, reason=Reason.CLOSED_UNEXPECTEDLY, day=begun.day,
                detail=detail,
            )
        )  # fmt: skip

    def _in_terminal(self, begun: Event, now: datetime) -> bool:
        """Whether a terminal may guide it still; there is no pause in one."""
        session = self.session(begun.session or "")
        return (
            begun.detail.get("where") == TERMINAL
            and session is not None
            and begun.at <= now <= begun.at + timedelta(seconds=session.seconds)
        )
