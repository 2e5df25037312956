"""The stills on their tiles: one size of body, one floor."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.drawing import drawing
from intermezzo.ui.figure.placement import fit
from intermezzo.ui.figure.poses import key_pose
from intermezzo.ui.figure.thumbnail import tile_area

AREA = QRectF(0, 0, 190, 122)
MOVEMENTS = tuple(
    one for one in library.load([resources.sessions()]).movements.values() if one.figure is not None
)


@pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda one: one.id)
def test_a_body_is_inside_its_tile_and_no_larger_than_one_that_stands(
    movement: Movement, dressed: QApplication
) -> None:
    pose = key_pose(movement)
    assert pose is not None
    place = tile_area(pose, AREA)
    size = fit(pose.figure, pose.side, place, in_circle=False).m11()
    if pose.figure.close_up != "none":
        assert place == AREA
        return
    assert size <= AREA.height() / 1.1 + 0.01
    assert size >= AREA.height() / 1.1 * 0.82, "only what reaches far overhead is smaller"
    assert AREA.contains(drawing(pose, place, "").bounds)
