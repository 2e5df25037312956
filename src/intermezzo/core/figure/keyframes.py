"""A figure as written in the data, and its pose along the keyframes."""

import math
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from intermezzo.core.figure.channels import CHANNELS, Pose
from intermezzo.core.figure.reach import ON_BODY
from intermezzo.core.figure.vectors import Vec
from intermezzo.core.override import override

CAMERAS = {
    "side": (0.0, 0.0),
    "front": (90.0, 0.0),
    "three-quarter": (38.0, 10.0),
    "back": (-90.0, 0.0),
    "above": (0.0, 90.0),
}
"""(yaw, pitch) in degrees: yaw from the body's right side to its front, pitch upwards."""
CLOSE_UP_PLACES: dict[str, tuple[float, str, Vec]] = {
    "head": (0.13, "head", (0.0, 0.0, -0.012)),
    "jaw": (0.048, "c0", (0.0290, 0.0, -0.0090)),
    "shoulders": (0.150, "c7", (0.040, 0.0, 0.040)),
    "hand": (0.12, "r_hand", (0.0, 0.0, 0.0)),
    "foot": (0.110, "r_ball", (-0.032, 0.0, 0.058)),
    "arch": (0.092, "r_ball", (-0.036, 0.0, 0.042)),
    "toes": (0.070, "r_ball", (0.012, 0.0, 0.009)),
    "sole": (0.104, "r_ball", (-0.034, 0.0, 0.05)),
    "pelvis": (0.165, "l3", (0.02, 0.0, -0.01)),
    "belly": (0.135, "root", (0.02, 0.0, 0.035)),
    "chest": (0.150, "t6", (0.0, 0.0, 0.050)),
    "trunk": (0.33, "t12", (0.0, 0.0, 0.06)),
    "arms": (0.28, "t6", (0.0, 0.0, 0.0)),
}
"""Half the side of a close-up in body heights, and its middle: a point and the offset from it."""
CLOSE_UPS = ("none", *CLOSE_UP_PLACES)
FOOT = {"foot", "arch", "toes", "sole"}
"""Close-ups of one foot."""
PROPS = (
    "chair", "armchair", "stool", "bench", "car", "cabin", "car_seat", "back_seat", "sofa", "sofa_front",
    "desk", "desk_side", "wall", "wall_front", "wall_side", "post", "mat", "bed", "door_frame", "step",
    "shelf", "line", "cushion", "pen", "window", "screen", "sight", "clock", "band", "bag", "bag_hugged",
    "bag_hips", "case", "phone", "stick", "pillow", "pillow_knees", "roll", "pelvic_floor", "air",
    "weight",
)  # fmt: skip
LEADS = {
    "r_hand": "r_palm", "l_hand": "l_palm", "r_foot": "r_toe", "l_foot": "l_toe", "r_heel": "r_heel",
    "l_heel": "l_heel", "r_knee": "r_knee", "l_knee": "l_knee", "r_elbow": "r_elbow", "l_elbow": "l_elbow",
    "head": "crown", "nose": "nose", "chest": "t6", "hips": "root", "r_shoulder": "r_shoulder",
    "l_shoulder": "l_shoulder", "big_toe": "r_first_toe", "toes": "r_third_toe", "arch": "r_arch",
    "chin": "chin", "brow": "brow", "r_gaze": "r_gaze", "l_gaze": "l_gaze", "r_blade": "r_blade",
    "l_blade": "l_blade", "lower_back": "lower_back", "buckle": "buckle", "tail": "tail",
    "sight": "sight",
}  # fmt: skip
"""The points that can lead a movement, by their names in the data; of equal ones the first leads.

Each is a point of the body or one of ``marks``.
"""
REGIONS = (
    "hip", "glutes", "thoracic", "shoulder girdle", "rib cage", "diaphragm", "deep core", "lumbar control",
    "foot/ankle", "neck", "jaw", "eyes", "arch", "toes",
)  # fmt: skip
"""The regions that can be lit."""
STILL = ("hips", "shoulders", "back", "heels_to_crown")
"""What can be marked as still: a level line through the hip bones or the shoulders, or one straight line."""
CONTACTS = {
    "foot": "feet", "heel": "heels", "toe": "toes", "knee": "knees", "hand": "hands", "elbow": "elbows",
}  # fmt: skip
"""Paired contacts: the name of one side (``l_foot``) and the name of both."""
TRUNK_CONTACTS = ("seat", "pelvis", "belly", "back", "side", "head")
BODY_SURFACES = tuple(ON_BODY)
"""Surfaces on the body where a hand can rest; the hand moves with them."""
SURFACES = ("floor", "step", "desk", "desk_side", "wall", "wall_side", "chair", "armrest", *BODY_SURFACES)


