"""The easier form of a figure: what the data says of it, or the same in a smaller range."""

from dataclasses import replace
from functools import lru_cache

from intermezzo.core.figure.keyframes import Figure

EASED = 0.6
"""The share of the range that remains where the data says nothing else."""


@lru_cache(maxsize=256)
def easier_form(figure: Figure) -> Figure:
    """Return the figure of the easier form, which keeps the picture of the full one."""
    easier = figure.easier or reduced(figure, EASED)
    return replace(easier, whole=replace(figure, easier=None))


def reduced(figure: Figure, share: float) -> Figure:
    """Return a figure that goes only a share of the way from its start, or breathes only so much.

    One that gets into another base, to its feet or onto a seat, stays as it is: half-way nobody can stay.
    """
    if any(key.base != figure.base for key in figure.keys):
        return figure
    start = figure.keys[0].pose
    keys = tuple(
        replace(key, pose=tuple(a + (b - a) * share for a, b in zip(start, key.pose, strict=True)))
        for key in figure.keys
    )
    # On the way the knees are soft, and no line goes from the heels to the crown.
    still = tuple(part for part in figure.still if part != "heels_to_crown")
    return replace(figure, keys=keys, still=still, breath=share if figure.only_breathes else 1.0)
