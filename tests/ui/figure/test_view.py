"""The figure on the card and in the ring: what it shows, and that it paints no more than it must."""

from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPicture, QTransform
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library
from intermezzo.core.figure import Figure, body_at, view
from intermezzo.core.figure.bases import base_pose
from intermezzo.core.figure.easier import easier_form
from intermezzo.core.figure.keyframes import PROPS, Key
from intermezzo.core.practice.model import Kind, Movement, Session, Step
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.timeline import moment_at
from intermezzo.ui.figure.body_paths import body_paths, paths_at, trunk_and_ribs
from intermezzo.ui.figure.drawing import drawing, spine_share
from intermezzo.ui.figure.hulls import PLAIN
from intermezzo.ui.figure.paint import paint_drawing, paint_figure
from intermezzo.ui.figure.placement import fit
from intermezzo.ui.figure.poses import POSE_STEPS, FigurePose, key_pose, main_movement, pose_at_moment
from intermezzo.ui.figure.prop_paths import held_props, prop_paths
from intermezzo.ui.figure.tones import tone_brushes
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import style
from intermezzo.ui.player.stage import Stage
from tests.ui.kit.test_style import contrast
from tests.ui.pixels import colours, pixels

pytestmark = pytest.mark.slow

MOVEMENTS = library.load([Path(__file__).parents[3] / "sessions"]).movements


def session_of(*names: str) -> Session:
    return Session(
        "one", "One", Kind.RITUAL, tuple(Step(MOVEMENTS[one], 2, MOVEMENTS[one].sides) for one in names)
    )


def painted(movement: Movement, width: int, height: int) -> QImage:
    pose = key_pose(movement)
    assert pose is not None
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(style.color("pill"))
    painter = QPainter(image)
    paint_figure(painter, QRectF(image.rect()), pose, movement.regions[0])
    painter.end()
    return image


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK])
def test_the_hair_has_the_contrast_of_a_shape_also_on_the_full_disc(palette: style.Palette) -> None:
    hair = tone_brushes(palette)["hair"].color()
    assert all(contrast(hair, ground) >= 3 for ground in (palette.card, palette.pill, palette.disc))


def names(image: QImage) -> set[str]:
    return {one.name().upper() for one in colours(image)}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [100, 400])
def test_body_spine_and_arm_are_in_the_palette(dressed: QApplication, dark: bool, size: int) -> None:
    style.apply(dressed, dark=dark)
    palette = style.current()
    seen = names(painted(MOVEMENTS["bird_dog"], size, size))
    far = tone_brushes(palette)["far"].color().name().upper()
    assert {palette.figure.upper(), palette.near_arm.upper(), far} <= seen
    assert palette.spine.upper() in seen


def test_the_card_shows_the_movement_that_moves_most(dressed: QApplication) -> None:
    chosen = main_movement(session_of("chin_nod_seated", "sit_to_stand", "breath_lateral_seated"))
    assert chosen is MOVEMENTS["sit_to_stand"]
    undrawn = Session("two", "Two", Kind.RITUAL, ())
    assert main_movement(undrawn) is None


def test_the_still_of_getting_up_is_on_the_way(dressed: QApplication) -> None:
    pose = key_pose(MOVEMENTS["sit_to_stand"])
    assert pose is not None
    nose_over_toes = pose.figure.keys[1]
    assert pose.at == pytest.approx(nose_over_toes.at, abs=1 / POSE_STEPS)
    walking = key_pose(MOVEMENTS["walk_easy"])
    assert walking is not None
    ankles = [body_at(walking.figure, walking.at, 0.5).points[f"{side}_ankle"][0] for side in "lr"]
    assert abs(ankles[0] - ankles[1]) > 0.25


def test_a_view_without_a_figure_shows_the_mark(dressed: QApplication, qtbot: QtBot) -> None:
    view = FigureView(size=QSize(100, 100))
    qtbot.addWidget(view)
    assert view.pose is None
    view.show_movement(MOVEMENTS["bird_dog"])
    assert view.pose == key_pose(MOVEMENTS["bird_dog"])
    view.show_movement(None)
    assert view.pose is None


def test_a_moment_moves_the_figure_and_easing_goes_along(dressed: QApplication) -> None:
    movement, session = MOVEMENTS["sit_to_stand"], session_of("sit_to_stand")
    start, later = (moment_at(session, elapsed) for elapsed in (5.0, 6.0))
    whole, eased = (pose_at_moment(movement, later, eased=wish) for wish in (False, True))
    assert whole is not None
    assert pose_at_moment(movement, start, eased=False) != whole
    assert eased == replace(whole, figure=easier_form(whole.figure))


