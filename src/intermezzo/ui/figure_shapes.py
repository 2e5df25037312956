"""Flesh and props → outlines: hulls of the ellipses that a camera sees, one closed path for each part."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from intermezzo.core.figure import Body, Camera, Figure, body_at, flesh, props, view
from intermezzo.core.figure.body import SPINE
from intermezzo.core.figure.flesh import Ball, Piece
from intermezzo.core.figure.vectors import Vec, add, between, distance, scaled, sub, turned, unit


def _round_about(count: int) -> tuple[tuple[float, float], ...]:
    return tuple((cos(2 * pi * k / count), sin(2 * pi * k / count)) for k in range(count))


_PLAIN, _FINE = _round_about(20), _round_about(72)
"""The directions in which an outline is felt for; finer where the eye is near."""
_FAR = 0.022
"""A limb whose root lies so much deeper than the trunk is on the far side."""


_Ellipse = tuple[float, float, float, float, float]
"""Middle, and spread as (xx, xy, yy); y upwards."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A figure's paths at one moment, in body heights with y downwards. ``spine`` is the line's points."""

    far: QPainterPath
    core: QPainterPath
    legs: QPainterPath
    """Near legs that lie across the trunk, set off a little."""
    arms: QPainterPath
    behind: QPainterPath
    """Arms behind the trunk, though of its own side."""
    lungs: _Ellipse
    spine: QPainterPath
    held: tuple[QPainterPath, ...]
    bounds: QRectF
    eyes: tuple[tuple[_Ellipse, _Ellipse], ...]
    """Of a close-up of the head."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Which limbs are on the far side, and which arms hide behind the trunk; fixed for a whole figure."""

    far: frozenset[str]
    behind: frozenset[str]


@lru_cache(maxsize=512)
def sides(figure: Figure, side: int) -> Sides:
    """Decide from the start pose, so that nothing changes its tone on the way."""
    camera = view(figure, side)
    body = body_at(figure, 0.0, 0.5, side)
    end = body_at(figure, 0.5 if figure.cycle else 1.0, 0.5, side)
    far, behind = set(), set()
    for one in ("l", "r"):
        for limb, start, trunk in (("arm", "shoulder", "c7"), ("leg", "hip", "root")):
            chest = camera.depth(body.points["t6"])
            before = limb == "arm" and camera.depth(body.points[f"{one}_palm"]) < chest - _FAR
            if (
                camera.depth(body.points[f"{one}_{start}"]) > camera.depth(body.points[trunk]) + _FAR
                and not before
            ):
                far.add(f"{one}_{limb}")
        reach = [camera.depth(b.points[f"{one}_{p}"]) for b in (body, end) for p in ("elbow", "wrist")]
        if f"{one}_arm" not in far and min(reach) > chest + 0.05:
            behind.add(f"{one}_arm")
    return Sides(frozenset(far), frozenset(behind))


def outline(figure: Figure, body: Body, side: int) -> Outline:
    """Give everything that is painted of a body."""
    camera = view(figure, side)
    parted = sides(figure, side)
    far, core, legs, arms, behind = (QPainterPath() for _ in range(5))
    for path in (far, core, legs, arms, behind):
        path.setFillRule(Qt.FillRule.WindingFill)
    fine = _PLAIN if figure.close_up == "none" else _FINE
    for one in ("l", "r"):
        for piece in () if _hidden(camera, body, one, "leg", parted) else flesh.leg(body, one):
            _add(far if f"{one}_leg" in parted.far else legs, camera, piece, fine)
        for piece in () if _hidden(camera, body, one, "arm", parted) else flesh.arm(body, one):
            name = f"{one}_arm"
            _add(
                far if name in parted.far else behind if name in parted.behind else arms, camera, piece, fine
            )
    for piece in flesh.core(body):
        _add(core, camera, piece, fine)
    held = tuple(_held(figure, body, camera))
    bounds = QRectF()
    for path in (far, core, legs, arms, behind, *held):
        bounds = bounds.united(path.controlPointRect())
    return Outline(
        far, core, legs, arms, behind, _lungs(camera, body), _spine(camera, body),
        held, bounds, _face(camera, body) if figure.close_up == "head" else (),
    )  # fmt: skip


