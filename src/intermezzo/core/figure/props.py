"""Props around a body: their positions and shapes, and the contact points on them."""

from collections.abc import Mapping
from dataclasses import dataclass

from intermezzo.core.figure import skeleton as sk
from intermezzo.core.figure.car import CABIN, CAR, SEAT_BACK
from intermezzo.core.figure.reach import hand_frame
from intermezzo.core.figure.resting import Surface
from intermezzo.core.figure.solids import Shape, bar, board, box, panel, rounded, seam
from intermezzo.core.figure.vectors import Mat, Vec, along, column, columns, cross, scaled, unit

WALL = -0.105
"""Position of the wall behind a standing body; 0 is the middle of its hips."""
WALL_FRONT, WALL_SIDE = 0.40, 0.236
_WIDE, _HIGH_WALL = 1.6, 1.8
"""Half the width of a wall and its height, larger than a picture of a standing body."""
_WIDE_BEHIND = 0.42
"""Half the width of a wall behind a body, wide enough for its raised arms."""
_SKIRTING = 0.05
"""Height of the skirting board, by which a wall can be recognized from the front."""
BACKREST = -0.125
BAND_ANCHOR = 0.54
"""Where a band is fixed ahead of the body."""
DESK_SIDE = 0.155
"""Where a desk on the left of the body begins."""
SCREEN = (0.385, 0.408, 0.530)
"""Distance of a near screen ahead of a seated body, and its lower and upper end: it stands on the desk."""
FAR = 0.660
"""Distance ahead at which far objects are drawn and a line of sight ends."""
FOOT_ON_WALL: Mat = columns((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (-1.0, 0.0, 0.0))
"""The frame of a foot with its sole against a wall, toes up."""
_PALM_HEIGHT, _FLAT_PALM = 0.022, 0.0165
"""From the bones of a palm to what it lies on, at ease and pressed flat."""
_UP_AHEAD: Vec = unit((0.5, 0.0, 0.87))
"""The direction of the fingers on a wall at the side."""
_ELBOW_RADIUS = 0.026
_STEEP = 0.75
"""A forearm of which at least this share goes down stands on its hand."""
_ARM_TOP, _ARM_SIDE, _ARM_END = 0.326, 0.135, 0.065
"""Height of an armrest, its distance from the middle, and the wrist of a hand that holds its end."""
_SEAT_TOP = sk.SEAT_HEIGHT - 0.006
_STEP_TOP, _SHELF_TOP = 0.096, 0.985


def _chair(back: float) -> tuple[Shape, ...]:
    legs = tuple(
        bar((x, y, _SEAT_TOP - 0.02), (x + (0.02 if x > 0 else -0.02), y, 0.008))
        for x in (-0.105, 0.125) for y in (-0.10, 0.10)
    )  # fmt: skip
    posts = tuple(
        bar((BACKREST, y, _SEAT_TOP), (BACKREST - 0.022, y, back - 0.02), 0.007) for y in (-0.085, 0.085)
    )
    return (
        *legs, *posts,
        box(-0.125, 0.145, -0.115, 0.115, _SEAT_TOP - 0.018, _SEAT_TOP - 0.006),
        box(BACKREST - 0.030, BACKREST - 0.018, -0.105, 0.105, back - 0.10, back, 0.008),
    )  # fmt: skip


SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "chair": _chair(0.50),
    "armchair": (
        *_chair(0.56),
        *(box(-0.12, 0.10, y - 0.012, y + 0.012, _ARM_TOP - 0.018, _ARM_TOP - 0.006, tone="rail")
          for y in (-_ARM_SIDE, _ARM_SIDE)),
        *(box(0.07, 0.07, y, y, _SEAT_TOP, _ARM_TOP - 0.012, 0.008, tone="rail")
          for y in (-_ARM_SIDE, _ARM_SIDE)),
    ),
    "stool": (
        box(-0.10, 0.10, -0.10, 0.10, _SEAT_TOP - 0.020, _SEAT_TOP - 0.006),
        *(bar((x, y, _SEAT_TOP - 0.02), (x * 1.2, y, 0.008)) for x in (-0.085, 0.085)
          for y in (-0.085, 0.085)),
    ),
    "bench": (
        box(-0.10, 0.12, -0.26, 0.26, _SEAT_TOP - 0.020, _SEAT_TOP - 0.006),
        *(bar((x, y, _SEAT_TOP - 0.02), (x, y, 0.008)) for x in (-0.08, 0.10) for y in (-0.23, 0.23)),
    ),
    "wall": (
        # It ends on both sides of the body: cut off by the player's circle it would look like a disc.
        box(WALL - 0.030, WALL - 0.006, -_WIDE_BEHIND, _WIDE_BEHIND, 0.0, _HIGH_WALL, tone="wall"),
        box(WALL - 0.006, WALL - 0.006, -_WIDE_BEHIND, _WIDE_BEHIND, 0.0, _SKIRTING, tone="skirting"),
    ),
    "wall_front": (
        box(WALL_FRONT + 0.006, WALL_FRONT + 0.030, -_WIDE, _WIDE, 0.0, _HIGH_WALL, tone="wall"),
    ),
    "mat": (rounded(0.62, 0.22, -0.012, -0.006, 0.005, tone="sheet"), *seam(0.62, 0.22, -0.001)),
    "bed": (
        *(bar((x, y, -0.15), (x, y, -0.228)) for x in (-0.44, 0.44) for y in (-0.23, 0.23)),
        box(-0.61, 0.61, -0.25, 0.25, -0.150, -0.120, 0.008),
        rounded(0.62, 0.26, -0.095, -0.020, 0.016),
        rounded(0.62, 0.26, -0.012, -0.012, 0.010, tone="sheet"), *seam(0.62, 0.26, -0.002),
    ),
    "sofa": (
        box(-0.18, 0.12, -0.28, 0.28, 0.03, _SEAT_TOP - 0.022, 0.016),
        board((-0.17, 0.08), (-0.205, 0.50), 0.27, 0.028),
    ),
    "sofa_front": (
        box(-0.02, 0.30, -0.30, 0.30, 0.03, 0.205, 0.02), box(0.28, 0.36, -0.30, 0.30, 0.03, 0.36, 0.02),
    ),
    "wall_side": (
        # It ends behind the body, so that it is seen to be a wall.
        box(-0.62, _WIDE, WALL_SIDE, 0.26, 0.0, _HIGH_WALL, tone="wall"),
        box(-0.62, _WIDE, WALL_SIDE, WALL_SIDE, 0.0, _SKIRTING, tone="skirting"),
    ),
    "window": (
        # With the horizon at eye level of a seated body, hills on it, and a tree far away on them.
        panel((0.500, 0.545), (0.500, 0.820), (0.770, 0.820), (0.770, 0.545), radius=0.002, tone="sky"),
        panel((0.500, 0.545), (0.500, 0.664), (0.550, 0.684), (0.610, 0.690), (0.680, 0.690), (0.770, 0.660),
              (0.770, 0.545), radius=0.002, tone="pale"),
        panel((FAR, 0.690), (FAR, 0.706), radius=0.0026, tone="tree"),
        panel((FAR, 0.708), (FAR, 0.724), radius=0.0150, tone="tree"),
        *(bar((x, 0.0, 0.545), (x, 0.0, 0.820), wide)
          for x, wide in ((0.500, 0.007), (0.595, 0.0035), (0.770, 0.007))),
        *(bar((0.500, 0.0, z), (0.770, 0.0, z), 0.007) for z in (0.545, 0.820)),
        bar((0.483, 0.0, 0.538), (0.787, 0.0, 0.538), 0.009),
    ),
    "screen": (
        bar((SCREEN[0], 0.0, SCREEN[1]), (SCREEN[0] + 0.040, 0.0, SCREEN[2]), 0.0065),
        bar((SCREEN[0] - 0.11, 0.0, SCREEN[1]), (SCREEN[0], 0.0, SCREEN[1]), 0.0065),
    ),
    "desk_side": (
        box(-0.06, 0.24, DESK_SIDE, 0.36, 0.441, 0.458),
        *(bar((x, y, 0.445), (x, y, 0.008)) for x in (-0.03, 0.21) for y in (DESK_SIDE + 0.03, 0.33)),
    ),
    "post": (bar((BAND_ANCHOR + 0.018, 0.0, 0.0), (BAND_ANCHOR + 0.018, 0.0, _HIGH_WALL), 0.011),),
    "car": CAR,
    "cabin": CABIN,
    "cushion": (box(-0.10, 0.07, -0.115, 0.015, 0.010, 0.014, 0.010),),
    "car_seat": (
        box(-0.11, 0.15, -0.12, 0.12, _SEAT_TOP - 0.055, _SEAT_TOP - 0.02, 0.014),
        *SEAT_BACK,
    ),
    "door_frame": (box(0.13, 0.16, 0.20, 0.24, 0.0, 1.12), box(0.13, 0.16, -0.24, -0.20, 0.0, 1.12)),
    "step": (box(0.02, 0.30, -0.20, 0.20, 0.006, _STEP_TOP - 0.006),),
    "line": (box(-0.26, 0.34, -0.006, 0.006, 0.0, 0.0, 0.004),),
    "shelf": (box(0.20, 0.40, -0.26, 0.26, _SHELF_TOP - 0.018, _SHELF_TOP - 0.006),),
    "back_seat": (
        # From door to door behind the front seats, and paler than they are.
        box(-0.60, -0.36, -0.60, 0.16, _SEAT_TOP - 0.055, _SEAT_TOP - 0.02, 0.014, tone="pale"),
        box(-0.66, -0.60, -0.60, 0.16, 0.22, 0.56, 0.022, tone="sheet"),
    ),
}  # fmt: skip
"""Shapes of fixed props in body heights, placed for a body of the fitting base."""

