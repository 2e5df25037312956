"""Sentences about the results of commands."""

from collections.abc import Mapping

from intermezzo.core.practice.repertoire import MOST
from intermezzo.presenters import _
from intermezzo.presenters.durations import number
from intermezzo.presenters.messages.sentence import Sentence


def sentences() -> Mapping[str, Sentence]:
    """Return the templates by code, in the user's language."""
    gentle = _("Gentle for two days: the easiest movements, nothing owed.")
    entered = _("In your repertoire: {name}.")
    beyond = _("The {most} places were taken; your wish makes one more, and nothing has to go.")
    return {
        "command.unknown": _("“{words}” is not a command; see intermezzo --help"),
        "command.too_long": _("“{words}” has a word too many."),
        "argument.minutes": _("“{text}” is not a length of time; write 20, 30m, 1h or 1h30"),
        "argument.time_of_day": _("“{text}” is not a time of day; write it as 14:30"),
        "argument.time_over": _("{time} is over today; say a time that is still to come."),
        "answer.usage": _("answer takes one of: {words}"),
        "offer.none": _("No offer is open just now; intermezzo now begins one."),
        "offer.done": _("Noted as done."),
        "offer.skipped": _("Skipped. Nothing is owed for it."),
        "offer.no_more": _("No more today. Until tomorrow."),
        "offer.no_shorter": _("No shorter session fits before the next meeting."),
        "offer.no_quieter": _("No quieter session fits here."),
        "offer.instead": _("Instead: {title}."),
        "snooze.no_meeting": _(
            "No meeting is left today with time after it; snooze for some minutes instead."
        ),
        "snooze.until": _("Later, at {time} or the next moment after."),
        "snooze.no_room": _("After {time} this day has no room left; nothing is owed for it."),
        "session.begun": _("Begun: {title}."),
        "session.blocked": _(
            "Sessions are held back by your answer in the welcome; intermezzo welcome opens it again."
        ),
        "session.running": _("A session is running already."),
        "session.unknown": _("There is no session “{name}”; there are: {names}"),
        "session.none_suits": _("No session suits these settings; see Settings, Place and body."),
        "slot.gone": _("That moment is no longer planned."),
        "moved.noted": _("Noted: you moved."),
        "undo.nothing": _("There is no answer of today to take back."),
        "undo.done": _("Taken back."),
        "pause.no_meeting": _("There is no further meeting today; pause for some minutes instead."),
        "pause.until": _("Paused until {time}."),
        "pause.none": _("Nothing is paused."),
        "pause.resumed": _("Resumed."),
        "meeting.usage": _("say: meeting until 14:30, or: meeting for 45"),
        "meeting.until": _("In a meeting until {time}."),
        "gentle.usage": _("say: gentle on, or: gentle off"),
        "gentle.on": gentle,
        "gentle.on_with_prescription": f"{gentle} {_('Your physiotherapist’s plan goes on as written.')}",
        "gentle.off": _("Back to the usual rhythm."),
        "prescription.usage": _("say: plan begin, or: plan add FILE"),
        "prescription.nothing_open": _("Your physiotherapist’s plan has nothing open today."),
        "repertoire.usage": _("say: repertoire in ID, or: repertoire out ID"),
        "repertoire.unknown": _(
            "There is no movement “{id}”; intermezzo repertoire list shows those there are."
        ),
        "repertoire.in": entered,
        "repertoire.in_beyond": f"{entered} {beyond.replace('{most}', number(MOST))}",
        "repertoire.in_already": _("In your repertoire already: {name}."),
        "repertoire.out": _("Out of your repertoire: {name}."),
        "repertoire.out_already": _("Out of it already: {name}."),
        "felt.usage": _("felt takes one of: {words}"),
        "felt.nothing_ended": _("No session has just ended."),
        "felt.noted": _("Noted."),
        "step.none_running": _("No session is running."),
        "step.prescribed": _("It is in your physiotherapist’s plan; pass over it with Next, and tell them."),
        "step.refused": _("{old} will not come again."),
        "step.replaced": _("{old} will not come again; {new} takes its place."),
        "step.restored": _("{name} stays."),
        "step.nothing_to_undo": _("There is nothing to take back in this session."),
        "step.usage": _("say: not-for-me STEP SECONDS, or: not-for-me undo"),
        "step.unknown": _("The session has no such step."),
    }
