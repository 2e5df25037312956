"""How far one is in a movement, and why, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.feedback import is_stop
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.progression.day_bounds import Easier
from intermezzo.core.practice.progression.exposures import Exposure, Felt
from intermezzo.core.practice.progression.grades import (
    FULL,
    LOADED_LEVEL,
    Grade,
    Variable,
    fitted_to,
    grade_of,
    has_band,
    has_range,
    held_seconds,
    is_held,
    range_is_time,
)
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.offers import StepOffer
from intermezzo.core.practice.progression.progress import GradeRow, MovementProgress, Rule
from intermezzo.core.practice.progression.questions import PracticeQuestion
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import capital, number, weekday
from intermezzo.presenters.units import load_words

_BY_HAND = frozenset({Rule.FIRST, Rule.GO_ON, Rule.BACK})
_OF_ALL = frozenset({Rule.AWAY, Rule.AWAY_LONG, Rule.AWAY_ANEW, Rule.GENTLE})
"""The rules that change many movements at once."""
_EASIER = _OF_ALL | {Rule.MORNING}
"""The rules whose words say that it is easier now; rows that change nothing keep only that this was seen."""
_THIRDS = {1: "⅓", 2: "⅔"}


def range_words(movement: Movement, thirds: int) -> str:
    """Return how much of one's own range it is, or how much of the way to what is held.

    The movement is in that range already: of what is done whole it is how long it is held.
    """
    if range_is_time(movement):
        return _("held {seconds:g} s").format(seconds=movement.tempo[1])
    if is_held(movement):
        return _("all the way") if thirds >= FULL else _("{part} of the way").format(part=_THIRDS[thirds])
    return _("your whole range") if thirds >= FULL else _("{part} of your range").format(part=_THIRDS[thirds])


def band_words(band: int) -> str:
    """Return which band it is."""
    return _("medium band") if band else _("light band")


def grade_words(movement: Movement, grade: Grade) -> str:
    """Return a grade in words: ⅔ of your range · held 2 s · 8 times · 2.5 kg."""
    ranged = has_range(movement) and not range_is_time(movement)
    parts = [range_words(movement, grade.range)] if ranged else []
    if seconds := held_seconds(movement, grade):
        parts.append(_("held {seconds:g} s").format(seconds=seconds))
    reps = movement.reps + grade.reps
    parts.append(ngettext("{n} time", "{n} times", reps).format(n=reps))
    if grade.load_kg is not None:
        parts.append(load_words(grade.load_kg))
    if has_band(movement):
        parts.append(band_words(grade.band))
    return " · ".join(parts)


def rule_words(rule: Rule) -> str:
    """Return why a grade has changed."""
    return {
        Rule.FIRST: _("starting point"),
        Rule.GO_ON: _("you tried the next step"),
        Rule.STAY: _("you stayed"),
        Rule.BACK: _("you took the change back"),
        Rule.EASE: _("unsteady twice lately, so the easier form"),
        Rule.STEP_BACK: _("not steady yet, so a step back"),
        Rule.STOPPED: _("stopped last time, so it rests, then comes back easier"),
        Rule.MORNING: _("felt much more the morning after, so the easier form"),
        Rule.AWAY: _("two weeks since your last session, so one step easier"),
        Rule.AWAY_LONG: _("four weeks since your last session, so easier still"),
        Rule.AWAY_ANEW: _("three months since your last session, so from the beginning"),
        Rule.GENTLE: _("after gentle days, so a little easier"),
        Rule.GATE: _("what comes before went smoothly"),
    }[rule]


def why_stopped() -> tuple[tuple[str, str], ...]:
    """Return the codes of why a session was stopped, with their labels."""
    return (
        ("thread", _("Couldn’t follow it")),
        ("uncomfortable", _("Uncomfortable")),
        ("worrying", _("Something new or worrying")),
        ("no_time", _("No time")),
    )


def felt_words_of(time: Exposure) -> str:
    """Return how a movement went one time: smooth · moderate · as usual the morning after."""
    if time.eased:
        return _("eased off")
    words: Mapping[Felt | None, str] = {
        Felt.SMOOTH: _("smooth"), Felt.SHAKY: _("shaky"), Felt.STOPPED: _("stopped"),
        None: _("smooth, not counted: the opening check was not “Even”")
        if time.uncounted
        else _("nothing said"),
    }  # fmt: skip
    effort = {"light": _("light"), "moderate": _("moderate"), "hard": _("hard")}.get(time.effort)
    morning = {
        "usual": _("as usual the morning after"), "little_more": _("a little more the morning after"),
        "much_more": _("much more the morning after"),
    }.get(time.morning)  # fmt: skip
    return " · ".join(filter(None, (words[time.felt], effort, morning)))


def step_words(offer: StepOffer) -> str:
    """Return the question of a step up."""
    what = {
        Variable.RANGE: _range_question(offer.movement),
        Variable.HOLD: _("Next time one second longer?"),
        Variable.REPS: _("Next time one more repetition?"),
        Variable.LOAD: _("Next time the medium band?")
        if offer.after.band > offer.before.band
        else _("Next time with {load}?").format(load=load_words(offer.after.load_kg or 0.0)),
        Variable.NEXT: _("Next time {name}?").format(name=offer.following.name if offer.following else ""),
    }[offer.variable]
    how = {1: _("smooth again"), 2: _("two smooth ones")}.get(offer.smooth, _("three smooth ones"))
    return _("{movement}: {how}. {question}").format(movement=offer.movement.name, how=how, question=what)


def _range_question(movement: Movement) -> str:
    if range_is_time(movement):
        return _("Next time a little longer?")
    return _("Next time a little further?") if is_held(movement) else _("Next time a little more range?")


def here_words(progress: MovementProgress) -> str:
    """Return where one is in a movement, and how it went of late; empty if it is not done yet.

    No more than three smooth times are told: it is no streak.
    """
    if progress.is_new:
        return ""
    parts = [grade_words(progress.movement, progress.grade)]
    smooth = progress.smooth_running
    changed = progress.changed
    if progress.is_trial:
        parts.append(_("next time with half the repetitions"))
    elif smooth > 1:
        parts.append(_("smooth the last two times") if smooth == 2 else _("smooth the last three times"))
    if changed is not None and changed.rule not in _BY_HAND and _is_told(changed) and not progress.since:
        parts.append(rule_words(changed.rule))
    return " · ".join(parts)


def easier_words(why: Easier | None) -> str:
    """Return why a day is easier by itself; empty if it is not."""
    if why is None:
        return ""
    return {
        Easier.RETURNED: _("Good to see you. Today begins one step easier; no catching up."),
        Easier.AFTER_GENTLE: _("A little easier today, after your gentle days."),
        Easier.BACK: _("Still a little easier, after your time away."),
    }[why]


def soft_exhale_words() -> str:
    """Return the line after long typing."""
    return _("One long, soft breath out, if you like.")


def lowered_words(progress: MovementProgress) -> str:
    """Return the line before a movement that was made easier because it was shaky; empty if it was not."""
    changed = progress.changed
    if changed is None or changed.rule not in {Rule.EASE, Rule.STEP_BACK} or progress.since:
        return ""
    return _("{name}: {why}.").format(name=progress.movement.name, why=rule_words(changed.rule))


def explained(progress: MovementProgress) -> tuple[str, ...]:
    """Return the grade of a movement, and the times and rows that led to it, in order."""
    movement = progress.movement
    head = [f"{movement.name}: {grade_words(movement, progress.grade)}"]
    if progress.is_new:
        head.append(_("Not done yet."))
    if progress.is_new and progress.is_trial:
        head.append(_("The first time has half the repetitions."))
    elif progress.is_trial:
        head.append(_("Next time is the first at this grade, with half the repetitions."))
    # A time comes before the rows that it caused, but for the starting point, which it was done at.
    told = [(time.day, True, time.at, felt_words_of(time)) for time in progress.times]
    told += [
        (row.day, row.rule is not Rule.FIRST, row.at, _changed(row.rule, movement, row.after))
        for row in progress.rows
        if _is_told(row)
    ]
    told.sort(key=lambda one: one[:3])
    return (*head, *(f"  {day.isoformat()}  {text}" for day, _after, _at, text in told))


def _is_told(row: GradeRow) -> bool:
    """Return whether the words of a row are true of it."""
    return row.before != row.after or row.rule not in _EASIER


def _changed(rule: Rule, movement: Movement, after: Grade) -> str:
    """Return a change of a grade: why, and to which."""
    return f"{rule_words(rule)} → {grade_words(movement, after)}"


def question_words(question: PracticeQuestion) -> str:
    """Return a question about the practice."""
    if question.step is not None:
        return step_words(question.step)
    morning = _("How much do you feel yesterday’s harder movements?")
    if question.day is not None:
        morning = _("How much do you feel {day}’s harder movements?").format(day=weekday(question.day))
    return {
        "signs": _("It might be good to have somebody look at this with you."),
        "gentle": _("Two gentle days?"),
        "still_gentle": _("Still gentle?"),
        "morning": morning,
        "effort": _("How hard was it?"),
        "ease_rise": _("How has getting up been this week?"),
        "ease_car": _("How has getting into the car been this week?"),
        "ease_pick_up": _("How has picking things up been this week?"),
    }[question.code]


def story(
    told: Iterable[tuple[datetime, Event | PracticeQuestion]], movements: Mapping[str, Movement]
) -> tuple[tuple[datetime, str], ...]:
    """Return what rows and questions tell of the practice, in order; what says nothing is left out.

    What an absence or gentle days changed at one moment is told in one line, and so is a second stop, which
    lowers the grade of a movement and takes it out of the repertoire. Of one moment, how it went comes before
    what is asked about it.
    """
    told = sorted(told, key=lambda one: (one[0], not _is_feedback(one[1])))
    aside = {
        (at, what.detail.get("movement"))
        for at, what in told
        if isinstance(what, Event) and _is_put_aside(what)
    }
    lines: list[tuple[datetime, str]] = []
    together = Counter[tuple[datetime, Rule]]()
    for at, what in told:
        rule = what.detail.get("rule") if isinstance(what, Event) and what.kind is EventKind.GRADE else None
        if isinstance(what, Event) and rule in _OF_ALL and what.detail.get("movement") is not None:
            together[at, Rule(str(rule))] += what.detail.get("from") != what.detail.get("to")
            continue
        if rule == Rule.STOPPED and isinstance(what, Event) and (at, what.detail.get("movement")) in aside:
            continue
        line = _told(what, movements) if isinstance(what, Event) else question_words(what)
        if line:
            lines.append((at, line))
    for (at, one), many in together.items():
        if many:
            text = ngettext("{why}: {n} movement", "{why}: {n} movements", many)
            lines.append((at, capital(text.format(why=rule_words(one), n=many))))
    return tuple(sorted(lines, key=lambda one: one[0]))


def _rest_words(movement: Movement) -> str:
    """Return what follows from a stop where no grade is lower: it rests."""
    days = NUMBERS.hard_stop_rest if movement.level >= LOADED_LEVEL else NUMBERS.stop_rest
    words = ngettext(
        "{name}: stopped last time, so it rests for {n} day",
        "{name}: stopped last time, so it rests for {n} days",
        days,
    )
    return words.format(name=movement.name, n=number(days))


def _is_feedback(what: Event | PracticeQuestion) -> bool:
    return isinstance(what, Event) and what.kind is EventKind.FEEDBACK


def _is_put_aside(event: Event) -> bool:
    """Return whether a row takes a movement out of the repertoire because it was stopped again."""
    return (
        event.kind is EventKind.REPERTOIRE
        and event.detail.get("by") == "practice"
        and event.detail.get("in") is not True
    )


def _grade_told(event: Event, movement: Movement | None) -> str:
    detail, grade = event.detail, grade_of(event.detail.get("to"))
    if detail.get("rule") not in set(Rule) or detail.get("rule") == Rule.FIRST:
        return ""
    rule = Rule(str(detail.get("rule")))
    if movement is not None and grade is not None:
        if detail.get("to") == detail.get("from") and rule is not Rule.STAY:
            return _rest_words(movement) if rule is Rule.STOPPED else ""
        return f"{movement.name}: {_changed(rule, movement, fitted_to(movement, grade))}"
    if rule is Rule.GATE:
        return _("Level {level} may now be offered.").format(level=detail.get("level"))
    return _("Level {level}: {why}").format(level=detail.get("level"), why=rule_words(rule))


def _told(event: Event, movements: Mapping[str, Movement]) -> str:
    detail = event.detail
    movement = movements.get(str(detail.get("movement")))
    if event.kind is EventKind.GRADE:
        return _grade_told(event, movement)
    if event.kind is EventKind.REPERTOIRE and detail.get("by") == "practice" and movement is not None:
        if detail.get("in") is True:
            return _("{name}: back in the repertoire, as the step before.").format(name=movement.name)
        words = _(
            "{name}: stopped twice in four weeks, so put aside. It’s in the library if you want it back."
        )
        return words.format(name=movement.name)
    if event.kind is EventKind.FEEDBACK and is_stop(event) and movement is not None:
        why = dict(why_stopped()).get(str(detail.get("why")))
        words = _("{name}: stopped.") if why is None else _("{name}: stopped. {why}.")
        return words.format(name=movement.name, why=why)
    if event.kind is EventKind.CHECK and detail.get("said") != "even":
        return (
            _("Something caught in the opening check.")
            if detail.get("said") == "caught"
            else _("One side was different in the opening check.")
        )
    if event.reason is Reason.GENTLE:
        return _("Gentle days begin.") if event.kind is EventKind.PAUSED else _("Back to usual.")
    return ""
