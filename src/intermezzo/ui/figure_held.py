"""Props that go with the body, laid along its points: what is held, hugged or lain upon."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Body, Camera, Figure, body_at
from intermezzo.core.figure.props import BAND_ANCHOR
from intermezzo.core.figure.vectors import Mat, Vec, add, between, column, scaled, sub, turned, unit
from intermezzo.ui.figure_hulls import rounded

_Solid = tuple[list[Vec], float]
"""Corners, and how thick it is round them."""
OVER, UNDER, BELOW = "over", "under", "below"
_LAYERS = {"bag": OVER, "phone": OVER, "band": OVER, "pillow": BELOW, "pillow_knees": BELOW}
"""Over the arms what the hands hold, below the body what it lies on, under the arms the rest."""


def held(figure: Figure, body: Body, camera: Camera, side: int) -> Iterator[tuple[QPainterPath, str]]:
    """Give the outlines of what goes with the body; with each its layer."""
    for name in figure.props:
        if name in {"band", "pen"}:
            solids = _band(figure, body, side) if name == "band" else _pen(figure, side)
        else:
            solids = _LAID[name](body) if name in _LAID else ()
        for corners, radius in solids:
            yield rounded(camera, corners, radius), _LAYERS.get(name, UNDER)


def _bag(body: Body) -> tuple[_Solid, ...]:
    hand = body.points[f"{body.working}_palm"]
    low = (hand[0], hand[1], max(0.07, hand[2] - 0.13))
    corners = [add(low, (dx, 0.0, dz)) for dx in (-0.065, 0.065) for dz in (-0.05, 0.055)]
    return (corners, 0.014), ([hand, add(low, (0.0, 0.0, 0.06))], 0.006)


def _bag_hugged(body: Body) -> tuple[_Solid, ...]:
    frame = body.frames["thorax2"]
    middle = add(body.points["t6"], turned(frame, (0.128, 0.0, -0.024)))
    return ((_block(middle, frame, (0.032, 0.070, 0.080)), 0.014),)


def _bag_hips(body: Body) -> tuple[_Solid, ...]:
    frame = body.frames["pelvis"]
    middle = add(body.points["root"], turned(frame, (0.088, 0.0, 0.020)))
    return ((_block(middle, frame, (0.024, 0.095, 0.060)), 0.014),)


def _phone(body: Body) -> tuple[_Solid, ...]:
    frame = body.frames[f"{body.working}_hand"]
    middle = add(body.points[f"{body.working}_palm"], turned(frame, (0.018, 0.0, -0.034)))
    return ((_block(middle, frame, (0.001, 0.018, 0.040)), 0.005),)


def _pillow(body: Body) -> tuple[_Solid, ...]:
    """Lay a pillow under a head that lies on its side; it is seen round it from above."""
    x, y, z = body.points["head"]
    low = max(0.02, z - 0.075)
    return (([(x + dx, y + dy, low) for dx in (-0.035, 0.035) for dy in (-0.075, 0.065)], 0.030),)


def _pillow_knees(body: Body) -> tuple[_Solid, ...]:
    middle = between(body.points["l_knee"], body.points["r_knee"], 0.5)
    ankle = between(body.points["l_ankle"], body.points["r_ankle"], 0.5)
    return (([middle, between(middle, ankle, 0.6)], 0.035),)


def _stick(body: Body) -> tuple[_Solid, ...]:
    """Lay a stick along the back: it touches the back of the head and the tail."""
    head = add(body.points["head"], turned(body.frames["head"], (-0.060, 0.0, 0.0)))
    tail = add(body.points["tail"], turned(body.frames["pelvis"], (-0.036, 0.0, 0.020)))
    way = unit(sub(head, tail))
    return (([add(tail, scaled(way, -0.10)), add(head, scaled(way, 0.09))], 0.007),)


_LAID: Mapping[str, Callable[[Body], tuple[_Solid, ...]]] = {
    "bag": _bag, "bag_hugged": _bag_hugged, "bag_hips": _bag_hips, "phone": _phone, "pillow": _pillow,
    "pillow_knees": _pillow_knees, "stick": _stick,
}  # fmt: skip


def _band(figure: Figure, body: Body, side: int) -> tuple[_Solid, ...]:
    anchor = _anchor(figure, side)
    strips = (([body.points[f"{one}_palm"], anchor], 0.0045) for one in ("l", "r"))
    return (*strips, ([anchor], 0.015))


@lru_cache(maxsize=64)
def _anchor(figure: Figure, side: int) -> Vec:
    """Give where a band is fixed: ahead, as high as the hands are at the end."""
    body = body_at(figure, 1.0, 0.5, side)
    return (BAND_ANCHOR, 0.0, between(body.points["l_palm"], body.points["r_palm"], 0.5)[2])


@lru_cache(maxsize=64)
def _pen(figure: Figure, side: int) -> tuple[_Solid, ...]:
    """Lay a pen on the floor, below where the working hand is at the end."""
    body = body_at(figure, 1.0, 0.5, side)
    x, y, _z = body.points[f"{body.working}_hand"]
    return (([(x - 0.03, y, 0.006), (x + 0.03, y, 0.006)], 0.006),)


def _block(middle: Vec, frame: Mat, half: tuple[float, float, float]) -> list[Vec]:
    """Give the corners of a block with the frame's axes; ``half`` its half sizes."""
    return [
        add(
            middle,
            add(
                scaled(column(frame, 0), a * half[0]),
                add(scaled(column(frame, 1), b * half[1]), scaled(column(frame, 2), c * half[2])),
            ),
        )
        for a in (-1, 1)
        for b in (-1, 1)
        for c in (-1, 1)
    ]
