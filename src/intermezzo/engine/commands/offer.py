"""Everything a person can say, in the same plain words from card, tray, window and command line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import LIMITS, Kind, Session, Slot
from intermezzo.core.practice.prescription import WHY, session_of
from intermezzo.core.practice.selection import Choice
from intermezzo.core.scheduling.decision import free_until, meeting_after
from intermezzo.engine.active_session import OpenOffer
from intermezzo.engine.commands import repertoire
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.session import felt, not_for_me
from intermezzo.engine.engine import Engine
from intermezzo.engine.session_choice import filled_slot
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock
from intermezzo.presenters.prescription import goes_on, set_name

GENTLE_HOURS = 48
MOVED_SECONDS = 90.0
"""What *I just moved* and *done already* stand for."""


def answer(engine: Engine, words: Sequence[str], now: datetime) -> CommandResult:
    """Do what the words say. Raises Fault when it cannot be done now, Malformed when it is not understood."""
    engine.look(now)
    verb, rest = (words[0], tuple(words[1:])) if words else ("", ())
    command = _COMMANDS.get(verb)
    if command is None:
        raise Malformed(_("“{words}” is not a command; see intermezzo --help").format(words=" ".join(words)))
    reply = command(engine, rest, now)
    engine.look(now)
    return reply


def _answer(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    what = rest[0] if rest else ""
    command = _ANSWERS.get(what)
    if command is None:
        raise Malformed(_("answer takes one of: {words}").format(words=", ".join(sorted(_ANSWERS))))
    if engine.offer is None:
        raise Fault(_("No offer is open just now; intermezzo now begins one."))
    return command(engine, engine.offer, rest[1:], now)


def _begin(engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    return _start(engine, _fitted(engine, offer.session, now), offer.occurrence, offer.slot.kind, now)


def _start(
    engine: Engine, session: Session, occurrence: str, answers: Kind, now: datetime,
    reason: Reason = Reason.OFFERED,
) -> CommandResult:  # fmt: skip
    _must_be_clear(engine)
    event = engine.begin(now, session, occurrence, answers, reason)
    return CommandResult(_("Begun: {title}.").format(title=session.title), (event,), session)


def _fitted(engine: Engine, session: Session, now: datetime) -> Session:
    """The session, or another where the gap has become too short for it; as it is, where none fits."""
    until = free_until(engine.day, now, engine.rhythm().leave)
    if until is None or now + timedelta(seconds=session.seconds) <= until:
        return session
    choosing, seconds = engine.choosing(), (until - now).total_seconds()
    found = choosing.fitting(session.kind, seconds) or choosing.fitting(Kind.INTERLUDE, seconds)
    return found.session if found is not None else session


def _snooze(engine: Engine, _offer: OpenOffer, rest: tuple[str, ...], now: datetime) -> CommandResult:
    if rest[:1] == ("meeting",):
        following = meeting_after(engine.day, now)
        if following is None:
            raise Fault(_("No meeting is left today with time after it; snooze for some minutes instead."))
        until = following.end + engine.rhythm().settle
    else:
        until = now + timedelta(minutes=_minutes(rest[0]) if rest else engine.settings.snooze)
    event = engine.close(now, EventKind.SNOOZED, detail={"until": until.isoformat()})
    engine.look(now)
    line = _("Later, at {time} or the next moment after.")
    if not engine.plan.slots:
        line = _("After {time} this day has no room left; nothing is owed for it.")
    return CommandResult(line.format(time=clock(until, engine.zone)), (event,))


def _done(
    engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime, reason: Reason | None = None
) -> CommandResult:
    event = engine.close(now, EventKind.DONE_ALREADY, reason, seconds=offer.session.active_seconds)
    return CommandResult(_("Noted as done."), (event,))


def _skip(engine: Engine, _offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    event = engine.close(now, EventKind.DECLINED, Reason.SKIPPED)
    return CommandResult(_("Skipped. Nothing is owed for it."), (event,))


def _no_more(engine: Engine, _offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    event = engine.close(now, EventKind.DECLINED, Reason.NO_MORE_TODAY)
    return CommandResult(_("No more today. Until tomorrow."), (event,))


def _short(engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Only 90 seconds: an interlude in the place of a micro-session."""
    until = free_until(engine.day, now, engine.rhythm().leave) or offer.free_until
    found = engine.choosing().shortest((until - now).total_seconds())
    if found is None:
        raise Fault(_("No shorter session fits before the next meeting."))
    return _start(engine, found.session, offer.occurrence, offer.slot.kind, now)


