"""The ghost and the path of the leading point: where they are shown, and what they cost."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QTransform
from PySide6.QtWidgets import QApplication

from intermezzo.core.practice.timeline import breath_fill_at, moment_at
from intermezzo.ui.figure.drawing import drawing
from intermezzo.ui.figure.guide import ghost_path
from intermezzo.ui.figure.hulls import PLAIN
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
    assert drawing(pose, QRectF(0, 0, 150, 150), "").way is not None


@pytest.mark.parametrize("name", BREATHS)
def test_the_three_phases_of_a_breath_differ_on_a_contact_sheet(dressed: QApplication, name: str) -> None:
    movement = MOVEMENTS[name]
    fills = [breath_fill_at(movement, part, fraction) for part, fraction in phases(movement)]
    assert fills == pytest.approx([0.0, 0.5, 1.0])
