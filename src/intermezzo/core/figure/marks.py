"""Places on a body that a path can follow besides its joints: the chin, the eyes, a shoulder blade."""

from intermezzo.core.figure import feet
from intermezzo.core.figure import skeleton as sk
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.heads import hinged
from intermezzo.core.figure.vectors import (
    Vec,
    add,
    around_y,
    around_z,
    between,
    column,
    dot,
    placed,
    scaled,
    sub,
)

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
_BLADE: tuple[tuple[float, float], ...] = (
    (0.0340, 0.0660), (0.0320, 0.0480), (0.0420, 0.0030), (0.0500, -0.0010), (0.0580, 0.0080),
    (0.0800, 0.0470), (0.0780, 0.0600), (0.0560, 0.0670),
)  # fmt: skip
"""The outline of a blade at rest: outwards from the spine and upwards from t6, in body heights."""
_BLADE_RIDGE: tuple[tuple[float, float], ...] = ((0.0350, 0.0510), (0.0620, 0.0580), (0.0900, 0.0640))
"""The ridge across it, which ends above the shoulder."""
_BLADE_BEHIND = -0.030
"""Distance of the skin over a blade behind the spine's points."""


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
        # Below its lower end.
        outline, _ridge = blade(body, side)
        return placed(outline[3], body.frames["thorax2"], (0.0, SIGN[side] * 0.016, -0.012))
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


def blade(body: Body, side: str) -> tuple[tuple[Vec, ...], tuple[Vec, ...]]:
    """Return the outline of a shoulder blade and its ridge as points on the back."""
    # How far the shoulder is from its place at rest, outwards and upwards, in the chest's frame.
    at_rest = body.place("c7", "thorax2", (0.004, SIGN[side] * sk.SHOULDER_WIDTH, -sk.SHOULDER_DROP))
    moved = sub(body.points[f"{side}_shoulder"], at_rest)
    outwards, upwards = (dot(moved, column(body.frames["thorax2"], axis)) for axis in (1, 2))

    def at(out: float, up: float) -> Vec:
        return body.place("t6", "thorax2", (_BLADE_BEHIND, outwards + SIGN[side] * out, upwards + up))

    return tuple(at(*one) for one in _BLADE), tuple(at(*one) for one in _BLADE_RIDGE)
