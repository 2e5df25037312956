"""The shoulder blades, which slide on the ribs with the shoulders."""

from intermezzo.core.figure import skeleton as sk
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.vectors import Vec, add, column, dot, placed, sub

_CORNERS: tuple[tuple[float, float], ...] = (
    (0.0340, 0.0660), (0.0320, 0.0480), (0.0420, 0.0030), (0.0500, -0.0010), (0.0580, 0.0080),
    (0.0800, 0.0470), (0.0780, 0.0600), (0.0560, 0.0670),
)  # fmt: skip
"""The outline of a blade at rest: outwards from the spine and upwards from t6, in body heights."""
_RIDGE: tuple[tuple[float, float], ...] = ((0.0350, 0.0510), (0.0620, 0.0580), (0.0900, 0.0640))
"""The ridge across it, which ends above the shoulder."""
_BEHIND = -0.030
"""Distance of the skin over a blade behind the spine's points."""


def blade(body: Body, side: str) -> tuple[tuple[Vec, ...], tuple[Vec, ...]]:
    """Return the outline of a shoulder blade and its ridge as points on the back."""
    slide = _slide(body, side)

    def at(out: float, up: float) -> Vec:
        return body.place("t6", "thorax2", add(slide, (_BEHIND, SIGN[side] * out, up)))

    return tuple(at(*one) for one in _CORNERS), tuple(at(*one) for one in _RIDGE)


def lower_end(body: Body, side: str) -> Vec:
    """Return a place below the lower end of a shoulder blade."""
    outline, _ridge = blade(body, side)
    return placed(outline[3], body.frames["thorax2"], (0.0, SIGN[side] * 0.016, -0.012))


def _slide(body: Body, side: str) -> Vec:
    """Return how far a shoulder is from its place at rest, outwards and upwards, in the chest's frame."""
    at_rest = body.place("c7", "thorax2", (0.004, SIGN[side] * sk.SHOULDER_WIDTH, -sk.SHOULDER_DROP))
    moved = sub(body.points[f"{side}_shoulder"], at_rest)
    across, up = (column(body.frames["thorax2"], axis) for axis in (1, 2))
    return (0.0, dot(moved, across), dot(moved, up))
