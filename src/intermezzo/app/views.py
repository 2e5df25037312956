"""The views of the windows, made from what the engine knows at ``now``."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from intermezzo.core.history.events import Event, Reason
from intermezzo.core.practice.model import Day, Kind, Plan, Session
from intermezzo.core.practice.prescription import ExerciseSet
from intermezzo.core.practice.standards import active as active_standards
from intermezzo.core.practice.standards import ever
from intermezzo.core.scheduling import before_bed, calendar_rules
from intermezzo.core.scheduling.ahead import asks_less, is_over
from intermezzo.core.scheduling.calendar_rules import Occurrence, next_meeting
from intermezzo.core.scheduling.day_state import effective, is_movement
from intermezzo.core.scheduling.decision import Decision, Wait
from intermezzo.core.scheduling.planner import plan
from intermezzo.core.scheduling.reflow import DaySeen, Reflow
from intermezzo.core.scheduling.stretches import stretches
from intermezzo.core.settings import Settings
from intermezzo.engine.active_session import OpenOffer
from intermezzo.engine.commands.offer import quieter, stopped_before
from intermezzo.engine.day_plan import told_plan
from intermezzo.engine.days_ahead import shown_day
from intermezzo.engine.engine import Engine
from intermezzo.engine.evening import rituals
from intermezzo.engine.session_choice import left, lengths
from intermezzo.engine.soft_exhale import soft_exhale
from intermezzo.engine.standards import due_standard
from intermezzo.presenters import settings as settings_words
from intermezzo.presenters import ways_out, welcome
from intermezzo.presenters.card import card_view, notification_view, stopped_line
from intermezzo.presenters.coming import coming_view
from intermezzo.presenters.library.prescription import goes_on
from intermezzo.presenters.practice import easier_words, lowered_words, soft_exhale_words
from intermezzo.presenters.settings import StripView
from intermezzo.presenters.today.ahead import day_name, next_on
from intermezzo.presenters.today.standards import standard_notice, standards_view
from intermezzo.presenters.today.view import DayFacts, today_view
from intermezzo.presenters.tray import NamedSessions, named, tray_view
from intermezzo.presenters.views import (
    CardView,
    ComingView,
    NoticeView,
    NotificationView,
    StandardsView,
    TodayView,
    TrayView,
)

GREETING = "side_reach_seated"
"""The movement on the first page of the welcome: done at a desk, and the whole spine is visible."""


def decision(engine: Engine, now: datetime) -> Decision:
    """Return the last decision; before the first turn one that waits."""
    known = engine.decision
    return known if known is not None else Wait(Reason.NEXT_SLOT, now)


def card(engine: Engine, now: datetime) -> CardView | None:
    """Return the offer card; None while no offer is open."""
    state = engine.state
    offer = engine.offer
    if offer is None:
        return None
    _day, events = _of_today(engine, now)
    moved = [one.at for one in events if is_movement(one)]
    return card_view(
        offer.session, offer.slot, engine.day, state.settings, now, state.zone,
        last_moved=max([*moved, engine.here_since(now)]),
        short=offer.session.kind is Kind.MICRO, quieter=quieter(engine, offer, now) is not None,
        meeting=_just_ended(engine, now), call_over=engine.day_state.call_over(now) is not None,
        shorter=offer.shorter, stopped=_stopped(engine, offer, now),
    )  # fmt: skip


def notification(engine: Engine, now: datetime) -> NotificationView | None:
    """Return the notification of the offer; None while no offer is open."""
    offer = engine.offer
    if offer is None:
        return None
    over = engine.day_state.call_over(now) is not None
    return notification_view(
        offer.session, engine.day, now, engine.state.zone, call_over=over,
        stopped=_stopped(engine, offer, now),
    )  # fmt: skip


def _stopped(engine: Engine, offer: OpenOffer, now: datetime) -> str:
    return stopped_line(offer.session, stopped_before(engine, offer), engine.state.recorder.day(now))


def seen(engine: Engine, now: datetime) -> DaySeen:
    """Return the day and its plan as the Today window shows them now."""
    local_day, events = _of_today(engine, now)
    return DaySeen(now, local_day, engine.plan.slots, engine.day.busy, events)


def seen_last(engine: Engine, now: datetime) -> DaySeen | None:
    """Return the day and its plan as the last run of the app left them; None if that was another day."""
    local_day, events = _of_today(engine, now)
    kept = engine.kept_plan
    if kept is None or kept.day != local_day:
        return None
    return DaySeen(now, local_day, kept.slots, kept.busy, events, closed=True)


def _of_today(engine: Engine, now: datetime) -> tuple[date, tuple[Event, ...]]:
    local_day = engine.state.recorder.day(now)
    return local_day, tuple(event for event in effective(engine.state.events) if event.day == local_day)


def today(
    engine: Engine, now: datetime, status: Iterable[str] = (), change: Reflow | None = None,
    more: Iterable[NoticeView] = (),
) -> TodayView:  # fmt: skip
    """Return the Today window, with the lines of ``status``, the ``change`` of the plan and ``more`` notices.

    On a gentle day a prescription goes on.
    """
    state = engine.state
    local_day, of_today = _of_today(engine, now)
    gentle = engine.day_state.gentle_until is not None
    prescribed = goes_on(state.prescriptions, local_day) if gentle else ""
    ahead = engine.ahead.look(now)
    exhale = soft_exhale_words() if soft_exhale(engine, now) else ""
    told_now = told_plan(engine, now)
    # Once nothing of today is to come any more, nothing of it is easier.
    easier = easier_words(state.practice.bounds.easier) if told_now.slots else ""
    told = filter(None, (prescribed, easier, exhale))
    view = today_view(
        DayFacts(
            now=now, zone=state.zone, local_day=local_day, day=engine.day, plan=told_now,
            day_state=engine.day_state, decision=decision(engine, now),
            events=of_today,
            entries=_entries(engine, local_day), ahead=ahead,
            entries_ahead=_entries(engine, ahead.date) if ahead is not None else (),
            title=state.title,
            status=(*status, *told), blocked=not engine.screening_passed,
            offered=engine.offer.session.id if engine.offer is not None else "",
            day_end=state.day_end(now),
            notices=(*today_notices(engine, now), *more), reflow=change,
        )
    )  # fmt: skip
    return replace(view, sessions=_named(engine, now))


def standards(engine: Engine) -> StandardsView:
    """Return the sheet of the user's own rules."""
    events = engine.state.practice.events
    return standards_view(active_standards(events), ever(events))


