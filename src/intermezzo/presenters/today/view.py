"""The view of the day: what is done, held, owed and planned, and the meetings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Day, Kind, Plan, Slot
from intermezzo.core.scheduling import before_bed
from intermezzo.core.scheduling.ahead import DayAhead, asks_less, is_over
from intermezzo.core.scheduling.calendar_rules import DayEntry
from intermezzo.core.scheduling.day_state import DayState
from intermezzo.core.scheduling.decision import Decision, Hold, Offer, free_until
from intermezzo.core.scheduling.planner import NO_ROOM
from intermezzo.core.scheduling.reflow import Cause, Reflow
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.card import just_ended, kind_name
from intermezzo.presenters.durations import capital, clock, length, number, shown_minutes, stretch, weekday
from intermezzo.presenters.reasons import because, gentle_end, is_for_today, sentence
from intermezzo.presenters.today.ahead import ahead_line, day_name, next_on
from intermezzo.presenters.today.happened import answered, happened, put_off
from intermezzo.presenters.today.reflow import named, reflow_line
from intermezzo.presenters.views import NoticeView, TodayRow, TodayView

_OVER = frozenset({Reason.DAY_OFF, Reason.AFTER_WORK})


@dataclass(frozen=True, slots=True)
class DayFacts:
    """The facts for the Today window: all of one local day, at ``now``."""

    now: datetime
    zone: tzinfo
    local_day: date
    day: Day
    plan: Plan
    day_state: DayState
    decision: Decision
    events: Sequence[Event]
    """Today's effective events."""
    entries: Sequence[DayEntry]
    title: Callable[[str], str]
    """Returns the title of a session by id."""
    status: tuple[str, ...] = ()
    blocked: bool = False
    offered: str = ""
    """The id of the session of the open offer, if it is not the planned one."""
    notices: tuple[NoticeView, ...] = ()
    reflow: Reflow | None = None
    """The change of the plan that is told."""
    ahead: DayAhead | None = None
    """The next working day, if no work is left today."""
    entries_ahead: Sequence[DayEntry] = ()
    day_end: datetime | None = None
    """When the next local day begins."""


def today_view(facts: DayFacts) -> TodayView:
    """Return the view of the Today window."""
    paused, (line, undo) = facts.day_state.paused_until, _answered(facts)
    less = asking_less(facts.day, facts.day_state, facts.now) if paused is None else ()
    as_usual = tuple(NoticeView(one, _("Ask as usual"), ("resume",)) for one in less)
    return TodayView(
        eyebrow=_("Today · {weekday}").format(weekday=weekday(facts.local_day)),
        title=_title(facts),
        line=_line(facts),
        rows=_rows(facts),
        reflow=_moved(facts, answered_too=bool(line)),
        status=(*facts.status, *_impossible_pins(facts), *_carried(facts)),
        off=is_over(facts.day, facts.now),
        answered=line,
        undo=undo,
        paused=clock(paused, facts.zone) if paused is not None else "",
        gentle=gentle_end(facts.day_state.gentle_until, facts.now, facts.zone),
        blocked=facts.blocked,
        moving=facts.decision.reason is Reason.IN_SESSION,
        offered=_offered(facts),
        notices=(*facts.notices, *as_usual),
    )


def _moved(facts: DayFacts, *, answered_too: bool) -> str:
    """Return why the plan has changed; a snooze says so itself, beside *Undo*."""
    told = facts.reflow
    if told is None or (answered_too and told.cause is Cause.SNOOZED and len(told.was) == 1):
        return ""
    return reflow_line(told, facts.zone)


