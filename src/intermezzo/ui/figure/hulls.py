"""Outlines of the ellipses that a camera sees: hulls of neighbours, and chains with smooth sides."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, starmap
from math import cos, dist, hypot, pi, sin, sqrt
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QTransform

from intermezzo.core.figure import Camera
from intermezzo.core.figure.camera import Flat
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.vectors import Vec

Ellipse = tuple[float, float, float, float, float]
"""Centre x and y, and the covariance xx, xy, yy; y upwards."""
Polygon = Sequence[Flat]
"""The corners of an outline, y downwards."""
Dot = tuple[float, float, float]
"""Centre x and y, y upwards, and radius."""
TonedPath = tuple[QPainterPath, str]
"""A path and its tone, as in ``tones``."""


@dataclass(frozen=True, slots=True, eq=False)
class Fineness:
    """Resolution of outlines."""

    half: tuple[Flat, ...]
    """The first half of the directions in which the outline is computed; an ellipse is symmetrical."""
    cap: tuple[Flat, ...]
    """Those of a round end that points to the right, from below."""
    chords: tuple[tuple[float, float, float, float], ...]
    """Weights of four neighbours for the points of a Catmull-Rom spline; the painter is slow with curves."""
    spread: float
    """Factor of a covariance by which a polygon has the area of its ellipse: half the error is outside."""
    circle: QPainterPath
    """A circle of radius 1, of which ellipses are made: Qt maps it in a fifth of the time of an outline."""


_FILLED = QPainterPath()
_FILLED.setFillRule(Qt.FillRule.WindingFill)
"""An empty path that is filled where any of its outlines is; to copy it is faster than to make one."""


def path_of(corners: Iterable[Flat]) -> QPainterPath:
    """Return a path of one closed polygon; y is downwards."""
    path, places = QPainterPath(_FILLED), iter(corners)
    path.moveTo(*next(places))
    # A loop takes a fifth longer, and a QPointF for each corner three times as long.
    deque(starmap(path.lineTo, places), maxlen=0)
    path.closeSubpath()
    return path


def one_path(paths: Iterable[QPainterPath]) -> QPainterPath:
    """Return a path that is filled where any of some paths is."""
    path = QPainterPath(_FILLED)
    for one in paths:
        path.addPath(one)
    return path


def _fineness(directions: int, chords: int) -> Fineness:
    turns = tuple((cos(2 * pi * k / directions), sin(2 * pi * k / directions)) for k in range(directions))
    steps = (step / chords for step in range(1, chords + 1))
    spread = (2 * pi / directions) / sin(2 * pi / directions)
    return Fineness(
        turns[: directions // 2],
        (*turns[-(directions // 4) :], *turns[: directions // 4 + 1]),
        tuple(
            (
                (-u + 2 * u * u - u**3) / 2,
                (2 - 5 * u * u + 3 * u**3) / 2,
                (u + 4 * u * u - 3 * u**3) / 2,
                (u**3 - u * u) / 2,
            )
            for u in steps
        ),
        spread,
        path_of((sqrt(spread) * c, -sqrt(spread) * s) for c, s in turns),
    )


COARSE, PLAIN, FINE, FINEST = _fineness(14, 2), _fineness(18, 3), _fineness(24, 4), _fineness(32, 5)
_SMALL = {COARSE: _fineness(10, 2), PLAIN: _fineness(12, 3), FINE: _fineness(16, 4), FINEST: _fineness(20, 5)}
"""Resolution of small pieces."""
_ROUND = {COARSE: _fineness(18, 2), PLAIN: _fineness(20, 3), FINE: _fineness(48, 4), FINEST: _fineness(64, 5)}
"""Resolution of the head, whose hull would show its corners."""
_SMALL_BODY, _LARGE_BODY, LARGEST_BODY = 540.0, 900.0, 1500.0
"""Height of a body in pixels from which a finer resolution is used."""
_TINY = {"heel", "foot", "toe", "nose", "ear", "hand", "thumb"}
_CONVEX = {"head", "hair", "nose", "ear", "hip", "heel", "sleeve"}
"""Pieces whose outline is the hull of all their ellipses."""
_SKULL = {"head", "hair"}
_HAND = {"hand", "thumb"}
_SHORT = {"girdle", "toe", "neck", "hand", "thumb"}
"""Short chains of wide balls, outlined by the hulls of their pairs."""
_FORESHORTENED = 0.45
"""Visible share of a length below which a chain points at the camera."""
_JOINT_COSINE = 0.94
"""Cosine of the bend below which a joint is rounded by itself."""
_BENDY = {"torso", "shirt"}
"""Chains that bend smoothly, without joints."""
_LEAST_COSINE = 0.7
"""Least cosine between a side and the middle of its chain."""
_HOLLOW_SHARE = 0.75
"""A side shorter than this share of the chain's middle is on the inside of a bend."""


def fineness(size: float) -> Fineness:
    """Return the resolution for a body of ``size`` pixels: errors stay below half a pixel."""
    if size <= _LARGE_BODY:
        return COARSE if size <= _SMALL_BODY else PLAIN
    return FINE if size <= LARGEST_BODY else FINEST


