"""Why the plan of the day has changed, in one line."""

from datetime import tzinfo

from intermezzo.core.scheduling.reflow import Cause, Reflow
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock


def reflow_line(told: Reflow, zone: tzinfo) -> str:
    """Return what has moved, and why."""
    why = {
        Cause.MEETING_CAME: _("a meeting came"),
        Cause.MEETING_MOVED: _("a meeting moved"),
        Cause.MEETING_WENT: _("a meeting is gone"),
        Cause.IN_MEETING: _("you’re in a meeting"),
        Cause.CALL_ON: _("your call ran over"),
        Cause.CALL_OVER: _("your call ended early"),
        Cause.SNOOZED: _("you snoozed it"),
        Cause.PINNED: _("you set a time"),
        Cause.SKIPPED: _("you skipped one"),
        Cause.UNANSWERED: _("the offer went unanswered"),
        Cause.MOVED: _("you’ve just moved"),
        Cause.AWAY: _("you were away"),
        Cause.PAUSED: _("you paused"),
        Cause.GENTLE: _("it’s a gentle day"),
    }[told.cause]
    if told.was is None or told.to is None:
        lost, at = told.was is not None, told.was or told.to or told.at
        words = _("No more room at {time}: {why}.") if lost else _("New at {time}: {why}.")
        return words.format(time=clock(at, zone), why=why)
    words = _("Moved from {was} to {to}: {why}.")
    return words.format(was=clock(told.was, zone), to=clock(told.to, zone), why=why)
