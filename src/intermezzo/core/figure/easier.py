"""The easier form of a figure, and a part of its range.

Where one goes to a wall, a part of the range means to stand nearer to it, and to touch it all the same.
"""

from dataclasses import replace
from functools import lru_cache

from intermezzo.core.figure import body_at, props
from intermezzo.core.figure.channels import CHANNELS, INDEX
from intermezzo.core.figure.keyframes import LEADS, Figure

EASED = 0.6
"""The share of the range that remains where the data says nothing else."""
_X = INDEX["x"]
_UNIT = 0.01
"""One of a pose's ``x`` in body heights."""
_GOES = {("wall", "hips"): ("r_heel", props.WALL), ("wall_front", "r_knee"): ("r_toe", props.WALL_FRONT)}
"""What goes to which wall, as (prop, leading point): the end of the foot next to it, and its place."""


@lru_cache(maxsize=256)
def easier_form(figure: Figure) -> Figure:
    """Return the figure of the easier form, which keeps the picture of the full one."""
    easier = figure.easier or reduced(figure, EASED)
    return replace(easier, whole=replace(figure, easier=None))


def reduced(figure: Figure, share: float) -> Figure:
    """Return a figure that goes only a share of the way from its start, or breathes only so much.

    What the data says to be full goes all its way. One that gets into another base, to its feet or onto a
    seat, stays as it is: half-way nobody can stay.
    """
    if any(key.base != figure.base for key in figure.keys):
        return figure
    start = figure.keys[0].pose
    shares = [1.0 if name in figure.full else share for name in CHANNELS]
    keys = tuple(
        replace(key, pose=tuple(a + (b - a) * one for a, b, one in zip(start, key.pose, shares, strict=True)))
        for key in figure.keys
    )
    # On the way the knees are soft, and no line goes from the heels to the crown.
    still = tuple(part for part in figure.still if part != "heels_to_crown")
    return replace(figure, keys=keys, still=still, breath=share if figure.only_breathes else 1.0)


def goes_to_wall(figure: Figure) -> bool:
    """Return whether a standing body goes to a wall, back with the hips or ahead with a knee."""
    return figure.base == "stand" and any((prop, figure.leads) in _GOES for prop in figure.props)


def nearer(figure: Figure, share: float) -> Figure:
    """Return a figure that stands at a share of its distance from the wall, and goes until it touches it.

    A share of the way alone would end before the wall; with the toes at the wall the knee still has half of
    its way to go. Its easier form goes as small a share of its own way, from the same place.
    """
    foot, wall = next(_GOES[prop, figure.leads] for prop in figure.props if (prop, figure.leads) in _GOES)
    start, end = (body_at(figure, at, 0.5).points for at in (0.0, 1.0))
    point = LEADS[figure.leads]
    way, apart = abs(end[point][0] - start[point][0]), abs(wall - start[foot][0])
    made = of_way(figure, 1 - (1 - share) * apart / way)
    missing = end[point][0] - body_at(made, 1.0, 0.5).points[point][0]
    return _moved(made, missing / _UNIT)


def of_way(figure: Figure, share: float) -> Figure:
    """Return a figure that goes only a share of the way from its start, in its easier form too."""
    easier = figure.easier
    return replace(reduced(figure, share), easier=None if easier is None else reduced(easier, share))


def _moved(figure: Figure, by: float) -> Figure:
    """Return a figure with its easier form farther ahead; less than 0 is farther back."""
    poses = [(*key.pose[:_X], key.pose[_X] + by, *key.pose[_X + 1 :]) for key in figure.keys]
    keys = tuple(replace(key, pose=pose) for key, pose in zip(figure.keys, poses, strict=True))
    easier = figure.easier
    return replace(figure, keys=keys, easier=None if easier is None else _moved(easier, by))
