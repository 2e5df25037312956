"""The stills on their tiles: one size of body, one floor."""

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.drawing import drawing
from intermezzo.ui.figure.placement import fit
from intermezzo.ui.figure.poses import key_pose
from intermezzo.ui.figure.thumbnail import render_thumbnail, tile_area
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import style

AREA = QRectF(0, 0, 190, 122)
MOVEMENTS = tuple(
    one for one in library.load([resources.sessions()]).movements.values() if one.figure is not None
)


def test_a_wall_fills_its_tile_up_to_the_top_and_ends_beside_the_body(dressed: QApplication) -> None:
    (wall,) = (one for one in MOVEMENTS if one.id == "wall_slide")
    tile = render_thumbnail(wall, QSize(190, 122), 1.0, "pill", (10, 8), eased=False).toImage()
    seen, pill = (tile.pixelColor(95, 0), style.color("pill"))
    assert seen == tile.pixelColor(95, 6) != pill
    assert tile.pixelColor(2, 40) == tile.pixelColor(187, 40) == pill
    assert tile.pixelColor(0, 0).alpha() == 0


def test_the_wall_of_a_moving_figure_goes_up_to_the_edge_of_its_view(
    dressed: QApplication, qtbot: QtBot
) -> None:
    view = FigureView(background="pill")
    qtbot.addWidget(view)
    view.resize(170, 106)
    view.show_movement(next(one for one in MOVEMENTS if one.id == "wall_slide"))
    seen = view.grab().toImage()
    wall, corners = seen.pixelColor(85, 0), {seen.pixelColor(x, 0).name() for x in (0, 169)}
    assert wall == seen.pixelColor(85, 6)
    assert corners == {style.color("pill").name()} != {wall.name()}


def test_where_a_figure_has_no_tile_its_wall_fades_out(dressed: QApplication, qtbot: QtBot) -> None:
    view = FigureView()
    qtbot.addWidget(view)
    view.resize(112, 124)
    view.show_movement(next(one for one in MOVEMENTS if one.id == "wall_slide"))
    seen = view.grab().toImage()
    ground = seen.pixelColor(111, 123)
    darkness = [ground.lightness() - seen.pixelColor(x, 50).lightness() for x in (0, 4, 10, 16, 22)]
    assert darkness == sorted(darkness)
    assert darkness[0] <= 1 < 10 < darkness[-1]
    assert all(ground.lightness() - seen.pixelColor(x, 0).lightness() <= 1 for x in range(112))


@pytest.mark.slow
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