SEATED = {"sit", "sit_floor"}
_CALF_OFFSET: Vec = (-0.183, 0.0, 0.0)
"""Offset of a sofa whose edge is at the calves of a standing body."""
_BED_SIDE, _BED_EDGE = 0.28, 0.05
BED_FLOOR = -sk.SEAT_HEIGHT
"""Height of the floor below a bed, whose top is 0: a body on its edge has its feet on the floor."""
SEATS = {
    "chair": (_SEAT_TOP, -0.125, 0.145, 0.115), "armchair": (_SEAT_TOP, -0.125, 0.145, 0.115),
    "stool": (_SEAT_TOP, -0.10, 0.10, 0.10), "car_seat": (_SEAT_TOP - 0.006, -0.11, 0.15, 0.12),
    "sofa": (_SEAT_TOP - 0.006, -0.18, 0.12, 0.28), "sofa_front": (0.225, -0.02, 0.30, 0.30),
    "bench": (_SEAT_TOP, -0.10, 0.12, 0.26), "step": (_STEP_TOP, 0.014, 0.306, 0.206),
}  # fmt: skip
"""The top of a seat, leg rest or step: height, back, front and half its width."""


def surfaces(props: tuple[str, ...], base: str) -> tuple[Surface, ...]:
    """Return the surfaces that support a body among its props, highest first, and the floor."""
    found = []
    for name in SEATS.keys() & set(props):
        height, back, front, half = SEATS[name]
        by = _CALF_OFFSET[0] if name == "sofa" and base not in SEATED else 0.0
        found.append(Surface(height, back + by, front + by, half))
    if "bed" in props:
        return (*found, Surface(0.0, half=_BED_SIDE), Surface(BED_FLOOR))
    return (*found, Surface(0.0))


