"""The outlines of props: those that stand, and those that move with the body, as what is held."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise, product
from math import atan2, cos, dist, pi, sin

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Body, Camera, Figure, body_at, marks, props, view
from intermezzo.core.figure.camera import Flat
from intermezzo.core.figure.props import BAND_ANCHOR
from intermezzo.core.figure.skeleton import SEAT_HEIGHT
from intermezzo.core.figure.vectors import Vec, add, between, column, placed, scaled, sub, turned, unit
from intermezzo.ui.figure.hulls import ROUND, TonedPath, circle_path, hull_around, hull_path, one_path, strip

Solid = tuple[list[Vec], float]
"""Corners, and the radius around them. Lengths are in body heights."""
MARK, OVER, UNDER, BELOW = "mark", "over", "under", "below"
"""A sign, over everything; over the near arms; over the trunk, under the near arms; over the far limbs, below
the trunk."""
_LAYERS = {
    "phone": OVER, "band": OVER, "air": OVER, "pelvic_floor": OVER, "pillow": BELOW, "pillow_knees": BELOW,
    "roll": BELOW, "back_seat": BELOW, "weight": MARK,
}  # fmt: skip
"""Over the arms what the hands hold in front, below the body what it lies on, under the arms the rest."""
_BAG_CENTRE = 0.066
"""Height of the centre of a bag that stands on the floor."""
_CASE_HEIGHTS = (0.042, 0.295)
"""Height of the lower and of the upper edge of a case, without their radius."""
_HANDLE_BEFORE_CASE = 0.042
"""Distance from the handle of a case ahead to its middle."""
_ON_BACK_SEAT = (-0.475, -0.12, 0.425)
"""Place of the handle of the bag on a back seat."""
_ONE_HANDLE = 0.16
"""Distance up to which both hands hold the same handle."""
_ONE_FIST = 0.06
"""Distance up to which both hands hold one band."""
_WEIGHT_RISE, _WEIGHT_LEFT = 0.017, 0.45
"""By how much hips that take weight off a seat rise, and the share of the weight that is left on it then."""
_WEIGHT_LONG, _WEIGHT_LEAST = (0.085, 0.125), 0.030
"""Length of the arrow of all the weight on hand and seat, and the least length of an arrow."""
_DOT_SPACING = 0.0170
"""Distance between two dots of the line of sight."""
_CLOCK_RADIUS, _MARK_RADIUS, _CLOCK_HEIGHT = 0.185, 0.017, SEAT_HEIGHT
"""Radius of the clock around the hips and of its mark, and its height above the floor."""

_FRONT, _LONG, _RIM = 0.052, 0.094, -0.022
"""Front end of the pelvic floor before the hips, its length, and the height of its ends above the hips."""
_FULL, _EMPTY = -0.026, 0.014
"""Height of its middle above its ends, lungs full and empty: more than in a body, so that it can be seen."""
_LIPS, _AIR, _AIR_TURNS = (0.084, 0.0, -0.016), 0.042, (-0.50, -0.22, 0.06)
"""Place just before the lips, length of a whole breath out, and the radians upwards of its lines."""


def prop_paths(figure: Figure, side: int, names: Sequence[str]) -> tuple[TonedPath, ...]:
    """Return the outlines of some static props, each with its tone; ``rail`` is in front of the body."""
    camera = view(figure, side)
    return tuple(path for name in names for path in _prop_paths(name, figure.base, camera, flipped=side == 2))


@lru_cache(maxsize=16)
def _prop_paths(name: str, base: str, camera: Camera, *, flipped: bool) -> tuple[TonedPath, ...]:
    """Return the outlines of a prop; cached, because a body and its close-up often share a camera."""
    flip = -1.0 if flipped else 1.0
    paths = []
    for shape in props.shapes(name, base):
        corners = [(x, y * flip, z) for x, y, z in shape.corners]
        behind = shape.tone == "rail" and camera.depth((0.0, corners[0][1], 0.0)) > 0
        paths.append((hull_path(camera, corners, shape.radius), "" if behind else shape.tone))
    return tuple(paths)


def held_props(figure: Figure, body: Body, camera: Camera, side: int) -> Iterator[tuple[QPainterPath, str]]:
    """Return the outlines of the props that move with the body, each with its layer."""
    if "clock" in figure.props:
        yield from _pelvic_clock(figure, body, side)
    for name in figure.props:
        if name in _FIGURE_PROPS:
            solids = _FIGURE_PROPS[name](figure, body, side)
        else:
            solids = _BODY_PROPS[name](body) if name in _BODY_PROPS else ()
        layer = _LAYERS.get(name, UNDER)
        if name == "bag" and _is_behind_leg(_with_load(figure, body, side), camera):
            layer = BELOW
        for corners, radius in solids:
            yield hull_path(camera, corners, radius), layer


def _bag_below(grip: Vec) -> tuple[Solid, ...]:
    """Return a bag with its handle at a place, or as high as it stands on the floor."""
    low = (grip[0], grip[1], max(_BAG_CENTRE, grip[2] - 0.135))
    corners = [
        add(low, (dx, dy, dz)) for dx in (-0.062, 0.062) for dy in (-0.012, 0.012) for dz in (-0.05, 0.05)
    ]
    top = add(low, (0.0, 0.0, 0.055))
    handle = [(grip[0] + dx, grip[1], grip[2]) for dx in (-0.016, 0.016)]
    ends = [add(top, (dx, 0.0, 0.0)) for dx in (-0.036, 0.036)]
    return (corners, 0.014), *(([a, b], 0.0055) for a, b in pairwise((ends[0], *handle, ends[1])))


def _case(figure: Figure, body: Body, side: int) -> tuple[Solid, ...]:
    """Return a case on wheels below the hand that takes its handle; the hand draws the handle out."""
    taking = _grip(_body_at(figure, side, figure.carried_from))
    grip = _grip(body) if body.at >= figure.carried_from else taking
    x, y = taking[0] + _HANDLE_BEFORE_CASE, taking[1]
    corners = [(x + dx, y + dy, z) for dx in (-0.040, 0.040) for dy in (-0.085, 0.085) for z in _CASE_HEIGHTS]
    wheels = (([(x + dx, y + dy, 0.014)], 0.013) for dx in (-0.038, 0.038) for dy in (-0.075, 0.075))
    ends = [add(grip, (0.0, dy, 0.0)) for dy in (-0.030, 0.030)]
    rods = (([(taking[0], one[1], _CASE_HEIGHTS[1]), one], 0.0045) for one in ends)
    return (corners, 0.014), *wheels, *rods, (ends, 0.0075)


def _with_load(figure: Figure, body: Body, side: int) -> Body:
    """Return the body, or until the load is taken up the one that does."""
    return body if body.at >= figure.carried_from else _body_at(figure, side, figure.carried_from)


def _grip(body: Body) -> Vec:
    """Return the point of a handle, in the bend of the fingers."""
    hands = {one: body.place(f"{one}_palm", f"{one}_hand", (0.014, 0.0, -0.014)) for one in ("l", "r")}
    both = dist(hands["l"], hands["r"]) < _ONE_HANDLE
    return between(hands["l"], hands["r"], 0.5) if both else hands[body.working]


def _is_behind_leg(body: Body, camera: Camera) -> bool:
    """Return whether a bag is farther from the camera than the near leg."""
    near = min(camera.depth(body.points[f"{one}_ankle"]) for one in ("l", "r"))
    return camera.depth(_grip(body)) > near + 0.01


def _box(point: str, segment: str, offset: Vec, half: Vec, radius: float, body: Body) -> tuple[Solid, ...]:
    """Return a box beside a point of a segment; ``half`` are half its sides along the segment's axes."""
    frame = body.frames[segment.format(body.working)]
    middle = placed(body.points[point.format(body.working)], frame, offset)
    corners = product(*((-one, one) for one in half))
    return (([placed(middle, frame, (x, y, z)) for x, y, z in corners], radius),)


