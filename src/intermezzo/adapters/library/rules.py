"""Checks between the values of a file, such as breath against tempo, and length against kind."""

import math
from collections.abc import Iterator, Mapping, Sequence

from intermezzo.adapters.library.figure_form import figure_problems
from intermezzo.adapters.library.form import MovementForm, SessionForm
from intermezzo.adapters.library.toml_file import Problem, nearest
from intermezzo.core.faults import message
from intermezzo.core.practice.model import LIMITS, REGIONS, BreathKind, CueTime, Kind, Movement, Session
from intermezzo.core.practice.session_rules import seconds_lacking

CUE_WORDS = 12
_EPSILON = 1e-6


def movement_problems(form: MovementForm, stem: str) -> Iterator[Problem]:
    """Yield the problems of a movement that matches the schema; ``stem`` is its file name without suffix."""
    yield from id_problems(form.id, stem)
    for index, region in enumerate(form.regions):
        if region not in REGIONS:
            yield Problem(
                ("regions", index),
                message("library.no_region", region=region),
                message("library.write_one_of", names=tuple(REGIONS)),
            )
    yield from cue_problems(form.words.cues)
    yield from _breath_problems(form)
    yield from _time_problems(form)
    if form.figure is not None:
        yield from figure_problems(form.figure)


def id_problems(name: str, stem: str) -> Iterator[Problem]:
    """Yield a problem if the id is not the file's name."""
    if name != stem:
        yield Problem(
            ("id",),
            message("library.id_not_file_name", id=name),
            message("library.write_file_name", stem=stem, id=name),
        )


def cue_problems(cues: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each cue that has too many words."""
    for index, cue in enumerate(cues):
        count = len(cue.split())
        if count > CUE_WORDS:
            yield Problem(
                ("words", "cues", index),
                message("library.long_cue", count=count),
                message("library.shorten_cue", most=CUE_WORDS),
            )


def _breath_problems(form: MovementForm) -> Iterator[Problem]:
    tempo = math.fsum(form.dose.tempo)
    if tempo <= 0:
        yield Problem(("dose", "tempo"), message("library.no_time"), message("library.give_tempo"))
        return
    breath = math.fsum(one.seconds for one in form.dose.breath)
    if abs(breath - tempo) > _EPSILON:
        yield Problem(
            ("dose", "breath"),
            message("library.breath_not_tempo", breath=breath, tempo=tempo),
            message("library.fill_tempo", tempo=tempo),
        )
    kinds = [one.kind for one in form.dose.breath if one.kind is not BreathKind.HOLD]
    if not kinds:
        yield Problem(("dose", "breath"), message("library.only_held"), message("library.add_breath"))
    for index, kind in enumerate(kinds):
        following = kinds[(index + 1) % len(kinds)]
        if kind is following and kind is not BreathKind.FREE:
            yield Problem(
                ("dose", "breath"),
                message("library.same_breath_twice", kind=kind.value),
                message("library.alternate_breath"),
            )
            return


def _time_problems(form: MovementForm) -> Iterator[Problem]:
    """Yield what contradicts itself in the times of cues, sides and ends."""
    dose, cues = form.dose, len(form.words.cues)
    if dose.on and len(dose.on) != cues:
        yield Problem(
            ("dose", "on"),
            message("library.cue_times_not_cues", times=len(dose.on), cues=cues),
            message("library.give_cue_times", cues=cues),
        )
    lasting = dict(zip(CueTime, (math.inf, *dose.tempo), strict=True))
    for index, time in enumerate(dose.on):
        if not lasting[time]:
            yield Problem(
                ("dose", "on", index),
                message("library.cue_never", time=time.value),
                message("library.choose_cue_time"),
            )
    if dose.turn and dose.sides == 1 and not dose.one_way:
        yield Problem(
            ("dose", "turn"), message("library.turn_without_sides"), message("library.take_turn_out")
        )
    if form.ends is not None and not dose.one_way:
        yield Problem(("ends",), message("library.ends_both_ways"), message("library.add_one_way"))


def step_problems(form: SessionForm, movements: Mapping[str, Movement]) -> Iterator[Problem]:
    """Yield the steps whose movement is unknown, or has no sides or no easier form."""
    for index, step in enumerate(form.steps):
        movement = movements.get(step.movement)
        if movement is None:
            yield Problem(
                ("steps", index, "movement"),
                message("library.no_movement", id=step.movement),
                nearest(step.movement, movements, message("library.write_movement_id")),
            )
        elif (step.sides or 1) > movement.sides:
            yield Problem(
                ("steps", index, "sides"),
                message("library.no_sides", id=step.movement),
                message("library.take_sides_out"),
            )
        elif step.easier and not movement.easier:
            yield Problem(
                ("steps", index, "easier"),
                message("library.no_easier_form", id=step.movement),
                message("library.take_easier_out"),
            )


def length_problems(session: Session) -> Iterator[Problem]:
    """Yield a problem if the session is not in the LIMITS of its kind; a ritual has none."""
    lacking = seconds_lacking(session.kind, session.seconds)
    if not lacking:
        return
    name = message("library.interlude" if session.kind is Kind.INTERLUDE else "library.micro")
    change = (
        message("library.add_seconds", more=lacking)
        if lacking > 0
        else message("library.take_seconds_away", less=-lacking)
    )
    low, high = LIMITS[session.kind]
    yield Problem(
        ("kind",),
        message("library.length_unfit", seconds=session.seconds, name=name, low=low, high=high),
        message("library.change_length", change=change),
    )
