"""The points of a body and the frames of its segments."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from intermezzo.core.figure.channels import CHANNELS, INDEX, Pose
from intermezzo.core.figure.resting import Surface
from intermezzo.core.figure.skeleton import MASSES
from intermezzo.core.figure.vectors import Mat, Vec, between, placed

SPINE = ("tail", "sacrum", "l3", "t12", "t6", "c7", "c0")
"""The points of the spine from below: two lumbar segments, two thoracic ones, the neck."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """Points in body heights: x forwards, y to the left, z up from the floor; sides are ``l_`` and ``r_``.

    ``frames`` hold the axes of each segment: x to its front, y to its left, z up along it. ``pose`` are the
    angles given; where a pin holds, only the points are right. ``fill`` is how full the lungs are. Bodies are
    compared by identity, and their flesh is kept for the last few.
    """

    points: Mapping[str, Vec]
    frames: Mapping[str, Mat]
    pose: Pose
    fill: float
    working: str = "r"
    """The working side, ``l`` or ``r``: its hand holds what is held."""
    depth: float = 1.0
    """How far a breath moves the trunk: 1 beside a movement, more if the breath is the movement."""
    surfaces: tuple[Surface, ...] = ()
    """The surfaces that support the body, highest first; flesh is flattened on them."""
    belly: float = 0.0
    """How far a breath moves the belly besides: 1 for belly breathing."""
    at: float = 0.0
    """How far along the keys of its figure it is."""
    flat_hands: str = ""
    """The sides, ``l`` and ``r``, of the hands that lie on a prop."""

    @property
    def swell(self) -> float:
        """How far the breath has expanded the trunk: ``fill`` times ``depth``."""
        return self.fill * self.depth

    def place(self, point: str, segment: str, offset: Vec) -> Vec:
        """Return the place at an offset from a point, along the axes of a segment."""
        return placed(self.points[point], self.frames[segment], offset)

    def angle(self, channel: str) -> float:
        """Return the angle of one channel of the pose."""
        return self.pose[INDEX[channel]]


def centre_of_mass(points: Mapping[str, Vec]) -> Vec:
    """Return the centre of mass of a body from its points."""
    x = y = z = total = 0.0
    for start, end, share, mass in MASSES:
        for side in ("l", "r") if "{}" in start else ("",):
            at = between(points[start.format(side)], points[end.format(side)], share)
            x, y, z, total = x + mass * at[0], y + mass * at[1], z + mass * at[2], total + mass
    return (x / total, y / total, z / total)


def mirrored(body: Body) -> Body:
    """Return the body with left and right exchanged."""
    pose = dict(zip(CHANNELS, body.pose, strict=True))
    swapped = {other_side(name): -value if _sideways(name) else value for name, value in pose.items()}
    return replace(
        body,
        points={other_side(name): (p[0], -p[1], p[2]) for name, p in body.points.items()},
        frames={
            other_side(name): (m[0], -m[1], m[2], -m[3], m[4], -m[5], m[6], -m[7], m[8])
            for name, m in body.frames.items()
        },
        pose=tuple(swapped[name] for name in CHANNELS),
        working=other_side(f"{body.working}_")[0],
        flat_hands="".join(other_side(f"{side}_")[0] for side in body.flat_hands),
    )


def _sideways(name: str) -> bool:
    """Return whether the sign of a channel means right or left."""
    return name == "y" or (
        name[:2] not in {"l_", "r_"} and name.endswith(("_roll", "_turn", "_side", "_spin"))
    )


def other_side(name: str) -> str:
    """Return the name of a point, segment or channel on the other side; that of the trunk as it is."""
    return {"l_": "r_", "r_": "l_"}.get(name[:2], name[:2]) + name[2:]
