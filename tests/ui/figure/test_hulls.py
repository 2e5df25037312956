"""Outlines: they have one orientation, so that none cancels another, and a chain has round ends."""

from itertools import pairwise
from math import pi, sqrt

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import body_at, view
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.vectors import UPRIGHT
from intermezzo.ui.figure.hulls import (
    COARSE,
    FINE,
    FINEST,
    PLAIN,
    Fineness,
    ellipse_path,
    hull_path,
    one_path,
    outlines,
    path_of,
)
from tests.core.figure.test_leading import FIGURES
from tests.core.figure.whole_flesh import all_pieces


def area(path: QPainterPath) -> float:
    """Return the area of a path of one polygon; its sign is its orientation."""
    (polygon,) = path.toSubpathPolygons()
    corners = [corner.toTuple() for corner in polygon.toList()]
    return sum(a * d - b * c for (a, b), (c, d) in pairwise(corners)) / 2


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FIGURES))
def test_all_outlines_have_one_orientation(name: str) -> None:
    figure = FIGURES[name]
    camera = view(figure)
    for at in (0.0, 0.5, 1.0):
        for piece in all_pieces(body_at(figure, at, 0.5)):
            ellipses = [camera.ellipse(ball) for ball in piece.balls]
            assert all(area(one) < 1e-5 for one in outlines(ellipses, piece, PLAIN)), (at, piece.name)


def test_a_chain_is_one_outline_with_round_ends() -> None:
    balls = tuple(((0.1 * step, 0.0, 0.0), UPRIGHT, (0.02, 0.02, 0.02)) for step in range(4))
    piece = Piece("arm", balls)
    camera = view(FIGURES["glute_bridge"])
    found = outlines([camera.ellipse(ball) for ball in balls], piece, PLAIN)
    (path,) = found
    for inside in ((-0.0195, 0.0), (0.3195, 0.0), (-0.013, 0.013), (0.15, 0.0195)):
        assert path.contains(QPointF(*inside))
    for outside in ((-0.0205, 0.0), (0.3205, 0.0), (-0.0155, 0.0155), (0.15, 0.0205)):
        assert not path.contains(QPointF(*outside))


@pytest.mark.parametrize("fine", [COARSE, PLAIN, FINE, FINEST], ids=["coarse", "plain", "fine", "finest"])
def test_half_of_the_error_of_a_polygon_is_outside_its_ellipse(fine: Fineness) -> None:
    piece = Piece("hip", (((0.3, 0.0, 0.5), UPRIGHT, (0.03, 0.03, 0.04)),))
    # Exact for a circle, and as good as none for what is not much longer than wide.
    for spread, within in (((0.0009, 0.0, 0.0009), 1e-9), ((0.0009, 0.0004, 0.0016), 0.011)):
        (hull,) = outlines([(0.3, 0.5, *spread)], piece, fine)
        wanted = -pi * sqrt(spread[0] * spread[2] - spread[1] ** 2)
        assert area(hull) == pytest.approx(wanted, rel=within)
        assert area(ellipse_path((0.3, 0.5, *spread), fine)) == pytest.approx(wanted, rel=1e-9)


def test_a_path_is_filled_where_any_of_its_polygons_is() -> None:
    path = one_path(path_of([(x, 0.0), (x, 2.0), (x + 2.0, 2.0), (x + 2.0, 0.0)]) for x in (0.0, 1.0))
    assert path.fillRule() is Qt.FillRule.WindingFill
    assert all(path.contains(QPointF(x, 1.0)) for x in (0.5, 1.5, 2.5))
    assert [one.size() for one in path.toSubpathPolygons()] == [5, 5]
    assert one_path(()).isEmpty()


def test_the_hull_of_corners_is_as_thick_as_its_radius() -> None:
    camera = view(FIGURES["glute_bridge"])
    box = hull_path(camera, [(0.0, 0.0, 0.0), (1.0, 0.0, 0.0)], 0.1).boundingRect()
    assert box.left() == pytest.approx(-0.1, abs=0.002)
    assert box.right() == pytest.approx(1.1, abs=0.002)
    assert box.height() == pytest.approx(0.2, abs=0.004)
