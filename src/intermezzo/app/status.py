"""What the running app is doing, as a line and as data for ``status --json``."""

from typing import Any

from intermezzo import __version__
from intermezzo.app.context import Context
from intermezzo.app.day import DayController
from intermezzo.app.views import shown, today_notices
from intermezzo.app.why import said_today
from intermezzo.core.faults import message
from intermezzo.core.scheduling.day_state import day_state
from intermezzo.engine.day_plan import told_plan
from intermezzo.presenters.calendars.status import states_json
from intermezzo.presenters.messages import tell
from intermezzo.presenters.reasons import because, sentence


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
