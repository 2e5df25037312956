"""A physiotherapist's plan in words."""

from collections.abc import Iterable
from datetime import date

from intermezzo.core.model import Breath, BreathKind, Movement, Place
from intermezzo.core.prescription import OWN_TEMPO, Exercise, Prescription
from intermezzo.words.catalogue import gettext as _


def own_movement(name: str, title: str, instructions: str) -> Movement:
    """Make the movement of an exercise that is not in the library: words, and no figure."""
    return Movement(
        id=name, name=title, level=0, place=Place.STAND, quiet=False, regions=(), equipment=(), reps=1,
        sides=1, tempo=OWN_TEMPO, breath=(Breath(BreathKind.FREE, sum(OWN_TEMPO)),), start=instructions,
        cues=(instructions,), feels="", watch=_("what your physiotherapist showed you."),
        watch_tag="as_shown", easier="", harder="", stop="only the general rule.", sources=(),
    )  # fmt: skip


def set_name(exercise: Exercise, number: int) -> str:
    """Name a step of a session: Heel raises · 2 kg · set 2 of 3."""
    name = exercise.movement.name
    if exercise.load:
        name = f"{name} · {exercise.load}"
    if exercise.sets > 1:
        of = _("set {n} of {all}").format(n=number, all=exercise.sets)
        name = f"{name} · {of}"
    return name


def goes_on(plans: Iterable[Prescription], day: date) -> str:
    """Say on a gentle day that a plan goes on; empty without one."""
    if not any(plan.holds(day) for plan in plans):
        return ""
    return _("Your physiotherapist’s plan goes on as written.")