def test_reduced_motion_knows_two_ends_only(dressed: QApplication) -> None:
    style.apply(dressed, dark=False, reduced_motion=True)
    movement = MOVEMENTS["glute_bridge"]
    session = session_of("glute_bridge")
    seen = {pose_at_moment(movement, moment_at(session, 5 + share / 4), eased=False) for share in range(72)}
    assert len(seen) == 2


def test_the_body_is_inside_its_place_on_both_sides(dressed: QApplication) -> None:
    area = QRectF(0, 0, 300, 200)
    session = session_of("bird_dog")
    movement = MOVEMENTS["bird_dog"]
    for elapsed in (5.5, 8.0, 45.0, 50.0):
        moment = moment_at(session, elapsed)
        pose = pose_at_moment(movement, moment, eased=False)
        assert pose is not None
        assert area.contains(drawing(pose, area, "").bounds)
        way = fit(pose.figure, pose.side, area, in_circle=True)
        assert way.m11() > 0


def test_eyes_stay_inside_the_head_however_it_turns(dressed: QApplication) -> None:
    figure = MOVEMENTS["neck_rot_eyes"].figure
    assert figure is not None
    for step in range(21):
        for side in (1, 2):
            body = body_at(figure, step / 20, 0.5, side)
            shapes = body_paths(figure, body, side)
            for white, _iris in shapes.eyes:
                x, y, xx, _xy, yy = white
                for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                    rim = QPointF(x + 0.9 * dx * sqrt(xx), -(y + 0.9 * dy * sqrt(yy)))
                    assert any(path.contains(rim) for path, _tone in shapes.head), (step, side)


def test_what_breathes_only_is_drawn_once(dressed: QApplication) -> None:
    movement = MOVEMENTS["breath_paced_6"]
    session = session_of("breath_paced_6")
    poses = [pose_at_moment(movement, moment_at(session, 5 + share / 4), eased=False) for share in range(40)]
    assert len({pose.at for pose in poses if pose is not None}) == 1
    assert len({pose.fill for pose in poses if pose is not None}) > 10


def test_a_wall_behind_is_seen_up_to_the_top_and_the_floor_before_it(dressed: QApplication) -> None:
    image, bare = painted(MOVEMENTS["wall_slide"], 220, 220), style.color("pill")
    wall = [x for x in range(220) if image.pixelColor(x, 0) != bare]
    assert len(wall) == wall[-1] - wall[0] + 1 > 110
    floor = [x for x in range(220) if image.pixelColor(x, 210) != bare]
    assert len(floor) == floor[-1] - floor[0] + 1
    assert 60 < len(floor) < 90, "wider than the feet, and less wide than the wall"


def test_a_wall_behind_has_straight_sides_in_the_ring(dressed: QApplication) -> None:
    pose, bare = key_pose(MOVEMENTS["wall_slide"]), style.color("pill")
    assert pose is not None
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(bare)
    painter = QPainter(image)
    paint_drawing(painter, drawing(pose, QRectF(image.rect()), "", in_circle=True))
    painter.end()
    rows = [[x for x in range(300) if image.pixelColor(x, y) != bare] for y in range(100, 220)]
    assert len({row[0] for row in rows}) == len({row[-1] for row in rows}) == 1


def test_floor_and_props_laid_on_are_what_they_were_drawn(dressed: QApplication) -> None:
    """On a screen an image of them is laid on, on paper they are drawn. Both must look the same."""
    movement = MOVEMENTS["wall_hip_hinge"]
    pose = key_pose(movement)
    assert pose is not None
    paper = QPicture()
    painter = QPainter(paper)
    paint_figure(painter, QRectF(0, 0, 200, 200), pose, movement.regions[0])
    painter.end()
    drawn = QImage(200, 200, QImage.Format.Format_RGB32)
    drawn.fill(style.color("pill"))
    painter = QPainter(drawn)
    paper.play(painter)
    painter.end()
    laid = painted(movement, 200, 200)
    differing = [
        one
        for one in zip(pixels(laid), pixels(drawn), strict=True)
        if abs(QColor(one[0]).red() - QColor(one[1]).red()) > 12
    ]
    assert style.current().figure.upper() in names(drawn)
    assert len(differing) < 200


def test_the_breath_moves_the_arms_whose_hands_lie_on_the_ribs(dressed: QApplication) -> None:
    area = QRectF(0, 0, 300, 300)
    figure = MOVEMENTS["breath_lateral_seated"].figure
    assert figure is not None
    empty, full = (drawing(FigurePose(figure, 0.0, fill), area, "").bounds.width() for fill in (0.0, 1.0))
    assert full > empty + 2