def _entries(engine: Engine, on: date) -> tuple[calendar_rules.DayEntry, ...]:
    state = engine.state
    return calendar_rules.entries(state.actual_occurrences, state.settings, on, state.zone)


def today_notices(engine: Engine, now: datetime) -> tuple[NoticeView, ...]:
    """Return the notices of Today that have an answer."""
    found = []
    if engine.day_state.call_over(now) is not None:
        found.append(ways_out.call_over())
    held = engine.long_hold.told(now, engine.decision)
    if held is not None:
        found.append(ways_out.held(held.reason, held.since, engine.state.zone))
    if is_over(engine.day, now) and engine.ahead.look(now) is None:
        found.append(ways_out.no_hours())
    if not {Kind.INTERLUDE, Kind.MICRO} & engine.state.lengths().keys():
        found.append(ways_out.none_suits())
    if engine.state.settings.before_bed and before_bed.asks_to_stop(engine.state.events):
        found.append(ways_out.evening_unanswered())
    rule = rule_now(engine, now)
    return (*found, rule) if rule is not None else tuple(found)


def rule_now(engine: Engine, now: datetime) -> NoticeView | None:
    """Return the line of the user's own rule that is due, None without one."""
    standard = due_standard(engine, now)
    return standard_notice(standard) if standard is not None else None


def coming(engine: Engine, now: datetime) -> ComingView:
    """Return what comes next today."""
    state = engine.state
    return coming_view(decision(engine, now), meeting_to_come(engine, now), state.settings, now, state.zone)


