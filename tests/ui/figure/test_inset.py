"""The close-up beside a whole body."""

from math import ceil, hypot, sqrt

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from intermezzo.core.figure import body_at, view
from intermezzo.core.figure.props import shapes
from intermezzo.ui.figure.body_paths import body_paths
from intermezzo.ui.figure.drawing import drawing
from intermezzo.ui.figure.inset import lens_path
from intermezzo.ui.figure.paint import paint_close_up, paint_drawing
from intermezzo.ui.figure.poses import FigurePose, key_pose
from intermezzo.ui.figure.tones import tone_brushes
from intermezzo.ui.kit import style
from tests.ui.figure.test_view import MOVEMENTS, painted
from tests.ui.pixels import pixels

pytestmark = pytest.mark.slow

CLOSE = sorted(
    one.id for one in MOVEMENTS.values() if one.figure is not None and one.figure.close_up != "none"
)


@pytest.mark.parametrize("name", CLOSE)
def test_a_close_up_ends_in_its_circle(dressed: QApplication, name: str) -> None:
    """On a ground of its own: what is outside the circle stays as it was, whatever moves within."""
    movement, side = MOVEMENTS[name], 100
    assert movement.figure is not None
    for at, fill, which in ((0.0, 0.0, 1), (0.5, 1.0, 1), (1.0, 0.5, movement.sides)):
        for in_circle in (False, True):
            area = QRectF(0, 0, 2.4 * side, 2.4 * side)
            pose = FigurePose(movement.figure, at, fill, which)
            close_up = drawing(pose, area, movement.regions[0], in_circle=in_circle).close_up
            assert close_up is not None
            image = QImage(area.size().toSize(), QImage.Format.Format_RGB32)
            image.fill(style.color("ground"))
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_close_up(painter, close_up)
            painter.end()
            middle, radius = close_up.placement.area.center(), close_up.placement.area.width() / 2
            ground = style.color("ground")
            inside, outside = _colours_about(image, middle, radius)
            for seen in outside:
                # The last breath of a light may reach beyond; nobody can see so little.
                assert abs(seen.red() - ground.red()) + abs(seen.blue() - ground.blue()) < 8
            # Near to mouth and toes there is no cloth.
            tones = {"jaw": "skin", "toes": "skin", "sole": "mark", "foot": "trousers", "arch": "trousers"}
            tone = tones.get(movement.figure.close_up, "shirt")
            assert tone_brushes(style.current())[tone].color().name() in {one.name() for one in inside}


def _colours_about(image: QImage, middle: QPointF, radius: float) -> tuple[list[QColor], list[QColor]]:
    """Return the colours more than a pixel within a circle, and those more than a pixel beyond it."""
    every, width = pixels(image), image.width()
    inside, outside = set[int](), set[int]()
    for y in range(image.height()):
        line = every[y * width : (y + 1) * width]
        away = y + 0.5 - middle.y()
        within, beyond = (_columns(middle.x(), away, one, width) for one in (radius - 1, radius + 1))
        inside.update(line[within])
        outside.update(line[: beyond.start], line[beyond.stop :])
    return [QColor.fromRgba(one) for one in inside], [QColor.fromRgba(one) for one in outside]


def _columns(middle: float, away: float, radius: float, width: int) -> slice:
    """Return where the middles of a line's pixels are in a circle, as far from it as ``away``."""
    half = sqrt(max(0.0, radius**2 - away**2))
    return slice(max(0, ceil(middle - half - 0.5)), min(width, ceil(middle + half - 0.5)))


