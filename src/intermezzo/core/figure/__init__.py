"""Joint-angle keyframes in three dimensions → the points of a moving, breathing body."""

from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise
from math import dist, sqrt

from intermezzo.core.figure import camera as cam
from intermezzo.core.figure import marks, props
from intermezzo.core.figure.body import Body, mirrored
from intermezzo.core.figure.camera import Box, Camera
from intermezzo.core.figure.extents import box_of
from intermezzo.core.figure.keyframes import CLOSE_UP_PLACES, FOOT, LEADS, Figure
from intermezzo.core.figure.moments import solved
from intermezzo.core.figure.vectors import Vec, add, between

__all__ = [
    "Body",
    "Camera",
    "Figure",
    "body_at",
    "close_up_place",
    "frame",
    "mirrors",
    "reverses",
    "stays",
    "travel",
    "view",
]

_SHOWN_WHOLE = {
    "chair", "armchair", "stool", "bench", "car_seat", "sofa", "sofa_front", "window",
}  # fmt: skip
"""Props that the picture holds whole, as the body."""
_SOLE_VIEW = (90.0, -90.0)
"""The camera of a sole: from below, toes up."""
_EVEN = (0.024, 0.032)
"""Body heights from a parabola up to which five bodies tell the way along the keys, and each half of it."""
_LEADING = {*LEADS.values()}
_SAMPLES, _WAY_STEPS = 20, 40
"""Number of steps in which a loop is compared with its reverse, and from which its way is computed."""
_TOLERANCE = 1e-6
"""Two bodies are equal if all their points and skin are nearer than this, in body heights."""
_SKIN = 0.08
"""From the middle of a segment to its skin, in body heights: the head's radius."""
_TOE = 0.04
"""From the ball of the foot to the tip of a toe."""


def body_at(one: Figure, at: float, fill: float, side: int = 1) -> Body:
    """Return the body ``at`` 0..1 of the way along its keys; ``fill`` 0..1 is that of a whole breath."""
    belly = float(one.only_breathes and one.region == "diaphragm")
    return _breathing_at(_bones(one), at, one.filled(fill), belly, side)


@lru_cache(maxsize=512)
def _bones(one: Figure) -> Figure:
    """Return the figure without what only its picture needs: a body and its close-up are solved once."""
    return Figure(one.base, one.keys, one.pins, props=one.props, cycle=one.cycle, balance=one.balance)


@lru_cache(maxsize=32)
def _breathing_at(bones: Figure, at: float, fill: float, belly: float, side: int) -> Body:
    """Return a body; a still asks for the same few again and again."""
    # A cycle ends where it begins.
    within = 0.0 if bones.cycle and at == 1 else at
    body = solved(bones, within, fill if bones.held_by_breath else 0.0)
    if (body.fill, body.belly, body.at) != (fill, belly, at):
        body = replace(body, fill=fill, belly=belly, at=at)
    return mirrored(body) if side == 2 else body


def stays(one: Figure) -> bool:
    """Return whether side 2 has the camera of side 1: mirrored, a seated body would turn with its seat."""
    return (
        one.base == "sit" and one.close_up not in FOOT and not {"desk", "wall_side", "cabin"} & set(one.props)
    )


def mirrors(one: Figure) -> bool:
    """Return whether side 2 is seen as the mirror image of side 1: a seat looks the same from its front."""
    return not stays(one) or abs(view(one).into[1]) < _TOLERANCE


@lru_cache(maxsize=512)
def reverses(one: Figure) -> bool:
    """Return whether side 2 is side 1 played backwards: a circle of a symmetrical body that ``stays``."""
    return (
        one.cycle
        and stays(one)
        and all(
            _apart(body_at(one, n / _SAMPLES, 0.5, 2), body_at(one, 1 - n / _SAMPLES, 0.5)) < _TOLERANCE
            for n in range(_SAMPLES + 1)
        )
    )


@lru_cache(maxsize=64)
def view(one: Figure, side: int = 1) -> Camera:
    """Return the camera of a figure; for side 2 the mirrored one, unless the figure ``stays``."""
    second = _SOLE_VIEW if one.close_up == "sole" else one.close_up_camera
    camera = cam.camera(*((second if one.close_up != "none" else None) or one.camera))
    return cam.mirrored(camera) if side == 2 and not stays(one) else camera