def ground(props: tuple[str, ...], place: Vec) -> float:
    """Return the height of the floor, or of the bed if the point is above it; a hand rolls over its edge."""
    if "bed" not in props:
        return 0.0
    return BED_FLOOR * min(1.0, max(0.0, (abs(place[1]) - _BED_SIDE) / _BED_EDGE))


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk: its edge towards the body, depth, height, and extent from right to left."""

    edge: float
    depth: float
    height: float
    right: float
    left: float


_LOW, _HIGH = Desk(0.19, 0.26, 0.40, -0.34, 0.34), Desk(0.125, 0.20, 0.465, 0.015, 0.24)
"""The desk of a seated body; and that of a standing one: raised, and on the left of the free right leg.

Both are small enough to fit into the circle around the body.
"""


def desk(base: str) -> Desk:
    """Return the desk for a base."""
    return _LOW if base in SEATED else _HIGH


def shapes(name: str, base: str) -> tuple[Shape, ...]:
    """Return the shapes of a prop beside a body of that base; none for a prop that moves with the body."""
    if name != "desk":
        found = SHAPES.get(name, ())
        # The edge of a sofa is at the calves of a standing body.
        back = name == "sofa" and base not in SEATED
        return tuple(shape.moved(_CALF_OFFSET) for shape in found) if back else found
    one = desk(base)
    return (
        box(one.edge, one.edge + one.depth, one.right, one.left, one.height - 0.024, one.height - 0.007),
        *(bar((one.edge + x, y, one.height - 0.02), (one.edge + x, y, 0.008))
          for x in (0.03, one.depth - 0.03) for y in (one.right + 0.03, one.left - 0.03)),
    )  # fmt: skip


def on_surface(surface: str, place: Vec, base: str) -> Vec:
    """Return a point moved onto a surface: the floor below it, the seat, the wall behind or before it."""
    x, y, z = place
    if surface == "floor":
        return (x, y, 0.0)
    if surface == "step":
        return (x, y, _STEP_TOP)
    if surface == "chair":
        return (x, y, sk.SEAT_HEIGHT) if z < sk.SEAT_HEIGHT + 0.06 else (BACKREST, y, z)
    if surface == "wall":
        return (WALL, y, z)
    if surface in {"desk", "desk_side"}:
        return (x, y, desk(base).height)
    return place


def hand(surface: str, wrist: Vec, forearm: Vec, base: str) -> tuple[Vec, Mat]:
    """Return wrist and frame of a hand with its palm on a prop; ``forearm`` is its forearm's direction."""
    if surface == "wall_side":
        return (wrist[0], WALL_SIDE - _FLAT_PALM, wrist[2]), hand_frame(_UP_AHEAD, (0.0, 1.0, 0.0))
    place, frame = _hand(surface, wrist, forearm, base)
    # Fingers that point upwards on a wall behind have their palm on it already.
    return place, frame if surface == "wall" and wrist[0] <= 0 else turned_over(frame)