def _quieter(engine: Engine, offer: OpenOffer, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Another one stands on the same card."""
    found = quieter(engine, offer, now)
    if found is None:
        raise Fault(_("No quieter session fits here."))
    slot = filled_slot(offer.slot, offer.slot.start, found)
    engine.offer = replace(offer, slot=slot, session=found.session)
    return CommandResult(_("Instead: {title}.").format(title=found.session.title))


def quieter(engine: Engine, offer: OpenOffer, now: datetime) -> Choice | None:
    """Another session that can be done unseen and fits the same gap."""
    return engine.choosing().quieter(offer.session, (offer.free_until - now).total_seconds())


def _now(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin one without being asked. It answers the offer or what is owed; a ritual answers neither."""
    _must_be_free(engine)
    session = _asked(engine, rest, now)
    if session.kind is Kind.RITUAL:
        return _beside(engine, session, engine.recorder.new_id(), Kind.RITUAL, now)
    return _unasked(engine, session, now)


def _unasked(engine: Engine, session: Session, now: datetime) -> CommandResult:
    """Begin a session that answers the offer, or what is owed."""
    offer = engine.offer
    occurrence = engine.day_state.occurrence if offer is None else offer.occurrence
    answers = session.kind if offer is None else offer.slot.kind
    return _start(engine, session, occurrence or engine.recorder.new_id(), answers, now, Reason.ASKED)


def _prescribed(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin all that a physiotherapist's plan has open today, however long that is."""
    if rest[:1] != ("begin",):
        raise Malformed(_("say: plan begin, or: plan add FILE"))
    _must_be_free(engine)
    opens = engine.prescribed()
    wanted = rest[1] if len(rest) > 1 else opens[0].plan.id if opens else ""
    chosen = [one for one in opens if one.plan.id == wanted]
    if not chosen:
        raise Fault(_("Your physiotherapist’s plan has nothing open today."))
    return _unasked(engine, session_of(chosen, set_name), now)


def _asked(engine: Engine, rest: tuple[str, ...], now: datetime) -> Session:
    """The session that is named, or a practice of the movement; else an interlude that fits."""
    if rest:
        named = engine.session(rest[0])
        if named is None:
            names = ", ".join(one.id for one in engine.sessions)
            raise Fault(
                _("There is no session “{name}”; there are: {names}").format(name=rest[0], names=names)
            )
        return named
    until = free_until(engine.day, now, engine.rhythm().leave)
    seconds = LIMITS["micro"][1] if until is None else (until - now).total_seconds()
    choosing = engine.choosing()
    found = choosing.fitting(Kind.INTERLUDE, seconds) or choosing.fitting(Kind.INTERLUDE, LIMITS["micro"][1])
    if found is None:
        raise Fault(_("No session suits these settings; see Settings, Place and body."))
    return found.session


def _beside(engine: Engine, session: Session, occurrence: str, answers: Kind, now: datetime) -> CommandResult:
    """Begin something other than what the card offers: the offer is held, not answered."""
    _must_be_clear(engine)
    held = [] if engine.offer is None else [engine.close(now, EventKind.HELD, Reason.IN_SESSION)]
    reply = _start(engine, session, occurrence, answers, now, Reason.ASKED)
    return replace(reply, record=(*held, *reply.record))


def _begin_slot(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Begin a planned slot before its time."""
    _must_be_free(engine)
    slot = _slot(engine, rest)
    if engine.offer is not None and _on_card(engine, slot, now):
        return _begin(engine, engine.offer, (), now)
    session = engine.session(slot.session)
    if session is None:
        raise Fault(_("That moment is no longer planned."))
    return _beside(engine, _fitted(engine, session, now), _occurrence(engine, slot), slot.kind, now)


def _skip_slot(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    slot = _slot(engine, rest)
    if engine.offer is not None and _on_card(engine, slot, now):
        return _skip(engine, engine.offer, (), now)
    event = engine.note(
        engine.recorder.event(
            EventKind.DECLINED, now, occurrence=_occurrence(engine, slot), session=slot.session or None,
            reason=Reason.SKIPPED, detail={"kind": slot.kind.value, "slot": slot.start.isoformat()},
        )
    )  # fmt: skip
    return CommandResult(_("Skipped. Nothing is owed for it."), (event,))


def _on_card(engine: Engine, slot: Slot, now: datetime) -> bool:
    """Whether the slot is the one that is due, and so the one that an open offer is for."""
    return slot == engine.plan.slots[0] and slot.start <= now


def _occurrence(engine: Engine, slot: Slot) -> str:
    """What was held or offered before goes on with the first slot; a later one is its own."""
    carried = engine.day_state.occurrence
    if carried is not None and engine.offer is None and slot == engine.plan.slots[0]:
        return carried
    return engine.recorder.new_id()


def _moved(engine: Engine, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    if engine.offer is not None:
        # To have moved is not to have done what a physiotherapist wrote.
        reason = Reason.MOVED if engine.offer.slot.why == WHY else None
        return _done(engine, engine.offer, (), now, reason)
    event = engine.note(
        engine.recorder.event(
            EventKind.DONE_ALREADY, now, occurrence=engine.day_state.occurrence or engine.recorder.new_id(),
            seconds=MOVED_SECONDS, reason=Reason.MOVED, detail={"kind": Kind.INTERLUDE.value},
        )
    )  # fmt: skip
    return CommandResult(_("Noted: you moved."), (event,))


def _undo(engine: Engine, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    last = engine.day_state.undoable
    if last is None:
        raise Fault(_("There is no answer of today to take back."))
    event = engine.note(
        engine.recorder.event(
            EventKind.RETRACTED, now, occurrence=last.occurrence, reason=Reason.UNDO, detail={"id": last.id}
        )
    )
    engine.planning.renew()
    return CommandResult(_("Taken back."), (event,))


def _pause(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    """Every pause has an end."""
    what = rest[0] if rest else "30m"
    if what == "today":
        until = engine.day_end(now)
    elif what == "meeting":
        coming = next((one for one in engine.day.busy if one.end > now), None)
        if coming is None:
            raise Fault(_("There is no further meeting today; pause for some minutes instead."))
        until = coming.end
    else:
        until = now + timedelta(minutes=_minutes(what))
    return _hold_back(engine, Reason.PAUSED, until, now, _("Paused until {time}."))


def _meeting(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    if len(rest) != 2 or rest[0] not in {"until", "for"}:
        raise Malformed(_("say: meeting until 14:30, or: meeting for 45"))
    until = (
        _clock_time(engine, rest[1], now)
        if rest[0] == "until"
        else now + timedelta(minutes=_minutes(rest[1]))
    )
    return _hold_back(engine, Reason.MEETING_UNTIL, until, now, _("In a meeting until {time}."))


def _hold_back(engine: Engine, reason: Reason, until: datetime, now: datetime, line: str) -> CommandResult:
    rows = []
    if engine.offer is not None:
        rows.append(engine.close(now, EventKind.HELD, reason))
    rows.append(
        engine.note(
            engine.recorder.event(EventKind.PAUSED, now, reason=reason, detail={"until": until.isoformat()})
        )
    )
    return CommandResult(line.format(time=clock(until, engine.zone)), tuple(rows))


def _resume(engine: Engine, _rest: tuple[str, ...], now: datetime) -> CommandResult:
    if engine.day_state.paused_until is None:
        return CommandResult(_("Nothing is paused."))
    event = engine.note(engine.recorder.event(EventKind.RESUMED, now, reason=engine.day_state.paused_reason))
    engine.planning.renew()
    return CommandResult(_("Resumed."), (event,))


def _gentle(engine: Engine, rest: tuple[str, ...], now: datetime) -> CommandResult:
    if rest not in {("on",), ("off",)}:
        raise Malformed(_("say: gentle on, or: gentle off"))
    if rest == ("off",):
        event = engine.note(engine.recorder.event(EventKind.RESUMED, now, reason=Reason.GENTLE))
        return CommandResult(_("Back to the usual rhythm."), (event,))
    until = now + timedelta(hours=GENTLE_HOURS)
    # What the card shows may be more than gentle: the next turn offers again.
    rows = [] if engine.offer is None else [engine.close(now, EventKind.HELD, Reason.GENTLE)]
    rows.append(
        engine.note(
            engine.recorder.event(
                EventKind.PAUSED, now, reason=Reason.GENTLE, detail={"until": until.isoformat()}
            )
        )
    )
    line = _("Gentle for two days: the easiest movements, nothing owed.")
    return CommandResult(
        f"{line} {goes_on(engine.prescriptions, engine.recorder.day(now))}".strip(), tuple(rows)
    )


def _must_be_clear(engine: Engine) -> None:
    if not engine.screening_passed:
        raise Fault(
            _("Sessions are held back by your answer in the welcome; intermezzo welcome opens it again.")
        )


def _must_be_free(engine: Engine) -> None:
    _must_be_clear(engine)
    if engine.running is not None:
        raise Fault(_("A session is running already."))


def _slot(engine: Engine, rest: tuple[str, ...]) -> Slot:
    for slot in engine.plan.slots:
        if rest and slot.start.isoformat() == rest[0]:
            return slot
    raise Fault(_("That moment is no longer planned."))


def _minutes(text: str) -> int:
    """Minutes of "20", "30m", "1h" or "1h30"."""
    found = re.fullmatch(r"(?:(\d{1,2})h)?(?:(\d{1,4})m?)?", text)
    total = int(found[1] or 0) * 60 + int(found[2] or 0) if found is not None else 0
    if not 1 <= total <= 24 * 60:
        raise Malformed(_("“{text}” is not a length of time; write 20, 30m, 1h or 1h30").format(text=text))
    return total


def _clock_time(engine: Engine, text: str, now: datetime) -> datetime:
    """The next moment, before this day ends, at which the local clock shows the time."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text)
    if found is None:
        raise Malformed(_("“{text}” is not a time of day; write it as 14:30").format(text=text))
    today = now.astimezone(engine.zone).date()
    shown = time(int(found[1]), int(found[2]))
    moments = (
        datetime.combine(day, shown.replace(fold=fold), engine.zone).astimezone(UTC)
        for day in (today, today + timedelta(days=1))
        for fold in (0, 1)
    )
    until = min((one for one in moments if one > now), default=now)
    if not now < until <= engine.day_end(now):
        raise Fault(_("{time} is over today; say a time that is still to come.").format(time=text))
    return until


_ANSWERS: Mapping[str, Callable[[Engine, OpenOffer, tuple[str, ...], datetime], CommandResult]] = {
    "begin": _begin, "snooze": _snooze, "done": _done, "short": _short, "quieter": _quieter, "skip": _skip,
    "no-more-today": _no_more,
}  # fmt: skip
_COMMANDS: Mapping[str, Callable[[Engine, tuple[str, ...], datetime], CommandResult]] = {
    "answer": _answer, "now": _now, "begin": _begin_slot, "skip": _skip_slot, "moved": _moved, "undo": _undo,
    "pause": _pause, "resume": _resume, "meeting": _meeting, "gentle": _gentle, "plan": _prescribed,
    "repertoire": repertoire.in_or_out, "felt": felt, "not-for-me": not_for_me,
}  # fmt: skip
