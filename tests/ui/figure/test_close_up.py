"""What a close-up tells: its guide in every moment, and the part that moves."""

from math import dist
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.core.figure import Body, Figure, body_at, feet, frame, marks, view
from intermezzo.core.figure.channels import CHANNELS
from intermezzo.core.practice.model import Kind, Session, Step
from intermezzo.core.practice.timeline import Part, moment_at
from intermezzo.ui.figure.body_paths import body_paths, trunk_and_ribs
from intermezzo.ui.figure.close_guide import close_up_layers
from intermezzo.ui.figure.detail_paths import jaw_paths
from intermezzo.ui.figure.drawing import changed, drawing
from intermezzo.ui.figure.hulls import FINE
from intermezzo.ui.figure.placement import place
from intermezzo.ui.figure.poses import FigurePose, key_pose, pose_at_moment
from intermezzo.ui.kit import style

MOVEMENTS = library.load([Path(__file__).parents[3] / "sessions"]).movements
CLOSE = sorted(
    name
    for name, one in MOVEMENTS.items()
    if one.figure is not None
    and one.figure.is_enlarged
    and one.figure.close_up != "sole"
    and not one.figure.only_breathes
)
AREA = QRectF(0, 0, 400, 400)


def drawn(name: str) -> Figure:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    return figure


@pytest.mark.parametrize("name", CLOSE)
def test_the_guide_is_the_same_in_every_moment_and_the_body_loses_its_path(
    dressed: QApplication, name: str
) -> None:
    first, *others = (
        drawing(FigurePose(drawn(name), at, 0.5, 1, ghost), AREA, "", in_circle=True)
        for at, ghost in ((0.0, 1.0), (0.5, None), (1.0, None))
    )
    assert first.close_up is not None
    assert first.close_up.guide is not None
    for one in others:
        assert one.close_up is not None
        assert one.close_up.guide == first.close_up.guide
        assert one.guide is None


@pytest.mark.parametrize("name", CLOSE)
def test_on_its_way_back_a_body_differs_in_its_guide_alone(dressed: QApplication, name: str) -> None:
    there, back = (
        drawing(FigurePose(drawn(name), 0.5, 0.5, heading=heading), AREA, "", in_circle=True).close_up
        for heading in (1, -1)
    )
    assert there is not None
    assert back is not None
    assert there.guide != back.guide
    assert there.unguided is back.unguided is not None


def test_the_breath_does_not_draw_a_head_or_a_foot_anew(dressed: QApplication) -> None:
    for name in ("neck_rot_eyes", "jaw_rest", "toe_yoga", "short_foot_seated"):
        empty, full = (drawing(FigurePose(drawn(name), 0.5, fill), AREA, "") for fill in (0.0, 1.0))
        assert empty.close_up is full.close_up
        assert empty.lower_layers != full.lower_layers


def test_only_the_close_up_is_painted_again_while_the_whole_body_rests(dressed: QApplication) -> None:
    one, other, later = (
        drawing(FigurePose(drawn("toe_yoga"), at, 0.5), AREA, "", in_circle=True) for at in (0.60, 0.62, 0.7)
    )
    assert other.close_up is not None
    circle = other.close_up.placement.area.toAlignedRect()
    assert changed(one, other) == circle
    assert changed(other, later) == other.pixels | later.pixels != circle


def test_from_the_front_side_two_is_side_one_mirrored(dressed: QApplication) -> None:
    poses = (FigurePose(drawn("neck_rot_eyes"), 0.5, 0.5, side) for side in (1, 2))
    one, other = (drawing(pose, AREA, "").placement for pose in poses)
    assert (one.side, other.side) == (1, 1)
    assert other.transform.m11() == -one.transform.m11()


@pytest.mark.parametrize("name", CLOSE)
def test_the_start_is_a_dotted_outline_and_an_arrow_shows_the_direction(
    dressed: QApplication, name: str
) -> None:
    figure = drawn(name)
    outline, _halo, arrows, _numbers = (
        path for path, _brush in close_up_layers(figure, 1, 800.0, 1, style.LIGHT, mirrored=False)
    )
    assert len(outline.toSubpathPolygons()) > 12
    assert arrows.isEmpty() is (figure.leads == "none")


@pytest.mark.parametrize("name", ["toe_yoga", "neck_rot_eyes"])
def test_the_steps_are_numbered_and_the_numbers_are_readable_on_both_sides(
    dressed: QApplication, name: str
) -> None:
    """A mirrored picture would show the numbers backwards."""

    def numbers(side: int) -> list[list[tuple[float, float]]]:
        where = place(drawn(name), side, AREA, in_circle=False)
        layers = close_up_layers(
            where.figure, where.side, where.scale, 1, style.LIGHT,
            mirrored=where.transform.m11() < 0,
        )  # fmt: skip
        path = where.transform.map(layers[-1][0])
        shapes = []
        for polygon in path.toSubpathPolygons():
            low = polygon.boundingRect().topLeft()
            shapes.append(
                [(round(spot.x() - low.x(), 1), round(spot.y() - low.y(), 1)) for spot in polygon.toList()]
            )
        return shapes

    def widths(side: int) -> list[float]:
        """Return how far to the right, of its width, the middle of each number's corners is."""
        return [sum(x for x, _y in shape) / len(shape) / max(x for x, _y in shape) for shape in numbers(side)]

    assert len(numbers(1)) >= 2
    assert widths(2) == pytest.approx(widths(1), abs=0.02)


