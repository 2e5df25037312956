"""The parts of a body in a pose: its paths, its trunk and its ribs, for a repetition and for a still."""

from dataclasses import replace
from functools import lru_cache

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Body, body_at
from intermezzo.ui.figure.body_paths import BodyPaths, body_paths, near_paths, trunk_and_ribs
from intermezzo.ui.figure.hulls import Fineness, TonedPath
from intermezzo.ui.figure.inset import whole_figure
from intermezzo.ui.figure.poses import FigurePose

_Parts = tuple[BodyPaths, Body, tuple[TonedPath, ...], QPainterPath]
"""The paths of a body, the body, its trunk and its ribs."""


def kept_parts(pose: FigurePose, fine: Fineness) -> _Parts:
    """Return the parts of a body; those of a repetition are kept."""
    return (*_paths(pose, fine), *_trunk(pose, fine))


def _paths(pose: FigurePose, fine: Fineness) -> tuple[BodyPaths, Body]:
    """Return a body and its paths without the trunk; few change with the breath."""
    return paths_at(pose if pose.figure.drawn_by_breath else replace(pose, fill=0.0), fine)


@lru_cache(maxsize=400)
def paths_at(pose: FigurePose, fine: Fineness) -> tuple[BodyPaths, Body]:
    """Return a body and its paths without the trunk; cached, because a repetition goes there and back."""
    body = body_at(pose.figure, pose.at, pose.fill, pose.side)
    return body_paths(pose.figure, body, pose.side, fine), body


@lru_cache(maxsize=400)
def _trunk(pose: FigurePose, fine: Fineness) -> tuple[tuple[TonedPath, ...], QPainterPath]:
    """Return trunk and lungs; cached, because side 2 of most figures is the mirror image of side 1."""
    body = replace(_paths(pose, fine)[1], fill=pose.figure.filled(pose.fill))
    return trunk_and_ribs(pose.figure, body, pose.side, fine)


def still_parts(pose: FigurePose, fine: Fineness) -> _Parts:
    """Return the parts of a body that is painted once."""
    figure = pose.figure
    if not figure.shares_outlines:
        return _whole_parts(pose, fine)
    paths, body, trunk, ribs = _whole_parts(replace(pose, figure=whole_figure(figure)), fine)
    return near_paths(paths, figure, body, pose.side), body, trunk, ribs


@lru_cache(maxsize=1)
def _whole_parts(pose: FigurePose, fine: Fineness) -> _Parts:
    """Return the parts of a body for a still; its close-up in the same view shows the same ones."""
    figure, side = pose.figure, pose.side
    body = body_at(figure, pose.at, pose.fill if figure.drawn_by_breath else 0.0, side)
    trunk = trunk_and_ribs(figure, replace(body, fill=figure.filled(pose.fill)), side, fine, still=True)
    return body_paths(figure, body, side, fine, still=True), body, *trunk
