"""Ellipses that a camera sees → outlines: hulls of neighbours, and chains with smooth sides."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from intermezzo.core.figure import Camera
from intermezzo.core.figure.flesh import Piece
from intermezzo.core.figure.vectors import Vec, distance

Ellipse = tuple[float, float, float, float, float]
"""Middle, and spread as (xx, xy, yy); y upwards."""
_Direction = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Fineness:
    """How finely outlines are felt for."""

    ways: tuple[_Direction, ...]
    """The directions: cosine, sine, and their squares and double product."""
    circle: QPolygonF
    """A point in each of them."""
    chords: tuple[tuple[float, float, float, float], ...]
    """Shares of four neighbours at each step of a curve: the painter takes far longer over a curve."""


def _fineness(directions: int, chords: int) -> Fineness:
    turns = [(cos(2 * pi * k / directions), sin(2 * pi * k / directions)) for k in range(directions)]
    steps = (step / chords for step in range(1, chords + 1))
    return Fineness(
        tuple((c, s, c * c, 2 * c * s, s * s) for c, s in turns),
        QPolygonF([QPointF(c, s) for c, s in turns]),
        tuple(
            (
                (-u + 2 * u * u - u**3) / 2,
                (2 - 5 * u * u + 3 * u**3) / 2,
                (u + 4 * u * u - 3 * u**3) / 2,
                (u**3 - u * u) / 2,
            )
            for u in steps
        ),
    )


PLAIN, FINE, FINEST = _fineness(22, 3), _fineness(30, 4), _fineness(40, 5)
_SMALL = {PLAIN: _fineness(14, 3), FINE: _fineness(20, 4), FINEST: _fineness(28, 5)}
"""For what is so small that fewer directions make it round."""
_LARGE, _LARGEST = 900.0, 1500.0
"""Pixels of a body's height from which it is felt for more finely."""
_TINY = {"heel", "foot", "toe", "nose"}
_CONVEX = {"head", "nose", "hip", "heel"}
"""Pieces whose hull is their outline."""
_ROUND = {"girdle", "toe"}
"""Short chains of wide balls: the hulls of their pairs are the better outline."""
_SEEN = 0.45
"""A chain of which less of the length is seen counts as pointing at the eye."""
_BENT = 0.94
"""Cosine of the bend from which a joint is rounded by itself."""
_SUPPLE = {"torso", "neck"}
"""Chains without a joint that stands out: they bend smoothly."""
_SAME = 0.7
"""Cosine up to which a side may lean against the middle of its chain."""
_HOLLOW = 0.75
"""A side shorter than this share of the chain's middle lies in the hollow of a bend."""


def fineness(size: float) -> Fineness:
    """Say how finely to feel for a body that measures so many pixels: half a pixel off is not seen."""
    return PLAIN if size <= _LARGE else FINE if size <= _LARGEST else FINEST


def add_piece(path: QPainterPath, ellipses: list[Ellipse], piece: Piece, fine: Fineness) -> None:
    """Add a chain's outline: both its sides as curves, round ends and round bends.

    Seen along its length a chain has no sides; then the hulls of its pairs are taken instead.
    """
    if piece.name in _TINY:
        fine = _SMALL[fine]
    if piece.name in _CONVEX:
        _close(path, hull(ellipses, fine))
        return
    ways = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ellipses)]
    sizes = [hypot(*way) for way in ways]
    short = any(
        size < _SEEN * distance(a[0], b[0]) for size, (a, b) in zip(sizes, pairwise(piece.balls), strict=True)
    )
    hulled = short or piece.name in _ROUND
    # Seen from its end, half of the balls tell the outline of a long chain.
    some = ellipses[::2] if short and piece.name not in _ROUND and len(ellipses) % 2 else ellipses
    supports = [_support(one, fine) for one in (some if hulled else ellipses[: _capped(piece)])]
    for one, other in pairwise(supports):
        farther = (a if a[0] > b[0] else b for a, b in zip(one, other, strict=True))
        _close(path, QPolygonF([QPointF(x, y) for _reach, x, y in farther]))
    if hulled:
        return
    units = [(x / size, y / size) for (x, y), size in zip(ways, sizes, strict=True)]
    left, right = [], []
    for index, ellipse in enumerate(ellipses):
        (ax, ay), (bx, by) = units[max(0, index - 1)], units[min(index, len(units) - 1)]
        c, s = _direction(ax + bx, ay + by)
        bent = piece.name not in _SUPPLE and ax * bx + ay * by < _BENT
        left.append((-s, c, bent))
        right.append((s, -c, bent))
        if bent or index in {0, len(units)}:
            _close(path, _whole(ellipse, fine))
    # The same way round as the ends: where outlines overlap, they must not cancel out.
    ends = [*_curved(_flank(ellipses, right), fine), *_curved(_flank(ellipses, left)[::-1], fine)]
    _close(path, QPolygonF(ends))