def why_words(slot: Slot, day: Day, now: datetime, zone: tzinfo) -> str:
    """Return why a slot is placed there: what ended before it, and how long it is free. May be empty."""
    start = max(now, slot.start)
    free = free_until(day, start)
    if free is None:
        return ""
    room = stretch(shown_minutes(start, free))
    before = max((one.end for one in day.busy if one.end <= slot.start), default=None)
    since = shown_minutes(before, slot.start) if before is not None else None
    if since is None or since > 10:
        return _("At {time} you have {free} free.").format(free=room, time=clock(start, zone))
    a_break = any(one.end == before for one in day.breaks)
    words = {
        (False, False): _("{minutes} after your meeting ends; {free} free."),
        (False, True): _("A minute after your meeting ends; {free} free."),
        (True, False): _("{minutes} after your break ends; {free} free."),
        (True, True): _("A minute after your break ends; {free} free."),
    }[a_break, since < 1.5]
    return words.format(minutes=stretch(since), free=room)


def _is_offered(facts: DayFacts) -> bool:
    return isinstance(facts.decision, Offer) or facts.decision.reason is Reason.OFFERED


def _offered(facts: DayFacts) -> str:
    slot = facts.decision.slot
    session = facts.offered or (slot.session if slot is not None else "")
    return facts.title(session) if session and _is_offered(facts) else ""


def _title(facts: DayFacts) -> str:
    decision = facts.decision
    if facts.ahead is not None and decision.reason in _OVER:
        return next_on(facts.ahead, facts.local_day, facts.zone)
    if _is_offered(facts):
        title = _offered(facts)
        return _("Now: {title}").format(title=title) if title else _("Time to move")
    if decision.reason is Reason.IN_SESSION:
        return _("Moving")
    if isinstance(decision, Hold) and decision.reason in {Reason.PAUSED, Reason.MEETING_UNTIL}:
        if is_for_today(decision, facts.day_end):
            return _("Quiet for the rest of today")
        return _("Quiet until {time}").format(time=clock(decision.until, facts.zone))
    if decision.slot is not None and decision.slot.start > facts.now:
        return _("Next at {time}").format(time=clock(decision.slot.start, facts.zone))
    if isinstance(decision, Hold):
        return _("Waiting")
    return {
        Reason.DAY_DONE: _("Done for today"),
        Reason.DAY_OFF: _("Day off"),
        Reason.NO_ROOM: _("A full day"),
        Reason.AFTER_WORK: _("The day is over"),
        Reason.NO_MORE_TODAY: _("No more today"),
        Reason.SCREENING: _("Before you begin"),
    }.get(decision.reason, _("Today"))


def _line(facts: DayFacts) -> str:
    decision = facts.decision
    if decision.reason is Reason.SCREENING:
        return _("One question first: does any health condition apply to you?")
    if decision.reason is Reason.NO_ROOM:
        if all(one.reason == NO_ROOM for one in facts.plan.unplaced):
            return _("No room for a movement today, and that’s fine. Start one whenever it suits you.")
        return _("No room for another movement today. No catching up.")
    if facts.ahead is not None and decision.reason in _OVER:
        off, said = not facts.day.work, facts.day_state.whole_day is not None
        return ahead_line(facts.ahead, facts.local_day, facts.zone, off=off, taken_off=said)
    if decision.reason is Reason.DAY_OFF and facts.day_state.whole_day is not None:
        return _("You took today off. Nothing planned.")
    if decision.reason is Reason.DAY_DONE:
        return _("You did everything that fit today.")
    if _is_offered(facts):
        return _moment(facts)
    if is_for_today(decision, facts.day_end):
        return _("You paused until tomorrow.")
    slot = decision.slot
    if slot is not None and slot.start > facts.now and not isinstance(decision, Hold):
        return why_words(slot, facts.day, facts.now, facts.zone)
    return sentence(decision, facts.now, facts.zone)


def _moment(facts: DayFacts) -> str:
    """Return why the offer comes now, and how long it is free."""
    if facts.offered == before_bed.SESSION:
        return _("Only if you like. No catching up.")
    until = free_until(facts.day, facts.now)
    if until is None:
        return sentence(facts.decision, facts.now, facts.zone)
    words = {
        "meeting": _("Your meeting has ended; {free} free."),
        "break": _("Your break has ended; {free} free."),
        "": _("{free} free from now."),
    }[just_ended(facts.day, facts.now)]
    return words.format(free=stretch(shown_minutes(facts.now, until)))


