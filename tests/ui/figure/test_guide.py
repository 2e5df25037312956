"""The ghost and the path of the leading point: where they are shown, and what they cost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from intermezzo.core.figure import Figure
from intermezzo.core.figure.keyframes import REGIONS
from intermezzo.core.practice.timeline import breath_fill_at, moment_at
from intermezzo.ui.figure.drawing import GLOWS, drawing
from intermezzo.ui.figure.guide import ghost_path, still_path
from intermezzo.ui.figure.hulls import PLAIN
from intermezzo.ui.figure.inset import whole_figure
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.figure.poses import FigurePose, key_pose, pose_at_moment
from intermezzo.ui.figure.sheet import phases
from intermezzo.ui.kit import style
from tests.ui.figure.test_view import MOVEMENTS, names, painted, session_of

pytestmark = pytest.mark.slow


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
    ("name", "ghost"),
    [("glute_bridge", 0.0), ("sit_to_stand", 1.0), ("walk_easy", None), ("breath_9090", 1.0)],
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
    assert with_ghost.guide is not None
    assert without.guide is None


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


BREATHS = sorted(
    name for name, one in MOVEMENTS.items() if one.figure is not None and one.figure.only_breathes
)


@pytest.mark.parametrize("name", BREATHS)
def test_a_still_of_a_breath_shows_empty_lungs_before_the_ghost_of_full_ones(
    dressed: QApplication, name: str
) -> None:
    pose = key_pose(MOVEMENTS[name])
    assert pose is not None
    assert (pose.fill, pose.ghost) == (0.0, 1.0)
    full, empty = (ghost_path(pose.figure, 1, fill, PLAIN, eased=False) for fill in (1.0, 0.0))
    seen = QTransform.fromScale(1000.0, 1000.0)
    beyond = seen.map(full.simplified()).subtracted(seen.map(empty.simplified())).boundingRect()
    assert max(beyond.width(), beyond.height()) > 100
    assert drawing(pose, QRectF(0, 0, 150, 150), "").guide is not None


@pytest.mark.parametrize("name", BREATHS)
def test_the_three_phases_of_a_breath_differ_on_a_contact_sheet(dressed: QApplication, name: str) -> None:
    movement = MOVEMENTS[name]
    fills = [breath_fill_at(movement, part, fraction) for part, fraction in phases(movement)]
    assert fills == pytest.approx([0.0, 0.5, 1.0])


STILL = sorted(one.id for one in MOVEMENTS.values() if one.figure is not None and one.figure.still)


def still_lines_seen(figure: Figure, side: int) -> int:
    paths = (still_path(figure, side, 300.0, along=along, eased=False) for along in (False, True))
    # A line has two round ends.
    return sum(len(path.toSubpathPolygons()) for path in paths) // 3


@pytest.mark.parametrize("name", STILL)
def test_what_stays_still_is_marked_in_one_of_the_views_on_both_sides(name: str) -> None:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    for side in (1, 2):
        views = {figure, whole_figure(figure)}
        assert max(still_lines_seen(one, side) for one in views) == len(figure.still)


def test_a_level_line_is_not_drawn_where_it_would_be_seen_slanted() -> None:
    figure = MOVEMENTS["pelvic_clock_seated"].figure
    assert figure is not None
    assert still_lines_seen(whole_figure(figure), 1) == 0
    assert still_lines_seen(replace(whole_figure(figure), camera=(90.0, 4.0)), 1) == 1


def test_soft_knees_are_not_called_one_line() -> None:
    figure = MOVEMENTS["desk_plank"].figure
    assert figure is not None
    lines = [still_path(figure, 1, 300.0, along=True, eased=eased).isEmpty() for eased in (False, True)]
    assert lines == [False, True]


@pytest.mark.parametrize("name", ["pallof", "single_leg_stand", "desk_plank"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_mark_of_what_stays_still_is_seen_with_the_ghost_only(
    dressed: QApplication, name: str, dark: bool
) -> None:
    style.apply(dressed, dark=dark)
    pose = key_pose(MOVEMENTS[name])
    assert pose is not None
    mark = QColor(style.current().far).name()
    counts = []
    for one in (pose, replace(pose, ghost=None)):
        image = QImage(400, 400, QImage.Format.Format_RGB32)
        image.fill(style.color("pill"))
        painter = QPainter(image)
        paint_figure(painter, QRectF(image.rect()), one, "")
        painter.end()
        pixels = (image.pixelColor(x, y).name() for x in range(400) for y in range(400))
        counts.append(sum(pixel == mark for pixel in pixels))
    assert counts[0] > counts[1] + 40


def test_each_region_has_a_light() -> None:
    assert set(GLOWS) == set(REGIONS)
