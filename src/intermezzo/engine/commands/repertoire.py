"""The command that puts a movement into the repertoire or takes it out."""

from collections.abc import Sequence
from datetime import date, datetime

from intermezzo.core.faults import Malformed, Message, message
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.repertoire import MOST, By, Change, repertoire
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.commands.parsing import movement_of
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.engine import Engine

CHANGES = ("in", "out")


def change_repertoire(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Do ``in ID`` or ``out ID``; there are no rows if nothing changes.

    The opposite of a change of the same day retracts that change instead of adding a second one, so that a
    mistake leaves no trace in later choices. Raise Fault for an unknown movement.
    """
    if len(rest) != 2 or rest[0] not in CHANGES:
        raise Malformed("repertoire.usage")
    enters, movement = rest[0] == "in", movement_of(engine, rest[1])
    history = effective(engine.state.events)
    own = repertoire(history)
    # A movement that only rests can still be taken out for good.
    if movement.id in (own.active if enters else own.refused):
        already = "repertoire.in_already" if enters else "repertoire.out_already"
        return CommandResult(message(already, name=movement.name))
    earlier = _change_of_today(history, movement.id, engine.state.recorder.day(now))
    before = repertoire(event for event in history if event is not earlier)
    if earlier is not None and (movement.id in before.active) is enters:
        row = engine.state.retract(earlier, now)
    else:
        change = Change(movement.id, enters=enters, by=By.USER)
        row = engine.state.record(EventKind.REPERTOIRE, now, detail=change.detail())
    engine.state.plan_cache.renew()
    return CommandResult(_told(engine, movement, enters=enters), (row,))


def _change_of_today(history: Sequence[Event], movement_id: str, today: date) -> Event | None:
    """Return the last row about the movement if it is the user's own and of today."""
    rows = [e for e in history if e.kind is EventKind.REPERTOIRE and e.detail.get("movement") == movement_id]
    last = rows[-1] if rows else None
    return last if last is not None and last.day == today and last.detail.get("by") == By.USER else None


def _told(engine: Engine, movement: Movement, *, enters: bool) -> Message:
    if not enters:
        return message("repertoire.out", name=movement.name)
    count = len(repertoire(effective(engine.state.events)).active)
    if count > MOST:
        return message("repertoire.in_beyond", name=movement.name, most=MOST)
    return message("repertoire.in", name=movement.name)