def _rows(facts: DayFacts) -> tuple[TodayRow, ...]:
    """Return the rows in order of time; the line of the present comes after what has begun."""
    rows = [
        *_meetings(facts, facts.entries),
        *_announced(facts),
        *happened(facts.events, facts.title, facts.now, facts.zone),
        *_running(facts),
        *_planned(facts),
    ]
    if facts.ahead is not None:
        # Meetings that are over matter no more; what was done does.
        rows = [pair for pair in rows if pair[1].kind is not None or not pair[1].past]
        return (*_in_order(rows), *_ahead(facts, facts.ahead))
    if rows:
        rows.append((facts.now, TodayRow(clock(facts.now, facts.zone), "", "present")))
    return _in_order(rows)


def _in_order(rows: list[tuple[datetime, TodayRow]]) -> tuple[TodayRow, ...]:
    rows.sort(key=lambda pair: (pair[0], pair[1].state == "present"))
    return tuple(row for _at, row in rows)


def _ahead(facts: DayFacts, ahead: DayAhead) -> tuple[TodayRow, ...]:
    """Return the next working day under a heading; nothing of it can be begun yet."""
    if ahead.plan is None:
        return ()
    rows = [*_meetings(facts, facts.entries_ahead)]
    for index, slot in enumerate(ahead.plan.slots):
        label, lasts = _slot_title(facts, slot), length((slot.end - slot.start).total_seconds())
        why = why_words(slot, ahead.day, facts.now, facts.zone)
        row = TodayRow(
            clock(slot.start, facts.zone), label, "planned" if index else "next", lasts, slot.kind, why=why
        )
        rows.append((slot.start, row))
    name = day_name(ahead.date, facts.local_day)
    return (TodayRow("", name, "heading"), *(replace(row, day=name) for row in _in_order(rows)))


def _slot_title(facts: DayFacts, slot: Slot) -> str:
    return facts.title(slot.session) if slot.session else kind_name(slot.kind)


def _meetings(facts: DayFacts, entries: Sequence[DayEntry]) -> Iterator[tuple[datetime, TodayRow]]:
    for entry in entries:
        label = _("Private") if entry.private else entry.label or _("Busy")
        yield entry.start, _entry_row(facts, entry.start, entry.end, label, entry.state)


def _announced(facts: DayFacts) -> Iterator[tuple[datetime, TodayRow]]:
    """Return announced meetings, except those ended within a minute."""
    for one in facts.day_state.meetings:
        if one.minutes >= 1:
            yield one.start, _entry_row(facts, one.start, one.end, _("In a meeting"), "busy")


def _entry_row(facts: DayFacts, start: datetime, end: datetime, label: str, state: str) -> TodayRow:
    """Return the row of a meeting, break or quiet time.

    While it runs it stands above the line of the present. Its note says until when, so that it does not
    look over.
    """
    if start <= facts.now < end < facts.now + timedelta(days=1):
        note = _("until {time}").format(time=clock(end, facts.zone))
    else:
        note = stretch(shown_minutes(start, end))
    return TodayRow(clock(start, facts.zone), label, state, note, past=end <= facts.now)


def _running(facts: DayFacts) -> Iterator[tuple[datetime, TodayRow]]:
    """Return the session under way, which need not be the one that was planned for now."""
    begun = next((one for one in reversed(facts.events) if one.kind is EventKind.BEGUN), None)
    if facts.decision.reason is Reason.IN_SESSION and begun is not None:
        kind = begun.detail.get("kind")
        row = TodayRow(
            clock(begun.at, facts.zone), facts.title(begun.session or ""), "now", _("now"),
            Kind(kind) if isinstance(kind, str) else None,
        )  # fmt: skip
        yield begun.at, row


