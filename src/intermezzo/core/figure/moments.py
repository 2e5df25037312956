"""The body at a moment: what all moments of a figure have in common, and the pose of one with its pins."""

from dataclasses import replace
from functools import lru_cache

from intermezzo.core.figure import props
from intermezzo.core.figure.anchors import Anchors, anchored, root_of
from intermezzo.core.figure.bases import BASES
from intermezzo.core.figure.body import Body, centre_of_mass
from intermezzo.core.figure.channels import INDEX
from intermezzo.core.figure.forward import Points, trunk
from intermezzo.core.figure.keyframes import (
    BODY_SURFACES,
    TRUNK_CONTACTS,
    Figure,
    Key,
    Pin,
    grips_along,
    pose_along,
)
from intermezzo.core.figure.reach import reach_at
from intermezzo.core.figure.resting import Surface
from intermezzo.core.figure.solve import assembled, beyond_reach, foot_pins
from intermezzo.core.figure.vectors import Vec, between, scaled

UPRIGHT_BASES = {"stand", "stride"}
"""Bases that stand by balance alone."""
_DEEP, _DEEPEST = 2.1, 2.7
"""Factors of the trunk's expansion when the breath is the movement: alone, and with hands on the ribs."""
_BALANCED, _NEARLY, _OVERSHOOT = 2e-5, 5e-4, 1.17
"""The most by which a balanced mass is off, in body heights; by which one more step balances it; and how much
farther the hips go than the mass at the first step.

The feet stay behind, so the mass moves less than the hips.
"""
_LEAST_FARTHER, _MOST_FARTHER = 0.8, 2.5
"""Between these what the last step tells of the next one is believed."""


@lru_cache(maxsize=32)
def solved(figure: Figure, at: float, fill: float) -> Body:
    """Return a body of side 1 that does not breathe, but for hands on its ribs."""
    anchors, keys, surfaces = _prepared(figure)
    pose = pose_along(keys, at, cycle=figure.cycle)
    grips = grips_along(keys, at, cycle=figure.cycle)
    depth = (_DEEPEST if figure.held_by_breath else _DEEP) if figure.only_breathes else 1.0
    points, frames = assembled(figure, anchors, pose, grips, fill * depth)
    flat = (
        pin.side
        for pin in figure.pins
        if pin.contact in {"hand", "elbow"} and pin.surface not in BODY_SURFACES
        and grips.get((pin.contact, pin.side), 1.0) == 1
    )  # fmt: skip
    return Body(points, frames, pose, fill, depth=depth, surfaces=surfaces, flat_hands="".join(flat), at=at)


@lru_cache(maxsize=256)
def _prepared(figure: Figure) -> tuple[Anchors, tuple[Key, ...], tuple[Surface, ...]]:
    """Return the anchors of a figure, its keys with the root placed, and the surfaces that support it."""
    anchors = anchored(figure)
    keys = tuple(_settled(figure, anchors, _rebased(figure, anchors, key)) for key in figure.keys)
    return anchors, keys, props.surfaces(figure.props, figure.base)


def _rebased(figure: Figure, anchors: Anchors, key: Key) -> Key:
    """Move a pose of another base over the feet of the start pose."""
    if key.base == figure.base:
        return key
    ankles = [
        place[0] for (contact, _side), place in anchors.places.items() if contact in {"foot", "toe", "heel"}
    ]
    pose = list(key.pose)
    pose[INDEX["x"]] += 100 * (sum(ankles) / len(ankles)) if ankles else 0.0
    pose[INDEX["z"]] += 100 * (BASES[key.base].height - BASES[figure.base].height)
    return replace(key, pose=tuple(pose))


def _settled(figure: Figure, anchors: Anchors, key: Key) -> Key:
    """Give a standing pose the height of its bent knees, and move its mass over its feet."""
    feet = [pin for pin in foot_pins(figure) if (pin.contact, pin.side) not in key.free]
    grips = dict.fromkeys(key.free, 0.0)
    contacts = {pin.contact for pin in figure.pins}
    if key.base not in UPRIGHT_BASES or not feet or contacts & {*TRUNK_CONTACTS, "knee", "elbow"}:
        return key
    pose = list(key.pose)
    before, steps = (0.0, 0.0), (0.0, 0.0)
    for _round in range(6):
        _set_height(figure, anchors, pose, feet)
        if not figure.balance:
            break
        points, _frames = assembled(figure, anchors, tuple(pose), grips)
        support, mass = _support(feet, points), centre_of_mass(points)
        off = (support[0] - mass[0], support[1] - mass[1])
        if max(map(abs, off)) < _BALANCED:
            break
        is_last = any(steps) and max(map(abs, off)) < _NEARLY
        steps = (
            _next_step(off[0], before[0] - off[0], steps[0]),
            _next_step(off[1], before[1] - off[1], steps[1]),
        )
        before = off
        for name, one in zip("xy", steps, strict=True):
            pose[INDEX[name]] += 100 * one
        if is_last:
            break
    _set_height(figure, anchors, pose, feet)
    return replace(key, pose=tuple(pose))


def _next_step(off: float, came: float, step: float) -> float:
    """Return how far the hips go for a mass that is off, which came so far with their last step."""
    farther = step / came if step and abs(came) > _BALANCED else _OVERSHOOT
    return off * (farther if _LEAST_FARTHER < farther < _MOST_FARTHER else _OVERSHOOT)


def _support(feet: list[Pin], points: Points) -> Vec:
    middles = [
        between(points[f"{pin.side}_heel"], points[f"{pin.side}_ball"], 0.9 if pin.contact == "toe" else 0.5)
        for pin in feet
    ]
    return scaled((sum(one[0] for one in middles), sum(one[1] for one in middles), 0.0), 1 / len(middles))


def _set_height(figure: Figure, anchors: Anchors, pose: list[float], feet: list[Pin]) -> None:
    """Set the height of the hips to the greatest that all pinned legs allow with the given knee angles."""
    points, _frames = trunk(tuple(pose), root_of(figure, tuple(pose)))
    pose[INDEX["z"]] -= 100 * max(
        beyond_reach(anchors, pin, tuple(pose), points, reach_at(pose[INDEX[f"{pin.side}_knee"]]))
        for pin in feet
    )
