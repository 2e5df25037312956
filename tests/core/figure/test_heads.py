"""The head is put together so that painting it from the farthest part to the nearest is right."""

import pytest

from intermezzo.core.figure import Figure, body_at
from intermezzo.core.figure.bases import base_pose
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.heads import CROWN, NAPE, Hairline, face, from_face, hair
from intermezzo.core.figure.keyframes import Key
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Vec, dot, sub


def standing() -> Body:
    return body_at(Figure("stand", (Key(0.0, base_pose("stand"), "stand"),)), 0.0, 0.5)


def along(ball: Ball, way: Vec, origin: Vec) -> tuple[float, float]:
    """Return the least and the greatest distance of an ellipsoid from a point in a direction."""
    centre, m, radii = ball
    middle = dot(sub(centre, origin), way)
    half = sum((radius * dot((m[i], m[i + 3], m[i + 6]), way)) ** 2 for i, radius in enumerate(radii)) ** 0.5
    return middle - half, middle + half


@pytest.mark.parametrize(("line", "overlap"), [(CROWN, 0.006), (NAPE, 0.020)], ids=["crown", "nape"])
def test_a_plane_separates_the_face_from_the_hair(line: Hairline, overlap: float) -> None:
    """The temples may overlap the hair behind the ears, whose upper part is below the crown's."""
    body = standing()
    way, origin = from_face(body, line), body.points["c0"]
    hairline = min(along(ball, way, origin)[0] for ball in hair(body, line).balls)
    assert max(along(ball, way, origin)[1] for ball in face(body).balls) <= hairline + overlap
