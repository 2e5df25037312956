"""Texts of the player: breath, dose, and the position in the session."""

import math
from collections.abc import Sequence

from intermezzo.core.practice import before_the_car
from intermezzo.core.practice.change_over import FETCHED, Posture
from intermezzo.core.practice.model import BreathKind, Movement, Place, Session, Step
from intermezzo.core.practice.prescription import ExerciseSet, step_name
from intermezzo.core.practice.progression.grades import FULL, LOADED_LEVEL, has_band
from intermezzo.core.practice.timeline import Moment, Phase
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import heard, length, together
from intermezzo.presenters.library.movement import mentions, position, stop_sign, things, watch_sign
from intermezzo.presenters.practice import band_words, range_words
from intermezzo.presenters.safety import stop_rule_short
from intermezzo.presenters.units import load_words

SLOW_SECONDS = 4.0
"""A repetition of at least this length is called slow."""
LONG_SECONDS = 30.0
"""A single repetition of at least this length is described by its length."""
SIDE_SECONDS = 4.0
"""How long the second side is announced."""
SOON_SECONDS = 10
"""For so long before a step that waits begins by itself, the seconds until then are told."""
_EPSILON = 1e-6


def last_words(session: Session, *, water: bool) -> str:
    """Return what a session leaves one with on the page after it; empty for most.

    ``water`` is whether it may be about a glass of water, after a session that ends standing or walking.
    """
    if session.id == before_the_car.SESSION:
        return _("Seat first, feet after.")
    stands = session.steps[-1].movement.place in {Place.STAND, Place.WALL, Place.WALK}
    return _("While you’re up: a few steps, a glass of water?") if water and stands else ""


def is_rest(session: Session, moment: Moment) -> bool:
    """Return whether this is the rest between two sets of one movement."""
    return moment.phase is Phase.CHANGE_OVER and _repeats(session, moment.step)


def pause_announcement(moment: Moment, *, paused: bool) -> str:
    """Return what screen readers say of a pause, and of its end."""
    if not paused:
        return _("Going on")
    left = heard(length(math.ceil(moment.session_left - _EPSILON)))
    return _("Paused, {length} left").format(length=left)


def is_before_all(moment: Moment) -> bool:
    """Return whether nothing has begun yet, so that there is time to read the whole stop rule."""
    return moment.phase is Phase.READY or (moment.phase is Phase.ARRIVED and math.isinf(moment.breath_left))


def breath_label(moment: Moment, step: Step, *, rest: bool = False) -> str:
    """Return what the breath does: Breathe in · 3. ``rest`` marks a change-over between two sets.

    Empty where a step waits: *Begin* stands in its place.
    """
    if moment.phase is Phase.ARRIVED:
        return ""
    seconds = math.ceil(moment.breath_left - _EPSILON)
    if moment.phase is Phase.TURN:
        return _turn_label(step).format(seconds=seconds)
    if moment.phase is Phase.DONE:
        return _("Done")
    if moment.phase is Phase.READY:
        return _("Get ready · {seconds} s").format(seconds=seconds)
    if moment.phase is Phase.CHANGE_OVER:
        words = _("Rest · {seconds} s") if rest else _("Next in {seconds} s")
        return words.format(seconds=seconds)
    return {
        BreathKind.IN: _("Breathe in · {seconds}"),
        BreathKind.OUT: _("Breathe out · {seconds}"),
        BreathKind.HOLD: _("Pause · {seconds}"),
        BreathKind.FREE: _("Breathe easily"),
    }[moment.breath].format(seconds=seconds)


def breath_announcement(moment: Moment) -> str:
    """Return what screen readers say of the breath; "" for one’s own, of which nothing is said."""
    return {
        BreathKind.IN: _("Breathe in"),
        BreathKind.OUT: _("Breathe out"),
        BreathKind.HOLD: _("Pause"),
        BreathKind.FREE: "",
    }[moment.breath]


