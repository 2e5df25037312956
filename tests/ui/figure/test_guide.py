"""The ghost and the path of the leading point: where they are shown, and what they cost."""

from itertools import pairwise
from math import dist

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from intermezzo.core.figure import body_at, leading, view
from intermezzo.core.figure.camera import Flat
from intermezzo.core.figure.keyframes import LEADS
from intermezzo.core.practice.timeline import moment_at
from intermezzo.ui.figure.body_paths import body_paths
from intermezzo.ui.figure.drawing import drawing
from intermezzo.ui.figure.guide import way_paths
from intermezzo.ui.figure.hulls import smooth
from intermezzo.ui.figure.poses import FigurePose, key_pose, pose_at_moment
from intermezzo.ui.kit import style
from tests.ui.figure.test_view import MOVEMENTS, names, painted, session_of

pytestmark = pytest.mark.slow

FIGURES = {name: one.figure for name, one in MOVEMENTS.items() if one.figure is not None}


def test_the_first_repetition_has_a_ghost_of_the_end_and_the_next_has_none(dressed: QApplication) -> None:
    movement, session = MOVEMENTS["glute_bridge"], session_of("glute_bridge")

    def ghost_at(elapsed: float) -> float | None:
        pose = pose_at_moment(movement, moment_at(session, elapsed), eased=False)
        assert pose is not None
        return pose.ghost

    begin = session.starts[0]
    first = begin + movement.rep_seconds
    assert [ghost_at(at) for at in (1.0, begin, begin + 2.0, first - 0.1)] == [1.0] * 4
    assert ghost_at(first + 0.1) is None


@pytest.mark.parametrize(
    ("name", "ghost"), [("glute_bridge", 0.0), ("sit_to_stand", 1.0), ("walk_easy", None)]
)
def test_a_still_has_a_ghost_of_the_other_end(dressed: QApplication, name: str, ghost: float | None) -> None:
    pose = key_pose(MOVEMENTS[name])
    assert pose is not None
    assert pose.ghost == ghost


def test_with_reduced_motion_each_still_shows_the_other_end(dressed: QApplication) -> None:
    style.apply(dressed, dark=False, reduced_motion=True)
    movement, session = MOVEMENTS["glute_bridge"], session_of("glute_bridge")
    times = [session.starts[0] + share / 4 for share in range(72)]
    seen = {pose_at_moment(movement, moment_at(session, at), eased=False) for at in times}
    assert {(pose.at, pose.ghost) for pose in seen if pose is not None} == {(0.0, 1.0), (1.0, 0.0)}


def test_a_ghost_costs_no_drawing_of_the_body_itself(dressed: QApplication) -> None:
    figure = MOVEMENTS["glute_bridge"].figure
    assert figure is not None
    area = QRectF(0, 0, 300, 300)
    poses = (FigurePose(figure, 0.5, 0.5, ghost=ghost) for ghost in (1.0, None))
    with_ghost, without = (drawing(pose, area, "") for pose in poses)
    assert [id(path) for path, _brush in with_ghost.lower_layers] == [
        id(path) for path, _brush in without.lower_layers
    ]
    assert with_ghost.ghost is not None
    assert with_ghost.way is not None
    assert without.way is None


@pytest.mark.parametrize("dark", [False, True])
def test_ghost_and_path_are_seen_in_a_still_on_a_screen_and_on_paper(
    dressed: QApplication, dark: bool
) -> None:
    style.apply(dressed, dark=dark)
    seen = names(painted(MOVEMENTS["side_reach_seated"], 300, 300))
    assert style.color("amber").name().upper() in seen
    ghost = style.mixed(style.color("pill"), style.color("green"), 0.20)
    apart = [
        abs(ghost.red() - one.red()) + abs(ghost.green() - one.green()) + abs(ghost.blue() - one.blue())
        for one in map(QColor, seen)
    ]
    assert min(apart) <= 6


@pytest.mark.parametrize("name", ["sit_to_stand", "sofa_sit", "sts_loaded", "floor_lift"])
def test_in_a_still_on_the_way_the_path_begins_at_the_body(dressed: QApplication, name: str) -> None:
    pose = key_pose(MOVEMENTS[name])
    assert pose is not None
    assert (pose.ghost, pose.way_from) == (1.0, pose.at)
    assert 0.1 < pose.at < 0.9


def test_a_still_at_the_end_and_a_repetition_have_the_whole_path(dressed: QApplication) -> None:
    poses = [
        key_pose(MOVEMENTS["glute_bridge"]),
        key_pose(MOVEMENTS["hip_circle_supported"]),
        pose_at_moment(MOVEMENTS["sit_to_stand"], moment_at(session_of("sit_to_stand"), 6.0), eased=False),
    ]
    assert [pose.way_from for pose in poses if pose is not None] == [0.0] * 3


@pytest.mark.parametrize("size", [150.0, 600.0])
@pytest.mark.parametrize(
    "name", [name for name in sorted(FIGURES) if leading.path(FIGURES[name], 1, eased=False)]
)
def test_every_path_has_one_arrow_head_at_its_end_with_a_rim_around_all(
    dressed: QApplication, name: str, size: float
) -> None:
    figure = FIGURES[name]
    paths = way_paths(figure, 1, size, 0.0, eased=False)
    assert paths is not None
    rim, dots = (path.toSubpathPolygons() for path in paths)
    assert len(rim) == len(dots)
    heads = [polygon for polygon in dots if polygon.size() == 5]
    assert len(heads) == 1
    box = heads[0].boundingRect()
    assert max(box.width(), box.height()) * size > 5.0
    others = [polygon.boundingRect() for polygon in dots if polygon is not heads[0]]
    assert all(max(box.width(), box.height()) > 2 * max(one.width(), one.height()) for one in others)
    assert all(
        outer.boundingRect().contains(inner.boundingRect()) for outer, inner in zip(rim, dots, strict=True)
    )


def test_in_a_close_up_the_path_lies_beside_the_part(dressed: QApplication) -> None:
    figure = FIGURES["chin_nod_seated"]
    paths = way_paths(figure, 1, 1000.0, 0.0, eased=False)
    assert paths is not None
    body = body_paths(figure, body_at(figure, 0.0, 0.5), 1)
    assert not any(paths[1].intersects(path) for path, _tone in (*body.head, *body.core))


@pytest.mark.parametrize(
    "name", [name for name in sorted(FIGURES) if leading.path(FIGURES[name], 1, eased=False)]
)
def test_the_path_is_where_its_point_goes(dressed: QApplication, name: str) -> None:
    figure = FIGURES[name]
    eye = view(figure)
    way = leading.path(figure, 1, eased=False)
    places = {
        point: [eye.flat(body_at(figure, step / 32, 1.0).points[point]) for step in range(33)]
        for point in LEADS.values()
    }
    goes = min(places.values(), key=lambda at: dist(at[0], way[0]) + dist(at[-1], way[-1]))
    dotted = smooth(way)
    assert max(min(off(place, *two) for two in pairwise(dotted)) for place in goes) < 0.006


def off(place: Flat, a: Flat, b: Flat) -> float:
    """Return the distance of a place from a line between two points."""
    x, y = b[0] - a[0], b[1] - a[1]
    along = ((place[0] - a[0]) * x + (place[1] - a[1]) * y) / ((x * x + y * y) or 1.0)
    share = min(1.0, max(0.0, along))
    return dist(place, (a[0] + x * share, a[1] + y * share))