def _hand(surface: str, wrist: Vec, forearm: Vec, base: str) -> tuple[Vec, Mat]:
    x, y, _z = wrist
    if surface == "desk":
        # A standing body touches the desk with its fingers, a seated one with the flat hand.
        one, rise, down = desk(base), *((0.022, -0.10) if base in SEATED else (0.052, -0.62))
        return (max(x, one.edge - 0.01), y, one.height + rise), _pointing((1.0, 0.0, down))
    if surface == "desk_side":
        return (x, max(y, DESK_SIDE + 0.03), desk(base).height + 0.052), _pointing((1.0, 0.0, -0.62))
    if surface == "wall":
        place = WALL_FRONT - _FLAT_PALM if x > 0 else WALL + _FLAT_PALM
        return (place, y, wrist[2]), _pointing((0.0, 0.0, 1.0))
    if surface == "chair":
        return (x, y, sk.SEAT_HEIGHT + _PALM_HEIGHT), _pointing((1.0, 0.0, -0.15))
    if surface == "armrest":
        arm = _ARM_SIDE if y > 0 else -_ARM_SIDE
        return (min(max(x, -0.06), _ARM_END), arm, _ARM_TOP + _PALM_HEIGHT), _pointing((1.0, 0.0, -0.35))
    # The hand continues a flat forearm, and points forwards below an upright one.
    ahead = unit((forearm[0], forearm[1], 0.0)) if abs(forearm[2]) < _STEEP else (1.0, 0.0, 0.0)
    return (x, y, _FLAT_PALM), _pointing((ahead[0], ahead[1], -0.05))


def forearm(surface: str, elbow: Vec, frame: Mat, base: str) -> tuple[Vec, Mat]:
    """Return elbow and frame of a forearm on a prop or against a wall."""
    ahead = scaled(column(frame, 2), -1.0)
    if surface == "wall":
        x = WALL_FRONT - _ELBOW_RADIUS if elbow[0] > 0 else WALL + _ELBOW_RADIUS
        return (x, elbow[1], elbow[2]), _pointing((0.0, 0.0, 1.0))
    height = desk(base).height if surface == "desk" else 0.0
    flat = unit((ahead[0], ahead[1], 0.0), (1.0, 0.0, 0.0))
    return (elbow[0], elbow[1], height + _ELBOW_RADIUS), _pointing((flat[0], flat[1], -0.06))


def turned_over(frame: Mat) -> Mat:
    """Return the frame of a hand with its palm on the other side."""
    return columns(scaled(column(frame, 0), -1.0), scaled(column(frame, 1), -1.0), column(frame, 2))


def _pointing(way: Vec) -> Mat:
    """Return the frame of a limb in this direction with its hinge level."""
    return along(unit(way), unit(cross((0.0, 0.0, 1.0), way), (0.0, 1.0, 0.0)))