@lru_cache(maxsize=512)
def travel(one: Figure) -> tuple[float, ...]:
    """Return the way that its fastest points have gone at equal steps along the keys, in body heights.

    The jaw counts, and where it is drawn what the eyes look at: neither moves a joint.
    """
    eyes = {"sight"} & set(one.props) or ({"r_gaze"} if one.close_up == "head" else ())
    names = ("chin", *eyes)
    bodies = [body_at(one, n / _WAY_STEPS, 0.5) for n in range(_WAY_STEPS + 1)]
    ways = (
        max(_apart(a, b), *(dist(marks.place(a, name), marks.place(b, name)) for name in names))
        for a, b in pairwise(bodies)
    )
    return tuple(accumulate(ways, initial=0.0))


def _apart(one: Body, other: Body) -> float:
    """Return the greatest distance of a point between two bodies, points on the skin included."""
    moved = (dist(point, other.points[name]) for name, point in one.points.items())
    # A rotation by a small angle changes the matrix by sqrt(2) times the angle.
    turned = (
        dist(axes, other.frames[name]) / sqrt(2) * (_TOE if "toe" in name else _SKIN)
        for name, axes in one.frames.items()
    )
    return max(*moved, *turned)


@lru_cache(maxsize=4)
def along_keys(one: Figure, side: int) -> tuple[Body, ...]:
    """Return bodies from the start to the end, more where the movement is uneven.

    A breath alone has one, with full lungs. Others have empty lungs, as when they are drawn, unless the
    breath moves their arms. A still asks for the same ones several times.
    """
    if one.only_breathes:
        return (body_at(one, 0.0, 1.0, side),)
    fill = 1.0 if one.held_by_breath else 0.0

    def on_way(begin: float, end: float, even: tuple[float, ...]) -> tuple[Body, ...]:
        bodies = tuple(body_at(one, begin + (end - begin) * step / 4, fill, side) for step in range(5))
        if not even or _is_even(bodies, even[0]):
            return bodies
        middle = (begin + end) / 2
        return on_way(begin, middle, even[1:])[:-1] + on_way(middle, end, even[1:])

    return on_way(0.0, 1.0, _EVEN)


def _is_even(bodies: tuple[Body, ...], most: float) -> bool:
    """Return whether the points of five bodies are no farther than ``most`` from parabolas.

    Where they go along parabolas, what is between the bodies follows from them.
    """
    ways = ([body.points[name] for body in bodies] for name in _LEADING & bodies[0].points.keys())
    return all(
        dist(at, [(3 * x + 6 * y - z) / 8 for x, y, z in zip(a, middle, b, strict=True)]) <= most
        for start, early, middle, late, end in ways
        for a, at, b in ((start, early, end), (end, late, start))
    )


def close_up_place(one: Figure, side: int = 1) -> tuple[float, Vec]:
    """Return half the side of what a close-up shows, in body heights, and its middle."""
    if one.whole is not None:
        return close_up_place(replace(one.whole, close_up=one.close_up), side)
    half, point, offset = CLOSE_UP_PLACES[one.close_up]
    middle = body_at(one, 0.0, 0.5).points[point]
    if one.close_up == "arms":
        middle = between(middle, body_at(one, 1.0, 0.5).points["r_palm"], 0.5)
    x, y, z = add(middle, offset)
    return half, (x, -y if side == 2 else y, z)


@lru_cache(maxsize=512)
def frame(one: Figure, side: int = 1) -> Box:
    """Return the box of the picture that holds the body through its whole loop, or that of the close-up."""
    if one.whole is not None:
        return frame(replace(one.whole, close_up=one.close_up), side)
    if side == 2 and not stays(one):
        left, bottom, right, top = frame(one)
        return (-right, bottom, -left, top)
    camera = view(one)
    if one.close_up != "none":
        half, middle = close_up_place(one)
        x, y = camera.flat(middle)
        return (x - half, y - half, x + half, y + half)
    bodies = along_keys(one, 1)
    boxes = [box_of({camera} if mirrors(one) else {camera, cam.of_mirrored(camera)}, bodies)]
    if mirrors(one) and stays(one):
        left, bottom, right, top = boxes[0]
        boxes.append((-right, bottom, -left, top))
    points = list[Vec]()
    if "band" in one.props:
        points.append((props.BAND_ANCHOR, 0.0, body_at(one, 1.0, 0.5).points["r_palm"][2]))
    if "bed" in one.props:
        points.append((0.0, 0.0, props.BED_FLOOR))
    for name in _SHOWN_WHOLE & set(one.props):
        points += [corner for shape in props.shapes(name, one.base) for corner in shape.corners]
    places = [camera.flat(point) for point in points]
    return cam.around([*boxes, *((*place, *place) for place in places)])