@pytest.mark.parametrize("name", ["toe_yoga", "neck_rot_eyes"])
def test_a_number_is_in_the_circle_with_its_rim(dressed: QApplication, name: str) -> None:
    figure = drawn(name)
    left, bottom, right, top = frame(figure)
    _outline, halo, _arrows, numbers = (
        path for path, _brush in close_up_layers(figure, 1, 800.0, 1, style.LIGHT, mirrored=False)
    )
    assert not numbers.isEmpty()
    middle = (left + right) / 2, -(bottom + top) / 2
    far = max(
        dist((spot.x(), spot.y()), middle) for ring in halo.toSubpathPolygons() for spot in ring.toList()
    )
    assert far < (right - left) / 2


@pytest.mark.parametrize("name", [name for name in CLOSE if not drawn(name).cycle])
def test_arrows_turn_round_on_the_way_back_and_none_is_shown_while_the_end_is_held(
    dressed: QApplication, name: str
) -> None:
    """An arrow that points outwards while the body comes back says the opposite of what is seen."""
    movement = MOVEMENTS[name]
    session = Session(name, name, Kind.RITUAL, (Step(movement, 2, 1),))
    seen = dict[Part, tuple[int, QPointF]]()
    for step in range(200):
        moment = moment_at(session, session.starts[0] + step / 200 * movement.rep_seconds)
        pose = pose_at_moment(movement, moment, eased=False)
        assert pose is not None
        _outline, _halo, arrows, _numbers = (
            path
            for path, _brush in close_up_layers(
                pose.figure, 1, 800.0, pose.heading, style.LIGHT, mirrored=False
            )
        )
        points = [spot for polygon in arrows.toSubpathPolygons() for spot in polygon.toList()]
        seen[moment.part] = (pose.heading, sum(points, QPointF()))
    assert seen[Part.MOVE][0] == 1
    assert seen[Part.RETURN][0] == -1
    assert seen[Part.RETURN][1] != seen[Part.MOVE][1]
    if Part.HOLD in seen:
        assert seen[Part.HOLD] == (0, QPointF())


@pytest.mark.parametrize("name", CLOSE)
def test_no_arrow_is_cut_by_the_circle(dressed: QApplication, name: str) -> None:
    figure = drawn(name)
    left, bottom, right, top = frame(figure)
    middle = (left + right) / 2, -(bottom + top) / 2
    for heading in (1, -1):
        _outline, halo, _arrows, _numbers = (
            path for path, _brush in close_up_layers(figure, 1, 800.0, heading, style.LIGHT, mirrored=False)
        )
        spots = [spot for ring in halo.toSubpathPolygons() for spot in ring.toList()]
        assert all(dist((spot.x(), spot.y()), middle) < (right - left) / 2 for spot in spots)


def test_paths_side_by_side_have_no_numbers(dressed: QApplication) -> None:
    layers = close_up_layers(drawn("scap_set"), 1, 800.0, 1, style.LIGHT, mirrored=False)
    assert layers[-1][0].isEmpty()


def test_teeth_that_touch_come_apart_and_the_lips_stay_closed() -> None:
    figure = drawn("jaw_rest")
    closed, open_ = (body_at(figure, at, 0.5) for at in (0.0, 1.0))
    assert closed.angle("jaw") == 0
    assert 4 <= open_.angle("jaw") <= 6

    def teeth(body: Body) -> list[QRectF]:
        return [path.boundingRect() for path, tone in jaw_paths(view(figure), body) if tone == "teeth"]

    (upper, lower), (still, lowered) = teeth(closed), teeth(open_)
    assert lower.top() == pytest.approx(upper.bottom())
    assert still == upper
    assert lowered.bottom() > lower.bottom() + 0.003
    lips = [[path.boundingRect() for path, _tone in jaw_paths(view(figure), body)][-1]
            for body in (closed, open_)]  # fmt: skip
    assert lips[0] == lips[1]
    assert body_paths(figure, closed, 1).mouth
    assert not body_paths(drawn("chin_nod_seated"), closed, 1).mouth


