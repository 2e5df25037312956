"""What is drawn on a face: eyes, brows, the ridge of the nose and the lips."""

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Body, Camera
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Vec, around_z, column, placed
from intermezzo.ui.figure.hulls import Ellipse, one_path, strip

_BROW: tuple[Vec, ...] = ((0.0530, 0.0080, 0.0450), (0.0480, 0.0180, 0.0485), (0.0390, 0.0280, 0.0460))
_NOSE: tuple[Vec, ...] = ((0.0550, 0.0045, 0.0370), (0.0620, 0.0060, 0.0160), (0.0660, 0.0000, 0.0085))
_LIPS: tuple[Vec, ...] = ((0.0500, -0.0110, -0.0085), (0.0540, 0.0, -0.0080), (0.0500, 0.0110, -0.0085))
_LINE_WIDTH = 0.0042
"""Places in the head's frame, and the width of the lines, in body heights."""
_EYE_OUT = 46.0
"""Degrees by which the eyes are turned outwards on the face."""


def eye_paths(camera: Camera, body: Body) -> tuple[tuple[Ellipse, Ellipse], ...]:
    """Return the white and the iris of each visible eye; the iris follows the gaze."""
    paths = []
    for out in (1.0, -1.0):
        # Flat on the face, so that an eye near its edge becomes narrow instead of standing out.
        eye = around_z(body.frames["head"], _EYE_OUT * out)
        if camera.depth(column(eye, 0)) > -0.10:
            continue
        place = body.place("c0", "head", (0.0410, 0.0240 * out, 0.036))
        white: Ball = (place, eye, (0.0008, 0.0100, 0.0046))
        look = (0.0012, -body.angle("eyes_turn") * 0.00014, body.angle("eyes_up") * 0.00009)
        iris: Ball = (placed(place, eye, look), eye, (0.0006, 0.0046, 0.0036))
        paths.append((camera.ellipse(white), camera.ellipse(iris)))
    return tuple(paths)


def face_lines(camera: Camera, body: Body) -> QPainterPath:
    """Return brows, one side of the nose, and the lips of a face that is turned to the camera."""
    # The side of the nose that is farther shows its ridge.
    away = 1.0 if camera.depth(column(body.frames["head"], 1)) > 0 else -1.0
    lines = ((_LIPS, 1.0), (_BROW, 1.0), (_BROW, -1.0), (_NOSE, away))
    strips = []
    for places, out in lines:
        found = [camera.flat(body.place("c0", "head", (x, y * out, z))) for x, y, z in places]
        strips.append(strip(found, _LINE_WIDTH))
    return one_path(strips)