def _pillow(body: Body) -> tuple[Solid, ...]:
    """Return a pillow under a head that lies on its side."""
    x, y, z = body.points["head"]
    low = max(0.02, z - 0.075)
    return (([(x + dx, y + dy, low) for dx in (-0.035, 0.035) for dy in (-0.075, 0.065)], 0.030),)


def _pillow_knees(body: Body) -> tuple[Solid, ...]:
    middle = between(body.points["l_knee"], body.points["r_knee"], 0.5)
    ankle = between(body.points["l_ankle"], body.points["r_ankle"], 0.5)
    return (([middle, between(middle, ankle, 0.6)], 0.035),)


def _stick(body: Body) -> tuple[Solid, ...]:
    """Return a stick along the back that touches the back of the head and the tailbone."""
    head = body.place("head", "head", (-0.0605, 0.0, 0.004))
    tail = body.place("tail", "pelvis", (-0.036, 0.0, 0.020))
    way = unit(sub(head, tail))
    return (([add(tail, scaled(way, -0.10)), add(head, scaled(way, 0.09))], 0.007),)


def _pelvic_floor(body: Body) -> tuple[Solid, ...]:
    """Return the floor of the pelvis, which rises as the lungs empty, and dots where it is then."""
    floor = _floor(body, _EMPTY + (_FULL - _EMPTY) * body.fill)
    dots = _floor(body, _EMPTY)[1:-1]
    return (*((list(pair), 0.0065) for pair in pairwise(floor)), *(([at], 0.0026) for at in dots))