@pytest.mark.parametrize("name", CLOSE)
@pytest.mark.parametrize(
    ("width", "height", "in_circle"), [(190, 122, False), (300, 300, False), (300, 300, True)]
)
def test_a_close_up_is_beside_a_whole_body_whose_head_it_leaves_free(
    dressed: QApplication, name: str, width: int, height: int, in_circle: bool
) -> None:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    area = QRectF(0, 0, width, height)
    for side in (1, MOVEMENTS[name].sides):
        whole = drawing(FigurePose(figure, 0.0, 0.5, side), area, "", in_circle=in_circle)
        assert whole.placement.figure.close_up == "none"
        assert whole.close_up is not None
        inset = whole.close_up.placement.area
        assert area.adjusted(-1, -1, 1, 1).contains(inset)
        if in_circle:
            # The progress ring around it is seen whole.
            out = inset.center() - area.center()
            assert hypot(out.x(), out.y()) + inset.width() / 2 < 0.985 * area.width() / 2
        place = whole.placement
        head = view(place.figure, place.side).flat(body_at(figure, 0.0, 0.5, place.side).points["head"])
        spot = place.transform.map(QPointF(head[0], -head[1]))
        way = spot - inset.center()
        assert hypot(way.x(), way.y()) > inset.width() / 2 + 0.05 * place.scale
        assert area.contains(spot)


@pytest.mark.parametrize("name", CLOSE)
def test_the_ring_around_what_is_enlarged_is_whole(dressed: QApplication, name: str) -> None:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    if figure.close_up_camera is not None:
        return
    for width, height in ((190, 122), (300, 300)):
        area = QRectF(0, 0, width, height)
        for side in range(1, MOVEMENTS[name].sides + 1):
            whole = drawing(FigurePose(figure, 0.0, 0.5, side), area, "")
            assert whole.close_up is not None
            ring = lens_path(whole.placement, whole.close_up.placement, 1.2).toSubpathPolygons()[0]
            assert area.contains(ring.boundingRect())


@pytest.mark.parametrize("name", ["chin_nod_seated", "jaw_rest", "pelvic_floor_breath", "ankle_pump"])
def test_the_floor_beside_a_close_up_is_below_the_seat_and_the_feet(dressed: QApplication, name: str) -> None:
    image = painted(MOVEMENTS[name], 300, 300)
    pose = key_pose(MOVEMENTS[name])
    assert pose is not None
    place = drawing(pose, QRectF(image.rect()), "").placement
    seat = next(one for one in ("chair", "stool") if one in pose.figure.props)
    body = body_at(place.figure, pose.at, 0.5)
    stands = [corner for shape in shapes(seat, "sit") for corner in shape.corners if corner[2] < 0.01]
    for x, y, _z in (*stands, body.points["l_heel"]):
        spot = place.transform.map(QPointF(view(place.figure).flat((x, y, 0.0))[0], 0.004))
        seen, ground = image.pixelColor(spot.toPoint()), style.color("pill")
        assert ground.red() - seen.red() > 20


GOES_ON = {
    "wall", "wall_front", "wall_side", "car", "cabin", "back_seat", "mat", "bed", "post", "door_frame",
    "shelf", "line",
}  # fmt: skip
"""Props that are cut at the edge of a picture, because they go on beyond it."""


@pytest.mark.parametrize(
    "name",
    [name for name, one in MOVEMENTS.items() if one.figure is None or not GOES_ON & {*one.figure.props}],
)
def test_nothing_is_cut_at_the_edge_of_a_picture(dressed: QApplication, name: str) -> None:
    for side in (90, 300):
        image = painted(MOVEMENTS[name], side, side)
        pose = key_pose(MOVEMENTS[name])
        assert pose is not None
        close_up = drawing(pose, QRectF(image.rect()), "").close_up
        # A close-up's circle touches the edge.
        inset = QRectF() if close_up is None else close_up.placement.area.adjusted(-2, -2, 2, 2)
        edge = [
            (x, y) for one in range(side) for x, y in ((one, 0), (one, side - 1), (0, one), (side - 1, one))
        ]
        ground = style.color("pill")
        for seen in (image.pixelColor(x, y) for x, y in edge if not inset.contains(QPointF(x, y))):
            assert abs(seen.red() - ground.red()) + abs(seen.blue() - ground.blue()) < 8