_JOINTS = {"leg": ("hip", "knee", "ankle", "ball", "toe"), "arm": ("shoulder", "elbow", "wrist", "hand")}
_BEHIND = 0.003
"""Limbs that lie nearer to one another than this in the picture are one."""


def _hidden(camera: Camera, body: Body, one: str, limb: str, parted: Sides) -> bool:
    """Whether a far limb lies right behind the near one, where nobody could see it."""
    if f"{one}_{limb}" not in parted.far:
        return False
    other = "r" if one == "l" else "l"
    return all(
        hypot(a[0] - b[0], a[1] - b[1]) < _BEHIND
        for joint in _JOINTS[limb]
        for a, b in (
            (camera.flat(body.points[f"{one}_{joint}"]), camera.flat(body.points[f"{other}_{joint}"])),
        )
    )


def prop_paths(figure: Figure, side: int) -> tuple[QPainterPath, ...]:
    """Give the outlines of the props that stand still."""
    camera = view(figure, side)
    flip = -1.0 if side == 2 else 1.0
    found = []
    for name in figure.props:
        for shape in props.shapes(name, figure.base):
            corners = [(x, y * flip, z) for x, y, z in shape.corners]
            path = QPainterPath()
            path.addPolygon(_hull([_round(camera, corner, shape.radius) for corner in corners]))
            path.closeSubpath()
            found.append(path)
    return tuple(found)


_Directions = tuple[tuple[float, float], ...]


def _add(path: QPainterPath, camera: Camera, piece: Piece, directions: _Directions) -> None:
    """Add a chain's outline: both its sides as curves, round ends and round bends.

    Seen along its length a chain has no sides; then the hulls of its pairs are taken instead.
    """
    ellipses = [camera.ellipse(ball) for ball in piece.balls]
    ways = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ellipses)]
    sizes = [hypot(*way) for way in ways]
    whole = [distance(a[0], b[0]) for a, b in pairwise(piece.balls)]
    short = any(size < _SEEN * full for size, full in zip(sizes, whole, strict=True))
    hulled = short or piece.name in _ROUND
    supports = [_support(one, directions) for one in (ellipses if hulled else ellipses[: _capped(piece)])]
    for a, b in pairwise(supports):
        path.addPolygon(_joined(a, b))
        path.closeSubpath()
    if hulled:
        return
    units = [(x / size, y / size) for (x, y), size in zip(ways, sizes, strict=True)]
    left, right = [], []
    for index, ellipse in enumerate(ellipses):
        (ax, ay), (bx, by) = units[max(0, index - 1)], units[min(index, len(units) - 1)]
        c, s = _direction(ax + bx, ay + by)
        left.append(_reach(ellipse, -s, c))
        right.append(_reach(ellipse, s, -c))
        if index in {0, len(units)} or ax * bx + ay * by < _BENT:
            _add_ellipse(path, ellipse, directions)
    # The same way round as the ends: where outlines overlap, they must not cancel out.
    left.reverse()
    steps = _FINE_STEPS if directions is _FINE else _STEPS
    path.addPolygon(QPolygonF([*_curved(right, steps), *_curved(left, steps)]))
    path.closeSubpath()


_ROUND = {"head", "nose", "neck", "girdle", "foot"}
"""Short chains of wide balls: their hulls are the better outline."""
_SEEN = 0.45
"""A chain of which less of the length is seen counts as pointing at the eye."""
_BENT = 0.94
"""Cosine of the bend from which a joint is rounded by itself."""


