"""The plan of the day as it is told: the one function behind Today, ``plan`` and ``status``."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from intermezzo.core.practice.model import Plan
from intermezzo.engine.engine import Engine
from intermezzo.presenters.today.day_plan import plan_json, plan_lines


def told_plan(engine: Engine, now: datetime) -> Plan:
    """Return the plan with the offered session in the due slot: it may differ from the planned one."""
    offer, slots = engine.offer, engine.plan.slots
    if offer is None or not slots or slots[0].start > now:
        return engine.plan
    session = offer.session
    end = slots[0].start + timedelta(seconds=session.seconds)
    due = replace(slots[0], end=end, kind=offer.slot.kind, session=session.id, why=offer.slot.why)
    return replace(engine.plan, slots=(due, *slots[1:]))


def day_plan(engine: Engine, on: date, now: datetime) -> tuple[str, dict[str, Any]]:
    """Return the plan of the engine’s day ``on``, in lines for a person and as data for ``--json``."""
    plan, zone = told_plan(engine, now), engine.state.zone
    lines = plan_lines(on, engine.day, plan, now, zone, engine.state.title)
    return "\n".join(lines), plan_json(on, engine.day, plan, now, zone)


def today_plan(engine: Engine, on: date, now: datetime) -> tuple[str, dict[str, Any]]:
    """Return the plan of today; where no work is left of it, the lines go on with the next working day."""
    line, data = day_plan(engine, on, now)
    ahead = engine.ahead.look(now)
    if ahead is None or ahead.plan is None:
        return line, data
    zone = engine.state.zone
    following = plan_lines(ahead.date, ahead.day, ahead.plan, now, zone, engine.state.title, rated=False)
    return "\n".join((line, "", *following)), data
