"""What was done, skipped or covered on a day, as rows; the last answer in one line beside *Undo*."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from intermezzo.core.history.events import Event, EventKind, Reason, hardly_begun
from intermezzo.core.practice.model import Kind, Slot
from intermezzo.core.practice.prescription import NOT_TODAY
from intermezzo.core.scheduling.day_state import moved_interval
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock, length, stretch
from intermezzo.presenters.views import TodayRow

_SHOWN = {
    EventKind.COMPLETED: "done", EventKind.DONE_ALREADY: "done", EventKind.PARTIAL: "partial",
    EventKind.INTERRUPTED: "partial", EventKind.DECLINED: "declined", EventKind.AWAY: "covered",
}  # fmt: skip


def happened(
    events: Iterable[Event], title: Callable[[str], str], now: datetime, zone: tzinfo
) -> Iterator[tuple[datetime, TodayRow]]:
    """Yield a row with its time for each session, break and skip of (effective) events.

    ``title`` returns the title of a session by id.
    """
    begun: dict[str | None, datetime] = {}
    for event in events:
        if event.kind is EventKind.BEGUN:
            begun[event.occurrence] = event.at
        state = "left_out" if NOT_TODAY in event.detail else _SHOWN.get(event.kind)
        if state is None or (event.kind is EventKind.AWAY and not event.detail.get("covers")):
            continue
        if hardly_begun(event):
            continue
        text = event.detail.get("kind")
        kind = Kind(text) if isinstance(text, str) else None
        start, label, note = _start(event, begun), _label(event, title), _note(event)
        past = start <= now
        yield start, TodayRow(clock(start, zone), label, state, note, kind, past=past)


def _start(event: Event, begun: Mapping[str | None, datetime]) -> datetime:
    """Return when it began: of a session, whose seconds are the active ones, by its row of the beginning."""
    if event.kind is EventKind.DECLINED and (slot := event.detail_time("slot")) is not None:
        return slot
    if event.kind in {EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED, EventKind.AWAY}:
        start = begun.get(event.occurrence)
        return start if start is not None and start <= event.at else moved_interval(event).start
    return event.at


def _label(event: Event, title: Callable[[str], str]) -> str:
    if event.kind is EventKind.AWAY:
        return _("Your own break")
    if event.reason is Reason.MOVED or not event.session:
        return _("You moved")
    return title(event.session)


def _note(event: Event) -> str:
    if event.kind is EventKind.AWAY:
        return stretch((event.seconds or 0) / 60)
    words = {
        EventKind.DECLINED: _("left out") if NOT_TODAY in event.detail else _("skipped"),
        EventKind.DONE_ALREADY: _("done"),
        EventKind.COMPLETED: _("done · {length}"),
        EventKind.PARTIAL: _("partly done · {length}"),
        EventKind.INTERRUPTED: _("{length} done, then interrupted"),
    }[event.kind]
    if event.reason is Reason.FINISH_LATER:
        words = _("{length} done, the rest later")
    return words.format(length=length(event.seconds or 0))


def answered(event: Event, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """Return the line of an answer and the name of its *Undo*; both empty once a snooze is over."""
    until, at = event.detail_time("until"), clock(event.at, zone)
    if event.kind is EventKind.SNOOZED and until is not None and until <= now:
        return ("", "")
    if NOT_TODAY in event.detail:
        return _("Left out for today."), _("Undo “not today”")
    words = {
        Reason.NO_MORE_TODAY: (_("No more today, since {at}."), _("Undo “no more today”")),
        Reason.BAD_TIME: (_("Nothing at this time of day; the next from {until} on."),
            _("Undo “bad time of day”")),
        Reason.DAY_OFF: (_("Day off, since {at}."), _("Undo “day off today”")),
        Reason.WORK_TODAY: (_("Working today, since {at}."), _("Undo “work today”")),
        Reason.ASKED: (_("Set to {until}."), _("Undo the time you set")),
        Reason.MOVED: (_("You moved at {at}."), _("Undo “I just moved”")),
    }  # fmt: skip
    kinds = {
        EventKind.SNOOZED: (_("Snoozed until {until}."), _("Undo the snooze")),
        EventKind.DECLINED: (_("Skipped at {at}."), _("Undo the skip")),
        EventKind.DONE_ALREADY: (_("Done at {at}."), _("Undo “done already”")),
    }
    line, name = words.get(event.reason) or kinds[event.kind] if event.reason else kinds[event.kind]
    return line.format(at=at, until=clock(until, zone) if until is not None else ""), name


def put_off(slots: Sequence[Slot], zone: tzinfo) -> tuple[str, str]:
    """Return when the rest of a session comes that the user finishes later, and the name of its *Undo*."""
    name = _("Undo “finish later”: go on now")
    if not slots:
        return _("The rest can wait; there’s no room for it today."), name
    return _("The rest comes at {time}, or in the next gap.").format(time=clock(slots[0].start, zone)), name