def _weights(count: int) -> tuple[tuple[float, float, float, float], ...]:
    """Give the shares of four neighbours at each step of a Catmull-Rom curve between the middle two."""
    return tuple(
        (
            (-u + 2 * u * u - u**3) / 2,
            (2 - 5 * u * u + 3 * u**3) / 2,
            (u + 4 * u * u - 3 * u**3) / 2,
            (u**3 - u * u) / 2,
        )
        for u in (step / count for step in range(1, count + 1))
    )


_STEPS, _FINE_STEPS = _weights(3), _weights(8)
"""Curves are cut into chords here: the painter takes far longer over a curve than over its chords."""


def _curved(
    at: list[tuple[float, float]], steps: tuple[tuple[float, float, float, float], ...]
) -> list[QPointF]:
    """Give the points of a smooth line through the given ones."""
    ends = [at[0], *at, at[-1]]
    found = [QPointF(*at[0])]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        found += [
            QPointF(p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1])
            for p, q, r, s in steps
        ]
    return found


def _capped(piece: Piece) -> int:
    """Say how many balls at the beginning are joined by hulls: the wide end of the trunk is round."""
    return 2 if piece.name == "torso" else 0


def _add_ellipse(path: QPainterPath, ellipse: _Ellipse, directions: _Directions) -> None:
    """Add an ellipse, the same way round as all outlines: a root of its spread bends the circle."""
    x, y, xx, xy, yy = ellipse
    a = sqrt(xx) or 1e-9
    b = xy / a
    c = sqrt(max(0.0, yy - b * b))
    path.addPolygon(QPolygonF([QPointF(x + a * p, -(y + b * p + c * q)) for p, q in directions]))
    path.closeSubpath()


def _direction(x: float, y: float) -> tuple[float, float]:
    size = hypot(x, y) or 1.0
    return x / size, y / size


def _reach(ellipse: _Ellipse, c: float, s: float) -> tuple[float, float]:
    """Give the point of an ellipse that lies farthest in a direction, y downwards."""
    x, y, xx, xy, yy = ellipse
    u, v = xx * c + xy * s, xy * c + yy * s
    size = sqrt(c * u + s * v) or 1e-9
    return x + u / size, -(y + v / size)


def _curve(path: QPainterPath, at: list[tuple[float, float]]) -> None:
    """Go on through the points in one smooth line; the path is at the first."""
    ends = [at[0], *at, at[-1]]
    for before, a, b, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        path.cubicTo(
            a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6,
            b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6, b[0], b[1],
        )  # fmt: skip


_Support = tuple[tuple[float, float, float], ...]


def _support(ellipse: _Ellipse, directions: _Directions = _PLAIN) -> _Support:
    """Give for every direction how far the ellipse reaches, and the point where it does."""
    x, y, xx, xy, yy = ellipse
    found = []
    for c, s in directions:
        u, v = xx * c + xy * s, xy * c + yy * s
        reach = sqrt(c * u + s * v) or 1e-9
        found.append((c * x + s * y + reach, x + u / reach, y + v / reach))
    return tuple(found)


def _joined(a: _Support, b: _Support) -> QPolygonF:
    return QPolygonF(
        [QPointF(p[1], -p[2]) if p[0] >= q[0] else QPointF(q[1], -q[2]) for p, q in zip(a, b, strict=True)]
    )


def _hull(ellipses: Iterable[_Ellipse]) -> QPolygonF:
    supports = [_support(one) for one in ellipses]
    best = [max(column) for column in zip(*supports, strict=True)]
    return QPolygonF([QPointF(x, -y) for _reach, x, y in best])


def _round(camera: Camera, place: Vec, radius: float) -> _Ellipse:
    x, y = camera.flat(place)
    return x, y, radius * radius, 0.0, radius * radius