def meeting_to_come(engine: Engine, now: datetime) -> Occurrence | None:
    """Return the meeting or break that comes next today, or has just begun."""
    state = engine.state
    return next_meeting(state.occurrences, state.settings, now, state.day_end(now))


def tray(engine: Engine, now: datetime, notice: str = "") -> TrayView:
    """Return the tray's icon, tooltip and menu; ``notice`` is a line about the calendars."""
    state = engine.state
    known = decision(engine, now)
    slot, offer, ahead = known.slot, engine.offer, engine.ahead.look(now)
    next_title = state.title(slot.session) if slot is not None else ""
    return tray_view(
        known, engine.day, _named(engine, now), now, state.zone,
        next_title=offer.session.title if offer is not None else next_title,
        offered=offer is not None, call_over=engine.day_state.call_over(now) is not None,
        in_session=engine.running is not None,
        gentle=engine.day_state.gentle_until, blocked=not engine.screening_passed,
        asks_less=asks_less(engine.day, engine.day_state, now),
        snooze_minutes=state.settings.snooze, notice=notice,
        ahead=next_on(ahead, state.local_day, state.zone) if ahead is not None else "",
        day_end=state.day_end(now),
    )  # fmt: skip


def _named(engine: Engine, now: datetime) -> NamedSessions:
    return named(rituals(engine.state, now), prescribed=bool(engine.state.prescribed()))


def read_back(engine: Engine, now: datetime) -> welcome.ReadBack:
    """Return today's meetings as they were read, for the first start."""
    state = engine.state
    return welcome.read_back(state.occurrences, state.settings, state.recorder.day(now), now, state.zone)


def strip(engine: Engine, settings: Settings, now: datetime) -> StripView:
    """Return the plan of the day that Today shows under other settings, with nothing done yet.

    Also return which sessions they allow.
    """
    state, which = engine.state, shown_day(engine.state, settings, now)
    shortest = lengths(state.sessions, settings, state.max_level(), state.avoided.all)
    made = plan(which.day, which.rhythm, which.start, state.zone, lengths=shortest)
    gentle = engine.day_state.gentle_until
    view = settings_words.strip(
        which.day, made, state.zone, across=_across(engine, which.day, made, which.date),
        on="" if which.date == state.recorder.day(now) else day_name(which.date, state.recorder.day(now)),
        gentle=gentle is not None and max(which.start, now) < gentle,
    )  # fmt: skip
    return replace(view, left=settings_words.left(*left(state.sessions, settings)))


def _across(engine: Engine, day: Day, made: Plan, on: date) -> str:
    """Return the name of the longest meeting in the day's longest stretch without a movement."""
    stretch = max(stretches(day.work, [*(slot.interval for slot in made.slots), *day.breaks]),
        key=lambda one: one.length, default=None)  # fmt: skip
    if stretch is None:
        return ""
    entries = _entries(engine, on)
    inside = [one for one in entries if one.label and one.start < stretch.end and stretch.start < one.end]
    return max(inside, key=lambda one: one.end - one.start).label if inside else ""


def lowered(engine: Engine, session: Session) -> dict[str, str]:
    """Return the movements of a session that were made easier since they were done, with the line on it."""
    own = [step.movement.id for step in session.steps if not isinstance(step, ExerciseSet)]
    known = [progress for one in own if (progress := engine.state.practice.of(one)) is not None]
    lines = {one.movement.id: lowered_words(one) for one in known}
    return {name: line for name, line in lines.items() if line}


def shown(engine: Engine, hidden: Collection[str]) -> list[Event]:
    """Return the events of the engine that a view may show: without those of the ids ``hidden``."""
    return [event for event in engine.state.events if event.id not in hidden]


def _just_ended(engine: Engine, now: datetime) -> str:
    """Return the name of the meeting that ended last, where the user allows names on the card."""
    state = engine.state
    if not state.settings.titles:
        return ""
    entries = _entries(engine, state.recorder.day(now))
    ended = [one for one in entries if one.end <= now and not one.private and one.label]
    return max(ended, key=lambda one: one.end).label if ended else ""
