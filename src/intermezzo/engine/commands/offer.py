"""Answers to the open offer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from intermezzo.core.faults import Fault, Malformed, message
from intermezzo.core.history.events import EventKind, Json, Reason
from intermezzo.core.practice.prescription import NOT_TODAY, WHY
from intermezzo.core.practice.selection import Choice
from intermezzo.core.scheduling.decision import free_until, meeting_after
from intermezzo.core.scheduling.hours import bad_time_at
from intermezzo.engine.active_session import OpenOffer
from intermezzo.engine.commands.parsing import minutes
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.starting import start
from intermezzo.engine.engine import Engine
from intermezzo.engine.evening import is_ritual
from intermezzo.engine.session_choice import filled_slot

STILL_IN_IT = "still-in-it"


def answer(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Answer the open offer; the first word says how. Raise Fault if none is open.

    *Still in it* answers that a call seems to be over, with an offer or without.
    """
    what = rest[0] if rest else ""
    if what == STILL_IN_IT and len(rest) == 1:
        return still_in_it(engine, now)
    command = _ANSWERS.get(what)
    if command is None:
        raise Malformed("answer.usage", words=", ".join(ANSWERS))
    if engine.offer is None:
        raise Fault("offer.none")
    return command(engine, engine.offer, rest[1:], now)


def begin(engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin the session of the card; it may use the margin before the meeting.

    Where even that is too short by now, the card offers what still fits, and begins nothing else instead.
    """
    until = free_until(engine.day, now)
    if until is not None and now + timedelta(seconds=offer.session.seconds) > until:
        engine.active.follow_gap(now, offer.free_until)
        left = engine.offer
        if left is not None and left.session is not offer.session:
            told = message("offer.shorter", title=left.session.title, seconds=left.session.seconds)
            return CommandResult(told)
    return start(engine, offer.session, offer.occurrence, offer.slot.kind, now)


def done(
    engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime, reason: Reason | None = None
) -> CommandResult:
    """Record the session of the card as done already."""
    event = engine.active.close(now, EventKind.DONE_ALREADY, reason, seconds=offer.session.active_seconds)
    return CommandResult(message("offer.done"), (event,))


def skip(engine: Engine, _offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Decline this offer."""
    event = engine.active.close(now, EventKind.DECLINED, Reason.SKIPPED)
    return CommandResult(message("offer.skipped"), (event,))


def stopped_before(engine: Engine, offer: OpenOffer) -> Mapping[str, date]:
    """Return the offered exercises of a prescription that were stopped the last time, with the day of it."""
    known = engine.state.practice.stopped_before if offer.slot.why == WHY else {}
    return {name: known[name] for name in sorted(offer.session.movements & known.keys())}


def still_in_it(engine: Engine, now: datetime) -> CommandResult:
    """Give the meeting back whose call seemed to be over. Raise Fault if there is none."""
    rest = engine.day_state.call_over(now)
    if rest is None:
        raise Fault("call.none_over")
    reason = Reason.STILL_IN_CALL
    rows = [] if engine.offer is None else [engine.active.close(now, EventKind.HELD, reason)]
    detail = {"until": rest.end.isoformat()}
    rows.append(engine.state.record(EventKind.PAUSED, now, reason=reason, detail=detail))
    engine.state.plan_cache.renew()
    return CommandResult(message("call.still_in", time=rest.end.astimezone(engine.state.zone)), tuple(rows))


def anyway(engine: Engine, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Offer now what *do not disturb* or a program that keeps the screen on holds. Raise Fault otherwise."""
    row = engine.offer_anyway(now)
    offer = engine.offer
    if row is None or offer is None:
        raise Fault("offer.not_held")
    return CommandResult(message("offer.anyway", title=offer.session.title), (row,))


def quieter(engine: Engine, offer: OpenOffer, now: datetime) -> Choice | None:
    """Return another session that can be done unseen and fits the same gap; none takes a ritual's place."""
    if is_ritual(offer):
        return None
    return engine.state.choices().quieter(offer.session, (offer.free_until - now).total_seconds())


def _snooze(engine: Engine, _offer: OpenOffer, rest: tuple[str, ...], now: datetime) -> CommandResult:
    if rest[:1] == ("meeting",):
        following = meeting_after(engine.day, now)
        if following is None:
            raise Fault("snooze.no_meeting")
        until, detail = following.end + engine.state.rhythm().settle, {}
    else:
        span = minutes(rest[0]) if rest else engine.state.settings.snooze
        until, detail = now + timedelta(minutes=span), {"minutes": span}
    event = engine.active.close(now, EventKind.SNOOZED, detail={"until": until.isoformat(), **detail})
    engine.state.look(now)
    told = "snooze.until" if engine.plan.slots else "snooze.no_room"
    return CommandResult(message(told, time=until.astimezone(engine.state.zone)), (event,))


def _not_today(engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Leave out for today what was stopped the last time; the rest of the prescription comes later."""
    names: list[Json] = [*stopped_before(engine, offer)]
    if not names:
        raise Fault("offer.not_stopped")
    event = engine.active.close(now, EventKind.DECLINED, Reason.SKIPPED, detail={NOT_TODAY: names})
    return CommandResult(message("offer.not_today"), (event,))


def _bad_time(engine: Engine, _offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Offer nothing at this time of day, today and from now on; this one comes after it."""
    zone, known = engine.state.zone, engine.state.settings.bad_times
    hour, span = bad_time_at(now, zone)
    detail = {"until": span.end.isoformat(), "hour": hour}
    event = engine.active.close(now, EventKind.SNOOZED, Reason.BAD_TIME, detail=detail)
    told = message("offer.bad_time", start=span.start.astimezone(zone), end=span.end.astimezone(zone))
    return CommandResult(told, (event,), bad_times=tuple(sorted({*known, hour})))


def _no_more(engine: Engine, _offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    event = engine.active.close(now, EventKind.DECLINED, Reason.NO_MORE_TODAY)
    return CommandResult(message("offer.no_more"), (event,))


def _short(engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin the shortest interlude instead; the micro-session stays owed."""
    until = free_until(engine.day, now, engine.state.rhythm().leave) or offer.free_until
    found = engine.state.choices().shortest((until - now).total_seconds())
    if found is None:
        raise Fault("offer.no_shorter")
    return start(engine, found.session, offer.occurrence, found.session.kind, now)


def _quieter(engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    found = quieter(engine, offer, now)
    if found is None:
        raise Fault("offer.no_quieter")
    slot = filled_slot(offer.slot, found)
    # It waits for an answer as long as a new offer.
    engine.active.offer = replace(offer, slot=slot, session=found.session, since=now)
    return CommandResult(message("offer.instead", title=found.session.title))


_ANSWERS: Mapping[str, Callable[[Engine, OpenOffer, tuple[str, ...], datetime], CommandResult]] = {
    "begin": begin, "snooze": _snooze, "done": done, "short": _short, "quieter": _quieter, "skip": skip,
    "not-today": _not_today, "bad-time": _bad_time, "no-more-today": _no_more,
}  # fmt: skip
ANSWERS = (*_ANSWERS, STILL_IN_IT)
"""The words of every answer."""
