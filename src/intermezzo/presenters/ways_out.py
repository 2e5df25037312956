"""What is in the way of a session, and the button or command that leads on; notices with an answer."""

from datetime import datetime, tzinfo

from intermezzo.core.history.events import Reason
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock
from intermezzo.presenters.program import typed
from intermezzo.presenters.reasons import because
from intermezzo.presenters.views import NoticeView, WayOut

BLOCKED = "session.blocked"
"""The code of the fault that only an answer to the health question removes."""


def way_out(code: str) -> WayOut | None:
    """Return the way out of what the code of a fault, or the key of a notice, tells of; None without one."""
    place = WayOut(_("Place and body"), ("show", "settings", "place"))
    hours = WayOut(_("Hours"), ("show", "settings", "rhythm"))
    return {
        BLOCKED: WayOut(_("Answer the question"), ("show", "welcome")),
        "session.none_suits": place,
        "session.none_unnoticed": place,
        "slot.outside_hours": hours,
        "slot.bad_time": hours,
        "calendar": WayOut(_("Calendars"), ("show", "settings", "calendars")),
        "autostart": WayOut(_("Look and sound"), ("show", "settings", "look")),
        "settings": WayOut(_("Settings"), ("show", "settings")),
        "tray": WayOut(_("Got it"), ("dismiss", "tray")),
    }.get(code)


def command_line(way: WayOut) -> str:
    """Return the sentence that tells the way out to a terminal."""
    return _("Open it with: {command}").format(command=" ".join((typed(), *way.command)))


def no_hours() -> NoticeView:
    """Return the notice that no day has working hours."""
    line = _("No day has working hours, so nothing is planned.")
    return NoticeView(line, _("Set hours"), ("show", "settings", "rhythm"))


def evening_unanswered() -> NoticeView:
    """Return the notice that the card before bed goes unanswered."""
    line = _("The card before bed went unanswered three nights running. Do you still want it?")
    return NoticeView(line, _("Settings"), ("show", "settings", "rhythm"))


def none_suits() -> NoticeView:
    """Return the notice that the settings leave no session to offer."""
    return NoticeView(_("No session fits your settings."), _("Place and body"), ("show", "settings", "place"))


def call_over() -> NoticeView:
    """Return the notice that a call has ended before its meeting; the user can say that it goes on."""
    return NoticeView(_("Your call seems to be over."), _("Still in it"), ("answer", "still-in-it"))


def held(reason: Reason, since: datetime, zone: tzinfo) -> NoticeView:
    """Return the notice of what has been held for ``reason`` since then."""
    line = _("Waiting since {time}: {reason}.").format(time=clock(since, zone), reason=because(reason))
    return NoticeView(line, _("Offer anyway"), ("anyway",))
