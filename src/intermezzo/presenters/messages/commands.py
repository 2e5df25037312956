"""Sentences about the results of commands."""

from collections.abc import Callable, Mapping
from datetime import date

from intermezzo.presenters import _
from intermezzo.presenters.durations import length, number, weekday
from intermezzo.presenters.safety import after_a_stop
from intermezzo.presenters.units import load_words


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the templates by code, in the user's language."""
    return {
        "command.unknown": _("Unknown command: {words}. See {intermezzo} --help"),
        "command.empty": _("One word is empty: {words}. Fill it in, or leave it out."),
        "command.too_long": _("Too many words: {words}"),
        "argument.minutes": _("“{text}” is not a length of time; use 20, 30m, 1h or 1h30"),
        "argument.time_of_day": _("“{text}” is not a time of day; use 14:30"),
        "argument.time_over": _("{time} has already passed today. Give a later time."),
        "argument.week": _("“{text}” is not a week; use 47, 2026-W47 or a date such as 2026-11-17"),
        "argument.week_to_come": _("“{text}” is still to come."),
        "answer.usage": _("answer takes one of: {words}"),
        "answer.noted": _("Noted."),
        "offer.none": _("There’s no offer right now. Start a session with: {intermezzo} now"),
        "offer.done": _("Noted as done."),
        "offer.not_today": _("Left out for today."),
        "offer.not_stopped": _("Nothing in this offer was stopped before; “answer skip” skips it."),
        "offer.skipped": _("Skipped. No catching up."),
        "offer.no_more": _("No more today. See you tomorrow."),
        "bad_time.usage": _("usage: bad-time add 15:00-16:00, or: bad-time drop 15:00-16:00"),
        "offer.bad_time": _("From now on, nothing between {start} and {end}. You can change it in Settings."),
        "offer.shorter": lambda title, seconds: _(
            "There’s less time now, so here’s {title} instead, {length}."
        ).format(title=title, length=length(seconds)),
        "offer.no_shorter": _("No shorter session fits before the next meeting."),
        "offer.no_quieter": _("Nothing less noticeable fits here."),
        "offer.instead": _("Now offering: {title}."),
        "offer.anyway": _("Here it is: {title}."),
        "offer.not_held": _("Nothing is held back right now, neither by do not disturb nor by a program."),
        "call.none_over": _("No call seems to have ended early."),
        "call.still_in": _("Quiet until your meeting ends at {time}."),
        "snooze.no_meeting": _(
            "No more meetings with time afterwards today. Snooze for a few minutes instead."
        ),
        "snooze.until": _("Snoozed until {time}, or the next gap after that."),
        "snooze.no_room": _("Snoozed until {time}. There’s no room after that today, and no catching up."),
        "session.begun": _("Started: {title}."),
        "session.begun_rested": _(
            "Started: {title}. You stopped {names} recently: go gently, or leave it out."
        ),
        "session.blocked": _(
            "One question first: does any health condition apply to you? Answer it with: {intermezzo} welcome"
        ),
        "session.running": _("A session is running already."),
        "session.unknown": _("No session “{name}”; available: {names}"),
        "session.none_suits": _("No session fits your settings. See Settings › Place and body."),
        "session.none_unnoticed": _(
            "Nothing that is seated and unseen fits your settings. See Settings › Place and body."
        ),
        "slot.gone": _("That session is no longer planned."),
        "slot.pinned": _("Set to {time}."),
        "slot.outside_hours": _("{time} is outside your working hours."),
        "slot.bad_time": _("You said {time} is a bad time of day."),
        "slot.in_break": _("You have a break at {time}."),
        "slot.in_meeting": _("You’re in a meeting at {time}."),
        "slot.just_after": _("Too soon after your meeting. {first} or later works."),
        "slot.too_short": lambda time, seconds: _("At {time} there’s less than {length} free.").format(
            time=time, length=length(seconds)
        ),
        "slot.too_soon": _("Too soon. {first} or later works."),
        "slot.near_another": _("Too close to {other}, which you’ve also set."),
        "pin.usage": _("usage: pin SLOT 14:05"),
        "moved.noted": _("Noted: you moved."),
        "undo.nothing": _("There’s nothing to undo today."),
        "undo.done": _("Undone."),
        "pause.no_meeting": _("No more meetings today. Pause for a few minutes instead."),
        "pause.until": _("Paused until {time}."),
        "pause.none": _("Nothing is paused."),
        "pause.resumed": _("Resumed."),
        "offers.as_usual": _("Offers come as usual again."),
        "meeting.usage": _("usage: meeting until 14:30, or: meeting for 45"),
        "meeting.until": _("In a meeting until {time}."),
        "today.usage": _("usage: today work, or: today off"),
        "today.works": _("Working today until {time}."),
        "today.works_already": _("Today is already a working day."),
        "today.off": _("Day off. Nothing planned."),
        "today.over": _("Your working day is over again."),
        "today.off_already": _("Today is already a day off."),
        "gentle.usage": _("usage: gentle on, or: gentle off"),
        "gentle.on": _gentle,
        "gentle.on_with_prescription": lambda day, time: (
            f"{_gentle(day, time)} {_('Your physiotherapist’s exercises are shown, not offered.')}"
        ),
        "gentle.week": _("A week of gentle days: the easiest movements, no catching up."),
        "gentle.off": _("Back to your usual rhythm."),
        "prescription.usage": _("usage: prescription begin, or: prescription add FILE"),
        "prescription.nothing_open": _("There are no exercises from your physiotherapist left for today."),
        "repertoire.usage": _("usage: repertoire in ID, or: repertoire out ID"),
        "repertoire.unknown": _("No movement “{id}”; see: {intermezzo} repertoire list"),
        "practice.of_session": _("“{id}” is a session. Its movements: {movements}"),
        "repertoire.in": _("Added to your repertoire: {name}."),
        "repertoire.in_beyond": _in_beyond,
        "repertoire.in_already": _("Already in your repertoire: {name}."),
        "repertoire.out": _("Removed from your repertoire: {name}."),
        "repertoire.out_already": _("Not in your repertoire: {name}."),
        "felt.usage": _(
            "felt takes one of: {words}; if you like, then the movement, after stopped one of: {whys}; "
            "and --effort with one of: {efforts}"
        ),
        "felt.nothing_ended": _("No session has just ended."),
        "felt.not_again": _("Noted. {name} isn’t offered again today."),
        "felt.rests": _("Noted. {name} will rest for three days."),
        "felt.rests_longer": _("Noted. {name} will rest for two weeks."),
        "felt.worrying": lambda noted: f"{noted} {after_a_stop()}",
        "step.none_running": _("No session is running."),
        "step.prescribed": _("This is from your physiotherapist. Skip it with Next, and let them know."),
        "step.refused": _("{old} won’t come up again."),
        "step.replaced": _("{old} won’t come up again. {new} takes its place."),
        "step.restored": _("{name} stays."),
        "step.nothing_to_undo": _("There’s nothing to undo in this session."),
        "step.usage": _("usage: not-for-me STEP SECONDS, or: not-for-me undo"),
        "step.unknown": _("This session has no such step."),
        # the practice
        "check.usage": _("check takes one of: {words}"),
        "check.none": _("No session with an opening check is running."),
        "check.answered": _("You’ve answered that already."),
        "check.different": _(
            "One side is different, so the range is smaller today. Begin with the easier side, and go no "
            "further there than the other side can."
        ),
        "check.caught": _(
            "Something caught, so only the easiest part now, with a longer breath at the end. No catching up."
        ),
        "go_on.usage": _("usage: go-on try MOVEMENT, or: go-on stay MOVEMENT, or: go-on undo MOVEMENT"),
        "go_on.none": _("There’s no next step for {name} right now."),
        "go_on.tried": _("Noted for next time: {name}."),
        "go_on.weigh": lambda name, kg: _("Noted for next time: {name}. Weigh your bag: {load}.").format(
            name=name, load=load_words(kg)
        ),
        "go_on.stayed": _("{name} stays as it is."),
        "back.usage": _("usage: back MOVEMENT"),
        "back.nothing": _("There’s nothing to take back for {name}."),
        "back.done": _("{name}: as before."),
        "morning.usage": _("morning takes one of: {words}"),
        "morning.rests": _("Noted. It rests for three days and comes back easier."),
        "ease.usage": _("ease takes one of: {words}"),
        "standard.usage": _(
            "usage: standard add [--when CONTEXT] WORDS, or: standard keep ID, or: standard drop ID"
        ),
        "standard.when": _("--when takes one of: {words}, before the words of the rule"),
        "standard.refused": _(
            "At most three, each at most 80 letters and only once. Drop one first, or choose from: {names}"
        ),
        "standard.unknown": _("You have no rule “{id}”."),
        "standard.added": _("Added."),
        "standard.dropped": _("Dropped."),
    }


def _in_beyond(name: str, most: int) -> str:
    entered = _("Added to your repertoire: {name}.").format(name=name)
    beyond = _("You already have {most}. This one is an extra, so nothing has to go.")
    return f"{entered} {beyond.format(most=number(most))}"


def _gentle(day: date, time: str) -> str:
    words = _("Gentle until {weekday} {time}: the easiest movements, no catching up.")
    return words.format(weekday=weekday(day), time=time)