def test_in_a_tiny_nod_the_skull_tips_on_a_neck_that_stays() -> None:
    start, end = (body_at(drawn("chin_nod_seated"), at, 0.5) for at in (0.0, 1.0))
    assert end.points["c0"] == pytest.approx(start.points["c0"])
    assert end.frames["neck"] == pytest.approx(start.frames["neck"])
    assert 8 < end.angle("head") - start.angle("head") < 15
    # Down, not straight back.
    (x, _y, z), (ax, _ay, az) = (body.points["nose"] for body in (start, end))
    assert z - az > 1.5 * abs(ax - x)


def test_the_blades_begin_at_ease_and_slide_wide_and_not_down() -> None:
    figure = drawn("scap_set")
    start, end = (body_at(figure, at, 0.5) for at in (0.0, 1.0))
    assert abs(start.angle("r_shrug")) <= 3

    def inner(body: Body) -> tuple[float, float]:
        outline, _ridge = marks.blade(body, "l")
        return min(point[1] for point in outline), min(point[2] for point in outline)

    assert inner(end)[0] > inner(start)[0] + 0.01
    assert abs(inner(end)[1] - inner(start)[1]) < 0.006
    assert end.points["r_shoulder"][0] < start.points["r_shoulder"][0] - 0.01
    assert len(body_paths(figure, start, 1).blades) == 6
    changed = {name for name, a, b in zip(CHANNELS, start.pose, end.pose, strict=True) if a != b}
    assert changed <= {f"{side}_{one}" for side in "lr" for one in ("shrug", "reach", "spread")} | {"neck"}


def test_the_light_below_the_lower_back_closes_as_it_comes_down_and_the_sacrum_lifts() -> None:
    figure = drawn("pelvic_tilt_supine")

    def gap(at: float) -> float:
        """Return the height of the light at the widest place that the trunk leaves free."""
        body = body_at(figure, at, 0.5)
        ((light, _tone),) = body_paths(figure, body, 1).below
        trunk = [path for path, _tone in trunk_and_ribs(figure, body, 1, FINE)[0]]
        box = light.boundingRect()
        heights = []
        for column in range(1, 20):
            x = box.left() + box.width() * column / 20
            free = [z / 2000 for z in range(80)
                    if not any(path.contains(QPointF(x, -z / 2000)) for path in trunk)]  # fmt: skip
            heights.append(max((z for z in free if z < 0.03), default=0.0))
        return max(heights)

    assert gap(0.0) > 0.015
    assert gap(1.0) < 0.005
    start, end = (body_at(figure, at, 0.5).points["tail"][2] for at in (0.0, 1.0))
    assert end > start + 0.01


def test_the_arch_rises_a_little_and_the_toes_stay_long() -> None:
    figure = drawn("short_foot_seated")
    start, end = (body_at(figure, at, 0.5) for at in (0.0, 1.0))

    def instep(body: Body) -> float:
        (_x, _y, z), _frame, _radii = feet.near_foot(body, "r")[2].balls[1]
        return z

    assert 0.003 < instep(end) - instep(start) < 0.008
    for number in range(feet.TOES):
        assert feet.tip(end, "r", number)[2] == pytest.approx(feet.tip(start, "r", number)[2])
    assert dist(start.points["r_heel"], end.points["r_heel"]) < 0.001
    spots = [path for path, tone in body_paths(figure, end, 1).core if tone == "mark"]
    assert [len(path.toSubpathPolygons()) for path in spots] == [3]


def test_all_toes_are_drawn_each_with_its_nail() -> None:
    for name in ("toe_yoga", "short_foot_seated", "ankle_pump", "calf_raise"):
        figure = drawn(name)
        tones = [tone for _path, tone in body_paths(figure, body_at(figure, 0.0, 0.5), 1).core]
        assert tones.count("nail") == tones.count("seam") == feet.TOES


def test_the_still_of_two_steps_shows_the_second(dressed: QApplication) -> None:
    pose = key_pose(MOVEMENTS["toe_yoga"])
    assert pose is not None
    assert pose.at == pytest.approx(pose.figure.paths[-1].until, abs=0.01)
    assert pose.ghost == 0.0


@pytest.mark.parametrize(("name", "point"), [("jaw_rest", "jaw")])
def test_the_light_on_the_head_is_where_it_works_and_not_hidden_by_skin(
    dressed: QApplication, name: str, point: str
) -> None:
    movement, figure = MOVEMENTS[name], drawn(name)
    close_up = drawing(FigurePose(figure, 0.0, 0.5), AREA, movement.regions[0]).close_up
    assert close_up is not None
    ((corner, image),) = close_up.glows
    middle = corner + QPointF(image.width(), image.height()) / 2
    x, y = view(figure).flat(body_at(figure, 0.0, 0.5).points[point])
    seen = close_up.placement.transform.map(QPointF(x, -y)) - middle
    assert max(abs(seen.x()), abs(seen.y())) < 0.035 * close_up.placement.scale
    spot = close_up.placement.transform.inverted()[0].map(middle)
    assert any(path.contains(spot) for path, _brush in close_up.lower_layers)
