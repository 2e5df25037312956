"""The guide of a close-up: the start as a dotted outline, and an arrow for each step."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, dist, hypot, pi, sin

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPainterPathStroker, QTransform

from intermezzo.core.figure import Figure, body_at, feet, flesh, frame, hands, heads, leading, view
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.camera import Camera, Flat, Way
from intermezzo.core.figure.keyframes import FOOT
from intermezzo.core.figure.pieces import Piece
from intermezzo.ui.figure.detail_paths import blade_lines, bone_path
from intermezzo.ui.figure.hulls import (
    FINEST,
    PLAIN,
    Dot,
    circle_path,
    dots_path,
    hull_around,
    joined,
    one_path,
    outlines,
    smooth,
    strip,
)
from intermezzo.ui.figure.placement import Layer
from intermezzo.ui.kit import style

_DOT, _SPACING, _LEAST_DOT = 0.0052, 0.0210, 0.75
"""Radius and distance of the outline's dots as shares of a picture, and the least radius in pixels."""
_SAME = 0.010
"""Share of a picture by which the outline must move to be shown."""
_LEAST_WAY = 0.17
"""Least length of an arrow as a share of a picture: shorter ways are enlarged about their middle."""
_SHAFT, _HEAD, _LEAST_HEAD = 0.0190, 0.066, 6.0
"""Width of an arrow's shaft and length of its head as shares of a picture, and the least head in pixels."""
_HALO = 0.012
"""Width of the rim that separates an arrow from the body, as a share of a picture."""
_BADGE, _WITHIN, _BESIDE = 0.064, 0.47, 1.3
"""Of a step's number the greatest radius and how far from the middle it ends, as shares of a picture, and its
distance from the arrow in radii."""
_INSIDE = 0.455
"""How far from the middle an arrow ends at most, as a share of a picture, so that its rim is not cut."""
_LEAST_BADGE = 5.5
"""Radius in pixels from which a step has its number."""
_Outlined = tuple[Piece, ...] | QPainterPath
"""Flesh with one outline, or an outline."""


@lru_cache(maxsize=16)
def close_up_layers(
    figure: Figure, side: int, scale: float, heading: int, palette: style.Palette, *, mirrored: bool
) -> tuple[Layer, ...]:
    """Return the guide's paths in body heights, y downwards; ``scale`` is a body's height in pixels.

    Arrows point to where the body is ``heading``, see ``FigurePose``. Where the picture will be ``mirrored``,
    numbers are written backwards.
    """
    left, bottom, right, top = frame(figure, side)
    size = right - left
    halo, marks, numbers = list[QPainterPath](), list[QPainterPath](), list[QPainterPath]()
    middle = (left + right) / 2, (bottom + top) / 2
    ways = [
        _moved_in(_enlarged(way, _LEAST_WAY * size), _INSIDE * size, middle)
        for way in leading.headed(leading.paths(figure, side), heading)
    ]
    # Steps one after the other are counted.
    in_turn = any(after.after >= before.until for before, after in pairwise(figure.paths))
    far = max((dist(end, middle) for points in ways for end in (points[0], points[-1])), default=0.0)
    # No number may leave the circle of the picture.
    radius = min(_BADGE * size, (_WITHIN * size - far) / (1 + _BESIDE))
    for number, points in enumerate(ways, 1):
        halo += _arrow(points, size, scale, _HALO * size)
        marks += _arrow(points, size, scale)
        if in_turn and radius * scale >= _LEAST_BADGE:
            at = _number_place(points, radius, middle)
            halo.append(circle_path(at, radius + _HALO * size, FINEST))
            marks.append(circle_path(at, radius, FINEST))
            numbers.append(_digit(number, at, radius, mirrored=mirrored))
    amber, ground = QBrush(QColor(palette.amber)), QBrush(QColor(palette.disc))
    return (
        (_outline(figure, side, scale), amber),
        (one_path(halo), ground),
        (one_path(marks), amber),
        (one_path(numbers), ground),
    )


def _outline(figure: Figure, side: int, scale: float) -> QPainterPath:
    """Return dots along the outline of what moves as it is at the start, as far as the picture shows it."""
    left, bottom, right, top = frame(figure, side)
    size, middle = right - left, ((left + right) / 2, -(bottom + top) / 2)
    moments = [0.0, *([lead.until for lead in figure.paths] or [leading.farthest(figure)])]
    camera = view(figure, side)
    parts = [_parts(figure, camera, body_at(figure, at, 0.5, side)) for at in moments]
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * _SAME * size)
    dots = list[Dot]()
    radius = max(_DOT * size, _LEAST_DOT / scale)
    for start, *later in zip(*parts, strict=True):
        moved = [stroker.createStroke(_around(camera, part)) for part in later if part != start]
        # What stays has no dots: only what moved is outlined.
        for x, y in _along(_around(camera, start), max(_SPACING * size, 3.4 * radius)) if moved else ():
            is_shown = dist((x, y), middle) < size / 2 + radius
            if is_shown and any(not path.contains(QPointF(x, y)) for path in moved):
                dots.append((x, -y, radius))
    return dots_path(dots)


