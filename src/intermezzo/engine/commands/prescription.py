"""The command that begins what a prescription has open today."""

from datetime import datetime

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.practice.prescription import session_of
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.starting import require_idle, start_asked
from intermezzo.engine.engine import Engine


def prescribed(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin all that is open today of the prescription ``begin [ID]``, whatever its length."""
    if rest[:1] != ("begin",):
        raise Malformed("prescription.usage")
    require_idle(engine)
    opens = engine.state.prescribed()
    wanted = rest[1] if len(rest) > 1 else opens[0].prescription.id if opens else ""
    chosen = [one for one in opens if one.prescription.id == wanted]
    if not chosen:
        raise Fault("prescription.nothing_open")
    return start_asked(engine, session_of(chosen, engine.state.set_name), now)
