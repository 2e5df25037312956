"""Start a session: as the answer to an offer, in its place, or on request."""

from dataclasses import replace
from datetime import datetime

from intermezzo.core.faults import Fault, message
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Kind, Session
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.engine import Engine


def start(
    engine: Engine, session: Session, occurrence: str, answers: Kind, now: datetime,
    reason: Reason = Reason.OFFERED, *, silent: bool = False,
) -> CommandResult:  # fmt: skip
    """Begin a session that takes a slot of the kind ``answers``. Raise Fault if sessions are blocked."""
    require_screening(engine)
    event = engine.active.begin(now, session, occurrence, answers, reason, silent=silent)
    told = message("session.begun", title=session.title)
    if names := engine.state.resting_names(session):
        told = message("session.begun_rested", title=session.title, names=names)
    return CommandResult(told, (event,), session)


def start_asked(engine: Engine, session: Session, now: datetime, *, silent: bool = False) -> CommandResult:
    """Begin a session that the user asked for; as its own kind it answers the open offer, or what is owed."""
    offer = engine.offer
    occurrence = engine.day_state.occurrence if offer is None else offer.occurrence
    occurrence = occurrence or engine.state.recorder.new_id()
    return start(engine, session, occurrence, session.kind, now, Reason.ASKED, silent=silent)


def start_beside(
    engine: Engine, session: Session, occurrence: str, answers: Kind, now: datetime
) -> CommandResult:
    """Begin something other than what the card offers; the offer is held, not answered."""
    require_screening(engine)
    held = [] if engine.offer is None else [engine.active.close(now, EventKind.HELD, Reason.IN_SESSION)]
    result = start(engine, session, occurrence, answers, now, Reason.ASKED)
    return replace(result, record=(*held, *result.record))


def require_screening(engine: Engine) -> None:
    """Raise Fault while the health question, or its answer, blocks sessions."""
    if not engine.screening_passed:
        raise Fault("session.blocked")


def require_idle(engine: Engine) -> None:
    """Raise Fault if sessions are blocked or one is running."""
    require_screening(engine)
    if engine.running is not None:
        raise Fault("session.running")
