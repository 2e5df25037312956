"""What is drawn on a body besides its outline: spine, ribs, face, mouth, toes, blades, light below a back."""

from itertools import pairwise
from math import cos, pi, sin

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Body, Camera, Figure, feet, marks
from intermezzo.core.figure.body import SPINE
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.heads import hinged
from intermezzo.core.figure.reach import RIBS_DEEPER, RIBS_WIDER
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import UPRIGHT, Vec, around_z, between, column, placed, turned
from intermezzo.ui.figure.hulls import (
    ROUND,
    Ellipse,
    Fineness,
    TonedPath,
    ellipse_path,
    one_path,
    outlines,
    path_of,
    smooth,
    strip,
)

_BROW: tuple[Vec, ...] = ((0.0530, 0.0080, 0.0450), (0.0480, 0.0180, 0.0485), (0.0390, 0.0280, 0.0460))
_NOSE: tuple[Vec, ...] = ((0.0550, 0.0045, 0.0370), (0.0620, 0.0060, 0.0160), (0.0660, 0.0000, 0.0085))
_LIPS: tuple[Vec, ...] = ((0.0500, -0.0110, -0.0085), (0.0540, 0.0, -0.0080), (0.0500, 0.0110, -0.0085))
_LINE_WIDTH = 0.0042
"""Places in the head's frame, and the width of the lines, in body heights."""
_EYE_OUT = 46.0
"""Degrees by which the eyes are turned outwards on the face."""
_Point = tuple[float, float]
"""Forwards and upwards from the skull's condyles, in body heights."""
_BITE = -0.0095
"""Height at which the teeth meet."""
_EDGES = (0.0437, 0.0402, 0.0366)
"""Between two neighbouring teeth, from the front backwards; those farther back would hide the tongue."""
_TOOTH, _SEAM = 0.0078, 0.00045
"""Height of a tooth, and half the distance of two."""
_BONE: tuple[_Point, ...] = (
    (0.0010, 0.0150), (-0.0035, 0.0110), (-0.0035, -0.0040), (-0.0010, -0.0150), (0.0080, -0.0225),
    (0.0220, -0.0250), (0.0360, -0.0262), (0.0435, -0.0245), (0.0450, -0.0195), (0.0425, -0.0150),
    (0.0300, -0.0150), (0.0170, -0.0145), (0.0115, -0.0090), (0.0100, 0.0020), (0.0085, 0.0080),
    (0.0050, 0.0040), (0.0040, 0.0120),
)  # fmt: skip
_PALATE: tuple[_Point, ...] = ((0.0090, 0.0060), (0.0190, 0.0095), (0.0300, 0.0085), (0.0410, 0.0010))
_TONGUE: tuple[_Point, ...] = (
    (0.0125, -0.0120), (0.0104, -0.0020), (0.0130, 0.0046), (0.0205, 0.0074), (0.0290, 0.0068),
    (0.0340, 0.0040), (0.0366, 0.0006), (0.0362, -0.0022), (0.0325, -0.0050), (0.0290, -0.0110),
    (0.0200, -0.0140),
)  # fmt: skip
_HOLLOW: tuple[_Point, ...] = (
    (0.0100, 0.0040), (0.0190, 0.0088), (0.0300, 0.0078), (0.0440, -0.0010), (0.0440, -0.0180),
    (0.0130, -0.0150),
)  # fmt: skip
_BETWEEN_LIPS: tuple[_Point, ...] = ((0.0462, -0.0096), (0.0526, -0.0092))
_UPPER_LIP: tuple[_Point, ...] = ((0.0462, -0.0058), (0.0494, -0.0066))
_LOWER_LIP: tuple[_Point, ...] = ((0.0462, -0.0134), (0.0490, -0.0126))
_PALATE_WIDTH, _BETWEEN_LIPS_WIDTH, _LIP_WIDTH = 0.0030, 0.0011, 0.0066
_NAIL_WIDTH = 0.0017
"""Lengths are in body heights."""
CONTACT_DOTS = {"arch": 0.0052, "sole": 0.0095}
"""Radius of a dot where a foot touches, in the close-ups that show them."""
_FROM_BELOW = 0.5
"""How much the underside of a foot faces the camera from which its nails are hidden."""
_BLADE_WIDTH, _RIDGE_WIDTH = 0.0058, 0.0046
_GAP_HEIGHT = 0.034
"""Height of the light below the back, which hides what is above its skin."""
SPINE_WIDTH = 0.0125
_SPINE_OFFSETS = {
    "tail": ("pelvis", 0.014),
    "sacrum": ("pelvis", 0.008),
    "c7": ("neck", 0.004),
    "c0": ("head", 0.006),
}
"""Shift of the line from the spine's points: segment and distance forwards."""
_RIBS = ((0.02, 0.0490, 0.0720), (0.36, 0.0540, 0.0770), (0.70, 0.0570, 0.0800))
"""Place of each pair of ribs between t12 and t6, and its radii to the front and to the side."""
_RIB_WIDTH, _RIB_DROP, _RIB_AHEAD = 0.0075, 0.020, 0.036
"""Width of a rib, how much lower it is in front, and how far its middle is before the spine."""