def _floor(body: Body, middle: float) -> list[Vec]:
    """Return points along the floor of the pelvis, from its front to the tailbone."""
    ways = [step / 8 for step in range(9)]
    places = [(_FRONT - _LONG * way, 0.0, _RIM + middle * 4 * way * (1 - way)) for way in ways]
    return [body.place("root", "pelvis", place) for place in places]


def _air(body: Body) -> tuple[Solid, ...]:
    """Return the breath that has left the lips, longer as the lungs empty."""
    size, lips = _AIR * (1 - body.fill), body.place("c0", "head", _LIPS)
    ways = (turned(body.frames["head"], (cos(turn), 0.0, sin(turn))) for turn in _AIR_TURNS)
    return tuple(([lips, add(lips, scaled(way, size))], 0.0030) for way in ways if size)


_BODY_PROPS: Mapping[str, Callable[[Body], tuple[Solid, ...]]] = {
    "bag_hugged": partial(_box, "t6", "thorax2", (0.146, 0.0, -0.024), (0.032, 0.070, 0.080), 0.014),
    "bag_hips": partial(_box, "root", "pelvis", (0.088, 0.0, 0.020), (0.024, 0.095, 0.060), 0.014),
    "phone": partial(_box, "{}_palm", "{}_hand", (0.018, 0.0, -0.034), (0.001, 0.018, 0.040), 0.005),
    "air": _air,
    "back_seat": lambda _body: _bag_below(_ON_BACK_SEAT),
    "pelvic_floor": _pelvic_floor,
    "pillow": _pillow,
    "pillow_knees": _pillow_knees,
    "stick": _stick,
}


def _band(figure: Figure, body: Body, side: int) -> tuple[Solid, ...]:
    """Return a band from its anchor to a handle in each hand."""
    end = _body_at_end(figure, side)
    # Fixed in front, at the height of the hands at the end.
    anchor = (BAND_ANCHOR, 0.0, between(end.points["l_palm"], end.points["r_palm"], 0.5)[2])
    strips: list[Solid] = [([anchor], 0.015)]
    grips = []
    for one in ("l", "r"):
        palm = body.place(f"{one}_palm", f"{one}_hand", (0.008, 0.0, -0.010))
        grips.append((palm, scaled(column(body.frames[f"{one}_hand"], 1), 0.027)))
    if dist(grips[0][0], grips[1][0]) < _ONE_FIST:
        # Both hands hold one handle.
        grips = [(between(grips[0][0], grips[1][0], 0.5), (0.0, 0.0, 0.034))]
    for palm, across in grips:
        strips += [([palm, anchor], 0.0045), ([sub(palm, across), add(palm, across)], 0.0075)]
    return tuple(strips)


def _pen(figure: Figure, body: Body, side: int) -> tuple[Solid, ...]:
    """Return a pen on the floor, below the working hand at the end."""
    x, y, _z = _body_at_end(figure, side).points[f"{body.working}_hand"]
    return (([(x - 0.03, y, 0.006), (x + 0.03, y, 0.006)], 0.006),)


def _roll(figure: Figure, _body: Body, side: int) -> tuple[Solid, ...]:
    """Return a roll across the lower back of one who leans on it, where it stays."""
    end = _body_at_end(figure, side)
    at = between(end.points["sacrum"], end.points["l3"], 0.8)
    x, y, z = placed(at, end.frames["lumbar1"], (-0.038, 0.0, 0.0))
    return (([(x, y - 0.085, z), (x, y + 0.085, z)], 0.024),)


def _weight(figure: Figure, body: Body, side: int) -> tuple[Solid, ...]:
    """Return an arrow down onto the near hand and one below the seat, as long as each is pressed upon."""
    (x, _y, z), start = body.points["root"], _body_at(figure, side, 0.0).points["root"][2]
    taken = (1 - _WEIGHT_LEFT) * max(0.0, z - start) / _WEIGHT_RISE
    palm = body.points[f"{body.working}_palm"]
    hand, seat = (
        max(_WEIGHT_LEAST, long * share)
        for long, share in zip(_WEIGHT_LONG, (taken / (1 - _WEIGHT_LEFT), 1 - taken), strict=True)
    )
    tip = add(palm, (0.012, 0.0, 0.030))
    below = (x - 0.01, palm[1], SEAT_HEIGHT - 0.045)
    return *_down(add(tip, (0.0, 0.0, hand)), tip), *_down(below, add(below, (0.0, 0.0, -seat)))


