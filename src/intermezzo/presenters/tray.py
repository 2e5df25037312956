"""The view of the tray: state, tooltip and menu."""

from collections.abc import Iterable
from datetime import datetime, tzinfo

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Day, Session
from intermezzo.core.scheduling.decision import Decision, Hold, Wait, meeting_after
from intermezzo.presenters import _
from intermezzo.presenters.durations import capital, clock, length
from intermezzo.presenters.reasons import because, gentle_end, is_for_today, sentence
from intermezzo.presenters.today.view import why_words
from intermezzo.presenters.views import TrayView

NamedSessions = tuple[tuple[str, tuple[str, ...]], ...]
"""What is begun by its name rather than because it fits: (words, command)."""


def tray_view(
    decision: Decision, day: Day, sessions: NamedSessions, now: datetime, zone: tzinfo, *,
    next_title: str, offered: bool, in_session: bool, gentle: datetime | None, blocked: bool,
    snooze_minutes: int, call_over: bool = False, asks_less: bool = False, notice: str = "", ahead: str = "",
    day_end: datetime | None = None,
) -> TrayView:  # fmt: skip
    """Return the tray's view; ``next_title`` is the title of the next planned session.

    ``gentle`` is the end of gentle days. ``ahead`` says when the next working day begins, where no work is
    left today.

    ``sessions`` are those of ``named``. ``notice`` is about the calendars and becomes the tooltip's
    last line.
    """
    held = isinstance(decision, Hold)
    paused = held and decision.reason in {Reason.PAUSED, Reason.MEETING_UNTIL}
    states = {
        "moving": in_session,
        "due": offered,
        "paused": paused,
        "held": held,
        "gentle": gentle is not None,
    }
    state = next((name for name, holds in states.items() if holds), "resting")
    line = next_line(decision, next_title, now, zone, offered=offered)
    if is_for_today(decision, day_end):
        line = _("You paused for the rest of today")
    second = _second_line(decision, day, now, zone)
    if ahead and isinstance(decision, Wait) and decision.slot is None and not offered:
        line, second = ahead, _("Intermezzo · {line}").format(line=line)
    return TrayView(
        state=state,
        tooltip="\n".join(filter(None, (line, second, notice))),
        next_line=_("Today · {line}").format(line=line),
        offered=offered,
        call_over=call_over,
        in_session=in_session,
        paused=paused,
        gentle=gentle_end(gentle, now, zone),
        asks_less=asks_less and not paused,
        meeting_later=meeting_after(day, now) is not None,
        blocked=blocked,
        sessions=sessions,
        snooze_minutes=snooze_minutes,
    )


def next_line(
    decision: Decision, next_title: str, now: datetime, zone: tzinfo, *, offered: bool = False
) -> str:
    """Return the next moment and its reason in one line."""
    if offered:
        return _("Now: {title}").format(title=next_title)
    if isinstance(decision, Hold) and decision.reason in {Reason.PAUSED, Reason.MEETING_UNTIL}:
        return _("{reason}, until {time}").format(
            reason=capital(because(decision.reason)), time=clock(decision.until, zone)
        )
    slot = decision.slot
    if slot is not None and slot.start > now:
        return _("Next at {time}: {title}").format(time=clock(slot.start, zone), title=next_title)
    return sentence(decision, now, zone).rstrip(".")


def _second_line(decision: Decision, day: Day, now: datetime, zone: tzinfo) -> str:
    """Return the program's name, and why the next slot is placed where it is."""
    slot = decision.slot
    if not isinstance(decision, Wait) or slot is None or decision.reason is not Reason.NEXT_SLOT:
        return _("Intermezzo")
    why = why_words(slot, day, now, zone)
    return _("Intermezzo · {line}").format(line=why) if why else _("Intermezzo")


def named(rituals: Iterable[Session], *, prescribed: bool) -> NamedSessions:
    """Return the prescription, if something of it is open, and the rituals."""
    own = ((_("From your physiotherapist"), ("prescription", "begin")),) if prescribed else ()
    return own + tuple(
        (_("{title} · {length}").format(title=one.title, length=length(one.seconds)), ("now", one.id))
        for one in rituals
    )
