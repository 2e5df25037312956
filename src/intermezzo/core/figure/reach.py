"""Inverse kinematics of two bones, and the targets of hands and feet."""

from collections.abc import Mapping
from math import cos, radians, sin, sqrt

from intermezzo.core.figure import skeleton as sk
from intermezzo.core.figure.forward import SIGN, Frames, Points
from intermezzo.core.figure.vectors import (
    Mat,
    Vec,
    add,
    columns,
    cross,
    dot,
    length,
    placed,
    scaled,
    sub,
    turned,
    unit,
)

_ALONG = 0.2
"""A hand that points so nearly in a direction cannot face it with its palm."""
_STIFF = 0.25
"""How far a hand keeps the direction of its forearm."""
RIBS_WIDER, RIBS_DEEPER = 0.085, 0.13
"""Shares by which the ribs grow to the sides and to the front with a breath."""
REACH = 0.9995
"""Share of its length that a limb may reach; close to straight, small distances cost large angles."""


def two_bones(start: Vec, target: Vec, first: float, second: float, pole: Vec) -> tuple[Vec, Vec]:
    """Return (middle joint, end) of a limb that reaches for the target and bends towards ``pole``."""
    way = sub(target, start)
    far = length(way)
    most, least = (first + second) * REACH, abs(first - second) * 1.02
    size = min(most, max(least, far))
    along = unit(way)
    end = target if far == size else add(start, scaled(along, size))
    share = (first * first - second * second + size * size) / (2 * size)
    out = sqrt(max(0.0, first * first - share * share))
    side = sub(pole, scaled(along, dot(pole, along)))
    if length(side) < 1e-6:
        side = cross(along, (0.0, 1.0, 0.0))
    return add(start, add(scaled(along, share), scaled(unit(side), out))), end


def turned_about(vector: Vec, axis: Vec, degrees: float) -> Vec:
    """Return a vector rotated about an axis of length one."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return add(
        add(scaled(vector, c), scaled(cross(axis, vector), s)), scaled(axis, dot(axis, vector) * (1 - c))
    )


ON_BODY: Mapping[str, tuple[str, str, Vec]] = {
    "ribs": ("thorax1", "t12", (0.0300, 0.0870, -0.006)),
    "nape": ("neck", "c7", (-0.0237, 0.0068, 0.034)),
    "belly": ("pelvis", "sacrum", (0.1009, 0.0257, 0.035)),
    "chest": ("thorax2", "c7", (0.0790, -0.0628, -0.062)),
    "head": ("head", "c0", (-0.0500, 0.0241, 0.026)),
    "thighs": ("{}_thigh", "{}_hip", (0.0565, 0.0, -sk.THIGH * 0.66)),
    "knees": ("{}_thigh", "{}_hip", (0.0455, 0.0, -sk.THIGH * 0.94)),
    "hips": ("pelvis", "root", (0.0258, 0.0896, 0.050)),
    "low_back": ("pelvis", "sacrum", (-0.0255, 0.0255, 0.030)),
    "shoulders": ("thorax2", "c7", (0.050, 0.092, -0.020)),
    "cheeks": ("head", "c0", (0.046, 0.040, -0.004)),
    "bag_hips": ("pelvis", "root", (0.088, 0.1200, 0.012)),
    "bag": ("thorax2", "t6", (0.144, 0.0945, -0.050)),
}
"""Where a palm lies on the body: frame, origin point, and offset with y outwards; ``{}`` is the side."""


def on_body(surface: str, side: str, points: Points, frames: Frames, swell: float) -> Vec:
    """Return the target of a palm on the body; on the ribs ``swell`` moves it outwards."""
    segment, origin, (x, y, z) = ON_BODY[surface]
    if surface == "ribs":
        x, y = x * (1 + RIBS_DEEPER * swell), y * (1 + RIBS_WIDER * swell)
    return placed(points[origin.format(side)], frames[segment.format(side)], (x, y * SIGN[side], z))


def elbow_out(surface: str, side: str, frames: Frames) -> Vec:
    """Return the direction of the elbow while the hand lies on the body."""
    out = SIGN[side]
    x, y, z = {
        "head": (0.75, 0.75 * out, 0.1), "chest": (0.75, 0.55 * out, -0.5),
        "bag": (0.1, 0.9 * out, -0.5),
        "shoulders": (0.7, 0.7 * out, -0.4), "nape": (-0.05, 0.5 * out, 1.0),
        "cheeks": (0.5, 0.5 * out, -0.7), "low_back": (-0.8, 0.6 * out, 0.0),
    }.get(surface, (-0.55, 0.75 * out, -0.15))  # fmt: skip
    return turned(frames["thorax2"], (x, y, z))


def inwards(surface: str, side: str, frames: Frames) -> Vec:
    """Return the direction from a palm on the body into the body."""
    segment, _origin, (x, y, _z) = ON_BODY[surface]
    if surface in {"bag", "bag_hips"}:
        x = 0.0
    return turned(frames[segment.format(side)], unit((-x, -y * SIGN[side], 0.0)))


def hand_along(forearm: Vec, into: Vec) -> Vec:
    """Return the direction of a hand that lies on a surface as nearly in line with its forearm as it can.

    ``into`` is the direction into the surface. The wrist bends no further than it can.
    """
    flat = sub(forearm, scaled(into, dot(forearm, into)))
    if length(flat) < _ALONG:
        return forearm
    flat = unit(flat)
    return unit(add(scaled(flat, 1 - _STIFF), scaled(forearm, _STIFF)))


def hand_frame(way: Vec, into: Vec) -> Mat:
    """Return the frame of a hand in a direction with its palm towards another."""
    z = scaled(way, -1.0)
    x = sub(into, scaled(z, dot(into, z)))
    if length(x) < _ALONG:
        x = cross((0.0, 1.0, 0.0), z)
    x = unit(x)
    return columns(x, cross(z, x), z)


def foot_frame(yaw: Vec, lift: float) -> Mat:
    """Return the frame of a standing foot in the direction ``yaw`` with its heel ``lift`` degrees up."""
    forward = unit((yaw[0], yaw[1], 0.0), (1.0, 0.0, 0.0))
    c, s = cos(radians(lift)), sin(radians(lift))
    x = (forward[0] * c, forward[1] * c, -s)
    y = (-forward[1], forward[0], 0.0)
    return columns(x, y, cross(x, y))


def reach_at(knee: float) -> float:
    """Return the distance from hip to ankle of a leg with a bent knee."""
    t, s = sk.THIGH, sk.SHANK
    return min((t + s) * REACH, sqrt(t * t + s * s + 2 * t * s * cos(radians(knee))))
