"""Commands about planned slots: begin, skip, or set the time."""

from datetime import datetime

from intermezzo.core.faults import Fault, Malformed, message
from intermezzo.core.history.events import EventKind, Json, Reason
from intermezzo.core.practice.model import Slot
from intermezzo.core.scheduling.day_state import day_state
from intermezzo.core.scheduling.pins import PinnedSlot, require_possible
from intermezzo.engine.commands import offer
from intermezzo.engine.commands.parsing import time_today
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.starting import require_idle, start_beside
from intermezzo.engine.engine import Engine


def begin_slot(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin the planned slot with this start (ISO 8601) before its time."""
    require_idle(engine)
    slot = _slot(engine, rest)
    if engine.offer is not None and _is_due(engine, slot, now):
        return offer.begin(engine, engine.offer, (), now)
    session = engine.state.session(slot.session)
    if session is None:
        raise Fault("slot.gone")
    return start_beside(engine, session, _occurrence(engine, slot), slot.kind, now)


def skip_slot(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Decline the planned slot with this start (ISO 8601)."""
    slot = _slot(engine, rest)
    if engine.offer is not None and _is_due(engine, slot, now):
        return offer.skip(engine, engine.offer, (), now)
    event = engine.state.record(
        EventKind.DECLINED, now, occurrence=_occurrence(engine, slot), session=slot.session or None,
        reason=Reason.SKIPPED, detail={"kind": slot.kind.value, "slot": slot.start.isoformat()},
    )  # fmt: skip
    return CommandResult(message("offer.skipped"), (event,))


def pin_slot(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Set the time of the planned slot with this start (ISO 8601) to a time such as 14:05.

    Raise Fault, with what is in the way, if no session of its kind fits there.
    """
    if len(rest) != 2:
        raise Malformed("pin.usage")
    slot, start = _slot(engine, rest[:1]), time_today(engine, rest[1], now)
    pin = PinnedSlot(_occurrence(engine, slot), slot.kind, start)
    _require_possible(engine, pin, now)
    detail: dict[str, Json] = {"until": start.isoformat(), "slot": slot.start.isoformat()}
    if engine.offer is not None and _is_due(engine, slot, now):
        event = engine.active.close(now, EventKind.SNOOZED, Reason.ASKED, detail=detail)
    else:
        event = engine.state.record(
            EventKind.SNOOZED, now, occurrence=pin.occurrence, session=slot.session or None,
            reason=Reason.ASKED, detail={**detail, "kind": slot.kind.value},
        )  # fmt: skip
    return CommandResult(message("slot.pinned", time=start.astimezone(engine.state.zone)), (event,))


def _require_possible(engine: Engine, pin: PinnedSlot, now: datetime) -> None:
    """Raise Fault if nothing can be offered at the time of the pin."""
    state = engine.state
    others = [one for one in engine.day_state.pins if one.occurrence != pin.occurrence]
    lengths = state.lengths()
    require_possible(
        pin.slot(lengths[pin.kind]), engine.day, state.rhythm(), state.zone, moved=engine.day_state.moved,
        others=[one.slot(lengths[one.kind]) for one in others if one.kind in lengths],
    )  # fmt: skip
    # Having set a time ends a snooze of the same slot, and the wait after offers that were not answered.
    row = state.recorder.event(
        EventKind.SNOOZED, now, occurrence=pin.occurrence, reason=Reason.ASKED,
        detail={"until": pin.start.isoformat(), "kind": pin.kind.value},
    )  # fmt: skip
    today = state.recorder.day(now)
    earliest = state.earliest(day_state([*state.events, row], today, now), now)
    if earliest is not None and pin.start < earliest:
        raise Fault("slot.too_soon", first=earliest.astimezone(state.zone))


def _slot(engine: Engine, rest: tuple[str, ...]) -> Slot:
    for slot in engine.plan.slots:
        if rest and slot.start.isoformat() == rest[0]:
            return slot
    raise Fault("slot.gone")


def _is_due(engine: Engine, slot: Slot, now: datetime) -> bool:
    """Return whether the slot is due now, and so the one that an open offer is for."""
    return slot == engine.plan.slots[0] and engine.plan.is_due(now)


def _occurrence(engine: Engine, slot: Slot) -> str:
    """Return the id of a slot; the open one belongs to the offer, if there is one."""
    state = engine.state
    if engine.offer is not None and engine.day_state.pin_at(slot.start) is None:
        return state.recorder.new_id()
    return state.occurrence_of(slot)