def _planned(facts: DayFacts) -> Iterator[tuple[datetime, TodayRow]]:
    """Return the slots to come; until the health question is answered none of them is the next."""
    asked = facts.decision.reason is Reason.SCREENING
    for index, slot in enumerate(facts.plan.slots):
        due = slot.start <= facts.now or (index == 0 and facts.plan.is_due(facts.now))
        if due and facts.decision.reason is Reason.IN_SESSION:
            continue  # the session under way takes its place, or it gets another one afterwards
        held = due and (asked or isinstance(facts.decision, Hold))
        first = "now" if due else "planned" if asked else "next"
        state = "held" if held else first if index == 0 else "planned"
        lasts = length((slot.end - slot.start).total_seconds())
        pinned = facts.day_state.pin_at(slot.start) is not None
        why = why_words(slot, facts.day, facts.now, facts.zone)
        words = {
            "held": _("waiting"),
            "now": _("now · {length}"),
            "next": _("next · {length}"),
            "pinned": _("set by you · {length}"),
        }
        note = words.get("pinned" if pinned and not due else state, "{length}").format(length=lasts)
        row = TodayRow(
            at=clock(slot.start, facts.zone),
            label=_slot_title(facts, slot),
            state=state,
            note=note,
            kind=slot.kind,
            slot=slot.start.isoformat(),
            # A reason is too long for a note beside the title.
            why=f"{capital(because(facts.decision.reason))}." if held else why,
            pinned=pinned,
        )
        yield slot.start, row


def _impossible_pins(facts: DayFacts) -> Iterator[str]:
    """Return the times still to come that the user has set and that the plan cannot keep."""
    starts = {slot.start for slot in facts.plan.slots}
    told = named(facts.reflow.was) if facts.reflow is not None else ()
    if facts.day.work and not facts.day_state.no_more:
        for pin in facts.day_state.pins:
            if pin.start > facts.now and pin.start not in starts and pin.start not in told:
                time = clock(pin.start, facts.zone)
                yield _("{time}, which you set, isn’t possible any more.").format(time=time)


def _carried(facts: DayFacts) -> tuple[str, ...]:
    """Return the notice of slots that found no place, or no answer, once and without calling them a debt."""
    stand = facts.day_state
    if facts.decision.reason is Reason.NO_ROOM or stand.gentle_until is not None or stand.asks_less:
        return ()
    ended = [event.detail.get("owed") for event in facts.events if event.reason is Reason.DAY_ENDED]
    owed, unplaced = next((n for n in ended if isinstance(n, int)), 0), len(facts.plan.unplaced)
    if owed:  # some of them may have been offered
        words = ngettext(
            "{n} more didn’t happen today. No catching up.",
            "{n} more didn’t happen today. No catching up.",
            owed,
        )
    else:
        words = ngettext(
            "{n} more didn’t fit today. No catching up.",
            "{n} more didn’t fit today. No catching up.",
            unplaced,
        )
    return (words.format(n=capital(number(owed or unplaced))),) if owed or unplaced else ()


def asking_less(day: Day, stand: DayState, now: datetime) -> tuple[str, ...]:
    """Return the line that fewer come today, if so."""
    if not asks_less(day, stand, now):
        return ()
    words = _("{n} offers went unanswered, so fewer come today. Answer one, or choose “Ask as usual”.")
    return (words.format(n=capital(number(stand.ignored))),)


def _answered(facts: DayFacts) -> tuple[str, str]:
    """Return the line of the last answer and the name of its *Undo*; empty without one."""
    stand = facts.day_state
    if stand.undoable is not None:
        return answered(stand.undoable, facts.now, facts.zone)
    if facts.decision.reason is not Reason.IN_SESSION and stand.put_off is not None:
        return put_off(facts.plan.slots, facts.zone)
    return ("", "")