def _down(start: Vec, tip: Vec) -> tuple[Solid, ...]:
    """Return an arrow straight down."""
    ways = ((-0.021, 0.0), (0.021, 0.0), (0.0, -0.021), (0.0, 0.021))
    head = [add(tip, (dx, dy, 0.030)) for dx, dy in ways]
    return ([start, add(tip, (0.0, 0.0, 0.020))], 0.0085), ([tip, *head], 0.002)


@lru_cache(maxsize=64)
def _body_at(figure: Figure, side: int, at: float) -> Body:
    """Return the body at one moment that its props need throughout."""
    return body_at(figure, at, 0.5, side)


def _body_at_end(figure: Figure, side: int) -> Body:
    """Return the body at the end of the full form: what lies or is fixed there stays in the easier one."""
    return _body_at(figure.whole or figure, side, 1.0)


def _sight(figure: Figure, body: Body, side: int) -> tuple[Solid, ...]:
    """Return the dots of the line from the eyes to what they look at, and paler ones of that at the start."""
    now, start = _line_of_sight(figure, body), _line_of_sight(figure, body_at(figure, 0.0, 0.5, side))
    return (*(([at], 0.0036) for at in now), *(([at], 0.0018) for at in start))


def _line_of_sight(figure: Figure, body: Body) -> Iterator[Vec]:
    """Yield the dots from the eyes to the near screen, or past it into the distance."""
    eye, way = marks.eyes(body), marks.sight(body)
    far = (props.SCREEN[0] - eye[0]) / max(0.1, way[0])
    if "screen" not in figure.props or add(eye, scaled(way, far))[2] > props.SCREEN[2]:
        far = (props.FAR - eye[0]) / max(0.1, way[0])
    count = max(2, int(far / _DOT_SPACING))
    yield from (add(eye, scaled(way, far * (dot + 0.5) / count)) for dot in range(count))


@lru_cache(maxsize=16)
def _clock_face(figure: Figure, side: int) -> tuple[QPainterPath, Callable[[float, float], Flat]]:
    """Return the clock's face, and a function from an angle in radians and a radius to a point on it.

    It lies on the seat, twelve towards the knees and three at the right hand.
    """
    x, y, _z = body_at(figure, 0.0, 0.5, side).points["root"]
    camera = view(figure, side)

    def place(turn: float, reach: float) -> Flat:
        return camera.flat((x + reach * cos(turn), y - reach * sin(turn), _CLOCK_HEIGHT))

    face = [strip([place(2 * pi * step / 24, _CLOCK_RADIUS) for step in range(25)], 0.0040)]
    for hour in range(12):
        long, radius = (0.020, 0.0050) if hour % 3 == 0 else (0.010, 0.0025)
        ends = [place(pi / 6 * hour, _CLOCK_RADIUS + reach) for reach in (-long, long)]
        face.append(hull_around(ends, radius))
    return one_path(face), place


@lru_cache(maxsize=16)
def _mean_tilt(figure: Figure, side: int) -> float:
    """Return the middle of the pelvis's range of tilt in degrees."""
    tilts = [body_at(figure, at / 4, 0.5, side).angle("pelvis_tilt") for at in range(5)]
    return (max(tilts) + min(tilts)) / 2


def _pelvic_clock(figure: Figure, body: Body, side: int) -> Iterator[tuple[QPainterPath, str]]:
    """Return a clock around the pelvis, twelve in front, and a mark at the hour to which it leans."""
    face, place = _clock_face(figure, side)
    yield face, BELOW
    ahead = body.angle("pelvis_tilt") - _mean_tilt(figure, side)
    across = body.angle("pelvis_roll")
    if ahead or across:
        yield circle_path(place(atan2(across, ahead), _CLOCK_RADIUS), _MARK_RADIUS, ROUND), OVER


_FIGURE_PROPS: Mapping[str, Callable[[Figure, Body, int], tuple[Solid, ...]]] = {
    # It hangs in one hand, or in both, and stands until it is taken up.
    "bag": lambda figure, body, side: _bag_below(_grip(_with_load(figure, body, side))),
    "band": _band,
    "case": _case,
    "pen": _pen,
    "roll": _roll,
    "sight": _sight,
    "weight": _weight,
}
