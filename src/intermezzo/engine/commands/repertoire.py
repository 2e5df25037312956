"""What the user wishes of single movements: in or out of the repertoire."""

from collections.abc import Sequence
from datetime import date, datetime

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.repertoire import MOST, By, Change, repertoire
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.engine import Engine
from intermezzo.presenters import _
from intermezzo.presenters.durations import number


def in_or_out(engine: Engine, rest: Sequence[str], now: datetime) -> CommandResult:
    """Obey ``in ID`` and ``out ID``; there are no rows where it is so already.

    A wish that the day has already heard the other way is taken back rather than answered: what the user
    pressed by mistake then leaves no trace in what the app does. Raises Fault for an unknown movement.
    """
    if len(rest) != 2 or rest[0] not in {"in", "out"}:
        raise Malformed(_("say: repertoire in ID, or: repertoire out ID"))
    enters, movement = rest[0] == "in", _named(engine, rest[1])
    history = effective(engine.events)
    own = repertoire(history)
    # One that merely rests can still be taken out for good.
    if movement.id in (own.active if enters else own.refused):
        said = _("In your repertoire already: {name}.") if enters else _("Out of it already: {name}.")
        return CommandResult(said.format(name=movement.name))
    wish = _wish_of(history, movement.id, engine.recorder.day(now))
    before = repertoire(event for event in history if event is not wish)
    if wish is not None and (movement.id in before.active) is enters:
        row = engine.recorder.event(EventKind.RETRACTED, now, reason=Reason.UNDO, detail={"id": wish.id})
    else:
        change = Change(movement.id, enters=enters, by=By.USER)
        row = engine.recorder.event(EventKind.REPERTOIRE, now, detail=change.detail())
    engine.note(row)
    engine.planning.renew()
    return CommandResult(_told(engine, movement, enters=enters), (row,))


def _named(engine: Engine, movement_id: str) -> Movement:
    movement = engine.movement(movement_id)
    if movement is None:
        raise Fault(
            _("There is no movement “{id}”; intermezzo repertoire list shows those there are.").format(
                id=movement_id
            )
        )
    return movement


def _wish_of(history: Sequence[Event], movement_id: str, today: date) -> Event | None:
    """The last row about the movement, where it is the user's own of today."""
    rows = [e for e in history if e.kind is EventKind.REPERTOIRE and e.detail.get("movement") == movement_id]
    last = rows[-1] if rows else None
    return last if last is not None and last.day == today and last.detail.get("by") == By.USER else None


def _told(engine: Engine, movement: Movement, *, enters: bool) -> str:
    if not enters:
        return _("Out of your repertoire: {name}.").format(name=movement.name)
    line = _("In your repertoire: {name}.").format(name=movement.name)
    count = len(repertoire(effective(engine.events)).active)
    if count <= MOST:
        return line
    full = _("The {most} places were taken; your wish makes one more, and nothing has to go.")
    return f"{line} {full.format(most=number(MOST))}"