@dataclass(frozen=True, slots=True)
class Pin:
    """A fixed contact. ``side`` is l, r, or empty for the trunk."""

    contact: str
    side: str
    surface: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A point whose path is shown from one moment of the keys to another, each 0..1."""

    point: str
    after: float = 0.0
    until: float = 1.0


@dataclass(frozen=True, slots=True)
class Key:
    """A pose at ``at`` 0..1 of the move; ``base`` is the base pose that gives its height."""

    at: float
    pose: Pose = field(hash=False)
    """Left out of the hash: a key is hashed for every frame drawn, and hashing the whole pose is slow."""
    base: str
    free: tuple[tuple[str, str], ...] = field(default=(), hash=False)
    """Pins that are released here, as (contact, side)."""
    carry: bool = False
    """Whether the load is in the hands from here on."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The ``[figure]`` table of a movement. ``keys`` begin with the start pose, at 0."""

    base: str
    keys: tuple[Key, ...]
    pins: tuple[Pin, ...] = ()
    camera: tuple[float, float] = (0.0, 0.0)
    close_up: str = "none"
    props: tuple[str, ...] = ()
    lumbar: str = ""
    """``quiet``, ``moves`` or empty: what the lower back does."""
    cycle: bool = False
    """Whether the keys return to the start within the move."""
    loops: int = 1
    balance: bool = True
    """Whether a standing body is moved over its feet automatically."""
    regions: tuple[str, ...] = ()
    """The highlighted regions, each of the working side unless it begins with ``l_`` or ``r_``; empty for the
    movement's first region."""
    leads: str = ""
    """The point whose path is shown, ``none``, or empty for the one that goes farthest."""
    paths: tuple[Lead, ...] = ()
    """The paths of a movement of several steps, in their order, instead of ``leads``."""
    still: tuple[str, ...] = ()
    """What is marked as still, of ``STILL``."""
    full: frozenset[str] = frozenset()
    """The channels that go all their way in a part of the range too."""
    close_up_camera: tuple[float, float] | None = None
    """The camera of a close-up that is a second view of the body; None for the figure's own."""
    breath: float = 1.0
    """The share of a whole breath that it takes."""
    easier: "Figure | None" = None
    """The easier form, if the data has one."""
    whole: "Figure | None" = None
    """Of an easier form the full one, whose picture it keeps."""
    _hash: int = field(init=False, repr=False, compare=False)

    @property
    def carried_from(self) -> float:
        """How far along its keys the load is taken up; 0 if it is in the hands throughout."""
        return next((key.at for key in self.keys if key.carry), 0.0)

    @property
    def region(self) -> str:
        """The first highlighted region; empty for the movement's first region."""
        return self.regions[0] if self.regions else ""

    @property
    def is_enlarged(self) -> bool:
        """Whether it is a close-up of the figure's own view; what moves in it moves little."""
        return self.close_up != "none" and self.close_up_camera is None

    @property
    def shares_outlines(self) -> bool:
        """Whether it is a close-up in which the body is drawn as in the whole picture."""
        return self.is_enlarged and self.close_up not in FOOT

    @property
    def only_breathes(self) -> bool:
        """Whether nothing moves but the breath."""
        return len(self.keys) == 1

    @property
    def is_done_whole(self) -> bool:
        """Whether all that moves goes all its way in a part of the range too."""
        return bool(self.full) and all(
            name in self.full or value == before
            for key in self.keys
            for name, value, before in zip(CHANNELS, key.pose, self.keys[0].pose, strict=True)
        )

    @property
    def drawn_by_breath(self) -> bool:
        """Whether a breath moves more than the trunk: arms on the ribs, or a prop."""
        return self.held_by_breath or not {"pelvic_floor", "air"}.isdisjoint(self.props)

    @property
    def held_by_breath(self) -> bool:
        """Whether the hands lie on the ribs, so that the breath moves the arms too."""
        return any(pin.surface == "ribs" for pin in self.pins)

    def filled(self, fill: float) -> float:
        """Return how full its lungs are where those of a whole breath are ``fill`` 0..1 full."""
        return 0.5 + (fill - 0.5) * self.breath

    def __post_init__(self) -> None:
        # A partial hash is enough and fast; equality compares everything.
        key = (
            self.base,
            self.camera,
            self.close_up,
            self.props,
            len(self.pins),
            len(self.keys),
            self.whole is None,
        )
        object.__setattr__(self, "_hash", hash(key))

    @override
    def __hash__(self) -> int:
        return self._hash


