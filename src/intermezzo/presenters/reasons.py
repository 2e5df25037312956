"""The sentence of every reason code."""

from datetime import datetime, tzinfo

from intermezzo.core.history.events import Reason
from intermezzo.core.scheduling.decision import Decision, Hold, Offer
from intermezzo.presenters import _
from intermezzo.presenters.durations import capital, clock


def because(reason: Reason) -> str:
    """Return a clause that says why an offer is held or nothing is due."""
    return {
        Reason.IN_MEETING: _("you are in a meeting"),
        Reason.MEETING_UNTIL: _("you said that you are in a meeting"),
        Reason.PAUSED: _("you paused"),
        Reason.SNOOZED: _("you asked to be reminded later"),
        Reason.LOCKED: _("the screen is locked"),
        Reason.AWAY: _("you are away"),
        Reason.JUST_BACK: _("there is a moment to arrive first"),
        Reason.TOO_CLOSE: _("there is too little time left here"),
        Reason.QUIET_TIME: _("this is quiet time; it waits for a natural pause"),
        Reason.MICROPHONE: _("you seem to be in a call (microphone in use)"),
        Reason.CAMERA: _("you seem to be in a call (camera in use)"),
        Reason.SCREEN_SHARED: _("the screen is shared"),
        Reason.DO_NOT_DISTURB: _("do not disturb is on"),
        Reason.TYPING: _("you are in the middle of typing"),
        Reason.CLOCK_SUSPECT: _("the clock of this computer looks wrong"),
        Reason.SCREENING: _("the questions of the welcome hold sessions back"),
        Reason.NEXT_SLOT: _("the next moment is planned"),
        Reason.OFFERED: _("an offer is on the screen"),
        Reason.IN_SESSION: _("a session is running"),
        Reason.DAY_DONE: _("today’s movements are done"),
        Reason.DAY_OFF: _("today is a day off"),
        Reason.NO_ROOM: _("the day has no room left"),
        Reason.BEFORE_WORK: _("the working day has not begun"),
        Reason.AFTER_WORK: _("the working day is over"),
        Reason.NO_MORE_TODAY: _("you asked for no more today"),
        Reason.SKIPPED: _("skipped"),
        Reason.GAP_CLOSED: _("the gap closed"),
        Reason.DAY_ENDED: _("the day ended"),
        Reason.MOVED: _("you moved on your own"),
        Reason.GENTLE: _("a gentle day"),
        Reason.FINISHED_HERE: _("finished early"),
        Reason.FINISH_LATER: _("you asked to finish later"),
        Reason.CLOSED_UNEXPECTEDLY: _("Intermezzo closed unexpectedly"),
        Reason.SUSPENDED: _("the computer went to sleep"),
        Reason.UNDO: _("taken back"),
        Reason.ASKED: _("begun by you"),
    }[reason]


def sentence(decision: Decision, now: datetime, zone: tzinfo) -> str:
    """Return one sentence that says what happens next and why."""
    if isinstance(decision, Offer):
        return _("An offer is due now.")
    until = clock(decision.until, zone)
    if isinstance(decision, Hold):
        if (decision.until - now).total_seconds() <= 60:
            return _("Held for the moment: {reason}.").format(reason=because(decision.reason))
        return _("Held until {time}: {reason}.").format(time=until, reason=because(decision.reason))
    if decision.reason is Reason.NEXT_SLOT and decision.slot is not None:
        return _("Next at {time}.").format(time=clock(decision.slot.start, zone))
    return f"{capital(because(decision.reason))}."
