"""Commands about the day: work or a day off, pauses, meetings, gentle days, movement of one's own, undo."""

from datetime import datetime, timedelta

from intermezzo.core.faults import Fault, Malformed, Message, message
from intermezzo.core.history.events import EventKind, Json, Reason
from intermezzo.core.practice.model import Kind
from intermezzo.core.practice.prescription import WHY
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.scheduling.ahead import is_over
from intermezzo.core.scheduling.day_state import slot_kind
from intermezzo.core.scheduling.hours import parse_interval
from intermezzo.engine.active_session import rest_of
from intermezzo.engine.commands import offer
from intermezzo.engine.commands.parsing import minutes, time_today
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.starting import require_idle, start
from intermezzo.engine.engine import Engine

GENTLE_FOR = timedelta(hours=NUMBERS.gentle_hours)
GENTLE_WEEK = timedelta(days=7)
"""How long days are gentle once a professional has said that the user may exercise."""
PAUSE = ("meeting", "today")
TODAY = ("work", "off")
MEETING = ("until", "for")
GENTLE = ("on", "off")
BAD_TIME = ("add", "drop")
MOVED_SECONDS = 90.0
"""Seconds of movement that *I just moved* stands for."""


def moved(engine: Engine, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Record that the user has just moved; it answers the open offer."""
    if engine.offer is not None:
        # To have moved does not mean to have done what a physiotherapist prescribed.
        reason = Reason.MOVED if engine.offer.slot.why == WHY else None
        return offer.done(engine, engine.offer, (), now, reason)
    event = engine.state.record(
        EventKind.DONE_ALREADY, now, seconds=MOVED_SECONDS, reason=Reason.MOVED,
        occurrence=engine.day_state.occurrence or engine.state.recorder.new_id(),
        detail={"kind": Kind.INTERLUDE.value},
    )  # fmt: skip
    return CommandResult(message("moved.noted"), (event,))


def bad_time(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Offer nothing in some hours of any day from now on (``add 15:00-16:00``), or again (``drop``)."""
    if len(rest) != 2 or rest[0] not in BAD_TIME:
        raise Malformed("bad_time.usage")
    start, end = (datetime.combine(now, one, engine.state.zone) for one in parse_interval(rest[1]))
    known = engine.state.settings.bad_times
    if rest[0] == "add":
        return CommandResult(
            message("offer.bad_time", start=start, end=end), bad_times=tuple(sorted({*known, rest[1]}))
        )
    if rest[1] not in known:
        raise Fault("undo.nothing")
    return CommandResult(message("undo.done"), bad_times=tuple(one for one in known if one != rest[1]))


def undo(engine: Engine, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Retract the last answer of today: an offer that it closed comes again, with the session that it had.

    After *finish later* go on with the session.
    """
    last = engine.day_state.undoable
    if last is None:
        return _go_on(engine, now)
    given_back = engine.active.give_back(last)
    event = engine.state.retract(last, now)
    engine.state.plan_cache.renew(given_back)
    bad_times = None
    if last.reason is Reason.BAD_TIME:
        known = engine.state.settings.bad_times
        bad_times = tuple(one for one in known if one != last.detail.get("hour"))
    return CommandResult(message("undo.done"), (event,), bad_times=bad_times)


def _go_on(engine: Engine, now: datetime) -> CommandResult:
    """Begin the rest of the session that was to be finished later. Raise Fault if there is none."""
    waits = engine.day_state.put_off
    left = rest_of(engine.state, waits) if waits is not None else None
    if waits is None or left is None:
        raise Fault("undo.nothing")
    require_idle(engine)
    occurrence = waits.occurrence or engine.state.recorder.new_id()
    return start(engine, left, occurrence, slot_kind(waits) or left.kind, now, Reason.ASKED)


def pause(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Pause for some minutes, until the end of the meeting (``meeting``), or of the day (``today``)."""
    what, span = rest[0] if rest else "30m", None
    if what == "today":
        until = engine.state.day_end(now)
    elif what == "meeting":
        coming = next((one for one in engine.day.busy if one.end > now), None)
        if coming is None:
            raise Fault("pause.no_meeting")
        until = coming.end
    else:
        span = minutes(what)
        until = now + timedelta(minutes=span)
    told = message("pause.until", time=until.astimezone(engine.state.zone))
    return _hold_back(engine, Reason.PAUSED, until, now, told, span)


def meeting(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Be in a meeting ``until 14:30`` or ``for 45`` minutes."""
    if len(rest) != 2 or rest[0] not in MEETING:
        raise Malformed("meeting.usage")
    span = minutes(rest[1]) if rest[0] == "for" else None
    until = now + timedelta(minutes=span) if span is not None else time_today(engine, rest[1], now)
    told = message("meeting.until", time=until.astimezone(engine.state.zone))
    return _hold_back(engine, Reason.MEETING_UNTIL, until, now, told, span)


def resume(engine: Engine, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """End a pause; without one, ask as often as usual again after offers that went unanswered."""
    paused = engine.day_state.paused_until is not None
    if not paused and not engine.day_state.asks_less:
        return CommandResult(message("pause.none"))
    event = engine.state.record(EventKind.RESUMED, now, reason=engine.day_state.paused_reason)
    if paused:
        engine.state.plan_cache.take_up()
    else:
        engine.state.plan_cache.renew()
    return CommandResult(message("pause.resumed" if paused else "offers.as_usual"), (event,))


def today(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Work today although it is a day off or the hours are over (``work``), or take today off (``off``).

    The opposite of what was said on the same day retracts it.
    """
    if len(rest) != 1 or rest[0] not in TODAY:
        raise Malformed("today.usage")
    works = rest == ("work",)
    if works and not is_over(engine.day, now):
        return CommandResult(message("today.works_already"))
    if not works and not engine.day.work:
        return CommandResult(message("today.off_already"))
    state, said = engine.state, engine.day_state.whole_day
    rows = [] if engine.offer is None else [engine.active.close(now, EventKind.HELD, Reason.DAY_OFF)]
    if said is not None:
        rows.append(state.retract(said, now))
        state.look(now)
    over = is_over(engine.day, now)
    if works and over:
        rows.append(state.record(EventKind.RESUMED, now, reason=Reason.WORK_TODAY))
    elif not works and engine.day.work and (said is None or not over):
        rows.append(state.record(EventKind.PAUSED, now, reason=Reason.DAY_OFF))
    state.look(now)
    state.plan_cache.renew()
    if not works:
        return CommandResult(message("today.over" if engine.day.work else "today.off"), tuple(rows))
    until = engine.day.work[-1].end.astimezone(state.zone)
    return CommandResult(message("today.works", time=until), tuple(rows))


def gentle(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin gentle days (``on``) or end them (``off``)."""
    if len(rest) != 1 or rest[0] not in GENTLE:
        raise Malformed("gentle.usage")
    if rest == ("off",):
        event = engine.state.record(EventKind.RESUMED, now, reason=Reason.GENTLE)
        return CommandResult(message("gentle.off"), (event,))
    today = engine.state.recorder.day(now)
    prescribed = any(one.holds(today) for one in engine.state.prescriptions)
    return _gentle(engine, GENTLE_FOR, now, "gentle.on_with_prescription" if prescribed else "gentle.on")


def gentle_week(engine: Engine, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin a week of gentle days."""
    return _gentle(engine, GENTLE_WEEK, now, "gentle.week")


def _gentle(engine: Engine, span: timedelta, now: datetime, code: str) -> CommandResult:
    # The session on the card may be too demanding for a gentle day: the next turn offers again.
    minutes = round(span.total_seconds() / 60)
    until = max(now + span, engine.day_state.gentle_until or now).astimezone(engine.state.zone)
    told = message(code, day=until.date(), time=until)
    return _hold_back(engine, Reason.GENTLE, now + span, now, told, minutes)


def _hold_back(
    engine: Engine, reason: Reason, until: datetime, now: datetime, told: Message, span: int | None
) -> CommandResult:
    """Record a pause; ``span`` is its length in minutes if it was said as one."""
    if engine.day_state.paused_until is None:
        engine.state.plan_cache.set_aside()
    rows = [] if engine.offer is None else [engine.active.close(now, EventKind.HELD, reason)]
    detail: dict[str, Json] = {"until": until.isoformat(), **({"minutes": span} if span is not None else {})}
    rows.append(engine.state.record(EventKind.PAUSED, now, reason=reason, detail=detail))
    return CommandResult(told, tuple(rows))