def _parts(figure: Figure, camera: Camera, body: Body) -> Sequence[_Outlined]:
    """Return what a close-up is about."""
    if figure.close_up == "jaw":
        return [bone_path(camera, body)]
    if figure.close_up == "chest":
        return blade_lines(camera, body)
    if figure.close_up in FOOT:
        one = body.working
        if figure.close_up == "toes":
            big, *others = (feet.seam(body, one, number) for number in range(feet.TOES))
            return (big,), tuple(others)
        # From a side the others are between the first and the last.
        numbers = range(0, feet.TOES, 1 if figure.close_up == "sole" else feet.TOES - 1)
        toes = (feet.toe(body, one, number) for number in numbers)
        return ((*feet.near_foot(body, one)[1:], *toes),)
    if figure.close_up in {"pelvis", "belly", "trunk"}:
        return ((flesh.torso(body),),)
    if figure.close_up == "shoulders":
        return ((hands.sleeve(body, body.working),),)
    return ((heads.face(body), heads.nose(body), heads.mouth(body), heads.skull(body)),)


def _around(camera: Camera, part: _Outlined) -> QPainterPath:
    """Return one outline around a part, as fine as dots show it."""
    if isinstance(part, QPainterPath):
        return part
    chains = [([camera.ellipse(ball) for ball in piece.balls], piece) for piece in part]
    return joined([path for chain, piece in chains for path in outlines(chain, piece, PLAIN)])


def _along(path: QPainterPath, spacing: float) -> Iterator[tuple[float, float]]:
    """Yield points at equal distances along all parts of a path."""
    for polygon in path.toSubpathPolygons():
        left = 0.0
        for (ax, ay), (bx, by) in pairwise([corner.toTuple() for corner in polygon.toList()]):
            step = hypot(bx - ax, by - ay)
            while left < step:
                yield ax + (bx - ax) * (left / step), ay + (by - ay) * (left / step)
                left += spacing
            left -= step


def _enlarged(way: Way, least: float) -> list[Flat]:
    """Return a smooth way, enlarged about its middle if it is shorter than ``least``."""
    points = smooth(way)
    reach = dist(points[0], points[-1]) or 1e-9
    share = max(1.0, least / reach)
    x, y = (points[0][0] + points[-1][0]) / 2, (points[0][1] + points[-1][1]) / 2
    return [(x + (px - x) * share, y + (py - y) * share) for px, py in points]


def _moved_in(points: list[Flat], radius: float, middle: Flat) -> list[Flat]:
    """Return a way, moved towards the middle as far as it leaves the circle of that radius."""
    far = max(points, key=lambda at: dist(at, middle))
    beyond = max(0.0, 1.0 - radius / (dist(far, middle) or 1e-9))
    dx, dy = (middle[0] - far[0]) * beyond, (middle[1] - far[1]) * beyond
    return [(x + dx, y + dy) for x, y in points]


def _arrow(points: list[Flat], size: float, scale: float, beyond: float = 0.0) -> list[QPainterPath]:
    """Return an arrow along points to the last of them, larger by ``beyond`` on all sides."""
    head = max(_HEAD * size, _LEAST_HEAD / scale)
    end = points[-1]
    shaft = [point for point in points if dist(point, end) > 0.8 * head] or points[:1]
    turn = atan2(end[1] - shaft[-1][1], end[0] - shaft[-1][0])
    base = (end[0] - 0.7 * head * cos(turn), end[1] - 0.7 * head * sin(turn))
    corners = [end] + [
        (end[0] + head * cos(turn + way), end[1] + head * sin(turn + way)) for way in (0.85 * pi, -0.85 * pi)
    ]
    wide = max(_SHAFT * size, 0.28 * head) + 2 * beyond
    return [strip([*shaft[::4], base], wide), hull_around(corners, beyond)]


def _number_place(points: list[Flat], radius: float, middle: Flat) -> Flat:
    """Return the place of a number beside that end of an arrow which is farther from the middle."""
    (ax, ay), (bx, by), beyond = points[-5], points[-1], _BESIDE
    if dist(points[0], middle) > dist(points[-1], middle):
        (ax, ay), (bx, by), beyond = points[4], points[0], 1.0
    long = hypot(bx - ax, by - ay) or 1e-9
    return bx + (bx - ax) / long * beyond * radius, by + (by - ay) / long * beyond * radius


def _digit(number: int, at: Flat, radius: float, *, mirrored: bool) -> QPainterPath:
    """Return the outline of a number in its badge."""
    text = QPainterPath()
    text.addText(0.0, 0.0, style.digits(100, 700), str(number))
    box = text.boundingRect()
    share = 1.15 * radius / box.height()
    text.translate(-box.center())
    return QTransform.fromTranslate(at[0], -at[1]).scale(-share if mirrored else share, share).map(text)