def eye_paths(camera: Camera, body: Body) -> tuple[tuple[Ellipse, Ellipse], ...]:
    """Return the white and the iris of each visible eye; the iris follows the gaze."""
    paths = []
    for out in (1.0, -1.0):
        # Flat on the face, so that an eye near its edge becomes narrow instead of standing out.
        eye = around_z(body.frames["head"], _EYE_OUT * out)
        if camera.depth(column(eye, 0)) > -0.10:
            continue
        place = body.place("c0", "head", (0.0410, 0.0240 * out, 0.036))
        white: Ball = (place, eye, (0.0008, 0.0100, 0.0046))
        look = (0.0012, -body.angle("eyes_turn") * 0.00014, body.angle("eyes_up") * 0.00009)
        iris: Ball = (placed(place, eye, look), eye, (0.0006, 0.0046, 0.0036))
        paths.append((camera.ellipse(white), camera.ellipse(iris)))
    return tuple(paths)


def face_lines(camera: Camera, body: Body) -> QPainterPath:
    """Return brows, one side of the nose, and the lips of a face that is turned to the camera."""
    # The side of the nose that is farther shows its ridge.
    away = 1.0 if camera.depth(column(body.frames["head"], 1)) > 0 else -1.0
    lines = ((_LIPS, 1.0), (_BROW, 1.0), (_BROW, -1.0), (_NOSE, away))
    strips = []
    for places, out in lines:
        found = [camera.flat(body.place("c0", "head", (x, y * out, z))) for x, y, z in places]
        strips.append(strip(found, _LINE_WIDTH))
    return one_path(strips)


def jaw_paths(camera: Camera, body: Body) -> tuple[TonedPath, ...]:
    """Return what is seen in the mouth, from the farthest part to the nearest."""

    def flat(place: _Point, *, lower: bool = False) -> tuple[float, float]:
        at: Vec = (place[0], 0.0, place[1])
        inside = hinged(body, at) if lower else at
        return camera.flat(body.place("c0", "head", inside))

    def area(places: tuple[_Point, ...], lower: tuple[_Point, ...] = ()) -> QPainterPath:
        corners = [*map(flat, places), *(flat(one, lower=True) for one in lower)]
        return path_of((x, -y) for x, y in corners)

    def tooth(back: float, front: float, *, lower: bool) -> QPainterPath:
        root = _BITE + (-_TOOTH if lower else _TOOTH)
        inset = (front - back) * 0.10
        corners = (
            (back + _SEAM + inset, root), (back + _SEAM, _BITE), (front - _SEAM, _BITE),
            (front - _SEAM - inset, root),
        )  # fmt: skip
        return path_of((x, -y) for x, y in (flat(one, lower=lower) for one in corners))

    def row(*, lower: bool) -> QPainterPath:
        return one_path(tooth(back, front, lower=lower) for front, back in pairwise(_EDGES))

    hollow = area(_HOLLOW[:4], _HOLLOW[4:])
    tongue = path_of((x, -y) for x, y in smooth([flat(one) for one in (*_TONGUE, _TONGUE[0])]))
    return (
        (hollow, "hollow"),
        (tongue, "tongue"),
        (strip([flat(one) for one in _PALATE], _PALATE_WIDTH), "bone"),
        (bone_path(camera, body), "bone"),
        (row(lower=False), "teeth"),
        (row(lower=True), "teeth"),
        # Closed, which a line alone would not tell.
        *((strip([flat(one) for one in lip], _LIP_WIDTH), "lip") for lip in (_UPPER_LIP, _LOWER_LIP)),
        (strip([flat(one) for one in _BETWEEN_LIPS], _BETWEEN_LIPS_WIDTH), "hollow"),
    )


def bone_path(camera: Camera, body: Body) -> QPainterPath:
    """Return the jaw bone."""
    places = (hinged(body, (x, 0.0, z)) for x, z in (*_BONE, _BONE[0]))
    around = smooth([camera.flat(body.place("c0", "head", place)) for place in places])
    return path_of((x, -y) for x, y in around)


