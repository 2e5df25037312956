"""What must hold between the values of a file: the breath fills the tempo, the length fits the kind."""

import math
from collections.abc import Iterator, Mapping, Sequence

from intermezzo.adapters.library.faults import Problem
from intermezzo.adapters.library.figure_form import figure_problems
from intermezzo.adapters.library.form import MovementForm, SessionForm
from intermezzo.core.practice.model import LIMITS, REGIONS, BreathKind, Kind, Movement, Session
from intermezzo.core.practice.session_rules import seconds_lacking
from intermezzo.presenters import _

CUE_WORDS = 12
_EPSILON = 1e-6


def movement_problems(form: MovementForm, stem: str) -> Iterator[Problem]:
    """Tell what is wrong with a movement whose form is right; ``stem`` is its file's name without ending."""
    yield from id_problems(form.id, stem)
    for index, region in enumerate(form.regions):
        if region not in REGIONS:
            yield Problem(
                ("regions", index),
                _("there is no region {region}").format(region=repr(region)),
                _("write one of: {regions}").format(regions=", ".join(REGIONS)),
            )
    yield from cue_problems(form.words.cues)
    yield from _breath_problems(form)
    if form.figure is not None:
        yield from figure_problems(form.figure)


def id_problems(name: str, stem: str) -> Iterator[Problem]:
    """Hold the id to the file's name."""
    if name != stem:
        yield Problem(
            ("id",),
            _("the id {id} is not the file’s name").format(id=repr(name)),
            _("write {stem}, or rename the file to {id}.toml").format(stem=repr(stem), id=name),
        )


def cue_problems(cues: Sequence[str]) -> Iterator[Problem]:
    """Hold a cue to what can be read at a glance."""
    for index, cue in enumerate(cues):
        count = len(cue.split())
        if count > CUE_WORDS:
            yield Problem(
                ("words", "cues", index),
                _("this cue has {count} words").format(count=count),
                _("say it in at most {most}").format(most=CUE_WORDS),
            )


def _breath_problems(form: MovementForm) -> Iterator[Problem]:
    tempo = math.fsum(form.dose.tempo)
    if tempo <= 0:
        yield Problem(
            ("dose", "tempo"),
            _("one repetition takes no time"),
            _("give move, hold, return or rest some seconds"),
        )
        return
    breath = math.fsum(one.seconds for one in form.dose.breath)
    if abs(breath - tempo) > _EPSILON:
        yield Problem(
            ("dose", "breath"),
            _("the breath lasts {breath:g} s, the tempo {tempo:g} s").format(breath=breath, tempo=tempo),
            _("make the stretches of the breath add up to {tempo:g} s").format(tempo=tempo),
        )
    kinds = [one.kind for one in form.dose.breath if one.kind is not BreathKind.HOLD]
    if not kinds:
        yield Problem(("dose", "breath"), _("the breath is only held"), _("add in, out or free"))
    for index, kind in enumerate(kinds):
        following = kinds[(index + 1) % len(kinds)]
        if kind is following and kind is not BreathKind.FREE:
            yield Problem(
                ("dose", "breath"),
                _("the breath goes {kind} twice running").format(kind=kind.value),
                _("let in and out take turns, from one repetition to the next too, or write free"),
            )
            return


def step_problems(form: SessionForm, movements: Mapping[str, Movement]) -> Iterator[Problem]:
    """Each step names a movement that there is, on sides that it has."""
    for index, step in enumerate(form.steps):
        movement = movements.get(step.movement)
        if movement is None:
            yield Problem(
                ("steps", index, "movement"),
                _("there is no movement {id}").format(id=repr(step.movement)),
                _near(step.movement, movements),
            )
        elif (step.sides or 1) > movement.sides:
            yield Problem(
                ("steps", index, "sides"),
                _("{id} has no sides").format(id=step.movement),
                _("take sides out"),
            )
        elif step.easier and not movement.easier:
            yield Problem(
                ("steps", index, "easier"),
                _("{id} has no easier form").format(id=step.movement),
                _("take easier out"),
            )


def _near(name: str, movements: Mapping[str, Movement]) -> str:
    import difflib

    near = difflib.get_close_matches(name, movements, n=1)
    if near:
        return _("perhaps {id} is meant").format(id=repr(near[0]))
    return _("write the id of one, or mend its file if it has a fault")


def length_problems(session: Session) -> Iterator[Problem]:
    """Hold an interlude to 90 to 120 s, a micro-session to 300 to 600 s; a ritual is as long as it likes."""
    lacking = seconds_lacking(session.kind, session.seconds)
    if not lacking:
        return
    name = _("an interlude") if session.kind is Kind.INTERLUDE else _("a micro-session")
    change = (
        _("add at least {more:g} s").format(more=lacking)
        if lacking > 0
        else _("take away at least {less:g} s").format(less=-lacking)
    )
    low, high = LIMITS[session.kind]
    yield Problem(
        ("kind",),
        _("it lasts {seconds:g} s with its pauses; {name} lasts {low:g} to {high:g} s").format(
            seconds=session.seconds, name=name, low=low, high=high
        ),
        _("{change}: repetitions or steps").format(change=change),
    )