def outlines(
    ellipses: list[Ellipse], piece: Piece, fine: Fineness, *, pale: bool = False
) -> list[QPainterPath]:
    """Return the outlines of a chain: its two sides as curves, with round ends and joints.

    A chain that points at the camera has no sides; the hulls of its pairs are returned instead. A hand that
    is ``pale`` is one hull.
    """
    if piece.name in _TINY:
        fine = _SMALL[fine]
    elif piece.name in _SKULL:
        fine = _ROUND[fine]
    if piece.name in _CONVEX or (pale and piece.name in _HAND):
        return [_hull([_support(one, fine) for one in ellipses])]
    if piece.name in _SHORT:
        return _pairs(ellipses, fine)
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ellipses)]
    lengths = [hypot(*step) for step in steps]
    short = any(
        length < _FORESHORTENED * dist(a[0], b[0])
        for length, (a, b) in zip(lengths, pairwise(piece.balls), strict=True)
    )
    if short:
        # A long chain that points at the camera needs only half of its balls.
        return _pairs(ellipses[::2] if len(ellipses) % 2 else ellipses, fine)
    # The trunk's wide end is round.
    paths = _pairs(ellipses[:2], fine) if piece.name == "torso" else []
    units = [(x / size, y / size) for (x, y), size in zip(steps, lengths, strict=True)]
    rights, bent = list[Flat](), list[bool]()
    for index, ellipse in enumerate(ellipses):
        (ax, ay), (bx, by) = units[max(0, index - 1)], units[min(index, len(units) - 1)]
        c, s = _direction(ax + bx, ay + by)
        rights.append((s, -c))
        bent.append(piece.name not in _BENDY and ax * bx + ay * by < _JOINT_COSINE)
        if bent[-1] and 0 < index < len(units):
            paths.append(ellipse_path(ellipse, fine))
    right, left = _sides(ellipses, rights, bent)
    (ax, ay), (bx, by) = units[0], units[-1]
    # All outlines have the same orientation, so that overlaps do not cancel out.
    corners = (
        smooth(right, fine), _cap(ellipses[-1], bx, by, fine),
        smooth(left[::-1], fine), _cap(ellipses[0], -ax, -ay, fine),
    )  # fmt: skip
    paths.append(path_of(chain.from_iterable(corners)))
    return paths


def _pairs(ellipses: list[Ellipse], fine: Fineness) -> list[QPainterPath]:
    """Return the hulls of neighbours."""
    return [_hull(pair) for pair in pairwise([_support(one, fine) for one in ellipses])]


def _cap(ellipse: Ellipse, x: float, y: float, fine: Fineness) -> Polygon:
    """Return the half of an ellipse that lies in a direction, from its right to its left."""
    return [_support_point(ellipse, c * x - s * y, s * x + c * y) for c, s in fine.cap]


def _sides(ellipses: list[Ellipse], rights: list[Flat], bent: list[bool]) -> tuple[list[Flat], list[Flat]]:
    """Return the two sides of a chain, y downwards; ``rights`` are the directions of the first."""
    right, left = [], []
    # Written out for speed, as in ``_support_point``: an outline needs forty of them.
    for (x, y, xx, xy, yy), (c, s) in zip(ellipses, rights, strict=True):
        u, v = xx * c + xy * s, xy * c + yy * s
        size = sqrt(c * u + s * v) or 1e-9
        u, v = u / size, v / size
        right.append((x + u, -y - v))
        left.append((x - u, v - y))
    middles = [
        hypot(after[0] - before[0], after[1] - before[1])
        for before, after in zip([ellipses[0], *ellipses], [*ellipses[1:], ellipses[-1]], strict=False)
    ]
    return (
        _fitted(ellipses, right, rights, bent, middles),
        _fitted(ellipses, left, [(-c, -s) for c, s in rights], bent, middles),
    )


def _fitted(
    ellipses: list[Ellipse], side: list[Flat], directions: list[Flat], bent: list[bool], middles: list[float]
) -> list[Flat]:
    """Return one side of a chain with its points where the side itself is a tangent.

    The sides of a tapered chain are not parallel to its middle, so the points are computed once more
    perpendicular to the side; then they join the round ends without a step. The inside of a bend is too short
    for that; ``middles`` are the lengths of the middle beside it.
    """
    points = []
    around = zip(
        [side[0], *side], [*side[1:], side[-1]], side, ellipses, directions, bent, middles, strict=False
    )
    for (ax, ay), (bx, by), point, (x, y, xx, xy, yy), (c, s), is_bent, middle in around:
        along, down = bx - ax, ay - by
        size = hypot(along, down) or 1e-9
        turn = (s * along - c * down) / size
        if is_bent or abs(turn) < _LEAST_COSINE or size < _HOLLOW_SHARE * middle:
            points.append(point)
        else:
            across = size if turn > 0 else -size
            right, up = -down / across, along / across
            u, v = xx * right + xy * up, xy * right + yy * up
            size = sqrt(right * u + up * v) or 1e-9
            points.append((x + u / size, -(y + v / size)))
    return points


