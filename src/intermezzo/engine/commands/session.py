"""What is said during a session and just after it: *not for me*, and how it felt."""

from datetime import datetime

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.feedback import FELT, just_ended, said_of
from intermezzo.core.practice.model import CHANGE_OVER_SECONDS
from intermezzo.core.practice.prescription import SetOf
from intermezzo.core.practice.repertoire import By, Change
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.decision import free_until
from intermezzo.engine.active_session import Running
from intermezzo.engine.commands.result import CommandResult, StepReplaced
from intermezzo.engine.engine import Engine
from intermezzo.presenters import _


def felt(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Keep how the session that just ended felt; said again, the last word holds. *undo* takes it back."""
    word = rest[0] if rest else ""
    if word not in {*FELT, "undo"}:
        raise Malformed(_("felt takes one of: {words}").format(words=", ".join((*FELT, "undo"))))
    known = effective(engine.events)
    ended = just_ended(known, now)
    if ended is None:
        raise Fault(_("No session has just ended."))
    before = said_of(known, ended)
    rows = []
    if before is not None:
        rows.append(
            engine.recorder.event(
                EventKind.RETRACTED, now, occurrence=ended.occurrence, reason=Reason.UNDO, day=ended.day,
                detail={"id": before.id},
            )
        )  # fmt: skip
    if word != "undo":
        rows.append(
            engine.recorder.event(
                EventKind.FEEDBACK, now, occurrence=ended.occurrence, session=ended.session, day=ended.day,
                detail={"felt": FELT[word]},
            )
        )  # fmt: skip
    for row in rows:
        engine.note(row)
    return CommandResult(_("Taken back.") if word == "undo" else _("Noted."), tuple(rows))


def not_for_me(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Take a movement of the running session out of the repertoire, and put another in its place.

    The words are the number of the step, from 0, and the seconds that the session lasts after it; or *undo*.
    """
    running = engine.running
    if running is None:
        raise Fault(_("No session is running."))
    if rest == ("undo",):
        return _undo(engine, running, now)
    index, after = _place(running, rest)
    old = running.session.steps[index]
    if isinstance(old, SetOf):
        raise Fault(_("It is in your physiotherapist’s plan; pass over it with Next, and tell them."))
    until = free_until(engine.day, now, engine.rhythm().leave)
    room = old.seconds
    if until is not None:
        room = min(room, (until - now).total_seconds() - CHANGE_OVER_SECONDS - after)
    new = engine.choosing().instead(running.session, index, room)
    out = Change(old.movement.id, enters=False, by=By.USER)
    row = engine.note(engine.recorder.event(EventKind.REPERTOIRE, now, detail=out.detail()))
    engine.exchange(index, new or old, row)
    engine.planning.renew()
    line = _("{old} will not come again.").format(old=old.movement.name)
    if new is not None:
        line = _("{old} will not come again; {new} takes its place.").format(
            old=old.movement.name, new=new.movement.name
        )
    return CommandResult(line, (row,), exchanged=StepReplaced(index, new, line))


def _undo(engine: Engine, running: Running, now: datetime) -> CommandResult:
    if running.exchanged is None:
        raise Fault(_("There is nothing to take back in this session."))
    index, step, refusal = running.exchanged
    row = engine.note(
        engine.recorder.event(EventKind.RETRACTED, now, reason=Reason.UNDO, detail={"id": refusal.id})
    )
    engine.exchange(index, step, None)
    engine.planning.renew()
    line = _("{name} stays.").format(name=step.movement.name)
    return CommandResult(line, (row,), exchanged=StepReplaced(index, step, line, undone=True))


def _place(running: Running, rest: tuple[str, ...]) -> tuple[int, float]:
    try:
        index, after = int(rest[0]), float(rest[1])
    except (IndexError, ValueError):
        raise Malformed(_("say: not-for-me STEP SECONDS, or: not-for-me undo")) from None
    if not 0 <= index < len(running.session.steps) or not 0 <= after < float("inf"):
        raise Malformed(_("The session has no such step."))
    return index, after
