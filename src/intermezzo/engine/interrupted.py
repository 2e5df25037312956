"""What is left of a session that was interrupted: the rest of its steps, as its rows tell it."""

from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import rest
from intermezzo.core.practice.prescription import named
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.state import EngineState


def left(known: EngineState, session: Session) -> dict[str, Json]:
    """What the rows say about the rest of a session that was begun before; nothing about a whole one."""
    whole = known.session(session.id)
    steps = len(session.steps)
    return {"left": steps} if whole is not None and steps < len(whole.steps) else {}


def rest_of(known: EngineState, event: Event) -> Session | None:
    """What a row leaves of its session: all of it, unless it says how much; None where nothing is left.

    What a physiotherapist wrote is left whole. On a gentle day nothing else is left that is above its level.
    """
    session, steps = known.session(event.session or ""), event.detail.get("left")
    if session is None:
        return None
    left = steps if isinstance(steps, int) else len(session.steps)
    if any(named(session.id)):
        return rest(session, left, ())
    found = rest(session, left, repertoire(effective(known.events)).refused)
    gentle = known.day_state.gentle_until is not None
    return found if found is not None and (found.level <= known.max_level() or not gentle) else None


def recovered(known: EngineState, begun: Event) -> tuple[float, dict[str, Json]]:
    """Return the active seconds and the detail of the row that ends what was begun and never ended."""
    events = effective(known.events)
    done = [
        one for one in events[events.index(begun) :]
        if one.kind is EventKind.STEP and one.occurrence == begun.occurrence
    ]  # fmt: skip
    moved = {one.detail.get("movement") for one in done}
    whole = rest_of(known, begun)
    steps = whole.steps if whole is not None else ()
    reached = max((n for n, step in enumerate(steps, 1) if step.movement.id in moved), default=0)
    detail = {key: value for key, value in begun.detail.items() if key != "v"}
    if reached:
        detail["left"] = len(steps) - reached
    return sum(one.seconds or 0.0 for one in done), detail
