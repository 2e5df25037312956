"""The reasons of a decision: why an offer comes now or later, and why with this session."""

from datetime import datetime, time

from intermezzo.core.faults import Malformed, message
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Slot
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.decision import busy_at
from intermezzo.engine.engine import Engine
from intermezzo.presenters.durations import capital, clock
from intermezzo.presenters.messages import tell
from intermezzo.presenters.reasons import because, rest_sentence, sentence, why_sentence
from intermezzo.presenters.today.view import asking_less, why_words


def why(engine: Engine, now: datetime, at: str) -> str:
    """Return what is decided now and why; with ``at``, what is planned at that time of today.

    ``at`` is a time of day such as 14:30, empty for now. Raise Malformed for anything else.
    """
    if not at:
        return _why_now(engine, now)
    try:
        wanted = time.fromisoformat(at)
    except ValueError as error:
        raise Malformed("argument.time_of_day", text=at) from error
    state = engine.state
    moment = hours.moment_of(state.settings, state.recorder.day(now), wanted, state.zone)
    asked = clock(moment, engine.state.zone)
    if busy_at(engine.day, moment) is not None:
        return tell(message("why.busy", time=asked, reason=because(Reason.IN_MEETING)))
    if any(one.holds(moment) for one in engine.day.bad):
        return tell(message("why.busy", time=asked, reason=because(Reason.BAD_TIME)))
    slots = engine.plan.slots
    slot = next((one for one in slots if one.start <= moment < one.end), None)
    if slot is not None:
        start = clock(slot.start, engine.state.zone)
        return tell(message("why.planned", time=start, why=_why_slot(engine, slot, now)))
    following = next((one for one in slots if one.start > moment), None)
    if following is None:
        return tell(message("why.nothing_more", time=asked))
    start = clock(following.start, engine.state.zone)
    return tell(message("why.later", time=asked, next=start, why=_why_slot(engine, following, now)))


def _why_now(engine: Engine, now: datetime) -> str:
    decision, offer = engine.decision, engine.offer
    if decision is None:
        return tell(message("status.starting"))
    line, slot, more = sentence(decision, now, engine.state.zone), decision.slot, ""
    if engine.day_state.call_over(now) is not None:
        line = f"{line} {capital(because(Reason.CALL_OVER))}."
    if offer is not None:
        more = why_sentence(offer.slot.why, offer.slot.areas)
    elif slot is not None and slot.start > now:
        more = _why_slot(engine, slot, now)
    bad = any(one.holds(now) for one in engine.day.bad) and decision.reason is not Reason.BAD_TIME
    rule = f"{capital(because(Reason.BAD_TIME))}." if bad else ""
    rested = [
        rest_sentence(movement.name, engine.state.avoided.rests[movement.id], engine.state.zone)
        for movement in engine.state.movements
        if movement.id in engine.state.avoided.resting
    ]
    said = (line, said_today(engine), more, rule, *asking_less(engine.day, engine.day_state, now), *rested)
    return " ".join(filter(None, said))


def said_today(engine: Engine) -> str:
    """Return what the user has said about today as a whole; empty if nothing."""
    said = engine.day_state.whole_day
    if said is None:
        return ""
    return tell(message("why.day_off" if said.reason is Reason.DAY_OFF else "why.work_today"))


def _why_slot(engine: Engine, slot: Slot, now: datetime) -> str:
    """Return why the slot is at this time, and why it has this session."""
    if engine.day_state.pin_at(slot.start) is not None:
        place = tell(message("why.pinned"))
    else:
        place = why_words(slot, engine.day, now, engine.state.zone)
    return f"{place} {why_sentence(slot.why, slot.areas)}".strip()