def _turn_label(step: Step) -> str:
    movement = step.movement
    if movement.one_way:
        return _("Back to the start · {seconds} s")
    if movement.begins_in.posture is Posture.SIDE:
        return _("Turn over · {seconds} s")
    return _("Change direction · {seconds} s") if movement.ways else _("Change sides · {seconds} s")


def turn_words(step: Step, moment: Moment) -> str:
    """Return what to do where the sides change, or a one-way movement begins again."""
    return _change(step.movement, again=moment.rep > 1, turning=moment.phase is Phase.TURN)


def _change(movement: Movement, *, again: bool, turning: bool) -> str:
    if movement.one_way and again:
        return _("Back to the start.")
    if movement.ways:
        return _("Now the other way round.")
    if turning and movement.begins_in.posture is Posture.SIDE:
        return _("Turn over onto the other side.")
    return _("Now the other side.")


def arrived_words(moment: Moment) -> str:
    """Return what is shown while a step waits for the user: how it begins, or that it soon does by itself."""
    if math.isinf(moment.breath_left):
        return _("Begin when you’re ready.")
    if moment.breath_left > SOON_SECONDS:
        return _("Press any key or click when you’re ready.")
    seconds = math.ceil(moment.breath_left - _EPSILON)
    return _("Begins by itself in {seconds} s.").format(seconds=seconds)


def arrived_announcement(moment: Moment) -> str:
    """Return the same for screen readers, which do not read the seconds."""
    if math.isinf(moment.breath_left):
        return _("Press any key when you’re ready.")
    return _("Press any key when you’re ready; it starts by itself after 30 seconds.")


def dose(step: Step) -> str:
    """Return the dose of a step: 5 slow, 2 each side, 2 breaths, 2 min; then part of the range, and load."""
    parts = [_counted(step)]
    if step.range < FULL:
        parts.append(range_words(step.movement, step.range))
    if step.load_kg is not None:
        parts.append(load_words(step.load_kg))
    if has_band(step.movement):
        parts.append(band_words(step.band))
    return " · ".join(parts)


def _counted(step: Step) -> str:
    movement = step.movement
    if step.sides == 2 and movement.ways:
        return ngettext("{n} each way", "{n} each way", step.reps).format(n=step.reps)
    if step.sides == 2:
        return ngettext("{n} each side", "{n} each side", step.reps).format(n=step.reps)
    if _in_breaths(movement):
        return ngettext("{n} breath", "{n} breaths", step.reps).format(n=step.reps)
    if _walks(step) or (step.reps == 1 and step.seconds >= LONG_SECONDS):
        return length(step.seconds)
    if movement.rep_seconds >= SLOW_SECONDS:
        return ngettext("{n} slow", "{n} slow", step.reps).format(n=step.reps)
    return ngettext("{n} time", "{n} times", step.reps).format(n=step.reps)


def _in_breaths(movement: Movement) -> bool:
    """Return whether the repetitions of a movement are breaths."""
    return movement.level == 0 and any(one.kind is BreathKind.IN for one in movement.breath)


def _walks(step: Step) -> bool:
    """Return whether a step is one walk without sides, of which nobody counts the minutes."""
    return step.movement.place is Place.WALK and step.sides == 1


def eyebrow(session: Session, moment: Moment, *, eased: bool = False) -> str:
    """Return the position in the session: Step 2 of 4 · rep 3 of 5 · 58 s left."""
    left = _("{length} left").format(length=length(math.ceil(moment.session_left - _EPSILON)))
    count, coming = len(session.steps), session.steps[moment.step].movement
    if is_before_all(moment):
        return _("Get ready · {position} · {left}").format(position=position(coming), left=left)
    if moment.phase is Phase.DONE:
        return _("Done")
    where = _("Step {n} of {all}").format(n=moment.step + 1, all=count)
    if moment.phase in {Phase.CHANGE_OVER, Phase.ARRIVED}:
        return _("Next: step {n} of {all} · {position} · {left}").format(
            n=moment.step + 1, all=count, position=position(coming), left=left
        )
    return " · ".join((where, *turn(session.steps[moment.step], moment, eased=eased), left))