_PLACE = itemgetter(1, 2)


def _hull(supports: Sequence[list[tuple[float, float, float]]]) -> QPainterPath:
    """Return the outline around ellipses: the farthest of their points in each direction."""
    farthest = map(max, *supports) if len(supports) > 1 else supports[0]
    return path_of(map(_PLACE, farthest))


def ellipse_path(ellipse: Ellipse, fine: Fineness) -> QPainterPath:
    """Return an ellipse."""
    x, y, xx, xy, yy = ellipse
    # The Cholesky root of the covariance makes the ellipse of a circle.
    a = sqrt(xx) or 1e-9
    b = xy / a
    return QTransform(a, -b, 0.0, sqrt(max(0.0, yy - b * b)), x, -y).map(fine.circle)


def _support(ellipse: Ellipse, fine: Fineness) -> list[tuple[float, float, float]]:
    """Return for each direction how far the ellipse reaches, and the point there, y downwards."""
    x, y, xx, xy, yy = ellipse
    spread = fine.spread
    xx, xy, yy = xx * spread, xy * spread, yy * spread
    ahead, behind = [], []
    for c, s in fine.half:
        u, v = xx * c + xy * s, xy * c + yy * s
        size = sqrt(c * u + s * v) or 1e-9
        middle, u, v = c * x + s * y, u / size, v / size
        ahead.append((size + middle, x + u, -y - v))
        behind.append((size - middle, x - u, v - y))
    return ahead + behind


_LINE = _fineness(4, 4)


def smooth(through: Polygon, fine: Fineness = _LINE) -> list[Flat]:
    """Return points of a smooth line through the given points."""
    ends = [through[0], *through, through[-1]]
    points = [
        (p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy)
        for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(ends, ends[1:], ends[2:], ends[3:], strict=False)
        for p, q, r, s in fine.chords
    ]
    return [ends[0], *points]


def strip(through: list[Flat], width: float) -> QPainterPath:
    """Return the outline of a smooth line through points (y upwards), with round ends.

    Filling it takes a fraction of the time of stroking a line.
    """
    line = smooth(through) if len(through) > 2 else through
    left, right = [], []
    half = width / 2
    for before, after, (x, y) in zip([line[0], *line], [*line[1:], line[-1]], line, strict=False):
        c, s = _direction(after[0] - before[0], after[1] - before[1])
        left.append((x - s * half, -(y + c * half)))
        right.append((x + s * half, -(y - c * half)))
    left.reverse()  # the orientation of the ends
    return one_path([path_of(right + left), *(circle_path(end, half, DOT) for end in (line[0], line[-1]))])


def _direction(x: float, y: float) -> Flat:
    size = hypot(x, y) or 1.0
    return x / size, y / size


def _support_point(ellipse: Ellipse, c: float, s: float) -> Flat:
    """Return the farthest point of an ellipse in a direction, y downwards."""
    x, y, xx, xy, yy = ellipse
    u, v = xx * c + xy * s, xy * c + yy * s
    size = sqrt(c * u + s * v) or 1e-9
    return x + u / size, -(y + v / size)


DOT, ROUND = _fineness(14, 1), _fineness(56, 1)


def dots_path(dots: Iterable[Dot]) -> QPainterPath:
    """Return a path of dots, y downwards."""
    return one_path(circle_path((x, y), radius, DOT) for x, y, radius in dots)


def circle_path(at: Flat, radius: float, fine: Fineness) -> QPainterPath:
    """Return a circle around a place, y of which is upwards."""
    return QTransform(radius, 0.0, 0.0, radius, at[0], -at[1]).map(fine.circle)


def hull_path(camera: Camera, corners: Iterable[Vec], radius: float) -> QPainterPath:
    """Return the outline around balls at some corners: a strip, a box, a bar."""
    return hull_around([camera.flat(corner) for corner in corners], radius)


def hull_around(places: Sequence[Flat], radius: float) -> QPainterPath:
    """Return the outline around circles at some places, y of which is upwards."""
    # From the side, half of a box's corners are behind the others.
    seen = tuple(dict.fromkeys(places))
    ahead, behind = [], []
    for c, s in PLAIN.half:
        reaches = [(c * x + s * y, x, y) for x, y in seen]
        _reach, x, y = max(reaches)
        ahead.append((x + radius * c, -y - radius * s))
        _reach, x, y = min(reaches)
        behind.append((x - radius * c, radius * s - y))
    return path_of(ahead + behind)


ENLARGE = QTransform.fromScale(1000.0, 1000.0)
REDUCE = ENLARGE.inverted()[0]
"""Where paths are joined or cut, Qt rounds to whole units."""


def joined(paths: Sequence[QPainterPath]) -> QPainterPath:
    """Return one outline around outlines that overlap."""
    if len(paths) == 1:
        return paths[0]
    return REDUCE.map(ENLARGE.map(one_path(paths)).simplified())
