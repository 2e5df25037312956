"""The light is where a movement works: on a joint that moves, or on the leg that stands alone."""

from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Figure
from intermezzo.core.figure.keyframes import lit
from intermezzo.core.figure.moments import UPRIGHT_BASES
from tests.core.figure.test_stillness import moments, turned

SESSIONS = Path(__file__).parents[3] / "sessions"
MOVEMENTS = library.load([SESSIONS]).movements
FIGURES = {name: one.figure for name, one in MOVEMENTS.items() if one.figure is not None}
LEGS = {
    "hip": (("pelvis", "{}_thigh"), ("{}_thigh", "{}_shank")),
    "glutes": (("pelvis", "{}_thigh"),),
    "foot/ankle": (("{}_shank", "{}_foot"),),
}
"""The joints at which a region works, each by its segments; muscles of the hip go down to the knee."""
GIRDLE = ("shrug", "reach")
CHANNELS = {
    "jaw": ("jaw",), "eyes": ("eyes_turn", "eyes_up"), "toes": ("r_toes", "r_big_toe"), "arch": ("r_arch",),
}  # fmt: skip
"""The angles of a region that is a part of the head or the foot."""
TRUNK = {"rib cage", "diaphragm", "deep core", "lumbar control", "whole chain"}
"""The breath and the steadiness of the trunk are at work in all of them."""
MOVED = [
    (name, region)
    for name, one in FIGURES.items()
    for region in one.regions or MOVEMENTS[name].regions[:1]
    if len(one.keys) > 1
]


def stands(figure: Figure) -> set[str]:
    """Return the sides of the feet that bear a standing body throughout."""
    feet = {pin.side for pin in figure.pins if pin.contact in {"foot", "toe", "heel"}}
    let_go = any(key.free for key in figure.keys)
    return feet if figure.base in UPRIGHT_BASES and not let_go else set()


def works(figure: Figure, region: str) -> bool:
    """Return whether a region is at work in a figure."""
    side, name = lit(region, 1)
    bodies, feet = moments(figure), stands(figure)
    if name in LEGS:
        moves = any(turned(bodies, a.format(side), b.format(side)) > 1.0 for a, b in LEGS[name])
        if name == "foot/ankle" and feet:
            return side in feet
        return moves or feet == {side}
    shoulders = max(turned(bodies, "thorax2", f"{one}_upper_arm") for one in ("l", "r")) > 1.0
    shrugs = any(body.angle(f"r_{one}") != bodies[0].angle(f"r_{one}") for body in bodies for one in GIRDLE)
    if name == "shoulder girdle":
        return shoulders or shrugs
    if name == "thoracic":
        # An arm overhead takes the upper back along, and the shoulder blades lie on it.
        return shoulders or shrugs or max(turned(bodies, a, "thorax2") for a in ("thorax1", "lumbar2")) > 1.0
    if name == "neck":
        return turned(bodies, "thorax2", "head") > 1.0
    if name in CHANNELS:
        names = CHANNELS[name]
        return any(bodies[0].angle(one) != body.angle(one) for one in names for body in bodies)
    return name in TRUNK


@pytest.mark.slow
@pytest.mark.parametrize(("name", "region"), MOVED)
def test_the_light_is_where_the_movement_works(name: str, region: str) -> None:
    assert works(FIGURES[name], region)


def test_a_light_on_the_leg_that_hangs_would_not_pass() -> None:
    assert not works(FIGURES["single_leg_stand"], "foot/ankle")
    assert not works(FIGURES["seated_march"], "foot/ankle")
    assert not works(FIGURES["chin_nod_seated"], "thoracic")


def test_on_side_two_the_other_side_is_lit() -> None:
    assert [lit(one, side) for one in ("hip", "l_hip") for side in (1, 2)] == [
        ("r", "hip"), ("l", "hip"), ("l", "hip"), ("r", "hip"),
    ]  # fmt: skip