def turn(step: Step, moment: Moment, *, eased: bool = False) -> tuple[str, ...]:
    """Return the repetition and the side, as far as there are several.

    The easier form of a circle is no circle, so it has no way round.
    """
    counted = step.reps > 1 and not _walks(step)
    words = _("breath {rep} of {reps}") if _in_breaths(step.movement) else _("rep {rep} of {reps}")
    reps = (words.format(rep=moment.rep, reps=step.reps),) if counted else ()
    sided = step.sides > 1 and not (eased and step.movement.ways)
    sides = (side(moment.side, ways=step.movement.ways),) if sided else ()
    return (*sides, *reps)


def side(number: int, *, ways: bool) -> str:
    """Return the name of a side, of which the user chooses the first, or of a way round."""
    if ways:
        return _("one way") if number == 1 else _("other way")
    return _("first side") if number == 1 else _("other side")


def moment_texts(session: Session, moment: Moment, *, eased: bool) -> tuple[str, str]:
    """Return the main text of this moment and the lesser one beside it.

    Before a step: the start position and what is needed, or that it waits for the user. In a step: a cue and
    what one feels. Where the sides change: that they do, and in a turn the start. Eased off: what changes,
    before a step as the lesser text.
    """
    step = session.steps[moment.step]
    movement = step.movement
    if moment.phase is Phase.ARRIVED:
        return movement.start, arrived_words(moment)
    if moment.phase is Phase.TURN:
        return turn_words(step, moment), movement.start
    if side_begins(step, moment, eased=eased):
        return turn_words(step, moment), easier(movement)[0] if eased else movement.cues[moment.cue]
    if moment.phase in {Phase.READY, Phase.CHANGE_OVER}:
        return movement.start, easier(movement)[0] if eased else needs(session, moment.step)
    if eased:
        return easier(movement)
    return movement.cues[moment.cue], movement.feels


def possible_texts(step: Step, *, eased: bool) -> tuple[tuple[str, str], ...]:
    """Return every pair that ``moment_texts`` can return in a step, in its full or its easier form."""
    movement = step.movement
    softer = easier(movement)
    said = [softer] if eased else [(cue, movement.feels) for cue in movement.cues]
    cues = [softer[0]] if eased else movement.cues
    if step.stretches == 1:
        return tuple(said)
    if not movement.turn:
        return (*said, *((_change(movement, again=False, turning=False), cue) for cue in cues))
    turns = (_change(movement, again=again, turning=True) for again in (False, True))
    return (*said, *((words, movement.start) for words in turns))


def easier(movement: Movement) -> tuple[str, str]:
    """Return what changes by easing off."""
    return movement.easier or _("The same movement, but less of it."), _("It counts in full.")


def side_begins(step: Step, moment: Moment, *, eased: bool) -> bool:
    """Return whether the second side has just begun without a turn, which would have told it."""
    if moment.phase is not Phase.STEP or moment.side == 1 or step.movement.turn:
        return False
    if eased and step.movement.ways:
        return False
    return step.seconds / 2 - moment.step_left < SIDE_SECONDS


def needs(session: Session, number: int) -> str:
    """Return what a step (from 0) needs that no step before needed: You need a mat.

    What the position implies or the start names is left out. The first step names what is fetched for the
    others too, so that nobody who lies down has to get up for it.
    """
    movement, *others = (step.movement for step in session.steps[number:])
    needed = _not_implied(movement)
    if number == 0:
        needed += [one for other in others for one in _not_implied(other) if one in FETCHED]
    before = {one for step in session.steps[:number] for one in step.movement.equipment}
    told = [one for one in dict.fromkeys(needed) if one not in before and not mentions(movement.start, one)]
    return _("You need {things}.").format(things=things(told)) if told else ""


