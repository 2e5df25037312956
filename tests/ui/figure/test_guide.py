"""The ghost and the path of the leading point: where they are shown, and what they cost."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from intermezzo.core.figure import Figure, body_at, leading, view
from intermezzo.core.figure.camera import Flat
from intermezzo.core.figure.easier import reduced
from intermezzo.core.figure.keyframes import LEADS, REGIONS
from intermezzo.core.figure.marks import place
from intermezzo.core.practice.timeline import Part, breath_fill_at, moment_at
from intermezzo.ui.figure.body_paths import body_paths
from intermezzo.ui.figure.close_guide import close_up_layers
from intermezzo.ui.figure.drawing import GLOWS, drawing
from intermezzo.ui.figure.guide import Ghost, ghost_paths, still_path, way_paths
from intermezzo.ui.figure.hulls import PLAIN, one_path, smooth
from intermezzo.ui.figure.inset import whole_figure
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.figure.poses import FigurePose, key_pose, pose_at_moment
from intermezzo.ui.figure.sheet import phases
from intermezzo.ui.kit import style
from tests.ui.figure.test_view import MOVEMENTS, names, painted, session_of
from tests.ui.pixels import pixels

pytestmark = pytest.mark.slow

FIGURES = {name: one.figure for name, one in MOVEMENTS.items() if one.figure is not None}
LED = [
    name for name, figure in sorted(FIGURES.items()) if not figure.is_enlarged and leading.paths(figure, 1)
]
"""Those whose paths are dotted: a close-up has arrows."""


def test_the_first_repetition_shows_where_the_body_goes_and_the_next_does_not(dressed: QApplication) -> None:
    movement, session = MOVEMENTS["glute_bridge"], session_of("glute_bridge")
    move, hold, back, _rest = movement.tempo

    def way_at(elapsed: float) -> tuple[float | None, int]:
        pose = pose_at_moment(movement, moment_at(session, elapsed), eased=False)
        assert pose is not None
        return pose.ghost, pose.heading

    begin = session.starts[0]
    assert [way_at(at) for at in (1.0, begin, begin + move / 2)] == [(1.0, 1)] * 3
    assert way_at(begin + move + hold / 2) == (1.0, 0)
    assert way_at(begin + move + hold + back / 2) == (0.0, -1)
    assert way_at(begin + movement.rep_seconds + 0.1) == (None, 1)


@pytest.mark.parametrize("name", ["shelf_reach", "bird_dog", "thor_rot_seated", "breath_on_back"])
def test_no_way_is_shown_in_the_rest_after_it(dressed: QApplication, name: str) -> None:
    """Another way there would contradict the cue, and after the last repetition none comes."""
    movement, session = MOVEMENTS[name], session_of(name)
    moment = moment_at(session, session.starts[0] + movement.rep_seconds - movement.tempo[3] / 2)
    pose = pose_at_moment(movement, moment, eased=False)
    assert (moment.part, moment.rep) == (Part.REST, 1)
    assert pose is not None
    assert pose.ghost is None


@pytest.mark.parametrize("name", [name for name in LED if not FIGURES[name].cycle])
def test_the_way_back_is_the_way_there_with_its_arrow_head_at_the_start(
    dressed: QApplication, name: str
) -> None:
    figure = FIGURES[name]

    def heads(heading: int) -> list[tuple[float, float]]:
        _rim, dots = way_paths(figure, 1, 600.0, 0.0, heading)
        tips = [polygon.toList()[0] for polygon in dots.toSubpathPolygons() if polygon.size() == 5]
        return [(tip.x(), -tip.y()) for tip in tips]

    ways = leading.paths(figure, 1)
    assert heads(1) == [pytest.approx(way[-1], abs=1e-6) for way in ways]
    assert heads(-1) == [pytest.approx(way[0], abs=1e-6) for way in reversed(ways)]
    assert heads(0) == []


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


@pytest.mark.parametrize(("name", "lowest"), [("neck_rot_eyes", "c7"), ("soft_exhale", "r_hip")])
def test_the_ghost_of_a_still_has_nothing_that_stays(name: str, lowest: str) -> None:
    figure = whole_figure(FIGURES[name])
    _across, height = view(figure).flat(body_at(figure, 1.0, 0.0).points[lowest])
    all_of_it, moving = (
        one_path(ghost_paths(figure, 1, Ghost(1.0, PLAIN, body_is_at))).boundingRect()
        for body_is_at in (None, 0.0)
    )
    assert all_of_it.bottom() > -0.05
    assert moving.top() >= all_of_it.top()
    assert moving.bottom() < 0.05 - height


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
    full, empty = (one_path(ghost_paths(pose.figure, 1, Ghost(fill, PLAIN))) for fill in (1.0, 0.0))
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
    paths = (still_path(figure, side, 300.0, along=along) for along in (False, True))
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
    assert still_lines_seen(whole_figure(figure), 1) == 1
    assert still_lines_seen(replace(whole_figure(figure), camera=(62.0, 33.0)), 1) == 0


def test_soft_knees_are_not_called_one_line() -> None:
    figure = MOVEMENTS["desk_plank"].figure
    assert figure is not None
    lines = [still_path(one, 1, 300.0, along=True).isEmpty() for one in (figure, reduced(figure, 0.6))]
    assert lines == [False, True]


@pytest.mark.parametrize("name", ["pallof", "single_leg_stand", "desk_plank"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_mark_of_what_stays_still_is_seen_with_the_ghost_only(
    dressed: QApplication, name: str, dark: bool
) -> None:
    style.apply(dressed, dark=dark)
    pose = key_pose(MOVEMENTS[name])
    assert pose is not None
    mark = QColor(style.current().far).rgba()
    counts = []
    for one in (pose, replace(pose, ghost=None)):
        image = QImage(400, 400, QImage.Format.Format_RGB32)
        image.fill(style.color("pill"))
        painter = QPainter(image)
        paint_figure(painter, QRectF(image.rect()), one, "")
        painter.end()
        counts.append(pixels(image).count(mark))
    assert counts[0] > counts[1] + 40


def test_each_region_has_a_light() -> None:
    assert set(GLOWS) == set(REGIONS)


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
@pytest.mark.parametrize("name", LED)
def test_every_path_has_one_arrow_head_at_its_end_with_a_rim_around_all(
    dressed: QApplication, name: str, size: float
) -> None:
    figure = FIGURES[name]
    paths = way_paths(figure, 1, size, 0.0, 1)
    rim, dots = (path.toSubpathPolygons() for path in paths)
    assert len(rim) == len(dots)
    heads = [polygon.boundingRect() for polygon in dots if polygon.size() == 5]
    assert len(heads) == len(leading.paths(figure, 1))
    least = min(max(box.width(), box.height()) for box in heads)
    assert least * size > 5.0
    others = [polygon.boundingRect() for polygon in dots if polygon.size() != 5]
    assert all(least > 2 * max(one.width(), one.height()) for one in others)
    assert all(
        outer.boundingRect().contains(inner.boundingRect()) for outer, inner in zip(rim, dots, strict=True)
    )


def test_in_a_close_up_the_arrow_lies_beside_the_part(dressed: QApplication) -> None:
    figure = FIGURES["chin_nod_seated"]
    _outline, _halo, arrow, _numbers = (
        path for path, _brush in close_up_layers(figure, 1, 1000.0, 1, style.LIGHT, mirrored=False)
    )
    body = body_paths(figure, body_at(figure, 0.0, 0.5), 1)
    assert not any(arrow.intersects(path) for path, _tone in (*body.head, *body.core))


@pytest.mark.parametrize("name", [name for name in LED if not FIGURES[name].only_breathes])
def test_the_path_is_where_its_point_goes(dressed: QApplication, name: str) -> None:
    figure = FIGURES[name]
    eye, ways = view(figure), leading.paths(figure, 1)
    spans = [(lead.after, lead.until) for lead in figure.paths] or [(0.0, 1.0)]
    for way, (after, until) in zip(ways, spans, strict=True):
        bodies = [body_at(figure, after + (until - after) * step / 32, 1.0) for step in range(33)]
        places = [[eye.flat(place(body, point)) for body in bodies] for point in LEADS.values()]
        if len(way) == 2:
            # One that is too short is drawn longer, about its middle.
            assert min(dist(between(at[0], at[-1]), between(*way)) for at in places) < 0.006
            continue
        _apart, goes = min((dist(at[0], way[0]) + dist(at[-1], way[-1]), at) for at in places)
        dotted = smooth(way)
        assert max(min(off(spot, *two) for two in pairwise(dotted)) for spot in goes) < 0.006


def between(a: Flat, b: Flat) -> Flat:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def off(place: Flat, a: Flat, b: Flat) -> float:
    """Return the distance of a place from a line between two points."""
    x, y = b[0] - a[0], b[1] - a[1]
    along = ((place[0] - a[0]) * x + (place[1] - a[1]) * y) / ((x * x + y * y) or 1.0)
    share = min(1.0, max(0.0, along))
    return dist(place, (a[0] + x * share, a[1] + y * share))
