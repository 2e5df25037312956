"""What the windows are told, out of what the engine knows at ``now``."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Kind, Plan
from intermezzo.core.practice.repertoire import repertoire as own_movements
from intermezzo.core.scheduling import calendar_rules
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.decision import Decision, Wait
from intermezzo.core.scheduling.planner import plan
from intermezzo.core.scheduling.stretches import stretches
from intermezzo.core.settings import Settings
from intermezzo.engine.commands.offer import quieter
from intermezzo.engine.engine import Engine
from intermezzo.engine.session_choice import left, lengths
from intermezzo.presenters.card import card_view
from intermezzo.presenters.prescription import goes_on
from intermezzo.presenters.repertoire import RepertoireView, repertoire_view
from intermezzo.presenters.today import DayFacts, next_at, today_view
from intermezzo.presenters.tray import tray_view
from intermezzo.presenters.views import CardView, TodayView, TrayView

if TYPE_CHECKING:
    from intermezzo.presenters.settings import StripView

GREETING = "side_reach_seated"
"""The movement that greets at the first start: at a desk, with the whole spine to be seen."""
_MOVED = {EventKind.COMPLETED, EventKind.PARTIAL, EventKind.DONE_ALREADY, EventKind.AWAY}


def decision(engine: Engine, now: datetime) -> Decision:
    """The last decision; before the first turn, nothing is due."""
    known = engine.decision
    return known if known is not None else Wait(Reason.NEXT_SLOT, now)


def card(engine: Engine, now: datetime) -> CardView | None:
    """The offer card, while an offer is open."""
    state = engine.state
    offer = engine.offer
    if offer is None:
        return None
    moved = [e.at for e in effective(state.events) if e.kind in _MOVED and e.day == state.recorder.day(now)]
    began = max((one.start for one in engine.day.work if one.start <= now), default=None)
    return card_view(
        offer.session, offer.slot, engine.day, state.settings, now, state.zone,
        last_moved=max([*moved, *([began] if began is not None else [])], default=None),
        short=offer.session.kind is Kind.MICRO, quieter=quieter(engine, offer, now) is not None,
        meeting=_just_ended(engine, now),
    )  # fmt: skip


def today(engine: Engine, now: datetime, status: Iterable[str] = ()) -> TodayView:
    """The Today window. On a gentle day it says that a physiotherapist's plan goes on."""
    state = engine.state
    local_day = state.recorder.day(now)
    gentle = engine.day_state.gentle_until is not None
    plan = goes_on(state.prescriptions, local_day) if gentle else ""
    return today_view(
        DayFacts(
            now=now, zone=state.zone, local_day=local_day, day=engine.day, plan=_with_offer(engine, now),
            standing=engine.day_state, decision=decision(engine, now),
            events=tuple(e for e in effective(state.events) if e.day == local_day),
            entries=calendar_rules.entries(state.occurrences, state.settings, local_day, state.zone),
            title=lambda session_id: title(engine, session_id), leave=state.rhythm().leave,
            status=(*status, *((plan,) if plan else ())), blocked=not engine.screening_passed,
            offered=engine.offer.session.id if engine.offer is not None else "",
            planned=bool(state.prescriptions),
        )
    )  # fmt: skip


def coming(engine: Engine, now: datetime) -> str:
    """Say when the next movement of today is planned; empty where none is, or something holds it."""
    waits = decision(engine, now)
    if not isinstance(waits, Wait) or waits.slot is None or waits.slot.start <= now:
        return ""
    return next_at(waits.slot, engine.state.zone)


def _with_offer(engine: Engine, now: datetime) -> Plan:
    """The plan with what the card offers in the slot that is due: it may be another than was planned."""
    offer, slots = engine.offer, engine.plan.slots
    if offer is None or not slots or slots[0].start > now:
        return engine.plan
    session = offer.session
    end = slots[0].start + timedelta(seconds=session.seconds)
    due = replace(slots[0], end=end, kind=offer.slot.kind, session=session.id, why=offer.slot.why)
    return replace(engine.plan, slots=(due, *slots[1:]))


def tray(engine: Engine, now: datetime) -> TrayView:
    """The tray."""
    state = engine.state
    known = decision(engine, now)
    slot = known.slot
    level = state.max_level()
    return tray_view(
        known, engine.day, [one for one in state.sessions if one.level <= level], now, state.zone,
        next_title=title(engine, slot.session) if slot is not None else "",
        offered=engine.offer is not None, in_session=engine.running is not None,
        gentle=engine.day_state.gentle_until is not None, blocked=not engine.screening_passed,
        snooze_minutes=state.settings.snooze, planned=bool(state.prescriptions),
    )  # fmt: skip


def strip(engine: Engine, settings: Settings, now: datetime) -> "StripView":
    """Today under other settings, with nothing done yet, and what they leave to choose from."""
    from intermezzo.presenters import settings as words

    state = engine.state
    day, rhythm, start = state.under(settings, now)
    shortest = lengths(state.sessions, settings, state.max_level())
    made = plan(day, rhythm, start, state.zone, lengths=shortest)
    view = words.strip(day, made, state.zone, across=_across(engine, made, now))
    return replace(view, left=words.left(*left(state.sessions, settings)))


def _across(engine: Engine, made: Plan, now: datetime) -> str:
    """The name of the longest meeting in the longest stretch without a movement."""
    state = engine.state
    stretch = max(stretches(engine.day.work, [*(slot.interval for slot in made.slots), *engine.day.breaks]),
        key=lambda one: one.length, default=None)  # fmt: skip
    if stretch is None:
        return ""
    entries = calendar_rules.entries(state.occurrences, state.settings, state.recorder.day(now), state.zone)
    inside = [one for one in entries if one.label and one.start < stretch.end and stretch.start < one.end]
    return max(inside, key=lambda one: one.end - one.start).label if inside else ""


def repertoire(engine: Engine) -> RepertoireView:
    """The repertoire window."""
    state = engine.state
    active = own_movements(effective(state.events)).active
    return repertoire_view(state.movements, active, state.settings)


def title(engine: Engine, session_id: str) -> str:
    """The title of a session, or of a movement that is practised alone; one whose file is gone: its id."""
    found = engine.state.session(session_id)
    return found.title if found is not None else session_id


def _just_ended(engine: Engine, now: datetime) -> str:
    """The name of the meeting that ended last, where the user allows names on the card."""
    state = engine.state
    if not state.settings.titles:
        return ""
    entries = calendar_rules.entries(state.occurrences, state.settings, state.recorder.day(now), state.zone)
    ended = [one for one in entries if one.end <= now and not one.private and one.label]
    return max(ended, key=lambda one: one.end).label if ended else ""
