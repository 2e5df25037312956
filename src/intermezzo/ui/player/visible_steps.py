"""The poses of a figure that can be told apart: between two of them a point has moved by a pixel or two."""

from bisect import bisect_right
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QRectF

from intermezzo.core.figure import Figure, travel
from intermezzo.ui.figure.inset import split, whole_figure
from intermezzo.ui.figure.placement import fit

_FIGURE_STEP, _CLOSE_UP_STEP = 1.5, 2.0
"""Logical pixels by which a point has to move for the change to be visible; a close-up is larger."""


@lru_cache(maxsize=4)
def visible_steps(figure: Figure, side: int, size: float) -> tuple[float, ...]:
    """Return how many visible steps a figure has made at equal parts of its keys, in a square of ``size``.

    A slow part of the keys has few steps, however fast another is.
    """
    area, is_close = QRectF(0, 0, size, size), figure.close_up != "none"
    if is_close:
        body_area, area = split(area, in_circle=True, head_right=False)
        if figure.close_up_camera is not None:
            figure, area, is_close = whole_figure(figure), body_area, False
    pixels: float = fit(figure, side, area, in_circle=True).m11()
    return tuple(way * pixels / (_CLOSE_UP_STEP if is_close else _FIGURE_STEP) for way in travel(figure))


def steps_at(steps: tuple[float, ...], at: float) -> float:
    """Return how many of its visible steps a figure has made ``at`` 0..1 of the way along its keys."""
    parts = len(steps) - 1
    part = min(int(at * parts), parts - 1)
    return steps[part] + (steps[part + 1] - steps[part]) * (at * parts - part)


def rounded_at(steps: tuple[float, ...], at: float) -> float:
    """Return the nearest ``at`` that is a visible step; 0 and 1 are among them."""
    whole = max(1, ceil(steps[-1]))
    number = round(steps_at(steps, at) / steps[-1] * whole) if steps[-1] else round(at)
    if number in {0, whole}:
        return number / whole
    wanted, parts = number / whole * steps[-1], len(steps) - 1
    part = bisect_right(steps, wanted) - 1
    return (part + (wanted - steps[part]) / (steps[part + 1] - steps[part])) / parts
