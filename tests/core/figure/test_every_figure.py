"""What holds for every movement that has a figure, through its whole loop; the truths come from the data."""

from itertools import pairwise
from math import dist
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Figure, body_at, frame, props, reverses, travel, view
from intermezzo.core.figure.body import SPINE
from intermezzo.core.figure.camera import around
from intermezzo.core.figure.easier import easier_form
from intermezzo.core.figure.flesh import head, torso
from intermezzo.core.figure.keyframes import progress
from intermezzo.core.practice.model import Kind, Movement, Session, Step
from intermezzo.core.practice.timeline import Part, breath_fill_at, moment_at
from tests.core.figure.checks import faults
from tests.core.figure.whole_flesh import extent

pytestmark = pytest.mark.slow

SESSIONS = Path(__file__).parents[3] / "sessions"
MOVEMENTS = library.load([SESSIONS]).movements
DRAWN = sorted(name for name, one in MOVEMENTS.items() if one.figure is not None)


def drawn(name: str) -> tuple[Movement, Figure]:
    movement = MOVEMENTS[name]
    assert movement.figure is not None
    return movement, movement.figure


@pytest.mark.parametrize("name", DRAWN)
def test_the_body_is_true_through_the_whole_loop(name: str) -> None:
    _movement, one = drawn(name)
    assert faults(one) == []


@pytest.mark.parametrize("name", DRAWN)
def test_no_limb_jumps_on_its_way(name: str) -> None:
    """A hand that met a bed only once it had let go of the belly was thrown up by its thickness."""
    movement, one = drawn(name)
    for form in (one, easier_form(one)):
        bodies = [body_at(form, step / 240, 0.5) for step in range(241)] if not form.only_breathes else []
        for point in bodies[0].points if bodies else ():
            ways = [dist(a.points[point], b.points[point]) for a, b in pairwise(bodies)]
            for before, _one, way, _other, after in zip(*(ways[n:] for n in range(5)), strict=False):
                assert way < max(before, after) + 0.007, (movement.id, point)


@pytest.mark.parametrize("name", DRAWN)
def test_a_repetition_ends_where_it_began(name: str) -> None:
    _movement, one = drawn(name)
    joints = (
        (Part.MOVE, Part.HOLD),
        (Part.HOLD, Part.RETURN),
        (Part.RETURN, Part.REST),
        (Part.REST, Part.MOVE),
    )
    for before, after in joints:
        a, b = (body_at(one, progress(one, *at), 0.5) for at in ((before, 1.0), (after, 0.0)))
        for point, place in a.points.items():
            assert place == pytest.approx(b.points[point], abs=1e-3), (before, after, point)


@pytest.mark.parametrize("name", DRAWN)
def test_the_other_side_is_the_mirror_image(name: str) -> None:
    _movement, one = drawn(name)
    right, left = body_at(one, 0.7, 0.5, 1), body_at(one, 0.7, 0.5, 2)
    swap = {"l_": "r_", "r_": "l_"}
    for point, (x, y, z) in right.points.items():
        other = swap.get(point[:2], point[:2]) + point[2:]
        assert left.points[other] == pytest.approx((x, -y, z))
    assert (right.working, left.working) == ("r", "l")


@pytest.mark.parametrize("name", DRAWN)
def test_the_breath_drawn_is_the_breath_of_the_data(name: str) -> None:
    movement, one = drawn(name)
    session = Session("one", "One", Kind.RITUAL, (Step(movement, 1, 1),))
    for share in range(10):
        moment = moment_at(session, session.starts[0] + movement.rep_seconds * share / 10)
        body = body_at(one, progress(one, moment.part, moment.part_fraction), moment.breath_fill)
        expected = breath_fill_at(movement, moment.part, moment.part_fraction)
        assert body.fill == pytest.approx(expected, abs=1e-6)
    empty, full = (torso(body_at(one, 0.0, fill)).balls for fill in (0.0, 1.0))
    widths = [(b[2][0] / a[2][0], b[2][1] / a[2][1]) for a, b in zip(empty, full, strict=True)]
    assert max(front for front, _side in widths) > 1.08
    assert max(side for _front, side in widths) > 1.05
    assert min(min(pair) for pair in widths) >= 1.0


@pytest.mark.parametrize("name", ["breath_lateral_seated", "breath_lateral_standing"])
def test_hands_on_the_ribs_go_out_and_in_with_the_breath(name: str) -> None:
    _movement, one = drawn(name)
    empty, half, full = (body_at(one, 0.0, fill) for fill in (0.0, 0.5, 1.0))
    apart = [body.points["l_palm"][1] - body.points["r_palm"][1] for body in (empty, half, full)]
    assert apart[2] - apart[0] > 0.02
    assert apart[1] == pytest.approx((apart[0] + apart[2]) / 2, abs=0.003)
    assert full.points["c7"] == empty.points["c7"]