def _flank(ellipses: list[Ellipse], ways: list[tuple[float, float, bool]]) -> list[tuple[float, float]]:
    """Return one side of a chain: where the ellipses reach farthest across it, ``ways`` at first.

    Where a chain tapers its sides are not level with its middle; felt for once more from the side itself,
    they touch the ellipses, and run into the round ends without a step. Not so in the hollow of a bend,
    where the side is too short to tell its way.
    """
    first = [_edge(one, c, s) for one, (c, s, _bent) in zip(ellipses, ways, strict=True)]
    last = len(first) - 1
    found = []
    for index, (c, s, bent) in enumerate(ways):
        below, above = max(0, index - 1), min(last, index + 1)
        x, y = first[above][0] - first[below][0], first[below][1] - first[above][1]
        size = hypot(x, y) or 1e-9
        middle = hypot(
            ellipses[above][0] - ellipses[below][0], ellipses[above][1] - ellipses[below][1]
        )  # fmt: skip
        turn = (s * x - c * y) / size
        if bent or abs(turn) < _SAME or size < _HOLLOW * middle:
            found.append(first[index])
        else:
            across = size if turn > 0 else -size
            found.append(_edge(ellipses[index], -y / across, x / across))
    return found


def _capped(piece: Piece) -> int:
    """Say how many balls at the beginning are joined by hulls: the wide end of the trunk is round."""
    return 2 if piece.name == "torso" else 0


def _close(path: QPainterPath, polygon: QPolygonF) -> None:
    path.addPolygon(polygon)
    path.closeSubpath()


def hull(ellipses: Iterable[Ellipse], fine: Fineness = PLAIN) -> QPolygonF:
    """Return the outline round several ellipses, y downwards."""
    return _farthest([_support(one, fine) for one in ellipses])


def _farthest(supports: Iterable[list[tuple[float, float, float]]]) -> QPolygonF:
    """Return for every direction the point that lies farthest in it."""
    return QPolygonF([QPointF(x, y) for _reach, x, y in map(max, zip(*supports, strict=True))])


def _whole(ellipse: Ellipse, fine: Fineness) -> QPolygonF:
    """Return one ellipse, the same way round as all outlines: a root of its spread bends the circle."""
    x, y, xx, xy, yy = ellipse
    a = sqrt(xx) or 1e-9
    b = xy / a
    return QTransform(a, -b, 0.0, -sqrt(max(0.0, yy - b * b)), x, -y).map(fine.circle)


def _support(ellipse: Ellipse, fine: Fineness) -> list[tuple[float, float, float]]:
    """Return for every direction how far the ellipse reaches, and the point where it does, y downwards."""
    x, y, xx, xy, yy = ellipse
    return [
        (
            c * x + s * y + (reach := sqrt(cc * xx + cs * xy + ss * yy) or 1e-9),
            x + (xx * c + xy * s) / reach,
            -y - (xy * c + yy * s) / reach,
        )
        for c, s, cc, cs, ss in fine.ways
    ]


def _curved(at: list[tuple[float, float]], fine: Fineness) -> list[QPointF]:
    """Return the points of a smooth line through the given ones."""
    ends = [at[0], *at, at[-1]]
    found = [QPointF(*at[0])]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        found += [
            QPointF(p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1])
            for p, q, r, s in fine.chords
        ]
    return found


def strip(at: list[tuple[float, float]], width: float) -> QPainterPath:
    """Return a smooth line of one width through the points (y upwards), with round ends, as an outline.

    Filled it costs a fraction of a line that is stroked.
    """
    line = [(one.x(), one.y()) for one in _curved(at, _LINE)]
    left, right = [], []
    half = width / 2
    for before, after, (x, y) in zip([line[0], *line], [*line[1:], line[-1]], line, strict=False):
        c, s = _direction(after[0] - before[0], after[1] - before[1])
        left.append(QPointF(x - s * half, -(y + c * half)))
        right.append(QPointF(x + s * half, -(y - c * half)))
    # The same way round as the ends.
    left.reverse()
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    _close(path, QPolygonF([*right, *left]))
    for x, y in (line[0], line[-1]):
        _close(path, _whole((x, y, half * half, 0.0, half * half), PLAIN))
    return path


_LINE = _fineness(4, 4)


def _direction(x: float, y: float) -> tuple[float, float]:
    size = hypot(x, y) or 1.0
    return x / size, y / size


def _edge(ellipse: Ellipse, c: float, s: float) -> tuple[float, float]:
    """Return the point of an ellipse that lies farthest in a direction, y downwards."""
    x, y, xx, xy, yy = ellipse
    u, v = xx * c + xy * s, xy * c + yy * s
    size = sqrt(c * u + s * v) or 1e-9
    return x + u / size, -(y + v / size)


_OVAL = _fineness(56, 1)


def oval(shape: Ellipse) -> QPainterPath:
    """Return an ellipse as a path, y downwards."""
    path = QPainterPath()
    _close(path, _whole(shape, _OVAL))
    return path


def ball(camera: Camera, place: Vec, radius: float) -> Ellipse:
    """Return how a ball is seen."""
    x, y = camera.flat(place)
    return x, y, radius * radius, 0.0, radius * radius


def rounded(camera: Camera, corners: Iterable[Vec], radius: float) -> QPainterPath:
    """Return the outline round some corners, ``radius`` thick: a strip, a box, a bar."""
    path = QPainterPath()
    _close(path, hull([ball(camera, corner, radius) for corner in corners]))
    return path