def _lungs(camera: Camera, body: Body) -> _Ellipse:
    frame = body.frames["thorax2"]
    centre = add(between(body.points["t12"], body.points["t6"], 0.95), turned(frame, (0.034, 0.0, 0.0)))
    grow = 0.62 + 0.30 * body.fill
    ball: Ball = (centre, frame, (0.050 * grow, 0.074 * grow, 0.088 * (0.80 + 0.20 * body.fill)))
    return camera.ellipse(ball)


def _face(camera: Camera, body: Body) -> tuple[tuple[_Ellipse, _Ellipse], ...]:
    """Give the eyes that are seen, each as (white, iris); the iris goes where the eyes look."""
    frame, at = body.frames["head"], body.points["c0"]
    found = []
    for out in (1.0, -1.0):
        ahead = turned(frame, unit((0.75, 0.66 * out, 0.0)))
        if camera.depth(ahead) > -0.15:
            continue
        place = add(at, turned(frame, (0.040, 0.0235 * out, 0.036)))
        white: Ball = (place, frame, (0.0085, 0.0085, 0.0050))
        look = (0.0, -body.told("eyes_turn") * 0.00016, body.told("eyes_up") * 0.00010)
        iris = add(add(place, turned(frame, look)), turned(frame, (0.0022, 0.0015 * out, 0.0)))
        found.append((camera.ellipse(white), _round(camera, iris, 0.0036)))
    return tuple(found)


def _spine(camera: Camera, body: Body) -> QPainterPath:
    """Draw one smooth line through the points of the spine."""
    at = [(x, -y) for x, y in (camera.flat(_within(body, name)) for name in SPINE)]
    path = QPainterPath(QPointF(*at[0]))
    _curve(path, at)
    return path


_IN_FRONT = {
    "tail": ("pelvis", 0.014),
    "sacrum": ("pelvis", 0.008),
    "c7": ("neck", 0.004),
    "c0": ("head", 0.006),
}


def _within(body: Body, name: str) -> Vec:
    segment, ahead = _IN_FRONT.get(name, ("thorax1", 0.006))
    return add(body.points[name], turned(body.frames[segment], (ahead, 0.0, 0.0)))


def _held(figure: Figure, body: Body, camera: Camera) -> Iterable[QPainterPath]:
    """Lay props that go with the body along its points."""
    p = body.points
    if "stick" in figure.props:
        top, tail = p["crown"], p["tail"]
        way = unit(sub(top, tail))
        off = turned(body.frames["thorax1"], (-0.052, 0.0, 0.0))
        yield _strip(
            camera, add(add(tail, off), scaled(way, -0.06)), add(add(top, off), scaled(way, 0.05)), 0.007
        )
    if "bag" in figure.props:
        hand = p[f"{body.working}_palm"]
        low = add(hand, (0.0, 0.0, -0.13))
        path = QPainterPath()
        corners = [add(low, (dx, 0.0, dz)) for dx in (-0.065, 0.065) for dz in (-0.05, 0.055)]
        path.addPolygon(_hull([_round(camera, corner, 0.014) for corner in corners]))
        path.closeSubpath()
        yield path
        yield _strip(camera, hand, add(low, (0.0, 0.0, 0.06)), 0.006)
    if "band" in figure.props:
        anchor = (0.55, 0.0, 0.60)
        for side in ("l", "r"):
            yield _strip(camera, p[f"{side}_palm"], anchor, 0.0045)
    if "pillow" in figure.props:
        x, y, z = p["head"]
        yield _strip(camera, (x - 0.05, y, max(0.02, z - 0.075)), (x + 0.05, y, max(0.02, z - 0.075)), 0.030)
    if "pillow_knees" in figure.props:
        middle = between(p["l_knee"], p["r_knee"], 0.5)
        ankle = between(p["l_ankle"], p["r_ankle"], 0.5)
        yield _strip(camera, middle, between(middle, ankle, 0.6), 0.035)


def _strip(camera: Camera, a: Vec, b: Vec, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(_hull([_round(camera, a, radius), _round(camera, b, radius)]))
    path.closeSubpath()
    return path