@pytest.mark.parametrize("name", PROPS)
def test_every_prop_is_drawn(dressed: QApplication, name: str) -> None:
    one = Figure("sit", (Key(0.0, base_pose("sit"), "sit"),), props=(name,))
    assert prop_paths(one, 1, one.props) or list(held_props(one, body_at(one, 0.0, 0.5), view(one), 1))


def test_a_chair_stays_where_it_is_on_side_two(dressed: QApplication) -> None:
    for name, same in (("seated_march", True), ("single_leg_stand", False)):
        figure = MOVEMENTS[name].figure
        assert figure is not None
        edges = [
            sorted(
                round(path.boundingRect().left(), 6) for path, _tone in prop_paths(figure, side, figure.props)
            )
            for side in (1, 2)
        ]
        assert (edges[0] == edges[1]) is same


def test_side_two_is_the_mirror_image_where_the_body_turns_round(dressed: QApplication) -> None:
    figure = MOVEMENTS["single_leg_stand"].figure
    assert figure is not None
    images = []
    for side in (1, 2):
        image = QImage(200, 200, QImage.Format.Format_RGB32)
        image.fill(style.color("pill"))
        painter = QPainter(image)
        paint_figure(painter, QRectF(image.rect()), FigurePose(figure, 1.0, 0.5, side), "hip")
        painter.end()
        images.append(image)
    mirrored = images[0].transformed(QTransform.fromScale(-1, 1))
    pairs = zip(bytes(mirrored.constBits()), bytes(images[1].constBits()), strict=True)
    assert mirrored != images[0]
    assert sum(abs(one - other) > 40 for one, other in pairs) < 200


def test_a_stage_that_is_hidden_draws_nothing_at_all(dressed: QApplication, qtbot: QtBot) -> None:
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(470, 520)
    session = session_of("wall_hip_hinge")

    def drawn_after(seconds: float) -> int:
        playing = advance(Playing(session), 5 + seconds)
        stage.show_moment(playing, playing.moment)
        return paths_at.cache_info().misses

    paths_at.cache_clear()
    assert [drawn_after(share / 10) for share in range(1, 12)] == [0] * 11
    stage.show()
    qtbot.waitExposed(stage)
    qtbot.waitUntil(lambda: drawn_after(1.5) > 0)
    stage.hide()
    before = drawn_after(1.7)
    assert drawn_after(1.9) == before


@pytest.mark.parametrize(
    ("name", "at", "is_ghost"),
    [
        ("breath_lateral_seated", 0.0, True),
        ("hip_circle_supported", 0.0, True),
        ("neck_rot_eyes", 1.0, True),
        ("breath_lateral_standing", 0.0, True),
        ("scap_set", 0.0, False),
        ("sit_to_stand", 0.0, False),
        ("glute_bridge", 1.0, False),
    ],
)
def test_the_spine_is_a_ghost_where_the_chest_faces_the_eye(
    dressed: QApplication, name: str, at: float, is_ghost: bool
) -> None:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    chest = body_paths(figure, body_at(figure, at, 0.5), 1).chest
    assert spine_share(chest) == pytest.approx(0.30 if is_ghost else 1.0)


def test_who_is_seen_from_behind_shows_hair_and_who_is_seen_from_the_front_a_face(
    dressed: QApplication,
) -> None:
    def area(name: str, tone: str) -> float:
        figure = MOVEMENTS[name].figure
        assert figure is not None
        paths = body_paths(figure, body_at(figure, 0.0, 0.5), 1)
        last = [path for path, each in (*paths.far, *paths.head) if each == tone][-1].boundingRect()
        return last.height()

    assert area("breath_lateral_seated", "hair") < 0.06
    assert area("scap_set", "hair") > 0.09


@pytest.mark.parametrize("name", ["breath_lateral_seated", "breath_lateral_standing", "breath_paced_6"])
def test_ribs_go_out_with_a_breath_that_is_the_movement_and_are_not_drawn_elsewhere(
    dressed: QApplication, name: str
) -> None:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    empty, full = (
        trunk_and_ribs(figure, body_at(figure, 0.0, fill), 1, PLAIN)[1].boundingRect() for fill in (0.0, 1.0)
    )
    assert full.width() > 1.05 * empty.width()
    other = MOVEMENTS["sit_to_stand"].figure
    assert other is not None
    assert trunk_and_ribs(other, body_at(other, 0.0, 1.0), 1, PLAIN)[1].isEmpty()
