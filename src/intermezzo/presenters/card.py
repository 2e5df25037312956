"""The views of an offer: the card, or the notification with the commands of its buttons."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from intermezzo.core.practice.model import Day, Kind, Place, Session, Slot
from intermezzo.core.practice.prescription import WHY, step_name
from intermezzo.core.scheduling.decision import free_until, meeting_after
from intermezzo.core.settings import Settings
from intermezzo.presenters import _, ways_out
from intermezzo.presenters.durations import clock, length, on_day, steps, stretch, together
from intermezzo.presenters.views import CardView, NotificationView

JUST_ENDED = timedelta(minutes=10)
"""A meeting that ended within this time is named as the reason for the offer."""
_LONG_SINCE = 15.0
"""From so many minutes on the card tells how long ago the user moved."""
_MINUTES_FROM = 105.0
"""From this length in seconds on a notification tells whole minutes."""


def card_view(
    session: Session, slot: Slot, day: Day, settings: Settings, now: datetime, zone: tzinfo, *,
    last_moved: datetime | None, short: bool, quieter: bool, meeting: str = "", call_over: bool = False,
    shorter: bool = False, stopped: str = "",
) -> CardView:  # fmt: skip
    """Return the card for ``session``; ``meeting`` is a name that may be shown, else empty.

    ``call_over``: the rest of a meeting is free because its call seems to be over. ``shorter``: another was
    offered first, for which there is no time any more. ``stopped`` is the line of ``stopped_line``.
    """
    takes = _("now {length} · {steps}") if shorter else _("{length} · {steps}")
    return CardView(
        eyebrow=_free(day, now, zone),
        title=session.title,
        facts=(
            takes.format(length=length(session.seconds), steps=steps(len(session.steps))),
            _("from your physiotherapist") if slot.why == WHY else place_words(session),
        ),
        line=stopped or _line(slot, _why_now(day, now, meeting), shorter=shorter, call_over=call_over),
        since=_since(None if slot.kind is Kind.RITUAL or stopped else last_moved, now),
        session=session,
        snooze_minutes=settings.snooze,
        meeting_later=meeting_after(day, now) is not None,
        short=short and slot.kind is Kind.MICRO,
        quieter=quieter,
        call_over=call_over,
        not_today=bool(stopped),
        dim=slot.kind is Kind.RITUAL,
    )


def _line(slot: Slot, why_now: str, *, shorter: bool, call_over: bool) -> str:
    if slot.why == "again":
        return _("The rest of the session you started.")
    if shorter:
        return _("Less time now, so a shorter one.")
    return ways_out.call_over().line if call_over else why_now


def stopped_line(session: Session, stopped: Mapping[str, date], today: date) -> str:
    """Return when the movements of the session were stopped the last time; empty if none was."""
    if not stopped:
        return ""
    when = on_day(max(stopped.values()), today)
    if session.movements == stopped.keys():
        return _("You stopped this {when}.").format(when=when)
    names = {step.movement.id: step_name(step) for step in session.steps}
    return _("You stopped {names} {when}.").format(names=together([names[one] for one in stopped]), when=when)


def place_words(session: Session) -> str:
    """Return where the session is done: seated · standing, no floor."""
    places = session.places
    if places & {Place.FLOOR}:
        return _("on the floor")
    if places & {Place.BED}:
        return _("lying down")
    if places <= {Place.DESK}:
        return _("seated, quiet") if session.quiet else _("seated")
    if Place.DESK in places:
        return _("seated and standing, no floor")
    return _("standing, no floor")


def kind_name(kind: Kind) -> str:
    """Return the name of a kind of session."""
    return {
        Kind.INTERLUDE: _("Interlude"), Kind.MICRO: _("Micro-session"), Kind.RITUAL: _("Ritual"),
    }[kind]  # fmt: skip


def _free(day: Day, now: datetime, zone: tzinfo) -> str:
    until = free_until(day, now)
    if until is None:
        return _("A free moment")
    at_end = until == day.work[-1].end
    words = _("Free until your day ends, {time}") if at_end else _("Free until {time}")
    return words.format(time=clock(until, zone))


def just_ended(day: Day, now: datetime) -> str:
    """Return what ended just before: ``break``, ``meeting``, or ""."""
    ended = max((one.end for one in day.busy if one.end <= now), default=None)
    if ended is None or now - ended > JUST_ENDED:
        return ""
    return "break" if any(one.end == ended for one in day.breaks) else "meeting"


def _why_now(day: Day, now: datetime, meeting: str) -> str:
    ended = just_ended(day, now)
    if ended == "break":
        return _("Your break has ended.")
    if ended and meeting:
        return _("{meeting} has ended.").format(meeting=meeting)
    return _("Your meeting has ended.") if ended else ""


def _since(last_moved: datetime | None, now: datetime) -> tuple[str, str, str]:
    minutes = (now - last_moved).total_seconds() / 60 if last_moved is not None else 0.0
    if minutes < _LONG_SINCE:
        return ("", "", "")
    before, after = _("{length} since you last moved.").split("{length}")
    return (before, stretch(minutes), after)


ACTIONS: Mapping[str, tuple[str, ...]] = {
    "default": ("show", "card", "today"), "begin": ("answer", "begin"), "snooze": ("answer", "snooze"),
    "not-today": ("answer", "not-today"), "still-in-it": ("answer", "still-in-it"),
}  # fmt: skip
"""The command of each button; ``default`` is a click on the notification itself."""


def notification_view(
    session: Session, day: Day, now: datetime, zone: tzinfo, *, call_over: bool = False, stopped: str = ""
) -> NotificationView:
    """Return the notification for ``session``; ``call_over`` and ``stopped`` are those of ``card_view``."""
    until = free_until(day, now)
    takes = _in_words(session.seconds)
    if call_over:
        body = _("Your call seems to be over. Take {length}?").format(length=takes)
    elif until is not None:
        body = _("You’re free until {time}. Take {length}?").format(time=clock(until, zone), length=takes)
    else:
        body = _("Take {length}?").format(length=takes)
    missing = {*(() if call_over else ("still-in-it",)), *(() if stopped else ("not-today",))}
    labels = {
        "default": _("Show the card"), "begin": _("Begin"), "snooze": _("Snooze"),
        "not-today": _("Not today"), "still-in-it": ways_out.call_over().label,
    }  # fmt: skip
    return NotificationView(
        title=session.title,
        body=f"{stopped} {body}".lstrip(),
        buttons=tuple((key, labels[key]) for key in ACTIONS if key not in missing),
    )


def _in_words(seconds: float) -> str:
    """Return about how long a session takes: 90 seconds, 2 minutes."""
    if seconds < _MINUTES_FROM:
        return _("{n} seconds").format(n=round(seconds / 10) * 10)
    return _("{n} minutes").format(n=round(seconds / 60))
