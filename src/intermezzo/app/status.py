"""What the running app is doing, as a line and as data for ``status --json``; and ``why`` it does so."""

from datetime import datetime, time
from typing import Any

from intermezzo import __version__
from intermezzo.app.context import Context
from intermezzo.app.day import DayController
from intermezzo.app.views import shown, today_notices
from intermezzo.core.faults import Malformed, message
from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Slot
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.day_state import day_state
from intermezzo.core.scheduling.decision import busy_at
from intermezzo.engine.day_plan import told_plan
from intermezzo.engine.engine import Engine
from intermezzo.presenters.calendars.status import states_json
from intermezzo.presenters.durations import capital, clock
from intermezzo.presenters.messages import tell
from intermezzo.presenters.reasons import because, rest_sentence, sentence, why_sentence
from intermezzo.presenters.today.view import asking_less, why_words


def status(context: Context, day: DayController) -> tuple[str, dict[str, Any]]:
    """Return the line and the data."""
    engine, now = context.engine, context.now()
    decision, offer, running = engine.decision, engine.offer, engine.running
    line = tell(message("status.starting"))
    decided: dict[str, Any] = {"decision": None, "reason": None, "until": None, "why": None}
    if decision is not None:
        line = f"{sentence(decision, now, engine.state.zone)} {said_today(engine)}".strip()
        decided = {
            "decision": type(decision).__name__.lower(),
            "reason": decision.reason.value,
            "why": because(decision.reason),
            "until": decision.until.astimezone(engine.state.zone).isoformat(),
        }
    taken = day_state(shown(engine, day.writer.hidden()), context.today(), now).taken
    said = engine.day_state.whole_day
    return line, {
        "version": __version__,
        **decided,
        "offer": offer.session.id if offer is not None else None,
        "running": running.session.id if running is not None else None,
        "slots": [
            {
                "start": slot.start.astimezone(engine.state.zone).isoformat(),
                "kind": slot.kind.value,
                "session": slot.session,
                "pinned": engine.day_state.pin_at(slot.start) is not None,
            }
            for slot in told_plan(engine, now).slots
        ],
        "day_off": not engine.day.work,
        "said_today": said.reason.value if said is not None and said.reason is not None else None,
        "taken": {kind.value: n for kind, n in taken.items()},
        "locked": day.presence.locked,
        "idle_seconds": day.presence.idle_seconds,
        "in_call": day.presence.in_call,
        "screen_shared": day.presence.screen_shared,
        "presenting": day.presence.presenting,
        "inhibited": day.presence.inhibited,
        "full_screen": day.presence.full_screen,
        "do_not_disturb": day.presence.do_not_disturb,
        "typing": day.presence.typing,
        "unwritten": len(day.writer.unwritten),
        "notices": [*context.notices.lines.values(), *(one.line for one in today_notices(engine, now))],
        "calendars": states_json(day.calendars.states()),
    }


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
    asked = clock(moment, state.zone)
    if busy_at(engine.day, moment) is not None:
        return tell(message("why.busy", time=asked, reason=because(Reason.IN_MEETING)))
    if any(one.holds(moment) for one in engine.day.bad):
        return tell(message("why.busy", time=asked, reason=because(Reason.BAD_TIME)))
    slot = next((one for one in engine.plan.slots if one.end > moment), None)
    if slot is None:
        return tell(message("why.nothing_more", time=asked))
    start, reason = clock(slot.start, state.zone), _why_slot(engine, slot, now)
    if slot.start <= moment:
        return tell(message("why.planned", time=start, why=reason))
    return tell(message("why.later", time=asked, next=start, why=reason))


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