def test_a_breath_is_drawn_deeper_where_nothing_else_moves() -> None:
    def widest(name: str) -> float:
        _movement, one = drawn(name)
        empty, full = (torso(body_at(one, 0.0, fill)).balls for fill in (0.0, 1.0))
        return max(b[2][1] / a[2][1] for a, b in zip(empty, full, strict=True))

    assert widest("breath_paced_6") > 1.15
    assert widest("breath_paced_6") - 1 > 1.8 * (widest("sit_to_stand") - 1)


@pytest.mark.parametrize("name", ["car_entry", "car_exit"])
def test_one_who_sits_in_the_car_is_below_its_roof_and_one_who_stands_is_beside_it(name: str) -> None:
    _movement, one = drawn(name)
    standing, sitting = (body_at(one, at, 0.5) for at in ((0.0, 1.0) if name == "car_entry" else (1.0, 0.0)))
    roof = max(corner[2] for shape in props.shapes("car", one.base) for corner in shape.corners)
    assert sitting.points["crown"][2] < roof - 0.02
    assert standing.points["crown"][2] > roof
    side = {corner[1] for shape in props.shapes("car", one.base) if shape.tone for corner in shape.corners}
    assert max(sitting.points["l_shoulder"][1], sitting.points["r_shoulder"][1]) < min(side)
    assert standing.points["root"][1] > max(side)


@pytest.mark.parametrize("name", DRAWN)
def test_the_spine_is_drawn_inside_the_body_on_both_sides(name: str) -> None:
    _movement, one = drawn(name)
    for side in (1, 2):
        camera = view(one, side)
        for at in (0.0, 0.5, 1.0):
            body = body_at(one, at, 0.5, side)
            trunk = [extent(camera, ball) for piece in (torso(body), *head(body)) for ball in piece.balls]
            left, bottom, right, top = around(trunk)
            for point in SPINE:
                x, y = camera.flat(body.points[point])
                assert left <= x <= right, (side, at, point)
                assert bottom <= y <= top, (side, at, point)


@pytest.mark.parametrize("name", DRAWN)
def test_the_frame_holds_the_other_side_too(name: str) -> None:
    _movement, one = drawn(name)
    if one.close_up != "none":
        return
    left, bottom, right, top = frame(one, 2)
    camera = view(one, 2)
    for step in range(9):
        for x, y in (camera.flat(place) for place in body_at(one, step / 8, 0.5, 2).points.values()):
            assert left - 0.02 <= x <= right + 0.02
            assert bottom - 0.02 <= y <= top + 0.02


def test_every_movement_is_drawn() -> None:
    assert sorted(MOVEMENTS) == DRAWN


@pytest.mark.parametrize("name", ["car_entry", "car_exit"])
def test_in_the_car_one_sits_on_the_seat_first_and_the_feet_come_in_through_the_door(name: str) -> None:
    _movement, one = drawn(name)
    cushion = props.shapes("car_seat", one.base)[0].corners
    sill = max(z for shape in props.shapes("car", one.base) for _x, y, z in shape.corners if z < 0.08)
    turn, inside = (0.55, 1.0) if name == "car_entry" else (0.42, 0.0)
    for at in (turn, inside):
        x, y, z = body_at(one, at, 0.5).points["root"]
        assert min(corner[0] for corner in cushion) < x < max(corner[0] for corner in cushion)
        assert abs(y) < max(corner[1] for corner in cushion)
        assert z == pytest.approx(0.288, abs=0.02)
    for side in ("l", "r"):
        assert body_at(one, turn, 0.5).points[f"{side}_ankle"][2] < 0.05
        assert body_at(one, inside, 0.5).points[f"{side}_heel"][2] > sill - 0.03
        assert body_at(one, inside, 0.5).points[f"{side}_toe"][0] < 0.40


@pytest.mark.parametrize("name", DRAWN)
def test_only_where_the_other_side_is_the_way_back_it_is_drawn_so(name: str) -> None:
    movement, one = drawn(name)
    if movement.sides == 2:
        assert reverses(one) is (name == "pelvic_clock_seated")
    if reverses(one):
        for share in range(30):
            other, back = body_at(one, share / 29, 0.3, 2), body_at(one, 1 - share / 29, 0.3)
            for point, place in other.points.items():
                assert place == pytest.approx(back.points[point], abs=1e-6)


@pytest.mark.parametrize("name", DRAWN)
def test_whatever_moves_is_seen_to_move_on_the_way(name: str) -> None:
    """Also eyes, a jaw and toes, for which no point of the body stands."""
    _movement, full = drawn(name)
    for one in (full, easier_form(full)):
        if one.only_breathes:
            continue
        ways = travel(one)
        assert ways[-1] > 0.002
        assert sum(after - before > 1e-5 for before, after in pairwise(ways)) >= 3