def near_toes(camera: Camera, body: Body, fine: Fineness) -> tuple[TonedPath, ...]:
    """Return the toes of the working foot with their nails, from the farthest to the nearest."""
    one, paths = body.working, list[TonedPath]()

    def depth(number: int) -> float:
        return camera.depth(feet.toe(body, one, number).balls[1][0])

    for number in sorted(range(feet.TOES), key=depth, reverse=True):
        toe = {"seam": feet.seam(body, one, number), "skin": feet.toe(body, one, number)}
        for tone, piece in toe.items():
            ellipses = [camera.ellipse(ball) for ball in piece.balls]
            paths.append((one_path(outlines(ellipses, piece, fine)), tone))
        if camera.depth(column(body.frames[f"{one}_foot"], 2)) > _FROM_BELOW:
            continue
        nail = [camera.flat(point) for point in feet.nail(body, one, number)]
        paths.append((strip(nail, _NAIL_WIDTH), "nail"))
    return tuple(paths)


def contact_dots(camera: Camera, body: Body, radius: float) -> QPainterPath:
    """Return a dot at each of the three points of a foot that carry it."""
    one = body.working
    out = SIGN[one]
    places = (("heel", 0.0190, 0.0), ("ball", -0.0025, -0.0155 * out), ("ball", -0.0065, 0.0175 * out))
    spots = [body.place(f"{one}_{point}", f"{one}_foot", (ahead, side, 0.0)) for point, ahead, side in places]
    radii = (radius, radius, radius * 0.8)
    return one_path(ellipse_path(camera.ellipse((at, UPRIGHT, radii)), ROUND) for at in spots)


def blade_paths(camera: Camera, body: Body) -> tuple[TonedPath, ...]:
    """Return both shoulder blades, each with its edge and its ridge, if the back faces the camera."""
    if camera.depth(column(body.frames["thorax2"], 0)) < 0:
        return ()
    paths = list[TonedPath]()
    for side in ("l", "r"):
        outline, ridge = ([camera.flat(point) for point in line] for line in marks.blade(body, side))
        paths.append((path_of((x, -y) for x, y in outline), "bone"))
        paths.append((strip([*outline, *outline[:2]], _BLADE_WIDTH), "blade"))
        paths.append((strip(ridge, _RIDGE_WIDTH), "blade"))
    return tuple(paths)


def blade_lines(camera: Camera, body: Body) -> list[QPainterPath]:
    """Return the outline of each shoulder blade as a line."""
    edges = [marks.blade(body, side)[0] for side in ("l", "r")]
    lines = [smooth([camera.flat(point) for point in (*one, one[0])]) for one in edges]
    return [path_of((x, -y) for x, y in line) for line in lines]


def gap_below_back(figure: Figure, camera: Camera, body: Body) -> tuple[TonedPath, ...]:
    """Return the light between a lower back and the floor on which it lies; the trunk covers the rest."""
    if figure.close_up != "pelvis" or not any(pin.contact == "back" for pin in figure.pins):
        return ()
    (ax, _ay, _az), (bx, _by, _bz) = body.points["sacrum"], body.points["t12"]
    corners = [(ax, 0.0, 0.0), (bx, 0.0, 0.0), (bx, 0.0, _GAP_HEIGHT), (ax, 0.0, _GAP_HEIGHT)]
    return ((path_of((x, -y) for x, y in map(camera.flat, corners)), "light"),)


def spine_path(camera: Camera, body: Body) -> QPainterPath:
    """Return the line of the spine."""
    shifts = [(name, *_SPINE_OFFSETS.get(name, ("thorax1", 0.006))) for name in SPINE]
    places = [body.place(name, segment, (ahead, 0.0, 0.0)) for name, segment, ahead in shifts]
    return strip([camera.flat(place) for place in places], SPINE_WIDTH)


def rib_paths(camera: Camera, body: Body) -> QPainterPath:
    """Return the sides of the ribs that face the camera; they go out and up with the breath."""
    frame = body.frames["thorax1"]
    strips = []
    for share, front, side in _RIBS:
        deep, wide = front * (1 + RIBS_DEEPER * body.swell), side * (1 + RIBS_WIDER * body.swell)
        middle = placed(between(body.points["t12"], body.points["t6"], share), frame, (_RIB_AHEAD, 0, 0))
        for left in (1.0, -1.0):
            seen = []
            for step in range(13):
                turn = pi * (0.07 + 0.86 * step / 12)
                x, y = cos(turn), left * sin(turn)
                drop = (0.5 * body.fill - 1) * _RIB_DROP * (x + 1) / 2
                if camera.depth(turned(frame, (x, y, 0.0))) < 0:
                    seen.append(camera.flat(placed(middle, frame, (deep * x, wide * y, drop))))
            if len(seen) > 1:
                strips.append(strip(seen, _RIB_WIDTH))
    return one_path(strips)