@pytest.mark.parametrize("name", sorted(MOVEMENTS))
def test_no_main_picture_is_without_a_head(dressed: QApplication, name: str) -> None:
    pose = key_pose(MOVEMENTS[name])
    assert pose is not None
    area = QRectF(0, 0, 300, 300)
    place = drawing(pose, area, "").placement
    crown = body_at(place.figure, pose.at, 0.5, place.side).points["crown"]
    x, y = view(place.figure, place.side).flat(crown)
    assert area.contains(place.transform.map(QPointF(x, -y)))


@pytest.mark.parametrize("name", ["toe_yoga", "short_foot_seated", "ankle_pump", "scap_set"])
def test_the_ring_is_around_what_works_on_both_sides(dressed: QApplication, name: str) -> None:
    """Of one who sits, the body is not mirrored on side 2: then the other foot has the ring."""
    figure, area = MOVEMENTS[name].figure, QRectF(0, 0, 300, 300)
    assert figure is not None
    for side in range(1, MOVEMENTS[name].sides + 1):
        whole = drawing(FigurePose(figure, 0.0, 0.5, side), area, "")
        assert whole.close_up is not None
        body = body_at(figure, 0.0, 0.5, side)
        point = "t6" if name == "scap_set" else f"{body.working}_ball"
        x, y = view(whole.placement.figure, side).flat(body.points[point])
        spot = whole.placement.transform.map(QPointF(x if whole.placement.side == side else -x, -y))
        ring = lens_path(whole.placement, whole.close_up.placement, 1.2).toSubpathPolygons()[0].boundingRect()
        way = spot - ring.center()
        assert hypot(way.x(), way.y()) < 0.45 * ring.width()


def test_a_sole_has_three_points_that_carry(dressed: QApplication) -> None:
    figure = MOVEMENTS["standing_arrive"].figure
    assert figure is not None
    (marks,) = (
        path for path, tone in body_paths(figure, body_at(figure, 0.0, 0.5), 1).core if tone == "mark"
    )
    rings = [ring.boundingRect().center() for ring in marks.toSubpathPolygons()]
    heel = max(rings, key=QPointF.y)
    little, big = sorted((one for one in rings if one is not heel), key=QPointF.x)
    points = body_at(figure, 0.0, 0.5).points
    assert len(rings) == 3
    assert heel.y() > max(big.y(), little.y()) + 0.05
    assert little.x() < view(figure).flat(points["r_ball"])[0] < big.x()
    assert view(figure).flat(points["r_big_toe"])[0] > view(figure).flat(points["r_ball"])[0] - 0.03


SECOND = [name for name in CLOSE if getattr(MOVEMENTS[name].figure, "close_up_camera", None) is not None]


@pytest.mark.parametrize("name", SECOND)
def test_a_second_view_shows_the_same_body_from_elsewhere_and_both_move(
    dressed: QApplication, name: str
) -> None:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    area = QRectF(0, 0, 300, 300)
    first, later = (drawing(FigurePose(figure, at, 0.5), area, "") for at in (0.5, 0.53))
    assert first.close_up is not None
    assert later.close_up is not None
    assert view(first.placement.figure) != view(first.close_up.placement.figure)
    # In a close-up of the same view the whole body may move in steps.
    for one, other in ((first, later), (first.close_up, later.close_up)):
        assert [path for path, _brush in one.upper_layers] != [path for path, _brush in other.upper_layers]


def test_only_a_close_up_of_the_same_view_has_a_ring_on_the_body(dressed: QApplication) -> None:
    """The lines of a ring are of a colour that is nowhere else in the lower half."""

    def outline_below(name: str) -> bool:
        figure = MOVEMENTS[name].figure
        assert figure is not None
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        image.fill(style.color("ground"))
        painter = QPainter(image)
        paint_drawing(painter, drawing(FigurePose(figure, 0.0, 0.5), QRectF(image.rect()), ""))
        painter.end()
        seen = {image.pixelColor(x, y).name() for x in range(300) for y in range(150, 300)}
        return style.color("outline").name() in seen

    assert outline_below("pelvic_tilt_seated")
    assert not outline_below("pelvic_clock_seated")
