"""The sentence of every reason code, and of why a session was chosen."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Area
from intermezzo.core.scheduling.decision import Decision, Hold, Offer
from intermezzo.presenters import _
from intermezzo.presenters.areas import area_list
from intermezzo.presenters.durations import capital, clock, day_month, weekday


def because(reason: Reason) -> str:
    """Return a clause that says why an offer is held or nothing is due."""
    return {
        Reason.IN_MEETING: _("you’re in a meeting"),
        Reason.MEETING_UNTIL: _("you said you’re in a meeting"),
        Reason.PAUSED: _("you paused"),
        Reason.SNOOZED: _("you snoozed it"),
        Reason.LOCKED: _("the screen is locked"),
        Reason.AWAY: _("you’re away"),
        Reason.JUST_BACK: _("you’re just settling in"),
        Reason.TOO_CLOSE: _("there’s too little time before your next meeting"),
        Reason.QUIET_TIME: _("it’s quiet time; waiting for a natural pause"),
        Reason.MICROPHONE: _("you seem to be in a call (microphone in use)"),
        Reason.CAMERA: _("you seem to be in a call (camera in use)"),
        Reason.CALL_RUNNING: _("your call is still running"),
        Reason.SCREEN_SHARED: _("you’re sharing your screen"),
        Reason.PRESENTING: _("you’re presenting"),
        Reason.INHIBITED: _("a program keeps the screen on, as for a video or a call"),
        Reason.DO_NOT_DISTURB: _("do not disturb is on"),
        Reason.TYPING: _("you’re typing"),
        Reason.CLOCK_SUSPECT: _("this computer’s clock looks wrong"),
        Reason.SCREENING: _("the health question isn’t answered yet"),
        Reason.NEXT_SLOT: _("the next session is planned"),
        Reason.OFFERED: _("an offer is open"),
        Reason.IN_SESSION: _("a session is running"),
        Reason.DAY_DONE: _("today’s movements are done"),
        Reason.DAY_OFF: _("it’s your day off"),
        Reason.NO_ROOM: _("there’s no room left today"),
        Reason.BEFORE_WORK: _("your working day hasn’t started"),
        Reason.AFTER_WORK: _("your working day is over"),
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
        Reason.UNDO: _("undone"),
        Reason.ASKED: _("started by you"),
        Reason.CALL_OVER: _("your call ended early"),
        Reason.STILL_IN_CALL: _("you said you’re still in the call"),
        Reason.ANYWAY: _("you asked for it anyway"),
        Reason.WORK_TODAY: _("you said you’re working today"),
        Reason.BAD_TIME: _("you said this is a bad time of day"),
    }[reason]


def sentence(decision: Decision, now: datetime, zone: tzinfo) -> str:
    """Return one sentence that says what happens next and why."""
    if isinstance(decision, Offer):
        return _("Now is a good moment.")
    until = clock(decision.until, zone)
    if isinstance(decision, Hold):
        if (decision.until - now).total_seconds() <= 60:
            return _("Waiting for now: {reason}.").format(reason=because(decision.reason))
        return _("Waiting until {time}: {reason}.").format(time=until, reason=because(decision.reason))
    if decision.reason is Reason.NEXT_SLOT and decision.slot is not None:
        return _("Next at {time}.").format(time=clock(decision.slot.start, zone))
    return f"{capital(because(decision.reason))}."


def is_for_today(decision: Decision, day_end: datetime | None) -> bool:
    """Return whether a pause lasts for the rest of the day, which ends at ``day_end``."""
    paused = isinstance(decision, Hold) and decision.reason is Reason.PAUSED
    return paused and day_end is not None and decision.until >= day_end


def rest_end(until: datetime, zone: tzinfo) -> str:
    """Return when a rest of three days ends: Thursday, 14:05."""
    return _("{day}, {time}").format(day=weekday(until.astimezone(zone).date()), time=clock(until, zone))


def gentle_end(until: datetime | None, now: datetime, zone: tzinfo) -> str:
    """Return until when days are gentle: Gentle until Sun 14:30; empty if they are not."""
    if until is None:
        return ""
    end = until.astimezone(zone)
    days = (end.date() - now.astimezone(zone).date()).days
    if days >= 7:
        return _("Gentle until {day}").format(day=day_month(end.date()))
    if days == 0:
        return _("Gentle until {time}").format(time=clock(until, zone))
    return _("Gentle until {day} {time}").format(day=weekday(end.date())[:3], time=clock(until, zone))


def rest_sentence(name: str, until: datetime, zone: tzinfo) -> str:
    """Return that a movement is not offered until then, because the user stopped it."""
    words = _("Not offered until {time}, because you stopped it: {name}.")
    return words.format(name=name, time=rest_end(until, zone))


def why_sentence(why: str, areas: Sequence[Area] = ()) -> str:
    """Return the sentence of a choice's code; empty for an unknown code, as of an older event."""
    if why == "neglected" and areas:
        return _("It’s been longest since you moved your {areas}.").format(areas=area_list(areas))
    return {
        "neglected": _("It moves the areas you’ve gone longest without moving."),
        "new": _("It includes this week’s new movement."),
        "only_fit": _("It fits this gap and where you are."),
        "seated": _("Your next meeting is close, so this one is seated."),
        "quiet": _("Nobody will notice it."),
        "stands": _("It gets you out of the chair."),
        "turn": _("It’s been longest since you did this one."),
        "car": _("Work ends soon, and this one is for before you drive."),
        "plan": _("It’s from your physiotherapist."),
        "again": _("You started it and haven’t finished."),
        "before": _("It’s the one you were offered before."),
        "quieter": _("It’s less noticeable."),
        "shortest": _("It’s one of the shortest that fit."),
    }.get(why, "")
