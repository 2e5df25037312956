"""The box of a moving body, and the few moments at which a movement is looked at."""

from dataclasses import replace
from math import dist

import pytest

from intermezzo.core.figure import along_keys, body_at, view
from intermezzo.core.figure.body import mirrored
from intermezzo.core.figure.camera import around, of_mirrored
from intermezzo.core.figure.extents import PARTS, TOLERANCE, box_of
from intermezzo.core.figure.keyframes import Lead
from tests.core.figure.test_leading import FIGURES
from tests.core.figure.whole_flesh import all_pieces, extent

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_the_box_is_that_of_all_flesh(name: str) -> None:
    figure, bodies = FIGURES[name], along_keys(FIGURES[name], 1)
    camera = view(figure)
    full = [replace(body, fill=1.0) for body in bodies]
    whole = around(
        [extent(camera, ball) for body in full for piece in all_pieces(body) for ball in piece.balls]
    )
    assert box_of([camera], bodies) == pytest.approx(whole, abs=TOLERANCE)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_the_box_of_two_cameras_holds_the_body_and_its_mirror_image(name: str) -> None:
    bodies = along_keys(FIGURES[name], 1)
    camera = view(FIGURES[name])
    other = box_of([camera], [mirrored(body) for body in bodies])
    assert box_of([of_mirrored(camera)], bodies) == pytest.approx(other)
    both = around([box_of([camera], bodies), other])
    assert box_of([camera, of_mirrored(camera)], bodies) == pytest.approx(both, abs=TOLERANCE)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_flesh_reaches_no_farther_beyond_its_points_than_told(name: str) -> None:
    for camera in map(view, (FIGURES["glute_bridge"], FIGURES["wall_slide"], FIGURES["open_book"])):
        for body in along_keys(FIGURES[name], 1):
            for pieces, points, beyond in PARTS:
                xs, ys = zip(*[camera.flat(body.points[point]) for point in points], strict=True)
                flesh = around([extent(camera, ball) for piece in pieces(body) for ball in piece.balls])
                assert max(min(xs) - flesh[0], min(ys) - flesh[1]) <= beyond
                assert max(flesh[2] - max(xs), flesh[3] - max(ys)) <= beyond


def test_few_moments_tell_an_even_movement_and_more_another() -> None:
    found = {name: len(along_keys(FIGURES[name], 1)) for name in FIGURES}
    assert found["breath_paced_6"] == 1
    assert found["glute_bridge"] == found["knee_fallout"] == 5
    assert found["sit_to_stand"] == found["bird_dog"] == 9
    assert found["side_reach_seated"] == 13, "more in the half that is uneven"
    assert found["walk_easy"] == 17


def test_a_body_is_solved_once_for_all_pictures_and_breaths() -> None:
    close_up = FIGURES["chin_nod_seated"]
    whole = replace(
        close_up, close_up="none", camera=(90.0, 0.0), close_up_camera=(0.0, 90.0), regions=("neck",),
        leads="head", paths=(Lead("nose"),), still=("hips",),
    )  # fmt: skip
    for at in (0.0, 0.5, 1.0):
        first, other = body_at(close_up, at, 0.2), body_at(whole, at, 0.9)
        assert (first.fill, other.fill) == (0.2, 0.9)
        assert first.points is other.points


def test_hands_on_the_ribs_go_with_the_breath() -> None:
    figure = FIGURES["breath_lateral_seated"]
    empty, full = (body_at(figure, 0.0, fill).points["l_palm"] for fill in (0.0, 1.0))
    assert dist(empty, full) > 0.005