def lit(region: str, side: int) -> tuple[str, str]:
    """Return the side of the body on which a region of a figure is lit, ``l`` or ``r``, and its bare name."""
    letter, name = (region[0], region[2:]) if region[1:2] == "_" else ("r", region)
    return (letter if side == 1 else {"l": "r", "r": "l"}[letter]), name


def progress(figure: Figure, part: str, fraction: float) -> float:
    """Return how far along its keys the figure is, 0 to 1, at ``fraction`` of a ``timeline.Part``."""
    if figure.only_breathes:
        return 0.0
    if figure.cycle:
        if part != "move":
            return 0.0
        turns = fraction * figure.loops
        return soft(fraction) if figure.loops == 1 else turns - math.floor(turns)
    if part == "move":
        return soft(fraction)
    if part == "hold":
        return 1.0
    return 1.0 - soft(fraction) if part == "return" else 0.0


def soft(fraction: float) -> float:
    """Return a fraction, 0 to 1, with a slow beginning and end."""
    return (1 - math.cos(math.pi * min(1.0, max(0.0, fraction)))) / 2


def pose_along(keys: tuple[Key, ...], at: float, *, cycle: bool) -> Pose:
    """Return the pose at ``at`` 0..1 along the keys, without overshoot."""
    if len(keys) == 1:
        return keys[0].pose
    times, tracks = _moving(keys, cycle=cycle)
    piece = len(times) - 2
    while piece and at < times[piece]:
        piece -= 1
    width = times[piece + 1] - times[piece]
    u = min(1.0, max(0.0, (at - times[piece]) / width))
    low, high = (1 + 2 * u) * (1 - u) ** 2, u * u * (3 - 2 * u)
    leaving, arriving = width * u * (1 - u) ** 2, width * u * u * (u - 1)
    result = list(keys[0].pose)
    for index, values, slopes in tracks:
        result[index] = (
            low * values[piece]
            + high * values[piece + 1]
            + leaving * slopes[piece]
            + arriving * slopes[piece + 1]
        )
    return tuple(result)


def grips_along(keys: tuple[Key, ...], at: float, *, cycle: bool) -> dict[tuple[str, str], float]:
    """Return how firmly released pins hold, 0..1 by (contact, side); pins that are missing hold fully."""
    names = {name for key in keys for name in key.free}
    if not names:
        return {}
    later = [*keys, replace(keys[0], at=1.0)] if cycle else list(keys)
    index = max(index for index, key in enumerate(later[:-1]) if key.at <= at or not index)
    before, after = later[index], later[index + 1]
    share = soft((at - before.at) / (after.at - before.at))
    return {
        name: (name not in before.free) * (1 - share) + (name not in after.free) * share for name in names
    }


_Track = tuple[int, tuple[float, ...], tuple[float, ...]]


@lru_cache(maxsize=256)
def _moving(keys: tuple[Key, ...], *, cycle: bool) -> tuple[list[float], list[_Track]]:
    """Return the times of the keys, and the values and slopes then of every channel that changes."""
    times = [key.at for key in keys]
    poses = [key.pose for key in keys]
    if cycle:
        times.append(1.0)
        poses.append(poses[0])
    held = {
        at for index in range(len(poses) - 1) if poses[index] == poses[index + 1] for at in (index, index + 1)
    }
    tracks = []
    for index, values in enumerate(zip(*poses, strict=True)):
        if values.count(values[0]) < len(values):
            slopes = (
                0.0 if at in held else slope for at, slope in enumerate(_slopes(times, values, cycle=cycle))
            )
            tracks.append((index, values, tuple(slopes)))
    return times, tracks


def _slopes(times: list[float], values: tuple[float, ...], *, cycle: bool) -> list[float]:
    """Return slopes after Fritsch and Carlson: smooth at every key, zero where the direction changes."""
    rises = [(b - a) / (t - s) for (s, t), (a, b) in zip(pairwise(times), pairwise(values), strict=True)]
    if cycle:
        # A circle does not stop at any key, so its slopes are plain means.
        inner = [(a + b) / 2 for a, b in pairwise(rises)]
        ends = (rises[0] + rises[-1]) / 2
        return [ends, *inner, ends]
    means = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(rises)]
    return [rises[0], *means, rises[-1]]
