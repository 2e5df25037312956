"""Places on a body that a path can follow besides its joints: the chin, the eyes, a shoulder blade."""

from intermezzo.core.figure import blades, feet
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.heads import hinged
from intermezzo.core.figure.vectors import Vec, add, around_y, around_z, between, column, placed, scaled

_PLACES: dict[str, tuple[str, str, Vec]] = {
    # Before the brow and the belly, so that the body does not hide the path.
    "brow": ("c0", "head", (0.0860, 0.0, 0.0300)),
    "buckle": ("root", "pelvis", (0.0900, 0.0, 0.0800)),
    "lower_back": ("l3", "lumbar1", (0.0300, 0.0, 0.0)),
    "l_gaze": ("c0", "head", (0.0520, 0.0540, 0.0360)),
    "r_gaze": ("c0", "head", (0.0520, -0.0540, 0.0360)),
}
"""The point of the body, the segment, and the place in its frame, in body heights."""
_CHIN: Vec = (0.0360, 0.0, -0.0420)
"""Below the chin, whose way down is shown and not the little way back."""
_SIGHT = 0.055
"""Length of the line of sight beside an eye whose end ``gaze`` is."""
_EYE: Vec = (0.0620, 0.0, 0.0360)
"""Where the line of sight begins, in the head's frame."""
_AHEAD = 0.27
"""Distance from the eyes of the ``sight``, the point that shows where the line of sight turns."""
_TOES = {"first_toe": 0, "third_toe": 2}
_HOLLOW = 0.45
"""Where the arch is highest, as a share of the way from the ball of the foot to its heel."""


def place(body: Body, name: str) -> Vec:
    """Return a point of the body, or the mark of that name; ``l_`` or ``r_`` tells its side."""
    if name in body.points:
        return body.points[name]
    if name in _PLACES:
        point, segment, offset = _PLACES[name]
        at = body.place(point, segment, offset)
        return add(at, scaled(sight(body), _SIGHT)) if name.endswith("gaze") else at
    if name == "sight":
        return add(eyes(body), scaled(sight(body), _AHEAD))
    if name == "chin":
        x, y, _z = _CHIN
        return body.place("c0", "head", (x, y, hinged(body, _CHIN)[2]))
    side, _, mark = name.partition("_")
    if mark == "blade":
        return blades.lower_end(body, side)
    if mark in _TOES:
        # Below the toe, so that the path does not hide it.
        return add(feet.tip(body, side, _TOES[mark]), (0.012, 0.0, -0.026))
    ball, heel = body.points[f"{side}_ball"], body.points[f"{side}_heel"]
    rise = feet.arch_rise(body, side)
    return placed(between(ball, heel, _HOLLOW), body.frames[f"{side}_foot"], (0.0, 0.0, rise - 0.012))


def eyes(body: Body) -> Vec:
    """Return the place from which the line of sight goes."""
    return body.place("c0", "head", _EYE)


def sight(body: Body) -> Vec:
    """Return the direction in which the eyes look."""
    turned_head = around_z(body.frames["head"], -body.angle("eyes_turn"))
    return column(around_y(turned_head, -body.angle("eyes_up")), 0)
