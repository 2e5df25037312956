"""The ghost and the path of the leading point: where they are shown, and what they cost."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from intermezzo.core.practice.timeline import moment_at
from intermezzo.ui.figure.drawing import drawing
from intermezzo.ui.figure.poses import FigurePose, key_pose, pose_at_moment
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