def _not_implied(movement: Movement) -> list[str]:
    return [one for one in movement.equipment if one not in _IMPLIED.get(movement.place, ())]


_IMPLIED = {
    Place.DESK: ("chair", "desk"), Place.WALL: ("wall",), Place.BED: ("bed", "cushion"), Place.CAR: ("car",),
}  # fmt: skip
"""Equipment that the position implies."""


def step_announcement(session: Session, number: int) -> str:
    """Return a step (from 0) for screen readers: what it is, the rest before it, and how to get ready."""
    step = session.steps[number]
    head = _("Step {n} of {all}: {name}, {dose}, {position}.").format(
        n=number + 1, all=len(session.steps), name=step.movement.name, dose=dose(step),
        position=position(step.movement),
    )  # fmt: skip
    rest = ""
    if _repeats(session, number):
        rest = _("First rest for {length}.").format(length=heard(length(session.leads[number])))
    return " ".join(filter(None, (head, rest, step.movement.start, needs(session, number))))


def begin_announcement(step: Step, cue: str, *, eased: bool) -> str:
    """Return what screen readers say as a step begins, or its other side, with the cue that is new."""
    return " ".join(filter(None, (_("Begin."), easier(step.movement)[0] if eased else cue)))


def step_warnings(session: Session, number: int) -> tuple[str, str]:
    """Return when to stop and what to watch for, for screen readers; nothing new if a movement is repeated.

    The first step brings the general stop rule.
    """
    movement = session.steps[number].movement
    if _repeats(session, number):
        return "", ""
    rule = "" if number else stop_rule_short()
    return " ".join(filter(None, (rule, stop_sign(movement)))), watch_sign(movement)


def _repeats(session: Session, number: int) -> bool:
    """Return whether a step is another set of the movement before it."""
    return number > 0 and session.steps[number - 1].movement.id == session.steps[number].movement.id


def put_off(time: str, *, later: bool) -> str:
    """Return the text shown when a meeting begins at a time of day, or a call (""); ``later``: can wait."""
    begins = _("Your meeting starts at {time}.").format(time=time) if time else _("You seem to be in a call.")
    rest = _("You can finish in your next gap.") if later else _("What you’ve done counts.")
    return f"{begins} {rest}"


def resting(names: Sequence[str]) -> str:
    """Return what is told before a session is begun by hand that has movements that rest."""
    words = _("You stopped {names} recently. Resume to begin anyway; Next skips any movement.")
    return words.format(names=together(names))


def which_was_shaky(steps: Sequence[Step]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what is asked after *shaky*, and the answers: what is said to ``felt shaky``, and its label.

    ``steps`` are of different movements. A demanding one may have been hard besides, but of a prescription
    that is not asked: its doses are not ours. Nothing is asked where there is nothing to choose.
    """
    hard = {
        one.movement.id: f"{one.movement.id} --effort hard"
        for one in steps
        if one.movement.level >= LOADED_LEVEL and not isinstance(one, ExerciseSet)
    }
    if len(steps) == 1:
        return _("Was it hard? (optional)"), tuple((said, _("Yes, hard")) for said in hard.values())
    answers: list[tuple[str, str]] = []
    for one in steps:
        name = step_name(one)
        answers.append((one.movement.id, name))
        if one.movement.id in hard:
            answers.append((hard[one.movement.id], _("{name}, and hard").format(name=name)))
    return _("Which movement? (optional)"), tuple(answers)


def question_announcement(question: str, answers: Sequence[tuple[str, str]], first: int) -> str:
    """Return a question for screen readers, with its answers: How did it go? 1 Smooth, 2 Shaky, 3 Stopped."""
    listed = ", ".join(f"{n} {label}" for n, (_code, label) in enumerate(answers, first))
    return f"{question} {listed}." if listed else question


def felt_words() -> tuple[tuple[str, str], ...]:
    """Return the codes of the feedback with their labels."""
    return (("smooth", _("Smooth")), ("shaky", _("Shaky")), ("stopped", _("Stopped")))
